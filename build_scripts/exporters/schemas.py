"""JSON Schemas (draft 2020-12) of the public data. They describe what is published and are published
with it; every build's data is validated against them in the tests."""

from __future__ import annotations

from typing import Any

from build_scripts.knowledge import KINDS, RELATIONS

_SPAN = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "half-open span in characters of the decoded seed",
}
_SPANS = {"type": "array", "items": _SPAN}
_LINES = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1}
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_OFFSET = {"type": "integer", "minimum": 0, "description": "in characters of the text"}
_COUNT = {"type": "integer", "minimum": 0}
_CERTAINTY = {"enum": ["high", "medium", "low"]}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_COMMON = {
    "text": {"type": "string", "description": "the reading text"},
    "hash": {
        "type": "string",
        "pattern": "^[0-9a-f]{8}$",
        "description": "beginning of the SHA-256 of the text (NFC, UTF-8); copied citations carry it",
    },
    "lines": _LINES | {"description": "lines of the seed it takes text from"},
    "source": _SPANS | {"description": "the characters of the seed that it holds unchanged"},
    "pieces": _list(_TEXT) | {"description": "those characters, piece by piece"},
    "noterefs": _list(_object({"offset": _OFFSET, "note": _TEXT})),
    "links": _list(_object({"start": _OFFSET, "end": _OFFSET, "href": _MAYBE})),
    "styles": _list(_object({"start": _OFFSET, "end": _OFFSET, "name": _TEXT})),
    "rule": _TEXT,
    "certainty": _CERTAINTY,
}
_OPTIONAL = {
    "languages": _list(_object({"start": _OFFSET, "end": _OFFSET, "language": _TEXT})),
    "breaks": _list(
        {
            "type": "array",
            "items": {"type": "integer"},
            "minItems": 2,
            "maxItems": 2,
            "description": "offset in the text, line of the seed that begins there",
        }
    ),
}
_SOURCE = {
    "file": _TEXT,
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "encoding": _TEXT,
    "lines": {"type": "integer", "minimum": 0},
}
_CHANGE = {
    "rule": _TEXT,
    "reason": _TEXT,
    "responsibility": {"enum": ["rule", "reader", "editor"]},
    "certainty": _CERTAINTY,
}

DOCUMENT: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "One document of the edition",
    **_object(
        {
            "id": _TEXT,
            "source": _object(
                _SOURCE
                | {
                    "bom": _TEXT,
                    "format": {"enum": ["text", "markdown", "html"]},
                    "characters": {"type": "integer", "minimum": 0},
                }
            ),
            "metadata": {
                "type": "object",
                "description": "DCMI term: value",
                "additionalProperties": {"anyOf": [_TEXT, _list(_TEXT)]},
            },
            "statements": _list(
                _object(
                    {
                        "term": _TEXT,
                        "value": _TEXT,
                        "line": {"type": ["integer", "null"]},
                        "rule": _TEXT,
                        "evidence": _TEXT,
                        "certainty": _CERTAINTY,
                    }
                )
            ),
            "blocks": _list(
                _object(
                    {"id": {"type": "string", "pattern": "^l[0-9]+[a-z]*$"}, "kind": _TEXT} | _COMMON,
                    {"level": {"type": "integer", "minimum": 1}, "rows": _list(_list(_TEXT))} | _OPTIONAL,
                )
            ),
            "notes": _list(
                _object(
                    {"id": {"type": "string", "pattern": "^fn"}, "label": _TEXT}
                    | _COMMON
                    | {
                        "references": _list(_object({"block": _TEXT, "offset": _OFFSET})),
                        "resolves_to": _MAYBE,
                    },
                    _OPTIONAL,
                )
            ),
            "asides": _list(
                _object(
                    {"id": _TEXT, "kind": _TEXT, "text": _TEXT, "lines": _LINES, "source": _SPANS} | _CHANGE
                )
            ),
            "apparatus": _list(
                _object(
                    {
                        "id": _TEXT,
                        "kind": {"enum": ["markup", "noteref", "label", "join", "replaced"]},
                        "line": {"type": "integer", "minimum": 1},
                        "source": _SPAN,
                        "original": _TEXT,
                        "reading": _TEXT,
                    }
                    | _CHANGE
                )
            ),
            "mentions": _list(
                _object(
                    {
                        "entity": {"type": "string", "description": "id in data/entities.json"},
                        "surface": {"type": "string", "description": "the words of the mention"},
                        "block": {"type": "string", "description": "id of the block or note"},
                        "start": _OFFSET,
                        "end": _OFFSET,
                        "certainty": _CERTAINTY,
                        "rule": _TEXT,
                    },
                    {"sense": {"enum": ["place", "government"]}},
                )
            ),
            "space": {"type": "array", "description": "[offset, white space] of what lies in nothing else"},
        }
    ),
}

CATALOG: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The documents of the archive",
    **_object(
        {
            "archive": {"type": "object"},
            "documents": _list(
                _object(
                    {
                        "id": _TEXT,
                        "title": _TEXT,
                        "creators": _list(_TEXT),
                        "issued": _MAYBE,
                        "container": _MAYBE,
                        "type": _MAYBE,
                        "language": _MAYBE,
                        "page": _TEXT,
                        "data": _TEXT,
                        "access": {"enum": ["full", "excerpt", "record"]},
                        "source": _object(_SOURCE),
                    }
                )
            ),
            "skipped": _list(_object({"file": _TEXT, "reason": _TEXT})),
        }
    ),
}

ENTITIES: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The entities that the documents name",
    **_list(
        _object(
            {
                "id": _TEXT,
                "kind": {"enum": list(KINDS)},
                "label": _TEXT,
                "sort": {"type": "string", "description": "form for alphabetical lists"},
                "variants": _list(_TEXT) | {"description": "every other form of the register"},
                "same_as": {
                    "type": "object",
                    "description": "register: identifier",
                    "additionalProperties": _TEXT,
                },
                "description": _TEXT,
                "source": _MAYBE | {"description": "of the description, when it is not from the documents"},
                "mentions": _COUNT,
                "for_government": _COUNT
                | {"description": "mentions of a capital that stand for the government"},
                "documents": _list(_TEXT) | {"description": "ids, in the order of their dates"},
                "forms": _list(_object({"form": _TEXT, "document": _TEXT, "mentions": _COUNT})),
                "offices": _list(_object({"title": _TEXT, "from": _MAYBE, "to": _MAYBE})),
                "relations": _list(_object({"type": {"enum": list(RELATIONS)}, "target": _TEXT})),
                "stands_for": _MAYBE | {"description": "state for whose government the name may stand"},
                "coordinates": {
                    "anyOf": [
                        {"type": "null"},
                        _object(
                            {
                                "latitude": {"type": "number", "minimum": -90, "maximum": 90},
                                "longitude": {"type": "number", "minimum": -180, "maximum": 180},
                                "source": _TEXT,
                            }
                        ),
                    ]
                },
                "page": _TEXT,
            }
        )
    ),
}
