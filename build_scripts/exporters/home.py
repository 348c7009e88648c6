"""The first page: what this is, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters import comparisons, told, wording
from build_scripts.exporters.listing import entries
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.works_cited import works_cited
from build_scripts.model import Artifact, Corpus

FEW = 30
"""Up to so many documents the first page lists them all."""

_READ = """\
<div><h2>Read</h2>
<p>The number beside a passage is the line of the document as it was received, and the passage's
permanent address. A note opens where its number stands.</p>
<p>At the end of each text stands where it comes from, and a link to the text as received, with every
change and its reason.</p></div>"""
_SEARCH_AND_KEEP = """\
<div><h2>Search</h2>
<p>The field at the top searches all texts and opens the paragraph that answers. It also works
without a network. The <a href="search.html">page of the search</a> has all results, with filters.</p>
<p>The <a href="documents.html">list of documents</a> has all of them by date.</p></div>
<div><h2>Keep and cite</h2>
<p>The whole reading room is one folder. It works the same on a web server and from a memory stick,
and asks for nothing outside itself.</p>
<p><a href="cite.html">How to cite</a> · <a href="data.html">The data</a> ·
<a href="editing.html">How the texts were edited</a></p></div>"""


def home(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/index.md`."""
    archive = corpus.archive
    title = str(archive.get("title") or "Reading room")
    head = [f'<h1 id="top">{text(title)}</h1>']
    if archive.get("subtitle"):
        head.append(f'<p class="subtitle">{text(archive["subtitle"])}</p>')
    if archive.get("description"):
        head.append(f'<p class="home-lead">{text(archive["description"])}</p>')
    head += [f"<p>{text(paragraph)}</p>" for paragraph in paragraphs(archive.get("intro"))]
    head.append(f"<p>{_holdings(corpus)}</p>")
    parts = ['<div class="home-head">', *head, "</div>"]
    meta = {
        "title": title,
        "template": "home.html",
        "description": archive.get("description"),
    }
    listed = ""
    if len(corpus.documents) <= FEW:
        listed = entries(wording.in_order(corpus), heading="h2")
    yield Artifact("docs/index.md", page(meta, [block(parts), listed, _ways(corpus)]))


def _ways(corpus: Corpus) -> str:
    """How the reading room is used. Pages that the archive does not have are not named."""
    items = [f'<li><a href="{address}">{name}</a>: {words}.</li>' for address, name, words in _follow(corpus)]
    return block(
        [
            '<section class="ways" aria-label="How to use this reading room">',
            _READ,
            "<div><h2>Follow</h2><ul>",
            *items,
            "</ul></div>",
            _SEARCH_AND_KEEP,
            "</section>",
        ]
    )


def _follow(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """(address, name, what it is) of the pages that lead from one text to another."""
    known, found = corpus.knowledge, corpus.connections
    if known.authorities or found.automatic:
        yield "names.html", "Names", "every sentence that names a person, a place, an organization"
    if any(found.targets.get(step.quote) for topic in known.topics for step in topic.steps):
        yield "topics.html", "Topics and guided paths", "one question through passages of several texts"
    else:
        yield "topics.html", "Topics", "texts on one subject"
    if told.events(corpus):
        yield "timeline.html", "Timeline", "dated events in the words of the texts"
    if comparisons.questions(corpus):
        yield "compare.html", "Compare", "what each text says on the same question, side by side"
    cited = works_cited(corpus)
    if cited.works or cited.linked:
        yield "bibliography.html", "Works cited", "what the texts refer to, each work once"


def paragraphs(value: object) -> list[str]:
    """A text, or a list of texts, as paragraphs (set apart by blank lines)."""
    texts = value if isinstance(value, (list, tuple)) else [value or ""]
    return [part.strip() for one in texts for part in str(one).split("\n\n") if part.strip()]


def _holdings(corpus: Corpus) -> str:
    total = sum(wording.words(document) for document in corpus.documents)
    years = sorted({(document.value("issued") or "")[:4] for document in corpus.documents} - {""})
    span = f", {text(years[0])} to {text(years[-1])}" if len(years) > 1 else ""
    return (
        f'<a href="documents.html">{quantity(len(corpus.documents), "document")}</a>, '
        f"{quantity(total, 'word')}{span}."
    )
