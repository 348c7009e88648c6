"""Checks of the register of names against the mentions that were found."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.annotators.names import plain
from build_scripts.checks.knowledge import Place
from build_scripts.model import Corpus


def unused_forms(corpus: Corpus) -> Iterator[Place]:
    """A form of an entity, other than its label, names it nowhere: the form does not occur, or belongs to
    a longer name each time, or to somebody else. Of an entity without any mention only that is told."""
    used = _surfaces(corpus)
    for authority in corpus.knowledge.authorities:
        if authority.id not in used:
            continue
        for form in authority.forms[1:]:
            if plain(form.text).casefold() not in used[authority.id]:
                yield authority.where, f"the form {form.text!r} of {authority.id} names nothing in any text"


def ambiguous_forms(corpus: Corpus) -> Iterator[Place]:
    """Several entities claim the same form without a condition, so that it links to none of them."""
    holders: dict[str, dict[str, str]] = {}
    for authority in corpus.knowledge.authorities:
        for form in authority.forms:
            if form.when == "always":
                holders.setdefault(plain(form.text), {})[authority.id] = authority.where
    for words, owners in holders.items():
        if len(owners) > 1:
            ids = ", ".join(owners)
            yield list(owners.values())[-1], f"the form {words!r} belongs to {ids}: it is linked to none"


def unmentioned_entities(corpus: Corpus) -> Iterator[Place]:
    """An entity of the register is named in no text."""
    used = _surfaces(corpus)
    for authority in corpus.knowledge.authorities:
        if authority.id not in used:
            yield authority.where, f"{authority.id} ({authority.label}) is named in no text"


def _surfaces(corpus: Corpus) -> dict[str, set[str]]:
    """Id → the forms by which it was mentioned, without regard to capitals."""
    used: dict[str, set[str]] = {}
    for mention in corpus.connections.mentions:
        used.setdefault(mention.entity, set()).add(plain(mention.surface).casefold())
    return used
