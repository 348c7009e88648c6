"""Days that no calendar has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache

from build_scripts.checks.texts import Spot, excerpt, texts
from build_scripts.dating import find_date
from build_scripts.model import Document

_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_WITH_YEAR = (
    re.compile(
        rf"(?<![\d.,–-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?{_MONTH}\.?(?:\s+del?\s+|\s*,\s*|\s+){_YEAR}\b"
    ),
    re.compile(rf"\b{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}\b"),
)
#: Without a year only 30 and 31 are surely meant as days.
_WITHOUT_YEAR = (
    re.compile(rf"(?<![\d.,–-])(?P<day>3[01])(?:st|th|\.)?\s+(?:de\s+|of\s+)?{_MONTH}\b"),
    re.compile(rf"\b{_MONTH}\.?\s+(?P<day>3[01])(?:st|th)?\b(?![.,]?\d)"),
)
_NUMBERS = (
    re.compile(r"(?<![\d./-])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.]\d|\d)"),
    re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])"),
)


def impossible_dates(document: Document) -> Iterator[Spot]:
    """A day that no calendar has: 31 February, 30.02.2012, April 31."""
    for text in texts(document):
        if not any(char.isdigit() for char in text.text):
            continue
        seen: set[int] = set()
        for pattern in (*_WITH_YEAR, *_WITHOUT_YEAR, *_NUMBERS):
            for match in pattern.finditer(text.text):
                at = match.start("day")
                if at not in seen and _impossible(match.groupdict()):
                    seen.add(at)
                    yield text.line(at), f"«{match.group()}» is no day: {excerpt(text.text, *match.span())}"


def _impossible(parts: dict[str, str | None]) -> bool:
    month = int(parts["number"] or 0) if "number" in parts else _month(parts["month"] or "")
    day, year = int(parts["day"] or 0), int(parts.get("year") or 2000)
    if "number" in parts and not (1 <= month <= 12 and day <= 31):
        return False  # as likely another kind of number
    return 1 <= month <= 12 and not 1 <= day <= calendar.monthrange(year, month)[1]


@lru_cache(maxsize=4096)
def _month(word: str) -> int:
    """The number of the month that a word with a capital names in any language known here; else 0."""
    found = find_date(f"1 {word} 2000", alone=True) if word[0].isupper() or not word.isascii() else None
    return int(found[5:7]) if found and len(found) == 10 else 0
