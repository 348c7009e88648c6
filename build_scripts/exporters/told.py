"""The events of the timeline as they can be shown: each with the reports whose words were found, in order
of time. Pages, drawing and data read the same list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from build_scripts import dates, periods
from build_scripts.connections import Target
from build_scripts.exporters.page import text
from build_scripts.knowledge import Event, Report
from build_scripts.model import Corpus

_BEGIN = re.compile(r"-?[0-9X]{4}", re.ASCII)
_HTML_DATE = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the passages that report it."""

    event: Event
    reports: tuple[tuple[Report, Target], ...]
    """At least one, in the order of the data file."""
    topics: tuple[str, ...]
    """Ids of listed topics: those the editor gave, or else those of the passages."""

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that report it, each once."""
        return tuple(dict.fromkeys(target.document for _, target in self.reports))


def events(corpus: Corpus) -> tuple[Told, ...]:
    """Every event of which at least one report was found, by date."""
    known = {topic.id for topic in corpus.knowledge.topics}
    carried: dict[tuple[str, str], list[str]] = {}
    for mark in corpus.connections.topics:
        carried.setdefault((mark.document, mark.unit), []).append(mark.topic)
    found = []
    for event in corpus.knowledge.events:
        reports = tuple(
            (report, target)
            for report in event.reports
            if (target := corpus.connections.targets.get(report.quote))
        )
        if reports:
            inherited = [t for _, target in reports for t in carried.get((target.document, target.unit), ())]
            topics = tuple(t for t in dict.fromkeys(event.topics or inherited) if t in known)
            found.append(Told(event, reports, topics))
    return tuple(sorted(found, key=_place))


def beginning(edtf: str) -> str:
    """The year, decade or century with which a date begins, as EDTF: `1991`, `199X`; of an interval that
    is open at its beginning, that of its end; "" when there is none."""
    match = _BEGIN.search(edtf)
    return match[0] if match else ""


def time_element(edtf: str) -> str:
    """A date in words, as a `<time>` element where HTML can say it (years, months and days without
    marks of doubt; HTML Living Standard, 2.3.5)."""
    words = text(dates.display(edtf))
    if _HTML_DATE.fullmatch(edtf) and periods.period(edtf):
        return f'<time datetime="{edtf}">{words}</time>'
    return words


def span(some: tuple[Told, ...]) -> str:
    """`1957 to 2025`: the years of the earliest and latest beginning; one year alone; "" for none."""
    years = [beginning(one.event.date) for one in some if periods.period(one.event.date)]
    if not years:
        return ""
    first, last = dates.display(years[0]), dates.display(max(years, key=lambda y: y.replace("X", "0")))
    return first if first == last else f"{first} to {last}"


def by_document(some: tuple[Told, ...]) -> Mapping[str, tuple[Told, ...]]:
    """Id of a document → the events that it reports."""
    found: dict[str, list[Told]] = {}
    for one in some:
        for document in one.documents:
            found.setdefault(document, []).append(one)
    return {document: tuple(rows) for document, rows in found.items()}


def _place(one: Told) -> tuple[date, int, tuple[date, date, str], str]:
    """By first day; a century before its decades, a decade before its years, then wider dates first."""
    order = periods.order(one.event.date)
    return order[0], -beginning(one.event.date).count("X"), order, one.event.id
