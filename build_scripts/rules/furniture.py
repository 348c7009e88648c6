"""What a page carries besides its text: folios and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.draft import Draft, Proposal
from build_scripts.model import Intervention, Span
from build_scripts.readers.text import COLUMNS
from build_scripts.rules.contents import contents_entries
from build_scripts.signals import (
    ends_sentence,
    folded_words,
    has_case,
    is_prose,
    is_shouted,
    starts_lower,
    word_count,
)
from build_scripts.vocabulary import CAPTION, JUMP_LINE, fold, part_of

_WORDS = r"(?:page|p\.|seite|s\.|página|pagina|pág\.|страница|стр\.|с\.|sayfa|səhifə|עמוד)"
_FOLIO = re.compile(
    rf"[-–—\[(|·•~]*\s*{_WORDS}?\s*(\d{{1,4}}|[ivxlc]{{1,7}})\s*(?:(?:of|/|von|de|sur|из|di)\s*(\d{{1,4}}))?"
    r"\s*[-–—\])|·•~.]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?i){_WORDS}\s*\d|\d+\s*(?:/|of|von|sur|из)\s*\d+\s*$|^[-–—~\[|]\s*\d+\s*[-–—~\]|]$")
_NUMBERED_EDGE = re.compile(r"^\d{1,4}\b(?!\.)|\b\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text in the flow."""

    span: Span
    text: str
    line: int
    page: bool
    """A form feed stands directly before or after it."""
    folio: int
    """The page number, when the line holds nothing else; -1 otherwise."""
    key: str
    """The line without page numbers and case, when it could be a running head; else empty."""


def _pieces(draft: Draft) -> list[Piece]:
    source = draft.source
    result: list[Piece] = []
    inner: set[int] = set()
    for unit in draft.units:
        if unit.given and unit.role not in ("", "p"):
            continue
        for start, end in unit.spans:
            text = source.text[start:end]
            around = source.text[max(0, start - 3) : start] + source.text[end : end + 3]
            match = _FOLIO.match(text) if len(text) < 30 else None
            # Capital Roman numerals alone number chapters, not pages.
            plain = match is not None and not (match.group(1).isalpha() and match.group(1).isupper())
            folio = _number(match.group(1)) if match and plain else -1
            result.append(
                Piece(
                    (start, end),
                    text,
                    source.line_at(start),
                    "\f" in around,
                    folio,
                    "" if folio >= 0 else _key(text),
                )
            )
            if result[-1].key and unit.separator == " " and len(unit.spans) - 1 > 0:
                inner.add(len(result) - 1)
    # A line inside wrapped prose is only suspect when it comes again.
    counts = Counter(p.key for p in result if p.key)
    return [replace(p, key="") if i in inner and counts[p.key] < 2 else p for i, p in enumerate(result)]


def _number(text: str) -> int:
    """The value of an Arabic or Roman number; -1 for what is neither."""
    if text.isdigit():
        return int(text)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total, last = 0, 0
    for char in reversed(text.lower()):
        value = values[char]
        total += value if value >= last else -value
        last = max(last, value)
    return total if len(text) > 1 or text.lower() in "ivx" else -1


#: `12   Title of the book` and `Title of the book   12`.
_FOLIO_AT_EDGE = re.compile(r"\d{1,4}(?:\s{3,}|\t+)\D+$|[^\t]+(?:\s{3,}|\t+)\d{1,4}$")


def _key(text: str) -> str:
    """The line without page number and case; empty for what cannot be a running head: a sentence, the
    end of one, an item, a named part."""
    if (
        len(text) > 130
        or word_count(text) > 16
        or starts_lower(text)
        or re.match(r"(?:[-•*†‡]|\(?[a-z0-9][.)])\s|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\w{1,3}\]", text)
        or re.search(r"\d\.$", text)
        or CAPTION.match(text.strip("*_ "))
        or COLUMNS.search(text)
        and not _FOLIO_AT_EDGE.match(text)
        and not _DOUBLE.match(text)
    ):
        return ""
    key = (
        re.sub(r"^\W*\d{1,4}\b[\s|·•–—-]*|[\s|·•–—-]*\b\d{1,4}\W*$", "", text).strip(" |·•–—-\t*_").casefold()
    )
    if (
        sum(c.isalpha() for c in key) < 2
        or part_of(key)
        or (text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")[-1:] in '.,;:!?”"' and not re.search(r"\b\w\.$|\bet al\.$", key))
    ):
        return ""
    return " ".join(re.sub(r"\d+", "#", key).split())


_NOTE_LINE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}\s+(?=\D)|[*†‡]\s|\[\d{1,3}\])\s*\S")


def _around(pieces: Sequence[Piece], position: int) -> tuple[int, int]:
    """The nearest pieces before and after that cannot be furniture (at most five lines away)."""
    before, after = position - 1, position + 1
    while before >= 0 and position - before <= 5 and (pieces[before].folio >= 0 or pieces[before].key):
        before -= 1
    # Notes at the foot of the page stand between the text and the next page.
    while (
        before >= 0
        and position - before <= 16
        and _NOTE_LINE.match(pieces[before].text)
        and ends_sentence(pieces[before].text)
    ):
        before -= 1
    while after < len(pieces) and after - position <= 5 and (pieces[after].folio >= 0 or pieces[after].key):
        after += 1
    return before, after


def _interrupts(pieces: Sequence[Piece], position: int) -> bool:
    """Whether the sentence before the line goes on behind it (other lines of furniture are skipped)."""
    before, after = _around(pieces, position)
    if before < 0 or after >= len(pieces):
        return False
    left, right = pieces[before].text, pieces[after].text
    if ends_sentence(left) or not is_prose(left, 5):
        return False
    return (
        starts_lower(right)
        or word_count(left) >= 7
        and (is_prose(right, 6) or not has_case(right) or ends_sentence(right))
    )


def page_numbers(draft: Draft) -> Iterator[Proposal]:
    """A line that holds only a page number is set aside: when it says so («Page 3 of 12», «- 3 -»), when
    such numbers count up through the document, or when one interrupts a sentence. Numbers in tables,
    numbered headings and the Roman numbers of chapters stay."""
    if draft.source.format == "html":
        return
    pieces = _pieces(draft)
    found = [(i, p) for i, p in enumerate(pieces) if p.folio >= 0]
    for rank, (position, piece) in enumerate(found):
        if (
            _NAMED.search(piece.text)
            or piece.page
            or _interrupts(pieces, position)
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


#: `217   Title of the Bill   218`: the head of a page of two columns.
_DOUBLE = re.compile(r"\d{1,5}\s{3,}(?=.*[^\W\d]).*\s{3,}\d{1,5}$")


def jump_lines(draft: Draft) -> Iterator[Proposal]:
    """A line that only sends the reader on or back («Continued on page 34», «From page 12», «- more -») is
    set aside when it does not end a paragraph of the text."""
    if draft.source.format == "html":
        return
    for piece in _pieces(draft):
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
    pieces = _pieces(draft)
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
            edges[position] = (_interrupts(pieces, position), edge)
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
            and (again or number or edge or echoes)
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
        if _DOUBLE.match(piece.text) and sum(bool(_DOUBLE.match(p.text)) for p in pieces) >= 2:
            yield Intervention(
                "set-aside",
                "running-heads",
                piece.span,
                detail="running-head",
                reason="line between two page numbers",
            )
    for position in edges:
        piece = pieces[position]
        if piece.key not in accepted or _DOUBLE.match(piece.text):
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
