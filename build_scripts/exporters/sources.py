"""`sources/<id>.html`: a seed as it was received, line by line, with what became of every part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.exporters import paging
from build_scripts.exporters.apparatus import listed
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.model import Artifact, Corpus, Document
from build_scripts.source import ASIDES, Line

PAGE = 3000
"""Lines on one page. The reading page's template knows this number too (partials/document-parts.html)."""

#: Class of a segment → what the legend says.
LEGEND = (
    ("reading", "text of the reading page"),
    ("note", "note of the author"),
    ("aside", "set aside: not in the reading page, kept here"),
    ("g-noteref", "number that leads to a note"),
    ("g-label", "number of a note"),
    ("g-replaced", "replaced"),
    ("g-join", "joined with what follows"),
    ("g-markup", "sign of the file format"),
)

_BLOCKS = {
    "p": "paragraph",
    "head": "heading",
    "quote": "quotation",
    "list": "list item",
    "author-note": "note on the author",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the seed and what it is."""

    start: int
    end: int
    kind: str
    """`reading`, `note`, or the kind of an intervention."""
    number: int = -1
    """Of an intervention: its place among the document's interventions."""
    starts: str = ""
    """At the first stretch of a block or note: its id."""
    label: str = ""
    """At the first stretch of a block or note: what it is."""


def sources(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/sources/<id>.md`, in pages of PAGE lines."""
    for document in corpus.documents:
        segments = segments_of(document)
        lines = document.source.lines
        for first in range(0, max(1, len(lines)), PAGE):
            yield _page(document, segments, lines[first : first + PAGE])


def address(document_id: str, line: int) -> str:
    """Address of a line of a seed, below the site's root: `sources/a-2014.html#s62`."""
    return f"sources/{_name(document_id, line)}.html#s{line}"


def _name(document_id: str, line: int) -> str:
    first = (line - 1) // PAGE * PAGE + 1
    return document_id if first == 1 else f"{document_id}-lines-{first}"


def segments_of(document: Document) -> list[Segment]:
    """Every stretch of the seed that is something, in order; what lies between is white space."""
    found = [
        Segment(*item.span, kind=item.kind, number=number)
        for number, item in enumerate(document.interventions)
    ]
    for unit in document.blocks:
        label = _BLOCKS.get(unit.kind, unit.kind.replace("-", " "))
        found += _stretches(unit.source, "reading", unit.id, label)
    for note in document.notes:
        found += _stretches(note.source, "note", note.id, f"note {note.label}")
    return sorted(found, key=lambda segment: (segment.start, segment.end, segment.number))


def _stretches(spans: tuple[tuple[int, int], ...], kind: str, name: str, label: str) -> Iterator[Segment]:
    for place, (start, end) in enumerate(spans):
        yield Segment(start, end, kind, starts="" if place else name, label="" if place else label)


def _page(document: Document, segments: list[Segment], lines: tuple[Line, ...]) -> Artifact:
    first, last = (lines[0].number, lines[-1].number) if lines else (1, 0)
    title = f"{document.title}: as received"
    if len(document.source.lines) > PAGE:
        title += f", lines {first:,} to {last:,}"
    parts = [
        block(_introduction(document, title, lines)),
        _rows(document, segments, lines),
        _pager(document, first, again=True),
        listed(document, lines),
    ]
    meta = {
        "title": title,
        "template": "source.html",
        "document": document.id,
        "contents": False,
        "description": f"The file {document.source.file}, line by line.",
    }
    return Artifact(f"docs/sources/{_name(document.id, first)}.md", page(meta, parts))


def _introduction(document: Document, title: str, lines: tuple[Line, ...]) -> Iterator[str]:
    source = document.source
    yield '<p class="kicker">As received</p>'
    yield f'<h1 id="top"><bdi>{text(document.title)}</bdi></h1>'
    yield '<div class="received-intro">'
    if document.access != "full":
        shown = f"{quantity(len(lines), 'line')} of it may be shown" if lines else "none of it may be shown"
        yield (
            f"<p>This archive does not publish <code>{text(source.file)}</code> in full; {shown}. "
            f'<a href="../documents/{text(document.id)}.html">What is known about it</a></p></div>'
        )
        return
    yield (
        f"<p>This is <code>{text(source.file)}</code> as it was received: "
        f"{quantity(len(source.lines), 'line')}, unchanged. What became of each part is marked and named. "
        f'<a href="../documents/{text(document.id)}.html">Reading page</a> · '
        f'<a href="#interventions">All changes</a> · <a href="../editing.html">Rules</a></p>'
    )
    yield f'<p class="facts">SHA-256 <code class="hash">{text(source.sha256)}</code></p>'
    yield '<ul class="legend" aria-label="Signs used on this page">'
    for name, words in LEGEND:
        inline = name.startswith("g-")
        yield (
            f'<li><span class="{name}">abc</span> {words}</li>'
            if inline
            else f'<li class="{name}">{words}</li>'
        )
    yield "</ul></div>"
    if len(source.lines) > PAGE:
        yield _pager(document, lines[0].number)


def _pager(document: Document, here: int, again: bool = False) -> str:
    total = len(document.source.lines)
    firsts = range(1, total + 1, PAGE)
    words = [f"{first:,} to {min(total, first + PAGE - 1):,}" for first in firsts]
    addresses = [f"{_name(document.id, first)}.html" for first in firsts]
    return paging.links(addresses, (here - 1) // PAGE + 1, again, "lines", words)


def _rows(document: Document, segments: list[Segment], lines: tuple[Line, ...]) -> str:
    """The lines of one page. A segment belongs to every line that it touches; ends grow with
    starts, because segments do not overlap."""
    starts = [segment.start for segment in segments]
    ends = [segment.end for segment in segments]
    rows = ['<ol class="rows">']
    told = [""]  # the kind of the last thing that was no white space
    for line in lines:
        low = bisect_right(ends, line.start)
        high = max(low, bisect_left(starts, line.end))
        touching = segments[low:high]
        # A join that stands for the line's end begins just behind the line's last character.
        while high < len(segments) and segments[high].kind == "join" and segments[high].start == line.end:
            touching = [*touching, segments[high]]
            high += 1
        rows.append(_row(document, line, touching, told))
    rows.append("</ol>")
    return block(rows)


def _row(document: Document, line: Line, touching: list[Segment], told: list[str]) -> str:
    pieces: list[str] = []
    at = line.start
    seed = document.source.text
    for segment in touching:
        start, end = max(segment.start, at), min(segment.end, line.end)
        pieces.append(text(seed[at:start]))
        pieces.append(_piece(document, segment, seed[start:end]))
        at = max(at, end)
    pieces.append(text(seed[at : line.end]))
    labels = "".join(_labels(document, line, touching, told))
    what = f'<span class="w">{labels}</span>' if labels else ""
    return (
        f'<li id="s{line.number}" class="{_class_of(touching)}"><a class="n" href="#s{line.number}" '
        f'aria-label="Line {line.number}">{line.number}</a>'
        f'<span class="t" dir="auto">{"".join(pieces)}</span>{what}</li>'
    )


def _class_of(touching: list[Segment]) -> str:
    """Of the whole line: what most of it is."""
    sizes: dict[str, int] = {}
    for segment in touching:
        kind = {"reading": "reading", "note": "note", "label": "note", "set-aside": "aside"}.get(segment.kind)
        if kind:
            sizes[kind] = sizes.get(kind, 0) + segment.end - segment.start
    return max(sizes, key=lambda kind: (sizes[kind], kind)) if sizes else "blank"


def _piece(document: Document, segment: Segment, words: str) -> str:
    if segment.kind in ("reading", "note"):
        return text(words)
    item = document.interventions[segment.number]
    name = "g-aside" if segment.kind == "set-aside" else f"g-{segment.kind}"
    if not words and segment.kind != "join":
        return ""
    hint = {
        "set-aside": ASIDES.get(item.detail, item.detail),
        "replaced": f"read as {item.reading}" if item.reading.strip() else "read as white space",
        "join": "joined",
        "markup": "sign of the file format",
        "noteref": "leads to a note",
        "label": f"number of note {item.detail}",
    }.get(segment.kind, segment.kind)
    shown = "" if segment.kind == "join" and not words.strip() else text(words)
    return f'<span class="{name}" title="{text(hint)}">{shown}</span>'


def _labels(document: Document, line: Line, touching: list[Segment], told: list[str]) -> Iterator[str]:
    """What begins on this line, in words, with links; every kind of small change once."""
    here = f"../documents/{text(document.id)}.html"
    small: dict[str, int] = {}
    for segment in touching:
        kind = segment.kind
        if segment.starts and segment.start >= line.start:
            yield f'<span><a href="{here}#{text(segment.starts)}">{text(segment.label)}</a></span>'
        elif kind == "set-aside":
            # Named where a run of one kind begins, and again at the top of a page.
            item = document.interventions[segment.number]
            kind = ASIDES.get(item.detail, item.detail or "not said why")
            if kind != told[0]:
                yield f'<span>set aside: <a href="#i{segment.number + 1}">{text(kind)}</a></span>'
        elif segment.number >= 0 and segment.start >= line.start:
            small.setdefault(kind, segment.number)
        told[0] = kind
    words = {"replaced": "replaced", "join": "joined", "markup": "markup", "noteref": "note number"}
    for kind, number in small.items():
        if kind in words:
            yield f'<span><a href="#i{number + 1}">{words[kind]}</a></span>'
