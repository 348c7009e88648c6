"""Sections of a web page that only lead elsewhere: «Related», «More on this story», «Tags»."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from build_scripts.readers.html_nesting import BLOCKS, HEADINGS
from build_scripts.readers.html_prose import Prose
from build_scripts.readers.html_title import covered
from build_scripts.readers.html_tree import Node, Tree

ELSEWHERE = re.compile(
    r"(?:related|recommended|suggested|popular|trending|latest|recent(?: posts)?|most (?:read|viewed|popular)|more (?:on|from|like|in|stor)|"
    r"read (?:more|next|also)|also read|you (?:may|might)|what to read|up next|editors?['’] picks?|top stories|"
    r"share (?:this|on)|follow us|tags?$|topics?$|filed under|explore more|keep reading|don['’]t miss|"
    r"mehr zum thema|verwandte|auch interessant|das könnte|lesen sie auch|meistgelesen|schlagw|"
    r"à lire aussi|lire aussi|sur le même sujet|articles? (?:liés|connexes)|les plus lus|"
    r"te puede|más (?:leídas|sobre|en)|noticias relacionadas|artículos relacionados|lea también|"
    r"leggi anche|articoli correlati|читайте также|по теме|похожие|другие материалы|самое читаемое|"
    r"ilgili|benzer|ayrıca oku|oxşar|həmçinin oxu|digər xəbərlər)",
    re.IGNORECASE,
)
#: The longest such section, in characters.
LONGEST = 3000


def link_sections(
    tree: Tree, prose: Prose, root: Node, title: int | None, fates: dict[int, tuple[str, str]]
) -> Iterator[int]:
    """The elements of sections whose heading announces other pages and that are mostly links, and
    headings under which nothing is left because all of it is interface."""
    gone = covered(tree, fates)
    for head in tree.named(*HEADINGS):
        if gone[head.index] or head.index == title or not tree.inside(head, root) or not tree.length(head):
            continue
        below = list(_below(tree, head))
        if _all_interface(tree, below, fates):
            yield head.index
        elif ELSEWHERE.match(tree.words(head, 80)) and tree.length(head) <= 60:
            left = [node for node in below if not gone[node.index] and tree.length(node)]
            if left and all(prose.links(node) and tree.length(node) <= LONGEST for node in left):
                yield head.index
                yield from (node.index for node in left)


def _below(tree: Tree, head: Node) -> Iterator[Node]:
    """The elements behind a heading up to the next heading or the end of the element around it. A
    heading alone in its element speaks for what follows that element."""
    node = head
    while node.parent > 0 and tree.length(tree.nodes[node.parent]) == tree.length(node):
        if tree.nodes[node.parent].name not in ("div", "header", "span"):
            break
        node = tree.nodes[node.parent]
    beside = tree.children[node.parent]
    for place in range(bisect_right(beside, node.index), len(beside)):
        other = tree.nodes[beside[place]]
        inner = (tree.nodes[i].name for i in tree.starts_between(other.first, other.last))
        if any(name in HEADINGS and name <= head.name for name in inner):
            return
        yield other


def _all_interface(tree: Tree, below: list[Node], fates: dict[int, tuple[str, str]]) -> bool:
    """Whether everything under a heading with words in it is set aside as interface."""
    filled = [node for node in below if tree.length(node) and fates.get(node.index, ("",))[0] != "script"]
    blocks = [node for node in filled if node.name in BLOCKS]
    return bool(blocks) and all(fates.get(node.index, ("",))[0] == "interface" for node in filled)
