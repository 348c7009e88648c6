"""Notes without links: superscript markers, and lines that begin with the same labels in turn."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

SIGN = re.compile(r"\d{1,3}|[*†‡§¶]{1,4}")
#: What stands before an exponent.
UNIT = re.compile(
    r"(?:(?:^|[\s\d(/])(?:[kcdmµn]?m|ft|in|yd|mi|ha|s|kg|sq|km/h)|\d|(?:^|[\s(=+×*/-])[A-Za-zα-ω])\.?$"
)
#: Of the labels of one run, at least so many in ten must have a marker.
LEAST = 6


class Place(NamedTuple):
    """A marker, or a label at the beginning of a line."""

    label: str
    position: int
    style: str = ""
    """How a label is set: sup, bracket, dot, item … Labels of one run are set alike."""


class Pair(NamedTuple):
    note: int
    """Index of the label."""
    markers: tuple[int, ...]
    """Indices of the markers that lead to it; may be empty."""


def exponent(label: str, before: str) -> bool:
    """Whether a raised 2 or 3 behind these words belongs to a unit or a formula."""
    return label in ("2", "3") and bool(UNIT.search(before[-8:]))


def pair_notes(labels: Sequence[Place], markers: Sequence[Place]) -> list[Pair]:
    """The labels that begin notes, with their markers. Both lists are in order of the seed.

    Labels count up by one (a sign such as `*` forms a run by itself). A run is accepted when most of
    its labels have a marker before them; without brackets or raised digits two labels are needed.
    """
    by_label: dict[str, list[tuple[int, int]]] = {}
    for index, marker in enumerate(markers):
        by_label.setdefault(marker.label, []).append((marker.position, index))
    used: set[int] = set()
    pairs: list[Pair] = []
    for run in _runs(labels):
        found = [_marker_before(labels[i], by_label, used) for i in run]
        matched = sum(index is not None for index in found)
        alone = len(run) == 1 and labels[run[0]].style not in ("sup", "bracket")
        if not matched or alone or matched * 10 < len(run) * LEAST:
            continue
        used.update(index for index in found if index is not None)
        pairs += [Pair(i, () if index is None else (index,)) for i, index in zip(run, found, strict=True)]
    return sorted(pairs)


def _runs(labels: Sequence[Place]) -> Iterator[list[int]]:
    open_runs: dict[str, list[int]] = {}
    for index, place in enumerate(labels):
        run = open_runs.get(place.style)
        if not place.label.isdigit():
            yield [index]
        elif run and int(labels[run[-1]].label) + 1 == int(place.label):
            run.append(index)
        else:
            if run:
                yield run
            open_runs[place.style] = [index]
    yield from open_runs.values()


def _marker_before(label: Place, markers: Mapping[str, list[tuple[int, int]]], used: set[int]) -> int | None:
    """The nearest marker before a label that leads nowhere yet."""
    same = markers.get(label.label, [])
    for _, index in reversed(same[: bisect_left(same, (label.position, -1))]):
        if index not in used:
            return index
    return None
