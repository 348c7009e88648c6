"""A document cut into files of a book that small reading devices take, and where everything stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from build_scripts.connections import PlacedNote
from build_scripts.exporters.inline import EDITOR
from build_scripts.forms.book_text import (
    Sheet,
    anchor,
    blocks,
    editorial,
    line_anchors,
    marker,
    note,
    targets,
)
from build_scripts.forms.xml_text import text
from build_scripts.model import Block, Document, Note

LARGEST = 100_000
"""Characters of text in one file; old reading devices take some 300 kB of XHTML."""


@dataclass(slots=True)
class Part:
    """One file of a document."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    editorial: list[PlacedNote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid out in files."""

    document: Document
    parts: tuple[Part, ...]
    files: dict[str, str]
    """Name (of a unit, line, editor's note or marker) → the file where it stands."""
    letters: dict[str, tuple[PlacedNote, ...]]

    def address(self, name: str, here: str = "") -> str:
        """Address of `name` from the file `here`; "" when it is not in the book."""
        file = self.files.get(name)
        if file is None:
            return ""
        return ("" if file == here else file) + f"#{anchor(name)}"


def lay_out(
    document: Document, stem: str, placed: Sequence[PlacedNote] = (), largest: int | None = LARGEST
) -> Laid:
    """Cut the document between blocks (inside a list only when that is very long) and put every note into
    the file of the first marker that leads to it. Files are `stem.xhtml`, `stem_2.xhtml` …; one file when
    `largest` is None."""
    parts = [Part(f"{stem}.xhtml")]
    size = 0
    last = ""
    for block in document.blocks:
        full = largest is not None and size + len(block.text) > largest and bool(parts[-1].blocks)
        inside_list = block.kind == "list" and last == "list" and size < 5 * (largest or 0)
        if full and not inside_list:
            parts.append(Part(f"{stem}_{len(parts) + 1}.xhtml"))
            size = 0
        parts[-1].blocks.append(block)
        size, last = size + len(block.text), block.kind
    by_unit = {block.id: part for part in parts for block in part.blocks}
    for one in document.notes:
        where = next((by_unit[unit] for unit, _ in one.references if unit in by_unit), parts[-1])
        where.notes.append(one)
        by_unit[one.id] = where
    letters: dict[str, tuple[PlacedNote, ...]] = {}
    for some in placed:
        if some.target.unit in by_unit:
            by_unit[some.target.unit].editorial.append(some)
            letters[some.target.unit] = (*letters.get(some.target.unit, ()), some)
    return Laid(document, tuple(parts), _files(document, parts, letters), letters)


def _files(
    document: Document, parts: Sequence[Part], letters: dict[str, tuple[PlacedNote, ...]]
) -> dict[str, str]:
    anchors = line_anchors(document)
    found: dict[str, str] = {}
    for part in parts:
        units: tuple[Block | Note, ...] = (*part.blocks, *part.notes)
        for unit in units:
            names = [
                unit.id,
                *(anchors[unit.id, line] for _, line in unit.breaks if (unit.id, line) in anchors),
            ]
            names += [marker(ref.note, unit.id, 1) for ref in unit.noterefs]
            names += [marker(EDITOR + one.letter, unit.id, 1) for one in letters.get(unit.id, ())]
            found.update(dict.fromkeys(names, part.file))
        found.update((f"ed-{one.letter}", part.file) for one in part.editorial)
    return found


def sheet(
    laid: Laid,
    here: str,
    *,
    epub: bool,
    prefix: str = "",
    heading: int = 1,
    outside: Callable[[str], str] = str,
) -> Sheet:
    """How the words of the document are written into the file `here`."""
    anchors = line_anchors(laid.document)

    def href(name: str) -> str:
        address = laid.address(name, here)
        return address.replace("#", f"#{prefix}", 1)

    return Sheet(
        laid.document,
        href,
        prefix,
        epub,
        laid.letters,
        heading,
        targets(laid.document, anchors),
        outside,
        anchors,
    )


def written(
    laid: Laid, part: Part, made: Sheet, rests: Callable[[PlacedNote], Iterable[str]]
) -> Iterator[str]:
    """The body of one part: blocks, then its notes. `rests`: what an editor's note rests on."""
    document = laid.document
    if part is laid.parts[0] and not any(block.kind == "title" for block in document.blocks):
        yield f'<h{made.heading} class="supplied"{_title_id(made)}>{text(document.title)}</h{made.heading}>'
    for _, shown in blocks(made, part.blocks):
        yield shown
    if part.notes or part.editorial:
        yield '<section class="notes">'
        for one in part.notes:
            yield note(made, one)
        for placed in part.editorial:
            yield editorial(made, placed, list(rests(placed)))
        yield "</section>"


def _title_id(made: Sheet) -> str:
    return f' id="{made.id("title")}"'
