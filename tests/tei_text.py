"""Reading a TEI file back: for tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def words(element: ET.Element) -> str:
    """The reading text inside an element: without what was received, with every character put back."""
    parts: list[str] = []
    _walk(element, parts)
    return "".join(parts)


def _walk(element: ET.Element, parts: list[str]) -> None:
    name = element.tag.removeprefix(TEI)
    if name == "orig":
        return
    if name == "g":
        parts.append(chr(int(element.get("n", "").removeprefix("U+"), 16)))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts)
        parts.append(child.tail or "")


def by_id(root: ET.Element) -> dict[str, ET.Element]:
    """Every element with an `xml:id`; fails when one occurs twice."""
    found: dict[str, ET.Element] = {}
    for element in root.iter():
        if id := element.get(ID):
            assert id not in found, f"the id {id} occurs twice"
            found[id] = element
    return found


def pointers(root: ET.Element) -> Iterator[str]:
    """Every pointer into the file itself, without its `#`."""
    names = ("target", "ref", "ana", "resp", "corresp", "wit", "from", "active", "passive")
    for element in root.iter():
        for name in names:
            for word in (element.get(name) or "").split():
                if word.startswith("#"):
                    yield word[1:]
