"""Proposals as YAML to be pasted into data files: every value in double quotes, every remark a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.knowledge import Quote

Value = str | list[Mapping[str, str]]


def scalar(text: str) -> str:
    """A double-quoted YAML scalar on one line; what cannot be seen stands as an escape."""
    return '"' + "".join(_escaped(ch) for ch in text) + '"'


def _escaped(ch: str) -> str:
    if ch in '"\\':
        return "\\" + ch
    if ch.isprintable():
        return ch
    code = ord(ch)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def comment(text: str, depth: int = 0) -> str:
    """A comment on one line."""
    plain = " ".join(text.split())
    return " " * depth + "# " + "".join(ch if ch.isprintable() else _escaped(ch) for ch in plain)


def entry(values: Mapping[str, Value]) -> Iterator[str]:
    """The lines of one entry of a list; values are strings or lists of flat mappings."""
    opening = "- "
    for key, value in values.items():
        if isinstance(value, str):
            yield f"{opening}{key}: {scalar(value)}"
        elif value:
            yield f"{opening}{key}:"
            for row in value:
                for number, (name, item) in enumerate(row.items()):
                    yield f"    {'  ' if number else '- '}{name}: {scalar(item)}"
        else:
            continue
        opening = "  "


def selector(quote: Quote) -> dict[str, str]:
    """The rows of a quotation, without empty ones."""
    rows = {"document": quote.document, "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return {key: value for key, value in rows.items() if value}
