"""Front matter of a Markdown file: the block of YAML between two lines `---` at its very top."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from build_scripts.source import Line, Source, Statement

RULE = "reader-markdown"
TERMS = {
    "title": "title",
    "author": "creator",
    "authors": "creator",
    "creator": "creator",
    "date": "issued",
    "issued": "issued",
    "language": "language",
    "lang": "language",
    "abstract": "abstract",
    "tags": "subject",
    "keywords": "subject",
    "publisher": "publisher",
    "source": "source",
    "url": "source",
    **dict.fromkeys(
        ("series", "journal", "container", "container-title", "is_part_of", "publication"), "is_part_of"
    ),
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "issn": "issn",
    "doi": "identifier",
}
REPEATABLE = ("creator", "subject", "issn")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{1,2}:.*)?")
#: A line that YAML might begin with: a key, an item of a list, a comment, or something indented.
YAML_LINE = re.compile(r"[\w\"'][^:]{0,80}:(?:\s|$)|-\s|#|\s+\S|[\[\]{}]")
MERGE_KEY = re.compile(r"<<[\"']?\s*:")
#: Longer blocks are set aside unread.
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Front:
    """The block with its fences, and what it states."""

    start: int
    end: int
    lines: int
    """How many lines of the seed it takes."""
    statements: tuple[Statement, ...]


def read_front(source: Source) -> Front | None:
    """The front matter, or None. A block that is not valid YAML is front matter without statements;
    a rule with prose behind it is none."""
    lines = source.lines
    if not lines or _content(source, lines[0]) != "---":
        return None
    close = next((i for i, line in enumerate(lines[1:], 1) if _content(source, line) in ("---", "...")), None)
    if close is None:
        return None
    body = source.text[lines[1].start : lines[close].start] if close > 1 else ""
    values = _load(body)
    inner = lines[1:close]
    if values is None:
        written = [line for line in inner if _content(source, line)]
        likely = sum(bool(YAML_LINE.match(source.text[line.start : line.end])) for line in written)
        if not written or likely * 10 < len(written) * 7:
            return None
        values = {}
    return Front(lines[0].start, lines[close].end, close + 1, tuple(_statements(source, inner, values)))


def _content(source: Source, line: Line) -> str:
    return source.text[line.start : line.end].rstrip()


def _load(body: str) -> dict[object, object] | None:
    """The mapping in a block of YAML; None when it is not one. Only plain data is made of it."""
    if not body.strip():
        return {}
    if len(body) > LARGEST:
        return {}
    if MERGE_KEY.search(body):
        # Merged mappings can grow without bound out of a few lines; front matter has no use for them.
        return {}
    try:
        # The handler loads with the safe loader: a tag that would make an object is an error.
        loaded = YAMLHandler().load(re.sub(r"\r\n?", "\n", body))
    except Exception:
        return None
    return loaded if isinstance(loaded, dict) else None


def _statements(source: Source, lines: tuple[Line, ...], values: dict[object, object]) -> Iterator[Statement]:
    stated: set[str] = set()
    for key, value in values.items():
        name = str(key).strip().lower() if isinstance(key, str) else ""
        term = TERMS.get(name)
        if term is None or (term in stated and term not in REPEATABLE):
            continue
        line = _line_of(source, lines, str(key))
        evidence = source.text[line.start : line.end].strip()[:300] if line else ""
        for item in _values(value, term):
            stated.add(term)
            yield Statement(term, item, line.number if line else None, RULE, evidence)


def _line_of(source: Source, lines: tuple[Line, ...], key: str) -> Line | None:
    pattern = re.compile(rf"""["']?{re.escape(key)}["']?\s*:""")
    return next((line for line in lines if pattern.match(source.text, line.start, line.end)), None)


def _values(value: object, term: str) -> Iterator[str]:
    """Plain strings in a value: itself, or the items of a list, or the `name` of a mapping."""
    if isinstance(value, list):
        items = value[:100] if term in REPEATABLE or term == "language" else value[:1]
    elif isinstance(value, str) and term == "subject":
        items = list(value.split(","))
    else:
        items = [value]
    seen: set[str] = set()
    for item in items:
        if isinstance(item, dict):
            item = item.get("name")
        text = date_of(item) if term == "issued" else _plain(item)
        if term == "identifier" and text:
            text = "doi:" + re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text)
        elif term == "language":
            text = (
                re.split("[-_]", text)[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", text) else ""
            )
        if text and text not in seen:
            seen.add(text)
            yield text


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, datetime.date)):
        return ""
    try:
        return " ".join(str(value).split())[:2000]
    except ValueError:  # a number with more digits than Python will write out
        return ""


def date_of(value: object) -> str:
    """A plain date (`2014`, `2014-10`, `2014-10-05`, with or without a time) as EDTF; else ""."""
    match = DATE.fullmatch(_plain(value))
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)
