"""Prove that nothing was lost: rebuild every seed from the published data files alone.

`data/documents/<id>.json` holds every character of its seed: in the pieces of blocks and notes, in
the asides, in the originals of the apparatus, and in the white space between. Laid at their
offsets they must fill the text without gap or overlap; encoded again, they must have the SHA-256
of the seed. This module uses JSON and nothing else of the program, so anybody can do the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts import errors

Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document; `problem` is "" when its seed was rebuilt byte for byte."""

    id: str
    file: str
    sha256: str
    problem: str = ""
    published: bool = True
    """False when the archive does not publish the whole text: then nobody can rebuild it."""


def verify(data: Path, seeds: Path | None) -> list[Result]:
    """Check every document of `data/catalog.json`; with `seeds`, also against the files there.

    Raises DataMissing when there is no catalog.
    """
    catalog = _json(data / "catalog.json")
    try:
        rows = [
            (
                str(row["id"]),
                str(row["source"]["file"]),
                str(row["source"]["sha256"]),
                row.get("access", "full") == "full",
            )
            for row in catalog["documents"]
        ]
    except (KeyError, TypeError):
        raise errors.DataMissing(
            "is not a catalog of this program",
            str(data / "catalog.json"),
            "run `python -m build_scripts build` first",
        ) from None
    return [
        Result(id, file, sha, _problem(data, seeds, id, file, sha) if whole else "", whole)
        for id, file, sha, whole in rows
    ]


def rebuild(document: dict[str, Any]) -> bytes:
    """The bytes of the seed. `document` is the content of `data/documents/<id>.json`.

    Raises ValueError with the offset of a gap or an overlap, KeyError when a part is missing.
    """
    text: list[str] = []
    at = 0
    for offset, piece in sorted(_pieces(document), key=lambda item: (item[0], len(item[1]))):
        if not piece:
            continue
        if offset != at:
            kind = "nothing covers" if offset > at else "two parts cover"
            raise ValueError(f"{kind} the characters {min(at, offset)} to {max(at, offset)}")
        text.append(piece)
        at += len(piece)
    source = document["source"]
    return bytes.fromhex(source.get("bom", "")) + "".join(text).encode(source["encoding"])


def _pieces(document: dict[str, Any]) -> Iterator[Piece]:
    for part in (*document["blocks"], *document["notes"]):
        for (start, _), piece in zip(part["source"], part["pieces"], strict=True):
            yield start, piece
    for aside in document["asides"]:
        pieces = aside.get("pieces", [aside["text"]])
        for (start, _), piece in zip(aside["source"], pieces, strict=True):
            yield start, piece
    for entry in document["apparatus"]:
        if entry["kind"] != "set-aside":  # those are the asides
            yield entry["source"][0], entry["original"]
    for start, white in document["space"]:
        if white.strip():
            raise ValueError(f"the space at {start} holds characters that are not white space")
        yield start, white


def _problem(data: Path, seeds: Path | None, id: str, file: str, sha: str) -> str:
    """Why the seed is not rebuilt, or ""."""
    try:
        raw = rebuild(_json(data / "documents" / f"{id}.json"))
    except errors.DataMissing as error:
        return error.what
    except (ValueError, KeyError, TypeError, LookupError) as error:
        what = f"key {error} is missing" if isinstance(error, KeyError) else str(error)
        return f"cannot be rebuilt: {what}"
    digest = hashlib.sha256(raw).hexdigest()
    if digest != sha:
        return f"rebuilt bytes have SHA-256 {digest[:16]}…, the catalog says {sha[:16]}…"
    if seeds is None:
        return ""
    try:
        seed = (seeds / file).read_bytes()
    except OSError as error:
        return f"the seed cannot be read ({error.strerror})"
    if seed != raw:
        at = next(
            (i for i, (a, b) in enumerate(zip(seed, raw, strict=False)) if a != b), min(len(seed), len(raw))
        )
        return f"differs from the seed at byte {at}: the seed changed since the last build"
    return ""


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise errors.DataMissing(
            f"data file is missing ({error.strerror})", str(path), "run `python -m build_scripts build` first"
        ) from None
    except ValueError as error:
        raise errors.DataMissing(
            f"data file is not JSON ({error})", str(path), "run `python -m build_scripts build` again"
        ) from None
