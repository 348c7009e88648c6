"""Tables of what each text states on the same question."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import comparisons
from build_scripts.forms.tables_types import (
    OF_UNIT,
    PASSAGE,
    POSITION,
    Column,
    Held,
    Row,
    Table,
    known,
    links,
    numbered,
    pairs,
    refer,
    text,
)


def _comparisons(held: Held) -> Iterator[Row]:
    pages = comparisons.addresses(held.corpus)
    for one in comparisons.questions(held.corpus):
        asked = one.comparison
        yield {
            "id": asked.id,
            "question": asked.question,
            "note": known(asked.note),
            "page": pages[asked.id],
        }


COMPARISONS = Table(
    "comparisons",
    "Questions on which the texts can be compared.",
    (
        text("id", "permanent name", required=True),
        text("question", "in words", required=True),
        text("note", "of the editor"),
        text("page", "address of the comparison, from the top of the site", required=True),
    ),
    ("id",),
    _comparisons,
)


def _claims(held: Held) -> Iterator[Row]:
    for one in comparisons.questions(held.corpus):
        for position, (claim, target) in enumerate(one.claims, 1):
            if place := held.passage(target):
                yield {
                    "comparison": one.comparison.id,
                    "id": claim.id,
                    "position": position,
                    **place,
                    "says": claim.says,
                    "number": claim.number,
                    "low": claim.low,
                    "high": claim.high,
                    "measure": known(claim.unit),
                    "as_of": known(claim.as_of),
                    "hedge": known(claim.hedge),
                    "said_by": known(claim.by),
                    "said_through": known(claim.through),
                }


CLAIMS = Table(
    "claims",
    "What each text states on a question. Nothing here says which is right.",
    (
        text("comparison", "the question: `comparisons.id`", required=True),
        text("id", "name of the statement within its question", required=True),
        POSITION,
        *PASSAGE,
        text("says", "the statement in short, by the editor", required=True),
        Column("number", "number", "the figure, where there is one"),
        Column("low", "number", "lower end of a range"),
        Column("high", "number", "upper end of a range"),
        text("measure", "what the figures count, as in `per cent`"),
        text("as_of", "EDTF: the time that the statement is about"),
        text("hedge", "the words that hedge it"),
        text("said_by", "who says so, where the text names somebody"),
        text("said_through", "through whom"),
    ),
    ("comparison", "id"),
    _claims,
    (refer("comparison", "comparisons"), OF_UNIT),
)


def _claim_relations(held: Held) -> Iterator[Row]:
    for one in comparisons.questions(held.corpus):
        placed = {claim.id for claim, target in one.claims if held.passage(target)}
        found = (
            {
                "comparison": one.comparison.id,
                "first": relation.first,
                "second": relation.second,
                "kind": relation.kind,
                "reason": known(relation.reason),
            }
            for relation in one.comparison.relations
            if relation.first in placed and relation.second in placed
        )
        yield from numbered(found)


CLAIM_RELATIONS = Table(
    "claim_relations",
    "How two statements on one question stand to one another.",
    (
        text("comparison", "the question: `comparisons.id`", required=True),
        POSITION,
        text("first", "a statement: `claims.id`", required=True),
        text("second", "another one", required=True),
        text(
            "kind",
            "how the two stand (later-state: the first is about the earlier time)",
            True,
            tuple(comparisons.RELATIONS),
        ),
        text("reason", "of the editor"),
    ),
    ("comparison", "position"),
    _claim_relations,
    (
        refer("comparison", "comparisons"),
        refer("comparison first", "claims", "comparison id"),
        refer("comparison second", "claims", "comparison id"),
    ),
)


def _comparison_entities(held: Held) -> Iterator[Row]:
    for one in comparisons.questions(held.corpus):
        yield from pairs("comparison", one.comparison.id, one.comparison.entities, "entity", held.entities)


def _comparison_topics(held: Held) -> Iterator[Row]:
    for one in comparisons.questions(held.corpus):
        yield from pairs("comparison", one.comparison.id, one.comparison.topics, "topic", held.topics)


COMPARISON_ENTITIES = Table(
    "comparison_entities",
    "Who and what each question is about.",
    *links("comparison", "comparisons", "entity", "entities"),
    _comparison_entities,
    (refer("comparison", "comparisons"), refer("entity", "entities")),
)
COMPARISON_TOPICS = Table(
    "comparison_topics",
    "The topics of each question.",
    *links("comparison", "comparisons", "topic", "topics"),
    _comparison_topics,
    (refer("comparison", "comparisons"), refer("topic", "topics")),
)

STATED = (COMPARISONS, CLAIMS, CLAIM_RELATIONS, COMPARISON_ENTITIES, COMPARISON_TOPICS)
