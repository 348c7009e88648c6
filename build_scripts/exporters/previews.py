"""What a link shows before it is followed: small scripts, `docs/previews/…`, each one call
`Room.preview(name, entries)`, loaded by browser/js/previews.js when a reader points at a link.

An entry is `[kind, title, words, facts]`, plain text, each "" where nothing is known. Entries lie in files by
a sum of their key (`place`), so that a file stays small however large the archive or a text is; `root.js`
says how many files there are of each kind, the entry of a document (its fifth member) how many of its own:

    previews/people/3.js            key: id of the entity; so too places …, topics
    previews/timeline/0.js          key: id of the event; compare: of the question; bibliography: of the work
    previews/documents/0.js         key: id of the document
    previews/documents/<id>/4.js    key: anchor; an entry is `[name of the place, words]`, or the anchor of the
                                    passage that holds this line; "" has `[name of the document, its language]`
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from build_scripts import dates
from build_scripts.authorities import KINDS
from build_scripts.exporters import comparisons, told, wording
from build_scripts.exporters.addresses import quoted, short_name, unit_name
from build_scripts.exporters.json_text import compact, in_script
from build_scripts.exporters.page import quantity
from build_scripts.exporters.work_text import kind_name, untitled
from build_scripts.exporters.works_cited import CitedWork, works_cited
from build_scripts.model import Artifact, Corpus, Document

LONG = 300
"""Characters that are shown of a text."""
SHORT = 160
"""Characters that are shown of a title."""
FILE = 12_000
"""Bytes of entries in one file, on average."""
ANSWERS = 4
"""Statements on a question that are shown."""

Entries = dict[str, Any]


def previews(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/previews/root.js` and the files that it counts."""
    counts: dict[str, int] = {}
    for kind, entries in _kinds(corpus):
        if entries:
            counts[kind] = files_for(entries)
            yield from _files(kind, entries, counts[kind])
    documents: Entries = {}
    letters: dict[str, Entries] = defaultdict(dict)
    for note in corpus.connections.notes:
        name = f"editor’s note {note.letter}"
        letters[note.target.document][f"ed-{note.letter}"] = [name, shortened(note.note.text, LONG)]
    for document in corpus.documents:
        passages = _passages(document) | letters[document.id]
        count = files_for(passages)
        documents[document.id] = [*_document(document), count]
        about = [short_name(document), document.value("language") or ""]
        yield from _files(f"documents/{document.id}", passages, count, about)
    if documents:
        counts["documents"] = files_for(documents)
        yield from _files("documents", documents, counts["documents"])
    yield Artifact("docs/previews/root.js", _script("root", counts))


def place(key: str, count: int) -> int:
    """Number, below `count`, of the file that holds `key`: FNV-1a of its UTF-16 code units, 32 bits
    (Fowler, Noll and Vo). js/previews.js does the same."""
    written = key.encode("utf-16-le", "surrogatepass")
    found = 0x811C9DC5
    for low, high in zip(written[::2], written[1::2], strict=True):
        found = (found ^ (low | high << 8)) * 0x01000193 & 0xFFFFFFFF
    return found % count


def files_for(entries: Mapping[str, Any]) -> int:
    """Number of files, at least one."""
    size = sum(len(compact([key, entry]).encode("utf-8", "replace")) for key, entry in entries.items())
    return max(1, -(-size // FILE))


def shortened(words: str, most: int) -> str:
    """The first `most` characters of `words` on one line, cut between words where there is room for that."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + " …"


def _files(folder: str, entries: Entries, count: int, about: list[str] | None = None) -> Iterator[Artifact]:
    shelves: list[Entries] = [{"": about} if about else {} for _ in range(count)]
    for key, entry in entries.items():
        shelves[place(key, count)][key] = entry
    for number, some in enumerate(shelves):
        name = f"{folder}/{number}"
        yield Artifact(f"docs/previews/{name}.js", _script(name, some))


def _script(name: str, data: Any) -> str:
    return f"Room.preview({in_script(name)},{in_script(data)});\n"


def _entry(kind: str, title: str, words: str = "", facts: str = "") -> list[str]:
    return [kind, shortened(title, SHORT), shortened(words, LONG), shortened(facts, SHORT)]


def _kinds(corpus: Corpus) -> Iterator[tuple[str, Entries]]:
    """(name, entries) of everything but the documents."""
    yield from _names(corpus)
    yield "topics", _topics(corpus)
    yield "timeline", _events(corpus)
    yield "compare", _questions(corpus)
    cited = works_cited(corpus)
    yield "bibliography", {one.work.id: _work(one) for one in (*cited.works, *cited.linked)}


def _names(corpus: Corpus) -> Iterator[tuple[str, Entries]]:
    mentions: Counter[str] = Counter(one.entity for one in corpus.connections.mentions)
    documents: dict[str, set[str]] = defaultdict(set)
    for one in corpus.connections.mentions:
        documents[one.entity].add(one.target.document)
    for kind, (folder, _) in KINDS.items():
        yield (
            folder,
            {
                a.id: _entry(
                    "Publication" if kind == "work" else kind.capitalize(),
                    a.label,
                    a.description,
                    f"{quantity(mentions[a.id], 'mention')} in {quantity(len(documents[a.id]), 'document')}"
                    if mentions[a.id]
                    else "",
                )
                for a in corpus.knowledge.authorities
                if a.kind == kind
            },
        )


def _topics(corpus: Corpus) -> Entries:
    known = {(d.id, unit.id) for d in corpus.documents for unit in d.units}
    carried: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mark in corpus.connections.topics:
        if (mark.document, mark.unit) in known:
            carried[mark.topic].add((mark.document, mark.unit))
    return {
        one.id: _entry(
            "Topic",
            one.label,
            one.scope,
            f"{quantity(len(here), 'passage')} in {quantity(len({d for d, _ in here}), 'document')}"
            if (here := carried[one.id])
            else "",
        )
        for one in corpus.knowledge.topics
    }


def _events(corpus: Corpus) -> Entries:
    """The date, what happened, and the words of the first document that reports it."""
    found = {}
    for one in told.events(corpus):
        target = one.reports[0][1]
        document = corpus.document(target.document)
        told_by = f"Told by {quantity(len(one.documents), 'document')}"
        if document:
            told_by += f"; these words: {short_name(document)}, {unit_name(target.unit)}"
        found[one.event.id] = _entry(
            f"Event · {dates.display(one.event.date)}", one.event.label, quoted(corpus, target), told_by
        )
    return found


def _questions(corpus: Corpus) -> Entries:
    """The question and its first statements, each with its document."""
    names = {document.id: short_name(document) for document in corpus.documents}
    found = {}
    for one in comparisons.questions(corpus):
        said = [f"{names[t.document]}: {shortened(c.says, 60)}" for c, t in one.claims[:ANSWERS]]
        count = quantity(len(one.claims), "statement")
        facts = f"{count} in {quantity(len(one.documents), 'document')}"
        found[one.comparison.id] = _entry("Question", one.comparison.question, " · ".join(said), facts)
    return found


def _work(cited: CitedWork) -> list[str]:
    work = cited.work
    parts = ["; ".join(work.authors), work.field("container"), dates.display(work.date) if work.date else ""]
    documents = {place.document.id for place in cited.places}
    facts = f"Cited in {quantity(len(documents), 'document')}"
    if len(cited.places) > len(documents):
        facts += f", {quantity(len(cited.places), 'place')}"
    return _entry(kind_name(work.kind), work.title or untitled(work), " · ".join(filter(None, parts)), facts)


def _document(document: Document) -> list[str]:
    container, _ = wording.published_in(document)
    kind = " · ".join(filter(None, (wording.kind(document), container))) or "Document"
    facts = [
        "; ".join(document.values("creator")),
        wording.issued(document),
        quantity(wording.words(document), "word"),
    ]
    entry = _entry(kind, document.title, document.description)
    return [*entry[:3], shortened(" · ".join(filter(None, facts)), SHORT)]


def _passages(document: Document) -> Entries:
    """Anchor → `[its name, its first words]`; of a line inside a passage: the anchor of the passage."""
    found: Entries = {
        unit.id: [unit_name(unit.id), shortened(unit.text, LONG)] for unit in document.units if unit.text
    }
    for unit in document.units:
        for _, line in unit.breaks:
            found.setdefault(f"l{line}", unit.id)
    return found
