"""`names.html`: the way in to all kinds of names, and how each document names things. Without a register,
the names found by rule."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.authorities import KINDS, Authority
from build_scripts.connections import Mention, Target
from build_scripts.exporters.addresses import of_target, short_name
from build_scripts.exporters.automatic_names import automatic_names, meta
from build_scripts.exporters.entities import address_of_form
from build_scripts.exporters.filters import filter_box
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.register import Register, folded
from build_scripts.model import Artifact

COLUMNS = 8
"""Up to so many documents each has a column of the table."""
MOST = 6
"""The most often named of a kind, on the first page."""

#: Rules under which a form shortens a full name nearby, and is no other way to name the thing.
_SHORTENED = frozenset({"named", "named later", "office"})
#: (form, whether it is a capital that stands for the government) → document → its mentions.
Forms = dict[tuple[str, str], dict[str, tuple[Mention, ...]]]


def naming(reg: Register) -> Iterator[Artifact]:
    """`docs/names.md`; without a register, more pages when the automatic names are many."""
    if reg.authorities:
        yield Artifact("docs/names.md", page(meta("Names"), _parts(reg)))
        return
    yield from automatic_names(reg)


def _parts(reg: Register) -> Iterator[str]:
    yield '<h1 id="top">Names</h1>'
    mentions = sum(map(len, reg.mentions.values()))
    yield (
        f'<p class="counted">{quantity(len(reg.authorities), "entry", "entries")}, '
        f"{quantity(mentions, 'mention')} in {quantity(len(reg.documents), 'document')}.</p>"
    )
    yield _kinds(reg)
    yield _differences(reg)


def _kinds(reg: Register) -> str:
    """One line for each kind: its index, its number, the most often named."""
    lines = ['<ul class="kinds">']
    for kind, (folder, heading) in KINDS.items():
        entries = reg.kind(kind)
        if not entries:
            continue
        ranked = sorted(entries, key=lambda a: -len(reg.mentions.get(a.id, ())))[:MOST]
        most = '&nbsp;<span aria-hidden="true">·</span> '.join(
            f'<a href="{text(a.page)}.html"><bdi>{text(a.label)}</bdi></a>'
            for a in ranked
            if reg.mentions.get(a.id)
        )
        lines.append(
            f'<li><a class="kind" href="{folder}.html">{heading}</a> <small>{len(entries):,}</small>'
            f'<span class="about">{most}</span></li>'
        )
    return block([*lines, "</ul>"])


def _differences(reg: Register) -> str:
    """How each document names things: the entities that not all documents name in the same way."""
    rows = [(authority, forms) for authority in _ordered(reg) if (forms := differing(reg, authority))]
    if not rows:
        return ""
    columns = list(reg.documents) if len(reg.documents) <= COLUMNS else []
    head = "".join(
        f'<th scope="col"><a href="documents/{text(id)}.html">{text(short_name(reg.documents[id]))}</a></th>'
        for id in columns
    )
    kind = "naming wide" if columns else "naming"
    lines = [
        '<section class="naming"><h2 id="naming">How each document names things</h2>',
        f"<p>{quantity(len(rows), 'entry', 'entries')} that the documents do not all name in the same way. A number "
        "leads to the passages. A short form of a full name nearby does not count, nor does a name in "
        "words quoted from another language.</p>",
        filter_box("naming-table", "Filter this table"),
        f'<div class="table"><table class="{kind}" id="naming-table"><thead><tr><th scope="col">Name</th>',
        head or '<th scope="col">Documents</th>',
        "</tr></thead>",
    ]
    for authority, forms in rows:
        lines += _rows(reg, authority, forms, columns)
    return block([*lines, "</table></div></section>"])


def _ordered(reg: Register) -> list[Authority]:
    """The most often named first."""
    ordered = [authority for kind in KINDS for authority in reg.kind(kind)]
    return sorted(ordered, key=lambda a: (-len(reg.mentions.get(a.id, ())), folded(a.sort_label), a.id))


def differing(reg: Register, authority: Authority) -> Forms:
    """The forms of an entity by document, with the capitals that stand for its government; empty when
    all documents that name it use the same ones."""
    forms: Forms = {}
    for document, some in reg.named.get(authority.id, {}).items():
        for form, mentions in some.items():
            own = tuple(m for m in mentions if m.rule not in _SHORTENED and not _quoted(reg, m.target))
            if own:
                forms.setdefault((form, ""), {})[document] = own
    for capital in reg.capitals.get(authority.id, ()):
        for mention in reg.mentions.get(capital, ()):
            if mention.sense == "government" and not _quoted(reg, mention.target):
                held = forms.setdefault((reg.label(capital), capital), {})
                held[mention.target.document] = (*held.get(mention.target.document, ()), mention)
    used: dict[str, set[tuple[str, str]]] = {}
    for name, documents in forms.items():
        for document in documents:
            used.setdefault(document, set()).add(name)
    return forms if len({frozenset(some) for some in used.values()}) > 1 else {}


def _quoted(reg: Register, target: Target) -> bool:
    """Whether a mention lies in words of another language."""
    unit = reg.units[target.document, target.unit]
    return any(p.start <= target.start < p.end for p in unit.passages)


def _rows(reg: Register, authority: Authority, forms: Forms, columns: list[str]) -> Iterator[str]:
    """The rows of one entity: its name, then one row for each form."""
    words = " ".join([authority.label, *(form for form, _ in forms)])
    yield f'<tbody data-item="" data-words="{text(words)}">'
    span = f' colspan="{len(columns) + 1}"' if columns else ' colspan="2"'
    yield (
        f'<tr class="entity"><th scope="rowgroup"{span}>'
        f'<a href="{text(authority.page)}.html"><bdi>{text(authority.label)}</bdi></a></th></tr>'
    )
    ranked = sorted(
        forms.items(),
        key=lambda row: (row[0][1] != "", -sum(map(len, row[1].values())), row[0]),
    )
    for (form, capital), documents in ranked:
        note = ' <span class="how">for the government</span>' if capital else ""
        cells = (
            "".join(f"<td>{_count(reg, authority, form, capital, id, documents)}</td>" for id in columns)
            if columns
            else f"<td>{_list(reg, authority, form, capital, documents)}</td>"
        )
        yield (f'<tr><th scope="row"><bdi>{text(form)}</bdi>{note}</th>{cells}</tr>')
    yield "</tbody>"


def _count(
    reg: Register,
    authority: Authority,
    form: str,
    capital: str,
    document: str,
    documents: dict[str, tuple[Mention, ...]],
) -> str:
    """The number, linked to the passage or to the list of passages; a dot for none."""
    mentions = documents.get(document, ())
    if not mentions:
        return '<span class="none"><span aria-hidden="true">·</span><span class="hidden-label">none</span></span>'
    if len(mentions) == 1:
        address = of_target(mentions[0].target)
    else:
        entity = capital or authority.id
        address = address_of_form(reg, entity, document, form)
    return f'<a href="{text(address)}">{len(mentions):,}</a>'


def _list(
    reg: Register, authority: Authority, form: str, capital: str, documents: dict[str, tuple[Mention, ...]]
) -> str:
    """The documents that use a form, in words: for many documents."""
    return "&nbsp;· ".join(
        f"{text(short_name(reg.documents[id]))} {_count(reg, authority, form, capital, id, documents)}"
        for id in reg.documents
        if id in documents
    )
