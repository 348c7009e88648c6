"""What lies in a seeds folder: which files are documents, which record belongs to which, and the
id of each. Nothing is opened here but the records.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from build_scripts import errors, knowledge_files, records, releases
from build_scripts.model import Finding
from build_scripts.readers import format_of

ARCHIVE = "archive.yml"
DATA_FOLDERS = (*knowledge_files.FOLDERS, releases.FOLDER)
"""Folders of a seeds folder that hold data about the corpus, not documents."""
YAML = (".yml", ".yaml")
IGNORED = (*YAML, ".json", ".csv", ".tsv", ".bib")
"""Suffixes of data: passed over without a word."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: what the MAP stage gets, small enough to travel between processes."""

    file: str
    """Name inside the seeds folder."""
    path: Path
    id: str
    record: records.Record | None
    size: int


@dataclass(slots=True)
class Holdings:
    """What was found, in order of the file names (code points of the POSIX path)."""

    jobs: list[Job] = field(default_factory=list)
    refused: list[tuple[str, errors.SeedError]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def survey(seeds: Path) -> Holdings:
    """Look through the folder. Raises SeedsMissing or SeedsEmpty."""
    if not seeds.is_dir():
        raise errors.SeedsMissing(
            "there is no seeds folder" if not seeds.exists() else "is not a folder",
            str(seeds),
            "make the folder and put documents in it (.txt, .md, .html), or name another with --seeds",
        )
    found = Holdings()
    documents, yaml = _files(seeds, found)
    if not documents and not found.refused:
        raise errors.SeedsEmpty(
            "holds no document",
            str(seeds),
            "put files in it that end in .txt, .text, .md, .markdown, .html, .htm or .xhtml",
        )
    pairs = _pair(documents, yaml, found)
    _assign_ids(seeds, documents, pairs, found)
    return found


def _files(seeds: Path, found: Holdings) -> tuple[list[str], set[str]]:
    """(documents, YAML files), by their names inside the folder; the rest is refused or noted."""
    root = seeds.resolve()
    documents: list[str] = []
    yaml: set[str] = set()
    for file in sorted(_walk(seeds)):
        path = seeds / file
        suffix = PurePosixPath(file).suffix.lower()
        known = format_of(file) is not None
        if path.is_symlink() and (known or suffix in YAML) and (wrong := _wrong_link(path, root)):
            hint = "put a copy of the document in its place"
            found.refused.append((file, errors.LinkOutside(wrong, file, hint)))
            continue
        name = file.encode("utf-8", "backslashreplace").decode("utf-8")
        if name != file and known:
            # Bytes that are no characters cannot stand in an address or a data file.
            found.refused.append(
                (name, errors.SeedUnreadable("its file name is not valid UTF-8", name, "rename it"))
            )
        elif not path.is_file():
            if known:
                found.refused.append((file, errors.SeedUnreadable("is not a regular file", file)))
        elif known:
            documents.append(file)
        elif suffix in YAML and file != ARCHIVE:
            yaml.add(file)
        elif suffix not in IGNORED:
            found.findings.append(
                Finding(
                    "seed-ignored",
                    "notice",
                    name,
                    None,
                    "is not of a format that is known here: left out",
                    "documents end in .txt, .text, .md, .markdown, .html, .htm or .xhtml",
                )
            )
    return documents, yaml


def _wrong_link(path: Path, root: Path) -> str:
    """What is wrong with a symbolic link; "" when it leads to a file inside the folder."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a circle, until Python 3.12
        return "is a symbolic link that leads nowhere"
    return "" if target.is_relative_to(root) else "is a symbolic link that leads out of the seeds folder"


def _walk(seeds: Path) -> list[str]:
    """Every file below the folder, POSIX names; hidden ones and data folders left out.

    Linked folders are not followed: they could lead out or round in a circle.
    """
    names = []
    for folder, folders, files in os.walk(seeds, onerror=_unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in DATA_FOLDERS)
        inside = Path(folder).relative_to(seeds)
        names += [(inside / name).as_posix() for name in files if not name.startswith(".")]
    return names


def _unreadable(error: OSError) -> None:
    raise errors.SeedsMissing(
        f"cannot be read ({error.strerror})", str(error.filename), "give this account the right to read it"
    )


def _pair(documents: list[str], yaml: set[str], found: Holdings) -> dict[str, str]:
    """Record of each document: `<file name>.yml` before `<stem>.yml`."""
    pairs: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    for file in documents:
        stems.setdefault(str(PurePosixPath(file).with_suffix("")), []).append(file)
        own = [file + suffix for suffix in YAML if file + suffix in yaml]
        if own:
            pairs[file] = own[0]
    for stem, files in stems.items():
        shared = [
            stem + suffix for suffix in YAML if stem + suffix in yaml and stem + suffix not in pairs.values()
        ]
        waiting = [file for file in files if file not in pairs]
        if shared and len(waiting) == 1:
            pairs[waiting[0]] = shared[0]
        elif shared and waiting:
            found.findings.append(
                Finding(
                    "record-ambiguous",
                    "warning",
                    shared[0],
                    None,
                    f"could belong to {' or '.join(waiting)}: not used",
                    f"name it after the whole file name: {waiting[0]}.yml",
                )
            )
            yaml.discard(shared[0])
    for file in sorted(yaml - set(pairs.values())):
        found.findings.append(
            Finding(
                "record-without-seed",
                "warning",
                file,
                None,
                "is a record without a document beside it",
                "give it the name of its document, or remove it",
            )
        )
    return pairs


def slug(stem: str) -> str:
    """A file's stem as an id: ASCII small letters, digits, hyphens; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")


def _derived(path: Path, file: str) -> str:
    name = slug(PurePosixPath(file).stem)
    if name and name not in records.RESERVED_IDS:
        return name
    try:
        return f"document-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
    except OSError:
        return f"document-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


def _assign_ids(seeds: Path, documents: list[str], pairs: dict[str, str], found: Holdings) -> None:
    """Ids of records first: an id that a record states never gives way to a derived one."""
    read: dict[str, records.Record | None] = {}
    for file in documents:
        try:
            read[file] = records.load(seeds / pairs[file], pairs[file]) if file in pairs else None
        except errors.RecordError as error:
            found.refused.append((file, error))
    taken: dict[str, str] = {}
    ids: dict[str, str] = {}
    for file, record in list(read.items()):
        stated = record.data.get("id") if record else None
        if record and stated in taken:
            del read[file]
            found.refused.append(
                (
                    file,
                    errors.DuplicateId(
                        f"the id {stated!r} already belongs to {taken[stated]}",
                        f"{record.file}:1",
                        "give one of the two another id",
                    ),
                )
            )
        elif stated:
            taken[stated], ids[file] = file, stated
    for file in (file for file in read if file not in ids):
        base = _derived(seeds / file, file)
        ids[file] = name = _free(base, taken)
        if name != base:
            found.findings.append(
                Finding(
                    "id-numbered",
                    "notice",
                    file,
                    None,
                    f"its id would be {base!r}, which belongs to {taken[base]}: it gets {name!r}",
                    "state an `id:` in a record to make its address permanent",
                )
            )
        taken[name] = file
    found.jobs = [
        Job(file, seeds / file, ids[file], record, _size(seeds / file)) for file, record in read.items()
    ]


def _free(base: str, taken: dict[str, str]) -> str:
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base[: 63 - len(str(number))].strip('-')}-{number}"
    return name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
