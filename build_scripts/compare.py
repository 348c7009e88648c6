"""Is the committed edition what the seeds give? Regenerate it in memory and compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_scripts.model import Artifact, Finding

EDITION = "docs/documents/"
"""The part of the output that is committed."""


def stale(out: Path, artifacts: Iterable[Artifact]) -> Iterator[Finding]:
    """A finding for each page of the edition that is missing, different, or left over."""
    made = {a.path: a.content for a in artifacts if a.path.startswith(EDITION)}
    for path, content in sorted(made.items()):
        new = content if isinstance(content, bytes) else content.encode("utf-8")
        try:
            old = (out / path).read_bytes()
        except OSError:
            yield Finding("edition-missing", "error", path, None, "has not been written", _HINT)
            continue
        if old != new:
            line = _first_difference(old, new)
            yield Finding(
                "edition-stale",
                "error",
                path,
                line,
                "differs from what its seed gives, first in this line: "
                f"{_line(old, line)!r} is now {_line(new, line)!r}",
                _HINT,
            )
    for file in sorted((out / EDITION).rglob("*.md")):
        path = file.relative_to(out).as_posix()
        if path not in made:
            yield Finding("edition-leftover", "error", path, None, "belongs to no seed", "remove it")


_HINT = "run `python -m build_scripts build --no-site` and look at the difference"


def _first_difference(old: bytes, new: bytes) -> int:
    pairs = zip(old.split(b"\n"), new.split(b"\n"), strict=False)
    shorter = min(old.count(b"\n"), new.count(b"\n")) + 2
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), shorter)


def _line(text: bytes, number: int) -> str:
    lines = text.split(b"\n")
    return lines[number - 1].decode("utf-8", "replace")[:60] if number <= len(lines) else ""
