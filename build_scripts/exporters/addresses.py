"""Where a passage stands on the site, and what it is called."""

from __future__ import annotations

from urllib.parse import quote

from build_scripts.connections import Target
from build_scripts.exporters import wording
from build_scripts.model import Corpus, Document


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
    """`Murinson, 2014`: the first author's last name (or the title) and the year."""
    creators = document.values("creator")
    name = creators[0].split(",")[0].split()[-1] if creators and creators[0].split() else ""
    if len(creators) > 1:
        name += " and others" if len(creators) > 2 else f" and {creators[1].split(',')[0].split()[-1]}"
    issued = document.value("issued") or ""
    name = name or _short(document.title)
    return f"{name}, {issued[:4].replace('X', '0')}" if issued[:3].isdigit() else f"{name}, undated"


def place_name(corpus: Corpus, target: Target) -> str:
    """`Murinson, 2014, line 62`."""
    document = corpus.document(target.document)
    return f"{short_name(document) if document else target.document}, {unit_name(target.unit)}"


def date_of(document: Document) -> str:
    return wording.issued(document)


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:40].rsplit(" ", 1)[0] + " …"
