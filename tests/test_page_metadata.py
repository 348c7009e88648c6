"""What programs read in the head of a document's page: the exact tags of each kind, and what Zotero makes of
them by the rules of its translators «Embedded Metadata» and «RDF»."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from citations_reference import cases, item_of, statements

from build_scripts import corpus, pipeline
from build_scripts.citations.kinds import KINDS
from build_scripts.exporters import page_metadata
from build_scripts.exporters.cards import card
from build_scripts.exporters.rights import Rights
from build_scripts.model import Corpus, Document
from build_scripts.source import Line, Source

CASES = {case["name"]: case for case in cases()}
NOTHING = Rights()
SOURCE = Source("x.txt", "text", "utf-8", b"", "0" * 64, "", (Line(1, 0, 0),))


def head(name: str, archive: dict[str, Any] | None = None, rights: Rights = NOTHING) -> list[tuple[str, str]]:
    case = CASES[name]
    document = Document(name, SOURCE, statements(case), (), (), ())
    made = Corpus({"title": "A Room", "base_url": "", **(archive or {})}, (document,))
    return page_metadata.tags(document, item_of(case), made, rights)


def test_the_tags_of_a_journal_article() -> None:
    assert head("journal-season", rights=Rights(holder="J. of W.", uri="https://example.org/r/")) == [
        ("DC.type", "journalArticle"),
        ("citation_title", "Canals and their keepers"),
        ("citation_author", "Miller, Anna"),
        ("citation_publication_date", "Summer 2025"),
        ("citation_language", "en"),
        ("citation_journal_title", "Journal of Waterways"),
        ("prism.publicationName", "Journal of Waterways"),
        ("citation_volume", "8"),
        ("citation_issue", "4"),
        ("DC.rights", "J. of W. https://example.org/r/"),
        ("og:type", "article"),
        ("og:site_name", "A Room"),
    ]


def test_the_tags_of_a_report() -> None:
    assert head("report-in-series") == [
        ("DC.type", "report"),
        ("citation_title", "The ties of two rivers"),
        ("citation_author", "Hill, Alexander"),
        ("citation_publication_date", "2014-10"),
        ("citation_language", "en"),
        ("citation_series_title", "Policy Studies"),
        ("citation_issn", "1565-9895"),
        ("citation_technical_report_institution", "Center for Strategic Studies, River University"),
        ("citation_technical_report_number", "110"),
        ("og:type", "article"),
    ]


def test_the_tags_of_a_newspaper_article_where_the_archive_is_published() -> None:
    assert head("newspaper", {"base_url": "https://room.example.org/"}) == [
        ("DC.type", "newspaperArticle"),
        ("citation_title", "Lock breaks, town is dry"),
        ("citation_author", "Reed, Tom"),
        ("citation_publication_date", "2023-06-29"),
        ("citation_language", "en"),
        ("prism.publicationName", "The Daily Courier"),
        ("citation_public_url", "https://room.example.org/documents/newspaper.html"),
        ("og:type", "article"),
        ("og:site_name", "A Room"),
    ]


def test_the_tags_of_a_web_article_say_no_more_than_is_known() -> None:
    assert head("web-inferred-interval") == [
        ("DC.type", "webpage"),
        ("citation_title", "River-Canal Partnership Proves Its Importance"),
        ("citation_author", "Field, Rufus"),
        ("citation_publication_date", "2024-12?/2025-01?"),
        ("citation_language", "en"),
        ("og:type", "article"),
    ]
    assert ("DC.type", "blogPost") in head("blog") and ("DC.type", "magazineArticle") in head("magazine")


def test_the_tags_of_books_chapters_papers_and_theses() -> None:
    assert head("book")[0] == ("DC.type", "book")
    assert {
        ("citation_isbn", "978-0-306-40615-7"),
        ("citation_publisher", "River Press"),
        ("og:type", "book"),
    } <= set(head("book"))
    chapter = head("chapter")
    assert [tag for tag in chapter if tag[0] == "citation_editor"] == [
        ("citation_editor", "Cook, Jane"), ("citation_editor", "Smith, Paul")] or [
        tag for tag in chapter if tag[0] == "citation_editor"] == [
        ("citation_editor", "Smith, Paul"), ("citation_editor", "Cook, Jane")]  # fmt: skip
    assert ("citation_book_title", "The Water Roads") in chapter
    assert ("citation_dissertation_institution", "River University") in head("thesis")
    assert ("citation_conference_title", "Proceedings of the Canal Congress") in head("conference")


def zotero(tags: list[tuple[str, str]]) -> dict[str, Any]:
    """The item that Zotero's translators make of the tags: `DC.type` with a known type before a type guessed
    from citation tags; fields by suffix of the name, several values joined by a comma; authors split at
    semicolons, or at commas with two words on both sides, and cut by `cleanAuthor`."""

    def text(name: str) -> str:
        return ", ".join(content for tag, content in tags if tag.endswith(name))

    given = dict(tags)
    found: dict[str, Any] = {"itemType": given.get("z.itemType") or given.get("DC.type")}
    assert found["itemType"] in {kind.zotero for kind in KINDS}
    for tag, field in (("citation_title", "title"), ("citation_publication_date", "date"), ("citation_volume", "volume"),
                       ("citation_issue", "issue"), ("citation_technical_report_institution", "institution"),
                       ("citation_technical_report_number", "number"), ("citation_publisher", "publisher"),
                       ("citation_issn", "ISSN"), ("citation_isbn", "ISBN"), ("citation_doi", "DOI"),
                       ("citation_language", "language"), ("citation_public_url", "url")):  # fmt: skip
        if value := text(tag):
            found[field] = value
    outlet = text("citation_journal_title") or given.get("prism.publicationName") or given.get("og:site_name")
    found |= {"publicationTitle": outlet} if outlet else {}
    found |= {"rights": given["DC.rights"]} if "DC.rights" in given else {}
    found["creators"] = [
        cut
        for tag, content in tags
        if tag == "citation_author"
        for one in content_split(content)
        if (cut := cleaned(one))
    ]
    return found


def content_split(content: str) -> list[str]:
    parts = [part.strip() for part in content.split(";")]
    if len(parts) == 1:
        by_comma = [part.strip() for part in parts[0].split(",")]
        if len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
            return by_comma
    return parts


def cleaned(author: str) -> tuple[str, str] | None:
    comma = "," in author
    author = author.strip(" .,/[]:") if not author.endswith(".") else author.strip(" ,/[]:")
    if not author:
        return None
    if comma:
        last, _, first = author.partition(",")
        return last.strip(), first.strip()
    first, _, last = author.rpartition(" ")
    return last, first


@pytest.mark.parametrize("name", CASES)
def test_zotero_gets_every_field_as_the_item_has_it(name: str) -> None:
    one, found = item_of(CASES[name]), zotero(head(name))
    assert found.get("title") == (None if one["title"] == "[Untitled]" else one["title"])
    wanted = []
    for person in one.get("author", []):
        if "literal" in person:
            wanted.append((person["literal"], ""))
        else:
            family = " ".join(filter(None, [person.get("non-dropping-particle"), person["family"]]))
            wanted.append((family, " ".join(filter(None, [person["given"], person.get("suffix")]))))
    assert [(last, first.rstrip(".")) for last, first in found["creators"]] == [
        (last, first.rstrip(".")) for last, first in wanted
    ]
    if one["type"] not in ("chapter", "paper-conference"):
        assert found.get("publicationTitle") == one.get("container-title")
    assert found.get("ISSN") == one.get("ISSN") and found.get("DOI") == one.get("DOI")
    assert found.get("language") == one.get("language")
    assert (
        found.get("publisher") or found.get("institution") or one["type"] == "thesis" and one.get("publisher")
    ) == (one.get("publisher")) or not one.get("publisher")
    assert bool(found.get("date")) == bool(one.get("issued"))


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("2014-10", "2014-10"),
        ("2025-22", "Summer 2025"),
        ("2023-09?", "2023-09?"),
        ("2024-12?/2025-01?", "2024-12?/2025-01?"),
        ("2024-21?", "Spring 2024?"),
        ("201X", "2010s"),
        ("2014/..", "since 2014"),
        ("", ""),
    ],
)
def test_a_date_is_written_as_reference_managers_read_it(edtf: str, wanted: str) -> None:
    assert page_metadata.zotero_date(edtf) == wanted


def test_linked_data_leaves_out_a_date_that_is_not_certain_and_types_only_what_is_known() -> None:
    for name, case in CASES.items():
        one = item_of(case)
        document = Document(name, SOURCE, statements(case), (), (), ())
        made = page_metadata.linked_data(
            document, one, Corpus({"title": "A", "base_url": ""}, (document,)), NOTHING
        )
        assert "url" not in made and "image" not in made
        assert "datePublished" not in made or not one["issued"].get("circa")
        assert all(
            isinstance(a, str) == ("literal" in n)
            for a, n in zip(made.get("author", []), one.get("author", []), strict=True)
        )
    journal = item_of(CASES["journal-article"])
    document = Document("j", SOURCE, statements(CASES["journal-article"]), (), (), ())
    made = page_metadata.linked_data(document, journal, Corpus({"base_url": ""}, (document,)), NOTHING)
    assert made["isPartOf"] == {
        "@type": "PublicationIssue", "issueNumber": "3",
        "isPartOf": {"@type": "PublicationVolume", "volumeNumber": "12",
                     "isPartOf": {"@type": "Periodical", "name": "Journal of Waterways", "issn": ["1234-5679"]}},
    }  # fmt: skip
    assert made["datePublished"] == "2014-10" and made["@type"] == "ScholarlyArticle"


class Head(HTMLParser):
    """Meta tags, alternate links and linked data of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.alternates: list[str] = []
        self.data: list[dict[str, Any]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "meta" and ("name" in given or "property" in given):
            self.tags.append((given.get("name") or given.get("property", ""), given.get("content", "")))
        if tag == "link" and given.get("rel") == "alternate":
            self.alternates.append(given["href"])
        self._inside = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(json.loads(data))
            self._inside = False


@pytest.mark.slow
def test_a_built_page_holds_the_tags_links_and_card_and_nothing_breaks_out(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "eve.txt").write_text(
        "A title\n\nA paragraph that is long enough to be one, and ends here.\n", "utf-8"
    )
    (seeds / "eve.yml").write_text(
        "id: eve\nmetadata:\n  title: '</script><script>alert(1)</script>\"><img src=x>'\n"
        "  creator: ['Miller, Anna', 'Eve \"><svg onload=x>']\n  is_part_of: '<b>Courier</b>'\n"
        "  type: newspaper article\n  issued: '2023-06-29'\n", "utf-8")  # fmt: skip
    (seeds / "archive.yml").write_text(
        "title: 'Room & <i>Co</i>'\nbase_url: https://room.example.org/a/\n"
        "redirects:\n- {from: adam, to: eve}\n", "utf-8")  # fmt: skip
    pipeline.build(seeds, tmp_path / "out")
    site = tmp_path / "out" / "site"
    html = (site / "documents" / "eve.html").read_text("utf-8")
    assert "<script>alert" not in html and "<img src=x>" not in html and "<svg onload" not in html
    page = Head()
    page.feed(html)
    loaded = corpus.load(seeds)
    title = '</script><script>alert(1)</script>"><img src=x>'
    found = dict(page.tags)
    assert found["citation_title"] == found["og:title"] == title
    assert found["citation_public_url"] == found["og:url"] == "https://room.example.org/a/documents/eve.html"
    assert found["og:image"] == "https://room.example.org/a/assets/cards/eve.png"
    assert page.data[0]["name"] == title and page.data[0]["url"] == found["og:url"]
    assert (
        all((site / "documents" / href).resolve().is_file() for href in page.alternates)
        and len(page.alternates) >= 6
    )
    picture = (site / "assets" / "cards" / "eve.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and picture == card(loaded.documents[0], "Room & <i>Co</i>")
    moved = (site / "documents" / "adam.html").read_text("utf-8")
    assert (
        'href="../documents/eve.html"' in moved and "https://room.example.org/a/documents/eve.html" in moved
    )
    assert (site / "sources" / "adam.html").is_file()


@pytest.mark.parametrize(
    "title", ["", "Short", "Ə ı Ş каналы", "A" * 400, "word " * 200, "נהרות", "运河", "\x00\x07"]
)
def test_a_card_is_made_of_any_title(title: str) -> None:
    rows = statements({"statements": [["title", title], ["creator", "Anna Miller"]]})
    document = Document("x", SOURCE, rows, (), (), ())
    first = card(document, "A Room")
    assert first[:8] == b"\x89PNG\r\n\x1a\n" and first == card(document, "A Room")
