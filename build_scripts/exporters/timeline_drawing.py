"""The events of the timeline on one line for each document: an SVG, drawn at build time.

A date within one month is a stroke; a longer one is a bar as long as its time. Strokes that fall together
are one, and taller. The drawing is for the eye only: the list below it holds the same events, and a hidden
list says in words what the drawing shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.exporters import scales, told, wording
from build_scripts.exporters.addresses import short_name
from build_scripts.exporters.page import block, quantity, text
from build_scripts.exporters.told import Told
from build_scripts.model import Corpus

ROWS = 12
"""Lines of the drawing. With more documents there is one for each of the topics told of most, or one for all."""
ROW = 50
"""Height of a line, in pixels."""
BASE = 40
"""Where in it the events stand."""
SHORT = 0.09
"""Up to so many years (a month) a date is a stroke."""


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    events: tuple[Told, ...]
    own: tuple[tuple[str, str, str], ...] = ()
    """(address, name, EDTF) of the documents that belong to the row."""


def overview(corpus: Corpus, some: tuple[Told, ...], addresses: Mapping[str, str]) -> str:
    """The drawing with its caption; "" when no date can be placed."""
    rows = _rows(corpus, some)
    every = [one.event.date for one in some] + [issued for row in rows for _, _, issued in row.own]
    line = scales.line([moment for edtf in every for moment in _ends(edtf)])
    if line is None or len(some) < 2:
        return ""
    height = len(rows) * ROW + 22
    drawn = [*_axis(line, height)]
    for number, row in enumerate(rows):
        drawn += _row(row, line, number * ROW, addresses)
    return block(
        [
            '<figure class="timeline-drawing">',
            f'<svg width="100%" height="{height}" aria-hidden="true" focusable="false">',
            *drawn,
            "</svg>",
            *_caption(rows, line),
            "</figure>",
        ]
    )


def _ends(edtf: str) -> tuple[float, ...]:
    """The known ends of a date. The very end of a year belongs to it, not to the next one."""
    first, last = scales.years(edtf) or (math.inf, math.inf)
    return tuple(end for end in (first, last - 1e-6) if math.isfinite(end))


def _rows(corpus: Corpus, some: tuple[Told, ...]) -> list[_Row]:
    by_document = told.by_document(some)
    own = {
        document.id: (f"documents/{document.id}.html", short_name(document), document.value("issued") or "")
        for document in wording.in_order(corpus)
    }
    if len(by_document) <= ROWS:
        return [
            _Row(own[id][1], by_document[id], (own[id],) if own[id][2] else ())
            for id in own
            if id in by_document
        ]
    by_topic = [(t, tuple(one for one in some if t.id in one.topics)) for t in corpus.knowledge.topics]
    most = sorted((-len(events), i) for i, (_, events) in enumerate(by_topic) if events)[:ROWS]
    chosen = [by_topic[i] for i in sorted(i for _, i in most)]
    rows = [_Row(t.label, events) for t, events in chosen] or [_Row("All events", some)]
    return [*rows, _Row("The documents themselves", (), tuple(own.values()))]


def _axis(line: scales.Line, height: int) -> Iterator[str]:
    for year in line.marks():
        if line.start + 4 <= line.at(year) <= line.end - 4:
            words = dates.display(f"{year:04}")
            yield f'<text class="year" x="{line.at(year):.2f}%" y="{height - 4}" text-anchor="middle">{words}</text>'
    for zone, side, anchor in ((line.earlier, "0", "start"), (line.later, "100%", "end")):
        if zone:
            yield f'<text class="year" x="{side}" y="{height - 4}" text-anchor="{anchor}">{_range(zone)}</text>'


def _ground(line: scales.Line, base: int) -> Iterator[str]:
    """The line of a row, with the round years, and where its scale breaks."""
    for year in line.marks():
        at = f"{line.at(year):.2f}%"
        yield f'<line class="grid" x1="{at}" x2="{at}" y1="{base - 20}" y2="{base + 10}"/>'
    edges = [scales.ZONE - 2.5] if line.earlier else []
    edges += [102.5 - scales.ZONE] if line.later else []
    for edge in edges:
        yield f'<line class="break" x1="{edge}%" x2="{edge}%" y1="{base - 20}" y2="{base + 10}"/>'
    for begin, end in ((0.0, line.start - 5), (line.start, line.end), (line.end + 5, 100.0)):
        if begin < end:
            yield f'<line class="base" x1="{begin:.2f}%" x2="{end:.2f}%" y1="{base}" y2="{base}"/>'


def _range(zone: tuple[float, float]) -> str:
    """`1957–58`, `1890–1912`, `1905`."""
    first, last = int(zone[0]), int(zone[1])
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"


def _row(row: _Row, line: scales.Line, top: int, addresses: Mapping[str, str]) -> Iterator[str]:
    base = top + BASE
    count = quantity(len(row.events), "event") if row.events else quantity(len(row.own), "document")
    yield (
        f'<text class="name" x="0" y="{top + 14}">{text(row.label)}'
        f'<tspan class="count" dx="8">{count}</tspan></text>'
    )
    yield from _ground(line, base)
    for place, events in sorted(_places(row.events, line).items()):
        yield _mark(place, events, base, addresses)
    yield from _written(row, line, base)


def _written(row: _Row, line: scales.Line, base: int) -> Iterator[str]:
    """The documents themselves, below the line; those that fall together are one sign."""
    places: dict[float, list[tuple[str, str, str]]] = {}
    for own in row.own:
        if found := scales.years(own[2]):
            places.setdefault(round(line.at(_middle(found)) * 2) / 2, []).append(own)
    for at, several in sorted(places.items()):
        address = several[0][0] if len(several) == 1 else "documents.html"
        words = "; ".join(
            f"{name} was written: {dates.display(issued)}" for _, name, issued in several[:ROWS]
        )
        more = f" and {len(several) - ROWS:,} more" if len(several) > ROWS else ""
        yield (
            f'<a href="{text(address)}" tabindex="-1" class="written"><title>{text(words + more)}</title>'
            f'<svg x="{at:.2f}%" y="{base}" overflow="visible"><path d="M-5 9 0 2 5 9z"/></svg></a>'
        )


def _places(some: tuple[Told, ...], line: scales.Line) -> dict[tuple[float, float], list[Told]]:
    """(begin, end) in percent → the events drawn there; both the same for a stroke."""
    places: dict[tuple[float, float], list[Told]] = {}
    for one in some:
        found = scales.years(one.event.date)
        if found is None:
            continue
        if found[1] - found[0] <= SHORT:
            begin = end = round(line.at(_middle(found)) * 4) / 4
        else:
            begin, end = round(line.at(found[0]), 2), round(line.at(found[1]), 2)
        places.setdefault((begin, end), []).append(one)
    return places


def _middle(found: tuple[float, float]) -> float:
    """The middle of a stretch; of an open one, its end that is known."""
    if math.isinf(found[0]):
        return found[1]
    return found[0] if math.isinf(found[1]) else (found[0] + found[1]) / 2


def _mark(place: tuple[float, float], some: list[Told], base: int, addresses: Mapping[str, str]) -> str:
    """A link to the (first) event, with all of them in its title."""
    begin, end = place
    said = text("; ".join(f"{dates.display(one.event.date)}: {one.event.label}" for one in some))
    ids = text(" ".join(one.event.id for one in some))
    if begin == end:
        tall = min(8 + 3 * len(some), 20)
        shape = f'<line class="stroke" x1="{begin:.2f}%" x2="{begin:.2f}%" y1="{base - tall}" y2="{base}"/>'
    else:
        thick = min(2 + len(some), 7)
        shape = (
            f'<rect class="bar" x="{begin:.2f}%" width="{max(end - begin, 0.3):.2f}%" '
            f'y="{base - thick}" height="{thick}"/>'
        )
    return (
        f'<a href="{text(addresses[some[0].event.id])}" tabindex="-1" data-events="{ids}">'
        f"<title>{said}</title>{shape}</a>"
    )


def _caption(rows: list[_Row], line: scales.Line) -> Iterator[str]:
    legend = "A stroke is a date within one month (taller: several), a bar a longer or vaguer time"
    if any(row.own for row in rows):
        legend += "; the triangle is the document itself"
    broken = [_range(zone) for zone in (line.earlier, line.later) if zone]
    if broken:
        legend += f". Beyond the dotted line ({' and '.join(broken)}) the scale is different"
    yield f"<figcaption><p>{legend}.</p>"
    yield '<ul class="hidden-label">'
    for row in rows:
        if not row.events:
            continue
        years = told.span(row.events)
        yield f"<li>{text(row.label)}: {quantity(len(row.events), 'event')}{f', {years}' if years else ''}</li>"
    yield "</ul></figcaption>"
