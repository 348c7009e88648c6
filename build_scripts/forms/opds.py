"""`exports/opds/catalog.xml`: a catalogue for e-readers (OPDS 1.2, https://specs.opds.io/opds-1.2), in
pages of 200: the documents, the latest first, each with the files of it that this build holds and that an
e-reader can open. A book of the whole archive stands first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts import forms
from build_scripts.exporters import feeds, paging
from build_scripts.exporters.atom import Entry, Feed, Link, edition_day, feed, name_of
from build_scripts.exporters.web_address import absolute, at
from build_scripts.forms import plain
from build_scripts.model import Artifact, Corpus, Document

FOLDER = "exports/opds"
DEPTH = 2
MEDIA_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ACQUISITION = "http://opds-spec.org/acquisition"
EPUB = "application/epub+zip"


def write(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/exports/opds/catalog.xml`, `catalog-2.xml` …"""
    archive, books = corpus.archive, [form for form in forms.FORMS if form.media_type == EPUB]
    pages = paging.cut(list(feeds.latest_first(corpus)), feeds.PAGE) or [[]]
    for number, some in enumerate(pages, 1):
        whole = [entry for form in books if form.of_archive and number == 1 for entry in _whole(form, corpus)]
        given = Feed(
            id=name_of(corpus, "opds"),
            title=archive["title"],
            updated=edition_day(corpus),
            author=archive.get("publisher") or archive["title"],
            links=tuple(_links(corpus, number, len(pages))),
            entries=[*whole, *(_entry(document, corpus, books) for document in some)],
            language=archive.get("language") or "",
        )
        yield Artifact(f"docs/{FOLDER}/{_name(number)}", feed(given))


def _entry(document: Document, corpus: Corpus, books: Sequence[forms.Form]) -> Entry:
    found = feeds.entry(document, corpus, DEPTH)
    files = [(form.of_document, EPUB, form.label) for form in books if form.of_document]
    files.append((plain.PATH, "text/plain", "Plain text"))
    got = [
        Link(at(corpus.archive, path.format(id=document.id), DEPTH), ACQUISITION, kind, title=label)
        for path, kind, label in files
    ]
    return replace(found, links=(*found.links, *got))


def _whole(form: forms.Form, corpus: Corpus) -> Iterator[Entry]:
    archive = corpus.archive
    yield Entry(
        id=name_of(corpus, form.of_archive),
        title=archive["title"],
        updated=edition_day(corpus),
        links=(
            Link(at(archive, "index.html", DEPTH), "alternate", "text/html"),
            Link(at(archive, form.of_archive, DEPTH), ACQUISITION, EPUB, title=form.label),
        ),
        authors=(archive.get("publisher") or archive["title"],),
        summary=archive.get("description") or "",
        rights=archive.get("rights") or "",
        language=archive.get("language") or "",
    )


def _links(corpus: Corpus, number: int, pages: int) -> Iterator[Link]:
    def here(page: int) -> str:
        return absolute(corpus.archive, f"{FOLDER}/{_name(page)}") or _name(page)

    yield Link(here(number), "self", MEDIA_TYPE)
    yield Link(here(1), "start", MEDIA_TYPE)
    if number > 1:
        yield Link(here(number - 1), "previous", MEDIA_TYPE)
    if number < pages:
        yield Link(here(number + 1), "next", MEDIA_TYPE)


def _name(number: int) -> str:
    return "catalog.xml" if number == 1 else f"catalog-{number}.xml"
