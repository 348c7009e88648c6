"""The list of the documents (`documents.html`, in pages of 200) and one entry of such a list."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import paging, wording
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.model import Artifact, Corpus, Document

PAGE = 200
"""Entries on one page: some 150 kB, which a telephone still shows at once."""


def documents(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/documents.md`, `documents-2.md` …"""
    ordered = wording.in_order(corpus)
    pages = [ordered[i : i + PAGE] for i in range(0, len(ordered), PAGE)] or [()]
    for number, some in enumerate(pages, 1):
        title = "Documents" if number == 1 else f"Documents, page {number}"
        parts = [f"# {title}"]
        if number == 1:
            parts.append(block([_summary(corpus)]))
        parts.append(paging.pager("documents", number, len(pages)))
        parts.append(entries(some, heading="h2", start=(number - 1) * PAGE + 1))
        parts.append(paging.pager("documents", number, len(pages), again=True))
        if number == len(pages):
            parts.append(_skipped(corpus))
        meta = {
            "title": title,
            "template": "listing.html",
            "description": "All documents, with author, date, kind, length and place of publication.",
        }
        yield Artifact(f"docs/{_name(number)}.md", page(meta, parts))


def entries(some: tuple[Document, ...], heading: str = "h2", start: int = 1) -> str:
    """The entries as one ordered list (raw HTML). `heading` is the element of a title."""
    if not some:
        return '<p>There are no documents yet. <a href="adding-documents.html">How to add one</a></p>'
    lines = [f'<ol class="holdings" start="{start}">']
    for document in some:
        lines += _entry(document, heading)
    return block([*lines, "</ol>"])


def _entry(document: Document, heading: str) -> Iterator[str]:
    address = text(f"documents/{document.id}.html")
    yield "<li>"
    yield (
        f'<{heading} id="{text(document.id)}"><a href="{address}">'
        f"<bdi>{text(document.title)}</bdi></a></{heading}>"
    )
    if line := _by(document):
        yield f'<p class="by">{line}</p>'
    if document.description:
        yield f'<p class="about">{text(document.description)}</p>'
    yield f'<p class="facts">{_facts(document)}</p>'
    yield "</li>"


def _by(document: Document) -> str:
    """Author · where published · date."""
    creators = document.values("creator")
    parts = [f"<bdi>{text('; '.join(creators))}</bdi>"] if creators else []
    container, volume = wording.published_in(document)
    if container:
        parts.append(f"<cite>{text(container)}</cite>" + (f", {text(volume)}" if volume else ""))
    parts.append(text(wording.issued(document)))
    return " · ".join(parts)


def _facts(document: Document) -> str:
    """Kind · language · length · notes · as received."""
    parts = [text(wording.kind(document))] if wording.kind(document) else []
    parts.append(quantity(wording.words(document), "word"))
    parts.append(quantity(wording.minutes(document), "minute"))
    if document.notes:
        parts.append(quantity(len(document.notes), "note"))
    parts.append(f'<a href="{text(f"sources/{document.id}.html")}">as received</a>')
    return " · ".join(parts)


def _summary(corpus: Corpus) -> str:
    total = sum(wording.words(document) for document in corpus.documents)
    count = quantity(len(corpus.documents), "document")
    return f"<p>{count}, {quantity(total, 'word')}, in the order of their dates.</p>"


def _name(number: int) -> str:
    return "documents" if number == 1 else f"documents-{number}"


def _skipped(corpus: Corpus) -> str:
    if not corpus.skipped:
        return ""
    rows = [f"<li><code>{text(file)}</code>: {text(reason)}</li>" for file, reason in corpus.skipped]
    return block(
        [
            '<section class="skipped"><h2 id="not-included">Not included</h2>',
            "<p>These files could not be read.</p><ul>",
            *rows,
            "</ul></section>",
        ]
    )
