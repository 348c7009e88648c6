"""The driver: rules propose, the draft disposes.

A rule reads a Draft and yields proposals over spans of the seed; it never changes anything and
never returns text. `Draft.apply` puts the proposals of one rule into force, in order, refuses what
overlaps, and remembers who proposed what and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.compose import Composed, Cuts, compose
from build_scripts.readers.note_ids import note_ids
from build_scripts.source import Intervention, Mark, Reading, Source, Span, Statement, Style, Unit


@dataclass(frozen=True, slots=True)
class Join:
    """The units that begin at `first` and `second` are one. `span` is what stands between the
    halves (white space behind the first, with a hyphen when that goes) and reads as `reading`."""

    first: int
    second: int
    span: Span
    rule: str
    reading: str = " "
    reason: str = ""
    certainty: str = "high"
    responsibility: str = "rule"


@dataclass(frozen=True, slots=True)
class Split:
    """The unit that begins at `start` becomes several: a new one begins at the piece that begins
    at each position of `at`."""

    start: int
    at: tuple[int, ...]
    rule: str
    separator: str | None = None


Proposal = Intervention | Mark | Join | Split | Style | Statement


class Draft:
    """A document in the making, as the rules see it."""

    def __init__(self, source: Source, reading: Reading, record: Mapping | None = None) -> None:
        self.source = source
        self.record: Mapping = record or {}
        self.units: list[Unit] = sorted(reading.units, key=lambda u: u.start)
        self.interventions: list[Intervention] = []
        self.styles: list[Style] = list(reading.styles)
        self.statements: list[Statement] = list(reading.statements)
        self.refused: list[Proposal] = []
        self.cuts = Cuts(())
        self._texts: dict[Unit, Composed] = {}
        self._add(list(reading.interventions))

    # -- what rules may ask ------------------------------------------------------------------

    def composed(self, unit: Unit) -> Composed:
        found = self._texts.get(unit)
        if found is None:
            found = compose(self.source.text, unit.spans, self.cuts, unit.separator)
            self._texts[unit] = found
        return found

    def text(self, unit: Unit) -> str:
        """The reading text of a unit as it stands now."""
        return self.composed(unit).text

    def flow(self) -> list[Unit]:
        """The units of the reading flow, without the notes."""
        return [u for u in self.units if u.role != "note" and not self.text(u).isspace() and self.text(u)]

    def line(self, unit: Unit) -> int:
        return self.source.line_at(unit.start)

    def behind(self, position: int) -> int:
        """The end of the white space that begins at `position`."""
        text = self.source.text
        while position < len(text) and text[position].isspace():
            position += 1
        return position

    def values(self, term: str) -> list[str]:
        return [s.value for s in self.statements if s.term == term]

    def asides(self, *kinds: str) -> list[Intervention]:
        return [i for i in self.interventions if i.kind == "set-aside" and (not kinds or i.detail in kinds)]

    # -- what the driver does ----------------------------------------------------------------

    def apply(self, proposals: Iterable[Proposal]) -> None:
        """Put the proposals of one rule into force. What overlaps something that is already in
        force, or names a unit that is not there, is refused and kept in `refused`."""
        batch = list(proposals)
        if not batch:
            return
        self._add([p for p in batch if isinstance(p, Intervention)])
        self._split([p for p in batch if isinstance(p, Split)])
        self._mark([p for p in batch if isinstance(p, Mark)])
        self._join([p for p in batch if isinstance(p, Join)])
        self.styles += [p for p in batch if isinstance(p, Style)]
        self.statements += [p for p in batch if isinstance(p, Statement)]

    def drop_markers_without_note(self) -> None:
        """Give the text back the markers of notes that were set aside after they had been paired."""
        notes = [u for u in self.units if u.role == "note"]
        known = set(note_ids([u.label for u in notes]))
        kept = [i for i in self.interventions if i.kind != "noteref" or i.detail in known]
        if len(kept) < len(self.interventions):
            self._put(kept)

    def _add(self, new: Sequence[Intervention]) -> None:
        if not new:
            return
        asides = [i for i in new if i.kind == "set-aside"]
        accepted = self._set_aside(asides) if asides else []
        taken = Cuts([*self.interventions, *accepted])
        for item in sorted((i for i in new if i.kind != "set-aside"), key=lambda i: i.span):
            if item.span[0] >= item.span[1] or taken.within(*item.span):
                self.refused.append(item)
            else:
                accepted.append(item)
        # Two of one batch may overlap as well: the earlier one stands.
        kept: list[Intervention] = []
        for item in sorted([*self.interventions, *accepted], key=lambda i: (i.span[0], -i.span[1])):
            if kept and item.span[0] < kept[-1].span[1]:
                self.refused.append(item)
            else:
                kept.append(item)
        self._put(kept)

    def _set_aside(self, asides: Sequence[Intervention]) -> list[Intervention]:
        """Take spans out of the units. What was proposed inside them before is no longer needed:
        an aside shows the seed as it is. One that would cut another aside in two is refused."""
        old = Cuts(self.interventions)
        fixed = sorted(span for u in self.units if u.fixed for span in u.spans)
        accepted: list[Intervention] = []
        gone: set[int] = set()
        last_end = -1
        for item in sorted(asides, key=lambda i: (i.span[0], -i.span[1])):
            start, end = item.span
            inside = old.within(start, end)
            cut = any(i.span[0] < start or i.span[1] > end or i.kind == "set-aside" for i in inside)
            kept = item.responsibility != "editor" and any(s < end and start < e for s, e in fixed)
            if start >= end or start < last_end or cut or kept:
                self.refused.append(item)
                continue
            gone.update(id(i) for i in inside)
            accepted.append(item)
            last_end = end
        self.interventions = [i for i in self.interventions if id(i) not in gone]
        holes = Cuts(accepted)
        self.units = [u for unit in self.units for u in self._without(unit, holes)]
        self.styles = [
            s
            for s in self.styles
            if not any(h.span[0] <= s.span[0] and s.span[1] <= h.span[1] for h in holes.within(*s.span))
        ]
        return accepted

    def _without(self, unit: Unit, holes: Cuts) -> list[Unit]:
        spans: list[Span] = []
        for start, end in unit.spans:
            position = start
            for hole in holes.within(start, end):
                spans += self._trimmed(position, hole.span[0])
                position = max(position, hole.span[1])
            spans += self._trimmed(position, end)
        if tuple(spans) == unit.spans:
            return [unit]
        separator = unit.separator if len(spans) > 1 else " "
        return [replace(unit, spans=tuple(spans), separator=separator)] if spans else []

    def _trimmed(self, start: int, end: int) -> list[Span]:
        text = self.source.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return [(start, end)] if start < end else []

    def _put(self, interventions: list[Intervention]) -> None:
        self.interventions = interventions
        self.cuts = Cuts(interventions)
        self._texts.clear()

    def _positions(self) -> dict[int, int]:
        return {unit.start: index for index, unit in enumerate(self.units)}

    def _mark(self, marks: Sequence[Mark]) -> None:
        where = self._positions() if marks else {}
        for mark in marks:
            index = where.get(mark.start)
            if index is None:
                self.refused.append(mark)
                continue
            separator = self.units[index].separator
            if self.units[index].fixed and mark.responsibility != "editor":
                self.refused.append(mark)
                continue
            if mark.role in ("p", "quote", "head", "title", "note", "author-note", "abstract"):
                separator = " "
            self.units[index] = replace(
                self.units[index],
                role=mark.role,
                level=mark.level,
                rule=mark.rule,
                label=mark.label,
                reason=mark.reason,
                certainty=mark.certainty,
                fixed=mark.responsibility == "editor",
                given=self.units[index].given or mark.responsibility == "editor",
                separator=separator,
            )

    def _split(self, splits: Sequence[Split]) -> None:
        wanted = {s.start: s for s in splits}
        result: list[Unit] = []
        for unit in self.units:
            split = wanted.get(unit.start)
            if split is None:
                result.append(unit)
                continue
            groups: list[list[Span]] = [[]]
            borders = set(split.at)
            for span in unit.spans:
                if span[0] in borders and groups[-1]:
                    groups.append([])
                groups[-1].append(span)
            separator = unit.separator if split.separator is None else split.separator
            result += [replace(unit, spans=tuple(g), separator=separator) for g in groups]
        self.units = result

    def _join(self, joins: Sequence[Join]) -> None:
        """Joins come in order of the seed; a chain a-b, b-c makes one unit."""
        if not joins:
            return
        at = {unit.start: unit for unit in self.units}
        home = {start: start for start in at}
        new: list[Intervention] = []
        for join in joins:
            first = home.get(join.first)
            unit, other = at.get(first if first is not None else -1), at.get(join.second)
            if unit is None or other is None or unit is other or other.start < unit.end:
                self.refused.append(join)
                continue
            merged = replace(unit, spans=unit.spans + other.spans)
            if other.separator != unit.separator:
                merged = replace(merged, separator=" ")
            at[unit.start] = merged
            del at[join.second]
            home[join.second] = unit.start
            new.append(
                Intervention(
                    "join",
                    join.rule,
                    join.span,
                    join.reading,
                    "",
                    join.reason,
                    join.certainty,
                    join.responsibility,
                )
            )
        self.units = sorted(at.values(), key=lambda u: u.start)
        self._add(new)


Rule = Callable[[Draft], Iterator[Proposal]]


def run(draft: Draft, rules: Iterable[Rule]) -> Draft:
    """Apply `rules` to the draft, in order."""
    for rule in rules:
        draft.apply(rule(draft))
    return draft
