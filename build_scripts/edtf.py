"""Dates as libraries write them: EDTF (ISO 8601-2, Library of Congress, levels 0 and 1).

Taken here: `2014`, `2014-10`, `2014-10-05`; seasons and quarters `2025-22` (summer); unspecified
digits `201X`, `2014-XX`; the marks `?` uncertain, `~` approximate, `%` both, at the end of a date;
intervals `2024-12/2025-01`, open `2014/..` and with an unknown end `2014/`.
"""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<mark>[?~%])?",
    re.ASCII,
)


def problem(value: str) -> str:
    """What is wrong with `value` as an EDTF date; "" when nothing is."""
    if "/" not in value:
        return _problem_of_date(value)
    first, _, last = value.partition("/")
    if first in ("", "..") and last in ("", ".."):
        return "an interval needs at least one date"
    for end in (first, last):
        if end not in ("", "..") and (wrong := _problem_of_date(end)):
            return wrong
    if first not in ("", "..") and last not in ("", "..") and _latest(last) < _earliest(first):
        return f"the interval ends ({last}) before it begins ({first})"
    return ""


def is_certain(value: str) -> bool:
    """Whether no part of the date is marked as uncertain or approximate."""
    return not any(mark in value for mark in "?~%")


def _problem_of_date(value: str) -> str:
    match = _DATE.fullmatch(value)
    if not match:
        return f"{value!r} is not an EDTF date"
    year, month, day = match["year"], match["month"], match["day"]
    if month and "X" in year and month != "XX":
        return f"{value!r}: a month needs a full year"
    if month in (None, "XX"):
        return f"{value!r}: a day needs a month" if day and day != "XX" else ""
    number = int(month)
    if 21 <= number <= 41:
        return f"{value!r}: a season has no day" if day else ""
    if not 1 <= number <= 12:
        return f"{value!r}: {month} is neither a month (01-12) nor a season (21 spring … 24 winter)"
    if day in (None, "XX"):
        return ""
    longest = calendar.monthrange(abs(int(year)) or 4, number)[1]
    return "" if 1 <= int(day) <= longest else f"{value!r}: {year}-{month} has no day {day}"


def _parts(value: str) -> tuple[str, str, str]:
    match = _DATE.fullmatch(value)
    assert match
    return match["year"], match["month"] or "XX", match["day"] or "XX"


def _earliest(value: str) -> tuple[int, int, int]:
    year, month, day = _parts(value)
    low = 1 if month == "XX" or int(month) > 12 else int(month)
    return int(year.replace("X", "0")), low, 1 if day == "XX" else int(day)


def _latest(value: str) -> tuple[int, int, int]:
    year, month, day = _parts(value)
    high = 12 if month == "XX" or int(month) > 12 else int(month)
    return int(year.replace("X", "9")), high, 31 if day == "XX" else int(day)
