"""Records and `archive.yml`: read, validated against `schema.py`, given back as plain data.

A record says what is known of one seed. As plain data: strings, ints, lists and dicts; under
`metadata` every term holds a list of `{"value": str, "evidence": [line, …], "inferred": str}`, so
readers of a record need not care in which short form it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts import errors, schema, validation
from build_scripts.source import Source, Statement
from build_scripts.validation import ID, RESERVED_IDS, Validation
from build_scripts.yaml_nodes import Node

__all__ = [
    "ID",
    "RESERVED_IDS",
    "Record",
    "check_lines",
    "default_archive",
    "load",
    "load_archive",
    "statements",
]


@dataclass(frozen=True, slots=True)
class Record:
    """A validated record."""

    file: str
    """Name inside the seeds folder."""
    data: dict[str, Any]
    seed_lines: tuple[tuple[int, int], ...] = ()
    """(line of the seed that is named, line of the record that names it)."""


def load(path: Path, file: str) -> Record:
    """The record of one seed. Raises RecordError with file, line and key."""
    found = Validation(file)
    root = _root(path, file, "a record is a mapping: `key: value` lines")
    data = validation.mapping(root, schema.RECORD, found, "")
    _check_decisions(root, data, found)
    return Record(file, data, tuple(found.seed_lines))


def load_archive(path: Path, file: str, name: str) -> dict[str, Any]:
    """The archive's description with defaults for what is not said; `name` is the folder's name."""
    defaults = default_archive(name)
    if not path.is_file():
        return defaults
    root = _root(path, file, "`archive.yml` is a mapping: `key: value` lines")
    return {**defaults, **validation.mapping(root, schema.ARCHIVE, Validation(file), "")}


def default_archive(name: str) -> dict[str, Any]:
    """The description of a bare folder: its name made readable."""
    words = " ".join(re.sub(r"[\s_.-]+", " ", name).split())
    words = "".join(ch for ch in words if ch.isprintable())
    values: dict[str, Any] = {row.name: [] if row.many else "" for row in schema.ARCHIVE}
    return values | {"title": words[:1].upper() + words[1:] or "Reading room", "language": "en"}


def check_lines(record: Record, source: Source) -> None:
    """Raise RecordError when the record names a line that the seed does not have."""
    for number, place in record.seed_lines:
        if number > len(source.lines):
            raise errors.RecordError(
                f"names line {number}, but {source.file} has {len(source.lines)} lines",
                f"{record.file}:{place}",
                "count the lines of the seed as an editor shows them, from 1",
            )


def statements(data: dict[str, Any], source: Source) -> tuple[Statement, ...]:
    """The metadata of a record as Statements, in the order of the record; rule `record`."""
    result = []
    for term, values in data.get("metadata", {}).items():
        for value in values:
            lines = [source.lines[n - 1] for n in value["evidence"] if n <= len(source.lines)]
            words = " / ".join(source.text[line.start : line.end].strip() for line in lines)
            result.append(
                Statement(
                    term=term,
                    value=value["value"],
                    line=lines[0].number if lines else None,
                    rule="record",
                    evidence=words or value["inferred"],
                    certainty="medium" if value["inferred"] and not lines else "high",
                )
            )
    return tuple(result)


def _root(path: Path, file: str, hint: str) -> Node:
    root = validation.read(path, file, hint)
    if not isinstance(root.value, dict):
        raise errors.RecordError(f"is {validation.shape(root)}, not a mapping", f"{file}:{root.line}", hint)
    return root


def _check_decisions(root: Node, data: dict[str, Any], reading: Validation) -> None:
    """What one row alone cannot say: which keys an action needs."""
    assert isinstance(root.value, dict)
    listed = root.value["decisions"].value if "decisions" in root.value else []
    nodes = listed if isinstance(listed, list) else []
    for node, decision in zip(nodes, data.get("decisions", []), strict=True):
        action = decision["action"]
        wants = {"set-aside": "kind", "role": "role"}.get(action)
        if wants and wants not in decision:
            raise reading.error(node, f"decisions: action {action!r} needs the key {wants!r}")
        for key, owner in (("kind", "set-aside"), ("role", "role"), ("level", "role")):
            if key in decision and action != owner:
                raise reading.error(node, f"decisions: key {key!r} belongs to the action {owner!r}")
        if decision.get("to_line", decision["line"]) < decision["line"]:
            raise reading.error(node, "decisions: 'to_line' is before 'line'")
