"""Topics: passages carry them by the stated rules, pages show them, and the vocabulary of the archive holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from editions_compare import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from build_scripts import corpus as corpora
from build_scripts.annotators import annotate
from build_scripts.authorities import Authority, Form
from build_scripts.exporters import topics as pages
from build_scripts.exporters.front_matter import front_matter
from build_scripts.exporters.topic_index import LONG, around, best_sentence, index, shortened
from build_scripts.exporters.topics_data import TOPICS_SCHEMA, topics, topics_data
from build_scripts.knowledge import Knowledge, Quote, Step, Topic, TopicDecision
from build_scripts.model import Corpus

TEXT = """\
The mill by the river

A mill stood by the river. Its wheel turned slowly, and its wheels were of oak.

The Wheel Guild met here in spring, far from any river.

See https://example.org/mill/river for more about the town and its people.

Flour was sold on market days, and everybody came to town for it.
"""
HOSTILE = '<script>alert("x")</script> {{ page }} [a](javascript:b)'
RIVER = Topic("river", "River", words=("mill", "river", "wheel", "wheels", "water mill"))


def archive(
    folder: Path, *some: Topic, text: str = TEXT, authorities: tuple[Authority, ...] = (), **more: str
) -> Corpus:
    """An archive with one document, `one` (and `more`: id → text), and these topics."""
    seeds = folder / "papers"
    seeds.mkdir(exist_ok=True)
    for id, words in {"one": text, **more}.items():
        (seeds / f"{id}.txt").write_text(words, "utf-8")
        (seeds / f"{id}.yml").write_text("metadata:\n  subject: [Mills]\n", "utf-8")
    return annotate(replace(corpora.load(seeds), knowledge=Knowledge(authorities=authorities, topics=some)))


def carried(corpus: Corpus, topic: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Unit → (rule, evidence)."""
    return {m.unit: (m.rule, m.evidence) for m in corpus.connections.topics if m.topic == topic}


def soups(corpus: Corpus) -> dict[str, BeautifulSoup]:
    """Path of a page below docs/ → its content."""
    return {
        a.path.removeprefix("docs/"): BeautifulSoup(str(a.content).split("\n---\n", 1)[1], "html.parser")
        for a in pages.topics(corpus)
    }


@pytest.fixture(scope="module")
def published() -> Corpus:
    """The archive that is published."""
    return corpora.load(ROOT / "seeds")


def test_a_passage_carries_a_topic_when_enough_different_words_stand_in_it(tmp_path: Path) -> None:
    """`wheels` is not another word than `wheel`, and an address names nothing."""
    found = carried(archive(tmp_path, replace(RIVER, at_least=3)), "river")
    assert found == {"l3": ("words", ("mill", "river", "wheel"))}


def test_a_word_inside_a_listed_name_belongs_to_the_name(tmp_path: Path) -> None:
    guild = Authority("guild", "organization", "Wheel Guild", (Form("Wheel Guild"),))
    without = carried(archive(tmp_path, RIVER), "river")
    assert without["l5"] == ("words", ("Wheel", "river"))
    named = carried(archive(tmp_path, RIVER, authorities=(guild,)), "river")
    assert "l5" not in named and "l3" in named
    meant = replace(RIVER, entities=("guild",))
    assert carried(archive(tmp_path, meant, authorities=(guild,)), "river")["l5"] == (
        "words",
        ("Wheel Guild", "river"),
    )


def test_a_heading_counts_once_for_its_section(tmp_path: Path) -> None:
    """It never makes a passage carry a topic alone."""
    text = "# Town\n\n## The mill and the river\n\nA wheel turned.\n\nBread was sold.\n\n## Market\n\nA wheel broke.\n"
    seeds = tmp_path / "papers"
    seeds.mkdir()
    (seeds / "one.md").write_text(text, "utf-8")
    corpus = annotate(replace(corpora.load(seeds), knowledge=Knowledge(topics=(RIVER,))))
    assert carried(corpus, "river") == {"l5": ("section", ("wheel", "mill"))}
    three = annotate(replace(corpus, knowledge=Knowledge(topics=(replace(RIVER, at_least=3),))))
    assert carried(three, "river") == {}


def test_the_editor_decides_last_and_a_step_counts_as_a_decision(tmp_path: Path) -> None:
    topic = replace(
        RIVER,
        decisions=(
            TopicDecision(Quote("one", "Its wheel turned slowly"), False),
            TopicDecision(Quote("one", "no such words"), True),
        ),
        steps=(Step(Quote("one", "Flour was sold")),),
    )
    assert carried(archive(tmp_path, topic), "river") == {
        "l5": ("words", ("Wheel", "river")),
        "l9": ("decision", ()),
    }


def test_words_are_found_whatever_their_case_apostrophe_and_line(tmp_path: Path) -> None:
    topic = Topic("t", "T", words=("miller's wheel", "no-go"), at_least=2)
    text = (
        "Title of it\n\nFor many years, and in all weathers, the children said that the MILLER’S\n"
        "wheel was a no‑go for them.\n"
    )
    found = carried(archive(tmp_path, topic, text=text), "t")
    assert list(found) == ["l3"] and found["l3"][1] == ("MILLER’S wheel", "no‑go")


def test_without_a_vocabulary_the_renderer_lists_the_subjects(tmp_path: Path) -> None:
    corpus = archive(tmp_path)
    (only,) = pages.topics(corpus)
    assert only.path == "docs/topics.md" and "<!-- documents-by-topic -->" in str(only.content)
    assert not list(topics_data(corpus))
    assert "tag_pages" not in front_matter(corpus.documents[0], corpus)


def test_tags_are_subjects_by_the_names_of_the_vocabulary_then_what_the_text_carries(tmp_path: Path) -> None:
    often = "\n\n".join(f"Paragraph {i} tells of the mill by the river at some length." for i in range(3))
    topic = replace(RIVER, document_subjects=("Rivers",))
    twice = "\n\n".join(often.split("\n\n")[:2])
    corpus = archive(tmp_path, topic, text=f"A title\n\n{often}\n", two=f"A title\n\n{twice}\n")
    one, two = (yaml.safe_load(front_matter(d, corpus).strip("-\n ")) for d in corpus.documents)
    assert one["tags"] == ["Mills", "River"] and two["tags"] == ["Mills"]
    assert one["tag_pages"] == {"Mills": "topics.html#subject-1", "River": "topics/river.html"}
    assert soups(corpus)["topics.md"].select_one("#subject-1").text == "Mills"
    meant = archive(tmp_path, replace(topic, document_subjects=("Mills",)), text=f"A title\n\n{often}\n")
    assert yaml.safe_load(front_matter(meant.documents[0], meant).strip("-\n "))["tags"] == ["River"]


def test_the_page_of_a_topic_leads_from_step_to_step(tmp_path: Path) -> None:
    quotes = ("A mill stood", "nowhere to be found", "met here in spring", "Flour was sold")
    topic = replace(
        RIVER, question="What of the mill?", steps=tuple(Step(Quote("one", q), "Look.") for q in quotes)
    )
    soup = soups(archive(tmp_path, topic))["topics/river.md"]
    steps = soup.select("ol.path > li")
    assert [li["id"] for li in steps] == ["step-1", "step-3", "step-4"]
    ways = [[(a["rel"], a["href"]) for a in li.select("nav a") if a.get("rel")] for li in steps]
    assert ways == [
        [(["next"], "#step-3")],
        [(["prev"], "#step-1"), (["next"], "#step-4")],
        [(["prev"], "#step-3")],
    ]
    assert [span.text for span in soup.select(".exact")] == [quotes[0], quotes[2], quotes[3]]
    assert steps[0].select_one("p.source a")["href"] == "../documents/one.html#l3"


def test_a_topic_with_many_passages_is_cut_into_pages(tmp_path: Path) -> None:
    """A topic called like a further page cannot collide with it."""
    text = "A title\n\n" + "\n\n".join(f"Passage {i} on mill and river." for i in range(pages.PAGE * 2 + 5))
    found = soups(archive(tmp_path, RIVER, replace(RIVER, id="river-2", words=("none",)), text=text))
    names = [name for name in found if name.startswith("topics/")]
    assert names == ["topics/river.md", "topics/river_2.md", "topics/river_3.md", "topics/river-2.md"]
    assert [len(found[name].select(".excerpts li")) for name in names] == [pages.PAGE, pages.PAGE, 5, 0]
    assert found["topics/river.md"].select_one("nav.pager a")["href"] == "river_2.html#passages"


def test_hostile_labels_circles_and_unknown_ids_are_only_text(tmp_path: Path) -> None:
    step = Step(Quote("one", "A mill stood"), HOSTILE)
    one = replace(
        RIVER,
        label=HOSTILE,
        scope=HOSTILE,
        broader=("two", "ghost"),
        question=HOSTILE,
        intro=HOSTILE,
        steps=(step,),
    )
    two = Topic("two", HOSTILE, broader=("river",), related=("two", "ghost"), words=(HOSTILE, "(", ""))
    corpus = archive(tmp_path, one, two, text=TEXT + f"\n{HOSTILE} and the mill by the river.\n")
    for name, soup in soups(corpus).items():
        assert not soup.find("script"), name
        assert not [a for a in soup.find_all("a") if a["href"].startswith("javascript")], name
        assert "\n\n\n" not in str(soup)
    assert soups(corpus)["topics.md"].text.count('alert("x")') >= 3
    Draft202012Validator(TOPICS_SCHEMA).validate(json.loads(json.dumps(topics(corpus))))


def test_the_tree_shows_every_topic_whatever_is_above_it(tmp_path: Path) -> None:
    """Two wider topics, circles and very deep chains included."""
    chain = [Topic(f"t{i}", f"T{i}", broader=(f"t{i - 1}",) if i else ()) for i in range(40)]
    circle = [Topic("a", "A", broader=("b",)), Topic("b", "B", broader=("a",))]
    both = Topic("both", "Both", broader=("t0", "t1"))
    shown = soups(archive(tmp_path, *chain, *circle, both))["topics.md"].select(".topic-tree a")
    assert {a["href"] for a in shown} == {f"topics/{t.id}.html" for t in (*chain, *circle, both)}


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_quotation_stands_whole_in_its_surroundings(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    before, exact, after = around(text, start, end)
    assert exact == " ".join(text[start:end].split())
    assert len(before) + len(after) <= LONG + 90


@given(st.text(alphabet="ab .!\n", max_size=2000), st.integers(0, 2000))
def test_a_shortened_passage_keeps_its_words_in_order(text: str, place: int) -> None:
    shown = shortened(text, 0, len(text), min(place, len(text)))
    assert len(shown) <= LONG + 6
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


def test_the_excerpt_is_the_sentence_that_holds_most_of_what_was_found() -> None:
    text = "The mill is old. The mill stands by the river. It rains."
    assert best_sentence(text, ("mill", "river")) == "The mill stands by the river."
    assert best_sentence(text, ()) == "The mill is old."


def test_the_vocabulary_of_the_archive_is_whole(published: Corpus) -> None:
    """Every subject of a record is a topic's; every id exists; no topic is an orphan; quotations are found."""
    known = published.knowledge
    ids = {topic.id for topic in known.topics}
    assert 16 <= len(ids) <= 24
    subjects = {subject for document in published.documents for subject in document.subjects}
    assert subjects <= {subject for topic in known.topics for subject in topic.document_subjects}
    entities = {authority.id for authority in known.authorities}
    for topic in known.topics:
        assert topic.scope and set(topic.entities) <= entities, topic.id
        assert {*topic.broader, *topic.related} <= ids - {topic.id}, topic.id
        for quote in (*(d.quote for d in topic.decisions), *(s.quote for s in topic.steps)):
            assert quote in published.connections.targets, quote
    made = index(published)
    assert all(made.passages.values())


def test_there_are_at_least_ten_guided_paths_of_five_to_twelve_steps(published: Corpus) -> None:
    paths = [topic for topic in published.knowledge.topics if topic.steps]
    assert len(paths) >= 10
    for topic in paths:
        assert topic.question and topic.intro and 5 <= len(topic.steps) <= 12, topic.id
        assert all(step.remark for step in topic.steps), topic.id
    assert {step.quote.document for topic in paths for step in topic.steps} == {
        d.id for d in published.documents
    }


def test_at_least_95_of_100_judged_marks_are_right(published: Corpus) -> None:
    """Judged by reading; see the head of the file. The sample must still be most of what is made."""
    judged = yaml.safe_load((ROOT / "tests" / "judged" / "topics.yml").read_text("utf-8"))
    marks = {(mark.topic, mark.document, mark.unit) for mark in published.connections.topics}
    made = [row for row in judged if (row["topic"], row["document"], row["unit"]) in marks]
    wrong = [row for row in made if row["right"] != "yes"]
    assert len(judged) == 100 and sum(row["right"] == "yes" for row in judged) >= 95
    assert len(made) >= 90, "the marks have changed: judge a new sample"
    assert len(wrong) <= 0.05 * len(made), wrong


def test_pages_and_data_of_the_archive_lead_to_places_that_exist(published: Corpus) -> None:
    units = {f"{d.id}.html#{unit.id}" for d in published.documents for unit in d.units}
    found = soups(published)
    for name, soup in found.items():
        anchors = {tag["id"] for tag in soup.find_all(id=True)}
        assert len(anchors) == len(soup.find_all(id=True)), name
        for link in (a["href"] for a in soup.find_all("a")):
            if link.startswith("#"):
                assert link[1:] in anchors, (name, link)
            elif place := re.match(r"\.\./documents/(.+#.+)", link):
                assert place[1] in units, (name, link)
    files = {a.path: json.loads(a.content) for a in topics_data(published)}
    schema = files["docs/data/schema/topics.json"]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(files["docs/data/topics.json"])
    assert len(files["docs/data/topics.json"]["topics"]) == len(published.knowledge.topics)
