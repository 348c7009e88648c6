"""`suggest notes`: places that may deserve an editorial note, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts.annotators.quotations import quotations
from build_scripts.connections import Target
from build_scripts.knowledge import Basis, EditorialNote, Knowledge, Quote
from build_scripts.model import Corpus
from build_scripts.suggest.note_dates import address_dates, ambiguous_dates, later_than_source, two_days
from build_scripts.suggest.note_figures import growth
from build_scripts.suggest.note_names import close_names
from build_scripts.suggest.note_references import addresses, home_pages, sections, unnamed
from build_scripts.suggest.note_signs import english_slips, letters_alike, repeated_words, text_slips
from build_scripts.suggest.printing import comment, entry, selector
from build_scripts.suggest.proposals import Check, Proposal
from build_scripts.suggest.quoting import Quoter

#: Name → what proposes notes of this sort.
CHECKS: tuple[tuple[str, Check], ...] = (
    ("signs-and-letters", text_slips),
    ("letters-alike", letters_alike),
    ("repeated-words", repeated_words),
    ("english", english_slips),
    ("growth", growth),
    ("two-days", two_days),
    ("later-than-source", later_than_source),
    ("date-in-address", address_dates),
    ("ambiguous-date", ambiguous_dates),
    ("close-name", close_names),
    ("section", sections),
    ("address", addresses),
    ("home-page", home_pages),
    ("unnamed", unnamed),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal with the quotations that name its passages."""

    check: str
    proposal: Proposal
    note: EditorialNote


def notes(corpus: Corpus) -> Iterator[str]:
    """The lines of a data file like `annotations/notes.yml`; what a note already tells is left out."""
    made = [one for one in found(corpus) if not covered(corpus, one.proposal)]
    yield comment("Proposals for annotations/notes.yml. Keep what holds, in your own words; drop the rest.")
    yield comment(f"{len(made)} proposals that no note covers yet.")
    if not made:
        yield "[]"
    for one in made:
        yield ""
        yield comment(one.check)
        note = one.note
        yield from entry(
            {
                **selector(note.quote),
                "kind": note.kind,
                "certainty": note.certainty,
                "text": note.text,
                "basis": [selector(basis.quote) for basis in note.basis if basis.quote],
            }
        )


def found(corpus: Corpus) -> list[Found]:
    """Every proposal of every check whose passages can be quoted, in the order of the texts."""
    quoter = Quoter(corpus)
    order = {
        (document.id, unit.id): (i, j)
        for i, document in enumerate(corpus.documents)
        for j, unit in enumerate(document.units)
    }
    made: dict[Target, Found] = {}
    for name, check in CHECKS:
        for proposal in check(corpus):
            quotes = [quoter.quote(target) for target in (proposal.target, *proposal.basis)]
            known = [quote for quote in quotes if quote]
            if len(known) == len(quotes):
                bases = tuple(Basis(quote) for quote in known[1:] or known[:1])
                note = EditorialNote(known[0], proposal.kind, proposal.certainty, proposal.text, bases)
                made.setdefault(proposal.target, Found(name, proposal, note))
    rows = sorted(
        made.values(),
        key=lambda row: (*order[row.proposal.target.document, row.proposal.target.unit], row.proposal.target),
    )
    stands = _standing(corpus, rows)
    return [
        row for row in rows if row.note.quote in stands and all(b.quote in stands for b in row.note.basis)
    ]


def _standing(corpus: Corpus, rows: list[Found]) -> set[Quote | None]:
    """The quotations that stand in their document exactly once."""
    checked = quotations(replace(corpus, knowledge=Knowledge(notes=tuple(row.note for row in rows))))
    return set(checked.connections.targets)


def covered(corpus: Corpus, proposal: Proposal) -> bool:
    """Whether a note of the editor is set on the passage, or connects it with the paragraphs that the
    proposal connects it with."""
    targets = corpus.connections.targets
    for placed in corpus.connections.notes:
        if _overlap(placed.target, proposal.target):
            return True
        bases = [t for basis in placed.note.basis if basis.quote and (t := targets.get(basis.quote))]
        if any(_overlap(target, proposal.target) for target in bases):
            named = (*bases, placed.target)
            if all(any(_beside(target, basis) for target in named) for basis in proposal.basis):
                return True
    return False


def _overlap(one: Target, other: Target) -> bool:
    return (
        (one.document, one.unit) == (other.document, other.unit)
        and one.start < other.end
        and other.start < one.end
    )


def _beside(one: Target, other: Target) -> bool:
    return (one.document, one.unit) == (other.document, other.unit)
