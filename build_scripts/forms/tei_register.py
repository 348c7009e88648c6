"""The register of what one document names and cites, as TEI: lists of persons, places, organizations,
events, works, and their relations. Only what the document names stands in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_scripts.authorities import KINDS, RELATIONS, Authority
from build_scripts.connections import AutomaticName
from build_scripts.exporters.escaping import address
from build_scripts.exporters.passages import plain
from build_scripts.forms.tei_dates import dated
from build_scripts.forms.tei_inline import entity_id, note_id
from build_scripts.forms.xml_text import attributes, language, one_line, text, xml_id
from build_scripts.knowledge import Event, Work


@dataclass(frozen=True, slots=True)
class Named:
    """What one document names and cites."""

    authorities: tuple[Authority, ...]
    """In the order of the register."""
    automatic: tuple[AutomaticName, ...] = ()
    works: tuple[tuple[Work, tuple[str, ...]], ...] = ()
    """(work, ids of the units that cite it)."""
    events: tuple[tuple[Event, tuple[str, ...]], ...] = ()
    """(dated event, ids of the units that report it)."""


def register(named: Named) -> Iterator[str]:
    """The lists, in lines."""
    for kind in KINDS:
        some = [a for a in named.authorities if a.kind == kind]
        if some:
            begin, end, write = _LISTS.get(kind, _OTHER)
            yield begin.format(kind=kind)
            for authority in some:
                yield write(authority)
            yield end
    yield from _relations(named.authorities)
    if named.automatic:
        yield '<list type="names"><head>Names found by rule</head>'
        yield from map(_automatic, named.automatic)
        yield "</list>"
    if named.works:
        yield '<listBibl type="cited">'
        yield from (_work(work, units) for work, units in named.works)
        yield "</listBibl>"
    if named.events:
        yield '<listEvent type="reported">'
        yield from (_event(event, units) for event, units in named.events)
        yield "</listEvent>"


def _forms(authority: Authority, element: str) -> str:
    """The preferred label, then the other forms."""
    forms = [plain(form.text) for form in authority.forms]
    others = dict.fromkeys(f for f in forms if f and f != authority.label)
    return f'<{element} type="main">{text(one_line(authority.label))}</{element}>' + "".join(
        f'<{element} type="variant">{text(one_line(form))}</{element}>' for form in others
    )


def _identifiers(authority: Authority) -> str:
    return "".join(
        f"<idno{attributes(type=_token(where))}>{text(one_line(id))}</idno>"
        for where, id in authority.same_as
    )


def _told(authority: Authority) -> str:
    """What is said of it, with the source."""
    parts = [(None, authority.description), ("source", authority.source), ("remark", authority.note)]
    return "".join(
        f"<note{attributes(type=kind)}>{text(one_line(words))}</note>" for kind, words in parts if words
    )


def _person(authority: Authority) -> str:
    offices = "".join(
        f"<occupation{_span(begin, end)}>{text(one_line(title))}</occupation>"
        for title, begin, end in authority.offices
    )
    return (
        f"<person{_id(authority)}>{_forms(authority, 'persName')}{offices}"
        f"{_identifiers(authority)}{_told(authority)}</person>"
    )


def _place(authority: Authority) -> str:
    point = authority.coordinates
    location = f"<location><geo>{point[0]} {point[1]}</geo></location>" if point else ""
    return (
        f"<place{_id(authority)}>{_forms(authority, 'placeName')}{location}"
        f"{_identifiers(authority)}{_told(authority)}</place>"
    )


def _organization(authority: Authority) -> str:
    return f"<org{_id(authority)}>{_forms(authority, 'orgName')}{_identifiers(authority)}{_told(authority)}</org>"


def _occasion(authority: Authority) -> str:
    forms = _forms(authority, "label")
    return f"<event{_id(authority)}>{forms}{_told(authority)}{_identifiers(authority)}</event>"


def _publication(authority: Authority) -> str:
    return f"<bibl{_id(authority)}>{_forms(authority, 'title')}{_identifiers(authority)}{_told(authority)}</bibl>"


def _other(authority: Authority) -> str:
    return (
        f"<item{_id(authority)}>{_forms(authority, 'name')}{_identifiers(authority)}{_told(authority)}</item>"
    )


_List = tuple[str, str, Callable[[Authority], str]]
_LISTS: dict[str, _List] = {
    "person": ("<listPerson>", "</listPerson>", _person),
    "place": ("<listPlace>", "</listPlace>", _place),
    "organization": ("<listOrg>", "</listOrg>", _organization),
    "event": ("<listEvent>", "</listEvent>", _occasion),
    "work": ("<listBibl>", "</listBibl>", _publication),
}
_OTHER: _List = ('<list type="{kind}">', "</list>", _other)


def _id(authority: Authority) -> str:
    return attributes(xml_id=entity_id(authority.id))


def _relations(authorities: tuple[Authority, ...]) -> Iterator[str]:
    """Relations between two that the document both names."""
    here = {authority.id for authority in authorities}
    rows = []
    for one in authorities:
        for kind, other in one.relations:
            if other in here and kind in RELATIONS:
                active, passive = f"#{entity_id(one.id)}", f"#{entity_id(other)}"
                rows.append(f"<relation{attributes(name=kind, active=active, passive=passive)}/>")
        if one.stands_for in here:
            active, passive = f"#{entity_id(one.id)}", f"#{entity_id(one.stands_for)}"
            rows.append(f"<relation{attributes(name='stands-for', active=active, passive=passive)}/>")
    if rows:
        yield "<listRelation>"
        yield from rows
        yield "</listRelation>"


def _automatic(name: AutomaticName) -> str:
    others = [form for form in name.forms if form != name.label]
    forms = f'<name type="main">{text(one_line(name.label))}</name>' + "".join(
        f'<name type="variant">{text(one_line(form))}</name>' for form in others
    )
    meant = f"<note>{text(one_line(name.expansion))}</note>" if name.expansion else ""
    return f"<item{attributes(xml_id=entity_id(name.id))}>{forms}{meant}</item>"


def _work(work: Work, units: tuple[str, ...]) -> str:
    """A work cited, with what is printed of it and the places that cite it."""
    fields = dict(work.fields)
    parts = [f"<author>{text(one_line(author))}</author>" for author in work.authors]
    parts.append(f"<title>{text(one_line(work.title))}</title>" if work.title else "")
    if words := fields.get("title_translated"):
        parts.append(f'<title type="translated">{text(one_line(words))}</title>')
    if words := fields.get("container"):
        parts.append(f'<title level="{"j" if fields.get("volume") or fields.get("issue") else "m"}">'
                     f"{text(one_line(words))}</title>")  # fmt: skip
    for key, element in (("publisher", "publisher"), ("place", "pubPlace")):
        if words := fields.get(key):
            parts.append(f"<{element}>{text(one_line(words))}</{element}>")
    if work.date:
        parts.append(f"<date{dated(work.date)}>{text(work.date)}</date>")
    for key, unit in (("volume", "volume"), ("issue", "issue"), ("pages", "page")):
        if words := fields.get(key):
            parts.append(f'<biblScope unit="{unit}">{text(one_line(words))}</biblScope>')
    if target := address(work.url, frozenset()):
        parts.append(f"<ref{attributes(target=target, type=_token(work.url_status))}>{text(target)}</ref>")
    if words := fields.get("note"):
        parts.append(f"<note>{text(one_line(words))}</note>")
    given = attributes(
        xml_id="w-" + xml_id(work.id),
        type=_token(work.kind),
        xml_lang=language(work.language),
        corresp=_places(units),
    )
    return f"<bibl{given}>{''.join(parts)}</bibl>"


def _event(event: Event, units: tuple[str, ...]) -> str:
    given = attributes(xml_id="ev-" + xml_id(event.id), corresp=_places(units))
    when = dated(event.date, inferred=bool(event.inferred))
    reason = f"<note>{text(one_line(event.inferred))}</note>" if event.inferred else ""
    return f"<event{given}{when}><label>{text(one_line(event.label))}</label>{reason}</event>"


def _places(units: tuple[str, ...]) -> str | None:
    return " ".join(f"#{note_id(unit)}" for unit in units) or None


def _span(begin: str, end: str) -> str:
    """Dates of an office; open ends are left out."""
    known = [part for part in (begin, end) if part not in ("", "..")]
    if not known:
        return ""
    return dated(f"{begin or '..'}/{end or '..'}") if begin != end else dated(begin)


def _token(words: str) -> str:
    """`words` as a TEI type, which may hold no white space and no sign that does not print."""
    kept = "".join(ch if ch.isprintable() else " " for ch in one_line(words))
    return "-".join(kept.split()) or "other"
