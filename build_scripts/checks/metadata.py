"""Metadata that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.checks.texts import Spot
from build_scripts.model import Document


def no_title(document: Document) -> Iterator[Spot]:
    """No title is stated or was found: lists show the name of the file."""
    if not document.value("title"):
        yield None, "has no title"


def no_creator(document: Document) -> Iterator[Spot]:
    """No author is stated or was found."""
    if not document.value("creator"):
        yield None, "has no author"


def no_date(document: Document) -> Iterator[Spot]:
    """No date is stated or was found: the document stands among the undated ones."""
    if not document.value("issued") and not document.value("created"):
        yield None, "has no date"


def no_language(document: Document) -> Iterator[Spot]:
    """The language is not known: screen readers and hyphenation must guess."""
    if (document.value("language") or "und") == "und":
        yield None, "has no language"
