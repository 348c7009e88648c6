"""The judged queries asked of the search in a browser: `python tests/measure_search.py [a|b]`.

A query succeeds when one of the passages that were judged to answer it is among the first five; the other
fields of `tests/judged/queries.yml` ask for more, and its head says what they mean.
"""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from search_browser import SearchPage

from build_scripts.corpus import load
from build_scripts.exporters.search_index import search_index
from build_scripts.model import Corpus
from build_scripts.structure.assemble import intervention_ids

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "judged" / "queries.yml"
FIRST = 5
#: Kinds in which the complete set may have company: other forms of a name, words that stand apart.
LOOSE = ("name", "other script", "spelling", "figure")


@dataclass(frozen=True)
class Answer:
    """What one query gave."""

    query: dict[str, Any]
    units: list[tuple[str, str]]
    """(document, unit) of every passage found, best first."""
    partial: bool
    suggested: str
    near: list[tuple[str, str]]

    def faults(self) -> Iterator[str]:
        """What is wrong with it, in words."""
        ask = self.query
        wanted = [(e["document"], e["unit"]) for e in ask.get("expect", ())]
        shown = self.units or self.near
        if ask.get("nothing"):
            if self.units and not self.partial:
                yield f"finds {self.units[:3]}"
            return
        if ask["kind"] == "typo":
            if fold(ask["suggests"]) not in fold(self.suggested):
                yield f"offers {self.suggested!r}"
        elif ask.get("some"):
            if not self.units:
                yield "finds nothing"
        elif not set(wanted) & set(shown[:FIRST]):
            yield f"first five: {shown[:FIRST]}, wanted {wanted[:4]}"
        every = {(e["document"], e["unit"]) for e in ask.get("all", ())}
        if every - set(self.units):
            yield f"misses {sorted(every - set(self.units))[:4]}"
        if every and ask["kind"] not in LOOSE and set(self.units) - every:
            yield f"also finds {sorted(set(self.units) - every)[:4]}"
        unwanted = {(e["document"], e["unit"]) for e in ask.get("not", ())}
        if not self.partial and unwanted & set(self.units):
            yield f"finds {sorted(unwanted & set(self.units))}"
        for low in ((e["document"], e["unit"]) for e in ask.get("below", ())):
            if low in shown and wanted and wanted[0] in shown and shown.index(low) < shown.index(wanted[0]):
                yield f"puts {low} before {wanted[0]}"


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("ı", "i").replace("ə", "e"))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()


def judged(half: str = "") -> list[dict[str, Any]]:
    rows = YAML(typ="safe").load(QUERIES.read_text("utf-8"))
    return [row for row in rows if not half or row["set"] == half]


def answers(corpus: Corpus, page: SearchPage, queries: list[dict[str, Any]]) -> list[Answer]:
    """Ask them all, one after the other."""
    asides = dict(_asides(corpus))
    found = []
    for row in queries:
        filters = {
            kind: value if isinstance(value, list) else [value]
            for kind, value in row.get("filters", {}).items()
        }
        result = page.search(row["query"], filters=filters, limit=2000)
        found.append(
            Answer(
                row,
                [_unit(r, asides) for r in result["results"]],
                bool(result["partial"]),
                (result.get("didYouMean") or {}).get("text", ""),
                [_unit(r, asides) for r in (result.get("near") or {}).get("results", ())],
            )
        )
    return found


def _unit(result: dict[str, Any], asides: dict[tuple[str, int], str]) -> tuple[str, str]:
    document, anchor = result["document"]["id"], result["anchor"]
    if result["part"] == "aside":
        return document, asides.get((document, result["line"]), anchor)
    return document, anchor


def _asides(corpus: Corpus) -> Iterator[tuple[tuple[str, int], str]]:
    """(document, line) of each set-aside stretch → its id in the data; every line of it."""
    for document in corpus.documents:
        ids = intervention_ids(document)
        for name, change in zip(ids, document.interventions, strict=True):
            if change.kind == "set-aside":
                first = document.source.line_at(change.span[0])
                last = document.source.line_at(max(change.span[0], change.span[1] - 1))
                for line in range(first, last + 1):
                    yield (document.id, line), name


def index_in(folder: Path, corpus: Corpus) -> None:
    """Write the index of `corpus` below `folder`."""
    for artifact in search_index(corpus):
        path = folder / artifact.path.removeprefix("docs/")
        path.parent.mkdir(parents=True, exist_ok=True)
        content = artifact.content
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def main() -> None:
    corpus = load(ROOT / "seeds")
    with tempfile.TemporaryDirectory() as folder:
        index_in(Path(folder), corpus)
        page = SearchPage(Path(folder))
        for half in sys.argv[1:] or ["a", "b"]:
            rows = answers(corpus, page, judged(half))
            wrong = [(row, list(row.faults())) for row in rows]
            wrong = [(row, faults) for row, faults in wrong if faults]
            print(f"set {half}: {len(rows) - len(wrong)} of {len(rows)} as judged")
            for row, faults in wrong:
                print(
                    f"  {row.query['kind']:12} {row.query['query']!r} {row.query.get('filters', '')}: {'; '.join(faults)}"
                )
        page.close()


if __name__ == "__main__":
    main()
