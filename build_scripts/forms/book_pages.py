"""The pages of a book beside its texts: cover, what is known of a text, passages elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from build_scripts.connections import Target
from build_scripts.exporters.addresses import unit_name
from build_scripts.exporters.page import quantity
from build_scripts.exporters.web_address import base
from build_scripts.forms.metadata import edition_of, rows
from build_scripts.forms.xml_text import attributes, one_line, text
from build_scripts.model import Corpus, Document

PASSAGES = 3
"""Passages of other documents that are named for one."""


def cover(title: str, names: Sequence[str], under: str, corpus: Corpus) -> Iterator[str]:
    """Title, names and date on a page of their own, in words."""
    archive = corpus.archive
    yield '<section class="cover" epub:type="cover" aria-label="Cover">'
    yield f"<h1>{text(title)}</h1>"
    yield from (f'<p class="author">{text(one_line(name))}</p>' for name in names if name.strip())
    yield f"<p>{text(under)}</p>" if under else ""
    yield '<div class="about">'
    whole = one_line(archive.get("title") or "")
    yield f"<p>{text(whole)}</p>" if whole and whole != title else ""
    edition = edition_of(archive)
    yield f"<p>{text(edition[:1].upper() + edition[1:])}</p>" if edition else ""
    yield "</div>"
    yield "</section>"


def about_archive(corpus: Corpus) -> Iterator[str]:
    """What the archive says of itself."""
    archive = corpus.archive
    yield "<section><h1>About this archive</h1>"
    intro = archive.get("intro") or []
    for words in [archive.get("description"), *(intro if isinstance(intro, list) else [intro])]:
        yield f"<p>{text(one_line(words))}</p>" if words else ""
    yield '<dl class="record">'
    told = [
        ("Documents", quantity(len(corpus.documents), "document")),
        ("Edition", edition_of(archive)),
        ("Publisher", archive.get("publisher")),
        ("Address", base(archive)),
        ("Contact", archive.get("contact")),
        ("Rights", archive.get("rights")),
    ]
    for name, words in told:
        yield f"<dt>{name}</dt><dd>{text(one_line(words))}</dd>" if words else ""
    yield "</dl>"
    yield f"<p>{_EDITED}</p></section>"


_EDITED = (
    "Nothing in a text was corrected, modernised or translated. Rules turned each received file into a text "
    "that can be read; every change is recorded. The small number before a paragraph is the line of the "
    "received file where it begins. Notes marked by a letter are the editor’s."
)


def record(document: Document, archive: Mapping[str, Any], level: int) -> Iterator[str]:
    """What is known of one text."""
    yield f'<section class="about-text"><h{level}>About this text</h{level}>'
    yield f"<p>{text(document.description)}</p>" if document.description else ""
    yield '<dl class="record">'
    for name, words in rows(document, archive):
        yield f"<dt>{name}</dt><dd>{text(words)}</dd>"
    yield "</dl>"
    yield f"<p>{_EDITED}</p>" if level == 1 else ""
    yield "</section>"


def related_by_document(corpus: Corpus) -> dict[str, list[tuple[Target, Target]]]:
    """Document → (passage in it, passage of another document on the same matters)."""
    found: dict[str, list[tuple[Target, Target]]] = {}
    for pair in corpus.connections.related:
        found.setdefault(pair.first.document, []).append((pair.first, pair.second))
        found.setdefault(pair.second.document, []).append((pair.second, pair.first))
    return found


def elsewhere(
    pairs: Sequence[tuple[Target, Target]],
    here: Callable[[str], str],
    link: Callable[[Target], str],
    level: int = 2,
) -> Iterator[str]:
    """The passages of other documents on the same matters, passage by passage."""
    units: dict[str, dict[tuple[str, str], Target]] = {}
    for own, other in pairs:
        units.setdefault(own.unit, {}).setdefault((other.document, other.unit), other)
    if not units:
        return
    yield f'<section class="elsewhere"><h{level}>On the same matters in other documents</h{level}>'
    yield "<ul>"
    for unit, others in units.items():
        shown = "; ".join(link(other) for other in list(others.values())[:PASSAGES])
        more = " …" if len(others) > PASSAGES else ""
        href = attributes(href=here(unit))
        yield f"<li><a{href}>{text(unit_name(unit))}</a>: {shown}{more}</li>"
    yield "</ul></section>"
