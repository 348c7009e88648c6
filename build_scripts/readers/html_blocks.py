"""What block each element of a web page belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from build_scripts.readers.html_beside import is_caption, marked_date
from build_scripts.readers.html_main import Layout
from build_scripts.readers.html_nesting import BLOCKS, HEADINGS
from build_scripts.readers.html_title import STANDFIRST, is_byline
from build_scripts.readers.html_tree import Node, Tree

VERSE = re.compile(r"(?:^|[\s_-])(?:poem|verse|stanza|lyrics|poetry|linegroup)(?:$|[\s_-])")
CODE = re.compile(
    r"(?:^|[\s_-])(?:code|highlight|sourcecode|codehilite|prettyprint|language-\w+|brush)(?:$|[\s_:-])"
)
QUOTE = re.compile(
    r"(?:^|\s)(?:block-?quote|quote|quotation|extract|epigraph|msoquote|msointensequote|msoblocktext)(?:\s|$)"
)
WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
LISTS = ("ul", "ol", "dl", "menu", "dir")
WIDEST = 50
"""Columns that one cell may span."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where text inside an element belongs."""

    key: int
    """The element (or -1 - note) whose unit it is part of."""
    role: str = ""
    level: int = 0
    given: bool = False
    separator: str = ""
    """Empty when it depends on the line breaks."""
    holding: str = ""
    """What blocks inside the unit are set apart by; empty when a block inside it is another unit."""
    sealed: bool = False
    """Every element inside belongs to the unit, whatever it is."""
    verbatim: bool = False
    quoted: bool = False
    depth: int = 0
    """Of lists."""
    cell: tuple[int, int] | None = None
    verse: bool = False
    byline: bool = False
    dated: bool = False
    """The page marks it as a date."""
    loose: bool = False
    """Preformatted prose: blank lines set paragraphs apart."""


def places(tree: Tree, layout: Layout) -> list[Place]:
    """The place of each element, by index."""
    tables = data_tables(tree, layout)
    cells = _cells(tree, tables)
    found: list[Place] = []
    for node in tree.nodes:
        if node.parent < 0:
            found.append(Place(0))
            continue
        place = _place(tree, node, found[node.parent], layout, tables)
        if node.index in cells:
            place = replace(place, cell=cells[node.index])
        if not place.byline and is_byline(node):
            place = replace(place, byline=True)
        if not place.dated and not place.sealed and marked_date(tree, node):
            place = replace(place, dated=True)
        found.append(place)
    return found


def _place(tree: Tree, node: Node, outer: Place, layout: Layout, tables: frozenset[int]) -> Place:
    """The place of an element inside one with the place `outer`."""
    name, key = node.name, node.index
    if node.index == layout.title:
        return Place(key, "title", 0, True, " ", " ", sealed=True)
    if outer.sealed and not (name == "caption" and outer.role == "table"):
        return outer
    if is_caption(tree, node):
        return Place(key, "caption", 0, True, "", " ", sealed=True)
    if name not in BLOCKS:
        small = not outer.holding and "byline" in node.words.split() and tree.length(tree.block(node)) < 200
        # Beside a date or the like, in a line of small print, a byline is a unit of its own.
        return replace(outer, key=key, byline=True) if small else outer
    role = "quote" if outer.quoted else ""
    plain = Place(
        key,
        role,
        given=outer.quoted,
        quoted=outer.quoted,
        depth=outer.depth,
        verse=outer.verse,
        byline=outer.byline,
        dated=outer.dated,
    )
    if name in HEADINGS and not (is_byline(node) and tree.length(node) <= 100):
        heading = Place(key, "head", int(name[1]), True, " ", " ", sealed=True)
        return (
            replace(plain, holding=" ", sealed=True)
            if outer.quoted or STANDFIRST.search(node.words)
            else heading
        )
    if name in LISTS:
        return replace(plain, depth=outer.depth + 1)
    if level := _item_level(node, outer):
        return replace(plain, role="list", level=level, given=True, separator=" ", holding=" ")
    if name in ("pre", "listing"):
        return _preformatted(tree, node, plain)
    if name == "table" and key in tables:
        return Place(key, "table", 0, True, "\n", " ", sealed=True)
    named = node.words if name in ("p", "div", "section", "figure", "blockquote") else ""
    if name == "blockquote" or (QUOTE.search(named) and not outer.holding):
        plain = replace(plain, role="quote", given=True, quoted=True)
    if outer.verse or VERSE.search(named):
        return _verse(tree, node, replace(plain, verse=True))
    if name == "figure" and _picture(tree, node):
        plain = replace(plain, role="caption", given=True)
    # A paragraph inside a list item is part of the item.
    return outer if outer.holding and name != "blockquote" else plain


def _picture(tree: Tree, node: Node) -> bool:
    """Whether a figure holds a picture and a few words, and no text, table or code."""
    if tree.length(node) > 600:
        return False
    inner = (tree.nodes[i].name for i in tree.starts_between(node.first + 1, node.last))
    return not any(name in ("table", "pre", "blockquote", "ul", "ol", "figure", *HEADINGS) for name in inner)


def _item_level(node: Node, outer: Place) -> int:
    """The depth of a list item; 0 for anything else. Word writes items as paragraphs."""
    if node.name in ("li", "dt", "dd"):
        return max(1, outer.depth)
    if node.name == "p" and (item := WORD_LIST.search(node.get("style"))):
        return int(item.group(1))
    return int(node.name == "p" and "msolistparagraph" in node.words)


def _verse(tree: Tree, node: Node, place: Place) -> Place:
    """A poem with paragraphs has a unit for each; one without is a unit itself."""
    inner = (tree.nodes[i] for i in tree.children[node.index])
    if any(child.name in ("p", "div") and not _lines(tree, child) for child in inner):
        return place
    return replace(place, role="verse", given=True, separator="\n", holding="\n")


def _lines(tree: Tree, node: Node) -> bool:
    """Whether an element is one line of verse: it holds no line break and no block."""
    inner = (tree.nodes[i] for i in tree.starts_between(node.first + 1, node.last))
    return node.name == "div" and not any(n.name == "br" or n.name in BLOCKS for n in inner)


def _preformatted(tree: Tree, node: Node, plain: Place) -> Place:
    if VERSE.search(node.words) or plain.verse:
        return replace(
            plain, role="verse", given=True, separator="\n", holding="\n", sealed=True, verbatim=True
        )
    raw = "".join(
        tree.text[t.start : t.end] for t in tree.tokens[node.first : node.last + 1] if t.kind == "text"
    )
    inner = [tree.nodes[i] for i in tree.starts_between(node.first, node.last + 1)]
    lines = [line for line in raw.splitlines() if line.strip()]
    wordy = sum(
        len(line) >= 45 and not re.search(r"[{};=]|\s{4,}\S.*\s{4,}\S", line.strip()) for line in lines
    )
    if (
        not any(n.name == "code" or CODE.search(n.words) for n in inner)
        and len(lines) > 3
        and wordy * 10 > len(lines) * 6
    ):
        return replace(plain, holding="\n", loose=True, sealed=True, separator=" ")
    return replace(plain, role="code", given=True, separator="\n", holding="\n", sealed=True, verbatim=True)


def data_tables(tree: Tree, layout: Layout) -> frozenset[int]:
    """Tables of data; the others only lay out the page."""
    found: set[int] = set()
    for node in tree.nodes:
        if node.name != "table" or node.index in layout.paths or node.get("role") in ("presentation", "none"):
            continue
        if node.first <= tree.nodes[layout.root].first and node.index != layout.root:
            if tree.inside(tree.nodes[layout.root], node):
                continue
        inner = [tree.nodes[i] for i in tree.starts_between(node.first + 1, node.last)]
        cells = [n for n in inner if n.name in ("td", "th")]
        rows = [n for n in inner if n.name == "tr"]
        if not cells or any(n.name == "table" or n.index == layout.root for n in inner):
            continue
        headed = any(n.name == "th" for n in cells)
        largest = max(tree.length(n) for n in cells)
        structured = any(n.name in HEADINGS or n.name == "blockquote" for n in inner)
        if headed:
            prose = largest > 1500 or (structured and largest > 600)
        else:
            prose = structured or largest > 400 or len(cells) <= len(rows) or len(rows) < 2
        if not prose:
            found.add(node.index)
    return frozenset(found)


def _cells(tree: Tree, tables: frozenset[int]) -> dict[int, tuple[int, int]]:
    """(row, column) of the cells of tables of data; cells that span several count as several."""
    found: dict[int, tuple[int, int]] = {}
    for index in sorted(tables):
        table = tree.nodes[index]
        row, column = -1, 0
        spanned: dict[int, int] = {}
        for number in tree.starts_between(table.first + 1, table.last):
            node = tree.nodes[number]
            if node.name == "tr" or (row < 0 and node.name in ("td", "th")):
                row, column = row + 1, 0
                spanned = {c: n - 1 for c, n in spanned.items() if n > 1}
            if node.name not in ("td", "th"):
                continue
            while spanned.get(column, 0):
                column += 1
            found[number] = (row, column)
            width, height = _spanned(node, "colspan"), _spanned(node, "rowspan")
            for c in range(column, column + width):
                if height > 1:
                    spanned[c] = height
            column += width
    return found


def _spanned(node: Node, key: str) -> int:
    text = node.get(key).strip()
    return max(1, min(WIDEST, int(text))) if re.fullmatch(r"\d{1,5}", text, re.ASCII) else 1
