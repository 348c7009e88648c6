"""A note marker that leads to no note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, Text, excerpt, texts
from build_scripts.model import Document

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: Behind a word of three letters, a full year or punctuation: exponents stand behind less.
_BEHIND = rf"(?:(?<=[^\W\d_{_SUPER}]{{3}})|(?<=\b1[5-9]\d\d)|(?<=\b20\d\d)|(?<=[.,;:!?…”’»)\]\"']))"
_RAISED = re.compile(rf"{_BEHIND}[{_SUPER}]{{1,3}}(?![\w{_SUPER}])")
_FUNCTION = re.compile(r"(?i)(?:sin|cos|tan|cot|sec|log)$")
_BRACKETED = re.compile(r"(?<=\S)\[\d{1,3}\]|\[\^[^\]\s]{1,20}\]")
_SYMBOL = re.compile(r"(?<=[^\W\d_])[.,;:!?”’»)\"']{0,3}(\*{1,3}|†{1,2}|‡{1,2})(?=[\s.,;:!?”’»)]|$)")
_GLUED = re.compile(r"(?:(?<=[^\W\d_A-Z]{3})|(?<=[^\W\d_]{2}[.,;:!?”’»)]))(\d{1,3})(?=\s|$)")
_SET_RAISED = re.compile(r"\d{1,3}|[*†‡]{1,3}|\[\d{1,3}\]")


def orphan_markers(document: Document) -> Iterator[Spot]:
    """A raised number, a number in square brackets, `*` or `†` stayed in the text, looks like the
    marker of a note, and leads to none. Exponents (`m²`, `10³`) are not meant."""
    free = _free_numbers(document)
    for text in texts(document):
        found = {match.span() for match in _RAISED.finditer(text.text) 
                 if not _FUNCTION.search(text.text[max(0, match.start() - 3) : match.start()])}
        found |= {match.span() for match in _BRACKETED.finditer(text.text)}
        found |= {(s.start, s.end) for s in text.styles if s.name == "superscript" and _is_marker(text, s.start, s.end)}
        # Without notes, several stars may as well hide letters of a word (`d**`).
        found |= {m.span(1) for m in _SYMBOL.finditer(text.text) if document.notes or len(m[1]) == 1}
        if free:
            found |= {match.span(1) for match in _GLUED.finditer(text.text) if match[1] in free}
        for start, end in sorted(found):
            yield text.line(start), f"{text.text[start:end]!r} looks like a note marker without note: {excerpt(text.text, start, end)}"


def _free_numbers(document: Document) -> frozenset[str]:
    """Numbers that miss something: of notes without marker, and those left out between two notes."""
    numbers = {int(note.label) for note in document.notes if note.label.isdigit() and len(note.label) < 4}
    lost = {int(n.label) for n in document.notes if n.label.isdigit() and len(n.label) < 4 and not n.references}
    gaps = {n for n in range(min(numbers), max(numbers)) if n not in numbers} if numbers else set()
    return frozenset(str(n) for n in lost | gaps)


def _is_marker(text: Text, start: int, end: int) -> bool:
    """Whether a raised piece is a number or sign behind a word or punctuation."""
    before = text.text[max(0, start - 4) : start]
    return bool(_SET_RAISED.fullmatch(text.text[start:end]) and re.search(r"[^\W\d_]{3}$|[.,;:!?…”’»)\]]$", before)
                and not _FUNCTION.search(before))
