"""The orders in which the documents are listed: by date, by author, by title, each in groups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.exporters import wording
from build_scripts.exporters.register import folded
from build_scripts.model import Corpus, Document

_YEAR = re.compile(r"-?[0-9]{2}[0-9X]{2}", re.ASCII)
_OPENING = "\"'“”‘’«»„([{¿¡*_ "
#: Scripts in which a first sign is a word: a group for each of them would be no help.
_NO_ALPHABET = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class Group:
    """Documents under one heading."""

    heading: str
    mark: str
    """What leads to it from the top of the list: the year, or the letter; several groups may share it."""
    anchor: str
    """Id of the first group of that mark; made of ASCII letters, digits and hyphens."""
    documents: tuple[Document, ...]


def by_date(corpus: Corpus) -> list[Group]:
    """A group for each year (or decade, where no more is known), the undated last."""
    found: dict[str, list[Document]] = {}
    for document in wording.in_order(corpus):
        stated = _YEAR.match(document.value("issued") or "")
        found.setdefault(stated[0] if stated else "", []).append(document)
    return [
        Group(
            dates.display(year) if year else "Not dated",
            dates.display(year) if year else "not dated",
            f"y{year}" if year else "not-dated",
            tuple(some),
        )
        for year, some in sorted(found.items(), key=lambda item: (not item[0], _number(item[0])))
    ]


def dated(corpus: Corpus) -> tuple[Document, ...]:
    """All documents as the list by date has them."""
    return tuple(document for group in by_date(corpus) for document in group.documents)


def _number(year: str) -> int:
    return int(year.replace("X", "0")) if year else 0


def by_author(corpus: Corpus) -> list[Group]:
    """A group for each author, in the order of their last names; a document of several stands under each."""
    sorting = {form.text: one.sort_label for one in corpus.knowledge.authorities for form in one.forms[:1]}
    found: dict[str, list[Document]] = {}
    for document in wording.in_order(corpus):
        for name in dict.fromkeys(document.values("creator")) or [""]:
            found.setdefault(name, []).append(document)
    ordered = sorted(found, key=lambda name: (not name, author_key(name, sorting), name))
    return [
        Group(
            sorting.get(name, name) or "No author stated",
            letter(author_key(name, sorting)) if name else "none",
            _anchor(letter(author_key(name, sorting))) if name else "no-author",
            tuple(found[name]),
        )
        for name in ordered
    ]


def author_key(name: str, sorting: dict[str, str] | None = None) -> str:
    """Of order: as the register sorts a name, as it stands when it has a comma, else the last word first."""
    name = (sorting or {}).get(name, name)
    words = name.split()
    return folded(name if "," in name or len(words) < 2 else " ".join([words[-1], *words[:-1]]))


def by_title(corpus: Corpus) -> list[Group]:
    """A group for each first letter."""
    found: dict[str, list[Document]] = {}
    for document in sorted(corpus.documents, key=lambda one: (title_key(one), one.id)):
        found.setdefault(letter(title_key(document)), []).append(document)
    return [Group(mark, mark, _anchor(mark), tuple(some)) for mark, some in sorted(found.items(), key=_place)]


def title_key(document: Document) -> str:
    """Of order: without case, diacritics and opening quotation marks."""
    return folded(document.title).lstrip(_OPENING)


def letter(words: str) -> str:
    """The mark under which folded `words` are listed: a letter, `0–9`, or `Other` for signs and for scripts
    without an alphabet."""
    first = words.lstrip(_OPENING)[:1]
    if first.isdigit():
        return "0–9"
    if not first.isalpha() or unicodedata.name(first, "").startswith(_NO_ALPHABET):
        return "Other"
    return first.upper()[:1]


def _place(item: tuple[str, list[Document]]) -> tuple[bool, str]:
    return item[0] == "Other", item[0]


def _anchor(mark: str) -> str:
    if mark.isascii() and mark.isalpha():
        return f"letter-{mark.lower()}"
    return f"letter-{ord(mark[0]):x}"


def ranks(groups: Iterable[Group]) -> dict[str, int]:
    """Id of a document → its place (from 0) in an order, the first one when it has several."""
    found: dict[str, int] = {}
    for group in groups:
        for document in group.documents:
            found.setdefault(document.id, len(found))
    return found
