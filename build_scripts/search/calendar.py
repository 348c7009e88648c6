"""Dates among the words of a text: `1992-04-07`, `7.4.1992`, `April 7, 1992`, `the 7th of April 1992`,
`7 апреля 1992`. Only whole dates in an order that cannot be mistaken: `4/7/1992` is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: Folded names of the twelve months: English with its short forms, Russian, Azerbaijani and Turkish.
_NAMES = (
    "january jan января январь yanvar ocak",
    "february feb февраля февраль fevral subat",
    "march mar марта март mart",
    "april apr апреля апрель aprel nisan",
    "may мая маи mayis",
    "june jun июня июнь iyun haziran",
    "july jul июля июль iyul temmuz",
    "august aug августа август avqust agustos",
    "september sept sep сентября сентябрь sentyabr eylul",
    "october oct октября октябрь oktyabr ekim",
    "november nov ноября ноябрь noyabr kasim",
    "december dec декабря декабрь dekabr aralik",
)
MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_GAP = re.compile(r"[ t.,-]{0,3}")
_DAY = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[12][0-9]{3}")


def dates(words: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """(number of the first word, `d:1992-04-07`, words covered). `gaps[n]` are the classes of what
    stands before the word n."""
    for number, word in enumerate(words):
        if word in MONTHS:
            yield from _named(words, gaps, number)
        elif number + 2 < len(words) and "0" <= word[0] <= "9":
            yield from _numeric(words, gaps, number)


def _named(words: Sequence[str], gaps: Sequence[str], number: int) -> Iterator[tuple[int, str, int]]:
    """Around the name of a month: the day behind it, or else before it."""
    month = MONTHS[words[number]]
    at = number + 1
    if _holds(words, gaps, at, _DAY):
        day = words[at]
        at += 2 if at + 1 < len(words) and gaps[at + 1] == "" and words[at + 1] in _ORDINALS else 1
        if _holds(words, gaps, at, _YEAR):
            yield from _date(words[at], month, day, number, at)
            return
    if not _holds(words, gaps, number + 1, _YEAR) or not number or not _GAP.fullmatch(gaps[number]):
        return
    first = number - 1
    if words[first] == "of" and first and _GAP.fullmatch(gaps[first]):
        first -= 1
    if words[first] in _ORDINALS and first and gaps[first] == "":
        first -= 1
    if _DAY.fullmatch(words[first]):
        yield from _date(words[number + 1], month, words[first], first, number + 1)


def _holds(words: Sequence[str], gaps: Sequence[str], at: int, pattern: re.Pattern[str]) -> bool:
    return at < len(words) and bool(_GAP.fullmatch(gaps[at]) and pattern.fullmatch(words[at]))


def _numeric(words: Sequence[str], gaps: Sequence[str], number: int) -> Iterator[tuple[int, str, int]]:
    first, second, third = words[number : number + 3]
    sign = gaps[number + 1]
    if sign != gaps[number + 2] or not _DAY.fullmatch(second):
        return
    if sign in ("-", "/", ".") and _YEAR.fullmatch(first) and _DAY.fullmatch(third):
        yield from _date(first, int(second), third, number, number + 2)
    elif sign == "." and _DAY.fullmatch(first) and _YEAR.fullmatch(third):
        yield from _date(third, int(second), first, number, number + 2)


def _date(year: str, month: int, day: str, first: int, last: int) -> Iterator[tuple[int, str, int]]:
    if 1 <= month <= 12 and 1 <= int(day) <= 31:
        yield first, f"d:{year}-{month:02}-{int(day):02}", last - first + 1
