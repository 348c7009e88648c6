"""Slips of signs and words: what the checks of the texts find, letters that look alike, words that stand
twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.doubled import doubled_punctuation, doubled_words
from build_scripts.checks.impossible_dates import impossible_dates
from build_scripts.checks.lost_characters import lost_characters
from build_scripts.checks.mixed_scripts import mixed_scripts
from build_scripts.checks.unbalanced_signs import unbalanced_brackets, unbalanced_quotes
from build_scripts.connections import Target
from build_scripts.model import Corpus, Document
from build_scripts.suggest.proposals import Proposal, prose

#: A check of the texts → (kind of note, what it says).
_CHECKS = (
    (mixed_scripts, "slip", "The word {what}. A search does not find it."),
    (unbalanced_quotes, "slip", "A quotation mark has no partner here: {what}."),
    (unbalanced_brackets, "slip", "A bracket has no partner here: {what}."),
    (doubled_words, "slip", "A word stands twice: {what}."),
    (doubled_punctuation, "slip", "Two punctuation marks stand where one is enough: {what}."),
    (impossible_dates, "date", "No calendar has this day: {what}."),
    (lost_characters, "slip", "A character is lost here: {what}."),
)
#: Capitals of the Cyrillic alphabet that look like Latin ones.
_ALIKE = re.compile(
    r"(?<=[A-Za-z] )[АВЕКМНОРСТУХІЈЅ]{1,6}(?= [A-Za-z\d])|(?<=[A-Za-z]-)[АВЕКМНОРСТУХІЈЅ]{1,6}\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REPEATED = 10
"""Words in a row that stand twice in one paragraph."""


def text_slips(corpus: Corpus) -> Iterator[Proposal]:
    """What the checks of the texts report: mixed alphabets, unbalanced signs, doubled words and signs,
    impossible dates, lost characters."""
    for document in corpus.documents:
        for check, kind, words in _CHECKS:
            for line, message in check(document):
                found = _excerpt(document, line, message)
                if found:
                    target, what = found
                    yield Proposal(target, kind, "likely", words.format(what=what))


def _excerpt(document: Document, line: int | None, message: str) -> tuple[Target, str] | None:
    """(the passage that a message shows, in whole words; what it says before it)."""
    units = [unit for unit in document.units if line in unit.lines]
    for cut in re.finditer(r": «", message):
        shown = message[cut.end() :].removesuffix("»").removeprefix("…").removesuffix("…")
        pattern = re.compile(r"\s+".join(map(re.escape, shown.split())))
        for unit in units if shown.strip() else ():
            if match := pattern.search(unit.text):
                start, end = match.span()
                while start > 0 and not unit.text[start - 1].isspace():
                    start -= 1
                while end < len(unit.text) and not unit.text[end].isspace():
                    end += 1
                return Target(document.id, unit.id, start, end), message[: cut.start()]
    return None


def letters_alike(corpus: Corpus) -> Iterator[Proposal]:
    """A word wholly of Cyrillic capitals that look like Latin ones stands among Latin words."""
    for document in corpus.documents:
        for unit in document.units:
            for match in _ALIKE.finditer(unit.text):
                start = unit.text.rfind(" ", 0, match.start() - 1) + 1
                yield Proposal(
                    Target(document.id, unit.id, start, match.end()),
                    "slip",
                    "certain",
                    f"“{match[0]}” is in Cyrillic letters among Latin ones. A search does not find it.",
                )


def repeated_words(corpus: Corpus) -> Iterator[Proposal]:
    """The same row of words stands twice in one paragraph."""
    for document in corpus.documents:
        for unit in prose(document):
            words = list(_WORD.finditer(unit.text))
            seen: dict[tuple[str, ...], int] = {}
            index = 0
            while index <= len(words) - _REPEATED:
                row = tuple(word[0].lower() for word in words[index : index + _REPEATED])
                first = seen.setdefault(row, index)
                if first + _REPEATED > index:
                    index += 1
                    continue
                length = _REPEATED
                while (
                    index + length < len(words)
                    and words[first + length][0].lower() == words[index + length][0].lower()
                ):
                    length += 1
                start, end = words[index].start(), words[index + length - 1].end()
                basis = Target(document.id, unit.id, words[first].start(), words[first + length - 1].end())
                yield Proposal(
                    Target(document.id, unit.id, start, end),
                    "slip",
                    "certain",
                    f"These {length} words stand twice in this paragraph.",
                    (basis,),
                )
                index += length


#: Small slips of English that a pattern tells without doubt of its meaning.
_ENGLISH = (
    (
        re.compile(r"\bboth (?:(?!\band\b)[^.,;:()]){3,90}? or [\w-]+(?: [\w-]+)?"),
        "“Both” is followed by “or”.",
    ),
    (re.compile(r"\bas well (?:the|a|an) [\w-]+"), "“As” seems to be missing after “as well”."),
    (re.compile(r"\bRecently, (?:(?!\.)[^;:]){3,80}? will \w+"), "“Recently” stands with a future tense."),
    (
        re.compile(r"\b(?:has|have|had|is|are|was|were) \w+ed, of (?!course\b)\w+"),
        "The comma parts the verb from what belongs to it.",
    ),
)


def english_slips(corpus: Corpus) -> Iterator[Proposal]:
    """Slips of English syntax: `both … or`, `as well the`, `recently … will`."""
    for document in corpus.documents:
        if not (document.value("language") or "en").startswith("en"):
            continue
        for unit in prose(document):
            for pattern, words in _ENGLISH:
                for match in pattern.finditer(unit.text):
                    yield Proposal(Target(document.id, unit.id, *match.span()), "slip", "likely", words)
