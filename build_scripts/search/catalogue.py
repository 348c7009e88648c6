"""What the index says about documents, entities and topics, as plain rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from build_scripts.authorities import Authority
from build_scripts.connections import AutomaticName
from build_scripts.exporters import addresses, wording
from build_scripts.model import Corpus, Document
from build_scripts.search.passages import PARTS, Passage, passages

BY_RULE = "name"
"""Kind of a name that was found by rule."""
MOST_BY_RULE = 500
"""So many of them are known to the search: the list is loaded with the first query."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The passages of one document in the numbering of the whole index."""

    document: Document
    first: int
    passages: tuple[Passage, ...]


def shelves(corpus: Corpus) -> list[Shelf]:
    """Every document with its passages, numbered through."""
    notes = corpus.connections.notes_by_document()
    found, first = [], 0
    for document in corpus.documents:
        own = tuple(passages(document, corpus, notes))
        found.append(Shelf(document, first, own))
        first += len(own)
    return found


def named_in(corpus: Corpus, numbered: list[Shelf]) -> dict[int, list[tuple[int, str]]]:
    """Number of a passage → (offset in it, `e:<entity>`) for the entities it names, and (-1, `o:<topic>`)
    for the topics that its block or note carries."""
    listed = {one.id for one in corpus.knowledge.authorities}
    topics = {one.id for one in corpus.knowledge.topics}
    units: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for shelf in numbered:
        for number, passage in enumerate(shelf.passages, shelf.first):
            if passage.unit:
                units.setdefault((shelf.document.id, passage.unit), []).append((passage.offset, number))
    found: dict[int, list[tuple[int, str]]] = {}
    named = [(one.entity, one.target) for one in corpus.connections.mentions if one.entity in listed]
    named += [(one.id, target) for one in found_by_rule(corpus) for target in one.targets]
    for entity, target in named:
        held = [row for row in units.get((target.document, target.unit), ()) if row[0] <= target.start]
        if held:
            offset, number = held[-1]
            found.setdefault(number, []).append((target.start - offset, f"e:{entity}"))
    for mark in corpus.connections.topics:
        for _, number in units.get((mark.document, mark.unit), ()):
            if mark.topic in topics:
                found.setdefault(number, []).append((-1, f"o:{mark.topic}"))
    return found


def found_by_rule(corpus: Corpus) -> tuple[AutomaticName, ...]:
    """Of an archive without a register the names that are found most often, at most MOST_BY_RULE."""
    if corpus.knowledge.authorities:
        return ()
    order = sorted(corpus.connections.automatic, key=lambda name: (-len(name.targets), name.id))
    return tuple(order[:MOST_BY_RULE])


def document_row(document: Document) -> list[Any]:
    """[id, title, short name, year or null, kind, address]."""
    return [
        document.id,
        document.title,
        addresses.short_name(document),
        year(document) or None,
        wording.kind(document),
        f"documents/{document.id}.html",
    ]


def year(document: Document) -> str:
    """Of publication; "" when it is not known to the year."""
    issued = document.value("issued") or ""
    return issued[:4] if issued[:4].isdigit() else ""


def documents(numbered: list[Shelf], corpus: Corpus) -> dict[str, Any]:
    """The columns that the filters need without loading a text, one row for each document."""
    years = sorted({year(shelf.document) for shelf in numbered} - {""})
    kinds = sorted({wording.kind(shelf.document) for shelf in numbered} - {""})
    parts: list[int] = []
    for shelf in numbered:
        counts = Counter(passage.part for passage in shelf.passages)
        parts += [counts[part] for part in PARTS]
    return {
        "n": sum(len(shelf.passages) for shelf in numbered),
        "docs": len(numbered),
        "first": [shelf.first for shelf in numbered],
        "parts": parts,
        "years": years,
        "year": [_place(years, year(shelf.document)) for shelf in numbered],
        "kinds": kinds,
        "kind": [_place(kinds, wording.kind(shelf.document)) for shelf in numbered],
        "language": str(corpus.archive.get("language") or ""),
    }


def _place(values: list[str], value: str) -> int:
    return values.index(value) if value else -1


def name_row(name: AutomaticName, address: str) -> list[Any]:
    """The same of a name found by rule, whose kind nobody has said."""
    forms = dict.fromkeys(form for form in (*name.forms, name.expansion) if form)
    return [name.id, name.label, BY_RULE, address, list(forms)]


def entity_row(entity: Authority) -> list[Any]:
    """[id, label, kind, address, [forms]]."""
    forms = dict.fromkeys(form.text for form in entity.forms)
    return [entity.id, entity.label, entity.kind, f"{entity.page}.html", list(forms)]
