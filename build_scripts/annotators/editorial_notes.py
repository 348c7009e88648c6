"""The editor's notes at their places, lettered in the order of the text."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.connections import PlacedNote
from build_scripts.model import Corpus


def editorial_notes(corpus: Corpus) -> Corpus:
    """Each document has its own series: a, b … z, aa, ab …; the author's notes keep their numbers."""
    placed = []
    for document in corpus.documents:
        order = {unit.id: i for i, unit in enumerate(document.units)}
        found = [
            (order[target.unit], target.end, target.start, number, target, note)
            for number, note in enumerate(corpus.knowledge.notes)
            if (target := corpus.connections.targets.get(note.quote)) and target.document == document.id
        ]
        for count, (*_, target, note) in enumerate(sorted(found, key=lambda row: row[:4])):
            placed.append(PlacedNote(letter(count), target, note))
    return replace(corpus, connections=replace(corpus.connections, notes=tuple(placed)))


def letter(count: int) -> str:
    """0 → a, 25 → z, 26 → aa, 27 → ab."""
    word = ""
    count += 1
    while count:
        count, rest = divmod(count - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
