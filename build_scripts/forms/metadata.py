"""What a book says of a document: the rows of its title page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_scripts import dates
from build_scripts.exporters import wording
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import absolute
from build_scripts.forms.xml_text import one_line
from build_scripts.model import Document


def edition_of(archive: Mapping[str, Any]) -> str:
    """`version 1.0, November 2026`; "" when the archive says neither."""
    version, date = archive.get("version"), archive.get("date")
    parts = [f"version {one_line(version)}" if version else "", dates.display(str(date)) if date else ""]
    return ", ".join(part for part in parts if part)


def rows(document: Document, archive: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, value in words) of everything that a reader of a book asks for; what is not known is left out."""
    container, number = wording.published_in(document)
    source = document.source
    found = [
        ("Author", "; ".join(map(one_line, document.values("creator")))),
        ("Contributor", "; ".join(map(one_line, document.values("contributor")))),
        ("Published in", one_line(", ".join(part for part in (container, number) if part))),
        ("Publisher", one_line(document.value("publisher") or "") if container else ""),
        ("Date", wording.issued(document)),
        ("Kind", one_line(wording.kind(document))),
        ("ISSN", ", ".join(map(one_line, document.values("issn")))),
        ("Source", one_line(document.value("source") or "")),
        ("Subjects", "; ".join(map(one_line, document.subjects))),
        ("Rights", rights(document).sentence),
        ("Obtained", one_line(document.record.get("obtained") or "")),
        ("Received as", f"{one_line(source.file)}, {len(source.lines):,} lines, SHA-256 {source.sha256}"),
        ("Changes", _changes(document)),
        ("Address", absolute(archive, f"documents/{document.id}.html") or f"document {document.id}"),
    ]
    return ((name, words) for name, words in found if words)


def _changes(document: Document) -> str:
    count, aside = len(document.interventions), len(document.asides)
    return f"{count:,} recorded, {aside:,} of them passages set aside" if count else "none"
