"""The index of names of a book: every name with the places where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.authorities import KINDS
from build_scripts.exporters.addresses import short_name, unit_name
from build_scripts.exporters.register import alphabetical, folded
from build_scripts.forms.xml_text import attributes, one_line, text, xml_id
from build_scripts.model import Corpus, Document

LARGEST = 2_000
"""Places in one file of the index."""
_AUTOMATIC = "\0"
"""Before the id of a name found by rule, which may be that of an entry of the register."""


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


Found = Mapping[str, Mapping[str, Sequence[str]]]
"""Document → id of a name → the units in which it stands, in the order in which they were found."""


def found(corpus: Corpus) -> Found:
    """Where names stand, gathered once for all books."""
    places: dict[str, dict[str, dict[str, None]]] = {}
    for mention in corpus.connections.mentions:
        target = mention.target
        places.setdefault(target.document, {}).setdefault(mention.entity, {})[target.unit] = None
    for name in corpus.connections.automatic:
        for target in name.targets:
            places.setdefault(target.document, {}).setdefault(_AUTOMATIC + name.id, {})[target.unit] = None
    return {
        document: {name: tuple(units) for name, units in names.items()} for document, names in places.items()
    }


def groups(corpus: Corpus, documents: Sequence[Document], where: Found) -> Iterator[Group]:
    """The names that stand in `documents`, by kind, each kind from A to Z; those found by rule when the
    archive has no register."""
    places: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for document in documents:
        order = {unit.id: place for place, unit in enumerate(document.units)}
        for name, units in where.get(document.id, {}).items():
            known = sorted((unit for unit in units if unit in order), key=order.__getitem__)
            if known:
                places.setdefault(name, []).append((document.id, tuple(known)))
    named = [a for a in corpus.knowledge.authorities if a.id in places]
    for kind, (_, heading) in KINDS.items():
        some = sorted((a for a in named if a.kind == kind), key=alphabetical)
        entries = tuple(
            Entry(a.id, one_line(a.sort_label), one_line(a.description), tuple(places[a.id])) for a in some
        )
        if entries:
            yield Group(heading, entries)
    entries = tuple(
        Entry(name.id, one_line(name.label), one_line(name.expansion), tuple(places[_AUTOMATIC + name.id]))
        for name in sorted(corpus.connections.automatic, key=lambda n: (folded(n.label), n.id))
        if _AUTOMATIC + name.id in places
    )
    if entries:
        yield Group("Names found by rule", entries)


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
