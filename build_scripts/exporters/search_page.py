"""`search.html`: the page of the search. Its field is the template's; the text of the page are the lists
that lead to every document, for readers without scripts and for those who have not found anything."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.authorities import KINDS
from build_scripts.exporters import comparisons, told, wording
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.works_cited import works_cited
from build_scripts.model import Artifact, Corpus

FEW = 30
"""Up to so many documents the page names them all; the list of documents has the others."""


def search_page(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/search.md`."""
    meta = {
        "title": "Search",
        "template": "search.html",
        "description": "Search all texts, notes and editorial notes; and lists that lead to every text.",
    }
    lists = [
        '<section class="ways-in" aria-label="Lists">',
        *_documents(corpus),
        *_names(corpus),
        *_further(corpus),
        "</section>",
    ]
    yield Artifact("docs/search.md", page(meta, ['<h1 id="top">Search</h1>', block(lists)]))


def _documents(corpus: Corpus) -> Iterator[str]:
    """The documents themselves when they are few, and the way to the list of all."""
    yield '<h2 id="ways-documents">Documents</h2><ul>'
    if len(corpus.documents) <= FEW:
        for document in wording.in_order(corpus):
            address = text(f"documents/{document.id}.html")
            said = " · ".join(
                filter(None, (text("; ".join(document.values("creator"))), text(wording.issued(document))))
            )
            yield f'<li><a href="{address}"><bdi>{text(document.title)}</bdi></a> <small>{said}</small></li>'
    count = quantity(len(corpus.documents), "document")
    yield f'<li><a href="documents.html">All documents by date</a> <small>{count}</small></li></ul>'


def _names(corpus: Corpus) -> Iterator[str]:
    """The indexes of names, each from A to Z."""
    if not (corpus.knowledge.authorities or corpus.connections.automatic):
        return
    yield '<h2 id="ways-names">Names from A to Z</h2><ul>'
    yield '<li><a href="names.html">All names</a></li>'
    for kind, (folder, heading) in KINDS.items():
        count = sum(1 for authority in corpus.knowledge.authorities if authority.kind == kind)
        if count:
            yield f'<li><a href="{folder}.html">{heading}</a> <small>{count:,}</small></li>'
    yield "</ul>"


def _further(corpus: Corpus) -> Iterator[str]:
    """Lists that this archive has; the others are not named."""
    yield '<h2 id="ways-further">Subjects and times</h2><ul>'
    yield '<li><a href="topics.html">Topics</a></li>'
    if told.events(corpus):
        yield '<li><a href="timeline.html">Timeline</a></li>'
    if comparisons.questions(corpus):
        yield '<li><a href="compare.html">Compare: what each text says on the same question</a></li>'
    cited = works_cited(corpus)
    if cited.works or cited.linked:
        yield '<li><a href="bibliography.html">Works cited</a></li>'
    yield '<li><a href="editing.html">How the texts were edited</a></li></ul>'
