"""The cells of a table row in Markdown."""

from __future__ import annotations

from build_scripts.readers.markdown_leaves import Leaf
from build_scripts.source import Span


def column_cells(text: str, leaf: Leaf, row: int) -> list[Span]:
    """The cells of a row of a table that is set in columns. A cell begins behind the dashes of the
    one before it, at the first white space."""
    start, end = leaf.lines[row]
    bounds: list[int] = []
    for column in leaf.columns[1:]:
        at = max(start, min(end, leaf.origins[row] + column))
        while at < end and not text[at].isspace():
            at += 1
        bounds.append(at)
    return list(zip([start, *bounds], [*bounds, end], strict=True))


def cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a table row, without the pipes at both ends. Escaped pipes do not count."""
    bounds: list[int] = []
    at = start
    while at < end:
        if text[at] == "\\":
            at += 1
        elif text[at] == "|":
            bounds.append(at)
        at += 1
    if bounds and not text[start : bounds[0]].strip():
        start = bounds.pop(0) + 1
    if bounds and not text[bounds[-1] + 1 : end].strip():
        end = bounds.pop()
    return list(zip([start, *(b + 1 for b in bounds)], [*bounds, end], strict=True))
