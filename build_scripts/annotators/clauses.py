"""The sentences of the passages as bags of signs: names, figures, dates, rare words, and what the data
files say that a sentence is about. Two sentences that share rare signs may speak of the same matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts import dates as date_words
from build_scripts.annotators import figures
from build_scripts.annotators.stems import common, stem
from build_scripts.connections import Target
from build_scripts.function_words import FUNCTION_WORDS, TITLES
from build_scripts.model import Block, Corpus
from build_scripts.sentences import sentences

#: Blocks that say something; titles, bylines, captions and notes do not get a list of their own.
PASSAGES = frozenset({"p", "quote", "list", "abstract", "verse", "table"})
#: Signs that come from the data files: an event of the timeline, a question of the comparisons, two
#: statements that the editor has set against each other.
FROM_DATA = frozenset({"event", "question", "statement"})

_WORD = re.compile(r"[^\W\d_]{3,}")
_RUN = re.compile(r"\w+")
#: Addresses of the web and of mail, which are no words.
_ADDRESS = re.compile(r"(?<!\S)\S{1,80}@\S+|\b(?:https?://|www\.)\S+", re.I)
#: Two or more capitalised words, or one in capitals: a name, where nobody keeps a register.
_CAPITALISED = re.compile(
    r"\b[A-ZÀ-ÞА-Я][\wÀ-ÿ]+(?:(?: (?:of|the|de|van|von))?[ -][A-ZÀ-ÞА-Я][\w’'-]+)+|\b[A-Z][A-Z-]{2,7}\b"
)
#: What stands before an event that is only the time or the ground of something else.
_BACKGROUND = re.compile(
    r"\b(?:since|after|before|following|during|amid|despite|until|prior to|ever since|(?:in|with|against) the "
    r"(?:wake|aftermath|course|fall|light|context|backdrop) of|because of|due to|as a result of)\b[^.;]{0,70}$",
    re.I,
)


class Sign(NamedTuple):
    """What a sentence holds."""

    kind: str
    """`name`, `figure`, `date`, `word`, `event`, `question` or `statement`."""
    key: str
    """Comparable: an id, `40 %`, EDTF, a stem."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a passage, with its signs."""

    target: Target
    signs: Mapping[Sign, str]
    """Sign → the words for it in a list of reasons, as they are printed here."""
    aside: frozenset[Sign] = field(default=frozenset())
    """Events that are told only as the time or ground of something else (`after the war …`)."""
    beside: frozenset[Sign] = field(default=frozenset())
    """Words that stand next to a name and may be part of it (`the Smith administration`)."""
    text: str = ""
    """The sentence itself."""

    def runs(self) -> set[tuple[str, ...]]:
        """Every three words in a row, folded; all of them where there are not more."""
        words = [figures.fold(word) for word in _RUN.findall(self.text)]
        return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


class _Mark(NamedTuple):
    """What is known about a stretch of a unit."""

    start: int
    end: int
    sign: Sign
    words: str


class _Word(NamedTuple):
    """A word that is no small word, name or date."""

    stem: str
    rare: bool
    near: bool
    """Whether it stands next to a name."""
    start: int
    end: int


def clauses(corpus: Corpus) -> list[Clause]:
    """Every sentence of every passage that holds a sign, in the order of documents and text."""
    marks = _marks(corpus)
    listed = bool(corpus.connections.mentions or corpus.connections.automatic)
    return [
        clause
        for document in corpus.documents
        for block in document.blocks
        if block.kind in PASSAGES
        for clause in _of_block(document.id, block, marks.get((document.id, block.id), []), listed)
    ]


def _marks(corpus: Corpus) -> dict[tuple[str, str], list[_Mark]]:
    """(document, unit) → mentions, dates that the editor resolved, events and questions."""
    found: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    for place, sign, words in (*_named(corpus), *_told(corpus)):
        found[place.document, place.unit].append(_Mark(place.start, place.end, sign, words))
    return found


def _named(corpus: Corpus) -> Iterator[tuple[Target, Sign, str]]:
    known = corpus.knowledge.authorities
    governs = {a.id: a.stands_for for a in known if a.stands_for}
    labels = {a.id: a.abbreviation or a.label for a in known}
    for mention in corpus.connections.mentions:
        entity = mention.entity
        if mention.sense == "government":  # the capital's name is a name of the state
            entity = governs.get(entity, entity)
        yield mention.target, Sign("name", entity), labels.get(entity, mention.surface)
    for name in corpus.connections.automatic:
        for target in name.targets:
            yield target, Sign("name", name.id), name.label


def _told(corpus: Corpus) -> Iterator[tuple[Target, Sign, str]]:
    """What the data files say: resolved dates, events, questions and the relations of statements."""
    targets, known = corpus.connections.targets, corpus.knowledge
    for gloss in known.dates:
        if gloss.date != "unknown" and (place := targets.get(gloss.quote)):
            for date in _wider(gloss.date):
                yield place, Sign("date", date), date_words.display(date)
    for event in known.events:
        for report in event.reports:
            if place := targets.get(report.quote):
                yield place, Sign("event", event.id), event.label
    for comparison in known.comparisons:
        places = {c.id: place for c in comparison.claims if (place := targets.get(c.quote))}
        for place in places.values():
            yield place, Sign("question", comparison.id), comparison.question
        for relation in comparison.relations:
            sign = Sign("statement", f"{comparison.id}/{relation.first}/{relation.second}")
            for id in (relation.first, relation.second):
                if id in places and relation.kind != "not-comparable":
                    yield places[id], sign, relation.kind


def _of_block(document: str, block: Block, marks: list[_Mark], listed: bool) -> Iterator[Clause]:
    for start, end in sentences(block.text):
        text = block.text[start:end]
        signs: dict[Sign, str] = {}
        aside: set[Sign] = set()
        # Stretches that are names, dates or addresses, and so no plain words.
        taken = [match.span() for match in _ADDRESS.finditer(text)]
        names: list[tuple[int, int]] = []
        for mark in marks:
            if mark.start < end and mark.end > start:
                signs.setdefault(mark.sign, mark.words)
                if mark.sign.kind in ("name", "date"):
                    taken.append((mark.start - start, mark.end - start))
                    names.extend(taken[-1:] if mark.sign.kind == "name" else ())
                elif mark.sign.kind == "event" and _BACKGROUND.search(
                    text[: max(0, mark.start - start) + 12]
                ):
                    aside.add(mark.sign)
        if not listed:
            for match in _CAPITALISED.finditer(text):
                if match.start():
                    signs.setdefault(Sign("name", figures.fold(match[0])), match[0])
                    taken.append(match.span())
                    names.append(match.span())
        for sign, words in _numbers(text, taken):
            signs.setdefault(sign, words)
        beside: dict[Sign, bool] = {}
        for sign, words, next_to_name in _words(text, taken, names):
            signs.setdefault(sign, words)
            beside[sign] = next_to_name and beside.get(sign, True)
        if signs:
            attached = frozenset(sign for sign, always in beside.items() if always)
            yield Clause(Target(document, block.id, start, end), signs, frozenset(aside), attached, text)


def _numbers(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[Sign, str]]:
    """Figures and dates; the stretches of both are added to `taken`."""
    for figure in figures.figures(text):
        taken.append((figure.start, figure.end))
        yield Sign("figure", figure.key), " ".join(text[figure.start : figure.end].split())
    for date in figures.dates(text):
        taken.append((date.start, date.end))
        for key in _wider(date.key):
            yield Sign("date", key), date_words.display(key)


def _words(
    text: str, taken: list[tuple[int, int]], names: list[tuple[int, int]]
) -> Iterator[tuple[Sign, str, bool]]:
    """Words by their stems, and pairs of words that stand side by side; with whether next to a name."""
    before: _Word | None = None
    for match in _WORD.finditer(text):
        word = figures.fold(match[0])
        if word in FUNCTION_WORDS or any(low < match.end() and high > match.start() for low, high in taken):
            before = None
            continue
        rare = not common(word) and word not in TITLES
        near = any(high + 1 == match.start() or low - 1 == match.end() for low, high in names)
        here = _Word(stem(word), rare, near, match.start(), match.end())
        if rare:
            yield Sign("word", here.stem), _printed(text, here.start, here.end), near
        if before and (rare or before.rare) and text[before.end : here.start] in (" ", "-", "\n"):
            key = f"{before.stem} {here.stem}"
            yield Sign("word", key), _printed(text, before.start, here.end), near or before.near
        before = here


def _printed(text: str, start: int, end: int) -> str:
    """The words as they stand there, without the capital that only opens a sentence."""
    words = " ".join(text[start:end].split())
    return words if start or words[1:2].isupper() else words[:1].lower() + words[1:]


def _wider(date: str) -> Iterator[str]:
    """A day, its month and its year; other dates (seasons, stretches) as they are, and their year."""
    date = date.strip("?~%")
    yield date
    if "/" not in date:
        for length in (7, 4):
            if len(date) > length and date[:length].replace("-", "").isdigit():
                yield date[:length]
