"""The dated events and the resolved dates as data: `data/events.json` with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import json_text, timeline, told
from build_scripts.exporters.json_text import DATE, PASSAGE, TEXT, TEXTS, given, passage, rows, shape
from build_scripts.model import Artifact, Corpus

EVENTS: dict[str, Any] = {
    "$schema": json_text.DRAFT,
    "title": "Dated events that the documents tell of, and relative dates resolved",
    **shape(
        {
            "events": rows(
                shape(
                    {
                        "id": TEXT,
                        "date": DATE,
                        "label": TEXT,
                        "page": TEXT,
                        "reports": rows(
                            shape(
                                {"passage": PASSAGE},
                                {
                                    "date": DATE
                                    | {"description": "EDTF, where the report gives another date"},
                                    "note": TEXT,
                                },
                            )
                        )
                        | {"minItems": 1},
                    },
                    {
                        "event": TEXT | {"description": "id of the entity of kind event"},
                        "entities": TEXTS,
                        "topics": TEXTS
                        | {"description": "given by the editor, or else those of the passages"},
                        "inferred": TEXT | {"description": "reasoning, when the date is not stated"},
                    },
                )
            ),
            "relative_dates": rows(
                shape(
                    {"passage": PASSAGE, "date": DATE | {"description": "EDTF, or `unknown`"}, "reason": TEXT}
                )
            ),
        }
    ),
}


def events_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing for an archive that knows of no event and no relative date."""
    found = events(corpus)
    if any(found.values()):
        yield Artifact("docs/data/events.json", json_text.dump(found))
        yield Artifact("docs/data/schema/events.json", json_text.dump(EVENTS))


def events(corpus: Corpus) -> dict[str, list[Any]]:
    """Its shape is EVENTS; passages that were not found are left out, and events without any."""
    some = told.events(corpus)
    pages = timeline.addresses(some)
    return {
        "events": [
            given(
                {
                    "id": one.event.id,
                    "date": one.event.date,
                    "label": one.event.label,
                    "page": pages[one.event.id],
                    "event": one.event.event,
                    "entities": list(one.event.entities),
                    "topics": list(one.topics),
                    "inferred": one.event.inferred,
                    "reports": [
                        given(
                            {
                                "passage": passage(report.quote, target),
                                "date": report.date,
                                "note": report.note,
                            }
                        )
                        for report, target in one.reports
                    ],
                }
            )
            for one in some
        ],
        "relative_dates": [
            {"passage": passage(gloss.quote, target), "date": gloss.date, "reason": gloss.reason}
            for gloss in corpus.knowledge.dates
            if (target := corpus.connections.targets.get(gloss.quote))
        ],
    }
