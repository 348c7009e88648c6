"""YAML as nodes with line numbers, and nothing else of YAML.

Every scalar is a string: what it means is said by the schema (`records.py`), so a language `no`
stays `no` and an issue `04` stays `04`. Tags, anchors and aliases, several documents in one file,
double keys, deep nesting and large files are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from build_scripts import errors

MAX_BYTES = 1_000_000
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the line of the file where it stands."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    """Counted from 1; of a value in a mapping: the line of its key."""


def load(raw: bytes, file: str) -> Node:
    """The one document of a YAML file. Raises RecordError with file and line."""
    if len(raw) > MAX_BYTES:
        raise errors.RecordError(
            f"is larger than {MAX_BYTES:,} bytes", f"{file}:1", "a record is a short text"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise errors.RecordError(
            f"is not UTF-8 (byte {error.start})", f"{file}:{line}", "save it as UTF-8"
        ) from None
    try:
        return _build(YAML(typ="safe", pure=True).parse(text), file)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(filter(None, (error.context, error.problem)))
        raise errors.RecordError(
            f"is not valid YAML: {what}",
            f"{file}:{line}",
            "often a missing space after a colon, a quotation mark that is not closed, or a wrong indent",
        ) from None
    except (YAMLError, ValueError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        line = _line_of_special(text)
        raise errors.RecordError(f"is not valid YAML: {first}", f"{file}:{line}") from None


def _line_of_special(text: str) -> int:
    """The first line with a character that YAML does not allow."""
    for number, line in enumerate(text.split("\n"), 1):
        if any(
            (ch < " " and ch not in "\t\r") or "\x7f" <= ch < "\xa0" or ch in "\ufffe\uffff" for ch in line
        ):
            return number
    return 1


def _build(events: Any, file: str) -> Node:
    """Nodes from events. `stack` holds the open collections; `keys` the key that waits for a value."""
    root: Node | None = None
    stack: list[Node] = []
    keys: list[tuple[str, int] | None] = []
    documents = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        where = f"{file}:{line}"
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise errors.RecordError("holds more than one YAML document", where, "keep one; remove `---`")
            continue
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            stack.pop()
            keys.pop()
            continue
        if not isinstance(event, (AliasEvent, ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            continue
        _refuse_extras(event, where, len(stack))
        if stack and isinstance(stack[-1].value, dict) and keys[-1] is None:
            keys[-1] = (_key(event, stack[-1].value, where), line)
            continue
        node = _node(event, keys[-1][1] if keys and keys[-1] else line)
        if not stack:
            root = node
        elif isinstance(stack[-1].value, dict):
            key = keys[-1]
            assert key is not None
            stack[-1].value[key[0]] = node
            keys[-1] = None
        else:
            assert isinstance(stack[-1].value, list)
            stack[-1].value.append(node)
        if not isinstance(event, ScalarEvent):
            stack.append(node)
            keys.append(None)
    return root or Node(None, 1)


def _node(event: Any, line: int) -> Node:
    if isinstance(event, MappingStartEvent):
        return Node({}, line)
    if isinstance(event, SequenceStartEvent):
        return Node([], line)
    empty = event.style is None and event.value in ("", "~", "null")
    return Node(None if empty else event.value, line)


def _refuse_extras(event: Any, where: str, depth: int) -> None:
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise errors.RecordError(
            "anchors and aliases (& and *) are not allowed here",
            where,
            "write the value out; put a text that begins with & or * in quotes",
        )
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        raise errors.RecordError(
            f"the tag {str(tag)!r} is not allowed here", where, "put a text that begins with ! in quotes"
        )
    if depth >= MAX_DEPTH:
        raise errors.RecordError("is nested too deeply", where, f"at most {MAX_DEPTH} levels")


def _key(event: Any, mapping: dict[str, Node], where: str) -> str:
    if not isinstance(event, ScalarEvent):
        raise errors.RecordError("a key must be a plain word", where, "put a text with { or [ in quotes")
    key = str(event.value)
    if key in mapping:
        raise errors.RecordError(
            f"key {key!r} stands twice (first in line {mapping[key].line})", where, "keep one of them"
        )
    return key
