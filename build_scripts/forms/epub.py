"""EPUB 3 of every document (`exports/epub/<id>.epub`) and of the whole archive (`exports/archive.epub`).

A book has a cover, the text with notes that open in place, an index of names and what is known of the text.
In the book of the archive, links between documents lead inside it. Same corpus, same bytes: the time that
the format asks for is the archive's date, never the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from build_scripts import edtf
from build_scripts.connections import PlacedNote
from build_scripts.exporters import wording
from build_scripts.exporters.atom import edition_day, name_of
from build_scripts.exporters.rights import rights
from build_scripts.forms import book_names
from build_scripts.forms.book_pages import about_archive, cover, elsewhere, record, related_by_document
from build_scripts.forms.book_parts import Laid, lay_out, sheet, written
from build_scripts.forms.book_shelf import Shelf
from build_scripts.forms.epub_package import About, Book, Heading
from build_scripts.forms.xml_text import attributes, file_name, language, one_line, xml_id
from build_scripts.model import Artifact, Corpus, Document

UNKNOWN = "und"
"""Language tag of a text whose language is not known (BCP 47)."""


def epub(corpus: Corpus) -> Iterator[Artifact]:
    """The books of the documents, then that of the archive."""
    stock = gathered(corpus)
    for document in corpus.documents:
        yield Artifact(f"docs/exports/epub/{document.id}.epub", of_document(document, stock))
    yield Artifact("docs/exports/archive.epub", of_archive(stock))


@dataclass(frozen=True, slots=True)
class Stock:
    """What all books draw on, gathered once."""

    corpus: Corpus
    notes: Mapping[str, Sequence[PlacedNote]]
    names: book_names.Found


def gathered(corpus: Corpus) -> Stock:
    return Stock(corpus, corpus.connections.notes_by_document(), book_names.found(corpus))


def _at(laid: Laid, name: str, here: str) -> str:
    return laid.address(name, here) if name else laid.parts[0].file


def of_document(document: Document, stock: Stock) -> bytes:
    """The book of one document."""
    corpus = stock.corpus
    laid = lay_out(document, "text", stock.notes.get(document.id, ()))
    shelf = Shelf(corpus, {document.id: laid}, _at)
    groups = list(book_names.groups(corpus, (document,), stock.names))
    book = Book(_about(document, corpus, bool(groups)))
    title = one_line(document.title)
    book.add(
        "cover.xhtml", title, cover(title, list(document.values("creator")), wording.issued(document), corpus)
    )
    book.place("nav.xhtml")
    contents = list(_text(book, laid, shelf, level=1))
    contents += _index(book, groups, shelf)
    book.add("about.xhtml", "About this text", record(document, corpus.archive, 1))
    contents.append(Heading("About this text", "about.xhtml"))
    return book.content(contents, _landmarks("text.xhtml", bool(groups)))


def of_archive(stock: Stock) -> bytes:
    """The book of all documents, in the order of their dates."""
    corpus, notes = stock.corpus, stock.notes
    documents = wording.in_order(corpus)
    stems = {document.id: "d-" + file_name(document.id) for document in documents}
    laid = {d.id: lay_out(d, stems[d.id], notes.get(d.id, ())) for d in documents}
    shelf = Shelf(corpus, laid, _at)
    groups = list(book_names.groups(corpus, documents, stock.names))
    related = related_by_document(corpus)
    book = Book(_about_archive(corpus, bool(groups)))
    title = book.about.title
    book.add("cover.xhtml", title, cover(title, [], one_line(corpus.archive.get("subtitle") or ""), corpus))
    book.add("about.xhtml", "About this archive", about_archive(corpus))
    book.place("nav.xhtml")
    contents = [Heading("About this archive", "about.xhtml")]
    for document in documents:
        last = shelf.laid[document.id].parts[-1].file
        after = [
            *elsewhere(
                related.get(document.id, ()),
                partial(shelf.address, document.id, here=last),
                partial(shelf.link, here=last),
            ),
            *record(document, corpus.archive, 2),
        ]
        contents += _text(book, shelf.laid[document.id], shelf, level=1, after=after)
    contents += _index(book, groups, shelf)
    first = shelf.laid[documents[0].id].parts[0].file if documents else "about.xhtml"
    return book.content(contents, _landmarks(first, bool(groups)))


def _text(book: Book, laid: Laid, shelf: Shelf, level: int, after: Sequence[str] = ()) -> Iterator[Heading]:
    """Write the files of a document; gives its headings."""
    document = laid.document
    title = one_line(document.title)
    tongue = language(document.value("language")) or book.about.language
    yield Heading(title, laid.parts[0].file, level)
    for part in laid.parts:
        made = sheet(laid, part.file, epub=True, outside=partial(shelf.outside, here=part.file))
        last = part is laid.parts[-1]
        body = [
            f'<section epub:type="chapter" role="doc-chapter"{attributes(aria_label=title)}>',
            *written(laid, part, made, partial(shelf.rests, here=part.file)),
            "</section>",
            *(after if last else ()),
        ]
        number = f" ({laid.parts.index(part) + 1})" if len(laid.parts) > 1 else ""
        book.add(part.file, title + number, body, tongue)
        for block in part.blocks:
            if block.kind == "head":
                deeper = level - 1 + max(block.level, 2)
                yield Heading(block.text, f"{part.file}#{xml_id(block.id)}", deeper)


def _index(book: Book, groups: Sequence[book_names.Group], shelf: Shelf) -> list[Heading]:
    """Write the index of names; gives its entries in the contents."""
    found: list[Heading] = []
    documents = {id: laid.document for id, laid in shelf.laid.items()}
    for number, portion in enumerate(book_names.portions(groups), 1):
        file = "names.xhtml" if number == 1 else f"names_{number}.xhtml"
        heading = "Names" if number == 1 else f"Names, part {number}"
        body = ['<section epub:type="index" role="doc-index" aria-labelledby="names">']
        body.append(f'<h1 id="names">{heading}</h1>')
        for group in portion:
            body += book_names.shown(group, documents, partial(shelf.address, here=file))
        book.add(file, heading, [*body, "</section>"])
        found.append(Heading(heading, file))
    return found


def _landmarks(first: str, index: bool) -> list[tuple[str, str, str]]:
    found = [
        ("cover", "cover.xhtml", "Cover"),
        ("toc", "nav.xhtml#toc", "Contents"),
        ("bodymatter", first, "Text"),
    ]
    return [*found, *([("index", "names.xhtml", "Names")] if index else [])]


def _about(document: Document, corpus: Corpus, index: bool) -> About:
    issued = document.value("issued") or ""
    return About(
        identifier=name_of(corpus, f"exports/epub/{document.id}"),
        title=one_line(document.title) or document.id,
        language=language(document.value("language")) or _language(corpus),
        modified=edition_day(corpus),
        creators=tuple(filter(None, map(one_line, document.values("creator")))),
        contributors=tuple(filter(None, map(one_line, document.values("contributor")))),
        publisher=one_line(corpus.archive.get("publisher") or ""),
        issued=issued if _is_day(issued) else "",
        source=one_line(", ".join(filter(None, wording.published_in(document)))),
        rights=one_line(rights(document).sentence),
        description=one_line(document.description),
        subjects=tuple(dict.fromkeys(filter(None, map(one_line, document.subjects)))),
        index=index,
    )


def _about_archive(corpus: Corpus, index: bool) -> About:
    archive = corpus.archive
    return About(
        identifier=name_of(corpus, "exports/archive.epub"),
        title=one_line(archive.get("title") or "") or "Archive",
        language=_language(corpus),
        modified=edition_day(corpus),
        publisher=one_line(archive.get("publisher") or ""),
        rights=one_line(archive.get("rights") or ""),
        description=one_line(archive.get("description") or ""),
        index=index,
    )


def _language(corpus: Corpus) -> str:
    return language(corpus.archive.get("language")) or UNKNOWN


def _is_day(issued: str) -> bool:
    """Whether the date is a plain year, month or day, as Dublin Core's date wants it here."""
    plain = issued.replace("-", "")
    return plain.isdigit() and issued[:1] != "-" and not edtf.problem(issued) and issued[5:7] < "13"
