"""The text of a document as TEI: front, body with nested divisions, back with the notes.

White space between block elements is for the eye; inside an element that holds words, every character
counts. A block has its anchor as `xml:id` and the line of the received file where it begins as `n`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.exporters.cells import cells
from build_scripts.exporters.nesting import Run
from build_scripts.forms.tei_inline import Marked, inline, note_id, unit_run, words
from build_scripts.forms.xml_text import attributes
from build_scripts.model import Block, Document, Note

FRONT = ("title", "byline", "dateline", "abstract")
"""Kinds of blocks that stand in `front` when the document begins with them."""
DEEPEST = 9
"""Levels of divisions; deeper headings stand at this one."""


def text(document: Document, marked: Marked, topics: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The content of `text`, in lines. `topics`: unit → ids of the categories that it carries."""
    sheet = _Sheet(document, marked, topics)
    blocks = list(document.blocks)
    begin = 0
    while begin < len(blocks) and blocks[begin].kind in FRONT:
        begin += 1
    if not any(block.kind == "title" for block in blocks):
        yield from ["<front>", sheet.supplied(document.title), *sheet.front(blocks[:begin]), "</front>"]
    elif begin:
        yield from ["<front>", *sheet.front(blocks[:begin]), "</front>"]
    yield "<body>"
    yield from sheet.body(blocks[begin:])
    yield "</body>"


def notes(document: Document, marked: Marked, topics: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The notes of the author, as a division of `back`."""
    sheet = _Sheet(document, marked, topics)
    for block in document.blocks:  # lines that have their anchor in the text
        unit_run(block, marked, sheet.taken)
    yield '<div type="notes">'
    for note in document.notes:
        yield sheet.note(note)
    yield "</div>"


class _Sheet:
    """What the parts of one text share."""

    def __init__(self, document: Document, marked: Marked, topics: Mapping[str, tuple[str, ...]]) -> None:
        self.marked, self.topics = marked, topics
        count = len(document.values("creator"))
        self.authors = " ".join(f"#author-{number}" for number in range(1, count + 1)) or None
        self.taken = {unit.id for unit in document.units}

    def given(self, block: Block, **more: str | None) -> str:
        """The attributes of a block."""
        doubt = block.certainty if block.certainty != "high" else None
        ana = " ".join(f"#t-{id}" for id in self.topics.get(block.id, ())) or None
        return attributes(xml_id=block.id, n=str(block.lines[0]), **more, ana=ana, cert=doubt)

    def run(self, unit: Block | Note) -> Run:
        return unit_run(unit, self.marked, self.taken)

    def words(self, unit: Block | Note) -> str:
        return inline(self.run(unit), self.marked)

    def supplied(self, title: str) -> str:
        """The source prints no title: the record's, or the document's name."""
        return f'<docTitle><titlePart type="main"><supplied>{words(title)}</supplied></titlePart></docTitle>'

    def front(self, blocks: list[Block]) -> Iterator[str]:
        """Title, byline, date, then the abstract."""
        after_division = False
        for block in blocks:
            if block.kind == "abstract":
                after_division = True
                yield f'<div type="abstract"><p{self.given(block)}>{self.words(block)}</p></div>'
            elif after_division:  # no longer at the head
                yield f'<div type="{block.kind}"><p{self.given(block)}>{self.words(block)}</p></div>'
            elif block.kind == "title":
                part = f"<titlePart{self.given(block, type='main')}>{self.words(block)}</titlePart>"
                yield f"<docTitle>{part}</docTitle>"
            elif block.kind == "byline":
                yield f"<byline{self.given(block)}>{self.words(block)}</byline>"
            else:
                yield f"<docDate{self.given(block)}>{self.words(block)}</docDate>"

    def body(self, blocks: list[Block]) -> Iterator[str]:
        """The blocks; a heading begins a division, and closes those of its level and below."""
        open_levels: list[int] = []
        filled = False
        for group in _groups(blocks):
            first = group[0]
            if first.kind in ("head", "title"):
                level = min(first.level, DEEPEST) if first.kind == "head" else 1
                while open_levels and open_levels[-1] >= level:
                    open_levels.pop()
                    yield "</div>"
                open_levels.append(level)
                yield f'<div type="section"><head{self.given(first)}>{self.words(first)}</head>'
            elif first.kind == "list":
                yield from self.list(group)
            else:
                yield self.block(first)
            filled = True
        if not filled:
            yield "<p/>"  # a body is never empty
        yield from ["</div>"] * len(open_levels)

    def block(self, block: Block) -> str:
        """One block that is neither heading nor list."""
        if block.kind == "table" and any(block.rows):
            return self.table(block)
        if block.kind == "verse":
            return self.verse(block)
        given = self.given(block)
        if block.kind == "p":
            return f"<p{given}>{self.words(block)}</p>"
        if block.kind == "quote":
            return f"<quote{given}>{self.words(block)}</quote>"
        if block.kind == "caption":
            return f"<figure><head{given}>{self.words(block)}</head></figure>"
        given = self.given(block, type=block.kind)
        space = ' xml:space="preserve"' if block.kind == "code" else ""
        return f"<ab{given}{space}>{self.words(block)}</ab>"

    def table(self, block: Block) -> str:
        """The first row holds the heads."""
        found = iter(cells(block.rows, self.run(block)))
        rows = []
        for number, row in enumerate(block.rows):
            shown = "\t".join(f"<cell>{inline(next(found), self.marked)}</cell>" for _ in row)
            rows.append(f"<row{attributes(role=None if number else 'label')}>{shown}</row>")
        return f"<table{self.given(block)}>" + "\n".join(rows) + "</table>"

    def verse(self, block: Block) -> str:
        """A line group; line ends stand between the lines."""
        lines = block.text.split("\n")
        found = cells([[line] for line in lines], self.run(block))
        shown = [
            f"<l>{inline(run, self.marked)}</l>" if line or run.noterefs else ""
            for line, run in zip(lines, found, strict=True)
        ]
        return f"<lg{self.given(block)}>" + "\n".join(shown) + "</lg>"

    def list(self, items: list[Block]) -> Iterator[str]:
        """The items of one list; a deeper one stands in a list inside the item before it."""
        depth = 0
        for item in items:
            wanted = min(max(item.level, 1), depth + 1)
            if wanted > depth:
                yield "<list>"
            else:
                yield "</item>" + "</list></item>" * (depth - wanted)
            depth = wanted
            yield f"<item{self.given(item)}>{self.words(item)}"
        yield "</item></list>" * depth

    def note(self, note: Note) -> str:
        """One note with the number that is printed."""
        given = attributes(
            xml_id=note_id(note.id),
            n=note.label,
            type="authorial",
            resp=self.authors,
            place="end",
            corresp=f"#{note_id(note.resolves_to)}" if note.resolves_to else None,
            cert=note.certainty if note.certainty != "high" else None,
        )
        line = f'<lb n="{note.lines[0]}"/>' if note.lines else ""
        return f"<note{given}>{line}{self.words(note)}</note>"


def _groups(blocks: list[Block]) -> Iterator[list[Block]]:
    """The blocks one by one, items of a list together."""
    items: list[Block] = []
    for block in blocks:
        if block.kind == "list":
            items.append(block)
            continue
        if items:
            yield items
            items = []
        yield [block]
    if items:
        yield items
