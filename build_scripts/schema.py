"""What a record and `archive.yml` may say, as rows of data. `records.py` reads these rows.

Every row names the standard its key maps to. The page on writing records lists the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.source import ASIDES


@dataclass(frozen=True, slots=True)
class Field:
    """One key."""

    name: str
    kind: str
    """line, text, id, encoding, format, edtf, language, uri, url, mail, issn, count, lines,
    choice, stated (plain value or value with evidence), mapping or entries (a list of mappings)."""
    standard: str
    """What the key maps to."""
    help: str
    many: bool = False
    """A list of values (one value alone is taken as a list of one)."""
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    """Of a mapping, or of each entry."""
    of: str = "line"
    """Of a stated value: the kind of the value itself."""
    short: str = ""
    """Of entries: the key that an entry has when it is a plain text."""


def _stated(name: str, standard: str, help: str, of: str = "line", many: bool = False) -> Field:
    return Field(name, "stated", standard, help, many=many, of=of)


METADATA = (
    _stated("title", "dcterms:title", "title of the document"),
    _stated("alternative", "dcterms:alternative", "another form of the title", many=True),
    _stated("creator", "dcterms:creator", "author, in the order of the document", many=True),
    _stated("contributor", "dcterms:contributor", "editor, translator, interviewer …", many=True),
    _stated("publisher", "dcterms:publisher", "who published it"),
    _stated("issued", "dcterms:issued", "date of publication (EDTF)", of="edtf"),
    _stated("created", "dcterms:created", "date of writing (EDTF)", of="edtf"),
    _stated("is_part_of", "dcterms:isPartOf", "journal, magazine, series or site it appeared in"),
    _stated("volume", "bibo:volume", "volume, as printed"),
    _stated("issue", "bibo:issue", "issue, as printed"),
    _stated("number", "bibo:number", "number in a series, as printed"),
    _stated("issn", "bibo:issn", "ISSN, with its check digit", of="issn", many=True),
    _stated("language", "dcterms:language", "main language (BCP 47: en, az-Latn, ru)", of="language"),
    _stated("type", "dcterms:type", "kind of document: report, journal article, news article …"),
    _stated("subject", "dcterms:subject", "subject, used as a tag", many=True),
    _stated("abstract", "dcterms:abstract", "summary in the document's own words", of="text"),
    _stated("description", "dcterms:description", "one neutral line for lists", of="text"),
    _stated("identifier", "dcterms:identifier", "DOI, ISBN, report number, permanent address", many=True),
    _stated("source", "dcterms:source", "where this text was taken from, as the document states it"),
    _stated("spatial", "dcterms:spatial", "place it is about", many=True),
    _stated("temporal", "dcterms:temporal", "time it is about (EDTF)", of="edtf"),
    _stated("coverage", "dcterms:coverage", "scope in words", many=True),
)

RIGHTS = (
    Field("uri", "uri", "dcterms:rights", "a RightsStatements.org or licence address"),
    Field("holder", "line", "dcterms:rightsHolder", "who holds the rights, where stated"),
    Field("statement", "line", "dc:rights", "the words of the document itself"),
    Field("evidence", "lines", "", "line or lines of the seed that state it"),
    Field("note", "text", "skos:note", "what is known and what is not"),
)

ACTIONS = ("set-aside", "keep", "join", "no-join", "role")
ROLES = (
    "title", "byline", "dateline", "head", "p", "quote", "abstract", "table", "caption", "list",
    "verse", "code", "author-note", "credit", "note",
)  # fmt: skip

DECISION = (
    Field("action", "choice", "tei:change", "what to do", required=True, choices=ACTIONS),
    Field("line", "count", "", "line of the seed where it begins", required=True),
    Field("to_line", "count", "", "last line, when it concerns several"),
    Field("kind", "choice", "tei:fw", "of set-aside: what it is", choices=tuple(ASIDES)),
    Field("role", "choice", "tei:div", "of role: what the text is", choices=ROLES),
    Field("level", "count", "", "of a heading: 2 for the highest; of a list item: depth"),
    Field("reason", "text", "tei:note", "why no rule can know this", required=True),
)

ACCEPT = (
    Field("code", "line", "", "code of the finding", required=True),
    Field("line", "count", "", "line of the seed, when only that one is accepted"),
    Field("reason", "text", "", "why it is right as it stands", required=True),
)

RECORD = (
    Field("id", "id", "dcterms:identifier", "permanent id: the address of the document"),
    Field("encoding", "line", "tei:encodingDesc", "encoding of the file, when it is not UTF-8"),
    Field("format", "choice", "dcterms:format", "reader to use instead of the one for the suffix",
          choices=("text", "markdown", "html")),
    Field("metadata", "mapping", "DCMI Metadata Terms", "what is known of the document", fields=METADATA),
    Field("rights", "mapping", "RightsStatements.org", "who may do what with it", fields=RIGHTS),
    Field("access", "choice", "dcterms:accessRights", "how much of it is published everywhere (default: full)",
          choices=("full", "excerpt", "record")),
    Field("excerpt_to", "count", "", "last line of the seed that an excerpt shows (default: about 150 words)"),
    Field("obtained", "text", "dcterms:provenance", "how this copy was obtained"),
    Field("decisions", "entries", "tei:revisionDesc", "decisions that no rule can make", fields=DECISION),
    Field("accept", "entries", "", "findings that are right as they stand", fields=ACCEPT),
)  # fmt: skip

STATED = (
    Field("value", "line", "", "the value", required=True),
    Field("evidence", "lines", "", "line or lines of the seed that state it"),
    Field("inferred", "text", "", "the reasoning, when no line states it"),
)

REDIRECT = (
    Field("from", "line", "", "old id of a document, or address like `people/old-id`", required=True),
    Field("to", "line", "", "id or address of today", required=True),
)

ARCHIVE = (
    Field("title", "line", "dcterms:title", "name of the archive"),
    Field("subtitle", "line", "dcterms:alternative", "a line under the name"),
    Field("description", "text", "dcterms:description", "one or two sentences"),
    Field("intro", "text", "dcterms:abstract", "paragraphs for the home page, plain text", many=True),
    Field("publisher", "line", "dcterms:publisher", "who publishes the archive"),
    Field("contact", "mail", "foaf:mbox", "mail address"),
    Field("language", "language", "dcterms:language", "language of the archive's own words (BCP 47)"),
    Field("date", "edtf", "dcterms:issued", "date of this edition (EDTF)"),
    Field("version", "line", "dcterms:hasVersion", "version of this edition"),
    Field("base_url", "url", "", "web address where it is published, when it is"),
    Field("rights", "text", "dcterms:rights", "a sentence on the rights in the whole"),
    Field("redirects", "entries", "dcterms:isReplacedBy", "old addresses that must lead on", many=True,
          fields=REDIRECT),
)  # fmt: skip
