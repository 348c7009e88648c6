"""Runs of words with a capital: what a name looks like in a script that has capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_scripts import dating
from build_scripts.function_words import FUNCTION_WORDS, NAME_PARTICLES
from build_scripts.name_rules.words import ARTICLES, GERMAN_JOINTS, JOINTS, NOUNS_WITH_CAPITALS, WEEKDAYS
from build_scripts.sentences import sentences

#: Signs that texts write differently, one character for one.
SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\n": " ", "\u00a0": " ", "\t": " "}
)
#: A word with what may stand inside one; `J.` and `U.S.` keep their stops.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=[ \u00a0][^\W\d_])|[^\W_]+(?:[-'’ʼ‐‑–][^\W_]+)*")
#: A small word that is bound to a name: `al-`, `d'`.
_BOUND = re.compile(r"(?:al|el|as|ash|an|ar|ad|at|az|ul|ud|bin|bar)[-‐‑](?=[^\W\d_])|[dlDL]['’](?=[^\W\d_])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,80}@\S{1,200}|(?<![\w.-])[\w.-]{1,80}\.[a-z]{2,4}/\S*|(?<![\w/])/\w+/\S+"
)
#: What may stand before a word that opens something, so that its capital says nothing.
_OPENERS = '“„«"‘([{:;•·*#>|/…!?'
_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_SMALL_PART = re.compile(r"(?<=..)-[a-zß-öø-ÿа-яё]")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that stand together, in offsets of the text."""

    start: int
    end: int
    text: str
    """With the signs of SIGNS made alike."""
    words: tuple[str, ...]
    """All of them, joints included."""
    opens: bool
    """Whether it opens a sentence, a quotation or a line: the capital of its first word says nothing."""
    before: str
    """The word before it in the same sentence, in small letters; "" when there is none."""
    numbered: bool
    """Whether a figure follows (`Table 3`)."""
    closed: bool = False
    """Whether a sign of punctuation or the end of the text follows, as it does after nouns."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    possessive: bool = False
    cut: bool = False
    """Whether more of the word follows, in small letters (`Xland-backed`)."""


def runs(text: str, language: str = "en") -> Iterator[Run]:
    """Every run of words with a capital in `text`, in order; months, weekdays and addresses end one.
    Empty for scripts without capitals."""
    if text.lower() == text:
        return
    plain = _ADDRESS.sub(lambda address: "\\" * len(address[0]), text.translate(SIGNS))
    tokens = list(_tokens(plain, language))
    joints = GERMAN_JOINTS if language[:2] in NOUNS_WITH_CAPITALS else JOINTS
    openings = {start for start, _ in sentences(text)}
    index = 0
    while index < len(tokens):
        last = _last_of_run(plain, tokens, index, joints)
        if last is None:
            index += 1
            continue
        some = tokens[index : last + 1]
        start, end = some[0].start, some[-1].end
        previous = tokens[index - 1] if index and tokens[index - 1].end == start - 1 else None
        opens = _opens(plain, start, openings)
        yield Run(
            start=start,
            end=end,
            text=plain[start:end],
            words=tuple(t.word for t in some),
            opens=opens,
            before=""
            if opens or previous is None
            else plain[previous.start : previous.end].lower().strip("."),
            numbered=bool(re.match(r" (?:no\. ?)?\d", plain[end : end + 6], re.I)),
            closed=plain[end : end + 1] in ("", ".", ",", ";", ":", ")", "?", "!"),
        )
        index = last + 1


def is_acronym(word: str) -> bool:
    """Whether a word is a short form in capitals (`NATO`, `U.S.`, `C-SIPA`), not a Roman number."""
    letters = [ch for ch in word if ch.isalpha()]
    return (
        2 <= len(letters) <= 8
        and len(word) <= 10
        and all(ch.isupper() for ch in letters)
        and not _ROMAN.fullmatch(word)
        and word[0].isalpha()
    )


def is_shouted(text: str) -> bool:
    """Whether (nearly) all letters are capitals, so that capitals say nothing."""
    letters = [ch for ch in text if ch.isalpha() and ch.upper() != ch.lower()]
    return len(letters) > 5 and sum(ch.isupper() for ch in letters) > 0.7 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether hardly any word but the smallest stands in small letters, as in headings, so that capitals
    say little."""
    words = [w for w in re.findall(r"[^\W\d_]{3,}", text) if w.lower() not in FUNCTION_WORDS]
    return len(words) >= 3 and sum(w[0].islower() for w in words) < 0.25 * len(words)


@lru_cache(maxsize=1 << 14)
def is_calendar(word: str) -> bool:
    """Whether the word is a month or a weekday."""
    return word.lower() in WEEKDAYS or (
        len(word) > 2 and dating.find_date(f"{word} 2000", alone=True) is not None
    )


def _tokens(plain: str, language: str) -> Iterator[_Token]:
    for match in _WORD.finditer(plain):
        start, word = match.start(), match[0]
        bound = _BOUND.match(word)
        if (
            bound
            and language[:2] in ("fr", "it", "ca")
            and bound[0][1] == "'"
            and word[bound.end()].isupper()
        ):
            start, word = start + bound.end(), word[bound.end() :]
        possessive = cut = False
        if (
            (found := _POSSESSIVE.search(word))
            or language[:2] in ("tr", "az")
            and (found := re.search(r"(?<=..)'[a-zçğıöşüə]+$", word))
        ):
            word, possessive = word[: found.start()], True
        # `Xland-backed`, but not `Ben-Eliezer` or `Umm al-Fahm`.
        small = _SMALL_PART.search(word) if "-" in word and word[0].isupper() else None
        if small and not _BOUND.match(word[small.start() + 1 :]):
            word, cut = word[: small.start()], True
        if word:
            yield _Token(start, start + len(word), word, possessive, cut)


def _is_capital(word: str) -> bool:
    bound = _BOUND.match(word)
    head = word[bound.end() :] if bound else word
    return head[:1].isupper() and not is_calendar(head)


def _last_of_run(plain: str, tokens: list[_Token], first: int, joints: frozenset[str]) -> int | None:
    """Index of the last token of the run that begins at `first`; None when none begins there."""
    if not _is_capital(tokens[first].word) or tokens[first].word.lower() in JOINTS - NAME_PARTICLES:
        return None
    last = first
    while not (tokens[last].possessive or tokens[last].cut):
        following = last + 1
        if following < len(tokens) and _goes_on(plain, tokens, last):
            last = following
            continue
        while (
            following < min(len(tokens), last + 3)
            and _adjoin(plain, tokens, following - 1)
            and tokens[following].word in (joints if following == last + 1 else ARTICLES | joints)
        ):
            following += 1
        joined = following > last + 1 and following < len(tokens)
        if not (joined and _adjoin(plain, tokens, following - 1) and _is_capital(tokens[following].word)):
            break
        last = following
    return last


def _goes_on(plain: str, tokens: list[_Token], last: int) -> bool:
    """Whether the next word has a capital too and belongs to the run; `B. The` ends a sentence."""
    word = tokens[last + 1].word
    ends = tokens[last].word.endswith(".") and word.lower() in FUNCTION_WORDS
    return _adjoin(plain, tokens, last) and _is_capital(word) and not ends


def _adjoin(plain: str, tokens: list[_Token], index: int) -> bool:
    """Whether nothing but one space stands between a token and the next."""
    left, right = tokens[index], tokens[index + 1]
    return not (left.possessive or left.cut) and plain[left.end : right.start] == " "


def _opens(plain: str, start: int, openings: set[int]) -> bool:
    if start in openings or not start:
        return True
    before = plain[:start].rstrip()[-1:] if start < 40 else plain[start - 40 : start].rstrip()[-1:]
    return not before or before in _OPENERS or (before in "-—" and plain[start - 1] == " ")
