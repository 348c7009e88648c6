"""One page for each entity of the register: what it is, and every sentence that names it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from build_scripts.authorities import KINDS, Authority
from build_scripts.connections import Mention
from build_scripts.exporters import entity_facts, paging
from build_scripts.exporters.addresses import of_unit, short_name, unit_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.passages import Passage, plain
from build_scripts.exporters.register import PAGE, Register, folded
from build_scripts.model import Artifact, Document

#: Rule of a mention → how it reads, where the certainty is less than high.
RULES = {
    "form": "by its form",
    "named": "by the last full name before",
    "named later": "by the full name further on",
    "office": "by the office held at the date of the document",
    "decision": "by decision of the editor",
}
PLACES = 24
"""Up to so many places of a form are listed by the number of their line."""


def entities(reg: Register) -> Iterator[Artifact]:
    """`docs/people/<id>.md` and so on; `<id>-2.md` … for more than PAGE sentences."""
    for authority in reg.authorities.values():
        yield from _pages(reg, authority)


def _pages(reg: Register, authority: Authority) -> Iterator[Artifact]:
    names, passages = reg.pages[authority.id], reg.passages.get(authority.id, ())
    folder, heading = KINDS[authority.kind]
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        some = passages[(number - 1) * PAGE : number * PAGE]
        title = authority.label if number == 1 else f"{authority.label}, page {number}"
        head = [
            '<div class="entity-head">',
            f'<p class="kicker"><a href="../{folder}.html">{heading}</a></p>',
            f"<h1><bdi>{text(title)}</bdi></h1>",
            *(_first(reg, authority) if number == 1 else ()),
            "</div>",
        ]
        meta = {
            "title": title,
            "template": "listing.html",
            "description": authority.description,
        }
        files = [f"{one.rsplit('/', 1)[1]}.html" for one in names]
        sections = entity_facts.elsewhere(reg, authority) if number == 1 else iter(())
        parts = [
            block(head),
            entity_facts.companions(reg, authority) if number == 1 else "",
            *sections,
            paging.links(files, number, of="mentions"),
            _mentions(reg, authority, some, seen),
            paging.links(files, number, again=True, of="mentions"),
        ]
        yield Artifact(f"docs/{name}.md", page(meta, parts))


def _first(reg: Register, authority: Authority) -> Iterator[str]:
    """What stands at the head of the first page only."""
    if authority.description:
        yield f'<p class="about">{text(authority.description)}</p>'
    yield f'<p class="counted">{_counted(reg, authority)}</p>'
    yield entity_facts.facts(reg, authority)


def _counted(reg: Register, authority: Authority) -> str:
    """`12 mentions in 3 documents · 5 of them for the government of …`."""
    mentions = reg.mentions.get(authority.id, ())
    if not mentions:
        return "No document names it."
    documents = {mention.target.document for mention in mentions}
    words = f'<a href="#mentions">{quantity(len(mentions), "mention")}</a> in {quantity(len(documents), "document")}'
    if standing := sum(mention.sense == "government" for mention in mentions):
        words += f" · {standing:,} of them {government(reg, authority)}"
    return words


def government(reg: Register, authority: Authority) -> str:
    """What the name of a capital stands for."""
    state = authority.stands_for
    return "for the government of " + text(reg.label(state)) if state else "for the government"


def _mentions(reg: Register, authority: Authority, some: tuple[Passage, ...], seen: set[str]) -> str:
    """The sentences by document and section. `seen` holds the documents of earlier pages."""
    if not some:
        return ""
    lines = ['<section class="mentions" id="mentions">', "<h2>Every mention</h2>"]
    for id, group in groupby(some, key=lambda passage: passage.document):
        document = reg.documents[id]
        lines += _document(reg, authority, document, again=id in seen)
        seen.add(id)
        for section, passages in groupby(group, key=lambda passage: passage.section):
            if section:
                lines.append(f"<h4><bdi>{text(section)}</bdi></h4>")
            lines.append("<ul>")
            lines += [_passage(reg, authority, passage, document) for passage in passages]
            lines.append("</ul>")
    return block([*lines, "</section>"])


def _document(reg: Register, authority: Authority, document: Document, again: bool) -> Iterator[str]:
    """The heading of a document's sentences, and the forms that it uses."""
    name = f'<a href="../documents/{text(document.id)}.html">{text(short_name(document))}</a>'
    if again:
        yield f'<div class="in-document"><h3>{name}, continued</h3></div>'
        return
    # Anchors stand on no heading: the search would take each for a section of its own.
    yield f'<div class="in-document" id="{text(in_document(document.id))}"><h3>{name}</h3></div>'
    yield f'<p class="of"><bdi>{text(document.title)}</bdi></p>'
    forms, anchors = reg.named[authority.id][document.id], form_anchors(reg, authority.id, document.id)
    shown = []
    for form, mentions in sorted(forms.items(), key=lambda row: (-len(row[1]), row[0])):
        words = f'<span id="{text(anchors[form])}"><bdi>{text(form)}</bdi> <small>{len(mentions):,}</small>'
        if len(forms) > 1 and len(mentions) <= PLACES:
            words += f" {_places(mentions)}"
        shown.append(words + "</span>")
    yield f'<p class="forms">{" ".join(shown)}</p>'


def in_document(document: str) -> str:
    """Anchor, on the page of an entity, of the mentions in a document."""
    return f"in-{document}"


def form_anchors(reg: Register, id: str, document: str) -> dict[str, str]:
    """Form that a document uses of an entity → anchor of its places on the entity's page."""
    found: dict[str, str] = {}
    for form in sorted(reg.named.get(id, {}).get(document, {})):
        name = "-".join("".join(ch if ch.isalnum() else " " for ch in folded(form)).split())
        anchor = f"{in_document(document)}.{name}"
        same = sum(other == anchor or other.startswith(f"{anchor}.") for other in found.values())
        found[form] = f"{anchor}.{same + 1}" if same else anchor
    return found


def address_of_form(reg: Register, id: str, document: str, form: str) -> str:
    """Address, below the site, of the places where a document uses a form."""
    anchor = form_anchors(reg, id, document).get(form, in_document(document))
    return f"{reg.begins.get((id, document), reg.pages[id][0])}.html#{quote(anchor, safe='')}"


def _places(mentions: tuple[Mention, ...]) -> str:
    units = dict.fromkeys((mention.target.document, mention.target.unit) for mention in mentions)
    return ", ".join(
        f'<a class="where" href="{text(of_unit(document, unit, 1))}">{text(unit_name(unit))}</a>'
        for document, unit in units
    )


def _passage(reg: Register, authority: Authority, passage: Passage, document: Document) -> str:
    """One sentence with its mentions marked, and the way to its paragraph."""
    unit = reg.units[passage.document, passage.unit]
    marked, position = ["… "] if passage.cut[0] else [], passage.start
    for mention in passage.mentions:
        start, end = mention.target.start, mention.target.end
        if start < position:
            continue
        kind = ' class="standing"' if mention.sense == "government" else ""
        marked += [text(unit.text[position:start]), f"<mark{kind}>{text(unit.text[start:end])}</mark>"]
        position = end
    marked.append(text(unit.text[position : passage.end]) + (" …" if passage.cut[1] else ""))
    language = document.value("language") or ""
    spoken = (
        f' lang="{text(language)}"' if language and language != reg.corpus.archive.get("language") else ""
    )
    return (
        f'<li id="{text(passage.id)}"><span dir="auto"{spoken}>{"".join(marked)}</span> '
        f'<a class="where" href="{text(of_unit(passage.document, passage.unit, 1))}">'
        f"{text(unit_name(passage.unit))}</a>{_remarks(reg, authority, passage)}</li>"
    )


def _remarks(reg: Register, authority: Authority, passage: Passage) -> str:
    """What is to be said of single mentions: that a capital stands for its government, what is not certain."""
    said: dict[str, list[str]] = {}
    for mention in passage.mentions:
        for words in _remark(reg, authority, mention):
            said.setdefault(words, []).append(mention.surface)
    shown = []
    for words, surfaces in said.items():
        part = "" if len(surfaces) == len(passage.mentions) else f"<q>{text(plain(surfaces[0]))}</q> "
        shown.append(f' <span class="how">{part}{words}</span>')
    return "".join(shown)


def _remark(reg: Register, authority: Authority, mention: Mention) -> Iterator[str]:
    if mention.sense == "government":
        yield government(reg, authority)
    if mention.certainty != "high":
        rule = RULES.get(mention.rule, mention.rule)
        yield f"{text(mention.certainty)} certainty: {text(rule)}"
