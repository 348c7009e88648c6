"""The atoms of a Markdown block: its words and its signs, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_scripts.readers.markdown_blocks import HIDDEN_TEXT
from build_scripts.readers.markdown_cells import cells, column_cells
from build_scripts.readers.markdown_containers import NOTE_LABEL
from build_scripts.readers.markdown_inline import Inline
from build_scripts.readers.markdown_leaves import Leaf
from build_scripts.readers.markdown_tags import tagged_table
from build_scripts.readers.weave import Atom, has_words, soft_breaks
from build_scripts.source import Span

IMAGE_ALONE = re.compile(
    r"\s*(?:\[\s*)?!\[((?:[^\[\]\\]|\\.){1,2000})\]\([^()]{0,2000}\)(?:\s*\]\([^()]{0,2000}\))?\s*", re.DOTALL
)


@dataclass(slots=True)
class Group:
    """Leaves that become one unit."""

    role: str
    leaves: list[Leaf]
    level: int = 0
    given: bool = True
    label: str = ""
    separator: str = " "
    atoms: list[Atom] = field(default_factory=list)


def group_atoms(text: str, group: Group, references: dict[str, str], notes: frozenset[str]) -> list[Atom]:
    """The atoms of all leaves of a group, in order."""
    atoms: list[Atom] = []
    for leaf in group.leaves:
        found = [_container_mark(mark, group) for mark in leaf.marks]
        if leaf.kind == "code":
            found += [Atom("text", *line) for line in leaf.lines]
        elif leaf.tagged:
            found += tagged_table(text, *leaf.lines[0], lambda lines: _inline(text, lines, references, notes))
        elif leaf.kind == "table":
            found += _table(text, leaf, references, notes)
        else:
            found += _prose(text, leaf, group, references, notes)
        atoms += sorted(found, key=_order)
    return atoms


def _container_mark(mark: tuple[int, int, str], group: Group) -> Atom:
    start, end, reason = mark
    if reason == NOTE_LABEL:
        return Atom("label", start, end, group.label, reason)
    if reason == HIDDEN_TEXT:
        return Atom("aside", start, end, "script", "comment or script")
    return Atom("mark", start, end, reason=reason)


def _order(atom: Atom) -> tuple[int, int, int]:
    # At one place: what covers nothing comes first, and a style closes before another opens.
    return atom.start, atom.end, {"close": 0, "break": 1, "open": 2}.get(atom.kind, 3)


def _prose(
    text: str, leaf: Leaf, group: Group, references: dict[str, str], notes: frozenset[str]
) -> list[Atom]:
    if leaf.kind == "para" and len(group.leaves) == 1 and group.role == "" and (alone := _image(text, leaf)):
        group.role, group.given = "caption", True
        return alone
    return _inline(text, leaf.lines, references, notes)


def _image(text: str, leaf: Leaf) -> list[Atom]:
    """An image that stands alone: its words are a caption."""
    if len(leaf.lines) != 1:
        return []
    start, end = leaf.lines[0]
    match = IMAGE_ALONE.fullmatch(text, start, end)
    if not match or not match.group(1).strip():
        return []
    words = match.span(1)
    inside = _inline(text, [words], {}, frozenset())
    return [
        Atom("mark", start, words[0], reason="image"),
        *inside,
        Atom("mark", words[1], end, reason="image"),
    ]


def _inline(
    text: str, lines: Sequence[tuple[int, int]], references: dict[str, str], notes: frozenset[str]
) -> list[Atom]:
    """Atoms of lines of running text: the inline marks, and the words between them."""
    starts: list[int] = []
    length = 0
    for start, end in lines:
        starts.append(length)
        length += end - start + 1
    found = Inline("\n".join(text[start:end] for start, end in lines), references, notes).parse()
    events = list(found.atoms)
    for start, end, name, href in found.styles:
        if start < end:
            events += [Atom("open", start, start, name, "", href), Atom("close", end, end, name)]
    events.sort(key=_order)
    atoms: list[Atom] = []
    position = 0
    for event in events:
        atoms += [Atom("text", *span) for span in _places(lines, starts, position, event.start)]
        position = max(position, event.end)
        if event.start < event.end:
            atoms += [
                event._replace(start=a, end=b) for a, b in _places(lines, starts, event.start, event.end)
            ]
        else:
            line = bisect_right(starts, event.start) - 1
            at = lines[line][0] + event.start - starts[line]
            atoms.append(event._replace(start=at, end=at))
    return atoms + [Atom("text", *span) for span in _places(lines, starts, position, length)]


def _places(lines: Sequence[Span], starts: Sequence[int], start: int, end: int) -> Iterator[Span]:
    """Where `(start, end)` of the joined lines stands in the seed, line by line."""
    line = bisect_right(starts, start) - 1
    while start < end:
        first, last = lines[line]
        stop = min(end, starts[line] + last - first)
        shift = first - starts[line]
        if start < stop:
            yield start + shift, stop + shift
        line += 1
        if line == len(lines):
            return
        start = starts[line]


def _table(text: str, leaf: Leaf, references: dict[str, str], notes: frozenset[str]) -> list[Atom]:
    """Rows set apart by line feeds, cells by tabs; a row may begin with empty cells."""
    atoms: list[Atom] = []
    for row, (start, end) in enumerate(leaf.lines):
        position, wanted = start, "\n" if row else ""
        for cell in column_cells(text, leaf, row) if leaf.columns else cells(text, start, end):
            if not leaf.columns:
                atoms += _pipe(text, position, cell[0])
            inside = _inline(text, [cell], references, notes)
            if wanted and any(has_words(text, atom) or atom.kind == "ref" for atom in inside):
                atoms.append(Atom("break", cell[0], cell[0], wanted))
                wanted = ""
            # A line break inside a cell would look like a new row.
            atoms += soft_breaks(inside)
            position = cell[1]
            wanted += "\t"
        if not leaf.columns:
            atoms += _pipe(text, position, end)
    return atoms


def _pipe(text: str, start: int, end: int) -> list[Atom]:
    at = text.find("|", start, end)
    return [Atom("mark", at, at + 1, reason="table mark")] if at >= 0 else []
