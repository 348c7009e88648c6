"""The fonts of the site inside a style sheet, so that a page needs no other file: only the subsets whose
characters occur."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_RULES = _PACKAGE / "browser" / "css" / "fonts.css"
_FILES = _PACKAGE / "theme" / "assets"
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r'url\("([^"]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")


def faces(characters: Iterable[str]) -> Iterator[str]:
    """The `@font-face` rules that these characters need, with the font in each. A subset that comes twice,
    whole and as an extract, is taken once: the first one that has the characters."""
    if not _RULES.is_file():
        return
    missing: dict[str, set[int]] = {}
    points = {ord(ch) for ch in characters if ch > " "}
    for rule in _FACE.findall(_RULES.read_text("utf-8")):
        file = _URL.search(rule)
        if not file or not (_FILES / file[1]).is_file():
            continue
        face = " ".join(re.findall(r"font-(?:style|weight): ([^;]+);", rule))
        left = missing.setdefault(face, set(points))
        found = {p for p in left if any(low <= p <= high for low, high in _ranges(rule))}
        if found:
            left -= found
            data = base64.b64encode((_FILES / file[1]).read_bytes()).decode("ascii")
            yield rule.replace(file[0], f"url(data:font/woff2;base64,{data})")


def _ranges(rule: str) -> list[tuple[int, int]]:
    _, _, told = rule.partition("unicode-range:")
    return [(int(m[1], 16), int(m[2] or m[1], 16)) for m in _RANGE.finditer(told)] or [(0, 0x10FFFF)]
