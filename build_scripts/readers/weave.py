"""From the atoms of a marked-up text to the pieces of a unit: shared by the Markdown and HTML readers.

A reader says in order what stands where: words, tags, entities, note markers. `weave` decides where
the pieces begin and end, so that the reading text comes out right: pieces are trimmed of white
space, a new piece begins at a line end, and words that touch across a tag go on touching.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from build_scripts.source import Intervention, Span, Style

#: A line of verse or of an address is not longer, in characters of the seed.
SHORT = 90
LINE_END = re.compile(r"\r\n|\n|\r")


class Atom(NamedTuple):
    """Something at `(start, end)` of the seed."""

    kind: str
    """text, glyph (stands for `value`), ref (marker of the note `value`), label (`value`), mark (sign of
    the carrier), aside (of kind `value`), break (asks for `value` between what is before and after;
    it covers nothing), open and close (of the style `value`; they cover nothing)."""
    start: int
    end: int
    value: str = ""
    reason: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Woven:
    """What `weave` makes of atoms. Without content there are no spans."""

    spans: tuple[Span, ...]
    interventions: tuple[Intervention, ...]
    styles: tuple[Style, ...]
    reading: str
    """The reading text (as the driver will compute it)."""


@dataclass(slots=True)
class _Gap:
    """What was seen since the last content."""

    atoms: list[Atom] = field(default_factory=list)
    wanted: str | None = None


@dataclass(slots=True)
class _OpenStyle:
    atom: Atom
    start: int = -1
    end: int = -1


class _Weaver:
    def __init__(self, text: str, rule: str, separator: str, verbatim: str) -> None:
        self.text, self.rule, self.separator, self.verbatim = text, rule, separator, verbatim
        self.spans: list[Span] = []
        self.start = self.end = -1
        self.gap = _Gap()
        self.interventions: list[Intervention] = []
        self.open: list[_OpenStyle] = []
        self.styles: list[Style] = []
        self.parts: list[str] = []
        self.indent = 0
        """Of the words that come next: white space before them in their atom."""

    def record(self, kind: str, span: Span, reading: str = "", detail: str = "", reason: str = "") -> None:
        self.interventions.append(
            Intervention(kind, self.rule, span, reading, detail, reason, responsibility="reader")
        )

    def feed(self, atom: Atom) -> None:
        if atom.kind == "text":
            for start, end in _segments(self.text, atom.start, atom.end):
                self.indent = start - atom.start
                self.content(start, end)
                self.parts.append(self.text[start:end])
        elif atom.kind == "glyph" and not atom.value.isspace():
            self.content(atom.start, atom.end)
            self.record("replaced", (atom.start, atom.end), atom.value, reason=atom.reason)
            self.parts.append(atom.value)
        elif atom.kind == "ref":
            self.content(atom.start, atom.end, is_ref=True)
            self.record("noteref", (atom.start, atom.end), "", atom.value, atom.reason)
        elif atom.kind == "break":
            self.gap.wanted = _stronger(self.gap.wanted, atom.value)
        elif atom.kind == "open":
            if not any(style.atom.value == atom.value for style in self.open):
                self.open.append(_OpenStyle(atom))
        elif atom.kind == "close":
            self.close_style(atom.value)
        else:
            self.gap.atoms.append(atom)

    def close_style(self, name: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            style = self.open[index]
            if style.atom.value == name:
                del self.open[index]
                if style.start >= 0:
                    self.styles.append(Style((style.start, style.end), name, style.atom.href))
                return

    def content(self, start: int, end: int, is_ref: bool = False) -> None:
        """The next piece of content begins at `start`: settle what lies before it."""
        if self.start < 0:
            self.start = self.lead_in(start)
        else:
            self.bridge(start, is_ref)
        self.end = end
        self.gap = _Gap()
        if not is_ref:
            for style in self.open:
                style.start = start if style.start < 0 else style.start
                style.end = end

    def lead_in(self, start: int) -> int:
        """Empty cells before the first word of a table: the tag before the word stands for them."""
        atoms, tabs = self.gap.atoms, (self.gap.wanted or "").lstrip("\n")
        if tabs.strip(" ") and atoms and atoms[-1].kind == "mark":
            first = atoms.pop()
            self.give_up(atoms)
            self.record("replaced", (first.start, start), tabs, reason="empty cells")
            self.parts.append(tabs)
            return first.start
        self.give_up(atoms)
        return start

    def give_up(self, atoms: Iterable[Atom], *, asides: bool = True) -> None:
        """Record atoms that leave nothing in the text."""
        for atom in atoms:
            span = (atom.start, atom.end)
            if atom.kind == "aside" and asides:
                self.record("set-aside", span, "", atom.value, atom.reason)
            elif atom.kind == "label":
                self.record("label", span, "", atom.value, atom.reason)
            else:
                self.record("markup", span, reason=atom.reason)

    def bridge(self, start: int, is_ref: bool) -> None:
        atoms = self.gap.atoms
        if start == self.end:
            # Nothing lies between, so there is nothing that could read as a space.
            return
        bare = list(_bare(self.end, start, atoms))
        space = "".join(self.text[a:b] for a, b in bare)
        lines = len(LINE_END.findall(space))
        broken_mark = any(LINE_END.search(self.text, atom.start, atom.end) for atom in atoms)
        wanted = self.gap.wanted
        if wanted is None and lines:
            wanted = self.line_gap(space, lines, is_ref)
        elif wanted is None and broken_mark:
            wanted = " " if space or any(a.kind == "glyph" for a in atoms) else ""
        elif wanted is None and space and any(atom.kind == "aside" for atom in atoms):
            wanted = " "
        if wanted is None:
            self.inside(atoms)
            self.parts.append(self.inline_gap(start, atoms))
            return
        self.parts.append(wanted)
        if wanted == self.separator and bare and self.split(start, atoms, bare[0][0]):
            return
        reason = {"": "the line end is inside a tag", " ": "line end", "\t": "next cell"}.get(
            wanted, "line break"
        )
        if lines or broken_mark or wanted == self.separator == "\n":
            self.record("join", (self.end, start), wanted, reason=reason)
            self.spans.append((self.start, self.end))
            self.start = start
        else:
            self.record("replaced", (self.end, start), wanted, reason=reason)

    def line_gap(self, space: str, lines: int, is_ref: bool) -> str:
        if self.verbatim:
            indent = re.split(r"[\r\n]", space)[-1]
            return "\n" * lines + (
                indent[max(0, len(indent) - self.indent) :] if self.verbatim == "lines" else indent
            )
        return "" if is_ref else " "

    def inside(self, atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            if atom.kind == "glyph":
                self.record("replaced", (atom.start, atom.end), atom.value, reason=atom.reason)
            else:
                self.give_up([atom], asides=False)

    def inline_gap(self, start: int, atoms: list[Atom]) -> str:
        parts: list[str] = []
        position = self.end
        for atom in atoms:
            parts.append(self.text[position : atom.start])
            if atom.kind == "glyph":
                parts.append(atom.value)
            position = atom.end
        return "".join(parts) + self.text[position:start]

    def split(self, start: int, atoms: list[Atom], white: int) -> bool:
        """End the piece at a line end. It takes the marks that touch its last word along."""
        end = self.end
        for atom in atoms:
            if atom.kind == "aside" or atom.start >= white:
                break
            if LINE_END.search(self.text, atom.start, atom.end):
                return False
            end = atom.end
        if self.text[end - 1].isspace():
            return False
        self.give_up(atoms)
        self.spans.append((self.start, end))
        self.start = start
        return True

    def finish(self) -> Woven:
        self.give_up(self.gap.atoms)
        while self.open:
            self.close_style(self.open[-1].atom.value)
        if self.start >= 0:
            self.spans.append((self.start, self.end))
        self.interventions.sort(key=lambda i: i.span)
        styles = sorted(self.styles, key=lambda s: (s.span, s.name, s.href or ""))
        return Woven(tuple(self.spans), tuple(self.interventions), tuple(styles), "".join(self.parts))


def weave(
    text: str,
    atoms: Iterable[Atom],
    rule: str,
    separator: str = " ",
    *,
    verbatim: Literal["", "text", "lines"] = "",
) -> Woven:
    """Pieces, interventions and styles of one unit.

    `atoms` come in order of the seed and do not overlap; what none of them covers between the first and
    the last is white space. `verbatim` keeps line ends, blank lines and indentation: `text` as it stands in
    the seed, `lines` as far as the atoms, each of one line, have it (code inside a list).
    """
    weaver = _Weaver(text, rule, separator, verbatim)
    atoms = list(atoms)
    if not any(has_words(text, atom) for atom in atoms):
        # A marker that stands all alone has nothing to hang on to: it stays visible.
        atoms = [atom._replace(kind="text") if atom.kind == "ref" else atom for atom in atoms]
    for atom in atoms:
        weaver.feed(atom)
    return weaver.finish()


def settle_breaks(atoms: Sequence[Atom]) -> tuple[str, list[Atom]]:
    """(separator, atoms) of running text: when all its lines were broken by hand and are short (verse,
    an address), the breaks stay line feeds; else they read as spaces."""
    breaks = [atom.start for atom in atoms if atom.kind == "break" and atom.value == "\n"]
    if not breaks:
        return " ", list(atoms)
    edges = [atoms[0].start, *breaks, atoms[-1].end]
    if max(end - start for start, end in pairwise(edges)) <= SHORT:
        return "\n", list(atoms)
    return " ", soft_breaks(atoms)


def soft_breaks(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms with every break as a space."""
    return [atom._replace(value=" ") if atom.kind == "break" else atom for atom in atoms]


def has_words(text: str, atom: Atom) -> bool:
    """Whether the atom puts something other than white space into the text."""
    if atom.kind == "glyph":
        return bool(atom.value) and not atom.value.isspace()
    return atom.kind == "text" and bool(text[atom.start : atom.end].strip())


def _segments(text: str, start: int, end: int) -> Iterable[Span]:
    """The stretches of `text[start:end]` between line ends, trimmed; empty ones are left out."""
    position = start
    while position < end:
        found = LINE_END.search(text, position, end)
        stop, following = found.span() if found else (end, end)
        piece = text[position:stop]
        body = piece.lstrip()
        if body:
            left = position + len(piece) - len(body)
            yield left, left + len(body.rstrip())
        position = following


def _bare(start: int, end: int, atoms: Iterable[Atom]) -> Iterable[Span]:
    """What no atom covers between `start` and `end`."""
    position = start
    for atom in atoms:
        if position < atom.start:
            yield position, atom.start
        position = max(position, atom.end)
    if position < end:
        yield position, end


def _stronger(old: str | None, new: str) -> str:
    """Of two breaks in one gap: a new row beats a new cell beats a space; cells add up."""
    if old is None:
        return new
    return max(old, new, key=lambda value: (value.count("\n"), value.count("\t"), len(value)))
