"""A note to which no marker leads."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.checks.texts import Spot, excerpt
from build_scripts.model import Document


def unreferenced_notes(document: Document) -> Iterator[Spot]:
    """A note has no marker in the text, so readers meet it only at the end."""
    for note in document.notes:
        if not note.references:
            yield note.lines[0], f"no marker leads to note {note.label}: {excerpt(note.text, 0, 40, 0)}"
