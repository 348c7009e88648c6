"""Values of a record that the named lines do not state."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_scripts.checks.texts import Spot
from build_scripts.dating import find_date
from build_scripts.model import Document

#: Terms whose values are words of the document. The others are the editor's words.
_PRINTED = (
    "title",
    "alternative",
    "creator",
    "contributor",
    "publisher",
    "is_part_of",
    "volume",
    "issue",
    "number",
    "issn",
    "identifier",
    "source",
    "abstract",
)
_DATED = ("issued", "created")


def evidence(document: Document) -> Iterator[Spot]:
    """A value in the record names lines of the document as its evidence, and they do not contain it.
    Case, accents and punctuation do not count; of a date, the year at least must be there."""
    metadata = document.record.get("metadata") or {}
    for term, given in metadata.items():
        for item in given if isinstance(given, (list, tuple)) else [given]:
            if not isinstance(item, Mapping) or not item.get("evidence"):
                continue
            lines = _lines(document, item["evidence"])
            test = _holds if term in _PRINTED else _holds_date if term in _DATED else None
            if test and not test(lines, str(item["value"])):
                yield _spot(item["evidence"], term, item["value"])
    rights: Mapping[str, Any] = document.record.get("rights") or {}
    if rights.get("evidence"):
        for key in ("holder", "statement"):
            if rights.get(key) and not _holds(_lines(document, rights["evidence"]), str(rights[key])):
                yield _spot(rights["evidence"], f"rights: {key}", rights[key])


def _numbers(given: Any) -> list[int]:
    return [int(n) for n in (given if isinstance(given, (list, tuple)) else [given])]


def _spot(given: object, term: str, value: object) -> Spot:
    numbers = _numbers(given)
    where = f"line {numbers[0]} does" if len(numbers) == 1 else f"lines {', '.join(map(str, numbers))} do"
    return numbers[0], f"{where} not contain the {term} of the record: {str(value)[:80]!r}"


def _lines(document: Document, given: object) -> str:
    """The words of the lines, one behind the other, without tags."""
    lines = document.source.lines
    named = [lines[n - 1] for n in _numbers(given) if n <= len(lines)]
    text = " ".join(document.source.text[line.start : line.end] for line in named)
    return html.unescape(re.sub(r"<[^<>]*>", " ", text)) if document.source.format != "text" else text


def _folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    plain = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’ʼ`*_\\")
    return re.findall(r"[^\W_]+", plain)


def _holds(lines: str, value: str) -> bool:
    """Whether every word of the value stands in the lines. Their order is free: names are printed
    surname first, titles over several lines."""
    found: Sequence[str] = _folded(lines)
    return set(_folded(value)) <= set(found)


def _holds_date(lines: str, value: str) -> bool:
    stated = find_date(lines)
    bare = re.sub(r"[?~%]", "", value)
    if stated and (stated.startswith(bare) or bare.startswith(stated)):
        return True
    if stated and len(stated) == len(bare):
        return False  # another date of the same precision: the year alone proves nothing
    years = re.findall(r"\d{4}", bare)
    return bool(years) and all(re.search(rf"(?<!\d){year}(?!\d)", lines) for year in years)
