"""Emphasis of Markdown: which runs of `*` and `_` belong together (CommonMark, "process emphasis")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiter:
    """A run of `*` or `_` at `(start, end)`; what is already paired has been cut off both ends."""

    sign: str
    start: int
    end: int
    size: int
    """Length of the run as written."""
    can_open: bool
    can_close: bool

    @property
    def left(self) -> int:
        return self.end - self.start


def pair_delimiters(
    delimiters: list[Delimiter],
    bottom: int,
    styles: list[tuple[int, int, str, str | None]],
    mark: Callable[[int, int, str], None],
) -> None:
    """Pair the delimiters from index `bottom` on; add the styles and the marks they consist of.

    Linear: what found no opener once is not looked for again (the `floors`), and an opener that was
    passed over is dropped.
    """
    openers: list[Delimiter] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters[bottom:]:
        while closer.can_close and closer.left:
            key = (closer.sign, closer.can_open, closer.size % 3)
            index = _opener(openers, closer, floors.get(key, 0))
            if index < 0:
                floors[key] = len(openers)
                break
            opener = openers[index]
            width = 2 if opener.left >= 2 and closer.left >= 2 else 1
            styles.append((opener.end, closer.start, "bold" if width == 2 else "italic", None))
            mark(opener.end - width, opener.end, "emphasis mark")
            mark(closer.start, closer.start + width, "emphasis mark")
            opener.end -= width
            closer.start += width
            del openers[index + 1 if opener.left else index :]
            floors = {k: min(v, len(openers)) for k, v in floors.items()}
        if closer.can_open and closer.left:
            openers.append(closer)


def _opener(openers: list[Delimiter], closer: Delimiter, floor: int) -> int:
    """Index of the nearest run that can open what `closer` closes; -1 when there is none."""
    for index in range(len(openers) - 1, floor - 1, -1):
        opener = openers[index]
        if opener.sign != closer.sign:
            continue
        both = opener.can_close or closer.can_open
        if (
            both
            and (opener.size + closer.size) % 3 == 0
            and not (opener.size % 3 == 0 and closer.size % 3 == 0)
        ):
            continue
        return index
    return -1
