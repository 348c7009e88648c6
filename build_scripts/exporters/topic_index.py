"""What the pages and data of topics have in common: passages and steps at their places, in order."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.connections import Target, TopicMark
from build_scripts.exporters import wording
from build_scripts.knowledge import Step, Topic
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.sentences import sentence_at, sentences

LONG = 300
"""Characters of a passage that are quoted."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or note that carries a topic."""

    mark: TopicMark
    document: Document
    unit: Block | Note
    section: str
    """The heading above it; `Notes` for a note."""
    excerpt: str
    """The sentence that holds most of what was found."""


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step of a guided path at its place."""

    number: int
    """As the data file counts them, from 1; a step whose words were not found leaves a gap."""
    step: Step
    target: Target
    document: Document
    unit: Block | Note


@dataclass(frozen=True, slots=True)
class TopicIndex:
    topics: dict[str, Topic]
    narrower: dict[str, list[str]]
    related: dict[str, list[str]]
    """Both ways, whichever of the two says it."""
    passages: dict[str, tuple[Passage, ...]]
    """By the date of the document, then in the order of the text."""
    steps: dict[str, tuple[PlacedStep, ...]]


def index(corpus: Corpus) -> TopicIndex:
    """Everything about the topics of a corpus; ids that name no topic are left out."""
    topics = {topic.id: topic for topic in corpus.knowledge.topics}
    documents = {document.id: document for document in corpus.documents}
    units = {(document.id, unit.id): unit for document in corpus.documents for unit in document.units}
    return TopicIndex(
        topics,
        {id: [t.id for t in topics.values() if id in t.broader and t.id != id] for id in topics},
        {id: _related(topics[id], topics) for id in topics},
        _passages(corpus, topics, units),
        {topic.id: tuple(_steps(topic, corpus, documents, units)) for topic in topics.values()},
    )


def _related(topic: Topic, topics: dict[str, Topic]) -> list[str]:
    """The topics beside this one, in the order of the vocabulary."""
    return [
        other.id
        for other in topics.values()
        if other.id != topic.id and (other.id in topic.related or topic.id in other.related)
    ]


def _passages(
    corpus: Corpus, topics: dict[str, Topic], units: dict[tuple[str, str], Block | Note]
) -> dict[str, tuple[Passage, ...]]:
    """Topic → its passages."""
    marks: dict[str, list[TopicMark]] = {}
    for mark in corpus.connections.topics:
        if mark.topic in topics and (mark.document, mark.unit) in units:
            marks.setdefault(mark.document, []).append(mark)
    found: dict[str, list[Passage]] = {id: [] for id in topics}
    for document in wording.in_order(corpus):
        sections = _sections(document)
        for mark in marks.get(document.id, ()):
            unit = units[(mark.document, mark.unit)]
            excerpt = best_sentence(unit.text, mark.evidence)
            found[mark.topic].append(Passage(mark, document, unit, sections[unit.id], excerpt))
    return {id: tuple(some) for id, some in found.items()}


def _sections(document: Document) -> dict[str, str]:
    """Unit → the words of the heading above it."""
    found, heading = {}, ""
    for block in document.blocks:
        if block.kind == "head":
            heading = " ".join(block.text.split())
        found[block.id] = heading
    return found | {note.id: "Notes" for note in document.notes}


def _steps(
    topic: Topic,
    corpus: Corpus,
    documents: dict[str, Document],
    units: dict[tuple[str, str], Block | Note],
) -> list[PlacedStep]:
    found = []
    for number, step in enumerate(topic.steps, 1):
        target = corpus.connections.targets.get(step.quote)
        unit = units.get((target.document, target.unit)) if target else None
        if target and unit:
            found.append(PlacedStep(number, step, target, documents[target.document], unit))
    return found


def best_sentence(text: str, evidence: tuple[str, ...]) -> str:
    """The sentence with most of the words found (the first of equals), shortened when it is very long."""
    best, most = (0, 0), -1
    for start, end in sentences(text):
        words = " ".join(text[start:end].split())
        if (count := sum(one in words for one in evidence)) > most:
            best, most = (start, end), count
    return shortened(text, *best, max(best[0], _first(text, *best, evidence)))


def _first(text: str, start: int, end: int, evidence: tuple[str, ...]) -> int:
    """Where the first of the words found begins between `start` and `end`."""
    places = [text.find(one, start, end) for one in evidence if one]
    return min((place for place in places if place >= 0), default=start)


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence of a quotation as (words before, the quotation, words after)."""
    low, high = sentence_at(text, start, end)
    before, exact, after = (
        " ".join(part.split()) for part in (text[low:start], text[start:end], text[end:high])
    )
    room = max(0, LONG - len(exact)) // 2
    if len(before) + len(exact) + len(after) > LONG + 80:
        if len(before) > room:
            before = "… " + before[len(before) - room :].partition(" ")[2]
        if len(after) > room:
            after = after[:room].rpartition(" ")[0] + " …"
    return (
        before + (" " if before and text[start - 1 : start].isspace() else ""),
        exact,
        (" " if after and text[end : end + 1].isspace() else "") + after,
    )


def shortened(text: str, start: int, end: int, place: int) -> str:
    """`text[start:end]` on one line, at most some LONG characters around `place`."""
    before = after = ""
    if end - start > LONG:
        low = max(start, min(place - LONG // 3, end - LONG))
        high = min(end, low + LONG)
        while low > start and not text[low - 1].isspace():
            low += 1
        while high < end and not text[high].isspace():
            high -= 1
        if low >= high:  # no white space at all
            low, high = start, min(end, start + LONG)
        before, after = "… " if low > start else "", " …" if high < end else ""
        start, end = low, high
    return before + " ".join(text[start:end].split()) + after
