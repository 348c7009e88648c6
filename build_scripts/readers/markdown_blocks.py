"""Blocks of Markdown: which lines form a paragraph, a heading, a list item, a note …

Follows CommonMark with pipe tables and notes, line by line. A `Leaf` keeps spans of the seed only,
so that nothing is lost: what is not text of a leaf is one of its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from build_scripts.model import Line, Span
from build_scripts.readers.markdown_inline import plain_address

BULLET = re.compile(r"[-+*](?=[ \t]|$)")
#: Longer numbers at the beginning of a line are years.
ORDERED = re.compile(r"(\d{1,3})[.)](?=[ \t]|$)")
ATX = re.compile(r"(#{1,6})(?=[ \t]|$)")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
NOTE = re.compile(r"\[\^([^\]\[\n]{1,200})\]:")
SETEXT = re.compile(r"(=+|--+)[ \t]*$")
COLUMN_ROW = re.compile(r"-{2,}(?: +-{2,})+ *$")
GRID_ROW = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
REFERENCE = re.compile(
    r"\[([^\]\[^][^\]\[]{0,998})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"""(?:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*$"""
)
HIDDEN = re.compile(r"<!--|<(?:script|style)\b", re.IGNORECASE)
NOTE_LABEL = "note label"
HIDDEN_TEXT = "hidden content"
#: Containers deeper than this are read as text.
DEEPEST = 60
#: A paragraph longer than this, in characters, is no heading even when it is underlined.
LONGEST_HEADING = 300


@dataclass(slots=True, eq=False)
class Container:
    """A block quote, list item or note that is open."""

    kind: str
    indent: int = 0
    """Columns by which further lines of an item must be indented."""
    label: str = ""


@dataclass(slots=True)
class Leaf:
    """A block that holds text. `kind` is para, head, code, table, rule, comment or reference."""

    kind: str
    path: tuple[Container, ...]
    lines: list[Span] = field(default_factory=list)
    """Content of each line, without container marks."""
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, why) of the signs that belong to its lines."""
    level: int = 0
    label: str = ""
    """Of a reference: its label; `address` is where it leads."""
    address: str = ""
    caption: bool = False
    """Of a paragraph: it is the caption of a table."""
    fence: str = ""
    fence_indent: int = 0
    origin: int = 0
    """Of a paragraph: where its last line begins, with its indentation."""
    columns: tuple[int, ...] = ()
    """Of a table set in columns: from which column of the line on a cell may begin, one for each cell."""
    origins: list[int] = field(default_factory=list)
    """Of such a table: where column 0 of each line is."""

    @property
    def item(self) -> Container | None:
        return next((c for c in reversed(self.path) if c.kind == "item"), None)

    @property
    def note(self) -> Container | None:
        return next((c for c in self.path if c.kind == "note"), None)

    @property
    def list_depth(self) -> int:
        return sum(c.kind == "item" for c in self.path)

    @property
    def quoted(self) -> bool:
        return any(c.kind == "quote" for c in self.path)


class _Cursor:
    """A place in a line; columns are counted with tabs to every fourth."""

    def __init__(self, text: str, line: Line) -> None:
        self.text, self.at, self.end, self.column = text, line.start, line.end, 0
        self.owed = 0
        """Columns of a tab that was taken in part."""

    def indent(self) -> int:
        """Columns of white space from here."""
        column, at = self.column, self.at
        while at < self.end and self.text[at] in " \t":
            column += 1 if self.text[at] == " " else 4 - column % 4
            at += 1
        return column - self.column + self.owed

    def skip(self, columns: int) -> None:
        """Go on over at most so many columns of white space."""
        take = min(columns, self.owed)
        self.owed -= take
        columns -= take
        while columns > 0 and self.at < self.end and self.text[self.at] in " \t":
            width = 1 if self.text[self.at] == " " else 4 - self.column % 4
            self.column += width
            self.at += 1
            self.owed = max(0, width - columns)
            columns -= width

    def over(self, size: int) -> Span:
        """Go on over a sign of `size` characters; its span."""
        start = self.at
        self.at += size
        self.column += size
        return start, self.at

    def blank(self) -> bool:
        return not self.text[self.at : self.end].strip()

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.at, self.end)


class BlockParser:
    """Feed it lines, then take `leaves`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Container] = []
        self.leaves: list[Leaf] = []
        self.leaf: Leaf | None = None
        self.number: Span | None = None
        """Number of an ordered item whose text has not begun."""
        self.marks: list[tuple[int, int, str]] = []
        self.comment_end = -1
        self.unclosed: set[str] = set()
        """What is opened, but never closed any more."""

    def parse(self, lines: Iterable[Line]) -> list[Leaf]:
        for line in lines:
            self.line(line)
        self.settle_number()
        self.close_leaf()
        if self.marks:
            self.add("comment")
        return self.leaves

    # -- one line ----------------------------------------------------------------------------

    def line(self, line: Line) -> None:
        cursor = _Cursor(self.text, line)
        if line.start < self.comment_end:
            self.inside_comment(cursor)
            if cursor.blank():
                return
        matched = self.match_containers(cursor)
        leaf = self.leaf
        if leaf and leaf.kind == "code" and leaf.fence and matched == len(self.open):
            self.code_line(cursor, leaf)
            return
        self.settle_number()
        lazy = matched < len(self.open)
        if cursor.blank():
            self.blank_line(matched)
            return
        fresh = self.open_containers(cursor, matched)
        if fresh:
            lazy = False
        elif lazy and not (leaf and leaf.kind == "para" and not self.starts_block(cursor)):
            self.close_to(matched)
            lazy = False
        self.content(cursor, lazy)

    def inside_comment(self, cursor: _Cursor) -> None:
        cursor.over(min(self.comment_end, cursor.end) - cursor.at)

    def match_containers(self, cursor: _Cursor) -> int:
        """How many of the open containers this line goes on with."""
        for index, container in enumerate(self.open):
            indent = cursor.indent()
            if container.kind == "quote":
                if indent > 3 or not self.text.startswith(">", cursor.at + _white(cursor)):
                    return index
                self.quote_mark(cursor, indent)
            elif cursor.blank():
                continue
            elif indent >= container.indent:
                cursor.skip(container.indent)
            else:
                return index
        return len(self.open)

    def quote_mark(self, cursor: _Cursor, indent: int) -> None:
        cursor.skip(indent)
        self.marks.append((*cursor.over(1), "quotation mark of the format"))
        cursor.skip(1)

    def blank_line(self, matched: int) -> None:
        # A blank line ends a quotation that it does not carry on, and a paragraph; code goes on.
        quote = next((i for i, c in enumerate(self.open) if i >= matched and c.kind == "quote"), None)
        if quote is not None:
            self.close_to(quote)
        elif self.leaf and self.leaf.kind != "code":
            self.close_leaf()

    def open_containers(self, cursor: _Cursor, matched: int) -> bool:
        """Open the containers that begin on this line; whether there were any."""
        fresh = False
        # Wrapped prose may have a number or a dash at the beginning of a line.
        in_paragraph = matched == len(self.open) and self.leaf is not None and self.leaf.kind == "para"
        while (len(self.open) if fresh else matched) < DEEPEST and (indent := cursor.indent()) < 4:
            depth = len(self.open) if fresh else matched
            found = self.container_at(cursor, depth, in_paragraph and not fresh)
            if found is None:
                break
            if not fresh:
                self.close_to(matched)
            fresh = True
            self.enter(found, cursor, indent)
        return fresh

    def container_at(self, cursor: _Cursor, depth: int, in_paragraph: bool) -> re.Match[str] | str | None:
        """What kind of container begins at the next word, inside the first `depth` open ones."""
        text, end = self.text, cursor.end
        at = cursor.at + _white(cursor)
        if text.startswith(">", at) and at < end:
            return "quote"
        if (note := NOTE.match(text, at, end)) and all(c.kind != "note" for c in self.open[:depth]):
            return note
        mark = BULLET.match(text, at, end) or ORDERED.match(text, at, end)
        if mark is None or is_rule(text[at:end]):
            return None
        if in_paragraph:
            if not text[mark.end() : end].strip() or (mark.re is ORDERED and int(mark.group(1)) != 1):
                return None
        return mark

    def enter(self, what: re.Match[str] | str, cursor: _Cursor, indent: int) -> None:
        self.settle_number()
        if isinstance(what, str):
            self.quote_mark(cursor, indent)
            self.open.append(Container("quote"))
            return
        cursor.skip(indent)
        size = what.end() - what.start()
        span = cursor.over(size)
        if what.re is NOTE:
            self.marks.append((*span, NOTE_LABEL))
            self.open.append(Container("note", 4, what.group(1)))
            cursor.skip(cursor.indent())
            return
        following = cursor.indent()
        # Text that begins more than four columns behind the mark is indented code inside the item.
        inner = 1 if following > 4 or cursor.blank() else following
        cursor.skip(inner)
        self.open.append(Container("item", indent + size + inner))
        if what.re is ORDERED:
            self.number = span
        else:
            self.marks.append((*span, "list mark"))

    def settle_number(self) -> None:
        """The number of an item that begins with something else than a paragraph stands alone."""
        if self.number:
            number, self.number = self.number, None
            self.add("para").lines.append(number)
            self.close_leaf()

    # -- leaves ------------------------------------------------------------------------------

    def starts_block(self, cursor: _Cursor) -> bool:
        if cursor.indent() > 3:
            return False
        at = cursor.at + _white(cursor)
        rest = self.text[at : cursor.end]
        return bool(ATX.match(rest) or FENCE.match(rest) or is_rule(rest))

    def content(self, cursor: _Cursor, lazy: bool) -> None:
        if cursor.blank():
            return
        leaf, indent, origin = self.leaf, cursor.indent(), cursor.at
        if leaf and leaf.kind == "table" and leaf.columns:
            self.column_row(cursor, leaf, origin)
            return
        paragraph = leaf if leaf and leaf.kind == "para" else None
        if indent >= 4 and not paragraph and not self.number:
            self.indented_code(cursor)
            return
        cursor.skip(indent)
        if paragraph and not lazy and (self.column_table(cursor, paragraph, origin) or self.underline(cursor, paragraph)):
            return
        if self.grid_row(cursor, leaf):
            return
        if indent < 4:
            if self.comment(cursor):
                if cursor.blank():
                    return
                cursor.skip(cursor.indent())
            if self.fence(cursor, indent) or self.atx(cursor) or self.rule(cursor):
                return
        if leaf and leaf.kind == "table" and "|" in self.text[cursor.at : cursor.end]:
            self.take_marks(leaf)
            leaf.lines.append((cursor.at, cursor.end))
            return
        self.paragraph(cursor, paragraph)
        if self.leaf:
            self.leaf.origin = origin

    def paragraph(self, cursor: _Cursor, leaf: Leaf | None) -> None:
        if leaf is None:
            number, self.number = self.number, None
            leaf = self.add("para")
            self.leaf = leaf
            leaf.lines.append((number[0] if number else cursor.at, cursor.end))
            return
        self.take_marks(leaf)
        leaf.lines.append((cursor.at, cursor.end))

    def underline(self, cursor: _Cursor, leaf: Leaf) -> bool:
        """The line under a heading, or under the head of a table."""
        rest = (cursor.at, cursor.end)
        long = leaf.lines[-1][1] - leaf.lines[0][0] > LONGEST_HEADING
        if (setext := cursor.match(SETEXT)) and not long and not leaf.item:
            leaf.kind, leaf.level = "head", 1 if setext.group(1)[0] == "=" else 2
            self.take_marks(leaf)
            leaf.marks.append((*rest, "heading mark"))
            self.leaf = None
            return True
        if "|" in self.text[rest[0] : rest[1]] and cursor.match(DELIMITER_ROW):
            head = leaf.lines[-1]
            if len(cells(self.text, *head)) != len(cells(self.text, *rest)):
                return False
            if len(leaf.lines) > 1:
                leaf.lines.pop()
                self.leaf = None
                table = self.add("table")
                table.lines.append(head)
                self.leaf = table
            else:
                leaf.kind = "table"
                table = leaf
            self.take_marks(table)
            table.marks.append((*rest, "table mark"))
            return True
        return False

    def column_table(self, cursor: _Cursor, leaf: Leaf, origin: int) -> bool:
        """The dashes under the head of a table whose cells are set in columns (Pandoc's simple table)."""
        if not cursor.match(COLUMN_ROW) or not re.search(r"\S {2,}\S", self.text[slice(*leaf.lines[-1])]):
            return False
        runs = [match.span() for match in re.finditer("-+", self.text[origin : cursor.end])]
        head = leaf.lines.pop()
        table = leaf
        if leaf.lines:
            self.leaf = None
            table = self.add("table")
        table.kind, table.lines, table.origins = "table", [head], [leaf.origin]
        table.columns = (0, *(end for _, end in runs[:-1]))
        self.leaf = table
        self.take_marks(table)
        table.marks.append((cursor.at, cursor.end, "table mark"))
        return True

    def column_row(self, cursor: _Cursor, leaf: Leaf, origin: int) -> None:
        self.take_marks(leaf)
        cursor.skip(cursor.indent())
        if cursor.match(COLUMN_ROW):
            leaf.marks.append((cursor.at, cursor.end, "table mark"))
            self.leaf = None
            return
        leaf.lines.append((cursor.at, cursor.end))
        leaf.origins.append(origin)

    def grid_row(self, cursor: _Cursor, leaf: Leaf | None) -> bool:
        """A line `+---+---+` of a table drawn with signs."""
        if not cursor.match(GRID_ROW) or (leaf and leaf.kind == "code"):
            return False
        if leaf is None or leaf.kind != "table":
            self.close_leaf()
            self.settle_number()
            leaf = self.leaf = self.add("table")
        self.take_marks(leaf)
        leaf.marks.append((cursor.at, cursor.end, "table mark"))
        return True

    def atx(self, cursor: _Cursor) -> bool:
        match = cursor.match(ATX)
        if not match:
            return False
        self.close_leaf()
        self.settle_number()
        leaf = self.add("head")
        leaf.level = len(match.group(1))
        leaf.marks.append((*match.span(), "heading mark"))
        body = self.text[match.end() : cursor.end].rstrip()
        bare = body.rstrip("#")
        end = match.end() + len(body)
        if len(bare) < len(body) and (not bare or bare[-1] in " \t"):
            leaf.marks.append((match.end() + len(bare), end, "heading mark"))
            end = match.end() + len(bare)
        leaf.lines.append((match.end(), end))
        return True

    def rule(self, cursor: _Cursor) -> bool:
        if not is_rule(self.text[cursor.at : cursor.end]):
            return False
        self.close_leaf()
        self.settle_number()
        self.add("rule").marks.append((cursor.at, cursor.end, "rule"))
        return True

    def fence(self, cursor: _Cursor, indent: int) -> bool:
        match = cursor.match(FENCE)
        if not match:
            return False
        self.close_leaf()
        self.settle_number()
        leaf = self.add("code")
        leaf.fence, leaf.fence_indent = match.group(1), indent
        leaf.marks.append((cursor.at, cursor.end, "code mark"))
        self.leaf = leaf
        return True

    def code_line(self, cursor: _Cursor, leaf: Leaf) -> None:
        self.take_marks(leaf)
        indent = cursor.indent()
        bare = self.text[cursor.at : cursor.end].strip()
        if indent < 4 and bare and not bare.strip(leaf.fence[0]) and len(bare) >= len(leaf.fence):
            leaf.marks.append((cursor.at, cursor.end, "code mark"))
            self.leaf = None
            return
        cursor.skip(min(indent, leaf.fence_indent))
        leaf.lines.append((cursor.at, cursor.end))

    def indented_code(self, cursor: _Cursor) -> None:
        leaf = self.leaf
        if leaf is None or leaf.kind != "code":
            self.close_leaf()
            leaf = self.leaf = self.add("code")
        else:
            self.take_marks(leaf)
        cursor.skip(4)
        leaf.lines.append((cursor.at, cursor.end))

    def comment(self, cursor: _Cursor) -> bool:
        """A comment or script at the beginning of a line; it may hold blank lines."""
        opened = HIDDEN.match(self.text, cursor.at, cursor.end)
        if not opened or opened.group().lower() in self.unclosed:
            return False
        close = re.compile("-->" if opened.group() == "<!--" else rf"</{opened.group()[1:]}\s*>", re.IGNORECASE)
        end = close.search(self.text, opened.end())
        if end is None:
            self.unclosed.add(opened.group().lower())
            return False
        self.settle_number()
        self.comment_end = end.end()
        self.marks.append((cursor.at, self.comment_end, HIDDEN_TEXT))
        self.inside_comment(cursor)
        return True

    # -- bookkeeping -------------------------------------------------------------------------

    def add(self, kind: str) -> Leaf:
        leaf = Leaf(kind, tuple(self.open))
        # The label of a note that has no text is text itself.
        label = f"[^{leaf.note.label}]:" if leaf.note else ""
        stray = [m for m in self.marks if m[2] == NOTE_LABEL and self.text[m[0] : m[1]] != label]
        self.leaves += [Leaf("para", (), [mark[:2]]) for mark in stray]
        self.marks = [mark for mark in self.marks if mark not in stray]
        self.leaves.append(leaf)
        self.take_marks(leaf)
        return leaf

    def take_marks(self, leaf: Leaf) -> None:
        leaf.marks += self.marks
        self.marks = []

    def close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf and leaf.kind == "para":
            self.split_references(leaf)

    def close_to(self, depth: int) -> None:
        self.close_leaf()
        del self.open[depth:]

    def split_references(self, leaf: Leaf) -> None:
        """Definitions of link references at the head of a paragraph are leaves of their own."""
        index = 0
        while index < len(leaf.lines):
            start, end = leaf.lines[index]
            match = REFERENCE.match(self.text, start, min(end, start + 6000))
            if not match or match.end() != end:
                break
            index += 1
        if not index:
            return
        place = next(i for i in range(len(self.leaves) - 1, -1, -1) if self.leaves[i] is leaf)
        definitions = []
        for start, end in leaf.lines[:index]:
            match = REFERENCE.match(self.text, start, end)
            assert match is not None
            written = match.group(2) if match.group(2) is not None else match.group(3)
            definitions.append(Leaf("reference", leaf.path, [(start, end)], [], 0, match.group(1), plain_address(written)))
        del leaf.lines[:index]
        if not leaf.lines:
            leaf.kind = "comment"
        self.leaves[place:place] = definitions


def _white(cursor: _Cursor) -> int:
    """Characters of white space from here."""
    at = cursor.at
    while at < cursor.end and cursor.text[at] in " \t":
        at += 1
    return at - cursor.at


def is_rule(text: str) -> bool:
    """A thematic break: three or more of one of `*-_`, nothing else but white space."""
    sign = text[:1]
    return sign in ("*", "-", "_") and text.count(sign) >= 3 and not text.strip(sign + " \t")


def column_cells(text: str, leaf: Leaf, row: int) -> list[Span]:
    """The cells of a row of a table that is set in columns. A cell begins behind the dashes of the
    one before it, at the first white space."""
    start, end = leaf.lines[row]
    bounds: list[int] = []
    for column in leaf.columns[1:]:
        at = max(start, min(end, leaf.origins[row] + column))
        while at < end and not text[at].isspace():
            at += 1
        bounds.append(at)
    return list(zip([start, *bounds], [*bounds, end], strict=True))


def cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a table row, without the pipes at both ends. Escaped pipes do not count."""
    bounds: list[int] = []
    at = start
    while at < end:
        if text[at] == "\\":
            at += 1
        elif text[at] == "|":
            bounds.append(at)
        at += 1
    if bounds and not text[start : bounds[0]].strip():
        start = bounds.pop(0) + 1
    if bounds and not text[bounds[-1] + 1 : end].strip():
        end = bounds.pop()
    return list(zip([start, *(b + 1 for b in bounds)], [*bounds, end], strict=True))
