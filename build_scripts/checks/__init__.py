"""Checks of the finished edition: what is broken, and what an editor should look at.

A check is a function over one document (or over the whole corpus with its data files, or over one page
of the built site) that yields places, each with what is the matter. Its row in CHECKS (or DATA_CHECKS, or
SITE_CHECKS) gives the code, which never changes, the severity and the way out; its docstring is its
description for readers.

    error    the edition is broken: a dead link, a wrong number
    warning  the text is probably damaged, or something is missing
    notice   worth a look; often right as it stands

A finding in a text that is right as it stands can be accepted in the record (`accept:`), with the reason.
Nothing that breaks the site can be accepted.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.checks import acceptance
from build_scripts.checks.addresses import url_host, url_scheme, url_space
from build_scripts.checks.check_digits import isbn_check_digit, issn_check_digit
from build_scripts.checks.doubled import doubled_punctuation, doubled_words
from build_scripts.checks.evidence import evidence
from build_scripts.checks.impossible_dates import impossible_dates
from build_scripts.checks.knowledge import (
    Place,
    disordered_dates,
    events_without_sentence,
    lone_claims,
    lost_quotations,
    orphan_topics,
    uncited_notes,
    unknown_references,
    unquoted_numbers,
)
from build_scripts.checks.knowledge_names import ambiguous_forms, unmentioned_entities, unused_forms
from build_scripts.checks.knowledge_relations import crooked_claim_relations, crooked_relations
from build_scripts.checks.lost_characters import garbled_characters, lost_characters
from build_scripts.checks.metadata import no_creator, no_date, no_language, no_title
from build_scripts.checks.mixed_scripts import mixed_scripts
from build_scripts.checks.note_labels import left_out_labels, same_labels
from build_scripts.checks.orphan_markers import orphan_markers
from build_scripts.checks.paragraphs import long_paragraphs, lower_starts, open_ends
from build_scripts.checks.published import broken_redirects, lost_addresses, lost_places
from build_scripts.checks.site import Page, Site, read_site
from build_scripts.checks.site_links import (
    dead_anchors,
    dead_links,
    duplicate_ids,
    outside_requests,
    unsafe_links,
)
from build_scripts.checks.site_notes import note_numbers
from build_scripts.checks.texts import Spot
from build_scripts.checks.unbalanced_signs import unbalanced_brackets, unbalanced_quotes
from build_scripts.checks.unreferenced_notes import unreferenced_notes
from build_scripts.model import Corpus, Document, Finding


@dataclass(frozen=True, slots=True)
class Check:
    """One row: a check of a document."""

    code: str
    severity: str
    find: Callable[[Document], Iterator[Spot]]
    hint: str
    """The way out."""


@dataclass(frozen=True, slots=True)
class DataCheck:
    """One row: a check of the data files against all texts."""

    code: str
    severity: str
    find: Callable[[Corpus], Iterator[Place]]
    hint: str


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """One row: a check of a page of the built site."""

    code: str
    severity: str
    find: Callable[[Page, Site], Iterator[Spot]]
    hint: str


_COMPARE = "compare with the original; if it is printed so, accept the finding with that reason"
_JOIN = "if its other half is there, join the two by a decision; if it is right so, accept the finding"
_DECODE = "state the right `encoding:` in the record, or look for a better copy"
_FAULT = "such a link must never be written; report it as a fault of the program"
_REBUILD = "build the site again; if it stays, report it as a fault of the program"

CHECKS: tuple[Check, ...] = (
    Check("META-NO-TITLE", "warning", no_title, "state the title in the record, with its line"),
    Check("META-NO-CREATOR", "notice", no_creator, "state the author in the record, or accept it"),
    Check(
        "META-NO-DATE",
        "notice",
        no_date,
        "state it in the record, with its line or as inferred; or accept it",
    ),
    Check("META-NO-LANGUAGE", "warning", no_language, "state the language in the record"),
    Check("META-EVIDENCE", "warning", evidence, "name the lines that state it, or say how it was inferred"),
    Check("NOTE-ORPHAN-MARKER", "warning", orphan_markers, "look for its note in the original"),
    Check("NOTE-UNREFERENCED", "warning", unreferenced_notes, "look for its marker in the original"),
    Check("NOTE-SAME-LABEL", "notice", same_labels, _COMPARE),
    Check("NOTE-LEFT-OUT", "notice", left_out_labels, "look whether the note before holds two"),
    Check("TEXT-OPEN-END", "warning", open_ends, _JOIN),
    Check("TEXT-LOWER-START", "warning", lower_starts, _JOIN),
    Check("TEXT-LONG-PARAGRAPH", "notice", long_paragraphs, _COMPARE),
    Check("OCR-MIXED-SCRIPTS", "warning", mixed_scripts, _COMPARE),
    Check("OCR-LOST-CHARACTER", "warning", lost_characters, "look for a better copy of the document"),
    Check("OCR-GARBLED", "warning", garbled_characters, _DECODE),
    Check("OCR-UNBALANCED-QUOTES", "notice", unbalanced_quotes, _COMPARE),
    Check("OCR-UNBALANCED-BRACKETS", "notice", unbalanced_brackets, _COMPARE),
    Check("OCR-DOUBLED-WORD", "notice", doubled_words, _COMPARE),
    Check("OCR-DOUBLED-PUNCTUATION", "notice", doubled_punctuation, _COMPARE),
    Check("URL-HOST", "notice", url_host, _COMPARE),
    Check("URL-SCHEME", "notice", url_scheme, _COMPARE),
    Check("URL-SPACE", "notice", url_space, _COMPARE),
    Check("DATE-IMPOSSIBLE", "warning", impossible_dates, _COMPARE),
    Check("ISSN-CHECK-DIGIT", "warning", issn_check_digit, _COMPARE),
    Check("ISBN-CHECK-DIGIT", "warning", isbn_check_digit, _COMPARE),
)

_QUOTE = "quote the words as they stand in the reading text; add prefix or suffix where they occur again"

DATA_CHECKS: tuple[DataCheck, ...] = (
    DataCheck("QUOTE-LOST", "error", lost_quotations, _QUOTE),
    DataCheck("REFERENCE-UNKNOWN", "error", unknown_references, "correct the id, or add what it names"),
    DataCheck("RELATION-ASYMMETRIC", "error", crooked_relations, "take one of the relations out"),
    DataCheck("CLAIM-RELATION", "error", crooked_claim_relations, "keep one relation for each pair"),
    DataCheck("EVENT-WITHOUT-SENTENCE", "error", events_without_sentence, _QUOTE),
    DataCheck("FORM-AMBIGUOUS", "warning", ambiguous_forms, "give the form a `when:`, or decide in mentions.yml"),
    DataCheck("FORM-UNUSED", "warning", unused_forms, "correct the form, or take it out"),
    DataCheck("ENTITY-UNMENTIONED", "warning", unmentioned_entities, "add the form that the texts use, or take it out"),
    DataCheck("TOPIC-ORPHAN", "warning", orphan_topics, "add words, entities or a decision, or take the topic out"),
    DataCheck("DATE-DISORDER", "warning", disordered_dates, "correct a date, or say in `note:` why they differ"),
    DataCheck("NUMBER-NOT-QUOTED", "warning", unquoted_numbers, "correct the figure, or quote the words that state it"),
    DataCheck("CLAIM-ALONE", "notice", lone_claims, "add what another document, or the same one, states"),
    DataCheck("NOTE-UNCITED", "notice", uncited_notes,
              "add the works it cites to bibliography.yml; accept it where it cites none"),
    DataCheck("ADDRESS-LOST", "error", lost_addresses,
              "give it back its id, or add `redirects: [{from: old, to: new}]` to archive.yml"),
    DataCheck("REDIRECT-BROKEN", "error", broken_redirects, "correct it, or take it out"),
    DataCheck("ADDRESS-PLACE-LOST", "warning", lost_places,
              "bring the text back by a decision, or tell of it in the notes of the next release"),
)  # fmt: skip

SITE_CHECKS: tuple[SiteCheck, ...] = (
    SiteCheck("LINK-DEAD", "error", dead_links, "mend the link in the page it comes from"),
    SiteCheck("LINK-ANCHOR", "error", dead_anchors, "mend the link in the page it comes from"),
    SiteCheck("LINK-UNSAFE", "error", unsafe_links, _FAULT),
    SiteCheck("LINK-OUTSIDE", "error", outside_requests, "put the file into the site and link to it there"),
    SiteCheck("ID-DUPLICATE", "error", duplicate_ids, _REBUILD),
    SiteCheck("NOTE-NUMBER", "error", note_numbers, _REBUILD),
)

PAGE_MISSING = "PAGE-MISSING"


def run(corpus: Corpus, docs: Path | None = None) -> list[Finding]:
    """Findings of all documents, in their order, each document's by line; then those of the data files,
    by file and line. With `docs`, the site that was built beside that folder is checked too, when there
    is one."""
    codes = {check.code for check in CHECKS} | {check.code for check in DATA_CHECKS}
    of_data: dict[str, list[Finding]] = {}
    for finding in _of_data(corpus):
        of_data.setdefault(finding.path, []).append(finding)
    findings: list[Finding] = []
    for document in corpus.documents:
        if document.access != "full":
            continue  # its text is not in the corpus, so nothing can be said about it
        here = [*_of_document(document), *of_data.pop(f"seeds/{document.source.file}", ())]
        findings += acceptance.accepted(document, sorted(here, key=lambda f: f.line or 0), codes)
    findings += [finding for found in of_data.values() for finding in found]
    if docs is not None and (docs.parent / "site" / "index.html").is_file():
        findings += run_site(docs.parent / "site", corpus)
    return findings


def _of_document(document: Document) -> list[Finding]:
    path = f"seeds/{document.source.file}"
    found = [
        (line or 0, order, Finding(check.code, check.severity, path, line, message, check.hint))
        for order, check in enumerate(CHECKS)
        for line, message in check.find(document)
    ]
    return [finding for _, _, finding in sorted(found, key=lambda entry: entry[:2])]


def _of_data(corpus: Corpus) -> list[Finding]:
    """Findings that need the whole corpus, by file, line and order of the checks."""
    found = []
    for check in DATA_CHECKS:
        for where, message in check.find(corpus):
            file, _, line = where.rpartition(":")
            found.append(Finding(check.code, check.severity, f"seeds/{file}", int(line), message, check.hint))
    return sorted(found, key=lambda finding: (finding.path, finding.line or 0))


def run_site(site: Path, corpus: Corpus) -> list[Finding]:
    """Findings of the built HTML below the folder `site`, page by page. Lines are those of the HTML
    file. Raises OSError when a page cannot be read."""
    whole = read_site(site, corpus)
    findings = [
        Finding(PAGE_MISSING, "error", f"site/documents/{document.id}.html", None,
                f"the page of {document.source.file} is not there", "build the site again")
        for document in corpus.documents if f"documents/{document.id}.html" not in whole.pages
    ]  # fmt: skip
    for path, page in whole.pages.items():
        findings += [
            Finding(check.code, check.severity, f"site/{path}", line, message, check.hint)
            for check in SITE_CHECKS
            for line, message in check.find(page, whole)
        ]
    return findings


def described() -> tuple[tuple[str, str, str, str], ...]:
    """(code, severity, description, way out) of every check, in their order: for a page about them."""
    return (
        *((row.code, row.severity, _words(row.find), row.hint) for row in CHECKS),
        *((row.code, row.severity, _words(row.find), row.hint) for row in DATA_CHECKS),
        *((row.code, row.severity, _words(row.find), row.hint) for row in SITE_CHECKS),
        (PAGE_MISSING, "error", "A document has no page in the built site.", "build the site again"),
        (acceptance.CODE, "error", "A record accepts what no check finds (any more).", acceptance.HINT),
    )


def _words(find: Callable[..., object]) -> str:
    return " ".join((inspect.getdoc(find) or "").split())
