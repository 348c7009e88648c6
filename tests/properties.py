"""What must hold for every document, whatever its seed: plain functions that assert.

They look at the finished Document and its published data only, so a better shape inside changes
nothing here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from editions_compare import EDITIONS, ROOT
from hypothesis import assume

from build_scripts.edition import edit
from build_scripts.exporters.data import document_data
from build_scripts.model import Block, Document, Note
from build_scripts.readers import split_lines
from build_scripts.readers.decoding import has_text
from build_scripts.rules import RULES
from build_scripts.source import ASIDES, KINDS, Source, Span
from build_scripts.verify import rebuild

#: The seeds of the archive and of the test editions.
SEEDS = sorted([*EDITIONS.glob("*/seed.*"), *(p for p in (ROOT / "seeds").glob("*.*") if p.suffix != ".yml")])

CERTAINTIES = ("high", "medium", "low")
SAFE_ADDRESS = re.compile(r"(?i)https?://|mailto:|#")


def source_of(text: str, format: str = "text", file: str = "seed.txt") -> Source:
    """A Source without a file. `text` must be encodable (no lone surrogates)."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Source(file, format, "utf-8", b"", digest, text, split_lines(text))


def edited(text: str, format: str = "text", record: dict | None = None) -> Document:
    return edit(source_of(text, format), record)


def document_of(text: str, format: str = "text", record: dict | None = None, rules=RULES) -> Document:
    """In a property: the document, where a seed with this text would be accepted at all."""
    assume(has_text(text))
    return edit(source_of(text, format), record, rules)


def seed_id(path: Path) -> str:
    return path.parent.name if path.stem == "seed" else path.stem


def holders(document: Document) -> tuple[Block | Note, ...]:
    return (*document.blocks, *document.notes)


def check(document: Document) -> None:
    """All of them."""
    check_conservation(document)
    check_undoing(document)
    check_reading(document)
    check_offsets(document)
    check_addresses(document)
    check_notes(document)
    check_apparatus(document)


def check_conservation(document: Document) -> None:
    """Every character that is no white space lies in exactly one piece of a block, piece of a note or
    intervention; none of these overlap."""
    text = document.source.text
    spans = [(s, h.id) for h in holders(document) for s in h.source]
    spans += [(i.span, f"{i.kind} by {i.rule}") for i in document.interventions]
    position, last = 0, "the beginning"
    for (start, end), name in sorted(spans):
        assert start < end <= len(text), f"{name} has the span {start, end} in {len(text)} characters"
        assert start >= position, f"{name} overlaps {last} at {start}: {text[start:position]!r}"
        assert not text[position:start].strip(), f"lost between {last} and {name}: {text[position:start]!r}"
        position, last = end, name
    assert not text[position:].strip(), f"lost behind {last}: {text[position:]!r}"


def check_undoing(document: Document) -> None:
    """The published data alone give the bytes of the seed."""
    raw = rebuild(document_data(document))
    assert raw == document.source.bom + document.source.text.encode(document.source.encoding)
    assert hashlib.sha256(raw).hexdigest() == document.source.sha256


def check_reading(document: Document) -> None:
    """A reading text is its pieces of the seed with readings of interventions among them, in order, and
    white space. Every reading is shown once, none of a rule's invention."""
    text = document.source.text
    offered = sorted((i.span, bare(i.reading)) for i in document.interventions if bare(i.reading))
    shown = Counter()
    for holder in holders(document):
        pieces = [(span, bare(text[slice(*span)])) for span in holder.source]
        own = [(span, reading) for span, reading in offered if _near(span, holder, document)]
        if not own:
            assert bare(holder.text) == "".join(piece for _, piece in pieces), f"{holder.id} reads otherwise"
            continue
        pattern = "".join(
            re.escape(t) if (s, t) in pieces else f"({re.escape(t)})?" for s, t in sorted(pieces + own)
        )
        match = re.fullmatch(pattern, bare(holder.text))
        assert match, f"{holder.id} reads otherwise: {holder.text[:200]!r}"
        shown.update(span for (span, _), group in zip(own, match.groups(), strict=True) if group is not None)
    missing = [(span, reading) for span, reading in offered if shown[span] != 1]
    assert not missing, f"readings shown not once: {missing[:3]}"


def _near(span: Span, holder: Block | Note, document: Document) -> bool:
    """Whether the span may stand in the holder that has these pieces: between them, or before the first
    or behind the last with nothing but white space and interventions between."""
    source = holder.source
    if not source:  # all its words are readings, such as those of character references
        return document.source.line_at(span[0]) in holder.lines
    if any(not h.source and document.source.line_at(span[0]) in h.lines for h in holders(document)):
        return False
    if source[0][0] < span[0] < source[-1][1]:
        return True
    gap = (span[1], source[0][0]) if span[1] <= source[0][0] else (source[-1][1], span[0])
    return not any(gap[0] < end and start < gap[1] for h in holders(document) for start, end in h.source)


def bare(text: str) -> str:
    return "".join(text.split())


def check_offsets(document: Document) -> None:
    """Everything that points into a text points into it."""
    for holder in holders(document):
        size = len(holder.text)
        assert holder.text.strip(), f"{holder.id} is empty"
        for ref in holder.noterefs:
            assert 0 <= ref.offset <= size
        for stretch in (*holder.styles, *holder.passages):
            assert 0 <= stretch.start < stretch.end <= size, f"{holder.id}: {stretch} in {size} characters"
        for style in holder.styles:
            assert style.href is None or SAFE_ADDRESS.match(style.href), f"{holder.id}: {style.href!r}"
        assert list(holder.breaks) == sorted(holder.breaks), f"{holder.id}: breaks out of order"
        for offset, line in holder.breaks:
            assert 0 <= offset < size and line in holder.lines
        if isinstance(holder, Block) and holder.kind == "table":
            assert bare("".join("".join(row) for row in holder.rows)) == bare(holder.text)


def check_addresses(document: Document) -> None:
    """Ids are unique; that of a block says the line where it begins and nothing else."""
    source = document.source
    ids = [h.id for h in holders(document)]
    assert len(ids) == len(set(ids)), f"twice: {[i for i, n in Counter(ids).items() if n > 1]}"
    first_of_line: set[int] = set()
    for block in document.blocks:
        match = re.fullmatch(r"l(\d+)([a-z]*)", block.id)
        assert match and int(match[1]) == block.lines[0], f"{block.id} begins on line {block.lines[0]}"
        assert bool(match[2]) == (block.lines[0] in first_of_line), f"{block.id} is not the first of its line"
        first_of_line.add(block.lines[0])
    for holder in holders(document):
        assert list(holder.lines) == sorted(set(holder.lines)), f"{holder.id}: lines out of order"
        wrong = {source.line_at(s) for s, _ in holder.source} - set(_reach(holder, source))
        assert not wrong, f"{holder.id} takes text from lines {wrong} that it does not name"
        assert not holder.source or holder.lines[0] <= source.line_at(holder.source[0][0])
    if source.format == "text":
        lines = [line for h in holders(document) for line in h.lines]
        assert len(lines) == len(set(lines)), (
            f"lines in two blocks: {[i for i, n in Counter(lines).items() if n > 1]}"
        )


def _reach(holder: Block | Note, source: Source) -> set[int]:
    """The lines of a holder, and in formats where a piece may hold line ends the lines between."""
    if source.format == "text" or not holder.source:
        return set(holder.lines)
    return set(range(holder.lines[0], source.line_at(holder.source[-1][1]) + 1))


def check_notes(document: Document) -> None:
    """Markers and notes know one another. No marker vanishes: each is a reference to a note that is there."""
    known = {n.id for n in document.notes}
    found = [(ref.note, holder.id, ref.offset) for holder in holders(document) for ref in holder.noterefs]
    assert {note for note, _, _ in found} <= known
    for note in document.notes:
        assert list(note.references) == [(where, at) for name, where, at in found if name == note.id]
        assert note.resolves_to is None or note.resolves_to in known - {note.id}
        assert note.id.startswith("fn") and note.label
    markers = [i for i in document.interventions if i.kind == "noteref"]
    lost = [document.source.text[slice(*i.span)] for i in markers if i.detail not in known]
    assert not lost, f"markers taken out whose note is not there: {lost}"
    assert sorted(i.detail for i in markers) == sorted(note for note, _, _ in found), (
        "markers without a place"
    )


def check_apparatus(document: Document) -> None:
    """Every change is of a known kind and says why; what was set aside stands verbatim in the data."""
    text = document.source.text
    assert list(document.interventions) == sorted(document.interventions, key=lambda i: i.span)
    for item in document.interventions:
        assert item.kind in KINDS and item.certainty in CERTAINTIES
        assert item.responsibility in ("rule", "reader", "editor")
        assert item.rule and item.reason, f"{item.kind} at {item.span} does not say who or why"
        if item.kind == "set-aside":
            assert item.detail in ASIDES, f"aside of unknown kind {item.detail!r}"
            assert not item.reading
    asides = document_data(document)["asides"]
    assert [(a["kind"], a["text"]) for a in asides] == [
        (i.detail, text[slice(*i.span)]) for i in document.asides
    ]
    for statement in document.statements:
        assert statement.term and statement.rule
        assert statement.value.strip(), f"statement without a value: {statement}"
        assert statement.line is None or 1 <= statement.line <= len(document.source.lines)
