"""What an editor has accepted: findings that are right as they stand, each with a reason."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from build_scripts.model import Document, Finding

CODE = "ACCEPT-UNUSED"
HINT = "remove the entry from `accept:` in the record"


def accepted(document: Document, findings: Sequence[Finding], codes: Collection[str]) -> Iterator[Finding]:
    """The findings of one document without those that its record accepts, and a finding for every
    entry that accepts nothing. An entry with a line accepts that line only, one without accepts the
    code in the whole document."""
    entries = document.record.get("accept") or ()
    used = [False] * len(entries)
    for finding in findings:
        matching = [i for i, entry in enumerate(entries) if _matches(entry, finding)]
        for index in matching:
            used[index] = True
        if not matching:
            yield finding
    for entry, hit in zip(entries, used, strict=True):
        if not hit:
            yield _unused(document, entry, codes)


def _matches(entry: dict, finding: Finding) -> bool:
    return entry["code"] == finding.code and entry.get("line") in (None, finding.line)


def _unused(document: Document, entry: dict, codes: Collection[str]) -> Finding:
    code, line = str(entry["code"]), entry.get("line")
    place = f" in line {line}" if line else ""
    hint = HINT
    if code not in codes:
        near = difflib.get_close_matches(code.upper(), sorted(codes), 1)
        hint = f"did you mean {near[0]}?" if near else f"{HINT}: no finding of this code can be accepted"
    what = f"the record accepts {code}{place}, but there is nothing to accept"
    return Finding(CODE, "error", f"seeds/{document.source.file}", line, what, hint)
