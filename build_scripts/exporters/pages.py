"""The pages around the documents, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import editing, home, listing, sources
from build_scripts.model import Artifact, Corpus

PAGES = (home.home, listing.documents, home.topics, editing.editing, sources.sources)


def pages(corpus: Corpus) -> Iterator[Artifact]:
    """Home, list of documents, topics, editorial policy, and every seed as received."""
    for exporter in PAGES:
        yield from exporter(corpus)
