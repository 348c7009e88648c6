"""`names.html` of an archive without a register: the names found by rule, or that there are none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from build_scripts.connections import AutomaticName
from build_scripts.exporters import paging
from build_scripts.exporters.addresses import of_unit, short_name, unit_name
from build_scripts.exporters.filters import filter_box
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.register import Register, folded
from build_scripts.model import Artifact, Corpus

PAGE = 200
"""Names on one page."""
PLACES = 24
"""Places that are listed of a name."""


def ordered(corpus: Corpus) -> list[AutomaticName]:
    """The names found by rule, in the order of the pages."""
    return sorted(corpus.connections.automatic, key=lambda name: (folded(name.label), name.id))


def places(corpus: Corpus) -> dict[str, str]:
    """Id of a name found by rule → its address, from the top of the site."""
    return {
        name.id: f"{_file(place // PAGE + 1)}.html#{name.id}" for place, name in enumerate(ordered(corpus))
    }


def automatic_names(reg: Register) -> Iterator[Artifact]:
    """`docs/names.md`; `names-2.md` … for more than PAGE names."""
    found = ordered(reg.corpus)
    pages = [found[i : i + PAGE] for i in range(0, len(found), PAGE)] or [[]]
    for number, some in enumerate(pages, 1):
        title = "Names" if number == 1 else f"Names, page {number}"
        parts = _automatic(reg, some, len(found), number, len(pages))
        yield Artifact(f"docs/{_file(number)}.md", page(meta(title), parts))


def meta(title: str) -> dict[str, object]:
    return {
        "title": title,
        "template": "listing.html",
        "description": "The names in the documents, and how each document names things.",
    }


def _automatic(
    reg: Register, some: list[AutomaticName], total: int, number: int, count: int
) -> Iterator[str]:
    """The names found by rule, or that there are none."""
    yield f'<h1 id="top">{"Names" if number == 1 else f"Names, page {number}"}</h1>'
    if not total:
        yield (
            "<p>No names yet: this archive has no register of names, and no name occurs in its documents often "
            'enough to be found by rule. <a href="adding-documents.html">How to add to the archive</a></p>'
        )
        return
    yield (
        f'<p class="by-rule"><strong>Found by rule, not checked.</strong> This archive has no register of names. '
        f"These {quantity(total, 'name')} are capitalised words that occur again and again, and short forms in "
        "capitals; some are no names, and one name may stand here twice.</p>"
    )
    yield filter_box("list-of-names", "Filter names" if count == 1 else "Filter the names on this page")
    yield paging.pager("names", number, count)
    lines = ['<div class="name-index automatic" id="list-of-names"><ul>']
    lines += [_automatic_entry(reg, name) for name in some]
    yield block([*lines, "</ul></div>"])
    yield paging.pager("names", number, count, again=True)


def _automatic_entry(reg: Register, name: AutomaticName) -> str:
    others = [form for form in name.forms if form != name.label]
    also = (
        f' <span class="how">also {", ".join(f"<bdi>{text(f)}</bdi>" for f in others)}</span>'
        if others
        else ""
    )
    means = f' <span class="about">{text(name.expansion)}</span>' if name.expansion else ""
    return (
        f'<li id="{text(name.id)}" data-words="{text(" ".join(name.forms))}"><b><bdi>{text(name.label)}</bdi></b> '
        f"<small>{len(name.targets):,}</small>{also}{means}"
        f'<span class="places">{_places_of(reg, name)}</span></li>'
    )


def _places_of(reg: Register, name: AutomaticName) -> str:
    """`Author, year, line 4, line 8 · …`: the first PLACES passages."""
    units = list(dict.fromkeys((t.document, t.unit) for t in name.targets if t.document in reg.documents))
    shown = []
    for document, group in groupby(units[:PLACES], key=lambda place: place[0]):
        links = [
            f'<a href="{text(of_unit(document, unit))}">{text(unit_name(unit))}</a>' for _, unit in group
        ]
        shown.append(f"{text(short_name(reg.documents[document]))}: {', '.join(links)}")
    rest = len(units) - PLACES
    return " · ".join(shown) + (f" and {rest:,} more" if rest > 0 else "")


def _file(number: int) -> str:
    return "names" if number == 1 else f"names-{number}"
