"""Headline capitals of English titles, as Chicago and MLA want them.

The rules are those of the Citation Style Language (specification 1.0.2, «title case»): every word that is
written in small letters gets a capital, but for articles, conjunctions and prepositions in the middle; the
first word, the last, and one after a colon, question mark or exclamation mark always get one. A word that
holds a capital stays as it is, so names are never touched.
"""

from __future__ import annotations

import re

_SMALL = frozenset(
    (
        "about above across afore after against al along alongside amid amidst among amongst anenst apropos "
        "apud around as aside astride at athwart atop barring before behind below beneath beside besides "
        "between beyond but by circa despite down during et except for forenenst from given in inside into "
        "lest like modulo near next notwithstanding of off on onto out over per plus pro qua sans since than "
        "through thru throughout thruout till to toward towards under underneath until unto up upon versus vs "
        "v via vis-à-vis with within without or yet so and nor a an the de von van c ca"
    ).split()
)
_SIGN = re.compile(r"(‘|’|“|”| \"| '|\"|'|[-–—/.,;?!:]|\[|\]|\(|\))")
_CLOSES = {"“": "”", "‘": "’", ' "': '"', " '": "'"}


def title_case(title: str) -> str:
    """`Canals and their keepers` → `Canals and Their Keepers`."""
    pieces = _SIGN.split(title)  # words and signs in turn, words first
    before = list(pieces)
    opened: list[str] = []
    first, after_stop = True, False
    last: tuple[int, int] | None = None
    for index in range(0, len(pieces), 2):
        sign = pieces[index - 1] if index else ""
        after_stop = after_stop or sign[-1:] in ("!", "?", ":")
        words = re.split(r"([ \u00a0\u2000-\u200b\u205f\u3000]+)", pieces[index])
        for at in range(0, len(words), 2):
            if not words[at]:
                continue
            words[at] = _capital(words[at], first or after_stop)
            first = after_stop = False
            last = (index, at)
        pieces[index] = "".join(words)
        if sign in _CLOSES:
            opened.append(_CLOSES[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
        elif sign in ("’", "”", "'", '"'):  # an apostrophe: the word goes on
            pieces[index] = before[index][:1] + pieces[index][1:]
            last = None
    return "".join(_last_capital(pieces, last))


def _capital(word: str, always: bool) -> str:
    lower = word.lower()
    wanted = always or len(word) > 1 and lower not in _SMALL
    return word[:1].upper() + word[1:] if wanted and word == lower else word


def _last_capital(pieces: list[str], last: tuple[int, int] | None) -> list[str]:
    if last:
        words = re.split(r"([ \u00a0\u2000-\u200b\u205f\u3000]+)", pieces[last[0]])
        word = words[last[1]]
        if len(word) > 1 and word.lower() in _SMALL:
            words[last[1]] = word[:1].upper() + word[1:]
            pieces[last[0]] = "".join(words)
    return pieces
