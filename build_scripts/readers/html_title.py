"""The title of a web page, and which elements name its author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.readers.html_nesting import HEADINGS
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.vocabulary import part_of

TITLED = frozenset((*HEADINGS[:3], "font", "b", "strong", "big", "center", "p", "div", "span", "i", "em"))
TITLE = re.compile(r"(?:^|\s)(?:msotitle|title|headline|(?:entry|post|article|page|story)-?title)(?:\s|$)")
STRONG_TITLE = re.compile(r"(?:^|[\s_-])(?:headline|(?:entry|post|article|story)-?title)(?:$|[\s_-])")
STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?head(?:line|ing)|standfirst|dek|strapline)(?:$|[\s_-])"
)
BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|author-?name|post-author|dc-creator|contributors?)(?:$|[\s_-])"
)


#: Signs with which a heading offers the address of itself.
PERMALINK = re.compile(r"[\s#¶§🔗⚓∞\ufe0e\ufe0f\u200b]+")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words_of(tree: Tree, node: Node) -> str:
    return re.sub(r"\s*[#¶🔗]+$", "", _plain(tree.words(node)))


def title_element(
    tree: Tree, titles: Sequence[str], root: Node, fates: dict[int, tuple[str, str]]
) -> int | None:
    """The element that is the title of the text."""
    gone = covered(tree, fates)
    shown = [
        n
        for n in tree.nodes
        if n.name in TITLED and not gone[n.index] and n.first <= root.last and 0 < tree.length(n) <= 400
    ]
    heads = [n for n in shown if n.name in HEADINGS[:3]]
    named = [n for n in shown if n.name in ("p", "div", "span") and TITLE.search(n.words)]
    texts = {n.index: _words_of(tree, n) for n in (*heads, *named)}
    wanted = [_plain(title) for title in titles if title.strip()]
    for want in wanted:
        for node in (*heads, *named):
            if texts[node.index] == want:
                return node.index
    # «Abstract» heads a part of the text.
    first = [n for n in heads if n.name == "h1" and not part_of(texts[n.index])]
    for node in first:
        if any(len(want) > 3 and texts[node.index].startswith(f"{want} ") for want in wanted):
            return node.index
    # Part of what the page gives as its title, which may name the site as well.
    marked = [n for n in (*heads, *named) if STRONG_TITLE.search(n.words)]
    for node in (*marked, *first, *heads):
        if len(texts[node.index]) > 7 and any(texts[node.index] in want for want in wanted):
            return node.index
    for node in named:
        if "msotitle" in node.words or not first or node.first < first[0].first:
            return node.index
    within = [n for n in first if tree.inside(n, root)]
    before = [n for n in first if n.first < root.first]
    parts = [n for n in heads if n.name == "h1" and tree.inside(n, root) and n not in within]
    if parts and within and parts[0].first < within[0].first:
        # A page whose parts have headings of the first level has no title among them.
        return before[-1].index if before else None
    if len(within) == 1 or (within and tree.lengths[within[0].first] - tree.lengths[root.first] < 200):
        return within[0].index
    if within or before:
        return before[-1].index if before else None
    # A page without headings: words that are the title, set in an element of their own.
    sizes = {len(want) for want in wanted}
    for node in shown:
        if tree.length(node) <= max(sizes, default=0) and _plain(tree.words(node)) in wanted:
            return node.index
    return None


def covered(tree: Tree, fates: dict[int, tuple[str, str]]) -> list[bool]:
    """Of each element, whether it is set aside or inside one that is."""
    gone: list[bool] = []
    for node in tree.nodes:
        gone.append(node.index in fates or (node.parent >= 0 and gone[node.parent]))
    return gone


def is_byline(node: Node) -> bool:
    """Whether the page marks an element as the name of the author."""
    if node.name in ("meta", "link", "html", "body", "article", "main"):
        return False
    if len(node.tag.attrs) == 1:
        return False
    return node.get("rel") == "author" or node.get("itemprop") == "author" or bool(BYLINE.search(node.words))
