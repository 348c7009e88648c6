"""The main text of a web page, and what around it is set aside.

`<article>`, `<main>` or `role=main` is the main text when it holds most of the prose; else the
innermost element that holds nearly all of it. Prose is text in blocks that are neither links nor
interface. The title, the byline and the notes are taken into the flow from wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from build_scripts.readers.html_tree import BLOCKS, HEADINGS, Node, Tree

SCRIPT_TAGS = frozenset("script style template noscript object applet canvas svg math-annotation annotation".split())
INTERFACE_TAGS = frozenset(
    "nav button select textarea dialog iframe audio video map datalist menu form aside footer input progress meter "
    "optgroup option noembed noframes frameset".split()
)
INTERFACE_ROLES = frozenset(
    "navigation search banner contentinfo complementary menu menubar toolbar dialog alertdialog tablist".split()
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_WORD = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-(?:text|only)|u-hidden|is-hidden)(?:\s|$)")
#: Class or id words of what is interface whatever it holds.
SURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|breadcrumbs?|sharedaddy|addtoany|jp-relatedposts|disqus|"
    r"comments|comment-(?:list|form|respond)|respond|sidebar|outbrain|taboola|paywall|pagination|pager|"
    r"mw-editsection|mw-jump-link|jump-to-nav|navbox|catlinks|printfooter|noprint|siteSub|sitesub|contentsub|"
    r"headerlink|anchorjs-link|heading-anchor|skip-link|skiplink|popup|modal|adsbygoogle|advertisement|"
    r"hatnote|tags-links|tag-list|post-tags|entry-tags|article-tags|tagcloud|entry-utility|print-link)(?:$|[\s_-])"
)
#: Words of what is interface unless it holds prose.
LIKELY = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|social|related|recommend(?:ed|ations)?|promo(?:tion)?|ads?|advert|sponsor(?:ed)?|"
    r"subscri(?:be|ption)|sign-?(?:up|in)|login|nav(?:bar|igation)?|menu|toolbar|trending|popular|most-read|"
    r"also-read|read-more|readmore|widget-area|follow-us|actions|controls|tools|search)(?:$|[\s_-])"
)
#: Words of what is interface when it is mostly links.
LINKS = re.compile(r"(?:^|[\s_-])(?:tags?|topics?|categor(?:y|ies)|kicker|eyebrow|rubric|cat-links|posted-in|filed-under|"
                   r"section-(?:label|name))(?:$|[\s_-])")
OF_LINKS = "links to other pages"
TITLED = frozenset((*HEADINGS[:3], "font", "b", "strong", "big", "center", "p", "div", "span", "i", "em"))
PULL_QUOTE = re.compile(r"(?:^|[\s_-])pull-?quote(?:$|[\s_-])")
TITLE = re.compile(r"(?:^|\s)(?:msotitle|title|headline|(?:entry|post|article|page|story)-?title)(?:\s|$)")
CONTENTS = re.compile(r"(?:^|[\s_-])(?:msotoc\d|toc|table-of-contents|tableofcontents|contents-list)(?:$|[\s_-])")
BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|by-line|author|authors|author-?name|post-author|dc-creator|contributors?)(?:$|[\s_-])")
BESIDE_TITLE = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?head(?:line|ing)?|standfirst|dek|deck|lede?|strapline|dateline|timestamp|"
    r"(?:pub(?:lished|lication)?|post|entry|article)-?(?:date|time))(?:$|[\s_-])"
)
CONTAINERS = frozenset("x-file html body div section center table tbody tr td form main article".split())
#: A block with less text, in characters, is not counted as prose.
LEAST_PROSE = 25
#: A block with more text than this is prose beyond doubt.
SURE_PROSE = 140


@dataclass(slots=True)
class Layout:
    """What becomes of each element. Elements are given by index."""

    root: int
    title: int | None
    asides: dict[int, tuple[str, str]] = field(default_factory=dict)
    """(kind of aside, reason) of the elements that leave the flow with all they hold."""
    paths: set[int] = field(default_factory=set)
    """Elements that are not in the flow themselves, but hold something that is."""


    def gone(self, tree: Tree) -> list[bool]:
        """Of each element, whether it is out of the flow."""
        gone: list[bool] = []
        for node in tree.nodes:
            inherited = node.parent >= 0 and gone[node.parent] and node.parent not in self.paths
            gone.append(inherited or node.index in self.asides or node.index in self.paths)
        return gone


def lay_out(tree: Tree, titles: Sequence[str], kept: Sequence[tuple[int, str]]) -> Layout:
    """Decide on every element. `titles` are what the page gives as its title; `kept` are (element, why)
    that must stay in the flow: notes."""
    fates = {node.index: fate for node in tree.nodes if (fate := _fate(node))}
    prose = _Prose(tree, fates)
    root = _root(tree, prose)
    _drop_unsafe(tree, fates, prose, root, {index for index, _ in kept})
    title = _title(tree, titles, root, fates)
    inside = [index for index, _ in kept if not tree.inside(root, tree.nodes[index])]
    if title is not None:
        inside.append(title)
    inside += _beside_title(tree, root, title, fates)
    return _layout(tree, root, title, fates, inside)


def _layout(tree: Tree, root: Node, title: int | None, fates: dict[int, tuple[str, str]], inside: list[int]) -> Layout:
    layout = Layout(root.index, title)
    held = set(inside)
    around = {a.index for index in {*inside, root.index} for a in tree.ancestors(tree.nodes[index])}
    flowing: list[bool] = []
    for node in tree.nodes:
        parent_flows = flowing[node.parent] if node.parent >= 0 else False
        index = node.index
        flows = parent_flows or index == root.index or index in held
        if index in held and index not in fates:
            pass
        elif index in fates and index not in around and index not in held:
            layout.asides[index] = fates[index]
        elif index in fates and index in around and index not in held:
            # An element of the interface that holds a note or the title: the rest of it goes.
            flows = False
        if index in held:
            flows = True
        if node.name == "head":
            flows = False
            around.add(index)
        if not flows:
            if index in around or index == 0:
                layout.paths.add(index)
            elif index not in layout.asides:
                layout.asides[index] = ("interface", f"outside the main text ({node.name})")
        flowing.append(flows)
    return layout


def _fate(node: Node) -> tuple[str, str] | None:
    """Whether an element, by itself, looks as if it were not part of the text."""
    name = node.name
    if name == "title":
        return "metadata", "title of the page"
    if name in SCRIPT_TAGS:
        return ("metadata", "metadata of the page") if "ld+json" in node.get("type") else ("script", name)
    words = node.words
    if len(node.tag.attrs) == 1 and name not in INTERFACE_TAGS:
        return None
    if node.has("hidden") or HIDDEN_STYLE.search(node.get("style")) or HIDDEN_WORD.search(words):
        return "script", "hidden content"
    if words and name not in ("html", "body", "main", "article", *HEADINGS) and CONTENTS.search(words):
        return "contents", "contents list"
    if words and PULL_QUOTE.search(words):
        return "pull-quote", "pull quote of the page"
    if LINKS.search(words) and name not in ("html", "body", "main", "article", "td", *HEADINGS):
        return "interface", OF_LINKS
    if name in INTERFACE_TAGS or node.get("role").lower() in INTERFACE_ROLES:
        return "interface", {"nav": "navigation", "form": "form", "aside": "aside", "footer": "footer"}.get(name, name)
    if not words or name in ("html", "body", "main", "article", "p", "td", *HEADINGS):
        return None
    if found := SURE.search(words) or LIKELY.search(words):
        return "interface", f"“{found.group().strip(' _-')}” block"
    return None


class _Prose:
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
            if length and not barred[home] and not linked[home] and tree.nodes[block[home]].name not in HEADINGS:
                lengths[index] = length
                own_text[block[home]] += length
        self.linked = [0, *accumulate(
            tree.lengths[i + 1] - tree.lengths[i] if linked[home] else 0 for i, home in enumerate(tree.home))]
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

    def links(self, node: Node) -> bool:
        """Whether at least half of an element's text is links."""
        return (self.linked[node.last + 1] - self.linked[node.first]) * 2 >= self.tree.length(node)

    def weak(self, node: Node) -> bool:
        """Whether an element holds no paragraph worth the name."""
        total = self.tree.length(node)
        return self.longest[node.index] < SURE_PROSE or self.of(node) * 2 < total


def _root(tree: Tree, prose: _Prose) -> Node:
    """The element that holds the main text."""
    whole = tree.nodes[0]
    total = prose.of(whole)
    marked = [n for n in tree.nodes if n.name in ("article", "main") or n.get("role").lower() in ("main", "article")]
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


def _drop_unsafe(
    tree: Tree, fates: dict[int, tuple[str, str]], prose: _Prose, root: Node, kept: set[int]
) -> None:
    """Take back decisions that would take the text itself away."""
    whole = max(1, prose.of(root), tree.length(root) // 3)
    for index in list(fates):
        node = tree.nodes[index]
        kind, reason = fates[index]
        if node.name in SCRIPT_TAGS or node.name == "title":
            continue
        words = node.words
        share = tree.length(node) / whole
        wide = tree.inside(root, node) or (share > 0.4 and tree.inside(node, root) and not prose.weak(node))
        likely = kind == "interface" and " block" in reason and not SURE.search(words) and not prose.weak(node)
        quoted = node.name == "footer" and any(a.name == "blockquote" for a in tree.ancestors(node))
        wordy = reason == OF_LINKS and not prose.links(node)
        told = kind == "pull-quote" and not _repeated(tree, node)
        if wide or likely or quoted or wordy or told or index in kept:
            del fates[index]


def _repeated(tree: Tree, node: Node) -> bool:
    """Whether most words of a pull quote stand in the page a second time."""
    if node.name == "aside":
        return True
    own = Counter(re.findall(r"\w+", tree.words(node).casefold()))
    return sum(tree.vocabulary[word] > count for word, count in own.items()) * 10 >= len(own) * 9


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _title(tree: Tree, titles: Sequence[str], root: Node, fates: dict[int, tuple[str, str]]) -> int | None:
    """The element that is the title of the text."""
    gone = _covered(tree, fates)
    shown = [n for n in tree.nodes if n.name in TITLED and not gone[n.index] and n.first <= root.last
             and 0 < tree.length(n) <= 400]
    heads = [n for n in shown if n.name in HEADINGS[:3]]
    named = [n for n in shown if n.name in ("p", "div", "span") and TITLE.search(n.words)]
    texts = {n.index: _plain(tree.words(n)) for n in (*heads, *named)}
    wanted = [_plain(title) for title in titles if title.strip()]
    for want in wanted:
        for node in (*heads, *named):
            if texts[node.index] == want:
                return node.index
    first = [n for n in heads if n.name == "h1"]
    for node in first:
        if len(texts[node.index]) > 7 and any(texts[node.index] in want for want in wanted):
            return node.index
    for node in named:
        if "msotitle" in node.words or not first or node.first < first[0].first:
            return node.index
    within = [n for n in first if tree.inside(n, root)]
    before = [n for n in first if n.first < root.first]
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


def _covered(tree: Tree, fates: dict[int, tuple[str, str]]) -> list[bool]:
    covered: list[bool] = []
    for node in tree.nodes:
        covered.append(node.index in fates or (node.parent >= 0 and covered[node.parent]))
    return covered


def is_byline(node: Node) -> bool:
    """Whether the page marks an element as the name of the author."""
    if node.name in ("meta", "link", "html", "body", "article", "main"):
        return False
    if len(node.tag.attrs) == 1:
        return False
    return node.get("rel") == "author" or node.get("itemprop") == "author" or bool(BYLINE.search(node.words))


def _beside_title(tree: Tree, root: Node, title: int | None, fates: dict[int, tuple[str, str]]) -> list[int]:
    """Byline, date and standfirst that stand outside the main text, near the title."""
    gone = _covered(tree, fates)
    head = tree.nodes[title] if title is not None else root
    reach = range(min(head.first, root.first), root.first)
    found: list[int] = []
    taken = -1
    for node in tree.nodes:
        if node.first not in reach or node.last >= root.first or node.first <= taken or gone[node.index]:
            continue
        if not 0 < tree.length(node) <= 400 or node.name in ("html", "body"):
            continue
        if is_byline(node) or BESIDE_TITLE.search(node.words) or node.name == "time":
            found.append(node.index)
            taken = node.last
    return found
