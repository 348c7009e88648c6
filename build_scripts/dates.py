"""Dates as a reader of English reads them. EDTF goes in (see `edtf.py`), words come out."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: ISO 8601-2, 4.8: seasons without and with a hemisphere, then quarters and so on.
_SEASONS = {
    21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter",
    25: "Spring", 26: "Summer", 27: "Autumn", 28: "Winter",
    29: "Spring", 30: "Summer", 31: "Autumn", 32: "Winter",
    33: "First quarter of", 34: "Second quarter of", 35: "Third quarter of", 36: "Fourth quarter of",
    37: "First four months of", 38: "Second four months of", 39: "Third four months of",
    40: "First half of", 41: "Second half of",
}  # fmt: skip
_DATE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%])?",
    re.ASCII,
)


def display(edtf: str | None, inferred: bool = False) -> str:
    """`2014-10` → `October 2014`; `2025-22` → `Summer 2025`; `2025-05-02?` → `2 May 2025 (inferred)`;
    `2024-12/2025-01` → `December 2024 to January 2025`; nothing → `undated`.

    `inferred` says that the value rests on reasoning, whatever its marks. A value that is not EDTF
    is given back as it is.
    """
    if not edtf or not edtf.strip():
        return "undated"
    edtf = edtf.strip()
    words = _interval(edtf) if "/" in edtf else _date(edtf)
    if words is None:
        return edtf
    doubtful = inferred or "?" in edtf or "%" in edtf
    return f"{words} (inferred)" if doubtful else words


def _interval(edtf: str) -> str | None:
    first, _, last = edtf.partition("/")
    begin = "" if first in ("", "..") else _date(first)
    end = "" if last in ("", "..") else _date(last)
    if begin is None or end is None or not (begin or end):
        return None
    if not begin:
        return f"until {end}" if first else f"unknown to {end}"
    if not end:
        return f"since {begin}" if last else f"{begin} to unknown"
    return begin if begin == end else f"{begin} to {end}"


def _date(edtf: str) -> str | None:
    """One date in words, with «about» for an approximate one; None when the form is not known."""
    match = _DATE.fullmatch(edtf)
    if not match:
        return None
    words = _words(match["year"], match["month"], match["day"])
    return f"about {words}" if words and match["mark"] in ("~", "%") else words


def _words(year: str, month: str | None, day: str | None) -> str | None:
    year = _year(year)
    if month in (None, "XX"):
        return year
    number = int(month or 0)
    if number in _SEASONS:
        return f"{_SEASONS[number]} {year}"
    if not 1 <= number <= 12:
        return None
    words = f"{_MONTHS[number - 1]} {year}"
    return words if day in (None, "XX") else f"{int(day or 0)} {words}"


def _year(year: str) -> str:
    """`201X` → `2010s`; `19XX` → `1900s`; `-0043` → `44 BC` (EDTF has a year 0, the calendar none)."""
    if "X" in year:
        return year.replace("X", "0") + "s"
    number = int(year)
    return str(number) if number > 0 else f"{1 - number} BC"
