"""What is published of a document whose record restricts it: `access: full`, `excerpt` or `record`.

The restriction is made once, on the corpus, before anything is computed from it or written: every page,
data file, index, book and bundle sees only what may be seen. What is not published is not there: the
source holds spaces in its place, so that offsets and line numbers stay true.

- `record`: the metadata only.
- `excerpt`: the beginning of the reading text, whole blocks up to EXCERPT words, or to the line that the
  record names (`excerpt_to`); no notes.

Quotations of the data files from what is not published are left out with what hangs on them, because they
are words of the document too. What the archive's people say of a document (its description, a label of an
event) is their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import MappingProxyType

from build_scripts.knowledge import Citation, Knowledge, Quote, Work
from build_scripts.model import Block, Corpus, Document
from build_scripts.source import Source, Statement

Shown = Callable[[Quote | None], bool]
"""Whether the words may be seen."""
EXCERPT = 150
"""Words of an excerpt, at most, unless the record says how far it goes."""
WORDS_OF_THE_TEXT = frozenset({"abstract", "description"})
"""Terms of the metadata whose value may be a passage of the text."""


def restrict(corpus: Corpus) -> Corpus:
    """The corpus with no more of each document than may be published. Runs when the quotations of the data
    files have been found in the whole texts, and before everything else."""
    if all(document.access == "full" for document in corpus.documents):
        return corpus
    documents = tuple(restricted(document) for document in corpus.documents)
    units = {(document.id, unit.id) for document in documents for unit in document.units}
    hidden = {document.id for document in documents if document.access != "full"}
    kept = {
        quote: target
        for quote, target in corpus.connections.targets.items()
        if (target.document, target.unit) in units
    }

    def shown(quote: Quote | None) -> bool:
        return quote is None or quote.document not in hidden or quote in kept

    connections = replace(corpus.connections, targets=MappingProxyType(kept))
    knowledge = _known(corpus.knowledge, shown, hidden)
    return replace(corpus, documents=documents, connections=connections, knowledge=knowledge)


def restricted(document: Document) -> Document:
    """The document as it may be published; one with full access is returned as it is."""
    if document.access == "full":
        return document
    blocks = tuple(_without_notes(block) for block in _excerpt(document))
    last = max((line for block in blocks for line in block.lines), default=0)
    record = {key: value for key, value in document.record.items() if key not in ("decisions", "accept")}
    return replace(
        document,
        source=_masked(document.source, blocks, last),
        statements=tuple(_statement(one, last) for one in document.statements if _sayable(one)),
        blocks=blocks,
        notes=(),
        interventions=(),
        description=_own_description(document),
        record=record,
    )


def _excerpt(document: Document) -> Iterator[Block]:
    """Whole blocks from the beginning; a heading with nothing below it is left out."""
    if document.access == "record":
        return
    to, words = document.record.get("excerpt_to"), 0
    held: list[Block] = []
    for block in document.blocks:
        words += len(block.text.split())
        if max(block.lines) > to if to else words > EXCERPT:
            return
        held.append(block)
        if block.kind != "head":
            yield from held
            held = []


def _without_notes(block: Block) -> Block:
    return replace(block, noterefs=(), rule="", reason="")


def _masked(source: Source, blocks: tuple[Block, ...], last: int) -> Source:
    """Spaces where nothing is published; lines up to the last one that is."""
    end = source.lines[last - 1].end if last else 0
    text = [" "] * end
    for block in blocks:
        for start, stop in block.source:
            text[start:stop] = source.text[start:stop]
    return replace(source, text="".join(text), lines=source.lines[:last])


def _sayable(statement: Statement) -> bool:
    """A summary that a rule took from the text is text; one that the record gives is the archive's."""
    return statement.term not in WORDS_OF_THE_TEXT or statement.rule == "record"


def _statement(statement: Statement, last: int) -> Statement:
    """Without the words of a line that is not published; reasoning of the editor stays."""
    if statement.line is None:
        return statement
    if statement.line <= last:
        return statement
    return replace(statement, line=None, evidence="")


def _own_description(document: Document) -> str:
    return next((s.value for s in document.statements if s.term == "description" and s.rule == "record"), "")


def _known(known: Knowledge, shown: Shown, hidden: set[str]) -> Knowledge:
    """The data files without what rests on words that are not published."""
    return replace(
        known,
        mentions=tuple(one for one in known.mentions if shown(one.quote)),
        comparisons=tuple(
            replace(
                one, claims=claims, relations=tuple(r for r in one.relations if {r.first, r.second} <= ids)
            )
            for one in known.comparisons
            if (claims := tuple(claim for claim in one.claims if shown(claim.quote)))
            for ids in [{claim.id for claim in claims}]
        ),
        events=tuple(
            replace(one, reports=reports)
            for one in known.events
            if (reports := tuple(report for report in one.reports if shown(report.quote)))
        ),
        dates=tuple(one for one in known.dates if shown(one.quote)),
        works=tuple(_works(known.works, shown, hidden)),
        topics=tuple(
            replace(
                one,
                decisions=tuple(d for d in one.decisions if shown(d.quote)),
                steps=tuple(step for step in one.steps if shown(step.quote)),
            )
            for one in known.topics
        ),
        notes=tuple(
            one for one in known.notes if shown(one.quote) and all(shown(basis.quote) for basis in one.basis)
        ),
        related=tuple(one for one in known.related if shown(one.first) and shown(one.second)),
    )


def _works(works: tuple[Work, ...], shown: Shown, hidden: set[str]) -> Iterator[Work]:
    """A work that only unpublished words cite goes with them."""

    def seen(citation: Citation) -> bool:
        if citation.note and citation.document in hidden:
            return False
        return shown(citation.quote)

    for work in works:
        citations = tuple(citation for citation in work.citations if seen(citation))
        if citations or not work.citations:
            yield replace(work, citations=citations)
