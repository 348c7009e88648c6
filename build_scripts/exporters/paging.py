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
    """Links to all pages of a list; "" when there is only one. `base` is a path without folders."""
    return links([f"{name(base, i)}.html" for i in range(1, count + 1)], number, again)


def links(
    addresses: Sequence[str], number: int, again: bool = False, of: str = "list", words: Sequence[str] = ()
) -> str:
    """The pages at `addresses`, of which `number` (from 1) is the present one; "" when there is only one.
    `words` are shown instead of numbers; `again` for the second pager of a page, which must not have the
    name of the first."""
    if len(addresses) < 2:
        return ""
    shown = [
        f'<span aria-current="page">{text(label)}</span>'
        if i == number
        else f'<a href="{text(address)}">{text(label)}</a>'
        for i, (address, label) in enumerate(
            zip(addresses, words or range(1, len(addresses) + 1), strict=True), 1
        )
    ]
    label = f"Pages of the {of}, again" if again else f"Pages of the {of}"
    word = "Lines" if words else "Page"
    return block([f'<nav class="pager" aria-label="{label}"><span>{word}</span>', *shown, "</nav>"])
