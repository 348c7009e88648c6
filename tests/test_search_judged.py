"""What readers ask: 453 judged queries, from a folder and over http, with the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox, firefox_path
from measure_search import ROOT, Answer, answers, index_in, judged
from search_browser import QUERY, SearchPage

from build_scripts.corpus import load
from build_scripts.screenshots import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Answer]]]:
    """Every query asked from the folder and over http."""
    folder = tmp_path_factory.mktemp("search")
    corpus = load(ROOT / "seeds")
    index_in(folder, corpus)
    found = {}
    with served(folder) as address:
        for way, base in (("folder", ""), ("http", address)):
            page = SearchPage(folder, base)
            found[way] = answers(corpus, page, judged())
            assert page.errors == [] and page.outside == []
            page.close()
    if firefox_path():
        firefox = FirefoxPage(folder)
        found["firefox"] = answers(corpus, firefox, judged())
        firefox.browser.close()
    yield found


class FirefoxPage:
    """The page of the search in Firefox, opened from the folder."""

    def __init__(self, folder: Path) -> None:
        self.browser = Firefox()
        self.browser.goto((folder / "index.html").as_uri())

    def search(self, text: str, **options: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.browser.run(QUERY, [text, options])
        return found


@pytest.mark.parametrize("half", ["a", "b"])
def test_of_the_judged_queries_nearly_all_are_answered_in_the_first_five(
    both: dict[str, list[Answer]], half: str
) -> None:
    """Also: complete where a complete set is judged, nothing where nothing is to be found."""
    asked = [answer for answer in both["folder"] if answer.query["set"] == half]
    wrong = {answer.query["query"]: faults for answer in asked if (faults := list(answer.faults()))}
    assert len(asked) > 200
    assert 1 - len(wrong) / len(asked) >= 0.97, wrong


def test_no_query_with_an_answer_is_left_empty(both: dict[str, list[Answer]]) -> None:
    for answer in both["folder"]:
        if answer.query.get("expect") and answer.query["kind"] != "typo":
            assert answer.units or answer.near, answer.query["query"]


def test_a_folder_and_a_server_give_the_same(both: dict[str, list[Answer]]) -> None:
    assert both["folder"] == both["http"]


@pytest.mark.skipif(not firefox_path(), reason="Firefox is not installed")
def test_firefox_gives_the_same(both: dict[str, list[Answer]]) -> None:
    assert both["folder"] == both["firefox"]


def test_an_answer_that_is_not_the_judged_one_is_counted_as_wrong() -> None:
    """The measure itself can fail."""
    query = {"query": "x", "kind": "name", "expect": [{"document": "a", "unit": "l1"}]}
    assert list(Answer(query, [("a", "l2")], False, "", []).faults())
    assert not list(Answer(query, [("a", "l2"), ("a", "l1")], False, "", []).faults())
    nothing = {"query": "x", "kind": "nothing", "nothing": True}
    assert list(Answer(nothing, [("a", "l2")], False, "", []).faults())
