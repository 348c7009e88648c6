"""Tables of what stands at or in the texts: numbers of notes, styles, and what was changed or set aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters.sources import address as address_of_line
from build_scripts.forms.tables_types import (
    CERTAINTY,
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
    refer,
    text,
)
from build_scripts.model import Document
from build_scripts.source import ASIDES, KINDS, Intervention
from build_scripts.structure.assemble import intervention_ids


def _note_markers(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        refs = ((unit.id, ref) for unit in document.units for ref in unit.noterefs)
        for position, (unit, ref) in enumerate(refs, 1):
            if (document.id, ref.note) in held.texts:
                yield {
                    "document": document.id,
                    "position": position,
                    "unit": unit,
                    "start": ref.offset,
                    "note": ref.note,
                }


NOTE_MARKERS = Table(
    "note_markers",
    "Where the number of each note stands in the text.",
    (
        DOCUMENT,
        POSITION,
        text("unit", "the block or note in which it stands: `units.id`", required=True),
        count("start", "the character before which it stands, from 0"),
        text("note", "the note: `notes.id`", required=True),
    ),
    ("document", "position"),
    _note_markers,
    (OF_DOCUMENT, OF_UNIT, refer("document note", "notes", "document id")),
)


def _changes(document: Document, aside: bool) -> Iterator[tuple[str, Intervention, Row]]:
    """(id, intervention, columns that asides and other interventions share)."""
    source = document.source
    for id, item in zip(intervention_ids(document), document.interventions, strict=True):
        if (item.kind == "set-aside") is aside:
            line = source.line_at(item.span[0])
            yield (
                id,
                item,
                {
                    "document": document.id,
                    "id": id,
                    "line": line,
                    "start": item.span[0],
                    "stop": item.span[1],
                    "original": source.text[slice(*item.span)],
                    "rule": item.rule,
                    "reason": known(item.reason),
                    "responsibility": item.responsibility,
                    "certainty": item.certainty,
                    "page": address_of_line(document.id, line),
                },
            )


_PLACE: tuple[Column, ...] = (
    count("line", "line of the received file on which it begins", least=1),
    count("start", "where it begins in the received file, in characters from 0"),
    count("stop", "where it ends; the character at this place is no longer part of it"),
    text("original", "the words of the received file"),
)
_WHY: tuple[Column, ...] = (
    text("rule", "who did it: a rule, or `record` for the editor", required=True),
    text("reason", "why"),
    text("responsibility", "rule, reader (the format itself says so) or editor"),
    CERTAINTY,
    text("page", "the line on the page of the file as received", required=True),
)


def _asides(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        for _, item, row in _changes(document, aside=True):
            yield row | {"kind": item.detail}


ASIDE = Table(
    "asides",
    "What was set aside: words of the received file that are no part of the reading text.",
    (
        DOCUMENT,
        text("id", "`a62`: begins on line 62 of the received file", required=True),
        text("kind", "what it is: " + ", ".join(ASIDES)),
        *_PLACE,
        *_WHY,
    ),
    ("document", "id"),
    _asides,
    (OF_DOCUMENT,),
)


def _interventions(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        for _, item, row in _changes(document, aside=False):
            yield row | {"kind": item.kind, "reading": item.reading, "detail": known(item.detail)}


INTERVENTIONS = Table(
    "interventions",
    "Every other change to a received text.",
    (
        DOCUMENT,
        text("id", "`a62`: begins on line 62 of the received file", required=True),
        text("kind", "what was done", True, tuple(kind for kind in KINDS if kind != "set-aside")),
        *_PLACE,
        text("reading", "what the reading text has in its place; empty for nothing"),
        text("detail", "of a note marker: the note; of a printed label: the label"),
        *_WHY,
    ),
    ("document", "id"),
    _interventions,
    (OF_DOCUMENT,),
)


def _styles(held: Held) -> Iterator[Row]:
    for document in held.corpus.documents:
        found: Iterator[tuple[str, Any]] = (
            (unit.id, style) for unit in document.units for style in unit.styles
        )
        for position, (unit, style) in enumerate(found, 1):
            yield {
                "document": document.id,
                "position": position,
                "unit": unit,
                "start": style.start,
                "stop": style.end,
                "words": held.texts[document.id, unit][style.start : style.end],
                "name": style.name,
                "address": style.href,
            }


STYLES = Table(
    "styles",
    "Words that are links, or set in another type.",
    (
        DOCUMENT,
        POSITION,
        text("unit", "the block or note: `units.id`", required=True),
        count("start", "where the words begin in its text, in characters from 0"),
        count("stop", "where they end"),
        text("words", "the words"),
        text("name", "italic, bold, superscript, subscript, code or link", required=True),
        text("address", "of a link; empty when the received file had lost it"),
    ),
    ("document", "position"),
    _styles,
    (OF_DOCUMENT, OF_UNIT),
)

AT_TEXTS = (NOTE_MARKERS, STYLES, ASIDE, INTERVENTIONS)
