"""`feed.xml`: the documents as an Atom feed, the latest first, in pages of 200 (RFC 5005).

Without a web address of the archive the links are relative, as Atom allows, and a page does not name itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import paging, wording
from build_scripts.exporters.atom import Entry, Feed, Link, day_of, edition_day, feed, name_of
from build_scripts.exporters.rights import rights
from build_scripts.exporters.tagging import tags
from build_scripts.exporters.web_address import absolute, at
from build_scripts.model import Artifact, Corpus, Document

PAGE = 200
MEDIA_TYPE = "application/atom+xml"


def feeds(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/feed.xml`, `feed-2.xml` …"""
    pages = paging.cut(list(latest_first(corpus)), PAGE) or [[]]
    archive = corpus.archive
    for number, some in enumerate(pages, 1):
        given = Feed(
            id=name_of(corpus, "feed"),
            title=archive["title"],
            subtitle=archive.get("description") or "",
            updated=edition_day(corpus),
            author=archive.get("publisher") or archive["title"],
            links=tuple(_links(corpus, number, len(pages))),
            entries=[entry(document, corpus) for document in some],
            rights=archive.get("rights") or "",
            language=archive.get("language") or "",
        )
        yield Artifact(f"docs/{_name(number)}", feed(given))


def latest_first(corpus: Corpus) -> tuple[Document, ...]:
    """By date of publication, the latest first, the undated last."""
    ordered = wording.in_order(corpus)
    dated = [document for document in ordered if document.value("issued")]
    return (*reversed(dated), *(document for document in ordered if not document.value("issued")))


def entry(document: Document, corpus: Corpus, depth: int = 0) -> Entry:
    """One document, in a feed that lies `depth` folders below the top of the site."""
    archive, language = corpus.archive, document.value("language") or ""
    issued, container = document.value("issued"), wording.published_in(document)
    told = (document.description, ", ".join(filter(None, container)), wording.issued(document))
    terms = (("issued", issued), ("language", language), ("isPartOf", document.value("is_part_of")),
             ("publisher", document.value("publisher")))  # fmt: skip
    return Entry(
        id=name_of(corpus, f"documents/{document.id}"),
        title=document.title,
        updated=edition_day(corpus),
        published=day_of(document),
        authors=document.values("creator"),
        links=(
            Link(at(archive, f"documents/{document.id}.html", depth), "alternate", "text/html", language),
            Link(at(archive, f"data/documents/{document.id}.json", depth), "alternate", "application/json"),
        ),
        summary=" ".join(f"{part.rstrip('.')}." for part in told if part),
        rights=rights(document).sentence,
        categories=tuple(tags(document, corpus)),
        language=language,
        terms=[(term, value) for term, value in terms if value],
    )


def _links(corpus: Corpus, number: int, pages: int) -> Iterator[Link]:
    archive = corpus.archive
    yield Link(at(archive, "index.html"), "alternate", "text/html")
    if itself := absolute(archive, _name(number)):
        yield Link(itself, "self", MEDIA_TYPE)
    if pages == 1:
        return
    for rel, other in (("first", 1), ("previous", number - 1), ("next", number + 1), ("last", pages)):
        if 1 <= other <= pages:
            yield Link(at(archive, _name(other)), rel, MEDIA_TYPE)


def _name(number: int) -> str:
    return "feed.xml" if number == 1 else f"feed-{number}.xml"
