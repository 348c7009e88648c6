"""Documents made by hand, rendered as the site renders them, and what must hold for every page."""

from __future__ import annotations

import re
from dataclasses import replace

import markdown
from bs4 import BeautifulSoup, NavigableString, Tag

from build_scripts.exporters import markdown as exporter
from build_scripts.exporters.marks import Marks
from build_scripts.markdown_extension import EXTENSIONS
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.source import Line, Source

SOURCE = Source("a b.txt", "text", "utf-8", b"", "0" * 64, "x", (Line(1, 0, 1),))
TAGS = {"italic": "em", "bold": "strong", "superscript": "sup", "subscript": "sub", "code": "code"}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


# Documents, rendered


def block(id: str, kind: str, text: str, **more) -> Block:
    return Block(id, kind, text, (1,), (), **more)


def note(id: str, label: str, text: str, **more) -> Note:
    return Note(id, label, text, (1,), (), **more)


def document(*units: Block | Note, **more) -> Document:
    blocks = tuple(unit for unit in units if isinstance(unit, Block))
    notes = tuple(unit for unit in units if isinstance(unit, Note))
    return replace(Document("doc", SOURCE, (), blocks, notes, ()), **more)


def corpus(one: Document) -> Corpus:
    return Corpus({"language": "en"}, (one,))


def html_of(one: Document, marks: Marks | None = None) -> str:
    source = exporter.body(one, marks)
    assert source.endswith("\n") and not source.endswith("\n\n")
    return markdown.markdown(source, extensions=list(EXTENSIONS))


def soup_of(one: Document, marks: Marks | None = None) -> BeautifulSoup:
    return BeautifulSoup(html_of(one, marks), "html.parser")


def find(soup: BeautifulSoup, id: str) -> Tag:
    found = soup.find_all(id=id)
    assert len(found) == 1, f"{len(found)} elements with id {id}"
    assert isinstance(found[0], Tag)
    return found[0]


def fold(text: str) -> str:
    return " ".join(CONTROL.sub("", text).split())


def is_ours(element: Tag) -> bool:
    """Whether the page added it to the text."""
    return bool({"ln", "noteref", "note-back", "note-label", "ed", "cited"} & set(element.get("class") or []))


def letters(element: Tag) -> list[tuple[str, frozenset[str]]]:
    """Every character with the names of the elements it stands in."""
    result: list[tuple[str, frozenset[str]]] = []

    def walk(node: Tag, inside: frozenset[str]) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                result.extend((sign, inside) for sign in child)
            elif isinstance(child, Tag) and not is_ours(child) and child.name not in ("ul", "ol"):
                if child.name in ("br", "td", "th"):
                    result.append(("\n", inside))
                name = child.name
                if name == "a":
                    name = "link" if child.get("href") else ""
                elif name == "span":
                    name = f"lang-{child['lang']}" if child.get("lang") else "lost"
                walk(child, inside | {name})

    walk(element, frozenset())
    return result


def text_of(element: Tag) -> str:
    return fold("".join(sign for sign, _ in letters(element)))


def check(one: Document, marks: Marks | None = None) -> BeautifulSoup:
    """Everything that must hold for every page. Returns the page for more."""
    source = exporter.body(one, marks)
    assert source == exporter.body(one, marks)
    soup = soup_of(one, marks)
    for unit in (*one.blocks, *one.notes):
        assert text_of(find(soup, unit.id)) == fold(unit.text)
    check_harmless(soup)
    check_structure(one, soup)
    check_notes(one, soup)
    check_margins(one, soup)
    return soup


def check_harmless(soup: BeautifulSoup) -> None:
    allowed = {
        "a", "abbr", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
        "pre", "section", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
        "wbr",
    }  # fmt: skip
    for element in soup.find_all(True):
        assert element.name in allowed
        assert set(element.attrs) <= {
            "id", "class", "href", "lang", "dir", "title", "role", "aria-label", "tabindex",
        }  # fmt: skip
        if "href" in element.attrs:
            assert re.match(r"(?i)https?://|mailto:|#|\.\./people/[a-z0-9-]+\.md$", element["href"])
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def check_structure(one: Document, soup: BeautifulSoup) -> None:
    """No text became structure, and no structure became text."""
    kinds = [unit.kind for unit in one.blocks]
    assert len(soup.find_all("h1")) == max(1, kinds.count("title"))
    assert len(soup.find_all(re.compile("h[2-6]"))) == kinds.count("head")
    assert len(soup.find_all("li")) == kinds.count("list") + len(one.notes)
    assert len(soup.find_all("table")) == kinds.count("table")
    assert len(soup.find_all("pre")) == kinds.count("code")
    depth = 0
    for unit in one.blocks:
        element = find(soup, unit.id)
        depth = min(max(unit.level, 1), depth + 1) if unit.kind == "list" else 0
        assert len(element.find_parents("ul")) == depth
        assert bool(element.find_parent("blockquote")) == (unit.kind == "quote")
        if unit.kind in ("byline", "caption", "verse", "author-note", "abstract", "credit", "dateline"):
            assert unit.kind in element["class"]
    for passage in soup.find_all(lang=True):
        assert (passage.get("dir") == "rtl") == passage["lang"].startswith(("he", "ar", "fa", "ur", "yi"))


def check_notes(one: Document, soup: BeautifulSoup) -> None:
    """Printed labels are shown, in order, and links lead both ways."""
    items = soup.select("section.notes > ol > li.note")
    assert [item["id"] for item in items] == [n.id for n in one.notes]
    shown = []
    for one_note, item in zip(one.notes, items, strict=True):
        assert item.select_one(".note-label").get_text() == one_note.label
        ways = [link["href"][1:] for link in item.select("a.note-back")]
        back = [find(soup, marker) for marker in ways]
        assert all(link["href"] == "#" + one_note.id for link in back)
        assert [link.get_text() for link in back] == [one_note.label] * len(back)
        shown += ways
    markers = soup.select("sup.noteref > a")
    assert sorted(shown) == sorted(link["id"] for link in markers)
    known = {n.id for n in one.notes}
    expected = [ref.note for unit in (*one.blocks, *one.notes) for ref in unit.noterefs if ref.note in known]
    assert sorted(link["href"][1:] for link in markers) == sorted(expected)
    assert not any(link.find_parent("a") for link in markers)


def check_margins(one: Document, soup: BeautifulSoup) -> None:
    for unit in one.blocks:
        first = next(child for child in find(soup, unit.id).children if isinstance(child, Tag))
        assert first.get("class") == ["ln"] and first["href"] == "#" + unit.id
        assert first.get_text() == re.sub("[^0-9]", "", unit.id)
    for unit in (*one.blocks, *one.notes):
        for _, line in unit.breaks:
            find(soup, f"l{line}")


def numbered(labels: list[str]) -> list[tuple[str, str]]:
    """(id, label), the ids as readers and rules make them."""
    result: list[tuple[str, str]] = []
    for label in labels:
        base = "fn" + re.sub("[^A-Za-z0-9_-]", "-", label.replace("*", "-star").replace("†", "-dagger"))
        taken = {id for id, _ in result}
        count, id = 1, base
        while id in taken:
            count += 1
            id = f"{base}-{count}"
        result.append((id, label))
    return result
