"""What the three styles share: names in order, titles, addresses."""

from __future__ import annotations

import re

from build_scripts.citations.item import Item
from build_scripts.citations.names import Name
from build_scripts.citations.rich import bare, italic, quoted, typographic
from build_scripts.citations.title_case import title_case

ARTICLES = frozenset({"article-journal", "article-newspaper", "article-magazine", "post-weblog"})
"""Parts of a whole; where the whole is not known they stand alone."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def text(item: Item, key: str) -> str:
    """A variable as it is printed."""
    return typographic(bare(str(item.get(key) or "")))


def is_english(item: Item) -> bool:
    return str(item.get("language", "")).split("-")[0].lower() == "en"


def title(item: Item, key: str = "title", capitals: bool = True) -> str:
    """A title; with headline capitals when it is English. A host name is no title: it stays."""
    words = text(item, key)
    return title_case(words) if capitals and is_english(item) and not _HOST.fullmatch(words) else words


def short_title(item: Item) -> str:
    return title(item, "title-short" if item.get("title-short") else "title")


def set_title(item: Item, words: str, upright: frozenset[str]) -> str:
    """In quotation marks for what is part of something or of a type in `upright`; else in italics."""
    part = item["type"] in upright and (item["type"] not in ARTICLES or item.get("container-title"))
    return quoted(words) if part else italic(words)


def in_order(name: Name) -> str:
    """`Johan van der Meer Jr.`"""
    if "literal" in name:
        return typographic(bare(name["literal"]))
    return _joined(name.get("given"), name.get("non-dropping-particle"), name["family"], name.get("suffix"))


def family(name: Name) -> str:
    """`van der Meer`."""
    if "literal" in name:
        return in_order(name)
    return _joined(name.get("non-dropping-particle"), name["family"])


def turned(name: Name, particle_last: bool = False, given: str | None = None) -> str:
    """`van der Meer, Johan, Jr.`, or with the particle last `Meer, Johan van der`; `given` may be
    initials."""
    if "literal" in name:
        return in_order(name)
    particle = name.get("non-dropping-particle")
    first = given if given is not None else name.get("given", "")
    lead, behind = (
        (name["family"], _joined(first, particle)) if particle_last else (family(name), _joined(first))
    )
    return ", ".join(part for part in (_joined(lead), behind, _joined(name.get("suffix"))) if part)


def _joined(*parts: str | None) -> str:
    return typographic(bare(" ".join(part for part in parts if part)))


def listed(names: list[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B, and C`."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"


def address(item: Item) -> str:
    """DOI before web address."""
    return f"https://doi.org/{item['DOI']}" if item.get("DOI") else bare(str(item.get("URL") or ""))


def number(value: str) -> str:
    """A number behind `no.`; a report number with letters stands alone."""
    return f"no. {value}" if value[:1].isdigit() else value
