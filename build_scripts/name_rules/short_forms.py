"""Short forms that a text explains: `Long Name of a Body (LNB)` and `LNB (Long Name of a Body)`.

After A. S. Schwartz and M. A. Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text", Pacific Symposium on Biocomputing 8 (2003), 451-462: the letters of the short form are
sought in the long form from right to left; the first must open a word. Stricter here, since a wrong
explanation is worse than none: the short form is in capitals, and most of its letters open words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.function_words import FUNCTION_WORDS, NAME_PARTICLES
from build_scripts.name_rules.runs import is_acronym

_BRACKET = re.compile(r"\(([^()\[\]\n]{2,160})\)")
#: Words that may introduce the short form inside the bracket, and what may follow it there.
_LEAD = re.compile(
    r"(?:(?:hereafter|hereinafter|henceforth|also|or|known as|abbreviated(?: as| to)?|short|in short|"
    r"im Folgenden|kurz|ci-après|en adelante|далее(?: —| –)?|сокращ[её]нно|the)\b[ ,:]*|[“„«\"'‘])+",
    re.I,
)
_TAIL = re.compile(r"[”“»\"'’]|[;,].*$| for short$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: Legal forms behind the name of a company, for which a short form has no letter.
_LEGAL = frozenset("ltd limited inc llc gmbh ag co corp corporation plc".split())
_ENDS_CLAUSE = re.compile(r"[.!?;:,“”„«»\"()\[\]](?=\s|$)|[“„«]")
_PLURAL = re.compile(r"(?<![aeiosu])(?<!ch|sh)(?<!ss)s$|(?<=[gcl]e)s$")


@dataclass(frozen=True, slots=True)
class Explained:
    """One place where a text explains a short form, in offsets of the text."""

    short: str
    expansion: str
    short_start: int
    start: int
    """Of the expansion."""
    end: int


def explanations(text: str) -> Iterator[Explained]:
    """Every short form that `text` explains, in order."""
    for bracket in _BRACKET.finditer(text):
        yield from _in_bracket(text, bracket)
        yield from _before_bracket(text, bracket)


def explains(short: str, expansion: str) -> bool:
    """Whether the whole of `expansion` may be what `short` stands for, letter by letter."""
    return _long_form(short, expansion, whole=True) == 0


def _in_bracket(text: str, bracket: re.Match[str]) -> Iterator[Explained]:
    """`Long Form (LF)`."""
    inner = bracket[1]
    lead = _LEAD.match(inner)
    begin = lead.end() if lead else 0
    short = _TAIL.sub("", inner[begin:]).strip()
    letters = short.removesuffix("s")
    if not is_acronym(letters) or text[bracket.start() - 1 : bracket.start()] not in (" ", "\u00a0", "\n"):
        return
    # At most min(|A| + 5, 2 |A|) words before the bracket (Schwartz and Hearst, section 3.1).
    length = sum(ch.isalnum() for ch in letters)
    words = list(_WORD.finditer(text, max(0, bracket.start() - 200), bracket.start()))
    words = words[-min(length + 5, 2 * length) :]
    if not words:
        return
    window = text[words[0].start() : bracket.start()].rstrip()
    cuts = [match.end() for match in _ENDS_CLAUSE.finditer(window) if match.end() < len(window)]
    offset = words[0].start() + (cuts[-1] if cuts else 0)
    window = text[offset : bracket.start()].rstrip()
    at = _long_form(letters, window)
    if at is not None:
        expansion = window[at:].strip("”“»\"'’").removesuffix("'s").removesuffix("’s")
        yield from _told(
            short, expansion, bracket.start(1) + begin, offset + at, offset + at + len(expansion)
        )


def _before_bracket(text: str, bracket: re.Match[str]) -> Iterator[Explained]:
    """`LF (Long Form)`."""
    before = re.search(
        r"(?<![\w.-])[\w.-]{2,12}$", text[max(0, bracket.start() - 16) : bracket.start()].rstrip()
    )
    if not before or not is_acronym(before[0].removesuffix("s")):
        return
    inner = re.split(r"[;(]| – | — ", bracket[1])[0].strip(" ”“»«„\"'’‘")
    if explains(before[0].removesuffix("s"), inner):
        start = text.index(inner, bracket.start())
        yield from _told(before[0], inner, bracket.start() - len(before[0]) - 1, start, start + len(inner))


def _told(short: str, expansion: str, at: int, start: int, end: int) -> Iterator[Explained]:
    expansion = " ".join(expansion.split())
    if short.endswith("s") and not short.removesuffix("s").endswith("s") and expansion.endswith("s"):
        # `unmanned vehicles (UVs)` explains `UV` too, where the plural is a plain one.
        if _PLURAL.search(expansion):
            yield Explained(short.removesuffix("s"), expansion[:-1], at, start, end)
        yield Explained(short, expansion, at, start, end)
    elif not short.endswith("s"):
        yield Explained(short, expansion, at, start, end)


def _long_form(short: str, window: str, whole: bool = False) -> int | None:
    """Where in `window` the long form begins whose end is the end of the window; None when there is none
    or it is not certain. First every letter is sought at the head of a word, then anywhere. With `whole`
    the end is given, so that the last word need not hold a letter."""
    letters = [ch.casefold() for ch in short if ch.isalnum()]
    plain = window.casefold()
    if len(plain) != len(window) or len(letters) < 2 or not window:
        return None
    for heads_only in (True, False):
        places = _places(letters, plain, heads_only)
        if places and _is_certain(short, window, places, whole):
            return places[0]
    return None


def _places(letters: list[str], plain: str, heads_only: bool) -> list[int]:
    """Where each letter stands, from right to left the last possible place; empty when one does not."""
    places = [len(plain)]
    for number in range(len(letters) - 1, -1, -1):
        at = _sought(plain, letters[number], places[0], heads_only or number == 0)
        if at < 0:
            return []
        places.insert(0, at)
    return places[:-1]


def _is_certain(short: str, window: str, places: list[int], whole: bool) -> bool:
    long = window[places[0] :]
    words = [word for word in _WORD.findall(long) if word.casefold() not in FUNCTION_WORDS]
    initials = sum(_opens_word(window, at) or window[at].isupper() for at in places)
    needed = 0.75 if len(places) <= 4 else 0.6
    # A name has no verb in the middle: its long words have capitals, or none has.
    capitals = sum(word[0].isupper() for word in words)
    mixed = 0 < capitals < len(words) and not (capitals >= len(words) - 1 and len(words) > 2)
    first, rest = _WORD.match(long), _WORD.findall(window[places[-1] :])[1:]
    return (
        len(words) >= 2
        and not mixed
        and initials >= max(2, needed * len(places))
        and len(words) <= len(places) + (len(places) > 2)
        and (whole or all(word.casefold() in _LEGAL for word in rest))
        and first is not None
        and (
            first[0].casefold() not in FUNCTION_WORDS
            or first[0][0].isupper()
            and first[0].casefold() in NAME_PARTICLES
        )
        and first[0] != short
    )


def _sought(plain: str, letter: str, end: int, opens: bool) -> int:
    """The last place before `end` where the letter stands, at the head of a word when it `opens`; -1."""
    at = plain.rfind(letter, 0, end)
    while opens and at >= 0 and not _opens_word(plain, at):
        at = plain.rfind(letter, 0, at)
    return at


def _opens_word(plain: str, at: int) -> bool:
    return at == 0 or not plain[at - 1].isalnum()
