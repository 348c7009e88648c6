"""The description of the tables: a data package (https://datapackage.org) for programs, a dictionary for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from build_scripts.exporters.page import front_matter
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import absolute, base
from build_scripts.forms.tables_types import Column, Table
from build_scripts.holdings import slug
from build_scripts.model import Corpus

LICENCES = ("creativecommons.org", "opendatacommons.org")
"""Hosts of addresses that are licences. A RightsStatements.org address says what is known, and allows nothing."""
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """A table that was written as CSV."""

    table: Table
    rows: int
    bytes: int
    sha256: str


def data_package(corpus: Corpus, written: Sequence[Written]) -> dict[str, Any]:
    """`datapackage.json`, as version 1 and 2 of the specification have it."""
    archive = corpus.archive
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(archive["title"]) or "archive",
        "title": archive["title"],
        "description": archive.get("description"),
        "version": archive.get("version"),
        "created": _created(archive.get("date") or ""),
        "homepage": base(archive),
        "licenses": _licences(corpus),
        "rights": archive.get("rights"),
        "contributors": [{"title": archive["publisher"], "roles": ["publisher"]}]
        if archive.get("publisher")
        else None,
        "sources": [{"title": archive["title"], "path": absolute(archive, "data/catalog.json")}]
        if base(archive)
        else None,
    }
    return {key: value for key, value in described.items() if value} | {
        "resources": [_resource(one) for one in written]
    }


def _created(date: str) -> str | None:
    """A data package can say only the full day."""
    return f"{date}T00:00:00Z" if _FULL_DATE.fullmatch(date) else None


def _licences(corpus: Corpus) -> list[dict[str, str]]:
    """The licence, when every document states the same; each row of `documents` has its own rights."""
    stated = {rights(document).uri for document in corpus.documents}
    uri = stated.pop() if len(stated) == 1 else ""
    host = urlsplit(uri).hostname or "" if uri else ""
    known = any(host == name or host.endswith(f".{name}") for name in LICENCES)
    return [{"path": uri, "title": "of every document"}] if known else []


def _resource(one: Written) -> dict[str, Any]:
    return {
        "name": one.table.name,
        "path": f"{one.table.name}.csv",
        "type": "table",
        "profile": "tabular-data-resource",
        "description": one.table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "rows": one.rows,
        "schema": table_schema(one.table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Table Schema: columns, keys."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(one.columns),
                "reference": {
                    "resource": "" if one.table == table.name else one.table,
                    "fields": list(one.to),
                },
            }
            for one in table.references
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    limits = {
        "required": column.required or None,
        "enum": list(column.one_of) or None,
        "minimum": column.least,
        "maximum": column.most,
    }
    constraints = {key: value for key, value in limits.items() if value is not None}
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    return found | ({"constraints": constraints} if constraints else {})


_INTRODUCTION = """\
Every table is a CSV file `<name>.csv`, the same as JSON Lines in `<name>.jsonl`, and a table of the SQLite
file. They are described for programs in `datapackage.json`. **Key**: the columns that tell the rows apart.
**Refers to**: rows of another table that must exist. An empty cell: not known, or an empty text.
"""


def dictionary(tables: Iterable[Table]) -> str:
    """The data dictionary as a page. It holds our own words alone, none of the archive."""
    meta = {
        "title": "Data dictionary",
        "template": "listing.html",
        "description": "Every table of the archive, column by column.",
    }
    rows = list(tables)
    contents = " · ".join(f"[{table.name}](#{table.name})" for table in rows)
    parts = ["# Data dictionary", _INTRODUCTION.strip(), contents, *(_described(table) for table in rows)]
    return front_matter(meta) + "\n" + "\n\n".join(parts) + "\n"


def _described(table: Table) -> str:
    lines = [
        f"## {table.name} {{ #{table.name} }}",
        table.about,
        f"Key: {_names(table.key)}." + "".join(f" {line}" for line in _refers(table)),
        "| column | type | what it is |\n|---|---|---|\n"
        + "\n".join(f"| `{c.name}` | {_type(c)} | {_about(c)} |" for c in table.columns),
    ]
    return "\n\n".join(lines)


def _refers(table: Table) -> Iterable[str]:
    for one in table.references:
        yield f"Refers to [{one.table}](#{one.table}): {_names(one.columns)}."


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _type(column: Column) -> str:
    return column.type + (", always" if column.required else "")


def _about(column: Column) -> str:
    about = column.about + (f": {', '.join(column.one_of)}" if column.one_of else "")
    return about.replace("|", "\\|")
