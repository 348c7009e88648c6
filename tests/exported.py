"""Corpora for the tests of the other forms, and their files."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from editions_compare import ROOT
from test_hostile_data import EVIL, TEXT_A, TEXT_B, _data

from build_scripts import corpus, records
from build_scripts.annotators import annotate
from build_scripts.model import Artifact, Corpus, Document

BASE = "https://rooms.example/archive"
FORMULAS = """\
=1+1 is no sum

+44 20 7946 0958 is the number that was printed, and nobody has answered it for many years now.

@home, as they called it, they had "quotes", commas, and ; semicolons; -2 degrees in the hall.\u00b9

\u00b9 =HYPERLINK("https://example.org/") stood in the margin.
"""


@lru_cache(maxsize=1)
def archive() -> Corpus:
    """The archive that is published."""
    return corpus.load(ROOT / "seeds")


@lru_cache(maxsize=1)
def hostile() -> Corpus:
    """Data files full of markup and formulas, with names, events, works and notes of every kind."""
    with TemporaryDirectory() as folder:
        return corpus.load(hostile_seeds(Path(folder) / "papers"))


def hostile_seeds(seeds: Path) -> Path:
    files = {"one.txt": TEXT_A, "two.txt": TEXT_B, "formulas.txt": FORMULAS, **_data()}
    files["one.yml"] = {
        "metadata": {"title": f"]]> {EVIL}", "creator": [EVIL, "=2+3"], "issued": "1901-05-02", "subject": [EVIL]},
        "rights": {"uri": "https://creativecommons.org/licenses/by/4.0/", "holder": EVIL, "note": EVIL},
    }  # fmt: skip
    files["archive.yml"] = {"title": EVIL, "description": EVIL, "publisher": EVIL, "date": "2020-10"}
    for name, content in files.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return seeds


def published(found: Corpus, **said: Any) -> Corpus:
    """The same corpus with a web address (and what else `archive.yml` may say)."""
    return replace(found, archive=found.archive | {"base_url": BASE, "contact": "a@rooms.example"} | said)


def corpus_of(*documents: Document, **said: Any) -> Corpus:
    """A corpus without data files."""
    return annotate(Corpus(records.default_archive("room") | said, documents))


def content(artifact: Artifact) -> bytes:
    return artifact.content if isinstance(artifact.content, bytes) else artifact.content.encode("utf-8")


def put(artifacts: Any, folder: Path) -> Path:
    """The files below `folder`."""
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(artifact))
    return folder
