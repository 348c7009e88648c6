"""The flow of a web page: its tokens in order, to units and interventions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.readers.addresses import safe_address
from build_scripts.readers.html_blocks import Place, places
from build_scripts.readers.html_links import inner_links
from build_scripts.readers.html_lists import printed_number
from build_scripts.readers.html_main import Layout
from build_scripts.readers.html_nesting import BLOCKS
from build_scripts.readers.html_note_links import Notes
from build_scripts.readers.html_tokens import Token
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.readers.html_units import Flow, Gatherer
from build_scripts.readers.weave import Atom
from build_scripts.source import Source

STYLES = {
    "em": "italic",
    "i": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "strong": "bold",
    "b": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "a": "link",
}
QUOTES = {"start": "“", "end": "”"}
#: Longer comments are listed, in characters.
LONG_COMMENT = 60
BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t\f]*(?:\r\n|\n|\r)\s*")


class _Walker(Gatherer):
    def __init__(self, source: Source, tree: Tree, layout: Layout, notes: Notes, ids: Sequence[str]) -> None:
        super().__init__(source, notes)
        self.tree, self.layout, self.ids = tree, layout, ids
        self.places = places(tree, layout)
        self.note = -1
        """The note whose tokens these are."""
        self.upcoming = 0
        self.bullet = False
        """Inside what Word writes for readers that know no lists: the bullet of an item."""

    def run(self) -> Flow:
        index, tokens = 0, self.tree.tokens
        while index < len(tokens):
            self.leave(index)
            self.turn(index)
            node = self.tree.nodes[self.tree.home[index]]
            token = tokens[index]
            if node.first == index and node.index in self.layout.asides and token.kind == "start":
                index = self.set_aside(node)
                continue
            if token.kind in ("text", "ref"):
                index = self.words_at(index, token, node)
                continue
            self.tag(index, token, node)
            index += 1
        self.flush()
        return self.flow

    # -- what is not words -----------------------------------------------------------------------

    def leave(self, index: int) -> None:
        """Close the styles whose element ended before this token."""
        while self.styles and self.styles[-1][0] < index:
            _, name, _ = self.styles.pop()
            if all(name != other for _, other, _ in self.styles):
                self.atoms.append(Atom("close", 0, 0, name))

    def turn(self, index: int) -> None:
        """Begin or end a note."""
        notes = self.notes.notes
        if self.note >= 0 and index >= notes[self.note].last:
            self.note = -1
            self.flush()
        if self.upcoming < len(notes) and index >= notes[self.upcoming].first:
            self.flush()
            self.note = self.upcoming
            self.upcoming += 1

    def set_aside(self, node: Node) -> int:
        """Take an element out of the flow with all it holds; the token behind it."""
        kind, reason = self.layout.asides[node.index]
        start, end = self.tree.span(node)
        end = start + len(self.source.text[start:end].rstrip())
        silent = (
            not self.tree.length(node)
            and all(t.kind != "raw" for t in self.tree.tokens[node.first : node.last + 1])
            and kind not in ("script", "metadata")
        )
        if silent or node.last == node.first:
            self.atoms.append(Atom("mark", start, end, reason="tag"))
        else:
            self.atoms.append(Atom("aside", start, end, kind, reason))
        self.boundary = self.boundary or node.name in BLOCKS
        return node.last + 1

    def tag(self, index: int, token: Token, node: Node) -> None:
        name = token.name
        if token.kind == "raw":
            self.atoms.append(Atom("aside", token.start, token.end, "script", f"content of {name}"))
            if not self.source.text[token.start : token.end].strip():
                self.atoms.pop()
            return
        if name == "q" and self.flowing(node) and not self.layout.paths.intersection((node.index,)):
            self.begin(self.place_of(node))
            self.atoms.append(Atom("glyph", token.start, token.end, QUOTES[token.kind], "quotation mark"))
            self.words += 1
            return
        if name == "li" and token.kind == "start" and self.number(node, token):
            return
        if token.kind == "comment":
            self.comment(token)
            return
        self.atoms.append(Atom("mark", token.start, token.end, reason="tag"))
        if name == "br":
            self.line_break(token, node)
        elif name in BLOCKS or name == "hr":
            self.boundary = True
        elif name in STYLES and token.kind == "start" and node.first == index:
            self.style(node, STYLES[name])

    def comment(self, token: Token) -> None:
        """A comment of some length is listed as hidden content; a doctype or `<!-- end -->` is not."""
        words = self.source.text[token.start : token.end]
        if words.startswith("<![if !supportLists"):
            self.bullet = True
        elif words.startswith("<![endif"):
            self.bullet = False
        if (
            words.startswith("<!--")
            and len(words) > LONG_COMMENT
            and not words.startswith(("<!-- wp:", "<!-- /wp:"))
        ):
            self.atoms.append(Atom("aside", token.start, token.end, "script", "comment"))
        else:
            self.atoms.append(Atom("mark", token.start, token.end, reason="comment"))

    def flowing(self, node: Node) -> bool:
        return node.index not in self.layout.paths

    def number(self, node: Node, token: Token) -> bool:
        """An item of an ordered list begins with the number that a browser prints there."""
        place = self.place_of(node)
        if place.role != "list" or not self.flowing(node) or not self.tree.length(node):
            return False
        number = printed_number(self.tree, node)
        if not number:
            return False
        self.begin(place)
        following = self.source.text[token.end : token.end + 1]
        bare = following != "<" and not following.isspace()
        self.atoms.append(
            Atom("glyph", token.start, token.end, number + " " * bare, "number of the list item")
        )
        if following == "<":
            self.atoms.append(Atom("break", token.end, token.end, " "))
        return True

    def line_break(self, token: Token, node: Node) -> None:
        place = self.place_of(node)
        self.breaks += 1
        if self.breaks > 1 and not place.holding:
            self.boundary = True
        self.atoms.append(Atom("break", token.end, token.end, place.holding or "\n"))

    def style(self, node: Node, name: str) -> None:
        href = None
        if name == "link":
            if not node.has("href"):
                return
            href = safe_address(node.get("href"))
        if all(name != other for _, other, _ in self.styles):
            self.atoms.append(Atom("open", 0, 0, name, "", href))
        self.styles.append((node.last, name, href))

    # -- words -----------------------------------------------------------------------------------

    def place_of(self, node: Node) -> Place:
        if self.note >= 0:
            return Place(-1 - self.note, "note", 0, True, " ", " ", sealed=True)
        return self.places[node.index]

    def words_at(self, index: int, token: Token, node: Node) -> int:
        """Words in the flow, or outside of it; the token to go on with."""
        if node.index in self.layout.paths and self.note < 0:
            return self.stray(index)
        text = self.source.text[token.start : token.end]
        if token.kind == "text" and not text.strip():
            return index + 1
        place = self.place_of(node)
        if token.kind == "ref" and token.name.isspace():
            self.atoms.append(Atom("glyph", token.start, token.end, token.name, "character reference"))
            return index + 1
        if self.bullet and not any(char.isalnum() for char in (text if token.kind == "text" else token.name)):
            self.atoms.append(Atom("mark", token.start, token.end, reason="list mark"))
            return index + 1
        special = self.notes.atoms.get(index)
        if special is not None and all(atom.kind in ("mark", "label") for atom in special) and self.note < 0:
            self.atoms += special
            return index + 1
        if place.loose and token.kind == "text" and special is None:
            self.preformatted(place, token)
            return index + 1
        self.begin(place)
        size = len(text.strip())
        self.words += size
        self.signed += size if place.byline else 0
        self.dated = self.dated or place.dated
        if special is not None:
            self.atoms += [
                a._replace(value=self.ids[int(a.value)]) if a.kind == "ref" else a for a in special
            ]
        elif token.kind == "ref":
            self.atoms.append(Atom("glyph", token.start, token.end, token.name, "character reference"))
        else:
            self.atoms.append(Atom("text", token.start, token.end))
        return index + 1

    def preformatted(self, place: Place, token: Token) -> None:
        """Preformatted prose: a blank line ends a paragraph."""
        position = token.start
        for blank in BLANK_LINE.finditer(self.source.text, token.start, token.end):
            self.piece(place, position, blank.start())
            self.flush()
            position = blank.end()
        self.piece(place, position, token.end)

    def piece(self, place: Place, start: int, end: int) -> None:
        if self.source.text[start:end].strip():
            self.begin(place)
            self.words += end - start
            self.atoms.append(Atom("text", start, end))

    def stray(self, index: int) -> int:
        """Text that stands outside of the main text, not in an element of its own."""
        tokens = self.tree.tokens
        stop = index
        while (
            stop < len(tokens)
            and tokens[stop].kind in ("text", "ref")
            and self.tree.home[stop] == self.tree.home[index]
        ):
            stop += 1
        start, end = tokens[index].start, tokens[stop - 1].end
        words = self.source.text[start:end]
        if words.strip():
            start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            self.boundary = True
            self.atoms.append(Atom("aside", start, end, "interface", "outside the main text"))
        return stop


def walk(source: Source, tree: Tree, layout: Layout, notes: Notes, ids: Sequence[str]) -> Flow:
    """Read the page from its first token to its last."""
    flow = _Walker(source, tree, layout, notes, ids).run()
    flow.styles = inner_links(source, tree, notes, ids, [unit for unit, _ in flow.units], flow.styles)
    return flow
