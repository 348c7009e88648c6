"""The contents list: set aside as a zone, and kept as the best witness of the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from build_scripts.draft import Draft, Proposal
from build_scripts.signals import is_prose, word_count
from build_scripts.source import Intervention, Unit
from build_scripts.vocabulary import fold, names

_LEADERS = re.compile(r"(?:[.…·_]\s?){3,}\s*(?:\d{1,4}|[ivxlc]+)?$")
_PAGED = re.compile(r"(?:\t|\s{2,}|,\s*p\.?\s*|\s[-–—]\s?|\s)(?:p\.?\s?)?(\d{1,4}|[ivxlc]{1,6})$")
_WIDE = re.compile(r"(?:\t|\s{2,})(\d{1,4}|[ivxlc]{1,6})$")


def title_of_entry(line: str) -> str:
    """The words of an entry, without leaders, page number and emphasis marks."""
    line = re.sub(r"(?:[.…·_]\s?){3,}\s*(?:\d{1,4}|[ivxlc]+)?\s*$", "", line.strip().strip("*"))
    return _PAGED.sub("", line).strip(" .\t*|-–—•") if _PAGED.search(line) else line.strip(" \t*|•")


def contents_entries(draft: Draft) -> list[str]:
    """The folded titles that the contents lists of the document name."""
    entries = []
    for aside in draft.asides("contents"):
        for line in draft.source.text[aside.span[0] : aside.span[1]].splitlines():
            title = fold(title_of_entry(line))
            if title and not names("contents", title):
                entries.append(title)
    return entries


def _page_of(line: str, wide: bool) -> int | None:
    match = (_WIDE if wide else _PAGED).search(line)
    if not match or not any(c.isalpha() for c in line[: match.start()]):
        return None
    return int(match.group(1)) if match.group(1).isdigit() else 0


def _rows(draft: Draft, unit: Unit) -> list[str]:
    return [draft.source.text[s:e] for s, e in unit.spans]


def _is_entry(line: str) -> bool:
    return bool(_LEADERS.search(line)) or _page_of(line, wide=True) is not None


def contents_list(draft: Draft) -> Iterator[Proposal]:
    """A contents list is set aside: lines that end in leaders or a page number, under a heading such
    as «Contents», or at least three of them with page numbers that do not go down. A table of figures
    is not a contents list: its last column does not count pages. The entries serve as witnesses when
    headings are looked for."""
    if draft.source.format != "text":
        return
    units = draft.units
    index = 0
    while index < len(units):
        rows = _rows(draft, units[index])
        heading = names("contents", draft.text(units[index])) or (
            len(rows) > 1 and names("contents", rows[0])
        )
        end = _end_of_list(draft, index + 1 if heading and len(rows) == 1 else index, heading)
        if end > index + (1 if heading and len(rows) == 1 else 0):
            reason = (
                "contents list under its heading"
                if heading
                else "lines with leaders or page numbers in order"
            )
            for unit in units[index:end]:
                yield Intervention(
                    "set-aside", "contents-list", (unit.start, unit.end), detail="contents", reason=reason
                )
            index = end
        else:
            index += 1


def _end_of_list(draft: Draft, begin: int, heading: bool) -> int:
    """The index behind the last unit of the contents list that begins at `begin`, or `begin`."""
    units, end, misses = draft.units, begin, 0
    pages: list[int] = []
    entries = leaders = 0
    for index in range(begin, len(units)):
        if units[index].given and units[index].role not in ("", "list"):
            break
        rows = _rows(draft, units[index])
        good = 0
        for row in rows:
            page = _page_of(row, wide=not heading)
            far = page and pages and not pages[-1] <= page <= pages[-1] + 250
            if _LEADERS.search(row) or page is not None and not far and (_is_entry(row) or heading):
                good += 1
                leaders += bool(_LEADERS.search(row))
                if page:
                    pages.append(page)
        if good >= 0.5 * len(rows):
            entries += good
            end, misses = index + 1, 0
            continue
        # An entry may take two lines, the first without a number.
        misses += 1
        if misses > (2 if heading else 1) or any(is_prose(r, 25) or word_count(r) > 25 for r in rows):
            break
    ordered = sum(b >= a for a, b in pairwise(pages)) >= 0.85 * max(1, len(pages) - 1)
    if heading and entries >= 2 and ordered:
        return end
    if entries >= 3 and ordered and (leaders >= 2 or len(pages) >= 3 and _named_later(draft, begin, end)):
        return end
    return _unpaged(draft, begin) if heading else begin


def _named_later(draft: Draft, begin: int, end: int) -> bool:
    later = {fold(draft.text(u)) for u in draft.units[end:] if len(u.spans) <= 2}
    listed = [fold(title_of_entry(row)) for u in draft.units[begin:end] for row in _rows(draft, u)]
    return sum(any(x == y or len(x) > 8 and y.startswith(x) for y in later) for x in listed if x) >= 2


def _unpaged(draft: Draft, begin: int) -> int:
    """A list without page numbers under a heading: lines that all come again as lines of their own."""
    units = draft.units
    texts = [fold(draft.text(u)) for u in units]
    end = begin
    for index in range(begin, len(units)):
        rows = [fold(title_of_entry(r)) for r in _rows(draft, units[index])]
        later = texts[index + 1 :]
        if not all(any(t == r or len(r) > 8 and t.startswith(r) for t in later) for r in rows if r):
            break
        end = index + 1
    return end
