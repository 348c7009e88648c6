"""The Markdown of the edition, rendered, shows exactly the text of the blocks and notes.

Documents are made by hand and by Hypothesis from the worst characters that Markdown, HTML, Jinja and
the renderer's extensions know.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace

import frontmatter
import markdown
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_scripts import dates
from build_scripts.exporters import markdown as exporter
from build_scripts.markdown_extension import EXTENSIONS
from build_scripts.model import (
    Block,
    Corpus,
    Document,
    Intervention,
    Line,
    Note,
    NoteRef,
    Passage,
    Source,
    Statement,
    TextStyle,
)

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


def html_of(one: Document) -> str:
    source = exporter.body(one)
    assert source.endswith("\n") and not source.endswith("\n\n")
    return markdown.markdown(source, extensions=list(EXTENSIONS))


def soup_of(one: Document) -> BeautifulSoup:
    return BeautifulSoup(html_of(one), "html.parser")


def find(soup: BeautifulSoup, id: str) -> Tag:
    found = soup.find_all(id=id)
    assert len(found) == 1, f"{len(found)} elements with id {id}"
    assert isinstance(found[0], Tag)
    return found[0]


def fold(text: str) -> str:
    return " ".join(CONTROL.sub("", text).split())


def is_ours(element: Tag) -> bool:
    """Whether the page added it to the text."""
    return bool({"ln", "noteref", "note-back", "note-label"} & set(element.get("class") or []))


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


def check(one: Document) -> BeautifulSoup:
    """Everything that must hold for every page. Returns the page for more."""
    source = exporter.body(one)
    assert source == exporter.body(one)
    soup = soup_of(one)
    for unit in (*one.blocks, *one.notes):
        assert text_of(find(soup, unit.id)) == fold(unit.text)
    check_harmless(soup)
    check_structure(one, soup)
    check_notes(one, soup)
    check_margins(one, soup)
    return soup


def check_harmless(soup: BeautifulSoup) -> None:
    allowed = {
        "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
        "pre", "section", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
        "wbr",
    }  # fmt: skip
    for element in soup.find_all(True):
        assert element.name in allowed
        assert set(element.attrs) <= {
            "id", "class", "href", "lang", "dir", "title", "role", "aria-label", "tabindex", "data-search-exclude"
        }  # fmt: skip
        if "href" in element.attrs:
            assert re.match(r"(?i)https?://|mailto:|#", element["href"])
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
    for unit in one.blocks:
        element = find(soup, unit.id)
        assert bool(element.find_parent("blockquote")) == (unit.kind == "quote")
        if unit.kind in ("byline", "caption", "verse", "author-note", "abstract", "credit", "dateline"):
            assert unit.kind in element["class"]
    for passage in soup.find_all(lang=True):
        assert (passage.get("dir") == "rtl") == (passage["lang"].split("-")[0] in ("he", "ar", "fa", "ur", "yi"))


def check_notes(one: Document, soup: BeautifulSoup) -> None:
    """Printed labels are shown, in order, and links lead both ways."""
    items = soup.select("section.notes > ol > li.note")
    assert [item["id"] for item in items] == [n.id for n in one.notes]
    shown = []
    for given, item in zip(one.notes, items, strict=True):
        assert item.select_one(".note-label").get_text() == given.label
        ways = [link["href"][1:] for link in item.select("a.note-back")]
        back = [find(soup, marker) for marker in ways]
        assert all(link["href"] == "#" + given.id for link in back)
        assert [link.get_text() for link in back] == [given.label] * len(back)
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


# Texts that try to be something else

TOKENS = [
    "\\", "`", "``", "```", "*", "**", "***", "_", "__", "[", "]", "(", ")", "<", ">", "&", "{", "}", "#", "##",
    "+", "-", "---", "***", "___", "===", "~", "~~~", "^", "=", "|", ":", "::", ":::", "!", "!!!", "$", "$$", "\"",
    "'", "--8<--", "--8<-- \"x\"", "{{ x }}", "{% raw %}", "{# x #}", "{: .a #l1 }", "{ #l1 }", "{#l1}", "[^1]",
    "[^1]:", "[^7]: x", "[TOC]", "*[x]: y", "[x]: http://a.b", "[x][y]", "[x](javascript:alert(1))", "![x](y)",
    "<script>alert(1)</script>", "<b onclick=x>", "</div>", "<div markdown=1>", "<!-- x -->", "<?php ?>",
    "<![CDATA[x]]>", "<iframe src=x>", "<a id=\"l1\"></a>", "&lt;", "&amp;", "&#60;", "&#x3c;", "&copy", "&bogus;",
    "&", "amp;", "#38;", "http://a.b/c_d_e?f=g&h=i", "https://a.b/(x)", "<http://a.b>", "<a@b.c>", "www.a.b",
    "a@b.c", "1.", "12)", "2014.", "1\\.", "- x", "* x", "+ x", "1. x", "# x", "> x", "    x", "\t", "  ", " ",
    "|a|b|", "| --- | --- |", "|-|-|", ": x", "a:b:c", ":smile:", "wzxhzdk:0", "klzzwxh:0000", "\x02wzxhzdk:0\x03",
    "\x02", "\x03", "\x02amp\x03", "\x00", "\x1b", "\x7f", "\u2028", "\u2029", "\x85", "\u00a0", "\u200b", "\u200f",
    "\ufeff", "é", "e\u0301", "\u0301", "שלום", "سلام", "Привет", "日本語", "😀", "👨\u200d👩", "ﬁ", "foo", "bar", "Foo",
    "a", "1", "9", "x", "[sic]", "[a] [b]", "[x]", "…", "—", "“", "”", "’", ".", ",", ";", "?", "/", "%", "@", "<wbr>",
    "<br>", "</p>", "<p>", "<em>", "</em>", "{", "}}", "{{", "%}", "\\[", "\\_", "\\\\", "fn7", "l62",
]  # fmt: skip
words = st.lists(
    st.one_of(
        st.sampled_from(TOKENS),
        st.sampled_from([" ", " ", "foo", "bar"]),
        st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\n\r", max_codepoint=0x1FFFF), max_size=4
        ),
    ),
    max_size=14,
).map("".join)
KINDS = ["p", "p", "head", "quote", "list", "caption", "byline", "author-note", "abstract", "credit", "dateline"]
LANGUAGES = ["ru", "he", "ar", "az-Latn", "fa-IR", "fr"]
LABELS = ["7", "47", "7-2", "*", "†", "a", "ref-fn7", "iv", "&", "<b>", "a b", "[1]", "0"]


def offsets(text: str) -> st.SearchStrategy[int]:
    return st.integers(0, len(text))


@st.composite
def spans(draw, text: str, most: int) -> list[tuple[int, int]]:
    ends = draw(st.lists(st.tuples(offsets(text), offsets(text)), max_size=most))
    return [(min(pair), max(pair)) for pair in ends]


@st.composite
def extras(draw, text: str, note_ids: list[str]) -> dict:
    """Styles, passages and markers, at any places."""
    styles = [
        TextStyle(start, end, draw(st.sampled_from(sorted(TAGS)))) for start, end in draw(spans(text, 4))
    ]
    apart = sorted({place for pair in draw(spans(text, 2)) for place in pair})
    hrefs = st.sampled_from([None, "http://a.b/c_d", "https://a.b/(x) \"y\"", "javascript:alert(1)", "mailto:a@b.c",
                             "http://[x", "#l1", "#nowhere", " JaVaScRiPt:x", "data:text/html,x", "//a.b", "text"])  # fmt: skip
    for start, end in zip(apart[::2], apart[1::2], strict=False):
        href = draw(hrefs)
        styles.append(TextStyle(start, end, "link", text[start:end] if href == "text" else href))
    apart = sorted({place for pair in draw(spans(text, 1)) for place in pair})
    passages = [
        Passage(start, end, draw(st.sampled_from(LANGUAGES)))
        for start, end in zip(apart[::2], apart[1::2], strict=False)
    ]
    refs = draw(st.lists(st.tuples(offsets(text), st.sampled_from(note_ids)), max_size=3)) if note_ids else []
    return {
        "styles": tuple(styles),
        "passages": tuple(passages),
        "noterefs": tuple(NoteRef(offset, id) for offset, id in sorted(refs)),
    }


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


@st.composite
def documents(draw, most: int = 4, styled: bool = True) -> Document:
    notes = numbered(draw(st.lists(st.sampled_from(LABELS), max_size=3)))
    ids = [id for id, _ in notes]
    units: list[Block | Note] = []
    line = 1

    def fill(text: str) -> dict:
        nonlocal line
        more = draw(extras(text, ids)) if styled else {}
        places = sorted(set(draw(st.lists(offsets(text), max_size=2))))
        more["breaks"] = tuple((place, line + n) for n, place in enumerate(places, 1))
        line += 1 + len(places)
        return more

    for _ in range(draw(st.integers(1, most))):
        text, kind, start = draw(words), draw(st.sampled_from(KINDS)), line
        more = {"level": draw(st.integers(0, 7)), "certainty": draw(st.sampled_from(["high", "low"]))}
        units.append(block(f"l{start}", kind, text, **more, **fill(text)))
    for id, label in notes:
        text = draw(words)
        units.append(note(id, label, text, **fill(text)))
    return document(*units)


@settings(max_examples=900, suppress_health_check=list(HealthCheck))
@given(documents(styled=False))
def test_any_text_is_shown_and_never_interpreted(one: Document) -> None:
    """Up to seven texts in each document: some 2,500 texts."""
    soup = check(one)
    for unit in (*one.blocks, *one.notes):
        assert {name for _, inside in letters(find(soup, unit.id)) for name in inside} <= {"p", "br", "wbr"}


@settings(max_examples=900, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_styles_and_markers_come_out_well_formed(one: Document) -> None:
    """Each visible character stands in exactly the styles and languages that are recorded for it."""
    soup = check(one)
    for unit in (*one.blocks, *one.notes):
        expected = []
        for place, sign in enumerate(unit.text):
            inside = {TAGS[s.name] for s in unit.styles if s.name in TAGS and s.start <= place < s.end}
            inside |= {f"lang-{p.language}" for p in unit.passages if p.start <= place < p.end}
            inside |= {"linked" for s in unit.styles if s.name == "link" and s.start <= place < s.end}
            expected.append((sign, inside))
        shown = [
            (sign, {"linked" if name in ("link", "lost") else name for name in inside} - {"p", ""})
            for sign, inside in letters(find(soup, unit.id))
        ]
        assert [pair for pair in shown if fold(pair[0])] == [pair for pair in expected if fold(pair[0])]


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_table_keeps_its_cells(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 3))
    cell = words.map(lambda text: text.replace("\t", " ").strip())
    rows = data.draw(st.lists(st.lists(cell, min_size=1, max_size=width), min_size=1, max_size=3))
    text = "\n".join("\t".join(row) for row in rows)
    more = data.draw(extras(text, ["fn7"]))
    one = document(
        block("l5", "table", text, rows=tuple(map(tuple, rows)), breaks=((data.draw(offsets(text)), 6),), **more),
        note("fn7", "7", "x"),
    )
    soup = check(one)
    lines = [[text_of(cell) for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")]
    full = max(map(len, rows))
    assert [line for line in lines if line][: len(rows)] == [
        [fold(cell) for cell in row] + [""] * (full - len(row)) for row in rows
    ]


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["verse", "code", "p"]), st.lists(words, min_size=1, max_size=4), words)
def test_any_lines_of_verse_and_code_stay_lines(kind: str, lines: list[str], other: str) -> None:
    text = "\n".join(lines)
    assume(text.strip("\n") == text)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(1, len(lines))]
    one = document(
        block("l1", kind, text, breaks=tuple((start, 2 + n) for n, start in enumerate(starts))),
        block("l99", "p", other),
    )
    element = find(check(one), "l1")
    found = [fold(line) for line in "".join(sign for sign, _ in letters(element)).strip("\n").split("\n")]
    assert [line for line in found if line] == [fold(line) for line in lines if fold(line)]


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(words, words, st.lists(words, max_size=2), words)
def test_front_matter_gives_back_plain_text(title: str, author: str, tags: list[str], file: str) -> None:
    one = document(
        block("l1", "p", "x"),
        statements=(Statement("title", title, 1, "r"), Statement("creator", author, 2, "r", author)),
        subjects=tuple(tags),
        source=replace(SOURCE, file=file),
    )
    content = next(iter(exporter.documents(corpus(one)))).content
    assert isinstance(content, str)
    from mkdocs.utils import meta

    body, values = meta.get_data(content)
    assert body == exporter.body(one).lstrip("\n")
    post = frontmatter.loads(content)
    assert post.metadata == values
    assert values.get("title", "") == fold(one.title)
    assert values.get("authors", [""])[0] == fold(author)
    assert values["source"].get("file", "") == fold(file)
    assert values.get("tags", []) == list(dict.fromkeys(filter(None, map(fold, tags))))
    assert values["template"] == "document.html"
