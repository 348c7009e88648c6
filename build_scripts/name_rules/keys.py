"""When two spellings are one name: keys without diacritics and endings, a rough transliteration, and a
distance of letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from build_scripts.name_rules.runs import is_acronym
from build_scripts.name_rules.words import INFLECTIONS

_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
#: After BGN/PCGN 1947 (Russian), with the letters of neighbouring alphabets.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ў": "u", "қ": "q",
        "ғ": "gh", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng", "һ": "h", "ј": "j", "љ": "lj", "њ": "nj",
        "ћ": "c", "ђ": "d", "џ": "dz",
    }
)  # fmt: skip
#: Spellings of one sound in transliterations, replaced in this order.
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("zh", "j"), ("dzh", "j"), ("dj", "j"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts", "z"), ("tz", "z"), ("ks", "x"), ("ou", "u"),
    ("ck", "k"), ("q", "g"), ("w", "v"), ("yu", "u"), ("ya", "a"), ("ye", "e"), ("y", "i"), ("j", "i"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Without case, diacritics, hyphens and stops."""
    small = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(ch for ch in small if not unicodedata.combining(ch)).translate(_PLAIN)
    return " ".join(re.sub(r"[-–'’.\s]+", " ", bare).split())


@lru_cache(maxsize=1 << 16)
def form_key(text: str) -> str:
    """The same for spellings that are one name for certain: diacritics, hyphens, and the endings of
    Cyrillic words apart. A short form in capitals keeps them."""
    if is_acronym(text.removesuffix("s")):
        return "=" + text.removesuffix("s").replace(".", "")
    return " ".join(_stem(word) for word in folded(text).split()) or text


def _stem(word: str) -> str:
    if not ("а" <= word[:1] <= "я" or word[:1] in "іїєґ"):
        return word
    for ending in INFLECTIONS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def sound_key(text: str) -> str:
    """The same for most transliterations of one name: Latin letters, one sign for one sound, no doubled
    letters. Only a hint: different names may share it."""
    key = folded(folded(text).translate(_CYRILLIC))
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", key)


def latin(text: str) -> str:
    """In Latin letters, as far as a table of letters can."""
    return folded(text).translate(_CYRILLIC)


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one insertion, deletion, replacement or exchange of neighbours makes one of the other
    (Damerau 1964). Linear."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    exchanged = one[at : at + 2][::-1] == other[at : at + 2] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or exchanged
