"""The editor's notes as data: `data/notes.json`, each with its place and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.connections import PlacedNote
from build_scripts.exporters.json_text import DRAFT, PASSAGE, TEXT, dump, given, passage, rows, shape
from build_scripts.knowledge_schema import CERTAINTIES_OF_NOTE, KINDS_OF_NOTE
from build_scripts.model import Artifact, Corpus

SCHEMA: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "Notes of the editor",
    **shape(
        {
            "notes": rows(
                shape(
                    {
                        "id": {"type": "string", "description": "anchor on the page of the document: ed-a"},
                        "letter": TEXT,
                        "passage": PASSAGE,
                        "kind": {"enum": list(KINDS_OF_NOTE)},
                        "certainty": {"enum": list(CERTAINTIES_OF_NOTE)},
                        "text": TEXT,
                        "basis": rows(shape({}, {"passage": PASSAGE, "source": TEXT})),
                    }
                )
            )
        }
    ),
}


def notes_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing when there are no notes."""
    placed = corpus.connections.notes
    if placed:
        yield Artifact("docs/data/notes.json", dump({"notes": [_note(corpus, one) for one in placed]}))
        yield Artifact("docs/data/schema/notes.json", dump(SCHEMA))


def _note(corpus: Corpus, placed: PlacedNote) -> dict[str, Any]:
    basis = []
    for one in placed.note.basis:
        target = corpus.connections.targets.get(one.quote) if one.quote else None
        shown = passage(one.quote, target) if one.quote and target else None
        if shown or one.source:
            basis.append(given({"passage": shown, "source": one.source}))
    return {
        "id": f"ed-{placed.letter}",
        "letter": placed.letter,
        "passage": passage(placed.note.quote, placed.target),
        "kind": placed.note.kind,
        "certainty": placed.note.certainty,
        "text": placed.note.text,
        "basis": basis,
    }
