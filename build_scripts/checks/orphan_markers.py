"""A note marker that leads to no note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, Text, excerpt, texts
from build_scripts.model import Document, Note, TextStyle
from build_scripts.source import Span

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: Behind a word of three letters, a full year or punctuation: exponents stand behind less.
_BEHIND = rf"(?:(?<=[^\W\d_{_SUPER}]{{3}})|(?<=\b1[5-9]\d\d)|(?<=\b20\d\d)|(?<=[.,;:!?…”’»)\]\"']))"
_RAISED = re.compile(rf"{_BEHIND}[{_SUPER}]{{1,3}}(?![\w{_SUPER}])")
_FUNCTION = re.compile(r"(?i)(?:sin|cos|tan|cot|sec|log)$")
_BRACKETED = re.compile(r"(?<=\S)\[\d{1,3}\]|\[\^[^\]\s]{1,20}\]")
_SYMBOL = re.compile(r"(?<=[^\W\d_])[.,;:!?”’»)\"']{0,3}(\*{1,3}|†{1,2}|‡{1,2})(?=[\s,;:!?”’»)]|\.(?!\w)|$)")
_PAIR = re.compile(r"(?<!\w)\*{1,3}[^\s*][^*]{0,200}\*{1,3}")
_GLUED = re.compile(r"(?:(?<=[^\W\d_A-Z]{3})|(?<=[^\W\d_]{2}[.,;:!?”’»)]))(\d{1,3})(?=\s|$)")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?…”’»)\]])$")
_SET_RAISED = re.compile(r"\d{1,3}|[*†‡]{1,3}|\[\d{1,3}\]")


def orphan_markers(document: Document) -> Iterator[Spot]:
    """A raised number, a number in square brackets, `*` or `†` stayed in the text, looks like the
    marker of a note, and leads to none. Exponents (`m²`, `10³`) and the signs of affiliations in a
    byline are not meant."""
    free = _free_numbers(document.notes)
    # Raised signs behind an author's name lead to an affiliation, not to a note.
    for text in texts(document):
        if text.kind == "byline":
            continue
        found = {m.span() for m in _RAISED.finditer(text.text) if not _is_function(text.text, m.start())}
        found |= {m.span() for m in _BRACKETED.finditer(text.text)}
        found |= {(s.start, s.end) for s in text.styles if s.name == "superscript" and _is_marker(text, s)}
        # Without notes, several stars may as well hide letters of a word (`d**`).
        found |= {s for s in _symbols(text.text) if document.notes or s[1] - s[0] == 1}
        if free:
            found |= {m.span(1) for m in _GLUED.finditer(text.text) if m[1] in free}
        for start, end in sorted(found):
            where = excerpt(text.text, start, end)
            yield text.line(start), f"{text.text[start:end]!r} looks like a note marker without note: {where}"


def _symbols(text: str) -> Iterator[Span]:
    """Signs behind words; not the second one of a pair that sets words off (`*so*`)."""
    if "*" in text or "†" in text or "‡" in text:
        closing = {match.end() for match in _PAIR.finditer(text)}
        yield from (match.span(1) for match in _SYMBOL.finditer(text) if match.end(1) not in closing)


def _free_numbers(notes: tuple[Note, ...]) -> frozenset[str]:
    """Numbers that miss something: of notes without marker, and those left out between two notes."""
    numbered = [note for note in notes if note.label.isdigit() and len(note.label) < 4]
    numbers = {int(note.label) for note in numbered}
    lost = {int(note.label) for note in numbered if not note.references}
    gaps = set(range(min(numbers), max(numbers))) - numbers if numbers else set()
    return frozenset(str(number) for number in lost | gaps)


def _is_function(text: str, at: int) -> bool:
    """Whether the raised number at `at` stands behind `sin`, `log` …"""
    return bool(_FUNCTION.search(text[max(0, at - 3) : at]))


def _is_marker(text: Text, style: TextStyle) -> bool:
    """Whether what is set raised is a number or sign behind a word or punctuation."""
    before = text.text[max(0, style.start - 4) : style.start]
    return bool(
        _SET_RAISED.fullmatch(text.text[style.start : style.end]) and _WORD_BEFORE.search(before)
    ) and (not _is_function(text.text, style.start))
