"""Web Annotations: the shape that the W3C's model asks for, and targets that are where they say."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from editions_compare import ROOT
from exported import BASE, archive, content, corpus_of, hostile, published
from hypothesis import given
from jsonschema import Draft202012Validator
from properties import document_of
from strategies import examples, texts

from build_scripts.forms import plain
from build_scripts.forms.web_annotations import iri_of, name_of_bytes, write
from build_scripts.model import Corpus

#: What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) says of the parts that are used
#: here: sections 3.1 (annotation), 3.2.4 and 3.2.5 (bodies), 4 (specific resources), 4.2.1, 4.2.4, 4.2.5
#: (selectors), 5.1 and 5.2 (collections).
IRI = {"type": "string", "minLength": 1, "pattern": r"^[^\s<>\"{}|\\^`]+$"}
PURPOSE = {"enum": ["identifying", "tagging", "describing", "editing", "commenting", "linking"]}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "quote": {
            "type": "object",
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
        "position": {
            "type": "object",
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
        "fragment": {
            "type": "object",
            "properties": {
                "type": {"const": "FragmentSelector"},
                "conformsTo": IRI,
                "value": {"type": "string", "minLength": 1},
                "refinedBy": {"$ref": "#/$defs/quote"},
            },
            "required": ["type", "value"],
            "additionalProperties": False,
        },
        "selector": {
            "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("quote", "position", "fragment")],
        },
        "source": {
            "oneOf": [
                IRI,
                {
                    "type": "object",
                    "properties": {"id": IRI, "format": {"type": "string"}, "language": {"type": "string"}},
                    "required": ["id"],
                    "additionalProperties": False,
                },
            ],
        },
        "target": {
            "type": "object",
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"$ref": "#/$defs/source"},
                "scope": IRI,
                "selector": {
                    "oneOf": [
                        {"$ref": "#/$defs/selector"},
                        {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 1},
                    ]
                },
            },
            "required": ["type", "source", "selector"],
            "additionalProperties": False,
        },
        "body": {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": "TextualBody"},
                        "value": {"type": "string"},
                        "format": {"const": "text/plain"},
                        "language": {"type": "string"},
                        "purpose": PURPOSE,
                    },
                    "required": ["type", "value"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"type": {"const": "SpecificResource"}, "source": IRI, "purpose": PURPOSE},
                    "required": ["type", "source"],
                    "additionalProperties": False,
                },
            ]
        },
        "annotation": {
            "type": "object",
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["identifying", "editing", "commenting"]},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}, "minItems": 1},
                "target": {"type": "array", "items": {"$ref": "#/$defs/target"}, "minItems": 1},
            },
            "required": ["id", "type", "motivation", "body", "target"],
            "additionalProperties": False,
        },
    },
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
            "required": ["id", "type", "items"],
            "additionalProperties": False,
        },
    },
    "required": ["@context", "id", "type", "label", "total", "first"],
    "additionalProperties": False,
}


def collections(corpus: Corpus) -> dict[str, dict[str, Any]]:
    return {a.path.split("/")[-1].removesuffix(".json"): json.loads(content(a)) for a in write(corpus)}


def check(corpus: Corpus) -> None:
    """The shape, names that are told apart, and every target at its place."""
    validator = Draft202012Validator(SCHEMA)
    for id, found in collections(corpus).items():
        validator.validate(found)
        items = found["first"]["items"]
        assert found["total"] == len(items) and found["first"]["partOf"] == found["id"]
        assert len({item["id"] for item in items}) == len(items)
        document = corpus.document(id)
        assert document
        text = plain.laid_out(document, corpus).text
        units = {unit.id: unit.text for unit in document.units}
        for item in items:
            for target in item["target"]:
                source = target["source"]
                if isinstance(source, str):
                    assert source == name_of_bytes(document.source.sha256)
                    _at(target["selector"], document.source.text)
                elif source["format"] == "text/plain":
                    _at(target["selector"], text)
                else:
                    fragment = target["selector"]
                    quote = fragment["refinedBy"]
                    assert quote["prefix"] + quote["exact"] + quote["suffix"] in units[fragment["value"]]


def _at(selectors: list[dict[str, Any]], text: str) -> None:
    quote, position = selectors
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"] != ""
    assert text[:start].endswith(quote.get("prefix", "")) and text[end:].startswith(quote.get("suffix", ""))


def smaller() -> Corpus:
    """Three documents of the archive: to check all of them takes half a minute."""
    found = archive()
    return replace(found, documents=tuple(sorted(found.documents, key=lambda d: len(d.source.text))[:3]))


@pytest.mark.parametrize("corpus", [smaller, hostile, corpus_of])
def test_annotations_have_the_shape_of_the_model_and_stand_at_their_places(corpus) -> None:
    check(corpus())


def test_with_a_web_address_too() -> None:
    check(published(hostile()))


@examples(40)
@given(texts())
def test_any_text_can_be_annotated(text: str) -> None:
    check(corpus_of(document_of(text)))


def test_the_schema_refuses_what_the_model_does_not_allow() -> None:
    found = next(iter(collections(hostile()).values()))
    validator = Draft202012Validator(SCHEMA)
    for change in ({"type": "Annotations"}, {"@context": "http://other.example/"}, {"created": "now"}):
        assert not validator.is_valid(found | change)
    del found["first"]["items"][0]["target"]
    assert not validator.is_valid(found)


def test_everything_that_is_known_is_annotated() -> None:
    """Every mention, every note of the editor and every intervention, each once."""
    corpus = archive()
    found = collections(corpus)
    counted: dict[str, int] = {}
    for one in found.values():
        for item in one["first"]["items"]:
            counted[item["motivation"]] = counted.get(item["motivation"], 0) + 1
    assert counted == {
        "identifying": len(corpus.connections.mentions),
        "commenting": len(corpus.connections.notes),
        "editing": sum(len(document.interventions) for document in corpus.documents),
    }


def test_a_received_file_is_named_by_its_checksum() -> None:
    """RFC 6920: `ni:///sha-256;` and the digest in base64url without filling."""
    for document in archive().documents:
        raw = (ROOT / "seeds" / document.source.file).read_bytes()
        name = name_of_bytes(document.source.sha256)
        assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", name, re.ASCII)
        digest = base64.urlsafe_b64decode(name.removeprefix("ni:///sha-256;") + "=")
        assert digest == hashlib.sha256(raw).digest()


def test_addresses_are_absolute_only_where_the_archive_has_one() -> None:
    def addresses(value: Any) -> list[str]:
        if isinstance(value, dict):
            here = [
                value[key] for key in ("id", "source", "scope", "partOf") if isinstance(value.get(key), str)
            ]
            return here + [a for inner in value.values() for a in addresses(inner)]
        return [a for inner in value for a in addresses(inner)] if isinstance(value, list) else []

    known = ("http://www.wikidata.org/entity/Q", "https://sws.geonames.org/", "https://", "http://", "ni:///")
    for one in collections(published(archive())).values():
        assert all(a.startswith((BASE, *known)) for a in addresses(one))
    for id, one in collections(archive()).items():
        own = [a for a in addresses(one) if not a.startswith(known)]
        assert all(a.startswith(("../../", f"{id}.json")) for a in own) and own


def test_only_identifiers_that_have_their_form_become_addresses() -> None:
    assert iri_of("wikidata", "Q30") == "http://www.wikidata.org/entity/Q30"
    assert iri_of("geonames", "587116") == "https://sws.geonames.org/587116/"
    assert iri_of("wikidata", 'Q1"><script>') == iri_of("nowhere", "1") == iri_of("iso3166", "AZ") == ""
