"""What stands under a passage, and what is read when a reader asks for more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser.connected_room import FIRST, HARM, NOTED, SECOND, seeds
from bs4 import BeautifulSoup, Tag
from rendered import html_of

from build_scripts import corpus as loading
from build_scripts.exporters import sources
from build_scripts.exporters.connected import after, index
from build_scripts.exporters.connected_more import VERSIONS, connected_more
from build_scripts.exporters.marks import marks
from build_scripts.model import Corpus

BROWSER = Path(__file__).resolve().parent.parent / "build_scripts" / "browser"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return loading.load(seeds(tmp_path_factory.mktemp("connected")))


@pytest.fixture(scope="module")
def north(room: Corpus) -> BeautifulSoup:
    document = room.document("north")
    assert document
    return BeautifulSoup(html_of(document, marks(document, index(room))), "html.parser")


def of(page: BeautifulSoup, words: str) -> Tag:
    """The list of the passage that has these words."""
    unit = next(one for one in page.select("[id]") if one.name in ("p", "li") and words in one.get_text())
    found = page.find(id=f"c-{unit['id']}")
    assert isinstance(found, Tag)
    return found


def more(room: Corpus, id: str) -> dict[str, dict[str, object]]:
    script = next(a.content for a in connected_more(room) if a.path == f"docs/connected/{id}.js")
    call = re.fullmatch(r'Room\.tell\("connected",(.*)\);\n', str(script))
    assert call and str(script).isascii()
    return json.loads(call[1])


def test_kinds_stand_in_order_and_what_is_missing_is_left_out(north: BeautifulSoup) -> None:
    long = of(north, FIRST)
    assert [part["data-kind"] for part in long.select(":scope > div")] == [
        "passages",
        "facts",
        "dates",
        "topics",
        "links",
    ]
    assert long.summary and long.summary.get_text() == "Connected: 1 passage, 1 fact, 1 event, 1 link here"
    assert [part["data-kind"] for part in of(north, NOTED).select(":scope > div")] == ["facts", "dates"]


def test_statements_on_one_question_stand_together(north: BeautifulSoup) -> None:
    facts = of(north, FIRST).select("[data-kind=facts] li")
    assert len(facts) == 1 and facts[0].get_text().count("What was the toll?") == 1
    said = facts[0].select_one(".says")
    assert said and said.get_text() == f"Here: 1,100 crowns {HARM}; counted"


def test_under_a_note_every_word_is_text(north: BeautifulSoup) -> None:
    """It stands among Markdown, where other signs have a meaning than in HTML."""
    note = of(north, NOTED)
    assert HARM in note.get_text() and not note.find(["img", "em", "code"])
    assert note.parent and note.parent.name == "li", "no block inside a paragraph"
    assert [link["href"] for link in note.select("a")] == ["../compare.html#toll", "../timeline.html#count"]


def test_nothing_stands_under_a_passage_for_its_topics_alone(room: Corpus) -> None:
    made = index(room)
    document = room.document("south")
    assert document
    lists = after(document, made)
    for unit in document.units:
        here = made.units.get(("south", unit.id))
        alone = here is None or not (here.related or here.claims or here.events or here.dates or here.notes)
        assert alone == (unit.id not in lists)


def test_what_is_read_on_demand_has_what_the_page_names(room: Corpus, north: BeautifulSoup) -> None:
    found = more(room, "north")
    links = {link["href"] for link in north.select("[data-kind=passages] li > a")}
    assert set(found["passages"]) == links and links
    for href, words in found["passages"].items():
        name, _, unit = href.partition("#")
        document = room.document(name.removeprefix("../documents/").removesuffix(".html"))
        assert document
        text = next(one.text for one in document.units if one.id == unquote(unit))
        assert words == " ".join(text.split()) and SECOND in str(words)
    asked = {link["href"] for link in north.select("[data-kind=facts] li > a")}
    assert set(found["questions"]) == asked and asked
    rows = found["questions"]["../compare.html#toll"]
    assert isinstance(rows, list) and len(rows) == 4 <= VERSIONS
    assert [row[2] for row in rows if "south" in row[1]] == [f"900 crowns {HARM}"]


def test_a_document_without_them_has_no_such_file(room: Corpus) -> None:
    assert {a.path for a in connected_more(room)} == {"docs/connected/north.js", "docs/connected/south.js"}


def test_the_script_knows_how_long_a_page_of_a_source_is() -> None:
    script = (BROWSER / "js" / "connections.js").read_text("utf-8")
    assert f"const PAGE = {sources.PAGE};" in script
