"""The works cited (`bibliography.html`, in pages of 300): from A to Z, once each, with all the places that
cite them; then the links whose addresses the sources have lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_scripts.authorities import Authority
from build_scripts.exporters import paging
from build_scripts.exporters.addresses import of_unit, short_name, unit_name
from build_scripts.exporters.filters import filter_box
from build_scripts.exporters.language_names import language_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.work_text import entry, kind_name, publications, short
from build_scripts.exporters.works_cited import (
    STATES,
    CitedWork,
    LostLink,
    WorksCited,
    initial,
    works_cited,
)
from build_scripts.model import Artifact, Corpus

PAGE = 300
"""Works and lost links on one page."""
NAME = "bibliography"
LIST = "list_works"
"""Anchors of this page's own have a low line, which no id of a work has."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One item of the page."""

    group: str
    """Heading above it: a letter, or the document whose link is lost."""
    lost: bool
    id: str
    """Of the work; "" for a link of no work, or of one that is listed elsewhere."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The works by one property."""

    name: str
    title: str
    values: Mapping[str, tuple[str, list[CitedWork]]]
    """Value → (its name, the works)."""


def bibliography(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/bibliography.md`, `bibliography-2.md` …; nothing where nothing is cited and no link lost."""
    found = works_cited(corpus)
    rows = _rows(found, corpus)
    pages = paging.cut(rows, PAGE)
    title = "Works cited" if found.works or found.linked else "Lost links"
    for number, some in enumerate(pages, 1):
        named = title if number == 1 else f"{title}, page {number}"
        parts = [f"# {named}"]
        if number == 1:
            parts += [_summary(found), *_ways_in(found, rows)]
        parts.append(_choice(found) if found.works else "")
        parts.append(paging.pager(NAME, number, len(pages)))
        parts.append(_list(some))
        parts.append(paging.pager(NAME, number, len(pages), again=True))
        meta = {
            "title": named,
            "template": "listing.html",
            "description": "The works that the documents cite, with the notes and passages that cite them.",
            # The notes themselves hold the same words.
        }
        yield Artifact(f"docs/{paging.name(NAME, number)}.md", page(meta, parts))


def addresses(corpus: Corpus) -> dict[str, str]:
    """Id of a work → its address, from a page at the top of the site."""
    return _addresses(_rows(works_cited(corpus), corpus))


def _addresses(rows: list[_Row]) -> dict[str, str]:
    return {
        row.id: f"{paging.name(NAME, i // PAGE + 1)}.html#{row.id}" for i, row in enumerate(rows) if row.id
    }


def _rows(found: WorksCited, corpus: Corpus) -> list[_Row]:
    """Everything that is listed, in its order."""
    known = publications(corpus)
    authorities = {authority.id: authority for authority in corpus.knowledge.authorities}
    rows = [_work(cited, initial(cited.work), known, authorities) for cited in found.works]
    where = _addresses(rows)
    linked = {cited.work.id: cited for cited in found.linked}
    for link in found.links:
        cited = linked.pop(link.work.id, None) if link.work else None
        rows.append(
            _Row(link.document.id, True, cited.work.id if cited else "", tuple(_lost(link, cited, where)))
        )
    # Works known from a lost link that the text, as it is read now, does not have as a link.
    rows += [
        _work(cited, cited.places[0].document.id, known, authorities, lost=True) for cited in linked.values()
    ]
    return rows


def _work(
    cited: CitedWork,
    group: str,
    known: Mapping[str, Authority],
    authorities: Mapping[str, Authority],
    lost: bool = False,
) -> _Row:
    work = cited.work
    documents = " ".join(dict.fromkeys(place.document.id for place in cited.places))
    head = (
        f'<li id="{text(work.id)}" data-item="" data-kind="{text(work.kind)}" '
        f'data-language="{text(work.language or "-")}" data-document="{text(documents)}" '
        f'data-state="{text(" ".join(cited.states))}">'
    )
    return _Row(group, lost, work.id, (head, *entry(cited, known, authorities), "</li>"))


def _lost(link: LostLink, cited: CitedWork | None, where: Mapping[str, str]) -> Iterator[str]:
    """One lost link, which is also the entry of its work where that is known by it alone."""
    own = f' id="{text(cited.work.id)}"' if cited else ""
    yield (
        f'<li{own} data-item="" data-kind="{text(cited.work.kind if cited else "-")}" data-language="-" '
        f'data-document="{text(link.document.id)}" data-state="address-lost">'
    )
    yield (
        f'<p class="work"><q dir="auto">{text(link.words)}</q> '
        f'<a class="from" href="{text(of_unit(link.document.id, link.unit))}">'
        f"{text(short_name(link.document))}, {text(unit_name(link.unit))}</a></p>"
    )
    if link.work and link.work.id in where:
        yield f'<p class="held">See <a href="{text(where[link.work.id])}">{text(short(link.work))}</a></p>'
    yield "</li>"


def _summary(found: WorksCited) -> str:
    lines = []
    if found.works:
        citations = sum(len(cited.places) for cited in found.works)
        lines.append(
            f"<p>{quantity(len(found.works), 'work')}, cited {quantity(citations, 'time')} in the documents. Each "
            "stands here once, as it is printed where it is cited. What the editor adds is marked so: what a short "
            "form such as “Ibid.” means, and the state of an address. Titles and addresses were not looked up "
            "elsewhere.</p>"
        )
    if found.links:
        have = "has lost its address" if len(found.links) == 1 else "have lost their addresses"
        lines.append(
            f"<p>{quantity(len(found.links), 'link')} of the originals {have} in the text received.</p>"
        )
    return block(lines)


def _shelves(found: WorksCited) -> list[_Shelf]:
    """The works by kind, language and document; a work may stand on several boards of one shelf."""

    def shelf(name: str, title: str, of: Callable[[CitedWork], dict[str, str]]) -> _Shelf:
        values: dict[str, tuple[str, list[CitedWork]]] = {}
        for cited in found.works:
            for value, label in of(cited).items():
                values.setdefault(value, (label, []))[1].append(cited)
        ordered = sorted(values.items(), key=lambda item: (item[0] == "-", item[1][0].casefold(), item[0]))
        return _Shelf(name, title, dict(ordered))

    return [
        shelf("kind", "Kind", lambda c: {c.work.kind: kind_name(c.work.kind)}),
        shelf("language", "Language", lambda c: {c.work.language or "-": _language(c)}),
        shelf("document", "Cited in", lambda c: {p.document.id: short_name(p.document) for p in c.places}),
        shelf("state", "Reference", lambda c: {state: STATES[state] for state in c.states}),
    ]


def _language(cited: CitedWork) -> str:
    return language_name(cited.work.language) if cited.work.language else "not stated"


def _choice(found: WorksCited) -> str:
    """The filters; shown only where the scripts run."""
    lines = [
        filter_box(LIST, "Author, title or word"),
        f'<form class="work-choice" data-choice="{LIST}" hidden="">',
    ]
    for shelf in _shelves(found):
        if len(shelf.values) > 1:
            options = "".join(
                f'<option value="{text(value)}">{text(label)} ({len(works):,})</option>'
                for value, (label, works) in shelf.values.items()
            )
            lines.append(
                f'<label><span>{shelf.title}</span> <select name="{shelf.name}">'
                f'<option value="">all</option>{options}</select></label>'
            )
    return block([*lines, '<output aria-live="polite"></output></form>'])


def _ways_in(found: WorksCited, rows: list[_Row]) -> Iterator[str]:
    """The letters, and closed lists by kind, language and document: they need no script."""
    if not found.works:
        return
    where = _addresses(rows)
    letters: dict[str, str] = {}
    for i, row in enumerate(rows):
        if not row.lost:
            letters.setdefault(row.group, f"{paging.name(NAME, i // PAGE + 1)}.html#{_anchor(row.group)}")
    if len(letters) > 1:
        links = " ".join(
            f'<a href="{text(address)}">{text(letter)}</a>' for letter, address in letters.items()
        )
        lost = next((i for i, row in enumerate(rows) if row.lost), None)
        if lost is not None:
            links += f' <a href="{paging.name(NAME, lost // PAGE + 1)}.html#list_lost">Lost links</a>'
        yield block([f'<nav class="letters" aria-label="Letters">{links}</nav>'])
    for shelf in _shelves(found)[:3]:
        if len(shelf.values) < 2:
            continue
        lines = [
            f'<details class="shelf" id="by_{shelf.name}"><summary>'
            f"By {'document' if shelf.name == 'document' else shelf.name}</summary>"
        ]
        for value, (label, works) in shelf.values.items():
            items = "".join(
                f'<li><a href="{text(where[cited.work.id])}"><bdi>{text(short(cited.work))}</bdi></a></li>'
                for cited in works
            )
            lines.append(
                f'<p class="board" id="{shelf.name}_{text(value)}">{text(label)} <small>{len(works):,}</small></p>'
                f"<ul>{items}</ul>"
            )
        yield block([*lines, "</details>"])


def _anchor(letter: str) -> str:
    """Anchor of a letter, in signs that need no escaping."""
    return "letter_" + (letter.lower() if letter.isascii() and letter.isalpha() else f"{ord(letter[0]):x}")


def _list(rows: Sequence[_Row]) -> str:
    """The items under their headings."""
    lines = [f'<div id="{LIST}" class="works">']
    for lost, held in groupby(rows, key=lambda row: row.lost):
        some = list(held)
        if lost:
            lines += [
                '<section data-group=""><h2 id="list_lost">Links whose addresses are lost</h2>',
                "<p>These words are links in the originals. The text received has kept the words, not the "
                "addresses.</p>",
                '<ul class="works lost">',
                *(line for row in some for line in row.lines),
                "</ul></section>",
            ]
            continue
        for letter, group in groupby(some, key=lambda row: row.group):
            lines.append(
                f'<section data-group=""><h2 id="{_anchor(letter)}">{text(letter)}</h2><ul class="works">'
            )
            lines += [line for row in group for line in row.lines]
            lines.append("</ul></section>")
    return block([*lines, "</div>"])
