"""What programs read in the head of a document's page: tags for reference managers, schema.org for search
engines, Open Graph for cards. Only what is stated is written.

The tags follow what Zotero's own translators («Embedded Metadata», «RDF») make of them: `DC.type` with a name
of Zotero's own decides the type of the item, because it is looked at before any guess; `citation_*` tags fill
the fields; an outlet that is no journal is read from `prism.publicationName`, and where that is missing from
`og:site_name`, which is therefore written only where an outlet is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from build_scripts import dates
from build_scripts.citations.item import UNTITLED, Item, page_address
from build_scripts.citations.kinds import BY_CSL
from build_scripts.citations.names import Name
from build_scripts.exporters.escaping import one_line
from build_scripts.exporters.rights import Rights, in_one_line
from build_scripts.model import Corpus, Document

CARDS = "assets/cards"
CARD_SIZE = (1200, 630)
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")


def tags(document: Document, one: Item, corpus: Corpus, stated: Rights) -> list[tuple[str, str]]:
    """(name, content) of the tags, in order."""
    found = [("DC.type", BY_CSL[one["type"]].zotero), *_of_the_work(document, one), *_of_the_kind(one)]
    if words := in_one_line(stated.holder, stated.statement, stated.uri):
        found.append(("DC.rights", words))
    address = page_address(str(corpus.archive.get("base_url") or ""), document.id)
    if address:
        found.append(("citation_public_url", address))
    found += _open_graph(one, corpus)
    return [(name, one_line(content)) for name, content in found if content.strip()]


def _of_the_work(document: Document, one: Item) -> Iterator[tuple[str, str]]:
    if one["title"] != UNTITLED:
        yield "citation_title", one["title"]
    for role, name in (("author", "citation_author"), ("editor", "citation_editor")):
        for person in one.get(role, []):
            yield name, zotero_name(person)
    yield "citation_publication_date", zotero_date(document.value("issued") or "")
    yield "citation_language", one.get("language", "")
    yield "citation_doi", one.get("DOI", "")
    yield "citation_isbn", one.get("ISBN", "")
    yield "citation_abstract", one.get("abstract", "")


def _of_the_kind(one: Item) -> Iterator[tuple[str, str]]:
    """Where it appeared. The tag for the container also tells what kind of thing it is."""
    kind, whole, publisher = one["type"], one.get("container-title", ""), one.get("publisher", "")
    held = {
        "article-journal": "citation_journal_title",
        "chapter": "citation_book_title",
        "paper-conference": "citation_conference_title",
    }.get(kind)
    if held:
        yield held, whole
    if kind not in ("chapter", "paper-conference"):
        yield "prism.publicationName", whole
    yield "citation_series_title", one.get("collection-title", "")
    yield "citation_volume", one.get("volume", "")
    yield "citation_issue", one.get("issue", "")
    for issn in one.get("ISSN", "").split(", "):
        yield "citation_issn", issn
    number = one.get("collection-number") or one.get("number") or ""
    if kind == "report":
        yield "citation_technical_report_institution", publisher
        yield "citation_technical_report_number", number
    else:
        yield "citation_dissertation_institution" if kind == "thesis" else "citation_publisher", publisher


def _open_graph(one: Item, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """What the template cannot know; title, description and addresses it takes from the page."""
    yield "og:type", "book" if one["type"] == "book" else "article"
    if one.get("container-title") and one["type"] not in ("chapter", "paper-conference"):
        yield "og:site_name", str(corpus.archive.get("title") or "")


def card_address(corpus: Corpus, document: Document) -> str:
    """The full address of the document's card; "" when the archive does not say where it is."""
    base = str(corpus.archive.get("base_url") or "").rstrip("/")
    return f"{base}/{CARDS}/{document.id}.png" if base else ""


def zotero_name(name: Name) -> str:
    """`Family, Given`, in such a form that Zotero takes it for one person or body.

    It cuts a name without a comma at its last word, so a name that must stay whole ends in a comma; and
    it takes `Two Words, Two Words` for two authors unless a semicolon follows."""
    if "literal" in name:
        whole = name["literal"].replace(";", ",")
        return f"{whole},;" if " " in whole else whole
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    given = " ".join(filter(None, (name["given"], name.get("suffix"))))
    return f"{family}, {given}" + (";" if " " in family and " " in given else "")


def zotero_date(edtf: str) -> str:
    """Figures where they are plain; words for what no reference manager reads as EDTF."""
    plain = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?[?~%]?"
    if not edtf or all(re.fullmatch(plain, end) for end in edtf.split("/")):
        return edtf
    doubt = "?" if re.search("[?~%]", edtf) else ""
    return dates.display(re.sub("[?~%]", "", edtf)) + doubt


def linked_data(document: Document, one: Item, corpus: Corpus, stated: Rights) -> dict[str, Any]:
    """The document in the words of schema.org (the template adds the description). A date that is not
    certain is left out."""
    kind = BY_CSL[one["type"]]
    issued = document.value("issued") or ""
    certain = _PLAIN_DATE.fullmatch(issued) and not one.get("issued", {}).get("circa")
    address = page_address(str(corpus.archive.get("base_url") or ""), document.id)
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind.schema,
        "@id": address,
        "url": address,
        "name": "" if one["title"] == UNTITLED else one["title"],
        "author": [_person(name) for name in one.get("author", [])],
        "editor": [_person(name) for name in one.get("editor", [])],
        "translator": [_person(name) for name in one.get("translator", [])],
        "datePublished": issued if certain else "",
        "inLanguage": one.get("language"),
        "isPartOf": _part_of(one),
        "publisher": _body(one.get("publisher", "")),
        "reportNumber": (one.get("collection-number") or one.get("number"))
        if one["type"] == "report"
        else "",
        "isbn": one.get("ISBN"),
        "identifier": f"https://doi.org/{one['DOI']}" if one.get("DOI") else "",
        "abstract": one.get("abstract"),
        "license": stated.uri if "creativecommons.org" in stated.uri else "",
        "usageInfo": "" if "creativecommons.org" in stated.uri else stated.uri,
        "copyrightHolder": _body(stated.holder),
        "copyrightNotice": stated.statement,
        "image": card_address(corpus, document),
    }
    return {key: _clean(value) for key, value in values.items() if value}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {key: _clean(item) for key, item in value.items()} if isinstance(value, dict) else value


def _body(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _person(name: Name) -> dict[str, str] | str:
    """A name that is not cut may be a person's or a body's: then it stands as text."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    shown = " ".join(filter(None, (name["given"], family, name.get("suffix"))))
    return {"@type": "Person", "name": shown, "familyName": family, "givenName": name["given"]}


def _part_of(one: Item) -> dict[str, Any]:
    series = one.get("collection-title")
    if series:
        return {"@type": "CreativeWorkSeries", "name": series} | _issns(one)
    if not one.get("container-title"):
        return {}
    kinds = {
        "article-newspaper": "Newspaper",
        "webpage": "WebSite",
        "post-weblog": "Blog",
        "chapter": "Book",
        "paper-conference": "Book",
        "document": "CreativeWork",
    }
    held: dict[str, Any] = {
        "@type": kinds.get(one["type"], "Periodical"),
        "name": one["container-title"],
    } | _issns(one)
    if one.get("volume"):
        held = {"@type": "PublicationVolume", "volumeNumber": one["volume"], "isPartOf": held}
    if one.get("issue"):
        held = {"@type": "PublicationIssue", "issueNumber": one["issue"], "isPartOf": held}
    return held


def _issns(one: Item) -> dict[str, Any]:
    found = [issn for issn in one.get("ISSN", "").split(", ") if issn]
    return {"issn": found} if found else {}
