"""Units of a web page, made of the atoms that were gathered for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_scripts.dating import find_date
from build_scripts.readers.html_blocks import Place
from build_scripts.readers.html_linked_data import BY
from build_scripts.readers.html_note_links import Notes
from build_scripts.readers.html_paragraphs import paragraphs, positioned
from build_scripts.readers.weave import Atom, Woven, settle_breaks, soft_breaks, weave
from build_scripts.source import Intervention, Source, Style, Unit

RULE = "reader-html"
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
CONTENT = ("text", "glyph", "ref", "label")
REASONS = {
    "title": "title of the page",
    "head": "heading of the page",
    "list": "list item of the page",
    "quote": "block quotation of the page",
    "note": "note of the page",
    "table": "table of the page",
    "caption": "caption of the page",
    "code": "preformatted text of the page",
    "verse": "marked as verse",
    "dateline": "marked as the date",
    "byline": "marked as the author's name",
}


@dataclass(slots=True)
class Flow:
    """The result: units with their reading text, interventions and styles."""

    units: list[tuple[Unit, str]] = field(default_factory=list)
    interventions: list[Intervention] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)


class Gatherer:
    """The unit that is being gathered, and what is finished."""

    def __init__(self, source: Source, notes: Notes) -> None:
        self.source, self.notes = source, notes
        self.flow = Flow()
        self.atoms: list[Atom] = []
        self.place: Place | None = None
        self.boundary = False
        """A block began or ended since the last words."""
        self.breaks = 0
        """Line breaks since the last words."""
        self.cell: tuple[int, int] = (0, 0)
        self.dated = False
        """The page marks some of the unit as a date."""
        self.words = self.signed = 0
        """Characters of the unit, and those of them that the page marks as an author's name."""
        self.styles: list[tuple[int, str, str | None]] = []
        """(last token, name, address) of the styles that are open."""
        self.begun: set[int] = set()
        self.prose, self.prose_seen = 0, False
        """Characters of the paragraphs so far, and whether the text has begun."""

    def begin(self, place: Place) -> None:
        """The next words belong to `place`: go on with the unit, or begin another."""
        here = self.place
        if here is not None:
            if here.key != place.key or (self.boundary and not place.holding):
                self.flush_words()
            elif self.boundary and place.cell is None:
                self.atoms.append(Atom("break", 0, 0, place.holding))
        if self.place is None:
            self.atoms += [Atom("open", 0, 0, name, "", href) for _, name, href in self.distinct_styles()]
            self.cell = (0, 0)
        if place.cell is not None and place.cell != self.cell and place.role == "table":
            row, column = place.cell
            rows = "\n" if row != self.cell[0] and self.place is not None else ""
            tabs = column if row != self.cell[0] else column - self.cell[1]
            self.atoms.append(Atom("break", 0, 0, rows + "\t" * tabs))
            self.cell = place.cell
        elif self.boundary and self.place is not None and place.cell is not None:
            self.atoms.append(Atom("break", 0, 0, " "))
        self.place = place
        self.boundary, self.breaks = False, 0

    def distinct_styles(self) -> list[tuple[int, str, str | None]]:
        seen: dict[str, tuple[int, str, str | None]] = {}
        for style in self.styles:
            seen.setdefault(style[1], style)
        return list(seen.values())

    def flush_words(self) -> None:
        """Finish the unit. Tags behind its last words go to the next one."""
        last = next((i for i in range(len(self.atoms) - 1, -1, -1) if self.atoms[i].kind in CONTENT), -1)
        rest = [atom for atom in self.atoms[last + 1 :] if atom.kind in ("mark", "aside")]
        self.atoms = [
            atom for i, atom in enumerate(self.atoms) if i <= last or atom.kind not in ("mark", "aside")
        ]
        self.flush()
        self.atoms = rest

    def flush(self) -> None:
        """Make a unit of what was gathered."""
        place, atoms = self.place, positioned(self.atoms)
        separator = place.separator if place else " "
        groups = [atoms]
        if place and not separator:
            separator, atoms = settle_breaks(atoms)
            groups = (
                [atoms]
                if separator == "\n" or place.sealed
                else paragraphs(self.source.text, positioned(self.atoms))
            )
        if separator == " ":
            groups = [soft_breaks(group) for group in groups]
        for group in groups:
            woven = weave(
                self.source.text, group, RULE, separator, verbatim="text" if place and place.verbatim else ""
            )
            self.flow.interventions += woven.interventions
            self.flow.styles += woven.styles
            if place is not None and woven.spans:
                self.flow.units.append((self.unit(place, woven, separator), woven.reading))
        self.place, self.atoms = None, []
        self.words = self.signed = 0
        self.dated = False
        self.boundary, self.breaks = False, 0

    def unit(self, place: Place, woven: Woven, separator: str) -> Unit:
        role, given, level = place.role, place.given, place.level
        if place.holding and not place.sealed and place.key in self.begun:
            # What follows a list inside an item is not another item.
            role, given, level = "", False, 0
        self.begun.add(place.key)
        signed = self.signed * 10 >= self.words * 7 and 0 < self.words <= 250
        dated = YEAR.search(woven.reading) and not BY.match(woven.reading)
        told = len(woven.reading.split()) > 10 and woven.reading.rstrip().endswith((".", "!"))
        if role == "" and signed and not self.prose_seen and not dated and not told:
            role, given = "byline", True
        elif role == "" and self.dated and not self.prose_seen and _date_line(woven.reading):
            role, given = "dateline", True
        self.prose += self.words if role in ("", "quote") and self.words > 120 else 0
        self.prose_seen = self.prose > 250
        label = self.notes.notes[-1 - place.key].label if role == "note" else ""
        return Unit(
            woven.spans, role, level, given, label, separator, RULE, REASONS.get(role, "") if given else ""
        )


def _date_line(text: str) -> bool:
    """Whether words that the page marks as a date are little else."""
    short = len(text) <= 60 and len(text.split()) <= 8 and any(char.isdigit() for char in text)
    return short or bool(find_date(text, alone=True))
