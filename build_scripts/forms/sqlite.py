"""`exports/archive.sqlite`: the tables of `forms.tables` in one SQLite file, with a full-text index.

`search` is an FTS5 index over the view `passages`: every block and note with its text. `columns_about`
is the data dictionary, `archive` what the archive says of itself.

The bytes are those of a database built in memory, packed (VACUUM) and written out: no times, no version
of the library, rows in a fixed order. Another version of SQLite may lay out the pages differently.
Foreign keys are declared; SQLite enforces them only when asked (`PRAGMA foreign_keys = ON`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from build_scripts.forms.tables import TABLES, encoded, values_of
from build_scripts.forms.tables_types import Column, Held, Table, held
from build_scripts.model import Artifact, Corpus

PATH = "docs/exports/archive.sqlite"
PAGE_SIZE = 4096
_AFFINITY = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
"""Of columns; all others are TEXT (a list as JSON, for `json_each`)."""

SEARCH = """\
CREATE VIEW passages AS
  SELECT units.number, units.document, units.id AS unit, documents.title, units.what,
         coalesce(blocks.text, notes.text) AS text, units.page
  FROM units
  JOIN documents ON documents.id = units.document
  LEFT JOIN blocks ON blocks.document = units.document AND blocks.id = units.id
  LEFT JOIN notes ON notes.document = units.document AND notes.id = units.id;
CREATE VIRTUAL TABLE search USING fts5(
  text, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO search (rowid, text) SELECT number, text FROM passages ORDER BY number;
INSERT INTO search (search) VALUES ('optimize');
"""
_ABOUT = ("title", "subtitle", "description", "publisher", "date", "version", "base_url", "rights")


def write(corpus: Corpus) -> Iterator[Artifact]:
    """One file."""
    yield Artifact(PATH, database(corpus))


def database(corpus: Corpus) -> bytes:
    """The SQLite file."""
    known = held(corpus)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("BEGIN")
        _say(connection, corpus)
        for table in TABLES:
            _fill(connection, table, known)
        connection.execute("COMMIT")
        connection.executescript(SEARCH)
        connection.execute("VACUUM")
        return connection.serialize()


def _say(connection: sqlite3.Connection, corpus: Corpus) -> None:
    connection.execute("CREATE TABLE archive (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    rows = [(key, _value(corpus.archive[key])) for key in _ABOUT if corpus.archive.get(key)]
    connection.executemany("INSERT INTO archive VALUES (?, ?)", rows)
    connection.execute(
        'CREATE TABLE columns_about ("table" TEXT, "column" TEXT, type TEXT, about TEXT, '
        'PRIMARY KEY ("table", "column")) WITHOUT ROWID'
    )
    connection.executemany(
        "INSERT INTO columns_about VALUES (?, ?, ?, ?)",
        [(t.name, c.name, c.type, c.about) for t in TABLES for c in t.columns],
    )


def _fill(connection: sqlite3.Connection, table: Table, known: Held) -> None:
    connection.execute(create(table))
    names = [column.name for column in table.columns]
    signs = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {_quoted(table.name)} VALUES ({signs})",
        ([_value(value) for value in values_of(row, names)] for row in table.rows(known)),
    )
    for number, one in enumerate(table.references, 1):
        if one.columns != table.key[: len(one.columns)]:
            connection.execute(
                f"CREATE INDEX {_quoted(f'{table.name}_{number}')} ON {_quoted(table.name)} "
                f"({_list(one.columns)})"
            )


def create(table: Table) -> str:
    """The statement that makes the table. Names are ours; no word of the archive stands in it."""
    lines = [_column(column, table) for column in table.columns]
    if table.key != ("number",):
        lines.append(f"PRIMARY KEY ({_list(table.key)})")
    lines += [
        f"FOREIGN KEY ({_list(one.columns)}) REFERENCES {_quoted(one.table)} ({_list(one.to)})"
        for one in table.references
    ]
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(column: Column, table: Table) -> str:
    """A column `number` is the row's own number, by which the full-text index finds it."""
    words = f"{_quoted(column.name)} {_AFFINITY.get(column.type, 'TEXT')}"
    if column.name == "number" and column.type == "integer":
        # A key of another column beside it: then it is unique, and still the number of the row.
        return words + (" PRIMARY KEY" if table.key == ("number",) else " NOT NULL UNIQUE")
    return words + (" NOT NULL" if column.required else "")


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return encoded(value).decode("utf-8")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _quoted(name: str) -> str:
    return f'"{name}"'


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))
