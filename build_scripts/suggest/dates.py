"""Relative dates that `dates.yml` does not hold yet, with what counting from the document's date gives."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import dates as date_words
from build_scripts.connections import Target
from build_scripts.exporters import wording
from build_scripts.model import Corpus, Document
from build_scripts.suggest.printing import comment, entry, selector
from build_scripts.suggest.quoting import Quoter, context
from build_scripts.suggest.relative_dates import Expression, expressions

#: Blocks that name their own time as a matter of form.
_FORMAL = frozenset({"title", "byline", "dateline", "credit"})


def dates(corpus: Corpus) -> Iterator[str]:
    """Lines of YAML in the form of `dates.yml`, document by document in order of date, with counts and the
    words around as comments. The same corpus always gives the same lines."""
    known: dict[tuple[str, str], list[Target]] = {}
    for gloss in corpus.knowledge.dates:
        if target := corpus.connections.targets.get(gloss.quote):
            known.setdefault((target.document, target.unit), []).append(target)
    quoter = Quoter(corpus)
    groups = [(document, list(_found(document, known))) for document in wording.in_order(corpus)]
    every = [one for _, rows in groups for _, one in rows]
    counted = sum(one.date != "unknown" for one in every)
    yield comment(
        f"{len(every)} relative dates that are not resolved yet; for {counted} of them counting gives a date. "
        "Check each against its passage."
    )
    for document, rows in groups:
        if rows:
            issued = document.value("issued")
            when = f"{issued} ({date_words.display(issued)})" if issued else "not dated"
            yield comment(f"{document.id}: {when}; {len(rows)} expressions")
        for target, one in rows:
            if quote := quoter.quote(target):
                yield comment(context(quoter.unit(target).text, target.start, target.end))
                yield from entry({**selector(quote), "date": one.date, "reason": one.how})


def _found(
    document: Document, known: dict[tuple[str, str], list[Target]]
) -> Iterator[tuple[Target, Expression]]:
    for unit in document.units:
        if getattr(unit, "kind", "") in _FORMAL:
            continue
        there = known.get((document.id, unit.id), ())
        for one in expressions(unit.text, document.value("issued") or ""):
            if not any(one.start < target.end and target.start < one.end for target in there):
                yield Target(document.id, unit.id, one.start, one.end), one
