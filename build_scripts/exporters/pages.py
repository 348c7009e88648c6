"""The pages around the documents, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import editing, home, listing, markdown, sources
from build_scripts.model import Artifact, Corpus


def markdown_copies(corpus: Corpus) -> Iterator[Artifact]:
    """The Markdown of every document for download. As `.txt`: the renderer would make a page of it,
    and browsers show plain text."""
    for document in corpus.documents:
        yield Artifact(f"docs/data/markdown/{document.id}.txt", markdown.page(document, corpus))


PAGES = (home.home, listing.documents, home.topics, editing.editing, sources.sources, markdown_copies)


def pages(corpus: Corpus) -> Iterator[Artifact]:
    """Home, list of documents, topics, editorial policy, every seed as received, every text as Markdown."""
    for exporter in PAGES:
        yield from exporter(corpus)
