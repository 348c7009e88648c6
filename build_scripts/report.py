"""All counts and measures of the cross-references, as one page of plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_scripts import measure_mentions, measure_related
from build_scripts.authorities import KINDS
from build_scripts.connections import Target
from build_scripts.knowledge import Quote
from build_scripts.knowledge_schema import (
    CERTAINTIES,
    KINDS_OF_NOTE,
    KINDS_OF_WORK,
    RELATION_OF_CLAIMS,
    STATES,
)
from build_scripts.model import Corpus

MENTIONS = ("mentions.yml", "mentions_second.yml")
RELATED = "related.yml"
"""Files of a folder of judged samples."""
_WIDTH = 20


def report(corpus: Corpus, judged: Path | None = None, details: bool = False) -> str:
    """The page. `judged` is a folder of judged samples (missing files are passed over); with `details`
    every wrong link and every miss is listed. Raises RecordError when a sample does not fit the texts."""
    parts = (
        _documents(corpus),
        _register(corpus),
        _mentions(corpus),
        _measured_mentions(corpus, judged, details),
        _related(corpus, judged, details),
        _comparisons(corpus),
        _time(corpus),
        _works(corpus),
        _topics(corpus),
        _notes(corpus),
        _quotations(corpus),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _documents(corpus: Corpus) -> Iterator[str]:
    yield str(corpus.archive.get("title", "")).upper() or "ARCHIVE"
    blocks = sum(len(document.blocks) for document in corpus.documents)
    notes = sum(len(document.notes) for document in corpus.documents)
    yield _row("documents", f"{len(corpus.documents)}, with {blocks} blocks and {notes} notes")
    for document in corpus.documents:
        yield _row("", f"{document.id}: {len(document.blocks)} blocks, {len(document.notes)} notes")


def _register(corpus: Corpus) -> Iterator[str]:
    entities = corpus.knowledge.authorities
    yield "NAMES: THE REGISTER"
    yield _row("entities", _split(len(entities), (entity.kind for entity in entities), KINDS))
    forms = [form for entity in entities for form in entity.forms]
    yield _row("forms", _split(len(forms), (form.when for form in forms), ("always", "named", "office")))
    relations = [kind for entity in entities for kind, _ in entity.relations]
    yield _row("relations", _split(len(relations), relations))
    yield _row("identifiers", _split(None, (register for e in entities for register, _ in e.same_as)))
    yield _row("on the map", str(sum(entity.coordinates is not None for entity in entities)))
    if corpus.connections.automatic:
        yield _row("by rule alone", f"{len(corpus.connections.automatic)} names, no register")
    yield _row("short forms", f"{len(corpus.connections.acronyms)} explained")


def _mentions(corpus: Corpus) -> Iterator[str]:
    found = corpus.connections.mentions
    yield "NAMES: THE MENTIONS"
    yield _row("mentions", _split(len(found), (mention.rule for mention in found)))
    yield _row("entities named", f"{len({m.entity for m in found})} of {len(corpus.knowledge.authorities)}")
    yield _row("certainty", _split(None, (mention.certainty for mention in found), CERTAINTIES))
    senses = [mention.sense for mention in found if mention.sense]
    yield _row("capitals", _split(None, senses, ("government", "place")))
    counts = Counter(mention.target.document for mention in found)
    entities: dict[str, set[str]] = {document.id: set() for document in corpus.documents}
    for mention in found:
        entities[mention.target.document].add(mention.entity)
    for document in corpus.documents:
        yield _row("", f"{document.id}: {counts[document.id]} of {len(entities[document.id])} entities")
    yield _row("decisions", f"{len(corpus.knowledge.mentions)} by the editor")


def _measured_mentions(corpus: Corpus, judged: Path | None, details: bool) -> Iterator[str]:
    yield "NAMES: MEASURED ON MENTIONS JUDGED BY READING"
    files = [judged / name for name in MENTIONS if (judged / name).is_file()] if judged else []
    if not files:
        yield _row("not measured", "no judged sample for this archive")
    for path in files:
        found = measure_mentions.measure(corpus, path)
        yield _row(path.name, f"{found.judged} mentions of listed entities in {found.units} units")
        linked = found.right + len(found.wrong)
        yield _row("precision", f"{found.precision:.4f} ({found.right} of {linked} links right)")
        yield _row("recall", f"{found.recall:.4f} ({found.right} of {found.judged} found)")
        right = found.senses - len(found.wrong_senses)
        yield _row("senses", f"{right} of {found.senses} right (place or government)")
        if details:
            yield from (_row("wrong", line) for line in found.wrong)
            yield from (_row("missed", line) for line in found.missed)
            yield from (_row("wrong sense", line) for line in found.wrong_senses)


def _related(corpus: Corpus, judged: Path | None, details: bool) -> Iterator[str]:
    pairs, decided = corpus.connections.related, corpus.knowledge.related
    yield "WHAT THE OTHER DOCUMENTS SAY"
    added = sum(pair.added for pair in pairs)
    yield _row("pairs", f"{len(pairs)}: {len(pairs) - added} computed, {added} added by the editor")
    adds = sum(decision.add for decision in decided)
    yield _row("decisions", f"{adds} to add, {len(decided) - adds} to veto")
    partners = Counter(
        (target.document, target.unit) for pair in pairs for target in (pair.first, pair.second)
    )
    units = sum(len(document.units) for document in corpus.documents)
    yield _row(
        "passages", f"{len(partners)} of {units} have a partner, at most {max(partners.values(), default=0)}"
    )
    yield from _measured_related(corpus, judged, details)


def _measured_related(corpus: Corpus, judged: Path | None, details: bool) -> Iterator[str]:
    """Every set of pairs by itself: what the editor added rests on the same reading as the judgements."""
    path = judged / RELATED if judged else None
    if path is None or not path.is_file():
        yield _row("not measured", "no judged sample for this archive")
        return
    yield _row(path.name, "measured on pairs judged by reading")
    found = measure_related.measure(corpus, measure_related.read(path, corpus))
    yield from (_row(name, words) for name, words in measure_related.lines(found))
    if details:
        yield from (_row("wrong", measure_related.named(units)) for units in found.everything.wrong)
        yield from (_row("missed", measure_related.named(units)) for units in found.everything.missed)


def _comparisons(corpus: Corpus) -> Iterator[str]:
    questions = corpus.knowledge.comparisons
    claims = [claim for question in questions for claim in question.claims]
    relations = [relation.kind for question in questions for relation in question.relations]
    yield "ONE FACT, EVERY VERSION"
    several = sum(len({claim.quote.document for claim in q.claims}) > 1 for q in questions)
    yield _row("questions", f"{len(questions)}, {several} of them told by several documents")
    yield _row("statements", f"{len(claims)}, {_found(corpus, [c.quote for c in claims])}")
    figures = sum(claim.number is not None or claim.low is not None for claim in claims)
    yield _row("", f"{figures} with a figure, {sum(bool(claim.as_of) for claim in claims)} with a date")
    yield _row("relations", _split(len(relations), relations, RELATION_OF_CLAIMS))
    yield _row("charts", str(sum(bool(question.chart_unit) for question in questions)))


def _time(corpus: Corpus) -> Iterator[str]:
    events, glosses = corpus.knowledge.events, corpus.knowledge.dates
    reports = [report for event in events for report in event.reports]
    merged = sum(len({report.quote.document for report in event.reports}) > 1 for event in events)
    yield "TIME"
    yield _row("events", f"{len(events)}, {merged} of them told by several documents")
    yield _row("", f"{sum(bool(event.inferred) for event in events)} with an inferred date")
    yield _row("reports", f"{len(reports)}, {_found(corpus, [report.quote for report in reports])}")
    unknown = sum(gloss.date == "unknown" for gloss in glosses)
    yield _row("relative dates", f"{len(glosses)}: {len(glosses) - unknown} resolved, {unknown} unknown")


def _works(corpus: Corpus) -> Iterator[str]:
    works = corpus.knowledge.works
    citations = [citation for work in works for citation in work.citations]
    yield "WORKS CITED"
    yield _row("works", _split(len(works), (work.kind for work in works), KINDS_OF_WORK))
    yield _row("in the archive", str(sum(bool(work.document) for work in works)))
    yield _row("languages", _split(None, (work.language or "not stated" for work in works)))
    yield _row("citations", _split(len(citations), (citation.state for citation in citations), STATES))
    yield _row("addresses", _split(None, (work.url_status for work in works if work.url or work.url_printed)))
    cited = {(citation.document, citation.note) for citation in citations if citation.note}
    notes = [(document.id, note.id) for document in corpus.documents for note in document.notes]
    yield _row("notes", f"{len(cited & set(notes))} of {len(notes)} cite a listed work")


def _topics(corpus: Corpus) -> Iterator[str]:
    topics, marks = corpus.knowledge.topics, corpus.connections.topics
    steps = [step.quote for topic in topics for step in topic.steps]
    yield "TOPICS"
    yield _row("topics", f"{len(topics)}, {sum(bool(topic.steps) for topic in topics)} with a guided path")
    yield _row("steps", f"{len(steps)}, {_found(corpus, steps)}")
    yield _row("marks", _split(len(marks), (mark.rule for mark in marks)))
    carrying = {(mark.document, mark.unit) for mark in marks}
    yield _row("passages", f"{len(carrying)} of {sum(len(d.units) for d in corpus.documents)} carry a topic")


def _notes(corpus: Corpus) -> Iterator[str]:
    notes = corpus.knowledge.notes
    yield "EDITORIAL NOTES"
    yield _row("notes", _split(len(notes), (note.kind for note in notes), KINDS_OF_NOTE))
    yield _row("certainty", _split(None, (n.certainty for n in notes), ("certain", "likely", "query")))
    placed = Counter(note.target.document for note in corpus.connections.notes)
    yield _row(
        "placed", f"{len(corpus.connections.notes)}: " + _counts(placed, [d.id for d in corpus.documents])
    )


def _quotations(corpus: Corpus) -> Iterator[str]:
    found, lost = corpus.connections.targets, corpus.connections.lost
    yield "QUOTATIONS OF THE DATA FILES"
    yield _row("verified", f"{len(found)} stand word for word in the texts, {len(lost)} were not found")
    yield from (_row("not found", f"seeds/{quote.where}: {why}") for quote, why in lost)


def _found(corpus: Corpus, quotes: Sequence[Quote]) -> str:
    targets: list[Target] = [t for quote in quotes if (t := corpus.connections.targets.get(quote))]
    return f"{len(targets)} of them verified in {len({target.document for target in targets})} documents"


def _row(name: str, text: str) -> str:
    return f"  {name:<{_WIDTH}} {text}".rstrip()


def _split(total: int | None, values: Iterable[str], order: Iterable[str] = ()) -> str:
    """`7: always 4, named 3`: the total, then the count of each value, in this order or by frequency."""
    counts = Counter(values)
    known = [value for value in order if value in counts]
    rest = sorted((v for v in counts if v not in known), key=lambda v: (-counts[v], v))
    shown = _counts(counts, [*known, *rest])
    return f"{total}: {shown}" if total is not None and shown else shown or str(total or 0)


def _counts(counts: Counter[str], order: Iterable[str]) -> str:
    return ", ".join(f"{value} {counts[value]}" for value in order if counts[value])
