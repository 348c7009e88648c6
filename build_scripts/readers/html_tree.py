"""The tree of a web page: BeautifulSoup over a copy that holds only well-formed tags.

Browsers close many elements without an end tag (`<p>` before a `<div>`, `<li>` before `<li>`) and
drop end tags that fit nothing. That is done here, on the tokens; the copy that BeautifulSoup reads
is well formed, has no text, and each of its tags carries the number of its element. So its tree can
be asked anything, and every element knows its place in the seed.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bs4 import BeautifulSoup, Tag

from build_scripts.readers.html_tokens import Token

VOID = frozenset("area base basefont bgsound br col command embed frame hr image img input isindex keygen link "
                 "menuitem meta nextid param source spacer track wbr".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((
    *HEADINGS, *"address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul xmp listing plaintext option optgroup".split(),
))
#: What ends an open paragraph.
CLOSES_P = BLOCKS - {"body", "html", "caption", "tbody", "td", "tfoot", "th", "thead", "tr", "option", "optgroup"}
IN_HEAD = frozenset("title meta link script style base noscript template".split())
#: start tag → (elements it closes, elements that it does not look beyond)
IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset("ul ol menu dir".split())),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
    "a": (frozenset(("a",)), BLOCKS),
    **{name: (frozenset(HEADINGS), frozenset(BLOCKS - set(HEADINGS))) for name in HEADINGS},
    **{name: (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",)))
       for name in ("thead", "tbody", "tfoot")},
}
SCOPE = frozenset("table td th caption html".split())
#: Elements nested deeper are read, but are not part of the tree (browsers stop at 512, too).
DEEPEST = 400


@dataclass(slots=True, eq=False)
class Node:
    """An element. `first` and `last` are its first and last token (both its own)."""

    index: int
    name: str
    tag: Tag
    parent: int
    """Index of the parent; -1 for the outermost."""
    first: int
    last: int
    depth: int

    words: str
    """Class and id, in lower case."""

    def get(self, key: str) -> str:
        """An attribute; "" when it is missing."""
        return str(self.tag.attrs.get(key, ""))

    def has(self, key: str) -> bool:
        return key in self.tag.attrs


class Tree:
    """The page: its tokens and elements. Node 0 is the whole file."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.nodes, self.home, self.soup = _build(tokens, text)
        shown = (len(t.name) if t.kind == "ref" else _letters(text, t) if t.kind == "text" else 0 for t in tokens)
        self.lengths = [0, *accumulate(shown)]
        self.numbers: dict[int, dict[int, int]] = {}
        """Of each ordered list that was asked about: the numbers of its items."""
        self.children: list[list[int]] = [[] for _ in self.nodes]
        self.by_name: dict[str, list[Node]] = {}
        for node in self.nodes[1:]:
            self.children[node.parent].append(node.index)
            self.by_name.setdefault(node.name, []).append(node)

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word occurs in the page."""
        return Counter(re.findall(r"\w+", self.words_between(0, len(self.tokens), 10**7).casefold()))

    def length(self, node: Node) -> int:
        """Characters of text inside, without white space at the ends of each piece."""
        return self.lengths[node.last + 1] - self.lengths[node.first]

    def words(self, node: Node, limit: int = 2000) -> str:
        """The text inside, white space collapsed, up to about `limit` characters."""
        return self.words_between(node.first, node.last + 1, limit)

    def words_between(self, first: int, last: int, limit: int = 2000) -> str:
        parts: list[str] = []
        size = 0
        for token in self.tokens[first:last]:
            if token.kind == "text":
                parts.append(self.text[token.start : min(token.end, token.start + limit)])
            elif token.kind == "ref":
                parts.append(token.name)
            elif token.name in BLOCKS or token.name == "br":
                parts.append(" ")
            else:
                continue
            size += len(parts[-1])
            if size > limit:
                break
        return " ".join("".join(parts).split())

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Parents, from the inside out, without the whole file."""
        while node.parent > 0:
            node = self.nodes[node.parent]
            yield node

    def inside(self, node: Node, outer: Node) -> bool:
        return outer.first <= node.first and node.last <= outer.last and outer.index <= node.index

    def span(self, node: Node) -> tuple[int, int]:
        """Characters of the seed from its start tag to its end tag."""
        if node.last < node.first:
            return 0, 0
        return self.tokens[node.first].start, self.tokens[node.last].end

    def named(self, *names: str) -> list[Node]:
        """The elements of these names, in order."""
        found = [node for name in names for node in self.by_name.get(name, [])]
        return sorted(found, key=lambda n: n.index) if len(names) > 1 else found

    def block(self, node: Node) -> Node:
        """The element itself or the nearest block around it."""
        while node.name not in BLOCKS and node.index:
            node = self.nodes[node.parent]
        return node

    def starts_between(self, first: int, last: int) -> range:
        """Indices of the elements whose start tag lies in that range of tokens."""
        starts = self.starts
        return range(bisect_right(starts, first - 1), bisect_right(starts, last - 1))

    @cached_property
    def starts(self) -> list[int]:
        """The first token of each element."""
        return [-1, *(node.first for node in self.nodes[1:])]


def _letters(text: str, token: Token) -> int:
    return len(text[token.start : token.end].strip())


class _Builder:
    """Opens and closes elements as a browser would."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens, self.text = tokens, text
        self.copy: list[str] = []
        self.stack: list[int] = []
        self.names: list[str] = []
        self.parents: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.depths: list[int] = []
        self.counts: dict[str, int] = {}
        self.too_deep: dict[str, int] = {}
        self.home: list[int] = []
        self.body_seen = False

    def run(self) -> None:
        self.push(-1, "x-file", {})
        for index, token in enumerate(self.tokens):
            if token.kind == "start":
                self.start(index, token)
            elif token.kind == "end":
                self.end(index, token.name)
            else:
                if token.kind in ("text", "ref") and self.names[self.stack[-1]] == "head" and (
                    token.kind == "ref" or self.text[token.start : token.end].strip()
                ):
                    self.pop(index - 1)
                self.home.append(self.stack[-1])
        while self.stack:
            self.pop(len(self.tokens) - 1)

    def push(self, index: int, name: str, attributes: Mapping[str, str]) -> None:
        number = len(self.names)
        self.parents.append(self.stack[-1] if self.stack else -1)
        self.depths.append(len(self.stack))
        self.names.append(name)
        self.first.append(max(index, 0))
        self.last.append(index)
        self.stack.append(number)
        self.counts[name] = self.counts.get(name, 0) + 1
        written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        # Names that would make the parser of the copy read on differently are changed.
        plain = name if name.isascii() and name.isalnum() and name not in VOID | RENAMED else "x-element"
        self.copy.append(f'<{plain} n="{number}"{written}>')

    def pop(self, last: int) -> None:
        number = self.stack.pop()
        name = self.names[number]
        self.counts[name] -= 1
        self.last[number] = max(last, self.last[number])
        plain = name if name.isascii() and name.isalnum() and name not in VOID | RENAMED else "x-element"
        self.copy.append(f"</{plain}>")

    def start(self, index: int, token: Token) -> None:
        name = token.name
        if name in ("html", "body", "head") and self.counts.get(name):
            self.home.append(self.stack[-1])
            return
        if self.counts.get("head") and name not in IN_HEAD and name != "head":
            self.close_named("head", index - 1)
        if name in CLOSES_P and self.counts.get("p"):
            self.close_up_to(frozenset(("p",)), SCOPE, index - 1)
        if name in IMPLIED:
            self.close_up_to(*IMPLIED[name], index - 1)
        if len(self.stack) >= DEEPEST and name not in VOID:
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            self.home.append(self.stack[-1])
            return
        self.push(index, name, token.attributes)
        self.home.append(self.stack[-1])
        if name in VOID or (token.empty and self.is_xml(name)):
            self.pop(index)

    def is_xml(self, name: str) -> bool:
        """Whether `<name/>` is an empty element: in XHTML, and where it is sure to be meant."""
        return self.text[:200].lstrip("\ufeff \t\r\n").startswith("<?xml") or name == "a"

    def end(self, index: int, name: str) -> None:
        home = self.stack[-1]
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
        elif self.counts.get(name) and name not in ("html", "body"):
            home = self.close_matching(name, index)
        self.home.append(home)

    def close_matching(self, name: str, index: int) -> int:
        """Close the element that this end tag ends, unless that would tear others apart."""
        limits = frozenset() if name == "table" else SCOPE - {name} if name in BLOCKS else BLOCKS - {name}
        for place in range(len(self.stack) - 1, -1, -1):
            found = self.names[self.stack[place]]
            if found == name:
                number = self.stack[place]
                while self.stack[-1] != number:
                    self.pop(index - 1)
                self.pop(index)
                return number
            if found in limits and not (found in ("td", "th", "caption") and name in ("tr", "tbody", "thead", "tfoot")):
                break
        return self.stack[-1]

    def close_up_to(self, names: frozenset[str], limits: frozenset[str], last: int) -> None:
        """Close the nearest open element of `names`, unless one of `limits` lies between."""
        if not any(self.counts.get(name) for name in names):
            return
        for place in range(len(self.stack) - 1, 0, -1):
            found = self.names[self.stack[place]]
            if found in names:
                while len(self.stack) > place:
                    self.pop(last)
                return
            if found in limits:
                return

    def close_named(self, name: str, last: int) -> None:
        self.close_up_to(frozenset((name,)), frozenset(), last)


RENAMED = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())


def _build(tokens: Sequence[Token], text: str) -> tuple[list[Node], list[int], BeautifulSoup]:
    """(elements, index of the innermost element of each token, tree)."""
    builder = _Builder(tokens, text)
    builder.run()
    soup = BeautifulSoup("".join(builder.copy), "html.parser", multi_valued_attributes=None)
    tags = soup.find_all(True)
    nodes = [
        Node(i, builder.names[i], tag, builder.parents[i], builder.first[i], builder.last[i], builder.depths[i],
             f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')}".lower().strip() if len(tag.attrs) > 1 else "")
        for i, tag in enumerate(tags)
        if isinstance(tag, Tag)
    ]
    return nodes, builder.home, soup
