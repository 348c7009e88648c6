"""Notes of a web page: markers and notes are found by the links between them.

Known shapes: `<sup><a href="#x">1</a></sup>`, `role=doc-noteref` and `epub:type`, Wikipedia
(`cite_note`), Pandoc, WordPress, Word (`_ftn1`), and lists of notes that no marker leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from build_scripts.readers.html_lists import item_number
from build_scripts.readers.html_tree import HEADINGS, Node, Tree
from build_scripts.readers.weave import Atom

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
EDGES = "[](){}.,:; \t\r\n\xa0"
LABEL = re.compile(
    r"(?:(?:note|n|nb|fn|footnote|endnote|anm|nota|прим)\.?\s*)?"
    r"(?:\d{1,4}[a-z]?|[a-z]{1,2}|[ivxlcdm]{1,8}|[*†‡§¶‖#]{1,5})",
    re.IGNORECASE,
)
MARKER_WORDS = re.compile(r"(?:^|[\s_-])(?:note-?ref|footnote|endnote|fn-?ref|fn|reference|cite_?ref|noteref|doc-noteref|sdfootnoteanc|"
                          r"sdendnoteanc|msofootnotereference|msoendnotereference|easy-footnote)(?:$|[\s_\d-])")
TARGET = re.compile(r"_?(?:ftn|edn|fn|foot-?note|end-?note|cite_?note|note|sdfootnote|sdendnote|easy-footnote-bottom|en|n)"
                    r"[-_:.]?[\w.-]{0,40}", re.IGNORECASE)
BACK_TARGET = re.compile(r"(?:_?(?:ftn|edn|fn|foot-?note|end-?note|cite_?|note)[-_:]?(?:ref|back|anc|anchor|return|link)|ref|"
                         r"sd(?:foot|end)note\d+anc|back|easy-footnote-\d)", re.IGNORECASE)
BACK_WORDS = re.compile(r"(?:^|[\s_-])(?:back-?link|back-?ref|footnote-back|footnote-backref|reversefootnote|footnote-return|"
                        r"doc-backlink|mw-cite-backlink|referrer)(?:$|[\s_-])")
ARROWS = re.compile(r"[\s\^↑↩⤴↵⏎⮌↖△▲\ufe0e\ufe0f]+|back|return|jump up|\[?back to text\]?", re.IGNORECASE)
SECTION = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|rearnotes|doc-endnotes|doc-footnotes|reflist|notelist)(?:$|[\s_-])")
SINGLE = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
WIDE = frozenset("html body article main section x-file table tbody".split())


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


class _Finder:
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
                self.labels[link.index] = core
        self.backs = {link.index for link in self.links if self.is_back(link)}

    def target(self, link: Node) -> Node | None:
        fragment = link.get("href").partition("#")[2]
        return self.targets.get(fragment) or self.targets.get(unquote(fragment)) if fragment else None

    def words(self, node: Node) -> str:
        return f"{node.words} {node.get('role')} {node.get('epub:type')} {node.get('rel')} {node.get('rev')}".lower()

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
            (other := self.target(marker)) is not None and self.near(other, link) for marker in self.around(target)
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
                or any((back := self.target(b)) is not None and self.tree.inside(link, back)
                       for b in self.links_inside(self.tree.block(target)) if b.index in self.backs)
            ):
                yield link, target

    def links_inside(self, node: Node) -> Iterator[Node]:
        for index in self.tree.starts_between(node.first, min(node.last, node.first + 400) + 1):
            if self.tree.nodes[index].name == "a":
                yield self.tree.nodes[index]


def find_notes(tree: Tree) -> Notes:
    """Pair the markers and notes of a page."""
    finder = _Finder(tree)
    places: dict[tuple[int, int], Note] = {}
    leads: list[tuple[Node, tuple[int, int]]] = []
    found = list(finder.markers())
    starts = {target.first for _, target in found}
    for link, target in found:
        note = _place(tree, target, starts, link)
        if note is None or note.first <= link.first < note.last:
            continue
        note.label = finder.labels[link.index]
        places.setdefault((note.first, note.last), note)
        leads.append((link, (note.first, note.last)))
    for note in _unmarked(tree, list(places.values()), finder):
        places.setdefault((note.first, note.last), note)
    from build_scripts.readers.html_loose_notes import loose_notes  # it builds on this module

    for note, raised in loose_notes(tree, {i for n in places.values() for i in range(n.first, n.last)} | {
        i for link, _ in leads for i in range(max(0, link.first - 2), link.last + 1)
    }):
        places.setdefault((note.first, note.last), note)
        leads += [(node, (note.first, note.last)) for node in raised]
    result = Notes(_apart(tree, places.values()))
    marked = {index for node in (tree.nodes[i] for i in finder.backs) for index in range(node.first, node.last + 1)}
    kept: list[Note] = []
    for note in result.notes:
        atoms = _head(tree, note, marked)
        if _says_something(tree, note, atoms):
            kept.append(note)
            result.atoms |= atoms
    result.notes = kept
    brackets: dict[int, set[int]] = {}
    order = {(note.first, note.last): place for place, note in enumerate(kept)}
    for link, key in leads:
        if key in order:
            result.atoms |= _marker(tree, link, order[key])
            for index, at in _brackets(tree, link):
                brackets.setdefault(index, set()).add(at)
    for index, places in brackets.items():
        if index not in result.atoms:
            result.atoms[index] = _without(tree, index, places)
    return result


def _brackets(tree: Tree, link: Node) -> list[tuple[int, int]]:
    """Brackets that stand around a marker, in the text beside it: (token, position)."""
    filled = [i for i in (*range(link.first - 1, max(-1, link.first - 6), -1),) if tree.lengths[i + 1] > tree.lengths[i]]
    after = [i for i in range(link.last + 1, min(len(tree.tokens), link.last + 6)) if tree.lengths[i + 1] > tree.lengths[i]]
    if not filled or not after or tree.tokens[filled[0]].kind != "text" or tree.tokens[after[0]].kind != "text":
        return []
    left, right = tree.tokens[filled[0]], tree.tokens[after[0]]
    pair = tree.text[left.end - 1] + tree.text[right.start]
    return [(filled[0], left.end - 1), (after[0], right.start)] if pair in ("[]", "()") else []


def _without(tree: Tree, index: int, places: set[int]) -> list[Atom]:
    """A token of text from which some signs are taken out."""
    atoms: list[Atom] = []
    position = tree.tokens[index].start
    for at in sorted(places):
        if position < at:
            atoms.append(Atom("text", position, at))
        atoms.append(Atom("mark", at, at + 1, reason="sign of the marker"))
        position = at + 1
    if position < tree.tokens[index].end:
        atoms.append(Atom("text", position, tree.tokens[index].end))
    return atoms


def _place(tree: Tree, target: Node, starts: set[int], link: Node) -> Note | None:
    """Where the note at an anchor begins and ends."""
    block = tree.block(target)
    if block.name == "tr" or block.name in ("td", "th"):
        block = next((n for n in (block, *tree.ancestors(block)) if n.name == "tr"), block)
    if block.name == "dt":
        return Note(block.first, _end_of_definition(tree, block), "", tree.nodes[block.parent].index)
    if block.name in WIDE and block is not target or (block.first <= link.first <= block.last):
        return _behind(tree, target, link)
    inside = sorted(s for s in starts if block.first <= s <= block.last)
    if len(inside) > 1:
        # Several notes in one block, each with its own anchor.
        later = [s for s in inside if s > target.first]
        first = block.first if target.first == inside[0] else target.first
        return Note(first, later[0] if later else block.last + 1, "", block.index)
    while block.parent > 0:
        outer = tree.nodes[block.parent]
        alone = sum(outer.first <= s <= outer.last for s in starts) == 1
        fits = outer.name in ("li", "dd", "tr") or (outer.name in ("div", "aside") and TARGET.fullmatch(outer.get("id") or "-"))
        if not alone or not fits or outer.first <= link.first <= outer.last:
            break
        block = outer
    return Note(block.first, block.last + 1, "", block.index)


def _end_of_definition(tree: Tree, term: Node) -> int:
    end = term.last + 1
    for index in tree.children[term.parent]:
        node = tree.nodes[index]
        if node.first <= term.first:
            continue
        if node.name != "dd":
            break
        end = node.last + 1
    return end


def _behind(tree: Tree, target: Node, link: Node) -> Note | None:
    """The block that follows an anchor which stands between blocks."""
    for index in range(target.first, min(target.last + 60, len(tree.tokens))):
        if tree.lengths[index + 1] == tree.lengths[index]:
            continue
        block = tree.block(tree.nodes[tree.home[index]])
        if block.name in WIDE or block.name in HEADINGS or block.first <= link.first <= block.last:
            return None
        return Note(block.first, block.last + 1, "", block.index)
    return None


def _unmarked(tree: Tree, marked: list[Note], finder: _Finder) -> Iterator[Note]:
    """Notes that no marker leads to: in a list of notes, or named as notes by the page."""
    holders = {note.node for note in marked}
    parents = {tree.nodes[index].parent for index in holders if tree.nodes[index].name in ("li", "p", "div")}
    for node in tree.nodes:
        if node.index in holders or not tree.length(node):
            continue
        if SINGLE & set(f"{node.get('role')} {node.get('epub:type')}".lower().split()) and node.name != "a":
            yield Note(node.first, node.last + 1, _printed_label(tree, node), node.index)
        elif node.name == "li":
            outer = tree.nodes[node.parent]
            around = [outer, *list(tree.ancestors(outer))[:2]]
            listed = any(SECTION.search(finder.words(a)) for a in around) or (
                outer.index in parents and outer.name == "ol"
            )
            if listed and outer.name in ("ol", "ul") and sum(a.name == "li" for a in tree.ancestors(node)) == 0:
                yield Note(node.first, node.last + 1, _printed_label(tree, node), node.index)


def _printed_label(tree: Tree, node: Node) -> str:
    """The number of a note that no marker leads to."""
    head = re.match(r"[\[(]?(\d{1,4}|[*†‡§]{1,4})[\])]?[.:)]?(?:\s|$)", tree.words(node, 40).translate(SUPERSCRIPT))
    if head and (head.group().strip() != head.group(1) or tree.nodes[node.parent].name != "ol"):
        return head.group(1)
    number = item_number(tree, node)
    return str(number) if number is not None else head.group(1) if head else "*"


def _apart(tree: Tree, notes: Iterable[Note]) -> list[Note]:
    """Notes in order, without those that lie inside another."""
    kept: list[Note] = []
    for note in sorted(notes, key=lambda n: (n.first, -n.last)):
        if not kept or note.first >= kept[-1].last:
            kept.append(note)
    return kept


def _head(tree: Tree, note: Note, back: set[int]) -> dict[int, list[Atom]]:
    """The label at the head of a note, and the links that lead back from it."""
    atoms: dict[int, list[Atom]] = {}
    at_head, labelled, opened = True, False, False
    automatic = tree.nodes[note.node].name == "li" and tree.nodes[tree.nodes[note.node].parent].name == "ol"
    for index in range(note.first, note.last):
        token = tree.tokens[index]
        if token.kind not in ("text", "ref") or tree.lengths[index + 1] == tree.lengths[index]:
            continue
        words = tree.text[token.start : token.end] if token.kind == "text" else token.name
        chain = _chain(tree, index, note)
        if index in back or any(BACK_WORDS.search(node.words) for node in chain):
            same = words.strip(EDGES).translate(SUPERSCRIPT) == note.label
            kind = "label" if same and at_head and not labelled else "mark"
            labelled = labelled or kind == "label"
            atoms[index] = [Atom(kind, token.start, token.end, note.label if kind == "label" else "", "link back")]
            continue
        if not at_head:
            continue
        if ARROWS.fullmatch(words) or (not labelled and words.strip() in ("[", "(")):
            opened = words.strip() in ("[", "(")
            atoms[index] = [Atom("mark", token.start, token.end, reason="sign of the note")]
            continue
        at_head = False
        start = _leading(words)
        if labelled:
            end = re.match(r"\s*[\])]?[.:]?(?=\s|$)", words)
            size = end.end() if end else 0
            if size > start:
                atoms[index] = _cut(token.start, token.end, start, size, Atom("mark", 0, 0, reason="sign of the note"))
        elif size := _label_size(words, note.label, automatic and not opened and not any(n.name == "sup" for n in chain)):
            atoms[index] = _cut(token.start, token.end, start, size, Atom("label", 0, 0, note.label, "label of the note"))
            at_head, labelled = words[size:].strip() == "", True
    return atoms


def _chain(tree: Tree, index: int, note: Note) -> list[Node]:
    """The elements around a token, inside the note."""
    node = tree.nodes[tree.home[index]]
    chain = []
    while node.index > 0 and node.first >= note.first and len(chain) < 12:
        chain.append(node)
        node = tree.nodes[node.parent]
    return chain


def _leading(words: str) -> int:
    return len(words) - len(words.lstrip())


def _label_size(words: str, label: str, automatic: bool) -> int:
    """How many characters of `words` are the label with its brackets; 0 when it is not there."""
    written = words.translate(SUPERSCRIPT)
    match = re.match(rf"\s*([\[(]?)\s*{re.escape(label)}\s*([\])]?\s*[.:)]?)(?=\s|$)", written, re.IGNORECASE)
    if not match:
        match = re.match(rf"\s*([\[(])\s*{re.escape(label)}\s*([\])])", written, re.IGNORECASE)
    if not match and written != words:
        match = re.match(rf"\s*(){re.escape(label)}()(?!\d)", written)
    if not match or (automatic and not match.group(1) and not match.group(2)):
        return 0
    return match.end()


def _cut(start: int, end: int, first: int, last: int, atom: Atom) -> list[Atom]:
    cut = [atom._replace(start=start + first, end=start + last)]
    return cut + ([Atom("text", start + last, end)] if start + last < end else [])


def _says_something(tree: Tree, note: Note, atoms: dict[int, list[Atom]]) -> bool:
    for index in range(note.first, note.last):
        token = tree.tokens[index]
        if token.kind in ("text", "ref") and tree.lengths[index + 1] > tree.lengths[index]:
            parts = atoms.get(index, [Atom("text", token.start, token.end)])
            if any(a.kind == "text" and tree.text[a.start : a.end].strip() for a in parts):
                return True
    return False


def _marker(tree: Tree, link: Node, place: int) -> dict[int, list[Atom]]:
    """A marker: its sign leads to the note, its brackets are signs of the format."""
    outer = link
    while outer.parent > 0 and tree.nodes[outer.parent].name in ("sup", "span"):
        around = tree.nodes[outer.parent]
        if sum(n.name == "a" for n in map(tree.nodes.__getitem__, tree.starts_between(around.first, around.last))) > 1:
            break
        if len(tree.words(around, 60).strip(EDGES)) > len(tree.words(link, 60).strip(EDGES)):
            break
        outer = around
    atoms: dict[int, list[Atom]] = {}
    done = False
    for index in range(outer.first, outer.last + 1):
        token = tree.tokens[index]
        if token.kind not in ("text", "ref") or tree.lengths[index + 1] == tree.lengths[index]:
            continue
        words = tree.text[token.start : token.end]
        core = words.strip(EDGES) if token.kind == "text" else words if token.name.strip(EDGES) else ""
        if not core or done:
            atoms[index] = [Atom("mark", token.start, token.end, reason="sign of the marker")]
            continue
        done = True
        at = token.start + words.index(core)
        parts = [(token.start, at, "mark"), (at, at + len(core), "ref"), (at + len(core), token.end, "mark")]
        atoms[index] = [
            Atom(kind, a, b, str(place) if kind == "ref" else "", "note marker" if kind == "ref" else "sign of the marker")
            for a, b, kind in parts
            if tree.text[a:b].strip()
        ]
    return atoms
