"""The texts that checks read, with the line of the seed for every character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.model import Block, Document, Note, NoteRef, TextStyle

Spot = tuple[int | None, str]
"""What a check yields: (line of the seed or of the page, what is the matter)."""


@dataclass(frozen=True, slots=True)
class Text:
    """The reading text of one block or note."""

    id: str
    kind: str
    """Kind of the block, or `note`."""
    text: str
    """Passages set as program code stand as `XXX`: there every sign may be meant."""
    first: int
    """Line of the seed where it begins."""
    breaks: tuple[tuple[int, int], ...]
    noterefs: tuple[NoteRef, ...]
    styles: tuple[TextStyle, ...]

    def line(self, offset: int) -> int:
        """The line of the seed that holds the character at `offset`."""
        index = bisect_right(self.breaks, offset, key=lambda pair: pair[0])
        return self.breaks[index - 1][1] if index else self.first

    @property
    def last(self) -> int:
        return self.breaks[-1][1] if self.breaks else self.first


def texts(document: Document) -> Iterator[Text]:
    """Blocks, then notes, without blocks of program code."""
    units: tuple[Block | Note, ...] = (*document.blocks, *document.notes)
    for unit in units:
        kind = _kind(unit)
        if kind != "code":
            yield Text(
                unit.id, kind, without_code(unit), unit.lines[0], unit.breaks, unit.noterefs, unit.styles
            )


def without_code(unit: Block | Note) -> str:
    """The reading text with `X` for every letter, sign and space that is set as program code."""
    parts: list[str] = []
    position = 0
    for style in unit.styles:
        if style.name == "code" and style.start >= position:
            parts += [unit.text[position : style.start], "X" * (style.end - style.start)]
            position = style.end
    return "".join([*parts, unit.text[position:]])


def _kind(unit: Block | Note) -> str:
    return unit.kind if isinstance(unit, Block) else "note"


def excerpt(text: str, start: int, end: int, around: int = 24) -> str:
    """The characters from `start` to `end` with some of what stands around them, as «…»."""
    first, last = max(0, start - around), min(len(text), end + around)
    words = " ".join(text[first:last].split())
    return f"«{'…' if first else ''}{words}{'…' if last < len(text) else ''}»"
