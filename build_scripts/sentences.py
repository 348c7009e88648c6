"""A text as sentences, by rule: cuts where a sentence ends and another begins, and leaves a text whole
where that is not certain (initials, abbreviations, figures)."""

from __future__ import annotations

import re

#: The end of a sentence with what closes after it, then white space, then what may open a sentence.
_END = re.compile(
    r"(?P<end>[.!?…]+[\"'”’»)\]]*|[:;](?=\s+[“«\"][A-ZÀ-ÞА-Я]))(?P<space>\s+)(?=[\"'“‘«(\[]*[^\W_a-zà-þа-яё])"
)
#: Words with a full stop that do not end a sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev hon sen rep gov gen col maj capt lt sgt adm amb st mt vs etc no nos vol pp p ed eds "
    "e.g i.e cf al jr sr inc ltd co corp dept approx ca fig jan feb mar apr jun jul aug sep sept oct nov dec "
    "u.s u.k u.n e.u h.r art ch sec op cit res ret г гг т.е т.д им стр bkz vd bzw z.b d.h usw nr bd ibid.".split()
)
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.’']*[\w])?)\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, without the white space between; together they hold every
    other character of `text`."""
    cuts, begin = [], 0
    for match in _END.finditer(text):
        if match["end"].startswith(".") and not _ends(text[begin : match.start() + 1], text[match.end() :]):
            continue
        cuts.append((begin, match.end("end")))
        begin = match.end()
    cuts.append((begin, len(text)))
    return [(start, end) for start, end in (_trim(text, *cut) for cut in cuts) if start < end]


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence (or sentences) that holds `start` to `end`."""
    held = [(s, e) for s, e in sentences(text) if s < max(end, start + 1) and e > start]
    return (held[0][0], held[-1][1]) if held else (0, len(text))


def _ends(before: str, after: str) -> bool:
    """Whether the full stop that closes `before` ends a sentence."""
    match = _LAST_WORD.search(before)
    if not match:
        return True
    word = match[1].lower()
    if len(word) == 1:  # an initial
        return False
    if word not in _ABBREVIATIONS and not re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return True
    # `the U.S. The` may end a sentence; `U.S. President` does not.
    return bool(
        re.match(r"[\"“‘«(]*(?:The|This|That|These|It|In|He|She|They|We|But|And|A|An|However)\b", after)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
