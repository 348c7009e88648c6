"""Everything that is connected to the passages of a corpus, put where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_scripts.authorities import Authority
from build_scripts.connections import Acronym, Mention, PlacedNote, RelatedPair, Target
from build_scripts.exporters import bibliography, comparisons, timeline, told
from build_scripts.knowledge import Citation, Claim, Comparison, DateGloss, Event, Quote, Topic, Work
from build_scripts.model import Corpus, Document


@dataclass(slots=True)
class Here:
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
    units: dict[tuple[str, str], Here] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    """Id of an event → its address, from a page at the top of the site; so too of the next two."""
    questions: dict[str, str] = field(default_factory=dict)
    works: dict[str, str] = field(default_factory=dict)

    def here(self, document: str, unit: str) -> Here:
        return self.units.setdefault((document, unit), Here())


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
    made.notes = found.notes_by_document()
    for acronym in found.acronyms:
        made.acronyms[acronym.document] = (*made.acronyms.get(acronym.document, ()), acronym)
    for pair in found.related:
        made.here(pair.first.document, pair.first.unit).related.append((pair, pair.second))
        made.here(pair.second.document, pair.second.unit).related.append((pair, pair.first))
    _put_quoted(made)
    topics = {topic.id: topic for topic in known.topics}
    for mark in found.topics:
        if mark.topic in topics:
            made.here(mark.document, mark.unit).topics.append(topics[mark.topic])
    return made


def _put_quoted(made: Index) -> None:
    """Everything that quotes, at the unit where its words stand."""
    known = made.corpus.knowledge

    def at(quote: Quote) -> Here:
        target = made.corpus.connections.targets.get(quote)
        return made.here(target.document, target.unit) if target else Here()  # lost words stand nowhere

    for comparison in known.comparisons:
        for claim in comparison.claims:
            at(claim.quote).claims.append((comparison, claim))
    for event in known.events:
        for report in event.reports:
            if event not in (told_here := at(report.quote).events):
                told_here.append(event)
    for gloss in known.dates:
        at(gloss.quote).dates.append(gloss)
    for topic in known.topics:
        for number, step in enumerate(topic.steps, 1):
            at(step.quote).steps.append((topic, number))
    for placed in made.corpus.connections.notes:
        for basis in placed.note.basis:
            if basis.quote and basis.quote != placed.note.quote:
                at(basis.quote).notes.append(placed)
    for work in known.works:
        for citation in work.citations:
            if citation.note:
                made.here(citation.document, citation.note).works.append((work, citation))
            elif citation.quote:
                at(citation.quote).works.append((work, citation))
