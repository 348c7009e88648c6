"""The search of the reading room beside two others over the same generated texts: `make bench`, or

    python tests/bench_search.py 5 100 1000 3000 --markdown

The others are Material's own search (stock MkDocs with Material) and Pagefind, when it is there: on the
PATH, by `pip install pagefind-bin`, or named by PAGEFIND. Bytes and files are the same each time; times
differ from machine to machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

import bench_search_browser as browser  # noqa: E402
import bench_search_indexes as indexes  # noqa: E402
from bench_search_browser import Answer, Visit  # noqa: E402
from bench_search_indexes import Built  # noqa: E402
from bench_search_texts import FIRST, QUERIES  # noqa: E402

LABELS = {"ours": "this search", "material": "Material", "pagefind": "Pagefind"}
BUILDERS = {"ours": indexes.ours, "material": indexes.material, "pagefind": indexes.pagefind}
HEADS = (
    "documents", "search", "index CPU", "memory", "index", "files", "first query", "gzip", "ten more", "gzip",
    "first result", "median", "on file://", "median",
)  # fmt: skip
Row = tuple[str, ...]


def size(count: int) -> str:
    """In units of 1,000."""
    return f"{count / 1e6:,.1f} MB" if count >= 999_500 else f"{count / 1e3:,.0f} kB"


def span(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "–"
    return f"{milliseconds / 1000:.2f} s" if milliseconds >= 999.5 else f"{milliseconds:.0f} ms"


def times(visit: Visit, way: str) -> tuple[str, str]:
    """(time to the first result, median of the ten further queries)."""
    if visit.first is None:
        wrong = (
            "does not work by itself"
            if way == "file" and visit.failure.startswith("fails")
            else visit.failure
        )
        return wrong, "–"
    return span(visit.first.milliseconds), span(visit.median) if visit.further else visit.failure


def row(count: int, name: str, built: Built, seen: dict[tuple[str, str], Visit]) -> Row:
    http = seen[name, "http"]
    first = map(size, loaded(http.answers[:1])) if http.first else ("–", "–")
    more = map(size, loaded(http.further)) if http.further else ("–", "–")
    return (
        f"{count:,}", LABELS[name], f"{built.seconds:.1f} s", f"{built.memory / 2**20:,.0f} MiB", size(built.size),
        f"{built.files:,}", *first, *more, *times(http, "http"), *times(seen[name, "file"], "file"),
    )  # fmt: skip


def measured(count: int, base: Path, detail: bool) -> tuple[list[Row], list[str]]:
    """The rows of one size, and the comparison in words."""
    built, rows = {}, []
    for name, build in BUILDERS.items():
        if name == "pagefind" and not indexes.pagefind_binary():
            continue
        try:
            built[name] = build(base, count)
        except RuntimeError as error:
            rows.append((f"{count:,}", LABELS[name], str(error), *["–"] * (len(HEADS) - 3)))
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        seen = pool.submit(browser.visits, built).result()
    if detail:
        for (name, way), visit in seen.items():
            told(count, name, way, visit)
    return [row(count, name, one, seen) for name, one in built.items()] + rows, compared(count, seen)


def compared(count: int, seen: dict[tuple[str, str], Visit]) -> list[str]:
    """The others as multiples of this search, for each that answers on http."""
    lines = []
    for name in LABELS:
        if name == "ours" or (name, "http") not in seen:
            continue
        parts = []
        for way, place in (("http", "on http"), ("file", "on file://")):
            other, own = seen[name, way].first, seen["ours", way].first
            if other and own:
                parts.append(f"time to the first result {place} {other.milliseconds / own.milliseconds:.1f}")
        for what, other_size, own_size in loads(seen[name, "http"], seen["ours", "http"]):
            ratios = [theirs / ours for theirs, ours in zip(other_size, own_size, strict=True)]
            parts.append(f"bytes of {what} {ratios[0]:.1f} (gzip {ratios[1]:.1f})")
        if parts:
            lines.append(
                f"{LABELS[name]} as a multiple of this search, {count:,} documents: {', '.join(parts)}."
            )
    return lines


def loads(other: Visit, own: Visit) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """(what, bytes and compressed bytes of the other, of ours) of the first query and of all of them."""
    found = []
    if other.first and own.first:
        found.append(("the first query", loaded(other.answers[:1]), loaded(own.answers[:1])))
    if other.further and own.further:
        found.append(("all eleven queries", loaded(other.answers), loaded(own.answers)))
    return found


def loaded(answers: Sequence[Answer]) -> tuple[int, int]:
    """(bytes, compressed bytes)."""
    return sum(one.size for one in answers), sum(one.packed for one in answers)


def told(count: int, name: str, way: str, visit: Visit) -> None:
    """Every query of a visit."""
    print(f"\n{LABELS[name]}, {count:,} documents, {way}: {size(visit.before)} before the box is focused")
    for one in visit.answers:
        parts = ", ".join(f"{part} {size(packed)}" for part, packed in sorted(one.parts.items()))
        print(
            f"  {one.milliseconds:8.0f} ms {one.total:6} found  {one.query}  [{one.files} files, gzip: {parts}]"
        )
    if visit.failure:
        print(f"  {visit.failure}")


def table(rows: list[Row], markdown: bool) -> str:
    if markdown:
        lines = [HEADS, tuple("---" if place == 1 else "---:" for place in range(len(HEADS))), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(len(line[place]) for line in (HEADS, *rows)) for place in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        for line in (HEADS, *rows)
    )


def notes() -> str:
    lines = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}. "
        "Generated documents of 3,000 words; Chromium; files from this machine, not compressed.",
        "Index CPU: of the index alone. Memory: of the whole process that builds it, at its highest (this search: "
        "with all texts in memory; Material: with the rendering of the pages). Index: without scripts.",
        "First query: everything that the browser loads for it, index and scripts. Material loads its index when "
        "the page opens (on http), the others when the box is focused. First result: from the focus, at once "
        f"after the page has loaded, until ten results of “{FIRST}” are shown. Then ten more: "
        + "; ".join(f"{query} ({kind})" for kind, query in QUERIES)
        + f". Of {browser.VISITS} visits the one with the middle time to the first result.",
    ]
    if not indexes.pagefind_binary():
        lines.append("Pagefind is not installed and left out (pip install pagefind-bin).")
    return "\n\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=[5, 100], metavar="DOCUMENTS")
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    parser.add_argument("--detail", action="store_true", help="every query, with what it loads")
    given = parser.parse_args()
    rows: list[Row] = []
    words: list[str] = []
    for count in given.counts:
        print(f"measuring {count:,} documents …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as base:
            found, said = measured(count, Path(base), given.detail)
            rows += found
            words += said
    print("\n" + "\n\n".join([table(rows, given.markdown), *words, notes()]))


if __name__ == "__main__":
    main()
