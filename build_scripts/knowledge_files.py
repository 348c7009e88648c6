"""`seeds/authorities/*.yml` and `seeds/annotations/*.yml` → Knowledge. Every error names file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_scripts import errors, knowledge_rows, validation
from build_scripts.authorities import KINDS, Authority
from build_scripts.knowledge import Knowledge
from build_scripts.knowledge_rows import Row
from build_scripts.knowledge_schema import ANNOTATIONS, AUTHORITY
from build_scripts.schema import Field
from build_scripts.validation import Validation

AUTHORITIES = "authorities"
ANNOTATION_FOLDER = "annotations"
FOLDERS = (AUTHORITIES, ANNOTATION_FOLDER)
_KIND_OF_FILE = {folder: kind for kind, (folder, _) in KINDS.items()}


def load(seeds: Path) -> Knowledge:
    """Everything the folder knows about its documents. Raises RecordError."""
    authorities = _authorities(seeds)
    rows = {name: _annotations(seeds, name) for name in ANNOTATIONS}
    _refuse_unknown(seeds / ANNOTATION_FOLDER, tuple(ANNOTATIONS))
    return Knowledge(
        authorities=authorities,
        mentions=tuple(knowledge_rows.mention(row) for row in rows["mentions"]),
        comparisons=_unique(tuple(knowledge_rows.comparison(row) for row in rows["comparisons"])),
        events=_unique(tuple(knowledge_rows.event(row) for row in rows["timeline"])),
        dates=tuple(knowledge_rows.date(row) for row in rows["dates"]),
        works=_unique(tuple(knowledge_rows.work(row) for row in rows["bibliography"])),
        topics=_unique(tuple(knowledge_rows.topic(row) for row in rows["topics"])),
        notes=tuple(knowledge_rows.note(row) for row in rows["notes"]),
        related=tuple(knowledge_rows.related(row) for row in rows["related"]),
    )


def _authorities(seeds: Path) -> tuple[Authority, ...]:
    folder = seeds / AUTHORITIES
    _refuse_unknown(folder, tuple(_KIND_OF_FILE))
    found = []
    for name, kind in _KIND_OF_FILE.items():
        found += [
            knowledge_rows.authority(row, kind)
            for row in _rows(folder / f"{name}.yml", AUTHORITIES, AUTHORITY)
        ]
    return _unique(tuple(found))


def _annotations(seeds: Path, name: str) -> list[Row]:
    return _rows(seeds / ANNOTATION_FOLDER / f"{name}.yml", ANNOTATION_FOLDER, ANNOTATIONS[name])


def _rows(path: Path, folder: str, fields: tuple[Field, ...]) -> list[Row]:
    """The entries of one file; none when there is no such file."""
    if not path.is_file():
        return []
    file = f"{folder}/{path.name}"
    if not path.resolve().is_relative_to(path.parent.parent.resolve()):
        raise errors.RecordError("is a link that leads out of the seeds folder", f"{file}:1")
    node = validation.read(path, file, "a data file is a list: entries that begin with `- `")
    if node.value == {}:
        return []
    row = Field(path.stem, "entries", "", "", fields=fields)
    return validation.entries(node, row, Validation(file, places=True), path.stem)


def _refuse_unknown(folder: Path, known: tuple[str, ...]) -> None:
    """A data file with a wrong name would be passed over without a word: say so instead."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yml", ".yaml") and (path.stem not in known or path.suffix == ".yaml"):
            raise errors.RecordError(
                "is not a data file that is known here",
                f"{folder.name}/{path.name}:1",
                "Allowed: " + ", ".join(f"{name}.yml" for name in known),
            )


def _unique(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """The entries, when no id stands twice."""
    first: dict[str, str] = {}
    for entry in entries:
        if entry.id in first:
            raise errors.RecordError(
                f"the id {entry.id!r} already belongs to the entry at {first[entry.id]}",
                entry.where,
                "give one of the two another id",
            )
        first[entry.id] = entry.where
    return entries
