"""YAML nodes checked against rows of `schema.Field`, given back as plain data.

One set of rules for records, `archive.yml` and all data files: unknown keys, wrong shapes and bad
values are refused with file, line, what is allowed, and a guess at what was meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_scripts import edtf, errors, schema, yaml_nodes
from build_scripts.schema import Field
from build_scripts.yaml_nodes import Node

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RESERVED_IDS = ("index", "archive")
"""The renderer gives `index` a meaning of its own; `archive` is the name of files that hold everything."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
WEB = re.compile(r"https?://[^\s/<>\"']+[^\s<>\"']*")
MAIL = re.compile(r"[^\s@<>\"':/]+@[^\s@<>\"':/]+\.[^\s@<>\"':/]+")
WHERE = "@"
"""Key under which an entry of a data file keeps its place, `file:line`. No key of a file can be it."""


@dataclass(slots=True)
class Validation:
    """What one validation gathers on its way."""

    file: str
    seed_lines: list[tuple[int, int]] = field(default_factory=list)
    places: bool = False
    """Whether mappings keep their place under WHERE."""

    def error(self, node: Node | int, what: str, hint: str = "") -> errors.RecordError:
        line = node if isinstance(node, int) else node.line
        return errors.RecordError(what, f"{self.file}:{line}", hint)


def read(path: Path, file: str, hint: str) -> Node:
    """The YAML of a file as nodes; an empty file is an empty mapping. Raises RecordError."""
    try:
        if path.stat().st_size > yaml_nodes.MAX_BYTES:
            raise errors.RecordError(f"is larger than {yaml_nodes.MAX_BYTES:,} bytes", f"{file}:1", hint)
        raw = path.read_bytes()
    except OSError as error:
        raise errors.RecordError(f"cannot be read ({error.strerror})", f"{file}:1") from None
    node = yaml_nodes.load(raw, file)
    return Node({}, 1) if node.value is None else node


def shape(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    return "empty" if node.value is None else f"the text {node.value[:40]!r}"


def mapping(node: Node, rows: tuple[Field, ...], validation: Validation, under: str) -> dict[str, Any]:
    """Check one mapping against its rows."""
    at = f"{under}: " if under else ""
    if not isinstance(node.value, dict):
        raise validation.error(node, f"{at}wants a mapping, found {shape(node)}", f"Allowed: {_names(rows)}")
    known = {row.name: row for row in rows}
    data: dict[str, Any] = {}
    for key, value in node.value.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            guess = f"; did you mean {near[0]!r}?" if near else ""
            if rows is schema.RECORD and any(row.name == key for row in schema.METADATA):
                guess = "; it belongs under `metadata:`"
            raise validation.error(
                value, f"{at}key {key!r} is not known here{guess}", f"Allowed: {_names(rows)}"
            )
        data[key] = _field(value, known[key], validation, f"{under}.{key}" if under else key)
    for row in rows:
        if row.required and row.name not in data:
            raise validation.error(node, f"{at}key {row.name!r} is missing", f"{row.name}: {row.help}")
    if validation.places:
        data[WHERE] = f"{validation.file}:{node.line}"
    return data


def entries(node: Node, row: Field, validation: Validation, path: str) -> list[dict[str, Any]]:
    """A list of mappings; where the row has a short form, a plain text counts as that one key."""
    if not isinstance(node.value, list):
        raise validation.error(node, f"{path}: wants a list (`- …`), found {shape(node)}")
    items = (
        Node({row.short: item}, item.line) if row.short and isinstance(item.value, str) else item
        for item in node.value
    )
    return [mapping(item, row.fields, validation, path) for item in items]


def _names(rows: tuple[Field, ...]) -> str:
    return ", ".join(row.name for row in rows)


def _field(node: Node, row: Field, validation: Validation, path: str) -> Any:
    if row.kind == "mapping":
        return mapping(node, row.fields, validation, path)
    if row.kind == "entries":
        return entries(node, row, validation, path)
    if row.kind == "lines":
        return _lines(node, validation, path)
    if row.kind == "stated":
        return [_stated(item, row, validation, path) for item in _items(node, row, validation, path)]
    values = [_scalar(item, row.kind, row, validation, path) for item in _items(node, row, validation, path)]
    return values if row.many else values[0]


def _items(node: Node, row: Field, validation: Validation, path: str) -> list[Node]:
    if not isinstance(node.value, list):
        return [node]
    if not row.many:
        raise validation.error(node, f"{path}: wants one value, found a list")
    return node.value


def _stated(node: Node, row: Field, validation: Validation, path: str) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        return {"value": _scalar(node, row.of, row, validation, path), "evidence": [], "inferred": ""}
    data = mapping(
        Node({k: v for k, v in node.value.items() if k != "value"}, node.line),
        tuple(r for r in schema.STATED if r.name != "value"),
        validation,
        path,
    )
    if "value" not in node.value:
        raise validation.error(node, f"{path}: key 'value' is missing", f"Allowed: {_names(schema.STATED)}")
    value = _scalar(node.value["value"], row.of, row, validation, path)
    if row.of == "edtf" and "inferred" in data and "evidence" not in data and edtf.is_certain(value):
        raise validation.error(
            node,
            f"{path}: {value!r} is inferred, so it must be marked as uncertain",
            f"write {value}? or {value}~",
        )
    return {"value": value, "evidence": data.get("evidence", []), "inferred": data.get("inferred", "")}


def _lines(node: Node, validation: Validation, path: str) -> list[int]:
    items = node.value if isinstance(node.value, list) else [node]
    return [_scalar(item, "count", None, validation, path) for item in items]


def _scalar(node: Node, kind: str, row: Field | None, validation: Validation, path: str) -> Any:
    """Check one scalar and give it back as str or int."""
    if node.value is None or isinstance(node.value, list | dict) or not node.value.strip():
        raise validation.error(node, f"{path}: wants {_WANTS.get(kind, 'a text')}, found {shape(node)}")
    text = node.value.strip()
    if kind == "choice" and row and text not in row.choices:
        near = difflib.get_close_matches(text, row.choices, 1)
        guess = f"; did you mean {near[0]!r}?" if near else ""
        raise validation.error(
            node, f"{path}: {text!r} is not allowed here{guess}", f"Allowed: {', '.join(row.choices)}"
        )
    wrong = CHECKS[kind](text) if kind in CHECKS else ""
    if wrong:
        raise validation.error(node, f"{path}: {wrong}", f"wanted: {_WANTS.get(kind, 'a text')}")
    if kind != "count":
        return text
    if path.endswith(("line", "evidence")):
        validation.seed_lines.append((int(text), node.line))
    return int(text)


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
    "edtf_or_open": lambda text: "" if text == ".." else edtf.problem(text),
    "edtf_or_unknown": lambda text: "" if text == "unknown" else edtf.problem(text),
    "number": _match(re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?"), "a number"),
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
    "edtf_or_open": "a date as in 2014 or 2014-10, or `..` for an open end",
    "edtf_or_unknown": "a date as in 2014 or 2014-10/2014-12, or `unknown`",
    "number": "a plain number such as 40 or 1.6",
}
