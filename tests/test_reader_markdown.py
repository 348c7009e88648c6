"""The Markdown reader: what each construct becomes, and that nothing is ever lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_checks import Read, source_of

from build_scripts.readers import markdown
from build_scripts.readers.note_ids import note_ids


def read(text: str) -> Read:
    return Read(text, "markdown").check()


def test_ids_of_notes_are_made_from_labels_and_unique() -> None:
    assert note_ids(["1", "2", "1", "*", "†", "‡", "**", "a b", "a-b", "é"]) == [
        "fn1", "fn2", "fn1-2", "fn-star", "fn-dagger", "fn-ddagger", "fn-star-star", "fna-b", "fna-b-2", "fn-",
    ]  # fmt: skip
    assert note_ids(["1", "1-2", "1"]) == ["fn1", "fn1-2", "fn1-3"]


def test_first_heading_is_the_title_and_levels_begin_at_two() -> None:
    found = read("# The title #\n\nText.\n\n### Deep\n\nSetext\n---\n\n#### Deeper\n")
    assert found.of("title") == ["The title"]
    assert found.values("title") == ["The title"]
    assert list(zip(found.of("head"), found.levels("head"), strict=True)) == [
        ("Deep", 3),
        ("Setext", 2),
        ("Deeper", 4),
    ]


def test_a_first_level_heading_further_down_is_no_title() -> None:
    found = read("Some words.\n\n# One\n\n## Two\n")
    assert found.of("title") == [] and found.levels("head") == [2, 3]


def test_front_matter_states_metadata_with_its_lines() -> None:
    found = read(
        "---\ntitle: A title\nauthor:\n  - Jo Doe\n  - Ann Roe\ndate: 2024-05-06\nlang: en-GB\n"
        "tags: [x, y]\nurl: http://e.org/a\n---\n# A title\n"
    )
    assert found.of("title") == ["A title"]
    statements = {(s.term, s.value): (s.line, s.evidence) for s in found.reading.statements}
    assert statements["creator", "Ann Roe"][0] == 3
    assert statements["issued", "2024-05-06"] == (6, "date: 2024-05-06")
    assert found.values("language") == ["en"] and found.values("subject") == ["x", "y"]
    assert [kind for kind, _ in found.asides] == ["metadata"]


@pytest.mark.parametrize("block", [
    "title: [unclosed", "a: !!python/object/apply:os.system ['echo x']", "title: &a [*a]\ndate: 2024-99-99",
    "a: &x [1]\n<<: *x", "date: 99999999999999999999999", "title: {a: b}", "x: " + "[" * 3000, "author: 1.5",
])  # fmt: skip
def test_odd_front_matter_is_kept_and_the_text_is_read(block: str) -> None:
    found = read(f"---\n{block}\n---\n\nText.\n")
    assert found.of("") == ["Text."] and found.asides[0][0] == "metadata"


@pytest.mark.parametrize(
    "text", ["---\nOnly prose here.\n---\n", "---\nnever closed\n", "\n---\ntitle: x\n---\n", "--- \n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert not read(text).reading.statements or "title: x" not in text


def test_notes_are_paired_and_may_have_several_paragraphs() -> None:
    found = read(
        "One.[^a] Two.[^long label] Three.[^none]\n\n[^a]: First\nlazy.\n\n    More.\n[^long label]: Second.\n[^x]: Alone.\n"
    )
    assert found.notes == [("a", "First lazy. More."), ("long label", "Second."), ("x", "Alone.")]
    assert [detail for detail, _ in found.refs] == ["fna", "fnlong-label"]
    assert found.of("") == ["One. Two. Three.[^none]"]
    labels = [
        (i.detail, found.source.text[slice(*i.span)])
        for i in found.reading.interventions
        if i.kind == "label"
    ]
    assert labels[0] == ("a", "[^a]:")


def test_repeated_labels_follow_in_turn_or_lead_to_the_next_definition() -> None:
    section = read("A[^1]\n\n[^1]: one\n\nB[^1] C[^1]\n\n[^1]: two\n")
    assert [detail for detail, _ in section.refs] == ["fn1", "fn1-2", "fn1-2"]
    at_end = read("A[^1]\n\nB[^1]\n\n[^1]: one\n[^1]: two\n")
    assert [detail for detail, _ in at_end.refs] == ["fn1", "fn1-2"]


def test_a_definition_without_text_stays_visible() -> None:
    found = read("A[^1] b.\n\n[^1]:\n\nEnd.\n")
    assert found.notes == [] and found.of("") == ["A[^1] b.", "[^1]:", "End."]


def test_raised_numbers_and_lines_that_begin_with_them_are_notes() -> None:
    found = read(
        "A m<sup>2</sup> of it.<sup>1</sup> More.<sup>2</sup>\n\n<sup>1</sup> One.\n<sup>2</sup> Two\nwrapped.\n"
    )
    assert found.notes == [("1", "One."), ("2", "Two wrapped.")]
    assert found.of("") == ["A m2 of it. More."] and len(found.refs) == 2


def test_lists_have_one_unit_for_each_item() -> None:
    found = read("- one\n  wrapped\n- two\n\n  more\n  - deep\n\n1. first\n2) other\n")
    assert found.of("list") == ["one wrapped", "two more", "deep", "1. first", "2) other"]
    assert found.levels("list") == [1, 1, 2, 1, 1]


@pytest.mark.parametrize("line", ["1986. A bad winter.", "1. is no list here", "+ neither"])
def test_a_wrapped_line_may_begin_with_a_number(line: str) -> None:
    expected = "1986" in line
    found = read(f"It was in\n{line}\n")
    assert (found.of("") == [f"It was in {line}"]) is expected


def test_quotations_nested_lazy_and_with_several_paragraphs() -> None:
    found = read("> one\nlazy\n>\n> two\n> > deep\n\nout\n")
    assert found.of("quote") == ["one lazy", "two", "deep"] and found.of("") == ["out"]
    assert all(unit.given for unit in found.reading.units if unit.role == "quote")


def test_code_keeps_lines_blank_lines_and_indentation() -> None:
    found = read("```py\ndef f():\n\n    return '*x*'  # &amp;\n```\n\n    indented\n      more\n")
    assert found.of("code") == ["def f():\n\n    return '*x*'  # &amp;", "indented\n  more"]


def test_pipe_tables_keep_empty_cells_and_escaped_pipes() -> None:
    found = read("| a | b |\n|---|:-:|\n| 1 | *2* |\n|  | x \\| y |\n\nafter\n")
    assert found.of("table") == ["a\tb\n1\t2\n\tx | y"] and found.of("") == ["after"]


def test_tables_in_columns_and_grids_with_their_captions() -> None:
    found = read(
        "  Year     Sum\n  ------ -----\n  1811      61\n  1812\n\n  : In pounds\n\n+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n"
    )
    assert found.of("table") == ["Year\tSum\n1811\t61\n1812", "a\tb\n1\t2"]
    assert found.of("caption") == ["In pounds"]


def test_inline_signs_are_markup_and_styles() -> None:
    found = read(
        "*a* __b__ ***c*** `d*` \\*e\\* snake_case_name 2 * 3 * 4 R&amp;D &copy; &#x41; <b>f</b> H<sub>2</sub>O\n"
    )
    assert found.of("") == ["a b c d* *e* snake_case_name 2 * 3 * 4 R&D © A f H2O"]
    names = [(name, words) for name, words, _ in found.styles]
    assert {("italic", "a"), ("bold", "b"), ("code", "d*"), ("bold", "f"), ("subscript", "2")} <= set(names)


def test_links_keep_their_words_and_only_safe_addresses() -> None:
    found = read(
        '# Top\n\n[a](http://x.org/y_(z) "t") [b][r] [r] <https://a.b> <m@a.b> [c](javascript:alert(1)) [d](#) [e](#top) '
        "[f](page.html) [g](java\tscript:x) [h]( <data:x> )\n\n[R]: https://r.org 'T'\n"
    )
    assert found.links() == [
        ("a", "http://x.org/y_(z)"), ("b", "https://r.org"), ("r", "https://r.org"), ("https://a.b", "https://a.b"),
        ("m@a.b", "mailto:m@a.b"), ("c", None), ("d", None), ("e", "#l1"), ("f", None), ("h", None),
    ]  # fmt: skip
    assert found.asides == [("metadata", "[R]: https://r.org 'T'")]


def test_images_alone_are_captions_and_are_nothing_in_a_line() -> None:
    found = read(
        "![The *north* wall](x.png)\n\nWords ![alt](y.png) here.\n\n[![Linked](a.png)](http://b.c)\n"
    )
    assert found.of("caption") == ["The north wall", "Linked"] and found.of("") == ["Words  here."]


def test_hard_breaks_make_verse_lines_and_soft_ones_do_not() -> None:
    found = read("Roses are red  \nviolets\\\nand<br>so on\n\nprose that\ngoes on\n")
    assert found.of("") == ["Roses are red\nviolets\nand\nso on", "prose that goes on"]


def test_html_is_text_but_for_comments_and_hidden_blocks() -> None:
    found = read(
        "<!-- draft\n\n3 --> seen\n\n<div onclick=x>kept</div> <script>no()</script>\n\n<script>\ngone()\n</script>\n"
    )
    assert found.of("") == ["seen", "kept <script>no()</script>"]
    assert [kind for kind, _ in found.asides] == ["script", "script"]


def test_characters_of_other_systems_are_text() -> None:
    text = '{{ 7*7 }} {% raw %} --8<-- "x" {: #l1 } $a_1$\n'
    assert read(text).of("") == [text.strip()]


BLOCKS = st.sampled_from([
    "# Head", "Head\n===", "## Two #", "Prose *of* some **kind**, wrapped\nover lines.[^a]", "- item\n- item[^b]\n  - deep",
    "1. one\n\n   more\n2. two", "> quote\nlazy\n>\n> > deep", "| a | b |\n|---|---|\n| | `x` |", "```\ncode\n\n  x\n```",
    "    code\n      more", "[^a]: Note\n\n    more *words*", "[^b]: B", "[^a]: again", "[r]: http://x.y 'T'", "See [r] and [t](http://a.b).",
    "![alt](x.png)", "***", "<!-- hidden\n\nwords -->", "<script>\nx\n</script>", "line  \nline\\\nline<br>line", "a<sup>1</sup> b",
    "<sup>1</sup> Note", "A   B\n--- ---\n1   2", ": caption", "+--+--+\n|a |b |\n+--+--+", "---\ntitle: x\n---", "a &amp; b &nbsp; c",
])  # fmt: skip
NOISE = st.sampled_from(list("*_`[]()<>#|\\\"'!&:;^~+-=.0123 \t\n\r\f\x00\u2028\xa0\ue000éאZ") + [
    "[^a]", "[^a]:", "\r\n", "  \n", "<br>", "</sup>", "<sup>", "<!--", "-->", "](", "![", "```", "~~~", "> ", "- ", "    ",
    "---\n", "|---|", "&#0;", "&#10;", "<a href='x'>", "<script>", "http://x.y",
])  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Blocks in any order, wrapped in containers, with stray signs and any line ends."""
    parts = draw(st.lists(BLOCKS, max_size=7))
    prefixes = st.sampled_from(["", "", "", "> ", "- ", "  ", "    "])
    blocks = [
        "\n".join(prefix + line for line in part.split("\n"))
        for part in parts
        if (prefix := draw(prefixes)) is not None
    ]
    text = draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(blocks)
    for sign in draw(st.lists(NOISE, max_size=6)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at:]
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


@given(
    st.one_of(
        documents(),
        st.lists(NOISE, max_size=40).map("".join),
        st.text(st.characters(exclude_categories=["Cs"])),
    )
)
@settings(max_examples=max(400, settings.default.max_examples))
def test_nothing_is_lost_and_nothing_is_in_two_places(text: str) -> None:
    source = source_of(text, "markdown")
    read(text)
    assert markdown.read(source) == markdown.read(source)


@pytest.mark.parametrize(
    "piece",
    [
        "*a_b ",
        "[",
        "](",
        "> ",
        "- ",
        "`a``",
        "<a ",
        "<!--",
        "[^a]",
        "\\",
        "&#",
        "a\n",
        "![",
        "| ",
        "<a" + " " * 600,
    ],
)
def test_time_is_linear(piece: str) -> None:
    start = time.process_time()
    markdown.read(source_of(piece * (200_000 // len(piece)), "markdown"))
    assert time.process_time() - start < 10


def test_a_table_in_tags_is_a_table() -> None:
    """Text recognition writes tables in HTML where Markdown has no form for them."""
    page = (
        "Before.\n\n<table><tr><th>A &amp; B</th><th>**C**</th></tr>\n\n"
        "<tr><td>1<br>2</td><td>3\nand 4</td></tr><tr><td colspan=2>wide</td></tr></table>\n\nAfter.\n"
    )
    assert read(page).units == [("", "Before."), ("table", "A & B\tC\n1 2\t3 and 4\nwide"), ("", "After.")]
    assert read("<table> is a tag.\n").units[0][0] == ""


def test_tags_that_only_lay_out_are_no_words() -> None:
    found = read(
        '<div align="center">\n\n<p align="center">A line</p>\n\n<img src="a.png" alt="x">\n\n</div>\n'
    )
    assert found.units == [("", "A line")]


def test_the_only_heading_of_the_highest_level_is_the_title() -> None:
    assert read("## History\n\n### 1.1\n\nText.\n\n### 1.0\n\nText.\n").of("title") == ["History"]
    assert read("## One\n\nText.\n\n## Two\n\nText.\n").of("title") == []
