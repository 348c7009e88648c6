"""What the filter of the lists of documents reads: one row for each document, in classic scripts of 500 rows
that are loaded when the filter is first used (`js/documents.js`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import orders, wording
from build_scripts.exporters.json_text import in_script
from build_scripts.exporters.page import quantity
from build_scripts.model import Artifact, Corpus, Document

ROWS = 500
"""Rows in one file: some 80 kB."""
SCRIPT = "assets/documents.js"
FOLDER = "assets/documents"


def filter_form(corpus: Corpus, order: str) -> str:
    """The field above a list; shown only where its script runs. `order` is that of the list."""
    count = len(corpus.documents)
    return (
        f'<form class="filter" id="documents-filter" data-order="{order}" data-files="{-(-count // ROWS)}" hidden="">'
        '<label for="documents-q">Filter the documents</label> '
        '<input type="search" id="documents-q" autocomplete="off" spellcheck="false" '
        'placeholder="title, author, year, kind" enterkeyhint="search"> '
        f'<output for="documents-q" aria-live="polite">{quantity(count, "document")}</output></form>'
    )


def rows(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/assets/documents/0.js` …: [id, title, author, place and date, other words, place by author, place
    by title], in the order of date."""
    ordered = orders.dated(corpus)
    places = orders.ranks(orders.by_author(corpus)), orders.ranks(orders.by_title(corpus))
    listed = [[*_row(document), *(rank[document.id] for rank in places)] for document in ordered]
    for number, start in enumerate(range(0, len(listed), ROWS)):
        body = in_script(listed[start : start + ROWS])
        yield Artifact(f"docs/{FOLDER}/{number}.js", f"Room.documents({number},{body});\n")


def _row(document: Document) -> list[Any]:
    container, volume = wording.published_in(document)
    place = ", ".join(filter(None, (container, volume)))
    said = " · ".join(filter(None, (place, wording.issued(document))))
    further = " ".join(
        filter(None, (wording.kind(document), document.value("language"), document.value("issued")))
    )
    return [document.id, document.title, "; ".join(document.values("creator")), said, further]
