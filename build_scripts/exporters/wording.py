"""What the lists say of a document: its date, length and place of publication, in words."""

from __future__ import annotations

from math import ceil

from build_scripts import dates
from build_scripts.model import Corpus, Document

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 on average (Brysbaert 2019), rounded down."""


def issued(document: Document) -> str:
    """Date of publication in words; `undated` when nothing states it."""
    stated = next((s for s in document.statements if s.term == "issued"), None)
    if stated is None:
        return dates.display(None)
    return dates.display(stated.value, inferred=stated.line is None and stated.certainty != "high")


def words(document: Document) -> int:
    """Words of the reading text, without the notes."""
    return sum(len(block.text.split()) for block in document.blocks)


def minutes(document: Document) -> int:
    """Minutes that reading takes, at least one."""
    return max(1, ceil(words(document) / WORDS_A_MINUTE))


def published_in(document: Document) -> tuple[str, str]:
    """(journal, series or site; volume and number): `("…", "vol. 8, no. 4")`. Either may be empty."""
    container = document.value("is_part_of") or document.value("publisher") or ""
    parts = [f"{sign} {document.value(term)}" for term, sign in
             (("volume", "vol."), ("issue", "no."), ("number", "no.")) if document.value(term)]  # fmt: skip
    return container, ", ".join(parts)


def kind(document: Document) -> str:
    """The document's type with a capital letter; "" when it is not known."""
    value = document.value("type") or ""
    return value[:1].upper() + value[1:]


def in_order(corpus: Corpus) -> tuple[Document, ...]:
    """By date of publication, the undated last; then by title."""
    return tuple(sorted(corpus.documents, key=_place))


def _place(document: Document) -> tuple[str, str, str]:
    date = document.value("issued") or "~"
    return date.replace("X", "0"), document.title.casefold(), document.id
