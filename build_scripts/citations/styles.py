"""Every citation of one item, for pages and for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.citations import apa, chicago, mla
from build_scripts.citations.item import Item

LOCATOR = "\ue002"
"""Stands where the locator goes, in the patterns for passages."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One form: `text` has the private signs of rich.py."""

    style: str
    form: str
    text: str


STYLES = (("chicago", "Chicago"), ("mla", "MLA"), ("apa", "APA"))


def citations(item: Item) -> tuple[Citation, ...]:
    """In the order of the page."""
    return (
        Citation("chicago", "note", chicago.note(item)),
        Citation("chicago", "short note", chicago.short_note(item)),
        Citation("chicago", "bibliography", chicago.bibliography(item)),
        Citation("mla", "works cited", mla.entry(item)),
        Citation("apa", "reference", apa.entry(item)),
    )


def patterns(item: Item) -> dict[str, str]:
    """Style → what follows a quotation, with LOCATOR once: a full note for Chicago; for MLA and APA the
    words in the text and then the entry."""
    return {
        "chicago": chicago.note(item, LOCATOR),
        "mla": f"{mla.in_text(item, LOCATOR)}. {mla.entry(item)}",
        "apa": f"{apa.in_text(item, LOCATOR)}. {apa.entry(item)}",
    }
