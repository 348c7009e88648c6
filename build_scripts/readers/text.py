"""Plain text: blank lines set paragraphs apart, or line ends do, or indentation; lines may be wrapped.

The reader settles only what the layout itself shows: which lines form one candidate block. It is
careful: lines that it cannot tell apart stay together with `separator` line feed, and the rules
decide later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_scripts.function_words import FUNCTION_WORDS
from build_scripts.signals import (
    ends_abbreviated,
    ends_sentence,
    headlike,
    is_prose,
    starts_lower,
    words,
)
from build_scripts.source import Reading, Source, Unit

#: What opens a list item or a note at the beginning of a line; digits need a closing mark.
ITEM = re.compile(
    r"(?:[•◦▪▫●○■□►▸‣⁃∙·*+–—-]\s+|\(?\d{1,3}[.)]\s+|\([a-z]{1,4}\)\s+|[a-z][.)]\s+|"
    r"\[\^?[\w*†‡]{1,12}\]:?\s*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*|[*†‡§¶]{1,4}\s*(?=\S)|\{\d{1,3}\}\s*)(?=\S)"
)
COLUMNS = re.compile(r"\S(?: *\t\s*| {3,})\S")
#: A line longer than this holds a paragraph by itself unless the document is wrapped that wide.
LONG = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A line with text: its trimmed span, its words and how far it is indented."""

    start: int
    end: int
    text: str
    indent: int
    tabular: bool


def read(source: Source) -> Reading:
    """Units of a plain text. Markup such as `**` is left to the rules."""
    chunks = list(_chunks(source))
    width = _wrap_width(chunks)
    units = [unit for chunk in chunks for unit in _units(chunk, width)]
    return Reading(tuple(units))


def _chunks(source: Source) -> Iterator[list[Row]]:
    """Runs of lines without a blank line (or form feed) between them."""
    chunk: list[Row] = []
    for line in source.lines:
        raw = source.text[line.start : line.end]
        text = raw.strip()
        if chunk and (not text or raw.startswith("\f")):
            yield chunk
            chunk = []
        if text:
            lead = len(raw) - len(raw.lstrip())
            start = line.start + lead
            chunk.append(
                Row(
                    start,
                    start + len(text),
                    text,
                    len(raw[:lead].expandtabs(4).replace("\f", "")),
                    bool(COLUMNS.search(text)),
                )
            )
            if raw.rstrip(" ").endswith("\f"):
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _wrap_width(chunks: Sequence[Sequence[Row]]) -> int:
    """The width to which prose is wrapped, in characters; 0 when lines are not wrapped.

    A line is surely wrapped when the next line of its chunk goes on in lower case (or in a script
    without case) and it has no terminal punctuation itself.
    """
    lengths = [
        row.indent + len(row.text)
        for chunk in chunks
        for row, following in pairwise(chunk)
        if not row.tabular
        and not ends_sentence(row.text)
        and not ITEM.match(following.text)
        and len(row.text) < 400
        and _goes_on(following.text)
    ]
    if len(lengths) < 2:
        return 0
    lengths.sort()
    return lengths[int(0.9 * (len(lengths) - 1))]


def _goes_on(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return starts_lower(text) or (bool(first) and not first.islower() and not first.isupper())


def _full(row: Row, following: Row, width: int) -> bool:
    """Whether the first word of the next line would not have fitted (with some ragged edge)."""
    word = following.text.split(None, 1)[0]
    return row.indent + len(row.text) + 1 + len(word) >= 0.84 * width


def _units(chunk: list[Row], width: int) -> Iterator[Unit]:
    if len(chunk) == 1:
        yield _unit(chunk)
        return
    long_lines = sum(
        len(row.text) > LONG or (len(row.text) > 60 and ends_sentence(row.text)) for row in chunk
    )
    if not width and long_lines >= 2 and long_lines >= 0.2 * len(chunk):
        for row in chunk:
            yield _unit([row])
        return
    base = min(row.indent for row in chunk)
    # First-line indentation: most indented lines are followed by one at the margin.
    deep = [b.indent < base + 2 for a, b in pairwise(chunk) if a.indent >= base + 2]
    first_line = len(deep) >= 2 and sum(deep) >= 0.5 * len(deep)
    narrow = all(row.indent + len(row.text) < 0.75 * width for row in chunk)
    group: list[Row] = []
    loose: list[Row] = []
    for index, row in enumerate(chunk):
        group.append(row)
        following = chunk[index + 1] if index + 1 < len(chunk) else None
        if following is not None and _same(row, following, group, width, base, first_line, narrow):
            continue
        if len(group) == 1 and _loose(row):
            loose += group
        else:
            yield from _lines(loose)
            loose = []
            yield _unit(group)
        group = []
    yield from _lines(loose)


def _same(
    row: Row, following: Row, group: Sequence[Row], width: int, base: int, first_line: bool, narrow: bool
) -> bool:
    """Whether the next line goes on with the paragraph of this one."""
    if row.tabular or following.tabular:
        return False
    if ITEM.match(following.text) and not (following.text[0] in "*-–—" and not following.text[1:2].isspace()):
        return False
    if following.indent >= group[0].indent + 2 and len(group) == 1 and ITEM.match(row.text):
        return True
    if following.indent >= row.indent + 2 and (ends_sentence(row.text) or len(group) > 1):
        return False
    if len(group) > 1 and group[0].indent >= 2 and following.indent <= row.indent - 2 and row.indent >= 2:
        return False
    if (
        row.indent >= base + 2
        and following.indent >= base + 2
        and ends_sentence(row.text)
        and (first_line or not _full(row, following, width))
    ):
        return False
    if narrow and row.text[-1] in ",;:.!?—":
        return False
    if starts_lower(following.text) and not ends_sentence(row.text):
        return bool(width) or len(row.text) > 30 and (row.text[-1] not in ",;:—" or len(row.text) > 60)
    last = (words(row.text) or [""])[-1]
    if last.islower() and last in FUNCTION_WORDS and len(row.text) > 8:
        return True
    if not width:
        return False
    if _full(row, following, width):
        return True
    if ends_sentence(row.text):
        return ends_abbreviated(row.text) and len(row.text) > 0.6 * width
    return len(row.text) > 0.7 * width and not headlike(row.text)


def _loose(row: Row) -> bool:
    """A line that stands for itself: of a table, an address, a verse, a contents list."""
    if ITEM.match(row.text) and not row.tabular:
        return False
    return row.tabular or (len(row.text) <= LONG and not (ends_sentence(row.text) and is_prose(row.text, 12)))


def _lines(loose: list[Row]) -> Iterator[Unit]:
    """Loose lines that follow one another: tables stay together, and so do short lines."""
    while loose:
        kind = loose[0].tabular
        size = next((i for i, row in enumerate(loose) if row.tabular != kind), len(loose))
        if not kind and size < len(loose) and size == 1:
            size = 1
        yield _unit(loose[:size], "\n" if size > 1 else " ")
        loose = loose[size:]


def _unit(rows: Sequence[Row], separator: str = " ") -> Unit:
    return Unit(tuple((row.start, row.end) for row in rows), separator=separator)
