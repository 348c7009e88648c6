"""The works cited, each with the places that cite it, and the links whose addresses the source has lost."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.connections import Target
from build_scripts.exporters.register import folded
from build_scripts.knowledge import Citation, Work
from build_scripts.model import Corpus, Document

_FULL = ("complete", "address-doubtful")
"""States of a reference that identifies its work."""
_ARTICLES = ("the ", "a ", "an ")
_SIGNS = "\"'“”‘’«»„‹›([¿¡ "


@dataclass(frozen=True, slots=True)
class Place:
    """A citation that was found in its document."""

    citation: Citation
    document: Document
    unit: str
    """Id of the note or block."""
    target: Target | None
    """The words, where they are quoted."""
    resolved: bool
    """A short form whose work is cited in full elsewhere in the documents."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    work: Work
    places: tuple[Place, ...]
    """At least one; in the order of the corpus and of the text."""

    @property
    def states(self) -> tuple[str, ...]:
        """What is to be said of its references and address, in a fixed order: keys of STATES."""
        found = {state_of(place) for place in self.places}
        if self.work.url_status in ("repaired", "doubtful", "lost"):
            found.add(f"address-{self.work.url_status}")
        return tuple(state for state in STATES if state in found)


@dataclass(frozen=True, slots=True)
class LostLink:
    """Words that are a link in the original, whose address the received text has not."""

    document: Document
    unit: str
    words: str
    work: Work | None
    """The work of the bibliography that is cited by these words."""


@dataclass(frozen=True, slots=True)
class WorksCited:
    works: tuple[CitedWork, ...]
    """From A to Z by author or title; without those of which nothing is known but a lost link."""
    linked: tuple[CitedWork, ...]
    """Those."""
    links: tuple[LostLink, ...]


#: State of a reference or address → in words.
STATES = {
    "complete": "complete reference",
    "resolved": "short form, resolved to a full reference",
    "short-form": "named without a full reference",
    "address-repaired": "address repaired",
    "address-doubtful": "address doubtful",
    "address-lost": "address lost in the source",
}


def state_of(place: Place) -> str:
    return "resolved" if place.resolved else place.citation.state


def works_cited(corpus: Corpus) -> WorksCited:
    """Everything of the bibliography that was found in the documents."""
    documents = {document.id: (i, document) for i, document in enumerate(corpus.documents)}
    order = {
        (document.id, unit.id): (i, j)
        for i, document in documents.values()
        for j, unit in enumerate(document.units)
    }
    found = []
    for work in corpus.knowledge.works:
        full = any(citation.state in _FULL for citation in work.citations)
        places = [
            place
            for citation in work.citations
            if (place := _place(citation, corpus, documents, order, full)) is not None
        ]
        places.sort(key=lambda p: (order[p.document.id, p.unit], p.target.start if p.target else 0))
        if places:
            found.append(CitedWork(work, tuple(places)))
    found.sort(key=_alphabetical)
    return WorksCited(
        tuple(cited for cited in found if not _only_a_link(cited.work)),
        tuple(cited for cited in found if _only_a_link(cited.work)),
        tuple(_lost_links(corpus, found)),
    )


def _place(
    citation: Citation,
    corpus: Corpus,
    documents: dict[str, tuple[int, Document]],
    order: dict[tuple[str, str], tuple[int, int]],
    full: bool,
) -> Place | None:
    """Where the citation stands; None when the data name no such note and the words were not found."""
    target = corpus.connections.targets.get(citation.quote) if citation.quote else None
    unit = citation.note or (target.unit if target else "")
    if (citation.document, unit) not in order:
        return None
    if target and target.unit != unit:
        target = None
    resolved = citation.state == "short-form" and full
    return Place(citation, documents[citation.document][1], unit, target, resolved)


def _only_a_link(work: Work) -> bool:
    """Whether nothing is known of the work but that words linked to it."""
    return not (work.title or work.authors or work.field("container")) and all(
        citation.state == "address-lost" for citation in work.citations
    )


def heading(work: Work) -> str:
    """What the work is listed by: its first author, else its title, else what it stands in."""
    return (work.authors[0] if work.authors else "") or work.title or work.field("container") or work.id


def sort_words(work: Work) -> str:
    """The heading without case, diacritics, opening signs and English article."""
    words = folded(heading(work)).lstrip(_SIGNS)
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words or folded(work.id)


def initial(work: Work) -> str:
    """The letter under which it stands; `0–9` for figures, `#` for signs."""
    first = sort_words(work)[0]
    return "0–9" if first.isdigit() else first.upper() if first.isalpha() else "#"


def _alphabetical(cited: CitedWork) -> tuple[str, str, str, str]:
    work = cited.work
    return sort_words(work), work.date, folded(work.title), work.id


def _lost_links(corpus: Corpus, works: list[CitedWork]) -> list[LostLink]:
    """In the order of the texts. A link and a citation that share words are the same."""
    cited: dict[tuple[str, str], list[tuple[Target, Work]]] = {}
    for one in works:
        for place in one.places:
            if place.target:
                cited.setdefault((place.document.id, place.unit), []).append((place.target, one.work))
    found = []
    for document in corpus.documents:
        for unit in document.units:
            for style in sorted(unit.styles, key=lambda style: (style.start, style.end)):
                if style.name != "link" or style.href is not None:
                    continue
                here = cited.get((document.id, unit.id), [])
                work = next((w for t, w in here if t.start < style.end and style.start < t.end), None)
                words = " ".join(unit.text[style.start : style.end].split())
                found.append(LostLink(document, unit.id, words, work))
    return found
