"""The box that filters a list or table: shown only where the script `js/filter.js` runs."""

from __future__ import annotations

from build_scripts.exporters.page import text


def filter_box(list_id: str, label: str) -> str:
    """A box for the element `list_id`: its items are `li` (not those inside another item) and rows of
    `tbody`; further words of an item stand in its `data-words`. A part of it that bears `data-group`
    is hidden when nothing in it is left."""
    name, box = text(list_id), text(f"{list_id}-filter")
    return (
        f'<p class="filter" data-filter="{name}" hidden=""><label for="{box}">{text(label)}</label> '
        f'<input type="search" id="{box}" autocomplete="off" spellcheck="false"> '
        '<output aria-live="polite"></output></p>'
    )
