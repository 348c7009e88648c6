"""The Chicago Manual of Style, 17th edition, notes and bibliography (chapter 14)."""

from __future__ import annotations

from collections.abc import Callable

from build_scripts.citations import csl_dates, wording
from build_scripts.citations.item import Item
from build_scripts.citations.names import Name
from build_scripts.citations.rich import italic, join, stop

UPRIGHT = wording.ARTICLES | {"webpage", "chapter", "paper-conference", "thesis", "document"}
YEAR_ONLY = frozenset({"book", "report", "chapter", "thesis"})
_WITHOUT_AUTHOR = frozenset({"article-newspaper", "article-magazine", "post-weblog", "webpage"})
"""Where the name of the paper takes the place of a missing author (14.199)."""


def note(item: Item, locator: str = "") -> str:
    """A full note; `locator` is what is pointed at: `line 62`."""
    lead = _lead(item, _note_names)
    pieces = [
        ("", lead),
        (", ", wording.set_title(item, wording.title(item), UPRIGHT)),
        *_published(item, True),
    ]
    colon = item["type"] == "article-journal" and pieces[-1][1].endswith(")")
    pieces += [(": " if colon else ", ", locator), (", ", wording.address(item))]
    return stop(join(pieces))


def short_note(item: Item, locator: str = "") -> str:
    """A later note: family name and main title."""
    names = [wording.family(name) for name in _leading(item)[0]]
    lead = f"{names[0]} et al." if len(names) > 3 else wording.listed(names)
    title = wording.set_title(item, wording.short_title(item), UPRIGHT)
    return stop(join([("", lead or _paper(item)), (", ", title), (", ", locator)]))


def bibliography(item: Item) -> str:
    """An entry of a bibliography."""
    lead = _lead(item, _entry_names)
    paper = "" if lead else _paper(item)
    pieces = [("", stop(lead or paper)), (" ", stop(wording.set_title(item, wording.title(item), UPRIGHT)))]
    published = _published(item, False)
    if paper:
        published = [(before, piece) for before, piece in published if piece not in ("", paper)]
        published[:1] = [(". ", piece) for _, piece in published[:1]]
    return stop(join([*pieces, *published, (". ", wording.address(item))]))


def date(item: Item) -> str:
    """`October 2014`, `[May 2, 2025?]`; for books the year; `n.d.` where one is expected and not known."""
    known = csl_dates.read(item.get("issued"))
    if not known:
        return "" if item["type"] == "webpage" else "n.d."
    if item["type"] in YEAR_ONLY:
        words = csl_dates.words(known, lambda part: csl_dates.year(part[0]), _years)
    else:
        words = csl_dates.words(known, csl_dates.month_day_year, csl_dates.month_day_year_between)
    return f"[{words}?]" if known.circa else words


def _years(first: csl_dates.Part, last: csl_dates.Part) -> str:
    return csl_dates.year(first[0]) if first[0] == last[0] else ""


def _leading(item: Item) -> tuple[list[Name], str]:
    """(names, role): authors, or the editors of a book."""
    if item.get("author"):
        return item["author"], ""
    editors = item.get("editor") or []
    return (
        (editors, "ed." if len(editors) == 1 else "eds.") if item["type"] in ("book", "report") else ([], "")
    )


def _lead(item: Item, write: Callable[[list[Name]], str]) -> str:
    names, role = _leading(item)
    words = write(names) if names else ""
    return f"{words}, {role}" if words and role else words


def _note_names(names: list[Name]) -> str:
    ordered = [wording.in_order(name) for name in names]
    return f"{ordered[0]} et al." if len(ordered) > 3 else wording.listed(ordered)


def _entry_names(names: list[Name]) -> str:
    ordered = [wording.turned(names[0], particle_last=True), *(wording.in_order(name) for name in names[1:])]
    if len(ordered) > 10:
        return f"{', '.join(ordered[:7])}, et al."
    return f"{ordered[0]}, and {ordered[1]}" if len(ordered) == 2 else wording.listed(ordered)


def _paper(item: Item) -> str:
    return _container(item) if item["type"] in _WITHOUT_AUTHOR else ""


def _container(item: Item) -> str:
    words = wording.title(item, "container-title")
    return words if item["type"] == "webpage" else italic(words)


def _helpers(item: Item, in_note: bool, book: bool) -> list[tuple[str, str]]:
    """Editors (of a book that holds the text) and translators."""
    pieces = []
    for role, short, long in (("editor", "ed.", "edited by"), ("translator", "trans.", "translated by")):
        names = [wording.in_order(name) for name in item.get(role, [])]
        if not names or role == "editor" and not item.get("author") and not book:
            continue
        words = short if in_note else long if book else long.capitalize()
        pieces.append((", " if in_note or book else ". ", f"{words} {wording.listed(names)}"))
    return pieces


def _published(item: Item, in_note: bool) -> list[tuple[str, str]]:
    """Everything between the title and the locator."""
    kind, between = item["type"], ", " if in_note else ". "
    if kind == "chapter":
        whole = f"{'in' if in_note else 'In'} {_container(item)}" if item.get("container-title") else ""
        return [(between, whole), *_helpers(item, in_note, True), *_imprint(item, in_note)]
    helpers = _helpers(item, in_note, False)
    if kind == "article-journal":
        return [*helpers, *_journal(item, between)]
    if kind in ("book", "report", "thesis"):
        series = " ".join(
            filter(None, (wording.title(item, "collection-title"), item.get("collection-number")))
        )
        own = wording.number(str(item.get("number") or ""))
        return [*helpers, (between, own if in_note else own[:1].upper() + own[1:]), (between, series),
                *_imprint(item, in_note)]  # fmt: skip
    publisher = wording.text(item, "publisher") if kind in ("webpage", "document") else ""
    pieces = [(between, _container(item)), (", ", publisher), (", ", date(item))]
    first = next((index for index, (_, piece) in enumerate(pieces) if piece), 0)
    pieces[first] = (between, pieces[first][1])
    return [*helpers, *pieces]


def _journal(item: Item, between: str) -> list[tuple[str, str]]:
    volume, issue = wording.text(item, "volume"), wording.text(item, "issue")
    when = date(item)
    if not volume and not issue:
        return [(between, _container(item)), (", " if item.get("container-title") else between, when)]
    return [
        (between, _container(item)),
        (" ", volume),
        (", ", f"no. {issue}" if issue else ""),
        (" ", f"({when})"),
    ]


def _imprint(item: Item, in_note: bool) -> list[tuple[str, str]]:
    words = ", ".join(filter(None, (wording.text(item, "publisher"), date(item))))
    return [(" ", f"({words})")] if in_note else [(". ", words)]
