"""Tables of topics, of the editor's notes and of passages that belong together."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.connections import Target
from build_scripts.exporters.addresses import of_unit
from build_scripts.exporters.tagging import TOPICS as TOPIC_PAGES
from build_scripts.exporters.topic_index import index
from build_scripts.forms.tables_types import (
    DOCUMENT,
    OF_UNIT,
    PASSAGE,
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
from build_scripts.knowledge_schema import CERTAINTIES_OF_NOTE, KINDS_OF_NOTE


def _topics(held: Held) -> Iterator[Row]:
    for topic in held.corpus.knowledge.topics:
        yield {
            "id": topic.id,
            "label": topic.label,
            "scope": known(topic.scope),
            "words_sought": list(topic.words),
            "at_least": topic.at_least,
            "page": f"{TOPIC_PAGES}/{topic.id}.html",
        }


TOPICS = Table(
    "topics",
    "The controlled vocabulary (SKOS).",
    (
        text("id", "permanent name", required=True),
        text("label", "skos:prefLabel", required=True),
        text("scope", "skos:scopeNote"),
        Column("words_sought", "array", "words that count for the topic; the entities that do: `topic_entities`"),
        count("at_least", "so many different ones of these make a passage carry the topic"),
        text("page", "address of its page, from the top of the site", required=True),
    ),
    ("id",),
    _topics,
)  # fmt: skip


def _topic_entities(held: Held) -> Iterator[Row]:
    for topic in held.corpus.knowledge.topics:
        for entity in dict.fromkeys(topic.entities):
            if held.entity(entity):
                yield {"topic": topic.id, "entity": entity}


TOPIC_ENTITIES = Table(
    "topic_entities",
    "The entities whose names count for a topic.",
    (
        text("topic", "`topics.id`", required=True),
        text("entity", "`entities.id`", required=True),
    ),
    ("topic", "entity"),
    _topic_entities,
    (refer("topic", "topics"), refer("entity", "entities")),
)


def _topic_relations(held: Held) -> Iterator[Row]:
    for topic in held.corpus.knowledge.topics:
        for kind, others in (("broader", topic.broader), ("related", topic.related)):
            for other in dict.fromkeys(others):
                if other in held.topics:
                    yield {"topic": topic.id, "kind": kind, "other": other}


TOPIC_RELATIONS = Table(
    "topic_relations",
    "How topics stand to one another.",
    (
        text("topic", "`topics.id`", required=True),
        text("kind", "skos:broader or skos:related", True, ("broader", "related")),
        text("other", "`topics.id`", required=True),
    ),
    ("topic", "kind", "other"),
    _topic_relations,
    (refer("topic", "topics"), refer("other", "topics")),
)


def _topic_marks(held: Held) -> Iterator[Row]:
    for topic, found in index(held.corpus).passages.items():
        rows = (
            {
                "topic": topic,
                "document": passage.mark.document,
                "unit": passage.mark.unit,
                "rule": passage.mark.rule,
                "evidence": list(passage.mark.evidence),
            }
            for passage in found
        )
        yield from numbered(rows)


TOPIC_MARKS = Table(
    "topic_marks",
    "The passages that carry each topic.",
    (
        text("topic", "`topics.id`", required=True),
        POSITION,
        DOCUMENT,
        text("unit", "the block or note: `units.id`", required=True),
        text("rule", "how it was found", True, ("words", "section", "decision")),
        Column("evidence", "array", "the words and names that were found"),
    ),
    ("topic", "position"),
    _topic_marks,
    (refer("topic", "topics"), OF_UNIT),
)


def _editorial_notes(held: Held) -> Iterator[Row]:
    for placed in held.corpus.connections.notes:
        if place := held.passage(placed.target):
            yield {
                "id": f"ed-{placed.letter}",
                **place,
                "kind": placed.note.kind,
                "certainty": placed.note.certainty,
                "text": placed.note.text,
                "page": of_unit(placed.target.document, f"ed-{placed.letter}"),
            }


EDITORIAL_NOTES = Table(
    "editorial_notes",
    "Notes of the editor.",
    (
        text("id", "anchor on the page of the document", required=True),
        *PASSAGE,
        text("kind", "what it is about", True, tuple(KINDS_OF_NOTE)),
        text("certainty", "how sure the editor is", True, tuple(CERTAINTIES_OF_NOTE)),
        text("text", "the note", required=True),
        text("page", "address of the note, from the top of the site", required=True),
    ),
    ("document", "id"),
    _editorial_notes,
    (OF_UNIT,),
)


def _grounds(held: Held) -> Iterator[Row]:
    for placed in held.corpus.connections.notes:
        if held.passage(placed.target) is None:
            continue
        rows = []
        for basis in placed.note.basis:
            target = held.corpus.connections.targets.get(basis.quote) if basis.quote else None
            place = held.passage(target)
            if place or basis.source:
                rows.append(_ground(place, basis.source))
        for position, row in enumerate(rows, 1):
            yield {
                "document": placed.target.document,
                "note": f"ed-{placed.letter}",
                "position": position,
                **row,
            }


def _ground(place: Row | None, source: str) -> Row:
    names = ("document", "unit", "start", "stop", "words")
    return {f"on_{name}": place[name] if place else None for name in names} | {"source": known(source)}


GROUNDS = Table(
    "editorial_note_grounds",
    "What each note of the editor rests on: a passage of the archive, or a source outside it.",
    (
        DOCUMENT,
        text("note", "the note: `editorial_notes.id`", required=True),
        POSITION,
        text("on_document", "document of the passage: `documents.id`"),
        text("on_unit", "its block or note: `units.id`"),
        count("on_start", "where the words begin in its text, in characters from 0", False),
        count("on_stop", "where they end", False),
        text("on_words", "the words"),
        text("source", "a source outside the archive"),
    ),
    ("document", "note", "position"),
    _grounds,
    (
        refer("document note", "editorial_notes", "document id"),
        refer("on_document on_unit", "units", "document id"),
    ),
)


def _related(held: Held) -> Iterator[Row]:
    for pair in held.corpus.connections.related:
        first, second = _side("first", pair.first, held), _side("second", pair.second, held)
        if first and second:
            yield {
                **first,
                **second,
                "score": pair.score,
                "reasons": list(pair.reasons),
                "added": pair.added,
                "remark": known(pair.remark),
            }


def _side(side: str, target: Target, held: Held) -> Row | None:
    place = held.passage(target)
    return {f"{side}_{name}": value for name, value in place.items()} if place else None


def _sides(side: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{side}_{c.name}", c.type, f"{side} passage: {c.about}", c.required, least=c.least)
        for c in PASSAGE
    )


RELATED = Table(
    "related_passages",
    "Passages of different documents that speak of the same matter; each pair once.",
    (
        POSITION,
        *_sides("first"),
        *_sides("second"),
        Column("score", "number", "how much the two have in common", True, least=0),
        Column("reasons", "array", "what both have, in words"),
        Column("added", "boolean", "added by the editor, else computed", True),
        text("remark", "the editor's reason"),
    ),
    ("position",),
    lambda held: numbered(_related(held)),
    (
        refer("first_document first_unit", "units", "document id"),
        refer("second_document second_unit", "units", "document id"),
    ),
)

TOPICS_AND_NOTES = (
    TOPICS,
    TOPIC_ENTITIES,
    TOPIC_RELATIONS,
    TOPIC_MARKS,
    EDITORIAL_NOTES,
    GROUNDS,
    RELATED,
)
