"""How much two sentences have in common.

A sign that stands in `df` of `N` sentences is worth ln(N / df) (Spärck Jones, 1972). If signs fell at
random, a sign of that kind would be shared by about (df / N)² of all pairs, so among N² pairs the signs
s₁ … sₖ are shared by chance less than once when Σ ln(N / df) > ln N: a bar that rises with the archive.
Signs are not independent (who writes of gas writes of pipelines), so further signs of one kind count less,
signs that only repeat another one do not count, and the bar lies higher by a margin.

What the data files say (the same question, the same event) is listed under a passage by itself. It is no
reason for a pair of its own: it lowers the bar for what the two sentences have in common.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from build_scripts import periods
from build_scripts.annotators.clauses import FROM_DATA, Clause, Sign
from build_scripts.model import Corpus

#: A sign in more than this part of all sentences says nothing: the countries an archive is about.
EVERYWHERE = 25
#: Sentences that share a sign are compared only while they are not more than this.
COMPARED = 24
#: A small archive is weighed as if it were part of one with so many sentences: in ten sentences every word
#: that stands in two would be frequent.
FEWEST = 150
#: Signs of a sentence by which others are looked up: its rarest.
LOOKED_UP = 16
#: Common signs of a sentence whose combinations are looked up.
COMBINED = 6
#: What the first, second, third … sign of a kind counts, the rarest first.
_DECAY = {
    "word": (1.0, 0.8, 0.6, 0.4, 0.3, 0.2),
    "name": (1.0, 0.8, 0.6, 0.4, 0.3, 0.2),
    "figure": (1.0, 1.0, 0.5),
    "date": (1.0,),
    "event": (1.0, 0.5, 0.25),
    "question": (1.0, 0.5, 0.25),
    "statement": (1.0, 0.5, 0.25),
}
#: Of a sign of the data files that stands elsewhere in the paragraph.
_NEARBY = 0.6
#: A place says where, not what.
_PLACE = 0.7
#: Names that say when, too.
_DATED = ("event", "agreement")
#: A name that a rule found (README, PDF) says less than one of the register.
_UNLISTED = 0.7
#: Days after which an event is no single happening but a war or a year.
_LONG_EVENT = 62
#: How far below ln N names, figures or dates, and words, may lie to be evidence of their own.
_TELLING, _TELLING_WORD = 3.0, 2.5
#: Where the bar lies from ln N. Two statements that the editor has set against each other, in these very
#: sentences and elsewhere in their paragraphs; the same question or event; nothing but the texts; nothing
#: but texts without a register, where the names are less certain.
_STATEMENT, _STATEMENT_NEARBY, _DATA, _TEXT, _UNLISTED_TEXT = -2.2, -1.1, 1.0, 3.0, 5.5
#: A sentence that holds so much of another one is the same sentence, when that is so many signs.
_SAME, _SAME_SIGNS = 0.75, 8
#: What is left of a sign's worth when another passage of the same document was already shown for it.
SHOWN_BEFORE = 0.3


@dataclass(frozen=True, slots=True)
class Common:
    """What two sentences have in common."""

    worth: float
    """The words of the sentences and what the data files say: the order in which pairs are shown."""
    said: float
    """What the words of the sentences are worth."""
    bar: float
    """What they must be worth."""
    signs: tuple[Sign, ...]
    """Those that count, kind by kind, the rarest first."""
    telling: bool
    """Whether something tells what is spoken of: a figure, name or date with another kind beside it; one
    alone, or a rare word, where the editor has set two statements of theirs against each other."""
    same: bool
    """Whether the sentences are the same, or a long one holds the other, nearly word for word."""

    @property
    def enough(self) -> bool:
        """Whether the two may be shown as related."""
        return self.said >= self.bar and (self.telling or self.same)


@dataclass(frozen=True, slots=True)
class Weights:
    """The worth of every sign of an archive."""

    number: int
    """Sentences in all."""
    worth: Mapping[Sign, float]
    """Without signs that stand in one sentence only."""
    common: frozenset[Sign]
    """Signs that are everywhere."""
    places: frozenset[Sign]
    dated: frozenset[Sign]
    """Names of events and agreements."""
    long: frozenset[Sign]
    """Events that are no single happening."""
    margin: float
    """How far above ln N a pair must lie that only the texts connect."""
    nearby: Mapping[tuple[str, str], Mapping[Sign, str]]
    """(document, unit) → the signs of the data files anywhere in it, with their words."""

    def near(self, clause: Clause) -> Mapping[Sign, str]:
        """What the data files say about the passage that holds the sentence."""
        return self.nearby.get((clause.target.document, clause.target.unit), {})


def weigh(corpus: Corpus, clauses: Sequence[Clause]) -> Weights:
    """Count every sign."""
    number = max(FEWEST, len(clauses))
    counts = Counter(sign for clause in clauses for sign in clause.signs)
    most = max(4, number / EVERYWHERE)
    common = frozenset(s for s, count in counts.items() if count > most and s.kind not in FROM_DATA)
    known = corpus.knowledge.authorities
    kinds = {Sign("name", a.id): _PLACE if a.kind == "place" else 1.0 for a in known}
    kinds |= {sign: _UNLISTED for sign in counts if sign.kind == "name" and sign not in kinds}
    worth = {
        sign: math.log(number / count) * kinds.get(sign, 1.0) for sign, count in counts.items() if count > 1
    }
    nearby: defaultdict[tuple[str, str], dict[Sign, str]] = defaultdict(dict)
    for clause in clauses:
        data = {s: words for s, words in clause.signs.items() if s.kind in FROM_DATA}
        if data:
            nearby[clause.target.document, clause.target.unit] |= data
    return Weights(
        number,
        worth,
        common,
        frozenset(Sign("name", a.id) for a in known if a.kind == "place"),
        frozenset(Sign("name", a.id) for a in known if a.kind in _DATED),
        frozenset(Sign("event", e.id) for e in corpus.knowledge.events if _days(e.date) > _LONG_EVENT),
        _TEXT if known else _UNLISTED_TEXT,
        dict(nearby),
    )


def _days(edtf: str) -> int:
    found = periods.period(edtf)
    return (found[1] - found[0]).days + 1 if found else _LONG_EVENT + 1


def to_compare(clauses: Sequence[Clause], weights: Weights) -> set[tuple[int, int]]:
    """Pairs of sentences (of different documents, by index, lower first) that share a rare sign, or two
    less rare ones. Each sentence is looked up by a bounded number of signs and meets a bounded number of
    others by each, so the pairs grow as the sentences do, not as their square."""
    postings: defaultdict[tuple[Sign, ...], list[int]] = defaultdict(list)
    counts = Counter(s for clause in clauses for s in clause.signs)
    for index, clause in enumerate(clauses):
        shared = sorted(
            (s for s in clause.signs if counts[s] > 1 and s not in weights.common),
            key=lambda s: (counts[s], s),
        )
        for sign in [s for s in shared if counts[s] <= COMPARED][:LOOKED_UP]:
            postings[sign,].append(index)
        for pair in combinations(sorted([s for s in shared if counts[s] > COMPARED][:COMBINED]), 2):
            postings[pair].append(index)
    return {
        (one, other)
        for found in postings.values()
        if len(found) <= COMPARED
        for one, other in combinations(found, 2)
        if clauses[one].target.document != clauses[other].target.document
    }


def compare(one: Clause, other: Clause, weights: Weights, shown: Set[Sign] = frozenset()) -> Common:
    """What two sentences have in common. Signs in `shown` have been told already and count less."""
    here = one.signs.keys() & other.signs.keys()
    near = weights.near(one).keys() & weights.near(other).keys()
    by_kind: defaultdict[str, list[tuple[float, Sign]]] = defaultdict(list)
    for sign in (*_counted(here, one, other, weights), *near):
        worth = weights.worth.get(sign, 0.0) * (SHOWN_BEFORE if sign in shown else 1.0)
        by_kind[sign.kind].append((worth * (_NEARBY if sign in near and sign not in here else 1.0), sign))
    kinds = {}
    for kind, rows in by_kind.items():
        rows.sort(key=lambda row: (-row[0], row[1]))
        kinds[kind] = sum(w * part for (w, _), part in zip(rows, _DECAY[kind], strict=False))
    said = round(sum(worth for kind, worth in kinds.items() if kind not in FROM_DATA), 6)
    evidence = sum(
        worth >= math.log(weights.number) - (_TELLING_WORD if kind == "word" else _TELLING)
        for kind, worth in kinds.items()
        if kind not in FROM_DATA
    )
    asked = any(sign.kind == "statement" for sign in near)
    return Common(
        round(sum(kinds.values()), 6),
        said,
        math.log(weights.number) + _margin(here, near, one, other, weights),
        tuple(sign for kind in _DECAY for _, sign in by_kind.get(kind, ())),
        (asked or evidence > 1)
        and any(_tells(sign, asked, weights) for rows in by_kind.values() for _, sign in rows),
        _same(here, one, other),
    )


def _same(here: Set[Sign], one: Clause, other: Clause) -> bool:
    """Whether a sentence holds the other nearly word for word. The signs are looked at first: they are there."""
    least = min(len(one.signs), len(other.signs))
    if len(here) < max(len(one.signs), len(other.signs)) and len(here) < max(_SAME_SIGNS, _SAME * least):
        return False
    first, second = one.runs(), other.runs()
    return len(first & second) >= _SAME * min(len(first), len(second))


def _margin(here: Set[Sign], near: Set[Sign], one: Clause, other: Clause, weights: Weights) -> float:
    """Where the bar lies from ln N: the lower, the more the data files say."""
    if any(sign.kind == "statement" for sign in near):
        return _STATEMENT if any(sign.kind == "statement" for sign in here) else _STATEMENT_NEARBY
    if any(_singular(sign, one, other, weights) for sign in near):
        return min(_DATA, weights.margin)
    return weights.margin


def _singular(sign: Sign, one: Clause, other: Clause, weights: Weights) -> bool:
    """Whether an event is a single happening that both tell for its own sake; other signs always."""
    return sign.kind != "event" or not (sign in weights.long or sign in one.aside or sign in other.aside)


def _tells(sign: Sign, asked: bool, weights: Weights) -> bool:
    """Whether a sign tells what is spoken of: a figure, a month or day, a name that is not a place; a word
    only beside two statements that the editor has set against each other."""
    if sign.kind == "figure":
        return True
    if sign.kind == "word":
        return asked and weights.worth.get(sign, 0.0) >= math.log(weights.number) - _TELLING_WORD
    exact = sign.kind == "date" and len(sign.key) > len("2000")
    named = sign.kind == "name" and sign not in weights.places
    return (exact or named) and weights.worth.get(sign, 0.0) >= math.log(weights.number) - _TELLING


def _counted(here: Set[Sign], one: Clause, other: Clause, weights: Weights) -> Iterator[Sign]:
    """The shared signs of the texts, without those that only repeat another one: the words of a pair of
    words, words that belong to a shared name, the date of a shared event."""
    rest = [sign for sign in here if sign.kind not in FROM_DATA and sign not in weights.common]
    named = any(sign.kind == "name" for sign in here)
    dated = any(sign in weights.dated for sign in here)
    words: set[str] = set()
    for sign in sorted(rest, key=lambda s: (-weights.worth.get(s, 0.0), " " not in s.key, s)):
        if sign.kind == "word":
            parts = set(sign.key.split())
            if parts & words or (named and sign in one.beside and sign in other.beside):
                continue
            words |= parts
        if sign.kind != "date" or not dated:
            yield sign
