"""The quotation checker: true, altered, foreign, stitched and shortened quotations, on the web and from a
folder; and what it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from places import from_folder
from quotations import altered_ones, foreign_ones, true_ones, windows, words

from build_scripts import pipeline
from build_scripts.corpus import load
from build_scripts.exporters.check_page import as_received
from build_scripts.model import Corpus

JUDGE = """async texts => {
  const found = [];
  for (const text of texts) {
    const result = await RRCheck.judge(text);
    found.push({verdict: result.verdict, places: result.places.map(p => [p.unit.document.id, p.unit.anchor])});
  }
  return found;
}"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(pipeline.PROJECT / "seeds")


@pytest.fixture
def checker(site: Path, visit: Any) -> Any:
    """The page, ready."""
    seen = visit(from_folder(site, "check.html"))
    seen.page.wait_for_function("window.RRCheck && RRCheck.start && !document.getElementById('check').hidden")
    return seen.page


def judged(page: Any, texts: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(JUDGE, texts)
    return found


def test_a_hundred_true_quotations_are_found_where_they_stand(checker: Any, corpus: Corpus) -> None:
    drawn = true_ones(corpus, 100)
    for one, result in zip(drawn, judged(checker, [one.text for one in drawn]), strict=True):
        assert result["verdict"] == "verbatim", (one, result)
        assert [one.document, one.unit] in result["places"] or len(words(one.text)) < 7, (one, result)


def test_a_hundred_altered_quotations_are_altered(checker: Any, corpus: Corpus) -> None:
    drawn = list(altered_ones(corpus, 100))
    assert len(drawn) == 100
    for one, result in zip(drawn, judged(checker, [one.text for one in drawn]), strict=True):
        assert result["verdict"] == "altered", (one, result)
        assert result["places"][0][0] == one.document, (one, result)


def test_fifty_foreign_quotations_are_not_in_the_archive(checker: Any) -> None:
    drawn = foreign_ones(50)
    for one, result in zip(drawn, judged(checker, [one.text for one in drawn]), strict=True):
        assert result["verdict"] == "absent", (one, result)


def test_marked_omissions_are_allowed_and_unmarked_seams_are_not(checker: Any, corpus: Corpus) -> None:
    long = windows(corpus, 12, 24, 50, "omission")
    cut = []
    for one in long:
        parts = one.text.split()
        third = len(parts) // 3
        cut.append(" ".join(parts[:third]) + " […] " + " ".join(parts[2 * third :]))
    for text, result in zip(cut, judged(checker, cut), strict=True):
        assert result["verdict"] == "omissions", (text, result)
    others = windows(corpus, 24, 9, 14, "stitched")
    pairs = [(a, b) for a, b in zip(others[::2], others[1::2], strict=True) if a.document != b.document]
    assert len(pairs) >= 5
    for (a, b), result in zip(pairs, judged(checker, [f"{a.text} {b.text}" for a, b in pairs]), strict=True):
        assert result["verdict"] == "stitched", (a, b, result)
        assert {place[0] for place in result["places"]} >= {a.document, b.document}


def test_the_words_of_the_received_file_are_told_from_an_alteration(checker: Any, corpus: Corpus) -> None:
    """Where the edition changed a word, a quotation of the file as it came is no misquotation."""
    asked = []
    for document in corpus.documents:
        for unit in document.units:
            received = as_received(document, unit)
            if received and len(received) < len(unit.text) + 300:
                before, after = words(unit.text), words(received)
                at = next((k for k, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
                parts = received.split()
                if at and at > 4 and len(parts) > at + 4:
                    asked.append((document.id, unit.id, " ".join(parts[: at + 6])))
    assert asked
    results = judged(checker, [text for *_, text in asked[:20]])
    edited = [row for row, result in zip(asked, results, strict=False) if result["verdict"] == "edited"]
    assert len(edited) >= len(results) / 2
    assert all(result["verdict"] in ("edited", "verbatim") for result in results), list(
        zip(asked, results, strict=False)
    )


def test_an_essay_is_taken_apart_and_every_quotation_told(checker: Any, corpus: Corpus) -> None:
    true, other = windows(corpus, 2, 10, 16, "essay")
    text = (
        f"The author says: “{true.text}” (p. 3). Elsewhere we read “{other.text.split()[0]} purple elephants "
        "dance at midnight on the roof of the opera”.\n\nThis paragraph quotes nothing at all."
    )
    checker.fill("#check-text", text)
    checker.click("#check button")
    checker.wait_for_function("/quotation/.test(document.querySelector('#check [role=status]').textContent)")
    verdicts = checker.eval_on_selector_all(
        "#check-results > li", "all => all.map(one => one.dataset.verdict)"
    )
    assert verdicts[:2] == ["verbatim", "absent"]
    link = checker.locator("#check-results li a").first.get_attribute("href")
    assert f"documents/{true.document}.html#{true.unit}" in link


def test_a_cited_paragraph_that_changed_is_told(checker: Any, site: Path, corpus: Corpus) -> None:
    """By the hash that a copied citation bears."""
    one = windows(corpus, 1, 12, 16, "hash")[0]
    script = (site / "check" / f"{one.document}.js").read_text("utf-8")
    known = json.loads(script[script.index(",") + 1 : script.rindex(")")])[one.unit][0]
    for said, words_ in ((known, "has not changed"), ("00000000", "has changed")):
        checker.fill(
            "#check-text", f"“{one.text}” Author, “Title”, line 3. [{one.document}#{one.unit}:{said}]"
        )
        checker.click("#check button")
        checker.wait_for_function(f"/{words_}/.test(document.getElementById('check-results').textContent)")


HOSTILE = [
    "", " ", "“”", '"' * 500, "<img src=x onerror=window.harmed=1> and some words that are not here at all",
    "“<script>window.harmed=2</script> in the text”", "\u202e\u0000\ufffe", "a " * 5000, "“" * 300 + "x",
    "[…] … ... [...]", "(" * 2000, "__proto__ constructor toString hasOwnProperty valueOf",
]  # fmt: skip


def test_hostile_input_does_no_harm(checker: Any) -> None:
    for text in HOSTILE:
        checker.fill("#check-text", text)
        checker.click("#check button")
        checker.wait_for_function(
            "!/Looking/.test(document.querySelector('#check [role=status]').textContent) && "
            "document.querySelector('#check [role=status]').textContent"
        )
    assert checker.evaluate("window.harmed") is None


def test_without_scripts_it_says_so(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "check.html"), js=False).page
    assert page.locator("#check").is_hidden() and "needs JavaScript" in page.locator("#content").inner_text()
