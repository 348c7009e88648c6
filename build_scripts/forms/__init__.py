"""Other forms of the same edition, to take away and to keep: books, data, archives.

A form is written from the corpus alone, as the pages are, by `build --exports`; an ordinary build leaves
them out, because they take longer. The site links to those that were written. FORMS is their order; a new
form is a new module here and a line in the tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_scripts.forms import epub, opds, plain, print_page, sqlite, tables, tei, web_annotations
from build_scripts.model import Artifact, Corpus


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the edition."""

    name: str
    """Short and in lower case: `tei`."""
    label: str
    """For readers: "TEI P5"."""
    about: str
    """One sentence: what it is good for."""
    media_type: str
    write: Callable[[Corpus], Iterator[Artifact]]
    """All its files, below `docs/exports/`."""
    of_document: str = ""
    """Path of one document's file from the top of the site, with `{id}`: `exports/tei/{id}.xml`; or none."""
    of_archive: str = ""
    """The same of the file for the whole archive."""


FORMS: tuple[Form, ...] = (
    Form(
        "epub",
        "EPUB",
        "A book for e-readers and telephones, with notes that open in place and an index of names.",
        "application/epub+zip",
        epub.epub,
        of_document="exports/epub/{id}.epub",
        of_archive="exports/archive.epub",
    ),
    Form(
        "print",
        "Print page",
        "The whole archive on one page, to print or to save as PDF from the browser.",
        "text/html",
        print_page.print_page,
        of_archive="exports/print.html",
    ),
    Form(
        "text",
        "Plain text",
        "The reading text with its notes, for any program on any machine.",
        "text/plain",
        plain.write,
        of_document=plain.PATH,
    ),
    Form(
        "tei",
        "TEI P5",
        "The scholarly encoding: text, names, notes and every recorded change, with its source (XML).",
        "application/tei+xml",
        tei.tei,
        of_document="exports/tei/{id}.xml",
    ),
    Form(
        "annotations",
        "Web Annotations",
        "Names, changes and notes of the editor, each at its place (W3C, JSON-LD).",
        web_annotations.MEDIA_TYPE,
        web_annotations.write,
        of_document=web_annotations.PATH,
    ),
    Form(
        "tables",
        "Tables",
        "Texts, names, events, works and statements as CSV and JSON Lines, for computing (data package).",
        "application/zip",
        tables.write,
        of_archive="exports/tables.zip",
    ),
    Form(
        "sqlite",
        "SQLite",
        "The same tables in one file with a full-text index, for questions in SQL.",
        "application/vnd.sqlite3",
        sqlite.write,
        of_archive="exports/archive.sqlite",
    ),
    Form(
        "opds",
        "Catalogue for e-readers",
        "A list of the documents that reading programs can open by its web address (OPDS).",
        opds.MEDIA_TYPE,
        opds.write,
        of_archive="exports/opds/catalog.xml",
    ),
)


def written(corpus: Corpus) -> Iterator[Artifact]:
    """The files of every form, in order."""
    for form in FORMS:
        yield from form.write(corpus)


def links() -> list[dict[str, str]]:
    """The forms as templates need them."""
    return [
        {
            "name": form.name,
            "label": form.label,
            "about": form.about,
            "media_type": form.media_type,
            "of_document": form.of_document,
            "of_archive": form.of_archive,
        }
        for form in FORMS
    ]
