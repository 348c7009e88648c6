"""The questions with the statements of all documents as data: `data/comparisons.json` with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import comparisons, json_text
from build_scripts.exporters.json_text import DATE, PASSAGE, TEXT, TEXTS, given, passage, rows, shape
from build_scripts.model import Artifact, Corpus

_NUMBER = {"type": "number"}

COMPARISONS: dict[str, Any] = {
    "$schema": json_text.DRAFT,
    "title": "What the documents state on the same questions",
    **shape(
        {
            "questions": rows(
                shape(
                    {
                        "id": TEXT,
                        "question": TEXT,
                        "page": TEXT,
                        "statements": rows(
                            shape(
                                {"id": TEXT, "says": TEXT, "passage": PASSAGE},
                                {
                                    "number": _NUMBER,
                                    "low": _NUMBER,
                                    "high": _NUMBER,
                                    "unit": TEXT,
                                    "as_of": DATE
                                    | {"description": "EDTF: the time that the statement is about"},
                                    "hedge": TEXT | {"description": "the words that hedge it"},
                                    "by": TEXT | {"description": "who says so"},
                                    "through": TEXT | {"description": "through whom"},
                                },
                            )
                        )
                        | {"minItems": 1},
                        "silent": TEXTS | {"description": "documents without a statement"},
                    },
                    {
                        "note": TEXT,
                        "topics": TEXTS,
                        "entities": TEXTS,
                        "relations": rows(
                            shape(
                                {
                                    "first": TEXT,
                                    "second": TEXT,
                                    "kind": {"enum": list(comparisons.RELATIONS)},
                                },
                                {"reason": TEXT},
                            )
                        )
                        | {
                            "description": "of kind later-state: the first statement is about the earlier time"
                        },
                    },
                )
            )
        }
    ),
}


def comparisons_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing for an archive without questions."""
    found = questions(corpus)
    if found["questions"]:
        yield Artifact("docs/data/comparisons.json", json_text.dump(found))
        yield Artifact("docs/data/schema/comparisons.json", json_text.dump(COMPARISONS))


def questions(corpus: Corpus) -> dict[str, list[Any]]:
    """Its shape is COMPARISONS; statements that were not found are left out."""
    pages = comparisons.addresses(corpus)
    return {"questions": [_question(question, corpus, pages) for question in comparisons.questions(corpus)]}


def _question(question: comparisons.Question, corpus: Corpus, pages: dict[str, str]) -> dict[str, Any]:
    comparison = question.comparison
    speaking = set(question.documents)
    values = {
        "id": comparison.id,
        "question": comparison.question,
        "page": pages[comparison.id],
        "note": comparison.note,
        "topics": list(comparison.topics),
        "entities": list(comparison.entities),
        "statements": [
            given(
                {
                    "id": claim.id,
                    "says": claim.says,
                    "number": claim.number,
                    "low": claim.low,
                    "high": claim.high,
                    "unit": claim.unit,
                    "as_of": claim.as_of,
                    "hedge": claim.hedge,
                    "by": claim.by,
                    "through": claim.through,
                    "passage": passage(claim.quote, target),
                }
            )
            for claim, target in question.claims
        ],
        "relations": [
            given({"first": r.first, "second": r.second, "kind": r.kind, "reason": r.reason})
            for r in comparison.relations
            if question.number(r.first) and question.number(r.second)
        ],
    }
    return given(values) | {"silent": [d.id for d in corpus.documents if d.id not in speaking]}
