"""Styles, links, passages, note markers and line breaks of a text as one proper tree.

In a document they may overlap, nest, be empty or begin in the middle of a word. Here they are cut
and ordered so that every one stands wholly inside another or wholly outside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from build_scripts.model import NoteRef, Passage, TextStyle

LONG = 20_000
"""Characters from which a text is cut into parts: the renderer needs a time that grows with the
square of the length of one piece of text."""
PART = 6_000
RANK = ("passage", "link", "name", "abbr", "bold", "italic", "superscript", "subscript", "code")
"""Which stands outside when two begin and end together."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with all that is known of it; the common part of blocks, notes and cells."""

    text: str
    noterefs: tuple[NoteRef, ...] = ()
    styles: tuple[TextStyle, ...] = ()
    passages: tuple[Passage, ...] = ()
    breaks: tuple[tuple[int, str], ...] = ()
    """(offset, anchor or "" when that anchor stands elsewhere already)."""


@dataclass(slots=True)
class Node:
    kind: str
    """One of RANK, or root, note, break, cut."""
    value: str = ""
    """Of a link the address ("" when it is lost), of a passage the language, of a note its id, of a
    break its anchor ("" for none), of a name its key, of a short form what it stands for."""
    start: int = 0
    end: int = 0
    spaced: bool = False
    """Of a break or cut: white space stands before it, so a new line may begin."""
    children: list[Node | str] = field(default_factory=list)


def tree(run: Run, address: Callable[[str | None], str | None]) -> Node:
    """The text with everything in it, properly nested. What ends at a place is closed before a note
    marker there, what begins is opened after it; a marker never stands inside a link."""
    root = Node("root")
    stack = [root]
    opening: dict[int, list[Node]] = {}
    for span in _spans(run, address):
        opening.setdefault(span.start, []).append(span)
    points = _points(run)
    cuts = sorted({0, len(run.text), *points, *opening, *(s.end for some in opening.values() for s in some)})
    for index, here in enumerate(cuts):
        _close(stack, lambda node, here=here: node.end <= here)  # type: ignore[misc]
        for point in points.get(here, ()):
            again = _close(stack, _STEPS_OUT_OF[point.kind], keep=True)
            stack[-1].children.append(point)
            _reopen(stack, again)
        _reopen(stack, sorted(opening.get(here, ()), key=lambda s: (-s.end, RANK.index(s.kind))))
        after = cuts[index + 1] if index + 1 < len(cuts) else here
        if after > here:
            stack[-1].children.append(run.text[here:after])
    return root


def _close(stack: list[Node], done: Callable[[Node], bool], keep: bool = False) -> list[Node]:
    """Close everything from the outermost open node that is `done`. Nodes that stood inside it and
    are not done are opened again, or given back when `keep` says that all go on later."""
    first = next((i for i, node in enumerate(stack) if i and done(node)), None)
    if first is None:
        return []
    closed = stack[first:]
    del stack[first:]
    if keep:
        return closed
    _reopen(stack, [node for node in closed if not done(node)])
    return []


def _reopen(stack: list[Node], nodes: Iterable[Node]) -> None:
    for node in nodes:
        if _leads(node) and any(map(_leads, stack)):
            continue  # a link inside a link is no link
        fresh = Node(node.kind, node.value, node.start, node.end)
        stack[-1].children.append(fresh)
        stack.append(fresh)


def _is_link(node: Node) -> bool:
    return node.kind in ("link", "name")


def _leads(node: Node) -> bool:
    """Whether it is a link that leads somewhere; a lost one is only a mark on the words."""
    return node.kind == "name" or (node.kind == "link" and bool(node.value))


#: What a point never stands in: a marker in a link, a cut in anything.
_STEPS_OUT_OF: dict[str, Callable[[Node], bool]] = {
    "note": _is_link,
    "break": lambda node: False,
    "cut": lambda node: True,
}


def _points(run: Run) -> dict[int, list[Node]]:
    """What has a place and no length: markers, then line breaks, then cuts."""
    points: dict[int, list[Node]] = {}
    length = len(run.text)
    for ref in sorted(run.noterefs, key=lambda n: n.offset):
        points.setdefault(min(max(ref.offset, 0), length), []).append(Node("note", ref.note))
    for offset, anchor in sorted(run.breaks):
        offset = min(max(offset, 0), length)
        spaced = _spaced(run.text, offset)
        if anchor or spaced:
            points.setdefault(offset, []).append(Node("break", anchor, spaced=spaced))
    for offset in _cuts(run.text):
        points.setdefault(offset, []).append(Node("cut", spaced=_spaced(run.text, offset)))
    return points


def _spaced(text: str, offset: int) -> bool:
    """Whether visible white space stands before `offset`; of the control characters that Python
    counts as such, pages hold only tab and line feed."""
    before = text[offset - 1 : offset] if offset else ""
    return before.isspace() and (before >= " " or before in "\t\n\r")


def _cuts(text: str) -> list[int]:
    """Offsets at which a very long text is cut into parts, behind a space where there is one."""
    if len(text) <= LONG:
        return []
    cuts, last = [], 0
    while last + 2 * PART < len(text):
        space = text.rfind(" ", last + PART // 2, last + PART)
        if space >= 0:
            last = space + 1
        else:
            last += PART
            entity = text.rfind("&", last - 40, last)  # not through the middle of `&amp;`
            last = entity if entity > 0 else last
        cuts.append(last)
    return cuts


def _spans(run: Run, address: Callable[[str | None], str | None]) -> list[Node]:
    """Styles and passages as nodes: without white space at their ends, none empty, those of one
    kind united when only white space lies between (but for links), links and passages not
    overlapping."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for style in run.styles:
        if style.name == "link":
            target = address(style.href)
            found.setdefault(("link", target or ""), []).append((style.start, style.end))
        elif style.name in ("name", "abbr"):
            found.setdefault((style.name, style.href or ""), []).append((style.start, style.end))
        elif style.name in RANK:
            found.setdefault((style.name, ""), []).append((style.start, style.end))
    for passage in run.passages:
        language = passage.language
        if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", language):
            found.setdefault(("passage", language), []).append((passage.start, passage.end))
    nodes = [
        Node(kind, value, start, end)
        for (kind, value), spans in found.items()
        for start, end in _united(run.text, spans, apart=kind in ("link", "name", "abbr"))
    ]
    nodes.sort(key=lambda n: (n.start, -n.end, RANK.index(n.kind), n.value))
    return _apart(nodes)


def _united(text: str, spans: Iterable[tuple[int, int]], apart: bool) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(len(text), end)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        last = united[-1][1] if united else -1
        if start < last or (not apart and (start == last or (last >= 0 and text[last:start].isspace()))):
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _apart(nodes: list[Node]) -> list[Node]:
    """Of two links, or two passages, that overlap, the later one loses what they share. The links of
    the text itself go before names and short forms."""
    links = [(node.start, node.end) for node in nodes if node.kind == "link" and node.value]
    last = {"link": 0, "passage": 0}
    kept = []
    for node in nodes:
        if node.kind in ("name", "abbr") and any(s < node.end and node.start < e for s, e in links):
            continue
        if node.kind in last:
            node.start = max(node.start, last[node.kind])
            if node.start >= node.end:
                continue
            last[node.kind] = node.end
        kept.append(node)
    return kept
