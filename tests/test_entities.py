"""The pages of names, their indexes, and the register as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rendered import block, document, note
from strategies import SENTENCES, examples

from build_scripts.authorities import RELATIONS, Authority, Form
from build_scripts.connections import AutomaticName, Connections, Mention, Target
from build_scripts.exporters import entity_facts, entity_indexes
from build_scripts.exporters.data import document_data
from build_scripts.exporters.names import names
from build_scripts.exporters.naming import differing
from build_scripts.exporters.passages import LONGEST
from build_scripts.exporters.register import PAGE, folded, register
from build_scripts.exporters.schemas import DOCUMENT, ENTITIES
from build_scripts.knowledge import Event, Knowledge
from build_scripts.markdown_extension import EXTENSIONS
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

HOSTILE = (
    '<script>alert(1)</script> "x" {{ config }} [a](javascript:alert(2)) \u202etxt & <img src=x onerror=y>'
)


# A small archive


def authority(id: str, *forms: str, kind: str = "place", **more) -> Authority:
    label = forms[0] if forms else id
    return Authority(id, kind, label, tuple(Form(form) for form in forms or (id,)), **more)


def dated(id: str, issued: str, *units) -> Document:
    said = (
        Statement("title", f"Of {id}", 1, "t"),
        Statement("creator", f"{id.title()}, A.", 1, "t"),
        Statement("issued", issued, 1, "t"),
    )
    return replace(document(*units), id=id, statements=said)


def mentions_of(documents: tuple[Document, ...], authorities: tuple[Authority, ...]) -> tuple[Mention, ...]:
    """Every form wherever it stands as a whole word."""
    return tuple(
        Mention(one.id, Target(d.id, unit.id, *match.span()), match[0], "form")
        for d in documents
        for unit in d.units
        for one in authorities
        for form in one.forms
        for match in re.finditer(rf"(?<!\w){re.escape(form.text)}(?!\w)", unit.text)
    )


def archive(documents: tuple[Document, ...], authorities: tuple[Authority, ...], **more) -> Corpus:
    connections = Connections(mentions=more.pop("mentions", None) or mentions_of(documents, authorities))
    return Corpus(
        {"language": "en"},
        documents,
        knowledge=Knowledge(authorities=authorities, **more),
        connections=connections,
    )


TOWN = authority("ostra", "Ostra", "Ostrava", stands_for="moravia", coordinates=(49.8, 18.3, "a gazetteer"))
STATE = authority("moravia", "Moravia", "Mähren", description="Country, as old says.")
ANNA = authority(
    "anna", "Anna Novak", kind="person", sort="Novak, Anna", relations=(("member-of", "moravia"),)
)
OLD = dated(
    "old",
    "1990",
    block("l1", "p", "Moravia lies here. Anna Novak left Ostra for Moravia, and Moravia wept."),
    block("l3", "head", "The second part"),
    block("l5", "p", "Ostra refused. Ostrava is a town."),
    note("fn1", "1", "See Mähren."),
)
NEW = dated("new", "2001", block("l2", "p", "In Mähren Anna Novak is known. Nobody else is."))


@pytest.fixture
def corpus() -> Corpus:
    found = archive((NEW, OLD), (TOWN, STATE, ANNA))
    marked = []
    for mention in found.connections.mentions:
        sense = ("government" if mention.target.start == 0 else "place") if mention.entity == "ostra" else ""
        marked.append(replace(mention, sense=sense))
    return replace(found, connections=replace(found.connections, mentions=tuple(marked)))


def pages(corpus: Corpus) -> dict[str, str]:
    return {artifact.path: str(artifact.content) for artifact in names(corpus)}


def soup(content: str) -> BeautifulSoup:
    body = content.split("\n---\n", 1)[1]
    return BeautifulSoup(markdown.markdown(body, extensions=list(EXTENSIONS)), "html.parser")


def said(element) -> str:
    return " ".join(element.get_text(" ").split())


# The page of an entity


def test_every_mention_stands_in_its_whole_sentence_once(corpus: Corpus) -> None:
    page = soup(pages(corpus)["docs/places/moravia.md"])
    shown = [said(item.find("span")) for item in page.select(".mentions li")]
    assert shown == [
        "Moravia lies here.",
        "Anna Novak left Ostra for Moravia , and Moravia wept.",
        "See Mähren .",
        "In Mähren Anna Novak is known.",
    ]
    assert [len(item.find_all("mark")) for item in page.select(".mentions li")] == [1, 2, 1, 1]


def test_documents_come_by_date_and_sections_by_heading(corpus: Corpus) -> None:
    page = soup(pages(corpus)["docs/places/ostra.md"])
    heads = [said(h) for h in page.select(".mentions :is(h3, h4)")]
    assert heads == ["Old, 1990", "The second part"]
    page = soup(pages(corpus)["docs/places/moravia.md"])
    assert [said(h) for h in page.select(".mentions :is(h3, h4)")] == ["Old, 1990", "Notes", "New, 2001"]


def test_every_sentence_leads_to_its_paragraph(corpus: Corpus) -> None:
    page = soup(pages(corpus)["docs/places/moravia.md"])
    links = [item.select_one("a.where") for item in page.select(".mentions li")]
    assert [(a["href"], said(a)) for a in links] == [
        ("../documents/old.html#l1", "line 1"),
        ("../documents/old.html#l1", "line 1"),
        ("../documents/old.html#fn1", "note 1"),
        ("../documents/new.html#l2", "line 2"),
    ]
    assert [item["id"] for item in page.select(".mentions li")] == ["old.l1", "old.l1.2", "old.fn1", "new.l2"]


def test_a_capital_that_stands_for_its_government_is_marked_and_counted_apart(corpus: Corpus) -> None:
    page = soup(pages(corpus)["docs/places/ostra.md"])
    assert "3 mentions in 1 document · 1 of them for the government of Moravia" in said(page)
    assert [said(m) for m in page.select("mark.standing")] == ["Ostra"]
    facts = soup(pages(corpus)["docs/places/moravia.md"]).select_one(".entity-facts")
    assert "Its government is named as Ostra 1" in said(facts)


def test_relations_are_shown_from_both_sides(corpus: Corpus) -> None:
    made = pages(corpus)
    assert "Member of Moravia" in said(soup(made["docs/people/anna.md"]).select_one(".entity-facts"))
    assert "Members Anna Novak" in said(soup(made["docs/places/moravia.md"]).select_one(".entity-facts"))
    assert set(entity_facts.RELATIONS_SHOWN) == set(RELATIONS)


def test_what_is_not_certain_says_so_with_its_rule(corpus: Corpus) -> None:
    some = corpus.connections.mentions
    changed = (replace(some[0], certainty="medium", rule="named"), *some[1:])
    page = pages(replace(corpus, connections=replace(corpus.connections, mentions=changed)))
    assert sum("medium certainty: by the last full name before" in content for content in page.values()) == 1


def test_entities_of_the_same_paragraph_are_counted_once_for_each(corpus: Corpus) -> None:
    assert register(corpus).companions["anna"] == (("moravia", 2), ("ostra", 1))


def test_events_lead_to_the_timeline(corpus: Corpus) -> None:
    event = Event("e1", "1989-11", "A thing happens", (), entities=("anna", "anna", "nobody"))
    known = replace(corpus.knowledge, events=(event,))
    page = soup(pages(replace(corpus, knowledge=known))["docs/people/anna.md"])
    assert [(a["href"], said(a)) for a in page.select("#events a")] == [
        ("../timeline.html#e1", "November 1989")
    ]


def test_many_sentences_are_cut_into_pages_that_no_other_entity_is_called() -> None:
    many = dated("d", "2000", *(block(f"l{n}", "p", "Ostra is here.") for n in range(1, 2 * PAGE + 2)))
    made = pages(archive((many,), (TOWN, authority("ostra-2", "Other"))))
    counts = [len(soup(made[f"docs/places/{name}.md"]).select(".mentions li")) for name in
              ("ostra", "ostra-2-", "ostra-3", "ostra-2")]  # fmt: skip
    assert counts == [PAGE, PAGE, 1, 0]
    last = soup(made["docs/places/ostra-3.md"])
    assert [a["href"] for a in last.select(".pager a")][:2] == ["ostra.html", "ostra-2-.html"]
    assert last.select_one("[id='in-d']") is None and last.select_one("[id='d.l301']") is not None


def test_a_text_without_sentences_does_not_make_a_page_without_end() -> None:
    long = dated("d", "2000", block("l1", "p", "ostra Ostra word " * 2000))
    page = soup(pages(archive((long,), (TOWN,)))["docs/places/ostra.md"])
    items = page.select(".mentions li > span")
    assert all(len(item.get_text()) <= LONGEST for item in items)
    assert len(page.select(".mentions mark")) == 2000


# Indexes and naming


def test_indexes_list_every_entity_from_a_to_z_and_by_mentions(corpus: Corpus) -> None:
    made = pages(corpus)
    listed = [said(a) for a in soup(made["docs/places.md"]).select(".name-index li > a")]
    assert listed == ["Moravia", "Ostra"]
    ranked = [said(a) for a in soup(made["docs/places-by-mentions.md"]).select(".name-index li > a")]
    assert ranked == ["Moravia", "Ostra"]
    assert [said(a) for a in soup(made["docs/people.md"]).select(".name-index li > a")] == ["Novak, Anna"]
    assert "docs/works.md" not in made


def test_order_ignores_case_and_diacritics() -> None:
    some = [authority(f"x{n}", name) for n, name in enumerate(("Éire", "Əli", "eden", "İzmir", "Zug", "911"))]
    ordered = [a.label for a in register(archive((), tuple(some))).kind("place")]
    assert ordered == ["911", "eden", "Éire", "Əli", "İzmir", "Zug"]
    assert [entity_indexes.initial(a) for a in some] == ["E", "E", "E", "I", "Z", "0–9"]


def test_only_what_documents_name_differently_is_compared(corpus: Corpus) -> None:
    reg = register(corpus)
    assert differing(reg, ANNA) == {}
    forms = differing(reg, STATE)
    assert {form: {d: len(m) for d, m in some.items()} for form, some in forms.items()} == {
        ("Moravia", ""): {"old": 3},
        ("Mähren", ""): {"old": 1, "new": 1},
        ("Ostra", "ostra"): {"old": 1},
    }


def test_numbers_of_the_naming_table_lead_to_the_passages(corpus: Corpus) -> None:
    made = pages(corpus)
    table = soup(made["docs/names.md"]).select_one("table.naming")
    links = [a["href"] for a in table.select("td a")]
    assert "places/moravia.html#in-old.moravia" in links and "documents/new.html#l2" in links
    for link in links:
        path, anchor = link.split("#")
        if not path.startswith("documents/"):
            page = soup(made[f"docs/{path.removesuffix('.html')}.md"])
            assert page.find(id=anchor) is not None, link


def test_many_documents_are_rows_of_words_instead_of_columns() -> None:
    documents = tuple(
        dated(f"d{n}", str(1990 + n), block("l1", "p", ("Ostra", "Ostrava")[n % 2])) for n in range(12)
    )
    table = soup(pages(archive(documents, (TOWN,)))["docs/names.md"]).select_one("table.naming")
    assert len(table.select("thead th")) == 2
    assert "D0, 1990 1 · D2, 1992 1" in said(table)


def test_without_a_register_names_found_by_rule_are_marked_as_such() -> None:
    found = tuple(
        AutomaticName(
            f"n{n}", f"Name {n:03}", (f"Name {n:03}",), (Target("old", "l1", 0, 7),) * 2, "an expansion"
        )
        for n in range(250)
    )
    corpus = Corpus({}, (OLD,), connections=Connections(automatic=found))
    made = pages(corpus)
    assert {p for p in made if p.endswith(".md")} == {"docs/names.md", "docs/names-2.md"}
    first = soup(made["docs/names.md"])
    assert "Found by rule, not checked" in said(first)
    item = first.find(id="n0")
    assert said(item) == "Name 000 2 an expansion Old, 1990: line 1"
    assert item.a["href"] == "documents/old.html#l1"


def test_with_nothing_there_is_one_honest_page() -> None:
    made = pages(Corpus({}, (OLD,)))
    assert {p for p in made if p.endswith(".md")} == {"docs/names.md"}
    assert "No names yet" in made["docs/names.md"]
    assert json.loads(made["docs/data/entities.json"]) == []


# Data


def test_entities_and_mentions_keep_to_their_schemas(corpus: Corpus) -> None:
    Draft202012Validator.check_schema(ENTITIES)
    made = pages(corpus)
    found = json.loads(made["docs/data/entities.json"])
    Draft202012Validator(ENTITIES).validate(found)
    by_id = {row["id"]: row for row in found}
    assert by_id["moravia"]["mentions"] == 5
    assert by_id["moravia"]["documents"] == ["old", "new"]
    assert by_id["ostra"]["for_government"] == 1
    assert json.loads(made["docs/data/schema/entities.json"]) == ENTITIES
    data = document_data(OLD, [m for m in corpus.connections.mentions if m.target.document == "old"])
    Draft202012Validator(DOCUMENT["properties"]["mentions"]).validate(data["mentions"])
    texts = {unit.id: unit.text for unit in OLD.units}
    assert all(texts[m["block"]][m["start"] : m["end"]] == m["surface"] for m in data["mentions"])


# Hostile and unfinished data


def test_nothing_of_the_register_is_ever_executed() -> None:
    evil = authority(
        "evil", HOSTILE, "Ostra", description=HOSTILE, source=HOSTILE, sort=HOSTILE,
        offices=((HOSTILE, "..", HOSTILE),), relations=(("owns", "nobody"), ("part-of", "evil")),
        same_as=(("wikidata", '"><script>'), ("url", "javascript:alert(1)"), ("other", HOSTILE)),
        coordinates=(1.0, 2.0, HOSTILE),
    )  # fmt: skip
    other = authority("other", "Other", coordinates=(3.0, 4.0, "x"))
    text = f"Ostra {HOSTILE} and more."
    corpus = archive(
        (dated("d", HOSTILE, block("l1", "p", text), block("l2", "head", HOSTILE)),), (evil, other)
    )
    for path, content in pages(corpus).items():
        if not path.endswith(".md"):
            continue
        page = soup(content)
        assert not page.find(["script", "img"]), path
        for link in page.find_all("a"):
            assert not str(link.get("href", "")).startswith("javascript"), path


def test_mentions_of_what_is_not_there_are_left_out(corpus: Corpus) -> None:
    lost = (
        Mention("nobody", Target("old", "l1", 0, 4), "x", "form"),
        Mention("anna", Target("gone", "l1", 0, 4), "x", "form"),
        Mention("anna", Target("old", "l999", 0, 4), "x", "form"),
    )
    broken = replace(corpus, connections=replace(corpus.connections, mentions=lost))
    assert "No document names it." in pages(broken)["docs/people/anna.md"]


def test_documents_without_date_and_author_have_pages_too() -> None:
    made = pages(archive((replace(OLD, statements=()),), (TOWN,)))
    assert said(soup(made["docs/places/ostra.md"]).select_one(".mentions h3")) == "old, undated"


_texts = st.lists(st.sampled_from([*SENTENCES, "Ostra won.", "Ostrava, Ostra; Ostra?", "Mähren"]), max_size=9)


@examples(80)
@given(st.lists(_texts.map(" ".join), min_size=1, max_size=4))
def test_properties_of_pages_of_names(texts: list[str]) -> None:
    """Every mention is marked exactly once, in words that stand in the text; every id is there once."""
    units = [block(f"l{n}", "p", text) for n, text in enumerate(texts, 1)]
    corpus = archive((dated("d", "2000", *units),), (TOWN, STATE))
    for path, content in pages(corpus).items():
        if not path.startswith(("docs/places/",)):
            continue
        page = soup(content)
        ids = [element["id"] for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        id = path.split("/")[-1].removesuffix(".md")
        surfaces = [m.surface for m in corpus.connections.mentions if m.entity == id]
        assert sorted(mark.get_text() for mark in page.select("mark")) == sorted(surfaces)
        for item in page.select(".mentions li > span"):
            assert any(item.get_text() in text for text in texts)


# The filter


def test_folding_of_the_order_and_of_the_filter_agree_on_what_they_drop() -> None:
    assert folded("Ərdoğan İSMET Straße’s") == "erdogan ismet strasse’s"
