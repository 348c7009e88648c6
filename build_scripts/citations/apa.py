"""The Publication Manual of the APA, 7th edition: the entry of a reference list, and the words in the
text. Titles keep the capitals of the document: which words are names cannot be known."""

from __future__ import annotations

import re

from build_scripts.citations import csl_dates, wording
from build_scripts.citations.item import Item
from build_scripts.citations.names import Name
from build_scripts.citations.rich import italic, join, quoted, stop

_DAYS = frozenset({"article-newspaper", "article-magazine", "post-weblog", "webpage", "document"})
"""Dated to the day; all others by the year."""
_PARTS = wording.ARTICLES | {"chapter", "paper-conference"}


def entry(item: Item) -> str:
    """An entry of the references."""
    names, role = _leading(item)
    lead = _names(names)
    if lead and role:
        lead += f" ({role})"
    title = _title(item, wording.title(item, capitals=False)) + _brackets(item)
    when = f"({date(item)})"
    head = [lead, when, title] if lead else [title, when]
    pieces = [(" ", stop(piece)) for piece in (*head, *_source(item))]
    return join([*pieces, (" ", wording.address(item))])


def in_text(item: Item, locator: str = "") -> str:
    """`(Blank, 2025)`, `(Blank, ca. 2023, Line 62)`."""
    names = [wording.family(name) for name in _leading(item)[0]]
    lead = f"{names[0]} et al." if len(names) > 2 else wording.listed(names, "&")
    if not lead:
        words = wording.short_title(item)
        lead = italic(words) if _is_whole(item) else quoted(words)
    locator = locator[:1].upper() + locator[1:]
    return f"({join([('', lead), (', ', _year(item)), (', ', locator)])})"


def date(item: Item) -> str:
    """`2014`, `2023, June 29`, `ca. 2023, September`, `n.d.`"""
    known = csl_dates.read(item.get("issued"))
    if not known.first or item["type"] not in _DAYS:
        return _year(item)
    first, last = known.first, known.last
    begin, end = _month_day(first), _month_day(last) if last else ""
    if last and first[:2] == last[:2] and end:
        end = str(last[2] or "")
    behind = f"{begin}–{end}" if begin and end and begin != end else begin
    return f"{_year(item)}, {behind}" if behind else _year(item)


def _month_day(part: csl_dates.Part) -> str:
    _, month, day, season = part
    if season:
        return csl_dates.SEASONS[season - 1]
    return f"{csl_dates.MONTHS[month - 1]} {day or ''}".strip() if month else ""


def _year(item: Item) -> str:
    known = csl_dates.read(item.get("issued"))
    if not known:
        return "n.d."
    words = csl_dates.words(known, lambda part: _numbered(part[0]), _same_year)
    return f"ca. {words}" if known.circa else words


def _numbered(year: int) -> str:
    return csl_dates.year(year).replace("BC", "B.C.E.")


def _same_year(first: csl_dates.Part, last: csl_dates.Part) -> str:
    return _numbered(first[0]) if first[0] == last[0] else ""


def _leading(item: Item) -> tuple[list[Name], str]:
    if item.get("author"):
        return item["author"], ""
    editors = item.get("editor") or []
    return (
        (editors, "Ed." if len(editors) == 1 else "Eds.") if item["type"] in ("book", "report") else ([], "")
    )


def _initials(given: str) -> str:
    """`Jean-Luc R.` → `J.-L. R.`"""
    words = [re.sub(r"^[^\w]+", "", word) for word in given.split()]
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words if word)


def _turned(name: Name) -> str:
    return wording.turned(name, given=_initials(name.get("given", "")))


def _names(names: list[Name]) -> str:
    shown = [_turned(name) for name in names]
    if len(shown) > 20:
        return f"{', '.join(shown[:19])}, … {shown[-1]}"
    return f"{', '.join(shown[:-1])}, & {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _is_whole(item: Item) -> bool:
    return item["type"] not in _PARTS or (
        item["type"] in wording.ARTICLES and not item.get("container-title")
    )


def _title(item: Item, words: str) -> str:
    return italic(words) if _is_whole(item) else words


def _brackets(item: Item) -> str:
    """What stands behind the title in parentheses: translator, number, series."""
    translators = [_in_order(name) for name in item.get("translator", [])]
    inside = [f"{wording.listed(translators, '&')}, Trans."] if translators else []
    if item["type"] == "report":
        own = wording.number(str(item.get("number") or ""))
        series = " ".join(
            filter(None, (wording.title(item, "collection-title"), item.get("collection-number")))
        )
        inside += [own[:1].upper() + own[1:], series]
    inside = [words for words in inside if words]
    return f" ({'; '.join(inside)})" if inside else ""


def _in_order(name: Name) -> str:
    given = _initials(name.get("given", ""))
    return wording.in_order(name | {"given": given} if given else name)


def _source(item: Item) -> list[str]:
    """Where it appeared and who published it; what only repeats the author is left out (9.29, 10.16)."""
    kind = item["type"]
    whole, publisher = wording.title(item, "container-title"), wording.text(item, "publisher")
    authors = {wording.in_order(name) for name in item.get("author", [])}
    publisher = "" if publisher in authors and len(authors) == 1 else publisher
    if kind == "chapter":
        return [_in_book(item, whole), publisher]
    if kind == "webpage":
        return [publisher, "" if whole in authors and len(authors) == 1 else whole]
    if kind in ("book", "report", "thesis", "document"):
        return [publisher]
    volume, issue = wording.text(item, "volume"), wording.text(item, "issue")
    held = join([("", italic(whole)), (", ", italic(volume))])
    if issue:
        held += f"({issue})" if volume else f", ({issue})"
    return [held]


def _in_book(item: Item, whole: str) -> str:
    editors = [_in_order(name) for name in item.get("editor", [])]
    role = "Ed." if len(editors) == 1 else "Eds."
    by = f"{wording.listed(editors, '&')} ({role}), " if editors else ""
    return f"In {by}{italic(whole)}" if whole else ""
