"""Note numbers as readers see them."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.checks.site import Page, Site
from build_scripts.checks.texts import Spot
from build_scripts.model import Document


def note_numbers(page: Page, site: Site) -> Iterator[Spot]:
    """The number that the page shows, at the marker or at the note, is not the one that was printed; or
    a marker or note is missing on the page."""
    del site
    document = page.document
    if document is None:
        return
    printed = {note.id: note.label for note in document.notes}
    for what, shown in (("marker", page.markers), ("note", page.labels)):
        for note, number, line in shown:
            if note not in printed:
                yield line, f"{what} {number} belongs to no note of the document ({note!r})"
            elif number != printed[note]:
                yield line, f"{what} shows {number!r}, printed is {printed[note]!r} ({note!r})"
    yield from _missing(document, page)


def _missing(document: Document, page: Page) -> Iterator[Spot]:
    markers: dict[str, int] = {}
    for note, _, _ in page.markers:
        markers[note] = markers.get(note, 0) + 1
    notes = {note for note, _, _ in page.labels}
    for each in document.notes:
        if each.id not in notes:
            yield None, f"note {each.label} ({each.id!r}) is missing on the page"
        shown, wanted = markers.get(each.id, 0), len(each.references)
        if shown != wanted:
            yield (
                None,
                f"note {each.label} ({each.id!r}) has {shown} markers on the page, {wanted} in the text",
            )
