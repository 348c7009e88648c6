"""Data files full of markup, template signs and steering characters: a whole room is built of them, and
nothing of it is executed, linked or lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts import checks, corpus, pipeline
from build_scripts.model import Corpus

EVIL = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(2)> {{ 7*7 }} {% include 'x' %} {# c #} "
    '[x](javascript:alert(3)) ]( { #id .c onclick=alert(4) } <!-- documents-by-topic --> --8<-- "x" [TOC] '
    "&lt;b&gt; &amp; `code` *em* **b** __u__ ~~s~~ | a | b | </textarea></title></style> \\ $x$ [^1] :smile: "
    "\u202eright\u202c \u2066left\u2069 ' \" & < > # - + = % @ {: .k } javascript:alert(5)"
)
WORDS = "<b>wild</b> {{ harbour }} ](javascript:alert(6)) onclick=alert(7) &lt;i&gt;"
"""Stands in a document, and is quoted and named by the data files."""
LONG = "x" * 5_000 + " " + "y<" * 2_500


def _say(number: int) -> str:
    return f"N{number} {EVIL}"


def _data() -> dict[str, object]:
    """Every data file, with a hostile value in every field that takes words."""
    quote = {"document": "one", "exact": WORDS}
    other = {"document": "two", "exact": "The toll was 900 crowns"}
    both = [{"document": "one", "exact": "A toll of 1,100 crowns"}, other]
    selves = {"wikidata": f"Q1{EVIL}", "geonames": EVIL, "iso3166": '"><script>', "viaf": "1/../x"}
    places = [
        {"id": "port", "label": _say(1), "sort": _say(2), "description": _say(3), "source": _say(4),
         "abbreviation": "<i>NH", "forms": [WORDS, "North Harbour", "<i>NH"], "same_as": selves, "note": _say(5),
         "coordinates": {"latitude": "40", "longitude": "49", "source": _say(6)}, "stands_for": "land",
         "relations": [{"type": "located-in", "target": "land"}]},
        {"id": "land", "label": "South Land", "description": LONG},
    ]  # fmt: skip
    people = [{"id": "berg", "label": "Anna Berg", "offices": [{"title": _say(7), "from": "1899"}]}]
    comparisons = [
        {"id": "toll", "question": _say(10), "note": _say(11), "topics": ["tolls"], "entities": ["port"],
         "chart": {"unit": "crowns"},
         "statements": [
             {"id": f"s{i}", **q, "says": _say(12), "number": number, "unit": "crowns", "as_of": f"190{i}",
              "hedge": _say(13), "by": _say(14), "through": _say(15)}
             for i, (q, number) in enumerate(zip(both, ("1100", "900"), strict=True))],
         "relations": [{"first": "s0", "second": "s1", "kind": "differ", "reason": _say(16)}]},
    ]  # fmt: skip
    timeline = [
        {"id": "met", "date": "1902-05-02", "label": _say(20), "entities": ["port"], "topics": ["tolls"],
         "inferred": _say(21), "reports": [{**quote, "date": "1902", "note": _say(22)}, {**other, "note": LONG}]},
    ]  # fmt: skip
    work = {key: _say(30 + i) for i, key in enumerate(
        ("title", "title_translated", "container", "publisher", "place", "volume", "issue", "pages", "note"))}  # fmt: skip
    works = [
        {"id": "pilots", "kind": "book", **work, "authors": [_say(40)], "url": "javascript:alert(8)",
         "url_status": "repaired", "url_printed": _say(41),
         "citations": [{"document": "one", "note": "fn1", "state": "short-form", "as": _say(42), "reason": _say(43)},
                       {**quote, "reason": _say(44)}]},
        {"id": "other", "kind": "web", "title": "T", "url": 'https://x.example/"onmouseover="alert(9)',
         "citations": [{"document": "one", "note": "fn1"}]},
    ]  # fmt: skip
    topics = [
        {"id": "tolls", "label": _say(50), "scope": _say(51), "words": ["toll", "crowns", WORDS], "at_least": "1",
         "decisions": [{**quote, "carries": "yes", "reason": _say(52)}],
         "path": {"question": _say(53), "intro": _say(54), "steps": [{**quote, "remark": _say(55)}, other]}},
    ]  # fmt: skip
    notes = [{**quote, "kind": "slip", "certainty": "query", "text": _say(60), "basis": [
        {"source": _say(61)}, other]}]  # fmt: skip
    related = [{"first": quote, "second": other, "decision": "add", "reason": _say(70)}]
    mentions = [{**other, "exact": "The toll", "entity": "port", "sense": "government", "reason": _say(71)}]
    dates = [{**other, "exact": "in the end", "date": "1903", "reason": _say(72)}]
    return {
        "authorities/places.yml": places,
        "authorities/people.yml": people,
        "annotations/comparisons.yml": comparisons,
        "annotations/timeline.yml": timeline,
        "annotations/bibliography.yml": works,
        "annotations/topics.yml": topics,
        "annotations/notes.yml": notes,
        "annotations/related.yml": related,
        "annotations/mentions.yml": mentions,
        "annotations/dates.yml": dates,
    }


TEXT_A = f"""The Ports

The North Harbour and <i>NH lay by {WORDS} in March 1901. A toll of 1,100 crowns was paid by Anna Berg.¹

¹ Carl Dahl, The Pilots (Oldtown, 1903).
"""
TEXT_B = (
    "The Toll\n\nThe toll was 900 crowns, and the North Harbour took thirty ships; in the end nobody paid.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path]:
    """(corpus, folder of the site) of the hostile room."""
    base = tmp_path_factory.mktemp("hostile")
    seeds, out = base / "papers", base / "out"
    for name, content in {"one.txt": TEXT_A, "two.txt": TEXT_B, **_data()}.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and quotes every sign.
        path.write_text(
            content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8"
        )
    report = pipeline.build(seeds, out)
    return report.corpus, out


def _pages(built: tuple[Corpus, Path]) -> dict[str, BeautifulSoup]:
    site = built[1] / "site"
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
    }


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_all_quotations_of_the_room_stand_in_its_texts(built: tuple[Corpus, Path]) -> None:
    assert built[0].connections.lost == ()
    assert {m.entity for m in built[0].connections.mentions} == {"port", "berg"}


def test_no_page_executes_what_the_data_say(built: tuple[Corpus, Path]) -> None:
    for name, page in _pages(built).items():
        for element in page.find_all(True):
            assert not [a for a in element.attrs if a.lower().startswith("on")], (
                name,
                element.name,
                element.attrs,
            )
            for attribute in ("href", "src", "action", "xlink:href"):
                value = str(element.get(attribute, "")).strip().lower()
                assert not value.startswith(("javascript:", "data:text", "vbscript:")), (name, value)
        for script in page.find_all("script"):
            assert "alert(" not in script.get_text(), name
        assert not page.find_all("img", src="x"), name
        assert not page.find_all(id="id"), name


def test_no_template_sign_is_evaluated(built: tuple[Corpus, Path]) -> None:
    for name, page in _pages(built).items():
        text = _flat(page.get_text(" "))
        assert text.count("7*7") == text.count("{{ 7*7 }}"), name


#: Page → the numbers of the sayings that it must show, word for word.
SHOWN = {
    "places/port.html": (1, 3),
    "compare.html": (10, 11, 12, 14, 15, 16),
    "timeline.html": (20, 21, 22),
    "bibliography.html": (30, 32, 40),
    "topics/tolls.html": (50, 51, 53, 54, 55),
    "documents/one.html": (60, 61, 70),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_shows_the_words_as_they_are(built: tuple[Corpus, Path], name: str) -> None:
    page = BeautifulSoup((built[1] / "site" / name).read_text("utf-8"), "html.parser")
    text = _flat(page.get_text())
    for number in SHOWN[name]:
        assert _flat(_say(number)) in text, (name, number)


def test_the_quoted_words_are_those_of_the_text(built: tuple[Corpus, Path]) -> None:
    for name in ("documents/one.html", "timeline.html", "topics/tolls.html"):
        page = BeautifulSoup((built[1] / "site" / name).read_text("utf-8"), "html.parser")
        assert WORDS in _flat(page.get_text()), name


def test_no_link_is_dead_or_leads_where_it_must_not(built: tuple[Corpus, Path]) -> None:
    findings = checks.run_site(built[1] / "site", built[0])
    assert [f"{f.code} {f.path}:{f.line} {f.message[:150]}" for f in findings] == []


def test_the_data_files_of_the_site_hold_the_words_unchanged(built: tuple[Corpus, Path]) -> None:
    data = built[1] / "site" / "data"
    whole = "".join(path.read_text("utf-8") for path in sorted(data.rglob("*.json")))
    strings = json.dumps(_say(10), ensure_ascii=False)[1:-1]
    assert strings in whole
    for path in data.rglob("*.json"):
        json.loads(path.read_text("utf-8"))


def test_a_second_build_gives_the_same_bytes(built: tuple[Corpus, Path]) -> None:
    seeds = built[1].parent / "papers"
    again = {a.path: a.content for a in pipeline.artifacts(corpus.load(seeds), built[1])}
    for path, content in again.items():
        stored = (built[1] / path).read_bytes()
        assert stored == (content.encode("utf-8") if isinstance(content, str) else content), path
