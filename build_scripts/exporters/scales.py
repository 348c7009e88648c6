"""Scales of the drawings: years along a line, amounts up from zero, round steps.

The drawings have no `viewBox`: positions along the line are percentages, heights and letters are pixels.
So they are as wide as the page, and their letters stay readable on a telephone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from build_scripts import periods

_STEPS = (1, 2, 5)
ZONE = 15.0
"""Percent of the line that the few dates far outside the others get."""


def years(edtf: str) -> tuple[float, float] | None:
    """First and last moment of a date as years (2014.5 = middle of 2014); an open end is ±infinity.
    None when it is no date."""
    found = periods.period(edtf)
    if found is None:
        return None
    first = -math.inf if found[0] == periods.FIRST else _moment(found[0], 0)
    last = math.inf if found[1] == periods.LAST else _moment(found[1], 1)
    return first, last


def _moment(day: date, passed: int) -> float:
    length = 366 if day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0) else 365
    return day.year + (day.timetuple().tm_yday - 1 + passed) / length


def step(size: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (and 0.1, 0.2 …) that goes into `size` at most `most` times."""
    if size <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(size / most))
    return next(s for s in (*(n * power for n in _STEPS), 10 * power, 20 * power) if size / s <= most + 1e-9)


@dataclass(frozen=True, slots=True)
class Line:
    """Years on a line of 100 percent. Dates far from the others have a zone of their own at the end,
    with a scale of its own."""

    first: int
    """The year with which the scale begins."""
    last: int
    """The year before whose beginning it ends."""
    earlier: tuple[float, float] | None = None
    """First and last moment of the dates before the scale."""
    later: tuple[float, float] | None = None

    @property
    def start(self) -> float:
        return ZONE if self.earlier else 0.0

    @property
    def end(self) -> float:
        return 100 - ZONE if self.later else 100.0

    def at(self, year: float) -> float:
        """Position in percent, within 0 to 100; never smaller for a later year."""
        if year < self.first and self.earlier:
            return _between(year, *self.earlier, 1.0, ZONE - 5)
        if year > self.last and self.later:
            return _between(year, *self.later, 100 - ZONE + 5, 99.0)
        return _between(year, self.first, self.last, self.start, self.end)

    def marks(self, most: int = 8) -> tuple[int, ...]:
        """Round years of the scale, at most `most` and one more."""
        size = max(1, int(step(self.last - self.first, most)))
        begin = math.ceil(self.first / size) * size
        return tuple(range(begin, self.last + 1, size))


def line(moments: Sequence[float]) -> Line | None:
    """A scale for these moments (years). None when there is none.

    The middle nine tenths make the scale; what lies further from them than half their length gets a zone
    of its own, so that one early date does not press all others together."""
    finite = sorted(m for m in moments if math.isfinite(m))
    if not finite:
        return None
    count = len(finite)
    low, high = finite[count // 20], finite[count - 1 - count // 20]
    reach = max(high - low, 10) / 2
    within = [m for m in finite if low - reach <= m <= high + reach]
    before = [m for m in finite if m < low - reach]
    after = [m for m in finite if m > high + reach]
    first, last = math.floor(within[0]), math.floor(within[-1]) + 1
    return Line(
        first,
        last,
        (before[0], before[-1]) if before else None,
        (after[0], after[-1]) if after else None,
    )


def _between(value: float, low: float, high: float, start: float, end: float) -> float:
    if high <= low:
        return (start + end) / 2
    return start + (end - start) * (min(max(value, low), high) - low) / (high - low)
