"""Feeds, catalogues and lists by which the archive is found: valid, the same on every run, without a clock."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from exported import BASE, archive, content, corpus_of, hostile, hostile_seeds, published
from hypothesis import given
from hypothesis import strategies as st
from properties import edited
from strategies import examples

from build_scripts import forms, pipeline, releases
from build_scripts.exporters import atom, escaping, feeds, history
from build_scripts.exporters.discovery import discovery
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import absolute, at_root_of_host, base
from build_scripts.forms import opds
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
DC = "{http://purl.org/dc/elements/1.1/}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TEXT = "The harbour was closed in the autumn of 1987, and nobody asked for the keys to it.\n"


def files(corpus: Corpus) -> dict[str, bytes]:
    return {a.path.removeprefix("docs/"): content(a) for a in (*discovery(corpus), *opds.write(corpus))}


def document(id: str, **said: str) -> Document:
    made = edited(TEXT)
    statements = tuple(Statement(term, value, None, "record") for term, value in said.items())
    return replace(made, id=id, statements=statements)


def check_atom(found: bytes) -> ET.Element:
    """RFC 4287, section 4: what a feed and an entry must have, and may have only once."""
    feed = ET.fromstring(found)
    assert feed.tag == f"{ATOM}feed"
    for item in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (one,) = item.findall(f"{ATOM}{name}")
            assert one.text
        for name in ("summary", "rights", "subtitle", "published"):
            assert len(item.findall(f"{ATOM}{name}")) <= 1
        uuid.UUID((item.findtext(f"{ATOM}id") or "").removeprefix("urn:uuid:"))
        for name in ("updated", "published"):
            assert all(INSTANT.fullmatch(one.text or "") for one in item.findall(f"{ATOM}{name}"))
        alternates = [
            (a.get("type"), a.get("hreflang")) for a in item.findall(f"{ATOM}link[@rel='alternate']")
        ]
        assert len(alternates) == len(set(alternates))  # 4.1.1, 4.1.2
        for link in item.findall(f"{ATOM}link"):
            assert link.get("href") and link.get("rel")
        for person in item.findall(f"{ATOM}author"):
            assert person.findtext(f"{ATOM}name")
        assert all(category.get("term") for category in item.findall(f"{ATOM}category"))
    assert feed.find(f"{ATOM}author") is not None  # 4.1.1: else every entry needs one
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


@pytest.mark.parametrize("corpus", [archive, hostile, corpus_of])
@pytest.mark.parametrize("online", [False, True])
def test_feeds_are_valid_and_are_read_back(corpus, online: bool) -> None:
    """By the rules of RFC 4287, and by feedparser: title, authors, addresses of every document."""
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    found = published(corpus()) if online else corpus()
    made = files(found)
    for name in ("feed.xml", "exports/opds/catalog.xml"):
        check_atom(made[name])
        parsed = feedparser.parse(made[name])
        assert not parsed.bozo and parsed.version == "atom10"
        entries = {e.id: e for e in parsed.entries}
        for one in found.documents:
            entry = entries[atom.name_of(found, f"documents/{one.id}")]
            assert [a.name for a in entry.get("authors", [])] == [
                escaping.one_line(n) for n in one.values("creator")
            ]
            links = [urljoin(f"{BASE}/{name}", link.href) for link in entry.links]
            assert f"{BASE}/documents/{one.id}.html" in links


def test_a_feed_names_itself_only_on_the_web() -> None:
    assert b'rel="self"' not in files(archive())["feed.xml"]
    assert f'rel="self" href="{BASE}/feed.xml"'.encode() in files(published(archive()))["feed.xml"]


def test_dates_come_from_the_archive() -> None:
    def updated(**said: Any) -> str | None:
        return ET.fromstring(files(corpus_of(document("a", issued="1999-05"), **said))["feed.xml"]).findtext(f"{ATOM}updated")  # fmt: skip

    assert updated(date="2026-11") == "2026-11-01T00:00:00Z"
    assert updated(date="2020-21") == "2020-03-01T00:00:00Z"
    assert updated() == "1999-05-01T00:00:00Z"
    assert ET.fromstring(files(corpus_of())["feed.xml"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("issued", "published"),
    [("2014-10-05", "2014-10-05T00:00:00Z"), ("2014-10", None), ("2014-10-05?", None), ("2014-10-05/2014-10-07", None)],
)  # fmt: skip
def test_a_day_of_publication_is_told_only_when_it_is_known(issued: str, published: str | None) -> None:
    """Atom has no months and no doubt; the date as it is stated stands under a DCMI term."""
    feed = check_atom(files(corpus_of(document("a", issued=issued)))["feed.xml"])
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}published") == published
    assert entry.findtext("{http://purl.org/dc/terms/}issued") == issued


def test_the_latest_come_first_and_the_undated_last() -> None:
    corpus = corpus_of(document("a", issued="2001"), document("b"), document("c", issued="2020-10"))
    assert [one.id for one in feeds.latest_first(corpus)] == ["c", "a", "b"]


def test_long_feeds_come_in_pages_that_lead_to_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 5005, section 3."""
    monkeypatch.setattr(feeds, "PAGE", 2)
    made = files(corpus_of(*(document(f"d{i}") for i in range(5))))
    seen, name = [], "feed.xml"
    while name:
        feed = check_atom(made[name])
        seen += [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        following = feed.find(f"{ATOM}link[@rel='next']")
        name = following.get("href", "") if following is not None else ""
    assert len(set(seen)) == len(seen) == 5
    assert {"exports/opds/catalog.xml", "exports/opds/catalog-2.xml", "exports/opds/catalog-3.xml"} <= set(
        made
    )


@examples(60)
@given(st.text(), st.text(), st.text())
def test_nothing_in_a_title_or_name_breaks_the_files(title: str, name: str, description: str) -> None:
    one = replace(document("a", title=title or "-", creator=name or "-"), description=description)
    corpus = published(corpus_of(one), title=title or "-", description=description, publisher=name)
    made = files(corpus)
    for found in ("feed.xml", "exports/opds/catalog.xml", "oai.xml"):
        ET.fromstring(made[found])
    headings = [line for line in made["llms.txt"].decode().split("\n") if line.startswith("#")]
    assert headings[1:] == ["## Documents", "## Data"]


def test_a_catalogue_for_readers_offers_only_files_that_exist() -> None:
    """OPDS 1.2, section 5.1: each entry has a link to acquire it; EPUB only where that form is made."""
    offered = [form for form in forms.FORMS if form.media_type in (opds.EPUB, "text/plain")]
    made = {a.path.removeprefix("docs/") for form in offered for a in form.write(hostile())}
    for corpus in (hostile(), published(hostile())):
        feed = check_atom(files(corpus)["exports/opds/catalog.xml"])
        top = f"{BASE}/" if base(corpus.archive) else "../../"
        for entry in feed.findall(f"{ATOM}entry"):
            links = [link for link in entry.findall(f"{ATOM}link") if "acquisition" in link.get("rel", "")]
            assert links and all(link.get("type") for link in links)
            for link in links:
                assert link.get("href", "").removeprefix(top) in made
        kinds = {link.get("rel"): link.get("type") for link in feed.findall(f"{ATOM}link")}
        assert kinds["self"] == kinds["start"] == "application/atom+xml;profile=opds-catalog;kind=acquisition"


def test_books_are_offered_where_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    book = forms.Form(
        "b", "Book", "", opds.EPUB, lambda c: iter(()), "exports/b/{id}.epub", "exports/all.epub"
    )
    monkeypatch.setattr(forms, "FORMS", (book,))
    found = files(archive())["exports/opds/catalog.xml"].decode()
    assert found.count(f'type="{opds.EPUB}"') == len(archive().documents) + 1
    assert 'href="../../exports/all.epub"' in found


def test_files_that_need_a_web_address_are_left_out_without_one() -> None:
    assert set(files(archive())) == {"feed.xml", "changes.xml", "llms.txt", "exports/opds/catalog.xml"}
    assert "robots.txt" not in files(published(archive()))  # in a folder of a host nobody looks for it
    assert "robots.txt" in files(published(archive(), base_url="https://rooms.example"))
    assert "oai.xml" not in files(published(archive(), contact=""))


def test_the_static_repository_has_the_parts_that_its_guidelines_ask_for() -> None:
    """http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm, 3.1 and 3.2."""
    corpus = published(archive())
    top = ET.fromstring(files(corpus)["oai.xml"])
    assert top.tag == f"{STATIC}Repository"
    assert [part.tag for part in top] == [
        f"{STATIC}{n}" for n in ("Identify", "ListMetadataFormats", "ListRecords")
    ]
    identify = {part.tag.removeprefix(OAI): part.text for part in top[0]}
    assert list(identify) == ["repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
                              "deletedRecord", "granularity"]  # fmt: skip
    assert identify["baseURL"] == f"{BASE}/oai.xml" and identify["earliestDatestamp"] == "2026-11-01"
    assert top[1][0][0].text == top[2].get("metadataPrefix") == "oai_dc"
    records = top[2].findall(f"{OAI}record")
    assert len(records) == len(corpus.documents)
    for record, one in zip(records, corpus.documents, strict=True):
        assert record.findtext(f"{OAI}header/{OAI}identifier") == f"{BASE}/documents/{one.id}.html"
        told = record.findall(f".//{DC}*")
        allowed = set("title creator subject description publisher contributor date type format identifier source "
                      "language relation coverage rights".split())  # fmt: skip
        assert {part.tag.removeprefix(DC) for part in told} <= allowed and all(part.text for part in told)
        names = [part.text for part in told if part.tag == f"{DC}creator"]
        assert names == list(one.values("creator"))


def test_the_list_for_programs_names_every_document_with_its_markdown() -> None:
    found = files(archive())["llms.txt"].decode()
    assert found.startswith("# ") and "\n\n> " in found
    for one in archive().documents:
        assert f"](data/markdown/{one.id}.txt): " in found
    assert f"]({BASE}/data/catalog.json)" in files(published(archive()))["llms.txt"].decode()


def test_web_addresses() -> None:
    assert absolute({"base_url": "https://a.example/room"}, "x.html") == "https://a.example/room/x.html"
    assert absolute({"base_url": "https://a.example/room/?q#f"}, "x.html") == "https://a.example/room/x.html"
    assert absolute({"base_url": ""}, "x.html") == ""
    assert at_root_of_host({"base_url": "https://a.example"}) and not at_root_of_host({})


def test_rights_come_from_the_record_or_else_from_the_document() -> None:
    given = replace(
        document("a"), record={"rights": {"uri": "https://r.example/", "holder": "H", "evidence": [1]}}
    )
    assert (rights(given).uri, rights(given).holder, rights(given).sentence) == ("https://r.example/", "H", "H. https://r.example/")  # fmt: skip
    assert rights(document("a", rights="© 1999 H")).statement == "© 1999 H"
    assert rights(document("a", rights="https://r.example/")).uri == "https://r.example/"
    assert rights(document("a")).sentence == ""


def test_changes_are_told_release_by_release() -> None:
    """The first release, then what each later one changed; nothing that is not released yet."""
    one, two = document("a", title="The harbour"), document("b", title="The tax")
    other = replace(one, blocks=(replace(one.blocks[0], text="It was opened."),))
    first = releases.now(corpus_of(one, version="1.0", date="2026-11"))
    second = releases.now(corpus_of(other, two, version="1.1", date="2027-03-04"))
    now = replace(corpus_of(one, two, version="1.1"), releases=(first, second))
    found = ET.fromstring(files(now)["changes.xml"])
    check_atom(files(now)["changes.xml"])
    assert found.findtext(f"{ATOM}updated") == "2027-03-04T00:00:00Z"
    told = [(e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary")) for e in found.findall(f"{ATOM}entry")]
    assert told == [
        ("The harbour: changed", "Release 1.1, 4 March 2027. Only the editing changed; passages: 1 changed."),
        ("The tax: added", "Release 1.1, 4 March 2027. The document was added."),
        ("Release 1.0", "First recorded: 1 document."),
    ]
    links = [link.get("href") for link in found.findall(f"{ATOM}entry/{ATOM}link")]
    pages = {a.path.removeprefix("docs/").replace(".md", ".html") for a in history.history(now)}
    assert set(links) <= pages
    assert "changes.xml" not in files(corpus_of(one))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """(site with all forms on the web, site without)."""
    folder = tmp_path_factory.mktemp("discovery")
    seeds = hostile_seeds(folder / "papers")
    pipeline.build(seeds, folder / "without")
    said = (seeds / "archive.yml").read_text("utf-8").removesuffix("}")
    (seeds / "archive.yml").write_text(said + f', "base_url": "{BASE}"}}', "utf-8")
    pipeline.build(seeds, folder / "with", exports=True)
    yield folder / "with" / "site", folder / "without" / "site"


def test_the_page_of_downloads_links_to_what_is_there(sites: tuple[Path, Path]) -> None:
    full, bare = (BeautifulSoup((s / "downloads.html").read_text("utf-8"), "html.parser") for s in sites)
    links = [a["href"] for a in full.select("#content a[href]")]
    assert {form.of_archive for form in forms.FORMS if form.of_archive} <= set(links)
    for page, site in ((full, sites[0]), (bare, sites[1])):
        for a in page.select("#content a[href]"):
            assert (site / str(a["href"]).split("#")[0]).is_file(), a["href"]
    assert "make exports" in bare.get_text() and "make exports" not in full.get_text()
    assert not (sites[1] / "exports").exists()


def test_the_sitemap_names_every_page_and_no_date_of_the_run(sites: tuple[Path, Path]) -> None:
    """Written only where there is a web address; dates are the archive's."""
    assert not (sites[1] / "sitemap.xml").exists()
    top = ET.fromstring((sites[0] / "sitemap.xml").read_bytes())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert top.tag == f"{space}urlset"
    pages = {url.findtext(f"{space}loc") for url in top}
    assert {
        f"{BASE}/documents/one.html",
        f"{BASE}/exports/tables/dictionary.html",
        f"{BASE}/downloads.html",
    } <= pages
    for url in top:
        assert [part.tag.removeprefix(space) for part in url] in (["loc"], ["loc", "lastmod"])
        address = (url.findtext(f"{space}loc") or "").removeprefix(f"{BASE}/")
        assert (sites[0] / (address or "index.html")).is_file()
        assert url.findtext(f"{space}lastmod") == "2020-10-01"
