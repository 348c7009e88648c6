"""Links inside a page: where they lead in the edition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from build_scripts.readers.html_note_links import Notes
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.source import Source, Style, Unit


def inner_links(
    source: Source,
    tree: Tree,
    notes: Notes,
    ids: Sequence[str],
    units: Sequence[Unit],
    styles: Sequence[Style],
) -> list[Style]:
    """Addresses inside the page lead to the anchor of the block there: its line, or its note."""
    targets: dict[str, Node] = {}
    for node in tree.nodes:
        for key in (node.get("id"), node.get("name") if node.name == "a" else ""):
            if key:
                targets.setdefault(key, node)
    ends = [unit.end for unit in units]
    firsts = [note.first for note in notes.notes]
    result: list[Style] = []
    for style in styles:
        if not style.href or not style.href.startswith("#"):
            result.append(style)
            continue
        target = targets.get(style.href[1:])
        href: str | None = None
        if target is not None:
            place = bisect_right(firsts, target.first) - 1
            index = bisect_right(ends, tree.span(target)[0])
            if place >= 0 and target.first < notes.notes[place].last:
                href = f"#{ids[place]}"
            elif index < len(ends):
                href = f"#l{source.line_at(units[index].start)}"
        result.append(Style(style.span, style.name, href))
    return result
