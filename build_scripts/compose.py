"""Seed and interventions in, reading text out: the only place where text is put together.

The text of a unit is: for each of its pieces, the characters that no intervention covers, with the
`reading` of each intervention in its place; between two pieces the unit's separator, unless an
intervention covers the gap (then its reading stands there).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.source import Intervention, Span


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed text and where its characters come from."""

    text: str
    kept: tuple[tuple[int, Span], ...]
    """(offset in the text, span of the seed) for every stretch that stands unchanged."""
    cuts: tuple[tuple[int, int], ...] = ()
    """(beginning in the seed, offset in the text) of every intervention, in order."""

    def offset_of_cut(self, position: int) -> int:
        """The offset at which the intervention that begins at `position` stands in the text."""
        index = bisect_left(self.cuts, (position, -1))
        if index < len(self.cuts) and self.cuts[index][0] == position:
            return self.cuts[index][1]
        return self.end_offset_of(position)

    def offset_of(self, position: int) -> int:
        """The offset in the text of the seed's character at `position`; of the next one kept, when
        that one is not in the text; the length of the text when nothing follows."""
        index = bisect_right(self.kept, position, key=lambda item: item[1][1])
        if index == len(self.kept):
            return len(self.text)
        offset, (start, _) = self.kept[index]
        return offset + max(0, position - start)

    def end_offset_of(self, position: int) -> int:
        """The offset behind the last kept character that stands before `position`."""
        index = bisect_left(self.kept, position, key=lambda item: item[1][0]) - 1
        if index < 0:
            return 0
        offset, (start, end) = self.kept[index]
        return offset + min(end, position) - start

    def sources(self) -> tuple[Span, ...]:
        """The spans of the seed it holds unchanged, neighbours merged."""
        merged: list[Span] = []
        for _, (start, end) in self.kept:
            if merged and merged[-1][1] == start:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        return tuple(merged)


class Cuts:
    """Textual interventions, sorted, none overlapping: what lies in a span, found quickly."""

    def __init__(self, interventions: Sequence[Intervention]) -> None:
        self.items = sorted(interventions, key=lambda i: i.span)
        self.starts = [i.span[0] for i in self.items]

    def within(self, start: int, end: int) -> list[Intervention]:
        """Those that share a character with `(start, end)`, in order."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.items[first].span[1] <= start:
            first += 1
        return self.items[first : bisect_left(self.starts, end)]

    def covering(self, position: int) -> Intervention | None:
        """The one that holds the character at `position`."""
        found = self.within(position, position + 1)
        return found[0] if found else None


def compose(text: str, spans: Sequence[Span], cuts: Cuts, separator: str = " ") -> Composed:
    """Put the reading text of a unit together from the seed's `text`."""
    parts: list[str] = []
    kept: list[tuple[int, Span]] = []
    marks: list[tuple[int, int]] = []
    length = 0

    def emit(piece: str) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            length += len(piece)

    def keep(start: int, end: int) -> None:
        if start < end:
            kept.append((length, (start, end)))
            emit(text[start:end])

    last_done: Intervention | None = None
    for index, (start, end) in enumerate(spans):
        if index:
            bridge = cuts.covering(spans[index - 1][1])
            if bridge is None or bridge.kind == "set-aside":
                emit(separator)
            elif bridge is not last_done:
                emit(bridge.reading)
                last_done = bridge
        position = start
        for cut in cuts.within(start, end):
            keep(position, cut.span[0])
            position = max(position, cut.span[1])
            marks.append((cut.span[0], length))
            if cut is not last_done:
                emit(cut.reading)
                last_done = cut
        keep(position, end)
    return Composed("".join(parts), tuple(kept), tuple(sorted(marks)))
