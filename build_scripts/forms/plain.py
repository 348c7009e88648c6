"""Plain text: `exports/text/<id>.txt`, UTF-8, for reading anywhere and for programs that count words.

Lines `Name: value` say what the document is; an empty line ends them. Then the reading text: one paragraph
on a line, an empty line between paragraphs, the title and headings underlined, quotations indented. The
number of a note stands in brackets where it was printed; the notes stand at the end with the same numbers.
Control characters, which would do harm in a terminal, are shown as signs (U+2400 and following).

`laid_out` also tells where every character of a block or note stands in the file, for annotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.exporters import wording
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import at
from build_scripts.model import Artifact, Block, Corpus, Document, Note

PATH = "exports/text/{id}.txt"
INDENT = "    "
LONGEST_RULE = 72
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OWN_SIGN = re.compile(r"(?:[•·▪‣◦○●■□–—*-]|\(?\w{1,4}[.)])\s")
"""An item that brings its own sign or number along."""


@dataclass(frozen=True, slots=True)
class Piece:
    """From here on, characters of a unit stand in the file one after another."""

    offset: int
    """In the text of the unit."""
    place: int
    """In the file."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A file, and where everything stands in it. Places are characters of the file, from 0."""

    text: str
    pieces: Mapping[str, tuple[Piece, ...]]
    """Id of a block or note → its pieces, in order."""

    def place(self, unit: str, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` (half-open, at least one) of a unit stand. A number of a
        note that stands between them is part of the stretch. Raises KeyError for an unknown unit."""
        return self._at(unit, start), self._at(unit, max(start, end - 1)) + 1

    def _at(self, unit: str, offset: int) -> int:
        pieces = self.pieces[unit]
        piece = pieces[max(0, bisect_right(pieces, offset, key=lambda p: p.offset) - 1)]
        return piece.place + offset - piece.offset


def write(corpus: Corpus) -> Iterator[Artifact]:
    """One file for each document."""
    for document in corpus.documents:
        yield Artifact("docs/" + PATH.format(id=document.id), laid_out(document, corpus).text)


def laid_out(document: Document, corpus: Corpus) -> Laid:
    """The whole file of one document; ends with one line feed."""
    sheet = _Sheet({note.id: shown(note.label) for note in document.notes})
    for line in head(document, corpus):
        sheet.add(line + "\n")
    for block in document.blocks:
        sheet.block(block)
    if document.notes:
        sheet.add("\n" + underlined("Notes", "-"))
    for note in document.notes:
        sheet.add(f"\n[{sheet.labels[note.id]}] ")
        sheet.words(note, INDENT)
        sheet.add("\n")
    return Laid("".join(sheet.parts), {unit: tuple(some) for unit, some in sheet.pieces.items()})


def head(document: Document, corpus: Corpus) -> Iterator[str]:
    """`Name: value` for everything that is known."""
    archive, stated = corpus.archive, rights(document)
    container, volume = wording.published_in(document)
    issued = document.value("issued")
    edition = (archive["title"], f"version {archive['version']}" if archive.get("version") else "")
    values = [
        ("Title", document.title),
        *(("Author", name) for name in document.values("creator")),
        *(("Contributor", name) for name in document.values("contributor")),
        ("Date", wording.issued(document)),
        ("Date (EDTF)", issued or ""),
        ("Published in", ", ".join(filter(None, (container, volume)))),
        ("Publisher", document.value("publisher") or ""),
        ("Language", document.value("language") or ""),
        ("Rights", stated.uri),
        ("Rights holder", stated.holder),
        ("Rights statement", stated.statement),
        ("Rights note", stated.note),
        ("Edition", ", ".join(filter(None, (*edition, dates.display(archive.get("date") or "") if archive.get("date") else "")))),
        ("Address", at(archive, f"documents/{document.id}.html")),
        ("Received file", document.source.file),
        ("SHA-256", document.source.sha256),
    ]  # fmt: skip
    return (f"{name}: {one_line(value)}" for name, value in values if value)


def one_line(words: str) -> str:
    return " ".join(shown(words).split())


def shown(words: str) -> str:
    """`words`, character for character, with signs for what no text file should hold."""
    return _UNPRINTABLE.sub(_sign, words.replace("\r", " "))


def _sign(match: re.Match[str]) -> str:
    if match[0] == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd"


def underlined(words: str, sign: str) -> str:
    """A heading with its rule, each on its line."""
    longest = max((len(line) for line in words.split("\n")), default=0)
    return f"{words}\n{sign * min(max(longest, 3), LONGEST_RULE)}\n"


class _Sheet:
    """A file in the making."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.parts: list[str] = []
        self.length = 0
        self.pieces: dict[str, list[Piece]] = {}

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def block(self, block: Block) -> None:
        """A block with the empty line before it."""
        first, further = _indents(block)
        self.add("\n" + first)
        before = self.length
        self.words(block, further)
        if block.kind in ("title", "head"):
            longest = min(max(self.length - before, 3), LONGEST_RULE)
            self.add("\n" + ("=" if block.kind == "title" else "-") * longest)
        self.add("\n")

    def words(self, unit: Block | Note, indent: str) -> None:
        """The text of `unit` with the numbers of its notes; further lines begin with `indent`."""
        pieces = self.pieces.setdefault(unit.id, [])
        text, done = shown(unit.text), 0
        breaks = [(m.end(), indent) for m in re.finditer("\n", text)] if indent else []
        marks = [
            (min(ref.offset, len(text)), f"[{self.labels[ref.note]}]")
            for ref in unit.noterefs
            if ref.note in self.labels
        ]
        for offset, inserted in sorted((*breaks, *marks), key=lambda pair: pair[0]):
            self._piece(pieces, text, done, offset)
            self.add(inserted)
            done = offset
        self._piece(pieces, text, done, len(text))

    def _piece(self, pieces: list[Piece], text: str, start: int, end: int) -> None:
        if start < end or not pieces:
            pieces.append(Piece(start, self.length))
            self.add(text[start:end])


def _indents(block: Block) -> tuple[str, str]:
    """What stands before the first line of a block, and before its further ones."""
    if block.kind in ("quote", "code"):
        return INDENT, INDENT
    if block.kind == "list":
        deep = "  " * (max(block.level, 1) - 1)
        return deep + ("" if _OWN_SIGN.match(block.text) else "- "), deep + "  "
    return "", ""
