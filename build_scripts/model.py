"""The types of the edition. Read this first, then `source.py`.

A *seed* is a document as it came. It is never changed: everything that is known about it is
stand-off and points at it by character span (`source.py`: Source, Intervention, Statement). The reading
text is computed from the seed and the interventions, so every change can be listed, explained and undone.

A `Document` is its blocks and notes, a `Corpus` the whole archive: what exporters and checks see.
Spans are characters of the decoded seed, half-open; an *offset* is one of the text of a block or note.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_scripts.connections import Connections
from build_scripts.knowledge import Knowledge
from build_scripts.releases import Release
from build_scripts.source import Intervention, Source, Span, Statement


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
