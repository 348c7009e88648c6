"""The state of the texts at each release, so that a citation of last year can be understood.

`python -m build_scripts release` writes `seeds/releases/<version>.json`: for every document the checksum of
its file, and for every block and note a short hash of its reading text. Hashes tell *that* and *where* a
text changed, and whether the file or only its editing did; the words themselves are not kept twice.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts import errors

if TYPE_CHECKING:
    from build_scripts.model import Corpus

FOLDER = "releases"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class State:
    """One document at one release."""

    title: str
    file: str
    sha256: str
    units: Mapping[str, str]
    """Id of each block and note → hash of its text, in order."""


@dataclass(frozen=True, slots=True)
class Release:
    name: str
    """The version of the archive, or its date where it has no version."""
    date: str
    """EDTF; "" when the archive does not say."""
    documents: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one document between two states."""

    document: str
    title: str
    kind: str
    """`added`, `removed` or `changed`."""
    file_changed: bool = False
    """The received file is another one; else only its editing changed."""
    changed: tuple[str, ...] = ()
    """Ids of units whose text is another one."""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    """(old id, new id) of units with the same text."""


def text_hash(text: str) -> str:
    """8 hexadecimal digits: the beginning of the SHA-256 of the text (Unicode NFC, UTF-8)."""
    composed = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(composed).hexdigest()[:8]


def now(corpus: Corpus) -> Release:
    """The state of the corpus."""
    name = str(corpus.archive.get("version") or corpus.archive.get("date") or "")
    return Release(
        name,
        str(corpus.archive.get("date") or ""),
        {
            document.id: State(
                document.title,
                document.source.file,
                document.source.sha256,
                {unit.id: text_hash(unit.text) for unit in document.units},
            )
            for document in corpus.documents
        },
    )


def changes(before: Release, after: Release) -> tuple[Change, ...]:
    """Document by document: those of `after` in its order, then those that are gone."""
    found = []
    for id, state in after.documents.items():
        old = before.documents.get(id)
        if old is None:
            found.append(Change(id, state.title, "added"))
        elif change := _change(id, old, state):
            found.append(change)
    gone = [id for id in before.documents if id not in after.documents]
    return (*found, *(Change(id, before.documents[id].title, "removed") for id in gone))


def _change(id: str, old: State, new: State) -> Change | None:
    missing = [unit for unit in old.units if unit not in new.units]
    fresh = [unit for unit in new.units if unit not in old.units]
    changed = [unit for unit in new.units if unit in old.units and old.units[unit] != new.units[unit]]
    # A line that was put in above moves all that follow: the same text under another number.
    homes: dict[str, list[str]] = {}
    for unit in [*fresh, *changed]:
        homes.setdefault(new.units[unit], []).append(unit)
    moved = []
    for unit in [unit for unit in old.units if unit in missing or unit in changed]:
        if homes.get(old.units[unit]):
            moved.append((unit, homes[old.units[unit]].pop(0)))
    left, came = {a for a, _ in moved}, {b for _, b in moved}
    change = Change(
        id,
        new.title,
        "changed",
        old.sha256 != new.sha256,
        tuple(unit for unit in changed if unit not in came and unit not in left),
        tuple(unit for unit in [*fresh, *(u for u in changed if u in left)] if unit not in came),
        tuple(unit for unit in [*missing, *(u for u in changed if u in came)] if unit not in left),
        tuple(moved),
    )
    return (
        change if change.file_changed or change.changed or change.added or change.removed or moved else None
    )


def load(seeds: Path) -> tuple[Release, ...]:
    """Every recorded release, by date and name. Raises RecordError for a file that is none."""
    found = [_read(path) for path in sorted((seeds / FOLDER).glob("*.json"))]
    return tuple(sorted(found, key=lambda release: (release.date, _order(release.name))))


def _order(name: str) -> list[tuple[int, str]]:
    """1.10 comes after 1.9."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name)]


def _read(path: Path) -> Release:
    where = f"{FOLDER}/{path.name}"
    try:
        data = json.loads(path.read_text("utf-8"))
        documents = {
            str(id): State(
                str(row["title"]), str(row["file"]), str(row["sha256"]), dict(_units(row["units"]))
            )
            for id, row in data["documents"].items()
        }
        return Release(str(data["release"]), str(data["date"]), documents)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise errors.RecordError(
            f"is not the record of a release ({type(error).__name__}: {error})".replace("\n", " ")[:200],
            where,
            "restore it from version control; `python -m build_scripts release` writes such files",
        ) from None


def _units(rows: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for id, found in rows.items():
        if not isinstance(found, str) or not _HASH.fullmatch(found):
            raise ValueError(f"{id}: {found!r} is no hash of 8 digits")
        yield id, found


def file_of(release: Release) -> str:
    """Its name in the folder. Raises UsageError when the archive has neither version nor date."""
    if not _NAME.fullmatch(release.name):
        raise errors.UsageError(
            "the archive needs a version or a date, of letters, digits, dots and hyphens, to be released",
            "seeds/archive.yml",
            'add a line like `version: "1.0"`',
        )
    return f"{release.name}.json"


def written(release: Release) -> str:
    """The content of its file."""
    data = {
        "release": release.name,
        "date": release.date,
        "documents": {
            id: {"title": one.title, "file": one.file, "sha256": one.sha256, "units": dict(one.units)}
            for id, one in release.documents.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def record(corpus: Corpus, seeds: Path) -> Path:
    """Write the state of the corpus as a release; the file. What was released once is never changed:
    raises UsageError when another state stands under this name."""
    release = now(corpus)
    path = seeds / FOLDER / file_of(release)
    content = written(release)
    if path.exists() and path.read_text("utf-8") != content:
        raise errors.UsageError(
            f"release {release.name} is recorded already, with other texts",
            str(path),
            "give archive.yml a new `version`",
        )
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    return path
