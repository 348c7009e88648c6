"""Atom feeds (RFC 4287), also as OPDS catalogues use them.

Text goes through `escaping.clean`, so nothing stands in them that XML cannot hold. All dates are given by
the caller: nothing is read from a clock.
"""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from build_scripts import edtf, periods
from build_scripts.exporters.escaping import clean, one_line
from build_scripts.exporters.web_address import base
from build_scripts.model import Corpus, Document

NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
}
NO_DATE = date(1970, 1, 1)
"""Atom must have a date; this one says that none is known."""


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    rel: str
    type: str = ""
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words are plain text."""

    id: str
    """An absolute IRI."""
    title: str
    updated: date
    links: Sequence[Link]
    authors: Sequence[str] = ()
    summary: str = ""
    rights: str = ""
    categories: Sequence[str] = ()
    language: str = ""
    published: date | None = None
    terms: Sequence[tuple[str, str]] = ()
    """(DCMI term, value): what Atom itself has no place for."""


@dataclass(frozen=True, slots=True)
class Feed:
    id: str
    title: str
    updated: date
    author: str
    links: Sequence[Link]
    entries: Sequence[Entry]
    subtitle: str = ""
    rights: str = ""
    language: str = ""


def feed(given: Feed) -> bytes:
    """The file, in UTF-8."""
    top = ET.Element("feed", _language(given.language, NAMESPACES))
    _words(top, "id", given.id)
    _words(top, "title", given.title or "Untitled")
    if given.subtitle:
        _words(top, "subtitle", given.subtitle)
    _words(top, "updated", instant(given.updated))
    _words(ET.SubElement(top, "author"), "name", given.author or given.title)
    for link in given.links:
        _link(top, link)
    if given.rights:
        _words(top, "rights", given.rights)
    for entry in given.entries:
        _entry(top, entry)
    return document(top)


def document(top: ET.Element) -> bytes:
    """An element as a file: indented, with the declaration, and one line feed at the end."""
    ET.indent(top, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(top, encoding="utf-8") + b"\n"


def _entry(top: ET.Element, entry: Entry) -> None:
    item = ET.SubElement(top, "entry", _language(entry.language, {}))
    _words(item, "id", entry.id)
    _words(item, "title", entry.title)
    _words(item, "updated", instant(entry.updated))
    if entry.published:
        _words(item, "published", instant(entry.published))
    for name in entry.authors:
        _words(ET.SubElement(item, "author"), "name", name)
    for link in entry.links:
        _link(item, link)
    for term in entry.categories:
        ET.SubElement(item, "category", {"term": one_line(term)})
    if entry.summary:
        _words(item, "summary", entry.summary)
    if entry.rights:
        _words(item, "rights", entry.rights)
    for term, value in entry.terms:
        _words(item, f"dcterms:{term}", value)


def _link(parent: ET.Element, link: Link) -> None:
    given = {
        "rel": link.rel,
        "href": link.href,
        "type": link.type,
        "hreflang": link.language,
        "title": link.title,
    }
    ET.SubElement(parent, "link", {key: one_line(value) for key, value in given.items() if value})


def _words(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = one_line(words)


def _language(tag: str, given: Mapping[str, str]) -> dict[str, str]:
    return dict(given) | ({"xml:lang": one_line(tag)} if tag else {})


def instant(day: date) -> str:
    """A date as Atom and sitemaps write it (RFC 3339), at midnight UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def edition_day(corpus: Corpus) -> date:
    """The first day that the archive's date can mean; without one, that of the latest document; NO_DATE
    when nothing is dated."""
    for stated in ([corpus.archive.get("date") or ""], [d.value("issued") or "" for d in corpus.documents]):
        found = [p[0] for words in stated if (p := periods.period(words)) and p[0] != periods.FIRST]
        if found:
            return max(found)
    return NO_DATE


def day_of(document: Document) -> date | None:
    """The day of publication, when it is stated to the day and certain."""
    issued = document.value("issued") or ""
    found = periods.period(issued)
    return found[0] if found and found[0] == found[1] and edtf.is_certain(issued) else None


def name_of(corpus: Corpus, what: str) -> str:
    """`urn:uuid:…` for a part of the archive (`documents/<id>`, `feed`), the same on every run as long as
    the archive keeps its web address, or, without one, its title (RFC 9562, version 5)."""
    archive = uuid.uuid5(uuid.NAMESPACE_URL, clean(base(corpus.archive) or str(corpus.archive["title"])))
    return uuid.uuid5(archive, what).urn
