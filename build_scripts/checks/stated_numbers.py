"""The numbers that English words state, in digits or in words: `1,100`, `$1.6 billion`, `twenty-eight`,
`second`, `a third`. Wide on purpose: it asks whether a number may be meant, not which one is."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_WORDS: dict[str, float] = {
    **{word: float(i) for i, word in enumerate(_UNITS)},
    **{word: float(i) for i, word in enumerate(_ORDINALS)},
    **{word: 20.0 + 10 * i for i, word in enumerate(_TENS)},
    **{f"{word[:-1]}ieth": 20.0 + 10 * i for i, word in enumerate(_TENS)},
    "a": 1.0, "an": 1.0, "once": 1.0, "twice": 2.0, "both": 2.0, "dozen": 12.0, "half": 0.5, "quarter": 0.25,
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
_TOKEN = re.compile(rf"{_DIGITS.pattern}|[A-Za-z]+")


def numbers(text: str) -> set[float]:
    """Every number that the words may state: alone, and times the scales behind it, in full and in each
    larger unit (`$1.6 billion` is 1.6, 1600 million and 1600000000)."""
    found: set[float] = set()
    value: float | None = None
    spoken = False
    for token in _TOKEN.findall(text):
        word = token.lower()
        if token[0].isdigit():
            value, spoken = _value(token), False
            found.add(value)
        elif word in _SCALES and value is not None:
            value, spoken = value * _SCALES[word], True
            found |= {value, *(value / scale for scale in _SCALES.values())}
        elif word in _WORDS:
            one = _WORDS[word]
            value = value + one if value is not None and spoken and _goes_on(value, one) else one
            spoken = True
            found |= {one, value}
        elif word not in ("and", "of"):
            value = None
    return found


def _goes_on(value: float, one: float) -> bool:
    """Whether a word adds to the number before it: `twenty` `eight`, `two hundred` `five`."""
    return 0 < one < (10 if 20 <= value < 100 and value % 10 == 0 else 100 if value >= 100 else 0)


def _value(digits: str) -> float:
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", "."))
