"""JSON Schemas (draft 2020-12) of the public data. They describe what is published and are published
with it; every build's data is validated against them in the tests."""

from __future__ import annotations

from typing import Any

from build_scripts.authorities import KINDS, RELATIONS
from build_scripts.exporters.json_text import DRAFT, MAYBE, TEXT, TEXTS, rows, shape

_SPAN = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "half-open span in characters of the decoded seed",
}
_SPANS = rows(_SPAN)
_LINES = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1}
_OFFSET = {"type": "integer", "minimum": 0, "description": "in characters of the text"}
_COUNT = {"type": "integer", "minimum": 0}
_CERTAINTY = {"enum": ["high", "medium", "low"]}
_COMMON = {
    "text": {"type": "string", "description": "the reading text"},
    "hash": {
        "type": "string",
        "pattern": "^[0-9a-f]{8}$",
        "description": "beginning of the SHA-256 of the text (NFC, UTF-8); copied citations carry it",
    },
    "lines": _LINES | {"description": "lines of the seed it takes text from"},
    "source": _SPANS | {"description": "the characters of the seed that it holds unchanged"},
    "pieces": TEXTS | {"description": "those characters, piece by piece"},
    "noterefs": rows(shape({"offset": _OFFSET, "note": TEXT})),
    "links": rows(shape({"start": _OFFSET, "end": _OFFSET, "href": MAYBE})),
    "styles": rows(shape({"start": _OFFSET, "end": _OFFSET, "name": TEXT})),
    "rule": TEXT,
    "certainty": _CERTAINTY,
}
_OPTIONAL = {
    "languages": rows(shape({"start": _OFFSET, "end": _OFFSET, "language": TEXT})),
    "breaks": rows(
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
    "file": TEXT,
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "encoding": TEXT,
    "lines": {"type": "integer", "minimum": 0},
}
_CHANGE = {
    "rule": TEXT,
    "reason": TEXT,
    "responsibility": {"enum": ["rule", "reader", "editor"]},
    "certainty": _CERTAINTY,
}

DOCUMENT: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "One document of the edition",
    **shape(
        {
            "id": TEXT,
            "source": shape(
                _SOURCE
                | {
                    "bom": TEXT,
                    "format": {"enum": ["text", "markdown", "html"]},
                    "characters": {"type": "integer", "minimum": 0},
                }
            ),
            "metadata": {
                "type": "object",
                "description": "DCMI term: value",
                "additionalProperties": {"anyOf": [TEXT, TEXTS]},
            },
            "statements": rows(
                shape(
                    {
                        "term": TEXT,
                        "value": TEXT,
                        "line": {"type": ["integer", "null"]},
                        "rule": TEXT,
                        "evidence": TEXT,
                        "certainty": _CERTAINTY,
                    }
                )
            ),
            "blocks": rows(
                shape(
                    {"id": {"type": "string", "pattern": "^l[0-9]+[a-z]*$"}, "kind": TEXT} | _COMMON,
                    {"level": {"type": "integer", "minimum": 1}, "rows": rows(TEXTS)} | _OPTIONAL,
                )
            ),
            "notes": rows(
                shape(
                    {"id": {"type": "string", "pattern": "^fn"}, "label": TEXT}
                    | _COMMON
                    | {
                        "references": rows(shape({"block": TEXT, "offset": _OFFSET})),
                        "resolves_to": MAYBE,
                    },
                    _OPTIONAL,
                )
            ),
            "asides": rows(
                shape({"id": TEXT, "kind": TEXT, "text": TEXT, "lines": _LINES, "source": _SPANS} | _CHANGE)
            ),
            "apparatus": rows(
                shape(
                    {
                        "id": TEXT,
                        "kind": {"enum": ["markup", "noteref", "label", "join", "replaced"]},
                        "line": {"type": "integer", "minimum": 1},
                        "source": _SPAN,
                        "original": TEXT,
                        "reading": TEXT,
                    }
                    | _CHANGE
                )
            ),
            "mentions": rows(
                shape(
                    {
                        "entity": {"type": "string", "description": "id in data/entities.json"},
                        "surface": {"type": "string", "description": "the words of the mention"},
                        "block": {"type": "string", "description": "id of the block or note"},
                        "start": _OFFSET,
                        "end": _OFFSET,
                        "certainty": _CERTAINTY,
                        "rule": TEXT,
                    },
                    {"sense": {"enum": ["place", "government"]}},
                )
            ),
            "space": {"type": "array", "description": "[offset, white space] of what lies in nothing else"},
        }
    ),
}

CATALOG: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "The documents of the archive",
    **shape(
        {
            "archive": {"type": "object"},
            "documents": rows(
                shape(
                    {
                        "id": TEXT,
                        "title": TEXT,
                        "creators": TEXTS,
                        "issued": MAYBE,
                        "container": MAYBE,
                        "type": MAYBE,
                        "language": MAYBE,
                        "page": TEXT,
                        "data": TEXT,
                        "access": {"enum": ["full", "excerpt", "record"]},
                        "source": shape(_SOURCE),
                    }
                )
            ),
            "skipped": rows(shape({"file": TEXT, "reason": TEXT})),
        }
    ),
}

ENTITIES: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "The entities that the documents name",
    **rows(
        shape(
            {
                "id": TEXT,
                "kind": {"enum": list(KINDS)},
                "label": TEXT,
                "sort": {"type": "string", "description": "form for alphabetical lists"},
                "variants": TEXTS | {"description": "every other form of the register"},
                "same_as": {
                    "type": "object",
                    "description": "register: identifier",
                    "additionalProperties": TEXT,
                },
                "description": TEXT,
                "source": MAYBE | {"description": "of the description, when it is not from the documents"},
                "mentions": _COUNT,
                "for_government": _COUNT
                | {"description": "mentions of a capital that stand for the government"},
                "documents": TEXTS | {"description": "ids, in the order of their dates"},
                "forms": rows(shape({"form": TEXT, "document": TEXT, "mentions": _COUNT})),
                "offices": rows(shape({"title": TEXT, "from": MAYBE, "to": MAYBE})),
                "relations": rows(shape({"type": {"enum": list(RELATIONS)}, "target": TEXT})),
                "stands_for": MAYBE | {"description": "state for whose government the name may stand"},
                "coordinates": {
                    "anyOf": [
                        {"type": "null"},
                        shape(
                            {
                                "latitude": {"type": "number", "minimum": -90, "maximum": 90},
                                "longitude": {"type": "number", "minimum": -180, "maximum": 180},
                                "source": TEXT,
                            }
                        ),
                    ]
                },
                "page": TEXT,
            }
        )
    ),
}
