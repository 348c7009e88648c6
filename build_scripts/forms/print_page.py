"""The whole archive as one page to print: `exports/print.html`.

Contents, every document on a new page with its notes at its end, the line of the received file beside each
paragraph, an index of names; page numbers and running titles by CSS (css-page-3, css-gcpm). The page holds
its fonts and asks for nothing outside itself, so it works from a folder. `print_pdf.py` makes a PDF of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from build_scripts.connections import Target
from build_scripts.exporters import wording
from build_scripts.exporters.atom import edition_day
from build_scripts.exporters.web_address import base
from build_scripts.forms import book_names
from build_scripts.forms.book_pages import about_archive, cover, elsewhere, record, related_by_document
from build_scripts.forms.book_parts import Laid, lay_out, sheet, written
from build_scripts.forms.book_shelf import Shelf
from build_scripts.forms.book_text import tongue
from build_scripts.forms.epub_package import Heading, outline
from build_scripts.forms.print_fonts import faces
from build_scripts.forms.xml_text import attributes, language, one_line, text, xml_id
from build_scripts.model import Artifact, Corpus, Document

_STEM = "print"
_HERE = f"{_STEM}.xhtml"
"""The one file in which all documents are laid out."""
RUNNING = 90
"""Characters of a title that stand at the head of a page."""


def print_page(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/exports/print.html`."""
    yield Artifact("docs/exports/print.html", "\n".join(line for line in _page(corpus) if line) + "\n")


def prefix(document: str) -> str:
    """Before every id of a document on the page; `d-` and the id, closed by a point."""
    return f"d-{xml_id(document).replace('.', '_2e_')}."


def _at(laid: Laid, name: str, here: str) -> str:
    """`#` and the id on this page; "" for what is not on it."""
    before = prefix(laid.document.id)
    if not name:
        return f"#{before.rstrip('.')}"
    inside = laid.address(name, here)
    return f"#{before}{inside[1:]}" if inside else ""


def _page(corpus: Corpus) -> Iterator[str]:
    documents = wording.in_order(corpus)
    notes = corpus.connections.notes_by_document()
    # One file, however long: the limit on files of a book does not count here.
    laid = {d.id: lay_out(d, _STEM, notes.get(d.id, ()), largest=None) for d in documents}
    paper = Shelf(corpus, laid, _at)
    title = one_line(corpus.archive.get("title") or "") or "Archive"
    yield "<!DOCTYPE html>"
    yield f"<html{attributes(lang=language(corpus.archive.get('language')))}>"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield f'<meta name="dcterms.modified" content="{edition_day(corpus).isoformat()}">'
    yield f"<title>{text(title)}</title>"
    yield "<style>"
    yield from faces(_characters(documents))
    yield (Path(__file__).parent / "print.css").read_text("utf-8")
    yield from map(_running_head, documents)
    yield "</style>"
    yield "</head>"
    yield "<body>"
    yield f'<header class="title-page">{_cover(title, corpus)}</header>'
    yield "<main>"
    yield '<section class="front">'
    yield from about_archive(corpus)
    yield "</section>"
    yield '<nav class="contents" aria-labelledby="contents"><h1 id="contents">Contents</h1>'
    groups = list(book_names.groups(corpus, documents, book_names.found(corpus)))
    yield from outline([*_contents(documents, paper), *([Heading("Names", "#names")] if groups else [])])
    yield "</nav>"
    related = related_by_document(corpus)
    for document in documents:
        yield from _document(document, paper, related.get(document.id, ()))
    if groups:
        yield '<section class="index" aria-labelledby="names"><h1 id="names">Names</h1>'
        known = {document.id: document for document in documents}
        for group in groups:
            yield from book_names.shown(group, known, partial(paper.address, here=_HERE))
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _cover(title: str, corpus: Corpus) -> str:
    subtitle = one_line(corpus.archive.get("subtitle") or "")
    shown = "".join(cover(title, [], subtitle, corpus)).replace(' epub:type="cover"', "")
    address = base(corpus.archive)
    return shown + (f"<p>{text(address)}</p>" if address else "")


def _document(document: Document, paper: Shelf, related: Sequence[tuple[Target, Target]]) -> Iterator[str]:
    laid, before = paper.laid[document.id], prefix(document.id)
    made = sheet(laid, _HERE, epub=False, prefix=before, outside=partial(paper.outside, here=_HERE))
    # `tongue` gives xml:lang too, which a page that is no XML does not need.
    spoken = tongue(document.value("language")).split(" xml:lang=")
    given = spoken[0] + (' dir="rtl"' if "dir=" in spoken[-1] else "")
    yield f"<article{attributes(id=before.rstrip('.'), aria_label=one_line(document.title))}{given}>"
    for part in laid.parts:
        yield from written(laid, part, made, partial(paper.rests, here=_HERE))
    yield from elsewhere(
        related, partial(paper.address, document.id, here=_HERE), partial(paper.link, here=_HERE)
    )
    yield from record(document, paper.corpus.archive, 2)
    yield "</article>"


def _contents(documents: Sequence[Document], paper: Shelf) -> Iterator[Heading]:
    for document in documents:
        names = "; ".join(map(one_line, document.values("creator")))
        told = f"{one_line(document.title)}, {names}" if names else one_line(document.title)
        yield Heading(f"{told}, {wording.issued(document)}", f"#{prefix(document.id).rstrip('.')}")
        for block in document.blocks:
            if block.kind == "head":
                yield Heading(block.text, paper.address(document.id, block.id, _HERE), max(block.level, 2))


def _running_head(document: Document) -> str:
    """The title at the head of each page of a document."""
    name = xml_id(document.id).replace(".", "_2e_")
    title = one_line(document.title)
    shown = title if len(title) <= RUNNING else title[:RUNNING].rsplit(" ", 1)[0] + " …"
    return (
        f'@page p-{name} {{ @top-center {{ content: "{css_string(shown)}"; '
        'font: italic 9pt "Libertinus Serif", Georgia, serif; } }\n'
        f"#d-{name} {{ page: p-{name}; }}"
    )


def css_string(words: str) -> str:
    """Words inside a string of CSS inside `<style>`: every ASCII sign but letters, digits and spaces as its
    code point, so that nothing can end the string or the element."""
    return "".join(ch if ch.isalnum() or ch == " " or ch > "\x7f" else f"\\{ord(ch):x} " for ch in words)


def _characters(documents: Iterable[Document]) -> set[str]:
    return {ch for document in documents for unit in document.units for ch in unit.text} | set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789’“”–…"
    )
