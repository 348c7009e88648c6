"""Notes of old web pages, where nothing links a raised number to the note of that number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.readers.html_lists import item_number
from build_scripts.readers.html_nesting import BLOCKS
from build_scripts.readers.html_note_links import EDGES, SUPERSCRIPT, Note
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.readers.note_pairs import SIGN, Place, exponent, pair_notes

LABEL = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3})\]|\((?P<paren>\d{1,3})\)|(?P<dot>\d{1,3})[.)]|(?P<sign>[*†‡§]{1,4}))(?:\s|$)"
)


def loose_notes(tree: Tree, taken: set[int]) -> list[tuple[Note, list[Node]]]:
    """Notes with the `<sup>` elements that lead to them. Tokens in `taken` belong to notes already."""
    begins = set(_line_starts(tree))
    raised = [
        (n, label)
        for n in tree.nodes
        if n.name == "sup" and (label := _sign(tree, n)) and n.first not in taken
    ]
    firsts = {n.index: _first_word(tree, n) for n, _ in raised}
    markers = [
        (n, Place(label, n.first))
        for n, label in raised
        if firsts[n.index] not in begins and not exponent(label, _before(tree, n.first))
    ]
    if not markers:
        return []
    labels = list(_labels(tree, begins, taken))
    pairs = pair_notes(labels, [place for _, place in markers])
    result: list[tuple[Note, list[Node]]] = []
    for number, pair in enumerate(pairs):
        begun = labels[pair.note]
        following = labels[pairs[number + 1].note].position if number + 1 < len(pairs) else len(tree.tokens)
        last = min(following, _end(tree, begun.position, begins, following))
        home = tree.block(tree.nodes[tree.home[begun.position]])
        result.append(
            (Note(begun.position, last, begun.label, home.index), [markers[i][0] for i in pair.markers])
        )
    return result


def _sign(tree: Tree, node: Node) -> str:
    words = tree.words(node, 12).strip(EDGES).translate(SUPERSCRIPT)
    return words if SIGN.fullmatch(words) else ""


def _first_word(tree: Tree, node: Node) -> int:
    return next(
        (i for i in range(node.first, node.last + 1) if tree.lengths[i + 1] > tree.lengths[i]), node.first
    )


def _before(tree: Tree, index: int) -> str:
    """Some words before a token."""
    return tree.words_between(max(0, index - 6), index, 400)


def _line_starts(tree: Tree) -> Iterator[int]:
    """Tokens with the first words of a block, or behind a line break."""
    fresh = True
    for index, token in enumerate(tree.tokens):
        if token.kind in ("text", "ref"):
            if tree.lengths[index + 1] > tree.lengths[index]:
                if fresh:
                    yield index
                fresh = False
        elif token.name in BLOCKS or token.name in ("br", "hr"):
            fresh = True


def _labels(tree: Tree, begins: set[int], taken: set[int]) -> Iterator[Place]:
    for index in sorted(begins - taken):
        token, home = tree.tokens[index], tree.nodes[tree.home[index]]
        around = [home, *([tree.nodes[home.parent]] if home.parent > 0 else [])]
        raised = next((node for node in around if node.name == "sup"), None)
        if raised is not None:
            if label := _sign(tree, raised):
                yield Place(label, index, "sup")
            continue
        if token.kind == "text" and (match := LABEL.match(tree.text, token.start, token.end)):
            style = match.lastgroup or ""
            yield Place(match.group(style), index, style)
            continue
        block = tree.block(home)
        item = block if block.name == "li" else tree.nodes[block.parent] if block.parent > 0 else block
        number = item_number(tree, item)
        if number is not None and _first_word(tree, item) == index:
            yield Place(str(number), index, "item")


def _end(tree: Tree, first: int, begins: set[int], limit: int) -> int:
    """Where a note ends that another does not end: with its block or line, or where a rule stands."""
    home = tree.block(tree.nodes[tree.home[first]])
    if limit < len(tree.tokens) and limit <= home.last:
        rule = (i for i in range(first, limit) if tree.tokens[i].name in ("hr", "table"))
        return next(rule, limit)
    return next((i for i in range(first + 1, home.last + 1) if i in begins), home.last + 1)
