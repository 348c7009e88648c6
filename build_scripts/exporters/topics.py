"""The vocabulary (`topics.html`) and a page for each topic: its guided path, then every passage that carries
it, in pages of 150. Without a vocabulary: the subjects of the records, as the renderer lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from build_scripts.exporters import paging, topic_paths
from build_scripts.exporters.addresses import of_unit, short_name, unit_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.tagging import TOPICS, other_id, tagging
from build_scripts.exporters.topic_index import Passage, TopicIndex, index
from build_scripts.knowledge import Topic
from build_scripts.model import Artifact, Corpus, Document

PAGE = 150
"""Passages on one page."""
DEEPEST = 12
"""Levels of the tree; what lies deeper stands at its top."""
_DESCRIPTION = (
    "The subjects of this archive, with the passages that speak of them and guided paths through them."
)


def topics(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/topics.md`, and `docs/topics/<id>.md` with its further pages."""
    if not corpus.knowledge.topics:
        yield _subjects(corpus)
        return
    made = index(corpus)
    parts = ["# Topics", _summary(made), _paths(made), _tree(made), _others(corpus)]
    meta = {
        "title": "Topics",
        "template": "listing.html",
        "description": _DESCRIPTION,
    }
    yield Artifact(f"docs/{TOPICS}.md", page(meta, parts))
    for topic in corpus.knowledge.topics:
        yield from _pages(topic, made)


def _subjects(corpus: Corpus) -> Artifact:
    """The page of an archive without a vocabulary."""
    subjects = {subject for document in corpus.documents for subject in document.subjects}
    lead = (
        f"The {quantity(len(subjects), 'subject')} given in the records, each with its documents."
        if subjects
        else "No record names a subject yet."
    )
    parts = ["# Topics", lead, "<!-- documents-by-topic -->" if subjects else ""]
    meta = {
        "title": "Topics",
        "template": "listing.html",
        "description": "The documents by subject.",
    }
    return Artifact(f"docs/{TOPICS}.md", page(meta, parts))


def page_name(topic: str, number: int) -> str:
    """`energy`, `energy_2` …: no topic can be called so, because an id has no such sign."""
    return topic if number == 1 else f"{topic}_{number}"


def _summary(made: TopicIndex) -> str:
    marked = {(p.document.id, p.unit.id) for some in made.passages.values() for p in some}
    return block(
        [
            f"<p>{quantity(len(made.topics), 'topic')}; {quantity(len(marked), 'passage')} that "
            f"{'carries' if len(marked) == 1 else 'carry'} at least one. A passage carries a topic when enough "
            "different names and words of the topic stand in it, or when the editor says so.</p>"
        ]
    )


def _paths(made: TopicIndex) -> str:
    """The list of the guided paths."""
    items = []
    for topic in made.topics.values():
        steps = made.steps[topic.id]
        if steps:
            documents = len({step.target.document for step in steps})
            items.append(
                f'<li><a href="{TOPICS}/{text(topic.id)}.html#path">{text(topic.question or topic.label)}</a> '
                f'<span class="count">{quantity(len(steps), "step")}, {quantity(documents, "document")}</span></li>'
            )
    if not items:
        return ""
    return block(
        [
            '<section class="paths"><h2 id="paths">Guided paths</h2>',
            "<p>Each path follows one question through passages of the documents, in an order that makes sense, "
            "with a line from the editor at every step.</p>",
            '<ol class="paths">',
            *items,
            "</ol></section>",
        ]
    )


def _tree(made: TopicIndex) -> str:
    """The vocabulary, narrower topics below the wider ones; what no tree holds (a circle) stands at its top."""
    lines = ['<section><h2 id="all-topics">All topics</h2>', '<ul class="topic-tree">']
    shown: set[str] = set()
    tops = [t for t in made.topics.values() if not any(wider in made.topics for wider in t.broader)]
    for topic in (*tops, *made.topics.values()):
        if topic.id not in shown:
            lines += _branch(topic, made, shown)
    return block([*lines, "</ul></section>"])


def _branch(topic: Topic, made: TopicIndex, shown: set[str], depth: int = 1) -> Iterator[str]:
    """One topic with those below it. The narrower ones of a topic that was shown are not shown again."""
    some = made.passages[topic.id]
    documents = len({passage.document.id for passage in some})
    yield f'<li><a href="{TOPICS}/{text(topic.id)}.html">{text(topic.label)}</a>'
    yield (
        f'<span class="count">{quantity(len(some), "passage")}'
        + (f", {quantity(documents, 'document')}" if some else "")
        + "</span>"
    )
    if topic.scope:
        yield f'<span class="scope">{text(topic.scope)}</span>'
    open_here = topic.id not in shown and depth < DEEPEST
    shown.add(topic.id)
    narrower = [made.topics[id] for id in made.narrower[topic.id]] if open_here else []
    if narrower:
        yield "<ul>"
        for other in narrower:
            if other.id not in shown or not made.narrower[other.id]:
                yield from _branch(other, made, shown, depth + 1)
        yield "</ul>"
    yield "</li>"


def _others(corpus: Corpus) -> str:
    """Subjects of records that are in no topic, with their documents."""
    others = tagging(corpus).others
    if not others:
        return ""
    lines = ['<section><h2 id="other-subjects">Other subjects of the records</h2>']
    for number, (subject, documents) in enumerate(others.items()):
        lines.append(f'<h3 id="{other_id(number)}">{text(subject)}</h3><ul class="topic-list">')
        lines += [
            f'<li><a href="{text(f"documents/{d.id}.html")}"><bdi>{text(d.title)}</bdi></a></li>'
            for d in documents
        ]
        lines.append("</ul>")
    return block([*lines, "</section>"])


def _pages(topic: Topic, made: TopicIndex) -> Iterator[Artifact]:
    """The page of one topic and its further ones."""
    some = made.passages[topic.id]
    cut = [some[i : i + PAGE] for i in range(0, len(some), PAGE)] or [()]
    for number, passages in enumerate(cut, 1):
        title = topic.label if number == 1 else f"{topic.label}, page {number}"
        parts = [block([_head(topic, title, made)])]
        if number == 1:
            parts.append(topic_paths.path(topic, made))
        parts.append(_passages(passages, some, number, len(cut), topic))
        meta = {
            "title": title,
            "template": "listing.html",
            "description": topic.scope,
        }
        yield Artifact(f"docs/{TOPICS}/{page_name(topic.id, number)}.md", page(meta, parts))


def _head(topic: Topic, title: str, made: TopicIndex) -> str:
    """The way up, the name, the scope, the neighbours."""
    lines = [f'<p class="kicker"><a href="../{TOPICS}.html">Topics</a></p>']
    lines.append(f"<h1>{text(title)}</h1>")
    if topic.scope:
        lines.append(f'<p class="scope">{text(topic.scope)}</p>')
    rows = []
    for name, ids in (
        ("Wider", [id for id in topic.broader if id in made.topics]),
        ("Narrower", made.narrower[topic.id]),
        ("Related", made.related[topic.id]),
    ):
        if ids:
            links = ", ".join(
                f'<a href="{text(id)}.html">{text(made.topics[id].label)}</a>' for id in dict.fromkeys(ids)
            )
            rows.append(f"<div><dt>{name}</dt><dd>{links}</dd></div>")
    return block([*lines, *(['<dl class="neighbours">', *rows, "</dl>"] if rows else [])])


def _passages(
    some: tuple[Passage, ...], every: tuple[Passage, ...], number: int, count: int, topic: Topic
) -> str:
    """The passages of one page, by document and section."""
    if not every:
        return block(['<p class="none">No passage carries this topic yet.</p>'])
    files = [f"{page_name(topic.id, i)}.html#passages" for i in range(1, count + 1)]
    lines = [
        '<section class="passages" id="passages"><h2>All passages</h2>',
        f"<p>{_counts(every)}</p>" if number == 1 else "",
        paging.links(files, number),
    ]
    for _, held in groupby(some, key=lambda passage: passage.document.id):
        lines += _document(list(held))
    return block([*lines, paging.links(files, number, again=True), "</section>"])


def _counts(every: tuple[Passage, ...]) -> str:
    rules = Counter(passage.mark.rule for passage in every)
    documents = len({passage.document.id for passage in every})
    words = f"{quantity(len(every), 'passage')} in {quantity(documents, 'document')}, oldest document first."
    if decided := rules["decision"]:
        words += f" {decided:,} by the editor’s decision, the others by the names and words that stand beside them."
    return words


def _document(held: list[Passage]) -> Iterator[str]:
    document = held[0].document
    yield (
        f'<h3><a href="{text(f"../documents/{document.id}.html")}">{text(short_name(document))}</a> '
        f'<span class="about"><bdi>{text(document.title)}</bdi></span></h3>'
    )
    for section, rows in groupby(held, key=lambda passage: passage.section):
        if section:
            yield f'<p class="section">{text(section)}</p>'
        yield '<ul class="excerpts">'
        for passage in rows:
            yield _excerpt(passage, document)
        yield "</ul>"


def _excerpt(passage: Passage, document: Document) -> str:
    why = ", ".join(passage.mark.evidence)
    if passage.mark.rule == "decision":
        why = "editor’s decision" + (f"; {why}" if why else "")
    elif passage.mark.rule == "section":
        why += " (the last from the heading)"
    return (
        f'<li><a class="from" href="{text(of_unit(document.id, passage.unit.id, 1))}">'
        f"{text(unit_name(passage.unit.id))}</a> "
        f"<q{_language(document)}>{text(passage.excerpt)}</q> "
        f'<span class="why">{text(why)}</span></li>'
    )


def _language(document: Document) -> str:
    """` lang="de" dir="auto"`, when the document's language is known."""
    language = document.value("language")
    return (f' lang="{text(language)}"' if language else "") + ' dir="auto"'
