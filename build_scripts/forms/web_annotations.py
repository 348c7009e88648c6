"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): `exports/annotations/<id>.json`.

One AnnotationCollection for each document. Mentions are `identifying`: the body is the page of the entity
and the same entity in registers elsewhere. Interventions are `editing`: the body is the reading and the
reason. Notes of the editor are `commenting`.

What marks words of the reading text has two targets, the same words on the page (FragmentSelector, then
TextQuoteSelector) and in the plain text (`forms.plain`: TextQuoteSelector and TextPositionSelector). An
intervention marks the received file, named by its SHA-256 sum (`ni:`, RFC 6920), with the line on the page
of the file as its scope; its places count characters of the decoded file. Without a web address of the
archive all addresses are relative to the file of the annotations.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_scripts.authorities import Authority
from build_scripts.connections import Mention, PlacedNote, Target
from build_scripts.exporters.addresses import of_target
from build_scripts.exporters.entity_facts import REGISTERS
from build_scripts.exporters.sources import address as address_of_line
from build_scripts.exporters.web_address import at
from build_scripts.forms import plain
from build_scripts.forms.plain import Laid
from build_scripts.forms.tables import encoded
from build_scripts.model import Artifact, Corpus, Document
from build_scripts.source import ASIDES, Intervention
from build_scripts.structure.assemble import intervention_ids

PATH = "exports/annotations/{id}.json"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""Fragments of HTML pages."""
AROUND = 32
"""Characters of context before and after a quotation."""
DEPTH = 2
#: Register → the IRI of an entity in it, where that is not the address of a page about it.
_IRIS = {"wikidata": "http://www.wikidata.org/entity/{}", "geonames": "https://sws.geonames.org/{}/"}
_WHAT = {
    "markup": "Sign of the file format",
    "noteref": "Number that leads to a note",
    "label": "Number of a note",
    "join": "Joined with what follows",
    "replaced": "Replaced",
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One document as its annotations need it."""

    document: Document
    corpus: Corpus
    laid: Laid
    texts: Mapping[str, str]
    """Id of a block or note → its text."""
    own: str
    """Address of the file of annotations."""

    def address(self, path: str) -> str:
        return at(self.corpus.archive, path, DEPTH)


def write(corpus: Corpus) -> Iterator[Artifact]:
    """One file for each document."""
    mentions: dict[str, list[Mention]] = {}
    for mention in corpus.connections.mentions:
        mentions.setdefault(mention.target.document, []).append(mention)
    notes = corpus.connections.notes_by_document()
    authorities = {authority.id: authority for authority in corpus.knowledge.authorities}
    for document in corpus.documents:
        sheet = _Sheet(
            document,
            corpus,
            plain.laid_out(document, corpus),
            {unit.id: unit.text for unit in document.units},
            at(corpus.archive, PATH.format(id=document.id)) if corpus.archive.get("base_url") else f"{document.id}.json",
        )  # fmt: skip
        items = (
            *_mentions(mentions.get(document.id, []), authorities, sheet),
            *_notes(notes.get(document.id, []), sheet),
            *_interventions(sheet),
        )
        yield Artifact("docs/" + PATH.format(id=document.id), encoded(_collection(items, sheet)))


def _collection(items: Sequence[Json], sheet: _Sheet) -> str:
    """The file: an AnnotationCollection with its one AnnotationPage, each annotation on a line."""
    collection = {
        "@context": CONTEXT,
        "id": sheet.own,
        "type": "AnnotationCollection",
        "label": f"Annotations of {sheet.document.title}",
        "total": len(items),
    }
    page = {
        "id": f"{sheet.own}#page-1",
        "type": "AnnotationPage",
        "partOf": sheet.own,
        "startIndex": 0,
    }
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return f'{_open(collection)}, "first": {_open(page)}, "items": [\n{lines}\n]}}}}\n'


def _open(value: Json) -> str:
    """A JSON object to which more is to be added."""
    return json.dumps(value, ensure_ascii=False).removesuffix("}")


def _annotation(name: str, motivation: str, body: list[Json], target: list[Json], sheet: _Sheet) -> Json:
    return {
        "id": f"{sheet.own}#{name}",
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target,
    }


def _said(words: str, purpose: str, language: str | None = None) -> Json:
    shown = {"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}
    return shown | ({"language": language} if language else {})


def _specific(source: str, purpose: str) -> Json:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _mentions(mentions: list[Mention], authorities: Mapping[str, Authority], sheet: _Sheet) -> Iterator[Json]:
    language = sheet.corpus.archive.get("language")
    for mention in mentions:
        authority, target = authorities.get(mention.entity), _words(mention.target, sheet)
        if authority is None or not target:
            continue
        body = [_specific(sheet.address(f"{authority.page}.html"), "identifying")]
        body += [_specific(iri, "identifying") for pair in authority.same_as if (iri := iri_of(*pair))]
        body.append(_said(authority.label, "tagging", language))
        if mention.sense == "government":
            body.append(_said("Stands for the government.", "describing", "en"))
        if mention.certainty != "high":
            body.append(_said(f"Certainty: {mention.certainty}.", "describing", "en"))
        where = mention.target
        name = f"mention-{where.unit}-{where.start}-{where.end}-{mention.entity}"
        yield _annotation(name, "identifying", body, target, sheet)


def iri_of(register: str, identifier: str) -> str:
    """What names the entity in another register; "" when the register is not known or the identifier has
    not its form."""
    _, form, page = REGISTERS.get(register, ("", "", ""))
    if not form or not re.fullmatch(form, identifier, re.ASCII):
        return ""
    return _IRIS.get(register, page).format(identifier)


def _notes(notes: list[PlacedNote], sheet: _Sheet) -> Iterator[Json]:
    language = sheet.corpus.archive.get("language")
    for placed in notes:
        target, note = _words(placed.target, sheet), placed.note
        if not target:
            continue
        body = [_said(note.text, "commenting", language)]
        body.append(_said(f"{note.kind}; {note.certainty}", "tagging", "en"))
        for basis in note.basis:
            where = sheet.corpus.connections.targets.get(basis.quote) if basis.quote else None
            if where:
                body.append(_specific(sheet.address(of_target(where)), "linking"))
            if basis.source:
                body.append(_said(f"Rests on: {basis.source}", "describing", "en"))
        yield _annotation(f"ed-{placed.letter}", "commenting", body, target, sheet)


def _interventions(sheet: _Sheet) -> Iterator[Json]:
    for name, item in zip(intervention_ids(sheet.document), sheet.document.interventions, strict=True):
        what = (
            f"Set aside: {ASIDES.get(item.detail, item.detail)}"
            if item.kind == "set-aside"
            else _WHAT[item.kind]
        )
        why = f"{what}. {item.reason}".strip()
        body = [_said(item.reading, "editing"), _said(why, "describing", "en")]
        body.append(_said(f"{item.rule}; {item.responsibility}; certainty {item.certainty}", "tagging", "en"))
        yield _annotation(name, "editing", body, [_received(item, sheet)], sheet)  # fmt: skip


def _received(item: Intervention, sheet: _Sheet) -> Json:
    """Characters of the received file."""
    source = sheet.document.source
    line = source.line_at(item.span[0])
    return {
        "type": "SpecificResource",
        "source": name_of_bytes(source.sha256),
        "scope": sheet.address(address_of_line(sheet.document.id, line)),
        "selector": [_quote(source.text, *item.span), _position(*item.span)],
    }


def name_of_bytes(sha256: str) -> str:
    """`ni:///sha-256;…` (RFC 6920): a name for bytes, wherever they lie."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _words(target: Target, sheet: _Sheet) -> list[Json]:
    """The same words on the page and in the plain text; nothing when the document does not hold them."""
    if (words := sheet.texts.get(target.unit)) is None or target.start >= target.end:
        return []
    document = sheet.document
    language = document.value("language")
    start, end = sheet.laid.place(target.unit, target.start, target.end)
    page: Json = {"id": sheet.address(f"documents/{document.id}.html"), "format": "text/html"}
    text: Json = {"id": sheet.address(plain.PATH.format(id=document.id)), "format": "text/plain"}
    if language:
        page["language"] = text["language"] = language
    fragment = {
        "type": "FragmentSelector",
        "conformsTo": FRAGMENT,
        "value": target.unit,
        "refinedBy": _quote(words, target.start, target.end),
    }
    # What stands around the words is told by the first target already.
    exact = {"type": "TextQuoteSelector", "exact": sheet.laid.text[start:end]}
    selectors = [exact, _position(start, end)]
    return [
        {"type": "SpecificResource", "source": page, "selector": fragment},
        {"type": "SpecificResource", "source": text, "selector": selectors},
    ]


def _quote(text: str, start: int, end: int) -> Json:
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }


def _position(start: int, end: int) -> Json:
    return {"type": "TextPositionSelector", "start": start, "end": end}
