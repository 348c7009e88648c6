"""The timeline: what the data file holds is shown once, in order, with its words; nothing else is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from editions_compare import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from build_scripts import corpus as corpora
from build_scripts.annotators import annotate
from build_scripts.authorities import Authority, Form
from build_scripts.connections import TopicMark
from build_scripts.edtf import problem
from build_scripts.exporters import resolved_dates, scales, timeline, told
from build_scripts.exporters.events_data import EVENTS, events, events_data
from build_scripts.knowledge import DateGloss, Event, Knowledge, Quote, Report, Topic
from build_scripts.model import Corpus

FIRST = (
    "The bridge was opened in May 1931. A strike stopped the work in 1929.\n\n"
    "Last month the toll was raised. Tolls go back to the decree of 1702.\n"
)
SECOND = "On 3 May 1931 the bridge was opened by the mayor. It closed in the sixties.\n"
RECORD = """\
metadata:
  creator: [{{value: Ann {}, inferred: stated by the family}}]
  issued: {{value: "1970?", inferred: stated by the family}}
"""
HOSTILE = '<script>alert("x")</script> {{ page }} [a](javascript:b) \u202e'


NOTHING = Knowledge()


def archive(folder: Path, known: Knowledge = NOTHING, **texts: str) -> Corpus:
    """An archive of two documents (or of `texts`: id → text), with what is known of them."""
    seeds = folder / "papers"
    seeds.mkdir(exist_ok=True)
    for id, text in (texts or {"one": FIRST, "two": SECOND}).items():
        (seeds / f"{id}.txt").write_text(text, "utf-8")
        (seeds / f"{id}.yml").write_text(RECORD.format(id.title()), "utf-8")
    return annotate(replace(corpora.load(seeds), knowledge=known))


def event(id: str, date: str, *quotes: Quote, **more: object) -> Event:
    return Event(id, date, str(more.pop("label", id)), tuple(Report(q) for q in quotes), **more)  # type: ignore[arg-type]


OPENED = Quote("one", "opened in May 1931")
KNOWN = Knowledge(
    authorities=(Authority("mayor", "person", "The mayor", (Form("The mayor"),)),),
    topics=(Topic("tolls", "Tolls"), Topic("works", "Works")),
    events=(
        Event(
            "opening",
            "1931-05-03",
            "The bridge is opened",
            (Report(OPENED, "1931-05", "Only the month."), Report(Quote("two", "opened by the mayor"))),
            entities=("mayor", "nobody"),
            topics=("works", "unlisted"),
        ),
        event("strike", "1929", Quote("one", "A strike stopped the work"), inferred="The year is given."),
        event("closing", "196X", Quote("two", "closed in the sixties")),
        event("lost", "1931", Quote("one", "words that stand nowhere")),
    ),
    dates=(
        DateGloss(Quote("one", "Last month"), "1969-12", "The month before."),
        DateGloss(Quote("two", "the sixties"), "unknown", "Which ones?"),
    ),
)


def pages(corpus: Corpus) -> dict[str, BeautifulSoup]:
    return {a.path: BeautifulSoup(str(a.content), "html.parser") for a in timeline.timeline(corpus)}


def test_an_archive_without_events_has_no_timeline(tmp_path: Path) -> None:
    bare = archive(tmp_path)
    assert not [*timeline.timeline(bare), *resolved_dates.resolved_dates(bare), *events_data(bare)]


def test_events_stand_in_order_of_time_under_their_years(tmp_path: Path) -> None:
    soup = pages(archive(tmp_path, KNOWN))["docs/timeline.md"]
    assert [h["id"] for h in soup.select("ol.events h3")] == ["strike", "opening", "closing"]
    assert [h.text for h in soup.select("section.year > h2")] == ["1929", "1931", "1960s"]
    assert "3 dated events, 1929 to 1960s, told by 2 documents" in soup.text
    assert [t["datetime"] for t in soup.select("h3 time")] == ["1929", "1931-05-03"], (
        "a decade is no HTML date"
    )


def test_an_event_is_told_in_the_words_of_each_document(tmp_path: Path) -> None:
    soup = pages(archive(tmp_path, KNOWN))["docs/timeline.md"]
    opening = soup.select_one("li:has(#opening)")
    assert opening is not None and "Told by 2 documents." in opening.text
    assert [q.text for q in opening.select("q")] == [
        "The bridge was opened in May 1931.",
        "On 3 May 1931 the bridge was opened by the mayor.",
    ]
    assert [a["href"] for a in opening.select("a.from")] == ["documents/one.html#l1", "documents/two.html#l1"]
    assert "Date here: May 1931. Only the month." in " ".join(opening.text.replace(". ", ". ").split())
    assert [a["href"] for a in opening.select(".event-facts a")] == ["people/mayor.html", "topics/works.html"]
    strike = soup.select_one("li:has(#strike)")
    assert (
        strike is not None and "Told by" not in strike.text and "The date: The year is given." in strike.text
    )


def test_the_choice_of_documents_and_topics_fits_the_events(tmp_path: Path) -> None:
    soup = pages(archive(tmp_path, KNOWN))["docs/timeline.md"]
    form = soup.select_one("form.timeline-filter")
    assert form is not None and form.has_attr("hidden"), "without a script there is nothing to choose with"
    options = [o.text for o in form.select("select[name=documents] option")]
    assert options == ["All documents", "One, 1970", "Two, 1970"]
    assert {
        h3["id"]: li["data-documents"] for li in soup.select("ol.events > li") for h3 in li.select("h3")
    } == {
        "strike": "0",
        "opening": "0 1",
        "closing": "1",
    }


def test_every_date_and_document_is_drawn_and_linked(tmp_path: Path) -> None:
    soup = pages(archive(tmp_path, KNOWN))["docs/timeline.md"]
    drawn = soup.select(".timeline-drawing a[data-events]")
    assert {id for a in drawn for id in str(a["data-events"]).split()} == {"strike", "opening", "closing"}
    assert {str(a["href"]).split("#")[1] for a in drawn} <= {h["id"] for h in soup.select("h3")}
    assert len(soup.select(".timeline-drawing a.written")) == 2
    assert all(a.find("title") and a["tabindex"] == "-1" for a in soup.select(".timeline-drawing svg a"))
    assert [li.text for li in soup.select(".timeline-drawing li")] == [
        "One, 1970: 2 events, 1929 to 1931",
        "Two, 1970: 2 events, 1931 to 1960s",
    ]


def test_one_early_date_does_not_press_the_others_together() -> None:
    line = scales.line([1905.0, *(1990.0 + i for i in range(30))])
    assert line is not None and (line.first, line.last) == (1990, 2020) and line.earlier == (1905.0, 1905.0)
    assert line.at(1905) < line.at(1990) == scales.ZONE and line.at(2020) == 100


@given(st.lists(st.floats(1, 9999), min_size=1, max_size=60), st.floats(-20000, 20000), st.floats(0, 20000))
def test_properties_of_the_scale(moments: list[float], year: float, more: float) -> None:
    """Every date has a place on the line, and a later one is never further left."""
    line = scales.line(moments)
    assert line is not None
    places = [line.at(moment) for moment in sorted(moments)]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= 100
    assert line.at(year) <= line.at(year + more) + 1e-9
    assert len(line.marks()) <= 10


def test_hostile_labels_are_text(tmp_path: Path) -> None:
    known = replace(
        KNOWN,
        authorities=(Authority("mayor", "person", HOSTILE, (Form(HOSTILE),)),),
        topics=(Topic("works", HOSTILE), Topic("tolls", HOSTILE)),
        events=tuple(replace(e, label=HOSTILE, inferred=HOSTILE) for e in KNOWN.events),
        dates=tuple(replace(d, reason=HOSTILE) for d in KNOWN.dates),
    )
    found = archive(tmp_path, known)
    made = [*timeline.timeline(found), *resolved_dates.resolved_dates(found)]
    assert len(made) == 2
    for artifact in made:
        assert "<script" not in str(artifact.content) and "alert(" in str(artifact.content)
        assert BeautifulSoup(str(artifact.content), "html.parser").find("script") is None


def test_a_long_timeline_is_cut_into_pages_and_addresses_follow(tmp_path: Path) -> None:
    many = tuple(event(f"e{i}", f"{1500 + i % 400:04}-01", OPENED) for i in range(2 * timeline.PAGE + 1))
    found = archive(tmp_path, Knowledge(events=many))
    shown = pages(found)
    assert list(shown) == ["docs/timeline.md", "docs/timeline-2.md", "docs/timeline-3.md"]
    where = timeline.addresses(told.events(found))
    for path, soup in shown.items():
        name = Path(path).stem
        ids = [str(h["id"]) for h in soup.select("h3")]
        assert ids and all(where[id] == f"{name}.html#{id}" for id in ids)
        headings = [h.text for h in soup.select("section.year > h2")]
        assert all(re.fullmatch(r"\d{3}0s", heading) for heading in headings), "so many years go by decades"
    assert timeline.address_of_event(found, "e400", 1) == "../" + where["e400"]
    assert timeline.address_of_event(found, "none") == ""
    assert len(shown["docs/timeline.md"].select(".timeline-drawing")) == 1
    assert not shown["docs/timeline-2.md"].select(".timeline-drawing")


def test_many_documents_are_drawn_by_topic(tmp_path: Path) -> None:
    texts = {f"d{i:02}": FIRST.replace("1931", f"{1900 + i}") for i in range(15)}
    rows = tuple(
        event(f"e{i}", str(1900 + i), Quote(f"d{i:02}", "The bridge was opened"), topics=("works",))
        for i in range(15)
    )
    known = Knowledge(events=rows, topics=(Topic("works", "Works"),))
    soup = pages(archive(tmp_path, known, **texts))["docs/timeline.md"]
    assert [li.text for li in soup.select(".timeline-drawing li")] == ["Works: 15 events, 1900 to 1914"]
    assert len(soup.select(".timeline-drawing a.written")) == 1, "fifteen documents of one year are one sign"


def test_topics_of_the_passages_serve_where_the_editor_gave_none(tmp_path: Path) -> None:
    found = archive(tmp_path, KNOWN)
    marks = (TopicMark("tolls", "one", "l1", "words"), TopicMark("tolls", "two", "l1", "words"))
    found = replace(found, connections=replace(found.connections, topics=marks))
    topics = {one.event.id: one.topics for one in told.events(found)}
    assert topics == {"strike": ("tolls",), "opening": ("works",), "closing": ("tolls",)}


def test_relative_dates_stand_by_document_with_their_reason(tmp_path: Path) -> None:
    (artifact,) = resolved_dates.resolved_dates(archive(tmp_path, KNOWN))
    soup = BeautifulSoup(str(artifact.content), "html.parser")
    rows = [[cell.text for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert rows == [
        ["Last month line 3", "December 1969", "The month before."],
        ["the sixties line 1", "unknown", "Which ones?"],
    ]


def test_data_of_the_events_keep_to_their_schema(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(EVENTS)
    files = {a.path: json.loads(a.content) for a in events_data(archive(tmp_path, KNOWN))}
    Draft202012Validator(EVENTS).validate(files["docs/data/events.json"])
    assert files["docs/data/schema/events.json"] == EVENTS
    first = files["docs/data/events.json"]["events"][1]["reports"][0]
    assert FIRST[first["passage"]["start"] : first["passage"]["end"]] == first["passage"]["exact"]
    assert first["date"] == "1931-05"


@pytest.fixture(scope="module")
def published() -> Corpus:
    return corpora.load(ROOT / "seeds")


def test_the_archive_that_is_published(published: Corpus) -> None:
    """Every event of the data file is shown, and every address leads to an anchor."""
    shown = pages(published)
    anchors = {f"{Path(p).stem}.html#{tag['id']}" for p, soup in shown.items() for tag in soup.select("[id]")}
    assert set(timeline.addresses(told.events(published)).values()) <= anchors
    Draft202012Validator(EVENTS).validate(json.loads(json.dumps(events(published))))
    for soup in shown.values():
        ids = [tag["id"] for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids))
        assert not re.search(r"\b(None|nan|inf)\b", soup.get_text(" "))


_years = st.integers(1, 9999).map(lambda y: f"{y:04}")
_dates: st.SearchStrategy[str] = st.one_of(
    _years,
    _years.map(lambda y: y[:3] + "X"),
    st.tuples(_years, st.sampled_from(["01", "12", "21", "24", "33"])).map("-".join),
    st.tuples(_years, st.sampled_from(["..", ""])).map("/".join),
    st.tuples(st.just(".."), _years).map("/".join),
    st.tuples(_years, _years).map(lambda pair: "/".join(sorted(pair))),
    st.sampled_from(["-0043", "0000", "19XX", "2014-02-29?", "2014-XX", "2014~"]),
).filter(lambda date: not problem(date))


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[Event, ...]], Corpus]:
    bare = archive(tmp_path_factory.mktemp("room"))
    return lambda rows: annotate(replace(bare, knowledge=Knowledge(events=rows)))


@given(dates=st.lists(_dates, min_size=1, max_size=8))
def test_properties_of_any_dates(make: Callable[[tuple[Event, ...]], Corpus], dates: list[str]) -> None:
    """Whatever the dates, every event stands there once, under one heading for its year."""
    rows = tuple(event(f"e{i}", date, OPENED) for i, date in enumerate(dates))
    soup = pages(make(rows))["docs/timeline.md"]
    assert sorted(str(h["id"]) for h in soup.select("h3")) == sorted(e.id for e in rows)
    headings = [h["id"] for h in soup.select("h2")]
    assert len(headings) == len(set(headings))
    for place in re.findall(r' (?:x|x1|x2|width)="(-?[\d.]+|nan|inf)%"', str(soup)):
        assert 0 <= float(place) <= 100
