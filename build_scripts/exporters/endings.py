"""After the text of a document: the editor's notes, what it could not know, and what leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_scripts import periods
from build_scripts.exporters import wording
from build_scripts.exporters.addresses import in_marks, of_target, place_name, short_name, unit_name
from build_scripts.exporters.connected import Index, event_line, link
from build_scripts.exporters.page import quantity, text
from build_scripts.model import Document

LATER = 12
"""Later events that are named at the end of a document."""
DOCUMENTS = 12
"""Other documents that are named at the end of one."""
LINES = 8
"""Passages that are named for each of them."""


def at_the_end(document: Document, made: Index) -> tuple[str, ...]:
    """The sections after the text."""
    return tuple(
        part
        for part in (
            _restricted(document),
            _editor_notes(document, made),
            _horizon(document, made),
            _leads_here(document, made),
        )
        if part
    )


PUBLISHED = {
    "excerpt": "This archive publishes only the beginning of this text.",
    "record": "This archive publishes only what is known about this document, not its text.",
}


def _restricted(document: Document) -> str:
    """That this is not the whole document, and where the reason stands."""
    if document.access not in PUBLISHED:
        return ""
    return (
        f'<section class="restricted" aria-label="What is published"><p><strong>{PUBLISHED[document.access]}</strong> '
        'Its rights are told in the <a href="#source">statement of the source</a>.</p></section>'
    )


def _editor_notes(document: Document, made: Index) -> str:
    placed = made.notes.get(document.id, [])
    if not placed:
        return ""
    items = []
    for one in placed:
        bases = []
        for basis in one.note.basis:
            target = made.corpus.connections.targets.get(basis.quote) if basis.quote else None
            if target and target != one.target:
                bases.append(
                    f'<a href="{text(of_target(target, 1))}">{text(place_name(made.corpus, target))}</a>: '
                    f"{in_marks(basis.quote.exact if basis.quote else '')}"
                )
            elif basis.source:
                bases.append(text(basis.source))
        rests = f' <span class="basis">Compare {"; ".join(bases)}.</span>' if bases else ""
        items.append(
            f'<li id="ed-{one.letter}"><a class="ed-label" href="#edref-{one.letter}" '
            f'aria-label="Back to the passage of editor’s note {one.letter}">{one.letter}</a> '
            f"{in_marks(one.note.quote.exact)} {text(one.note.text)}"
            f'{rests} <span class="by">({text(one.note.kind)}, {text(one.note.certainty)})</span></li>'
        )
    return (
        '<section class="editor-notes" aria-labelledby="editor-notes">'
        '<h2 id="editor-notes">Notes of the editor</h2>'
        "<p>Added by this edition. The text is as the source has it.</p>"
        f"<ol>{''.join(items)}</ol></section>"
    )


def _horizon(document: Document, made: Index) -> str:
    """What happened after the document was written, as far as other documents of the archive tell."""
    issued = document.value("issued")
    if not issued:
        return ""
    named = {mention.entity for mention in made.mentions.get(document.id, ())}
    later = []
    for event in made.corpus.knowledge.events:
        reports = [
            target
            for report in event.reports
            if (target := made.corpus.connections.targets.get(report.quote))
        ]
        if periods.before(issued, event.date) and reports and all(t.document != document.id for t in reports):
            later.append(
                (-len(named.intersection(event.entities)), periods.order(event.date), event, reports[0])
            )
    if not later:
        return ""
    chosen = sorted(sorted(later, key=lambda row: row[:2])[:LATER], key=lambda row: row[1])
    items = "".join(
        f"<li>{event_line(event, made)} "
        f'<span class="by">(<a href="{text(of_target(target, 1))}">{text(place_name(made.corpus, target))}</a>)'
        "</span></li>"
        for _, _, event, target in chosen
    )
    page = made.events.get(chosen[0][2].id, "").partition("#")[0]
    every = f'<a href="../{text(page)}">timeline</a>' if page else "timeline"
    more = (
        f" Of {quantity(len(later), 'such event')} these touch most of what it names; the {every} has all."
        if len(later) > LATER
        else ""
    )
    return (
        '<section class="horizon" aria-labelledby="written-before">'
        '<h2 id="written-before">Written before</h2>'
        f"<p>The date of this text is: {text(wording.issued(document))}. It could not know of the following, "
        f"which other documents here report.{more}</p>"
        f"<ul>{items}</ul></section>"
    )


def _leads_here(document: Document, made: Index) -> str:
    """Who points at this document: other documents by related passages, questions, paths, notes."""
    items = [*_documents(document, made), *_others(document, made)]
    if not items:
        return ""
    return (
        '<section class="leads-here" aria-labelledby="leads-here">'
        '<h2 id="leads-here">What leads to this document</h2>'
        f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></section>"
    )


def _documents(document: Document, made: Index) -> Iterator[str]:
    """The other documents with passages on the same matters, most of them first."""
    lines: dict[str, dict[str, str]] = {}
    for unit in document.units:
        here = made.units.get((document.id, unit.id))
        for _, target in here.related if here else ():
            lines.setdefault(target.document, {}).setdefault(unit.id, target.unit)
    ordered = sorted(lines, key=lambda id: (-len(lines[id]), id))
    for id in ordered[:DOCUMENTS]:
        other = made.documents[id]
        shown = ", ".join(
            f'<a href="#c-{text(unit)}">{text(unit_name(unit))}</a>' for unit in list(lines[id])[:LINES]
        )
        more = " …" if len(lines[id]) > LINES else ""
        yield (
            f'<a href="{text(other.id)}.html">{text(short_name(other))}</a>: '
            f"on the same matters as {shown}{more}"
        )
    if len(ordered) > DOCUMENTS:
        yield f"{quantity(len(ordered) - DOCUMENTS, 'further document')}"


def _others(document: Document, made: Index) -> Iterator[str]:
    """Questions, guided paths, works cited and notes on other documents that rest on this one."""
    targets, known = made.corpus.connections.targets, made.corpus.knowledge
    asked = [
        link(made.questions.get(c.id), c.question)
        for c in known.comparisons
        if any((t := targets.get(claim.quote)) and t.document == document.id for claim in c.claims)
    ]
    if asked:
        yield _folded(f"{quantity(len(asked), 'question')} compared", asked)
    paths = Counter(
        topic
        for topic in known.topics
        for step in topic.steps
        if (t := targets.get(step.quote)) and t.document == document.id
    )
    if paths:
        shown = (
            f'<a href="../topics/{text(topic.id)}.html">{text(topic.question or topic.label)}</a> '
            f"({quantity(count, 'step')})"
            for topic, count in paths.items()
        )
        yield _folded(f"Steps of {quantity(len(paths), 'guided path')}", shown)
    for work in known.works:
        if work.document == document.id:
            yield f"Cited: {link(made.works.get(work.id), work.title or document.title)}"
    resting = dict.fromkeys(
        (placed.target.document, placed.letter)
        for placed in made.corpus.connections.notes
        if placed.target.document != document.id
        and any(b.quote and b.quote.document == document.id for b in placed.note.basis)
    )
    if resting:
        shown = (
            f'<a href="{text(id)}.html#ed-{letter}">{text(short_name(made.documents[id]))}, note {letter}</a>'
            for id, letter in resting
        )
        yield f"Editor’s notes on other documents: {', '.join(shown)}"


def _folded(title: str, items: Iterable[str]) -> str:
    """A list that opens when it is asked for."""
    return f"<details><summary>{title}</summary><ul>{''.join(f'<li>{i}</li>' for i in items)}</ul></details>"
