"""The relative dates of the documents («last month») and what the editor makes of them (`dates.html`, in
pages of 400)."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.connections import Target
from build_scripts.exporters import paging, told, wording
from build_scripts.exporters.addresses import date_of, of_target, short_name, unit_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.knowledge import DateGloss
from build_scripts.model import Artifact, Corpus

PAGE = 400
NAME = "dates"


def resolved_dates(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/dates.md`, `dates-2.md` …; nothing when the editor resolved none."""
    pages = paging.cut(_rows(corpus), PAGE)
    for number, rows in enumerate(pages, 1):
        title = "Relative dates" if number == 1 else f"Relative dates, page {number}"
        parts = [f"# {title}"]
        if number == 1:
            parts.append(_summary(_rows(corpus)))
        parts.append(paging.pager(NAME, number, len(pages)))
        groups: dict[str, list[tuple[DateGloss, Target]]] = {}
        for gloss, target in rows:
            groups.setdefault(target.document, []).append((gloss, target))
        parts += [_section(corpus, document, group) for document, group in groups.items()]
        parts.append(paging.pager(NAME, number, len(pages), again=True))
        meta = {
            "title": title,
            "template": "listing.html",
            "description": "What “last month” or “today” means in each document, with the reasoning.",
        }
        yield Artifact(f"docs/{paging.name(NAME, number)}.md", page(meta, parts))


def _rows(corpus: Corpus) -> list[tuple[DateGloss, Target]]:
    """Documents by date, in each the order of the text."""
    documents = {document.id: i for i, document in enumerate(wording.in_order(corpus))}
    units = {(d.id, unit.id): i for d in corpus.documents for i, unit in enumerate(d.units)}
    found = [
        (gloss, target)
        for gloss in corpus.knowledge.dates
        if (target := corpus.connections.targets.get(gloss.quote)) and target.document in documents
    ]
    return sorted(
        found,
        key=lambda row: (documents[row[1].document], units.get((row[1].document, row[1].unit), 0), row[1]),
    )


def _summary(rows: list[tuple[DateGloss, Target]]) -> str:
    unknown = sum(gloss.date == "unknown" for gloss, _ in rows)
    count = quantity(len(rows), "expression")
    left = f" For {unknown:,} of them the document does not say enough: “unknown”." if unknown else ""
    return (
        f"<p>{count} whose meaning depends on when the document was written. The editor read each against the "
        f"date of its document; the reasoning stands beside it.{left}</p>"
    )


def _section(corpus: Corpus, id: str, rows: list[tuple[DateGloss, Target]]) -> str:
    document = corpus.document(id)
    if document is None:
        return ""
    lines = [
        f'<section><h2 id="{text(id)}"><bdi>{text(short_name(document))}</bdi></h2>',
        f'<p class="about"><a href="documents/{text(id)}.html"><bdi>{text(document.title)}</bdi></a>, '
        f"dated: {text(date_of(document))}.</p>",
        '<table class="statements resolved"><thead><tr><th scope="col">Words</th><th scope="col">Meaning</th>'
        '<th scope="col">Reason</th></tr></thead><tbody>',
    ]
    for gloss, target in rows:
        meaning = "unknown" if gloss.date == "unknown" else told.time_element(gloss.date)
        lines.append(
            f'<tr><th scope="row"><q>{text(gloss.quote.exact)}</q> '
            f'<a class="from" href="{text(of_target(target))}">{text(unit_name(target.unit))}</a></th>'
            f'<td data-label="Meaning">{meaning}</td><td data-label="Reason">{text(gloss.reason)}</td></tr>'
        )
    return block([*lines, "</tbody></table></section>"])
