"""Containers of Markdown: block quotes, list items and notes that a line goes on with, opens or ends."""

from __future__ import annotations

import re

from build_scripts.readers.markdown_inline import plain_address
from build_scripts.readers.markdown_leaves import Container, Cursor, Leaf, is_rule, white
from build_scripts.source import Span

BULLET = re.compile(r"[-+*](?=[ \t]|$)")
#: Longer numbers at the beginning of a line are years.
ORDERED = re.compile(r"(\d{1,3})[.)](?=[ \t]|$)")
NOTE = re.compile(r"\[\^([^\]\[\n]{1,200})\]:")
REFERENCE = re.compile(
    r"\[([^\]\[^][^\]\[]{0,998})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"""(?:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*$"""
)
NOTE_LABEL = "note label"
#: Containers deeper than this are read as text.
DEEPEST = 60


class ContainerParser:
    """What is open, and the leaves that were found so far."""

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

    def match_containers(self, cursor: Cursor) -> int:
        """How many of the open containers this line goes on with."""
        for index, container in enumerate(self.open):
            indent = cursor.indent()
            if container.kind == "quote":
                if indent > 3 or not self.text.startswith(">", cursor.at + white(cursor)):
                    return index
                self.quote_mark(cursor, indent)
            elif cursor.blank():
                continue
            elif indent >= container.indent:
                cursor.skip(container.indent)
            else:
                return index
        return len(self.open)

    def quote_mark(self, cursor: Cursor, indent: int) -> None:
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

    def open_containers(self, cursor: Cursor, matched: int) -> bool:
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

    def container_at(self, cursor: Cursor, depth: int, in_paragraph: bool) -> re.Match[str] | str | None:
        """What kind of container begins at the next word, inside the first `depth` open ones."""
        text, end = self.text, cursor.end
        at = cursor.at + white(cursor)
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

    def enter(self, what: re.Match[str] | str, cursor: Cursor, indent: int) -> None:
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
            definitions.append(
                Leaf("reference", leaf.path, [(start, end)], [], 0, match.group(1), plain_address(written))
            )
        del leaf.lines[:index]
        if not leaf.lines:
            leaf.kind = "comment"
        self.leaves[place:place] = definitions
