"""The front matter of a document's page: what is known of it, in a fixed order of keys.

All values are plain text, numbers, lists and mappings. Nothing in them is markup: templates escape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import frontmatter
import yaml  # type: ignore[import-untyped]

from build_scripts import dates
from build_scripts.citations import rich, styles
from build_scripts.citations.item import item
from build_scripts.exporters import page_metadata
from build_scripts.exporters.escaping import clean, one_line
from build_scripts.exporters.neighbours import neighbours
from build_scripts.exporters.rights import Rights, rights
from build_scripts.exporters.tagging import tags
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

TEMPLATE = "document.html"
REPEATED = frozenset({"creator", "contributor", "subject", "issn"})
"""Terms of which every statement counts; of all others the first."""


def front_matter(document: Document, corpus: Corpus) -> str:
    """The YAML between its two fences, with a line feed at the end."""
    values = _values(document, corpus)
    values = {key: value for key, value in values.items() if value not in (None, "", [], {})}
    # Wide lines, because a folded one would change with every word; the Python writer, because the
    # one in C is not on every machine and folds differently.
    return (
        frontmatter.dumps(
            frontmatter.Post("", **values),
            sort_keys=False,
            allow_unicode=True,
            width=10**9,
            Dumper=yaml.SafeDumper,
        )
        + "\n"
    )


def _values(document: Document, corpus: Corpus) -> dict[str, Any]:
    statements = tuple(_counting(document.statements))
    source = document.source
    issued = next((s for s in statements if s.term == "issued"), None)
    labels = tags(document, corpus)
    stated = rights(document)
    return {
        "title": one_line(document.title),
        "authors": _all(statements, "creator"),
        "date": _first(statements, "issued"),
        "description": one_line(document.description),
        "tags": list(labels),
        # Where the tags lead that have a page of their own.
        "tag_pages": {label: address for label, address in labels.items() if address},
        "language": _first(statements, "language") or one_line(corpus.archive.get("language")),
        "type": _first(statements, "type"),
        "container": _first(statements, "is_part_of"),
        "source": {
            "file": one_line(source.file),
            "sha256": source.sha256,
            "lines": len(source.lines),
            "encoding": source.encoding,
        },
        "generated": "Written by build_scripts from the source file. Change the record or a rule instead.",
        "template": TEMPLATE,
        "creators": _all(statements, "creator"),
        "contributors": _all(statements, "contributor"),
        "publisher": _first(statements, "publisher"),
        "issued": _first(statements, "issued"),
        "issued_display": dates.display(issued.value, _inferred(issued)) if issued else dates.display(None),
        "volume": _first(statements, "volume"),
        "issue": _first(statements, "issue"),
        "number": _first(statements, "number"),
        "issn": _all(statements, "issn"),
        "rights": {key: words for key, words in asdict(stated).items() if words},
        "obtained": one_line(document.record.get("obtained")),
        "evidence": [_evidence(s) for s in statements if s.line is not None or s.evidence],
        "words": sum(len(block.text.split()) for block in document.blocks),
        "notes": len(document.notes),
        "interventions": len(document.interventions),
        "asides": len(document.asides),
        **neighbours(document, corpus),
        **_cited(document, corpus, stated),
    }


def _cited(document: Document, corpus: Corpus, stated: Rights) -> dict[str, Any]:
    """How the document is cited, and what programs read in the head of its page."""
    one = item(document, corpus)
    tagged = page_metadata.tags(document, one, corpus, stated)
    cite: dict[str, dict[str, list[str]]] = {}
    for found in styles.citations(one):
        # Runs are alternately upright and italic, upright first: no markup stands here.
        cite.setdefault(found.style, {})[found.form] = [clean(run) for run in rich.runs(found.text)]
    return {
        "cite": cite,
        "head": [{name: content} for name, content in tagged],
        "linked_data": page_metadata.linked_data(document, one, corpus, stated),
    }


def _counting(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """The statements that count, each once."""
    seen: set[tuple[str, str]] = set()
    for statement in statements:
        mark = (statement.term, statement.value if statement.term in REPEATED else "")
        if mark not in seen:
            seen.add(mark)
            yield statement


def _all(statements: tuple[Statement, ...], term: str) -> list[str]:
    return [one_line(s.value) for s in statements if s.term == term]


def _first(statements: tuple[Statement, ...], term: str) -> str:
    return next(iter(_all(statements, term)), "")


def _inferred(statement: Statement) -> bool:
    return statement.certainty != "high"


def _evidence(statement: Statement) -> dict[str, Any]:
    return {
        "term": statement.term,
        "value": one_line(statement.value),
        "line": statement.line,
        "evidence": one_line(statement.evidence),
        "inferred": _inferred(statement),
    }
