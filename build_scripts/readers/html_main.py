"""The main text of a web page, and what around it is set aside.

`<article>`, `<main>` or `role=main` is the main text when it holds most of the prose; else the
innermost element that holds nearly all of it. Prose is text in blocks that are neither links nor
interface. The title, the byline and the notes are taken into the flow from wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_scripts.readers.html_beside import author_boxes, beside_title, kickers
from build_scripts.readers.html_link_sections import link_sections
from build_scripts.readers.html_nesting import HEADINGS
from build_scripts.readers.html_prose import Prose, main_element
from build_scripts.readers.html_title import PERMALINK, title_element
from build_scripts.readers.html_tokens import name_set
from build_scripts.readers.html_tree import Node, Tree

SCRIPT_TAGS = name_set("script style template noscript object applet canvas svg math-annotation annotation")
INTERFACE_TAGS = name_set(
    "nav button select textarea dialog iframe audio video map datalist menu form aside footer input "
    "progress meter optgroup option noembed noframes frameset"
)
INTERFACE_ROLES = name_set(
    "navigation search banner contentinfo complementary menu menubar toolbar dialog alertdialog tablist"
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_WORD = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-(?:text|only)|show-for-sr|a11y-hidden|u-hidden|is-hidden)(?:\s|$)"
)
SKIP = re.compile(r"(?:^|[\s_-])(?:skip-?(?:link|nav|to-\w+)|jump-to-nav|mw-jump-link)(?:$|[\s_-])")
#: Class or id words of what is interface whatever it holds.
SURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|breadcrumbs?|sharedaddy|addtoany|jp-relatedposts|disqus|"
    r"comments|comment-(?:list|form|respond)|respond|sidebar|outbrain|taboola|paywall|pagination|pager|"
    r"mw-editsection|navbox|catlinks|printfooter|noprint|siteSub|sitesub|contentsub|"
    r"headerlink|anchorjs-link|heading-anchor|popup|modal|adsbygoogle|advertisement|"
    r"hatnote|tags-links|tag-list|post-tags|entry-tags|article-tags|tagcloud|entry-utility|print-link)(?:$|[\s_-])"
)
#: Words of what is interface unless it holds prose.
LIKELY = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|social|related|recommend(?:ed|ations)?|promo(?:tion)?|ads?|advert|sponsor(?:ed)?|"
    r"subscri(?:be|ption)|sign-?(?:up|in)|login|nav(?:bar|igation)?|menu|toolbar|trending|popular|most-read|"
    r"(?:post|entry|article)-footer|also-read|read-(?:more|next)|readmore|up-next|"
    r"most-viewed|(?:next|prev(?:ious)?|recent|latest|more)-(?:posts?|articles?|stor(?:y|ies))|widget-area|follow|"
    r"follow-us|read(?:ing)?-?time|button|btn|reactions?|actions|controls|tools|search)(?:$|[\s_-])"
)
#: Words of what is interface when it is mostly links.
LINKS = re.compile(
    r"(?:^|[\s_-])(?:tags?|topics?|categor(?:y|ies)|kicker|eyebrow|rubric|cat-links|posted-in|filed-under|"
    r"section-(?:label|name))(?:$|[\s_-])"
)
OF_LINKS = "links to other pages"
PULL_QUOTE = re.compile(r"(?:^|[\s_-])pull-?quote(?:$|[\s_-])")
CONTENTS = re.compile(
    r"(?:^|[\s_-])(?:msotoc\d|toc|table-of-contents|tableofcontents|contents-list)(?:$|[\s_-])"
)


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
    _spare_titled(tree, fates)
    fates |= dict.fromkeys(_permalinks(tree), ("interface", "link to the heading itself"))
    prose = Prose(tree, fates)
    root = main_element(tree, prose)
    wanted = [*(index for index, _ in kept), *author_boxes(tree, prose, root)]
    _drop_unsafe(tree, fates, prose, root, set(wanted))
    title = title_element(tree, titles, root, fates)
    above = dict.fromkeys(kickers(tree, prose, root, title, fates), ("interface", "above the title"))
    fates |= above
    fates |= dict.fromkeys(link_sections(tree, prose, root, title, fates), ("interface", OF_LINKS))
    inside = [index for index in wanted if not tree.inside(root, tree.nodes[index])]
    if title is not None:
        inside.append(title)
    inside += beside_title(tree, root, title, fates)
    return _layout(tree, root, title, fates, inside)


def _layout(
    tree: Tree, root: Node, title: int | None, fates: dict[int, tuple[str, str]], inside: list[int]
) -> Layout:
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
    if words and SKIP.search(words):
        return "interface", "link into the page"
    if node.has("hidden") or HIDDEN_STYLE.search(node.get("style")) or HIDDEN_WORD.search(words):
        return "script", "hidden content"
    if words and name not in ("html", "body", "main", "article", *HEADINGS) and CONTENTS.search(words):
        return "contents", "contents list"
    if words and PULL_QUOTE.search(words):
        return "pull-quote", "pull quote of the page"
    if LINKS.search(words) and name not in ("html", "body", "main", "article", "td", *HEADINGS):
        return "interface", OF_LINKS
    if name in INTERFACE_TAGS or node.get("role").lower() in INTERFACE_ROLES:
        return "interface", {"nav": "navigation", "form": "form", "aside": "aside", "footer": "footer"}.get(
            name, name
        )
    if not words or name in ("html", "body", "main", "article", "p", "td", *HEADINGS):
        return None
    if found := SURE.search(words) or LIKELY.search(words):
        return "interface", f"“{found.group().strip(' _-')}” block"
    return None


def _permalinks(tree: Tree) -> Iterator[int]:
    """Links in headings that offer the address of the heading."""
    for head in tree.named(*HEADINGS):
        for index in tree.starts_between(head.first + 1, head.last):
            node = tree.nodes[index]
            if (
                node.name == "a"
                and "#" in node.get("href")
                and PERMALINK.fullmatch(tree.words(node, 20) or "-")
            ):
                yield index


def _spare_titled(tree: Tree, fates: dict[int, tuple[str, str]]) -> None:
    """Take back decisions that rest on an id which is only the heading of a section («#menu-items»)."""
    for head in tree.named(*HEADINGS):
        node = tree.nodes[head.parent] if head.parent > 0 else head
        name = node.get("id").lower()
        if node.index not in fates or node.name not in ("section", "div") or not name:
            continue
        slug = re.sub(r"\W+", "-", tree.words(head, 200).lower()).strip("-_")
        several = "-" in name or "section" in node.get("class")
        if several and name == slug and not _named(node.get("class").lower()):
            del fates[node.index]


def _named(words: str) -> bool:
    return bool(words) and any(r.search(words) for r in (SURE, LIKELY, LINKS, CONTENTS, PULL_QUOTE, SKIP))


def _drop_unsafe(
    tree: Tree, fates: dict[int, tuple[str, str]], prose: Prose, root: Node, kept: set[int]
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
        likely = (
            kind == "interface" and " block" in reason and not SURE.search(words) and not prose.weak(node)
        )
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
