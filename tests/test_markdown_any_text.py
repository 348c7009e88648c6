"""Whatever a text holds, the rendered page shows exactly this text.

Documents are made by Hypothesis from the worst that Markdown, HTML, Jinja and the renderer's
extensions know.
"""

from __future__ import annotations

from dataclasses import replace

import frontmatter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta
from rendered import (
    SOURCE,
    TAGS,
    block,
    check,
    corpus,
    document,
    find,
    fold,
    letters,
    note,
    numbered,
    text_of,
)

from build_scripts.exporters import markdown as exporter
from build_scripts.model import Block, Document, Note, NoteRef, Passage, TextStyle
from build_scripts.source import Statement

TOKENS = [
    "\\", "`", "``", "```", "*", "**", "***", "_", "__", "[", "]", "(", ")", "<", ">", "&", "{", "}", "#",
    "##", "+", "-", "---", "***", "___", "===", "~", "~~~", "^", "=", "|", ":", "::", ":::", "!", "!!!",
    "$", "$$", "\"", "'", "--8<--", "--8<-- \"x\"", "{{ x }}", "{% raw %}", "{# x #}", "{: .a #l1 }",
    "{ #l1 }", "{#l1}", "[^1]", "[^1]:", "[^7]: x", "[TOC]", "*[x]: y", "[x]: http://a.b", "[x][y]",
    "[x](javascript:alert(1))", "![x](y)", "<script>alert(1)</script>", "<b onclick=x>", "</div>",
    "<div markdown=1>", "<!-- x -->", "<?php ?>", "<![CDATA[x]]>", "<iframe src=x>", "<a id=\"l1\"></a>",
    "&lt;", "&amp;", "&#60;", "&#x3c;", "&copy", "&bogus;", "&", "amp;", "#38;", "http://a.b/c_d_e?f=g&h=i",
    "https://a.b/(x)", "<http://a.b>", "<a@b.c>", "www.a.b", "a@b.c", "1.", "12)", "2014.", "1\\.", "- x",
    "* x", "+ x", "1. x", "# x", "> x", "    x", "\t", "  ", " ", "|a|b|", "| --- | --- |", "|-|-|", ": x",
    "a:b:c", ":smile:", "wzxhzdk:0", "klzzwxh:0000", "\x02wzxhzdk:0\x03", "\x02", "\x03", "\x02amp\x03",
    "\x00", "\x1b", "\x7f", "\u2028", "\u2029", "\x85", "\u00a0", "\u200b", "\u200f", "\ufeff", "é",
    "e\u0301", "\u0301", "שלום", "سلام", "Привет", "日本語", "😀", "👨\u200d👩", "ﬁ", "foo", "Foo", "a",
    "1", "9", "x", "[sic]", "[a] [b]", "[x]", "…", "—", "“", "”", "’", ".", ",", ";", "?", "/", "%", "@",
    "<wbr>", "<br>", "</p>", "<p>", "<em>", "</em>", "{", "}}", "{{", "%}", "\\[", "\\_", "\\\\", "fn7",
    "l62",
]  # fmt: skip
words = st.lists(
    st.one_of(
        st.sampled_from(TOKENS),
        st.sampled_from([" ", " ", "foo", "bar"]),
        st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\n\r", max_codepoint=0x1FFFF),
            max_size=4,
        ),
    ),
    max_size=14,
).map("".join)
KINDS = [
    "p",
    "p",
    "head",
    "quote",
    "list",
    "caption",
    "byline",
    "author-note",
    "abstract",
    "credit",
    "dateline",
]
LANGUAGES = ["ru", "he", "ar", "az-Latn", "fa-IR", "fr"]
HREFS = [
    None, "http://a.b/c_d", "https://a.b/(x) \"y\"", "javascript:alert(1)", "mailto:a@b.c", "http://[x",
    "#l1", "#nowhere", " JaVaScRiPt:x", "data:text/html,x", "//a.b", "text",
]  # fmt: skip
LABELS = ["7", "47", "7-2", "*", "†", "a", "ref-fn7", "iv", "&", "<b>", "a b", "[1]", "0"]


def examples(least: int) -> settings:
    """At least so many, and as many more as the profile asks for."""
    most = max(least, settings.default.max_examples)
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


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
    for start, end in zip(apart[::2], apart[1::2], strict=False):
        href = draw(st.sampled_from(HREFS))
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


@examples(900)
@given(documents(styled=False))
def test_any_text_is_shown_and_never_interpreted(one: Document) -> None:
    """Up to seven texts in each document: some 2,500 texts."""
    soup = check(one)
    for unit in (*one.blocks, *one.notes):
        assert {name for _, inside in letters(find(soup, unit.id)) for name in inside} <= {"p", "br", "wbr"}


@examples(900)
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


@examples(300)
@given(st.data())
def test_any_table_keeps_its_cells(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 3))
    cell = words.map(lambda text: text.replace("\t", " ").strip())
    rows = data.draw(st.lists(st.lists(cell, min_size=1, max_size=width), min_size=1, max_size=3))
    text = "\n".join("\t".join(row) for row in rows)
    more = data.draw(extras(text, ["fn7"]))
    one = document(
        block(
            "l5", "table", text, rows=tuple(map(tuple, rows)), breaks=((data.draw(offsets(text)), 6),), **more
        ),
        note("fn7", "7", "x"),
    )
    soup = check(one)
    lines = [[text_of(cell) for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")]
    full = max(map(len, rows))
    assert [line for line in lines if line][: len(rows)] == [
        [fold(cell) for cell in row] + [""] * (full - len(row)) for row in rows
    ]


@examples(300)
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


@examples(300)
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
    body, values = meta.get_data(content)
    assert body == exporter.body(one).lstrip("\n")
    post = frontmatter.loads(content)
    assert post.metadata == values
    assert values.get("title", "") == fold(one.title)
    assert values.get("authors", [""])[0] == fold(author)
    assert values["source"].get("file", "") == fold(file)
    assert values.get("tags", []) == list(dict.fromkeys(filter(None, map(fold, tags))))
    assert values["template"] == "document.html"
