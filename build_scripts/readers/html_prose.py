"""Where the prose of a web page is."""

from __future__ import annotations

from itertools import accumulate

from build_scripts.readers.html_nesting import BLOCKS, HEADINGS
from build_scripts.readers.html_tokens import name_set
from build_scripts.readers.html_tree import Node, Tree

CONTAINERS = name_set("x-file html body div section center table tbody tr td form main article")
#: A block with less text, in characters, is not counted as prose.
LEAST_PROSE = 25
#: A block with more text than this is prose beyond doubt.
SURE_PROSE = 140


class Prose:
    """How much prose each element holds, in characters."""

    def __init__(self, tree: Tree, fates: dict[int, tuple[str, str]]) -> None:
        self.tree = tree
        size = len(tree.nodes)
        barred, linked, block = [False] * size, [False] * size, [0] * size
        for node in tree.nodes:
            up = node.parent
            # Classes may be misleading; here only what is interface by its tag is left out.
            own = node.index in fates and not (node.name in CONTAINERS and node.name != "form")
            barred[node.index] = own and node.name != "form" or (up >= 0 and barred[up])
            linked[node.index] = node.name == "a" and node.has("href") or (up >= 0 and linked[up])
            block[node.index] = node.index if node.name in BLOCKS or up < 0 else block[up]
        own_text = [0] * size
        lengths = [0] * len(tree.tokens)
        for index, _ in enumerate(tree.tokens):
            home = tree.home[index]
            length = tree.lengths[index + 1] - tree.lengths[index]
            if (
                length
                and not barred[home]
                and not linked[home]
                and tree.nodes[block[home]].name not in HEADINGS
            ):
                lengths[index] = length
                own_text[block[home]] += length
        self.linked = [
            0,
            *accumulate(
                tree.lengths[i + 1] - tree.lengths[i] if linked[home] else 0
                for i, home in enumerate(tree.home)
            ),
        ]
        self.sums = [0]
        for index, length in enumerate(lengths):
            counts = length and own_text[block[tree.home[index]]] >= LEAST_PROSE
            self.sums.append(self.sums[-1] + (length if counts else 0))
        self.longest = own_text[:]
        for node in reversed(tree.nodes):
            if node.parent >= 0:
                self.longest[node.parent] = max(self.longest[node.parent], self.longest[node.index])

    def of(self, node: Node) -> int:
        return self.sums[node.last + 1] - self.sums[node.first]

    def all_links(self, node: Node) -> bool:
        """Whether all of an element's text is links."""
        return self.linked[node.last + 1] - self.linked[node.first] >= self.tree.length(node)

    def links(self, node: Node) -> bool:
        """Whether at least half of an element's text is links."""
        return (self.linked[node.last + 1] - self.linked[node.first]) * 2 >= self.tree.length(node)

    def weak(self, node: Node) -> bool:
        """Whether an element holds no paragraph worth the name."""
        total = self.tree.length(node)
        return self.longest[node.index] < SURE_PROSE or self.of(node) * 2 < total


def main_element(tree: Tree, prose: Prose) -> Node:
    """The element that holds the main text."""
    whole = tree.nodes[0]
    total = prose.of(whole)
    marked = [
        n for n in tree.nodes if n.name in ("article", "main") or n.get("role").lower() in ("main", "article")
    ]
    large = [n for n in marked if total and prose.of(n) * 2 >= total]
    if large:
        most = max(prose.of(node) for node in large)
        return max((n for n in large if prose.of(n) * 10 >= most * 9), key=lambda n: n.depth)
    node = next((n for n in tree.nodes if n.name == "body"), whole)
    if not total:
        return node
    while True:
        children = [tree.nodes[i] for i in tree.children[node.index]]
        best = max(children, key=lambda n: (prose.of(n), -n.index), default=None)
        if best is None or best.name not in CONTAINERS or prose.of(best) * 10 < prose.of(node) * 7:
            return node
        others = [child for child in children if child is not best]
        own = prose.of(node) - sum(prose.of(child) for child in children)
        if own >= SURE_PROSE or not all(prose.weak(child) for child in others):
            return node
        if any(child.name in HEADINGS[1:] or child.name == "p" for child in others):
            return node
        node = best
