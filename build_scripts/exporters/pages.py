"""The pages around the documents, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import (
    bibliography,
    browser_files,
    cards,
    check_page,
    citation_files,
    comparisons,
    comparisons_data,
    connected_more,
    discovery,
    downloads,
    editing,
    events_data,
    history,
    home,
    listing,
    markdown,
    names,
    notebook,
    notes_data,
    previews,
    redirects,
    related_data,
    resolved_dates,
    search_index,
    search_page,
    sources,
    timeline,
    topics,
    topics_data,
    works_data,
)
from build_scripts.model import Artifact, Corpus


def markdown_copies(corpus: Corpus) -> Iterator[Artifact]:
    """The Markdown of every document for download. As `.txt`: the renderer would make a page of it,
    and browsers show plain text."""
    for document in corpus.documents:
        yield Artifact(f"docs/data/markdown/{document.id}.txt", markdown.page(document, corpus))


PAGES = (
    home.home,
    listing.documents,
    topics.topics,
    topics_data.topics_data,
    bibliography.bibliography,
    works_data.works_data,
    timeline.timeline,
    resolved_dates.resolved_dates,
    comparisons.comparisons,
    events_data.events_data,
    comparisons_data.comparisons_data,
    related_data.related_data,
    connected_more.connected_more,
    notes_data.notes_data,
    history.history,
    names.names,
    editing.editing,
    sources.sources,
    search_index.search_index,
    search_page.search_page,
    check_page.check_page,
    notebook.notebook,
    previews.previews,
    browser_files.browser_files,
    downloads.downloads,
    discovery.discovery,
    markdown_copies,
    citation_files.citation_files,
    redirects.redirects,
    cards.cards,
)


def pages(corpus: Corpus) -> Iterator[Artifact]:
    """Home, list of documents, topics, editorial policy, every seed as received, the search, every text as
    Markdown."""
    for exporter in PAGES:
        yield from exporter(corpus)
