"""EDTF (`build_scripts/edtf.py`) ↔ the dates of CSL-JSON, and their words in English styles.

CSL knows year, month, day, season 1-4, an interval, and `circa` for whatever is not certain; a date that
it cannot hold stands as `literal`, in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from build_scripts import dates

Part = tuple[int, int, int, int]
"""(year, month, day, season); 0 for what is not known."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?[?~%]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the styles need it."""

    first: Part | None
    last: Part | None = None
    circa: bool = False
    literal: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.literal)


def of_edtf(edtf: str | None, inferred: bool = False) -> dict[str, Any] | None:
    """The CSL date of an EDTF date; None when there is none. `inferred` makes it `circa`, as the marks
    `?`, `~` and `%` do."""
    if not edtf or not edtf.strip():
        return None
    edtf = edtf.strip()
    doubtful = {"circa": True} if inferred or any(mark in edtf for mark in "?~%") else {}
    ends = [_part(end) for end in edtf.split("/")]
    if None in ends or len(ends) > 2 or len(ends) == 2 and any(end and end[3] for end in ends):
        return {"literal": _in_words(edtf)} | doubtful
    known = [end for end in ends if end]
    if len(known) == 2 and known[0] == known[1]:
        known = known[:1]
    found: dict[str, Any] = {"date-parts": [[n for n in end[:3] if n] for end in known]}
    if known[0][3]:
        found["season"] = known[0][3]
    return found | doubtful


def _part(edtf: str) -> Part | None:
    match = _DATE.fullmatch(edtf)
    if not match or not int(match[1]):
        return None  # CSL has no year 0
    year, month, day = int(match[1]), match[2] or "XX", match[3] or "XX"
    if year < 0:
        year -= 1  # -0043 is 44 BC, which CSL writes -44
    if month == "XX":
        return year, 0, 0, 0
    if int(month) in (21, 22, 23, 24):
        return year, 0, 0, int(month) - 20
    if not 1 <= int(month) <= 12:
        return None
    return year, int(month), 0 if day == "XX" else int(day), 0


def _in_words(edtf: str) -> str:
    words = dates.display(re.sub("[?~%]", "", edtf))
    return words if words != edtf else re.sub("[?~%]", "", edtf)


def read(csl: dict[str, Any] | None) -> Date:
    """The Date of a CSL date."""
    if not csl:
        return Date(None)
    circa = bool(csl.get("circa"))
    if csl.get("literal"):
        return Date(None, None, circa, csl["literal"])
    parts = [(*part, 0, 0, 0)[:3] for part in csl["date-parts"]]
    made = [(y, m, d, csl.get("season", 0) if not index else 0) for index, (y, m, d) in enumerate(parts)]
    return Date(made[0], made[1] if len(made) > 1 else None, circa)


def year(number: int) -> str:
    """`2014`; `44 BC`."""
    return str(number) if number > 0 else f"{-number} BC"


def words(date: Date, one: Callable[[Part], str], between: Callable[[Part, Part], str] | None = None) -> str:
    """The date in words: `one` writes a single date; `between` an interval whose ends share something
    (else the two with a dash)."""
    if date.literal or not date.first:
        return date.literal
    if not date.last:
        return one(date.first)
    shared = between(date.first, date.last) if between else ""
    return shared or f"{one(date.first)}–{one(date.last)}"


def month_day_year(part: Part) -> str:
    """`May 2, 2025`; `October 2014`; `Summer 2025`; `2014`."""
    number, month, day, season = part
    if season:
        return f"{SEASONS[season - 1]} {year(number)}"
    if not month:
        return year(number)
    return f"{MONTHS[month - 1]} {day}, {year(number)}" if day else f"{MONTHS[month - 1]} {year(number)}"


def month_day_year_between(first: Part, last: Part) -> str:
    """`December 2024–January 2025`, but `May–June 2025` and `May 2–5, 2025`."""
    (y1, m1, d1, _), (y2, m2, d2, _) = first, last
    if y1 != y2 or not (m1 and m2) or bool(d1) != bool(d2):
        return ""
    if m1 == m2 and d1:
        return f"{MONTHS[m1 - 1]} {d1}–{d2}, {year(y1)}"
    if d1:
        return f"{MONTHS[m1 - 1]} {d1}–{MONTHS[m2 - 1]} {d2}, {year(y1)}"
    return f"{MONTHS[m1 - 1]}–{MONTHS[m2 - 1]} {year(y1)}"
