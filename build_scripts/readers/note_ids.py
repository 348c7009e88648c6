"""Ids of notes, made from the labels that were printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

SIGNS = {"*": "-star", "†": "-dagger", "‡": "-ddagger"}
OTHER = re.compile(r"[^A-Za-z0-9_-]")


def note_ids(labels: Sequence[str]) -> list[str]:
    """An id for each label, in order: `fn7`, and `fn7-2` when the label 7 occurs again.

    Signs are spelt out (`*` → `fn-star`, `**` → `fn-star-star`); any other character outside
    `[A-Za-z0-9_-]` becomes a hyphen. No two ids are equal.
    """
    taken: set[str] = set()
    seen: dict[str, int] = {}
    ids: list[str] = []
    for label in labels:
        base = "fn" + "".join(SIGNS.get(sign) or OTHER.sub("-", sign) for sign in label)
        count = seen.get(base, 0) + 1
        while (name := base if count == 1 else f"{base}-{count}") in taken:
            count += 1
        seen[base] = count
        taken.add(name)
        ids.append(name)
    return ids
