"""An index of names by rule alone, for an archive without a register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from build_scripts.annotators.acronyms import in_document
from build_scripts.connections import AutomaticName
from build_scripts.holdings import slug
from build_scripts.model import Corpus
from build_scripts.name_rules.choice import Name, choose, label_of
from build_scripts.name_rules.keys import folded, form_key, latin
from build_scripts.name_rules.places import places
from build_scripts.name_rules.survey import survey

LEAST = 2
"""Places at which a name must stand."""


def automatic_names(corpus: Corpus) -> Corpus:
    """Fill `connections.automatic`, in order of the first place: capitalized words that recur, and short
    forms with what the texts say that they stand for. Nothing where the archive has a register."""
    if corpus.knowledge.authorities:
        return corpus
    found = survey(corpus)
    explained = explained_everywhere(corpus)
    names = choose(corpus, found, LEAST, explained)
    pairs = zip(names, places(corpus, found, names), strict=True)
    kept = [(name, targets) for name, targets in pairs if len(targets) >= LEAST]
    order = {
        (document.id, unit.id): (i, j)
        for i, document in enumerate(corpus.documents)
        for j, unit in enumerate(document.units)
    }
    kept.sort(key=lambda pair: (order[pair[1][0].document, pair[1][0].unit], pair[1][0].start, pair[0].keys))
    ids = _ids(label_of(name) for name, _ in kept)
    automatic = tuple(
        AutomaticName(next(ids), label_of(name), _forms(name), tuple(targets), name.expansion)
        for name, targets in kept
    )
    return replace(corpus, connections=replace(corpus.connections, automatic=automatic))


def explained_everywhere(corpus: Corpus) -> dict[str, str]:
    """Key of a short form → what it stands for, where all documents that explain it agree."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for document in corpus.documents:
        for short, expansion in in_document(document).items():
            key = form_key(short)
            earlier = found.setdefault(key, expansion)
            if folded(earlier).removesuffix("s") != folded(expansion).removesuffix("s"):
                doubtful.add(key)
    return {key: expansion for key, expansion in found.items() if key not in doubtful}


def _forms(name: Name) -> tuple[str, ...]:
    """The spellings, the most frequent first."""
    counts = name.tally.forms
    return tuple(sorted(counts, key=lambda form: (-counts[form], form)))


def _ids(labels: Iterator[str]) -> Iterator[str]:
    """An id for each label; of equal ones the later get a number."""
    taken: set[str] = set()
    for label in labels:
        base = slug(latin(label))[:56].strip("-") or f"name-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
        id, number = base, 1
        while id in taken:
            number += 1
            id = f"{base}-{number}"
        taken.add(id)
        yield id
