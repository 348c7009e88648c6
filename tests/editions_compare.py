"""Compare a Document with a hand-written expectation (see tests/editions/README.md)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from build_scripts.edition import edit
from build_scripts.model import Block, Document, Note
from build_scripts.readers import open_source

EDITIONS = Path(os.environ.get("EDITIONS") or Path(__file__).parent / "editions")
ROOT = Path(__file__).parent.parent


def names() -> list[str]:
    return sorted(p.parent.name for p in EDITIONS.glob("*/expected.yml"))


def load(name: str, rules=None) -> tuple[Document, dict]:
    expected = yaml.safe_load((EDITIONS / name / "expected.yml").read_text(encoding="utf-8"))
    if "seed_file" in expected:
        path = ROOT / expected["seed_file"]
    else:
        path = next(p for p in sorted((EDITIONS / name).glob("seed.*")))
    source = open_source(path, path.name)
    return (edit(source, {}) if rules is None else edit(source, {}, rules)), expected


def fold(text: str, item: bool = False) -> str:
    text = re.sub(r"<((?:https?://|www\.|mailto:)[^<>\s]*)>", r"\1", " ".join(str(text).split()))
    if item:
        text = re.sub(r"^(?:[•◦▪*–—-]|\(?\w{1,3}[.)])\s+", "", text)
    return text


def _kinds(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _fits(entry: dict, text: str, kind: str = "") -> str:
    """What is wrong with `text` for this entry, or an empty string."""
    item = kind == "list" or "list" in _kinds(entry.get("kind", ""))
    text = fold(text, item)
    for key, test in (("text", lambda w: text == w), ("starts", text.startswith), ("ends", text.endswith)):
        if key in entry and not test(fold(entry[key], item and key != "ends")):
            shown = text if key == "text" else text[:60] if key == "starts" else text[-60:]
            return f"{key} {entry[key]!r} but reads {shown!r}"
    for phrase in entry.get("contains", ()):
        if fold(phrase) not in text:
            return f"does not contain {phrase!r}"
    return ""


def differences(document: Document, expected: dict) -> list[str]:
    """Readable differences, one line each; empty when all is as expected."""
    return [
        *_metadata(document, expected),
        *_blocks(document, expected),
        *_notes(document, expected),
        *_asides(document, expected),
        *_joins(document, expected),
    ]


def _metadata(document: Document, expected: dict) -> Iterator[str]:
    pairs = {
        "title": "title",
        "issued": "issued",
        "language": "language",
        "container": "is_part_of",
        "volume": "volume",
        "issue": "issue",
        "number": "number",
    }
    for key, term in pairs.items():
        wanted, found = expected.get(key), document.value(term)
        if key in ("title", "issued", "language") or key in expected:
            if (wanted and fold(wanted).casefold()) != (found and fold(found).casefold()):
                yield f"metadata {key}: expected {wanted!r}, found {found!r}"
    for key, term in {"creators": "creator", "issn": "issn"}.items():
        wanted, found = expected.get(key) or [], list(document.values(term))
        if [fold(w).casefold() for w in wanted] != [fold(f).casefold() for f in found]:
            yield f"metadata {key}: expected {wanted}, found {found}"
    if expected.get(
        "doi"
    ) and f"doi:{expected['doi'].removeprefix('https://doi.org/')}" not in document.values("identifier"):
        yield f"metadata doi: expected {expected['doi']}"


def _blocks(document: Document, expected: dict) -> Iterator[str]:
    by_line: dict[int, list[Block]] = {}
    for block in document.blocks:
        by_line.setdefault(block.lines[0], []).append(block)
    used: set[str] = set()
    asides = {document.source.line_at(a.span[0]): a for a in document.asides}
    inside = _aside_lines(document)
    for entry in expected.get("blocks") or ():
        candidates = [b for b in by_line.get(entry["line"], ()) if b.id not in used]
        block = next(
            (b for b in candidates if not _fits(entry, b.text, b.kind)), candidates[0] if candidates else None
        )
        if block is None:
            aside = asides.get(entry["line"])
            if aside is not None and aside.detail in _kinds(entry.get("or_aside", [])):
                continue
            if not entry.get("optional"):
                yield (
                    f"line {entry['line']}: {entry['kind']} missing"
                    + (f" (aside {inside[entry['line']]})" if entry["line"] in inside else "")
                    + f": {entry.get('text') or entry.get('starts')!r}"
                )
            continue
        used.add(block.id)
        if block.kind not in _kinds(entry["kind"]):
            yield f"line {entry['line']}: expected {entry['kind']}, found {block.kind}: {block.text[:70]!r}"
        if wrong := _fits(entry, block.text, block.kind):
            yield f"line {entry['line']}: {block.kind} {wrong}"
        if "level" in entry and entry["level"] and block.kind == "head" and block.level != entry["level"]:
            yield f"line {entry['line']}: level {block.level}, expected {entry['level']}: {block.text[:60]!r}"
        if "rows" in entry and block.kind == "table" and len(block.rows) != entry["rows"]:
            yield f"line {entry['line']}: {len(block.rows)} rows, expected {entry['rows']}"
    for block in document.blocks:
        if block.id not in used:
            yield f"line {block.lines[0]}: {block.kind} not expected: {block.text[:80]!r}"


def _aside_lines(document: Document) -> dict[int, str]:
    lines = {}
    for aside in document.asides:
        for line in range(
            document.source.line_at(aside.span[0]),
            document.source.line_at(max(aside.span[0], aside.span[1] - 1)) + 1,
        ):
            lines.setdefault(line, aside.detail)
    return lines


def _notes(document: Document, expected: dict) -> Iterator[str]:
    wanted = expected.get("notes") or []
    found = list(document.notes)
    for position, entry in enumerate(wanted):
        note = next(
            (
                n
                for n in found
                if n.label == str(entry["label"]) and ("line" not in entry or n.lines[0] == entry["line"])
            ),
            None,
        )
        if note is None:
            yield f"note {position + 1} ({entry['label']}, line {entry.get('line')}) missing"
            continue
        found.remove(note)
        if wrong := _fits(entry, note.text):
            yield f"note {entry['label']} (line {entry.get('line')}): {wrong}"
        yield from _markers(document, note, entry)
    for note in found:
        yield f"note {note.label} (line {note.lines[0]}) not expected: {note.text[:60]!r}"


def _markers(document: Document, note: Note, entry: dict) -> Iterator[str]:
    texts = {b.id: b.text for b in document.blocks} | {n.id: n.text for n in document.notes}
    after = [fold(texts[where][:offset]) for where, offset in note.references]
    wanted = entry.get("after") or []
    if len(after) != len(wanted) or any(not a.endswith(fold(w)) for a, w in zip(after, wanted, strict=False)):
        yield f"note {entry['label']} (line {entry.get('line')}): markers after {[a[-40:] for a in after]}, expected {wanted}"


def _asides(document: Document, expected: dict) -> Iterator[str]:
    inside = _aside_lines(document)
    claimed: set[int] = set()
    for entry in expected.get("asides") or ():
        lines = range(entry["line"], (entry.get("to") or entry["line"]) + 1)
        claimed.update(lines)
        kinds = {inside.get(line, "") for line in lines if line in inside}
        if not kinds:
            if not entry.get("optional"):
                yield f"line {entry['line']}: aside {entry['kind']} missing: {entry.get('starts')!r}"
        elif not kinds & set(_kinds(entry["kind"])):
            yield f"line {entry['line']}: aside {entry['kind']}, found {sorted(kinds)}: {entry.get('starts')!r}"
    optional = {e["line"] for e in expected.get("blocks") or () if e.get("or_aside")}
    for aside in document.asides:
        line = document.source.line_at(aside.span[0])
        last = document.source.line_at(aside.span[1] - 1)
        if not claimed & set(range(line, last + 1)) and line not in optional and aside.detail != "separator":
            yield f"line {line}: aside {aside.detail} not expected: {document.source.text[slice(*aside.span)][:60]!r}"


def _joins(document: Document, expected: dict) -> Iterator[str]:
    pairs = set()
    for holder in (*document.blocks, *document.notes):
        pairs.update(zip(holder.lines, holder.lines[1:], strict=False))
    joined = {document.source.line_at(i.span[0]) for i in document.interventions if i.kind == "join"}
    gaps = {(a, b) for a, b in pairs if b - a > 1 and a in joined}
    wanted = {tuple(p) for p in expected.get("joins") or ()}
    for pair in sorted(wanted - pairs):
        yield f"join {pair} missing"
    for pair in sorted(gaps - wanted - {tuple(p) for p in expected.get("joins_optional") or ()}):
        yield f"join {pair} not expected"


if __name__ == "__main__":
    import sys
    import traceback

    total = 0
    for name in sys.argv[1:] or names():
        try:
            found = differences(*load(name))
        except Exception:
            print("#####", name)
            traceback.print_exc(limit=-3)
            continue
        total += len(found)
        print("#####", name, len(found))
        for line in found[:60]:
            print("   ", line)
    print("total", total)
