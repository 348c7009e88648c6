"""Records and `archive.yml`: read, validated against `schema.py`, given back as plain data.

A record says what is known of one seed. As plain data: strings, ints, lists and dicts; under
`metadata` every term holds a list of `{"value": str, "evidence": [line, …], "inferred": str}`, so
readers of a record need not care in which short form it was written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_scripts import edtf, errors, schema, yaml_nodes
from build_scripts.model import Source, Statement
from build_scripts.schema import Field
from build_scripts.yaml_nodes import Node

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RESERVED_IDS = ("index",)
"""The renderer gives `index` a meaning of its own."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
WEB = re.compile(r"https?://[^\s/<>\"']+[^\s<>\"']*")
MAIL = re.compile(r"[^\s@<>\"':/]+@[^\s@<>\"':/]+\.[^\s@<>\"':/]+")


@dataclass(frozen=True, slots=True)
class Record:
    """A validated record."""

    file: str
    """Name inside the seeds folder."""
    data: dict[str, Any]
    seed_lines: tuple[tuple[int, int], ...] = ()
    """(line of the seed that is named, line of the record that names it)."""


@dataclass(slots=True)
class _Reading:
    """What one validation gathers on its way."""

    file: str
    seed_lines: list[tuple[int, int]] = field(default_factory=list)

    def error(self, node: Node | int, what: str, hint: str = "") -> errors.RecordError:
        line = node if isinstance(node, int) else node.line
        return errors.RecordError(what, f"{self.file}:{line}", hint)


def load(path: Path, file: str) -> Record:
    """The record of one seed. Raises RecordError with file, line and key."""
    reading = _Reading(file)
    root = _root(path, file, "a record is a mapping: `key: value` lines")
    data = _mapping(root, schema.RECORD, reading, "")
    _check_decisions(root, data, reading)
    return Record(file, data, tuple(reading.seed_lines))


def load_archive(path: Path, file: str, name: str) -> dict[str, Any]:
    """The archive's description with defaults for what is not said; `name` is the folder's name."""
    defaults = default_archive(name)
    if not path.is_file():
        return defaults
    root = _root(path, file, "`archive.yml` is a mapping: `key: value` lines")
    return {**defaults, **_mapping(root, schema.ARCHIVE, _Reading(file), "")}


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
    try:
        if path.stat().st_size > yaml_nodes.MAX_BYTES:
            raise errors.RecordError(f"is larger than {yaml_nodes.MAX_BYTES:,} bytes", f"{file}:1", hint)
        raw = path.read_bytes()
    except OSError as error:
        raise errors.RecordError(f"cannot be read ({error.strerror})", f"{file}:1") from None
    root = yaml_nodes.load(raw, file)
    if root.value is None:
        return Node({}, 1)
    if not isinstance(root.value, dict):
        raise errors.RecordError(f"is {_shape(root)}, not a mapping", f"{file}:{root.line}", hint)
    return root


def _shape(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    return "empty" if node.value is None else f"the text {node.value[:40]!r}"


def _mapping(node: Node, rows: tuple[Field, ...], reading: _Reading, under: str) -> dict[str, Any]:
    """Check one mapping against its rows."""
    at = f"{under}: " if under else ""
    if not isinstance(node.value, dict):
        raise reading.error(node, f"{at}wants a mapping, found {_shape(node)}", f"Allowed: {_names(rows)}")
    known = {row.name: row for row in rows}
    data: dict[str, Any] = {}
    for key, value in node.value.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            guess = f"; did you mean {near[0]!r}?" if near else ""
            if rows is schema.RECORD and any(row.name == key for row in schema.METADATA):
                guess = "; it belongs under `metadata:`"
            raise reading.error(
                value, f"{at}key {key!r} is not known here{guess}", f"Allowed: {_names(rows)}"
            )
        data[key] = _field(value, known[key], reading, f"{under}.{key}" if under else key)
    for row in rows:
        if row.required and row.name not in data:
            raise reading.error(node, f"{at}key {row.name!r} is missing", f"{row.name}: {row.help}")
    return data


def _names(rows: tuple[Field, ...]) -> str:
    return ", ".join(row.name for row in rows)


def _field(node: Node, row: Field, reading: _Reading, path: str) -> Any:
    if row.kind == "mapping":
        return _mapping(node, row.fields, reading, path)
    if row.kind == "entries":
        if not isinstance(node.value, list):
            raise reading.error(node, f"{path}: wants a list (`- …`), found {_shape(node)}")
        return [_mapping(item, row.fields, reading, path) for item in node.value]
    if row.kind == "lines":
        return _lines(node, reading, path)
    if row.kind == "stated":
        return [_stated(item, row, reading, path) for item in _items(node, row, reading, path)]
    values = [_scalar(item, row.kind, row, reading, path) for item in _items(node, row, reading, path)]
    return values if row.many else values[0]


def _items(node: Node, row: Field, reading: _Reading, path: str) -> list[Node]:
    if not isinstance(node.value, list):
        return [node]
    if not row.many:
        raise reading.error(node, f"{path}: wants one value, found a list")
    return node.value


def _stated(node: Node, row: Field, reading: _Reading, path: str) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        return {"value": _scalar(node, row.of, row, reading, path), "evidence": [], "inferred": ""}
    data = _mapping(
        Node({k: v for k, v in node.value.items() if k != "value"}, node.line),
        tuple(r for r in schema.STATED if r.name != "value"),
        reading,
        path,
    )
    if "value" not in node.value:
        raise reading.error(node, f"{path}: key 'value' is missing", f"Allowed: {_names(schema.STATED)}")
    value = _scalar(node.value["value"], row.of, row, reading, path)
    if row.of == "edtf" and "inferred" in data and "evidence" not in data and edtf.is_certain(value):
        raise reading.error(
            node,
            f"{path}: {value!r} is inferred, so it must be marked as uncertain",
            f"write {value}? or {value}~",
        )
    return {"value": value, "evidence": data.get("evidence", []), "inferred": data.get("inferred", "")}


def _lines(node: Node, reading: _Reading, path: str) -> list[int]:
    items = node.value if isinstance(node.value, list) else [node]
    return [_scalar(item, "count", None, reading, path) for item in items]


def _scalar(node: Node, kind: str, row: Field | None, reading: _Reading, path: str) -> Any:
    """Check one scalar and give it back as str or int."""
    if node.value is None or isinstance(node.value, list | dict) or not node.value.strip():
        raise reading.error(node, f"{path}: wants {_WANTS.get(kind, 'a text')}, found {_shape(node)}")
    text = node.value.strip()
    if kind == "choice" and row and text not in row.choices:
        near = difflib.get_close_matches(text, row.choices, 1)
        guess = f"; did you mean {near[0]!r}?" if near else ""
        raise reading.error(
            node, f"{path}: {text!r} is not allowed here{guess}", f"Allowed: {', '.join(row.choices)}"
        )
    wrong = CHECKS[kind](text) if kind in CHECKS else ""
    if wrong:
        raise reading.error(node, f"{path}: {wrong}", f"wanted: {_WANTS.get(kind, 'a text')}")
    if kind != "count":
        return text
    if path.endswith(("line", "evidence")):
        reading.seed_lines.append((int(text), node.line))
    return int(text)


def _check_decisions(root: Node, data: dict[str, Any], reading: _Reading) -> None:
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


def _one_line(text: str) -> str:
    return "must stand on one line" if "\n" in text or "\r" in text else _printable(text)


def _printable(text: str) -> str:
    return (
        "holds control characters"
        if any((c < " " and c not in "\n\r\t") or c == "\x7f" for c in text)
        else ""
    )


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        return f"{text!r} cannot be an id"
    return f"the id {text!r} is reserved" if text in RESERVED_IDS else ""


def _issn(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", text, re.ASCII):
        return f"{text!r} is not an ISSN"
    total = sum((8 - i) * int(d) for i, d in enumerate(text.replace("-", "")[:7]))
    digit = "0123456789X"[-total % 11]
    return "" if text[-1] == digit else f"the check digit of {text!r} is wrong (it would be {digit})"


def _match(pattern: re.Pattern[str], name: str) -> Callable[[str], str]:
    return lambda text: "" if pattern.fullmatch(text) else f"{text!r} is not {name}"


CHECKS: dict[str, Callable[[str], str]] = {
    "line": _one_line,
    "text": _printable,
    "id": _id,
    "edtf": edtf.problem,
    "issn": _issn,
    "language": _match(LANGUAGE, "a language tag"),
    "uri": _match(WEB, "a web address"),
    "url": _match(WEB, "a web address"),
    "mail": _match(MAIL, "a mail address"),
    "count": _match(re.compile(r"[1-9][0-9]{0,8}"), "a whole number above 0"),
}

_WANTS = {
    "line": "one line of text",
    "text": "a text",
    "id": "small letters a-z, digits and hyphens, at most 64, beginning with a letter or digit",
    "edtf": "a date as in 2014, 2014-10, 2025-22 (summer), 2023-09? or 2024-12?/2025-01?",
    "issn": "an ISSN such as 1234-5679",
    "language": "a language tag such as en, ru or az-Latn",
    "uri": "an address that begins with http:// or https://",
    "url": "an address that begins with http:// or https://",
    "mail": "a mail address",
    "count": "a whole number above 0",
}
