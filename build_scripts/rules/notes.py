"""Notes: which labels and which markers belong together, and where a note goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.draft import Draft, Proposal, Split
from build_scripts.readers.note_ids import note_ids
from build_scripts.rules.note_signs import ANSWERS, Label, Marker, labels, markers
from build_scripts.signals import headlike, is_prose, word_count
from build_scripts.source import Intervention, Mark, Unit
from build_scripts.vocabulary import names


@dataclass(frozen=True, slots=True)
class Run:
    """Labels that count up, as the notes of a page, a section or the whole document do."""

    labels: tuple[Label, ...]
    headed: bool
    """A heading such as «Notes» stands before it."""


def notes(draft: Draft) -> Iterator[Proposal]:
    """Notes are recognised by both ends: labels that count up (superscript, `[1]`, `1.`, a bare number,
    `*`, `†`) and, before them, markers with the same labels in the same order. A run of labels counts
    as notes when most of its labels have a marker, or when a heading such as «Notes» stands before it.
    Exponents and units of measure (`m²`, `10³`), numbered paragraphs and years are no markers. A marker
    without a note stays in the text; a note without a marker stays a note; both are reported. Notes
    with the same words are never merged."""
    pairs = _pair(draft)
    if not pairs:
        return
    given = [(u.start, u.label, True) for u in draft.units if u.role == "note"]
    new = [(label.span[0], label.label, False) for label, _ in pairs]
    ordered = sorted(given, key=lambda x: x[0]) + sorted(new, key=lambda x: x[0])
    ids = dict(zip([x[0] for x in ordered], note_ids([x[1] for x in ordered]), strict=True))
    splits: dict[int, list[int]] = defaultdict(list)
    for label, found in pairs:
        if label.inner:
            splits[label.unit.start].append(label.span[0])
        yield Mark(
            label.span[0],
            "note",
            0,
            "notes",
            "label of a note with its marker" if found else "label of a note",
            "high" if found else "medium",
            label.label,
        )
        yield Intervention(
            "label", "notes", label.span, detail=label.label, reason="label printed at the note"
        )
        if label.style == "named" and draft.source.text[label.unit.end - 1] == "]":
            yield Intervention(
                "markup", "notes", (label.unit.end - 1, label.unit.end), reason="bracket around the note"
            )
        for marker in found:
            yield Intervention(
                "noteref",
                "notes",
                marker.span,
                detail=ids[label.span[0]],
                reason=f"marker of note {label.label}",
            )
    for start, positions in splits.items():
        yield Split(start, tuple(positions), "notes", " ")


def _pair(draft: Draft) -> list[tuple[Label, list[Marker]]]:
    """Every accepted label with its markers, in order of the seed."""
    order = {u.start: i for i, u in enumerate(draft.units)}
    runs = [r for r in _runs(draft, list(labels(draft))) if not _bullets(draft, r, order)]
    runs = [r for r in runs if not _titles_a_list(draft, r, runs)]
    pool = markers(draft)
    places = [m.span[0] for m in pool]
    used: set[tuple[int, int]] = set()
    result: list[tuple[Label, list[Marker]]] = []
    taken: set[int] = set()
    border: dict[str, int] = defaultdict(int)
    blocks = list(_blocks(draft, runs))
    # First what can hardly be anything else; numbered headings and paragraphs come second.
    for telling in (True, False):
        for block in blocks:
            if telling is not (block[0].headed or block[0].labels[0].style in _TELLING):
                continue
            zones = _zones(block, pool, border)
            for run, (begin, end) in zip(block, zones, strict=True):
                if any(lab.span[0] in taken for lab in run.labels):
                    continue
                free = [
                    m
                    for m in pool[bisect_left(places, begin) : bisect_left(places, end)]
                    if m.span not in used
                ]
                paired = _best(run, free)
                if paired is None or not telling and _headings(draft, run):
                    continue
                if not run.headed and run.labels[0].style in ("plain", "dot", "glued"):
                    paired = [
                        (lab, found) for lab, found in paired if found or not headlike(draft.text(lab.unit))
                    ]
                own = {lab.span for lab in run.labels}
                for label, found in paired:
                    found = [m for m in found if m.span not in own]
                    result.append((label, found))
                    used.update(m.span for m in found)
                    used.add(label.span)
                taken.update(lab.span[0] for lab in run.labels)
                border[_family(run)] = max(border[_family(run)], run.labels[-1].span[1])
    return sorted(result, key=lambda pair: pair[0].span)


_TELLING = ("sup", "caret", "bracket", "tag", "named", "symbol", "slash")


def _bullets(draft: Draft, run: Run, order: dict[int, int]) -> bool:
    """Whether an asterisk or similar sign is a bullet: the unit beside it begins with the same one."""
    if run.labels[0].style != "symbol":
        return False
    index = order[run.labels[0].unit.start]
    near = draft.units[max(0, index - 1) : index] + draft.units[index + 1 : index + 2]
    sign = draft.source.text[run.labels[0].span[0] : run.labels[0].span[1]]
    return any(draft.source.text.startswith(sign, u.start) for u in near)


def _titles_a_list(draft: Draft, run: Run, runs: Sequence[Run]) -> bool:
    """Whether a single numbered line is the title of a chapter over its notes: the next label is 1."""
    if len(run.labels) > 1 or not headlike(draft.text(run.labels[0].unit)):
        return False
    behind = [r for r in runs if r.labels[0].span[0] > run.labels[0].span[0]]
    following = min(behind, key=lambda r: r.labels[0].span[0], default=None)
    return following is not None and following.labels[0].number == 1 and len(following.labels) > 1


def _headings(draft: Draft, run: Run) -> bool:
    """Whether the numbered lines rather head sections: short, no sentences, prose behind them."""
    heads = sum(
        headlike(draft.text(lab.unit)) and not re.search(r"\d{4}|[,;]", draft.text(lab.unit))
        for lab in run.labels
    )
    return not run.headed and heads > 0.5 * len(run.labels)


def _family(run: Run) -> str:
    return run.labels[0].label if run.labels[0].style == "symbol" else "number"


def _runs(draft: Draft, found: Sequence[Label]) -> list[Run]:
    """Labels of one style that count up by one (a missing one is tolerated)."""
    headings = [u.start for u in draft.units if len(u.spans) == 1 and names("notes", draft.text(u))]
    result: list[Run] = []
    open_runs: dict[str, list[Label]] = {}

    def close(style: str) -> None:
        run = open_runs.pop(style, [])
        if run:
            headed = any(run[0].unit.start > h and _directly_under(draft, h, run[0].unit) for h in headings)
            result.append(Run(tuple(run), headed))

    for label in found:
        style = label.style
        run = open_runs.get(style, [])
        if style in ("symbol", "caret") or style in ("tag", "named") and label.number < 0:
            result.append(Run((label,), False))
        elif run and run[-1].number < label.number <= run[-1].number + 2:
            run.append(label)
        else:
            close(style)
            open_runs[style] = [label]
    for style in list(open_runs):
        close(style)
    return sorted(result, key=lambda r: r.labels[0].span)


def _directly_under(draft: Draft, heading: int, first: Unit) -> bool:
    """Whether at most two short lines (the title of a chapter) stand between the heading and the notes."""
    between = [u for u in draft.units if heading < u.start < first.start]
    return len(between) <= 2 and all(word_count(draft.text(u)) <= 14 for u in between)


def _blocks(draft: Draft, runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that follow one another without prose of the text between them (endnotes by chapter)."""
    block: list[Run] = []
    positions = {u.start: i for i, u in enumerate(draft.units)}
    for run in runs:
        if (
            block
            and len(run.labels) > 1
            and len(block[-1].labels) > 1
            and run.labels[0].style == block[-1].labels[0].style
        ):
            first, second = positions[block[-1].labels[-1].unit.start], positions[run.labels[0].unit.start]
            if all(not is_prose(draft.text(u), 12) for u in draft.units[first + 1 : second]):
                block.append(run)
                continue
        if block:
            yield block
        block = [run]
    if block:
        yield block


def _zones(block: Sequence[Run], pool: Sequence[Marker], border: dict[str, int]) -> list[tuple[int, int]]:
    """Where the markers of each run may stand: behind the notes before it, before its own."""
    begin = border[_family(block[0])]
    if len(block) > 1:
        end = block[0].labels[0].span[0]
        firsts = [
            m.span[0]
            for m in pool
            if begin <= m.span[0] < end and not m.weak and m.label == block[0].labels[0].label
        ]
        if len(firsts) == len(block):
            return list(zip(firsts, [*firsts[1:], end], strict=True))
    return [(begin, run.labels[-1].span[0]) for run in block]


def _best(run: Run, pool: Sequence[Marker]) -> list[tuple[Label, list[Marker]]] | None:
    """The labels of the run with their markers in the style that answers most; None when the run is
    not convincing as notes."""
    best: dict[str, list[Marker]] = {}
    for style in ANSWERS[run.labels[0].style]:
        chain = _chain(run.labels, [m for m in pool if m.style == style])
        if len(chain) > len(best) * 1.2:
            best = chain
    share = len(best) / len(run.labels)
    style = run.labels[0].style
    style_of = next(iter(best.values()))[0].style if best else ""
    doubtful = style in ("dot", "plain", "glued", "paren") and style_of in ("glued", "paren")
    least = (
        0.6
        if not doubtful
        else (0.75 if len(run.labels) >= 3 or run.headed else 1.01 if not run.headed else 0.75)
    )
    if style == "symbol" and not best:
        return None
    if share < least and not (run.headed and (best or len(run.labels) >= 2 or style in ("sup", "bracket"))):
        return None
    return [(label, best.get(label.label, [])) for label in run.labels]


def _chain(wanted: Sequence[Label], pool: Sequence[Marker]) -> dict[str, list[Marker]]:
    """For each label its marker, so that as many as possible are found and their order is that of the
    labels (longest increasing subsequence); weak candidates only fill gaps. Labels that repeat are
    joined to the first one when the style allows (`[1]`, `[^a]`)."""
    limit = {label.label: label.span[0] for label in wanted}
    ranks = {label.label: i for i, label in enumerate(wanted)}
    strong = [m for m in pool if m.label in ranks and not m.weak and m.span[0] < limit[m.label]]
    strong.sort(key=lambda m: (ranks[m.label], -m.span[0]))
    tails: list[int] = []
    nodes: list[int] = []
    before: list[int] = []
    for index, marker in enumerate(strong):
        place = bisect_left(tails, marker.span[0])
        before.append(nodes[place - 1] if place else -1)
        if place == len(tails):
            tails.append(marker.span[0])
            nodes.append(index)
        else:
            tails[place], nodes[place] = marker.span[0], index
    chain: dict[str, list[Marker]] = {}
    index = nodes[-1] if nodes else -1
    while index >= 0:
        chain[strong[index].label] = [strong[index]]
        index = before[index]
    _fill_gaps(wanted, pool, chain, limit)
    for marker in strong:
        if (
            marker.style in ("bracket", "caret", "tag")
            and marker.label in chain
            and marker not in chain[marker.label]
        ):
            chain[marker.label].append(marker)
    for found in chain.values():
        found.sort(key=lambda m: m.span)
    return chain


def _fill_gaps(
    wanted: Sequence[Label], pool: Sequence[Marker], chain: dict[str, list[Marker]], limit: dict[str, int]
) -> None:
    order = [label.label for label in wanted]
    for rank, label in enumerate(order):
        if label in chain or len(chain) < 2:
            continue
        low = next((chain[x][-1].span[1] for x in reversed(order[:rank]) if x in chain), 0)
        high = next((chain[x][0].span[0] for x in order[rank + 1 :] if x in chain), limit[label])
        found = [m for m in pool if m.label == label and low <= m.span[0] < high]
        if len(found) == 1:
            chain[label] = found
