"""Files are written whole or not at all, only when they differ, and only our own are removed.

`docs/.manifest.json` below the output folder lists what this program wrote. It is written before
the files (old list and new list together) and again after them, so a build killed at any moment
leaves a state that the next build understands. New content goes to `docs/.writing/` first and is
moved into its place, which a file system does in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_scripts import errors
from build_scripts.model import Artifact

MANIFEST = "docs/.manifest.json"
WRITING = "docs/.writing"
ALLOWED = ("docs",)
"""Folders below the output folder in which artifacts may lie."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one run of `write_all` did, as paths below the output folder."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_all(out: Path, artifacts: Iterable[Artifact], *, own: bool = False) -> Written:
    """Write the artifacts below `out` and remove files of earlier runs that are no longer made.

    `own` says that `out` is the project itself, whose generated files are known to be ours even
    without a manifest (they come with a fresh clone). Otherwise a file that stands in the way and is
    not in the manifest raises ForeignFile. Raises OutputUnwritable.
    """
    contents = _contents(artifacts)
    try:
        return _write_all(out, contents, own)
    except OSError as error:
        raise errors.OutputUnwritable(
            f"cannot be written ({error.strerror})",
            str(error.filename or out),
            "choose another folder with --out, or free this one",
        ) from None


def _contents(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for artifact in artifacts:
        path = PurePosixPath(artifact.path)
        if path.is_absolute() or ".." in path.parts or path.parts[0] not in ALLOWED or len(path.parts) < 2:
            raise ValueError(f"an exporter may not write to {artifact.path!r}")
        if artifact.path in contents:
            raise ValueError(f"two exporters write to {artifact.path!r}")
        body = artifact.content
        contents[artifact.path] = body if isinstance(body, bytes) else body.encode("utf-8")
    return contents


def _write_all(out: Path, contents: dict[str, bytes], own: bool) -> Written:
    before = read_manifest(out)
    shutil.rmtree(out / WRITING, ignore_errors=True)  # left by a build that was killed
    different = [path for path, body in contents.items() if not _same(out / path, body)]
    if not own:
        _refuse_foreign(out, different, before)
    after = {path: hashlib.sha256(body).hexdigest() for path, body in contents.items()}
    if before != after:
        (out / WRITING).mkdir(parents=True)
        # Until the run is over a file may still hold what stood there before: both digests are ours.
        both = {p: " ".join(dict.fromkeys([*before.get(p, "").split(), d])) for p, d in after.items()}
        _save_manifest(out, before | both)
    for path in different:
        _replace(out, path, contents[path])
    removed = [path for path in before if path not in after and _remove(out, path, before[path])]
    if before != after:
        _save_manifest(out, after)
    shutil.rmtree(out / WRITING, ignore_errors=True)
    changed = set(different)
    return Written(
        tuple(sorted(changed)), tuple(sorted(p for p in contents if p not in changed)), tuple(sorted(removed))
    )


def read_manifest(out: Path) -> dict[str, str]:
    """{path below out: SHA-256} of the files that this program wrote; {} when it never did."""
    try:
        found = json.loads((out / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if not isinstance(found, dict):
        return {}
    # A manifest is a file that anybody may edit: never follow it out of our own folders.
    return {
        path: str(digest)
        for path, digest in found.items()
        if isinstance(path, str) and ".." not in PurePosixPath(path).parts and path.split("/")[0] in ALLOWED
    }


def _save_manifest(out: Path, files: dict[str, str]) -> None:
    text = json.dumps({"files": dict(sorted(files.items()))}, indent=0, ensure_ascii=False) + "\n"
    _replace(out, MANIFEST, text.encode("utf-8"))


def _replace(out: Path, path: str, body: bytes) -> None:
    """Write beside, then move into place."""
    temporary = out / WRITING / hashlib.sha256(path.encode()).hexdigest()[:24]
    temporary.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_bytes(body)
    target = out / path
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(temporary, target)


def _same(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False


def _refuse_foreign(out: Path, paths: Iterable[str], ours: dict[str, str]) -> None:
    for path in paths:
        if path not in ours and (out / path).exists():
            raise errors.ForeignFile(
                "stands where the reading room would be written, and was not made by this program",
                str(out / path),
                "choose another folder with --out, or move that file away",
            )


def _remove(out: Path, path: str, digest: str) -> bool:
    """Remove a stale file of ours, and folders left empty; a file that somebody changed since stays."""
    target = out / path
    try:
        if hashlib.sha256(target.read_bytes()).hexdigest() not in digest.split():
            return False
        target.unlink()
    except OSError:
        return False
    folder = target.parent
    while folder != out and folder.name != "docs":
        try:
            folder.rmdir()
        except OSError:
            break
        folder = folder.parent
    return True
