"""The packaged outlines of land and borders (basemap/world.json), cut to a region."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

BASEMAP = Path(__file__).resolve().parent.parent / "basemap" / "world.json"
Degrees = tuple[float, float]
"""Longitude, latitude."""
Box = tuple[float, float, float, float]
"""West, south, east, north; or left, top, right, bottom."""


def touches(line: list[Degrees], box: Box) -> bool:
    west, south, east, north = box
    return (
        any(x >= west for x, _ in line)
        and any(x <= east for x, _ in line)
        and any(y >= south for _, y in line)
        and any(y <= north for _, y in line)
    )


def clipped(ring: list[Degrees], box: Box) -> list[Degrees]:
    """The part of a ring inside a box (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not ring:
            return []
        made: list[Degrees] = []
        for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
            was, is_in = (before[axis] - bound) * sign >= 0, (here[axis] - bound) * sign >= 0
            if was != is_in:
                t = (bound - before[axis]) / (here[axis] - before[axis])
                made.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
            if is_in:
                made.append(here)
        ring = made
    return ring


@cache
def outlines() -> tuple[list[list[Degrees]], list[list[Degrees]]]:
    """(rings of the land, lines between countries) in degrees."""
    data = json.loads(BASEMAP.read_text("utf-8"))
    return tuple([_degrees(row, data["unit"]) for row in data[name]] for name in ("land", "borders"))  # type: ignore[return-value]


def _degrees(steps: list[int], unit: int) -> list[Degrees]:
    x = y = 0
    found = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / unit, y / unit))
    return found
