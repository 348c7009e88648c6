"""How good the related passages are, measured against pairs that a reader has judged.

A judged file has two lists. `pairs`: `first` and `second` (each `document` and `id` of the unit) with a
`grade`: 3 must see, 2 good, 1 weak, 0 unrelated. `must_see_none`: units without a partner.

A shown pair is right with grade 3 or 2, wrong with grade 1 or 0, and wrong when one of its units has no
partner at all; other shown pairs are not judged and count neither way. Recall counts grade 3 alone.

Which figures are independent. Neither precision nor recall of everything that is shown is: the editor's
additions and vetoes rest on the same reading as the grades. `rules` is measured without that file, and
`texts_alone` also without events and questions, which an editor connects by reading. The pairs of the set
`shown` were judged after the program had shown them; `rules_blind` leaves them out, so its grades were given
without knowing what any program shows. Still, where the bars lie was chosen with these grades in view, so
figures on other archives may be lower. The lists are held to few pairs that are right: recall without the
editor is low, and is meant to be.

The pairs are also measured in two halves, by whether the first byte of the SHA-256 of the pair's name is
even, to tell whether a figure rests on a few pairs. Both halves were in view when the rules were made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts import errors, yaml_nodes
from build_scripts.annotators.clauses import clauses
from build_scripts.annotators.related import related
from build_scripts.annotators.weighing import to_compare, weigh
from build_scripts.connections import RelatedPair, Target
from build_scripts.model import Corpus
from build_scripts.yaml_nodes import Node

MUST_SEE, GOOD = 3, 2
HALVES = ("even", "odd")
AFTERWARDS = "shown"

Unit = tuple[str, str]
Units = tuple[Unit, Unit]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the reader found."""

    grades: Mapping[Units, int]
    """Both units in order → 0 to 3."""
    alone: frozenset[Unit]
    """Units without a partner."""
    afterwards: frozenset[Units] = frozenset()
    """Pairs that were judged because the program had shown them."""

    def right(self, units: Units) -> bool | None:
        """Whether the pair may be shown; None when nobody has judged it."""
        if units in self.grades:
            return self.grades[units] >= GOOD
        return False if self.alone.intersection(units) else None


@dataclass(frozen=True, slots=True)
class Score:
    """How good a set of shown pairs is."""

    shown: int
    right: int
    wrong: tuple[Units, ...]
    unjudged: tuple[Units, ...]
    seen: int
    """Pairs of grade 3 that are shown."""
    missed: tuple[Units, ...]

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return _share(self.seen, self.seen + len(self.missed))


@dataclass(frozen=True, slots=True)
class Measure:
    """The scores of everything that is shown, and of parts of it."""

    everything: Score
    computed: Score
    """What is shown without being added by the editor; vetoes and room taken by additions have effect."""
    rules: Score
    """What would be shown without the editor's file of related passages: no addition, no veto."""
    texts_alone: Score
    """What would be shown without any data file but the register of names."""
    halves: Mapping[str, Score]
    """Everything, for the pairs of each half."""
    rules_by_half: Mapping[str, Score]
    """The rules alone, for the pairs of each half."""
    rules_blind: Score
    """The rules alone, without the pairs that were judged because they were shown."""
    idle: tuple[Units, ...]
    """Pairs that are vetoed though they would not be shown without the vetoes."""
    disturbed: int
    """Units without a partner under which something is shown."""
    work: tuple[int, int]
    """Sentences, and pairs of sentences that were compared."""


def _share(part: int, whole: int) -> float:
    """`part` of `whole`; nothing of nothing is all of it."""
    return part / whole if whole else 1.0


def half(units: Units) -> str:
    """The half to which a pair belongs."""
    name = "|".join(f"{document}#{unit}" for document, unit in units)
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def units_of(pair: RelatedPair) -> Units:
    return _unit(pair.first), _unit(pair.second)


def _unit(target: Target) -> Unit:
    return target.document, target.unit


def measure(corpus: Corpus, judged: Judged) -> Measure:
    """Compare what is shown with what the reader found. Computes the related passages three times more."""
    shown = corpus.connections.related
    rules = _shown_with(corpus, related=())
    texts = _shown_with(corpus, related=(), events=(), comparisons=(), dates=())
    partnered = {unit for pair in shown for unit in units_of(pair)}
    return Measure(
        score(shown, judged),
        score([pair for pair in shown if not pair.added], judged),
        score(rules, judged),
        score(texts, judged),
        {name: score(shown, judged, name) for name in HALVES},
        {name: score(rules, judged, name) for name in HALVES},
        score([pair for pair in rules if units_of(pair) not in judged.afterwards], judged),
        _idle(corpus),
        len(judged.alone & partnered),
        work(corpus),
    )


def _shown_with(corpus: Corpus, **data: tuple[()]) -> Sequence[RelatedPair]:
    """What would be shown with these data emptied."""
    return related(replace(corpus, knowledge=replace(corpus.knowledge, **data))).connections.related


def _idle(corpus: Corpus) -> tuple[Units, ...]:
    """Vetoes without an effect. One whose quotation is lost has none either, and is reported elsewhere."""
    known = corpus.knowledge
    vetoed: set[Units] = set()
    for decision in known.related:
        first, second = (corpus.connections.targets.get(quote) for quote in (decision.first, decision.second))
        if not decision.add and first is not None and second is not None:
            low, high = sorted((_unit(first), _unit(second)))
            vetoed.add((low, high))
    added = tuple(decision for decision in known.related if decision.add)
    found = related(replace(corpus, knowledge=replace(known, related=added))).connections.related
    return tuple(sorted(vetoed - {units_of(pair) for pair in found}))


def work(corpus: Corpus) -> tuple[int, int]:
    """(sentences of all passages, pairs of them that are compared): what the cost depends on."""
    found = clauses(corpus)
    return len(found), len(to_compare(found, weigh(corpus, found)))


def score(pairs: Iterable[RelatedPair], judged: Judged, only: str = "") -> Score:
    """The score of these pairs, of one half or of both."""
    shown = sorted(units for units in {units_of(pair) for pair in pairs} if only in ("", half(units)))
    marks = {units: judged.right(units) for units in shown}
    must = sorted(u for u, grade in judged.grades.items() if grade == MUST_SEE and only in ("", half(u)))
    missed = tuple(units for units in must if units not in marks)
    return Score(
        len(shown),
        sum(mark is True for mark in marks.values()),
        tuple(units for units, mark in marks.items() if mark is False),
        tuple(units for units, mark in marks.items() if mark is None),
        len(must) - len(missed),
        missed,
    )


def lines(found: Measure) -> Iterator[tuple[str, str]]:
    """(what, its numbers in words) of every measure."""
    for name, one in (
        ("everything shown", found.everything),
        *((f"  {name} half", found.halves[name]) for name in HALVES),
        ("computed", found.computed),
        ("rules alone", found.rules),
        ("  judged blind", found.rules_blind),
        *((f"  {name} half", found.rules_by_half[name]) for name in HALVES),
        ("texts alone", found.texts_alone),
    ):
        judged = one.right + len(one.wrong)
        must = one.seen + len(one.missed)
        yield (
            name,
            f"{one.shown} pairs; precision {one.precision:.2f} ({one.right} of {judged} judged, "
            f"{len(one.unjudged)} not judged); recall {one.recall:.2f} ({one.seen} of {must} to be seen)",
        )
    yield "vetoes", f"{len(found.idle)} of them without an effect"
    yield "where none is right", f"{found.disturbed} passages have a partner all the same"
    sentences, compared = found.work
    share = compared / max(1, sentences * (sentences - 1) // 2)
    yield "work", f"{sentences} sentences, {compared} pairs of them compared ({share:.2%} of all pairs)"


def named(units: Units) -> str:
    """`a#l1 with b#l2`, for a list."""
    return " with ".join(f"{document}#{unit}" for document, unit in units)


def read(path: Path, corpus: Corpus) -> Judged:
    """The judged file. Raises RecordError when it names a unit that is not there."""
    known = {(document.id, unit.id) for document in corpus.documents for unit in document.units}
    top = _fields(yaml_nodes.load(path.read_bytes(), path.name))
    grades: dict[Units, int] = {}
    afterwards: set[Units] = set()
    for row in _rows(top.get("pairs")):
        fields = _fields(row)
        first, second = sorted(
            _place(fields.get(side), row, known, path.name) for side in ("first", "second")
        )
        grade = str(fields["grade"].value) if "grade" in fields else ""
        if grade not in ("0", "1", "2", "3"):
            raise errors.RecordError(f"grade {grade!r} is not 0 to 3", f"{path.name}:{row.line}")
        grades[first, second] = int(grade)
        if "set" in fields and fields["set"].value == AFTERWARDS:
            afterwards.add((first, second))
    alone = (_place(row, row, known, path.name) for row in _rows(top.get("must_see_none")))
    return Judged(grades, frozenset(alone), frozenset(afterwards))


def _place(node: Node | None, row: Node, known: set[Unit], file: str) -> Unit:
    fields = _fields(node)
    document, unit = (str(fields[key].value) if key in fields else "" for key in ("document", "id"))
    if (document, unit) not in known:
        raise errors.RecordError(f"there is no unit {unit!r} in {document!r}", f"{file}:{row.line}")
    return document, unit


def _fields(node: Node | None) -> Mapping[str, Node]:
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _rows(node: Node | None) -> Sequence[Node]:
    return node.value if node is not None and isinstance(node.value, list) else ()
