"""The passages of a corpus: what a search can find, each with its place.

In the order of documents: blocks (of a table every line), notes, set-aside stretches, notes of the editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.connections import PlacedNote
from build_scripts.exporters import sources
from build_scripts.exporters.passages import NOTES, plain
from build_scripts.languages import UNKNOWN
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.source import ASIDES, Intervention

PARTS = ("text", "note", "aside", "editorial")
LONGEST_ASIDE = 1500
"""Characters of a set-aside stretch that make one passage; a longer one is cut at its lines."""


@dataclass(frozen=True, slots=True)
class Passage:
    anchor: str
    """On the document's page; of a set-aside stretch the address of its line, below the site's root."""
    part: str
    """One of PARTS."""
    kind: str
    """Of a block its kind, `note`, what was set aside, or the kind of the editor's note."""
    language: str
    section: str
    """The heading above it; "" where there is none."""
    line: int
    """Of the seed."""
    text: str
    unit: str = ""
    """Id of the block or note that holds it; "" for the others."""
    offset: int = 0
    """Where it begins in the text of its unit."""


def passages(
    document: Document, corpus: Corpus, editorial: Mapping[str, list[PlacedNote]]
) -> Iterator[Passage]:
    """The passages of one document, those without any text left out. `editorial`: document → notes."""
    language = main_language(document, corpus)
    section = ""
    lines: dict[str, int] = {}
    for block in document.blocks:
        lines[block.id] = block.lines[0] if block.lines else 1
        yield from _of_block(block, language, section)
        if block.kind == "head":
            section = plain(block.text)
    for note in document.notes:
        lines[note.id] = note.lines[0] if note.lines else 1
        if note.text.strip():
            yield Passage(
                note.id, "note", "note", _own(note, language), NOTES, lines[note.id], note.text, note.id
            )
    for aside in document.asides:
        yield from _of_aside(document, aside, language)
    for placed in editorial.get(document.id, ()):
        line = lines.get(placed.target.unit, 1)
        if placed.note.text.strip():
            yield Passage(
                f"ed-{placed.letter}",
                "editorial",
                placed.note.kind,
                str(corpus.archive.get("language") or ""),
                "",
                line,
                placed.note.text,
            )


def main_language(document: Document, corpus: Corpus) -> str:
    return document.value("language") or str(corpus.archive.get("language") or "")


def _own(unit: Block | Note, language: str) -> str:
    """The language of most of its characters."""
    sizes: dict[str, int] = {}
    for stretch in unit.passages:
        if stretch.language == UNKNOWN:
            continue  # searched by the rules of the document's language
        sizes[stretch.language] = sizes.get(stretch.language, 0) + stretch.end - stretch.start
    sizes[language] = sizes.get(language, 0) + len(unit.text) - sum(sizes.values())
    return max(sizes, key=lambda name: (sizes[name], name == language, name))


def _of_block(block: Block, language: str, section: str) -> Iterator[Passage]:
    own = _own(block, language)
    first = block.lines[0] if block.lines else 1
    if block.kind != "table":
        if block.text.strip():
            yield Passage(block.id, "text", block.kind, own, section, first, block.text, block.id)
        return
    begins = dict(block.breaks)
    offset, line = 0, first
    for row in block.text.split("\n"):
        line = begins.get(offset, line)
        if row.strip():
            yield Passage(block.id, "text", block.kind, own, section, line, row, block.id, offset)
        offset += len(row) + 1


def _of_aside(document: Document, aside: Intervention, language: str) -> Iterator[Passage]:
    """The stretch as it was received, in pieces of whole lines."""
    source = document.source
    start, end = aside.span
    section = ASIDES.get(aside.detail, aside.detail)
    while start < end:
        stop = end
        if end - start > LONGEST_ASIDE:
            cut = max(source.text.rfind(sign, start + 1, start + LONGEST_ASIDE) for sign in "\n\r")
            if cut < 0:  # one long line: between two words of it, or anywhere
                cut = source.text.rfind(" ", start + 1, start + LONGEST_ASIDE)
            stop = cut + 1 if cut > start else start + LONGEST_ASIDE
        words = source.text[start:stop]
        if words.strip():
            line = source.line_at(start + len(words) - len(words.lstrip()))
            anchor = sources.address(document.id, line)
            yield Passage(anchor, "aside", aside.detail, language, section, line, words.strip())
        start = stop
