"""The dates that a text states, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts import dating, periods

_YEAR = re.compile(r"(?<![\w.,$€£₼/-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)|\b(?:1[5-9]|20)\d\d(?=[-/.]\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}/\S*")
#: Characters before a year in which its day and month are sought.
_BEFORE, _AFTER = 26, 8


@dataclass(frozen=True, slots=True)
class Stated:
    start: int
    end: int
    date: str
    """EDTF: a day, a month, a season or a year."""

    @property
    def is_day(self) -> bool:
        return len(self.date) == 10


def stated(text: str) -> list[Stated]:
    """Every date with a year in `text`, in order; addresses are passed over."""
    plain = _ADDRESS.sub(lambda address: "·" * len(address[0]), text)
    found: list[Stated] = []
    last = 0
    for year in _YEAR.finditer(plain):
        if year.start() < last:
            continue
        begin = max(last, year.start() - _BEFORE)
        window = plain[begin : year.end()]
        numeric = re.match(r"[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)", plain[year.end() : year.end() + _AFTER])
        if numeric:
            window = plain[year.start() : year.end() + numeric.end()]
            begin = year.start()
        date = dating.find_date(window)
        start, end = year.span()
        if date and periods.period(date):
            start, end = _narrow(window, begin, year.end() + (numeric.end() if numeric else 0), date)
        found.append(Stated(start, end, date or year[0]))
        last = end
    return found


def _narrow(window: str, begin: int, end: int, date: str) -> tuple[int, int]:
    """The end of the window that still gives the date, without words that are no part of it."""
    first = 0
    for word in re.finditer(r"\S+", window):
        if dating.find_date(window[word.start() :]) != date:
            break
        first = word.start()
    return begin + first, end


def latest(dates: list[Stated]) -> Stated | None:
    """The one whose first day is the last; of equals the first in the text."""
    known = [(period[0], -one.start, one) for one in dates if (period := periods.period(one.date))]
    return max(known, key=lambda row: row[:2])[2] if known else None
