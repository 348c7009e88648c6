"""What the texts lead to: computed over the whole corpus, never stored in a seed.

A `Target` is a stretch of the reading text of one block or note. Everything here is built by
`annotators.ANNOTATORS`, one after another, from the documents and the archive's `Knowledge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from build_scripts.knowledge import EditorialNote, Quote


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Characters `start` to `end` (half-open) of the text of a block or note."""

    document: str
    unit: str
    """Id of the block (`l62`) or note (`fn7`)."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A listed entity named in a text."""

    entity: str
    """Id of the authority."""
    target: Target
    surface: str
    """The words of the mention."""
    rule: str
    """How it was found: `form`, `named`, `office`, `byline`, `decision` …"""
    certainty: str = "high"
    sense: str = ""
    """Of a capital: `place` or `government`; else ""."""
    sense_rule: str = ""
    """How the sense was found."""


@dataclass(frozen=True, slots=True)
class AutomaticName:
    """A name found by rule alone, for an archive without a register."""

    id: str
    label: str
    """The form that occurs most often."""
    forms: tuple[str, ...]
    targets: tuple[Target, ...]
    expansion: str = ""
    """Of an acronym: what the text says that it stands for."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form that is explained where it stands."""

    short: str
    expansion: str
    document: str = ""
    """Where the explanation holds: id of the document whose text gives it, or "" for the register."""


@dataclass(frozen=True, slots=True)
class RelatedPair:
    """Two passages of different documents that speak of the same matter. `first` < `second`."""

    first: Target
    second: Target
    """The clauses that matter; their units are the passages."""
    score: float
    reasons: tuple[str, ...]
    """What both have, in words for a reader: names, figures, dates, rare words."""
    added: bool = False
    """Whether the editor added it (else it was computed)."""
    remark: str = ""
    """The editor's reason."""


@dataclass(frozen=True, slots=True)
class TopicMark:
    """A paragraph (or note) that carries a topic."""

    topic: str
    document: str
    unit: str
    rule: str
    """`words`, `section` or `decision`."""
    evidence: tuple[str, ...] = ()
    """The words and names that were found."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An editorial note at its place, with its letter in the document's series a, b … z, aa …"""

    letter: str
    target: Target
    note: EditorialNote


@dataclass(frozen=True, slots=True)
class Connections:
    """All of it; every tuple in the order of documents and text."""

    targets: Mapping[Quote, Target] = field(default_factory=lambda: MappingProxyType({}))
    """Where each quotation of the data files stands; those that were not found are missing."""
    lost: tuple[tuple[Quote, str], ...] = ()
    """(quotation, why it was not found)."""
    mentions: tuple[Mention, ...] = ()
    automatic: tuple[AutomaticName, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    related: tuple[RelatedPair, ...] = ()
    topics: tuple[TopicMark, ...] = ()
    notes: tuple[PlacedNote, ...] = ()

    def notes_by_document(self) -> dict[str, list[PlacedNote]]:
        """Document → the editor's notes on it, in the order of its text."""
        found: dict[str, list[PlacedNote]] = {}
        for placed in self.notes:
            found.setdefault(placed.target.document, []).append(placed)
        return found
