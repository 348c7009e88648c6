"""The whole archive as tables: `exports/tables/<name>.csv` and `.jsonl`, described by a Frictionless data
package (`datapackage.json`) and a data dictionary, and everything together as `exports/tables.zip`.

CSV after RFC 4180 in UTF-8: a comma between values, CR LF after each row, quotation marks doubled. An
empty cell means that nothing is known (or an empty text); lists are JSON. Texts stand as they are: a cell
that begins with `=`, `+`, `-` or `@` is text and is not changed, because every change would be a
falsification; the page about the data tells how to open the files safely. The JSON Lines hold the same
with null, booleans, numbers and lists as such.

Half of a surrogate pair, which no UTF-8 file can hold, becomes U+FFFD.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

from build_scripts.forms.tables_changes import AT_TEXTS
from build_scripts.forms.tables_claims import STATED
from build_scripts.forms.tables_events import DATED
from build_scripts.forms.tables_names import NAMES
from build_scripts.forms.tables_package import Written, data_package, dictionary
from build_scripts.forms.tables_texts import TEXTS
from build_scripts.forms.tables_topics import TOPICS_AND_NOTES
from build_scripts.forms.tables_types import Held, Row, Table, held
from build_scripts.forms.tables_works import WORKS_CITED
from build_scripts.model import Artifact, Corpus
from build_scripts.packing import Packing

FOLDER = "docs/exports/tables"
TABLES: tuple[Table, ...] = (*TEXTS, *AT_TEXTS, *NAMES, *DATED, *WORKS_CITED, *STATED, *TOPICS_AND_NOTES)


def write(corpus: Corpus) -> Iterator[Artifact]:
    """Two files for each table, the descriptor, the dictionary as a page, and all as one ZIP file."""
    known = held(corpus)
    packing = Packing()
    written = []
    for table in TABLES:
        as_csv, as_lines, number = both(table, known)
        written.append(Written(table, number, len(as_csv), hashlib.sha256(as_csv).hexdigest()))
        for suffix, content in (("csv", as_csv), ("jsonl", as_lines)):
            packing.add(f"tables/{table.name}.{suffix}", content)
            yield Artifact(f"{FOLDER}/{table.name}.{suffix}", content)
    package = json.dumps(data_package(corpus, written), ensure_ascii=False, indent=1) + "\n"
    for name, words in (("datapackage.json", package), ("dictionary.md", dictionary(TABLES))):
        content = encoded(words)
        packing.add(f"tables/{name}", content)
        yield Artifact(f"{FOLDER}/{name}", content)
    yield Artifact("docs/exports/tables.zip", packing.content())


def both(table: Table, known: Held) -> tuple[bytes, bytes, int]:
    """(CSV, JSON Lines, number of rows), from one pass over the rows."""
    names = [column.name for column in table.columns]
    cells, lines, number = io.StringIO(newline=""), [], 0
    writer = csv.writer(cells, lineterminator="\r\n")
    writer.writerow(names)
    for row in table.rows(known):
        values = values_of(row, names)
        writer.writerow([cell(value) for value in values])
        lines.append(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False))
        number += 1
    return encoded(cells.getvalue()), encoded("".join(line + "\n" for line in lines)), number


def values_of(row: Row, names: list[str]) -> list[Any]:
    """The values in the order of the columns. Whole numbers are written without a fraction.

    Raises KeyError and ValueError when the row has not exactly these columns.
    """
    if len(row) != len(names):
        raise ValueError(f"a row has {sorted(row)}, not {sorted(names)}")
    values = (row[name] for name in names)
    return [int(v) if isinstance(v, float) and v.is_integer() else v for v in values]


def cell(value: Any) -> Any:
    """A value in a CSV file."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def encoded(words: str) -> bytes:
    """As UTF-8; half of a surrogate pair becomes U+FFFD."""
    try:
        return words.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words).encode("utf-8")
