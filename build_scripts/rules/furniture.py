"""What a page carries besides its text: folios and running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.draft import Draft, Proposal
from build_scripts.model import Intervention, Span
from build_scripts.signals import ends_sentence, is_prose, starts_lower, words
from build_scripts.vocabulary import fold, part_of

_FOLIO = re.compile(r"[-–—\[(|·•~]*\s*(?:page|p\.|seite|s\.|página|pagina|pág\.|страница|стр\.|с\.|sayfa|səhifə|עמוד)?\s*"
                    r"(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|von|de|sur|из|di)\s*(\d{1,4}))?\s*[-–—\])|·•~.]*$", re.IGNORECASE)
_NAMED = re.compile(r"(?i)(?:page|p\.|seite|página|pagina|pág\.|страница|стр\.|sayfa|səhifə|עמוד)\s*\d|"
                    r"\d+\s*(?:/|of)\s*\d+\s*$|^[-–—~\[|]\s*\d+\s*[-–—~\]|]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text in the flow."""

    span: Span
    text: str
    index: int
    """Number of the line in the seed."""
    alone: bool
    """It is a unit by itself."""
    page: bool
    """A form feed stands directly before or after it."""


def _pieces(draft: Draft) -> list[Piece]:
    source = draft.source
    result = []
    for unit in draft.units:
        for span in unit.spans:
            before = source.text[max(0, span[0] - 3) : span[0]]
            after = source.text[span[1] : span[1] + 3]
            result.append(Piece(span, source.text[span[0] : span[1]], source.line_at(span[0]),
                                len(unit.spans) == 1, "\f" in before or "\f" in after))
    return result


def page_numbers(draft: Draft) -> Iterator[Proposal]:
    """A line that holds only a page number is set aside: when it says so («Page 3 of 12», «- 3 -»),
    when such numbers count up through the document, or when one interrupts a sentence. Numbers in
    tables and numbered headings stay."""
    if draft.source.format != "text":
        return
    pieces = _pieces(draft)
    found: list[tuple[int, Piece, int]] = []
    for position, piece in enumerate(pieces):
        match = _FOLIO.match(piece.text) if len(piece.text) < 30 else None
        if match:
            found.append((position, piece, _number(match.group(1))))
    for rank, (position, piece, number) in enumerate(found):
        if _NAMED.search(piece.text) or piece.page and number >= 0:
            sure = True
        elif number < 0 or not piece.alone and not _in_sequence(found, rank):
            sure = False
        else:
            sure = _in_sequence(found, rank) or _interrupts(pieces, position)
        if sure:
            yield Intervention("set-aside", "page-numbers", piece.span, detail="page-number",
                               reason="number of the printed page")


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


def _in_sequence(found: Sequence[tuple[int, Piece, int]], rank: int) -> bool:
    """A neighbour within four pages counts on from this number, at some distance in the text."""
    position, piece, number = found[rank]
    for other in range(max(0, rank - 3), min(len(found), rank + 4)):
        step, pages = found[other][0] - position, found[other][2] - number
        if other != rank and step * pages > 0 and abs(pages) <= 4 and (
                abs(found[other][1].span[0] - piece.span[0]) >= 350 * abs(pages) ** 0.5):
            return True
    return False


def _interrupts(pieces: Sequence[Piece], position: int) -> bool:
    if not 0 < position < len(pieces) - 1:
        return False
    before, after = pieces[position - 1].text, pieces[position + 1].text
    return is_prose(before, 6) and not ends_sentence(before) and (starts_lower(after) or is_prose(after, 6))


def running_heads(draft: Draft) -> Iterator[Proposal]:
    """A short line that comes again page after page (apart from its page number) is a running head or
    foot and is set aside. It must stand at a page number, a form feed or in the middle of a sentence
    at least once; a refrain, a speaker's name or a heading that recurs stays."""
    if draft.source.format != "text":
        return
    pieces = _pieces(draft)
    folios = {i.span for i in draft.asides("page-number")}
    folio_lines = {draft.source.line_at(s) for s, _ in folios}
    groups: dict[str, list[int]] = defaultdict(list)
    for position, piece in enumerate(pieces):
        key = _key(piece.text)
        if key:
            groups[key].append(position)
    for key, positions in groups.items():
        if len(positions) < 2 or part_of(key):
            continue
        witnesses = sum(_at_page_edge(pieces, p, folio_lines) for p in positions)
        with_number = sum(bool(re.search(r"(?:^\d+\b|\b\d+$)", pieces[p].text)) and
                          _key(pieces[p].text) != pieces[p].text.casefold() for p in positions)
        varying = len({re.sub(r"\D", "", pieces[p].text) for p in positions}) == len(positions)
        if (witnesses >= max(1, len(positions) // 2) and (len(positions) >= 3 or witnesses >= 2)) or (
                with_number == len(positions) and varying and len(positions) >= 2 and witnesses):
            for p in positions:
                # The first may be the title itself, at the head of the document.
                if p == positions[0] and not _at_page_edge(pieces, p, folio_lines):
                    continue
                yield Intervention("set-aside", "running-heads", pieces[p].span, detail="running-head",
                                   reason=f"line printed {len(positions)} times at the edge of pages")


def _key(text: str) -> str:
    """The line without page number and case; empty for what cannot be a running head."""
    if len(text) > 110 or len(words(text)) > 14 or is_prose(text, 10) and ends_sentence(text):
        return ""
    key = re.sub(r"^\W*\d{1,4}\b\W*|\W*\b\d{1,4}\W*$", "", text).strip(" |·•–—-\t").casefold()
    letters = sum(c.isalpha() for c in key)
    if letters < 3 or re.match(r"[-•*]\s", text) or re.search(r"^[^.]{0,20}:\s", text) and len(words(text)) > 4:
        return ""
    return " ".join(key.split())


def _at_page_edge(pieces: Sequence[Piece], position: int, folio_lines: set[int]) -> bool:
    piece = pieces[position]
    near = any(line in folio_lines for line in range(piece.index - 2, piece.index + 3))
    return near or piece.page or _interrupts(pieces, position) or (
        bool(re.search(r"(?:^\d{1,4}\s{2,}|\s{2,}\d{1,4}$|^\d{1,4}\s*[|•·]|[|•·]\s*\d{1,4}$)", piece.text)))


def repeated_titles(draft: Draft) -> Iterator[Proposal]:
    """The title of the document printed once more inside the text, with or without the author's name
    behind it, is set aside: it belongs to a page, not to the text."""
    titles = [u for u in draft.units if u.role == "title"]
    if not titles:
        return
    title = fold(draft.text(titles[0]))
    names = {fold(draft.text(u)) for u in draft.units if u.role == "byline"}
    flow = draft.flow()
    for index, unit in enumerate(flow):
        if unit.start <= titles[0].start or unit.role or fold(draft.text(unit)) != title:
            continue
        yield Intervention("set-aside", "repeated-titles", (unit.start, unit.end), detail="repeated-title",
                           reason="the title, printed again")
        behind = flow[index + 1] if index + 1 < len(flow) else None
        if behind is not None and not behind.role and fold(draft.text(behind)) in names:
            yield Intervention("set-aside", "repeated-titles", (behind.start, behind.end), detail="repeated-title",
                               reason="the author's name, printed again")
