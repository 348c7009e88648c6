"""For keeping: the bundle described as an RO-Crate, and packed as a BagIt bag.

RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) says in one JSON-LD file what a folder holds and who made it.
BagIt 1.0 (RFC 8493) puts a payload below `data/` beside checksums, so that anybody can tell in twenty years
whether a byte has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from build_scripts.exporters.rights import rights
from build_scripts.model import Corpus, Document

CRATE = "ro-crate-metadata.json"
SEEDS = "seeds"
MEDIA_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
}
"""Of a seed, by its format."""
_TYPES = {
    ".html": "text/html", ".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv",
    ".xml": "application/xml", ".epub": "application/epub+zip", ".txt": "text/plain", ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems", ".sqlite": "application/vnd.sqlite3", ".pdf": "application/pdf",
    ".atom": "application/atom+xml", ".jsonld": "application/ld+json", ".md": "text/markdown",
}  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Files = Mapping[str, bytes]
"""Path (POSIX) → content."""


# RO-Crate


def crate(corpus: Corpus, files: Files) -> bytes:
    """The metadata of a bundle; `files` are all its other files. Described are the documents, their files as
    received, their data and the other forms of the edition; the rest belongs to the pages."""
    entities = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        }
    ]
    parts = [*_documents(corpus, files), *_forms(files)]
    authors = _authors(corpus)
    entities.append(_root(corpus, [part["@id"] for part in parts]))
    entities.append(_rights(corpus))
    graph = [*entities, *parts, *authors.values()]
    data = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [_filled(one) for one in graph]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _root(corpus: Corpus, parts: list[str]) -> dict[str, Any]:
    archive = corpus.archive
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": archive["title"],
        "description": archive.get("description") or archive["title"],
        "datePublished": archive.get("date"),
        "version": archive.get("version"),
        "inLanguage": archive.get("language"),
        "url": archive.get("base_url"),
        "publisher": {"@id": "#publisher"} if archive.get("publisher") else None,
        "license": {"@id": "#rights"},
        "mainEntity": {"@id": "index.html"},
        "hasPart": [{"@id": part} for part in parts],
    }


def _rights(corpus: Corpus) -> dict[str, Any]:
    said = corpus.archive.get("rights") or "Each document keeps its holder's rights, stated with it."
    return {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": said}


def _authors(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Authors by name, and the publisher. Whether a name is a person's or a body's is not known here."""
    found: dict[str, dict[str, Any]] = {}
    for document in corpus.documents:
        for name in document.values("creator"):
            found.setdefault(name, {"@id": _author(name), "@type": "Person", "name": name})
    if corpus.archive.get("publisher"):
        found["#publisher"] = {
            "@id": "#publisher",
            "@type": "Organization",
            "name": corpus.archive["publisher"],
            "email": corpus.archive.get("contact"),
        }
    return found


def _author(name: str) -> str:
    return f"#author-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _documents(corpus: Corpus, files: Files) -> Iterator[dict[str, Any]]:
    if "index.html" in files:
        yield _file("index.html", files, name=corpus.archive["title"])
    for document in corpus.documents:
        page, data = f"documents/{document.id}.html", f"data/documents/{document.id}.json"
        seed = f"{SEEDS}/{document.source.file}"
        if page in files:
            yield _file(page, files, **_described(document, seed if seed in files else "", data))
        if data in files:
            yield _file(data, files, name=f"{document.title}: data", about={"@id": _id(page)})
        if seed in files:
            yield _file(
                seed,
                files,
                name=f"{document.title}: as received",
                encodingFormat=MEDIA_TYPES.get(document.source.format),
                sha256=document.source.sha256,
            )


def _described(document: Document, seed: str, data: str) -> dict[str, Any]:
    uri = rights(document).uri
    return {
        "name": document.title,
        "author": [{"@id": _author(name)} for name in document.values("creator")],
        "description": document.description,
        "dateCreated": document.value("issued"),
        "inLanguage": document.value("language"),
        "identifier": list(document.values("identifier")),
        "license": {"@id": uri} if uri else {"@id": "#rights"},
        "isBasedOn": {"@id": _id(seed)} if seed else None,
        "subjectOf": {"@id": _id(data)},
    }


def _forms(files: Files) -> Iterator[dict[str, Any]]:
    for path in sorted(files):
        if path.startswith("exports/"):
            yield _file(path, files, name=PurePosixPath(path).name)


def _file(path: str, files: Files, **more: Any) -> dict[str, Any]:
    form = _TYPES.get(PurePosixPath(path).suffix)
    return {
        "@id": _id(path),
        "@type": "File",
        "encodingFormat": form,
        "contentSize": str(len(files[path])),
    } | more


def _id(path: str) -> str:
    return quote(path)


def _filled(entity: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entity.items() if value not in (None, "", [], ())}


# BagIt


def bag(corpus: Corpus, files: Files) -> dict[str, bytes]:
    """The files of a bag whose payload is `files`."""
    payload = {f"data/{path}": body for path, body in files.items()}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(corpus, files),
        "manifest-sha256.txt": _manifest(payload),
    }
    return payload | tags | {"tagmanifest-sha256.txt": _manifest(tags)}


def _info(corpus: Corpus, files: Files) -> bytes:
    archive = corpus.archive
    date = str(archive.get("date") or "")
    rows = (
        ("Source-Organization", archive.get("publisher")),
        ("Contact-Email", archive.get("contact")),
        ("External-Description", archive.get("description") or archive["title"]),
        ("External-Identifier", archive.get("base_url")),
        (
            "Internal-Sender-Description",
            f"{archive['title']}, edition of {date}" if date else archive["title"],
        ),
        # The day on which it was made is the clock's; a bag bears the date of its edition, if that is a day.
        ("Bagging-Date", date if _DAY.fullmatch(date) else None),
        ("Payload-Oxum", f"{sum(map(len, files.values()))}.{len(files)}"),
    )
    lines = [f"{label}: {' '.join(str(value).split())}\n" for label, value in rows if value]
    return "".join(lines).encode("utf-8", "replace")


def _manifest(files: Files) -> bytes:
    lines = [
        f"{hashlib.sha256(body).hexdigest()}  {_written(path)}\n" for path, body in sorted(files.items())
    ]
    return "".join(lines).encode("utf-8", "surrogateescape")


def _written(path: str) -> str:
    """RFC 8493, 2.1.3: per cent signs and line ends in a path are written as codes."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
