"""One fact, every version: every statement with its words, how they relate, who is silent; no verdict."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from editions_compare import ROOT
from jsonschema import Draft202012Validator
from test_timeline import HOSTILE, archive

from build_scripts import corpus as corpora
from build_scripts.exporters import comparisons
from build_scripts.exporters.comparisons_data import COMPARISONS, comparisons_data, questions
from build_scripts.knowledge import Claim, ClaimRelation, Comparison, Knowledge, Quote, Topic
from build_scripts.model import Corpus

TEXTS = {
    "one": "About 40 percent of the tolls go to the city. The rest is kept. In 1900 it was only 10 percent of them.\n",
    "two": "The city, says the mayor, gets half of the tolls. Nobody in the council has ever denied it.\n",
    "three": "The river is deep here and its banks are steep. No bridge had ever been built across it before.\n",
}
SHARE = Comparison(
    "share",
    "What share of the tolls goes to the city?",
    (
        Claim(
            "half",
            Quote("two", "gets half"),
            "half",
            50,
            unit="%",
            as_of="1970~",
            by="The mayor",
            through="Ann Two",
        ),
        Claim(
            "now", Quote("one", "About 40 percent"), "40 percent", 40, unit="%", as_of="1970", hedge="About"
        ),
        Claim("then", Quote("one", "only 10 percent"), "10 percent", None, 10, 12, unit="%", as_of="1900"),
        Claim("lost", Quote("one", "words that stand nowhere"), "nothing"),
    ),
    (
        ClaimRelation("now", "half", "differ", "The wholes are the same."),
        ClaimRelation("then", "now", "later-state"),
        ClaimRelation("lost", "now", "agree"),
    ),
    note="Tolls of the bridge.",
    chart_unit="%",
)
KNOWN = Knowledge(comparisons=(SHARE,))


def page(corpus: Corpus) -> BeautifulSoup:
    (artifact,) = comparisons.comparisons(corpus)
    return BeautifulSoup(str(artifact.content), "html.parser")


def words(tag: object) -> str:
    return " ".join(tag.get_text(" ").split())  # type: ignore[attr-defined]


def test_an_archive_without_questions_has_no_page(tmp_path: Path) -> None:
    bare = archive(tmp_path, **TEXTS)
    assert not [*comparisons.comparisons(bare), *comparisons_data(bare)]
    nowhere = replace(SHARE, claims=SHARE.claims[3:])
    assert not [*comparisons.comparisons(archive(tmp_path, Knowledge(comparisons=(nowhere,)), **TEXTS))]


def test_a_question_holds_every_statement_with_its_words(tmp_path: Path) -> None:
    soup = page(archive(tmp_path, KNOWN, **TEXTS))
    assert [h["id"] for h in soup.select("h2")] == ["share"]
    rows = soup.select("table.statements tbody tr")
    assert [row["id"] for row in rows] == ["share.now", "share.then", "share.half"], (
        "by document, then as listed"
    )
    assert words(rows[0].select("td")[0]) == "40 percent 40% · as of 1970 · hedged: “About”"
    assert words(rows[2].select("td")[0]) == "half 50% · as of about 1970 The mayor ; through: Ann Two"
    assert words(rows[1].select("td")[0]) == "10 percent 10 to 12% · as of 1900"
    assert words(rows[0].select("q")[0]) == "About 40 percent of the tolls go to the city."
    assert [str(a["href"]) for a in soup.select("a.from")] == ["documents/one.html#l1"] * 2 + [
        "documents/two.html#l1"
    ]
    assert "1 question, 3 statements from 2 documents." in words(soup)
    assert "does not say who is right" in words(soup)


def test_the_words_quoted_stand_out_from_their_sentence(tmp_path: Path) -> None:
    row = page(archive(tmp_path, KNOWN, **TEXTS)).select("tr[id='share.then']")[0]
    assert [words(part) for part in row.select(".around")] == ["In 1900 it was", "of them."]


def test_relations_are_said_in_words_and_silence_is_named(tmp_path: Path) -> None:
    soup = page(archive(tmp_path, KNOWN, **TEXTS))
    assert [words(dt) for dt in soup.select("dt")] == ["Differ", "Earlier and later state"]
    assert [words(dd) for dd in soup.select("dd")] == [
        "1 One, 1970 and 3 Two, 1970 : The wholes are the same.",
        "2 One, 1970 , then 1 One, 1970",
    ]
    assert words(soup.select("p.silent")[0]) == "No statement: Three, 1970 ."
    assert {str(a["href"])[1:] for a in soup.select("dd a")} <= {str(t["id"]) for t in soup.select("tr[id]")}


def test_many_silent_documents_are_counted(tmp_path: Path) -> None:
    more = {f"d{i:02}": TEXTS["three"].replace("deep", f"deep{i}") for i in range(20)}
    soup = page(archive(tmp_path, KNOWN, **TEXTS, **more))
    assert words(soup.select("p.silent")[0]) == "No statement in 21 other documents."


def test_figures_of_the_chart_unit_are_drawn_and_linked(tmp_path: Path) -> None:
    soup = page(archive(tmp_path, KNOWN, **TEXTS))
    links = [str(a["href"]) for a in soup.select(".chart svg a")]
    assert sorted(links) == ["#share.half", "#share.now", "#share.then"]
    assert [str(c["class"]) for c in soup.select(".chart circle")].count("['dot', 'hedged']") == 1
    assert len(soup.select(".chart line.range")) == 1
    assert [words(row) for row in soup.select("table.figures tbody tr")] == [
        "1900 10 to 12 One, 1970",
        "about 1970 50 Two, 1970",
        "1970 40 (About) One, 1970",
    ]
    without = page(archive(tmp_path, Knowledge(comparisons=(replace(SHARE, chart_unit=""),)), **TEXTS))
    assert not without.select(".chart")


def test_questions_are_grouped_by_topic_when_topics_are_given(tmp_path: Path) -> None:
    known = Knowledge(
        comparisons=(
            replace(SHARE, id="a"),
            replace(SHARE, id="b", topics=("tolls",)),
            replace(SHARE, id="c", topics=("unlisted", "works")),
        ),
        topics=(Topic("works", "Works"), Topic("tolls", "Tolls")),
    )
    soup = page(archive(tmp_path, known, **TEXTS))
    assert [words(p) for p in soup.select("nav.questions > p")] == ["Works", "Tolls", "Other questions"]
    assert [h["id"] for h in soup.select("h2")] == ["c", "b", "a"]
    assert [str(a["href"]) for a in soup.select("nav.questions a")] == [f"compare.html#{id}" for id in "cba"]


def test_many_questions_are_cut_into_pages_and_addresses_follow(tmp_path: Path) -> None:
    known = Knowledge(comparisons=tuple(replace(SHARE, id=f"q{i}") for i in range(comparisons.PAGE + 1)))
    found = archive(tmp_path, known, **TEXTS)
    first, second = comparisons.comparisons(found)
    assert second.path == "docs/compare-2.md" and "q60" in str(second.content)
    assert comparisons.address_of_question(found, "q60", 1) == "../compare-2.html#q60"
    assert comparisons.address_of_question(found, "q0") == "compare.html#q0"
    assert comparisons.address_of_question(found, "none") == ""
    assert str(first.content).count("<h2 ") == comparisons.PAGE


def test_hostile_values_are_text(tmp_path: Path) -> None:
    claims = tuple(
        replace(c, says=HOSTILE, unit=HOSTILE, hedge=HOSTILE, by=HOSTILE, through=HOSTILE)
        for c in SHARE.claims
    )
    relations = tuple(replace(r, reason=HOSTILE) for r in SHARE.relations)
    hostile = replace(
        SHARE,
        question=HOSTILE,
        note=HOSTILE,
        claims=claims,
        relations=relations,
        chart_unit=HOSTILE,
        topics=("t",),
    )
    known = Knowledge(comparisons=(hostile,), topics=(Topic("t", HOSTILE),))
    (artifact,) = comparisons.comparisons(archive(tmp_path, known, **TEXTS))
    assert "<script" not in str(artifact.content) and str(artifact.content).count("alert(") > 10
    body = str(artifact.content).split("---\n", 2)[2]
    blocks = [part for part in body.split("\n\n") if part.strip() and not part.lstrip().startswith("# ")]
    assert all(part.lstrip().startswith("<") for part in blocks), "nothing is left to the Markdown renderer"


def test_data_of_the_questions_keep_to_their_schema(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(COMPARISONS)
    files = {a.path: json.loads(a.content) for a in comparisons_data(archive(tmp_path, KNOWN, **TEXTS))}
    Draft202012Validator(COMPARISONS).validate(files["docs/data/comparisons.json"])
    assert files["docs/data/schema/comparisons.json"] == COMPARISONS
    (question,) = files["docs/data/comparisons.json"]["questions"]
    assert question["silent"] == ["three"] and len(question["relations"]) == 2
    assert [s["id"] for s in question["statements"]] == ["now", "then", "half"]
    assert "number" not in question["statements"][1], "what is not known is left out"


@pytest.fixture(scope="module")
def published() -> Corpus:
    return corpora.load(ROOT / "seeds")


def test_the_archive_that_is_published(published: Corpus) -> None:
    """Every question of the data file is shown once, with all statements, and every link finds its row."""
    shown = [BeautifulSoup(str(a.content), "html.parser") for a in comparisons.comparisons(published)]
    ids = [str(tag["id"]) for soup in shown for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    found = comparisons.questions(published)
    assert {f"{q.comparison.id}.{claim.id}" for q in found for claim, _ in q.claims} <= set(ids)
    for soup in shown:
        assert {str(a["href"])[1:] for a in soup.select("a[href^='#']")} <= set(ids)
        assert not re.search(r"\b(None|nan|inf)\b", soup.get_text(" "))
    Draft202012Validator(COMPARISONS).validate(json.loads(json.dumps(questions(published))))
