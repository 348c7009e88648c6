"""What stands at the head of an entity's page: what the register says, what it is named with, and where
else it occurs (events, comparisons, works cited)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_scripts import dates
from build_scripts.authorities import Authority
from build_scripts.exporters.addresses import short_name, unit_name
from build_scripts.exporters.page import quantity, text
from build_scripts.exporters.register import Register
from build_scripts.knowledge import Event, Work

MOST = 100
"""Entries of one list: the rest is on the page that holds them all."""
FEW = 6
"""Up to so many entries a list stands open."""

FORMS = "Named as"
#: Type of a relation → how it reads from the one side and from the other.
RELATIONS_SHOWN = {
    "member-of": ("Member of", "Members"),
    "part-of": ("Part of", "Parts"),
    "successor-of": ("Successor of", "Succeeded by"),
    "located-in": ("Located in", "Located here"),
    "holds-office-in": ("Holds office in", "Holders of an office"),
    "party-to": ("Party to", "Parties"),
    "owns": ("Owns", "Owned by"),
    "subsidiary-of": ("Subsidiary of", "Subsidiaries"),
}

#: Register → (what it is called, the form of an identifier, its address).
REGISTERS = {
    "wikidata": ("Wikidata", r"Q[1-9]\d*", "https://www.wikidata.org/wiki/{}"),
    "geonames": ("GeoNames", r"[1-9]\d*", "https://www.geonames.org/{}"),
    "viaf": ("VIAF", r"[1-9]\d*", "https://viaf.org/viaf/{}"),
    "issn": ("ISSN", r"\d{4}-\d{3}[\dX]", "https://portal.issn.org/resource/ISSN/{}"),
    "iso3166": ("ISO 3166", "", ""),
    "url": ("Site", r"https?://[^\s\"'<>]+", "{}"),
}


def address(reg: Register, id: str) -> str:
    """Address of an entity's page from the page of another."""
    return text(f"../{reg.authorities[id].page}.html")


def link(reg: Register, id: str) -> str:
    """Its name, linked from the page of another entity; a name without record as it is."""
    if id not in reg.authorities:
        return text(id)
    return f'<a href="{address(reg, id)}"><bdi>{text(reg.label(id))}</bdi></a>'


def facts(reg: Register, authority: Authority) -> str:
    """The rows of the register as a list of terms; "" when there is none."""
    rows = []
    for term, values in _rows(reg, authority):
        if values:
            shown = "&nbsp;<span>·</span> ".join(values)
            rows.append(f"<div><dt>{text(term)}</dt> <dd>{shown}</dd></div>")
    return '<dl class="entity-facts">' + "\n".join(rows) + "</dl>" if rows else ""


def _rows(reg: Register, authority: Authority) -> Iterator[tuple[str, list[str]]]:
    """(term, values as HTML)."""
    id = authority.id
    if counted := reg.forms(id):
        ranked = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        yield (
            FORMS,
            [f"<bdi>{text(form)}</bdi> <small>{count:,}</small>" for form, count in ranked],
        )
    yield (
        "Date",
        [text(dates.display(event.date)) for event in reg.events.get(id, ()) if event.event == id][:1],
    )
    yield "Office", [text(_office(*office)) for office in authority.offices]
    if state := authority.stands_for:
        yield "May stand for", [f"the government of {link(reg, state)}"]
    yield "Its government is named as", list(_stand_ins(reg, id))
    for kind, (there, back) in RELATIONS_SHOWN.items():
        forward = [link(reg, other) for one, other in authority.relations if one == kind]
        yield there, forward
        incoming = [link(reg, other) for one, other in reg.incoming.get(id, ()) if one == kind]
        yield back, incoming[:MOST]
    if authority.coordinates:
        latitude, longitude, source = authority.coordinates
        yield "Lies at", [f"{text(_degrees(latitude, longitude))} <small>{text(source)}</small>"]
    topics = [topic for topic in reg.corpus.knowledge.topics if id in topic.entities]
    yield "Topic", [f'<a href="../topics/{text(t.id)}.html">{text(t.label)}</a>' for t in topics]
    yield "Elsewhere", [identifier(*pair) for pair in authority.same_as]
    if authority.source:
        yield "Described after", [text(authority.source)]


def _stand_ins(reg: Register, state: str) -> Iterator[str]:
    """The capitals that stand for the government of `state`, with the number of times."""
    for id in reg.capitals.get(state, ()):
        count = sum(mention.sense == "government" for mention in reg.mentions.get(id, ()))
        if count:
            yield f"{link(reg, id)} <small>{count:,}</small>"


def _office(title: str, begin: str, end: str) -> str:
    open_ends = ("", "..")
    if begin in open_ends and end in open_ends:
        return title
    span = dates.display(begin if begin == end else f"{begin or '..'}/{end or '..'}")
    return f"{title}, {span}"


def _degrees(latitude: float, longitude: float) -> str:
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


def identifier(register: str, value: str) -> str:
    """`Wikidata Q1`, linked where the register is known and the identifier has its form."""
    name, form, pattern = REGISTERS.get(register, (register, "", ""))
    shown = re.sub(r"^https?://", "", value).rstrip("/") if register == "url" else f"{name} {value}"
    if form and re.fullmatch(form, value, re.ASCII):
        return f'<a href="{text(pattern.format(value))}" rel="external">{text(shown)}</a>'
    return text(shown)


def companions(reg: Register, authority: Authority) -> str:
    """The entities most often named in the same paragraphs."""
    rows = reg.companions.get(authority.id, ())
    if not rows:
        return ""
    items = "\n".join(f"<li>{link(reg, id)} <small>{count:,}</small></li>" for id, count in rows)
    return (
        '<section class="named-with" id="named-with"><h2>Most often named with</h2>'
        f'<p class="hint">In so many paragraphs and notes.</p><ul>{items}</ul></section>'
    )


def elsewhere(reg: Register, authority: Authority) -> Iterator[str]:
    """Events, comparisons and works cited, each a section."""
    id = authority.id
    if events := reg.events.get(id, ()):
        yield _section("Events", "events", "timeline.html", [_event(event) for event in events])
    if comparisons := reg.comparisons.get(id, ()):
        rows = [
            f'<a href="../compare.html#{text(c.id)}">{text(c.question)}</a> '
            f"<small>{quantity(len(c.claims), 'statement')}</small>"
            for c in comparisons
        ]
        yield _section("The same fact in every version", "compared", "compare.html", rows)
    if works := reg.works.get(id, ()):
        yield _section("Works cited", "works", "bibliography.html", [_work(reg, work) for work in works])


def _section(heading: str, id: str, all_of_them: str, rows: list[str]) -> str:
    """A list under a heading; a long one is closed until it is opened."""
    items = "\n".join(f"<li>{row}</li>" for row in rows[:MOST])
    rest = len(rows) - MOST
    more = f'<p class="hint"><a href="../{all_of_them}">{rest:,} more</a></p>' if rest > 0 else ""
    body = f"<ul>{items}</ul>{more}"
    if len(rows) > FEW:
        body = f"<details><summary>{len(rows):,} entries</summary>{body}</details>"
    return f'<section class="also" id="{id}"><h2>{heading}</h2>{body}</section>'


def _event(event: Event) -> str:
    return (
        f'<a href="../timeline.html#{text(event.id)}">{text(dates.display(event.date))}</a> '
        f"<bdi>{text(event.label)}</bdi>"
    )


def _work(reg: Register, work: Work) -> str:
    """Title, year, and the notes that cite it."""
    title = work.title or work.field("container") or work.id
    year = f", {text(dates.display(work.date))}" if work.date else ""
    return (
        f'<a href="../bibliography.html#{text(work.id)}"><cite>{text(title)}</cite></a>{year}'
        f"{_cited_in(reg, ((c.document, c.note) for c in work.citations if c.note))}"
    )


def _cited_in(reg: Register, notes: Iterable[tuple[str, str]]) -> str:
    links = [
        f'<a class="where" href="../documents/{text(document)}.html#{text(note)}">'
        f"{text(short_name(reg.documents[document]))}, {text(unit_name(note))}</a>"
        for document, note in dict.fromkeys(notes)
        if document in reg.documents
    ]
    return " " + ", ".join(links[:12]) if links else ""
