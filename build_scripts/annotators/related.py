"""What the other documents say: pairs of passages that speak of the same matter, with the reasons.

Sentences are compared, paragraphs are shown. A paragraph has at most `MOST` partners (more only when the
editor adds more), the strongest evidence first; a second passage of the same document counts less when it
shares only what the first one shares. A pair is one record, so the relation is symmetric."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.annotators.clauses import Clause, Sign, clauses
from build_scripts.annotators.weighing import Common, Weights, compare, to_compare, weigh
from build_scripts.connections import RelatedPair, Target
from build_scripts.knowledge import RelatedDecision
from build_scripts.model import Corpus

MOST = 3
"""Passages of other documents for one paragraph."""
#: Two documents with more of the same sentences are copies of one text.
_COPIED = 3
#: Of the bar that a pair must still reach after what was told already is counted less.
_STILL = 0.7
#: How many reasons of each kind are named.
_NAMED = {"event": 1, "question": 2, "name": 4, "figure": 3, "date": 2, "word": 4}
_STATEMENTS = {
    "agree": "they agree",
    "differ": "they differ",
    "later-state": "one is later",
    "contradicts": "",
}

Unit = tuple[str, str]
Units = tuple[Unit, Unit]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two sentences with enough in common."""

    first: Clause
    second: Clause
    common: Common


def related(corpus: Corpus) -> Corpus:
    """Fill `connections.related`, in the order of the first passages."""
    found = clauses(corpus)
    weights = weigh(corpus, found)
    decided = _decisions(corpus)
    added = {units: row for units, row in decided.items() if row[0].add}
    candidates = _candidates(found, weights, frozenset(decided))
    pairs = [*_added(added, found, weights), *_chosen(candidates, weights, Counter(_ends(added)))]
    pairs.sort(key=lambda pair: (pair.first, pair.second))
    return replace(corpus, connections=replace(corpus.connections, related=tuple(pairs)))


def _unit(target: Target) -> Unit:
    return target.document, target.unit


def _ends(pairs: Iterator[Units] | dict[Units, tuple[RelatedDecision, Target, Target]]) -> list[Unit]:
    return [unit for units in pairs for unit in units]


def _decisions(corpus: Corpus) -> dict[Units, tuple[RelatedDecision, Target, Target]]:
    """The editor's decisions by the two units. Of two about the same units the later one holds; one whose
    quotation is lost, or that stays inside one document, decides nothing."""
    rows = {}
    for decision in corpus.knowledge.related:
        places = [corpus.connections.targets.get(q) for q in (decision.first, decision.second)]
        first, second = places
        if first is None or second is None or first.document == second.document:
            continue
        first, second = min(first, second), max(first, second)
        rows[_unit(first), _unit(second)] = (decision, first, second)
    return rows


def _candidates(
    found: Sequence[Clause], weights: Weights, decided: frozenset[Units]
) -> dict[Units, list[_Candidate]]:
    """Two units, in order → the pairs of their sentences that have enough in common."""
    compared = [
        (one, other, compare(found[one], found[other], weights))
        for one, other in sorted(to_compare(found, weights))
    ]
    formulas = _formulas([(one, other) for one, other, common in compared if common.same], found)
    candidates: defaultdict[Units, list[_Candidate]] = defaultdict(list)
    for one, other, common in compared:
        if not common.enough or formulas.intersection((one, other)):
            continue
        first, second = sorted((found[one], found[other]), key=lambda clause: clause.target)
        units = _unit(first.target), _unit(second.target)
        if units not in decided:
            candidates[units].append(_Candidate(first, second, common))
    return candidates


def _formulas(same: Sequence[tuple[int, int]], found: Sequence[Clause]) -> set[int]:
    """Sentences (by index) that are evidence of nothing: they stand in three documents or more (terms of a
    licence, a line under every article), or in two that hold many of the same sentences (copies of a text)."""
    printed: defaultdict[int, set[str]] = defaultdict(set)
    shared: Counter[tuple[str, str]] = Counter()
    for pair in same:
        documents = found[pair[0]].target.document, found[pair[1]].target.document
        shared[min(documents), max(documents)] += 1
        for index in pair:
            printed[index].update(documents)
    everywhere = {index for index, documents in printed.items() if len(documents) > 2}
    copied = (
        pair
        for pair in same
        if shared[min(d := (found[pair[0]].target.document, found[pair[1]].target.document)), max(d)]
        > _COPIED
    )
    return everywhere.union(*copied)


def _chosen(
    candidates: dict[Units, list[_Candidate]], weights: Weights, partners: Counter[Unit]
) -> Iterator[RelatedPair]:
    """The strongest pair first, as long as both its units have room. What was already shown at one of them
    from the same document is counted less; that can only lower a pair, so the queue stays right."""
    told: defaultdict[tuple[Unit, str], set[Sign]] = defaultdict(set)
    queue = [(-max(c.common.worth for c in rows), units) for units, rows in candidates.items()]
    heapq.heapify(queue)
    while queue:
        before, units = heapq.heappop(queue)
        if any(partners[unit] >= MOST for unit in units):
            continue
        shown = told[units[0], units[1][0]] | told[units[1], units[0][0]]
        still, best = _best(candidates[units], weights, shown)
        if still.worth < -before and queue and -still.worth > queue[0][0]:
            heapq.heappush(queue, (-still.worth, units))
            continue
        if still.said < _STILL * best.common.bar:
            continue
        partners.update(units)
        told[units[0], units[1][0]].update(best.common.signs)
        told[units[1], units[0][0]].update(best.common.signs)
        yield RelatedPair(
            best.first.target,
            best.second.target,
            round(best.common.worth, 2),
            tuple(_reasons(best.first, best.common, weights)),
        )


def _best(rows: list[_Candidate], weights: Weights, shown: set[Sign]) -> tuple[Common, _Candidate]:
    """The pair of sentences that is worth most after what was shown already, and what it is then worth."""
    still = [(compare(c.first, c.second, weights, shown) if shown else c.common, c) for c in rows]
    return max(still, key=lambda row: (row[0].worth, row[1].first.target, row[1].second.target))


def _added(
    added: dict[Units, tuple[RelatedDecision, Target, Target]], found: Sequence[Clause], weights: Weights
) -> Iterator[RelatedPair]:
    """What the editor added, with what the sentences have in common, if anything."""
    places: defaultdict[Unit, list[Clause]] = defaultdict(list)
    for clause in found:
        places[_unit(clause.target)].append(clause)
    for (one, other), (decision, first, second) in added.items():
        pairs = [
            (compare(a, b, weights), a)
            for a in places[one]
            for b in places[other]
            if a.target.start < first.end and a.target.end > first.start
            if b.target.start < second.end and b.target.end > second.start
        ]
        best = max(pairs, key=lambda row: (row[0].worth, row[1].target), default=None)
        worth = round(best[0].worth, 2) if best else 0.0
        reasons = tuple(_reasons(best[1], best[0], weights)) if best else ()
        yield RelatedPair(first, second, worth, reasons, True, decision.reason)


def _reasons(clause: Clause, common: Common, weights: Weights) -> Iterator[str]:
    """The signs in words for a reader: what the data files say first, then names, figures, dates, words."""
    if common.same:
        yield "the same words"
        return
    signs = common.signs
    printed = {**weights.near(clause), **clause.signs}
    relations = {s.key.split("/")[0]: printed.get(s, "") for s in signs if s.kind == "statement"}
    for kind, most in _NAMED.items():
        named: list[str] = []
        for sign in signs:
            words = printed.get(sign, "")
            # A longer reason says the shorter one too: `10 March 2014` and 2014, `gas field` and gas.
            if sign.kind != kind or not words or any(words.casefold() in n.casefold() for n in named):
                continue
            if kind == "question" and (how := _STATEMENTS.get(relations.get(sign.key, ""))):
                words = f"{words} ({how})"
            named = [n for n in named if n.casefold() not in words.casefold()] + [words]
        prefix = {"event": "the same event: ", "question": "the same question: "}.get(kind, "")
        yield from (prefix + words for words in named[:most])
