"""Tables of the texts: documents and what is stated of them, blocks and notes."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import periods
from build_scripts.exporters import wording
from build_scripts.exporters.addresses import of_unit
from build_scripts.exporters.rights import rights
from build_scripts.forms.tables_types import (
    CERTAINTY,
    DOCUMENT,
    OF_DOCUMENT,
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


def days(edtf: str | None) -> tuple[str | None, str | None]:
    """(first, last) day that a date can mean, as `YYYY-MM-DD`; None for an open end or no date."""
    found = periods.period(edtf) if edtf else None
    if not found:
        return None, None
    first, last = found
    return (
        None if first == periods.FIRST else first.isoformat(),
        None if last == periods.LAST else last.isoformat(),
    )


def _documents(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        stated, source = rights(document), document.source
        first, last = days(document.value("issued"))
        yield {
            "id": document.id,
            "title": document.title,
            "creators": "; ".join(document.values("creator")),
            "issued": document.value("issued"),
            "issued_first": first,
            "issued_last": last,
            "container": document.value("is_part_of"),
            "volume": document.value("volume"),
            "issue": document.value("issue"),
            "number": document.value("number"),
            "publisher": document.value("publisher"),
            "type": document.value("type"),
            "language": document.value("language"),
            "description": known(document.description),
            "rights_uri": known(stated.uri),
            "rights_holder": known(stated.holder),
            "rights_statement": known(stated.statement),
            "rights_note": known(stated.note),
            "obtained": known(document.record.get("obtained")),
            "words": wording.words(document),
            "file": source.file,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "format": source.format,
            "lines": len(source.lines),
            "characters": len(source.text),
            "page": f"documents/{document.id}.html",
        }


DOCUMENTS = Table(
    "documents",
    "The documents, in the order of their file names.",
    (
        text("id", "permanent name", required=True),
        text("title", "as printed; the id where none is known", required=True),
        text("creators", "authors in their order, with `; ` between them; exactly in `statements`"),
        text("issued", "date of publication (EDTF: `2014-10`, `2025-22` is summer 2025, `?` uncertain)"),
        Column("issued_first", "date", "first day that `issued` can mean"),
        Column("issued_last", "date", "last day that `issued` can mean"),
        text("container", "journal, series or site in which it appeared"),
        text("volume", "as printed"),
        text("issue", "as printed"),
        text("number", "number in a series, as printed"),
        text("publisher", "who published it"),
        text("type", "kind of document"),
        text("language", "main language (BCP 47)"),
        text("description", "one line of the editor, or the beginning of the text"),
        text("rights_uri", "RightsStatements.org or licence address"),
        text("rights_holder", "who holds the rights, where stated"),
        text("rights_statement", "the document's own words on its rights"),
        text("rights_note", "what the editor knows of the rights, and what not"),
        text("obtained", "how the copy was obtained"),
        count("words", "of the reading text, without notes"),
        text("file", "name of the received file", required=True),
        text("sha256", "checksum of its bytes", required=True),
        text("encoding", "of the received file", required=True),
        text("format", "how it was read", one_of=("text", "markdown", "html")),
        count("lines", "of the received file"),
        count("characters", "of the received file, decoded"),
        text("page", "address of its page, from the top of the site", required=True),
    ),
    ("id",),
    _documents,
)


def _statements(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        for position, stated in enumerate(document.statements, 1):
            yield {
                "document": document.id,
                "position": position,
                "term": stated.term,
                "value": stated.value,
                "line": stated.line,
                "evidence": known(stated.evidence),
                "rule": stated.rule,
                "certainty": stated.certainty,
            }


STATEMENTS = Table(
    "statements",
    "What is stated of each document, with the evidence. Of several values of one term the first counts, "
    "but for creator, contributor, subject and issn, which may repeat.",
    (
        DOCUMENT,
        POSITION,
        text("term", "a DCMI term, or volume, issue, number, issn", required=True),
        text("value", "the value"),
        count("line", "line of the received file that states it; empty when it comes from elsewhere", False),
        text("evidence", "the words of that line, or the reasoning"),
        text("rule", "how it was found; `record`: by the editor"),
        CERTAINTY,
    ),
    ("document", "position"),
    _statements,
    (OF_DOCUMENT,),
)


def _units(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        blocks = len(document.blocks)
        for position, unit in enumerate(document.units, 1):
            yield {
                "document": document.id,
                "id": unit.id,
                "what": "block" if position <= blocks else "note",
                "position": position,
                "first_line": min(unit.lines, default=None),
                "last_line": max(unit.lines, default=None),
                "words": len(unit.text.split()),
                "page": of_unit(document.id, unit.id),
            }


UNITS = Table(
    "units",
    "Every block and note: what passages in all other tables refer to.",
    (
        count("number", "counts over the whole archive, from 1; changes when documents are added", least=1),
        DOCUMENT,
        text("id", "anchor on the page: `l62` begins on line 62 of the received file, `fn7` is note 7", True),
        text("what", "block of the text, or note of the author", True, ("block", "note")),
        count("position", "in the document, blocks first, from 1", least=1),
        count("first_line", "first line of the received file that it takes text from", False),
        count("last_line", "last such line", False),
        count("words", "how many it has"),
        text("page", "its address, from the top of the site", required=True),
    ),
    ("document", "id"),
    lambda held: numbered(_units(held), "number"),
    (OF_DOCUMENT,),
)


def _blocks(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        for position, block in enumerate(document.blocks, 1):
            yield {
                "document": document.id,
                "id": block.id,
                "position": position,
                "kind": block.kind,
                "level": block.level or None,
                "text": block.text,
                "rule": known(block.rule),
                "reason": known(block.reason),
                "certainty": block.certainty,
            }


OF_ID = refer("document id", "units", "document id")
BLOCKS = Table(
    "blocks",
    "The reading text, block by block.",
    (
        DOCUMENT,
        text("id", "anchor on the page", required=True),
        POSITION,
        text("kind", "title, byline, head, p, quote, abstract, table, caption, list, verse …", required=True),
        count("level", "of a heading: 2 for the highest; of a list item: its depth", False),
        text("text", "as on the page, without the numbers of notes"),
        text("rule", "the rule that found what it is"),
        text("reason", "why"),
        CERTAINTY,
    ),
    ("document", "id"),
    _blocks,
    (OF_DOCUMENT, OF_ID),
)


def _notes(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        ids = {note.id for note in document.notes}
        for position, note in enumerate(document.notes, 1):
            yield {
                "document": document.id,
                "id": note.id,
                "position": position,
                "label": note.label,
                "text": note.text,
                "repeats": note.resolves_to if note.resolves_to in ids else None,
                "certainty": note.certainty,
            }


NOTES = Table(
    "notes",
    "The notes of the authors.",
    (
        DOCUMENT,
        text("id", "anchor on the page", required=True),
        POSITION,
        text("label", "number or sign, as printed"),
        text("text", "as on the page"),
        text("repeats", "of an “Ibid.”: the note that it repeats, when that is certain"),
        CERTAINTY,
    ),
    ("document", "id"),
    _notes,
    (OF_DOCUMENT, OF_ID),
)


TEXTS = (DOCUMENTS, STATEMENTS, UNITS, BLOCKS, NOTES)
