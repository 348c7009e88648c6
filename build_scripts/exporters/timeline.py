"""The timeline (`timeline.html`, in pages of 400): the dated events of all documents, each in the words of
those that report it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.authorities import Authority
from build_scripts.connections import Target
from build_scripts.exporters import paging, told, wording
from build_scripts.exporters.addresses import of_target, place_name, quoted, short_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.timeline_drawing import overview
from build_scripts.exporters.told import Told
from build_scripts.knowledge import Report, Topic
from build_scripts.model import Artifact, Corpus

PAGE = 400
"""Events on one page: some 400 kB."""
YEARS = 60
"""Headings: up to so many years one for each year, beyond that one for each decade."""
NAME = "timeline"


@dataclass(frozen=True, slots=True)
class _Room:
    """What every event of the page is shown with."""

    corpus: Corpus
    authorities: Mapping[str, Authority]
    topics: Mapping[str, Topic]
    filters: tuple[tuple[str, ...], tuple[str, ...]]
    """Ids of the documents and of the topics that can be chosen."""
    decades: bool


def timeline(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/timeline.md`, `timeline-2.md` …; nothing when no document reports a dated event."""
    some = told.events(corpus)
    pages = paging.cut(some, PAGE)
    headings = {told.beginning(one.event.date) for one in some}
    for number, here in enumerate(pages, 1):
        title = "Timeline" if number == 1 else f"Timeline, page {number}"
        room = _room(corpus, tuple(here), decades=len(headings) > YEARS)
        groups = _groups(tuple(here), room)
        parts = [f"# {title}"]
        if number == 1:
            parts += [_summary(corpus, some), overview(corpus, some, addresses(some))]
        parts += [
            paging.pager(NAME, number, len(pages)),
            _years(groups),
            _filter(room, len(here)),
            *(_section(heading, rows, room) for heading, rows in groups.items()),
            paging.pager(NAME, number, len(pages), again=True),
        ]
        meta = {
            "title": title,
            "template": "listing.html",
            "description": "The dated events that the documents tell of, with their words.",
        }
        yield Artifact(f"docs/{paging.name(NAME, number)}.md", page(meta, parts))


def addresses(some: tuple[Told, ...]) -> dict[str, str]:
    """Id of an event → its address, from a page at the top of the site."""
    return {
        one.event.id: f"{paging.name(NAME, i // PAGE + 1)}.html#{one.event.id}" for i, one in enumerate(some)
    }


def address_of_event(corpus: Corpus, event_id: str, depth: int = 0) -> str:
    """Address of one event, from a page `depth` folders below the top; "" when the timeline does not hold
    it. For many events, `addresses(told.events(corpus))` is quicker."""
    found = addresses(told.events(corpus)).get(event_id, "")
    return "../" * depth + found if found else ""


def _room(corpus: Corpus, here: tuple[Told, ...], decades: bool) -> _Room:
    reporting = {document for one in here for document in one.documents}
    carried = {topic for one in here for topic in one.topics}
    return _Room(
        corpus,
        {a.id: a for a in corpus.knowledge.authorities},
        {t.id: t for t in corpus.knowledge.topics},
        (
            tuple(d.id for d in wording.in_order(corpus) if d.id in reporting),
            tuple(t.id for t in corpus.knowledge.topics if t.id in carried),
        ),
        decades,
    )


def _summary(corpus: Corpus, some: tuple[Told, ...]) -> str:
    documents = {document for one in some for document in one.documents}
    several = sum(len(one.documents) > 1 for one in some)
    years = told.span(some)
    lines = [
        f"<p>{quantity(len(some), 'dated event')}, {f'{text(years)}, ' if years else ''}told by "
        f"{quantity(len(documents), 'document')}. "
        + (f"{_several(several)} told by more than one document. " if several else "")
        + "Each stands here in the words of the documents; where they date it differently, both dates are given. "
        "A date marked “inferred” rests on reasoning, which is given where it is not in the words themselves.</p>"
    ]
    if any(corpus.connections.targets.get(gloss.quote) for gloss in corpus.knowledge.dates):
        lines.append(
            "<p>What “last month” or “today” means in each document: "
            '<a href="dates.html">dates that the editor resolved</a>.</p>'
        )
    return block(lines)


def _several(number: int) -> str:
    return "One is" if number == 1 else f"{number:,} are"


def _groups(here: tuple[Told, ...], room: _Room) -> dict[str, list[Told]]:
    """Beginning of the dates (EDTF) → events, in order of time."""
    groups: dict[str, list[Told]] = {}
    for one in here:
        year = told.beginning(one.event.date)
        if room.decades and year[:1].isdigit() and year[3:].isdigit():
            year = year[:3] + "X"
        groups.setdefault(year, []).append(one)
    return groups


def _heading(year: str) -> str:
    return text(dates.display(year)) if year else "Undated"


def _years(groups: Mapping[str, list[Told]]) -> str:
    if len(groups) < 2:
        return ""
    links = [f'<li><a href="#y{text(year)}">{_heading(year)}</a></li>' for year in groups]
    return block(['<nav class="years" aria-label="Years"><ul>', *links, "</ul></nav>"])


def _filter(room: _Room, count: int) -> str:
    """The form is shown by its script only: without it every event is there."""
    documents, topics = room.filters
    choices = []
    if len(documents) > 1:
        names = [short_name(d) for id in documents if (d := room.corpus.document(id))]
        choices.append(_select("documents", "Document", "All documents", names))
    if len(topics) > 1:
        names = [room.topics[id].label for id in topics]
        choices.append(_select("topics", "Topic", "All topics", names))
    if not choices or count < 2:
        return ""
    return block(
        [
            '<form class="timeline-filter" hidden>',
            *choices,
            '<button type="reset">Show all</button>',
            f'<p role="status">{quantity(count, "event")}</p>',
            "</form>",
        ]
    )


def _select(name: str, label: str, everything: str, names: list[str]) -> str:
    """A choice by number: names may hold any character."""
    options = "".join(f'<option value="{i}">{text(n)}</option>' for i, n in enumerate(names))
    return (
        f'<label><span>{label}</span> <select name="{name}"><option value="">{everything}</option>'
        f"{options}</select></label>"
    )


def _section(year: str, rows: list[Told], room: _Room) -> str:
    lines = [f'<section class="year"><h2 id="y{text(year)}">{_heading(year)}</h2><ol class="events">']
    for one in rows:
        lines += _event(one, room)
    return block([*lines, "</ol></section>"])


def _event(one: Told, room: _Room) -> Iterator[str]:
    documents, topics = room.filters
    numbers = " ".join(str(documents.index(d)) for d in one.documents if d in documents)
    about = " ".join(str(topics.index(t)) for t in one.topics)
    yield f'<li data-documents="{numbers}" data-topics="{about}">'
    yield (
        f'<h3 id="{text(one.event.id)}"><span class="when">{told.time_element(one.event.date)}</span> '
        f"<bdi>{text(one.event.label)}</bdi></h3>"
    )
    if len(one.documents) > 1:
        yield f'<p class="told-by">Told by {quantity(len(one.documents), "document")}.</p>'
    yield '<ul class="reports">'
    for report, target in one.reports:
        yield f"<li>{_report(report, target, room.corpus)}</li>"
    yield "</ul>"
    if facts := list(_facts(one, room)):
        yield f'<p class="event-facts">{" ".join(facts)}</p>'
    yield "</li>"


def _report(report: Report, target: Target, corpus: Corpus) -> str:
    parts = [
        f"<q>{text(quoted(corpus, target))}</q>",
        f'<a class="from" href="{text(of_target(target))}">{text(place_name(corpus, target))}</a>',
    ]
    if report.date:
        parts.append(f'<span class="remark">Date here: {told.time_element(report.date)}.</span>')
    if report.note:
        parts.append(f'<span class="remark">{text(report.note)}</span>')
    return " ".join(parts)


def _facts(one: Told, room: _Room) -> Iterator[str]:
    if one.event.inferred:
        yield f"<span>The date: {text(one.event.inferred)}</span>"
    ids = dict.fromkeys((one.event.event, *one.event.entities))
    named = [
        f'<a href="{text(found.page)}.html"><bdi>{text(found.label)}</bdi></a>'
        for id in ids
        if (found := room.authorities.get(id))
    ]
    if named:
        yield f"<span>Named: {', '.join(named)}.</span>"
    about = [
        f'<a href="topics/{text(id)}.html"><bdi>{text(room.topics[id].label)}</bdi></a>' for id in one.topics
    ]
    if about:
        yield f"<span>{'Topic' if len(about) == 1 else 'Topics'}: {', '.join(about)}.</span>"
