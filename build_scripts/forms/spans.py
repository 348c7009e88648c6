"""Stretches and points of a text as one proper tree, for markup that may nest in any way.

Some stretches must stay whole (a name, a correction): the others are cut where they cross one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from math import inf


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` (half-open), not empty."""

    start: int
    end: int
    opening: str
    """What is written before it."""
    closing: str
    rank: int = 5
    """Which stands outside when two begin and end together: the lower."""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Something that has a place and no length; points of one place keep their order."""

    offset: int
    written: str


def write(
    text: str, stretches: Iterable[Stretch], points: Iterable[Point], words: Callable[[str], str]
) -> str:
    """The text (each part of it through `words`) with everything in it. What ends at a place is closed
    before the points there, what begins is opened after them."""
    spans = nested([s for s in stretches if 0 <= s.start < s.end <= len(text)])
    opening: dict[int, list[Stretch]] = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    at: dict[int, list[str]] = {}
    for point in points:
        at.setdefault(min(max(point.offset, 0), len(text)), []).append(point.written)
    places = sorted({0, len(text), *opening, *(s.end for s in spans), *at})
    parts: list[str] = []
    stack: list[Stretch] = []
    for index, here in enumerate(places):
        while stack and stack[-1].end <= here:
            parts.append(stack.pop().closing)
        parts += at.get(here, ())
        for span in opening.get(here, ()):
            parts.append(span.opening)
            stack.append(span)
        if index + 1 < len(places):
            parts.append(words(text[here : places[index + 1]]))
    return "".join(parts)


def nested(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches cut so that each stands wholly inside another or wholly outside it, in the order in
    which they open. Of two whole ones that cross, the later one is left out."""
    whole: list[Stretch] = []
    around: list[Stretch] = []
    for span in sorted((s for s in stretches if s.whole), key=_order):
        while around and around[-1].end <= span.start:
            around.pop()
        if not around or span.end <= around[-1].end:
            whole.append(span)
            around.append(span)
    borders = sorted(edge for s in whole for edge in ((s.start, s.end), (s.end, s.start)))
    loose = [piece for s in stretches if not s.whole for piece in _pieces(s, borders)]
    waiting = [(_order(span), number, span) for number, span in enumerate([*whole, *loose])]
    heapify(waiting)
    done: list[Stretch] = []
    around = []
    while waiting:
        _, number, span = heappop(waiting)
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:  # it goes on behind what it stands in
            rest = replace(span, start=around[-1].end)
            heappush(waiting, (_order(rest), number, rest))
            span = replace(span, end=around[-1].end)
        done.append(span)
        around.append(span)
    return done


def _pieces(span: Stretch, borders: list[tuple[int, int]]) -> list[Stretch]:
    """A stretch cut where it crosses a whole one. `borders` are (edge, other edge) of these, sorted."""
    low, high = bisect_right(borders, (span.start, inf)), bisect_left(borders, (span.end, -1))
    cuts = sorted({edge for edge, other in borders[low:high] if not span.start <= other <= span.end})
    return [
        replace(span, start=a, end=b) for a, b in zip([span.start, *cuts], [*cuts, span.end], strict=True)
    ]


def _order(span: Stretch) -> tuple[int, int, int, str]:
    return span.start, -span.end, span.rank, span.opening
