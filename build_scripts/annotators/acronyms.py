"""What short forms stand for: by the register, and by the words of each document itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from build_scripts.authorities import Authority
from build_scripts.connections import Acronym
from build_scripts.model import Block, Corpus, Document
from build_scripts.name_rules.keys import folded
from build_scripts.name_rules.runs import is_acronym
from build_scripts.name_rules.short_forms import explains, explanations


def acronyms(corpus: Corpus) -> Corpus:
    """Fill `connections.acronyms`: those of the register first (they hold everywhere), then those that a
    document explains (they hold there, and win there). A short form that a document explains in two
    ways, or that two entries of the register share, is not explained."""
    listed = tuple(_of_register(corpus.knowledge.authorities))
    told = {acronym.short: folded(acronym.expansion) for acronym in listed}
    found = [
        Acronym(short, expansion, document.id)
        for document in corpus.documents
        for short, expansion in in_document(document).items()
        if told.get(short) != folded(expansion)
    ]
    return replace(corpus, connections=replace(corpus.connections, acronyms=(*listed, *found)))


def in_document(document: Document) -> dict[str, str]:
    """Short form → what the document says that it stands for, in order of the text."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for unit in document.units:
        if isinstance(unit, Block) and unit.kind == "code":
            continue
        for one in explanations(unit.text):
            earlier = found.setdefault(one.short, one.expansion)
            if not _same(earlier, one.expansion):
                doubtful.add(one.short)
    return {short: expansion for short, expansion in found.items() if short not in doubtful}


def _same(one: str, other: str) -> bool:
    """Whether two explanations are one, but for number and signs."""
    a, b = folded(one), folded(other)
    return a.removesuffix("s") == b.removesuffix("s")


def _of_register(authorities: tuple[Authority, ...]) -> Iterator[Acronym]:
    """The abbreviations that one entry alone has."""
    holders = Counter(a.abbreviation for a in authorities if a.abbreviation)
    for other in authorities:
        for form in dict.fromkeys(form.text for form in other.forms):
            if form in holders and other.abbreviation != form:
                holders[form] += 1
    for authority in authorities:
        short = authority.abbreviation
        if short and holders[short] == 1 and (long := _long_form(authority)):
            yield Acronym(short, long)


def _long_form(authority: Authority) -> str:
    """The form whose letters the short form has; else the label, unless that is the short form itself."""
    short = authority.abbreviation
    forms = [form.text for form in authority.forms]
    label = authority.label if folded(authority.label) != folded(short) else ""
    if not is_acronym(short) or (label and explains(short, label)):
        return label
    return next((form for form in forms if explains(short, form)), label)
