"""What comes before and after a document in the list of all, for the links below its text."""

from __future__ import annotations

from itertools import pairwise

from build_scripts.exporters import orders
from build_scripts.exporters.escaping import one_line
from build_scripts.model import Corpus, Document
from build_scripts.once import once

Neighbour = dict[str, str]
"""`id` and `title`."""


def neighbours(document: Document, corpus: Corpus) -> dict[str, Neighbour]:
    """`previous` and `next` by date of publication, as the list of documents has them; without what is not
    there."""
    return _neighbours(corpus).get(document.id, {})


@once
def _neighbours(corpus: Corpus) -> dict[str, dict[str, Neighbour]]:
    """Of all documents at once."""
    ordered = orders.dated(corpus)
    found: dict[str, dict[str, Neighbour]] = {document.id: {} for document in ordered}
    for first, second in pairwise(ordered):
        found[second.id]["previous"] = _short(first)
        found[first.id]["next"] = _short(second)
    return found


def _short(document: Document) -> Neighbour:
    return {"id": document.id, "title": one_line(document.title)}
