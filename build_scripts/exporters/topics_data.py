"""The vocabulary with its passages and paths as data: `data/topics.json` with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import json_text
from build_scripts.exporters.json_text import PASSAGE, TEXT, TEXTS, given, passage, rows, shape
from build_scripts.exporters.tagging import TOPICS
from build_scripts.exporters.topic_index import TopicIndex, index
from build_scripts.knowledge import Topic
from build_scripts.model import Artifact, Corpus

_MARK = shape(
    {
        "document": TEXT,
        "unit": {"type": "string", "description": "id of the block (`l62`) or note (`fn7`)"},
        "rule": {"enum": ["words", "section", "decision"]},
        "evidence": TEXTS | {"description": "the names and words found"},
    }
)
TOPICS_SCHEMA: dict[str, Any] = {
    "$schema": json_text.DRAFT,
    "title": "The controlled vocabulary (SKOS), what carries it, and the guided paths",
    **shape(
        {
            "topics": rows(
                shape(
                    {
                        "id": TEXT,
                        "label": TEXT | {"description": "skos:prefLabel"},
                        "page": TEXT,
                        "rule": shape(
                            {
                                "entities": TEXTS,
                                "words": TEXTS,
                                "at_least": {"type": "integer", "minimum": 0},
                            }
                        )
                        | {"description": "a passage with `at_least` different ones of these carries the topic"},
                        "marks": rows(_MARK),
                    },
                    {
                        "scope": TEXT | {"description": "skos:scopeNote"},
                        "broader": TEXTS,
                        "narrower": TEXTS,
                        "related": TEXTS,
                        "document_subjects": TEXTS,
                        "path": shape(
                            {"steps": rows(shape({"number": {"type": "integer"}, "passage": PASSAGE}, {"remark": TEXT}))},
                            {"question": TEXT, "intro": TEXT},
                        ),
                    },
                )
            )
        }
    ),
}  # fmt: skip


def topics_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing for an archive without a vocabulary."""
    if corpus.knowledge.topics:
        yield Artifact("docs/data/topics.json", json_text.dump(topics(corpus)))
        yield Artifact("docs/data/schema/topics.json", json_text.dump(TOPICS_SCHEMA))


def topics(corpus: Corpus) -> dict[str, list[Any]]:
    """Its shape is TOPICS_SCHEMA; topics in the order of the data file."""
    made = index(corpus)
    return {"topics": [_topic(topic, made) for topic in made.topics.values()]}


def _topic(topic: Topic, made: TopicIndex) -> dict[str, Any]:
    path = given(
        {
            "question": topic.question,
            "intro": topic.intro,
            "steps": [
                {"number": step.number, "passage": passage(step.step.quote, step.target)}
                | given({"remark": step.step.remark})
                for step in made.steps[topic.id]
            ],
        }
    )
    return given(
        {
            "id": topic.id,
            "label": topic.label,
            "page": f"{TOPICS}/{topic.id}.html",
            "scope": topic.scope,
            "broader": [id for id in topic.broader if id in made.topics],
            "narrower": made.narrower[topic.id],
            "related": made.related[topic.id],
            "document_subjects": list(topic.document_subjects),
        }
    ) | {
        "rule": {
            "entities": list(topic.entities),
            "words": list(topic.words),
            "at_least": topic.at_least,
        },
        "marks": [
            {
                "document": found.mark.document,
                "unit": found.mark.unit,
                "rule": found.mark.rule,
                "evidence": list(found.mark.evidence),
            }
            for found in made.passages[topic.id]
        ],
        **({"path": path} if "steps" in path else {}),
    }
