"""The published data: they keep to their schemas, and the seeds can be rebuilt from them alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from editions_compare import ROOT
from jsonschema import Draft202012Validator
from properties import SEEDS, edited, seed_id

from build_scripts.corpus import load
from build_scripts.edition import edit
from build_scripts.exporters.data import catalog, data, document_data
from build_scripts.exporters.schemas import CATALOG, DOCUMENT
from build_scripts.model import Corpus, Document
from build_scripts.pipeline import artifacts
from build_scripts.readers import open_source
from build_scripts.verify import rebuild


@pytest.fixture(scope="module")
def archive() -> Corpus:
    """The archive that is published, with its records."""
    return load(ROOT / "seeds")


def document_at(path: Path) -> Document:
    return edit(open_source(path, path.name), {})


def test_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(DOCUMENT)
    Draft202012Validator.check_schema(CATALOG)


@pytest.mark.parametrize("path", SEEDS, ids=seed_id)
def test_data_keep_to_the_schema_and_give_the_seed_back(path: Path) -> None:
    found = json.loads(json.dumps(document_data(document_at(path))))
    Draft202012Validator(DOCUMENT).validate(found)
    raw = path.read_bytes()
    assert rebuild(found) == raw
    assert found["source"]["sha256"] == hashlib.sha256(raw).hexdigest()
    assert (
        found["source"]["lines"] == len(raw.decode(found["source"]["encoding"]).splitlines())
        or b"\x0c" in raw
    )


def test_data_of_the_archive(archive: Corpus) -> None:
    """With the records too: what is written is what the schemas promise."""
    assert not archive.skipped
    files = {artifact.path: json.loads(artifact.content) for artifact in data(archive)}
    Draft202012Validator(CATALOG).validate(files["docs/data/catalog.json"])
    for document in archive.documents:
        found = files[f"docs/data/documents/{document.id}.json"]
        Draft202012Validator(DOCUMENT).validate(found)
        assert rebuild(found) == (ROOT / "seeds" / document.source.file).read_bytes()
    assert files["docs/data/schema/document.json"] == DOCUMENT
    assert files["docs/data/schema/catalog.json"] == CATALOG


def test_data_of_connections_keep_to_their_schemas_and_point_at_their_words(archive: Corpus) -> None:
    """Every file has a schema, is described on the page for people, and quotes what stands there."""
    made = {
        a.path.removeprefix("docs/data/"): a
        for a in artifacts(archive, ROOT)
        if a.path.startswith("docs/data/")
    }
    names = [name for name in made if name.endswith(".json") and "/" not in name and name != "catalog.json"]
    assert len(names) == 8
    described = (ROOT / "docs" / "data.md").read_text("utf-8")
    units = {(d.id, unit.id): unit.text for d in archive.documents for unit in d.units}
    for name in names:
        schema = json.loads(made[f"schema/{name}"].content)
        Draft202012Validator.check_schema(schema)
        found = json.loads(made[name].content)
        Draft202012Validator(schema).validate(found)
        assert f"data/{name}" in described
        for place in passages(found):
            words = units[place["document"], place["unit"]][place["start"] : place["end"]]
            assert " ".join(words.split()) == " ".join(place["exact"].split())


def passages(value: object) -> Iterator[dict]:
    """Every passage that the data point at, at any depth."""
    if isinstance(value, dict):
        if {"document", "unit", "start", "end", "exact"} <= value.keys():
            yield value
        for inner in value.values():
            yield from passages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from passages(inner)


def test_catalog_and_documents_agree(archive: Corpus) -> None:
    for entry, document in zip(catalog(archive)["documents"], archive.documents, strict=True):
        found = document_data(document)
        assert entry["id"] == found["id"] and entry["data"] == f"data/documents/{found['id']}.json"
        assert entry["source"].items() <= found["source"].items()
        assert entry["title"] == found["metadata"].get("title", found["id"])
        assert entry["issued"] == found["metadata"].get("issued")


@pytest.mark.parametrize("change", ["piece", "original", "aside", "space"])
def test_a_change_in_the_data_is_noticed(change: str) -> None:
    """Rebuilding gives the seed because every part is used, not by luck."""
    text = "Page 3 of 9\n\nThe bridge cost \\$5, and for a long time nobody asked who had paid for it.\n"
    found = json.loads(json.dumps(document_data(edited(text))))
    assert rebuild(found).decode() == text
    if change == "piece":
        found["blocks"][0]["pieces"][0] = found["blocks"][0]["pieces"][0].replace("T", "t", 1)
    elif change == "original":
        found["apparatus"][0]["original"] = "/"
    elif change == "aside":
        found["asides"][0]["text"] = found["asides"][0]["text"].replace("3", "8")
    else:
        found["space"][0][1] = found["space"][0][1].replace("\n", " ")
    assert rebuild(found).decode() != text


def test_something_that_does_not_fit_is_refused() -> None:
    """The schema is strict: an unknown key or a missing one is an error."""
    found = json.loads(json.dumps(document_data(edited("The harbour was closed in the autumn of 1987.\n"))))
    validator = Draft202012Validator(DOCUMENT)
    assert validator.is_valid(found)
    assert not validator.is_valid(found | {"extra": 1})
    del found["blocks"][0]["lines"]
    assert not validator.is_valid(found)
