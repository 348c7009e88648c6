"""Under a passage: what the other documents say, the same fact in every version, events, dates, who
points here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_scripts import dates
from build_scripts.connections import Acronym, Mention, PlacedNote, RelatedPair, Target
from build_scripts.exporters import bibliography, comparisons, escaping, timeline, told
from build_scripts.exporters.addresses import in_marks, of_target, place_name, quoted, unit_name
from build_scripts.exporters.page import quantity, text
from build_scripts.exporters.work_text import short
from build_scripts.knowledge import Authority, Citation, Claim, Comparison, DateGloss, Event, Topic, Work
from build_scripts.model import Corpus, Document

PASSAGES = 3
"""Passages of other documents that are shown under one."""


@dataclass(slots=True)
class _Here:
    """What is connected to one unit."""

    related: list[tuple[RelatedPair, Target]] = field(default_factory=list)
    claims: list[tuple[Comparison, Claim]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    dates: list[DateGloss] = field(default_factory=list)
    steps: list[tuple[Topic, int]] = field(default_factory=list)
    notes: list[PlacedNote] = field(default_factory=list)
    """Editorial notes elsewhere that rest on this passage."""
    works: list[tuple[Work, Citation]] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


@dataclass(slots=True)
class Index:
    """The connections of a corpus by document and unit: made once, read for every page."""

    corpus: Corpus
    authorities: dict[str, Authority] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    notes: dict[str, list[PlacedNote]] = field(default_factory=dict)
    acronyms: dict[str, tuple[Acronym, ...]] = field(default_factory=dict)
    units: dict[tuple[str, str], _Here] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    """Id of an event → its address, from a page at the top of the site; so too of the next two."""
    questions: dict[str, str] = field(default_factory=dict)
    works: dict[str, str] = field(default_factory=dict)

    def here(self, document: str, unit: str) -> _Here:
        return self.units.setdefault((document, unit), _Here())


def index(corpus: Corpus) -> Index:
    """Put everything where it belongs, in the order of the data files."""
    known, found = corpus.knowledge, corpus.connections
    made = Index(corpus)
    made.authorities = {a.id: a for a in known.authorities}
    made.documents = {d.id: d for d in corpus.documents}
    made.events = timeline.addresses(told.events(corpus))
    made.questions = comparisons.addresses(corpus)
    made.works = bibliography.addresses(corpus)
    for mention in found.mentions:
        made.mentions.setdefault(mention.target.document, []).append(mention)
    for placed in found.notes:
        made.notes.setdefault(placed.target.document, []).append(placed)
    for acronym in found.acronyms:
        made.acronyms[acronym.document] = (*made.acronyms.get(acronym.document, ()), acronym)
    for pair in found.related:
        made.here(pair.first.document, pair.first.unit).related.append((pair, pair.second))
        made.here(pair.second.document, pair.second.unit).related.append((pair, pair.first))
    for quote, put in _quoted(made):
        if target := found.targets.get(quote):
            put(made.here(target.document, target.unit))
    topics = {topic.id: topic for topic in known.topics}
    for mark in found.topics:
        if mark.topic in topics:
            made.here(mark.document, mark.unit).topics.append(topics[mark.topic])
    for work in known.works:
        for citation in work.citations:
            if citation.note:
                made.here(citation.document, citation.note).works.append((work, citation))
    return made


def link(address: str | None, words: str) -> str:
    """A link from a page one folder down, or the words alone when there is no such page."""
    return f'<a href="../{text(address)}">{text(words)}</a>' if address else text(words)


def _quoted(made: Index) -> Iterator[tuple]:
    """(quotation, what to do with the unit where it stands) of everything that quotes."""
    known = made.corpus.knowledge
    for comparison in known.comparisons:
        for claim in comparison.claims:
            yield claim.quote, lambda here, pair=(comparison, claim): here.claims.append(pair)
    for event in known.events:
        for report in event.reports:
            yield (
                report.quote,
                lambda here, event=event: None if event in here.events else here.events.append(event),
            )
    for gloss in known.dates:
        yield gloss.quote, lambda here, gloss=gloss: here.dates.append(gloss)
    for topic in known.topics:
        for number, step in enumerate(topic.steps, 1):
            yield step.quote, lambda here, row=(topic, number): here.steps.append(row)
    for placed in made.corpus.connections.notes:
        for basis in placed.note.basis:
            if basis.quote and basis.quote != placed.note.quote:
                yield basis.quote, lambda here, placed=placed: here.notes.append(placed)
    for work in known.works:
        for citation in work.citations:
            if citation.quote and not citation.note:
                yield citation.quote, lambda here, row=(work, citation): here.works.append(row)


def after(document: Document, made: Index) -> dict[str, str]:
    """Id of a unit → one closed `<details>` for each unit that anything is connected to."""
    found = {}
    for unit in document.units:
        here = made.units.get((document.id, unit.id))
        if here is None:
            continue
        if unit.id.startswith("fn"):
            if here.works:
                found[unit.id] = _cited(here.works, made)
            continue
        parts = list(_parts(here, made, document.id))
        if parts:
            counted = ", ".join(count for count, _ in parts)
            found[unit.id] = (
                f'<details class="connections" id="c-{unit.id}">'
                f"<summary>Connected: {counted}</summary>"
                + "".join(content for _, content in parts)
                + _topics(here.topics)
                + "</details>"
            )
    return found


def _parts(here: _Here, made: Index, document: str) -> Iterator[tuple[str, str]]:
    """(its count in words, its list) of every kind of connection."""
    if here.related:
        best = sorted(here.related, key=lambda row: (not row[0].added, -row[0].score, row[1]))[:PASSAGES]
        items = (_related(pair, target, made) for pair, target in best)
        yield (
            quantity(len(best), "passage") + " elsewhere",
            _list("What other documents say", items),
        )
    if here.claims:
        yield (
            quantity(len(here.claims), "fact") + " compared",
            _list("The same fact in every version", (_claim(c, claim, made) for c, claim in here.claims)),
        )
    if here.events:
        yield quantity(len(here.events), "event"), _list("Events", (event_line(e, made) for e in here.events))
    if here.dates:
        yield (
            quantity(len(here.dates), "date"),
            _list("Dates, as the editor reads them", map(_date, here.dates)),
        )
    if here.works:
        items = (link(made.works.get(w.id), short(w)) for w, _ in here.works)
        yield quantity(len(here.works), "work") + " cited", _list("Works cited", items)
    back = [_step(topic, number) for topic, number in here.steps] + [
        _basis(placed, made, document) for placed in here.notes
    ]
    if back:
        yield quantity(len(back), "link") + " here", _list("What leads here", dict.fromkeys(back))


def _list(heading: str, items: Iterable[str]) -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<p class="c-head">{heading}</p><ul>{inner}</ul>'


def _related(pair: RelatedPair, target: Target, made: Index) -> str:
    why = pair.remark if pair.added else "Both: " + "; ".join(pair.reasons)
    who = "added by the editor" if pair.added else "found by comparing the texts"
    return (
        f'<a href="{text(of_target(target, 1))}">{text(place_name(made.corpus, target))}</a>: '
        f"{in_marks(quoted(made.corpus, target))} "
        f'<span class="why">{text(why)} <span class="by">({who})</span></span>'
    )


def _claim(comparison: Comparison, claim: Claim, made: Index) -> str:
    count = quantity(len(comparison.claims), "statement")
    return (
        f"{link(made.questions.get(comparison.id), comparison.question)} "
        f'Here: {text(claim.says)} <span class="by">({count})</span>'
    )


def event_line(event: Event, made: Index) -> str:
    return f"{link(made.events.get(event.id), dates.display(event.date))}: {text(event.label)}"


def _date(gloss: DateGloss) -> str:
    shown = "unknown" if gloss.date == "unknown" else dates.display(gloss.date)
    return f"{in_marks(gloss.quote.exact)}: {text(shown)}. {text(gloss.reason)}"


def _cited(works: list[tuple[Work, Citation]], made: Index) -> str:
    """After an author's note: where its works stand in the bibliography; what a short form means. It
    stands among Markdown, so its words are escaped for that."""
    links = []
    for work, citation in works:
        words = escaping.escape(escaping.clean(short(work)), in_link=True)
        address = made.works.get(work.id)
        shown = f'<a href="../{text(address)}">{words}</a>' if address else words
        # A short form means something only where a fuller reference is given elsewhere.
        resolved = citation.state == "short-form" and any(c.state == "complete" for c in work.citations)
        links.append(("means " if resolved else "") + shown)
    return f'<span class="cited">[{"; ".join(links)}]</span>'


def _step(topic: Topic, number: int) -> str:
    return (
        f'<a href="../topics/{text(topic.id)}.html#step-{number}">Guided path: '
        f"{text(topic.question or topic.label)}</a> (step {number})"
    )


def _topics(topics: list[Topic]) -> str:
    """What a passage is about; by itself no reason to show anything."""
    links = " · ".join(f'<a href="../topics/{text(t.id)}.html">{text(t.label)}</a>' for t in topics)
    return f'<p class="c-head">Topics</p><p>{links}</p>' if topics else ""


def _basis(placed: PlacedNote, made: Index, document: str) -> str:
    target = placed.target
    address = f"{'' if target.document == document else target.document + '.html'}#ed-{placed.letter}"
    where = unit_name(target.unit) if target.document == document else place_name(made.corpus, target)
    return f'<a href="{text(address)}">Editor’s note {placed.letter}</a>, at {text(where)}'
