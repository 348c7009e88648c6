"""Where a passage stands on the site, what it is called, and its words."""

from __future__ import annotations

from urllib.parse import quote

from build_scripts.connections import Target
from build_scripts.exporters import wording
from build_scripts.exporters.page import text
from build_scripts.model import Corpus, Document
from build_scripts.sentences import sentence_at

LONG = 260
"""Characters of a passage that are quoted."""


def of_unit(document: str, unit: str, depth: int = 0) -> str:
    """Address of a block or note, from a page `depth` folders below the top."""
    return "../" * depth + f"documents/{document}.html#{quote(unit, safe='')}"


def of_target(target: Target, depth: int = 0) -> str:
    """Address of the passage that holds `target`."""
    return of_unit(target.document, target.unit, depth)


def unit_name(unit: str) -> str:
    """`l62` → `line 62`; `l62b` → `line 62, b`; `fn7` → `note 7`."""
    if unit.startswith("fn"):
        return f"note {unit[2:]}"
    number = unit[1:].rstrip("abcdefghijklmnopqrstuvwxyz")
    letter = unit[1 + len(number) :]
    return f"line {number}" + (f", {letter}" if letter else "")


def short_name(document: Document) -> str:
    """`Miller, 2014`: the first author's last name (or the title) and the year."""
    creators = document.values("creator")
    name = creators[0].split(",")[0].split()[-1] if creators and creators[0].split() else ""
    if len(creators) > 1:
        name += " and others" if len(creators) > 2 else f" and {creators[1].split(',')[0].split()[-1]}"
    issued = document.value("issued") or ""
    name = name or _short(document.title)
    return f"{name}, {issued[:4].replace('X', '0')}" if issued[:3].isdigit() else f"{name}, undated"


def place_name(corpus: Corpus, target: Target) -> str:
    """`Miller, 2014, line 62`."""
    document = corpus.document(target.document)
    return f"{short_name(document) if document else target.document}, {unit_name(target.unit)}"


def date_of(document: Document) -> str:
    return wording.issued(document)


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:40].rsplit(" ", 1)[0] + " …"


def quoted(corpus: Corpus, target: Target) -> str:
    """The sentence that holds `target`, shortened around it when it is very long."""
    document = corpus.document(target.document)
    unit = next((u for u in document.units if u.id == target.unit), None) if document else None
    if unit is None:
        return ""
    start, end = sentence_at(unit.text, target.start, target.end)
    before = after = ""
    if end - start > LONG:
        room = max(0, LONG - (target.end - target.start)) // 2
        low, high = max(start, target.start - room), min(end, max(target.start + LONG, target.end + room))
        while low > start and not unit.text[low - 1].isspace():
            low -= 1
        while high < end and not unit.text[high].isspace():
            high += 1
        before, after = "… " if low > start else "", " …" if high < end else ""
        start, end = low, high
    return before + " ".join(unit.text[start:end].split()) + after


def in_marks(words: str) -> str:
    """`words` as a quotation; without marks of ours where it brings its own."""
    return f"<span>{text(words)}</span>" if words[:1] in "“”„«\"'‘" else f"<q>{text(words)}</q>"
