"""Where a page ends shows in its lines: folios, lines that may be running heads, sentences that go on behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_scripts.draft import Draft
from build_scripts.readers.text import COLUMNS
from build_scripts.signals import (
    ends_sentence,
    has_case,
    is_prose,
    starts_lower,
    word_count,
)
from build_scripts.source import Span
from build_scripts.vocabulary import CAPTION, part_of

PAGE_WORDS = r"(?:page|p\.|seite|s\.|página|pagina|pág\.|страница|стр\.|с\.|sayfa|səhifə|עמוד)"
_FOLIO = re.compile(
    rf"[-–—\[(|·•~]*\s*{PAGE_WORDS}?\s*(\d{{1,4}}|[ivxlc]{{1,7}})\s*(?:(?:of|/|von|de|sur|из|di)\s*(\d{{1,4}}))?"
    r"\s*[-–—\])|·•~.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text in the flow."""

    span: Span
    text: str
    line: int
    page: bool
    """A form feed stands directly before or after it."""
    folio: int
    """The page number, when the line holds nothing else; -1 otherwise."""
    key: str
    """The line without page numbers and case, when it could be a running head; else empty."""


def pieces_of(draft: Draft) -> list[Piece]:
    source = draft.source
    result: list[Piece] = []
    inner: set[int] = set()
    for unit in draft.units:
        if unit.given and unit.role not in ("", "p"):
            continue
        for start, end in unit.spans:
            text = source.text[start:end]
            around = source.text[max(0, start - 3) : start] + source.text[end : end + 3]
            match = _FOLIO.match(text) if len(text) < 30 else None
            # Capital Roman numerals alone number chapters, not pages.
            plain = match is not None and not (match.group(1).isalpha() and match.group(1).isupper())
            folio = _number(match.group(1)) if match and plain else -1
            result.append(
                Piece(
                    (start, end),
                    text,
                    source.line_at(start),
                    "\f" in around,
                    folio,
                    "" if folio >= 0 else running_key(text),
                )
            )
            if result[-1].key and unit.separator == " " and len(unit.spans) - 1 > 0:
                inner.add(len(result) - 1)
    # A line inside wrapped prose is only suspect when it comes again.
    counts = Counter(p.key for p in result if p.key)
    return [replace(p, key="") if i in inner and counts[p.key] < 2 else p for i, p in enumerate(result)]


def _number(text: str) -> int:
    """The value of an Arabic or Roman number; -1 for what is neither."""
    if text.isdigit():
        return int(text)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total, last = 0, 0
    for char in reversed(text.lower()):
        value = values[char]
        total += value if value >= last else -value
        last = max(last, value)
    return total if len(text) > 1 or text.lower() in "ivx" else -1


#: `12   Title of the book` and `Title of the book   12`.
FOLIO_AT_EDGE = re.compile(r"\d{1,4}(?:\s{3,}|\t+)\D+$|[^\t]+(?:\s{3,}|\t+)\d{1,4}$")


def running_key(text: str) -> str:
    """The line without page number and case; empty for what cannot be a running head: a sentence, the
    end of one, an item, a named part."""
    if (
        len(text) > 130
        or word_count(text) > 16
        or starts_lower(text)
        or re.match(r"(?:[-•*†‡]|\(?[a-z0-9][.)])\s|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\w{1,3}\]", text)
        or re.search(r"\d\.$", text)
        or CAPTION.match(text.strip("*_ "))
        or COLUMNS.search(text)
        and not FOLIO_AT_EDGE.match(text)
        and not DOUBLE_FOLIO.match(text)
    ):
        return ""
    key = (
        re.sub(r"^\W*\d{1,4}\b[\s|·•–—-]*|[\s|·•–—-]*\b\d{1,4}\W*$", "", text).strip(" |·•–—-\t*_").casefold()
    )
    if (
        sum(c.isalpha() for c in key) < 2
        or part_of(key)
        or (text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")[-1:] in '.,;:!?”"' and not re.search(r"\b\w\.$|\bet al\.$", key))
    ):
        return ""
    return " ".join(re.sub(r"\d+", "#", key).split())


_NOTE_LINE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}\s+(?=\D)|[*†‡]\s|\[\d{1,3}\])\s*\S")


def _around(pieces: Sequence[Piece], position: int) -> tuple[int, int]:
    """The nearest pieces before and after that cannot be furniture (at most five lines away)."""
    before, after = position - 1, position + 1
    while before >= 0 and position - before <= 5 and (pieces[before].folio >= 0 or pieces[before].key):
        before -= 1
    # Notes at the foot of the page stand between the text and the next page.
    while (
        before >= 0
        and position - before <= 16
        and _NOTE_LINE.match(pieces[before].text)
        and ends_sentence(pieces[before].text)
    ):
        before -= 1
    while after < len(pieces) and after - position <= 5 and (pieces[after].folio >= 0 or pieces[after].key):
        after += 1
    return before, after


def interrupts_sentence(pieces: Sequence[Piece], position: int) -> bool:
    """Whether the sentence before the line goes on behind it (other lines of furniture are skipped)."""
    before, after = _around(pieces, position)
    if before < 0 or after >= len(pieces):
        return False
    left, right = pieces[before].text, pieces[after].text
    if ends_sentence(left) or not is_prose(left, 5):
        return False
    return (
        starts_lower(right)
        or word_count(left) >= 7
        and (is_prose(right, 6) or not has_case(right) or ends_sentence(right))
    )


#: `217   Title of the Bill   218`: the head of a page of two columns.
DOUBLE_FOLIO = re.compile(r"\d{1,5}\s{3,}(?=.*[^\W\d]).*\s{3,}\d{1,5}$")
