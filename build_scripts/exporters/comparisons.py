"""One fact, every version (`compare.html`, in pages of 60 questions): what each document states on a question,
side by side, and how the statements stand to one another. Nothing here says which is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts import dates
from build_scripts.connections import Target
from build_scripts.exporters import charts, paging, wording
from build_scripts.exporters.addresses import date_of, of_target, quoted, short_name, unit_name
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.knowledge import Claim, ClaimRelation, Comparison
from build_scripts.model import Artifact, Corpus, Document

PAGE = 60
"""Questions on one page."""
SILENT = 12
"""Documents without a statement that are named; more are counted."""
NAME = "compare"
#: Kind of relation → how it is headed, in the order shown.
RELATIONS = {
    "agree": "Agree",
    "differ": "Differ",
    "contradicts": "Contradict each other within one document",
    "later-state": "Earlier and later state",
    "not-comparable": "Not comparable",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the statements that could be placed."""

    comparison: Comparison
    claims: tuple[tuple[Claim, Target], ...]
    """At least one; by the date of the document, within it as the data file has them."""

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(target.document for _, target in self.claims))

    def number(self, claim: str) -> int:
        """Position of a statement from 1; 0 when it could not be placed."""
        return next((i for i, (c, _) in enumerate(self.claims, 1) if c.id == claim), 0)


def comparisons(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/compare.md`, `compare-2.md` …; nothing when there is no question."""
    grouped = groups(corpus)
    every = [(label, question) for label, rows in grouped for question in rows]
    pages = paging.cut(every, PAGE)
    for number, rows in enumerate(pages, 1):
        title = "One fact, every version" if number == 1 else f"One fact, every version, page {number}"
        parts = [f"# {title}"]
        if number == 1:
            parts += [_summary([question for _, question in every]), _contents(corpus, grouped)]
        parts.append(paging.pager(NAME, number, len(pages)))
        heading = ""
        for label, question in rows:
            if label != heading:
                heading = label
                parts.append(f'<p class="group">{text(label)}</p>')
            parts.append(_question(question, corpus))
        parts.append(paging.pager(NAME, number, len(pages), again=True))
        meta = {
            "title": title,
            "template": "listing.html",
            "description": "What the documents state on the same question, side by side, in their own words.",
        }
        yield Artifact(f"docs/{paging.name(NAME, number)}.md", page(meta, parts))


def questions(corpus: Corpus) -> tuple[Question, ...]:
    """Every question of which at least one statement was found, as the data file has them."""
    order = {document.id: i for i, document in enumerate(wording.in_order(corpus))}
    found = []
    for comparison in corpus.knowledge.comparisons:
        claims = [
            (claim, target)
            for claim in comparison.claims
            if (target := corpus.connections.targets.get(claim.quote)) and target.document in order
        ]
        if claims:
            found.append(Question(comparison, tuple(sorted(claims, key=lambda c: order[c[1].document]))))
    return tuple(found)


def groups(corpus: Corpus) -> list[tuple[str, list[Question]]]:
    """(topic, questions): by the first listed topic of each, in the order of the topics; then those without.
    One group with an empty name when no question has a topic."""
    every = questions(corpus)
    labels = {topic.id: topic.label for topic in corpus.knowledge.topics}
    rows: dict[str, list[Question]] = {topic: [] for topic in labels}
    rest: list[Question] = []
    for question in every:
        topic = next((t for t in question.comparison.topics if t in labels), None)
        (rows[topic] if topic is not None else rest).append(question)
    found = [(labels[topic], some) for topic, some in rows.items() if some]
    return [*found, *([("Other questions" if found else "", rest)] if rest else [])]


def addresses(corpus: Corpus) -> dict[str, str]:
    """Id of a question → its address, from a page at the top of the site."""
    every = [question.comparison.id for _, rows in groups(corpus) for question in rows]
    return {id: f"{paging.name(NAME, i // PAGE + 1)}.html#{id}" for i, id in enumerate(every)}


def address_of_question(corpus: Corpus, question_id: str, depth: int = 0) -> str:
    """Address of one question, from a page `depth` folders below the top; "" when the page does not hold
    it. For many questions, `addresses(corpus)` is quicker."""
    found = addresses(corpus).get(question_id, "")
    return "../" * depth + found if found else ""


def _summary(every: list[Question]) -> str:
    claims = sum(len(question.claims) for question in every)
    documents = {document for question in every for document in question.documents}
    return (
        f"<p>{quantity(len(every), 'question')}, {quantity(claims, 'statement')} from "
        f"{quantity(len(documents), 'document')}. Under each question stands what every document says, oldest first, "
        "and how the statements relate. This page does not say who is right.</p>"
    )


def _contents(corpus: Corpus, grouped: list[tuple[str, list[Question]]]) -> str:
    where = addresses(corpus)
    lines = ['<nav class="questions" aria-label="Questions">']
    for label, rows in grouped:
        lines.append(f"<p>{text(label)}</p>" if label else "")
        lines.append("<ul>")
        for question in rows:
            comparison = question.comparison
            count = f'<span class="count">{len(question.claims)}</span>'
            lines.append(
                f'<li><a href="{text(where[comparison.id])}"><bdi>{text(comparison.question)}</bdi></a>&nbsp;{count}</li>'
            )
        lines.append("</ul>")
    return block([*lines, "</nav>"])


def _question(question: Question, corpus: Corpus) -> str:
    comparison = question.comparison
    lines = [
        '<section class="comparison">',
        f'<h2 id="{text(comparison.id)}"><bdi>{text(comparison.question)}</bdi></h2>',
    ]
    if comparison.note:
        lines.append(f'<p class="about">{text(comparison.note)}</p>')
    lines.append(_chart(question, corpus))
    lines += [
        '<table class="statements"><thead><tr><th scope="col">Document</th>'
        '<th scope="col">What it says</th><th scope="col">In its words</th></tr></thead><tbody>'
    ]
    for number, (claim, target) in enumerate(question.claims, 1):
        lines.append(_statement(number, claim, target, question, corpus))
    lines.append("</tbody></table>")
    lines += _relations(question, corpus)
    lines.append(_silent(question, corpus))
    return block([*lines, "</section>"])


def _statement(number: int, claim: Claim, target: Target, question: Question, corpus: Corpus) -> str:
    document = corpus.document(target.document)
    assert document is not None, "placed statements stand in documents of the corpus"
    sayers = [
        f"<bdi>{text(claim.by)}</bdi>" if claim.by else "",
        f"through: <bdi>{text(claim.through)}</bdi>" if claim.through else "",
    ]
    who = "; ".join(part for part in sayers if part)
    details = [
        f"<b>{text(figure(claim))}</b>" if figure(claim) else "",
        f"as of {text(dates.display(claim.as_of))}" if claim.as_of else "",
        f"hedged: “{text(claim.hedge)}”" if claim.hedge else "",
    ]
    facts = " · ".join(part for part in details if part)
    return (
        f'<tr id="{_row_id(question, claim.id)}"><th scope="row"><span class="number">{number}</span> '
        f'<a href="documents/{text(document.id)}.html"><bdi>{text(short_name(document))}</bdi></a> '
        f'<span class="date">{text(date_of(document))}</span></th>'
        f'<td data-label="Says"><p>{text(claim.says)}</p>'
        + (f'<p class="facts">{facts}</p>' if facts else "")
        + (f'<p class="facts">{who}</p>' if who else "")
        + f'</td><td data-label="Words"><p>{_words(corpus, claim, target)} '
        f'<a class="from" href="{text(of_target(target))}">{text(unit_name(target.unit))}</a></p></td></tr>'
    )


def _row_id(question: Question, claim: str) -> str:
    """Ids hold no full stop: the two cannot run into one another."""
    return text(f"{question.comparison.id}.{claim}")


def _words(corpus: Corpus, claim: Claim, target: Target) -> str:
    """The quotation in full, in its sentence; what stands around it is set back."""
    shown, exact = quoted(corpus, target), " ".join(claim.quote.exact.split())
    before, found, after = shown.partition(exact)
    if not found:
        return f"<q>{text(exact)}</q>"
    around = [f'<span class="around">{text(part)}</span>' if part else "" for part in (before, after)]
    return f"<q>{around[0]}{text(exact)}{around[1]}</q>"


def figure(claim: Claim) -> str:
    """`30%`, `1.59 billion US dollars`, `20 (12 to 20) km`; "" when the statement gives no figure."""
    ends = " to ".join(charts.amount(v) for v in (claim.low, claim.high) if v is not None)
    number = charts.amount(claim.number) if claim.number is not None else ""
    words = f"{number} ({ends})" if number and ends else number or ends
    if not words or not claim.unit:
        return words
    return f"{words}%{claim.unit[1:]}" if claim.unit.startswith("%") else f"{words} {claim.unit}"


def _chart(question: Question, corpus: Corpus) -> str:
    comparison = question.comparison
    figures = [
        charts.Figure(
            claim.as_of,
            f"#{_row_id(question, claim.id)}",
            _name(corpus, target),
            claim.says,
            claim.number,
            claim.low,
            claim.high,
            claim.hedge,
        )
        for claim, target in question.claims
        if comparison.chart_unit and claim.unit == comparison.chart_unit and claim.as_of
    ]
    return charts.chart(figures, comparison.chart_unit, comparison.question)


def _name(corpus: Corpus, target: Target) -> str:
    document = corpus.document(target.document)
    return short_name(document) if document else target.document


def _relations(question: Question, corpus: Corpus) -> Iterator[str]:
    """The relations by kind, each statement by its number; those of lost statements are left out."""
    rows: dict[str, list[str]] = {}
    for relation in question.comparison.relations:
        if question.number(relation.first) and question.number(relation.second):
            rows.setdefault(relation.kind, []).append(_relation(relation, question, corpus))
    if not rows:
        return
    yield '<dl class="relations">'
    for kind in sorted(
        rows, key=lambda k: (list(RELATIONS).index(k) if k in RELATIONS else len(RELATIONS), k)
    ):
        yield f"<div><dt>{text(RELATIONS.get(kind, kind))}</dt>"
        yield from (f"<dd>{row}</dd>" for row in rows[kind])
        yield "</div>"
    yield "</dl>"


def _relation(relation: ClaimRelation, question: Question, corpus: Corpus) -> str:
    links = []
    for id in (relation.first, relation.second):
        number = question.number(id)
        name = _name(corpus, question.claims[number - 1][1])
        links.append(
            f'<a href="#{_row_id(question, id)}"><span class="number">{number}</span> {text(name)}</a>'
        )
    between = ", then " if relation.kind == "later-state" else " and "
    return between.join(links) + (f": {text(relation.reason)}" if relation.reason else "")


def _silent(question: Question, corpus: Corpus) -> str:
    silent: list[Document] = [d for d in wording.in_order(corpus) if d.id not in question.documents]
    if not silent:
        return ""
    if len(silent) > SILENT:
        return f'<p class="silent">No statement in {quantity(len(silent), "other document")}.</p>'
    names = "; ".join(
        f'<a href="documents/{text(d.id)}.html"><bdi>{text(short_name(d))}</bdi></a>' for d in silent
    )
    return f'<p class="silent">No statement: {names}.</p>'
