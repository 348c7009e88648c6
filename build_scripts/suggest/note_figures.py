"""Percentages of growth that do not fit the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.connections import Target
from build_scripts.model import Corpus
from build_scripts.sentences import sentences
from build_scripts.suggest.proposals import Proposal, prose

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<sign>[$€£¥₼]|US\$|USD|EUR)?\s?(?P<number>{_NUMBER})\s?(?P<size>thousand|million|billion|trillion|mn|bn|tn)?"
    r"(?: (?P<unit>cubic met(?:er|re)s|tons|tonnes|barrels|dollars|euros|people|vehicles|bcm))?",
)
_SIZES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12}
_UP = r"growth|grew|grown|increas\w+|rise|rose|risen|rising|up|jump\w*|surg\w+|expand\w*"
_DOWN = r"declin\w+|fell|fall\w*|decreas\w+|drop\w*|down|reduc\w+|shr[aiu]nk\w*|contract\w+"
_PERCENT = re.compile(
    rf"\b(?P<word>{_UP}|{_DOWN})(?: (?:of|by|at|to))?(?: (?:about|around|some|almost|nearly|over|more than))? "
    rf"(?P<number>\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)|(?P<number2>\d+(?:\.\d+)?)\s?(?:%|per ?cent) "
    rf"(?P<word2>{_UP}|{_DOWN})\b",
    re.I,
)
_LEVEL = re.compile(r"\b(?:reach\w*|amount\w*|stood at|total\w*|to|was|were|spent|equal\w*)\b", re.I)
_OTHER_TIME = re.compile(r"\b(?:from|since|over|between|compared|than|decade|years)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    value: float
    unit: str


def growth(corpus: Corpus) -> Iterator[Proposal]:
    """A sentence gives a growth in percent and the amount that was reached; the sentence before (or the
    words `from … to …`) gives the amount before it, and the two make another percentage."""
    for document in corpus.documents:
        for unit in prose(document):
            before: _Amount | None = None
            for start, end in sentences(unit.text):
                amounts = list(_amounts(unit.text, start, end))
                for percent in _PERCENT.finditer(unit.text, start, end):
                    pair = _pair(unit.text, percent, amounts, before)
                    if pair and (words := _misfit(percent, *pair)):
                        yield Proposal(
                            Target(document.id, unit.id, *_span(start, end, percent, pair[1])),
                            "figure",
                            "likely",
                            words,
                            (Target(document.id, unit.id, pair[0].start, pair[0].end),),
                        )
                before = amounts[-1] if amounts else before


def _amounts(text: str, start: int, end: int) -> Iterator[_Amount]:
    """Amounts of money or of a named unit."""
    for match in _AMOUNT.finditer(text, start, end):
        unit = (match["sign"] or "").replace("US$", "$").replace("USD", "$") or match["unit"] or ""
        if unit == "dollars":
            unit = "$"
        if unit or match["size"]:
            value = float(match["number"].replace(",", "")) * _SIZES.get(match["size"] or "", 1)
            yield _Amount(match.start(), match.end(), value, unit)


def _pair(
    text: str, percent: re.Match[str], amounts: list[_Amount], before: _Amount | None
) -> tuple[_Amount, _Amount] | None:
    """(the amount before, the amount after) of a growth, where it is certain which two are meant."""
    if len(amounts) == 2 and amounts[0].unit == amounts[1].unit:
        first, second = amounts
        if _follows("from", text, first) and _follows("to", text, second):
            return first, second
    near = text[max(0, percent.start() - 60) : percent.end() + 60]
    if before is None or len(amounts) != 1 or _OTHER_TIME.search(near):
        return None
    amount = amounts[0]
    between = text[min(percent.end(), amount.end) : max(percent.start(), amount.start)]
    around = text[max(0, amount.start - 25) : amount.start] + between
    level = _LEVEL.search(around)
    return (before, amount) if level and before.unit == amount.unit and len(between) < 60 else None


def _follows(word: str, text: str, amount: _Amount) -> bool:
    """Whether `word` stands right before an amount."""
    return bool(re.search(rf"\b{word} \W*$", text[max(0, amount.start - 12) : amount.start]))


def _misfit(percent: re.Match[str], first: _Amount, second: _Amount) -> str:
    """What the two amounts give, when that is far from what is stated; else ""."""
    if not first.value:
        return ""
    stated = float(percent["number"] or percent["number2"])
    if re.fullmatch(_DOWN, percent["word"] or percent["word2"], re.I):
        stated = -stated
    real = (second.value / first.value - 1) * 100
    if abs(real - stated) <= max(1.0, 0.15 * abs(stated)):
        return ""
    change = "a growth" if real >= 0 else "a fall"
    return f"From the amount before to this one is {change} of about {abs(real):.1f} percent, not of {abs(stated):g}."


def _span(start: int, end: int, percent: re.Match[str], amount: _Amount) -> tuple[int, int]:
    """The percentage and its amount, inside their sentence."""
    return max(start, min(percent.start(), amount.start)), min(end, max(percent.end(), amount.end))
