"""What belongs to the text of a web page though it stands outside of the element that holds the text:
byline, date and standfirst beside the title, the picture above the text, the author's box."""

from __future__ import annotations

import re

from build_scripts.dating import find_date
from build_scripts.readers.html_nesting import BLOCKS, HEADINGS
from build_scripts.readers.html_prose import Prose
from build_scripts.readers.html_title import covered, is_byline
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.vocabulary import BYLINE_OPENING

BESIDE_TITLE = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?head(?:line|ing)?|standfirst|dek|deck|lede?|strapline)(?:$|[\s_-])"
)
DATED = re.compile(
    r"(?:^|[\s_-])(?:dates?|dateline|datetime|timestamp|posted-on|published(?:-(?:on|at|date))?|publish-?date|"
    r"pub-?(?:date|time)|(?:publication|post|entry|article)-?(?:date|time)|submitted)(?:$|[\s_-])"
)
CHANGED = re.compile(r"modified|updated|changed|revised|amended|accessed", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|thumbcaption|msocaption|figcaption|gallerytext|"
    r"(?:image|photo|picture|figure|media|hero|lead)[_-]{1,2}caption)(?:$|[\s_-])"
)
AUTHOR_BOX = re.compile(
    r"(?:[a-z0-9]+[_-]{1,2})*?(?:(?:about[_-])?(?:the[_-])?(?:authors?|contributors?|writers?)|bio|biography)"
    r"(?:[_-]{1,2}(?:bio|bios|biography|box|info|card|desc|description|notes?|about|profile|block|details?|blurb|"
    r"text|content|inner|wrapper|section|area|container|box[_-]\w+))*"
)
#: Class or id words of an element in which no author's box of this text can stand.
ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|related|recommended|sidebar|archive|listing)(?:$|[\s_-])"
)
KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|rubric|overline|flag|category|section|type|label|topic|tag)(?:$|[\s_-])"
)
#: The longest author's box, in characters.
LONGEST_BOX = 2500


def marked_date(tree: Tree, node: Node) -> bool:
    """Whether the page marks a short element as a date."""
    marked = (
        node.name == "time" or "datepublished" in node.get("itemprop").lower() or DATED.search(node.words)
    )
    return bool(marked) and 0 < tree.length(node) <= 90


def is_dated(tree: Tree, node: Node) -> str:
    """The date (EDTF) that an element is marked as giving and gives, with next to nothing else; or ""."""
    return find_date(tree.words(node, 200), alone=True) or "" if marked_date(tree, node) else ""


def beside_title(tree: Tree, root: Node, title: int | None, fates: dict[int, tuple[str, str]]) -> list[int]:
    """Byline, date, standfirst and captions that stand outside the main text, near the title."""
    gone = covered(tree, fates)
    head = tree.nodes[title] if title is not None else root
    reach = range(min(head.first, root.first), root.first)
    found: list[int] = []
    taken = -1
    for node in tree.nodes:
        if node.first not in reach or node.last >= root.first or node.first <= taken or gone[node.index]:
            continue
        if not 0 < tree.length(node) <= 600 or node.name in ("html", "body"):
            continue
        short = tree.length(node) <= 400
        if (
            is_caption(tree, node)
            or short
            and (
                is_byline(node)
                or BESIDE_TITLE.search(node.words)
                or node.name == "time"
                or is_dated(tree, node)
            )
        ):
            block = tree.block(node)
            if block.last < root.first and block.first in reach and tree.length(block) <= 120:
                # A date goes with the words that say what it is the date of.
                node = block
            found.append(node.index)
            taken = node.last
    return found


def is_caption(tree: Tree, node: Node) -> bool:
    """Whether an element holds the words under a picture or a table."""
    if node.name in ("caption", "figcaption"):
        return True
    return bool(
        node.words and node.name not in HEADINGS and CAPTION.search(node.words) and tree.length(node) <= 1000
    )


def author_boxes(tree: Tree, prose: Prose, root: Node) -> list[int]:
    """The elements that tell who the author is, wherever they stand: the outermost of each."""
    found: list[int] = []
    taken = -1
    longest = min(LONGEST_BOX, max(200, prose.of(root) // 2))
    for node in tree.nodes:
        if node.first <= taken or node.name not in BLOCKS or tree.inside(root, node):
            continue
        if not node.words or node.name in ("html", "body", "main", "article", *HEADINGS):
            continue
        if not any(AUTHOR_BOX.fullmatch(word) for word in node.words.split()):
            continue
        if not 40 <= tree.length(node) <= longest or prose.links(node):
            continue
        if len(re.findall(r"\w+", tree.words(node))) < 8 or not re.search(r"\w[.!)”…]", tree.words(node)):
            continue
        if any(ELSEWHERE.search(a.words) or a.name == "nav" for a in tree.ancestors(node)):
            continue
        found.append(node.index)
        taken = node.last
    return found


def kickers(
    tree: Tree, prose: Prose, root: Node, title: int | None, fates: dict[int, tuple[str, str]]
) -> list[int]:
    """Short blocks above the title that name the section or the kind of text, or lead elsewhere. Without
    a title, those above the first heading that lead elsewhere."""
    heads = (n for n in tree.named(*HEADINGS) if tree.inside(n, root))
    head = tree.nodes[title] if title is not None else next(heads, None)
    if head is None:
        return []
    gone = covered(tree, fates)
    found: list[int] = []
    taken = -1
    for node in tree.nodes:
        if node.last >= head.first or node.first <= taken or node.name not in BLOCKS or gone[node.index]:
            continue
        size = tree.length(node)
        if node.name in ("html", "head", "body") or not 0 < size <= 200 or is_byline(node):
            continue
        words = tree.words(node, 200)
        if BYLINE_OPENING.match(words) or is_dated(tree, node) or is_caption(tree, node):
            continue
        named = size <= 60 and KICKER.search(node.words) and node.name != "section" and title is not None
        # «Working Paper No. 12» is more than a label.
        named = named and not any(char.isdigit() for char in words)
        if (size <= 60 and prose.all_links(node)) or (size > 20 and prose.links(node)) or named:
            found.append(node.index)
            taken = node.last
    return found
