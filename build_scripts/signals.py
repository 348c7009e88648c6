"""What the look of a text says: predicates over strings that several rules share.

Each is a small, stated test; none of them knows a word of any corpus.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from build_scripts.function_words import BODIES, FUNCTION_WORDS, NAME_PARTICLES, QUESTION_WORDS

WORD = re.compile(r"[^\W_]+(?:['’ʼ‑-][^\W_]+)*", re.UNICODE)
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSERS = "\"'”’“«»›״׳)]}*_†‡" + _SUPER
_END_SIGNS = "■□◆◇●○∎▪▲►◼⬛❏☐♦"
_TERMINAL = ".!?…。！？؟۔։:;"
_ABBREVIATION_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sen|Rep|St|vs|No|Vol|pp|p|cf|al|ed|eds))\.$"
)

_TITLE_SMALL = FUNCTION_WORDS | {"vs", "v", "via", "per", "et"}
_HONORIFIC = re.compile(
    r"(?:^|(?<=[\s,]))(?:Dr|Prof|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Rev|Fr|Amb|Ambassador|Gen|Lt|Col|Maj|Capt|Hon|Sen|"
    r"Rt|PhD|Ph\.D|M\.D|MD|MA|M\.A|Jr|Sr|Esq|Professor|Doctor|Mag|Dipl|Ing|Dr\.-Ing|к|д|проф|акад|д-р)"
    r"(?:\.|(?=[\s,]|$))\.?,?\s*"
)


def words(text: str) -> list[str]:
    """The words, without punctuation; joined words (`C-SIPA`, `Sa'ar`) are one."""
    return WORD.findall(text)


@lru_cache(maxsize=1 << 18)
def word_count(text: str) -> int:
    """The number of words."""
    return sum(1 for _ in WORD.finditer(text))


def folded_words(text: str) -> list[str]:
    """The words for comparison: case and compatibility forms gone, apostrophes unified."""
    return [w.casefold().replace("’", "'").replace("ʼ", "'").rstrip(_SUPER) for w in words(text)]


def bare_end(text: str) -> str:
    """The text without closing quotation marks, brackets and note marks at its end."""
    text = text[-80:].rstrip()
    text = re.sub(
        r"(?:\[\d{1,3}\]|\[\^[^\]]{1,20}\]|<sup>.{1,6}</sup>)+$|(?<=[.!?…”\"’»)])\s?\(?\d{1,3}\)?$", "", text
    )
    return text.rstrip(_CLOSERS + _END_SIGNS + " ")


#: Web and mail addresses: their words name nothing. Every part is bounded, so that a text without a
#: space is read in one go.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+|(?<![\w.-])[\w.-]{1,120}\.[a-z]{2,4}/\S+")


@lru_cache(maxsize=1 << 18)
def ends_sentence(text: str) -> bool:
    """Whether the text ends with terminal punctuation (`.`, `!`, `?`, `…`), also `:` and `;`, behind
    which a paragraph may end. Closing marks behind it do not count."""
    end = bare_end(text)
    return bool(end) and end[-1] in _TERMINAL


def ends_abbreviated(text: str) -> bool:
    """Whether the full stop at the end may belong to an abbreviation (`Dr.`, an initial)."""
    return bool(_ABBREVIATION_END.search(bare_end(text)))


def starts_lower(text: str) -> bool:
    """Whether the first letter, behind opening punctuation, is a lower-case one."""
    for char in text.lstrip(" \t“”‘’\"'«([*_—–…."):
        if char.isalpha():
            return char.islower()
        if char.isdigit():
            return False
    return False


@lru_cache(maxsize=1 << 18)
def has_case(text: str) -> bool:
    """Whether the script of the text knows capitals (Hebrew, Arabic and Chinese do not)."""
    letters = [c for c in text[:400] if c.isalpha()]
    return not letters or sum(c.islower() or c.isupper() for c in letters) > len(letters) / 2


@lru_cache(maxsize=1 << 18)
def is_prose(text: str, least: int = 20) -> bool:
    """Running text: at least `least` words, mostly in lower case (where the script has case), with
    the end of a sentence or the length of one."""
    text = text[:1500]
    found = words(text)
    if len(found) < least:
        return len(found) == 0 and len(text) > 4 * least and not text.isspace() and _cjk(text)
    if not has_case(text):
        return True
    lower = sum(w[0].islower() for w in found)
    return lower >= 0.45 * len(found) or (
        lower >= 0.3 * len(found) and bool(re.search(r"\w[.!?]”?\s+\w", text))
    )


def _cjk(text: str) -> bool:
    return any("぀" <= c <= "鿿" for c in text)


def is_shouted(text: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [c for c in text[:400] if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether nearly all words but small function words begin with a capital."""
    found = [w for w in words(text) if w[0].isalpha()]
    big = [w for w in found if w.casefold() not in _TITLE_SMALL]
    if not big or not has_case(text):
        return False
    return sum(w[0].isupper() for w in big) >= 0.8 * len(big)


def headlike(text: str) -> bool:
    """Whether a short text could be a heading: at most 22 words, no end of a sentence, no end in a
    comma or function word, begins with a capital or a number."""
    if len(text) > 400:
        return False
    text = " ".join(text.split())
    found = words(text)
    if not 1 <= len(found) <= 22 or len(text) > 160 or not any(c.isalpha() for c in text):
        return False
    end = bare_end(text) or text
    if end[-1] in ",;.…" and not re.fullmatch(r"(?:\d+|[IVXLC]+|[A-Z])\.", end):
        return False
    if end[-1] in ".:" or (end[-1] in "-–—" and len(found) > 1):
        return False
    if (
        found[-1].casefold() in FUNCTION_WORDS
        and not is_shouted(text)
        and found[-1].islower()
        and (found[0].casefold() not in QUESTION_WORDS or len(found) > 9)
    ):
        return False
    if re.search(
        r"[.!?]['”\"]?\s+[A-ZÀ-ÞА-Я]", re.sub(r"^(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])[.)]?\s+", "", text)
    ) and not re.search(r"\b(?:U\.S|[A-Z])\.\s", text):
        return False
    return not starts_lower(text)


def strip_honorifics(text: str) -> str:
    previous = None
    while previous != text:
        previous = text
        text = _HONORIFIC.sub("", text).strip(" ,")
    return text


def person_names(text: str, caseless: bool = False) -> tuple[str, ...]:
    """The persons that a byline names (`A. B. Name`, `First Last and First Last`), or () when the
    text is no plain list of names: 2-5 words each, capitals (or particles), no digits. In scripts without case any two words would do: they count only
    when `caseless` says that the place is one for names."""
    if not caseless and not has_case(text):
        return ()
    if is_shouted(text) and "(" in text or re.search(r"\t| {3,}", text):
        return ()
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+|\[\d+\]|\{\d+\}", "", text)
    text = re.sub(r"\((?:[^()]{1,60})\)", "", text)
    text = " ".join(text.split()).strip(" .,;:*_")
    if not text or len(text) > 240 or re.search(r"[\d@/<>=:!?“”\"]", text):
        return ()
    parts = re.split(
        r"\s*(?:,|;|&|\||·|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bvə\b|\bve\b|\bта\b|\ben\b|\bו(?=\s))\s*",
        text,
    )
    found: list[str] = []
    for part in parts:
        name = strip_honorifics(part)
        if not name:
            continue
        if not is_name(name):
            return ()
        found.append(name)
    return tuple(found)


def byline_names(text: str, caseless: bool = False) -> tuple[str, ...]:
    """As `person_names`; where an affiliation follows the names behind a comma, the names before it."""
    found = person_names(text, caseless)
    parts = text.split(",")
    while not found and len(parts) > 1:
        parts = parts[:-1]
        found = person_names(",".join(parts), caseless)
    return found


def is_name(name: str) -> bool:
    """Whether the words look like the name of one person."""
    tokens = name.split()
    small = sum(len(t.strip(".")) <= 1 or t in NAME_PARTICLES for t in tokens)
    if not 2 <= len(tokens) <= 4 + small or len(tokens) > 7 or re.match(r"[IVXLC]{2,}\.$", tokens[0]):
        return False
    if any(t.casefold().strip(".,") in BODIES for t in tokens):
        return False
    if any(t.casefold() in _TITLE_SMALL and t.casefold() not in NAME_PARTICLES for t in tokens):
        return False
    capitals = 0
    for token in tokens:
        core = token.strip(".,’'")
        if not core or not all(c.isalpha() or c in "-'’ʼ.‑\u200c" or unicodedata.combining(c) for c in token):
            return False
        if core in NAME_PARTICLES:
            continue
        if has_case(core) and not core[0].isupper():
            return False
        capitals += 1
    return (
        capitals >= 2
        and tokens[0].casefold() not in _TITLE_SMALL
        and tokens[-1].casefold() not in _TITLE_SMALL
    )
