"""Notes of Markdown files that have no note syntax: `<sup>1</sup>` in the text, and lines that begin
with the same raised number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from build_scripts.readers.note_pairs import SIGN, Place, exponent, pair_notes
from build_scripts.readers.weave import Atom


class Raised(NamedTuple):
    """A raised sign: group and place of the atoms `<sup>`, (open), words, (close), `</sup>`."""

    group: int
    first: int
    last: int
    place: Place


def raised_signs(text: str, groups: Sequence[Sequence[Atom]]) -> list[Raised]:
    """Every raised number or sign, in order; `style` of its place is `sup` at the head of a line."""
    found: list[Raised] = []
    for number, atoms in enumerate(groups):
        for index in range(1, len(atoms) - 3):
            kinds = [atom.kind for atom in atoms[index - 1 : index + 4]]
            if kinds != ["mark", "open", "text", "close", "mark"] or atoms[index].value != "superscript":
                continue
            words = atoms[index + 1]
            sign = text[words.start : words.end].strip("[]() ")
            if SIGN.fullmatch(sign):
                start = atoms[index - 1].start
                before = text[max(0, start - 200) : start].replace("\r", "\n").rpartition("\n")[2]
                style = "sup" if not before.strip(" \t>") else ""
                found.append(Raised(number, index - 1, index + 3, Place(sign, start, style)))
    return found


def raised_notes(text: str, groups: Sequence[list[Atom]]) -> list[tuple[int, int, str, list[int]]]:
    """(group, atom, label, positions of the markers) of every note found; the markers in `groups`
    become refs with the position of the note's label as value, the labels become labels."""
    signs = raised_signs(text, groups)
    labels = [sign for sign in signs if sign.place.style]
    markers = [
        s
        for s in signs
        if not s.place.style
        and not exponent(s.place.label, text[max(0, s.place.position - 8) : s.place.position])
    ]
    notes: list[tuple[int, int, str, list[int]]] = []
    for pair in pair_notes([s.place for s in labels], [s.place for s in markers]):
        label = labels[pair.note]
        for index in pair.markers:
            _become(groups, markers[index], "ref", str(groups[label.group][label.first + 2].start))
        _become(groups, label, "label", label.place.label)
        notes.append(
            (label.group, label.first, label.place.label, [markers[i].place.position for i in pair.markers])
        )
    return notes


def _become(groups: Sequence[list[Atom]], sign: Raised, kind: str, value: str) -> None:
    """Turn the words of a raised sign into a ref or label; it is no longer a style."""
    atoms = groups[sign.group]
    words = atoms[sign.first + 2]
    atoms[sign.first + 2] = words._replace(
        kind=kind, value=value, reason="note marker" if kind == "ref" else "label"
    )
    for place in (sign.first + 1, sign.first + 3):
        # Covers nothing and asks for nothing: what opened or closed the style.
        atoms[place] = atoms[place]._replace(kind="close", value="")
