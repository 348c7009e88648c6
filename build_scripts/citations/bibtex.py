r"""BibTeX, and BibLaTeX, which holds EDTF dates whole. Files are UTF-8; only what TeX would take for a
command is written as one. Braces are written by name (`\textbraceleft`), because BibTeX counts them even
behind a backslash. Titles stand in double braces, so that no style changes their capitals.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from build_scripts.citations import csl_dates
from build_scripts.citations.item import Item
from build_scripts.citations.kinds import BY_CSL
from build_scripts.citations.names import Name
from build_scripts.citations.rich import bare
from build_scripts.edtf import problem

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: "\\" + sign for sign in "&%$#_"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
INFERRED = "The date is inferred, not stated by the document."

Fields = list[tuple[str, str]]
"""(name, value with its delimiters), in order."""


def bibtex(item: Item, kind: str = "") -> str:
    """One entry for BibTeX. `kind` is the document's own word for what it is."""
    entry = BY_CSL[item["type"]].bibtex
    fields = [*_people(item), ("title", "{" + _braced(item["title"]) + "}"), *_whole(item, False)]
    fields += [(name, value) for name, value in _date(item) if value]
    if item.get("issued", {}).get("circa"):
        fields.append(("note", _braced(INFERRED)))
    return _entry(entry, item["id"], [*fields, *_kind(entry, kind), *_shared(item)])


def biblatex(item: Item, edtf: str = "", kind: str = "") -> str:
    """One entry for BibLaTeX; `edtf` is the date as the record has it."""
    entry = BY_CSL[item["type"]].biblatex
    if entry == "online" and not item.get("URL"):
        entry = "misc"
    fields = [*_people(item), ("title", "{" + _braced(item["title"]) + "}"), *_whole(item, True)]
    if edtf:
        marked = _marked(edtf, bool(item.get("issued", {}).get("circa")))
        fields.append(("date", _braced(marked) if problem(marked) else "{" + marked + "}"))
    if subtype := _SUBTYPES.get(item["type"]):
        fields.append(("entrysubtype", _braced(subtype)))
    return _entry(entry, item["id"], [*fields, *_kind(entry, kind), *_shared(item)])


def _marked(edtf: str, circa: bool) -> str:
    """The date, marked as uncertain when it is."""
    if not circa or any(mark in edtf for mark in "?~%"):
        return edtf
    return "/".join(end if end in ("", "..") else f"{end}?" for end in edtf.split("/"))


def _entry(entry: str, key: str, fields: Fields) -> str:
    width = max(len(name) for name, _ in fields)
    rows = ",\n".join(f"  {name:<{width}} = {value}" for name, value in fields)
    return f"@{entry}{{{key},\n{rows}\n}}\n"


def escaped(value: str) -> str:
    """Text as TeX reads it."""
    return "".join(_SIGNS.get(ch, ch) for ch in bare(value))


def _braced(value: str) -> str:
    return "{" + escaped(value) + "}"


def _people(item: Item) -> Fields:
    return [
        (role, "{" + " and ".join(_name(name) for name in item[role]) + "}")
        for role in ("author", "editor", "translator")
        if item.get(role)
    ]


def _name(name: Name) -> str:
    """`von Last, Jr., First`; what is not to be cut stands in braces."""
    if "literal" in name:
        return _braced(name["literal"])
    family = escaped(name["family"])
    words = family.split()
    if len(words) > 1 and any(word[:1].islower() for word in words) or "," in family:
        family = "{" + family + "}"
    lead = " ".join(filter(None, (escaped(name.get("non-dropping-particle", "")), family)))
    given = escaped(name["given"])
    given = "{" + given + "}" if "," in given or re.search(r"\band\b", given) else given
    return ", ".join(filter(None, (lead, escaped(name.get("suffix", "")), given)))


def _whole(item: Item, biblatex: bool) -> Fields:
    """Journal, book or series; volume and number; publisher."""
    kind = item["type"]
    journal = "journaltitle" if biblatex else "journal"
    container = {
        "chapter": "booktitle",
        "paper-conference": "booktitle",
        "webpage": "titleaddon" if biblatex else "howpublished",
        "post-weblog": "titleaddon" if biblatex else "howpublished",
        "document": "titleaddon" if biblatex else "howpublished",
    }.get(kind, journal)
    publisher = {
        "report": "institution",
        "thesis": "institution" if biblatex else "school",
        "webpage": "organization" if biblatex else "publisher",
    }.get(kind, "publisher")
    number = (
        item.get("collection-number") or item.get("number") or ("" if biblatex else item.get("issue", ""))
    )
    rows = [
        (container, item.get("container-title")),
        ("series", item.get("collection-title")),
        ("volume", item.get("volume")),
        ("number", number),
        ("issue" if kind != "article-journal" else "number", item.get("issue") if biblatex else ""),
        (publisher, item.get("publisher")),
    ]
    return [(name, _braced(str(value))) for name, value in rows if value]


def _kind(entry: str, kind: str) -> Fields:
    return [("type", _braced(kind))] if kind and entry in ("report", "techreport", "thesis") else []


def _date(item: Item) -> Fields:
    """`year` and `month`; seasons and intervals as words, as BibTeX styles print them."""
    date = csl_dates.read(item.get("issued"))
    if date.literal or not date.first:
        return [("year", _braced(date.literal) if date.literal else "")]
    first, last = date.first, date.last
    year = csl_dates.year(first[0])
    if last and last[0] != first[0]:
        return [("year", _braced(f"{year}/{csl_dates.year(last[0])}"))]
    if first[3]:
        return [("year", _braced(year)), ("month", _braced(csl_dates.SEASONS[first[3] - 1]))]
    if not first[1]:
        return [("year", _braced(year))]
    if last and last[1] != first[1]:
        months = f"{csl_dates.MONTHS[first[1] - 1]}/{csl_dates.MONTHS[last[1] - 1]}"
        return [("year", _braced(year)), ("month", _braced(months))]
    return [("year", _braced(year)), ("month", _MONTHS[first[1] - 1])]


def _shared(item: Item) -> Fields:
    """What both kinds of file have. An address stands as it is: TeX reads it letter by letter."""
    plain = [("issn", "ISSN"), ("isbn", "ISBN"), ("language", "language"), ("abstract", "abstract")]
    rows = [(name, _braced(str(item[key]))) for name, key in plain if item.get(key)]
    for name, key in (("doi", "DOI"), ("url", "URL")):
        if item.get(key):
            rows.append((name, "{" + quote(str(item[key]), safe="!#$%&'()*+,/:;=?@[]_-.~|^") + "}"))
    return rows
