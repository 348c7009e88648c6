"""The edition as Markdown: `docs/documents/<id>.md`, one file for each document.

Plain, portable Markdown: footnotes `[^7]`, headings, block quotes, tables. After a block stands an
attribute list with its anchor, the line of the seed (`{ #l62 }`); where a block takes text from
further lines, the Markdown begins a new line too, so that a diff shows the lines of the seed.

Names are links to their pages (`[words][@id]`, told at the end of the file), the editor's letters stand as `<sup class="ed">`, and what
is connected to a passage stands under it in one line of HTML, a closed `<details>`.

The values of the front matter are plain text. A template that shows them must escape them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from build_scripts.directions import other_way, right_to_left
from build_scripts.exporters import connected, escaping
from build_scripts.exporters.cells import cells
from build_scripts.exporters.front_matter import front_matter
from build_scripts.exporters.inline import CUT, Page, definition, render
from build_scripts.exporters.marks import Marks, marks
from build_scripts.exporters.nesting import Run
from build_scripts.markdown_notes import shown_label
from build_scripts.model import Artifact, Block, Corpus, Document, Note

DEEPEST = 6
"""Levels of headings that HTML has."""
LONGEST = 200
"""Items of a list that stand together."""
TURNED = 30
"""Characters of a block from which on it is set in its own direction."""
#: An item that brings its own sign or number along: the page adds no second one.
LABELLED = re.compile(r"(?:[•·▪‣◦○●■□–—*-]|\(?(?:\d{1,4}|[ivxlc]{1,6}|[A-Za-zÀ-ɏЀ-ӿ])[.)])\s")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the parts of one page share."""

    page: Page
    language: str = ""
    """Of the document."""
    marks: Marks = field(default_factory=Marks)
    taken: set[str] = field(default_factory=set)
    """Ids already given on the page, in the order of writing."""

    def run(self, unit: Block | Note) -> Run:
        """A block or note as a Run. A line that begins inside several blocks has its anchor in the
        first of them only, and none where a block of that name exists."""
        breaks = []
        for offset, line in sorted(unit.breaks):
            anchor = f"l{line}"
            breaks.append((offset, "" if anchor in self.taken else anchor))
            self.taken.add(anchor)
        refs = (*unit.noterefs, *self.marks.letters.get(unit.id, ()))
        styles = (*unit.styles, *self.marks.styles.get(unit.id, ()))
        return Run(unit.text, refs, styles, unit.passages, tuple(breaks))


def documents(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/documents/<id>.md` for every document, in the order of the corpus."""
    made = connected.index(corpus)
    for document in corpus.documents:
        yield Artifact(f"docs/documents/{document.id}.md", page(document, corpus, marks(document, made)))


def page(document: Document, corpus: Corpus, shown: Marks | None = None) -> str:
    """The whole file; ends with one line feed. Without marks: the text alone."""
    return front_matter(document, corpus) + "\n" + body(document, shown)


def body(document: Document, shown: Marks | None = None) -> str:
    """The text without front matter; ends with one line feed."""
    shown = shown or Marks()
    ids = {block.id for block in document.blocks} | {note.id for note in document.notes}
    keys = note_keys(document.notes)
    units: tuple[Block | Note, ...] = (*document.blocks, *document.notes)
    targets = ids | {f"l{line}" for unit in units for _, line in unit.breaks}
    language = document.value("language") or ""
    sheet = _Sheet(
        Page(keys, frozenset(targets), frozenset(shown.names), right_to_left(language)),
        language,
        shown,
        set(ids),
    )
    parts = []
    if not any(block.kind == "title" for block in document.blocks):
        # The source prints none: a page without one has no name in any viewer.
        parts.append(f"# {_one_line(Run(document.title), sheet)} {{ .supplied #title }}")
    parts += _blocks(document.blocks, sheet)
    labels = frozenset(keys.values())
    parts += [_definition(note, keys[note.id], labels, sheet) for note in document.notes]
    parts += shown.end
    if shown.names:
        parts.append("\n".join(definition(key, *shown.names[key]) for key in sorted(shown.names)))
    return "\n\n".join(parts) + "\n"


def note_keys(notes: tuple[Note, ...]) -> dict[str, str]:
    """Id of each note → what stands between `[^` and `]`: the id without `fn`."""
    return {
        note.id: re.sub(r"[^\w.*†‡§-]", lambda m: quote(m[0], safe=""), note.id.removeprefix("fn"))
        for note in notes
    }


def _blocks(blocks: tuple[Block, ...], sheet: _Sheet) -> Iterator[str]:
    """The blocks; the items of one list together."""
    items: list[str] = []
    after: list[str] = []
    depth = 0
    for block in blocks:
        if block.kind == "list":
            depth = min(max(block.level, 1), depth + 1)
            items.append(_item(block, depth, sheet))
            after += [sheet.marks.after[block.id]] if block.id in sheet.marks.after else []
            continue
        yield from _list(items)
        yield from after  # inside a list it would end the list
        items, after, depth = [], [], 0
        yield _block(block, sheet)
        if block.id in sheet.marks.after:
            yield sheet.marks.after[block.id]
    yield from _list(items)
    yield from after


def _list(items: list[str]) -> Iterator[str]:
    """A very long list comes in parts, with a blank line between: the renderer copies all items of a
    part for each of them. It goes on as one list."""
    for start in range(0, len(items), LONGEST):
        yield "\n".join(items[start : start + LONGEST])


def _block(block: Block, sheet: _Sheet) -> str:
    if block.kind == "title":
        return f"# {_one_line(sheet.run(block), sheet)} {_attributes(block, sheet)}"
    if block.kind == "head":
        signs = "#" * min(max(block.level, 2), DEEPEST)
        return f"{signs} {_one_line(sheet.run(block), sheet)} {_attributes(block, sheet)}"
    if block.kind == "table" and any(block.rows):
        return _boxed("table", block, _table(block, sheet))
    if block.kind == "code":
        return _boxed("code", block, _code(block, sheet))
    words = f"{_lines(sheet.run(block), sheet)}\n{_attributes(block, sheet)}"
    if block.kind == "quote":
        return "\n".join(f"> {line}" for line in words.split("\n"))
    return words


def turned(block: Block, language: str) -> str:
    """`rtl` or `ltr` for a block whose letters all run the other way than its document's language; else "". A
    short line (a name, a heading) stays on the side of the others: there its words are turned, as a passage."""
    if len(block.text) < TURNED or block.kind in ("title", "head", "byline"):
        return ""
    return ("ltr" if right_to_left(language) else "rtl") if other_way(block.text, language) else ""


def _attributes(block: Block, sheet: _Sheet) -> str:
    """`{ #l62 }`, with the kind as a class where Markdown has no sign for it."""
    classes = []
    if block.kind not in ("title", "head", "p", "quote", "list"):
        classes.append(block.kind)
    if block.kind == "quote" and block.certainty != "high":
        classes.append("uncertain")
    if block.kind == "list" and LABELLED.match(block.text):
        classes.append("labelled")
    direction = turned(block, sheet.language)
    given = [*(f".{name}" for name in classes), *([f"dir={direction}"] if direction else []), f"#{block.id}"]
    return "{ " + " ".join(given) + " }"


def _one_line(run: Run, sheet: _Sheet) -> str:
    return escaping.guard_end(render(run, sheet.page, one_line=True)) or CUT


def _lines(run: Run, sheet: _Sheet) -> str:
    return render(run, sheet.page) or CUT


def _item(block: Block, depth: int, sheet: _Sheet) -> str:
    indent = "    " * (depth - 1)
    words = f"{_lines(sheet.run(block), sheet)}\n{_attributes(block, sheet)}"
    return f"{indent}- " + words.replace("\n", f"\n{indent}  ")


def _boxed(name: str, block: Block, content: str) -> str:
    return f'<div class="{name}" id="{block.id}" markdown="1">\n\n{content}\n\n</div>'


def _code(block: Block, sheet: _Sheet) -> str:
    """A fence holds nothing but text: anchors stand before it, note markers after it."""
    text = escaping.clean(block.text).strip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    anchors = "".join(f'<a id="{anchor}"></a>' for _, anchor in sheet.run(block).breaks if anchor)
    markers = render(Run("", block.noterefs), sheet.page)
    return "\n\n".join(part for part in (anchors, f"{fence}\n{text}\n{fence}", markers) if part)


def _table(block: Block, sheet: _Sheet) -> str:
    width = max(map(len, block.rows))
    lines = []
    found = iter(cells(block.rows, sheet.run(block)))
    for row in block.rows:
        written = [render(next(found), sheet.page, one_line=True) for _ in row]
        lines.append("| " + " | ".join(written + [""] * (width - len(row))) + " |")
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _definition(note: Note, key: str, keys: frozenset[str], sheet: _Sheet) -> str:
    """`[^7]: text`. A label that cannot be told from the key is given in an empty element."""
    told = ""
    if shown_label(key, keys) != note.label:
        told = f'<span data-label="{escaping.attribute(note.label)}"></span>'
    cited = f" {sheet.marks.after[note.id]}" if note.id in sheet.marks.after else ""
    return f"[^{key}]: {told}" + (_lines(sheet.run(note), sheet) + cited).replace("\n", "\n    ")
