"""Figures with their units and dates, wherever they stand in a text: evidence that two passages speak of
the same matter. Nothing is guessed; a bare number is no figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.dating import find_date
from build_scripts.function_words import FUNCTION_WORDS


class Found(NamedTuple):
    """A figure or date at `start` to `end` of a text."""

    start: int
    end: int
    key: str
    """Figures: number and unit, made comparable (`40 %`, `20 bcm`). Dates: EDTF."""


_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9}
_PERCENT = ("percent", "per cent", "prozent", "pour cent", "por ciento", "процентов", "процента")
_FIGURE = re.compile(
    r"(?<![\w.,/])(?<![^\W\d_]-)(?P<sign>[$€£¥₽₺₼₪]|US\$)?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:[\s-]+(?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"(?:\s?(?P<percent>%)|[\s-]+(?P<words>{'|'.join(_PERCENT)})\b|[\s-]+(?P<unit>[^\W\d_]{{2,}}))?",
    re.I,
)
#: What stands before the number of a part of a text, which counts nothing: `Table 1 gives …`.
_LABEL = re.compile(
    r"\b(?:table|fig(?:ure)?s?|chapters?|sections?|articles?|parts?|pages?|pp?|no|nos|notes?|volumes?|vol|line|"
    r"appendix|annex|box|chart|step|item|version|paragraphs?|clauses?|rule)\.?\s$",
    re.I,
)
#: A year that is no part of a longer number.
_YEAR = re.compile(r"(?<![\w$€£.,-])(?:1[5-9]|20)\d\d(?!\w|[.,]\d|\s?%)|(?<=\d[-–/])(?:1[5-9]|20)\d\d\b")
#: How far before its year a date can begin: `the second of September of `.
_REACH = 26
_AFTER_ISO = re.compile(r"[-/.]\d{1,2}[-/.]\d{1,2}\b")


def figures(text: str) -> Iterator[Found]:
    """Every number with a unit: a percentage, a sum of money, or a number and the word after it."""
    days = {str(int(date.key[8:10])) for date in dates(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", date.key)}
    for match in _FIGURE.finditer(text):
        value = _value(match["number"], match["scale"])
        unit = _unit(match)
        of_a_date = value in days and not (match["percent"] or match["words"] or match["sign"])
        plain = unit and not (match["percent"] or match["words"] or match["sign"])
        if plain and _LABEL.search(text, max(0, match.start("number") - 14), match.start("number")):
            continue
        if unit and value and not of_a_date:
            yield Found(match.start(), match.end(), f"{value} {unit}")


def _unit(match: re.Match[str]) -> str:
    if match["percent"] or match["words"]:
        return "%"
    if match["sign"]:
        return "$" if match["sign"].upper() == "US$" else match["sign"]
    word = fold(match["unit"] or "")
    if not word or word in FUNCTION_WORDS or (_YEAR.fullmatch(match["number"]) and not match["scale"]):
        return ""
    if word in ("dollar", "dollars"):
        return "$"
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _value(number: str, scale: str | None) -> str:
    """`1,250.0` and `1250` are one number; `3.1 billion` and `3100 million` too."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        number = number.replace(",", "")
    whole, _, part = number.replace(",", ".").partition(".")
    places = _SCALES.get((scale or "").lower(), 0)
    part = part.ljust(places, "0")
    digits = (whole + part[:places]).lstrip("0") or "0"
    rest = part[places:].rstrip("0")
    return digits + (f".{rest}" if rest else "") if digits != "0" or rest else ""


def dates(text: str) -> Iterator[Found]:
    """Every date that names its year, as exactly as it is stated."""
    begin = 0
    for match in _YEAR.finditer(text):
        iso = _AFTER_ISO.match(text, match.end())
        end = iso.end() if iso else match.end()
        low = max(begin, match.start() - _REACH)
        stated = find_date(text[low:end])
        if stated is None or not stated.startswith(match[0]):
            low, stated = match.start(), match[0]
        else:  # the shortest stretch that still states it
            low = next(at for at in range(match.start(), low - 1, -1) if find_date(text[at:end]) == stated)
        yield Found(low, end, stated)
        begin = end


def fold(word: str) -> str:
    """A word without case and marks: `Erdoğan` → `erdogan`."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("ə", "e"))
    return "".join(c for c in plain if not unicodedata.combining(c))
