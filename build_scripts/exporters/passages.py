"""The sentences in which an entity is named."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_scripts.connections import Mention
from build_scripts.model import Block, Document, Note
from build_scripts.sentences import sentences

LONGEST = 2000
"""Characters of a sentence that are shown whole; of a longer one (a text without full stops), the
surroundings of each mention."""
AROUND = 400
NOTES = "Notes"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that names the entity, once or several times."""

    document: str
    unit: str
    start: int
    end: int
    """Of the sentence, in the text of the unit."""
    mentions: tuple[Mention, ...]
    section: str
    """The heading above; `Notes` for a note; "" above the first heading."""
    cut: tuple[bool, bool]
    """Whether words of the sentence are left out before it, and after it."""
    id: str
    """Anchor: `<document>.<unit>`, with `.2` … for further sentences of the same unit."""


def passages_of(
    mentions: Mapping[str, tuple[Mention, ...]],
    units: Mapping[tuple[str, str], Block | Note],
    documents: Iterable[Document],
) -> dict[str, tuple[Passage, ...]]:
    """Entity → the sentences that name it, in the order of its mentions; each sentence once."""
    sections = {place: name for document in documents for place, name in _sections(document)}
    cut: dict[tuple[str, str], list[tuple[int, int]]] = {}
    found: dict[str, tuple[Passage, ...]] = {}
    for entity, some in mentions.items():
        held: dict[tuple[str, str, int, int, bool, bool], list[Mention]] = {}
        for mention in some:
            where = (mention.target.document, mention.target.unit)
            unit = units[where]
            if where not in cut:
                cut[where] = _sentences(unit)
            span = _around(unit.text, cut[where], mention.target.start, mention.target.end)
            held.setdefault((*where, *span), []).append(mention)
        times: Counter[tuple[str, str]] = Counter()
        rows = []
        for (document, name, start, end, *cut_off), inside in held.items():
            times[document, name] += 1
            number = times[document, name]
            id = f"{document}.{name}" + (f".{number}" if number > 1 else "")
            section = sections.get((document, name), "")
            rows.append(
                Passage(document, name, start, end, tuple(inside), section, (cut_off[0], cut_off[1]), id)
            )
        found[entity] = tuple(rows)
    return found


def _sentences(unit: Block | Note) -> list[tuple[int, int]]:
    """The sentences of a unit; of a table its lines."""
    if isinstance(unit, Block) and unit.kind in ("table", "code"):
        spans, position = [], 0
        for line in unit.text.splitlines(keepends=True):
            spans.append((position, position + len(line.rstrip())))
            position += len(line)
        return spans
    return sentences(unit.text)


def _around(text: str, spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int, bool, bool]:
    """The sentence (or sentences) that holds a mention, of a very long one the words around it; and
    whether it is cut before and after."""
    first = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    last = max(first, bisect_right(spans, max(start, end - 1), key=lambda span: span[0]) - 1)
    begin, close = (min(start, spans[first][0]), max(end, spans[last][1])) if spans else (0, len(text))
    if close - begin <= LONGEST:
        return begin, close, False, False
    # Pieces of fixed places, so that mentions close together share one.
    low = max(begin, start // (2 * AROUND) * 2 * AROUND - AROUND)
    high = min(close, max(end, low + 4 * AROUND))
    while begin < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < close and not text[high].isspace():
        high -= 1
    return low, high, low > begin, high < close


def _sections(document: Document) -> Iterable[tuple[tuple[str, str], str]]:
    """(document, unit) of every unit and the heading above it."""
    heading = ""
    for block in document.blocks:
        yield (document.id, block.id), heading
        if block.kind == "head":
            heading = plain(block.text)
    for note in document.notes:
        yield (document.id, note.id), NOTES


def plain(words: str) -> str:
    """With single spaces."""
    return " ".join(words.split())
