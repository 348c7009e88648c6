"""The files of the index: each is one call, `RR.put(name, data, version)`, in a classic script.

`root` is read first; then the terms (`t/`), the texts of passages (`p/`), rows of documents (`d/`), words
for misspelled ones (`s/`), names, topics and what the filters count (`facets/`), each when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_scripts.authorities import KINDS
from build_scripts.exporters import automatic_names
from build_scripts.exporters.json_text import in_script
from build_scripts.model import Corpus
from build_scripts.search import catalogue, postings
from build_scripts.search.catalogue import Shelf
from build_scripts.search.index import Index

SHARD = 9_000
"""Bytes of terms and lists in one file."""
ALONE = 6_000
"""Bytes from which on a list has files of its own, so that nobody loads it for its neighbours."""
LONGEST_LIST = 200_000
"""Bytes of such a file."""
TOGETHER = 10
"""Passages in one file of texts: a result needs one paragraph, and its neighbours are often results too."""
ROWS = 100
"""Documents in one file of rows."""

Chunk = tuple[str, Any]
"""Name and data."""


def script(name: str, data: Any, version: str) -> str:
    """The text of a chunk's file."""
    return f'RR.put("{name}",{in_script(data)},"{version}");\n'


def texts(numbered: list[Shelf]) -> Iterator[Chunk]:
    """The passages in pieces of TOGETHER, each with the rows of the documents that they are from."""
    rows: list[list[Any]] = []
    documents: dict[str, list[Any]] = {}
    piece = 0
    for number, shelf in enumerate(numbered):
        row = catalogue.document_row(shelf.document)
        for one in shelf.passages:
            documents[str(number)] = [row[0], row[1], row[2], row[5]]
            rows.append([one.anchor, one.part, one.kind, one.language, one.section, one.line, one.text])
            if len(rows) == TOGETHER:
                yield f"p/{piece}", {"documents": documents, "units": rows}
                rows, documents, piece = [], {}, piece + 1
    if rows:
        yield f"p/{piece}", {"documents": documents, "units": rows}


def document_rows(numbered: list[Shelf]) -> Iterator[Chunk]:
    rows = [catalogue.document_row(shelf.document) for shelf in numbered]
    for start in range(0, len(rows), ROWS):
        yield f"d/{start // ROWS}", rows[start : start + ROWS]


def terms(index: Index, first_terms: list[str]) -> Iterator[Chunk]:
    """The shards of terms in order; the first term of each is added to `first_terms`. A term's entry is
    its list, `=word` when it has the list of that word, or `@<n>:<name>:<df>` when it lies in n files, with
    the sign of a list without positions before it when they are such lists."""
    held: list[str] = []
    lists: list[str] = []
    size = 0
    for term in index.terms():
        entry = _entry(index, term)
        if isinstance(entry, bytes):
            name = f"{len(first_terms)}-{len(held)}"
            cut = postings.pieces(entry, LONGEST_LIST)
            for piece, part in enumerate(cut):
                yield f"t/{name}-{piece}", {"post": part.decode("ascii")}
            sign = postings.BARE.decode("ascii") if entry.startswith(postings.BARE) else ""
            entry = f"{sign}@{len(cut)}:{name}:{index.frequency(term)}"
        held.append(term)
        lists.append(entry)
        size += len(term.encode("utf-8", "surrogatepass")) + len(entry) + 6
        if size >= SHARD:
            yield _shard(held, lists, first_terms)
            held, lists, size = [], [], 0
    if held:
        yield _shard(held, lists, first_terms)


def _entry(index: Index, term: str) -> str | bytes:
    """The entry, or the list itself when it is too long for one file."""
    alias = index.alias(term)
    if alias:
        return f"={alias}"
    written = index.postings(term)
    return written.decode("ascii") if len(written) <= ALONE else written


def _shard(held: list[str], lists: list[str], first_terms: list[str]) -> Chunk:
    first_terms.append(held[0])
    return f"t/{len(first_terms) - 1}", {"terms": held, "post": lists}


def spelling(index: Index, first_words: list[str]) -> Iterator[Chunk]:
    """The words that may be proposed, with the number of their passages."""
    words = sorted(index.words(), key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    start = size = 0
    for end, word in enumerate(words, 1):
        size += len(word.encode("utf-8", "surrogatepass")) + 6
        if size >= SHARD or end == len(words):
            part = words[start:end]
            yield f"s/{len(first_words)}", {"words": part, "df": [index.frequency(one) for one in part]}
            first_words.append(part[0])
            start, size = end, 0


def facets(corpus: Corpus, named: Mapping[int, Iterable[tuple[int, str]]]) -> Iterator[Chunk]:
    """For each kind of entity, and for topics: ids in order, and the passages of each."""
    kinds = {f"e:{one.id}": one.kind for one in corpus.knowledge.authorities}
    kinds |= {f"e:{one.id}": catalogue.BY_RULE for one in catalogue.found_by_rule(corpus)}
    kinds |= {f"o:{one.id}": "topic" for one in corpus.knowledge.topics}
    places: dict[str, dict[str, list[int]]] = {kind: {} for kind in (*KINDS, catalogue.BY_RULE, "topic")}
    for number in sorted(named):
        for term in dict.fromkeys(term for _, term in named[number]):
            places[kinds[term]].setdefault(term[2:], []).append(number)
    for kind, found in places.items():
        if found:
            ids = sorted(found)
            lists = [postings.steps(found[one]).decode("ascii") for one in ids]
            yield f"facets/{kind}", {"ids": ids, "post": lists}


def names(corpus: Corpus, facet_chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """The entities and topics that some passage names."""
    found = {name.partition("/")[2]: set(data["ids"]) for name, data in facet_chunks}
    entities = [
        catalogue.entity_row(one) for one in corpus.knowledge.authorities if one.id in found.get(one.kind, ())
    ]
    by_rule = catalogue.found_by_rule(corpus)
    if by_rule:
        at = automatic_names.places(corpus)
        entities += [
            catalogue.name_row(one, at[one.id])
            for one in by_rule
            if one.id in found.get(catalogue.BY_RULE, ())
        ]
    topics = [
        [one.id, one.label, f"topics/{one.id}.html"]
        for one in corpus.knowledge.topics
        if one.id in found.get("topic", ())
    ]
    if entities:
        yield "names", entities
    if topics:
        yield "topics", topics
