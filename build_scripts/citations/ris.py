"""RIS, the tagged format that every reference manager reads. One value on a line; lines end with CR LF,
as its specification says; nothing needs escaping, so nothing can be escaped."""

from __future__ import annotations

from build_scripts import dates
from build_scripts.citations import csl_dates
from build_scripts.citations.item import Item
from build_scripts.citations.kinds import BY_CSL
from build_scripts.citations.names import Name
from build_scripts.citations.rich import bare

_PERIODICAL = frozenset({"article-journal", "article-newspaper", "article-magazine"})


def ris(item: Item, edtf: str = "") -> str:
    """One record; `edtf` is the date as the record has it."""
    date = csl_dates.read(item.get("issued"))
    rows: list[tuple[str, object]] = [("TY", BY_CSL[item["type"]].ris), ("ID", item["id"])]
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator"), ("A3", "contributor")):
        rows += [(tag, _name(name)) for name in item.get(role, [])]
    rows += [
        ("TI", item["title"]),
        ("T2", item.get("container-title")),
        ("T3", item.get("collection-title")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("M1", item.get("collection-number") or item.get("number")),
        ("PB", item.get("publisher")),
        ("PY", _year(date)),
        ("DA", _date(date, edtf)),
        ("SN", item.get("ISBN") or item.get("ISSN")),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("LA", item.get("language")),
        ("AB", item.get("abstract")),
        ("N1", "The date is inferred, not stated by the document." if date.circa else ""),
    ]
    lines = [f"{tag}  - {bare(str(value))}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _name(name: Name) -> str:
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return ", ".join(filter(None, (family, name["given"], name.get("suffix"))))


def _year(date: csl_dates.Date) -> str:
    return str(date.first[0]) if date.first and date.first[0] > 0 else ""


def _date(date: csl_dates.Date, edtf: str) -> str:
    """`2014/10/05/`, with words behind the last stroke for what figures do not say."""
    if not date:
        return ""
    words = dates.display(edtf or None)
    if not date.first or date.first[0] < 0:
        return f"///{date.literal or words}"
    year, month, day, season = date.first
    parts = f"{year}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"
    return parts + (words if season or date.last or date.circa else "")
