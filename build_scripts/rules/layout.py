"""Forms that the layout of a page shows: tables, lists, captions, verse, end signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.draft import Draft, Proposal
from build_scripts.signals import headlike, is_prose, word_count
from build_scripts.source import Intervention, Mark, Unit
from build_scripts.vocabulary import CAPTION, CREDIT, PHOTO_END, PROVENANCE

_CELL = re.compile(r"\t+| {3,}")
_BULLET = re.compile(r"[•◦▪▫●○■□►▸‣⁃∙·*+–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"(\(?)(\d{1,3}|[a-z]|[ivx]{1,5})([.)])\s+(?=\S)")


def is_plain_text(draft: Draft) -> bool:
    return draft.source.format == "text"


def tables(draft: Draft) -> Iterator[Proposal]:
    """Lines whose cells are set apart by tabs or wide gaps, with the same number of cells, are a table,
    row by row."""
    if not is_plain_text(draft):
        return
    text = draft.source.text
    for unit in draft.units:
        if unit.role or unit.separator != "\n" or len(unit.spans) < 2:
            continue
        cells = [len(_CELL.split(text[s:e])) for s, e in unit.spans]
        usual = max(set(cells), key=cells.count)
        if usual < 2 or sum(abs(c - usual) <= 1 and c > 1 for c in cells) < 0.7 * len(cells):
            continue
        yield Mark(unit.start, "table", 0, "tables", f"{len(cells)} lines of {usual} cells")
        for start, end in unit.spans:
            for match in _CELL.finditer(text, start, end):
                if match.group() != "\t":
                    yield Intervention(
                        "replaced", "tables", match.span(), "\t", reason="gap between two cells"
                    )


def lists(draft: Draft) -> Iterator[Proposal]:
    """Lines that begin with a bullet are items of a list; lines that begin with counting numbers or
    letters are items when at least two count up and they are short. A numbered paragraph of prose stays
    a paragraph with its number. The bullet is a sign of layout and not shown; a number stays."""
    if not is_plain_text(draft):
        return
    flow = draft.flow()
    text = draft.source.text
    bullets = [bool(not u.role and _BULLET.match(text, u.start, u.end)) for u in flow]
    for index, unit in enumerate(flow):
        if bullets[index]:
            match = _BULLET.match(text, unit.start, unit.end)
            near = any(bullets[max(0, index - 2) : index]) or any(bullets[index + 1 : index + 3])
            dash = text[unit.start] in "-–—*"
            if (
                not match
                or dash
                and not near
                or text[unit.start] in "–—"
                and _dialogue(draft, flow, index)
                and not _announced(draft, flow, index)
            ):
                continue
            yield Mark(unit.start, "list", 1, "lists", "begins with a bullet")
            if not draft.cuts.within(*match.span()):
                yield Intervention("markup", "lists", match.span(), reason="bullet")
    yield from _numbered(draft, flow)


def _announced(draft: Draft, flow: list[Unit], index: int) -> bool:
    """Whether a colon or a heading stands before the first of the lines that begin with a dash."""
    while index and draft.text(flow[index]).startswith(("–", "—")):
        index -= 1
    before = draft.text(flow[index])
    return before.rstrip().endswith(":") or flow[index].role == "head" or headlike(before)


def _dialogue(draft: Draft, flow: list[Unit], index: int) -> bool:
    """Speech introduced by dashes, as in Russian or French novels: sentences, often of some length."""
    near = [draft.text(u) for u in flow[max(0, index - 2) : index + 3]]
    spoken = [t for t in near if t.startswith(("–", "—"))]
    return sum(t.rstrip().endswith((".", "!", "?", "…")) for t in spoken) >= 0.7 * len(spoken)


def _numbered(draft: Draft, flow: list[Unit]) -> Iterator[Proposal]:
    run: list[tuple[Unit, str]] = []
    groups: list[list[tuple[Unit, str]]] = []
    last = -1
    for index, unit in enumerate(flow):
        match = _NUMBERED.match(draft.text(unit)) if not unit.role else None
        if not match:
            continue
        label = match.group(2)
        if run and _follows(run[-1][1], label) and index - last <= 1:
            run.append((unit, label))
        else:
            groups.append(run)
            run = [(unit, label)] if label in ("1", "a", "i") else []
        last = index
    groups.append(run)
    for group in groups:
        lengths = sorted(word_count(draft.text(u)) for u, _ in group)
        heads = len(group) >= 2 and all(_heads(draft, flow, u) for u, _ in group)
        # Paragraphs that are numbered through a document go on behind the next heading.
        goes_on = group and _goes_on(draft, flow, group[-1])
        if len(group) >= 2 and not heads and not goes_on and lengths[len(lengths) // 2] < 56:
            for unit, _ in group:
                yield Mark(unit.start, "list", 1, "lists", "one of several items that count up")


def _goes_on(draft: Draft, flow: list[Unit], last: tuple[Unit, str]) -> bool:
    """Whether the number after the last one of a group begins a unit further on."""
    behind = flow[flow.index(last[0]) + 1 :]
    found = (_NUMBERED.match(draft.text(u)) for u in behind[:12])
    return last[1].isdigit() and any(
        m and m.group(2).isdigit() and int(m.group(2)) == int(last[1]) + 1 for m in found
    )


def _heads(draft: Draft, flow: list[Unit], unit: Unit) -> bool:
    """Whether a numbered line heads a section: no sentence itself, prose behind it."""
    index = flow.index(unit)
    following = draft.text(flow[index + 1]) if index + 1 < len(flow) else ""
    return headlike(draft.text(unit)) and is_prose(following, 12) and not _NUMBERED.match(following)


def _follows(first: str, second: str) -> bool:
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    if first in roman and second in roman and roman.index(second) == roman.index(first) + 1:
        return True
    return len(first) == len(second) == 1 and first.isalpha() and ord(second) == ord(first) + 1


def captions(draft: Draft) -> Iterator[Proposal]:
    """A line that names a figure, table, map or photograph («Figure 2.», «Photo:», «Image:»), a line in
    italics directly above or below a table, and a photo credit are captions."""
    flow = draft.flow()
    for index, unit in enumerate(flow):
        if unit.role or len(unit.spans) > 6:
            continue
        text = draft.text(unit)
        count = word_count(text)
        beside = any(u.role == "table" for u in flow[max(0, index - 1) : index] + flow[index + 1 : index + 2])
        if PROVENANCE.match(text):
            continue
        label = CAPTION.match(text)
        if (
            label
            and label.group().rstrip(" .:–—-")[-1:].isdigit()
            and re.match(r"\s*[a-zа-яà-ÿ]", text[label.end() :])
            and label.group().rstrip()[-1:].isdigit()
        ):
            continue
        numbered = label and re.search(r"\d[a-z]?\s*[.:：]\s*$", label.group())
        if (
            count <= 120
            and numbered
            or count <= 90
            and label
            and not (is_prose(text, 60) and not text.rstrip().endswith(")"))
        ):
            yield Mark(unit.start, "caption", 0, "captions", "names a figure, table or picture")
        elif count <= 60 and CREDIT.match(text) or 5 <= count <= 60 and PHOTO_END.search(text.strip()):
            yield Mark(unit.start, "caption", 0, "captions", "caption or credit of a picture")
        elif (
            beside
            and count <= 25
            and (
                _all_italic(draft, unit)
                or headlike(text)
                and index + 1 < len(flow)
                and flow[index + 1].role == "table"
                and count >= 3
            )
        ):
            yield Mark(unit.start, "caption", 0, "captions", "short line at a table", "medium")


_BRACKETED = re.compile(
    r"\[(?:illustration|figure|image|photo|picture|map|abbildung|иллюстрация|рисунок)\s*[:.]?\s*(.*?)\]$",
    re.IGNORECASE | re.DOTALL,
)


def bracketed_captions(draft: Draft) -> Iterator[Proposal]:
    """`[Illustration: words]` stands for a picture: the words are its caption; without words the line is
    only the sign of a picture and is set aside."""
    if not is_plain_text(draft):
        return
    for unit in draft.flow():
        match = _BRACKETED.match(draft.source.text[unit.start : unit.end]) if not unit.role else None
        if match and not match.group(1).strip():
            yield Intervention(
                "set-aside",
                "bracketed-captions",
                (unit.start, unit.end),
                detail="separator",
                reason="sign of a picture",
            )
        elif match:
            yield Mark(unit.start, "caption", 0, "bracketed-captions", "caption of a picture")
            yield Intervention(
                "markup",
                "bracketed-captions",
                (unit.start, unit.start + match.start(1)),
                reason="sign of a picture",
            )
            yield Intervention(
                "markup", "bracketed-captions", (unit.end - 1, unit.end), reason="sign of a picture"
            )


def _all_italic(draft: Draft, unit: Unit) -> bool:
    covered = sum(
        e - s
        for s, e in (
            st.span for st in draft.styles if st.name == "italic" and unit.start <= st.span[0] < unit.end
        )
    )
    return covered >= 0.8 * len(draft.text(unit))
