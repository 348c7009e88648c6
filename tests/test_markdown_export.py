"""The Markdown of the edition: how it is written, and how the renderer shows it."""

from __future__ import annotations

import frontmatter
import markdown
import pytest
from bs4 import BeautifulSoup
from rendered import block, check, corpus, document, find, note, soup_of

from build_scripts.exporters import markdown as exporter
from build_scripts.markdown_extension import EXTENSIONS
from build_scripts.model import NoteRef, Passage, TextStyle
from build_scripts.source import Intervention, Statement


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
            Statement("subject", "Trade", None, "record"),
            Statement("issn", "2709-1848", 4, "front"),
            Statement("issn", "2709-1856", 5, "front"),
        ),
        interventions=(Intervention("set-aside", "cover", (0, 1)), Intervention("markup", "x", (1, 2))),
        description="An essay: with a colon,\nand a second line.",
        subjects=("Energy", "Trade"),
        record={
            "rights": {"uri": "http://rightsstatements.org/vocab/CNE/1.0/", "note": "Ask."},
            "obtained": "By post.",
        },
    )
    artifact = next(iter(exporter.documents(corpus(one))))
    assert artifact.path == "docs/documents/doc.md"
    assert isinstance(artifact.content, str)
    values = frontmatter.loads(artifact.content).metadata
    assert list(values) == [
        "title", "authors", "date", "description", "tags", "language", "container", "source", "generated",
        "template", "creators", "issued", "issued_display", "issn", "rights", "obtained", "evidence", "words",
        "notes", "interventions", "asides", "cite", "head", "linked_data",
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
    text = "He wrote Great Game, a snake_case [sic] AT&T book for $5, and more - much more."
    address = "https://a.b/c_d"
    one = document(
        block("l1", "title", "The Ties"),
        block("l3", "byline", "By A. Author"),
        block("l5", "head", "A beginning", level=2, noterefs=(NoteRef(11, "fn1"),)),
        block(
            "l7",
            "p",
            text,
            styles=(TextStyle(9, 19, "italic"), TextStyle(45, 49, "link", "https://a.b/c")),
            noterefs=(NoteRef(20, "fn1"),),
            breaks=((45, 8), (text.index("- much"), 9)),
        ),
        block("l10", "quote", "1. We agree.", certainty="low"),
        block("l11", "list", "one"),
        block("l12", "list", "two", level=2),
        block("l13", "list", "3. three"),
        block("l14", "table", "Year\tOil | gas\n2010\t5", rows=(("Year", "Oil | gas"), ("2010", "5")),
              breaks=((15, 15),)),
        block("l16", "verse", "Roses\n  red", breaks=((6, 17),)),
        block("l18", "code", "a = `b`\n```"),
        note("fn1", "1", f"See {address} on it.", styles=(TextStyle(4, 19, "link", address),),
             breaks=((20, 21),)),
        note("fn1-2", "1", "Again."),
        note("fn-star", "*", "Starred."),
    )  # fmt: skip
    check(one)
    assert (
        exporter.body(one)
        == """\
# The Ties { #l1 }

By A. Author
{ .byline #l3 }

## A beginning[^1] { #l5 }

He wrote *Great Game*,[^1] a snake_case [sic] AT&T
<a id="l8"></a>[book](https://a.b/c) for $5, and more
<a id="l9"></a>- much more.
{ #l7 }

> 1\\. We agree.
> { .uncertain #l10 }

- one
  { #l11 }
    - two
      { #l12 }
- 3\\. three
  { .labelled #l13 }

<div class="table" id="l14" markdown="1">

| Year | Oil \\| gas |
| --- | --- |
| <a id="l15"></a>2010 | 5 |

</div>

Roses<br>
<a id="l17"></a>&nbsp;&nbsp;red
{ .verse #l16 }

<div class="code" id="l18" markdown="1">

````
a = `b`
```
````

</div>

[^1]: See <https://a.b/c_d>
    <a id="l21"></a>on it.

[^1-2]: Again.

[^-star]: <span data-label="&#42;"></span>Starred.
"""
    )


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
        ("[sic], [Asia’s] [...] [TOC] [x] [^1]", "[sic], [Asia’s] [...] \\[TOC\\] \\[x\\] \\[^1\\]"),
        ("--8<-- file", "\\--8&lt;-- file"),
        ("~~so~~ and ~~~", "\\~\\~so\\~\\~ and \\~\\~\\~"),
        (": no definition", "\\: no definition"),
        ("10:30, a:smile: b", "10:30, a\\:smile: b"),
        ("C:\\new | x", "C:\\\\new \\| x"),
    ],
)
def test_escaping_is_sparing(text: str, written: str) -> None:
    one = document(block("l1", "p", text))
    check(one)
    assert exporter.body(one).split("\n")[2] == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (0, 3, "*one* two, three"),
        (4, 7, "one *two*, three"),
        (4, 8, "one <em>two,</em> three"),
        (3, 8, "one <em>two,</em> three"),
        (1, 3, "o<em>ne</em> two, three"),
        (0, 2, "<em>on</em>e two, three"),
        (7, 8, "one two<em>,</em> three"),
        (3, 4, "one two, three"),
        (5, 5, "one two, three"),
    ],
)
def test_stars_only_where_every_parser_agrees(start: int, end: int, written: str) -> None:
    one = document(block("l1", "p", "one two, three", styles=(TextStyle(start, end, "italic"),)))
    check(one)
    assert exporter.body(one).split("\n")[2] == written


def test_signs_of_a_fence_or_a_note_stay_text() -> None:
    """Two lines of tildes fence in nothing; a marker before a colon begins no note."""
    check(
        document(
            block("l1", "p", "~~~"),
            block("l2", "p", ": said", noterefs=(NoteRef(0, "fn1"),)),
            block("l3", "p", "~~~"),
            note("fn1", "1", "x"),
        )
    )


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
    one = document(
        block("l1", "p", "the words", styles=(TextStyle(4, 9, "link", href),)), block("l2", "p", "x")
    )
    element = find(check(one), "l1")
    if expected is None:
        lost = element.select_one("span.lost-link")
        assert lost.get_text() == "words" and lost["title"].startswith("Linked in the original")
    else:
        assert element.select_one("a:not(.ln)")["href"] == expected


def test_a_bare_address_becomes_an_autolink() -> None:
    address = "https://a.b/c_d?e=f&g=h"
    one = document(
        block("l1", "p", f"See {address}.", styles=(TextStyle(4, 4 + len(address), "link", address),))
    )
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
        block(
            "l5",
            "table",
            "a\tb\n1\t2\n3\t4",
            rows=(("a", "b"), ("1", "2"), ("3", "4")),
            breaks=((4, 6), (8, 7)),
        )
    )
    soup = check(one)
    box = find(soup, "l5")
    assert (
        box.name == "div" and box["class"] == ["table"] and box["role"] == "region" and box["tabindex"] == "0"
    )
    assert [find(soup, f"l{line}").find_parent("tr").get_text(" ", strip=True) for line in (6, 7)] == [
        "1 2",
        "3 4",
    ]
    plain = BeautifulSoup(
        markdown.markdown("| a |\n| - |\n| b |", extensions=list(EXTENSIONS)), "html.parser"
    )
    assert plain.select_one("div.table[tabindex='0'] > table")


def test_a_document_without_a_title_block_gets_its_title() -> None:
    one = document(block("l1", "p", "x"), statements=(Statement("title", "A *b* #", None, "record"),))
    heading = soup_of(one).find("h1")
    assert heading.get_text() == "A *b* #" and heading["class"] == ["supplied"]


def test_foreign_passages_are_marked() -> None:
    one = document(
        block(
            "l1", "p", "He said שלום today", passages=(Passage(8, 12, "he"), Passage(13, 18, 'x" onclick="y'))
        )
    )
    element = find(check(one), "l1")
    assert element.select_one("span[lang=he]")["dir"] == "rtl"
    assert len(element.select("span")) == 1
