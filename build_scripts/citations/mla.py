"""The MLA Handbook, 9th edition: the entry of a list of works cited, and the words in the text."""

from __future__ import annotations

from build_scripts.citations import csl_dates, wording
from build_scripts.citations.item import Item
from build_scripts.citations.names import Name
from build_scripts.citations.rich import italic, join, quoted, stop

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def entry(item: Item) -> str:
    """An entry of the works cited."""
    kind = item["type"]
    alone = kind in ("book", "report", "thesis")
    whole = "" if alone else italic(wording.title(item, "container-title"))
    pieces = [("", stop(_lead(item))), (" ", stop(_title(item, wording.title(item))))]
    rest = [
        whole,
        *_helpers(item),
        f"vol. {item['volume']}" if item.get("volume") and not alone else "",
        f"no. {item['issue']}" if item.get("issue") else "",
        wording.number(str(item.get("number") or "")),
        wording.text(item, "publisher") if kind != "thesis" else "",
        date(item),
        "" if alone else wording.address(item),
    ]
    held = join([(", ", piece) for piece in rest])
    if held and not whole and not held.startswith("no. "):
        held = held[:1].upper() + held[1:]
    series = " ".join(filter(None, (wording.title(item, "collection-title"), item.get("collection-number"))))
    pieces.append((" ", stop(held)))
    if alone:
        school = wording.text(item, "publisher") if kind == "thesis" else ""
        tail = [stop(piece) for piece in (school, series, wording.address(item)) if piece]
        pieces += [(" ", piece) for piece in tail]
    return join(pieces)


def in_text(item: Item, locator: str = "") -> str:
    """`(Blank)`, `(Blank, line 62)`."""
    names = [wording.family(name) for name in item.get("author") or _editors(item)]
    lead = f"{names[0]} et al." if len(names) > 2 else wording.listed(names)
    lead = lead or _title(item, wording.short_title(item))
    return f"({join([('', lead), (', ', locator)])})"


def date(item: Item) -> str:
    """`29 June 2023`, `[Sept. 2023?]`; nothing when it is not known."""
    known = csl_dates.read(item.get("issued"))
    words = csl_dates.words(known, _day_month_year, _between)
    return f"[{words}?]" if words and known.circa else words


def _day_month_year(part: csl_dates.Part) -> str:
    number, month, day, season = part
    if season or not month:
        return csl_dates.month_day_year(part)
    return " ".join(filter(None, (str(day or ""), _MONTHS[month - 1], csl_dates.year(number))))


def _between(first: csl_dates.Part, last: csl_dates.Part) -> str:
    (y1, m1, d1, _), (y2, m2, d2, _) = first, last
    if y1 != y2 or not (m1 and m2) or bool(d1) != bool(d2):
        return ""
    if m1 == m2 and d1:
        return f"{d1}–{d2} {_MONTHS[m1 - 1]} {csl_dates.year(y1)}"
    ends = (f"{d1 or ''} {_MONTHS[m1 - 1]}".strip(), f"{d2 or ''} {_MONTHS[m2 - 1]}".strip())
    return f"{'–'.join(ends)} {csl_dates.year(y1)}"


def _editors(item: Item) -> list[Name]:
    return item.get("editor", []) if item["type"] in ("book", "report") else []


def _lead(item: Item) -> str:
    names = item.get("author") or []
    role = ""
    if not names:
        names = _editors(item)
        role = "" if not names else "editor" if len(names) == 1 else "editors"
    if not names:
        return ""
    first = wording.turned(names[0])
    if len(names) > 2:
        first += ", et al."
    elif len(names) == 2:
        first += f", and {wording.in_order(names[1])}"
    return f"{first}, {role}" if role else first


def _title(item: Item, words: str) -> str:
    """In quotation marks as part of something that is known, else in italics."""
    part = item["type"] not in ("book", "report", "thesis") and item.get("container-title")
    return quoted(words) if part or item["type"] == "document" else italic(words)


def _helpers(item: Item) -> list[str]:
    pieces = []
    for role, words in (("contributor", "with"), ("editor", "edited by"), ("translator", "translated by")):
        names = item.get(role, [])
        if names and not (role == "editor" and names is _editors(item) and not item.get("author")):
            shown = [wording.in_order(name) for name in names]
            pieces.append(f"{words} {shown[0] + ' et al.' if len(shown) > 2 else wording.listed(shown)}")
    return pieces
