"""Checks of the data files against the texts and against one another. Each yields places: the entry's
`file:line` below the seeds folder, and what is the matter with it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from build_scripts import dates, periods
from build_scripts.checks.stated_numbers import numbers
from build_scripts.knowledge import Claim, Comparison, Event, Topic
from build_scripts.model import Corpus

Place = tuple[str, str]
"""What a check of the data files yields: (`file:line` below the seeds folder, what is the matter)."""


def lost_quotations(corpus: Corpus) -> Iterator[Place]:
    """A quotation of a data file does not stand in its document exactly once."""
    for quote, why in corpus.connections.lost:
        yield quote.where, f"{shortened(quote.exact)} in {quote.document}: {why}"


def unknown_references(corpus: Corpus) -> Iterator[Place]:
    """A data file names an entity, topic, document, work or note that there is not."""
    known = {
        "entity": [a.id for a in corpus.knowledge.authorities],
        "topic": [t.id for t in corpus.knowledge.topics],
        "document": [d.id for d in corpus.documents],
        "entity of kind event": [a.id for a in corpus.knowledge.authorities if a.kind == "event"],
        "entity of kind work": [a.id for a in corpus.knowledge.authorities if a.kind == "work"],
    }
    sets = {kind: frozenset(ids) for kind, ids in known.items()}
    for where, kind, id in _references(corpus):
        if id not in sets[kind]:
            yield where, f"there is no {kind} {id!r}{_guess(id, known[kind])}"
    yield from _unknown_notes(corpus)


def _references(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """(place, kind of what is named, its id) of every reference but those of quotations."""
    data = corpus.knowledge
    for authority in data.authorities:
        if authority.stands_for:
            yield authority.where, "entity", authority.stands_for
        yield from ((authority.where, "entity", target) for _, target in authority.relations)
    for decision in data.mentions:
        if decision.entity != "none":
            yield decision.quote.where, "entity", decision.entity
    entries: tuple[Comparison | Event, ...] = (*data.comparisons, *data.events)
    for entry in entries:
        yield from ((entry.where, "entity", id) for id in entry.entities)
        yield from ((entry.where, "topic", id) for id in entry.topics)
    yield from ((e.where, "entity of kind event", e.event) for e in data.events if e.event)
    for work in data.works:
        if work.document:
            yield work.where, "document", work.document
        if work.authority:
            yield work.where, "entity of kind work", work.authority
        yield from ((c.where, "document", c.document) for c in work.citations if not c.quote)
    for topic in data.topics:
        yield from ((topic.where, "topic", id) for id in (*topic.broader, *topic.related))
        yield from ((topic.where, "entity", id) for id in topic.entities)


def _unknown_notes(corpus: Corpus) -> Iterator[Place]:
    notes = {document.id: [note.id for note in document.notes] for document in corpus.documents}
    for work in corpus.knowledge.works:
        for citation in work.citations:
            ids = notes.get(citation.document)
            if citation.note and ids is not None and citation.note not in ids:
                yield (
                    citation.where,
                    f"{citation.document} has no note {citation.note!r}{_guess(citation.note, ids)}",
                )


def events_without_sentence(corpus: Corpus) -> Iterator[Place]:
    """None of the reports of an event stands in the texts, so nothing shows that it is told."""
    for event in corpus.knowledge.events:
        if not any(report.quote in corpus.connections.targets for report in event.reports):
            yield event.where, f"no report of {event.id} was found"


def orphan_topics(corpus: Corpus) -> Iterator[Place]:
    """No paragraph carries a topic, no narrower topic is carried, and no guided path leads through it."""
    carried = {mark.topic for mark in corpus.connections.topics}
    carried |= {topic.id for topic in corpus.knowledge.topics if _has_path(topic, corpus)}
    wider = {topic.id: topic.broader for topic in corpus.knowledge.topics}
    waiting = list(carried)
    while waiting:
        above = set(wider.get(waiting.pop(), ())) - carried
        carried |= above
        waiting += above
    for topic in corpus.knowledge.topics:
        if topic.id not in carried:
            yield topic.where, f"nothing carries {topic.id}"


def _has_path(topic: Topic, corpus: Corpus) -> bool:
    return any(step.quote in corpus.connections.targets for step in topic.steps)


def lone_claims(corpus: Corpus) -> Iterator[Place]:
    """A question of the comparisons has fewer than two statements that stand in the texts."""
    for comparison in corpus.knowledge.comparisons:
        found = [claim for claim in comparison.claims if claim.quote in corpus.connections.targets]
        if len(found) < 2:
            yield (
                comparison.where,
                f"{comparison.id} has {len(found)} of the 2 statements that it takes to compare",
            )


def disordered_dates(corpus: Corpus) -> Iterator[Place]:
    """The date of a report and the date of its event exclude one another, and no note says why."""
    for event in corpus.knowledge.events:
        for report in event.reports:
            if report.date and not report.note and _exclude(report.date, event):
                yield (
                    report.quote.where,
                    f"the report says {dates.display(report.date)}, {event.id} is of {dates.display(event.date)}",
                )


def _exclude(date: str, event: Event) -> bool:
    known = periods.period(date) is not None and periods.period(event.date) is not None
    return known and not periods.overlap(date, event.date)


def unquoted_numbers(corpus: Corpus) -> Iterator[Place]:
    """A figure of a statement occurs neither in digits nor in English words in the words it quotes."""
    for comparison in corpus.knowledge.comparisons:
        for claim in comparison.claims:
            stated = numbers(claim.quote.exact)
            for name, value in _figures(claim):
                if not any(abs(value - one) <= 1e-9 * max(1.0, abs(value)) for one in stated):
                    yield claim.quote.where, f"{name} {value:g} is not in {shortened(claim.quote.exact)}"


def _figures(claim: Claim) -> Iterator[tuple[str, float]]:
    for name, value in (("number", claim.number), ("low", claim.low), ("high", claim.high)):
        if value is not None:
            yield name, value


def uncited_notes(corpus: Corpus) -> Iterator[Place]:
    """A note of a document whose notes are in the bibliography is itself in no entry of it."""
    cited: dict[str, set[str]] = {}
    for work in corpus.knowledge.works:
        for citation in work.citations:
            target = corpus.connections.targets.get(citation.quote) if citation.quote else None
            cited.setdefault(citation.document, set()).add(citation.note or (target.unit if target else ""))
    for document in corpus.documents:
        listed = cited.get(document.id, set())
        for note in document.notes if any(note.id in listed for note in document.notes) else ():
            if note.id not in listed:
                yield (
                    f"{document.source.file}:{note.lines[0]}",
                    f"note {note.label} cites no work of the bibliography",
                )


def shortened(words: str, most: int = 60) -> str:
    """The words in quotation marks, on one line, cut where they are long."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1]}…”"


def _guess(id: str, ids: Collection[str]) -> str:
    near = difflib.get_close_matches(id, ids, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
