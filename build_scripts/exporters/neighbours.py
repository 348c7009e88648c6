"""What comes before and after a document in the list of all, for the links below its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from build_scripts.exporters import orders
from build_scripts.exporters.escaping import clean
from build_scripts.model import Corpus, Document

Neighbour = dict[str, str]
"""`id` and `title`."""


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A corpus as a key: the same one, not an equal one."""

    corpus: Corpus

    def __hash__(self) -> int:
        return id(self.corpus)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.corpus is self.corpus


def neighbours(document: Document, corpus: Corpus) -> dict[str, Neighbour]:
    """`previous` and `next` by date of publication, as the list of documents has them; without what is not
    there."""
    return _neighbours(_Same(corpus)).get(document.id, {})


@lru_cache(maxsize=1)
def _neighbours(same: _Same) -> dict[str, dict[str, Neighbour]]:
    """Made once for a corpus, not once for each of its documents."""
    ordered = orders.dated(same.corpus)
    found: dict[str, dict[str, Neighbour]] = {document.id: {} for document in ordered}
    for first, second in pairwise(ordered):
        found[second.id]["previous"] = _short(first)
        found[first.id]["next"] = _short(second)
    return found


def _short(document: Document) -> Neighbour:
    return {"id": document.id, "title": " ".join(clean(document.title).split())}
