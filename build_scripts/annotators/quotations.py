"""Where the quotations of the data files stand in the reading texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from build_scripts.connections import Target
from build_scripts.knowledge import Knowledge, Quote
from build_scripts.model import Corpus, Document

#: A line feed of a reading text and the space of a data file are one and the same.
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Unit:
    """The text of a block or note with every run of white space made one space."""

    id: str
    text: str
    offsets: tuple[int, ...]
    """Offset in the reading text of each character, and of the end."""


def quotations(corpus: Corpus) -> Corpus:
    """Find every quotation of the data files. One that does not stand in its document exactly once is
    left out and told by a finding of `check`."""
    documents = {document.id: document for document in corpus.documents}

    @cache
    def units(id: str) -> tuple[_Unit, ...]:
        return tuple(_units(documents[id]))

    found: dict[Quote, Target] = {}
    lost: list[tuple[Quote, str]] = []
    for quote in all_quotes(corpus.knowledge):
        if quote in found:
            continue
        if quote.document not in documents:
            lost.append((quote, f"there is no document {quote.document!r} in this archive"))
            continue
        places = list(_find(quote, units(quote.document)))
        if len(places) == 1:
            found[quote] = places[0]
        else:
            lost.append((quote, _why(quote, places)))
    connections = replace(corpus.connections, targets=MappingProxyType(found), lost=tuple(lost))
    return replace(corpus, connections=connections)


def all_quotes(known: Knowledge) -> Iterator[Quote]:
    """Every quotation of the data files, file by file."""
    yield from (m.quote for m in known.mentions)
    for comparison in known.comparisons:
        yield from (claim.quote for claim in comparison.claims)
    for event in known.events:
        yield from (report.quote for report in event.reports)
    yield from (date.quote for date in known.dates)
    for work in known.works:
        yield from (c.quote for c in work.citations if c.quote)
    for topic in known.topics:
        yield from (decision.quote for decision in topic.decisions)
        yield from (step.quote for step in topic.steps)
    for note in known.notes:
        yield note.quote
        yield from (basis.quote for basis in note.basis if basis.quote)
    for pair in known.related:
        yield from (pair.first, pair.second)


def _units(document: Document) -> Iterator[_Unit]:
    for unit in document.units:
        text, offsets, last = [], [], 0
        for match in _SPACE.finditer(unit.text):
            text.append(unit.text[last : match.start()] + " ")
            offsets += [*range(last, match.start()), match.start()]
            last = match.end()
        text.append(unit.text[last:])
        offsets += [*range(last, len(unit.text)), len(unit.text)]
        yield _Unit(unit.id, "".join(text), tuple(offsets))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _find(quote: Quote, units: tuple[_Unit, ...]) -> Iterator[Target]:
    exact, prefix, suffix = map(_plain, (quote.exact, quote.prefix, quote.suffix))
    for unit in units:
        start = unit.text.find(exact)
        while exact and start >= 0:
            end = start + len(exact)
            before, after = unit.text[:start].rstrip(), unit.text[end:].lstrip()
            if before.endswith(prefix) and after.startswith(suffix):
                # The end of the last character, not the beginning of what follows a run of spaces.
                yield Target(quote.document, unit.id, unit.offsets[start], unit.offsets[end - 1] + 1)
            start = unit.text.find(exact, start + 1)


def _why(quote: Quote, places: list[Target]) -> str:
    if not places:
        return "the words do not stand so in one block or note of the reading text"
    some = ", ".join(dict.fromkeys(place.unit for place in places[:5]))
    return f"the words stand {len(places)} times ({some}{' …' if len(places) > 5 else ''})"
