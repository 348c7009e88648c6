"""The words of a text and the forms under which each is found.

The rules, in the order in which they apply (the browser applies the same to a query and to a passage):

1.  A *run* is a stretch of letters or of digits; what is nothing (soft hyphens, accents, signs of
    direction) goes on with it. A number takes its commas (`5,000`) and its one decimal point (`3.47`)
    with it. Writing without spaces gives every character as a run. `%` behind a number is a run.
2.  Runs that touch, or have one connector between them (`- . ' / & _` and their like), are a *chain*; a
    space that groups digits connects numbers. `'s` behind a run is dropped and ends its chain.
3.  Every run is a token, counted from 0. Its first form is the folded word: `percent` for `%`; `5000`.
4.  In a chain of 2 to 4 runs every stretch of 2 to 4 runs is a form of its first token: `csipa`, `su35`.
    A longer chain is cut at its slashes; what is still longer gives stretches of two only.
5.  Capitals standing alone with a space (or a point and a space) between them are joined as well:
    `U. S.`; behind a space the last may be a word in capitals: `C SIPA`. At most four.
6.  `per cent` is `percent` too.
7.  A date gives `d:1992-04-07` at its first token.
8.  A word in letters gives its stem with `~` behind it: `agreement~`.

A form says over how many tokens it reaches (`parts`). Offsets count characters of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from build_scripts.search import calendar
from build_scripts.search.letters import classes, fold, lowered
from build_scripts.search.stems import stem

LONGEST_CHAIN = 4
"""Runs that are joined at most."""
LONGEST_WORD = 64
"""Characters of a folded word; of a longer one (data written as letters) the beginning stands for it."""

_RUN = re.compile(
    r"(?P<letters>[Aa][Aan]*)"
    r"|(?P<number>(?<!d,)d{1,3}(?:,ddd)+(?![dn]|,d)(?:\.d[dn]*(?![dn]|\.d))?"
    r"|(?<!d\.)d[dn]*\.d[dn]*(?![dn]|\.d)"
    r"|d[dn]*)"
    r"|(?P<single>sn*)"
    r"|(?P<percent>(?:(?<=d)|(?<=d[ t]))%(?![Aad]))"
)
_ONES: tuple[tuple[int, ...], ...] = ((), (1,), (1, 1))
_CONNECTORS = frozenset(("", "-", "/", ".", "'", "&"))
_POSSESSIVE = ("'", ".'")
_CAPITALS = re.compile(r"[An]+")
_ONE_CAPITAL = re.compile(r"An*")


class Token(NamedTuple):
    start: int
    end: int
    position: int
    forms: tuple[str, ...]
    """The folded word, joined forms by length, the date, the stem; each once."""
    parts: tuple[int, ...]
    """Of each form: how many tokens it covers, from this one on."""
    kind: str
    """`letters`, `number`, `single` or `percent`."""


class Run(NamedTuple):
    """A run and what stands before it."""

    start: int
    end: int
    kind: str
    word: str
    """Folded."""
    gap: str
    """Classes of what stands between the run before and this one; of the first, all before it."""


def tokens(text: str, language: str) -> list[Token]:
    """The tokens of a text in `language` (BCP 47; "" when unknown), in order."""
    signs = classes(text)
    runs = _runs(text, signs)
    extra: dict[int, list[tuple[str, int]]] = {}
    for number, form, parts in _joined(runs, signs):
        extra.setdefault(number, []).append((form, parts))
    for number, form, parts in calendar.dates([run.word for run in runs], [run.gap for run in runs]):
        extra.setdefault(number, []).append((form, parts))
    found = []
    for number, run in enumerate(runs):
        forms = _of_word(text[run.start : run.end], language) if run.kind == "letters" else (run.word,)
        reach = _ONES[len(forms)]
        if number in extra:
            forms, reach = _with(forms, extra[number])
        found.append(Token(run.start, run.end, number, forms, reach, run.kind))
    return found


@lru_cache(maxsize=1 << 18)
def _of_word(word: str, language: str) -> tuple[str, ...]:
    """The forms of a run of letters by itself: the folded word and its stem."""
    folded = fold(word)[:LONGEST_WORD]
    root = stem(folded, lowered(word)[:LONGEST_WORD], language)
    return (folded, root + "~") if root else (folded,)


def _with(forms: tuple[str, ...], more: list[tuple[str, int]]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The forms of a token and their parts, with `more` between the word and the stem."""
    found = {forms[0]: 1}
    for form, parts in more:
        found.setdefault(form, parts)
    found |= dict.fromkeys(forms[1:], 1)
    return tuple(found), tuple(found.values())


def words_of(text: str) -> Iterator[str]:
    """The runs of letters of a text, as they are spelled."""
    for match in _RUN.finditer(classes(text)):
        if match.lastgroup == "letters":
            yield text[match.start() : match.end()]


def _runs(text: str, signs: str) -> list[Run]:
    """All runs but the dropped `'s`, which is left in the gap."""
    runs: list[Run] = []
    last = 0
    for match in _RUN.finditer(signs):
        start, end, kind = match.start(), match.end(), match.lastgroup or ""
        gap = signs[last:start]
        word = "percent" if kind == "percent" else fold(text[start:end])[:LONGEST_WORD]
        if kind == "number" and "," in word:
            word = word.replace(",", "")
        if not word or (
            word == "s" and gap in _POSSESSIVE and runs and runs[-1].kind in ("letters", "number")
        ):
            continue
        runs.append(Run(start, end, kind, word, gap))
        last = end
    return runs


def _joined(runs: list[Run], signs: str) -> Iterator[tuple[int, str, int]]:
    """(number of the first token, joined form, parts); of one token the shorter first."""
    first = 0
    for number in range(1, len(runs) + 1):
        if number < len(runs) and _connected(runs[number - 1], runs[number]):
            continue
        if number - first > 1:
            yield from _of_chain(runs, first, number)
        first = number
    for number in range(len(runs) - 1):
        yield from _capitals(runs, number, signs)
        if (
            runs[number].word == "per"
            and runs[number + 1].word == "cent"
            and runs[number + 1].gap in (" ", "t")
        ):
            yield number, "percent", 2


def _connected(before: Run, here: Run) -> bool:
    if before.kind in ("single", "percent") or here.kind in ("single", "percent"):
        return False
    return here.gap in _CONNECTORS or (here.gap == "t" and before.kind == here.kind == "number")


def _of_chain(runs: list[Run], first: int, end: int) -> Iterator[tuple[int, str, int]]:
    if end - first > LONGEST_CHAIN:
        cuts = [number for number in range(first + 1, end) if runs[number].gap == "/"]
        if cuts:
            for low, high in zip([first, *cuts], [*cuts, end], strict=True):
                yield from _of_chain(runs, low, high)
            return
    longest = LONGEST_CHAIN if end - first <= LONGEST_CHAIN else 2
    for low in range(first, end - 1):
        form = runs[low].word
        for high in range(low + 1, min(end, low + longest)):
            form += runs[high].word
            yield low, form, high - low + 1


def _capitals(runs: list[Run], number: int, signs: str) -> Iterator[tuple[int, str, int]]:
    """The forms of capitals that stand alone, of the token that begins such a row."""
    if not _alone(runs, number, signs):
        return
    form = runs[number].word
    for high in range(number + 1, min(len(runs), number + LONGEST_CHAIN)):
        gap = runs[high].gap
        if gap not in (" ", ". "):
            return
        single = _alone(runs, high, signs)
        if not single and (gap != " " or not _all_capitals(runs, high, signs)):
            return
        form += runs[high].word
        yield number, form, high - number + 1
        if not single:
            return


def _alone(runs: list[Run], number: int, signs: str) -> bool:
    """Whether the run is one capital and no part of a chain."""
    run = runs[number]
    return _ONE_CAPITAL.fullmatch(signs, run.start, run.end) is not None and _unchained(runs, number)


def _all_capitals(runs: list[Run], number: int, signs: str) -> bool:
    run = runs[number]
    return _CAPITALS.fullmatch(signs, run.start, run.end) is not None and _unchained(runs, number)


def _unchained(runs: list[Run], number: int) -> bool:
    return not (number and _connected(runs[number - 1], runs[number])) and not (
        number + 1 < len(runs) and _connected(runs[number], runs[number + 1])
    )
