"""Tables of names: the entities of the register and every place where one is named."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.authorities import KINDS, RELATIONS, Authority
from build_scripts.forms.tables_types import (
    CERTAINTY,
    OF_UNIT,
    PASSAGE,
    POSITION,
    Column,
    Held,
    Row,
    Table,
    count,
    known,
    numbered,
    refer,
    text,
)

ENTITY = text("entity", "the entity: `entities.id`", required=True)
OF_ENTITY = refer("entity", "entities")


def _authorities(held: Held) -> list[Authority]:
    return sorted(held.corpus.knowledge.authorities, key=lambda authority: authority.id)


def _entities(held: Held) -> Iterator[Row]:
    for one in _authorities(held):
        latitude, longitude, source = one.coordinates or (None, None, None)
        yield {
            "id": one.id,
            "kind": one.kind,
            "label": one.label,
            "sort": one.sort_label,
            "abbreviation": known(one.abbreviation),
            "description": known(one.description),
            "description_source": known(one.source),
            "stands_for": held.entity(one.stands_for),
            "latitude": latitude,
            "longitude": longitude,
            "coordinates_source": source,
            "page": f"{one.page}.html",
        }


ENTITIES = Table(
    "entities",
    "The register: everything that has a page of its own, by its id.",
    (
        text("id", "permanent name", required=True),
        text("kind", "what it is", True, tuple(KINDS)),
        text("label", "the name by which the register calls it", required=True),
        text("sort", "form for alphabetical lists"),
        text("abbreviation", "short form"),
        text("description", "one neutral line"),
        text("description_source", "of the description, when it is not from the documents"),
        text("stands_for", "of a capital: the state for whose government the name may stand"),
        Column("latitude", "number", "degrees, north positive", least=-90, most=90),
        Column("longitude", "number", "degrees, east positive", least=-180, most=180),
        text("coordinates_source", "where the coordinates are from"),
        text("page", "address of its page, from the top of the site", required=True),
    ),
    ("id",),
    _entities,
    (refer("stands_for", "entities"),),
)


def _forms(held: Held) -> Iterator[Row]:
    for one in _authorities(held):
        for position, form in enumerate(one.forms, 1):
            yield {
                "entity": one.id,
                "position": position,
                "form": form.text,
                "counts": form.when,
                "certainty": form.certainty,
            }


FORMS = Table(
    "entity_forms",
    "The forms of each name, the label first.",
    (
        ENTITY,
        POSITION,
        text("form", "the words", required=True),
        text(
            "counts",
            "when it counts: always; named: only after a full form in the same document; office: only for "
            "whoever held the office at the document's date",
        ),
        CERTAINTY,
    ),
    ("entity", "position"),
    _forms,
    (OF_ENTITY,),
)


def _identifiers(held: Held) -> Iterator[Row]:
    for one in _authorities(held):
        for register, identifier in one.same_as:
            yield {"entity": one.id, "register": register, "identifier": identifier}


IDENTIFIERS = Table(
    "entity_identifiers",
    "The same entity in registers elsewhere.",
    (
        ENTITY,
        text("register", "wikidata, geonames, viaf, issn, iso3166, url …", required=True),
        text("identifier", "its name there", required=True),
    ),
    ("entity", "register", "identifier"),
    _identifiers,
    (OF_ENTITY,),
)


def _relations(held: Held) -> Iterator[Row]:
    for one in _authorities(held):
        for position, (kind, target) in enumerate(one.relations, 1):
            yield {
                "entity": one.id,
                "position": position,
                "kind": kind,
                "other": held.entity(target),
                "other_name": target,
            }


ENTITY_RELATIONS = Table(
    "entity_relations",
    "How entities of the register stand to one another.",
    (
        ENTITY,
        POSITION,
        text("kind", "the relation, as in `A part-of B`", True, tuple(RELATIONS)),
        text("other", "the other entity: `entities.id`; empty when the register does not have it"),
        text("other_name", "the id that the data file gives", required=True),
    ),
    ("entity", "position"),
    _relations,
    (OF_ENTITY, refer("other", "entities")),
)


def _offices(held: Held) -> Iterator[Row]:
    for one in _authorities(held):
        for position, (title, begin, end) in enumerate(one.offices, 1):
            yield {
                "entity": one.id,
                "position": position,
                "title": title,
                "since": known(begin),
                "until": known(end),
            }


OFFICES = Table(
    "entity_offices",
    "Offices that persons hold or held.",
    (
        ENTITY,
        POSITION,
        text("title", "the office", required=True),
        text("since", "EDTF; empty when not known, `..` when open"),
        text("until", "the same"),
    ),
    ("entity", "position"),
    _offices,
    (OF_ENTITY,),
)


def _mentions(held: Held) -> Iterator[Row]:
    for mention in held.corpus.connections.mentions:
        place = held.passage(mention.target)
        if place and held.entity(mention.entity):
            yield {
                "entity": mention.entity,
                **place,
                "sense": known(mention.sense),
                "rule": mention.rule,
                "certainty": mention.certainty,
            }


MENTIONS = Table(
    "mentions",
    "Every place where a text names an entity.",
    (
        count("number", "counts over the whole archive, from 1; changes when documents are added", least=1),
        ENTITY,
        *PASSAGE,
        text("sense", "of a capital: the place, or the government it stands for"),
        text("rule", "how it was found: form, named, office, byline, decision …"),
        CERTAINTY,
    ),
    ("number",),
    lambda held: numbered(_mentions(held), "number"),
    (OF_ENTITY, OF_UNIT),
)


def _found_names(held: Held) -> Iterator[Row]:
    for name in held.corpus.connections.automatic:
        yield {"id": name.id, "label": name.label, "stands_for": known(name.expansion)}


FOUND_NAMES = Table(
    "found_names",
    "Names found by rule alone, in an archive without a register.",
    (
        text("id", "within this edition", required=True),
        text("label", "the form that occurs most often", required=True),
        text("stands_for", "of a short form: what the text says that it stands for"),
    ),
    ("id",),
    _found_names,
)


def _found_mentions(held: Held) -> Iterator[Row]:
    for name in held.corpus.connections.automatic:
        for target in name.targets:
            if place := held.passage(target):
                yield {"name": name.id, **place}


FOUND_MENTIONS = Table(
    "found_mentions",
    "Where they stand.",
    (
        count("number", "counts over the whole archive, from 1", least=1),
        text("name", "the name: `found_names.id`", required=True),
        *PASSAGE,
    ),
    ("number",),
    lambda held: numbered(_found_mentions(held), "number"),
    (refer("name", "found_names"), OF_UNIT),
)

NAMES = (
    ENTITIES,
    FORMS,
    IDENTIFIERS,
    ENTITY_RELATIONS,
    OFFICES,
    MENTIONS,
    FOUND_NAMES,
    FOUND_MENTIONS,
)
