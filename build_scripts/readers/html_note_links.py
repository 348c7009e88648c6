"""Links of a web page that are note markers, or lead back from a note to its marker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from build_scripts.readers.html_nesting import HEADINGS
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.readers.weave import Atom

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
EDGES = "[](){}.,:; \t\r\n\xa0"
LABEL = re.compile(
    r"(?:(?:note|n|nb|fn|footnote|endnote|anm|nota|прим)(?:[.\s]+|(?=\d)))?"
    r"(?:\d{1,4}[a-z]?|[a-z]{1,2}|[ivxlcdm]{1,8}|[*†‡§¶‖#]{1,5})",
    re.IGNORECASE,
)
SPELT = re.compile(r"(?:footnote|endnote)[\s.]*(?=\d)", re.IGNORECASE)
MARKER_WORDS = re.compile(
    r"(?:^|[\s_-])(?:note-?ref|footnote|endnote|fn-?ref|fn|reference|cite_?ref|noteref|doc-noteref|sdfootnoteanc|"
    r"sdendnoteanc|msofootnotereference|msoendnotereference|easy-footnote)(?:$|[\s_\d-])"
)
TARGET = re.compile(
    r"_?(?:ftn|edn|fn|foot-?note|end-?note|cite_?note|note|sdfootnote|sdendnote|easy-footnote-bottom)"
    r"[-_:.]?[\w.-]{0,40}|_?(?:en|n)[-_:.]?\d[\w.-]{0,30}",
    re.IGNORECASE,
)
BACK_TARGET = re.compile(
    r"(?:_?(?:ftn|edn|fn|foot-?note|end-?note|cite_?|note)[-_:]?(?:ref|back|anc|anchor|return|link)|ref|"
    r"sd(?:foot|end)note\d+anc|back|easy-footnote-\d)",
    re.IGNORECASE,
)
BACK_WORDS = re.compile(
    r"(?:^|[\s_-])(?:back-?link|back-?ref|footnote-back|footnote-backref|reversefootnote|footnote-return|"
    r"doc-backlink|mw-cite-backlink|referrer)(?:$|[\s_-])"
)
ARROWS = re.compile(r"[\s\^↑↩⤴↵⏎⮌↖△▲\ufe0e\ufe0f]+|back|return|jump up|\[?back to text\]?", re.IGNORECASE)


@dataclass(slots=True)
class Note:
    """A note: the tokens `first` to `last` (without)."""

    first: int
    last: int
    label: str
    node: int
    """The element that holds it."""


@dataclass(slots=True)
class Notes:
    """All notes in order, and what some tokens become because of them."""

    notes: list[Note] = field(default_factory=list)
    atoms: dict[int, list[Atom]] = field(default_factory=dict)
    """By token. A ref has the place of its note in `notes` as value."""

    @property
    def kept(self) -> list[tuple[int, str]]:
        return [(note.node, "note") for note in self.notes]


class NoteLinks:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.targets: dict[str, Node] = {}
        for node in tree.nodes:
            for key in (node.get("id"), node.get("name") if node.name == "a" else ""):
                if key:
                    self.targets.setdefault(key, node)
        self.links = [n for n in tree.nodes if n.name == "a" and "#" in n.get("href")]
        self.labels: dict[int, str] = {}
        for link in self.links:
            core = tree.words(link, 40).strip(EDGES).translate(SUPERSCRIPT)
            if len(core) < 20 and LABEL.fullmatch(core):
                # «[footnote 1]» is how some write 1; «note 1» may be of another series than 1.
                self.labels[link.index] = SPELT.sub("", core)
        self.backs = {link.index for link in self.links if self.is_back(link)}

    def target(self, link: Node) -> Node | None:
        """The element that a link leads to."""
        fragment = link.get("href").partition("#")[2]
        return self.targets.get(fragment) or self.targets.get(unquote(fragment)) if fragment else None

    def words(self, node: Node) -> str:
        """What a page says of an element, in lower case."""
        kinds = " ".join(node.get(key) for key in ("role", "epub:type", "rel", "rev"))
        return f"{node.words} {kinds}".lower()

    def is_back(self, link: Node) -> bool:
        """Whether a link leads from a note back to its marker."""
        around = [link, *(self.tree.nodes[i] for i in [link.parent] if i > 0)]
        if any(BACK_WORDS.search(self.words(node)) for node in around):
            return True
        if ARROWS.fullmatch(self.tree.words(link, 40)):
            return True
        target = self.target(link)
        if target is None or link.index not in self.labels:
            return False
        if BACK_TARGET.match(link.get("href").partition("#")[2]):
            return target.first < link.first
        # Of two that lead to one another the later one leads back.
        return target.first < link.first and any(
            (other := self.target(marker)) is not None and self.near(other, link)
            for marker in self.around(target)
        )

    def around(self, node: Node) -> Iterator[Node]:
        """Links at an anchor: itself, inside it, or the one it is in."""
        for index in (node.index, node.parent):
            if index > 0 and self.tree.nodes[index].name == "a":
                yield self.tree.nodes[index]
        for index in self.tree.starts_between(node.first + 1, min(node.last, node.first + 40) + 1):
            if self.tree.nodes[index].name == "a":
                yield self.tree.nodes[index]

    def near(self, target: Node, link: Node) -> bool:
        """Whether the anchor is the link's own note."""
        return self.tree.inside(link, target) or self.tree.block(target) is self.tree.block(link)

    def markers(self) -> Iterator[tuple[Node, Node]]:
        """(link, target) of every note marker."""
        for link in self.links:
            target = self.target(link)
            if link.index not in self.labels or link.index in self.backs or target is None:
                continue
            if self.tree.inside(link, target) or target.name in HEADINGS:
                continue
            fragment = link.get("href").partition("#")[2]
            around = [link, *([self.tree.nodes[link.parent]] if link.parent > 0 else [])]
            inner = [self.tree.nodes[i] for i in self.tree.starts_between(link.first + 1, link.last)]
            if (
                any(node.name == "sup" for node in (*around, *inner))
                or any(a.name == "sup" for a in self.tree.ancestors(link))
                or any(MARKER_WORDS.search(self.words(node)) for node in around)
                or TARGET.fullmatch(fragment)
                or any(
                    (back := self.target(b)) is not None and self.tree.inside(link, back)
                    for b in self.links_inside(self.tree.block(target))
                    if b.index in self.backs
                )
            ):
                yield link, target

    def links_inside(self, node: Node) -> Iterator[Node]:
        for index in self.tree.starts_between(node.first, min(node.last, node.first + 400) + 1):
            if self.tree.nodes[index].name == "a":
                yield self.tree.nodes[index]
