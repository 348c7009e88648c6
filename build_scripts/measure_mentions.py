"""How good the linking of names is, measured against mentions that a reader has judged.

A judged file is a list of units (block or note), each with every mention of a named entity in it:
`exact` and `nth` (which occurrence of these words, from 1), `id` (the authority, or `missing` when none
is listed), and where needed `sense`, `accept` (other extents that are as right) and `optional`.

The scoring is strict. A link is right only with the right entity and the right extent. A judged mention
that is optional counts neither way when it is linked rightly, or not at all; one whose entity is not
listed is no miss. Every other link in a judged unit is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts import errors, yaml_nodes
from build_scripts.connections import Mention
from build_scripts.model import Block, Corpus, Note
from build_scripts.yaml_nodes import Node

MISSING = "missing"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """One mention as the reader saw it."""

    spans: tuple[Span, ...]
    """The extents that are right, the preferred one first."""
    surface: str
    entity: str
    """Id of the authority, or MISSING."""
    sense: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The result over all judged units."""

    units: int
    judged: int
    """Mentions of listed entities that must be found."""
    right: int
    wrong: tuple[str, ...]
    """`document unit start-end "words": what is wrong` of every wrong link."""
    missed: tuple[str, ...]
    senses: int
    """Judged senses (place or government) of mentions that were found."""
    wrong_senses: tuple[str, ...]

    @property
    def precision(self) -> float:
        return share(self.right, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return share(self.right, self.judged)


def share(part: int, whole: int) -> float:
    """`part` of `whole`; nothing of nothing is all of it."""
    return part / whole if whole else 1.0


def measure(corpus: Corpus, path: Path) -> Measure:
    """Compare the mentions of `corpus` with the judged file. Raises RecordError when the file names a
    unit or words that are not there."""
    linked: dict[tuple[str, str], list[Mention]] = {}
    for mention in corpus.connections.mentions:
        linked.setdefault((mention.target.document, mention.target.unit), []).append(mention)
    units = list(judged_units(corpus, path))
    wrong: list[str] = []
    missed: list[str] = []
    wrong_senses: list[str] = []
    judged = right = senses = 0
    for place, mentions in units:
        here = linked.get(place, [])
        found = {(m.target.start, m.target.end, m.entity): m for m in here}
        allowed: set[Span] = set()
        for one in mentions:
            hits = [found[key] for span in one.spans if (key := (*span, one.entity)) in found]
            allowed.update((h.target.start, h.target.end) for h in hits)
            if one.optional or one.entity == MISSING:
                continue
            judged += 1
            if not hits:
                missed.append(f"{_at(place, one.spans[0], one.surface)}: {one.entity}")
                continue
            right += 1
            if one.sense:
                senses += 1
                if (hits[0].sense or "place") != one.sense:  # a city is a city unless marked
                    wrong_senses.append(
                        f"{_at(place, one.spans[0], one.surface)}: {one.sense}, not {hits[0].sense}"
                        f" ({hits[0].sense_rule})"
                    )
        wrong += [
            f"{_at(place, (m.target.start, m.target.end), m.surface)}: {m.entity} ({m.rule})"
            for m in here
            if (m.target.start, m.target.end) not in allowed
        ]
    return Measure(len(units), judged, right, tuple(wrong), tuple(missed), senses, tuple(wrong_senses))


def judged_units(corpus: Corpus, path: Path) -> Iterator[tuple[tuple[str, str], list[Judged]]]:
    """((document, unit), its judged mentions) of every unit of the file."""
    units = {(document.id, unit.id): unit for document in corpus.documents for unit in document.units}
    for row in _list(yaml_nodes.load(path.read_bytes(), path.name)):
        unit, mentions = _mapping(row)["unit"], _mapping(row).get("mentions")
        place = (_text(unit, "document"), _text(unit, "id"))
        if place not in units:
            raise errors.RecordError(
                f"there is no unit {place[1]!r} in {place[0]!r}", f"{path.name}:{row.line}"
            )
        yield place, [_judged(node, units[place], path.name) for node in _list(mentions)]


def _judged(node: Node, unit: Block | Note, file: str) -> Judged:
    exact, nth = _text(node, "exact"), int(_text(node, "nth", "1"))
    start = -1
    for _ in range(nth):
        start = unit.text.find(exact, start + 1)
        if start < 0:
            raise errors.RecordError(
                f"{exact!r} does not stand {nth} times in {unit.id}", f"{file}:{node.line}"
            )
    spans = [(start, start + len(exact))]
    for other in _list(_mapping(node).get("accept")):
        # The occurrence that overlaps the preferred extent.
        words = str(other.value)
        at = unit.text.find(words, max(0, start - len(words) + 1))
        if at < 0 or at >= start + len(exact):
            raise errors.RecordError(f"{words!r} does not overlap {exact!r}", f"{file}:{node.line}")
        spans.append((at, at + len(words)))
    return Judged(
        tuple(spans),
        exact,
        _text(node, "id", MISSING),
        _text(node, "sense", ""),
        _text(node, "optional", "") == "true",
    )


def _at(place: tuple[str, str], span: Span, words: str) -> str:
    return f"{place[0]} {place[1]} {span[0]}-{span[1]} {words!r}"


def _mapping(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _list(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def _text(node: Node, key: str, default: str | None = None) -> str:
    value: Any = _mapping(node).get(key)
    if value is None and default is not None:
        return default
    if value is None or not isinstance(value.value, str):
        raise errors.RecordError(f"key {key!r} is missing", f"line {node.line}")
    return value.value
