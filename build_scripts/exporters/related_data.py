"""What the other documents say as data: `data/related.json` with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.connections import RelatedPair, Target
from build_scripts.exporters import json_text
from build_scripts.exporters.json_text import PASSAGE, TEXT, TEXTS, given, passage, rows, shape
from build_scripts.knowledge import Quote
from build_scripts.model import Artifact, Corpus

RELATED: dict[str, Any] = {
    "$schema": json_text.DRAFT,
    "title": "Passages of different documents that speak of the same matter",
    **shape(
        {
            "pairs": rows(
                shape(
                    {
                        "first": PASSAGE,
                        "second": PASSAGE,
                        "score": {
                            "type": "number",
                            "minimum": 0,
                            "description": "how much the two have in common: the sum of ln(sentences / sentences with "
                            "the sign) over what they share, weighed by kind",
                        },
                        "reasons": TEXTS
                        | {"description": "what both have: events, questions, names, figures, dates, words"},
                        "added": {"type": "boolean", "description": "added by the editor, else computed"},
                    },
                    {"remark": TEXT | {"description": "the editor's reason"}},
                )
            )
            | {"description": "Each pair once; it holds for both passages. The clause of each that matters."}
        }
    ),
}


def related_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing for an archive without related passages."""
    found = pairs(corpus)
    if found["pairs"]:
        yield Artifact("docs/data/related.json", json_text.dump(found))
        yield Artifact("docs/data/schema/related.json", json_text.dump(RELATED))


def pairs(corpus: Corpus) -> dict[str, list[Any]]:
    """Its shape is RELATED."""
    texts = {(d.id, unit.id): unit.text for d in corpus.documents for unit in d.units}
    return {"pairs": [_pair(pair, texts) for pair in corpus.connections.related]}


def _pair(pair: RelatedPair, texts: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "first": _passage(pair.first, texts),
        "second": _passage(pair.second, texts),
        "score": pair.score,
        "reasons": list(pair.reasons),
        "added": pair.added,
    } | given({"remark": pair.remark})


def _passage(target: Target, texts: dict[tuple[str, str], str]) -> dict[str, Any]:
    words = texts.get((target.document, target.unit), "")[target.start : target.end]
    return passage(Quote(target.document, " ".join(words.split())), target)
