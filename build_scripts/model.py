"""The types of the edition. Read this first.

A *seed* is a document as it came. It is never changed: everything that is known about it is
stand-off and points at it by character span. The reading text is computed from the seed and the
interventions, so every change can be listed, explained and undone.

All offsets are characters of the decoded seed (`Source.text`), half-open: `(start, end)`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from build_scripts.connections import Connections
from build_scripts.knowledge import Knowledge
from build_scripts.releases import Release

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


@dataclass(frozen=True, slots=True)
class NoteRef:
    offset: int
    """In the text of its block or note."""
    note: str
    """Id of the note."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A Style, in offsets of the reading text of its block."""

    start: int
    end: int
    name: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch in another language than the document's, in offsets of the reading text."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the reading text."""

    id: str
    """Anchor: `l` and the line of the seed where it begins, with b, c … for further ones."""
    kind: str
    """title, byline, head, p, quote, abstract, table, caption, list (one item), verse, code,
    author-note, credit or dateline."""
    text: str
    lines: tuple[int, ...]
    """Every line of the seed that it takes text from."""
    source: tuple[Span, ...]
    """The characters of the seed it holds unchanged, in order."""
    level: int = 0
    noterefs: tuple[NoteRef, ...] = ()
    styles: tuple[TextStyle, ...] = ()
    passages: tuple[Passage, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table: the cells, row by row; the first row is the head."""
    breaks: tuple[tuple[int, int], ...] = ()
    """(offset in the text, line of the seed) where the text of each further line begins."""
    rule: str = ""
    reason: str = ""
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the author. `id` is `fn` and the printed label, with `-2` … when it occurs again."""

    id: str
    label: str
    text: str
    lines: tuple[int, ...]
    source: tuple[Span, ...]
    references: tuple[tuple[str, int], ...] = ()
    """(id of the block or note, offset in its text) of every marker that leads here."""
    resolves_to: str | None = None
    """For «Ibid.»: id of the note it repeats, when that is certain."""
    noterefs: tuple[NoteRef, ...] = ()
    styles: tuple[TextStyle, ...] = ()
    passages: tuple[Passage, ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the edition: a pure function of its seed and its record."""

    id: str
    source: Source
    statements: tuple[Statement, ...]
    """Metadata with evidence; of several statements of one term the earlier ones win, but for
    creator, contributor, subject and issn, which may repeat."""
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    interventions: tuple[Intervention, ...]
    """All of them, in order of the seed; those of kind `set-aside` are the asides."""
    description: str = ""
    """One line for lists, from the record (or the beginning of the text)."""
    subjects: tuple[str, ...] = ()
    record: dict = field(default_factory=dict)
    """The validated record as plain data; empty when there is none."""

    def values(self, term: str) -> tuple[str, ...]:
        return tuple(s.value for s in self.statements if s.term == term)

    def value(self, term: str) -> str | None:
        return next(iter(self.values(term)), None)

    @property
    def title(self) -> str:
        return self.value("title") or self.id

    @property
    def access(self) -> str:
        """How much of it is published: `full`, `excerpt` or `record` (see `access.py`)."""
        return str(self.record.get("access") or "full")

    @property
    def units(self) -> tuple[Block | Note, ...]:
        """Everything that has a reading text: the blocks, then the notes."""
        return (*self.blocks, *self.notes)

    @property
    def asides(self) -> tuple[Intervention, ...]:
        return tuple(i for i in self.interventions if i.kind == "set-aside")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found. Codes are stable; severity is `error`, `warning` or `notice`."""

    code: str
    severity: str
    path: str
    line: int | None
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written: path below the output folder (POSIX) and its content."""

    path: str
    content: str | bytes


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole archive: what exporters and checks see."""

    archive: dict
    """Validated `archive.yml` with defaults: title, description, publisher, contact, language,
    date, version, base_url."""
    documents: tuple[Document, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    """(file, reason) of every seed that could not be read."""
    findings: tuple[Finding, ...] = ()
    knowledge: Knowledge = field(default_factory=Knowledge)
    """What the data files of the archive say about the texts."""
    connections: Connections = field(default_factory=Connections)
    """What the texts lead to, computed over all of them."""

    releases: tuple[Release, ...] = ()
    """The recorded states of earlier editions, the oldest first."""
    published: tuple[str, ...] = ()
    """Addresses that were published (build_scripts/published.py)."""

    def document(self, id: str) -> Document | None:
        return next((d for d in self.documents if d.id == id), None)
