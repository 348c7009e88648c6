"""What people know about a corpus: the types of the data files under `seeds/annotations`, and all of it
together with the register (`authorities.py`). Everything here is data of an archive; the program only
checks and shows it.

Passages are named by quotation (`Quote`), never by offset, so that better rules cannot move them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from build_scripts.authorities import Authority


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage by its words (W3C TextQuoteSelector). White space runs count as one space."""

    document: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    where: str = ""
    """`file:line` of the data file, for messages."""


@dataclass(frozen=True, slots=True)
class MentionDecision:
    """What the editor decided about one mention."""

    quote: Quote
    entity: str
    """Id of the authority, or `none`."""
    sense: str = ""
    """`place`, `government` or "" (as the rule says)."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document states on a question."""

    id: str
    quote: Quote
    says: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    as_of: str = ""
    hedge: str = ""
    by: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    first: str
    second: str
    kind: str
    """`agree`, `differ`, `later-state`, `not-comparable` or `contradicts`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question and the statements of all documents on it."""

    id: str
    question: str
    claims: tuple[Claim, ...]
    relations: tuple[ClaimRelation, ...] = ()
    note: str = ""
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    chart_unit: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One document's words about an event."""

    quote: Quote
    date: str = ""
    """EDTF, where it differs from the event's."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    date: str
    label: str
    reports: tuple[Report, ...]
    event: str = ""
    """Id of the authority of kind event, where there is one."""
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    inferred: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class DateGloss:
    """A relative date resolved against the document's own."""

    quote: Quote
    date: str
    """EDTF, or `unknown`."""
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a work is cited: a note, or words of a text."""

    document: str
    note: str = ""
    quote: Quote | None = None
    state: str = "complete"
    """`complete`, `short-form`, `address-lost` or `address-doubtful`."""
    printed_as: str = ""
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that the documents cite. `fields` holds what is printed, by the keys of the data file."""

    id: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    url: str = ""
    url_status: str = "as-printed"
    url_printed: str = ""
    document: str = ""
    authority: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """title_translated, container, publisher, place, volume, issue, pages, note, in this order."""
    citations: tuple[Citation, ...] = ()
    where: str = ""

    def field(self, name: str) -> str:
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True)
class TopicDecision:
    quote: Quote
    carries: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    quote: Quote
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the controlled vocabulary (SKOS), with the rule by which paragraphs carry it."""

    id: str
    label: str
    scope: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    document_subjects: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    at_least: int = 2
    decisions: tuple[TopicDecision, ...] = ()
    question: str = ""
    intro: str = ""
    steps: tuple[Step, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an editorial note rests on: a passage of the archive, or a named source outside it."""

    quote: Quote | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class EditorialNote:
    quote: Quote
    kind: str
    certainty: str
    """`certain`, `likely` or `query`."""
    text: str
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedDecision:
    first: Quote
    second: Quote
    add: bool
    """True to add the pair, False to veto it."""
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it. Empty for a folder that holds nothing but documents."""

    authorities: tuple[Authority, ...] = ()
    mentions: tuple[MentionDecision, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[DateGloss, ...] = ()
    works: tuple[Work, ...] = ()
    topics: tuple[Topic, ...] = ()
    notes: tuple[EditorialNote, ...] = ()
    related: tuple[RelatedDecision, ...] = ()

    def authority(self, id: str) -> Authority | None:
        return next((a for a in self.authorities if a.id == id), None)


def quote_of(row: dict[str, Any], where: str) -> Quote:
    """The selector in a row of a data file."""
    return Quote(row["document"], row["exact"], row.get("prefix", ""), row.get("suffix", ""), where)
