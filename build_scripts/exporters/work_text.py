"""One work of the bibliography, in words (HTML)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from urllib.parse import urlsplit

from build_scripts import dates
from build_scripts.authorities import Authority
from build_scripts.exporters.addresses import of_unit, short_name, unit_name
from build_scripts.exporters.language_names import language_attribute, language_name
from build_scripts.exporters.page import text
from build_scripts.exporters.register import key
from build_scripts.exporters.works_cited import STATES, CitedWork, Place, state_of
from build_scripts.knowledge import Work
from build_scripts.model import Corpus

KINDS = {
    "book": "Book",
    "chapter": "Chapter of a book",
    "article": "Article",
    "news": "News report",
    "report": "Report",
    "web": "Web page",
    "interview": "Interview",
    "law": "Law or treaty",
    "statistics": "Statistics",
    "thesis": "Thesis",
    "letter": "Letter",
    "broadcast": "Broadcast",
    "speech": "Speech",
}
_WHOLE = ("book", "report", "thesis", "statistics", "law")
"""Kinds whose titles are set as those of whole publications."""


def kind_name(kind: str) -> str:
    return KINDS.get(kind, kind)


def publications(corpus: Corpus) -> dict[str, Authority]:
    """Form of a name → the publication of the register that alone is so called."""
    held: dict[str, list[Authority]] = {}
    for authority in corpus.knowledge.authorities:
        if authority.kind == "work":
            for form in {key(form.text) for form in authority.forms}:
                held.setdefault(form, []).append(authority)
    return {form: some[0] for form, some in held.items() if len(some) == 1}


def short(work: Work) -> str:
    """`Miller, Title (2010)`: plain text, for links."""
    author = work.authors[0].split(",")[0] if work.authors else ""
    container = work.field("container")
    name = work.title or (f"in {container}" if author and container else container) or untitled(work)
    named = f"{author}, {name}" if author else name
    year = work.date[:4].replace("X", "0")
    return f"{named} ({year})" if year.isdigit() else named


def untitled(work: Work) -> str:
    """What stands for a title that is not given."""
    return f"[{kind_name(work.kind).lower()}, title not given]"


def entry(
    cited: CitedWork, known: Mapping[str, Authority], authorities: Mapping[str, Authority]
) -> Iterator[str]:
    """The lines of one entry, inside its list item."""
    work = cited.work
    yield f'<p class="work">{_reference(work, known)}</p>'
    if address := _address(work):
        yield f'<p class="address">{address}</p>'
    links = []
    if work.document:
        links.append(f'<a href="{text(f"documents/{work.document}.html")}">In this archive: read it</a>')
    if authority := authorities.get(work.authority):
        links.append(f'<a href="{text(authority.page)}.html">Where {text(authority.label)} is named</a>')
    if links:
        yield f'<p class="held">{" · ".join(links)}</p>'
    yield from _places(cited)
    if remark := work.field("note"):
        yield f'<p class="remark">{text(remark)}</p>'


def _reference(work: Work, known: Mapping[str, Authority]) -> str:
    """Author. Title. Where it stands, who published it, when."""
    head = ""
    if work.authors:
        head = f'<span class="authors"><bdi>{text("; ".join(work.authors))}</bdi></span>. '
    parts = [_title(work)]
    if translated := work.field("title_translated"):
        parts[0] += f' <span class="translated">[{text(translated)}]</span>'
    if container := work.field("container"):
        parts.append(_container(container, known))
    publisher, place = work.field("publisher"), work.field("place")
    if publisher or place:
        parts.append(f"<bdi>{text(': '.join(part for part in (place, publisher) if part))}</bdi>")
    parts += [
        text(sign + value)
        for name, sign in (("volume", "vol. "), ("issue", "no. "))
        if (value := work.field(name))
    ]
    if work.date:
        parts.append(f'<span class="date">{text(dates.display(work.date))}</span>')
    if pages := work.field("pages"):
        parts.append(text(("p. " if pages.isdecimal() else "pp. ") + pages))
    labels = [f'<span class="kind">{text(kind_name(work.kind))}</span>']
    if work.language:
        labels.append(f'<span class="language">{text(language_name(work.language))}</span>')
    return f"{head}{', '.join(parts)}. {' '.join(labels)}"


def _title(work: Work) -> str:
    if not work.title:
        return f'<span class="untitled">{text(untitled(work))}</span>'
    tag = language_attribute(work.title, work.language)
    attributes = f' lang="{text(tag)}"' if tag else ""
    element = "cite" if work.kind in _WHOLE else "q"
    return f'<{element}{attributes} dir="auto">{text(work.title)}</{element}>'


def _container(container: str, known: Mapping[str, Authority]) -> str:
    named = f'<cite dir="auto">{text(container)}</cite>'
    authority = known.get(key(container))
    return f'<a class="publication" href="{text(authority.page)}.html">{named}</a>' if authority else named


def _address(work: Work) -> str:
    """The address and its state. A doubtful one is no link."""
    if work.url_status == "lost":
        return f'<span class="state">{STATES["address-lost"]}</span>'
    if not work.url:
        return ""
    shown = f'<span class="url" dir="ltr">{text(work.url)}</span>'
    if work.url_status != "doubtful" and is_address(work.url):
        shown = f'<a class="url" dir="ltr" rel="noopener" href="{text(work.url)}">{text(work.url)}</a>'
    if work.url_status == "doubtful":
        shown += ' <span class="state">address doubtful; as printed, and no link</span>'
    elif work.url_status == "repaired":
        printed = f': <span class="url" dir="ltr">{text(work.url_printed)}</span>' if work.url_printed else ""
        shown += f' <span class="state">address repaired; printed{printed}</span>'
    return shown


def is_address(url: str) -> bool:
    """Whether it may be a link: of the web, with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    known = url.lower().startswith(("http://", "https://"))
    return known and bool(parts.netloc) and not any(ch.isspace() for ch in url)


def _places(cited: CitedWork) -> Iterator[str]:
    """Where it is cited, by document; what is alike stands together."""
    yield '<ul class="cited-in">'
    for (document, _), held in groupby(cited.places, key=lambda p: (p.document.id, _alike(p))):
        some = list(held)
        links = ", ".join(
            f'<a href="{text(of_unit(document, place.unit))}">{text(_number(place.unit, i))}</a>'
            for i, place in enumerate({p.unit: p for p in some}.values())
        )
        many = len({p.unit for p in some}) > 1 and all(p.unit.startswith("fn") for p in some)
        where = links.replace("note ", "notes ", 1) if many else links
        yield f"<li>Cited in {text(short_name(some[0].document))}, {where}{_state(some[0])}</li>"
    yield "</ul>"


def _number(unit: str, place: int) -> str:
    """`note 5`, and after it only `42`."""
    name = unit_name(unit)
    return name.removeprefix("note ") if place else name


def _alike(place: Place) -> tuple[str, ...]:
    """Citations of one document that are said in one breath have the same."""
    if place.citation.state == "complete" and not place.citation.reason and place.unit.startswith("fn"):
        return ("complete",)
    return (state_of(place), place.unit, place.citation.printed_as, place.citation.reason)


def _state(place: Place) -> str:
    """The state in words; what the editor adds is marked as the editor's."""
    citation = place.citation
    words = STATES.get(state_of(place), citation.state)
    if place.resolved:
        words = (
            "short form" + (f" “{citation.printed_as}”" if citation.printed_as else "") + ", means this work"
        )
    elif citation.state == "short-form" and citation.printed_as:
        words = f"named as “{citation.printed_as}”, without a full reference"
    elif place.target and not place.unit.startswith("fn") and citation.quote:
        words = f"“{citation.quote.exact}”; {words}"
    shown = f': <span class="state">{text(words)}</span>'
    if citation.reason:
        shown += f' <span class="editor">Editor: {text(citation.reason)}</span>'
    return shown
