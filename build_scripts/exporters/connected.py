"""Under a passage: what the other documents say, the same fact in every version, events and dates, works,
topics, who points here. One closed `<details>`; where scripts run, the same content is shown beside the
text (`browser/js/panel.js`), which finds the kinds by `data-kind`.

    <details class="connections" id="c-l62"><summary>Connected: 2 passages, 1 event</summary>
      <div data-kind="passages"><p class="c-head">What other documents say</p><ul><li>…</li></ul></div> …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from build_scripts import dates
from build_scripts.connections import PlacedNote, RelatedPair, Target
from build_scripts.exporters import escaping
from build_scripts.exporters.addresses import in_marks, of_target, place_name, quoted, unit_name
from build_scripts.exporters.connected_index import Here, Index, index
from build_scripts.exporters.language_names import language_attribute
from build_scripts.exporters.page import quantity, text
from build_scripts.exporters.work_text import short
from build_scripts.knowledge import Citation, Claim, Comparison, DateGloss, Event, Topic, Work
from build_scripts.model import Document

__all__ = ["Index", "after", "event_line", "index", "link", "shown_passages"]

PASSAGES = 3
"""Passages of other documents that are shown under one."""

Kind = tuple[str, str, str, list[str]]
"""What `data-kind` says, its count in words, its heading, its items (HTML)."""


def link(address: str | None, words: str) -> str:
    """A link from a page one folder down, or the words alone when there is no such page."""
    return f'<a href="../{text(address)}">{text(words)}</a>' if address else text(words)


def shown_passages(here: Here) -> list[tuple[RelatedPair, Target]]:
    """The passages that are shown under one: the editor's first, then the nearest."""
    return sorted(here.related, key=lambda row: (not row[0].added, -row[0].score, row[1]))[:PASSAGES]


def after(document: Document, made: Index) -> dict[str, str]:
    """Id of a unit → one closed `<details>` for each unit that anything is connected to. What follows a note
    stands among Markdown, after the works that the note cites."""
    found = {}
    for unit in document.units:
        here = made.units.get((document.id, unit.id))
        if here is None:
            continue
        is_note = unit.id.startswith("fn")
        folded = _folded(
            unit.id, list(_kinds(here, made, document.id, is_note)), [] if is_note else here.topics
        )
        if is_note:
            parts = [_cited(here.works, made) if here.works else "", _among_markdown(folded)]
            folded = " ".join(part for part in parts if part)
        if folded:
            found[unit.id] = folded
    return found


def _folded(unit: str, kinds: list[Kind], topics: list[Topic]) -> str:
    """The `<details>`; "" when there is nothing but topics, which are no reason to show anything."""
    if not kinds:
        return ""
    counted = ", ".join(count for _, count, _, _ in kinds)
    if topics:
        items = [f'<a href="../topics/{text(t.id)}.html">{text(t.label)}</a>' for t in topics]
        # Before what leads here: both are ways on, not statements about the passage.
        place = len(kinds) - (kinds[-1][0] == "links")
        kinds = [*kinds[:place], ("topics", "", "Topics", items), *kinds[place:]]
    content = "".join(
        f'<div data-kind="{kind}"><p class="c-head">{heading}</p>'
        f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></div>"
        for kind, _, heading, items in kinds
    )
    return (
        f'<details class="connections" id="c-{text(unit)}">'
        f"<summary>Connected: {counted}</summary>{content}</details>"
    )


def _kinds(here: Here, made: Index, document: str, is_note: bool) -> Iterator[Kind]:
    """Every kind of connection that there is, in the order shown."""
    if best := shown_passages(here):
        items = [_related(pair, target, made, document) for pair, target in best]
        yield "passages", quantity(len(items), "passage"), "What other documents say", items
    if here.claims:
        items = list(_questions(here.claims, made))
        yield "facts", quantity(len(items), "fact"), "The same fact in every version", items
    if here.events or here.dates:
        items = [event_line(event, made) for event in here.events]
        glosses = list(dict.fromkeys(map(_date, here.dates)))
        counts = [quantity(len(items), "event")] if items else []
        counts += [quantity(len(glosses), "date")] if glosses else []
        yield "dates", ", ".join(counts), _dates_heading(items, glosses), items + glosses
    if here.works and not is_note:
        items = list(dict.fromkeys(link(made.works.get(w.id), short(w)) for w, _ in here.works))
        yield "works", quantity(len(items), "work") + " cited", "Works cited", items
    back = [_step(topic, number) for topic, number in here.steps]
    back += [_basis(placed, made, document) for placed in here.notes]
    if back:
        items = list(dict.fromkeys(back))
        yield "links", quantity(len(items), "link") + " here", "What leads here", items


def _dates_heading(events: list[str], glosses: list[str]) -> str:
    if not glosses:
        return "Events"
    return "Events, and dates as the editor reads them" if events else "Dates, as the editor reads them"


def _related(pair: RelatedPair, target: Target, made: Index, document: str) -> str:
    why = pair.remark if pair.added else "Both: " + "; ".join(pair.reasons)
    who = "added by the editor" if pair.added else "found by comparing the texts"
    return (
        f'<a href="{text(of_target(target, 1))}">{text(place_name(made.corpus, target))}</a>: '
        f"{_in_its_language(target, made, document)} "
        f'<span class="why">{text(why)} <span class="by">({who})</span></span>'
    )


def _in_its_language(target: Target, made: Index, document: str) -> str:
    """The quoted sentence, with its language and direction where they are not those of the page."""
    words = quoted(made.corpus, target)
    here, there = (made.documents[id].value("language") or "" for id in (document, target.document))
    tag = language_attribute(words, there) if there != here else ""
    return in_marks(words).replace(">", f' lang="{text(tag)}" dir="auto">', 1) if tag else in_marks(words)


def _questions(claims: Iterable[tuple[Comparison, Claim]], made: Index) -> Iterator[str]:
    """One item for each question, with all that this passage says on it."""
    by_question: dict[str, tuple[Comparison, list[str]]] = {}
    for comparison, claim in claims:
        by_question.setdefault(comparison.id, (comparison, []))[1].append(claim.says)
    for comparison, says in by_question.values():
        here = list(dict.fromkeys(says))
        more = len(comparison.claims) > len(says)
        count = f' <span class="by">({quantity(len(comparison.claims), "statement")})</span>' if more else ""
        yield (
            f"{link(made.questions.get(comparison.id), comparison.question)} "
            f'<span class="says">Here: {text("; ".join(here))}</span>{count}'
        )


def event_line(event: Event, made: Index) -> str:
    return f"{link(made.events.get(event.id), dates.display(event.date))}: {text(event.label)}"


def _date(gloss: DateGloss) -> str:
    shown = "unknown" if gloss.date == "unknown" else dates.display(gloss.date)
    return f"{in_marks(gloss.quote.exact)}: {text(shown)}. {text(gloss.reason)}"


def _cited(works: list[tuple[Work, Citation]], made: Index) -> str:
    """After an author's note: where its works stand in the bibliography; what a short form means. It
    stands among Markdown, so its words are escaped for that."""
    links = []
    for work, citation in works:
        words = escaping.escape(escaping.clean(short(work)), in_link=True)
        address = made.works.get(work.id)
        shown = f'<a href="../{text(address)}">{words}</a>' if address else words
        # A short form means something only where a fuller reference is given elsewhere.
        resolved = citation.state == "short-form" and any(c.state == "complete" for c in work.citations)
        links.append(("means " if resolved else "") + shown)
    return f'<span class="cited">[{"; ".join(links)}]</span>'


def _among_markdown(html: str) -> str:
    """HTML of ours as it may stand in a line of Markdown: what is no tag is escaped for it."""
    return re.sub(
        r"(?<=>)[^<>]+(?=<)", lambda m: escaping.escape(escaping.clean(unescape(m[0])), in_link=True), html
    )


def _step(topic: Topic, number: int) -> str:
    return (
        f'<a href="../topics/{text(topic.id)}.html#step-{number}">Guided path: '
        f"{text(topic.question or topic.label)}</a> (step {number})"
    )


def _basis(placed: PlacedNote, made: Index, document: str) -> str:
    target = placed.target
    address = f"{'' if target.document == document else target.document + '.html'}#ed-{placed.letter}"
    where = unit_name(target.unit) if target.document == document else place_name(made.corpus, target)
    return f'<a href="{text(address)}">Editor’s note {placed.letter}</a>, at {text(where)}'
