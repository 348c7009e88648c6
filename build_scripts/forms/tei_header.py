"""The header of a TEI document: what it is, where it comes from, how it was edited."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from build_scripts.exporters import wording
from build_scripts.exporters.escaping import address
from build_scripts.exporters.rights import rights
from build_scripts.exporters.web_address import absolute
from build_scripts.forms.tei_apparatus import DECISION, rule_id
from build_scripts.forms.tei_dates import dated
from build_scripts.forms.xml_text import attributes, language, one_line, text
from build_scripts.knowledge import Topic
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

_PERIODICAL = ("volume", "issue", "issn")
"""Terms that only a part of a journal has."""
_PRINCIPLE = (
    "Nothing was corrected, modernised or translated. Rules turned the received file into a text that can be "
    "read; every change is recorded, and all of them undone give the file back."
)
_CONVENTIONS = (
    "Identifiers: a block is named after the line of the received file where it begins (l62; a second one on "
    "the same line l62b), a note by its printed label (fn7; other signs than letters, digits, points and "
    "hyphens as their code points, fn_2a_). The attribute n of a block is that line, of a note its label; lb "
    "marks where the text of a further line begins, with break=\"no\" where the word goes on.",
    "Interventions: a change of characters stands in the text as choice, orig as received and reg as read. "
    "Everything set aside and every other change, also of mere signs of the file format, is listed in "
    "standOff with its place, its rule (ana) and its reason. The witness received is the file as it came.",
    "Names: persName, placeName, orgName and name point at the register in standOff; type=\"metonym\" where "
    "the name of a place stands for its government. Topics of a passage are given by ana.",
    "Characters that XML cannot hold stand as g with their code point (n=\"U+0007\"); in the header, and in "
    "attributes, as the sign of Unicode for them.",
)  # fmt: skip


def header(
    document: Document, corpus: Corpus, topics: tuple[Topic, ...], languages: tuple[str, ...]
) -> Iterator[str]:
    """`teiHeader`, in lines. `topics` are those that the text carries, `languages` those of passages."""
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield from _title(document, corpus.archive)
    yield from _edition(corpus.archive)
    yield f'<extent><measure unit="words" quantity="{wording.words(document)}"/></extent>'
    yield from _publication(document, corpus.archive)
    yield from _source(document)
    yield "</fileDesc>"
    yield from _encoding(document, corpus, topics)
    yield from _profile(document, languages)
    yield "</teiHeader>"


def _said(element: str, words: object, **given: str | None) -> str:
    return f"<{element}{attributes(**given)}>{text(one_line(words))}</{element}>" if words else ""


def _title(document: Document, archive: Mapping[str, Any]) -> Iterator[str]:
    yield "<titleStmt>"
    yield _said("title", document.title, type="main", level="a" if document.value("is_part_of") else "m")
    for number, creator in enumerate(document.values("creator"), 1):
        yield _said("author", creator, xml_id=f"author-{number}")
    for name in document.values("contributor"):
        yield f"<respStmt><resp>contributor</resp>{_said('name', name)}</respStmt>"
    editor = archive.get("publisher") or "the editor of this archive"
    yield f'<respStmt xml:id="editor"><resp>decisions and notes of the editor</resp>{_said("name", editor)}</respStmt>'
    yield (
        '<respStmt xml:id="rules"><resp>editing by the rules named in the editorial declaration</resp>'
        '<name type="software">build_scripts</name></respStmt>'
    )
    yield "</titleStmt>"


def _edition(archive: Mapping[str, Any]) -> Iterator[str]:
    version, date = archive.get("version"), archive.get("date")
    if version or date:
        shown = f"Version {text(one_line(version))}" if version else "Edition"
        told = f", <date{dated(str(date))}>{text(one_line(date))}</date>" if date else ""
        yield f"<editionStmt><edition{attributes(n=one_line(version or ''))}>{shown}{told}</edition></editionStmt>"


def _publication(document: Document, archive: Mapping[str, Any]) -> Iterator[str]:
    yield "<publicationStmt>"
    yield _said("publisher", archive.get("publisher") or archive.get("title") or "unknown")
    if archive.get("date"):
        yield f"<date{dated(str(archive['date']))}>{text(one_line(archive['date']))}</date>"
    yield _said("idno", document.id, type="document")
    if page := absolute(archive, f"documents/{document.id}.html"):
        yield _said("idno", page, type="URL")
    yield from _availability(document)
    yield "</publicationStmt>"


def _availability(document: Document) -> Iterator[str]:
    known = rights(document)
    if not known.sentence:
        return
    uri = address(known.uri, frozenset())
    yield '<availability status="unknown">'
    if uri:
        shown = text(known.statement or uri)
        yield f"<licence{attributes(target=uri)}>{shown}</licence>"
    yield _said("p", "" if uri else known.statement or known.uri)
    yield _said("p", f"Holder of the rights: {known.holder}" if known.holder else "")
    yield _said("p", known.note)
    yield "</availability>"


def _source(document: Document) -> Iterator[str]:
    """The work by its statements, and the file that was received."""
    source = document.source
    yield "<sourceDesc>"
    yield from _work(document)
    given = attributes(xml_id="received")
    obtained = document.record.get("obtained")
    yield f"<listWit><witness{given}>The file as received: <bibl>{_said('title', source.file)}"
    yield _said("idno", source.sha256, type="SHA-256")
    yield f'<extent><measure unit="lines" quantity="{len(source.lines)}"/>, encoding {text(source.encoding)}</extent>'
    yield _said("note", obtained) + "</bibl></witness></listWit>"
    yield "</sourceDesc>"


def _work(document: Document) -> Iterator[str]:
    """`biblStruct`: a part of a journal, collection or site, or a work of its own."""
    container = document.value("is_part_of")
    creators = "".join(_said("author", name) for name in document.values("creator"))
    title = _said("title", document.title, level="a" if container else "m")
    numbered = any(document.value(term) for term in _PERIODICAL)
    yield f"<biblStruct{attributes(type=_kind(document))}>"
    if container and not document.value("number"):
        yield f"<analytic>{creators}{title}</analytic><monogr>"
        yield _said("title", container, level="j" if numbered else "m")
        yield "".join(_said("idno", issn, type="ISSN") for issn in document.values("issn"))
        yield f"{_imprint(document)}</monogr>"
    else:
        issn = "".join(_said("idno", value, type="ISSN") for value in document.values("issn"))
        yield f"<monogr>{creators}{title}{'' if container else issn}{_imprint(document)}</monogr>"
        if container:  # a numbered part of a series
            number = _said("biblScope", document.value("number"), unit="number")
            yield f"<series>{_said('title', container, level='s')}{issn}{number}</series>"
    yield from map(_evidence, _shown(document))
    if source := address(document.value("source"), frozenset()):
        yield f"<ref{attributes(target=source)}>{text(source)}</ref>"
    yield "</biblStruct>"


def _imprint(document: Document) -> str:
    parts = [_said("publisher", document.value("publisher"))]
    for term in ("volume", "issue"):
        parts.append(_said("biblScope", document.value(term), unit=term))
    issued = next((s for s in document.statements if s.term == "issued"), None)
    if issued:
        when = dated(issued.value, inferred=issued.certainty != "high")
        parts.append(f"<date{when}>{text(wording.issued(document))}</date>")
    else:
        parts.append("<date>undated</date>")
    return f"<imprint>{''.join(parts)}</imprint>"


def _shown(document: Document) -> Iterator[Statement]:
    return (s for s in document.statements if s.term != "description" and (s.evidence or s.line is not None))


def _evidence(statement: Statement) -> str:
    """Where the received file states a value, or how it was inferred."""
    where = f"line {statement.line}" if statement.line is not None else "inferred"
    told = f"{statement.term}: {statement.value} ({where})"
    told += f": {statement.evidence}" if statement.evidence else ""
    n = str(statement.line) if statement.line is not None else None
    return _said("note", told, type="evidence", n=n, cert=None if statement.certainty == "high" else "low")


def _kind(document: Document) -> str | None:
    return "-".join(one_line(document.value("type") or "").split()) or None


def _encoding(document: Document, corpus: Corpus, topics: tuple[Topic, ...]) -> Iterator[str]:
    archive = corpus.archive
    yield "<encodingDesc>"
    yield '<appInfo><application ident="build_scripts" version="1.0"><label>build_scripts</label></application></appInfo>'
    about = archive.get("description") or archive.get("title")
    yield f"<projectDesc>{_said('p', about)}</projectDesc>" if about else ""
    yield from _editorial(document)
    yield '<variantEncoding method="location-referenced" location="internal"/>'
    if topics:
        yield '<classDecl><taxonomy xml:id="topics">'
        for topic in topics:
            scope = f"<gloss>{text(one_line(topic.scope))}</gloss>" if topic.scope else ""
            label = text(one_line(topic.label))
            yield f"<category{attributes(xml_id=f't-{topic.id}')}><catDesc>{label}{scope and ': '}{scope}</catDesc></category>"
        yield "</taxonomy></classDecl>"
    yield "</encodingDesc>"


def _editorial(document: Document) -> Iterator[str]:
    """The rules that took part in this document, in their own words."""
    used = {i.rule for i in document.interventions} | {u.rule for u in document.units if u.rule}
    yield "<editorialDecl>"
    yield f"<p>{text(_PRINCIPLE)}</p>"
    for words in _CONVENTIONS:
        yield f"<p>{text(words)}</p>"
    described = _policy()
    for name in [
        *(name for name in described if name in used),
        *sorted(used - described.keys() - {DECISION}),
    ]:
        words = described.get(name) or "given by the format of the file"
        yield f"<p{attributes(xml_id=rule_id(name))}><label>{text(name)}</label>: {text(one_line(words))}</p>"
    yield "</editorialDecl>"


@cache
def _policy() -> dict[str, str]:
    """Name of each rule → its docstring, in the order in which the rules apply."""
    from build_scripts.rules import RULES

    return {rule.__name__.replace("_", "-"): inspect.getdoc(rule) or "" for rule in RULES}


def _profile(document: Document, languages: tuple[str, ...]) -> Iterator[str]:
    issued = next((s for s in document.statements if s.term == "issued"), None)
    yield "<profileDesc>"
    if issued:
        when = dated(issued.value, inferred=issued.certainty != "high")
        yield f"<creation><date{when}>{text(one_line(issued.value))}</date></creation>"
    if document.description:
        yield f"<abstract>{_said('p', document.description)}</abstract>"
    if languages:
        yield "<langUsage>"
        yield from (f'<language ident="{tag}">{tag}</language>' for tag in languages)
        yield "</langUsage>"
    subjects = dict.fromkeys(one_line(subject) for subject in document.subjects)
    if any(subjects):
        yield "<textClass><keywords>"
        yield from (f"<term>{text(subject)}</term>" for subject in subjects if subject)
        yield "</keywords></textClass>"
    yield "</profileDesc>"


def main_language(document: Document, corpus: Corpus) -> str:
    """Of the document, else of the archive; "" when neither says."""
    return language(document.value("language")) or language(corpus.archive.get("language"))
