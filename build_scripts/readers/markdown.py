"""Markdown: headings, notes, lists, quotations, tables and code as the file marks them.

The base is the file as it is; every sign of the format is recorded as markup, so that the text
reads without it and nothing is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from build_scripts.readers.markdown_atoms import Group, group_atoms
from build_scripts.readers.markdown_blocks import BlockParser
from build_scripts.readers.markdown_containers import NOTE_LABEL
from build_scripts.readers.markdown_front import RULE, Front, read_front
from build_scripts.readers.markdown_inline import normal_label
from build_scripts.readers.markdown_leaves import Container, Leaf
from build_scripts.readers.markdown_raised import raised_notes
from build_scripts.readers.note_ids import note_ids
from build_scripts.readers.weave import has_words, settle_breaks, soft_breaks, weave
from build_scripts.source import Intervention, Reading, Source, Statement, Style, Unit

#: Why a unit has its role.
REASONS = {
    "title": "first heading of the first level",
    "head": "heading of the file",
    "list": "list item of the file",
    "quote": "block quotation of the file",
    "note": "note of the file",
    "table": "table of the file",
    "code": "code block of the file",
    "caption": "words of an image",
}
TABLE_CAPTION = re.compile(r"(:|Table:)[ \t]+(?=\S)")


def read(source: Source) -> Reading:
    """Units, interventions, styles and statements of a Markdown file. Never raises on odd input."""
    front = read_front(source)
    leaves = BlockParser(source.text).parse(source.lines[front.lines if front else 0 :])
    _find_captions(source.text, leaves)
    references: dict[str, str] = {}
    for leaf in leaves:
        if leaf.kind == "reference":
            references.setdefault(normal_label(leaf.label), leaf.address)
    groups = _groups(leaves)
    notes = frozenset(group.label for group in groups if group.role == "note")
    for group in groups:
        group.atoms = group_atoms(source.text, group, references, notes)
    groups = _raised(source.text, groups)
    for group in groups:
        group.separator = _separator(group)
    _link_notes(source.text, groups)
    _settle_headings(source.text, groups, front)
    return _reading(source, groups, leaves, front)


# -- which leaves belong together ------------------------------------------------------------


def _groups(leaves: Sequence[Leaf]) -> list[Group]:
    groups: list[Group] = []
    begun: set[Container] = set()
    owner: Container | None = None
    for leaf in leaves:
        if leaf.kind == "reference":
            continue
        note, item = leaf.note, leaf.item
        if note is not None:
            if owner is note:
                groups[-1].leaves.append(leaf)
            else:
                groups.append(Group("note", [leaf], label=note.label))
            owner = note
        elif item is not None and leaf.kind in ("para", "head") and leaf.path[-1] is item:
            if owner is item:
                groups[-1].leaves.append(leaf)
            elif item in begun:
                groups.append(Group("", [leaf], given=False))
            else:
                groups.append(Group("list", [leaf], leaf.list_depth))
            begun.add(item)
            owner = item
        else:
            owner = None
            groups.append(_single(leaf))
    return groups


def _single(leaf: Leaf) -> Group:
    if leaf.kind in ("rule", "comment"):
        return Group("markup", [leaf])
    if leaf.caption:
        return Group("caption", [leaf])
    if leaf.kind in ("table", "code"):
        return Group(leaf.kind, [leaf], separator="\n")
    if leaf.quoted:
        return Group("quote", [leaf])
    if leaf.kind == "head":
        return Group("head", [leaf], leaf.level)
    return Group("", [leaf], given=False)


def _find_captions(text: str, leaves: Sequence[Leaf]) -> None:
    """A paragraph `: words` or `Table: words` beside a table is its caption."""
    for index, leaf in enumerate(leaves):
        if leaf.kind != "para" or leaf.path or not leaf.lines:
            continue
        beside = [*leaves[max(0, index - 1) : index], *leaves[index + 1 : index + 2]]
        start, end = leaf.lines[0]
        sign = TABLE_CAPTION.match(text, start, end)
        if sign and any(other.kind == "table" for other in beside):
            leaf.caption = True
            leaf.marks.append((start, start + len(sign.group(1)), "caption mark"))
            leaf.lines[0] = (sign.end(), end)


def _raised(text: str, groups: list[Group]) -> list[Group]:
    """Give the notes that only a raised number marks groups of their own."""
    plain = [group for group in groups if group.role in ("", "list", "quote", "head", "caption", "title")]
    found = raised_notes(text, [group.atoms for group in plain])
    if not found:
        return groups
    cuts: dict[int, list[tuple[int, str]]] = {}
    for number, atom, label, _ in found:
        cuts.setdefault(id(plain[number]), []).append((atom, label))
    result: list[Group] = []
    for group in groups:
        places = cuts.get(id(group), [])
        bounds = [*(atom for atom, _ in places), len(group.atoms)]
        if not places or places[0][0] > 0:
            head = group.atoms[: bounds[0]] if places else group.atoms
            result.append(replace(group, atoms=head))
        for (atom, label), end in zip(places, bounds[1:], strict=True):
            result.append(Group("note", group.leaves, label=label, atoms=group.atoms[atom:end]))
    return result


# -- decisions over the whole text -----------------------------------------------------------


def _separator(group: Group) -> str:
    """What stands between the lines of a group; its breaks are settled accordingly."""
    if group.role in ("", "quote", "caption"):
        separator, group.atoms = settle_breaks(group.atoms)
        return separator
    if group.role in ("head", "list", "note"):
        group.atoms = soft_breaks(group.atoms)
    return group.separator


def _words(text: str, group: Group) -> bool:
    return any(has_words(text, atom) for atom in group.atoms)


def _link_notes(text: str, groups: Sequence[Group]) -> None:
    """Give every marker the id of its note. Where a label is defined several times, the markers
    follow in turn when there are as many; else each leads to the next definition after it."""
    definitions: dict[str, list[tuple[int, str]]] = {}
    raised: dict[str, str] = {}
    notes = [group for group in groups if group.role == "note"]
    for group in notes:
        if not _words(text, group):
            # A note without text: what stands there is only a label, and stays visible.
            group.role, group.given = "", False
            group.atoms = [a._replace(kind="text") if a.kind == "label" else a for a in group.atoms]
    notes = [group for group in notes if group.role == "note"]
    for group, name in zip(notes, note_ids([group.label for group in notes]), strict=True):
        definitions.setdefault(group.label, []).append((group.atoms[0].start, name))
        raised |= {
            str(atom.start): name
            for atom in group.atoms
            if atom.kind == "label" and atom.reason != NOTE_LABEL
        }
    markers: dict[str, int] = {}
    for group in groups:
        for atom in group.atoms:
            if atom.kind == "ref":
                markers[atom.value] = markers.get(atom.value, 0) + 1
    used: dict[str, int] = {}
    for group in groups:
        for index, atom in enumerate(group.atoms):
            if atom.kind != "ref":
                continue
            if atom.value in raised:
                group.atoms[index] = atom._replace(value=raised[atom.value])
                continue
            found = definitions.get(atom.value, [])
            turn = used.get(atom.value, 0)
            used[atom.value] = turn + 1
            if not found:
                group.atoms[index] = atom._replace(kind="text")
                continue
            if len(found) != markers[atom.value]:
                turn = min(bisect_right(found, (atom.start, "")), len(found) - 1)
            group.atoms[index] = atom._replace(value=found[turn][1])


def _settle_headings(text: str, groups: Sequence[Group], front: Front | None) -> None:
    """Which heading is the title, and levels from 2 for the others."""
    filled = [group for group in groups if group.role != "markup" and _words(text, group)]
    if filled and filled[0].role == "head" and _heads_all(filled):
        titles = [s.value for s in front.statements if s.term == "title"] if front else []
        words = weave(text, filled[0].atoms, RULE).reading
        if not titles or _same(titles[0], words):
            filled[0].role, filled[0].level = "title", 0
    heads = [group for group in filled if group.role == "head"]
    top = min((group.level for group in heads), default=1)
    for group in heads:
        group.level += 2 - top


def _heads_all(filled: Sequence[Group]) -> bool:
    """Whether the first heading is of the first level, or the only one of the highest that occurs."""
    others = [group.level for group in filled[1:] if group.role == "head"]
    level = filled[0].level
    return level == 1 or (len(others) > 1 and min(others) > level)


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _reading(source: Source, groups: Sequence[Group], leaves: Sequence[Leaf], front: Front | None) -> Reading:
    units: list[Unit] = []
    interventions: list[Intervention] = []
    styles: list[Style] = []
    statements = list(front.statements) if front else []
    slugs: dict[str, int] = {}
    asides = [(front.start, front.end)] if front else []
    asides += [leaf.lines[0] for leaf in leaves if leaf.kind == "reference"]
    for start, end in asides:
        end = start + len(source.text[start:end].rstrip())
        interventions.append(
            Intervention(
                "set-aside",
                RULE,
                (start, end),
                detail="metadata",
                responsibility="reader",
                reason="front matter" if front and start == front.start else "address of a link",
            )
        )
    for group in groups:
        woven = weave(
            source.text, group.atoms, RULE, group.separator, verbatim="lines" if group.role == "code" else ""
        )
        interventions += woven.interventions
        styles += woven.styles
        if not woven.spans:
            continue
        unit = Unit(
            woven.spans,
            group.role,
            group.level,
            group.given,
            group.label,
            group.separator,
            RULE,
            REASONS.get(group.role, "") if group.given else "",
        )
        units.append(unit)
        line = source.line_at(unit.start)
        if group.role == "title":
            statements.append(
                Statement("title", " ".join(woven.reading.split()), line, RULE, woven.reading[:300])
            )
        if group.role in ("title", "head"):
            slugs.setdefault(_slug(woven.reading), line)
    interventions.sort(key=lambda i: i.span)
    return Reading(tuple(units), tuple(interventions), tuple(_inner_links(styles, slugs)), tuple(statements))


def _inner_links(styles: Iterable[Style], slugs: dict[str, int]) -> Iterator[Style]:
    """An address inside the document leads to the anchor of the heading, which is its line."""
    for style in styles:
        if style.href and style.href.startswith("#"):
            line = slugs.get(unquote(style.href[1:]).lower())
            style = replace(style, href=f"#l{line}" if line else None)
        yield style


def _slug(heading: str) -> str:
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))
