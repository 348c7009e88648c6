"""What is read when a reader asks for more, `docs/connected/<id>.js`: the paragraphs around the passages that
are shown under a document's own, and every statement on the questions that it answers.

One classic script for each document that needs it, one call:

    Room.tell("connected", {
      "passages": {"../documents/other.html#l21": "the whole paragraph"},
      "questions": {"../compare.html#id": [["Miller, 2014, line 62", "../documents/miller.html#l62", "says"], …]}})

Keys are the addresses that stand in the page. Larger than the page could bear, and seldom all wanted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import comparisons
from build_scripts.exporters.addresses import of_target, place_name
from build_scripts.exporters.connected import shown_passages
from build_scripts.exporters.connected_index import Index, index
from build_scripts.model import Artifact, Corpus, Document

VERSIONS = 24
"""Statements on one question that are read in place; the page of the question has all."""


def connected_more(corpus: Corpus) -> Iterator[Artifact]:
    """A script for every document under whose passages other passages or questions stand."""
    made = index(corpus)
    texts = {d.id: {unit.id: unit.text for unit in d.units} for d in corpus.documents}
    versions = _versions(corpus)
    for document in corpus.documents:
        found = {
            "passages": dict(_passages(document, made, texts)),
            "questions": dict(_questions(document, made, versions)),
        }
        if any(found.values()):
            # ASCII: the file means the same in whatever encoding a browser reads it.
            written = json.dumps(found, separators=(",", ":"))
            yield Artifact(f"docs/connected/{document.id}.js", f'Room.tell("connected",{written});\n')


def _passages(document: Document, made: Index, texts: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for unit in document.units:
        here = made.units.get((document.id, unit.id))
        for _, target in shown_passages(here) if here else ():
            whole = texts.get(target.document, {}).get(target.unit, "")
            yield of_target(target, 1), " ".join(whole.split())


def _versions(corpus: Corpus) -> dict[str, list[list[str]]]:
    """Id of a question → the statements of all documents on it: where, address, what it says."""
    return {
        question.comparison.id: [
            [place_name(corpus, target), of_target(target, 1), claim.says]
            for claim, target in question.claims[:VERSIONS]
        ]
        for question in comparisons.questions(corpus)
    }


def _questions(
    document: Document, made: Index, versions: dict[str, list[list[str]]]
) -> Iterator[tuple[str, Any]]:
    for unit in document.units:
        here = made.units.get((document.id, unit.id))
        for comparison, _ in here.claims if here else ():
            address = made.questions.get(comparison.id)
            if address and comparison.id in versions:
                yield f"../{address}", versions[comparison.id]
