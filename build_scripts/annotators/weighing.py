"""How much two sentences have in common.

A sign that stands in `df` of `N` sentences is worth ln(N / df) (Spärck Jones, 1972). If signs fell at
random, a sign of that kind would be shared by about (df / N)² of all pairs, so among N² pairs the signs
s₁ … sₖ are shared by chance less than once when Σ ln(N / df) > ln N: a bar that rises with the archive.
Signs are not independent (who writes of gas writes of pipelines), so further signs of one kind count less,
and the bar lies higher by a margin.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
#: What a sign of the data files is worth beyond its rarity.
_BONUS = {"event": 3.0, "question": 1.0, "statement": 1.0}
#: Of a sign of the data files that stands elsewhere in the paragraph.
_NEARBY = 0.6
#: Of a name that is everywhere, when there is other evidence.
_COMMON_NAME = 0.6
#: A place says where, an event or an agreement says what.
_KIND_OF_NAME = {"place": 0.7, "event": 1.3, "agreement": 1.3}
#: A name that a rule found (README, PDF) says less than one of the register.
_UNLISTED = 0.7
#: Days after which an event is no single happening but a war or a year: worth less, without a bonus.
_LONG_EVENT, _LONG_EVENT_WORTH = 62, 0.6
#: Kinds worth less than this are no evidence of their own.
_LEAST = 3.0
#: How far above ln N the bar lies: for a pair that the data files connect, for one that only the texts
#: connect, and in an archive without a register, where the names are less certain.
_MARGIN, _MARGIN_OF_TEXT, _MARGIN_UNLISTED = 3.5, 4.5, 7.0
#: What is left of a sign's worth when another passage of the same document was already shown for it.
SHOWN_BEFORE = 0.3


@dataclass(frozen=True, slots=True)
class Common:
    """What two sentences have in common."""

    worth: float
    signs: tuple[Sign, ...]
    """Those that count, kind by kind, the rarest first."""
    kinds: int
    """How many kinds are evidence of their own."""
    bar: float
    """What it must be worth."""

    @property
    def enough(self) -> bool:
        """Whether the two may be shown as related: evidence of two kinds or more, above the bar."""
        return self.kinds > 1 and self.worth >= self.bar


@dataclass(frozen=True, slots=True)
class Weights:
    """The worth of every sign of an archive."""

    number: int
    """Sentences in all."""
    worth: Mapping[Sign, float]
    """Without signs that stand in one sentence only."""
    together: Mapping[tuple[Sign, Sign], int]
    """In how many sentences two names stand together."""
    common: frozenset[Sign]
    """Signs that are everywhere."""
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
    kinds = {Sign("name", a.id): _KIND_OF_NAME.get(a.kind, 1.0) for a in corpus.knowledge.authorities}
    long = frozenset(Sign("event", e.id) for e in corpus.knowledge.events if _days(e.date) > _LONG_EVENT)
    kinds |= {sign: _UNLISTED for sign in counts if sign.kind == "name" and sign not in kinds}
    kinds |= dict.fromkeys(long, _LONG_EVENT_WORTH)
    worth = {
        sign: math.log(number / count) * kinds.get(sign, 1.0) for sign, count in counts.items() if count > 1
    }
    together: Counter[tuple[Sign, Sign]] = Counter()
    nearby: defaultdict[tuple[str, str], dict[Sign, str]] = defaultdict(dict)
    for clause in clauses:
        together.update(combinations(_names(clause.signs, counts), 2))
        data = {s: words for s, words in clause.signs.items() if s.kind in FROM_DATA}
        nearby[clause.target.document, clause.target.unit] |= data
    margin = _MARGIN_OF_TEXT if corpus.knowledge.authorities else _MARGIN_UNLISTED
    told = {unit: signs for unit, signs in nearby.items() if signs}
    return Weights(number, worth, together, common, long, margin, told)


def _names(signs: Iterable[Sign], counts: Mapping[Sign, int]) -> list[Sign]:
    """The rarest names, in an order of their own."""
    names = sorted((s for s in signs if s.kind == "name"), key=lambda s: (counts[s], s))
    return sorted(names[:10])


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


def compare(
    one: Clause, other: Clause, weights: Weights, shown: frozenset[Sign] | set[Sign] = frozenset()
) -> Common:
    """What two sentences have in common. Signs in `shown` have been told already and count less."""
    here = one.signs.keys() & other.signs.keys()
    near = weights.near(one).keys() & weights.near(other).keys()
    by_kind: defaultdict[str, list[tuple[float, Sign]]] = defaultdict(list)
    everywhere = 0.0
    for sign in here | near:
        worth = weights.worth.get(sign, 0.0) * (SHOWN_BEFORE if sign in shown else 1.0)
        if sign in weights.common:
            everywhere += _COMMON_NAME * worth if sign.kind == "name" else 0.0
        else:
            by_kind[sign.kind].append((worth * (1.0 if sign in here else _NEARBY), sign))
    kinds = {}
    for kind, rows in by_kind.items():
        rows.sort(key=lambda row: (-row[0], row[1]))
        kinds[kind] = sum(w * part for (w, _), part in zip(rows, _DECAY[kind], strict=False))
        if any(sign in here and _singular(sign, one, other, weights) for _, sign in rows):
            kinds[kind] += _BONUS.get(kind, 0.0)
        elif kind == "event":
            kinds[kind] *= _LONG_EVENT_WORTH
    if "name" in kinds:
        names = [s for s in here if s.kind == "name"]
        kinds["name"] = max(kinds["name"], _combination(names, weights, shown))
    total = round(sum(kinds.values()) + everywhere, 6)
    evidence = [kind for kind, worth in kinds.items() if worth >= _LEAST]
    told = any(kind in FROM_DATA for kind in evidence)
    bar = math.log(weights.number) + (_MARGIN if told else weights.margin)
    signs = tuple(sign for kind in _DECAY for _, sign in by_kind.get(kind, ()))
    return Common(total, signs, len(evidence), bar)


def _singular(sign: Sign, one: Clause, other: Clause, weights: Weights) -> bool:
    """Whether an event is a single happening that both tell for its own sake; other signs always."""
    return sign.kind != "event" or not (sign in weights.long or sign in one.aside or sign in other.aside)


def _combination(names: list[Sign], weights: Weights, shown: frozenset[Sign] | set[Sign]) -> float:
    """The worth of the two names that stand together most rarely."""
    counts = (weights.together.get(pair, 0) for pair in combinations(sorted(names), 2))
    rarest = min((count for count in counts if count), default=weights.number)
    told = all(s in shown or s in weights.common for s in names)
    return math.log(weights.number / rarest) * (SHOWN_BEFORE if shown and told else 1.0)
