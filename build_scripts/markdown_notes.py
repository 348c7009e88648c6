# mypy: disable-error-code="misc"
# (Python-Markdown has no types, and its classes are made to be subclassed.)
"""Notes in rendered Markdown: shown under the label that was printed, linked both ways.

The stock extension numbers notes by their order, so that one missing note shifts every later number.
Here a note shows its own label: the key, without `-2`, `-3` … when the key without it is defined too
(numbers that start again). An empty `<span data-label="*"></span>` at the beginning of a note names
another one. Written notes are standard Markdown: `[^7]` and `[^7]: text`.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MARKER = r"\[\^([^\]\s]+)\]"
#: `toc` leaves out what has such an id; `NotesDone` takes it away again.
NOT_IN_CONTENTS = "fnref"

_DEFINITION = re.compile(rf"^ {{0,3}}{MARKER}:[ ]*", re.MULTILINE)
_TOLD = re.compile(r'^<span data-label="([^"]*)"></span>')


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
    item: etree.Element = field(default_factory=lambda: etree.Element("li"))

    @property
    def id(self) -> str:
        return "fn" + unquote(self.key)


@dataclass(slots=True)
class Notes:
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


def _plain(text: str) -> AtomicString:
    """Text for the tree: the serializer takes `&amp;` for an entity, whatever it was meant to be."""
    return AtomicString(text.replace("&", "&amp;"))


class Definitions(BlockProcessor):
    """Takes the notes out of the text. A note goes on in indented blocks."""

    def __init__(self, parser: BlockParser, notes: Notes) -> None:
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


class Markers(InlineProcessor):
    """`[^7]`, when there is such a note."""

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(MARKER, md)
        self.notes = notes

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:
        note = self.notes.by_key.get(m[1])
        if note is None:
            return None, None, None
        sup = etree.Element("sup", {"class": "noteref", "id": NOT_IN_CONTENTS})
        link = etree.SubElement(sup, "a", {"href": "#" + note.id, "role": "doc-noteref"})
        link.set("data-key", note.key)
        label = self.notes.label(note)
        link.set("aria-label", _plain(f"Note {label}"))
        link.text = _plain(label)
        return sup, m.start(0), m.end(0)


class NotesSection(Treeprocessor):
    """Puts the notes at the end, before their text is parsed."""

    def __init__(self, md: Markdown, notes: Notes) -> None:
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
            item = note.item
            item.attrib.update({"class": "note", "id": _free(note.id, ids)})
            items.append(item)
            # Parsed elsewhere first: the parser treats what stands in an `li` as a list's.
            content = etree.Element("div")
            self.md.parser.parseChunk(content, note.text)
            if len(content) == 1 and content[0].tag == "p":
                item.text, item[:] = content[0].text, content[0][:]
            else:
                item[:] = content[:]


class NoteLinks(Treeprocessor):
    """Gives every marker its id, every note its label and the way back. In order of the page."""

    def __init__(self, md: Markdown, notes: Notes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: etree.Element) -> None:
        if not self.notes.listed:
            return
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
        for note in self.notes.listed:
            self._finish(note)

    def _finish(self, note: _Note) -> None:
        item = note.item
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


class NotesDone(Treeprocessor):
    """After `toc`: takes away what kept the markers out of it."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter("sup"):
            if element.get("id") == NOT_IN_CONTENTS:
                del element.attrib["id"]
