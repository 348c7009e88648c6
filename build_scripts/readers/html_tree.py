"""The tree of a web page: BeautifulSoup over a copy that holds only well-formed tags.

Browsers close many elements without an end tag (`<p>` before a `<div>`, `<li>` before `<li>`) and
drop end tags that fit nothing. That is done here, on the tokens; the copy that BeautifulSoup reads
is well formed, has no text, and each of its tags carries the number of its element. So its tree can
be asked anything, and every element knows its place in the seed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bs4 import BeautifulSoup, Tag

from build_scripts.readers.html_nesting import BLOCKS, Nesting
from build_scripts.readers.html_tokens import Token


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
        shown = (
            len(t.name) if t.kind == "ref" else _letters(text, t) if t.kind == "text" else 0 for t in tokens
        )
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


def _build(tokens: Sequence[Token], text: str) -> tuple[list[Node], list[int], BeautifulSoup]:
    """(elements, index of the innermost element of each token, tree)."""
    builder = Nesting(tokens, text)
    builder.run()
    soup = BeautifulSoup("".join(builder.copy), "html.parser", multi_valued_attributes=None)
    tags = soup.find_all(True)
    nodes = [
        Node(
            i,
            builder.names[i],
            tag,
            builder.parents[i],
            builder.first[i],
            builder.last[i],
            builder.depths[i],
            f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')}".lower().strip()
            if len(tag.attrs) > 1
            else "",
        )
        for i, tag in enumerate(tags)
        if isinstance(tag, Tag)
    ]
    return nodes, builder.home, soup
