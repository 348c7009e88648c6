"""Figures as a text states them: number or range, unit, rate, and the words that hedge it.

English forms; a bare number, a year and the day of a date are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.function_words import FUNCTION_WORDS

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: i for i, word in enumerate(_WORDS)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_NAMED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_WORDS[1:10])}))?|{'|'.join(sorted(_WORDS[2:], key=len, reverse=True))})"  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_NAMED}\b)"
_SCALE = r"(?:thousand|million|billion|trillion)"
_SIGNS = {"$": "US dollars", "€": "euros", "£": "pounds", "¥": "yen", "₽": "roubles", "₺": "lira", "₼": "manats", "₪": "shekels"}  # fmt: skip
#: Form of a unit, without case → (unit, what kind of thing it measures). `\0` stands for billion before it.
_UNITS = {
    form: (unit, kind)
    for unit, kind, forms in (
        ("%", "%", "%|percent|per cent|per-cent"),
        ("percentage points", "percentage points", "percentage points|percentage point"),
        ("US dollars", "money", "dollars|dollar|us dollars|u.s. dollars|usd"),
        ("euros", "money", "euros|euro|eur"),
        ("pounds", "money", "pounds|pounds sterling|gbp"),
        ("roubles", "money", "roubles|rubles|rouble|ruble"),
        ("manats", "money", "manats|manat"),
        ("shekels", "money", "shekels|shekel"),
        ("lira", "money", "lira|liras"),
        ("\0cubic metres", "cubic metres", "bcm"),
        ("cubic metres", "cubic metres", "cubic metres|cubic meters|cubic metre|cubic meter|m³"),
        ("cubic feet", "cubic feet", "cubic feet|cubic foot"),
        ("barrels", "barrels", "barrels|barrel|bbl"),
        ("tonnes", "mass", "tonnes|tonne|tons|ton|metric tons"),
        ("kilograms", "mass", "kilograms|kilogrammes|kg"),
        ("kilometres", "length", "kilometres|kilometers|kilometre|kilometer|km"),
        ("miles", "length", "miles|mile"),
        ("metres", "length", "metres|meters|metre|meter"),
        ("square kilometres", "area", "square kilometres|square kilometers|km²|sq km"),
        ("hectares", "area", "hectares|hectare"),
        ("megawatts", "power", "megawatts|megawatt|mw"),
        ("gigawatts", "power", "gigawatts|gigawatt|gw"),
        ("years", "years", "years|year"),
        ("months", "months", "months|month"),
        ("weeks", "weeks", "weeks|week"),
        ("days", "days", "days|day"),
        ("hours", "hours", "hours|hour"),
    )
    for form in forms.split("|")
}  # fmt: skip
_UNIT = "|".join(re.escape(form) for form in sorted(_UNITS, key=len, reverse=True))
_RATES = {"daily": "a day", "weekly": "a week", "monthly": "a month", "annual": "a year", "yearly": "a year", "annually": "a year"}  # fmt: skip
_RATE = r"(?:\s*/\s?d\b|\s*/\s?y\b|\s+(?:a|per|each|every)\s+(?:day|week|month|year)\b|\s+(?:daily|weekly|monthly|annually|yearly)\b)"
_HEDGE = (
    r"an estimated|estimated at|estimated|approximately|approx\.|about|around|roughly|nearly|almost|some|well over|over|"
    r"more than|no more than|no less than|less than|fewer than|at least|at most|up to|close to|under|as many as|as much as"
)
_FIGURE = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE})\s+)?(?<![\w.,/:-])(?P<sign>US\$|[{''.join(_SIGNS)}])?\s?(?P<low>{_NUMBER})"
    rf"(?:\s?(?:-|–|—|\bto\b|\band\b)\s?(?:US\$|[{''.join(_SIGNS)}])?(?P<high>{_NUMBER}))?"
    rf"(?P<scale>[\s-]{_SCALE}\b)?"
    rf"(?:[\s-]?(?P<unit>{_UNIT})(?![^\W\d_])|(?P<things>(?:\s+[a-z][\w’'-]*){{0,2}}\s+[a-z][\w-]{{2,}}s\b))?"
    rf"(?P<rate>{_RATE})?",
    re.I,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: Things that are counted on every page and never compared.
_VAGUE = frozenset(
    "countries states sides nations parties peoples leaders governments sources reasons ways things times others "
    "aspects factors points cases parts terms areas issues types kinds is was has does as its this thus "
    "regions powers documents allies neighbours neighbors".split()
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure at `start` to `end` (half-open) of a text; `number`, or `low` and `high` of a range, as plain
    decimals."""

    start: int
    end: int
    unit: str
    """`%`, `billion US dollars`, `million barrels a day`, `flights a day`."""
    kind: str
    """What can be compared: `%`, `money`, `length`, `flights`."""
    number: str = ""
    low: str = ""
    high: str = ""
    hedge: str = ""


def stated(text: str) -> Iterator[Stated]:
    """Every figure with its unit, in order."""
    at = 0
    while match := _FIGURE.search(text, at):
        found = _figure(match)
        # What looked like a range may hold a figure: `in 2019 to $3 million`.
        at = match.end() if found else match.end("low")
        if found:
            yield found


def _figure(match: re.Match[str]) -> Stated | None:
    unit, kind, rate = _measured(match)
    if not unit:
        return None
    scale = (match["scale"] or "").strip(" -").lower()
    if unit.startswith("\0"):
        scale, unit = scale or "billion", unit[1:]
    if match["sign"] and scale == "" and kind != "money":
        return None
    low, high = plain(match["low"]), plain(match["high"]) if match["high"] else ""
    if high and float(high) <= float(low):
        return None
    # What follows a sum of money is not counted: `$3 million arms deals`.
    parts = [
        part
        for part in ("low", "high", "scale", "unit", "things", "rate")
        if part != "things" or not match["sign"]
    ]
    return Stated(
        match.start(),
        max(match.end(part) for part in parts),
        " ".join(part for part in (scale, unit, rate) if part),
        kind,
        number="" if high else low,
        low=low if high else "",
        high=high,
        hedge=(match["hedge"] or "").lower(),
    )


def _measured(match: re.Match[str]) -> tuple[str, str, str]:
    """(unit, kind, rate); empty when the number measures or counts nothing."""
    spoken = " ".join((match["rate"] or "").replace("/", " ").split()).lower()
    rate = (
        {"d": "a day", "y": "a year"}.get(spoken)
        or _RATES.get(spoken)
        or re.sub(r"^(?:per|each|every)", "a", spoken)
    )
    if match["sign"]:
        return _SIGNS[match["sign"][-1]], "money", rate
    if match["unit"]:
        unit, kind = _UNITS[match["unit"].lower()]
        return ("", "", "") if kind == "years" and _YEAR.fullmatch(match["low"]) else (unit, kind, rate)
    things = (match["things"] or "").split()
    kind = things[-1].lower() if things else ""
    bare_year = _YEAR.fullmatch(match["low"]) and not match["scale"]
    if len(kind) < 4 or bare_year or kind in _VAGUE or kind.endswith("ss") or "." in match["low"]:
        return "", "", ""
    if FUNCTION_WORDS.intersection(word.lower() for word in things):
        return "", "", ""
    rate = next((_RATES[word] for word in things[:-1] if word in _RATES), rate)
    return things[-1], kind, rate


def plain(number: str) -> str:
    """`1,905` → `1905`; `twenty-two` → `22`."""
    words = re.split(r"[- ]", number.lower())
    if words[0] in _VALUES:
        return str(sum(_VALUES[word] for word in words))
    return number.replace(",", "")
