"""Notes of a web page: markers and notes are found by the links between them.

Known shapes: `<sup><a href="#x">1</a></sup>`, `role=doc-noteref` and `epub:type`, Wikipedia
(`cite_note`), Pandoc, WordPress, Word (`_ftn1`), and lists of notes that no marker leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_scripts.readers.html_lists import item_number
from build_scripts.readers.html_loose_notes import loose_notes
from build_scripts.readers.html_nesting import HEADINGS
from build_scripts.readers.html_note_links import SUPERSCRIPT, TARGET, Note, NoteLinks, Notes
from build_scripts.readers.html_note_signs import (
    brackets_around,
    label_atoms,
    marker_atoms,
    says_something,
    text_without,
)
from build_scripts.readers.html_tokens import name_set
from build_scripts.readers.html_tree import Node, Tree

SECTION = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|rearnotes|doc-endnotes|doc-footnotes|reflist|notelist)(?:$|[\s_-])"
)
SINGLE = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
WIDE = name_set("html body article main section x-file table tbody")


def find_notes(tree: Tree) -> Notes:
    """Pair the markers and notes of a page."""
    finder = NoteLinks(tree)
    places: dict[tuple[int, int], Note] = {}
    leads: list[tuple[Node, tuple[int, int]]] = []
    found = list(finder.markers())
    starts = {target.first for _, target in found}
    for link, target in found:
        note = _place(tree, target, starts, link)
        if note is None or note.first <= link.first < note.last:
            continue
        note.label = finder.labels[link.index]
        places.setdefault((note.first, note.last), note)
        leads.append((link, (note.first, note.last)))
    for note in _unmarked(tree, list(places.values()), finder):
        places.setdefault((note.first, note.last), note)
    for note, raised in loose_notes(
        tree,
        {i for n in places.values() for i in range(n.first, n.last)}
        | {i for link, _ in leads for i in range(max(0, link.first - 2), link.last + 1)},
    ):
        places.setdefault((note.first, note.last), note)
        leads += [(node, (note.first, note.last)) for node in raised]
    result = Notes(_apart(tree, places.values()))
    marked = {
        index for node in (tree.nodes[i] for i in finder.backs) for index in range(node.first, node.last + 1)
    }
    kept: list[Note] = []
    for note in result.notes:
        atoms = label_atoms(tree, note, marked)
        if says_something(tree, note, atoms):
            kept.append(note)
            result.atoms |= atoms
    result.notes = kept
    brackets: dict[int, set[int]] = {}
    order = {(note.first, note.last): place for place, note in enumerate(kept)}
    for link, key in leads:
        if key in order:
            result.atoms |= marker_atoms(tree, link, order[key])
            for index, at in brackets_around(tree, link):
                brackets.setdefault(index, set()).add(at)
    for index, signs in brackets.items():
        if index not in result.atoms:
            result.atoms[index] = text_without(tree, index, signs)
    return result


def _place(tree: Tree, target: Node, starts: set[int], link: Node) -> Note | None:
    """Where the note at an anchor begins and ends."""
    block = tree.block(target)
    if block.name == "tr" or block.name in ("td", "th"):
        block = next((n for n in (block, *tree.ancestors(block)) if n.name == "tr"), block)
    if block.name == "dt":
        return Note(block.first, _end_of_definition(tree, block), "", tree.nodes[block.parent].index)
    if block.name in WIDE and block is not target or (block.first <= link.first <= block.last):
        return _behind(tree, target, link)
    inside = sorted(s for s in starts if block.first <= s <= block.last)
    if len(inside) > 1:
        # Several notes in one block, each with its own anchor.
        later = [s for s in inside if s > target.first]
        first = block.first if target.first == inside[0] else target.first
        return Note(first, later[0] if later else block.last + 1, "", block.index)
    while block.parent > 0:
        outer = tree.nodes[block.parent]
        alone = sum(outer.first <= s <= outer.last for s in starts) == 1
        fits = outer.name in ("li", "dd", "tr") or (
            outer.name in ("div", "aside") and TARGET.fullmatch(outer.get("id") or "-")
        )
        if not alone or not fits or outer.first <= link.first <= outer.last:
            break
        block = outer
    return Note(block.first, block.last + 1, "", block.index)


def _end_of_definition(tree: Tree, term: Node) -> int:
    end = term.last + 1
    for index in tree.children[term.parent]:
        node = tree.nodes[index]
        if node.first <= term.first:
            continue
        if node.name != "dd":
            break
        end = node.last + 1
    return end


def _behind(tree: Tree, target: Node, link: Node) -> Note | None:
    """The block that follows an anchor which stands between blocks."""
    for index in range(target.first, min(target.last + 60, len(tree.tokens))):
        if tree.lengths[index + 1] == tree.lengths[index]:
            continue
        block = tree.block(tree.nodes[tree.home[index]])
        if block.name in WIDE or block.name in HEADINGS or block.first <= link.first <= block.last:
            return None
        return Note(block.first, block.last + 1, "", block.index)
    return None


def _unmarked(tree: Tree, marked: list[Note], finder: NoteLinks) -> Iterator[Note]:
    """Notes that no marker leads to: in a list of notes, or named as notes by the page."""
    holders = {note.node for note in marked}
    parents = {tree.nodes[index].parent for index in holders if tree.nodes[index].name in ("li", "p", "div")}
    for node in tree.nodes:
        if node.index in holders or not tree.length(node):
            continue
        if SINGLE & set(f"{node.get('role')} {node.get('epub:type')}".lower().split()) and node.name != "a":
            yield Note(node.first, node.last + 1, _printed_label(tree, node), node.index)
        elif node.name == "li":
            outer = tree.nodes[node.parent]
            around = [outer, *list(tree.ancestors(outer))[:2]]
            listed = any(SECTION.search(finder.words(a)) for a in around) or (
                outer.index in parents and outer.name == "ol"
            )
            if (
                listed
                and outer.name in ("ol", "ul")
                and sum(a.name == "li" for a in tree.ancestors(node)) == 0
            ):
                yield Note(node.first, node.last + 1, _printed_label(tree, node), node.index)


def _printed_label(tree: Tree, node: Node) -> str:
    """The number of a note that no marker leads to."""
    head = re.match(
        r"[\[(]?(\d{1,4}|[*†‡§]{1,4})[\])]?[.:)]?(?:\s|$)", tree.words(node, 40).translate(SUPERSCRIPT)
    )
    if head and (head.group().strip() != head.group(1) or tree.nodes[node.parent].name != "ol"):
        return head.group(1)
    number = item_number(tree, node)
    return str(number) if number is not None else head.group(1) if head else "*"


def _apart(tree: Tree, notes: Iterable[Note]) -> list[Note]:
    """Notes in order, without those that lie inside another."""
    kept: list[Note] = []
    for note in sorted(notes, key=lambda n: (n.first, -n.last)):
        if not kept or note.first >= kept[-1].last:
            kept.append(note)
    return kept
