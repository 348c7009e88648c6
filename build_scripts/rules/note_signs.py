"""Where note markers and note labels can stand: candidates only. Which of them belong together is
decided by `notes`, since a lone number proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.draft import Draft
from build_scripts.source import Span, Unit

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: A label at the beginning of a line, by style; the group is the label.
_LABELS = {
    "sup": re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*(?=\S)"),
    "caret": re.compile(r"\[\^([^\]\s]{1,20})\]:?\s*(?=\S)"),
    "bracket": re.compile(r"\[(\d{1,4})\][.:]?\s*(?=\S)"),
    "tag": re.compile(r"<sup>\s*\[?(\d{1,4}|[a-z*†‡]{1,3})\]?\s*</sup>\s*(?=\S)"),
    "named": re.compile(r"\[(?:Footnote|Note|Fußnote|Сноска) ([\w*†]{1,4})[:.]\s+(?=\S)"),
    "paren": re.compile(r"\((\d{1,3})\)\s*(?=\S)"),
    "dot": re.compile(r"(\d{1,4})[.)]\s+(?=\S)"),
    "plain": re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[\"“”‘«„'(\[*<])"),
    "slash": re.compile(r"([a-z]|\d{1,2})/\s+(?=\S)"),
    "glued": re.compile(r"(\d{1,3})(?=[A-ZÀ-ÞА-Я“«„\"][\w])"),
    "symbol": re.compile(r"(\*{1,4}|†{1,3}|‡{1,3}|§|¶)\s*(?=[^\s*†‡§¶\d])"),
}
_MARKERS = {
    "sup": re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?![⁰¹²³⁴⁵⁶⁷⁸⁹\w])"),
    "caret": re.compile(r"\[\^([^\]\s]{1,20})\](?!:)"),
    "bracket": re.compile(r"\[(\d{1,4})\](?!\()"),
    "tag": re.compile(r"<sup>\s*\[?(\d{1,4}|[a-z*†‡]{1,3})\]?\s*</sup>"),
    "paren": re.compile(r"(?<=[\w.,;:!?”\"’»)])\s?\((\d{1,3})\)"),
    "glued": re.compile(
        r"(?:(?<=[a-zà-ÿа-яёəıșțğşç]{3})|(?<=[^\W\d][.,;:!?”\"’»)\]])|(?<=\d{4}[.,;:])|(?<=[.,;:!?][”\"’»)\]])|(?<=[\w)]…))"
        r"(\d{1,3})(?=$|\s|[.,;:)”\"’»—–](?!\d))"
    ),
    "slash": re.compile(r"(?<=[\w.,;:!?”\"’»)])\s?\b([a-z]|\d{1,2})/(?=$|[\s.,;)])"),
    "symbol": re.compile(r"(?<=[\w.,;:!?”\"’»)…])(\*{1,4}|†{1,3}|‡{1,3}|§|¶)(?![\w*†‡])"),
}
#: Which markers a style of label may answer to.
ANSWERS = {
    "sup": ("sup", "tag", "glued", "bracket", "paren"),
    "caret": ("caret",),
    "bracket": ("bracket", "sup", "tag", "glued"),
    "tag": ("tag", "sup", "bracket"),
    "named": ("bracket", "sup", "symbol", "paren"),
    "paren": ("paren", "sup", "bracket"),
    "dot": ("sup", "bracket", "tag", "glued", "paren"),
    "plain": ("sup", "bracket", "tag", "glued", "paren"),
    "glued": ("sup", "glued", "bracket", "tag", "paren"),
    "symbol": ("symbol",),
    "slash": ("slash",),
}
_UNIT_BEFORE = re.compile(
    r"(?:(?:^|[\s\d(/])(?:[kcdmµn]?m|ft|in|yd|mi|ha|s|kg|sq|km/h)|\d|(?:^|[\s(=+×*/-])[A-Za-zα-ω])$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A possible beginning of a note."""

    label: str
    style: str
    span: Span
    unit: Unit
    inner: bool
    """It begins a line inside its unit."""

    @property
    def number(self) -> int:
        if self.style == "slash" and self.label.isalpha():
            return ord(self.label) - 96
        return int(self.label) if self.label.isdigit() else -1


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible note marker."""

    label: str
    style: str
    span: Span
    weak: bool
    """It may as well be an exponent or part of a unit of measure."""


def labels(draft: Draft) -> Iterator[Label]:
    """Every possible label, in order of the seed; at most one style for each line (the most telling)."""
    text = draft.source.text
    for unit in draft.units:
        if (
            unit.role in ("note", "table", "head", "title", "code")
            and unit.given
            or unit.role in ("byline", "dateline", "credit")
        ):
            continue
        for index, (start, end) in enumerate(unit.spans):
            for style, pattern in _LABELS.items():
                match = pattern.match(text, start, end)
                if match and not draft.cuts.within(match.start(1), match.end(1)):
                    label = match.group(1).translate(_SUPERSCRIPT)
                    yield Label(label, style, match.span(), unit, index > 0)
                    break


def markers(draft: Draft) -> list[Marker]:
    """Every possible marker in the flow, in order of the seed."""
    text = draft.source.text
    found: list[Marker] = []
    for unit in draft.units:
        if unit.role == "code":
            continue
        for start, end in unit.spans:
            for style, pattern in _MARKERS.items():
                for match in pattern.finditer(text, start, end):
                    span = match.span()
                    if style == "paren":
                        span = (match.start(), match.end(1) + 1)
                    span = (_before(text, span, start, end), span[1])
                    if span[0] == start or draft.cuts.within(*span):
                        continue
                    label = (match.group(1) if match.groups() else match.group()).translate(_SUPERSCRIPT)
                    weak = style == "sup" and bool(
                        _UNIT_BEFORE.search(text, max(start, span[0] - 6), span[0])
                    )
                    found.append(Marker(label, style, span, weak))
    return sorted(found, key=lambda m: m.span)


def _before(text: str, span: tuple[int, int], start: int, end: int) -> int:
    """Where the white space before a marker begins, when it goes with the marker: what follows is
    punctuation, more white space or the end of the line."""
    position = span[0]
    if span[1] < end and text[span[1]] not in " \t\u00a0.,;:!?…)»”":
        return position
    while position > start and text[position - 1].isspace():
        position -= 1
    return position
