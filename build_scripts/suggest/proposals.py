"""What a check proposes for an editorial note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_scripts.connections import Target
from build_scripts.model import Block, Corpus, Document, Note


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place that a reader may stumble on. The editor decides, and words the note."""

    target: Target
    kind: str
    """A kind of editorial note (`knowledge_schema.KINDS_OF_NOTE`)."""
    certainty: str
    """`certain`, `likely` or `query`: of the observation, not of what follows from it."""
    text: str
    basis: tuple[Target, ...] = ()
    """What it rests on; the passage itself where nothing else is named."""


Check = Callable[[Corpus], Iterator[Proposal]]

PROSE = frozenset({"p", "quote", "abstract", "list", "author-note", "caption", "note"})


def kind_of(unit: Block | Note) -> str:
    return unit.kind if isinstance(unit, Block) else "note"


def prose(document: Document) -> Iterator[Block | Note]:
    """Blocks and notes that hold sentences."""
    for unit in document.units:
        if kind_of(unit) in PROSE:
            yield unit
