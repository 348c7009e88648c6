# mypy: disable-error-code="misc"
# (Python-Markdown has no types, and its classes are made to be subclassed.)
"""What the edition asks of Python-Markdown beyond its stock extensions.

- Notes are shown under the label that was printed (see `markdown_notes.py`).
- Every block with an anchor of its own, `l62`, has the number of that line as a link in the margin.
- Links to the pages of names have the class `name`.
- Tables can be scrolled and reached by keyboard.
- Very long paragraphs are rendered in parts: the stock inline parser needs a time that grows with
  the square of the length of one piece of text.

In `mkdocs.yml`: `build_scripts.markdown_extension`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from build_scripts.authorities import KINDS
from build_scripts.markdown_notes import (
    Definitions,
    Markers,
    NoteLinks,
    Notes,
    NotesDone,
    NotesSection,
)

EXTENSIONS = (
    "attr_list", "fenced_code", "md_in_html", "tables", "toc", "build_scripts.markdown_extension",
)  # fmt: skip
"""All that a page of the edition relies on. (MkDocs adds `fenced_code` by itself.)"""

ESCAPABLE = "$:=|~"
"""Signs that a backslash makes plain, besides those of Python-Markdown."""
CUT = "<wbr>"
LONG = 10_000

_LINE_ID = re.compile(r"l(\d+)[a-z]*")
_ENTITY_PAGE = re.compile(rf"\.\./(?:{'|'.join(folder for folder, _ in KINDS.values())})/[a-z0-9-]+\.md")
_PART = "edition-part"


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
        tables = 0
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    tables += 1
                    box = parent
                    if "table" not in (parent.get("class") or "").split():
                        box = etree.Element("div", {"class": "table"})
                        box.tail, child.tail = child.tail, None
                        parent[index] = box
                        box.append(child)
                    name = "Table" if tables == 1 else f"Table {tables}"
                    box.attrib.update({"tabindex": "0", "role": "region", "aria-label": name})
        for element, number in list(_numbered(root)):
            link = etree.Element("a", {"class": "ln", "href": "#" + element.attrib["id"]})
            link.set("aria-label", f"Line {number}")
            link.text, link.tail, element.text = number, element.text, None
            element.insert(0, link)


def _numbered(root: etree.Element) -> Iterator[tuple[etree.Element, str]]:
    for element in root.iter():
        match = _LINE_ID.fullmatch(element.get("id") or "")
        if match and element.tag not in ("a", "span"):
            yield element, match[1]


class _Names(Treeprocessor):
    """After the inline parser: links to the pages of names are quiet ones."""

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            if _ENTITY_PAGE.fullmatch(link.get("href") or ""):
                link.set("class", "name")


class EditionExtension(Extension):
    """All of the above. Priorities: the inline parser runs at 20, `attr_list` at 8, `toc` at 5 and
    MkDocs looks for the title at 1."""

    def __init__(self, **configs: Any) -> None:
        super().__init__(**configs)
        self.notes = Notes()

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.ESCAPED_CHARS.extend(sign for sign in ESCAPABLE if sign not in md.ESCAPED_CHARS)
        md.parser.blockprocessors.register(Definitions(md.parser, self.notes), "edition_notes", 104)
        md.inlinePatterns.register(Markers(self.notes, md), "edition_marker", 175)
        md.treeprocessors.register(NotesSection(md, self.notes), "edition_notes", 50)
        md.treeprocessors.register(_CutLong(md), "edition_cut", 30)
        md.treeprocessors.register(_JoinLong(md), "edition_join", 19)
        md.treeprocessors.register(_Names(md), "edition_names", 16)
        md.treeprocessors.register(NoteLinks(md, self.notes), "edition_links", 15)
        md.treeprocessors.register(NotesDone(md), "edition_done", 0.6)
        md.treeprocessors.register(_Margins(md), "edition_margins", 0.5)

    def reset(self) -> None:
        self.notes.clear()


def makeExtension(**configs: Any) -> EditionExtension:
    return EditionExtension(**configs)
