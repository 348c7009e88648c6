"""What must hold for the reading of any file, whatever its format: plain functions that assert."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from build_scripts.draft import Draft
from build_scripts.readers import html, markdown
from build_scripts.source import ASIDES, KINDS, Intervention, Line, Reading, Source, Unit

READERS: dict[str, Callable[[Source], Reading]] = {"markdown": markdown.read, "html": html.read}
ROLES = (
    "",
    "title",
    "byline",
    "dateline",
    "head",
    "p",
    "quote",
    "list",
    "table",
    "caption",
    "code",
    "verse",
    "note",
)
STYLES = ("italic", "bold", "superscript", "subscript", "code", "link")


def source_of(text: str, format: str) -> Source:
    """A Source made by hand. Lines end at LF, CR LF and CR only."""
    lines: list[Line] = []
    start = 0
    for end in re.finditer(r"\r\n|\n|\r", text):
        lines.append(Line(len(lines) + 1, start, end.start()))
        start = end.end()
    if start < len(text) or not lines:
        lines.append(Line(len(lines) + 1, start, len(text)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(f"seed.{format}", format, "utf-8", b"", digest, text, tuple(lines))


class Read:
    """A text, read: its units as a reader sees them."""

    def __init__(self, text: str, format: str) -> None:
        self.source = source_of(text, format)
        self.reading = READERS[format](self.source)

    def text(self, unit: Unit) -> str:
        return reading_text(self.source.text, unit, self.reading.interventions)

    @property
    def units(self) -> list[tuple[str, str]]:
        """(role, text) of every unit."""
        return [(unit.role, self.text(unit)) for unit in self.reading.units]

    def of(self, role: str) -> list[str]:
        return [text for found, text in self.units if found == role]

    def levels(self, role: str) -> list[int]:
        return [unit.level for unit in self.reading.units if unit.role == role]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """(label, text) of every note."""
        return [(unit.label, self.text(unit)) for unit in self.reading.units if unit.role == "note"]

    @property
    def refs(self) -> list[tuple[str, str]]:
        """(id of the note, the words before it) of every marker."""
        refs = [i for i in self.reading.interventions if i.kind == "noteref"]
        return [
            (i.detail, self.source.text[max(0, i.span[0] - 12) : i.span[0]].split("<")[0][-6:]) for i in refs
        ]

    @property
    def asides(self) -> list[tuple[str, str]]:
        """(kind, the seed's characters) of everything set aside."""
        asides = (i for i in self.reading.interventions if i.kind == "set-aside")
        return [(i.detail, self.source.text[slice(*i.span)]) for i in asides]

    @property
    def styles(self) -> list[tuple[str, str, str | None]]:
        """(name, the seed's characters, address) of every style."""
        return [(s.name, self.source.text[slice(*s.span)], s.href) for s in self.reading.styles]

    def links(self) -> list[tuple[str, str | None]]:
        return [(words, href) for name, words, href in self.styles if name == "link"]

    def values(self, term: str) -> list[str]:
        return [s.value for s in self.reading.statements if s.term == term]

    def check(self) -> Read:
        check(self.source, self.reading)
        return self


def reading_text(text: str, unit: Unit, interventions: tuple[Intervention, ...]) -> str:
    """The contract, as it is written: what no intervention covers, with readings in their places, and the
    separator between two pieces unless a join covers the gap."""
    low, high = unit.start, unit.end
    near = sorted((i for i in interventions if i.span[0] < high and low < i.span[1]), key=lambda i: i.span)
    parts: list[str] = []
    previous = -1
    for start, end in unit.spans:
        if previous >= 0:
            joins = [i for i in near if i.kind == "join" and i.span[0] <= previous and start <= i.span[1]]
            parts.append(joins[0].reading if joins else unit.separator)
        position = start
        for cut in near:
            if start <= cut.span[0] < end:
                parts += [text[position : cut.span[0]], cut.reading]
                position = cut.span[1]
        parts.append(text[position:end])
        previous = end
    return "".join(parts)


def check(source: Source, reading: Reading) -> None:
    """All of them."""
    check_places(source, reading)
    check_units(source, reading)
    check_undoing(source, reading)
    check_details(source, reading)
    # The driver must accept all of it, and compute the same text.
    draft = Draft(source, reading)
    assert not draft.refused, draft.refused
    for unit in draft.units:
        assert draft.text(unit) == reading_text(source.text, unit, reading.interventions)


def check_places(source: Source, reading: Reading) -> None:
    """Every character that is not white space is in exactly one place; interventions do not overlap."""
    text = source.text
    cut = [""] * len(text)
    for item in reading.interventions:
        start, end = item.span
        assert 0 <= start < end <= len(text), item
        assert not any(cut[start:end]), f"overlap at {item}"
        cut[start:end] = [item.kind] * (end - start)
    held = [0] * len(text)
    for unit in reading.units:
        for start, end in unit.spans:
            for at in range(start, end):
                held[at] += not cut[at]
                assert cut[at] != "set-aside", f"{unit} holds what is set aside"
    assert max(held, default=0) <= 1, "a character is in two units"
    lost = [at for at, char in enumerate(text) if not char.isspace() and not held[at] and not cut[at]]
    assert not lost, f"lost: {[text[at - 5 : at + 5] for at in lost[:5]]}"


def check_units(source: Source, reading: Reading) -> None:
    """Pieces are in order and trimmed, none holds a line end of the text; no unit is empty."""
    text = source.text
    inside = [at for i in reading.interventions for at in range(*i.span) if text[at] in "\r\n"]
    marked = set(inside)
    starts = [unit.start for unit in reading.units]
    assert len(set(starts)) == len(starts)
    for unit in reading.units:
        assert unit.role in ROLES
        position = -1
        for start, end in unit.spans:
            assert position <= start < end <= len(text)
            assert not text[start].isspace() and not text[end - 1].isspace(), (unit, text[start:end])
            assert not any(text[at] in "\r\n" and at not in marked for at in range(start, end)), unit
            position = end
        assert reading_text(text, unit, reading.interventions).strip(), f"{unit} is empty"


def check_undoing(source: Source, reading: Reading) -> None:
    """The kept stretches and the spans of the interventions, put together, give the seed back."""
    text = source.text
    pieces = [(i.span, text[slice(*i.span)]) for i in reading.interventions]
    covered = sorted(i.span for i in reading.interventions)
    for unit in reading.units:
        for start, end in unit.spans:
            position = start
            for a, b in (c for c in covered if start <= c[0] < end):
                pieces.append(((position, a), text[position:a]))
                position = b
            pieces.append(((position, end), text[position:end]))
    rebuilt, position = "", 0
    for (start, end), words in sorted(pieces):
        if start < end:
            assert not text[position:start].strip()
            rebuilt += text[position:start] + words
            position = end
    assert rebuilt + text[position:] == text


def check_details(source: Source, reading: Reading) -> None:
    """Kinds, asides, notes, styles and statements are what the model says they are."""
    from build_scripts.readers.note_ids import note_ids

    ids = note_ids([unit.label for unit in reading.units if unit.role == "note"])
    for item in reading.interventions:
        assert item.kind in KINDS and item.responsibility == "reader" and item.reason
        assert item.kind != "set-aside" or item.detail in ASIDES
        assert item.kind != "noteref" or item.detail in ids, item
    for style in reading.styles:
        assert style.name in STYLES and 0 <= style.span[0] < style.span[1] <= len(source.text)
        assert style.href is None or re.match(r"(?i)https?://|https?:|mailto:|#\w", style.href), style
    for statement in reading.statements:
        assert statement.value == statement.value.strip() != ""
        assert statement.line is None or 1 <= statement.line <= len(source.lines)
