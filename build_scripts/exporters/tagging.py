"""Which tags a document bears, and where they lead: its subjects by the names of the vocabulary, then the
topics that run through its text. Without a vocabulary the tags are the subjects of the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from build_scripts.exporters.escaping import one_line
from build_scripts.knowledge import Topic
from build_scripts.model import Corpus, Document
from build_scripts.once import once

ENOUGH = 3
"""Paragraphs that must carry a topic before the whole document does."""
TOPICS = "topics"
"""The page of all topics, and the folder of the single ones, without suffix."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """The vocabulary as the tags need it."""

    topics: tuple[Topic, ...] = ()
    of_subject: dict[str, Topic] = field(default_factory=dict)
    """Subject as the records have it → the topic that means it; the topics' own labels too."""
    others: dict[str, tuple[Document, ...]] = field(default_factory=dict)
    """Subjects that are in no topic, in the order of the alphabet → their documents."""
    paragraphs: dict[str, Counter[str]] = field(default_factory=dict)
    """Document → topic → paragraphs (not notes) that carry it."""

    def address(self, tag: str) -> str:
        """Address of a tag, from the top of the site; "" where the renderer knows it."""
        if not self.topics:
            return ""
        if topic := self.of_subject.get(tag):
            return f"{TOPICS}/{topic.id}.html"
        return f"{TOPICS}.html#{other_id(list(self.others).index(tag))}" if tag in self.others else ""


def other_id(number: int) -> str:
    """Anchor of the subject `number` of those that are in no topic."""
    return f"subject-{number + 1}"


@once
def tagging(corpus: Corpus) -> Tagging:
    """The vocabulary and the subjects that are in none of its topics."""
    topics = corpus.knowledge.topics
    of_subject: dict[str, Topic] = {}
    for topic in topics:
        for subject in topic.document_subjects:
            of_subject.setdefault(one_line(subject), topic)
    for topic in topics:
        of_subject.setdefault(one_line(topic.label), topic)
    others: dict[str, list[Document]] = {}
    for document in corpus.documents if topics else ():
        for subject in dict.fromkeys(map(one_line, document.subjects)):
            if subject and subject not in of_subject:
                others.setdefault(subject, []).append(document)
    paragraphs: dict[str, Counter[str]] = {}
    blocks = {(document.id, block.id) for document in corpus.documents for block in document.blocks}
    for mark in corpus.connections.topics:
        if (mark.document, mark.unit) in blocks:
            paragraphs.setdefault(mark.document, Counter())[mark.topic] += 1
    ordered = {subject: tuple(others[subject]) for subject in sorted(others, key=lambda s: (s.casefold(), s))}
    return Tagging(topics, of_subject, ordered, paragraphs)


def tags(document: Document, corpus: Corpus) -> dict[str, str]:
    """Tag → address from the top of the site ("" where the renderer knows it), in the order shown."""
    known = tagging(corpus)
    found: dict[str, str] = {}
    for subject in map(one_line, document.subjects):
        topic = known.of_subject.get(subject)
        if tag := one_line(topic.label) if topic else subject:
            found.setdefault(tag, known.address(subject))
    counted = known.paragraphs.get(document.id, Counter())
    for topic in known.topics:
        if counted[topic.id] >= ENOUGH and (tag := one_line(topic.label)):
            found.setdefault(tag, known.address(tag))
    return found
