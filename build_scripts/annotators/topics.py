"""Which paragraphs and notes carry which topic, by the stated rules of the vocabulary.

A passage carries a topic when at least `at_least` different ones of the topic's names and words stand
in it. A name or word of a heading above counts once, for every passage of that section; one at least
must stand in the passage itself. A word inside a listed name belongs to that name and is not counted, nor
is the same word in the plural a second time, nor anything inside a web address. The editor's decisions come last and win; a step
of a topic's guided path is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_scripts.connections import Mention, TopicMark
from build_scripts.knowledge import Topic
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.signals import ADDRESS

KINDS = frozenset({"p", "quote", "abstract", "list", "table", "caption", "verse", "author-note"})
"""Kinds of block that may carry a topic; notes may, too."""
#: Signs that texts and data files write differently, one character for one.
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
Found = dict[str, str]
"""What was found: key (id of an entity, or a word in small letters) → the words of the text."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A topic, made ready for searching."""

    topic: Topic
    entities: frozenset[str]
    words: re.Pattern[str] | None
    keys: Mapping[str, str]
    """Word in small letters → the one under which it counts (the singular, where both are listed)."""


def topics(corpus: Corpus) -> Corpus:
    """Fill `connections.topics`: documents and units in their order, at each unit the topics in theirs."""
    if not corpus.knowledge.topics:
        return corpus
    rules = [_rule(topic) for topic in corpus.knowledge.topics]
    decided = _decisions(corpus)
    mentions: dict[tuple[str, str], list[Mention]] = {}
    for mention in corpus.connections.mentions:
        mentions.setdefault((mention.target.document, mention.target.unit), []).append(mention)
    marks: list[TopicMark] = []
    for document in corpus.documents:
        marks += _in_document(document, rules, mentions, decided)
    return replace(corpus, connections=replace(corpus.connections, topics=tuple(marks)))


def _rule(topic: Topic) -> _Rule:
    listed = {_plain(word).lower(): word for word in topic.words if word.strip()}
    keys = {word: word[:-1] if word[:-1] in listed and word.endswith("s") else word for word in listed}
    # The longest first, so that «natural gas» is not counted as «gas».
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    alternatives = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if ordered else None
    return _Rule(topic, frozenset(topic.entities), pattern, keys)


def _plain(text: str) -> str:
    return text.translate(_SIGNS)


def _in_document(
    document: Document,
    rules: Iterable[_Rule],
    mentions: Mapping[tuple[str, str], list[Mention]],
    decided: Mapping[tuple[str, str, str], bool],
) -> Iterator[TopicMark]:
    """The marks of one document."""
    above: list[tuple[int, Block]] = []
    headings: list[Found] = [{} for _ in rules]
    for unit in document.units:
        here = mentions.get((document.id, unit.id), [])
        if isinstance(unit, Block) and unit.kind == "head":
            above = [(level, head) for level, head in above if level < unit.level] + [(unit.level, unit)]
            headings = [{} for _ in rules]
            for found, rule in zip(headings, rules, strict=True):
                for _, head in above:
                    found |= _find(head, rule, mentions.get((document.id, head.id), []))
        if isinstance(unit, Note):
            headings = [{} for _ in rules]
        elif unit.kind not in KINDS:
            continue
        for found, rule in zip(headings, rules, strict=True):
            mark = _mark(unit, rule, here, found, document.id)
            decision = decided.get((rule.topic.id, document.id, unit.id))
            if decision is False or (mark is None and decision is None):
                continue
            yield mark or TopicMark(
                rule.topic.id, document.id, unit.id, "decision", tuple(_find(unit, rule, here).values())
            )


def _mark(
    unit: Block | Note, rule: _Rule, mentions: list[Mention], heading: Found, document: str
) -> TopicMark | None:
    """The mark that the words of `unit` earn, or None."""
    found = _find(unit, rule, mentions)
    enough = max(1, rule.topic.at_least)
    evidence = tuple(found.values())
    if len(found) >= enough:
        return TopicMark(rule.topic.id, document, unit.id, "words", evidence)
    borrowed = next((words for key, words in heading.items() if key not in found), None)
    if found and borrowed is not None and len(found) + 1 >= enough:
        return TopicMark(rule.topic.id, document, unit.id, "section", (*evidence, borrowed))
    return None


def _find(unit: Block | Note, rule: _Rule, mentions: list[Mention]) -> Found:
    """The different names and words of the topic in `unit`, names first, each as it first stands there."""
    found: Found = {}
    taken: list[tuple[int, int]] = []
    for mention in mentions:
        taken.append((mention.target.start, mention.target.end))
        if mention.entity in rule.entities:
            found.setdefault(mention.entity, " ".join(mention.surface.split()))
    if rule.words is None:
        return found
    text = _plain(unit.text)
    taken += [match.span() for match in ADDRESS.finditer(text)]
    for match in rule.words.finditer(text):
        start, end = match.span()
        if not any(begin <= start and end <= stop for begin, stop in taken):
            word = " ".join(match[0].lower().split())
            found.setdefault(f"word {rule.keys.get(word, word)}", " ".join(unit.text[start:end].split()))
    return found


def _decisions(corpus: Corpus) -> dict[tuple[str, str, str], bool]:
    """(topic, document, unit) → whether the unit carries the topic. The last decision wins."""
    found = {}
    for topic in corpus.knowledge.topics:
        said = [(step.quote, True) for step in topic.steps]
        for quote, carries in said + [(decision.quote, decision.carries) for decision in topic.decisions]:
            if target := corpus.connections.targets.get(quote):
                found[(topic.id, target.document, target.unit)] = carries
    return found
