"""The works cited: each once, with all its places, its state in words, and nothing that was not found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from editions_compare import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from build_scripts import corpus as corpora
from build_scripts.annotators import annotate
from build_scripts.authorities import Authority, Form
from build_scripts.exporters import bibliography
from build_scripts.exporters.language_names import fits, language_attribute, language_name
from build_scripts.exporters.work_text import is_address, short
from build_scripts.exporters.works_cited import sort_words, works_cited
from build_scripts.exporters.works_data import WORKS, works, works_data
from build_scripts.knowledge import Citation, Knowledge, Quote, Work
from build_scripts.model import Corpus

TEXT = """\
# Bells

The bells were cast in Ghent.[^1] They were rung on feast days.[^2] A report named the [new foundry]().

The founder is named in [a letter](), which is lost.[^3]

[^1]: Ann Weiss, Bells (Ghent: Press, 1901), p. 4.
[^2]: Ibid.
[^3]: Weiss, op. cit.
"""
HOSTILE = '<script>alert("x")</script> {{ page }} [a](javascript:b)'


def note(number: int, state: str = "complete", **more: str) -> Citation:
    return Citation("one", f"fn{number}", state=state, **more)


def words(exact: str, state: str = "short-form") -> Citation:
    return Citation("one", quote=Quote("one", exact), state=state)


BELLS = Work(
    "bells",
    "book",
    "Bells",
    ("Weiss, Ann",),
    "1901",
    citations=(note(1), note(2, "short-form", printed_as="Ibid.")),
)


def archive(folder: Path, *some: Work, text: str = TEXT, authorities: tuple[Authority, ...] = ()) -> Corpus:
    seeds = folder / "papers"
    seeds.mkdir(exist_ok=True)
    (seeds / "one.md").write_text(text, "utf-8")
    return annotate(replace(corpora.load(seeds), knowledge=Knowledge(authorities=authorities, works=some)))


def soups(corpus: Corpus) -> list[BeautifulSoup]:
    return [
        BeautifulSoup(str(a.content).split("\n---\n", 1)[1], "html.parser")
        for a in bibliography.bibliography(corpus)
    ]


def item(soup: BeautifulSoup, id: str) -> Tag:
    found = soup.find(id=id)
    assert isinstance(found, Tag), id
    return found


@pytest.fixture(scope="module")
def published() -> Corpus:
    """The archive that is published."""
    return corpora.load(ROOT / "seeds")


@pytest.fixture(scope="module")
def page(published: Corpus) -> BeautifulSoup:
    (only,) = soups(published)
    return only


def test_a_work_stands_once_with_all_the_notes_that_cite_it(tmp_path: Path) -> None:
    (soup,) = soups(archive(tmp_path, replace(BELLS, citations=(note(3), note(1)))))
    links = [a["href"] for a in item(soup, "bells").select(".cited-in a")]
    assert links == ["documents/one.html#fn1", "documents/one.html#fn3"]
    assert "notes 1, 3: complete reference" in item(soup, "bells").text


def test_a_short_form_is_resolved_only_where_the_work_is_cited_in_full(tmp_path: Path) -> None:
    (soup,) = soups(archive(tmp_path, BELLS))
    assert "short form “Ibid.”, means this work" in item(soup, "bells").text
    assert item(soup, "bells")["data-state"] == "complete resolved"
    (soup,) = soups(
        archive(tmp_path, replace(BELLS, citations=(note(3, "short-form", printed_as="op. cit."),)))
    )
    assert "named as “op. cit.”, without a full reference" in item(soup, "bells").text
    assert item(soup, "bells")["data-state"] == "short-form"


def test_only_certain_addresses_are_links(tmp_path: Path) -> None:
    url = "https://example.org/a"
    shown = {}
    for status in ("as-printed", "repaired", "doubtful", "lost"):
        work = replace(
            BELLS, url=url, url_status=status, url_printed="xample.org/a" if status == "repaired" else ""
        )
        (soup,) = soups(archive(tmp_path, work))
        address = item(soup, "bells").select_one("p.address")
        shown[status] = (address.a["href"] if address.a else None, address.text)
    assert shown["as-printed"] == (url, url)
    assert shown["repaired"] == (url, f"{url} address repaired; printed: xample.org/a")
    assert shown["doubtful"][0] is None and "address doubtful" in shown["doubtful"][1]
    assert shown["lost"] == (None, "address lost in the source")


@given(st.text())
def test_only_addresses_of_the_web_become_links(words: str) -> None:
    assert not is_address("javascript:" + words) and not is_address("data:" + words)
    if is_address(words):
        assert (
            words.startswith(("http://", "https://", "HTTP", "Http", "hTTP", "h", "H")) and " " not in words
        )


def test_lost_links_are_listed_once(tmp_path: Path) -> None:
    """A work that is known by its lost link alone stands in that list only; one with a title in both."""
    letter = Work(
        "letter",
        "letter",
        "A letter to Ghent",
        url_status="lost",
        citations=(words("a letter", "address-lost"),),
    )
    foundry = Work("foundry", "web", "", url_status="lost", citations=(words("new foundry", "address-lost"),))
    (soup,) = soups(archive(tmp_path, letter, foundry))
    lost = soup.select(".lost > li")
    assert [li.q.text for li in lost] == ["new foundry", "a letter"]
    assert lost[0]["id"] == "foundry" and not lost[1].get("id")
    assert lost[1].select_one("p.held a")["href"] == "bibliography.html#letter"
    assert [li["id"] for li in soup.select("ul.works:not(.lost) > li")] == ["letter"]


def test_without_a_bibliography_there_is_a_page_only_for_lost_links(tmp_path: Path) -> None:
    (soup,) = soups(archive(tmp_path))
    assert soup.text.strip().startswith("# Lost links") and len(soup.select(".lost > li")) == 2
    plain = archive(tmp_path, text="# A title\n\nNothing is linked here.\n")
    assert not soups(plain) and not list(works_data(plain))


def test_works_that_were_not_found_in_the_documents_are_left_out(tmp_path: Path) -> None:
    gone = replace(BELLS, citations=(Citation("ghost", "fn1"), note(9), words("no such words")))
    assert not works_cited(archive(tmp_path, gone)).works


def test_a_work_of_the_archive_and_a_listed_publication_are_linked(tmp_path: Path) -> None:
    gazette = Authority("gazette", "work", "The Gazette", (Form("The Gazette"), Form("Gazette")))
    work = replace(BELLS, document="one", authority="gazette", fields=(("container", "Gazette"),))
    (soup,) = soups(archive(tmp_path, work, authorities=(gazette,)))
    links = [a["href"] for a in item(soup, "bells").find_all("a")]
    assert links[:3] == ["works/gazette.html", "documents/one.html", "works/gazette.html"]


def test_a_title_is_marked_in_its_language_only_when_it_is_printed_in_its_script(tmp_path: Path) -> None:
    hebrew = replace(BELLS, id="he", title="Bells of Ghent", language="he")
    russian = replace(BELLS, id="ru", title="Колокола", language="ru")
    (soup,) = soups(archive(tmp_path, hebrew, russian))
    assert item(soup, "he").cite.get("lang") is None and "Hebrew" in item(soup, "he").text
    assert item(soup, "ru").cite["lang"] == "ru"
    assert language_attribute("Bells", "de") == "de" and not fits("Bells", "ar")
    assert fits("Zəng", "az") and fits("Зәнҝ", "az") and not fits("Зәнҝ", "az-Latn")
    assert language_name("az-Latn") == "Azerbaijani" and language_name("xx") == "xx"


def test_a_work_without_title_reads_well() -> None:
    news = Work("n", "news", "", date="1994-02-24", fields=(("container", "Ghent Report"),))
    assert short(news) == "Ghent Report (1994)"
    assert short(replace(news, authors=("Weiss, Ann",))) == "Weiss, in Ghent Report (1994)"
    assert short(replace(news, fields=(), date="")) == "[news report, title not given]"


def test_the_order_passes_over_articles_signs_and_diacritics() -> None:
    named = ["“Zoo”", "The Apple", "Édition", "İzmir", "1901"]
    order = sorted(named, key=lambda title: sort_words(Work("x", "book", title)))
    assert order == ["1901", "The Apple", "Édition", "İzmir", "“Zoo”"]


def test_many_works_come_in_pages_and_every_link_finds_its_page(tmp_path: Path) -> None:
    many = [
        replace(BELLS, id=f"w{i}", authors=(f"{chr(97 + i % 26)}uthor {i}",), kind=("book", "news")[i % 2])
        for i in range(bibliography.PAGE + 7)
    ]
    corpus = archive(tmp_path, *many)
    first, second = soups(corpus)
    assert len(first.select("ul.works > li")) == bibliography.PAGE
    where = bibliography.addresses(corpus)
    for number, soup in ((1, first), (2, second)):
        name = "bibliography.html" if number == 1 else "bibliography-2.html"
        ids = {li["id"] for li in soup.select("ul.works > li[id]")}
        assert ids == {id for id, address in where.items() if address.startswith(f"{name}#")}
    assert {a["href"] for a in first.select(".shelf a")} == set(where.values()) or not first.select(
        ".shelf a"
    )


def test_hostile_works_are_only_text(tmp_path: Path) -> None:
    fields = tuple(
        (key, HOSTILE) for key in ("title_translated", "container", "publisher", "place", "volume", "note")
    )
    bad = Work(
        "bad", "book", HOSTILE, (HOSTILE,), "2001", HOSTILE, "javascript:alert(1)", "repaired", HOSTILE, HOSTILE,
        fields=fields, citations=(note(1, printed_as=HOSTILE, reason=HOSTILE),),
    )  # fmt: skip
    corpus = archive(tmp_path, bad, replace(bad, id="b2", kind="letter", language="ru"))
    (soup,) = soups(corpus)
    assert not soup.find("script")
    assert all(not a["href"].startswith("javascript") for a in soup.find_all("a"))
    assert HOSTILE in item(soup, "bad").text
    json.dumps(works(corpus))


def test_every_work_of_the_archive_is_on_the_page_and_every_link_leads_somewhere(
    published: Corpus, page: BeautifulSoup
) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {work.id for work in published.knowledge.works} <= set(ids)
    units = {f"documents/{d.id}.html#{unit.id}" for d in published.documents for unit in d.units}
    for link in (a["href"] for a in page.find_all("a")):
        if link.startswith("documents/"):
            assert link in units or "#" not in link
        elif link.startswith("bibliography.html#"):
            assert link.partition("#")[2] in ids
    assert len(page.select(".lost > li")) == 20


def test_all_notes_of_the_archive_that_cite_lead_here(published: Corpus, page: BeautifulSoup) -> None:
    """Three of the 84 notes cite nothing: two comments and a reference to a section."""
    linked = {a["href"].partition("#")[2] for a in page.select(".cited-in a") if "#fn" in a["href"]}
    notes = {note.id for document in published.documents for note in document.notes}
    assert notes - linked == {"fn7", "fn10", "fn39"}


def test_the_shelves_hold_every_work_by_kind_language_and_document(
    page: BeautifulSoup, published: Corpus
) -> None:
    """They need no script, and a filter for each stands beside them."""
    found = {cited.work.id for cited in works_cited(published).works}
    for name in ("kind", "language", "document"):
        shelf = item(page, f"by_{name}")
        assert {a["href"].partition("#")[2] for a in shelf.find_all("a")} == found
        assert page.select_one(f"form[hidden] select[name={name}]")
        assert {p["id"].partition("_")[2] for p in shelf.select("p.board")} == {
            option["value"] for option in page.select(f"select[name={name}] option") if option["value"]
        }


def test_the_data_keep_to_their_schema(published: Corpus) -> None:
    files = {a.path: json.loads(a.content) for a in works_data(published)}
    Draft202012Validator.check_schema(WORKS)
    Draft202012Validator(files["docs/data/schema/works.json"]).validate(files["docs/data/works.json"])
    data = files["docs/data/works.json"]
    assert len(data["works"]) == len(published.knowledge.works) and len(data["lost_links"]) == 20
    assert sum(len(work["citations"]) for work in data["works"]) == sum(
        len(work.citations) for work in published.knowledge.works
    )
