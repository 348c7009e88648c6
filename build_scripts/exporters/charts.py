"""Small charts of figures over time: an SVG drawn at build time, with the same figures as a table.

Every figure is a dot on a stem from zero, so that lengths can be compared; nothing is drawn between the
dots, because nothing is known there. A range is a thick bar, a figure with a hedge a hollow dot."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.exporters import scales
from build_scripts.exporters.page import block, text

PLOT = 150
"""Height of the plot, in pixels."""
NARROW = 330.0
"""Width for which labels are set apart: a telephone. On wider screens they only get more room."""
LETTER = 6.2
"""Width of a letter of a label, in pixels, rounded up."""
LINE = 14
"""Height of a label."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or a range, at a time."""

    when: str
    """EDTF."""
    address: str
    source: str
    """Who gives it: the short name of the document."""
    said: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    hedge: str = ""

    @property
    def top(self) -> float:
        return max(v for v in (self.number, self.low, self.high) if v is not None)

    @property
    def words(self) -> str:
        """`12 to 20`, `3,470`."""
        if self.number is not None:
            return amount(self.number)
        ends = [amount(v) for v in (self.low, self.high) if v is not None]
        return " to ".join(ends)


def amount(value: float) -> str:
    """`3470.0` → `3,470`; `1.59`; at most nine digits after the point, none that say nothing."""
    if not math.isfinite(value):
        return str(value)
    return f"{value:,.9f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def chart(figures: Sequence[Figure], unit: str, title: str) -> str:
    """The chart with its table (raw HTML); "" for fewer than two figures with a date, or when all are
    of one time and one height."""
    placed = [
        (figure, span)
        for figure in figures
        if (figure.number, figure.low, figure.high) != (None, None, None) and (span := _span(figure.when))
    ]
    if len(placed) < 2 or len({(figure.top, span) for figure, span in placed}) < 2:
        return ""
    placed.sort(key=lambda row: (row[1], -row[0].top))
    plot = _plot([figure for figure, _ in placed], [span for _, span in placed], title)
    hollow = ", a hollow dot one that its source hedges" if any(figure.hedge for figure, _ in placed) else ""
    caption = f"In {unit}, by the time that the figures are about. Each dot is one statement{hollow}."
    return block(
        [
            '<figure class="chart">',
            *plot,
            f"<figcaption><p>{text(caption)}</p>",
            *_table([figure for figure, _ in placed], unit),
            "</figcaption></figure>",
        ]
    )


def _span(edtf: str) -> tuple[float, float] | None:
    """The time as years; an open end is where it begins (or ends)."""
    found = scales.years(edtf)
    if found is None or all(math.isinf(end) for end in found):
        return None
    return (
        found[1] if math.isinf(found[0]) else found[0],
        found[0] if math.isinf(found[1]) else found[1],
    )


def _plot(figures: Sequence[Figure], spans: Sequence[tuple[float, float]], title: str) -> Iterator[str]:
    first = math.floor(min(span[0] for span in spans))
    last = max(first + 1, math.ceil(max(span[1] for span in spans)))
    line = scales.Line(first, last)
    lows = [v for f in figures for v in (f.number, f.low, f.high) if v is not None]
    size = scales.step(max(0.0, *lows) - min(0.0, *lows), 4)
    bottom, top = math.floor(min(0.0, *lows) / size), math.ceil(max(0.0, *lows) / size)

    def y(value: float) -> float:
        return PLOT * (top - value / size) / max(1, top - bottom)

    # Labels need room at both ends.
    def x(year: float) -> float:
        return 7 + line.at(year) * 0.86

    labels = list(_labels(figures, [(x(sum(s) / 2), y(f.top)) for f, s in zip(figures, spans, strict=True)]))
    above = max(LINE, math.ceil(-min(label[1] for label in labels)) + LINE)
    yield f'<svg width="100%" height="{above + PLOT + 24}" role="group" aria-label="{text(title)}">'
    yield f'<svg y="{above}" width="100%" height="{PLOT + 24}" overflow="visible">'
    for count in range(bottom, top + 1):
        at = f"{y(count * size):.1f}"
        yield f'<line class="{"base" if count == 0 else "grid"}" x1="0" x2="100%" y1="{at}" y2="{at}"/>'
        yield f'<text class="value" x="0" y="{float(at) - 3:.1f}">{amount(count * size)}</text>'
    for year in _years(line):
        place = x(year + (0.5 if last - first <= 20 else 0))
        words = dates.display(f"{year:04}")
        yield f'<text class="year" x="{place:.2f}%" y="{PLOT + 17}" text-anchor="middle">{words}</text>'
    for figure, span, label in zip(figures, spans, labels, strict=True):
        yield from _dot(figure, (x(span[0]), x(span[1])), label, y)
    yield "</svg></svg>"


def _years(line: scales.Line) -> tuple[int, ...]:
    return tuple(year for year in line.marks(7) if year < line.last) or (line.first,)


def _labels(
    figures: Sequence[Figure], dots: Sequence[tuple[float, float]]
) -> Iterator[tuple[str, float, float, str]]:
    """(words, y, x in percent, anchor) of each label: above its dot, and higher where another one (or a dot)
    is in the way."""
    several = len({figure.source for figure in figures}) > 1
    taken: list[Box] = [(x / 100 * NARROW - 5, y - 5, x / 100 * NARROW + 5, y + 5) for x, y in dots]
    found = {}
    for number in sorted(range(len(dots)), key=lambda i: (dots[i][1], i)):
        x, y = dots[number]
        figure = figures[number]
        words = f"{figure.words} {figure.source}" if several else figure.words
        anchor = "start" if x < 35 and several else "end" if x > 65 and several else "middle"
        width = len(words) * LETTER
        left = x / 100 * NARROW - {"start": 5.0, "end": width - 5, "middle": width / 2}[anchor]
        at = y - 9
        while any(_meet((left, at - LINE + 2, left + width, at + 2), box) for box in taken):
            at -= 3
        taken.append((left, at - LINE + 2, left + width, at + 2))
        found[number] = (words, at, x, anchor)
    for number in range(len(dots)):
        yield found[number]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _dot(
    figure: Figure,
    span: tuple[float, float],
    label: tuple[str, float, float, str],
    y: Callable[[float], float],
) -> Iterator[str]:
    words, height, x, anchor = label
    at, top, zero = f"{x:.2f}%", y(figure.top), y(0.0)
    said = f"{dates.display(figure.when)}: {figure.said} ({figure.source})"
    yield f'<a href="{text(figure.address)}"><title>{text(said)}</title>'
    yield f'<line class="stem" x1="{at}" x2="{at}" y1="{zero:.1f}" y2="{min(top, zero):.1f}"/>'
    if top - height > LINE:
        yield f'<line class="leader" x1="{at}" x2="{at}" y1="{top:.1f}" y2="{height + 3:.1f}"/>'
    if span[1] - span[0] > 25:
        yield f'<line class="time" x1="{span[0]:.2f}%" x2="{span[1]:.2f}%" y1="{top:.1f}" y2="{top:.1f}"/>'
    ends = [v for v in (figure.low, figure.high) if v is not None]
    if ends:
        low = min(ends) if len(ends) > 1 or figure.number is None else min(ends[0], figure.number)
        yield f'<line class="range" x1="{at}" x2="{at}" y1="{y(low):.1f}" y2="{y(figure.top):.1f}"/>'
    if figure.number is not None:
        kind = "dot hedged" if figure.hedge else "dot"
        yield f'<circle class="{kind}" cx="{at}" cy="{y(figure.number):.1f}" r="4"/>'
    dx = {"start": -5, "end": 5, "middle": 0}[anchor]
    yield (
        f'<text class="label" x="{at}" dx="{dx}" y="{height:.1f}" text-anchor="{anchor}">{text(words)}</text></a>'
    )


def _table(figures: Sequence[Figure], unit: str) -> Iterator[str]:
    yield "<details><summary>The figures as a table</summary>"
    yield f'<table class="figures"><thead><tr><th scope="col">Time</th><th scope="col">{text(unit)}</th>'
    yield '<th scope="col">Document</th></tr></thead><tbody>'
    for figure in figures:
        hedge = f" ({text(figure.hedge)})" if figure.hedge else ""
        ends = [amount(v) for v in (figure.low, figure.high) if v is not None]
        more = f" ({' to '.join(ends)})" if ends and figure.number is not None else ""
        yield (
            f"<tr><td>{text(dates.display(figure.when))}</td><td>{figure.words}{more}{hedge}</td>"
            f'<td><a href="{text(figure.address)}">{text(figure.source)}</a></td></tr>'
        )
    yield "</tbody></table></details>"
