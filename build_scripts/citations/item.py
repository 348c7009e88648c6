"""A document's statements as a CSL-JSON item. Only what is stated stands in it; nothing is looked up and
nothing is guessed but the place where a name is cut, which `names.py` does with care."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from build_scripts.citations import csl_dates
from build_scripts.citations.kinds import Kind, kind
from build_scripts.citations.names import Name, names
from build_scripts.citations.rich import bare as line
from build_scripts.knowledge import Knowledge
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

Item = dict[str, Any]
"""CSL-JSON (schema 1.0.2): variables with hyphens, names and dates as objects."""

UNTITLED = "[Untitled]"
_WEB = re.compile(r"https?://\S+")
_DOI = re.compile(r"(?i)(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)")
_ISBN = re.compile(r"(?i)(?:isbn[:\s-]*)?((?:97[89][- ]?)?\d[\d -]{7,15}[\dX])")
_ROLE = re.compile(
    r"(?i)\b(?:(?P<translator>translat\w*|trans\b|tr\b|übersetz\w*|tradui\w*|traduc\w*|перев\w*|çevir\w*|tərcümə\w*)"
    r"|(?P<editor>edit\w*|eds?\b|herausgeg\w*|hrsg\b|редактор\w*|redakt\w*))"
)
_ROLE_AROUND = re.compile(
    r"(?i)^(?:[\w. ]{2,30}\bby\s+|(?:translator|editor|interviewer|illustrator)s?:\s*)|\s*[,(]\s*(?:trans\w*|ed\w*|interviewer|illustrator)\.?\)?$"
)


def item(document: Document, corpus: Corpus) -> Item:
    """The item of a document. `URL` is the page's address where the archive says where it is published,
    else the address that the document itself states."""
    return of_statements(
        document.id,
        document.statements,
        str(corpus.archive.get("base_url") or ""),
        known_names(corpus.knowledge),
    )


def kind_of(statements: tuple[Statement, ...]) -> Kind:
    """The row of the document's kind."""
    stated = {s.term for s in statements if s.value.strip()}
    return kind(_first(statements, "type"), frozenset(stated | ({"web"} if _web(statements) else set())))


def known_names(knowledge: Knowledge) -> dict[str, str]:
    """Label of every person and organization of the register → `Family, Given`, or itself."""
    known: dict[str, str] = {}
    for authority in knowledge.authorities:
        if authority.kind == "person" and "," in authority.sort:
            known.setdefault(authority.label, authority.sort)
        elif authority.kind == "organization":
            known.setdefault(authority.label, authority.label)
    return known


def of_statements(
    identifier: str,
    statements: tuple[Statement, ...],
    base_url: str = "",
    known: Mapping[str, str] | None = None,
) -> Item:
    """The item of what is stated."""
    found = kind_of(statements).csl
    language = _first(statements, "language")
    language = "" if language == "und" else language
    issued = next((s for s in statements if s.term == "issued"), None)
    title = _first(statements, "title") or UNTITLED
    values: Item = {
        "id": identifier,
        "type": found,
        "title": title,
        "title-short": _short(title),
        "author": names(tuple(_all(statements, "creator")), language, known),
        **_others(statements, language, known),
        **_container(statements, found),
        "publisher": _first(statements, "publisher"),
        "issued": csl_dates.of_edtf(issued.value, issued.certainty != "high") if issued else None,
        **_identifiers(statements),
        "URL": page_address(base_url, identifier) or _web(statements),
        "language": language,
        "abstract": _first(statements, "abstract"),
    }
    return {key: value for key, value in values.items() if value}


def page_address(base_url: str, identifier: str) -> str:
    """The full address of a document's page; "" when the archive does not say where it is published."""
    return f"{base_url.rstrip('/')}/documents/{identifier}.html" if base_url else ""


def _all(statements: tuple[Statement, ...], term: str) -> list[str]:
    found = (line(s.value) for s in statements if s.term == term)
    return list(dict.fromkeys(value for value in found if value))


def _first(statements: tuple[Statement, ...], term: str) -> str:
    return next(iter(_all(statements, term)), "")


def _short(title: str) -> str:
    """The main title, when a subtitle follows behind a colon."""
    main, colon, _ = title.partition(": ")
    return main if colon else ""


def _container(statements: tuple[Statement, ...], found: str) -> Item:
    """Where it appeared: a periodical, site or book holds it; a series lists it."""
    whole, volume = _first(statements, "is_part_of"), _first(statements, "volume")
    issue, number = _first(statements, "issue"), _first(statements, "number")
    if found in ("report", "book", "thesis"):
        if whole:
            return {"collection-title": whole, "collection-number": number or issue or volume}
        return {"number": number or issue} if found == "report" else {"volume": volume}
    return {"container-title": whole, "volume": volume, "issue": issue or number}


def _others(
    statements: tuple[Statement, ...], language: str, known: Mapping[str, str] | None
) -> dict[str, list[Name]]:
    """Contributors by their part, where the record or its line names the part."""
    roles: dict[str, list[str]] = {}
    for statement in statements:
        if statement.term != "contributor" or not statement.value.strip():
            continue
        match = _ROLE.search(statement.value) or _ROLE.search(statement.evidence)
        role = (match.lastgroup if match else "") or "contributor"
        bare = _ROLE_AROUND.sub("", line(statement.value)).strip(" ,()")
        roles.setdefault(role, []).append(bare)
    return {role: names(tuple(roles[role]), language, known) for role in sorted(roles)}


def _identifiers(statements: tuple[Statement, ...]) -> Item:
    doi = isbn = ""
    for value in _all(statements, "identifier"):
        if match := _DOI.fullmatch(value):
            doi = doi or match[1]
        elif (match := _ISBN.fullmatch(value)) and sum(ch.isalnum() for ch in match[1]) in (10, 13):
            isbn = isbn or match[1]
    return {"DOI": doi, "ISBN": isbn, "ISSN": ", ".join(_all(statements, "issn"))}


def _web(statements: tuple[Statement, ...]) -> str:
    """The one address that the document states for itself."""
    for term in ("identifier", "source"):
        found = [v for v in _all(statements, term) if _WEB.fullmatch(v) and not _DOI.fullmatch(v)]
        if len(found) == 1:
            return found[0]
    return ""
