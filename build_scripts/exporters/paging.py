"""A long list on several pages: how they are called, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from build_scripts.exporters.page import block, text

Item = TypeVar("Item")


def cut(items: Sequence[Item], size: int) -> list[list[Item]]:
    """The items in pages of `size`; no page when there are none."""
    return [list(items[i : i + size]) for i in range(0, len(items), size)]


def name(base: str, number: int) -> str:
    """`timeline`, `timeline-2` …: path of page `number` (from 1) without suffix."""
    return base if number == 1 else f"{base}-{number}"


def pager(base: str, number: int, count: int, again: bool = False) -> str:
    """Links to all pages of a list; "" when there is only one. `base` is a path without folders; `again`
    for the second of a page, which must not have the name of the first."""
    if count < 2:
        return ""
    links = [
        f'<span aria-current="page">{i}</span>'
        if i == number
        else f'<a href="{text(name(base, i))}.html">{i}</a>'
        for i in range(1, count + 1)
    ]
    name_of = "Pages of the list, again" if again else "Pages of the list"
    return block([f'<nav class="pager" aria-label="{name_of}"><span>Page</span>', *links, "</nav>"])
