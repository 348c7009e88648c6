"""How `world.json` was made: `python reduce.py package/countries-50m.json > world.json`, where `package` is
npm's `world-atlas`. No build runs this; it is kept so that the file can be renewed.

In: TopoJSON (arcs of quantised steps, shared by neighbouring countries). Out: the rings of the land and
the lines between countries, each as whole hundredths of a degree, the first point and then the steps.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Line = list[tuple[float, float]]

TOLERANCE = 0.02
"""Degrees by which a line may move: half a pixel on a map of 25 degrees."""
SMALLEST = 0.004
"""Square degrees: islands below (some 50 km²) are left out."""
UNIT = 100
"""Parts of a degree."""


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [simplified(arc) for arc in decoded(atlas)]
    whole = (part for row in land(atlas) for part in unrolled(joined(row, arcs)))
    rings = [ring for ring in whole if abs(area(ring)) >= SMALLEST]
    lines = [arcs[number] for number in borders(atlas)]
    made = {"land": [steps(r) for r in rings], "borders": [steps(one) for one in lines]}
    rows = {name: ",\n".join(json.dumps(r, separators=(",", ":")) for r in made[name]) for name in made}
    sys.stdout.write(
        f'{{"unit": {UNIT},\n"land": [\n{rows["land"]}\n],\n"borders": [\n{rows["borders"]}\n]}}\n'
    )


def decoded(atlas: dict[str, Any]) -> list[Line]:
    """The arcs in degrees."""
    (kx, ky), (x0, y0) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, y * ky + y0))
        found.append(line)
    return found


def land(atlas: dict[str, Any]) -> list[list[int]]:
    """The rings of the land, each as numbers of arcs (`~n` runs backwards)."""
    found: list[list[int]] = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        found += [ring for part in parts for ring in part]
    return found


def borders(atlas: dict[str, Any]) -> list[int]:
    """The arcs that two countries share."""
    holders: dict[int, set[int]] = {}
    for number, geometry in enumerate(atlas["objects"]["countries"]["geometries"]):
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for arc in (arc for part in parts for ring in part for arc in ring):
            holders.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
    return sorted(arc for arc, some in holders.items() if len(some) > 1)


def joined(numbers: list[int], arcs: list[Line]) -> Line:
    ring: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def unrolled(ring: Line) -> list[Line]:
    """The ring without jumps at 180 degrees: it goes on beyond, and a second one, a turn away, shows the
    other end. What goes all around (Antarctica) is closed along the pole."""
    turn, made = 0.0, ring[:1]
    for (before, _), (x, y) in pairwise(ring):
        turn -= round((x - before) / 360) * 360.0
        made.append((x + turn, y))
    if turn:
        pole = -90.0 if made[0][1] < 0 else 90.0
        made += [(made[-1][0], pole), (made[0][0], pole)]
    beyond = max(x for x, _ in made) > 180.01, min(x for x, _ in made) < -180.01
    shifts = [0.0] + [shift for shift, needed in zip((-360.0, 360.0), beyond, strict=True) if needed]
    return [[(x + shift, y) for x, y in made] for shift in shifts]


def simplified(line: Line) -> Line:
    """The line with as few points as TOLERANCE allows; its ends stay (Douglas and Peucker 1973)."""
    keep, open_ = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        far, where = 0.0, 0
        for number in range(first + 1, last):
            if (distance := away(line[number], line[first], line[last])) > far:
                far, where = distance, number
        # A closed line begins where it ends: it is always cut once.
        if where and (far > TOLERANCE or line[first] == line[last]):
            keep.add(where)
            open_ += [(first, where), (where, last)]
    return [line[number] for number in sorted(keep)]


def away(point: tuple[float, float], first: tuple[float, float], last: tuple[float, float]) -> float:
    """Distance of a point from a stretch."""
    (x, y), (ax, ay), (bx, by) = point, first, last
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2) ** 0.5


def area(ring: Line) -> float:
    """In square degrees (the shoelace formula)."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def steps(line: Line) -> list[int]:
    """First point, then the steps from each point to the next; points that fall together are one."""
    found: list[int] = []
    before = (0, 0)
    for x, y in line:
        here = (round(x * UNIT), round(y * UNIT))
        if not found or here != before:
            found += [here[0] - before[0], here[1] - before[1]]
            before = here
    return found


if __name__ == "__main__":
    main()
