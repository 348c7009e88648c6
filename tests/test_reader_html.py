"""The reader of web pages: what is text, what is not, and that nothing is ever lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_checks import Read, source_of

from build_scripts.readers import html
from build_scripts.readers.html_tokens import tokenize

PROSE = (
    "Some long prose that goes on for a while, with commas, so that it counts as prose for anybody who reads it. "
    * 2
)


def read(text: str) -> Read:
    return Read(text, "html").check()


def test_main_text_is_found_and_the_rest_is_set_aside() -> None:
    found = read(
        f"<html><head><title>T | S</title></head><body><nav><a href=/>Home</a></nav><header><h1>Site</h1></header>"
        f"<main><article><h1>T</h1><p class=byline>By Jo</p><p>{PROSE}</p><div class=share><a href=#>Share</a></div>"
        f"</article></main><aside>Related</aside><footer>© S</footer><script>x('</p>')</script></body></html>"
    )
    assert found.units == [("title", "T"), ("byline", "By Jo"), ("", PROSE.strip())]
    kinds = [kind for kind, _ in found.asides]
    assert kinds == ["metadata", "interface", "interface", "interface", "interface", "interface", "script"]
    assert found.asides[1][1] == "<nav><a href=/>Home</a></nav>"


def test_title_and_byline_outside_the_main_text_are_taken_in() -> None:
    found = read(
        f"<body><div class=top><h1>T</h1><span class=author>Jo Doe</span><p>Menu</p></div><article><p>{PROSE}</p></article>"
    )
    assert found.units == [("title", "T"), ("byline", "Jo Doe"), ("", PROSE.strip())]
    assert ("interface", "<p>Menu</p>") in found.asides


def test_pages_without_marked_main_text_are_read_by_density() -> None:
    links = "".join(f"<li><a href=/{n}>Link {n}</a></li>" for n in range(30))
    found = read(
        f"<div id=a><ul>{links}</ul></div><div id=b><p>{PROSE}</p><p>{PROSE}</p></div><div id=c><a href=x>More</a></div>"
    )
    assert found.of("") == [PROSE.strip()] * 2 and len(found.asides) == 2


def test_headings_quotes_lists_tables_and_code() -> None:
    found = read(
        f"<h1>T</h1><p>{PROSE}</p><h3>A</h3><h4>B</h4><blockquote><p>one</p><p>two</p></blockquote>"
        "<ul><li>x<ul><li>deep</ul><li><p>y</p><p>z</p></ul><ol start=3><li>three<li>four</ol><dl><dt>t<dd>d</dl>"
        "<table><caption>C</caption><tr><th></th><th colspan=2>h</th></tr>\n<tr>\n<td>1</td>\n<td>2\nlines</td><td>3</td></tr></table>"
        "<figure><img src=x alt=y><figcaption>F</figcaption></figure><pre><code>a\n\n  b</code></pre>"
        "<div class=poem><p>r<br>s</p></div>"
    )
    assert list(zip(found.of("head"), found.levels("head"), strict=True)) == [("A", 2), ("B", 3)]
    assert found.of("quote") == ["one", "two"]
    assert found.of("list") == ["x", "deep", "y z", "3. three", "4. four", "t", "d"]
    assert found.levels("list") == [1, 2, 1, 1, 1, 1, 1]
    assert found.of("table") == ["\th\n1\t2 lines\t3"] and found.of("caption") == ["C", "F"]
    assert found.of("code") == ["a\n\n  b"] and found.of("verse") == ["r\ns"]


def test_layout_tables_are_transparent() -> None:
    found = read(f"<table><tr><td><a href=x>Home</a></td><td><p>{PROSE}</p><h2>H</h2></td></tr></table>")
    assert found.units == [("", PROSE.strip()), ("head", "H")]


def test_words_that_touch_across_tags_go_on_touching() -> None:
    found = read(
        "<p>un<b>bro</b>ken wo<a\nhref=x>rd</a>s <i> and </i>\n<b>more</b>,<br>end &amp; R&eacute;sum&eacute; AT&T <q>q</q></p>"
    )
    assert found.of("") == ["unbroken words  and more,\nend & Résumé AT&T “q”"]


def test_line_breaks_make_paragraphs_verse_or_spaces() -> None:
    found = read(
        f"<div>{PROSE}<br><br>{PROSE}<br>Then more of it that is not short at all, and that follows on a single line break, too.</div>"
    )
    assert len(found.of("")) == 3
    assert read("<p>J. Doe<br>London</p>").of("") == ["J. Doe\nLondon"]


NOTES = {
    "pandoc": '<p>A<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> b.</p><section class="footnotes" '
              'role="doc-endnotes"><hr><ol><li id="fn1"><p>N.<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
    "wikipedia": '<p>A<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> b.</p><ol class="references">'
                 '<li id="cite_note-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-1"><sup>a</sup></a></span> <span>N.</span></li></ol>',
    "word": '<p>A<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> b.</p><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> N.</p></div>',
    "epub": '<p>A<a epub:type="noteref" href="#n">1</a> b.</p><aside epub:type="footnote" id="n"><p>1. N.</p></aside>',
    "anchor": '<p>A [<a href="#n1" name="b1">1</a>] b.</p><p><a name="n1"></a><a href="#b1">1</a>. N.</p>',
    "before": '<p>A<sup><a href="#n1">1</a></sup> b.</p><a name="n1"></a><p>1 N.</p>',
    "definition": '<p>A<sup><a href="#n1">1</a></sup> b.</p><dl><dt id="n1">1</dt><dd>N.</dd></dl>',
    "rows": '<p>A<sup><a href="#n1">1</a></sup> b.</p><table><tr id="n1"><td>[1]</td><td>N.</td></tr></table>',
    "unlinked": "<p>A<SUP>1</SUP> b.</p><hr><font size=2><SUP>1</SUP> N.</font>",
}  # fmt: skip


@pytest.mark.parametrize("shape", sorted(NOTES))
def test_notes_of_known_shapes(shape: str) -> None:
    found = read(f"<h1>T</h1><p>{PROSE}</p>" + NOTES[shape])
    assert found.notes == [("1", "N.")]
    assert [detail for detail, _ in found.refs] == ["fn1"]
    assert " ".join(found.of("")[1].split()) in ("A b.", "A  b.")
    assert ("superscript", "1", None) not in found.styles


def test_one_note_may_have_several_markers_and_lists_hold_unmarked_ones() -> None:
    found = read(
        f"<p>{PROSE}<sup><a href=#a>1</a></sup> and<sup><a href=#a>1</a></sup> or<sup><a href=#b>*</a></sup></p>"
        "<ol class=footnotes><li id=a>One<li id=b>* Star<li>Alone</ol>"
    )
    assert found.notes == [("1", "One"), ("*", "Star"), ("3", "Alone")]
    assert [detail for detail, _ in found.refs] == ["fn1", "fn1", "fn-star"]


def test_links_to_sections_and_lists_of_contents_are_no_notes() -> None:
    found = read(
        f"<p>See <a href=#s1>1</a> and <a href=#s1>Section one</a>.</p>\n<h2 id=s1>One</h2><p>{PROSE}</p>"
    )
    assert found.notes == [] and found.refs == []
    assert found.links() == [("1", "#l2"), ("Section one", "#l2")]


def test_a_marker_without_note_stays_text() -> None:
    found = read(f"<p>{PROSE}end<sup><a href=#gone>1</a></sup></p>")
    assert found.of("")[0].endswith("end1") and ("superscript", "1", None) in [
        (name, words.replace("<a href=#gone>", "").replace("</a>", ""), href)
        for name, words, href in found.styles
    ]


@pytest.mark.parametrize(("written", "address"), [
    ("http://a.b/c?d=e&amp;f", "http://a.b/c?d=e&f"), ("mailto:a@b.c", "mailto:a@b.c"), ("//a.b/c", "https://a.b/c"),
    ("javascript:alert(1)", None), ("java&#10;script:x", None), (" JavaScript:x", None), ("data:text/html,x", None),
    ("", None), ("#", None), ("page.html", None), ("/root", None), ("file:///etc", None), ("#lost", None), ("vbscript:x", None),
])  # fmt: skip
def test_only_safe_addresses_stand_in_links(written: str, address: str | None) -> None:
    assert read(f'<p>{PROSE}<a href="{written}">w</a></p>').links() == [("w", address)]


def test_metadata_comes_with_its_line() -> None:
    found = read(
        '<!DOCTYPE html>\n<html lang="de-AT">\n<head><title>Eine Reise - Die Zeitung</title>\n'
        '<meta name="citation_author" content="Doe, Jane">\n<meta name="citation_author" content="Roe, R.">\n'
        '<meta property="article:published_time" content="2020-01-02T03:04:05Z">\n<meta name="citation_issn" content="1234-5678">\n'
        f'<link rel=canonical href="https://x.org/a"></head><body><h1>Eine Reise</h1><p>{PROSE}</p></body></html>'
    )
    stated = {(s.term, s.value): s.line for s in found.reading.statements}
    assert stated["creator", "Jane Doe"] == 4 and stated["issued", "2020-01-02"] == 6
    assert stated["title", "Eine Reise"] == 8 and found.values("title") == ["Eine Reise"]
    assert found.values("is_part_of") == ["Die Zeitung"] and found.values("language") == ["de"]
    assert found.values("source") == ["https://x.org/a"] and found.values("issn") == ["1234-5678"]


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 5000,
        '{"@type": 7, "author": [1, null, {"name": []}]}',
        '"x"',
        '{"@graph": {}}',
        '{"a": 1e999}',
    ],
)
def test_odd_json_is_passed_over(data: str) -> None:
    assert read(f'<script type="application/ld+json">{data}</script><p>{PROSE}</p>').values("creator") == []


def test_json_is_read_as_data() -> None:
    found = read(
        '<script type="application/ld+json">\n{"@graph": [{"@type": "NewsArticle", "headline": "H",\n'
        f'"author": {{"name": "Ann Roe"}}, "datePublished": "2021-03-04T00:00:00Z"}}]}}</script><p>{PROSE}</p>'
    )
    assert [(s.term, s.value, s.line) for s in found.reading.statements if s.term in ("creator", "issued")] == [
        ("creator", "Ann Roe", 3), ("issued", "2021-03-04", 3)
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "", " ", "<", "<p", "<p class='", "a < b && c > d", "<!-- open", "<script>never closed <p>x</p>", "</p></div>", "<title>x", "\x00<p>\x00</p>",
    "<p>a<![CDATA[ b > c ]]>d", "<?xml version='1.0'?><html><script src='x'/><p>seen</p></html>", "<p onclick=\"x('</p>')\">y</p>",
    "<table><td>a<table><td>b", "<b><p>a</b>b</p>", "<select><option>a</select>b", "\ue000\ue001<p>\ue0000\ue001</p>", "<a href=#><a href=##>x",
    "<seed-text n=0>a</seed-text>", "<p n='7'>a</p>", "<noscript><p>a</noscript>", "&lt;script&gt; &#0; &#x110000; &nosuch; &", "<p>\r\ra\rb</p>",
])  # fmt: skip
def test_odd_markup_never_loses_anything(text: str) -> None:
    read(text)
    tokens = tokenize(text)
    assert "".join(text[t.start : t.end] for t in tokens) == text


def test_self_closed_scripts_of_xhtml_do_not_swallow_the_page() -> None:
    assert read(
        "<?xml version='1.0'?><html><head><script src='x'/></head><body><p>seen</p></body></html>"
    ).of("") == ["seen"]


def test_character_references_are_data() -> None:
    found = read("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; a&#10;b&nbsp;c</p>")
    assert found.of("") == ["<script>alert(1)</script> &lt; a b\xa0c"]


def test_deep_nesting_and_huge_attributes() -> None:
    for tag in ("div", "b", "blockquote", "ul", "table", "q"):
        found = read(f"<p>start</p>{f'<{tag}>' * 3000}deep{f'</{tag}>' * 3000}<p>end</p>")
        assert any("deep" in text for _, text in found.units)
    assert read(f"<p title='{'x' * 500_000}'>short</p>").of("") == ["short"]


def test_what_belongs_to_the_text_is_found_outside_of_it() -> None:
    """Caption of the picture above the text, date, names and author's box have elements of their own."""
    found = read(
        f"""<div class="c-head"><div class="c-type">Commentary</div><h1>Rope and Chain</h1>
        <div class="c-byline">By <span>Ann Lee</span> and <span>Bo Ek</span></div>
        <div class="c-meta__date">May 16, 2023</div></div>
        <div class="c-hero"><img src="x"><div class="c-hero__caption">A quay. (Photo: Jo)</div></div>
        <div class="text"><p>{PROSE}</p><p>{PROSE}</p></div>
        <div class="c-authors__bio">Ann Lee is a fellow of the Institute for Ropes and Chains.</div>"""
    )
    assert found.values("creator") == ["Ann Lee", "Bo Ek"] and found.values("issued") == ["2023-05-16"]
    assert found.of("dateline") == ["May 16, 2023"] and found.of("caption") == ["A quay. (Photo: Jo)"]
    assert found.of("")[-1] == "Ann Lee is a fellow of the Institute for Ropes and Chains."
    assert any("Commentary" in words for _, words in found.asides)


def test_sections_that_lead_elsewhere_are_set_aside() -> None:
    found = read(
        f"<article><h1>T</h1><p>{PROSE}</p><section id='shell-menu'><h2>Shell menu</h2><p>Short.</p></section>"
        "<h2>More on this story</h2><ul><li><a href='/a'>One</a></li></ul>"
        "<div><h2>Teasers</h2><div class='related'><a href='/b'>Two</a> three</div></div></article>"
    )
    assert found.of("head") == ["Shell menu"] and found.of("list") == []
    assert "Short." in found.of("")


def test_the_marker_is_the_number_not_the_word_before_it() -> None:
    found = read(
        f"<p>{PROSE}<a href='#fn1'><span class='show-for-sr'>Footnote </span><sup>1</sup></a> and on</p>"
        "<section><div id='fn1'><p><sup>1</sup> A note.</p></div></section>"
    )
    assert found.notes == [("1", "A note.")] and len(found.refs) == 1


def test_the_title_is_not_the_name_of_the_site_nor_of_a_part() -> None:
    page = f"<title>Two Rivers | The Site</title><h1>The Site</h1><h2>Two Rivers<a href='#t'>#</a></h2><p>{PROSE}"
    assert read(page).of("title") == ["Two Rivers"]
    assert read(f"<title>Policy 1.0</title><h1>Abstract</h1><p>{PROSE}<h1>More</h1><p>{PROSE}").values(
        "title"
    ) == ["Policy 1.0"]


WORDS = st.sampled_from(
    [
        "word",
        "words, and more",
        PROSE,
        "1",
        "[1]",
        "*",
        "&amp;",
        "&nbsp;",
        "&lt",
        "AT&T",
        " ",
        "\n",
        "\r\n",
        "\ue000",
        "<",
        ">",
        "“",
    ]
)
INLINE = [
    "b",
    "i",
    "em",
    "sup",
    "sub",
    "code",
    "span",
    "q",
    "font",
    "cite",
    "a href='#n1'",
    "a href='#r1' id='n2'",
    "a href=http://x.y",
    "span class=byline",
]
BLOCK = ["p", "div", "h1", "h2", "blockquote", "ul", "ol start=4", "li", "li id=n1", "dl", "dt", "dd", "pre", "figure", "figcaption", "section",
         "section class=footnotes", "article", "main", "nav", "header", "footer", "aside", "form", "p id=n1", "p id=r1", "div class=share",
         "div class=poem", "div class=pullquote", "p class=MsoListParagraph", "div hidden", "center", "address", "td", "noscript", "svg"]  # fmt: skip
VOID = st.sampled_from(["<br>", "<br/>", "<hr>", "<img alt=x>", "<input>", "<!-- a comment -->", "<a name=n1></a>", "<wbr>", "<script>a<b</script>",
                        "<style>p{}</style>", "<![if x]>", "<title>T</title>", "<meta name=author content='Jo'>", "<time datetime=2020-01-02>"])  # fmt: skip


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(INLINE + BLOCK)
    bodies = st.lists(children, max_size=4).map("".join)
    ends = st.sampled_from([True, True, True, True, False])
    return st.builds(lambda n, b, e: f"<{n}>{b}" + (f"</{n.split()[0]}>" if e else ""), names, bodies, ends)


def _table(cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.builds(
        lambda n, c: f"<{n}>{c}</{n.split()[0]}>",
        st.sampled_from(["td", "th", "td colspan=2", "td rowspan=2"]),
        cells,
    )
    row = st.builds(
        lambda c, s: f"<tr>{s.join(c)}</tr>", st.lists(cell, max_size=3), st.sampled_from(["", "\n", " "])
    )
    return st.builds(
        lambda r, s: f"<table>{s.join(r)}</table>", st.lists(row, max_size=3), st.sampled_from(["", "\n"])
    )


PAGES = st.recursive(
    st.one_of(WORDS, WORDS, VOID), lambda c: st.one_of(_element(c), _element(c), _table(c)), max_leaves=25
)
BROKEN = st.sampled_from(["<", ">", "</", "<p", "<p class='", '"', "'", "<!--", "-->", "&", "&#", "]]>", "<![CDATA[", "</p>", "</div>", "</table>",
                          "<td>", "<a\nhref=x>", "</a>", "<title>", "<script>", "<head>", "<body>", "<html lang=en>", "\r", "\x00"])  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pages that look real, and what damage makes of them."""
    text = "".join(draw(st.lists(PAGES, max_size=4)))
    if draw(st.booleans()):
        text = f"<!DOCTYPE html>\n<html><head><title>T - S</title></head>\n<body>{text}</body></html>\n"
    for piece in draw(st.lists(BROKEN, max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text


@given(st.one_of(pages(), pages(), st.text(st.characters(exclude_categories=["Cs"]))))
@settings(max_examples=max(400, settings.default.max_examples))
def test_nothing_is_lost_and_nothing_is_in_two_places(text: str) -> None:
    source = source_of(text, "html")
    read(text)
    assert html.read(source) == html.read(source)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<p",
        "<a x='",
        "<!--",
        "<![CDATA[",
        "&#",
        "</",
        "<title>",
        "<div>",
        "<td>",
        "<ul><li>",
        "<br>",
        '<a x="><a x=" y=">',
        "<sup>1</sup>",
        "<h2>a</h2>",
        "<div class=author>a b.</div>",
        "<h2>Related</h2><div class=related>a</div>",
    ],
)
def test_time_is_linear(piece: str) -> None:
    start = time.process_time()
    html.read(source_of(piece * (200_000 // len(piece)), "html"))
    assert time.process_time() - start < 10
