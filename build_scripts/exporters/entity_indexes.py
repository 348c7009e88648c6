"""The index of each kind of entity (`people.html` …): from A to Z, and by the number of mentions; for
places (and whatever else has coordinates) with a map."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from build_scripts.authorities import KINDS, Authority
from build_scripts.exporters import maps
from build_scripts.exporters.filters import filter_box
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.register import Register, folded
from build_scripts.model import Artifact

MAPPED = 2
"""So many points at least make a map."""


def indexes(reg: Register) -> Iterator[Artifact]:
    """`docs/people.md` and `docs/people-by-mentions.md`, likewise for every kind that has entries."""
    for kind in KINDS:
        if entries := reg.kind(kind):
            yield _a_to_z(reg, kind, entries)
            yield _by_mentions(reg, kind, entries)


def _a_to_z(reg: Register, kind: str, entries: tuple[Authority, ...]) -> Artifact:
    folder, heading = KINDS[kind]
    groups = [(letter, list(some)) for letter, some in groupby(entries, key=initial)]
    letters = "".join(f' <a href="#{_anchor(letter)}">{text(letter)}</a>' for letter, _ in groups)
    lines = [f'<div class="name-index" id="{folder}">']
    for letter, some in groups:
        lines.append(
            f'<section data-group="" aria-labelledby="{_anchor(letter)}">'
            f'<h2 id="{_anchor(letter)}">{text(letter)}</h2><ul>'
        )
        lines += [_entry(reg, authority) for authority in some]
        lines.append("</ul></section>")
    lines.append("</div>")
    parts = [
        f'<h1 id="top">{heading}</h1>',
        _head(reg, folder, entries, by_mentions=False),
        _map(reg, folder, heading, entries),
        filter_box(folder, f"Filter {heading.lower()}"),
        f'<p class="letters"><span>Letter</span>{letters}</p>' if len(groups) > 3 else "",
        block(lines),
    ]
    return Artifact(f"docs/{folder}.md", page(_meta(heading), parts))


def _by_mentions(reg: Register, kind: str, entries: tuple[Authority, ...]) -> Artifact:
    folder, heading = KINDS[kind]
    ranked = sorted(entries, key=lambda a: -len(reg.mentions.get(a.id, ())))  # sorting keeps A to Z
    lines = [f'<div class="name-index" id="{folder}"><ul>']
    lines += [_entry(reg, authority) for authority in ranked]
    lines.append("</ul></div>")
    parts = [
        f'<h1 id="top">{heading}</h1>',
        _head(reg, folder, entries, by_mentions=True),
        filter_box(folder, f"Filter {heading.lower()}"),
        block(lines),
    ]
    return Artifact(f"docs/{folder}-by-mentions.md", page(_meta(f"{heading} by mentions"), parts))


def _meta(title: str) -> dict[str, object]:
    return {
        "title": title,
        "template": "listing.html",
        "description": f"{title}: what the documents name, with every mention.",
    }


def _head(reg: Register, folder: str, entries: tuple[Authority, ...], by_mentions: bool) -> str:
    """How many, and in which order."""
    mentions = sum(len(reg.mentions.get(authority.id, ())) for authority in entries)
    one, other = (
        (f'<a href="{folder}.html">A to Z</a>', '<span aria-current="page">by mentions</span>')
        if by_mentions
        else (
            '<span aria-current="page">A to Z</span>',
            f'<a href="{folder}-by-mentions.html">by mentions</a>',
        )
    )
    return block(
        [
            f'<p class="counted">{quantity(len(entries), "entry", "entries")}, {quantity(mentions, "mention")} · '
            '<a href="names.html">all kinds of names</a></p>',
            f'<nav class="orders" aria-label="Order"><span>Order</span> {one} {other}</nav>',
        ]
    )


def initial(authority: Authority) -> str:
    """The letter under which it is listed; `0–9` for figures, `#` for signs."""
    first = folded(authority.sort_label).lstrip("\"'“”‘’«»([¿¡")[:1]
    if first.isdigit():
        return "0–9"
    return first.upper() if first.isalpha() else "#"


def _anchor(letter: str) -> str:
    """An anchor of signs that need no escaping."""
    return "letter-" + (letter.lower() if letter.isascii() and letter.isalpha() else f"{ord(letter[0]):x}")


def _entry(reg: Register, authority: Authority) -> str:
    """Name, number of mentions, description. Its forms count for the filter."""
    mentions = reg.mentions.get(authority.id, ())
    shown = (
        authority.sort_label if folded(authority.sort_label) != folded(authority.label) else authority.label
    )
    words = " ".join(dict.fromkeys([authority.label, *(form.text for form in authority.forms)]))
    counted = (
        f'{len(mentions):,}<span class="hidden-label"> {"mention" if len(mentions) == 1 else "mentions"}</span>'
        if mentions
        else "not named"
    )
    about = f'<span class="about">{text(authority.description)}</span>' if authority.description else ""
    return (
        f'<li data-words="{text(words)}"><a href="{text(authority.page)}.html"><bdi>{text(shown)}</bdi></a> '
        f"<small>{counted}</small>{about}</li>"
    )


def _map(reg: Register, folder: str, heading: str, entries: tuple[Authority, ...]) -> str:
    """The map of those that have a point, and the same as a table."""
    rows = [
        (authority, len(reg.mentions.get(authority.id, ())), *authority.coordinates)
        for authority in entries
        if authority.coordinates
    ]
    if len(rows) < MAPPED:
        return ""
    points = [maps.Point(a.label, f"{a.page}.html", lat, lon, count) for a, count, lat, lon, _ in rows]
    drawn = maps.figure(points, f"Map: {heading.lower()} by mentions")
    body = [
        f'<tr><th scope="row"><a href="{text(a.page)}.html"><bdi>{text(a.label)}</bdi></a></th>'
        f"<td>{count:,}</td><td>{lat:.2f}</td><td>{lon:.2f}</td><td>{text(source)}</td></tr>"
        for a, count, lat, lon, source in rows
    ]
    without = len(entries) - len(rows)
    return block(
        [
            '<section class="mapped" aria-label="Map">',
            f'<a class="skip-map" href="#after-map-{folder}">Skip the map</a>',
            drawn,
            f'<details class="map-table"><summary>The map as a table: {quantity(len(rows), "entry", "entries")}'
            "</summary>",
            '<div class="table"><table><thead><tr><th scope="col">Name</th><th scope="col">Mentions</th>'
            '<th scope="col">Latitude</th><th scope="col">Longitude</th><th scope="col">Source of the point</th>'
            "</tr></thead><tbody>",
            *body,
            "</tbody></table></div>",
            f"<p>{quantity(without, 'entry', 'entries')} without a point in the register, in the list only.</p>"
            if without
            else "",
            f'</details><span id="after-map-{folder}" tabindex="-1"></span></section>',
        ]
    )
