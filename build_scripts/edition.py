"""One document: seed and record in, Document out. Pure: same input, same output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from build_scripts.draft import Draft, Rule, run
from build_scripts.model import Document
from build_scripts.readers import READERS
from build_scripts.rules import RULES
from build_scripts.source import Source, Statement
from build_scripts.structure.assemble import assemble


def edit(
    source: Source, record: Mapping | None = None, rules: Sequence[Rule] = RULES, identifier: str = ""
) -> Document:
    """Read the seed, apply the rules, assemble the document. `record` is the validated record (plain
    data); `identifier` the id when the record gives none."""
    record = dict(record or {})
    draft = run(Draft(source, READERS[source.format](source), record), rules)
    statements = _normal((*_recorded(record, source), *draft.statements))
    language = next((s.value for s in statements if s.term == "language"), "und")
    blocks, notes, interventions = assemble(draft, language.split("-")[0])
    return Document(
        id=str(record.get("id") or identifier or source.file.rsplit("/")[-1].rsplit(".", 1)[0]),
        source=source,
        statements=_distinct(statements),
        blocks=blocks,
        notes=notes,
        interventions=interventions,
        description=next((s.value for s in statements if s.term == "description"), ""),
        subjects=tuple(s.value for s in _distinct(statements) if s.term == "subject"),
        record=record,
    )


def _stated(given: object) -> Iterator[Mapping]:
    """The values of one term as records give them: plain, with evidence, or a list of either."""
    for item in given if isinstance(given, (list, tuple)) else [given]:
        if isinstance(item, Mapping):
            yield item
        elif item is not None:
            yield {"value": item}


def _recorded(record: Mapping, source: Source) -> list[Statement]:
    """The statements of the record: they come first and so win over what rules found. The evidence of a
    stated value is the words of its line."""
    result = []
    for term, given in (record.get("metadata") or {}).items():
        for item in _stated(given):
            lines = item.get("evidence") or []
            lines = list(lines) if isinstance(lines, (list, tuple)) else [lines]
            inferred = str(item.get("inferred") or "")
            words = " … ".join(_words(source, int(n)) for n in lines)
            result.append(
                Statement(
                    str(term),
                    str(item["value"]),
                    int(lines[0]) if lines else None,
                    "record",
                    inferred or words,
                    "low" if inferred else "high",
                )
            )
    return result


def _words(source: Source, number: int) -> str:
    if not 1 <= number <= len(source.lines):
        return ""
    line = source.lines[number - 1]
    text = " ".join(source.text[line.start : line.end].split())
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …"


#: Terms that may have several values; of others the first statement stands.
REPEATABLE = frozenset({"creator", "contributor", "subject", "issn", "identifier", "spatial", "source"})


def _normal(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Languages as BCP 47 without the region, which says nothing about the words (`en-GB` is `en`)."""
    result = []
    for item in statements:
        if item.term == "language":
            first, *rest = re.split("[-_]", item.value)
            item = replace(item, value="-".join([first.lower(), *(p.title() for p in rest if len(p) == 4)]))
        result.append(item)
    return tuple(result)


def _distinct(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """A term that the record states is the record's; otherwise single terms keep their first value, and
    repeatable ones each value once."""
    recorded = {s.term for s in statements if s.rule == "record"}
    seen: set[tuple[str, str]] = set()
    result = []
    for item in statements:
        if item.term in recorded and item.rule != "record":
            continue
        key = (item.term, item.value if item.term in REPEATABLE else "")
        if key not in seen:
            seen.add(key)
            result.append(item)
    return tuple(result)
