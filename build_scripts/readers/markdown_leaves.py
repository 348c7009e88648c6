"""What the parts of a Markdown file are made of: containers, leaves, and a place in a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_scripts.source import Line, Span


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
    tagged: bool = False
    """Of a table: it is written in tags; its one line runs over line ends."""
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


class Cursor:
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


def white(cursor: Cursor) -> int:
    """Characters of white space from here."""
    at = cursor.at
    while at < cursor.end and cursor.text[at] in " \t":
        at += 1
    return at - cursor.at


def is_rule(text: str) -> bool:
    """A thematic break: three or more of one of `*-_`, nothing else but white space."""
    sign = text[:1]
    return sign in ("*", "-", "_") and text.count(sign) >= 3 and not text.strip(sign + " \t")
