"""Tables of dated events. A report whose words the texts do not hold is left out, as on the pages."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import timeline, told
from build_scripts.forms.tables_texts import days
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


def _events(held: Held) -> Iterator[Row]:
    some = told.events(held.corpus)
    pages = timeline.addresses(some)
    for one in some:
        event = one.event
        first, last = days(event.date)
        yield {
            "id": event.id,
            "date": event.date,
            "date_first": first,
            "date_last": last,
            "label": event.label,
            "entity": held.entity(event.event),
            "inferred": known(event.inferred),
            "page": pages[event.id],
        }


EVENTS = Table(
    "events",
    "Dated events that at least one text tells of, in the order of time.",
    (
        text("id", "permanent name", required=True),
        text("date", "EDTF", required=True),
        Column("date_first", "date", "first day that it can mean"),
        Column("date_last", "date", "last day that it can mean"),
        text("label", "what happened", required=True),
        text("entity", "the event in the register: `entities.id`"),
        text("inferred", "the reasoning, when no text states the date"),
        text("page", "address on the timeline, from the top of the site", required=True),
    ),
    ("id",),
    _events,
    (refer("entity", "entities"),),
)


def _reports(held: Held) -> Iterator[Row]:
    for one in told.events(held.corpus):
        found = (
            {"event": one.event.id, **place, "date": known(report.date), "note": known(report.note)}
            for report, target in one.reports
            if (place := held.passage(target))
        )
        yield from numbered(found)


REPORTS = Table(
    "reports",
    "The words with which the texts tell of each event.",
    (
        text("event", "the event: `events.id`", required=True),
        POSITION,
        *PASSAGE,
        text("date", "EDTF, where this text gives another date"),
        text("note", "of the editor"),
    ),
    ("event", "position"),
    _reports,
    (refer("event", "events"), OF_UNIT),
)


def _event_entities(held: Held) -> Iterator[Row]:
    for one in told.events(held.corpus):
        yield from pairs("event", one.event.id, one.event.entities, "entity", held.entities)


def _event_topics(held: Held) -> Iterator[Row]:
    for one in told.events(held.corpus):
        yield from pairs("event", one.event.id, one.topics, "topic", held.topics)


EVENT_ENTITIES = Table(
    "event_entities",
    "Who and what takes part in each event.",
    *links("event", "events", "entity", "entities"),
    _event_entities,
    (refer("event", "events"), refer("entity", "entities")),
)
EVENT_TOPICS = Table(
    "event_topics",
    "The topics of each event: given by the editor, or else those of the passages.",
    *links("event", "events", "topic", "topics"),
    _event_topics,
    (refer("event", "events"), refer("topic", "topics")),
)


def _relative_dates(held: Held) -> Iterator[Row]:
    for gloss in held.corpus.knowledge.dates:
        if place := held.passage(held.corpus.connections.targets.get(gloss.quote)):
            first, last = days(gloss.date)
            yield {
                **place,
                "date": gloss.date,
                "date_first": first,
                "date_last": last,
                "reason": gloss.reason,
            }


RELATIVE_DATES = Table(
    "relative_dates",
    "Words such as “last week”, as the editor reads them.",
    (
        POSITION,
        *PASSAGE,
        text("date", "EDTF, or `unknown`", required=True),
        Column("date_first", "date", "first day that it can mean"),
        Column("date_last", "date", "last day that it can mean"),
        text("reason", "of the editor"),
    ),
    ("position",),
    lambda held: numbered(_relative_dates(held)),
    (OF_UNIT,),
)

DATED = (EVENTS, REPORTS, EVENT_ENTITIES, EVENT_TOPICS, RELATIVE_DATES)
