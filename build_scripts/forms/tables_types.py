"""What a table of the archive is: its columns with their types, its keys, and where its rows come from.

The CSV files, the JSON Lines, the data package, the data dictionary and the SQLite file are all made from
these declarations, so that none can say something else than the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from build_scripts.connections import Target
from build_scripts.model import Corpus
from build_scripts.once import once

Row = dict[str, Any]
"""Name of a column → str, int, float, bool, a list of strings, or None for what is not known."""

TYPES = ("string", "integer", "number", "boolean", "array", "date")
"""Of columns, by their names in Table Schema. An array is one of strings; a date is `YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    about: str
    """For readers of the data dictionary."""
    required: bool = False
    one_of: tuple[str, ...] = ()
    """All values that it may have; any when empty."""
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: the values of `columns` stand in the columns `to` of `table`."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    """In lower case with underscores: the name of its files and in SQL."""
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    rows: Callable[[Held], Iterator[Row]]
    """In a fixed order."""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The corpus with what every table asks of it. Texts come from its blocks and notes alone, so a corpus
    from which texts were taken out gives tables without them."""

    corpus: Corpus
    texts: Mapping[tuple[str, str], str] = field(repr=False)
    """(document, block or note) → its text."""
    entities: frozenset[str]
    topics: frozenset[str]

    def passage(self, target: Target | None) -> Row | None:
        """Columns PASSAGE for `target`; None when the corpus does not hold it."""
        if target is None or (words := self.texts.get((target.document, target.unit))) is None:
            return None
        return {
            "document": target.document,
            "unit": target.unit,
            "start": target.start,
            "stop": target.end,
            "words": words[target.start : target.end],
        }

    def entity(self, id: str) -> str | None:
        """`id`, when an entity of the register bears it."""
        return id if id in self.entities else None


@once
def held(corpus: Corpus) -> Held:
    """What all tables look up."""
    return Held(
        corpus,
        {(document.id, unit.id): unit.text for document in corpus.documents for unit in document.units},
        frozenset(authority.id for authority in corpus.knowledge.authorities),
        frozenset(topic.id for topic in corpus.knowledge.topics),
    )


def text(name: str, about: str, required: bool = False, one_of: tuple[str, ...] = ()) -> Column:
    return Column(name, "string", about, required, one_of)


def count(name: str, about: str, required: bool = True, least: float = 0) -> Column:
    return Column(name, "integer", about, required, least=least)


def refer(columns: str, table: str, to: str = "id") -> Reference:
    """`refer("document unit", "units", "document id")`."""
    return Reference(tuple(columns.split()), table, tuple(to.split()))


DOCUMENT = text("document", "the document: `documents.id`", required=True)
POSITION = count("position", "counts from 1 in the order of the text or of the data file", least=1)
CERTAINTY = text("certainty", "how sure it is", one_of=("high", "medium", "low"))
PASSAGE = (
    DOCUMENT,
    text("unit", "the block or note: `units.id`", required=True),
    count("start", "where the words begin in the text of the block or note, in characters from 0"),
    count("stop", "where they end; the character at this place is no longer part of them"),
    text("words", "the words, as they stand in the text"),
)
OF_DOCUMENT = refer("document", "documents")
OF_UNIT = refer("document unit", "units", "document id")


def numbered(rows: Iterator[Row], name: str = "position") -> Iterator[Row]:
    """The rows with their number, from 1."""
    for number, row in enumerate(rows, 1):
        yield {name: number, **row}


def known(value: str | None) -> str | None:
    """None for what is empty."""
    return value or None


def pairs(name: str, id: str, ids: Iterable[str], other: str, known_ids: frozenset[str]) -> Iterator[Row]:
    """Rows of a table of links: each of `ids` that is known, once."""
    for one in dict.fromkeys(ids):
        if one in known_ids:
            yield {name: id, other: one}


def links(name: str, table: str, other: str, others: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns and key of a table of links between the rows of two tables."""
    return (
        (
            text(name, f"`{table}.id`", required=True),
            text(other, f"`{others}.id`", required=True),
        ),
        (name, other),
    )
