"""The files of the search, `docs/search/…`: see `build_scripts.search` for what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from build_scripts.model import Artifact, Corpus
from build_scripts.search import catalogue, files
from build_scripts.search.index import Index, built, spelled_apart

FORMAT = "3"
"""Changes when the same texts give other files."""


def search_index(corpus: Corpus) -> Iterator[Artifact]:
    """Every file of the index; `root.js` last, because it says where the others begin."""
    numbered = catalogue.shelves(corpus)
    named = catalogue.named_in(corpus, numbered)
    passages = [passage for shelf in numbered for passage in shelf.passages]
    index = built(passages, named, spelled_apart(passage.text for passage in passages))
    del passages
    root = catalogue.documents(numbered, corpus)
    facets = list(files.facets(corpus, named))
    known = list(files.names(corpus, facets))
    rows = list(files.document_rows(numbered))
    version = index.version([FORMAT, json.dumps([root, facets, known, rows])])
    root |= {
        "languages": [
            name for name, _ in sorted(index.languages.items(), key=lambda item: (-item[1], item[0]))
        ],
        "names": any(name == "names" for name, _ in known),
        "topics": any(name == "topics" for name, _ in known),
        "together": files.TOGETHER,
        "facets": {name.partition("/")[2]: len(data["ids"]) for name, data in facets},
    }
    for name, data in [*rows, *known, *facets]:
        yield _artifact(name, data, version)
    for name, data in files.texts(numbered):
        yield _artifact(name, data, version)
    yield from _words(index, root, version)
    yield _artifact("root", {"v": version} | root, version)


def _words(index: Index, root: dict[str, Any], version: str) -> Iterator[Artifact]:
    shards: dict[str, list[str]] = {"terms": [], "spell": []}
    root["shards"] = shards
    for name, data in files.terms(index, shards["terms"]):
        yield _artifact(name, data, version)
    for name, data in files.spelling(index, shards["spell"]):
        yield _artifact(name, data, version)


def _artifact(name: str, data: Any, version: str) -> Artifact:
    return Artifact(f"docs/search/{name}.js", files.script(name, data, version))


def index_size(corpus: Corpus) -> tuple[int, int]:
    """(bytes, files) of the index, for measuring."""
    sizes = [len(str(one.content).encode("utf-8")) for one in search_index(corpus)]
    return sum(sizes), len(sizes)
