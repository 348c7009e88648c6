"""One document: seed and record in, Document out. Pure: same input, same output."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.draft import Draft, run
from build_scripts.model import Document, Source, Statement
from build_scripts.readers import READERS
from build_scripts.rules import RULES
from build_scripts.structure.assemble import assemble


def edit(source: Source, record: Mapping | None = None, rules=RULES, identifier: str = "") -> Document:
    """Read the seed, apply the rules, assemble the document. `record` is the validated record (plain
    data); `identifier` the id when the record gives none."""
    record = dict(record or {})
    draft = run(Draft(source, READERS[source.format](source), record), rules)
    statements = (*_recorded(record), *draft.statements)
    language = next((s.value for s in statements if s.term == "language"), "und")
    blocks, notes, interventions = assemble(draft, language.split("-")[0])
    return Document(
        id=str(record.get("id") or identifier or source.file.rsplit("/")[-1].rsplit(".", 1)[0]),
        source=source, statements=_distinct(statements), blocks=blocks, notes=notes, interventions=interventions,
        description=str(_plain(record, "description") or ""),
        subjects=tuple(s.value for s in _distinct(statements) if s.term == "subject"), record=record)


def _plain(record: Mapping, term: str) -> object:
    value = (record.get("metadata") or {}).get(term)
    return value.get("value") if isinstance(value, Mapping) else value


def _recorded(record: Mapping) -> list[Statement]:
    """The statements of the record: they come first and so win over what rules found."""
    result = []
    for term, given in (record.get("metadata") or {}).items():
        for item in given if isinstance(given, (list, tuple)) else [given]:
            value, evidence, certainty, lines = item, "", "high", None
            if isinstance(item, Mapping):
                value = item.get("value")
                lines = item.get("evidence")
                if item.get("inferred"):
                    evidence, certainty = str(item["inferred"]), "low"
            line = lines[0] if isinstance(lines, (list, tuple)) and lines else lines
            for single in value if isinstance(value, (list, tuple)) else [value]:
                if single is not None:
                    result.append(Statement(str(term), str(single), int(line) if line else None, "record", evidence, certainty))
    return result


#: Terms that may have several values; of others the first statement stands.
REPEATABLE = frozenset({"creator", "contributor", "subject", "issn", "identifier", "spatial", "source"})


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
