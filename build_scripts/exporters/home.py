"""The first page: what this is, what it holds, and the ways in. Everything comes from the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_scripts.authorities import KINDS
from build_scripts.exporters import comparisons, listing, orders, told, wording
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.works_cited import works_cited
from build_scripts.model import Artifact, Corpus

KINDS_NAMED = 8
"""Kinds of documents that are counted on the first page, the most frequent first."""

Way = tuple[str, str, str, str]
"""Address, name, how many ("" when that says nothing), what is there."""

_READ = """\
<div><h3>Read</h3>
<p>The number beside a passage is the line of the document as it was received, and the passage's
permanent address. A note opens where its number stands.</p></div>
<div><h3>Check</h3>
<p>At the end of each text stands where it comes from, and a link to the text as received, with every
change and its reason. <a href="editing.html">How the texts were edited</a></p></div>
<div><h3>Keep</h3>
<p>The whole reading room is one folder. It works the same on a web server and from a memory stick,
and asks for nothing outside itself. <a href="cite.html">How to cite</a> · <a href="data.html">The data</a></p></div>"""


def home(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/index.md`."""
    archive = corpus.archive
    title = str(archive.get("title") or "Reading room")
    parts = [
        '<div class="title-page">',
        f'<h1 id="top"><bdi>{text(title)}</bdi></h1>',
        f'<p class="subtitle"><bdi>{text(archive["subtitle"])}</bdi></p>' if archive.get("subtitle") else "",
        '<div class="title-page__text">',
        *_lead(corpus),
        "</div>",
        _ways(corpus),
        "</div>",
        _documents(corpus),
        '<section class="uses" aria-labelledby="uses"><h2 id="uses">How to use it</h2>',
        '<div class="uses__parts">',
        _READ,
        "</div></section>",
    ]
    meta = {
        "title": title,
        "template": "home.html",
        "description": archive.get("description"),
    }
    yield Artifact("docs/index.md", page(meta, [block(parts)]))


def _lead(corpus: Corpus) -> Iterator[str]:
    """What the archive says of itself, else what it holds."""
    archive = corpus.archive
    lead = archive.get("description") or f"{holdings(corpus)}, to be read, searched and checked."
    yield f'<p class="home-lead" dir="auto">{text(lead)}</p>'
    for paragraph in paragraphs(archive.get("intro")):
        yield f'<p dir="auto">{text(paragraph)}</p>'


def holdings(corpus: Corpus) -> str:
    """`5 documents, 17,221 words, 2014 to 2025`."""
    total = sum(wording.words(document) for document in corpus.documents)
    span = _span(corpus)
    return ", ".join(
        filter(None, (quantity(len(corpus.documents), "document"), quantity(total, "word"), span))
    )


def _span(corpus: Corpus) -> str:
    """First and last year, or the one year; "" when no document is dated."""
    years = [group.heading for group in orders.by_date(corpus) if group.anchor != "not-dated"]
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}" if years else ""


def _ways(corpus: Corpus) -> str:
    """The contents of the reading room; what the archive does not have is not named."""
    lines = ['<nav class="ways" aria-labelledby="ways"><h2 id="ways">Contents</h2><ul>']
    for address, name, count, words in _every_way(corpus):
        number = f'<span class="ways__count">{text(count)}</span>' if count else ""
        lines.append(
            f'<li><a href="{address}">{name}</a>{number}<span class="ways__about">{text(words)}</span></li>'
        )
    return block([*lines, "</ul></nav>"])


def _every_way(corpus: Corpus) -> Iterator[Way]:
    known, found = corpus.knowledge, corpus.connections
    total = sum(wording.words(document) for document in corpus.documents)
    about = ", ".join(filter(None, (_span(corpus), quantity(total, "word"))))
    yield "documents.html", "Documents", f"{len(corpus.documents):,}", about
    names = len(known.authorities) or len(found.automatic)
    if names:
        kinds = [
            heading.lower()
            for kind, (_, heading) in KINDS.items()
            if any(a.kind == kind for a in known.authorities)
        ]
        words = ", ".join(kinds[:3]) + (" …" if len(kinds) > 3 else "")
        yield "names.html", "Names", f"{names:,}", words or "found by rule, with the sentences that hold them"
    yield from _by_subject(corpus)
    events = told.events(corpus)
    if events:
        yield "timeline.html", "Timeline", f"{len(events):,}", f"dated events, {told.span(events)}"
    questions = comparisons.questions(corpus)
    if questions:
        yield "compare.html", "Compare", f"{len(questions):,}", "questions, with the answer of each text"
    cited = works_cited(corpus)
    if cited.works or cited.linked:
        yield "bibliography.html", "Works cited", f"{len(cited.works):,}", "what the texts refer to"
    yield "search.html", "Search", "", "every text, note and name, also offline"


def _by_subject(corpus: Corpus) -> Iterator[Way]:
    known, found = corpus.knowledge, corpus.connections
    if known.topics:
        paths = any(found.targets.get(step.quote) for topic in known.topics for step in topic.steps)
        words = "with guided paths through the texts" if paths else "with the passages that speak of them"
        yield "topics.html", "Topics", f"{len(known.topics):,}", words
        return
    subjects = {subject for document in corpus.documents for subject in document.subjects}
    if subjects:
        yield "topics.html", "Topics", f"{len(subjects):,}", "subjects given in the records"


def _documents(corpus: Corpus) -> str:
    """All of them when they are few; else the years or authors under which they are listed."""
    lines = ['<section class="home-documents" aria-labelledby="documents">']
    lines.append(
        f'<h2 id="documents">{"The document" if len(corpus.documents) == 1 else "The documents"}</h2>'
    )
    if len(corpus.documents) <= listing.FEW:
        lines.append(listing.entries(orders.dated(corpus), heading="h3"))
    else:
        lines += _many(corpus)
    return block([*lines, "</section>"])


def _many(corpus: Corpus) -> Iterator[str]:
    """How many of each kind, the orders, and the years under which they are listed."""
    kinds = Counter(wording.kind(document) for document in corpus.documents)
    kinds.pop("", None)
    ranked = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))[:KINDS_NAMED]
    if ranked:
        said = "&nbsp;· ".join(f"{text(kind)}&nbsp;<small>{count:,}</small>" for kind, count in ranked)
        yield f'<p class="counted">{said}</p>'
    named = " ".join(f'<a href="{address}">{name}</a>' for address, name in listing.names(corpus))
    yield f'<p class="orders"><span>In the order of</span> {named}</p>'
    marks = listing.years(corpus)
    if len(marks) > 1:
        yield '<ul class="by-year" aria-label="Documents by year">'
        for address, words, count in marks:
            yield f'<li><a href="{text(address)}">{text(words)}</a> <small>{count:,}</small></li>'
        yield "</ul>"


def paragraphs(value: object) -> list[str]:
    """A text, or a list of texts, as paragraphs (set apart by blank lines)."""
    texts = value if isinstance(value, (list, tuple)) else [value or ""]
    return [part.strip() for one in texts for part in str(one).split("\n\n") if part.strip()]
