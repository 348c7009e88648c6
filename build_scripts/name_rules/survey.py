"""The names that the texts of a corpus show by themselves: what has a capital inside a sentence, again
and again. One pass gathers runs of capitals, a second one decides about each form over the whole corpus,
a third one finds where the accepted forms stand. Cost grows with the length of the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_scripts.connections import Target
from build_scripts.function_words import FUNCTION_WORDS, NAME_PARTICLES
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.name_rules.keys import form_key
from build_scripts.name_rules.runs import Run, is_acronym, is_shouted, is_title_case, runs
from build_scripts.name_rules.words import HONORIFICS, JOINTS, NOUNS_WITH_CAPITALS, OFFICES

#: Where a capital inside a sentence is evidence of a name.
_PROSE = frozenset({"p", "quote", "abstract", "list", "caption", "author-note", "note"})
_PASSED_OVER = frozenset({"code"})
#: Words of a run: longer ones are lists or noise.
_LONGEST = 14
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{3,300}[”“»\"]")
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-ÖØ-ÞА-Я]{3,40}(?![\w'’])")
_ARTICLES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "their", "our", "his", "her"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A run of capitals at its place, without the office or the opening word before the name."""

    target: Target
    text: str
    words: tuple[str, ...]
    sure: bool
    """Whether the place is evidence: inside a sentence of prose, not after an opening sign."""
    person: bool
    """Whether an office or `Mr.` stands before it."""
    article: bool
    """Whether `a` or `an` stands before it."""
    numbered: bool
    closed: bool
    quoted: bool
    """Whether it stands in a quoted title of a note, where nothing but a known form counts."""


@dataclass(slots=True)
class Tally:
    """What was counted of one name, all its spellings together."""

    forms: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    total: int = 0
    person: int = 0
    article: int = 0
    numbered: int = 0
    closed: int = 0
    """Of `sure`: with punctuation behind."""
    nouns: int = 0
    """Of `sure`: in languages that write every noun with a capital."""
    documents: set[str] = field(default_factory=set)

    def add(self, seen: Seen, language: str) -> None:
        self.forms[seen.text] += 1
        self.sure += seen.sure
        self.total += 1
        self.person += seen.person
        self.article += seen.article
        self.numbered += seen.numbered
        self.closed += seen.sure and seen.closed
        self.nouns += seen.sure and language in NOUNS_WITH_CAPITALS
        self.documents.add(seen.target.document)


@dataclass(slots=True)
class Survey:
    """All runs of a corpus, counted."""

    seen: list[Seen] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    """By the key of the form."""
    small: Counter[str] = field(default_factory=Counter)
    """Words that occur in small letters."""


def survey(corpus: Corpus) -> Survey:
    """Gather and count every run of capitals in blocks and notes, in order."""
    found = Survey()
    for document in corpus.documents:
        language = (document.value("language") or "und")[:2]
        caseless = _caseless(document)
        for unit in document.units:
            kind = unit.kind if isinstance(unit, Block) else "note"
            if kind in _PASSED_OVER:
                continue
            found.small.update(_LOWER.findall(unit.text))
            for seen in _in_unit(document, unit, kind, language):
                if caseless and not is_acronym(seen.text):
                    continue
                found.seen.append(seen)
                if not seen.quoted:
                    key = form_key(seen.text)
                    found.tallies.setdefault(key, Tally()).add(seen, language)
    return found


def _caseless(document: Document) -> bool:
    """Whether the document is in a script without capitals: then only acronyms are sought."""
    letters = [ch for unit in document.blocks[:40] for ch in unit.text[:400] if ch.isalpha()]
    return bool(letters) and 2 * sum(ch.lower() == ch.upper() for ch in letters) > len(letters)


def _in_unit(document: Document, unit: Block | Note, kind: str, language: str) -> Iterator[Seen]:
    text = unit.text
    if is_shouted(text):
        return
    quoted = [match.span() for match in _QUOTED.finditer(text)] if kind == "note" else []
    prose = kind in _PROSE and not is_title_case(text)
    code = [(style.start, style.end) for style in unit.styles if style.name == "code"]
    at = 0
    for run in runs(text, language):
        while at < len(quoted) and quoted[at][1] <= run.start:
            at += 1
        titled = at < len(quoted) and quoted[at][0] <= run.start
        if len(run.words) > _LONGEST or any(start <= run.start < end for start, end in code):
            continue
        yield _bare(run, document.id, unit.id, prose and not titled, titled)


def _bare(run: Run, document: str, unit: str, prose: bool, quoted: bool) -> Seen:
    """The run without what stands before the name: an article, the preposition that opens the sentence,
    an office."""
    words, first, person, opens = run.words, 0, run.before in OFFICES | HONORIFICS, run.opens
    while first < len(words) - 1 and _opens_only(words[first], opens and first == 0):
        first += 1
        opens = False
    for index in range(len(words) - 2, first - 1, -1):
        word = words[index].lower().strip(".")
        office = word in OFFICES and words[index + 1] not in JOINTS and len(words) - index <= 5
        if word in HONORIFICS or office:
            first, person, opens = index + 1, True, False
            break
    start = run.start + _offset(run.text, words, first)
    text = run.text[start - run.start :]
    return Seen(
        target=Target(document, unit, start, run.end),
        text=text,
        words=words[first:],
        sure=prose and not opens,
        person=person and first < len(words),
        article=run.before
        in ("a", "an", "ein", "eine", "einen", "einem", "einer", "un", "une", "una", "uno"),
        numbered=run.numbered,
        closed=run.closed,
        quoted=quoted,
    )


def _opens_only(word: str, opens: bool) -> bool:
    """Whether a word with a capital only opens the run: an article, or a preposition at the head."""
    small = word.lower()
    return small in _ARTICLES or (opens and small in FUNCTION_WORDS and small not in NAME_PARTICLES)


def _offset(text: str, words: tuple[str, ...], count: int) -> int:
    """Where the word number `count` begins."""
    at = 0
    for word in words[:count]:
        at = text.index(word, at) + len(word)
    return text.index(words[count], at)
