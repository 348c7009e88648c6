"""Labels that occur again or are left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from build_scripts.checks.texts import Spot, excerpt
from build_scripts.model import Document, Note


def same_labels(document: Document) -> Iterator[Spot]:
    """Two notes have one label, and the numbering did not begin anew between them."""
    for run in _runs(document.notes):
        seen: dict[str, Note] = {}
        for note in run:
            if note.label in seen:
                first = f"line {seen[note.label].lines[0]}"
                words = excerpt(note.text, 0, 40, 0)
                yield note.lines[0], f"a second note {note.label} (the first: {first}): {words}"
            seen.setdefault(note.label, note)


def left_out_labels(document: Document) -> Iterator[Spot]:
    """The numbers of the notes leave one out: a note may be lost, or be part of the one before."""
    for run in _runs(document.notes):
        numbers = [note for note in run if note.label.isdigit()]
        for note, following in pairwise(numbers):
            missing = range(int(note.label) + 1, int(following.label))
            if missing:
                names = str(missing[0]) if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
                yield note.lines[-1], f"no note {names} between {note.label} and {following.label}"


def _runs(notes: tuple[Note, ...]) -> Iterator[list[Note]]:
    """Notes between two beginnings of the numbering. It begins anew where the number goes back to 1
    or to that of the first note. Signs (`*`, `†`) begin anew on every page."""
    run: list[Note] = []
    first = ""
    last = 0
    for note in notes:
        if not note.label or not note.label[0].isalnum():
            continue
        if note.label.isdigit():
            number = int(note.label)
            if run and number <= last and note.label in ("1", first):
                yield run
                run, first = [], ""
            first, last = first or note.label, number
        run.append(note)
    if run:
        yield run
