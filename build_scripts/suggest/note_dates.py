"""Dates that do not fit: an address against its note, a sentence against the work it cites, two days for
one event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from build_scripts import periods
from build_scripts.connections import Target
from build_scripts.dates import display
from build_scripts.function_words import FUNCTION_WORDS
from build_scripts.model import Block, Corpus, Note
from build_scripts.name_rules.runs import is_calendar
from build_scripts.sentences import sentences
from build_scripts.suggest.proposals import Proposal, prose
from build_scripts.suggest.stated import Stated, latest, stated

_IN_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{0,300}?[/=_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])(?:[/_-](0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|\b)\S*"
)
_DAYS_OF_GRACE = 45
"""An article may be put on a site some weeks after it was printed."""
#: What is planned may lie after the work that tells of it.
_PLANNED = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|plan\w*|intend\w*|expect\w*|forecast\w*|project(?:ed|ion)\w*|"
    r"schedul\w*|upcoming|propos\w*|target\w*|agreed to|(?:is|are|was|were) to|due|aims?|hopes?|promis\w*)\b",
    re.I,
)
#: An amount that a whole year made.
_TOTAL = re.compile(
    r"(?:spent|reached|totall?ed|amounted|exported|imported|earned|produced)\b.{0,40}?[$€£¥₼\d]|[$€£¥₼]\s?\d.{0,40}?\bspent\b",
    re.S,
)
_TITLE = re.compile(r"[“„«\"][^“”„«»\"]{3,300}[”“»\"]")
_AMBIGUOUS = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])([./-])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d/-])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MANY = 40
"""Sentences about one day that are compared with those about another."""
_RARE = 12
"""A word in more sentences than this tells no event from another."""


def address_dates(corpus: Corpus) -> Iterator[Proposal]:
    """The date in an address lies far from every date that its note or paragraph states."""
    for document in corpus.documents:
        for unit in document.units:
            for match in _IN_ADDRESS.finditer(unit.text):
                own = "-".join(part.zfill(2) for part in match.groups() if part)
                begin, end = _around(unit.text, match.start(), match.end())
                dates = [s for s in stated(unit.text) if begin <= s.start < end]
                if not dates or not periods.period(own) or any(_near(own, s.date) for s in dates):
                    continue
                nearest = dates[-1]
                yield Proposal(
                    Target(
                        document.id, unit.id, match.start(), match.start() + len(match[0].rstrip('.,;)”"'))
                    ),
                    "reference",
                    "certain",
                    f"The date in the address ({display(own)}) is not the date stated ({display(nearest.date)}).",
                    (Target(document.id, unit.id, nearest.start, nearest.end),),
                )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the end of the address before, or the semicolon before, to the end of this one."""
    begin = max(text.rfind("http", 0, start), text.rfind(";", 0, start), 0)
    return begin, end


def _near(one: str, other: str) -> bool:
    a, b = periods.period(one), periods.period(other)
    if a is None or b is None:
        return True
    gap = max((a[0] - b[1]).days, (b[0] - a[1]).days)
    return gap <= _DAYS_OF_GRACE


def later_than_source(corpus: Corpus) -> Iterator[Proposal]:
    """A sentence tells, in the past tense, of a time after the date of the work that its note cites."""
    for document in corpus.documents:
        notes = {note.id: note for note in document.notes}
        for block in document.blocks:
            for start, end in sentences(block.text) if block.noterefs else ():
                for proposal, told in _against_notes(document.id, block, start, end, notes):
                    # What lies after the document itself is expected, not reported.
                    if not periods.before(document.value("issued") or "..", told):
                        yield proposal


def _against_notes(
    document: str, block: Block, start: int, end: int, notes: dict[str, Note]
) -> Iterator[tuple[Proposal, str]]:
    """(proposal, the date that the sentence tells of)."""
    here = [ref for ref in block.noterefs if start < ref.offset <= end]
    if not here:
        return
    dates = stated(block.text[start:end])
    last = 0
    for ref in here:
        note = notes.get(ref.note)
        upto = ref.offset - start
        told = latest([s for s in dates if last <= s.start < upto])
        last = upto
        source = latest(stated(_untitled(note.text))) if note else None
        if not (note and told and source and _too_early(source, told, block.text[start : start + upto])):
            continue
        if _PLANNED.search(block.text[start : start + told.end]):
            continue
        proposal = Proposal(
            Target(document, note.id, _head(note.text, source.start), source.end),
            "date",
            "query",
            f"The sentence speaks of {display(told.date)}; the latest date in note {note.label}, set there, is "
            f"{display(source.date)}.",
            (Target(document, block.id, start + _head(block.text[start:end], told.start), start + told.end),),
        )
        yield proposal, told.date


def _too_early(source: Stated, told: Stated, sentence: str) -> bool:
    """Whether a work of one date cannot report what a sentence tells of another: the date lies later, or
    it is a year whose total is given, and the year was not over."""
    # A bare year is often that of an archive or of an older book.
    if len(source.date) > 4 and periods.before(source.date, told.date):
        return True
    total = told.date == source.date[:4] and len(source.date) > 4 and source.date[5:7] < "12"
    return total and bool(_TOTAL.search(sentence))


def _untitled(text: str) -> str:
    """A note without its quoted titles, whose years are not those of the works."""
    return _TITLE.sub(lambda title: "·" * len(title[0]), text)


def _head(text: str, start: int) -> int:
    """Where some words before `start` begin, in the same clause."""
    begin = max(0, start - 60)
    clause = max(text.rfind(sign, begin, start) for sign in (". ", "; ", "” ", "(", "» "))
    low = clause + (1 if text[clause : clause + 1] == "(" else 2) if clause >= begin else begin
    while 0 < low < start and not text[low - 1].isspace() and text[low - 1] != "(":
        low += 1
    return low


def ambiguous_dates(corpus: Corpus) -> Iterator[Proposal]:
    """Day and month in figures that may change places, where the document does not write so itself."""
    for document in corpus.documents:
        if not (document.value("language") or "en").startswith("en"):
            continue
        for unit in document.units:
            for match in _AMBIGUOUS.finditer(unit.text):
                if int(match[1]) != int(match[3]):
                    yield Proposal(
                        Target(document.id, unit.id, *match.span()),
                        "date",
                        "query",
                        "Day and month are given in figures only, and may be read either way.",
                    )


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with one full date."""

    target: Target
    date: Stated
    words: frozenset[str]


def two_days(corpus: Corpus) -> Iterator[Proposal]:
    """Two sentences give two days for what looks like one event: days next to one another with two words
    in common, or days of one month (or one day in two years) with most rare words in common."""
    dated, counts, size = _dated(corpus)
    seen: set[tuple[int, int]] = set()
    for a, b in (*_next_days(dated, counts, size), *_same_words(dated, counts)):
        if (a, b) in seen or dated[a].target.unit == dated[b].target.unit:
            continue
        seen.add((a, b))
        one, other = dated[a], dated[b]
        yield Proposal(
            other.target,
            "date",
            "query",
            f"{display(other.date.date)} here, {display(one.date.date)} in a passage with the same words.",
            (one.target,),
        )


def _next_days(dated: list[_Dated], counts: Counter[str], size: int) -> Iterator[tuple[int, int]]:
    """Pairs of sentences with days up to three apart and two words in common that are not everywhere."""
    days: dict[int, list[int]] = {}
    for number, one in enumerate(dated):
        if period := periods.period(one.date.date):
            days.setdefault(period[0].toordinal(), []).append(number)
    most = max(_RARE, size // 16)
    for day, here in days.items():
        for other in [n for gap in (1, 2, 3) for n in days.get(day + gap, ())][:_MANY]:
            for first in here[:_MANY]:
                shared = dated[first].words & dated[other].words
                if sum(counts[word] <= most for word in shared) >= 2:
                    yield min(first, other), max(first, other)


def _same_words(dated: list[_Dated], counts: Counter[str]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences with three rare words in common, and most of those of the shorter one."""
    index: dict[str, list[int]] = {}
    for number, one in enumerate(dated):
        for word in one.words:
            if counts[word] <= _RARE:
                index.setdefault(word, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for some in index.values():
        shared.update(combinations(some, 2))
    for (a, b), count in sorted(shared.items()):
        rare = min(sum(counts[word] <= _RARE for word in dated[n].words) for n in (a, b))
        if count >= 3 and count >= 0.4 * rare and _clash(dated[a].date.date, dated[b].date.date):
            yield a, b


def _dated(corpus: Corpus) -> tuple[list[_Dated], Counter[str], int]:
    """Sentences of blocks with exactly one full date; in how many sentences each word stands; how many
    sentences there are."""
    found: list[_Dated] = []
    size = 0
    counts: Counter[str] = Counter()
    for document in corpus.documents:
        for unit in prose(document):
            for start, end in sentences(unit.text):
                words = frozenset(
                    word.lower()
                    for word in _WORD.findall(unit.text[start:end])
                    if word.lower() not in FUNCTION_WORDS and not is_calendar(word)
                )
                counts.update(words)
                size += 1
                days = [s for s in stated(unit.text[start:end]) if s.is_day]
                if len(days) == 1 and isinstance(unit, Block):
                    day = days[0]
                    target = Target(
                        document.id, unit.id, start + _head(unit.text[start:end], day.start), start + day.end
                    )
                    found.append(_Dated(target, day, words))
    return found, counts, size


def _clash(one: str, other: str) -> bool:
    """Whether two days look like one day told in two ways: near one another, or in two years."""
    a, b = periods.period(one), periods.period(other)
    if a is None or b is None or one == other:
        return False
    return abs((a[0] - b[0]).days) <= 31 or (one[4:] == other[4:] and abs(a[0].year - b[0].year) <= 10)
