"""The edition as data: `data/catalog.json`, `data/documents/<id>.json` and their JSON Schemas.

Everything needed to rebuild the seed stands in the document's file: the pieces of blocks and notes,
the originals of the interventions, the asides, and the white space between them (`space`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_scripts.connections import Mention
from build_scripts.edition import REPEATABLE
from build_scripts.exporters.json_text import dump
from build_scripts.exporters.schemas import CATALOG, DOCUMENT
from build_scripts.model import Artifact, Block, Corpus, Document, Note
from build_scripts.releases import text_hash
from build_scripts.source import Source, Span
from build_scripts.structure.assemble import intervention_ids

_ARCHIVE_KEYS = (
    "title",
    "subtitle",
    "description",
    "publisher",
    "contact",
    "language",
    "date",
    "version",
    "base_url",
    "rights",
)


def data(corpus: Corpus) -> Iterator[Artifact]:
    """The catalogue, one file for each document, the schemas."""
    yield Artifact("docs/data/catalog.json", dump(catalog(corpus)))
    mentions: dict[str, list[Mention]] = {}
    for mention in corpus.connections.mentions:
        mentions.setdefault(mention.target.document, []).append(mention)
    for document in corpus.documents:
        found = document_data(document, mentions.get(document.id, ()))
        yield Artifact(f"docs/data/documents/{document.id}.json", dump(found))
    yield Artifact("docs/data/schema/catalog.json", dump(CATALOG))
    yield Artifact("docs/data/schema/document.json", dump(DOCUMENT))


def catalog(corpus: Corpus) -> dict[str, Any]:
    return {
        "archive": {k: corpus.archive[k] for k in _ARCHIVE_KEYS if corpus.archive.get(k)},
        "documents": [_entry(d) for d in corpus.documents],
        "skipped": [{"file": file, "reason": reason} for file, reason in corpus.skipped],
    }


def _entry(document: Document) -> dict[str, Any]:
    source = document.source
    return {
        "id": document.id,
        "title": document.title,
        "creators": list(document.values("creator")),
        "issued": document.value("issued"),
        "container": document.value("is_part_of"),
        "type": document.value("type"),
        "language": document.value("language"),
        "page": f"documents/{document.id}.html",
        "data": f"data/documents/{document.id}.json",
        "access": document.access,
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "lines": len(source.lines),
        },
    }


def metadata(document: Document) -> dict[str, Any]:
    """DCMI term → value; a list for terms that may have several."""
    result: dict[str, Any] = {}
    for statement in document.statements:
        if statement.term in REPEATABLE:
            result.setdefault(statement.term, []).append(statement.value)
        else:
            result.setdefault(statement.term, statement.value)
    return result


def document_data(document: Document, mentions: Iterable[Mention] = ()) -> dict[str, Any]:
    """The whole document as plain data; its shape is `data/schema/document.json`. `mentions` are those of
    listed entities in it."""
    source = document.source
    ids = intervention_ids(document)
    changes = list(zip(ids, document.interventions, strict=True))
    return {
        "id": document.id,
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "bom": source.bom.hex(),
            "format": source.format,
            "lines": len(source.lines),
            "characters": len(source.text),
        },
        "metadata": metadata(document),
        "statements": [
            {
                "term": s.term,
                "value": s.value,
                "line": s.line,
                "rule": s.rule,
                "evidence": s.evidence,
                "certainty": s.certainty,
            }
            for s in document.statements
        ],
        "blocks": [_block(source, b) for b in document.blocks],
        "notes": [_note(source, n) for n in document.notes],
        "asides": [
            {
                "id": name,
                "kind": i.detail,
                "text": source.text[slice(*i.span)],
                "lines": _lines(source, i.span),
                "source": [list(i.span)],
                "rule": i.rule,
                "reason": i.reason,
                "responsibility": i.responsibility,
                "certainty": i.certainty,
            }
            for name, i in changes
            if i.kind == "set-aside"
        ],
        "apparatus": [
            {
                "id": name,
                "kind": i.kind,
                "rule": i.rule,
                "line": source.line_at(i.span[0]),
                "source": list(i.span),
                "original": source.text[slice(*i.span)],
                "reading": i.reading,
                "reason": i.reason,
                "responsibility": i.responsibility,
                "certainty": i.certainty,
            }
            for name, i in changes
            if i.kind != "set-aside"
        ],
        "mentions": [_mention(mention) for mention in mentions],
        "space": _space(document),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    """`block` is the id of a block or of a note."""
    result = {
        "entity": mention.entity,
        "surface": mention.surface,
        "block": mention.target.unit,
        "start": mention.target.start,
        "end": mention.target.end,
        "certainty": mention.certainty,
        "rule": mention.rule,
    }
    return result | ({"sense": mention.sense} if mention.sense else {})


def _lines(source: Source, span: Span) -> list[int]:
    return list(range(source.line_at(span[0]), source.line_at(max(span[0], span[1] - 1)) + 1))


def _block(source: Source, block: Block) -> dict[str, Any]:
    result: dict[str, Any] = {"id": block.id, "kind": block.kind}
    if block.kind in ("head", "list", "title") and block.level:
        result["level"] = block.level
    result |= _common(source, block)
    if block.rows:
        result["rows"] = [list(row) for row in block.rows]
    return result


def _note(source: Source, note: Note) -> dict[str, Any]:
    return (
        {"id": note.id, "label": note.label}
        | _common(source, note)
        | {
            "references": [{"block": where, "offset": offset} for where, offset in note.references],
            "resolves_to": note.resolves_to,
        }
    )


def _common(source: Source, item: Block | Note) -> dict[str, Any]:
    result: dict[str, Any] = {
        "text": item.text,
        "hash": text_hash(item.text),
        "lines": list(item.lines),
        "source": [list(s) for s in item.source],
        "pieces": [source.text[s:e] for s, e in item.source],
        "noterefs": [{"offset": r.offset, "note": r.note} for r in item.noterefs],
        "links": [{"start": s.start, "end": s.end, "href": s.href} for s in item.styles if s.name == "link"],
        "styles": [{"start": s.start, "end": s.end, "name": s.name} for s in item.styles if s.name != "link"],
    }
    if item.passages:
        result["languages"] = [
            {"start": p.start, "end": p.end, "language": p.language} for p in item.passages
        ]
    if item.breaks:
        result["breaks"] = [list(b) for b in item.breaks]
    result["rule"] = item.rule or "paragraphs"
    result["certainty"] = item.certainty
    return result


def _space(document: Document) -> list[list[Any]]:
    """The white space of the seed that lies in no block, note or intervention."""
    spans = sorted(
        [s for b in document.blocks for s in b.source]
        + [s for n in document.notes for s in n.source]
        + [i.span for i in document.interventions]
    )
    text, position, result = document.source.text, 0, []
    for start, end in [*spans, (len(text), len(text))]:
        if position < start:
            result.append([position, text[position:start]])
        position = max(position, end)
    return result
