"""Data files: how they are laid out, and the pieces of their schemas that they share."""

from __future__ import annotations

import json
import re
from typing import Any

from build_scripts.connections import Target
from build_scripts.exporters.addresses import of_target
from build_scripts.knowledge import Quote

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
DATE: Schema = {"type": "string", "description": "EDTF (ISO 8601-2)"}


#: Signs that would end a line of a script in older browsers, and halves of characters, which UTF-8 has not.
_UNSAFE = re.compile("[\u2028\u2029\ud800-\udfff]")


def shape(required: Schema, optional: Schema | None = None) -> Schema:
    """Schema of an object that has nothing else."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def rows(item: Schema) -> Schema:
    return {"type": "array", "items": item}


_OFFSET = {"type": "integer", "minimum": 0, "description": "in characters of the text of the block or note"}
PASSAGE = shape(
    {
        "document": TEXT,
        "unit": {"type": "string", "description": "id of the block (`l62`) or note (`fn7`)"},
        "start": _OFFSET,
        "end": _OFFSET,
        "exact": {"type": "string", "description": "the words quoted"},
        "page": TEXT,
    }
)


def passage(quote: Quote, target: Target) -> dict[str, Any]:
    """A quotation at its place; its shape is PASSAGE."""
    return {
        "document": target.document,
        "unit": target.unit,
        "start": target.start,
        "end": target.end,
        "exact": quote.exact,
        "page": of_target(target),
    }


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}


def compact(data: Any) -> str:
    """JSON on one line, without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def in_script(data: Any) -> str:
    """The same inside a JavaScript file that any browser reads and that UTF-8 can write."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", compact(data))


def dump(value: dict[str, Any]) -> str:
    """JSON, one item of a list on a line: readable, and a diff shows what changed."""
    lines = []
    for key, item in value.items():
        if isinstance(item, list) and item:
            inner = ",\n".join("  " + json.dumps(i, ensure_ascii=False) for i in item)
            lines.append(f" {json.dumps(key)}: [\n{inner}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
