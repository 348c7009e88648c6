"""Reading the pages of books back: for tests."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

from build_scripts.forms.xml_text import FORBIDDEN, xml_id
from build_scripts.model import Document

X = "{http://www.w3.org/1999/xhtml}"


def bare(text: str) -> str:
    """Without white space and without what XML cannot hold."""
    return "".join(FORBIDDEN.sub("", text).split())


def words(element: ET.Element) -> str:
    """The text of an element without the signs of notes."""
    parts: list[str] = []

    def walk(node: ET.Element) -> None:
        ours = node.get("role") == "doc-noteref" or node.get("class") == "label"
        if not ours:
            parts.append(node.text or "")
            for child in node:
                walk(child)
                parts.append(child.tail or "")

    walk(element)
    return "".join(parts)


def pages(book: bytes) -> dict[str, ET.Element]:
    """File → its root, for every page of a book."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return {
            name.removeprefix("EPUB/"): ET.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith(".xhtml")
        }


def by_id(roots: dict[str, ET.Element]) -> dict[str, ET.Element]:
    """`file#id` → element; fails when an id occurs twice in a file."""
    found: dict[str, ET.Element] = {}
    for file, root in roots.items():
        for element in root.iter():
            if id := element.get("id"):
                assert f"{file}#{id}" not in found, f"{file}#{id} occurs twice"
                found[f"{file}#{id}"] = element
    return found


def check_text(one: Document, elements: dict[str, ET.Element], before: str) -> None:
    """Every block and note stands whole under its id. `elements` by `before` and id."""
    for unit in one.units:
        element = elements[before + xml_id(unit.id)]
        shown = words(element)
        wanted = "".join("".join(row) for row in unit.rows) if getattr(unit, "rows", ()) else unit.text
        if getattr(unit, "kind", "") == "list":  # deeper items stand inside
            assert bare(shown).startswith(bare(wanted)), unit.id
        else:
            assert bare(shown) == bare(wanted), unit.id


def links(roots: dict[str, ET.Element]) -> list[tuple[str, str]]:
    """(file, address) of every link."""
    return [(file, a.get("href", "")) for file, root in roots.items() for a in root.iter(f"{X}a")]


def dead(roots: dict[str, ET.Element]) -> list[tuple[str, str]]:
    """Links inside the book that lead nowhere."""
    ids = by_id(roots)
    found = []
    for file, href in links(roots):
        if re.match(r"(?i)https?://|mailto:", href):
            continue
        path, _, anchor = href.partition("#")
        target = path or file
        if target not in roots or (anchor and f"{target}#{anchor}" not in ids):
            found.append((file, href))
    return found
