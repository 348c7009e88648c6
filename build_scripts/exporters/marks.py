"""What the page of a document shows beside its words: names as quiet links, explained short forms, the
editor's letters, and under a passage what is connected to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_scripts.authorities import KINDS, Authority
from build_scripts.connections import Acronym, Mention
from build_scripts.exporters import connected, endings
from build_scripts.exporters.connected import Index
from build_scripts.exporters.inline import EDITOR
from build_scripts.model import Block, Document, Note, NoteRef, TextStyle


@dataclass(frozen=True, slots=True)
class Marks:
    """All of it for one document; empty for a text alone."""

    styles: Mapping[str, tuple[TextStyle, ...]] = field(default_factory=dict)
    """Id of a unit → names (`name`, with the key of `names`) and short forms (`abbr`)."""
    letters: Mapping[str, tuple[NoteRef, ...]] = field(default_factory=dict)
    """Id of a unit → the editor's notes that stand in it."""
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Key → (address of the page as Markdown names it, words shown on hover and focus)."""
    after: Mapping[str, str] = field(default_factory=dict)
    """Id of a unit → what stands under it (raw HTML on one line)."""
    end: tuple[str, ...] = ()
    """What stands after the text (raw HTML, one line each)."""


def marks(document: Document, index: Index) -> Marks:
    """The marks of one document."""
    names: dict[str, tuple[str, str]] = {}
    styles: dict[str, list[TextStyle]] = {}
    titles = {block.id for block in document.blocks if block.kind == "title"}
    for mention in index.mentions.get(document.id, ()):
        authority = index.authorities.get(mention.entity)
        if authority is None:
            continue
        if mention.target.unit in titles:
            continue  # the page's own name is no link
        stands = mention.sense == "government" and authority.stands_for
        key = f"{mention.entity}/{authority.stands_for}" if stands else mention.entity
        names.setdefault(key, (f"../{authority.page}.md", _explained(authority, mention, index)))
        style = TextStyle(mention.target.start, mention.target.end, "name", key)
        styles.setdefault(mention.target.unit, []).append(style)
    acronyms = index.acronyms.get(document.id, ()) + index.acronyms.get("", ())
    for unit in document.units:
        for style in _short_forms(unit, acronyms, styles.get(unit.id, [])):
            styles.setdefault(unit.id, []).append(style)
    letters: dict[str, list[NoteRef]] = {}
    for placed in index.notes.get(document.id, ()):
        ref = NoteRef(placed.target.end, EDITOR + placed.letter)
        letters.setdefault(placed.target.unit, []).append(ref)
    return Marks(
        styles={unit: tuple(some) for unit, some in styles.items()},
        letters={unit: tuple(some) for unit, some in letters.items()},
        names=names,
        after=connected.after(document, index),
        end=endings.at_the_end(document, index),
    )


def _explained(authority: Authority, mention: Mention, index: Index) -> str:
    """What a reader sees on hover and focus: who or what it is, and what it stands for here."""
    words = authority.label
    if authority.description:
        words += f": {authority.description}"
    elif authority.kind in KINDS:
        words += f" ({authority.kind})"
    state = index.authorities.get(authority.stands_for)
    if mention.sense == "government" and state:
        words += f" Here for the government of {state.label}."
    return words


def _short_forms(
    unit: Block | Note, acronyms: tuple[Acronym, ...], taken: list[TextStyle]
) -> list[TextStyle]:
    """The short forms of `unit` that are explained and are no names."""
    if isinstance(unit, Block) and unit.kind in ("code", "title"):
        return []
    found: list[TextStyle] = []
    for acronym in acronyms:
        if acronym.short not in unit.text:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(acronym.short)}(?!\w)", unit.text):
            start, end = match.span()
            if not any(style.start < end and start < style.end for style in (*taken, *unit.styles, *found)):
                found.append(TextStyle(start, end, "abbr", acronym.expansion))
    return found
