"""The index of names of a book: every name with the places where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_scripts.connections import Target
from build_scripts.exporters.addresses import short_name, unit_name
from build_scripts.exporters.register import alphabetical, folded
from build_scripts.forms.xml_text import attributes, one_line, text, xml_id
from build_scripts.knowledge import KINDS
from build_scripts.model import Corpus, Document

LARGEST = 2_000
"""Places in one file of the index."""


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    label: str
    told: str
    places: tuple[tuple[str, tuple[str, ...]], ...]
    """(document, ids of its units), in the order of the book."""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    entries: tuple[Entry, ...]


def groups(corpus: Corpus, documents: Sequence[Document]) -> Iterator[Group]:
    """The names that stand in `documents`, by kind, each kind from A to Z; those found by rule when the
    archive has no register."""
    order = {
        (document.id, unit.id): (number, place)
        for number, document in enumerate(documents)
        for place, unit in enumerate(document.units)
    }
    found: dict[str, set[tuple[str, str]]] = {}
    for mention in corpus.connections.mentions:
        _add(found, mention.entity, mention.target, order)
    for kind, (_, heading) in KINDS.items():
        some = sorted((a for a in corpus.knowledge.authorities if a.kind == kind), key=alphabetical)
        entries = tuple(
            Entry(a.id, one_line(a.sort_label), one_line(a.description), _places(found[a.id], order))
            for a in some
            if a.id in found
        )
        if entries:
            yield Group(heading, entries)
    automatic: dict[str, set[tuple[str, str]]] = {}
    for name in corpus.connections.automatic:
        for target in name.targets:
            _add(automatic, name.id, target, order)
    entries = tuple(
        Entry(name.id, one_line(name.label), one_line(name.expansion), _places(automatic[name.id], order))
        for name in sorted(corpus.connections.automatic, key=lambda n: (folded(n.label), n.id))
        if name.id in automatic
    )
    if entries:
        yield Group("Names found by rule", entries)


def _add(
    found: dict[str, set[tuple[str, str]]],
    id: str,
    target: Target,
    order: dict[tuple[str, str], tuple[int, int]],
) -> None:
    if (target.document, target.unit) in order:
        found.setdefault(id, set()).add((target.document, target.unit))


def _places(
    found: Iterable[tuple[str, str]], order: dict[tuple[str, str], tuple[int, int]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    places: dict[str, list[str]] = {}
    for document, unit in sorted(found, key=lambda place: order[place]):
        places.setdefault(document, []).append(unit)
    return tuple((document, tuple(units)) for document, units in places.items())


def portions(some: Iterable[Group]) -> Iterator[list[Group]]:
    """The groups in portions for one file each; a long group goes on in the next."""
    portion: list[Group] = []
    size = 0
    for group in some:
        rest: list[Entry] = []
        for entry in group.entries:
            count = sum(len(units) for _, units in entry.places) + 1
            if size and size + count > LARGEST:
                yield [*portion, *([Group(group.heading, tuple(rest))] if rest else [])]
                portion, rest, size = [], [], 0
            rest.append(entry)
            size += count
        portion.append(Group(group.heading, tuple(rest)))
    if portion:
        yield portion


def shown(
    group: Group,
    documents: dict[str, Document],
    href: Callable[[str, str], str],
    level: int = 2,
) -> Iterator[str]:
    """One group as XHTML. `href`: (document, unit) → address. Where the book has one document, it is not named."""
    yield f"<section><h{level}>{text(group.heading)}</h{level}>"
    yield '<dl class="names">'
    for entry in group.entries:
        given = attributes(id="name-" + xml_id(entry.id))
        told = f' <span class="told">{text(entry.told)}</span>' if entry.told else ""
        yield f"<dt{given}>{text(entry.label)}{told}</dt>"
        for document, units in entry.places:
            name = f"{text(short_name(documents[document]))}: " if len(documents) > 1 else ""
            links = ", ".join(
                f"<a{attributes(href=href(document, unit))}>{text(unit_name(unit))}</a>" for unit in units
            )
            yield f"<dd>{name}{links}</dd>"
    yield "</dl></section>"
