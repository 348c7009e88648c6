"""What the data files under `seeds/authorities` and `seeds/annotations` may say, as rows of data.
`knowledge_files.py` reads these rows; the page on data files lists them."""

from __future__ import annotations

from build_scripts.authorities import RELATIONS
from build_scripts.schema import Field

CERTAINTIES = ("high", "medium", "low")
RELATION_OF_CLAIMS = ("agree", "differ", "later-state", "not-comparable", "contradicts")
KINDS_OF_WORK = ("book", "chapter", "article", "news", "report", "web", "interview", "law", "statistics",
                 "thesis", "letter", "broadcast", "speech")  # fmt: skip
STATES = ("complete", "short-form", "address-lost", "address-doubtful")
KINDS_OF_NOTE = ("contradiction", "figure", "date", "name", "slip", "reference", "identification",
                 "quotation")  # fmt: skip
CERTAINTIES_OF_NOTE = ("certain", "likely", "query")

SELECTOR = (
    Field("document", "id", "oa:hasSource", "id of the document", required=True),
    Field("exact", "text", "oa:exact", "words as they stand in the reading text", required=True),
    Field("prefix", "text", "oa:prefix", "words right before, when the words occur more than once"),
    Field("suffix", "text", "oa:suffix", "words right after, likewise"),
)
TARGET = Field("target", "id", "", "id of the other", required=True)

FORM = (
    Field("form", "line", "skos:altLabel", "the form, as it stands in the texts", required=True),
    Field("when", "choice", "", "where it counts", choices=("always", "named", "office")),
    Field("certainty", "choice", "", "how sure the link is", choices=CERTAINTIES),
)
OFFICE = (
    Field("title", "line", "schema:roleName", "the office", required=True),
    Field("from", "edtf_or_open", "schema:startDate", "since when (EDTF)"),
    Field("to", "edtf_or_open", "schema:endDate", "until when (EDTF)"),
)
RELATION = (
    Field("type", "choice", "", "what the relation is", required=True, choices=tuple(RELATIONS)),
    TARGET,
)
COORDINATES = (
    Field("latitude", "number", "geo:lat", "degrees, north positive", required=True),
    Field("longitude", "number", "geo:long", "degrees, east positive", required=True),
    Field("source", "line", "dcterms:source", "where the figures come from", required=True),
)
SAME_AS = (
    Field("wikidata", "line", "skos:exactMatch", "Wikidata id, only when verified"),
    Field("geonames", "line", "skos:exactMatch", "GeoNames id"),
    Field("iso3166", "line", "skos:exactMatch", "country code, two letters"),
    Field("viaf", "line", "skos:exactMatch", "VIAF id"),
    Field("issn", "issn", "bibo:issn", "ISSN of a periodical"),
    Field("url", "url", "foaf:homepage", "its own site"),
)
AUTHORITY = (
    Field("id", "id", "dcterms:identifier", "permanent id: the address of its page", required=True),
    Field("label", "line", "skos:prefLabel", "the name by which it is listed", required=True),
    Field("sort", "line", "", "form for alphabetical lists"),
    Field("description", "text", "skos:definition", "one neutral line"),
    Field(
        "source", "line", "dcterms:source", "where the description comes from, when not from the documents"
    ),
    Field("abbreviation", "line", "", "short form, explained where it stands"),
    Field("forms", "entries", "skos:altLabel", "every other form that occurs", fields=FORM, short="form"),
    Field("offices", "entries", "schema:hasOccupation", "offices, as the documents state", fields=OFFICE),
    Field("stands_for", "id", "", "state for whose government the name may stand"),
    Field("relations", "entries", "skos:related", "relations to others", fields=RELATION),
    Field("same_as", "mapping", "skos:exactMatch", "verified identifiers", fields=SAME_AS),
    Field("coordinates", "mapping", "geo:Point", "where it lies", fields=COORDINATES),
    Field("note", "text", "skos:editorialNote", "for editors"),
)
MENTION = (
    *SELECTOR,
    Field("entity", "id", "oa:hasBody", "id of the entity, or none", required=True),
    Field("sense", "choice", "", "what a capital stands for", choices=("place", "government")),
    Field("reason", "text", "", "why no rule can know this", required=True),
)
CLAIM = (
    Field("id", "id", "", "id inside the question", required=True),
    *SELECTOR,
    Field("says", "line", "", "what is stated, in few words", required=True),
    Field("number", "number", "schema:value", "the figure"),
    Field("low", "number", "schema:minValue", "lower end of a range"),
    Field("high", "number", "schema:maxValue", "upper end of a range"),
    Field("unit", "line", "schema:unitText", "its unit"),
    Field("as_of", "edtf", "schema:observationDate", "the time it is about (EDTF)"),
    Field("hedge", "line", "", "words that weaken it, such as around"),
    Field("by", "line", "prov:wasAttributedTo", "who says so"),
    Field("through", "line", "prov:hadPrimarySource", "through whom"),
)
CLAIM_RELATION = (
    Field("first", "id", "", "id of a statement", required=True),
    Field("second", "id", "", "id of another", required=True),
    Field("kind", "choice", "", "how they stand to one another", required=True, choices=RELATION_OF_CLAIMS),
    Field("reason", "text", "", "in neutral words"),
)
COMPARISON = (
    Field("id", "id", "", "id of the question", required=True),
    Field("question", "line", "", "the question", required=True),
    Field("note", "text", "", "what must be kept in mind"),
    Field("topics", "id", "dcterms:subject", "topics", many=True),
    Field("entities", "id", "schema:about", "entities it is about", many=True),
    Field("chart", "mapping", "", "draw the figures", fields=(
        Field("unit", "line", "", "unit of the figures that are drawn", required=True),)),
    Field("statements", "entries", "", "what the documents state", required=True, fields=CLAIM),
    Field("relations", "entries", "", "how the statements stand to one another", fields=CLAIM_RELATION),
)  # fmt: skip
REPORT = (
    *SELECTOR,
    Field("date", "edtf", "", "date, where this report gives another"),
    Field("note", "text", "", "what is to be said of it"),
)
EVENT = (
    Field("id", "id", "", "id of the event", required=True),
    Field("date", "edtf", "dcterms:date", "when (EDTF)", required=True),
    Field("label", "line", "rdfs:label", "what happened, in neutral words", required=True),
    Field("event", "id", "", "authority of kind event"),
    Field("entities", "id", "schema:about", "who and what took part", many=True),
    Field("topics", "id", "dcterms:subject", "topics", many=True),
    Field("inferred", "text", "", "the reasoning, when the date is not stated"),
    Field("reports", "entries", "", "the documents' own words", required=True, fields=REPORT),
)
DATE = (
    *SELECTOR,
    Field("date", "edtf_or_unknown", "dcterms:date", "what it means (EDTF), or unknown", required=True),
    Field("reason", "text", "", "the reasoning", required=True),
)
CITATION = (
    Field("document", "id", "", "document that cites it", required=True),
    Field("note", "line", "", "id of the note (fn5)"),
    Field("exact", "text", "oa:exact", "the words that cite it"),
    Field("prefix", "text", "oa:prefix", "words right before"),
    Field("suffix", "text", "oa:suffix", "words right after"),
    Field("state", "choice", "", "how complete the reference is", choices=STATES),
    Field("as", "line", "", "the short form as printed"),
    Field("reason", "text", "", "why it is this work"),
)
WORK = (
    Field("id", "id", "", "id of the work", required=True),
    Field("kind", "choice", "dcterms:type", "kind of work", required=True, choices=KINDS_OF_WORK),
    Field("authors", "line", "dcterms:creator", "Family, Given", many=True),
    Field("title", "line", "dcterms:title", "title, as printed"),
    Field("title_translated", "line", "dcterms:alternative", "translation that the source prints"),
    Field("container", "line", "dcterms:isPartOf", "journal, newspaper, site or book it stands in"),
    Field("publisher", "line", "dcterms:publisher", "publisher"),
    Field("place", "line", "", "place of publication"),
    Field("volume", "line", "bibo:volume", "volume"),
    Field("issue", "line", "bibo:issue", "issue or number"),
    Field("pages", "line", "bibo:pages", "pages cited"),
    Field("date", "edtf", "dcterms:issued", "date (EDTF)"),
    Field("language", "language", "dcterms:language", "language (BCP 47)"),
    Field("url", "line", "bibo:uri", "address"),
    Field(
        "url_status",
        "choice",
        "",
        "state of the address",
        choices=("as-printed", "repaired", "doubtful", "lost"),
    ),
    Field("url_printed", "line", "", "address as printed, where it is repaired"),
    Field("document", "id", "", "document of the archive that is this work"),
    Field("authority", "id", "", "authority of kind work"),
    Field("note", "text", "", "what is to be said of it"),
    Field("citations", "entries", "bibo:citedBy", "where it is cited", required=True, fields=CITATION),
)
STEP = (*SELECTOR, Field("remark", "text", "", "a line that leads on"))
TOPIC = (
    Field("id", "id", "", "id of the topic: the address of its page", required=True),
    Field("label", "line", "skos:prefLabel", "its name", required=True),
    Field("scope", "text", "skos:scopeNote", "what belongs to it"),
    Field("broader", "id", "skos:broader", "wider topics", many=True),
    Field("related", "id", "skos:related", "topics beside it", many=True),
    Field("document_subjects", "line", "", "subjects of records that mean it", many=True),
    Field("entities", "id", "", "a paragraph that names them carries it", many=True),
    Field("words", "line", "", "a paragraph that holds them carries it", many=True),
    Field("at_least", "count", "", "how many different ones are needed (2)"),
    Field("decisions", "entries", "", "the editor's decisions", fields=(
        *SELECTOR,
        Field("carries", "choice", "", "whether it carries the topic", required=True, choices=("yes", "no")),
        Field("reason", "text", "", "why", required=True))),
    Field("path", "mapping", "", "a guided path", fields=(
        Field("question", "line", "", "the question that the path follows", required=True),
        Field("intro", "text", "", "a few words before"),
        Field("steps", "entries", "", "passages in order", required=True, fields=STEP))),
)  # fmt: skip
BASIS = (
    Field("document", "id", "", "id of the document"),
    Field("exact", "text", "oa:exact", "the words it rests on"),
    Field("prefix", "text", "oa:prefix", "words right before"),
    Field("suffix", "text", "oa:suffix", "words right after"),
    Field("source", "text", "dcterms:source", "a named source outside the archive"),
)
NOTE = (
    *SELECTOR,
    Field("kind", "choice", "", "what it is about", required=True, choices=KINDS_OF_NOTE),
    Field("certainty", "choice", "", "how sure it is", required=True, choices=CERTAINTIES_OF_NOTE),
    Field("text", "text", "oa:hasBody", "the note", required=True),
    Field("basis", "entries", "", "what it rests on", required=True, fields=BASIS),
)
RELATED = (
    Field("first", "mapping", "", "one passage", required=True, fields=SELECTOR),
    Field("second", "mapping", "", "the other", required=True, fields=SELECTOR),
    Field("decision", "choice", "", "add or veto", required=True, choices=("add", "veto")),
    Field("reason", "text", "", "shown to the reader", required=True),
)

#: Name of the file under `seeds/annotations` → its rows.
ANNOTATIONS = {
    "mentions": MENTION,
    "comparisons": COMPARISON,
    "timeline": EVENT,
    "dates": DATE,
    "bibliography": WORK,
    "topics": TOPIC,
    "notes": NOTE,
    "related": RELATED,
}
