"""The cells of a table, each with the styles, markers and line breaks that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from build_scripts.exporters.nesting import Run
from build_scripts.model import NoteRef, Passage, TextStyle

_Stretch = TypeVar("_Stretch", TextStyle, Passage)


@dataclass(slots=True)
class _Cell:
    text: str
    start: int
    end: int
    noterefs: list[NoteRef] = field(default_factory=list)
    styles: list[TextStyle] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    breaks: list[tuple[int, str]] = field(default_factory=list)

    def inside(self, offset: int) -> int:
        """An offset of the table's text as one of the cell's."""
        return min(max(offset, self.start), self.end) - self.start


def cells(rows: Sequence[Sequence[str]], run: Run) -> list[Run]:
    """All cells, row by row, of the table whose text is `run`. They are looked up in that text one
    after the other. What stands between two cells goes to the next one, a marker to the one before."""
    found = _found(rows, run.text)
    ends = [cell.end for cell in found]
    for ref in run.noterefs:
        index = min(bisect_left(ends, ref.offset), len(found) - 1)
        if index and ref.offset < found[index].start:
            index -= 1
        found[index].noterefs.append(replace(ref, offset=found[index].inside(ref.offset)))
    for offset, anchor in run.breaks:
        cell = found[min(bisect_left(ends, offset), len(found) - 1)]
        cell.breaks.append((cell.inside(offset), anchor))
    _spread(run.styles, found, ends, lambda cell: cell.styles)
    _spread(run.passages, found, ends, lambda cell: cell.passages)
    return [
        Run(cell.text, tuple(cell.noterefs), tuple(cell.styles), tuple(cell.passages), tuple(cell.breaks))
        for cell in found
    ]


def _found(rows: Sequence[Sequence[str]], text: str) -> list[_Cell]:
    found = []
    position = 0
    for row in rows:
        for words in row:
            start = text.find(words, position)
            if start < 0:  # not literally there: the cell stands without what belongs to it
                found.append(_Cell(words, position, position))
                continue
            if not words:
                start = position
            position = start + len(words)
            found.append(_Cell(words, start, position))
    return found


def _spread(
    stretches: Sequence[_Stretch],
    found: list[_Cell],
    ends: list[int],
    of: Callable[[_Cell], list[_Stretch]],
) -> None:
    """Give every cell its part of each stretch."""
    for stretch in stretches:
        for cell in found[bisect_right(ends, stretch.start) :]:
            if cell.start >= stretch.end:
                break
            start, end = cell.inside(stretch.start), cell.inside(stretch.end)
            of(cell).append(replace(stretch, start=start, end=end))
