"""What a page carries besides its text: folios and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from build_scripts.draft import Draft, Proposal
from build_scripts.rules.contents import contents_entries
from build_scripts.rules.page_edges import DOUBLE_FOLIO, PAGE_WORDS, Piece, interrupts_sentence, pieces_of
from build_scripts.signals import (
    folded_words,
    is_shouted,
    word_count,
)
from build_scripts.source import Intervention
from build_scripts.vocabulary import JUMP_LINE, fold, part_of

_NAMED = re.compile(
    rf"(?i){PAGE_WORDS}\s*\d|\d+\s*(?:/|of|von|sur|из)\s*\d+\s*$|^[-–—~\[|]\s*\d+\s*[-–—~\]|]$"
)
_NUMBERED_EDGE = re.compile(r"^\d{1,4}\b(?!\.)|\b\d{1,4}$")


def page_numbers(draft: Draft) -> Iterator[Proposal]:
    """A line that holds only a page number is set aside: when it says so («Page 3 of 12», «- 3 -»), when
    such numbers count up through the document, or when one interrupts a sentence. Numbers in tables,
    numbered headings and the Roman numbers of chapters stay."""
    if draft.source.format == "html":
        return
    pieces = pieces_of(draft)
    found = [(i, p) for i, p in enumerate(pieces) if p.folio >= 0]
    for rank, (position, piece) in enumerate(found):
        if (
            _NAMED.search(piece.text)
            or piece.page
            or interrupts_sentence(pieces, position)
            or _in_sequence(found, rank)
        ):
            yield Intervention(
                "set-aside",
                "page-numbers",
                piece.span,
                detail="page-number",
                reason="number of the printed page",
            )


def _in_sequence(found: Sequence[tuple[int, Piece]], rank: int) -> bool:
    """A neighbour within four pages counts on from this number, at some distance in the text."""
    piece = found[rank][1]
    for other in range(max(0, rank - 3), min(len(found), rank + 4)):
        step, pages = found[other][0] - found[rank][0], found[other][1].folio - piece.folio
        if (
            other != rank
            and step * pages > 0
            and abs(pages) <= 4
            and (abs(found[other][1].span[0] - piece.span[0]) >= 350 * abs(pages) ** 0.5)
        ):
            return True
    return False


def jump_lines(draft: Draft) -> Iterator[Proposal]:
    """A line that only sends the reader on or back («Continued on page 34», «From page 12», «- more -») is
    set aside when it does not end a paragraph of the text."""
    if draft.source.format == "html":
        return
    for piece in pieces_of(draft):
        if len(piece.text) <= 60 and JUMP_LINE.fullmatch(piece.text) and piece.text[:1] not in '“"':
            yield Intervention(
                "set-aside",
                "jump-lines",
                piece.span,
                detail="running-head",
                reason="sends the reader to another page",
            )


def running_heads(draft: Draft) -> Iterator[Proposal]:
    """A short line at the edge of a page is a running head or foot and is set aside. The edge shows in a
    page number beside it or on it, in a form feed, or in a sentence that goes on behind it; that the line
    comes again on other pages, or repeats words of the title, the author or the imprint, is the other
    half of the proof. A refrain, a speaker's name or a heading that recurs stays."""
    if draft.source.format == "html":
        return
    pieces = pieces_of(draft)
    folios = {draft.source.line_at(a.span[0]) for a in draft.asides("page-number")}
    counts = Counter(p.key for p in pieces if p.key)
    head = Counter(
        w
        for p in pieces[:14]
        if p.key and word_count(p.text) <= 14
        for w in set(folded_words(p.text))
        if len(w) > 3
    )
    entries = set(contents_entries(draft))
    accepted: dict[str, int] = {}
    edges: dict[int, tuple[bool, bool]] = {}
    for position, piece in enumerate(pieces):
        if piece.key:
            edge = piece.page or any(
                n in folios for n in range(piece.line - 2, piece.line + 3) if n != piece.line
            )
            edges[position] = (interrupts_sentence(pieces, position), edge)
    for position, (interrupts, edge) in edges.items():
        piece = pieces[position]
        named = fold(piece.text)
        if (
            any(named == e or len(e) > 6 and named.startswith(e) for e in entries)
            and counts[piece.key] < 2
            and not interrupts
        ):
            continue
        again = counts[piece.key] >= 2
        number = bool(_NUMBERED_EDGE.search(piece.text)) and "\t" not in piece.text
        known = [w for w in folded_words(piece.key) if len(w) > 3]
        echoes = (
            bool(known)
            and sum(head[w] > (position < 14) for w in known) >= 0.6 * len(known)
            and position >= 3
        )
        if (
            interrupts
            and (again or number or edge or echoes or _loud(piece.text))
            or edge
            and position > 2
            and (again or echoes or number and echoes)
            or number
            and again
            and len({p.text for p in pieces if p.key == piece.key}) == counts[piece.key]
            and counts[piece.key] >= 2
        ):
            accepted[piece.key] = accepted.get(piece.key, 0) + 1
    for piece in _repeated_parts(pieces, folios):
        yield Intervention(
            "set-aside",
            "running-heads",
            piece.span,
            detail="running-head",
            reason="heading printed again on another page",
        )
    for piece in pieces:
        if DOUBLE_FOLIO.match(piece.text) and sum(bool(DOUBLE_FOLIO.match(p.text)) for p in pieces) >= 2:
            yield Intervention(
                "set-aside",
                "running-heads",
                piece.span,
                detail="running-head",
                reason="line between two page numbers",
            )
    for position in edges:
        piece = pieces[position]
        if piece.key not in accepted or DOUBLE_FOLIO.match(piece.text):
            continue
        # At the head of the document the same line may be the title: another rule looks at it.
        if (
            position <= 2
            and not _NUMBERED_EDGE.search(piece.text)
            and not piece.page
            and not edges[position][1]
        ):
            continue
        if (
            not (edges[position][0] or edges[position][1])
            and counts[piece.key] < 3
            and accepted[piece.key] < counts[piece.key]
        ):
            continue
        yield Intervention(
            "set-aside",
            "running-heads",
            piece.span,
            detail="running-head",
            reason="line at the edge of a page"
            + (f", printed {counts[piece.key]} times" if counts[piece.key] > 1 else ""),
        )


def _repeated_parts(pieces: Sequence[Piece], folios: set[int]) -> Iterator[Piece]:
    """«Notes» printed again at the head of each page of notes, beside the page number."""
    seen: set[str] = set()
    for piece in pieces:
        if word_count(piece.text) <= 3 and part_of(piece.text) in ("notes", "references"):
            if fold(piece.text) in seen and any(n in folios for n in range(piece.line - 2, piece.line + 3)):
                yield piece
            seen.add(fold(piece.text))


def _loud(text: str) -> bool:
    """A few words in capitals: nothing but a running head stands so in the middle of a sentence."""
    return is_shouted(text) and word_count(text) <= 8


def repeated_titles(draft: Draft) -> Iterator[Proposal]:
    """The title of the document printed once more inside the text, with or without the author's name
    behind it, is set aside: it belongs to a page, not to the text."""
    titles = [u for u in draft.units if u.role == "title"]
    if not titles:
        return
    title = fold(draft.text(titles[0]))
    known = {title, fold(draft.text(titles[0]).split(":")[0])} | {
        fold(row)
        for a in draft.asides("cover", "repeated-title", "masthead")
        if a.span[0] < titles[0].start
        for row in draft.source.text[slice(*a.span)].splitlines()
        if 3 <= word_count(row) <= 20 and (fold(row) in title or title in fold(row))
    }
    names = {fold(draft.text(u)) for u in draft.units if u.role == "byline"}
    flow = draft.flow()
    for index, unit in enumerate(flow):
        if (
            unit.start <= titles[0].start
            or unit.role not in ("", "head")
            or fold(draft.text(unit)) not in known
            or not fold(draft.text(unit))
        ):
            continue
        yield Intervention(
            "set-aside",
            "repeated-titles",
            (unit.start, unit.end),
            detail="repeated-title",
            reason="the title, printed again",
        )
        behind = flow[index + 1] if index + 1 < len(flow) else None
        if behind is not None and not behind.role and fold(draft.text(behind)) in names:
            yield Intervention(
                "set-aside",
                "repeated-titles",
                (behind.start, behind.end),
                detail="repeated-title",
                reason="the author's name, printed again",
            )
