"""Expressions of time that mean something only from where the writer stands (`last month`, `in December`,
`the incoming administration`), and what they mean where counting alone tells. English forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts import periods
from build_scripts.annotators.figures import dates as full_dates
from build_scripts.suggest.stated_figures import plain

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_COUNT = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|(?:twenty|thirty|forty|fifty)(?:-\w+)?"
_SPAN = r"day|week|month|year|decade|century"
_SPANS = r"days|weeks|months|years|decades|centuries"
_PART = (
    r"(?:(?:the\s+)?(?:early|mid|late|beginning\s+of|middle\s+of|end\s+of|second\s+half\s+of|first\s+half\s+of)"
    r"[\s-]+)?"
)
_SEASON = "spring|summer|autumn|fall|winter|weekend|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_QUANTITY = r"(?:(?:about|around|some|many|several|more\s+than|over|nearly|almost)\s+)*"
#: No year follows, also not behind a day or a stretch of days.
_NO_YEAR = r"(?!\w)(?!(?:\s+\d{1,2}(?:st|nd|rd|th)?)?(?:\s?[-–]\s?\d{1,2})?,?\s*(?:of\s+)?\d)"
#: (how it is resolved, pattern), tried in this order at every place.
_PATTERNS = tuple(
    (rule, re.compile(pattern, re.NOFLAG if rule == "month" else re.I))
    for rule, pattern in (
        (
            "none",
            r"\b(?:since\s+then|until\s+now|to\s+this\s+day|to\s+date|so\s+far|thus\s+far|hitherto|"
            r"(?:more\s+|most\s+)?recently|lately|yesterday|tomorrow|in\s+the\s+meantime|over\s+the\s+years)\b",
        ),
        (
            "back",
            rf"\b(?:over|in|during|within|for)\s+the\s+(?:last|past)\s+(?P<count>{_COUNT})\s+(?P<span>{_SPANS})\b",
        ),
        (
            "none",
            rf"\b(?:over|in|during|within|for)\s+the\s+(?:last|past|next|coming)\s+(?:few\s+|several\s+)?"
            rf"(?:{_SPANS}|decade|century)\b",
        ),
        ("ago", rf"\b{_QUANTITY}(?P<count>{_COUNT}|an?)\s+(?P<span>{_SPAN}|{_SPANS})\s+ago\b"),
        (
            "none",
            rf"\b(?:(?:{_COUNT}|an?|some)\s+)?(?:{_SPAN}|{_SPANS})\s+(?:earlier|later|before|afterwards)\b",
        ),
        ("none", rf"\b(?:earlier|later)\s+(?:this|that|the\s+same|in\s+the)\s+(?:{_SPAN})\b"),
        ("near", rf"\b(?P<which>last|this|next)\s+(?P<span>{_SPAN})\b(?!\s+of)"),
        (
            "none",
            rf"\b(?:last|this|next|coming|previous|that\s+same|that|the\s+same|the\s+following|the\s+previous)\s+"
            rf"(?:{_SPAN}|{_SEASON})\b(?!\s+of)",
        ),
        (
            "month",
            rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]n|[Ll]ast|[Ff]rom)\s+{_PART}(?:\d{{1,2}}\s+)?"
            rf"(?P<month>{_MONTH}){_NO_YEAR}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?",
        ),
        (
            "none",
            rf"\bin\s+(?:the\s+)?(?:(?:near|foreseeable|recent|not[\s-]+too[\s-]+distant)\s+(?:future|past)|past\b|"
            rf"(?:recent|coming|previous)\s+(?:{_SPANS}))\b",
        ),
        (
            "none",
            rf"\b(?:for\s+(?:quite\s+)?some\s+time(?:\s+now)?|(?:for|in)\s+{_QUANTITY}(?:(?:{_COUNT})\s+)?"
            rf"(?:years|decades|centuries))\b",
        ),
        ("none", rf"\b(?:{_COUNT})-(?:year|decade)s?(?:-old)?\s+[\w-]+"),
        (
            "now",
            r"\b(?:at\s+the\s+time\s+of\s+writing|as\s+of\s+(?:now|today)|at\s+(?:present|this\s+stage)|nowadays|"
            r"today|currently|presently|right\s+now|now)\b(?!\s+that\b)",
        ),
        ("none", r"\bin\s+the\s+(?:wake|aftermath)\s+of\s+(?:[\w’'-]+\s+){1,2}[\w’'-]+"),
        (
            "none",
            r"\b(?:(?:the|its|his|her|their)\s+)?(?:incoming|outgoing|upcoming|forthcoming|ongoing|current|recent|"
            r"previous|latest)\s+(?:(?-i:[A-Z])[\w-]+\s+)?[\w-]+",
        ),
    )
)


#: A sign of a web address: `www.today.az`.
_ADDRESS = re.compile(r"[./@]\w+|\w[./@]\w")


@dataclass(frozen=True, slots=True)
class Expression:
    """A relative expression at `start` to `end` (half-open) of a text."""

    start: int
    end: int
    date: str
    """EDTF as far as counting tells, always marked as uncertain; else `unknown`."""
    how: str
    """The reason for the date, or what has to be found out."""


def expressions(text: str, written: str) -> Iterator[Expression]:
    """Every relative expression, in order; they do not overlap. `written` is the date of the document
    (EDTF), or ""."""
    taken = [(date.start, date.end) for date in full_dates(text)]
    found: list[Expression] = []
    for rule, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _ADDRESS.search(text, max(0, match.start() - 1), match.end() + 2):
                continue
            date = _resolved(rule, match, written)
            taken.append(match.span())
            how = _REASONS[rule] if date else "Read the passage: the words alone do not tell."
            found.append(Expression(match.start(), match.end(), date or "unknown", how))
    yield from sorted(found, key=lambda one: one.start)


_REASONS = {
    "back": "Counted back from the date of the document.",
    "ago": "Counted back from the date of the document.",
    "near": "Counted from the date of the document.",
    "month": "The last such month before the document was written, if the passage does not speak of another year.",
    "now": "The time of writing.",
    "none": "",
}


def _resolved(rule: str, match: re.Match[str], written: str) -> str:
    """The date that counting gives; "" when it gives none."""
    period = periods.period(written) if written else None
    if period is None or rule == "none" or period[0].year != period[1].year or periods.FIRST in period:
        return ""
    year = period[0].year
    month = period[0].month if period[0].month == period[1].month else 0
    if rule == "now":
        return _date(year, month)
    if rule == "month":
        named = _MONTHS.index(match["month"]) + 1
        # Within the month of writing it may be this year's or last year's.
        return "" if not month or named == month else _date(year if named < month else year - 1, named)
    if rule == "near":
        return _near(match["which"].lower(), match["span"].lower(), year, month)
    count = 1 if match["count"].lower() in ("a", "an") else int(plain(match["count"].lower()))
    span = match["span"].lower().removesuffix("s")
    years = {"year": count, "decade": 10 * count}.get(span, 0)
    if not 0 < years < year:
        return ""
    return f"{year - years:04}~" if rule == "ago" else f"{year - years:04}~/{year:04}"


def _near(which: str, span: str, year: int, month: int) -> str:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if span == "year":
        return _date(year + step, 0)
    if span == "month" and month:
        place = year * 12 + month - 1 + step
        return _date(place // 12, place % 12 + 1)
    return ""


def _date(year: int, month: int) -> str:
    return (f"{year:04}-{month:02}?" if month else f"{year:04}?") if 0 < year < 10000 else ""
