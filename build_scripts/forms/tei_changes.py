"""Where the recorded changes stand in a reading text: found again by walking along the text with the
pieces of the seed that it holds and the readings of the interventions between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.model import Block, Document, Note
from build_scripts.source import Intervention, Span


@dataclass(frozen=True, slots=True)
class Change:
    """A change of characters in one text: `reading` stands at `offset` for `received`."""

    offset: int
    reading: str
    received: str
    intervention: int
    """Its place among the interventions of the document."""


def changes(document: Document) -> dict[str, tuple[Change, ...]]:
    """Id of a unit → the changes in it that replace or drop visible characters of the text, in order.

    Marks of the carrier (kinds markup, noteref, label, set-aside) are not among them: the whole list
    stands in the apparatus. A change whose place cannot be found for certain is left to that list too.
    """
    spans = [i.span for i in document.interventions]
    wanted = [n for n, i in enumerate(document.interventions) if _counts(document, i)]
    if not wanted:
        return {}
    starts = [span[0] for span in spans]
    found = {}
    for unit in document.units:
        here = tuple(_in_unit(document, unit, _near(unit, starts, document)))
        if here:
            found[unit.id] = here
    return found


def _counts(document: Document, item: Intervention) -> bool:
    received = document.source.text[slice(*item.span)]
    return item.kind in ("replaced", "join") and received.split() != item.reading.split()


def _near(unit: Block | Note, starts: list[int], document: Document) -> list[int]:
    """The interventions between the first and the last piece of the unit, and those that touch it."""
    if not unit.source:
        return []
    first, last = unit.source[0][0], unit.source[-1][1]
    low, high = bisect_left(starts, first), bisect_right(starts, last)
    while low and document.interventions[low - 1].span[1] == first:
        low -= 1
        first = starts[low]
    return list(range(low, high))


def _in_unit(document: Document, unit: Block | Note, near: list[int]) -> Iterator[Change]:
    """Walk along the text of the unit."""
    text, seed = unit.text, document.source.text
    steps: list[tuple[Span, int]] = [(span, -1) for span in unit.source]
    steps += [(document.interventions[number].span, number) for number in near]
    position, sure = 0, True
    for span, number in sorted(steps):
        words = seed[slice(*span)] if number < 0 else document.interventions[number].reading
        counts = number >= 0 and sure and _counts(document, document.interventions[number])
        if number >= 0 and not words:
            if counts:
                yield Change(position, "", seed[slice(*span)], number)
            continue
        at = _next(text, words, position)
        if at is None and number >= 0 and words.isspace():
            continue  # white space that the text does not have here
        if at is None:
            sure = False
            continue
        if counts:
            yield Change(at, words, seed[slice(*span)], number)
        position, sure = at + len(words), True


def _next(text: str, words: str, position: int) -> int | None:
    """Where `words` stand at `position` or behind the white space there."""
    while not text.startswith(words, position):
        if position >= len(text) or not text[position].isspace():
            return None
        position += 1
    return position
