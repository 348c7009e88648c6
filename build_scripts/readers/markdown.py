"""Markdown: headings, notes, lists, quotations, tables and code as the file marks them.

The base is the file as it is; every sign of the format is recorded as markup, so that the text
reads without it and nothing is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from build_scripts.model import Intervention, Reading, Source, Span, Statement, Style, Unit
from build_scripts.readers.markdown_blocks import HIDDEN_TEXT, NOTE_LABEL, BlockParser, Container, Leaf, cells, column_cells
from build_scripts.readers.markdown_front import RULE, Front, read_front
from build_scripts.readers.markdown_inline import Inline, normal_label
from build_scripts.readers.markdown_raised import raised_notes
from build_scripts.readers.note_ids import note_ids
from build_scripts.readers.weave import Atom, has_words, settle_breaks, soft_breaks, weave

#: Why a unit has its role.
REASONS = {"title": "first heading of the first level", "head": "heading of the file",
           "list": "list item of the file", "quote": "block quotation of the file", "note": "note of the file",
           "table": "table of the file", "code": "code block of the file", "caption": "words of an image"}
TABLE_CAPTION = re.compile(r"(:|Table:)[ \t]+(?=\S)")
IMAGE_ALONE = re.compile(r"\s*(?:\[\s*)?!\[((?:[^\[\]\\]|\\.){1,2000})\]\([^()]{0,2000}\)(?:\s*\]\([^()]{0,2000}\))?\s*", re.DOTALL)


@dataclass(slots=True)
class _Group:
    """Leaves that become one unit."""

    role: str
    leaves: list[Leaf]
    level: int = 0
    given: bool = True
    label: str = ""
    separator: str = " "
    atoms: list[Atom] = field(default_factory=list)


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
        group.atoms = _atoms(source.text, group, references, notes)
    groups = _raised(source.text, groups)
    for group in groups:
        group.separator = _separator(group)
    _link_notes(source.text, groups)
    _settle_headings(source.text, groups, front)
    return _reading(source, groups, leaves, front)


# -- which leaves belong together ------------------------------------------------------------


def _groups(leaves: Sequence[Leaf]) -> list[_Group]:
    groups: list[_Group] = []
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
                groups.append(_Group("note", [leaf], label=note.label))
            owner = note
        elif item is not None and leaf.kind in ("para", "head") and leaf.path[-1] is item:
            if owner is item:
                groups[-1].leaves.append(leaf)
            elif item in begun:
                groups.append(_Group("", [leaf], given=False))
            else:
                groups.append(_Group("list", [leaf], leaf.list_depth))
            begun.add(item)
            owner = item
        else:
            owner = None
            groups.append(_single(leaf))
    return groups


def _single(leaf: Leaf) -> _Group:
    if leaf.kind in ("rule", "comment"):
        return _Group("markup", [leaf])
    if leaf.caption:
        return _Group("caption", [leaf])
    if leaf.kind in ("table", "code"):
        return _Group(leaf.kind, [leaf], separator="\n")
    if leaf.quoted:
        return _Group("quote", [leaf])
    if leaf.kind == "head":
        return _Group("head", [leaf], leaf.level)
    return _Group("", [leaf], given=False)


def _find_captions(text: str, leaves: Sequence[Leaf]) -> None:
    """A paragraph `: words` or `Table: words` beside a table is its caption."""
    for index, leaf in enumerate(leaves):
        if leaf.kind != "para" or leaf.path or not leaf.lines:
            continue
        beside = leaves[max(0, index - 1) : index] + leaves[index + 1 : index + 2]
        start, end = leaf.lines[0]
        sign = TABLE_CAPTION.match(text, start, end)
        if sign and any(other.kind == "table" for other in beside):
            leaf.caption = True
            leaf.marks.append((start, start + len(sign.group(1)), "caption mark"))
            leaf.lines[0] = (sign.end(), end)


# -- atoms -----------------------------------------------------------------------------------


def _atoms(text: str, group: _Group, references: dict[str, str], notes: frozenset[str]) -> list[Atom]:
    """The atoms of all leaves of a group, in order."""
    atoms: list[Atom] = []
    for leaf in group.leaves:
        found = [_container_mark(mark, group) for mark in leaf.marks]
        if leaf.kind == "code":
            found += [Atom("text", *line) for line in leaf.lines]
        elif leaf.kind == "table":
            found += _table(text, leaf, references, notes)
        else:
            found += _prose(text, leaf, group, references, notes)
        atoms += sorted(found, key=_order)
    return atoms


def _container_mark(mark: tuple[int, int, str], group: _Group) -> Atom:
    start, end, reason = mark
    if reason == NOTE_LABEL:
        return Atom("label", start, end, group.label, reason)
    if reason == HIDDEN_TEXT:
        return Atom("aside", start, end, "script", "comment or script")
    return Atom("mark", start, end, reason=reason)


def _order(atom: Atom) -> tuple[int, int, int]:
    # At one place: what covers nothing comes first, and a style closes before another opens.
    return atom.start, atom.end, {"close": 0, "break": 1, "open": 2}.get(atom.kind, 3)


def _prose(text: str, leaf: Leaf, group: _Group, references: dict[str, str], notes: frozenset[str]) -> list[Atom]:
    if leaf.kind == "para" and len(group.leaves) == 1 and group.role == "" and (alone := _image(text, leaf)):
        group.role, group.given = "caption", True
        return alone
    return _inline(text, leaf.lines, references, notes)


def _image(text: str, leaf: Leaf) -> list[Atom]:
    """An image that stands alone: its words are a caption."""
    if len(leaf.lines) != 1:
        return []
    start, end = leaf.lines[0]
    match = IMAGE_ALONE.fullmatch(text, start, end)
    if not match or not match.group(1).strip():
        return []
    words = match.span(1)
    inside = _inline(text, [words], {}, frozenset())
    return [Atom("mark", start, words[0], reason="image"), *inside, Atom("mark", words[1], end, reason="image")]


def _inline(
    text: str, lines: Sequence[tuple[int, int]], references: dict[str, str], notes: frozenset[str]
) -> list[Atom]:
    """Atoms of lines of running text: the inline marks, and the words between them."""
    starts: list[int] = []
    length = 0
    for start, end in lines:
        starts.append(length)
        length += end - start + 1
    found = Inline("\n".join(text[start:end] for start, end in lines), references, notes).parse()
    events = list(found.atoms)
    for start, end, name, href in found.styles:
        if start < end:
            events += [Atom("open", start, start, name, "", href), Atom("close", end, end, name)]
    events.sort(key=_order)
    atoms: list[Atom] = []
    position = 0
    for event in events:
        atoms += [Atom("text", *span) for span in _places(lines, starts, position, event.start)]
        position = max(position, event.end)
        if event.start < event.end:
            atoms += [event._replace(start=a, end=b) for a, b in _places(lines, starts, event.start, event.end)]
        else:
            line = bisect_right(starts, event.start) - 1
            at = lines[line][0] + event.start - starts[line]
            atoms.append(event._replace(start=at, end=at))
    return atoms + [Atom("text", *span) for span in _places(lines, starts, position, length)]


def _places(lines: Sequence[Span], starts: Sequence[int], start: int, end: int) -> Iterator[Span]:
    """Where `(start, end)` of the joined lines stands in the seed, line by line."""
    line = bisect_right(starts, start) - 1
    while start < end:
        first, last = lines[line]
        stop = min(end, starts[line] + last - first)
        shift = first - starts[line]
        if start < stop:
            yield start + shift, stop + shift
        line += 1
        if line == len(lines):
            return
        start = starts[line]


def _table(text: str, leaf: Leaf, references: dict[str, str], notes: frozenset[str]) -> list[Atom]:
    """Rows set apart by line feeds, cells by tabs; a row may begin with empty cells."""
    atoms: list[Atom] = []
    for row, (start, end) in enumerate(leaf.lines):
        position, wanted = start, "\n" if row else ""
        for cell in column_cells(text, leaf, row) if leaf.columns else cells(text, start, end):
            if not leaf.columns:
                atoms += _pipe(text, position, cell[0])
            inside = _inline(text, [cell], references, notes)
            if wanted and any(has_words(text, atom) or atom.kind == "ref" for atom in inside):
                atoms.append(Atom("break", cell[0], cell[0], wanted))
                wanted = ""
            # A line break inside a cell would look like a new row.
            atoms += soft_breaks(inside)
            position = cell[1]
            wanted += "\t"
        if not leaf.columns:
            atoms += _pipe(text, position, end)
    return atoms


def _pipe(text: str, start: int, end: int) -> list[Atom]:
    at = text.find("|", start, end)
    return [Atom("mark", at, at + 1, reason="table mark")] if at >= 0 else []


def _raised(text: str, groups: list[_Group]) -> list[_Group]:
    """Give the notes that only a raised number marks groups of their own."""
    plain = [group for group in groups if group.role in ("", "list", "quote", "head", "caption", "title")]
    found = raised_notes(text, [group.atoms for group in plain])
    if not found:
        return groups
    cuts: dict[int, list[tuple[int, str]]] = {}
    for number, atom, label, _ in found:
        cuts.setdefault(id(plain[number]), []).append((atom, label))
    result: list[_Group] = []
    for group in groups:
        places = cuts.get(id(group), [])
        bounds = [*(atom for atom, _ in places), len(group.atoms)]
        if not places or places[0][0] > 0:
            head = group.atoms[: bounds[0]] if places else group.atoms
            result.append(replace(group, atoms=head))
        for (atom, label), end in zip(places, bounds[1:], strict=True):
            result.append(_Group("note", group.leaves, label=label, atoms=group.atoms[atom:end]))
    return result


# -- decisions over the whole text -----------------------------------------------------------


def _separator(group: _Group) -> str:
    """What stands between the lines of a group; its breaks are settled accordingly."""
    if group.role in ("", "quote", "caption"):
        separator, group.atoms = settle_breaks(group.atoms)
        return separator
    if group.role in ("head", "list", "note"):
        group.atoms = soft_breaks(group.atoms)
    return group.separator


def _words(text: str, group: _Group) -> bool:
    return any(has_words(text, atom) for atom in group.atoms)


def _link_notes(text: str, groups: Sequence[_Group]) -> None:
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
        raised |= {str(atom.start): name for atom in group.atoms if atom.kind == "label" and atom.reason != NOTE_LABEL}
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


def _settle_headings(text: str, groups: Sequence[_Group], front: Front | None) -> None:
    """Which heading is the title, and levels from 2 for the others."""
    filled = [group for group in groups if group.role != "markup" and _words(text, group)]
    if filled and filled[0].role == "head" and filled[0].level == 1:
        titles = [s.value for s in front.statements if s.term == "title"] if front else []
        words = weave(text, filled[0].atoms, RULE).reading
        if not titles or _same(titles[0], words):
            filled[0].role, filled[0].level = "title", 0
    heads = [group for group in filled if group.role == "head"]
    top = min((group.level for group in heads), default=1)
    for group in heads:
        group.level += 2 - top


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _reading(source: Source, groups: Sequence[_Group], leaves: Sequence[Leaf], front: Front | None) -> Reading:
    units: list[Unit] = []
    interventions: list[Intervention] = []
    styles: list[Style] = []
    statements = list(front.statements) if front else []
    slugs: dict[str, int] = {}
    asides = [(front.start, front.end)] if front else []
    asides += [leaf.lines[0] for leaf in leaves if leaf.kind == "reference"]
    for start, end in asides:
        end = start + len(source.text[start:end].rstrip())
        interventions.append(Intervention("set-aside", RULE, (start, end), detail="metadata", responsibility="reader",
                                          reason="front matter" if front and start == front.start else "address of a link"))
    for group in groups:
        woven = weave(source.text, group.atoms, RULE, group.separator, verbatim=group.role == "code")
        interventions += woven.interventions
        styles += woven.styles
        if not woven.spans:
            continue
        unit = Unit(woven.spans, group.role, group.level, group.given, group.label, group.separator,
                    RULE, REASONS.get(group.role, "") if group.given else "")
        units.append(unit)
        line = source.line_at(unit.start)
        if group.role == "title":
            statements.append(Statement("title", " ".join(woven.reading.split()), line, RULE, woven.reading[:300]))
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
