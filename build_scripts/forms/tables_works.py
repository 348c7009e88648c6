"""Tables of the works that the texts cite. A work that no text cites, as it is read now, is left out."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import bibliography
from build_scripts.exporters.works_cited import CitedWork, works_cited
from build_scripts.forms.tables_types import (
    DOCUMENT,
    OF_DOCUMENT,
    OF_UNIT,
    POSITION,
    Column,
    Held,
    Row,
    Table,
    count,
    known,
    numbered,
    refer,
    text,
)
from build_scripts.knowledge_schema import KINDS_OF_WORK, STATES

NO_WORDS: Row = {"start": None, "stop": None, "words": None}
_PRINTED = ("title_translated", "container", "publisher", "place", "volume", "issue", "pages", "note")


def _cited(held: Held) -> tuple[CitedWork, ...]:
    found = works_cited(held.corpus)
    return (*found.works, *found.linked)


def _works(held: Held) -> Iterator[Row]:
    pages = bibliography.addresses(held.corpus)
    ids = {document.id for document in held.corpus.documents}
    for cited in _cited(held):
        work = cited.work
        yield {
            "id": work.id,
            "kind": work.kind,
            "authors": "; ".join(work.authors),
            "title": known(work.title),
            **{name: known(work.field(name)) for name in _PRINTED},
            "date": known(work.date),
            "language": known(work.language),
            "url": known(work.url),
            "url_status": work.url_status if work.url or work.url_status == "lost" else None,
            "url_printed": known(work.url_printed),
            "document": work.document if work.document in ids else None,
            "entity": held.entity(work.authority),
            "page": pages.get(work.id),
        }


WORKS = Table(
    "works",
    "The works that the texts cite, from A to Z.",
    (
        text("id", "permanent name", required=True),
        text("kind", "what it is", True, tuple(KINDS_OF_WORK)),
        text("authors", "family name first, as printed, with `; ` between them"),
        text("title", "as printed"),
        text("title_translated", "in the language of the archive"),
        text("container", "journal, book or site in which it stands"),
        text("publisher", "as printed"),
        text("place", "of publication"),
        text("volume", "as printed"),
        text("issue", "as printed"),
        text("pages", "as printed"),
        text("note", "of the editor"),
        text("date", "EDTF"),
        text("language", "BCP 47"),
        text("url", "its address"),
        text("url_status", "what is known of the address", one_of=("as-printed", "repaired", "doubtful", "lost")),
        text("url_printed", "the address as printed, where it is repaired"),
        text("document", "the document of this archive that is the work: `documents.id`"),
        text("entity", "the publication in the register: `entities.id`"),
        text("page", "address in the bibliography, from the top of the site"),
    ),
    ("id",),
    _works,
    (OF_DOCUMENT, refer("entity", "entities")),
)  # fmt: skip


def _citations(held: Held) -> Iterator[Row]:
    for cited in _cited(held):
        found = (
            {
                "work": cited.work.id,
                "document": place.document.id,
                "unit": place.unit,
                **NO_WORDS,
                **(held.passage(place.target) or {}),
                "state": place.citation.state,
                "resolved": place.resolved,
                "printed_as": known(place.citation.printed_as),
                "reason": known(place.citation.reason),
            }
            for place in cited.places
            if (place.document.id, place.unit) in held.texts
        )
        yield from numbered(found)


CITATIONS = Table(
    "citations",
    "Where each work is cited.",
    (
        text("work", "the work: `works.id`", required=True),
        POSITION,
        DOCUMENT,
        text("unit", "the note or block: `units.id`", required=True),
        count("start", "where the words begin in its text; empty when the whole note is meant", False),
        count("stop", "where they end", False),
        text("words", "the words"),
        text("state", "what the reference tells", True, tuple(STATES)),
        Column("resolved", "boolean", "a short form whose work is cited in full elsewhere", True),
        text("printed_as", "the short form, as printed"),
        text("reason", "of the editor: why it is this work, or this state"),
    ),
    ("work", "position"),
    _citations,
    (refer("work", "works"), OF_UNIT),
)

WORKS_CITED = (WORKS, CITATIONS)
