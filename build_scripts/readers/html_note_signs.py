"""Labels, markers and their brackets in a web page: what becomes of their characters."""

from __future__ import annotations

import re

from build_scripts.readers.html_note_links import ARROWS, BACK_WORDS, EDGES, SUPERSCRIPT, Note
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.readers.weave import Atom


def label_atoms(tree: Tree, note: Note, back: set[int]) -> dict[int, list[Atom]]:
    """The label at the head of a note, and the links that lead back from it."""
    atoms: dict[int, list[Atom]] = {}
    at_head, labelled, opened = True, False, False
    automatic = tree.nodes[note.node].name == "li" and tree.nodes[tree.nodes[note.node].parent].name == "ol"
    for index in range(note.first, note.last):
        token = tree.tokens[index]
        if token.kind not in ("text", "ref") or tree.lengths[index + 1] == tree.lengths[index]:
            continue
        words = tree.text[token.start : token.end] if token.kind == "text" else token.name
        chain = _chain(tree, index, note)
        if index in back or any(BACK_WORDS.search(node.words) for node in chain):
            same = words.strip(EDGES).translate(SUPERSCRIPT) == note.label
            kind = "label" if same and at_head and not labelled else "mark"
            labelled = labelled or kind == "label"
            atoms[index] = [
                Atom(kind, token.start, token.end, note.label if kind == "label" else "", "link back")
            ]
            continue
        if not at_head:
            continue
        if ARROWS.fullmatch(words) or (not labelled and words.strip() in ("[", "(")):
            opened = words.strip() in ("[", "(")
            atoms[index] = [Atom("mark", token.start, token.end, reason="sign of the note")]
            continue
        at_head = False
        start = _leading(words)
        if labelled:
            end = re.match(r"\s*[\])]?[.:]?(?=\s|$)", words)
            size = end.end() if end else 0
            if size > start:
                atoms[index] = _cut(
                    token.start, token.end, start, size, Atom("mark", 0, 0, reason="sign of the note")
                )
        elif size := _label_size(
            words, note.label, automatic and not opened and not any(n.name == "sup" for n in chain)
        ):
            atoms[index] = _cut(
                token.start, token.end, start, size, Atom("label", 0, 0, note.label, "label of the note")
            )
            at_head, labelled = words[size:].strip() == "", True
    return atoms


def _chain(tree: Tree, index: int, note: Note) -> list[Node]:
    """The elements around a token, inside the note."""
    node = tree.nodes[tree.home[index]]
    chain: list[Node] = []
    while node.index > 0 and node.first >= note.first and len(chain) < 12:
        chain.append(node)
        node = tree.nodes[node.parent]
    return chain


def _leading(words: str) -> int:
    return len(words) - len(words.lstrip())


def _label_size(words: str, label: str, automatic: bool) -> int:
    """How many characters of `words` are the label with its brackets; 0 when it is not there."""
    written = words.translate(SUPERSCRIPT)
    match = re.match(rf"\s*([\[(]?)\s*{re.escape(label)}\s*([\])]?\s*[.:)]?)(?=\s|$)", written, re.IGNORECASE)
    if not match:
        match = re.match(rf"\s*([\[(])\s*{re.escape(label)}\s*([\])])", written, re.IGNORECASE)
    if not match and written != words:
        match = re.match(rf"\s*(){re.escape(label)}()(?!\d)", written)
    if not match or (automatic and label.isdigit() and not match.group(1) and not match.group(2)):
        return 0
    return match.end()


def _cut(start: int, end: int, first: int, last: int, atom: Atom) -> list[Atom]:
    cut = [atom._replace(start=start + first, end=start + last)]
    return cut + ([Atom("text", start + last, end)] if start + last < end else [])


def says_something(tree: Tree, note: Note, atoms: dict[int, list[Atom]]) -> bool:
    for index in range(note.first, note.last):
        token = tree.tokens[index]
        if token.kind in ("text", "ref") and tree.lengths[index + 1] > tree.lengths[index]:
            parts = atoms.get(index, [Atom("text", token.start, token.end)])
            if any(a.kind == "text" and tree.text[a.start : a.end].strip() for a in parts):
                return True
    return False


def marker_atoms(tree: Tree, link: Node, place: int) -> dict[int, list[Atom]]:
    """A marker: its sign leads to the note, its brackets are signs of the format."""
    outer = link
    while outer.parent > 0 and tree.nodes[outer.parent].name in ("sup", "span"):
        around = tree.nodes[outer.parent]
        if (
            sum(
                n.name == "a"
                for n in map(tree.nodes.__getitem__, tree.starts_between(around.first, around.last))
            )
            > 1
        ):
            break
        if len(tree.words(around, 60).strip(EDGES)) > len(tree.words(link, 60).strip(EDGES)):
            break
        outer = around
    atoms: dict[int, list[Atom]] = {}
    done = False
    last = max((i for i in range(outer.first, outer.last + 1) if _shows_sign(tree, i)), default=-1)
    spelt = len(tree.words(link, 60).split()) > 1
    for index in range(outer.first, outer.last + 1):
        token = tree.tokens[index]
        if token.kind not in ("text", "ref") or tree.lengths[index + 1] == tree.lengths[index]:
            continue
        words = tree.text[token.start : token.end]
        core = words.strip(EDGES) if token.kind == "text" else words if token.name.strip(EDGES) else ""
        # Of «Footnote 1», where the first word is there for those who cannot see, 1 is the marker.
        if not core or done or (spelt and index < last):
            atoms[index] = [Atom("mark", token.start, token.end, reason="sign of the marker")]
            continue
        done = True
        at = token.start + words.index(core)
        parts = [(token.start, at, "mark"), (at, at + len(core), "ref"), (at + len(core), token.end, "mark")]
        atoms[index] = [
            Atom(
                kind,
                a,
                b,
                str(place) if kind == "ref" else "",
                "note marker" if kind == "ref" else "sign of the marker",
            )
            for a, b, kind in parts
            if tree.text[a:b].strip()
        ]
    return atoms


def _shows_sign(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    words = tree.text[token.start : token.end] if token.kind == "text" else ""
    return any(char.isalnum() for char in words)


def brackets_around(tree: Tree, link: Node) -> list[tuple[int, int]]:
    """Brackets that stand around a marker, in the text beside it: (token, position)."""
    filled = [
        i
        for i in (*range(link.first - 1, max(-1, link.first - 6), -1),)
        if tree.lengths[i + 1] > tree.lengths[i]
    ]
    after = [
        i
        for i in range(link.last + 1, min(len(tree.tokens), link.last + 6))
        if tree.lengths[i + 1] > tree.lengths[i]
    ]
    if (
        not filled
        or not after
        or tree.tokens[filled[0]].kind != "text"
        or tree.tokens[after[0]].kind != "text"
    ):
        return []
    left, right = tree.tokens[filled[0]], tree.tokens[after[0]]
    pair = tree.text[left.end - 1] + tree.text[right.start]
    return [(filled[0], left.end - 1), (after[0], right.start)] if pair in ("[]", "()") else []


def text_without(tree: Tree, index: int, places: set[int]) -> list[Atom]:
    """A token of text from which some signs are taken out."""
    atoms: list[Atom] = []
    position = tree.tokens[index].start
    for at in sorted(places):
        if position < at:
            atoms.append(Atom("text", position, at))
        atoms.append(Atom("mark", at, at + 1, reason="sign of the marker"))
        position = at + 1
    if position < tree.tokens[index].end:
        atoms.append(Atom("text", position, tree.tokens[index].end))
    return atoms
