"""The lists of all documents (`documents.html`, `documents-by-author.html`, `documents-by-title.html`, in pages
of 200), what their filter reads, and one entry of such a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_scripts.exporters import documents_data, orders, paging, wording
from build_scripts.exporters.orders import Group
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.model import Artifact, Corpus, Document

PAGE = 200
"""Entries on one page: some 150 kB, which a telephone still shows at once."""
FEW = 12
"""Up to so many documents the list needs neither headings nor a filter."""
MARKS = 60
"""Up to so many years or letters lead into a list; more are put together by decades."""


@dataclass(frozen=True, slots=True)
class _Order:
    """One of the orders, laid out in pages."""

    base: str
    """Path of its first page, without suffix."""
    name: str
    groups: list[Group]
    pages: list[list[tuple[Group, Document]]]


def documents(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/documents.md`, `documents-2.md` … in every order that tells more than the first."""
    made = [_order(*one) for one in _orders(corpus)]
    for order in made:
        for number in range(1, len(order.pages) + 1):
            yield _page(order, number, made, corpus)
    if len(corpus.documents) > FEW:
        yield from documents_data.rows(corpus)


def names(corpus: Corpus) -> list[tuple[str, str]]:
    """(address, name) of the orders that this archive has."""
    return [(f"{base}.html", name) for base, name, _ in _orders(corpus)]


def _orders(corpus: Corpus) -> Iterator[tuple[str, str, list[Group]]]:
    yield "documents", "date", orders.by_date(corpus)
    if len(corpus.documents) > 1:
        if any(document.values("creator") for document in corpus.documents):
            yield "documents-by-author", "author", orders.by_author(corpus)
        yield "documents-by-title", "title", orders.by_title(corpus)


def _order(base: str, name: str, groups: list[Group]) -> _Order:
    rows = [(group, document) for group in groups for document in group.documents]
    return _Order(base, name, groups, paging.cut(rows, PAGE) or [[]])


def _page(order: _Order, number: int, made: Sequence[_Order], corpus: Corpus) -> Artifact:
    title = "Documents" if order.base == "documents" else f"Documents by {order.name}"
    many = len(corpus.documents) > FEW
    count = len(order.pages)
    parts = [
        f'<h1 id="top">{title if number == 1 else f"{title}, page {number}"}</h1>',
        _summary(corpus, order) if number == 1 else "",
        _choices(order, made),
        documents_data.filter_form(corpus, order.name) if many else "",
        '<div id="documents-list">',
        _marks(order) if many else "",
        paging.pager(order.base, number, count),
        _list(order, number, many),
        paging.pager(order.base, number, count, again=True),
        _skipped(corpus) if number == count and order.base == "documents" else "",
        "</div>",
    ]
    meta = {
        "title": title if number == 1 else f"{title}, page {number}",
        "template": "listing.html",
        "description": "All documents, with author, date, kind, length and place of publication.",
        "script": documents_data.SCRIPT if many else None,
    }
    return Artifact(f"docs/{paging.name(order.base, number)}.md", page(meta, [block(parts)]))


def _summary(corpus: Corpus, order: _Order) -> str:
    total = sum(wording.words(document) for document in corpus.documents)
    count = quantity(len(corpus.documents), "document")
    said = {
        "date": "in the order of their dates",
        "author": "under the last names of their authors",
        "title": "by the first letters of their titles",
    }
    how = f", {said[order.name]}" if len(corpus.documents) > 1 else ""
    return f'<p class="counted">{count}, {quantity(total, "word")}{how}.</p>'


def _choices(order: _Order, made: Sequence[_Order]) -> str:
    """The orders, as links."""
    if len(made) < 2:
        return ""
    items = [
        f'<span aria-current="page">{one.name}</span>'
        if one is order
        else f'<a href="{one.base}.html">{one.name}</a>'
        for one in made
    ]
    return f'<nav class="orders" aria-label="Order"><span>Order by</span> {" ".join(items)}</nav>'


def years(corpus: Corpus) -> list[tuple[str, str, int]]:
    """(address, year or decade, documents) of everything the list by date leads to."""
    return _ways_in(_order("documents", "date", orders.by_date(corpus)))


def _marks(order: _Order) -> str:
    """Links to the years or letters of an order."""
    marks = _ways_in(order)
    if len(marks) < 2:
        return ""
    links = "".join(f' <a href="{text(address)}">{text(mark)}</a>' for address, mark, _ in marks)
    what = "Year" if order.name == "date" else "Letter"
    return f'<nav class="letters" aria-label="{what}s"><span>{what}</span>{links}</nav>'


def _ways_in(order: _Order) -> list[tuple[str, str, int]]:
    """(address, year or letter, documents), on whichever page it begins; decades when the years are many."""
    seen: dict[str, tuple[str, str, int]] = {}
    for number, rows in enumerate(order.pages, 1):
        for group, _ in rows:
            address = f"{paging.name(order.base, number)}.html#{group.anchor}"
            address, mark, count = seen.get(group.mark, (address, group.mark, 0))
            seen[group.mark] = address, mark, count + 1
    marks = list(seen.values())
    if len(marks) <= MARKS:
        return marks
    decades = []
    for words, some in groupby(marks, key=lambda mark: _decade(mark[1])):
        held = list(some)
        decades.append((held[0][0], words, sum(count for _, _, count in held)))
    return decades


def _decade(words: str) -> str:
    return f"{words[:3]}0s" if words[:4].isdigit() else words


def _list(order: _Order, number: int, many: bool) -> str:
    """The entries of one page. Few documents by date or title stand in one list without headings."""
    rows = order.pages[number - 1]
    if not rows:
        return entries(())
    if order.name == "date" and not many:
        return entries(tuple(document for _, document in rows), start=1)
    if order.name == "title" and not many:
        return _short_list([document for _, document in rows], author=True)
    start = (number - 1) * PAGE + 1
    lines: list[str] = []
    anchored = {group.anchor for past in order.pages[: number - 1] for group, _ in past}
    for group, some in groupby(rows, key=lambda row: row[0]):
        held = [document for _, document in some]
        again = " (continued)" if held[0] is not group.documents[0] else ""
        anchor = "" if group.anchor in anchored else f' id="{text(group.anchor)}"'
        anchored.add(group.anchor)
        lines.append(f"<h2{anchor}><bdi>{text(group.heading)}</bdi>{again}</h2>")
        if order.name == "date":
            lines.append(entries(tuple(held), heading="h3", start=start))
        else:
            lines.append(_short_list(held, author=order.name == "title"))
        start += len(held)
    return block(['<div class="grouped">', *lines, "</div>"])


def entries(some: tuple[Document, ...], heading: str = "h2", start: int = 1) -> str:
    """The entries as one ordered list (raw HTML). `heading` is the element of a title."""
    if not some:
        return '<p>There are no documents yet. <a href="adding-documents.html">How to add one</a></p>'
    lines = [f'<ol class="holdings" start="{start}">']
    for document in some:
        lines += _entry(document, heading)
    return block([*lines, "</ol>"])


def _entry(document: Document, heading: str) -> Iterator[str]:
    yield "<li>"
    yield f"<{heading}>{_title(document)}</{heading}>"
    if line := _by(document):
        yield f'<p class="by">{line}</p>'
    if document.description:
        yield f'<p class="about" dir="auto">{text(document.description)}</p>'
    yield f'<p class="facts">{_facts(document)}</p>'
    yield "</li>"


def _short_list(some: list[Document], author: bool) -> str:
    """Title, author (when asked for), place and date; no description."""
    lines = [
        f'<li>{_title(document)} <span class="by">{_by(document, author)}</span></li>' for document in some
    ]
    return block(['<ul class="shelf">', *lines, "</ul>"])


def _title(document: Document) -> str:
    address = text(f"documents/{document.id}.html")
    return f'<a href="{address}"><bdi>{text(document.title)}</bdi></a>'


def _by(document: Document, author: bool = True) -> str:
    """Author · where published · date."""
    creators = document.values("creator") if author else ()
    parts = [f"<bdi>{text('; '.join(creators))}</bdi>"] if creators else []
    container, volume = wording.published_in(document)
    if container:
        parts.append(f"<cite><bdi>{text(container)}</bdi></cite>" + (f", {text(volume)}" if volume else ""))
    parts.append(text(wording.issued(document)))
    return "&nbsp;· ".join(parts)


def _facts(document: Document) -> str:
    """Kind · length · time to read · notes · as received."""
    parts = [text(wording.kind(document))] if wording.kind(document) else []
    counts = [quantity(wording.words(document), "word"), quantity(wording.minutes(document), "minute")]
    if document.notes:
        counts.append(quantity(len(document.notes), "note"))
    parts += [count.replace(" ", "&nbsp;") for count in counts]
    parts.append(f'<a href="{text(f"sources/{document.id}.html")}">as received</a>')
    return "&nbsp;· ".join(parts)


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
