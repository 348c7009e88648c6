"""Previews of links: every passage and name has one, in small files, and their words are data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import corpus as corpora
from build_scripts.annotators import annotate
from build_scripts.authorities import Authority, Form
from build_scripts.exporters.previews import FILE, LONG, place, previews, shortened
from build_scripts.knowledge import Citation, Claim, Comparison, Event, Knowledge, Quote, Report, Topic, Work
from build_scripts.model import Corpus

EVIL = '</script><img src=x onerror="alert(1)"> \u2028 ${x} `y` \\" \u202e {{ z }} \ud800'
TEXT = "The Harbour\n\nThe North Harbour took a toll of 1,100 crowns in May 1901, as Anna Berg tells us here.\n\nNothing else is known.\n"


def archive(folder: Path, texts: dict[str, str], knowledge: Knowledge | None = None) -> Corpus:
    seeds = folder / "papers"
    seeds.mkdir()
    for id, words in texts.items():
        (seeds / f"{id}.txt").write_text(words, "utf-8")
    found = corpora.load(seeds)
    return annotate(replace(found, knowledge=knowledge)) if knowledge else found


def files(corpus: Corpus) -> dict[str, Any]:
    """Name → entries, as a browser reads them: the call is one line, its arguments are JSON."""
    found = {}
    for one in previews(corpus):
        assert one.path.startswith("docs/previews/") and one.path.endswith(".js")
        match = re.fullmatch(r'Room\.preview\(("(?:[^"\\]|\\.)*"),(\{.*\})\);\n', str(one.content))
        assert match, one.path
        name = json.loads(match[1])
        assert one.path == f"docs/previews/{name}.js"
        found[name] = json.loads(match[2])
    return found


def entry(found: dict[str, Any], folder: str, key: str, count: int) -> Any:
    return found[f"{folder}/{place(key, count)}"].get(key)


def knowledge(words: str) -> Knowledge:
    """One of everything, with `words` wherever words can stand."""
    quote = Quote("one", "toll of 1,100 crowns")
    return Knowledge(
        authorities=(
            Authority("port", "place", words, (Form("North Harbour"),), description=words),
            Authority("berg", "person", "Anna Berg", (Form("Anna Berg"),)),
        ),
        comparisons=(Comparison("toll", words, (Claim("a", quote, words),)),),
        events=(Event("paid", "1901-05", words, (Report(quote),)),),
        works=(Work("book", "book", words, authors=(words,), citations=(Citation("one", quote=quote),)),),
        topics=(Topic("tolls", words, scope=words, words=("toll", "crowns")),),
    )


def test_everything_that_is_linked_has_its_words(tmp_path: Path) -> None:
    found = files(archive(tmp_path, {"one": TEXT}, knowledge("Plain words")))
    root = found["root"]
    for kind, key, shown in (
        ("places", "port", ["Place", "Plain words", "Plain words", "1 mention in 1 document"]),
        ("people", "berg", ["Person", "Anna Berg", "", "1 mention in 1 document"]),
        ("topics", "tolls", ["Topic", "Plain words", "Plain words", "1 passage in 1 document"]),
        ("bibliography", "book", ["Book", "Plain words", "Plain words", "Cited in 1 document"]),
    ):
        assert entry(found, kind, key, root[kind]) == shown
    event = entry(found, "timeline", "paid", root["timeline"])
    assert event[:2] == ["Event · May 1901", "Plain words"] and "toll of 1,100 crowns" in event[2]
    question = entry(found, "compare", "toll", root["compare"])
    assert (
        question[0] == "Question"
        and "Plain words" in question[2]
        and question[3] == "1 statement in 1 document"
    )
    document = entry(found, "documents", "one", root["documents"])
    assert document[1] == "The Harbour"
    passage = entry(found, "documents/one", "l3", document[4])
    assert passage[0] == "line 3" and passage[1].startswith("The North Harbour took a toll")


def test_hostile_words_are_strings_and_nothing_else(tmp_path: Path) -> None:
    evil = EVIL.replace("\ud800", "")
    room = archive(
        tmp_path, {"one": TEXT + "\n" + evil.replace("\u2028", " ") + " and so on.\n"}, knowledge(EVIL)
    )
    for one in previews(room):
        content = str(one.content)
        assert content.count("\n") == 1 and "\u2028" not in content
        content.encode("utf-8")
    found = files(room)
    assert entry(found, "places", "port", found["root"]["places"])[1] == " ".join(EVIL.split())


def test_files_stay_small_in_a_long_text_and_every_line_has_its_passage(tmp_path: Path) -> None:
    """Also where all of a text stands on few lines, and where words have no spaces."""
    long = "A long text\n\n" + "".join(
        f"Paragraph {i} " + "says what it says. " * 40 + "\n\n" for i in range(700)
    )
    dense = "Dense\n\n" + "\n\n".join("海" * 900 for _ in range(200)) + "\n"
    room = archive(tmp_path, {"long": long, "dense": dense})
    found = files(room)
    sizes = [len(str(one.content).encode("utf-8")) for one in previews(room)]
    assert max(sizes) < 2.5 * FILE
    for document in room.documents:
        count = entry(found, "documents", document.id, found["root"]["documents"])[4]
        for unit in document.units:
            name, words = entry(found, f"documents/{document.id}", unit.id, count)
            assert len(words) <= LONG + 2 and words.removesuffix(" …") in " ".join(unit.text.split()), name
            for _, line in unit.breaks:
                held = entry(found, f"documents/{document.id}", f"l{line}", count)
                assert held is not None


def test_files_do_not_grow_with_the_archive(tmp_path: Path) -> None:
    some = tuple(
        Authority(f"p{i}", "person", f"Person {i}", (Form(f"Person {i}"),), description="x " * 60)
        for i in range(4000)
    )
    found = list(previews(replace(archive(tmp_path, {"one": TEXT}), knowledge=Knowledge(authorities=some))))
    people = [len(str(one.content).encode("utf-8")) for one in found if "/people/" in one.path]
    assert len(people) > 20 and max(people) < 2 * FILE


def test_an_archive_without_anything_has_no_more_than_the_list_of_files() -> None:
    assert files(Corpus({}, ())) == {"root": {}}


def test_the_same_archive_gives_the_same_files(tmp_path: Path) -> None:
    room = archive(tmp_path, {"one": TEXT}, knowledge("Plain words"))
    assert list(previews(room)) == list(previews(room))


@pytest.mark.parametrize(("key", "number"), [("", 261), ("l62", 775), ("fn*", 541), ("é\U0001f600", 905)])
def test_the_number_of_a_file_is_the_one_that_the_browser_computes(key: str, number: int) -> None:
    """FNV-1a over UTF-16, as in js/previews.js; the numbers were computed by a browser."""
    assert place(key, 1000) == number


@given(st.text(max_size=900), st.integers(min_value=1, max_value=300))
def test_a_shortened_text_is_a_beginning_of_it(words: str, most: int) -> None:
    line = " ".join(words.split())
    short = shortened(words, most)
    assert short == line or (short.endswith(" …") and line.startswith(short[:-2]) and len(short) <= most + 2)
