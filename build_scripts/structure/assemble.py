"""Blocks and notes with their addresses, from a draft to which all rules have been applied."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts.compose import Composed
from build_scripts.draft import Draft
from build_scripts.languages import passages, passages_of_cells
from build_scripts.model import Block, Document, Note, NoteRef, TextStyle
from build_scripts.readers.note_ids import note_ids
from build_scripts.source import Intervention, Unit

_IBID = re.compile(
    r"(?i)^\W*(?:ibid(?:em|\.)?|ebd\.?|ebenda|там же|там само|yenə orada|a\.g\.e\.|idem|id\.)(?:\W|$)"
)


class _Sorted:
    """Things with a span, found by where they begin."""

    def __init__(self, items: Sequence, starts: Sequence[int]) -> None:
        self.items, self.starts = items, starts

    def between(self, start: int, end: int) -> Sequence:
        return self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def anchors(lines: Sequence[int]) -> list[str]:
    """`l62` for the first block that begins on line 62, then `l62b`, … `l62z`, `l62ba`: letters count in
    base 26 without `a`, so that no two are equal."""
    counts: dict[int, int] = defaultdict(int)
    result = []
    for line in lines:
        count = counts[line]
        counts[line] += 1
        result.append(f"l{line}{_letters(count)}")
    return result


def _letters(count: int) -> str:
    letters = ""
    while count:
        letters = chr(ord("a") + count % 26) + letters
        count //= 26
    return letters


def assemble(
    draft: Draft, main_language: str
) -> tuple[tuple[Block, ...], tuple[Note, ...], tuple[Intervention, ...]]:
    """(blocks, notes, interventions) of the document, in order of the seed."""
    draft.drop_markers_without_note()
    units = [u for u in draft.units if draft.text(u).strip()]
    flow = [u for u in units if u.role != "note"]
    noted = [u for u in units if u.role == "note"]
    ids = dict(zip([u.start for u in noted], note_ids([u.label for u in noted]), strict=True))
    styles = sorted(draft.styles, key=lambda s: (s.span[0], -s.span[1]))
    marks = _Sorted(styles, [s.span[0] for s in styles])
    refs = sorted((i for i in draft.interventions if i.kind == "noteref"), key=lambda i: i.span)
    found = _Sorted(refs, [r.span[0] for r in refs])
    known = set(ids.values())
    blocks = []
    for unit, anchor in zip(flow, anchors([draft.line(u) for u in flow]), strict=True):
        blocks.append(_block(draft, unit, anchor, marks, found, known, main_language))
    notes = [_note(draft, unit, ids[unit.start], marks, found, known, main_language) for unit in noted]
    return tuple(blocks), tuple(_resolved(_referenced(blocks, notes))), tuple(draft.interventions)


def _noterefs(unit: Unit, composed: Composed, found: _Sorted, known: set[str]) -> tuple[NoteRef, ...]:
    return tuple(
        NoteRef(composed.offset_of_cut(ref.span[0]), ref.detail)
        for start, end in unit.spans
        for ref in found.between(start, end)
        if ref.detail in known
    )


def _text_styles(unit: Unit, composed: Composed, marks: _Sorted) -> tuple[TextStyle, ...]:
    result: list[TextStyle] = []
    for start, end in unit.spans:
        for style in marks.between(start, end):
            first, last = composed.offset_of(style.span[0]), composed.end_offset_of(style.span[1])
            if first < last:
                result.append(TextStyle(first, last, style.name, style.href))
    return tuple(sorted(set(result), key=lambda s: (s.start, -s.end, s.name, s.href or "")))


def _breaks(draft: Draft, unit: Unit, composed: Composed) -> tuple[tuple[int, int], ...]:
    """Where the text of each further line begins."""
    result: list[tuple[int, int]] = []
    last = draft.line(unit)
    for start, end in unit.spans[1:]:
        line = draft.source.line_at(start)
        if line != last:
            offset = composed.offset_of(start)
            if offset < len(composed.text):
                result.append((offset, line))
            last = line
        del end
    return tuple(result)


def _lines(draft: Draft, unit: Unit) -> tuple[int, ...]:
    return tuple(dict.fromkeys(draft.source.line_at(s) for s, _ in unit.spans))


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.strip() for cell in row.split("\t")) for row in text.split("\n"))


def _block(
    draft: Draft, unit: Unit, anchor: str, marks: _Sorted, found: _Sorted, known: set[str], main: str
) -> Block:
    composed = draft.composed(unit)
    kind = unit.role or "p"
    return Block(
        id=anchor,
        kind=kind,
        text=composed.text,
        lines=_lines(draft, unit),
        source=composed.sources(),
        level=unit.level or (2 if kind == "head" else 1 if kind in ("title", "list") else 0),
        noterefs=_noterefs(unit, composed, found, known),
        styles=_text_styles(unit, composed, marks),
        passages=(passages_of_cells if kind == "table" else passages)(composed.text, main),
        rows=_rows(composed.text) if kind == "table" else (),
        breaks=_breaks(draft, unit, composed),
        rule=unit.rule,
        reason=unit.reason,
        certainty=unit.certainty,
    )


def _note(
    draft: Draft, unit: Unit, name: str, marks: _Sorted, found: _Sorted, known: set[str], main: str
) -> Note:
    composed = draft.composed(unit)
    return Note(
        id=name,
        label=unit.label,
        text=composed.text,
        lines=_lines(draft, unit),
        source=composed.sources(),
        noterefs=_noterefs(unit, composed, found, known),
        styles=_text_styles(unit, composed, marks),
        passages=passages(composed.text, main),
        breaks=_breaks(draft, unit, composed),
        rule=unit.rule,
        certainty=unit.certainty,
    )


def _referenced(blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[Note]:
    where: dict[str, list[tuple[str, int]]] = defaultdict(list)
    holders: tuple[Block | Note, ...] = (*blocks, *notes)
    for holder in holders:
        for ref in holder.noterefs:
            where[ref.note].append((holder.id, ref.offset))
    for note in notes:
        yield replace(note, references=tuple(where[note.id]))


def _resolved(notes: Iterator[Note]) -> Iterator[Note]:
    """«Ibid.» leads to the note before it when that cites one work only (no semicolon, no «see also»)."""
    previous: Note | None = None
    for note in notes:
        if previous is not None and _IBID.match(note.text):
            target = previous.resolves_to or previous.id
            single = previous.resolves_to or not re.search(r";|(?i:\bsee also\b)", previous.text)
            note = replace(note, resolves_to=target if single else None)
        yield note
        previous = note


def intervention_ids(document: Document) -> list[str]:
    """`a62`, then `a62-2`, … for the interventions of the document, by the line where each begins: an
    address that does not move when another rule is added elsewhere."""
    counts: dict[int, int] = defaultdict(int)
    result = []
    for item in document.interventions:
        line = document.source.line_at(item.span[0])
        counts[line] += 1
        result.append(f"a{line}" if counts[line] == 1 else f"a{line}-{counts[line]}")
    return result
