"""`data/citations/`: every document, and all together, for reference managers; and what the page's script
needs to cite a passage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_scripts.citations import bibtex, rich, ris, styles
from build_scripts.citations.item import Item, item
from build_scripts.model import Artifact, Corpus, Document
from build_scripts.releases import text_hash

FOLDER = "data/citations"
ALL = "archive"
"""Name of the files with all documents; no document has this id (`validation.RESERVED_IDS`)."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file."""

    suffix: str
    label: str
    media_type: str


KINDS = (
    FileKind("json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    FileKind("bib", "BibTeX", "application/x-bibtex"),
    FileKind("biblatex.bib", "BibLaTeX", "application/x-bibtex"),
    FileKind("ris", "RIS", "application/x-research-info-systems"),
)


def citation_files(corpus: Corpus) -> Iterator[Artifact]:
    """Four files for each document, four for all, and one script for each."""
    everything: dict[str, list[str]] = {}
    items: list[Item] = []
    for document in corpus.documents:
        one = item(document, corpus)
        items.append(one)
        for suffix, text in written(document, one).items():
            everything.setdefault(suffix, []).append(text)
            yield Artifact(f"docs/{FOLDER}/{document.id}.{suffix}", text)
        yield Artifact(f"docs/{FOLDER}/{document.id}.json", _json([one]))
        yield Artifact(f"docs/{FOLDER}/{document.id}.js", script(document, one, corpus))
    for suffix, texts in everything.items():
        yield Artifact(f"docs/{FOLDER}/{ALL}.{suffix}", ("" if suffix == "ris" else "\n").join(texts))
    yield Artifact(f"docs/{FOLDER}/{ALL}.json", _json(items))


def written(document: Document, one: Item) -> dict[str, str]:
    """Suffix → the entry."""
    edtf, kind = document.value("issued") or "", document.value("type") or ""
    return {
        "bib": bibtex.bibtex(one, kind),
        "biblatex.bib": bibtex.biblatex(one, edtf, kind),
        "ris": ris.ris(one, edtf),
    }


def _json(items: list[Item]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def script(document: Document, one: Item, corpus: Corpus) -> str:
    """What `Room.cite` needs: the words behind a quotation in each style, cut where the locator goes, and
    the hash of every block and note. A classic script, because data cannot be fetched from a folder."""
    data: dict[str, Any] = {
        "id": document.id,
        "archive": str(corpus.archive.get("title") or ""),
        "edition": str(corpus.archive.get("version") or ""),
        "address": str(corpus.archive.get("base_url") or "").rstrip("/"),
        "styles": {
            name: [rich.runs(half) for half in _halves(text)] for name, text in styles.patterns(one).items()
        },
        "hashes": {unit.id: text_hash(unit.text) for unit in document.units},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Line separators end a line in older JavaScript; `<` must not open a tag if somebody inlines the file.
    for sign in ("\u2028", "\u2029", "<"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"Room.citing({text});\n"


def _halves(text: str) -> tuple[str, str]:
    """Before and behind the locator. It never stands in italics."""
    before, _, behind = text.partition(styles.LOCATOR)
    return before, behind
