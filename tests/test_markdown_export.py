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
    depth = 0
    for unit in one.blocks:
        element = find(soup, unit.id)
        depth = min(max(unit.level, 1), depth + 1) if unit.kind == "list" else 0
        assert len(element.find_parents("ul")) == depth
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


def test_front_matter_has_a_fixed_order_and_says_what_is_inferred() -> None:
    one = document(
        block("l1", "title", "On «Ties»"),
        block("l2", "p", "Two words."),
        note("fn1", "1", "A note."),
        statements=(
            Statement("title", "On «Ties»", 1, "front", "On «Ties»"),
            Statement("creator", "A. Author", 2, "record"),
            Statement("creator", "B. Author", 2, "record"),
            Statement("creator", "A. Author", 2, "front"),
            Statement("issued", "2025-05-02", None, "record", "It looks back on April.", "medium"),
            Statement("issued", "2025", 9, "front"),
            Statement("is_part_of", "A Journal", 3, "front"),
            Statement("issn", "2709-1848", 4, "front"),
            Statement("issn", "2709-1856", 5, "front"),
        ),
        interventions=(Intervention("set-aside", "cover", (0, 1)), Intervention("markup", "x", (1, 2))),
        description="An essay: with a colon,\nand a second line.",
        subjects=("Energy", "Trade"),
        record={"rights": {"uri": "http://rightsstatements.org/vocab/CNE/1.0/", "note": "Ask."}, "obtained": "By post."},
    )
    artifact = next(iter(exporter.documents(corpus(one))))
    assert artifact.path == "docs/documents/doc.md"
    assert isinstance(artifact.content, str)
    values = frontmatter.loads(artifact.content).metadata
    assert list(values) == [
        "title", "authors", "date", "description", "tags", "language", "container", "source", "generated",
        "template", "creators", "issued", "issued_display", "issn", "rights", "obtained", "evidence", "words",
        "notes", "interventions", "asides",
    ]  # fmt: skip
    assert values["authors"] == values["creators"] == ["A. Author", "B. Author"]
    assert values["date"] == "2025-05-02" and values["issued_display"] == "2 May 2025 (inferred)"
    assert values["issn"] == ["2709-1848", "2709-1856"]
    assert values["rights"] == {"uri": "http://rightsstatements.org/vocab/CNE/1.0/", "note": "Ask."}
    assert values["description"] == "An essay: with a colon, and a second line."
    assert [(e["term"], e["inferred"]) for e in values["evidence"]] == [
        ("title", False), ("creator", False), ("creator", False), ("issued", True), ("is_part_of", False),
        ("issn", False), ("issn", False),
    ]  # fmt: skip
    assert (values["words"], values["notes"], values["interventions"], values["asides"]) == (4, 1, 2, 1)
    assert "On «Ties»" in artifact.content


# How it is written


def test_it_reads_well() -> None:
    """The whole of a small document, as it stands in the file."""
    one = document(
        block("l1", "title", "The Ties"),
        block("l3", "byline", "By A. Author"),
        block("l5", "head", "A beginning", level=2, noterefs=(NoteRef(11, "fn1"),)),
        block(
            "l7",
            "p",
            "He wrote Great Game, a snake_case [sic] AT&T book for $5, and more - much more.",
            styles=(TextStyle(9, 20, "italic"), TextStyle(50, 54, "link", "https://a.b/c")),
            noterefs=(NoteRef(34, "fn1"),),
            breaks=((41, 8), (62, 9)),
        ),
        block("l10", "quote", "1. We agree.", certainty="low"),
        block("l11", "list", "one"),
        block("l12", "list", "two", level=2),
        block("l13", "list", "3. three"),
        block("l14", "table", "Year\tOil | gas\n2010\t5", rows=(("Year", "Oil | gas"), ("2010", "5")), breaks=((15, 15),)),
        block("l16", "verse", "Roses\n  red", breaks=((6, 17),)),
        block("l18", "code", "a = `b`\n```"),
        note("fn1", "1", "See https://a.b/c_d on it.", styles=(TextStyle(4, 19, "link", "https://a.b/c_d"),), breaks=((20, 21),)),
        note("fn1-2", "1", "Again."),
        note("fn-star", "*", "Starred."),
    )  # fmt: skip
    assert exporter.body(one) == """\
# The Ties { #l1 }

By A. Author
{ .byline #l3 }

## A beginning[^1] { #l5 }

He wrote *Great Game*, a snake_case [sic][^1] AT&T
<a id="l8"></a>book for [$5, ](https://a.b/c)and more
<a id="l9"></a>\\- much more.
{ #l7 }
"""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2014. A year", "2014\\. A year"),
        ("12) An item", "12\\) An item"),
        ("2014.5 is a number", "2014.5 is a number"),
        ("- dash", "\\- dash"),
        ("-5 degrees", "-5 degrees"),
        ("# no heading", "\\# no heading"),
        ("Issue #5, C# > D", "Issue #5, C# > D"),
        ("> no quotation", "\\> no quotation"),
        ("a * b", "a \\* b"),
        ("snake_case and _so_", "snake_case and \\_so\\_"),
        ("R&D, &c., &lt; and a < b", "R&D, &c., &amp;lt; and a &lt; b"),
        ("{{ x }} {% y %} {: .z }", "&#123;\\{ x }} &#123;% y %} \\{: .z }"),
        ("it cost $5 and $6.", "it cost $5 and $6."),
        ("[sic], [TOC] [x] [^1]", "[sic], \\[TOC\\] \\[x\\] \\[^1\\]"),
        ("--8<-- file", "\\--8&lt;-- file"),
        ("10:30, a:smile: b", "10:30, a\\:smile: b"),
        ("C:\\new | x", "C:\\\\new \\| x"),
    ],
)
def test_escaping_is_sparing(text: str, written: str) -> None:
    one = document(block("l1", "p", text))
    check(one)
    assert exporter.body(one).split("\n")[2] == written


# Notes


def labels_of(soup: BeautifulSoup) -> list[str]:
    return [item.select_one(".note-label").get_text() for item in soup.select("li.note")]


@pytest.mark.parametrize(
    "labels",
    [
        ["47", "48", "49"],
        ["7", "8", "7", "8", "7"],
        ["*", "†", "*", "**"],
        ["a", "b", "a"],
        ["1", "2", "5", "9"],
        ["7", "7-2", "7", "7-2"],
        ["7-2", "7"],
        ["1", "ref-fn1", "1-2", "1"],
        ["iv", "[3]", "3 a", "&amp;", "<i>"],
    ],
)
def test_a_note_shows_the_label_that_was_printed(labels: list[str]) -> None:
    pairs = numbered(labels)
    text = "word " * len(labels)
    refs = tuple(NoteRef(5 * n + 4, id) for n, (id, _) in enumerate(pairs))
    notes = [note(id, label, f"Note number {n}.") for n, (id, label) in enumerate(pairs)]
    soup = check(document(block("l1", "p", text, noterefs=refs * 2), *notes))
    assert labels_of(soup) == labels
    assert [link.get_text() for link in soup.select("#l1 sup.noteref > a")] == [x for x in labels for _ in (1, 2)]
    assert [link["aria-label"] for link in soup.select("#l1 sup.noteref > a")][::2] == [f"Note {x}" for x in labels]
    for id, _ in pairs:
        assert len(find(soup, id).select("a.note-back")) == 2


def test_the_first_marker_of_a_note_has_the_plain_id() -> None:
    """Also when the second marker of another note would take it."""
    one = document(
        block("l1", "p", "abc", noterefs=(NoteRef(1, "fn7"), NoteRef(2, "fn7"), NoteRef(3, "fn7-2"))),
        note("fn7", "7", "x"),
        note("fn7-2", "7", "y"),
    )
    ids = [link["id"] for link in check(one).select("sup.noteref > a")]
    assert ids == ["fnref-fn7", "fnref-fn7-3", "fnref-fn7-2"]


def test_markers_stand_everywhere() -> None:
    """In title, heading, caption, cell, item, quotation, verse, code, link and note; at one place."""
    ref = (NoteRef(1, "fn1"),)
    kinds = ["title", "head", "caption", "list", "quote", "verse", "code", "author-note"]
    blocks = [block(f"l{n}", kind, "ab", noterefs=ref) for n, kind in enumerate(kinds, 1)]
    link = block("l20", "p", "ab", noterefs=(*ref, *ref), styles=(TextStyle(0, 2, "link", "http://a.b"),))
    cell = block("l21", "table", "ab\tc", rows=(("ab", "c"),), noterefs=(*ref, NoteRef(2, "fn1"), NoteRef(4, "fn1")))
    one = document(*blocks, link, cell, note("fn1", "1", "ab", noterefs=ref))
    soup = check(one)
    assert len(soup.select("sup.noteref")) == len(kinds) + 2 + 3 + 1
    assert [len(c.select("sup.noteref")) for c in soup.select("th")] == [2, 1]
    assert len(find(soup, "l20").select("a[href='http://a.b']")) == 2


def test_a_note_without_marker_is_listed_and_a_marker_without_note_is_shown() -> None:
    one = document(block("l1", "p", "ab", noterefs=(NoteRef(1, "fn9"),)), note("fn3", "3", "Orphan."))
    soup = soup_of(one)
    assert find(soup, "l1").find("sup").get_text() == "9"
    item = find(soup, "fn3")
    assert text_of(item) == "Orphan." and not item.select("a.note-back")


def test_headings_in_the_table_of_contents_hold_no_number_and_no_marker() -> None:
    one = document(
        block("l1", "title", "A <b> & c", noterefs=(NoteRef(1, "fn1"),)),
        block("l5", "head", "H2O and x", level=2, noterefs=(NoteRef(9, "fn1"),),
              styles=(TextStyle(1, 2, "subscript"), TextStyle(0, 3, "italic"))),
        note("fn1", "1", "x"),
    )  # fmt: skip
    renderer = markdown.Markdown(extensions=list(EXTENSIONS))
    renderer.convert(exporter.body(one))
    token = renderer.toc_tokens[0]  # type: ignore[attr-defined]
    assert (token["name"], token["id"]) == ("A &lt;b&gt; &amp; c", "l1")
    assert (token["children"][0]["name"], token["children"][0]["id"]) == ("H2O and x", "l5")


def test_one_renderer_renders_many_pages() -> None:
    """Notes of one page do not appear on the next, when the renderer is reset."""
    renderer = markdown.Markdown(extensions=list(EXTENSIONS))
    assert "fn1" in renderer.convert("a[^1]\n\n[^1]: x")
    assert "fn1" not in renderer.reset().convert("a[^1]")


def test_notes_written_by_hand_work_as_usual() -> None:
    """Definitions on neighbouring lines, text around them, notes of several paragraphs."""
    html = markdown.markdown("a[^1] b[^x]\n[^1]: one\n[^x]: two\n\n    more\n\nend", extensions=list(EXTENSIONS))
    soup = BeautifulSoup(html, "html.parser")
    assert labels_of(soup) == ["1", "x"]
    assert [p.get_text() for p in find(soup, "fnx").find_all("p")] == ["two", "more ↩"]
    assert soup.find_all("p")[-3].get_text() == "end"


# Links, lines, tables


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://a.b/c?d=e&copy=1", "https://a.b/c?d=e&copy=1"),
        ("http://a.b/x&amp;y", "http://a.b/x&amp;y"),
        ("http://a.b/(c)_d \"e\"'f'", "http://a.b/%28c%29_d%20%22e%22%27f%27"),
        ("http://a.b/ü?q=я", "http://a.b/ü?q=я"),
        ("MAILTO:a@b.c", "MAILTO:a@b.c"),
        ("#l2", "#l2"),
        ("#elsewhere", None),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("//a.b/c", None),
        ("/etc/passwd", None),
        ("x.html", None),
        ("http://", None),
        ("http://[::1", "http://%5B::1"),
        ("http://a\u2100b.c/", None),
        ("", None),
        (None, None),
    ],
)
def test_links_lead_where_they_may(href: str | None, expected: str | None) -> None:
    one = document(block("l1", "p", "the words", styles=(TextStyle(4, 9, "link", href),)), block("l2", "p", "x"))
    element = find(check(one), "l1")
    if expected is None:
        lost = element.select_one("span.lost-link")
        assert lost.get_text() == "words" and lost["title"].startswith("Linked in the original")
    else:
        assert element.select_one("a:not(.ln)")["href"] == expected


def test_a_bare_address_becomes_an_autolink() -> None:
    address = "https://a.b/c_d?e=f&g=h"
    one = document(block("l1", "p", f"See {address}.", styles=(TextStyle(4, 4 + len(address), "link", address),)))
    assert f"See <{address}>." in exporter.body(one)
    assert find(check(one), "l1").select_one("a:not(.ln)")["href"] == address


def test_an_anchor_stands_once_on_the_page() -> None:
    """Where two blocks share a line, the anchor is that of the block that begins there."""
    one = document(
        block("l1", "p", "one two", breaks=((4, 2),)),
        block("l2", "p", "three four five", breaks=((6, 3), (11, 3))),
        block("l3b", "p", "six"),
        note("fn1", "1", "se ven", breaks=((3, 3),)),
    )
    assert exporter.body(one).count("<a id=") == 1
    soup = check(one)
    assert find(soup, "l3").name == "a" and find(soup, "l2").name == "p"
    assert find(soup, "l3b").select_one("a.ln").get_text() == "3"


def test_a_table_can_be_scrolled_and_its_rows_have_anchors() -> None:
    one = document(
        block("l5", "table", "a\tb\n1\t2\n3\t4", rows=(("a", "b"), ("1", "2"), ("3", "4")), breaks=((4, 6), (8, 7)))
    )
    soup = check(one)
    box = find(soup, "l5")
    assert box.name == "div" and box["class"] == ["table"] and box["role"] == "region" and box["tabindex"] == "0"
    assert [find(soup, f"l{line}").find_parent("tr").get_text(" ", strip=True) for line in (6, 7)] == ["1 2", "3 4"]
    plain = BeautifulSoup(markdown.markdown("| a |\n| - |\n| b |", extensions=list(EXTENSIONS)), "html.parser")
    assert plain.select_one("div.table[tabindex='0'] > table")


def test_a_document_without_a_title_block_gets_its_title() -> None:
    one = document(block("l1", "p", "x"), statements=(Statement("title", "A *b* #", None, "record"),))
    heading = soup_of(one).find("h1")
    assert heading.get_text() == "A *b* #" and heading["class"] == ["supplied"]


def test_foreign_passages_are_marked() -> None:
    one = document(
        block("l1", "p", "He said שלום today", passages=(Passage(8, 12, "he"), Passage(13, 18, 'x" onclick="y')))
    )
    element = find(check(one), "l1")
    assert element.select_one("span[lang=he]")["dir"] == "rtl"
    assert len(element.select("span")) == 1


# Speed


def seconds(one: Document) -> float:
    start = time.process_time()
    check_text = soup_of(one)
    taken = time.process_time() - start
    for unit in one.blocks[:3]:
        assert text_of(find(check_text, unit.id)) == fold(unit.text)
    return taken


SENTENCE = "The *quick* fox_jumps [over] the <lazy> dog & cat for $5 in 1999, see http://a.b/c_d. "


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["p", "quote", "list", "head"])
def test_one_long_paragraph_takes_time_in_proportion(kind: str) -> None:
    """Twice the length, twice the time: with the stock parser it is four times."""
    half, whole = (document(block("l1", kind, SENTENCE * count)) for count in (3_000, 12_000))
    seconds(document(block("l1", kind, SENTENCE)))
    assert seconds(whole) < 8 * seconds(half)
    assert CUT_MARK in exporter.body(whole) and CUT_MARK not in html_of(whole)


CUT_MARK = "<wbr>"


@pytest.mark.slow
def test_a_long_text_is_cut_without_a_trace() -> None:
    """Through styles, without spaces and inside what looks like an entity."""
    text = "ab&amp;*_<" * 5_000
    spaced = "a &amp; b " * 5_000
    styled = (TextStyle(100, 40_000, "italic"), TextStyle(200, 30_000, "link", "http://a.b"))
    one = document(
        block("l1", "p", text),
        block("l2", "p", spaced, styles=styled, noterefs=(NoteRef(6_000, "fn1"), NoteRef(12_001, "fn1"))),
        note("fn1", "1", text),
    )
    soup = check(one)
    shown = [(sign, inside) for sign, inside in letters(find(soup, "l2")) if not sign.isspace()]
    assert sum("em" in inside for _, inside in shown) == sum(not s.isspace() for s in spaced[100:40_000])
    assert sum("link" in inside for _, inside in shown) == sum(not s.isspace() for s in spaced[200:30_000])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["p", "quote", "list", "head"])
def test_many_blocks_take_time_in_proportion(kind: str) -> None:
    some, many = (
        document(*(block(f"l{n}", kind, SENTENCE, level=2 + n % 2) for n in range(count))) for count in (1_000, 4_000)
    )
    assert seconds(many) < 8 * seconds(some)


def test_a_long_list_stays_one_list() -> None:
    check(document(*(block(f"l{n}", "list", f"item {n}", level=(1, 2, 3, 2)[n % 4]) for n in range(450))))


# Dates


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-22", "Summer 2025"),
        ("2014-10", "October 2014"),
        ("2014", "2014"),
        ("2025-05-02", "2 May 2025"),
        ("2025-05-02?", "2 May 2025 (inferred)"),
        ("2023-09~", "about September 2023"),
        ("2023-09%", "about September 2023 (inferred)"),
        ("2024-12/2025-01", "December 2024 to January 2025"),
        ("2014-10/2014-10", "October 2014"),
        ("2014/..", "since 2014"),
        ("2014/", "2014 to unknown"),
        ("../2014", "until 2014"),
        ("/2014-10", "unknown to October 2014"),
        ("2024?/2025", "2024 to 2025 (inferred)"),
        ("201X", "2010s"),
        ("19XX", "1900s"),
        ("2014-XX", "2014"),
        ("2014-10-XX", "October 2014"),
        ("-0043", "44 BC"),
        ("2024-34", "Second quarter of 2024"),
        ("Spring 2014", "Spring 2014"),
        ("2014-13", "2014-13"),
        ("../..", "../.."),
        ("", "undated"),
        (None, "undated"),
    ],
)
def test_dates_in_words(edtf: str | None, words: str) -> None:
    assert dates.display(edtf) == words


def test_an_inferred_date_says_so() -> None:
    assert dates.display("2014-10", inferred=True) == "October 2014 (inferred)"
