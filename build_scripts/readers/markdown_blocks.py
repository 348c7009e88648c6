"""Blocks of Markdown: which lines form a paragraph, a heading, a list item, a note …

Follows CommonMark with pipe tables and notes, line by line. A `Leaf` keeps spans of the seed only,
so that nothing is lost: what is not text of a leaf is one of its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_scripts.readers.markdown_cells import cells
from build_scripts.readers.markdown_containers import ContainerParser
from build_scripts.readers.markdown_leaves import Cursor, Leaf, is_rule, white
from build_scripts.source import Line

ATX = re.compile(r"(#{1,6})(?=[ \t]|$)")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
SETEXT = re.compile(r"(=+|--+)[ \t]*$")
COLUMN_ROW = re.compile(r"-{2,}(?: +-{2,})+ *$")
GRID_ROW = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
HIDDEN = re.compile(r"<!--|<(?:script|style)\b", re.IGNORECASE)
TABLE = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
HIDDEN_TEXT = "hidden content"
#: A paragraph longer than this, in characters, is no heading even when it is underlined.
LONGEST_HEADING = 300


class BlockParser(ContainerParser):
    """Feed it lines, then take `leaves`."""

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
        cursor = Cursor(self.text, line)
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

    def inside_comment(self, cursor: Cursor) -> None:
        cursor.over(min(self.comment_end, cursor.end) - cursor.at)

    # -- leaves ------------------------------------------------------------------------------

    def starts_block(self, cursor: Cursor) -> bool:
        if cursor.indent() > 3:
            return False
        at = cursor.at + white(cursor)
        rest = self.text[at : cursor.end]
        return bool(ATX.match(rest) or FENCE.match(rest) or is_rule(rest))

    def content(self, cursor: Cursor, lazy: bool) -> None:
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
        if (
            paragraph
            and not lazy
            and (self.column_table(cursor, paragraph, origin) or self.underline(cursor, paragraph))
        ):
            return
        if self.grid_row(cursor, leaf):
            return
        if indent < 4:
            if self.comment(cursor):
                if cursor.blank():
                    return
                cursor.skip(cursor.indent())
            if self.fence(cursor, indent) or self.atx(cursor) or self.rule(cursor) or self.tagged(cursor):
                return
        if leaf and leaf.kind == "table" and "|" in self.text[cursor.at : cursor.end]:
            self.take_marks(leaf)
            leaf.lines.append((cursor.at, cursor.end))
            return
        self.paragraph(cursor, paragraph)
        if self.leaf:
            self.leaf.origin = origin

    def paragraph(self, cursor: Cursor, leaf: Leaf | None) -> None:
        if leaf is None:
            number, self.number = self.number, None
            leaf = self.add("para")
            self.leaf = leaf
            leaf.lines.append((number[0] if number else cursor.at, cursor.end))
            return
        self.take_marks(leaf)
        leaf.lines.append((cursor.at, cursor.end))

    def underline(self, cursor: Cursor, leaf: Leaf) -> bool:
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

    def column_table(self, cursor: Cursor, leaf: Leaf, origin: int) -> bool:
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

    def column_row(self, cursor: Cursor, leaf: Leaf, origin: int) -> None:
        self.take_marks(leaf)
        cursor.skip(cursor.indent())
        if cursor.match(COLUMN_ROW):
            leaf.marks.append((cursor.at, cursor.end, "table mark"))
            self.leaf = None
            return
        leaf.lines.append((cursor.at, cursor.end))
        leaf.origins.append(origin)

    def grid_row(self, cursor: Cursor, leaf: Leaf | None) -> bool:
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

    def atx(self, cursor: Cursor) -> bool:
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

    def rule(self, cursor: Cursor) -> bool:
        if not is_rule(self.text[cursor.at : cursor.end]):
            return False
        self.close_leaf()
        self.settle_number()
        self.add("rule").marks.append((cursor.at, cursor.end, "rule"))
        return True

    def fence(self, cursor: Cursor, indent: int) -> bool:
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

    def code_line(self, cursor: Cursor, leaf: Leaf) -> None:
        self.take_marks(leaf)
        indent = cursor.indent()
        bare = self.text[cursor.at : cursor.end].strip()
        if indent < 4 and bare and not bare.strip(leaf.fence[0]) and len(bare) >= len(leaf.fence):
            leaf.marks.append((cursor.at, cursor.end, "code mark"))
            self.leaf = None
            return
        cursor.skip(min(indent, leaf.fence_indent))
        leaf.lines.append((cursor.at, cursor.end))

    def indented_code(self, cursor: Cursor) -> None:
        leaf = self.leaf
        if leaf is None or leaf.kind != "code":
            self.close_leaf()
            leaf = self.leaf = self.add("code")
        else:
            self.take_marks(leaf)
        cursor.skip(4)
        leaf.lines.append((cursor.at, cursor.end))

    def tagged(self, cursor: Cursor) -> bool:
        """A table written in tags, as some text recognition writes it; it may hold blank lines."""
        if not cursor.match(TABLE) or self.open or "table" in self.unclosed:
            return False
        end = TABLE_END.search(self.text, cursor.at)
        if end is None:
            self.unclosed.add("table")
            return False
        self.close_leaf()
        self.settle_number()
        leaf = self.add("table")
        leaf.tagged = True
        leaf.lines.append((cursor.at, end.end()))
        self.comment_end = end.end()
        self.inside_comment(cursor)
        if not cursor.blank():
            self.content(cursor, False)
        return True

    def comment(self, cursor: Cursor) -> bool:
        """A comment or script at the beginning of a line; it may hold blank lines."""
        opened = HIDDEN.match(self.text, cursor.at, cursor.end)
        if not opened or opened.group().lower() in self.unclosed:
            return False
        close = re.compile(
            "-->" if opened.group() == "<!--" else rf"</{opened.group()[1:]}\s*>", re.IGNORECASE
        )
        end = close.search(self.text, opened.end())
        if end is None:
            self.unclosed.add(opened.group().lower())
            return False
        self.settle_number()
        self.comment_end = end.end()
        self.marks.append((cursor.at, self.comment_end, HIDDEN_TEXT))
        self.inside_comment(cursor)
        return True
