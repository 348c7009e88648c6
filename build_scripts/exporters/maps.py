"""A map as SVG, made at build time from the packaged outlines of land and borders (basemap/world.json).

Equirectangular with the scale true at the middle of the region (x = longitude · cos φ₀, y = latitude;
Snyder 1987, Map Projections, p. 90). All coordinates in the drawing are whole units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt

from build_scripts.exporters.outlines import Box, Degrees, clipped, outlines, touches
from build_scripts.exporters.page import block, quantity, text

WIDTH = 1280
"""Units across; on a wide screen two are one pixel, on a telephone about three and a half."""
SIZES = {"narrow": 44, "wide": 23}
"""Height of the letters, in units, by width of screen (css/names.css has the same)."""
LETTER = 0.52
"""Width of a letter, in heights."""
WORTH = 4
"""A tenth of the mentions is worth a third of the region (0.9 to this power is 0.66)."""
WIDEST_SCALE = 14.0
"""Degrees across, at least: the outlines are too coarse to come closer."""
FEW = 10
"""Mentions of the largest dot, at least: what is named twice is not drawn as much."""
LEAST = 15
"""Radius of the smallest dot on a telephone (css/names.css has the same): four pixels."""
LONG = 34
"""Longer names are not written into the map."""


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    address: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class _View:
    """A region and how it is drawn."""

    west: float
    south: float
    east: float
    north: float

    @property
    def unit(self) -> float:
        """Units in a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.narrowing)

    @property
    def narrowing(self) -> float:
        """Length of a degree to the east, in degrees to the north; near the poles not less than a fifth."""
        return _narrowing(self.south, self.north)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.unit)

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        x = (longitude - self.west) * self.narrowing * self.unit
        return round(x), round((self.north - latitude) * self.unit)

    def holds(self, point: Point) -> bool:
        return self.west <= point.longitude <= self.east and self.south <= point.latitude <= self.north


def figure(points: Sequence[Point], name: str) -> str:
    """The map (and, where places lie far apart, a second one of all of them) as raw HTML; "" without
    points. `name` says what is shown. Points outside ±90 and ±180 degrees are left out."""
    valid = [p for p in points if abs(p.latitude) <= 90 and abs(p.longitude) <= 180]
    if not valid:
        return ""
    ranked = sorted(valid, key=lambda p: (-p.count, p.label, p.address, p.latitude, p.longitude))
    near = _near(ranked)
    view, whole = _view(near), _view(ranked)
    lines = ['<figure class="map">', *_drawing(view, [p for p in ranked if view.holds(p)], name)]
    far = [p for p in ranked if not view.holds(p)]
    if far:
        lines += _drawing(whole, far, f"{name}, further away", frame=view)
    lines += [
        "<figcaption>A dot grows with the number of mentions and stands at the point that the register gives. "
        "Coasts and borders: Natural Earth, which draws borders as they are held on the ground; the map "
        "takes no side.</figcaption>",
        "</figure>",
    ]
    return block(lines)


def _near(ranked: list[Point]) -> list[Point]:
    """The points about the middle of the mentions (the median of their places): of the regions that hold
    the nearest one, two, three … the one that is smallest for the mentions it holds, by size / share to
    the power of WORTH; at least half of the mentions."""
    total = sum(p.count + 1 for p in ranked)
    x, y = _median(ranked, "longitude"), _median(ranked, "latitude")
    shape = cos(radians(y))
    by_distance = sorted(ranked, key=lambda p: ((p.longitude - x) * shape) ** 2 + (p.latitude - y) ** 2)
    best, least, held = ranked, float("inf"), 0
    for number, point in enumerate(by_distance, 1):
        held += point.count + 1
        if 2 * held >= total and (worth := _size(by_distance[:number]) / (held / total) ** WORTH) < least:
            best, least = by_distance[:number], worth
    return best


def _median(points: list[Point], name: str) -> float:
    """Longitude or latitude of the middle mention."""
    ordered = sorted(points, key=lambda p: getattr(p, name))
    left = sum(p.count + 1 for p in points) / 2
    for point in ordered:
        left -= point.count + 1
        if left <= 0:
            break
    return float(getattr(point, name))


def _size(points: list[Point]) -> float:
    """Square degrees of the region."""
    west, south, east, north = _box(points)
    return max(east - west, WIDEST_SCALE) * max(north - south, WIDEST_SCALE / 2)


def _box(points: Iterable[Point]) -> Box:
    places = [(p.longitude, p.latitude) for p in points]
    east, north = (max(some) for some in zip(*places, strict=True))
    west, south = (min(some) for some in zip(*places, strict=True))
    return west, south, east, north


def _view(points: Sequence[Point]) -> _View:
    """The region of the points with a margin, half to three quarters as high as wide."""
    west, south, east, north = _box(points)
    wide = max(0.09 * (east - west), (WIDEST_SCALE - (east - west)) / 2)
    high = max(0.09 * (north - south), (WIDEST_SCALE / 2 - (north - south)) / 2)
    west, east = west - wide, east + wide
    south, north = max(-90.0, south - high), min(90.0, north + high)
    shape = _narrowing(south, north)
    missing = 0.5 * (east - west) * shape - (north - south)
    if missing > 0:
        south, north = max(-90.0, south - missing / 2), min(90.0, north + missing / 2)
    missing = (north - south) / 0.75 / shape - (east - west)
    if missing > 0:
        west, east = west - missing / 2, east + missing / 2
    return _View(max(-180.0, west), south, min(180.0, east), north)


def _narrowing(south: float, north: float) -> float:
    return max(0.2, cos(radians((south + north) / 2)))


def _drawing(view: _View, points: list[Point], name: str, frame: _View | None = None) -> Iterator[str]:
    """One drawing: land, borders, dots with links, labels."""
    yield (
        f'<svg viewBox="0 0 {WIDTH} {view.height}" role="group" aria-label="{text(name)}" '
        'xmlns="http://www.w3.org/2000/svg">'
    )
    land, borders = outlines()
    grown = _grown(view)
    shapes = (clipped(ring, grown) for ring in land if touches(ring, grown))
    yield f'<path class="land" d="{"".join(_path(view, shape, "z") for shape in shapes)}"></path>'
    lines = (line for line in borders if touches(line, grown))
    yield f'<path class="border" d="{"".join(_path(view, line) for line in lines)}"></path>'
    if frame:
        left, top = view.at(frame.west, frame.north)
        right, bottom = view.at(frame.east, frame.south)
        yield (
            f'<rect class="frame" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"></rect>'
        )
    yield from _dots(view, points)
    yield "</svg>"


def _dots(view: _View, points: list[Point]) -> Iterator[str]:
    """Large dots first, so that small ones lie upon them; then the labels, upon all."""
    most = max([FEW, *(p.count for p in points)])
    dots = [(*view.at(p.longitude, p.latitude), _radius(p.count, most), p) for p in points]
    for x, y, radius, point in dots:
        yield (
            f'<a href="{text(point.address)}"><title>{text(point.label)}: '
            f'{quantity(point.count, "mention")}</title><circle{_small(radius)} cx="{x}" cy="{y}" r="{radius}"></circle></a>'
        )
    for number, (screen, x, y, anchor) in sorted(_labels(view, dots).items()):
        kind = "" if screen == "narrow" else ' class="wide"'
        yield (
            f'<text x="{x}" y="{y}" text-anchor="{anchor}"{kind} aria-hidden="true">'
            f"{text(dots[number][3].label)}</text>"
        )


def _small(radius: int) -> str:
    """Marks the dots that a telephone draws larger than they are."""
    return ' class="small"' if radius < LEAST else ""


def _radius(count: int, most: int) -> int:
    """The area follows the number of mentions."""
    return round(6 + 34 * sqrt(count / most))


Dot = tuple[int, int, int, Point]


def _labels(view: _View, dots: list[Dot]) -> dict[int, tuple[str, int, int, str]]:
    """Number of a dot → (narrowest screen, x, y, anchor) of its label; the most mentioned first. Those
    with room for the large letters of a narrow screen have it for the small ones of a wide screen too:
    a smaller box about the same anchor lies inside the larger one."""
    placed: dict[int, tuple[str, int, int, str]] = {}
    for screen, size in SIZES.items():
        boxes = [_box_of(dots[n][3].label, x, y, anchor, size) for n, (_, x, y, anchor) in placed.items()]
        for number, (x, y, radius, point) in enumerate(dots):
            if number in placed or len(point.label) > LONG:
                continue
            others = [d for n, d in enumerate(dots) if n != number]
            for lx, ly, anchor in _around(x, y, radius):
                box = _box_of(point.label, lx, ly, anchor, size)
                if _free(box, boxes, others, view):
                    boxes.append(box)
                    placed[number] = (screen, lx, ly, anchor)
                    break
    return placed


def _around(x: int, y: int, radius: int) -> Iterator[tuple[int, int, str]]:
    """Where a label may stand: right, left, above and below; `y` is the base line. No dot is ever drawn
    smaller than LEAST on a narrow screen."""
    radius = max(radius, LEAST)
    yield x + radius + 6, y + 8, "start"
    yield x - radius - 6, y + 8, "end"
    yield x, y - radius - 8, "middle"
    # The base line is below by the height of the largest letters.
    yield x, y + radius + SIZES["narrow"] - 6, "middle"


def _box_of(label: str, x: int, y: int, anchor: str, size: int) -> Box:
    width = LETTER * size * len(label)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, y - 0.8 * size, left + width, y + 0.25 * size


def _free(box: Box, taken: list[Box], dots: list[Dot], view: _View) -> bool:
    left, top, right, bottom = box
    if left < 4 or top < 4 or right > WIDTH - 4 or bottom > view.height - 4:
        return False
    if any(left < r and right > a and top < b and bottom > t for a, t, r, b in taken):
        return False
    # A label may lie on the rim of a large dot, not on its middle, and on no small dot.
    return not any(
        left < x + reach and right > x - reach and top < y + reach and bottom > y - reach
        for x, y, radius, _ in dots
        for reach in (min(radius, 12),)
    )


def _grown(view: _View) -> Box:
    """What is drawn: a little more than is seen, so that the edges of cut land lie outside."""
    wide, high = 0.03 * (view.east - view.west), 0.03 * (view.north - view.south)
    return view.west - wide, view.south - high, view.east + wide, view.north + high


def _path(view: _View, line: list[Degrees], close: str = "") -> str:
    """SVG path data in whole units; points closer than three units to the last are left out."""
    points: list[tuple[int, int]] = []
    for longitude, latitude in line:
        here = view.at(longitude, latitude)
        if not points or abs(here[0] - points[-1][0]) + abs(here[1] - points[-1][1]) >= 3:
            points.append(here)
    if len(points) < (3 if close else 2):
        return ""
    steps = " ".join(f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps.replace(' -', '-')}{close}"
