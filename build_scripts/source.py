"""A document as it came, and what is proposed about it: the types of reading and editing.

A *seed* is never changed: everything that is known about it is stand-off and points at it by character
span. All offsets are characters of the decoded seed (`Source.text`), half-open: `(start, end)`.
`model.py` has what becomes of it: the edition.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]

#: What a textual intervention does to its span.
#:   set-aside  the span leaves the reading flow; `detail` says what it is (pull-quote, cover, …)
#:   markup     signs of the carrier, not of the text (`**`, `<p>`, a backslash): not shown
#:   noteref    a note marker; `detail` is the id of the note it leads to
#:   label      the label printed at the head of a note; `detail` is the label
#:   join       the break between two halves of one block; `reading` is "" or " "
#:   replaced   the span stands for something else (`&amp;`); `reading` is what it stands for
KINDS = ("set-aside", "markup", "noteref", "label", "join", "replaced")

#: What was set aside, in the order in which the pages list it.
ASIDES = {
    "running-head": "running head or foot",
    "page-number": "page number",
    "pull-quote": "pull quote",
    "duplicate": "fragment printed twice",
    "cover": "cover",
    "contents": "contents list",
    "masthead": "masthead or imprint",
    "colophon": "colophon",
    "board": "board or staff list",
    "repeated-title": "title printed again",
    "publications": "list of publications",
    "advertisement": "advertisement",
    "interface": "interface text of a web page",
    "provenance": "statement of where the text was taken from",
    "empty-section": "heading with nothing under it",
    "end-mark": "sign that marks the end",
    "separator": "line or sign that only separates",
    "metadata": "metadata written into the file",
    "script": "script, style or hidden content",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the seed. Lines end at LF, CR LF or CR and nowhere else."""

    number: int
    """Counted from 1: the number that stands in the margin and in every address."""
    start: int
    end: int
    """Without the line ending."""


@dataclass(frozen=True, slots=True)
class Source:
    """A seed, decoded and otherwise unchanged: `raw == bom + text.encode(encoding)`."""

    file: str
    """File name inside the seeds folder (POSIX separators)."""
    format: str
    """`text`, `markdown` or `html`: which reader reads it."""
    encoding: str
    """Python's name of the codec, without byte order mark."""
    bom: bytes
    sha256: str
    """Of the bytes of the file."""
    text: str
    lines: tuple[Line, ...]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset`."""
        return max(1, bisect_right(self.lines, offset, key=lambda line: line.start))


@dataclass(frozen=True, slots=True)
class Intervention:
    """One recorded change. Textual interventions never overlap one another."""

    kind: str
    """One of KINDS."""
    rule: str
    """Name of the rule that proposed it, or `record` for a decision of the editor."""
    span: Span
    reading: str = ""
    """What the reading text has in place of the span."""
    detail: str = ""
    """Kind of aside, id of the note, or label, according to `kind`."""
    reason: str = ""
    """Why, in words for a reader."""
    certainty: str = "high"
    """`high`, `medium` or `low`."""
    responsibility: str = "rule"
    """`rule`, `reader` (the format itself says so) or `editor`."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a span was set: `italic`, `bold`, `superscript`, `subscript`, `code` or `link`."""

    span: Span
    name: str
    href: str | None = None
    """Of a link: the address, or None when the source lost it. Only http, https, mailto and
    addresses inside the same document ever stand here."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A proposal about structure: the unit that begins at `start` has this role."""

    start: int
    role: str
    level: int = 0
    rule: str = ""
    reason: str = ""
    certainty: str = "high"
    label: str = ""
    responsibility: str = "rule"


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of the metadata, with the evidence."""

    term: str
    """A DCMI term (`title`, `creator`, `issued`, `is_part_of`, …) or `volume`, `issue`, `number`, `issn`."""
    value: str
    line: int | None
    """Line of the seed that states it; None when it comes from elsewhere."""
    rule: str
    evidence: str = ""
    """The words of that line, or the reasoning for an inferred value."""
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class Unit:
    """A candidate block: the text of one or more pieces of the seed, in order."""

    spans: tuple[Span, ...]
    """The pieces (in a text file: one for each line), trimmed of white space at both ends, in
    order. In the reading they are set apart by `separator` unless a join says otherwise."""
    role: str = ""
    """Kind of block (see Block.kind) or `note`; empty while undecided."""
    level: int = 0
    """Of a heading: 2 for the highest below the title. Of a list item: depth from 1."""
    given: bool = False
    """The format itself states the role (a heading of a Markdown or HTML file); rules respect it."""
    label: str = ""
    """Of a note: its printed label."""
    separator: str = " "
    """Between pieces: a space in prose, a line feed in tables, verse and addresses."""
    rule: str = ""
    reason: str = ""
    certainty: str = "high"
    fixed: bool = False
    """The editor has decided about it: no rule may set it aside or change its role."""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a Source. Characters that are in no unit and no intervention must be
    white space."""

    units: tuple[Unit, ...]
    interventions: tuple[Intervention, ...] = ()
    styles: tuple[Style, ...] = ()
    statements: tuple[Statement, ...] = ()
