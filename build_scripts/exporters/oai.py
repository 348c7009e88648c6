"""`oai.xml`: the documents as a static OAI-PMH repository (records in oai_dc).

http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm. A harvester reads such a file through
a gateway. The format wants the web address of the file and a mail address, so it is written only when the
archive gives both. `baseURL` is the file's own address; a gateway puts its own before it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from build_scripts.exporters.atom import document as as_file
from build_scripts.exporters.atom import edition_day
from build_scripts.exporters.escaping import one_line
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import absolute
from build_scripts.model import Artifact, Corpus, Document

PATH = "oai.xml"
OAI = "http://www.openarchives.org/OAI/2.0/"
STATIC = f"{OAI}static-repository"
OAI_DC = f"{OAI}oai_dc/"
_SCHEMA = "xsi:schemaLocation"
#: Element of Dublin Core → the terms of a document that it holds.
_ELEMENTS = (
    ("creator", ("creator",)),
    ("contributor", ("contributor",)),
    ("subject", ("subject",)),
    ("publisher", ("publisher",)),
    ("date", ("issued",)),
    ("type", ("type",)),
    ("identifier", ("identifier",)),
    ("language", ("language",)),
    ("relation", ("is_part_of",)),
    ("coverage", ("spatial", "temporal", "coverage")),
)
_REPEATED = ("creator", "contributor", "subject", "identifier", "coverage")
"""Elements of which every statement counts; of the others the first."""


def oai(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/oai.xml`, or nothing."""
    archive = corpus.archive
    if not absolute(archive, PATH) or not archive.get("contact"):
        return
    day = edition_day(corpus).isoformat()
    top = ET.Element(
        "Repository",
        {
            "xmlns": STATIC,
            "xmlns:oai": OAI,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            _SCHEMA: f"{STATIC} {STATIC}.xsd",
        },
    )
    identify = ET.SubElement(top, "Identify")
    for name, value in (
        ("repositoryName", archive["title"]),
        ("baseURL", absolute(archive, PATH)),
        ("protocolVersion", "2.0"),
        ("adminEmail", archive["contact"]),
        ("earliestDatestamp", day),
        ("deletedRecord", "no"),
        ("granularity", "YYYY-MM-DD"),
    ):
        _words(identify, f"oai:{name}", value)
    form = ET.SubElement(ET.SubElement(top, "ListMetadataFormats"), "oai:metadataFormat")
    _words(form, "oai:metadataPrefix", "oai_dc")
    _words(form, "oai:schema", f"{OAI}oai_dc.xsd")
    _words(form, "oai:metadataNamespace", OAI_DC)
    records = ET.SubElement(top, "ListRecords", {"metadataPrefix": "oai_dc"})
    for document in corpus.documents:
        _record(records, document, corpus, day)
    yield Artifact(f"docs/{PATH}", as_file(top))


def _record(records: ET.Element, document: Document, corpus: Corpus, day: str) -> None:
    page = absolute(corpus.archive, f"documents/{document.id}.html")
    record = ET.SubElement(records, "oai:record")
    header = ET.SubElement(record, "oai:header")
    _words(header, "oai:identifier", page)
    _words(header, "oai:datestamp", day)
    dc = ET.SubElement(
        ET.SubElement(record, "oai:metadata"),
        "oai_dc:dc",
        {
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            _SCHEMA: f"{OAI_DC} {OAI}oai_dc.xsd",
        },
    )
    _words(dc, "dc:title", document.title)
    for element, terms in _ELEMENTS:
        for term in terms:
            for value in document.values(term)[: None if element in _REPEATED else 1]:
                _words(dc, f"dc:{element}", value)
    if document.description:
        _words(dc, "dc:description", document.description)
    _words(dc, "dc:type", "Text")
    _words(dc, "dc:format", "text/html")
    _words(dc, "dc:identifier", page)
    stated = rights(document)
    for words in (stated.uri, stated.statement, stated.holder):
        if words:
            _words(dc, "dc:rights", words)


def _words(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = one_line(words)
