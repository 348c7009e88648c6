"""The register of names, grouped once for the pages about it: what is mentioned where, in which sentence,
under which heading, and beside what."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_scripts import periods
from build_scripts.authorities import Authority
from build_scripts.connections import Mention
from build_scripts.exporters import wording
from build_scripts.exporters.passages import Passage, passages_of, plain
from build_scripts.knowledge import Comparison, Event, Work
from build_scripts.model import Block, Corpus, Document, Note

PAGE = 150
"""Sentences on one page of an entity."""


@dataclass(frozen=True, slots=True)
class Register:
    """Everything by id of the entity; what nothing is known of is missing."""

    corpus: Corpus
    documents: Mapping[str, Document]
    """In the order of their dates."""
    units: Mapping[tuple[str, str], Block | Note]
    """By (document, unit)."""
    authorities: Mapping[str, Authority]
    mentions: Mapping[str, tuple[Mention, ...]]
    """In the order of the documents' dates, then of the text."""
    named: Mapping[str, Mapping[str, Mapping[str, tuple[Mention, ...]]]]
    """Entity → document → form → its mentions there."""
    passages: Mapping[str, tuple[Passage, ...]]
    companions: Mapping[str, tuple[tuple[str, int], ...]]
    """The others named in the same paragraphs, with the number of those paragraphs; most often first."""
    incoming: Mapping[str, tuple[tuple[str, str], ...]]
    """(type of relation, id of the other) of every relation that leads here."""
    capitals: Mapping[str, tuple[str, ...]]
    """Of a state: the places whose names may stand for its government."""
    events: Mapping[str, tuple[Event, ...]]
    """In the order of their dates."""
    comparisons: Mapping[str, tuple[Comparison, ...]]
    works: Mapping[str, tuple[Work, ...]]
    """Of a publication: the works cited that it is."""
    pages: Mapping[str, tuple[str, ...]]
    """Names of its pages below the site, without suffix: `places/a`, `places/a-2` …"""
    begins: Mapping[tuple[str, str], str]
    """(entity, document) → name of the page on which the mentions in the document begin."""

    def label(self, id: str) -> str:
        authority = self.authorities.get(id)
        return authority.label if authority else id

    def forms(self, id: str) -> Counter[str]:
        """Form → number of mentions in all documents."""
        counted: Counter[str] = Counter()
        for forms in self.named.get(id, {}).values():
            counted.update({form: len(some) for form, some in forms.items()})
        return counted

    def kind(self, kind: str) -> tuple[Authority, ...]:
        """All of one kind, from A to Z."""
        return tuple(sorted((a for a in self.authorities.values() if a.kind == kind), key=alphabetical))


def register(corpus: Corpus) -> Register:
    """Group what `corpus` knows of names."""
    authorities = {authority.id: authority for authority in corpus.knowledge.authorities}
    documents = {document.id: document for document in wording.in_order(corpus)}
    units = {(d.id, unit.id): unit for d in documents.values() for unit in d.units}
    mentions = _mentions(corpus, authorities, documents, units)
    passages = passages_of(mentions, units, documents.values())
    pages = _pages(authorities, passages)
    incoming: dict[str, list[tuple[str, str]]] = defaultdict(list)
    capitals: dict[str, list[str]] = defaultdict(list)
    for authority in sorted(authorities.values(), key=alphabetical):
        for kind, other in authority.relations:
            incoming[other].append((kind, authority.id))
        if authority.stands_for:
            capitals[authority.stands_for].append(authority.id)
    known = corpus.knowledge
    return Register(
        corpus,
        documents,
        units,
        authorities,
        mentions,
        _named(mentions, authorities),
        passages,
        _companions(mentions, authorities),
        _frozen(incoming),
        _frozen(capitals),
        _by_entity(
            (e.entities, e) for e in sorted(known.events, key=lambda e: (periods.order(e.date), e.id))
        ),
        _by_entity((c.entities, c) for c in known.comparisons),
        _by_entity(((w.authority,), w) for w in known.works if w.authority),
        pages,
        _begins(passages, pages),
    )


def alphabetical(authority: Authority) -> tuple[str, str]:
    return folded(authority.sort_label), authority.id


def folded(words: str) -> str:
    """Without case and diacritics: for order and for comparing. The script in js/filter.js does the same."""
    apart = unicodedata.normalize("NFKD", words.casefold().replace("ı", "i").replace("ə", "e"))
    return "".join(ch for ch in apart if not unicodedata.combining(ch))


def key(form: str) -> str:
    """What is the same form: white space, capitals, and the shapes of apostrophes and hyphens aside."""
    signs = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
    return plain(form).translate(signs).casefold()


def _named(
    mentions: Mapping[str, tuple[Mention, ...]], authorities: Mapping[str, Authority]
) -> dict[str, dict[str, dict[str, tuple[Mention, ...]]]]:
    """A form counts as the register writes it; what a decision links is a form of its own."""
    found: dict[str, dict[str, dict[str, tuple[Mention, ...]]]] = {}
    for entity, some in mentions.items():
        known = {key(form.text): plain(form.text) for form in reversed(authorities[entity].forms)}
        documents: dict[str, dict[str, list[Mention]]] = {}
        for mention in some:
            form = known.get(key(mention.surface)) or plain(mention.surface)
            documents.setdefault(mention.target.document, {}).setdefault(form, []).append(mention)
        found[entity] = {document: _frozen(forms) for document, forms in documents.items()}
    return found


def _frozen(lists: Mapping[str, list]) -> dict[str, tuple]:
    return {name: tuple(items) for name, items in lists.items()}


def _by_entity(rows: Iterable[tuple[tuple[str, ...], object]]) -> dict[str, tuple]:
    found: dict[str, list] = defaultdict(list)
    for entities, item in rows:
        for entity in dict.fromkeys(entities):
            found[entity].append(item)
    return _frozen(found)


def _mentions(
    corpus: Corpus,
    authorities: Mapping[str, Authority],
    documents: Mapping[str, Document],
    units: Mapping[tuple[str, str], Block | Note],
) -> dict[str, tuple[Mention, ...]]:
    order = {id: number for number, id in enumerate(documents)}
    place = {where: number for number, where in enumerate(units)}
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in corpus.connections.mentions:
        here = (mention.target.document, mention.target.unit)
        if mention.entity in authorities and here in place:
            found[mention.entity].append(mention)
    for some in found.values():
        some.sort(
            key=lambda m: (
                order[m.target.document],
                place[m.target.document, m.target.unit],
                m.target.start,
            )
        )
    return _frozen(found)


def _companions(
    mentions: Mapping[str, tuple[Mention, ...]], authorities: Mapping[str, Authority]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Every paragraph counts once for each pair that it names."""
    named: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for entity, some in mentions.items():
        for mention in some:
            named[mention.target.document, mention.target.unit][entity] = None
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for entities in named.values():
        for entity in entities:
            beside[entity].update(list(entities))
    found = {}
    for entity, counted in beside.items():
        del counted[entity]
        ranked = sorted(counted.items(), key=lambda row: (-row[1], alphabetical(authorities[row[0]])))
        found[entity] = tuple(ranked[:12])
    return found


def _pages(
    authorities: Mapping[str, Authority], passages: Mapping[str, tuple[Passage, ...]]
) -> dict[str, tuple[str, ...]]:
    """An entity may be called what the second page of another would be: then that page gives way."""
    taken = {authority.page for authority in authorities.values()}
    found = {}
    for authority in authorities.values():
        names = [authority.page]
        for number in range(2, (len(passages.get(authority.id, ())) - 1) // PAGE + 2):
            name = f"{authority.page}-{number}"
            while name in taken:
                name = f"{name}-"
            taken.add(name)
            names.append(name)
        found[authority.id] = tuple(names)
    return found


def _begins(
    passages: Mapping[str, tuple[Passage, ...]], pages: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for entity, some in passages.items():
        for number, passage in enumerate(some):
            found.setdefault((entity, passage.document), pages[entity][number // PAGE])
    return found
