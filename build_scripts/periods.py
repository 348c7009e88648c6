"""EDTF dates as stretches of days, to compare and sort them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?", re.ASCII)
#: First and last month of seasons (northern), quarters and so on: ISO 8601-2, 4.8.
_SEASONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
FIRST, LAST = date.min, date.max
Period = tuple[date, date]


def period(edtf: str) -> Period | None:
    """First and last day that the date can mean; open ends reach to FIRST and LAST. None when it is
    no date, or lies before the year 1. Marks of doubt do not widen it."""
    begin, slash, end = edtf.strip().partition("/")
    if not slash:
        return _days(begin)
    first = (FIRST, FIRST) if begin in ("", "..") else _days(begin)
    last = (LAST, LAST) if end in ("", "..") else _days(end)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def overlap(one: str, other: str) -> bool:
    """Whether two dates may mean the same day."""
    a, b = period(one), period(other)
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def before(one: str, other: str) -> bool:
    """Whether every day of the first lies before every day of the second."""
    a, b = period(one), period(other)
    return a is not None and b is not None and a[1] < b[0]


def order(edtf: str) -> tuple[date, date, str]:
    """Key that sorts dates: by first day, wider ones first, undated ones last."""
    found = period(edtf)
    return (
        (found[0], date.fromordinal(LAST.toordinal() - found[1].toordinal() + 1), edtf)
        if found
        else (LAST, LAST, edtf)
    )


def _days(text: str) -> Period | None:
    match = _DATE.fullmatch(text)
    if not match or match[1].startswith("-"):
        return None
    low, high = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if low < 1:
        return None
    if match[2] in (None, "XX"):
        return date(low, 1, 1), date(high, 12, 31)
    month = int(match[2])
    if month > 12:
        begin, end = _SEASONS.get(month, (1, 12))
        return date(low, begin, 1), _last_day(high + (end > 12), (end - 1) % 12 + 1)
    if not 1 <= month <= 12:
        return None
    if match[3] in (None, "XX"):
        return date(low, month, 1), _last_day(high, month)
    try:
        day = date(low, month, int(match[3]))
    except ValueError:
        return None
    return day, day


def _last_day(year: int, month: int) -> date:
    if year > 9999:
        return LAST
    return date(year, month, 1) + timedelta(calendar.monthrange(year, month)[1] - 1)
