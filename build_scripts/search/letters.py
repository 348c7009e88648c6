"""Classes and folding of single characters.

The browser does the same with the same tables (`browser/js/search-words.js`); the vectors in
`tests/data/search-words.json` are run through both. So nothing here may depend on what only Python knows
of a character: only its general category, its canonical decomposition, its lower case and the tables
below. A class is one character, and a text and its classes have the same length:

    a  letter                   A  capital letter          d  digit
    s  a word by itself (writing without spaces)           n  nothing: goes on with what stands before it
    t  space that also groups digits                       (blank)  any other white space
    -  /  .  '  &  connectors   ,  %  themselves           !  everything else: separates
"""

from __future__ import annotations

import unicodedata

CAPITAL, LETTER, DIGIT, SINGLE, NOTHING, SEPARATOR = "A", "a", "d", "s", "n", "!"

#: Marks that folding drops: accents, vowel points and reading marks of Hebrew and Arabic, marks for
#: symbols, variation selectors. Marks of other scripts are letters of their words and stay.
_DROPPED = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
#: Letters that are no part of a word: ordinal signs and raised letters, which mark notes; and the raised
#: digits, which are of category No and separate as all of that category do.
_RAISED = (
    (0x00AA, 0x00AA), (0x00BA, 0x00BA), (0x02B0, 0x02B8), (0x02E0, 0x02E4), (0x1D2C, 0x1D6A), (0x1D78, 0x1D78),
    (0x1D9B, 0x1DBF), (0x2071, 0x2071), (0x207F, 0x207F),
)  # fmt: skip
#: Letters that are not shown or not sounded by themselves: the Arabic stroke that fills a line, and the
#: signs for glottal stops in transliterations.
_SILENT = ((0x0640, 0x0640), (0x02B9, 0x02BF))
#: Scripts written without spaces: Thai and Lao, Burmese, Khmer, kana, Chinese characters.
_SINGLE = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
#: First and last code of a row of digits that become 0 to 9 in order: ASCII, lowered, Arabic, Persian, wide.
_DIGITS = ((0x30, 0x39), (0x2080, 0x2089), (0x0660, 0x0669), (0x06F0, 0x06F9), (0xFF10, 0xFF19))
#: Wide letters, which become ASCII.
_WIDE = ((0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_WIDE_SHIFT = 0xFEE0

_SIGNS = {
    **dict.fromkeys("-‐‑‒–", "-"),
    **dict.fromkeys("&_", "&"),
    **dict.fromkeys("'’‘´`׳״＇", "'"),
    **dict.fromkeys("/⁄", "/"),
    **dict.fromkeys("%％٪", "%"),
    **dict.fromkeys("\u00a0\u2009\u202f", "t"),
    **dict.fromkeys("\t\n\v\f\r\x85", " "),
    ".": ".",
    ",": ",",
}

#: Letters without a canonical decomposition, and what they are folded to (lower case to lower case).
_LETTERS = {
    "ı": "i", "ə": "e", "ǝ": "e", "ɛ": "e", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d",
    "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĳ": "ij", "ſ": "s", "ς": "σ", "ﬀ": "ff", "ﬁ": "fi",
    "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def char_class(char: str) -> str:
    """The class of one character."""
    code, category = ord(char), unicodedata.category(char)
    if char in _SIGNS:
        return _SIGNS[char]
    if _within(code, _DIGITS):
        return DIGIT
    if category == "Cf" or _within(code, _DROPPED) or _within(code, _SILENT):
        return NOTHING
    if category[0] == "Z":
        return " "
    if category[0] == "M":
        return NOTHING
    if category[0] != "L" and category not in ("Nd", "Nl") or _within(code, _RAISED):
        return SEPARATOR
    if not fold_char(char):
        return NOTHING
    if _within(code, _SINGLE):
        return SINGLE
    return CAPITAL if char.lower() != char else LETTER


def fold_char(char: str) -> str:
    """What one character becomes in a folded word; "" for one that is nothing there."""
    folded = []
    for part in unicodedata.normalize("NFD", char):
        code = ord(part)
        if _within(code, _DROPPED) or _within(code, _SILENT) or unicodedata.category(part) == "Cf":
            continue
        if _within(code, _WIDE):
            part = chr(code - _WIDE_SHIFT)
        row = next((low for low, high in _DIGITS if low <= code <= high), None)
        if row is not None:
            part = chr(0x30 + code - row)
        for lower in unicodedata.normalize("NFD", part.lower()):
            if not _within(ord(lower), _DROPPED):
                folded.append(_LETTERS.get(lower, lower))
    return "".join(folded)


class _Classes(dict[int, str]):
    """For `str.translate`: fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = found = char_class(chr(code))
        return found


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = found = fold_char(chr(code))
        return found


_CLASSES, _FOLDS = _Classes(), _Folds()


def classes(text: str) -> str:
    """The class of every character; as long as the text."""
    return text.translate(_CLASSES)


def fold(word: str) -> str:
    """A word without case, accents and what is not shown. Folding twice changes nothing."""
    return word.lower() if word.isascii() else word.translate(_FOLDS)


def lowered(word: str) -> str:
    """A word in lower case, composed (NFC), without what is not shown: its spelling. `И` and `й` stay
    different here, and so do `ə` and `e`."""
    if word.isascii():
        return word.lower()
    shown = "".join(char for char in word if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", shown.lower())
