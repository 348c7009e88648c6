"""What the edition asks of Python-Markdown beyond its stock extensions.

- Notes are shown under the label that was printed. (The stock extension numbers them by order, so
  that one missing note shifts every later number.)
- Every block with an anchor of its own, `l62`, has the number of that line as a link in the margin.
- Tables can be scrolled and reached by keyboard.
- Very long paragraphs are rendered in parts: the stock inline parser needs a time that grows with
  the square of the length of one piece of text.

In `mkdocs.yml`: `build_scripts.markdown_extension`. Written notes are standard: `[^7]` and
`[^7]: text`. The label that a note shows is its key, without `-2`, `-3` … when the key without it is
defined too (numbers that start again); an empty `<span data-label="*"></span>` at the beginning of
the note names another one.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

EXTENSIONS = (
    "attr_list", "fenced_code", "md_in_html", "tables", "toc", "build_scripts.markdown_extension",
)  # fmt: skip
"""All that a page of the edition relies on. (MkDocs adds `fenced_code` by itself.)"""

ESCAPABLE = "$:=|~"
"""Signs that a backslash makes plain, besides those of Python-Markdown."""
CUT = "<wbr>"
LONG = 10_000

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ ]*", re.MULTILINE)
_MARKER = r"\[\^([^\]\s]+)\]"
_TOLD = re.compile(r'^<span data-label="([^"]*)"></span>')
_LINE_ID = re.compile(r"l(\d+)[a-z]*")
_PART = "edition-part"
#: `toc` leaves out what has such an id; it is taken away again afterwards.
_NOT_IN_CONTENTS = "fnref"


def shown_label(key: str, keys: Collection[str]) -> str:
    """The label that a note with this key shows, when none is named: `7-2` → `7` if there is a `7`."""
    match = re.fullmatch(r"(.+)-\d+", key)
    return unquote(match[1] if match and match[1] in keys else key)


@dataclass(slots=True)
class _Note:
    key: str
    text: str
    label: str | None
    markers: list[str] = field(default_factory=list)
    """Ids of the markers that lead here."""

    @property
    def id(self) -> str:
        return "fn" + unquote(self.key)


@dataclass(slots=True)
class _Notes:
    """The notes of the page that is being rendered."""

    listed: list[_Note] = field(default_factory=list)
    by_key: dict[str, _Note] = field(default_factory=dict)

    def add(self, key: str, text: str) -> None:
        told = _TOLD.match(text)
        note = _Note(key, text[told.end() :] if told else text, html.unescape(told[1]) if told else None)
        self.listed.append(note)
        self.by_key.setdefault(key, note)

    def label(self, note: _Note) -> str:
        return shown_label(note.key, self.by_key) if note.label is None else note.label

    def clear(self) -> None:
        self.listed.clear()
        self.by_key.clear()


def _plain(text: str) -> str:
    """Text for the tree: the serializer takes `&amp;` for an entity, whatever it was meant to be."""
    return AtomicString(text.replace("&", "&amp;"))


class _Definitions(BlockProcessor):
    """Takes the notes out of the text. A note goes on in indented blocks."""

    def __init__(self, parser: BlockParser, notes: _Notes) -> None:
        super().__init__(parser)
        self.notes = notes

    def test(self, parent: etree.Element, block: str) -> bool:
        return "[^" in block and bool(_DEFINITION.search(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = list(_DEFINITION.finditer(block))
        if before := block[: found[0].start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        for index, match in enumerate(found):
            last = index + 1 == len(found)
            text = block[match.end() : None if last else found[index + 1].start()].rstrip("\n")
            parts = [self.looseDetab(text)]
            while last and blocks and blocks[0].startswith(" " * self.tab_length):
                parts.append(self.looseDetab(blocks.pop(0)))
            self.notes.add(match[1], "\n\n".join(parts))


class _Markers(InlineProcessor):
    """`[^7]`, when there is such a note."""

    def __init__(self, notes: _Notes, md: Markdown) -> None:
        super().__init__(_MARKER, md)
        self.notes = notes

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        note = self.notes.by_key.get(m[1])
        if note is None:
            return None, None, None
        sup = etree.Element("sup", {"class": "noteref", "id": _NOT_IN_CONTENTS, "data-search-exclude": ""})
        link = etree.SubElement(sup, "a", {"href": "#" + note.id, "role": "doc-noteref"})
        link.set("data-key", note.key)
        label = self.notes.label(note)
        link.set("aria-label", _plain(f"Note {label}"))
        link.text = _plain(label)
        return sup, m.start(0), m.end(0)


class _NotesSection(Treeprocessor):
    """Puts the notes at the end, before their text is parsed."""

    def __init__(self, md: Markdown, notes: _Notes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: etree.Element) -> None:
        if not self.notes.listed:
            return
        section = etree.SubElement(
            root, "section", {"class": "notes", "role": "doc-endnotes", "aria-label": "Notes"}
        )
        items = etree.SubElement(section, "ol")
        ids: set[str] = set()
        for note in self.notes.listed:
            item = etree.SubElement(items, "li", {"class": "note", "role": "doc-footnote"})
            item.set("id", _free(note.id, ids))
            # Parsed elsewhere first: the parser treats what stands in an `li` as a list's.
            content = etree.Element("div")
            self.parser_of(content, note.text)
            if len(content) == 1 and content[0].tag == "p":
                item.text, item[:] = content[0].text, content[0][:]
            else:
                item[:] = content[:]

    def parser_of(self, parent: etree.Element, text: str) -> None:
        self.md.parser.parseChunk(parent, text)


class _NoteLinks(Treeprocessor):
    """Gives every marker its id, every note its label and the way back. In order of the page."""

    def __init__(self, md: Markdown, notes: _Notes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: etree.Element) -> None:
        if not self.notes.listed:
            return
        items = [item for item in root.iter("li") if item.get("class") == "note"]
        taken = {id for element in root.iter() if (id := element.get("id"))}
        links = [link for link in root.iter("a") if link.get("data-key") is not None]
        first: set[str] = set()
        for link in links:
            key = link.attrib["data-key"]
            if key not in first:  # the plain ids go to the first markers, whatever the labels
                first.add(key)
                link.set("id", _free("fnref-" + self.notes.by_key[key].id, taken))
        for link in links:
            note = self.notes.by_key[link.attrib.pop("data-key")]
            if "id" not in link.attrib:
                link.set("id", _free("fnref-" + note.id, taken, len(note.markers) + 1))
            note.markers.append(link.attrib["id"])
        for note, item in zip(self.notes.listed, items, strict=True):
            self._finish(note, item)

    def _finish(self, note: _Note, item: etree.Element) -> None:
        label = etree.Element("span", {"class": "note-label"})
        label.text = _plain(self.notes.label(note))
        label.tail, item.text = " " + (item.text or "").lstrip(), None
        item.insert(0, label)
        place = item[-1] if item[-1].tag == "p" else item
        for index, marker in enumerate(note.markers, 1):
            which = "" if len(note.markers) == 1 else f", place {index}"
            back = {
                "class": "note-back",
                "href": "#" + marker,
                "aria-label": f"Back to the text{which}",
                "data-search-exclude": "",
            }
            _append_text(place, " ")
            etree.SubElement(place, "a", back).text = "↩"


def _free(id: str, taken: set[str], count: int = 1) -> str:
    """`id`, or the first of `id-2`, `id-3` … that is not taken; it is taken afterwards."""
    name = id if count == 1 else f"{id}-{count}"
    while name in taken:
        count += 1
        name = f"{id}-{count}"
    taken.add(name)
    return name


def _append_text(parent: etree.Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class _CutLong(Treeprocessor):
    """Before the inline parser: a very long text becomes several, where its writer allows it."""

    def run(self, root: etree.Element) -> None:
        for element in list(root.iter()):
            text = element.text
            if not text or len(text) < LONG or CUT not in text or isinstance(text, AtomicString):
                continue
            element.text = None
            for index, part in enumerate(text.split(CUT)):
                child = etree.Element("span", {"class": _PART})
                child.text = part
                element.insert(index, child)


class _JoinLong(Treeprocessor):
    """After the inline parser: the parts become one again."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if len(element) and element[0].get("class") == _PART:
                children = list(element)
                element[:] = []
                words: list[str] = [element.text or ""]
                for child in children:
                    if child.get("class") != _PART:
                        _flush(element, words)
                        element.append(child)
                        continue
                    words.append(child.text or "")
                    for inner in child:
                        _flush(element, words)
                        words.append(inner.tail or "")
                        inner.tail = None
                        element.append(inner)
                _flush(element, words)


def _flush(parent: etree.Element, words: list[str]) -> None:
    if text := "".join(words):
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = text
    words.clear()


class _Margins(Treeprocessor):
    """Line numbers in the margin, tables in a box of their own. Runs when the table of contents is
    made, so that no number gets into a heading there."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    box = parent
                    if "table" not in (parent.get("class") or "").split():
                        box = etree.Element("div", {"class": "table"})
                        box.tail, child.tail = child.tail, None
                        parent[index] = box
                        box.append(child)
                    box.attrib.update({"tabindex": "0", "role": "region", "aria-label": "Table"})
        for element in root.iter():
            if element.tag == "sup" and element.get("id") == _NOT_IN_CONTENTS:
                del element.attrib["id"]
        for element, number in list(_numbered(root)):
            link = etree.Element("a", {"class": "ln", "href": "#" + element.attrib["id"]})
            link.set("aria-label", f"Line {number}")
            link.set("data-search-exclude", "")
            link.text, link.tail, element.text = number, element.text, None
            element.insert(0, link)


def _numbered(root: etree.Element) -> Iterator[tuple[etree.Element, str]]:
    for element in root.iter():
        match = _LINE_ID.fullmatch(element.get("id") or "")
        if match and element.tag not in ("a", "span"):
            yield element, match[1]


class EditionExtension(Extension):
    """All of the above. Priorities: the inline parser runs at 20, `attr_list` at 8, `toc` at 5 and
    MkDocs looks for the title at 1."""

    def __init__(self, **configs: Any) -> None:
        super().__init__(**configs)
        self.notes = _Notes()

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.ESCAPED_CHARS.extend(sign for sign in ESCAPABLE if sign not in md.ESCAPED_CHARS)
        md.parser.blockprocessors.register(_Definitions(md.parser, self.notes), "edition_notes", 104)
        md.inlinePatterns.register(_Markers(self.notes, md), "edition_marker", 175)
        md.treeprocessors.register(_NotesSection(md, self.notes), "edition_notes", 50)
        md.treeprocessors.register(_CutLong(md), "edition_cut", 30)
        md.treeprocessors.register(_JoinLong(md), "edition_join", 19)
        md.treeprocessors.register(_NoteLinks(md, self.notes), "edition_links", 15)
        md.treeprocessors.register(_Margins(md), "edition_margins", 0.5)

    def reset(self) -> None:
        self.notes.clear()


def makeExtension(**configs: Any) -> EditionExtension:
    return EditionExtension(**configs)
