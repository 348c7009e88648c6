"""The lists of all documents: orders, groups, pages, and the rows of the filter."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from build_scripts.exporters import documents_data, home, listing, neighbours, orders
from build_scripts.model import Block, Corpus, Document
from build_scripts.source import Source, Statement

DATES = st.sampled_from(
    ["", "1990", "199X", "1990-05", "19XX", "2024-11-03", "-0044", "2014?", "1991/1993", "unknown"]
)
NAMES = st.text("aBzÅəı'’,. שא漢-<&\"\u202e1", max_size=12)


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    rows = draw(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3), DATES), max_size=20))
    return Corpus({}, tuple(document(i, *row) for i, row in enumerate(rows)))


def document(number: int, title: str, authors: list[str], date: str) -> Document:
    statements = [
        Statement("title", title, 1, "t"),
        *(Statement("creator", name, 1, "t") for name in authors),
    ]
    if date:
        statements.append(Statement("issued", date, 1, "t"))
    source = Source("a.txt", "text", "utf-8", b"", "", "Words.", ())
    block = Block("l1", "p", "Words.", (1,), ((0, 6),))
    return Document(f"d{number}", source, tuple(statements), (block,), (), ())


@examples(150)
@given(corpora())
def test_properties_of_the_orders(corpus: Corpus) -> None:
    """Every document stands in every order; anchors are plain and mean one mark."""
    ids = sorted(one.id for one in corpus.documents)
    for order in (orders.by_date, orders.by_title, orders.by_author):
        groups = order(corpus)
        listed = [one.id for group in groups for one in group.documents]
        assert sorted(set(listed)) == ids
        assert order is orders.by_author or len(listed) == len(ids)
        marks: dict[str, str] = {}
        for group in groups:
            assert group.documents and re.fullmatch(r"[A-Za-z0-9-]+", group.anchor), group
            assert marks.setdefault(group.anchor, group.mark) == group.mark
        assert sorted(orders.ranks(groups)) == ids


@examples(80)
@given(corpora())
def test_properties_of_the_pages_of_a_list(corpus: Corpus) -> None:
    """No page has an id twice, and what a title says is never markup."""
    for made in (*listing.documents(corpus), *home.home(corpus)):
        if not made.path.endswith(".md"):
            continue
        body = str(made.content).split("---\n", 2)[2]
        found = re.findall(r'\sid="([^"]*)"', body)
        assert len(found) == len(set(found)), made.path
        assert "\n\n" not in body.strip(), "the renderer would take what follows for Markdown"


@examples(80)
@given(corpora())
def test_properties_of_the_neighbours(corpus: Corpus) -> None:
    """What comes after a document has it before itself."""
    ways = {one.id: neighbours.neighbours(one, corpus) for one in corpus.documents}
    ends = 0
    for id, way in ways.items():
        if "next" in way:
            assert ways[way["next"]["id"]]["previous"]["id"] == id
        else:
            ends += 1
    assert ends == min(1, len(ways))


def test_the_rows_of_the_filter_are_scripts_of_data() -> None:
    corpus = Corpus({}, tuple(document(i, f"</script>\u2028{i}", ["A B"], "1990") for i in range(501)))
    made = list(documents_data.rows(corpus))
    assert [one.path for one in made] == ["docs/assets/documents/0.js", "docs/assets/documents/1.js"]
    body = str(made[0].content)
    assert "\u2028" not in body
    rows = json.loads(body.removeprefix("Room.documents(0,").removesuffix(");\n"))
    assert len(rows) == 500 and rows[0][0].startswith("d") and rows[0][2] == "A B"


def test_names_stand_under_their_last_word() -> None:
    corpus = Corpus(
        {},
        (document(1, "x", ["Zoe Abel"], ""), document(2, "y", ["Adam, Yan"], ""), document(3, "z", [], "")),
    )
    groups = orders.by_author(corpus)
    assert [(g.heading, g.mark) for g in groups] == [
        ("Zoe Abel", "A"),
        ("Adam, Yan", "A"),
        ("No author stated", "none"),
    ]


def test_the_undated_stand_last() -> None:
    corpus = Corpus(
        {}, tuple(document(i, "x", [], date) for i, date in enumerate(["", "2024", "199X", "-0044"]))
    )
    assert [g.heading for g in orders.by_date(corpus)] == ["45 BC", "1990s", "2024", "Not dated"]
