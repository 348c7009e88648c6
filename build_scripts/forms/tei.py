"""TEI P5: one file for each document, `exports/tei/<id>.xml`, valid against `tei_all`.

The header tells where the text comes from and how it was edited; the text holds every word of the reading
text and nothing else; `standOff` holds the register of names, the works cited, the events reported,
everything set aside and the whole apparatus. The elements used, and nothing but these, are those of the
TEI Guidelines, version 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from build_scripts.connections import AutomaticName, Mention, PlacedNote, Target
from build_scripts.exporters.web_address import absolute
from build_scripts.forms.tei_apparatus import apparatus, asides
from build_scripts.forms.tei_changes import changes
from build_scripts.forms.tei_header import header, main_language
from build_scripts.forms.tei_inline import Marked, entity_id, name_tags, note_id
from build_scripts.forms.tei_register import Named, register
from build_scripts.forms.tei_text import notes as notes_of_author
from build_scripts.forms.tei_text import text as text_of
from build_scripts.forms.xml_text import attributes, language, text, xml_id
from build_scripts.knowledge import Event, Work
from build_scripts.model import Artifact, Corpus, Document
from build_scripts.structure.assemble import intervention_ids

NAMESPACE = "http://www.tei-c.org/ns/1.0"


@dataclass(slots=True)
class _Known:
    """What is known of one document, gathered in one walk over the whole corpus."""

    mentions: list[Mention] = field(default_factory=list)
    automatic: list[tuple[AutomaticName, Target]] = field(default_factory=list)
    notes: list[PlacedNote] = field(default_factory=list)
    topics: dict[str, list[str]] = field(default_factory=dict)
    works: dict[str, tuple[Work, dict[str, None]]] = field(default_factory=dict)
    events: dict[str, tuple[Event, dict[str, None]]] = field(default_factory=dict)


def tei(corpus: Corpus) -> Iterator[Artifact]:
    """All files, in the order of the corpus."""
    known = _gathered(corpus)
    for document in corpus.documents:
        yield Artifact(f"docs/exports/tei/{document.id}.xml", tei_document(document, corpus, known))


def tei_document(document: Document, corpus: Corpus, known: dict[str, _Known] | None = None) -> str:
    """The file of one document; ends with a line feed."""
    found = (_gathered(corpus) if known is None else known).get(document.id, _Known())
    ids = intervention_ids(document)
    kinds = {a.id: a.kind for a in corpus.knowledge.authorities}
    marked = _marked(document, found, ids, kinds)
    carried = {unit: tuple(map(xml_id, some)) for unit, some in found.topics.items()}
    topics = tuple(t for t in corpus.knowledge.topics if any(t.id in some for some in found.topics.values()))
    passages = (language(p.language) for unit in document.units for p in unit.passages)
    main = main_language(document, corpus)
    languages = tuple(dict.fromkeys(tag for tag in (main, *passages) if tag))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{NAMESPACE}">',
        *header(document, corpus, topics, languages),
        *_stand_off(document, corpus, found, ids),
        f"<text{attributes(xml_lang=main)}>",
        *text_of(document, marked, carried),
        *_back(document, corpus, found, marked, carried),
        "</text>",
        "</TEI>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _marked(document: Document, found: _Known, ids: list[str], kinds: dict[str, str]) -> Marked:
    """Everything that stands in the words."""
    names: dict[str, list[tuple[Target, str, str]]] = {}
    for mention in found.mentions:
        if mention.entity in kinds:
            tags = name_tags(mention, kinds[mention.entity])
            names.setdefault(mention.target.unit, []).append((mention.target, *tags))
    for name, target in found.automatic:
        begin = f"<name{attributes(ref='#' + entity_id(name.id), resp='#rules')}>"
        names.setdefault(target.unit, []).append((target, begin, "</name>"))
    letters: dict[str, list[tuple[int, str]]] = {}
    for placed in found.notes:
        letters.setdefault(placed.target.unit, []).append((placed.target.end, placed.letter))
    anchors = {f"l{line}" for unit in document.units for _, line in unit.breaks}
    return Marked(
        targets=frozenset({unit.id for unit in document.units} | anchors),
        names={unit: tuple(some) for unit, some in names.items()},
        changes=changes(document),
        letters={unit: tuple(some) for unit, some in letters.items()},
        apparatus=tuple(ids),
    )


def _stand_off(document: Document, corpus: Corpus, found: _Known, ids: list[str]) -> Iterator[str]:
    named = dict.fromkeys(mention.entity for mention in found.mentions)
    automatic = {name.id: name for name, _ in found.automatic}
    lists = Named(
        tuple(a for a in corpus.knowledge.authorities if a.id in named),
        tuple(automatic.values()),
        tuple((work, tuple(units)) for work, units in found.works.values()),
        tuple((event, tuple(units)) for event, units in found.events.values()),
    )
    parts = [*register(lists), *asides(document, ids), *apparatus(document, ids)]
    if parts:
        yield "<standOff>"
        yield from parts
        yield "</standOff>"


def _back(
    document: Document, corpus: Corpus, found: _Known, marked: Marked, carried: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    if not document.notes and not found.notes:
        return
    yield "<back>"
    if document.notes:
        yield from notes_of_author(document, marked, carried)
    if found.notes:
        yield '<div type="editorial">'
        for placed in found.notes:
            yield _editorial(placed, corpus)
        yield "</div>"
    yield "</back>"


def _editorial(placed: PlacedNote, corpus: Corpus) -> str:
    """A note of the editor: the words it is on, what it says, what it rests on."""
    note = placed.note
    given = attributes(
        xml_id=f"ed-{placed.letter}",
        n=placed.letter,
        type="editorial",
        subtype=xml_id(note.kind),
        resp="#editor",
        target=f"#{note_id(placed.target.unit)}",
        cert={"certain": "high", "likely": "medium"}.get(note.certainty, "low"),
    )
    parts = [f"<quote>{text(note.quote.exact)}</quote> {text(note.text)}"]
    for basis in note.basis:
        if basis.quote:
            target = corpus.connections.targets.get(basis.quote)
            parts.append(f" {_basis(target, basis.quote.exact, placed.target.document, corpus)}")
        elif basis.source:
            parts.append(f" <bibl>{text(basis.source)}</bibl>")
    return f"<note{given}><p>{''.join(parts)}</p></note>"


def _basis(target: Target | None, words: str, document: str, corpus: Corpus) -> str:
    """A passage that the note rests on: in this file, in the file of another document, or lost."""
    quote = f"<quote>{text(words)}</quote>"
    if target is None:
        return quote
    file = "" if target.document == document else f"{target.document}.xml"
    link = f"{file}#{note_id(target.unit)}"
    web = absolute(corpus.archive, f"documents/{target.document}.html") if file else ""
    return f"<cit>{quote}<ref{attributes(target=link, source=web or None)}>{text(target.unit)}</ref></cit>"


def _gathered(corpus: Corpus) -> dict[str, _Known]:
    """Document → what is known of it."""
    result = {document.id: _Known() for document in corpus.documents}
    found, known = corpus.connections, corpus.knowledge
    for mention in found.mentions:
        result[mention.target.document].mentions.append(mention)
    for name in found.automatic:
        for target in name.targets:
            result[target.document].automatic.append((name, target))
    for placed in found.notes:
        result[placed.target.document].notes.append(placed)
    for mark in found.topics:
        result[mark.document].topics.setdefault(mark.unit, []).append(mark.topic)
    for work in known.works:
        for citation in work.citations:
            place = found.targets.get(citation.quote) if citation.quote else None
            unit = place.unit if place else citation.note
            document = place.document if place else citation.document
            if unit and document in result:
                result[document].works.setdefault(work.id, (work, {}))[1][unit] = None
    for event in known.events:
        for report in event.reports:
            if reported := found.targets.get(report.quote):
                units = result[reported.document].events.setdefault(event.id, (event, {}))[1]
                units[reported.unit] = None
    return result
