"""The editor's decisions from the record: what no rule can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.draft import Draft, Join, Proposal
from build_scripts.model import Intervention, Mark, Unit


def _decisions(draft: Draft, *actions: str) -> Iterator[Mapping]:
    for decision in draft.record.get("decisions") or ():
        if decision.get("action") in actions:
            yield decision


def _units(draft: Draft, decision: Mapping) -> Iterator[Unit]:
    first = int(decision["line"])
    last = int(decision.get("to_line") or first)
    for unit in draft.units:
        if any(first <= draft.source.line_at(start) <= last for start, _ in unit.spans):
            yield unit


def recorded_decisions(draft: Draft) -> Iterator[Proposal]:
    """What no rule can know stands in the record of a document, each decision with its reason: a line is
    set aside, kept, or has a certain role. It comes before all rules and binds them."""
    for decision in _decisions(draft, "set-aside"):
        for unit in list(_units(draft, decision)):
            yield Intervention(
                "set-aside",
                "record",
                (unit.start, unit.end),
                detail=str(decision["kind"]),
                reason=str(decision["reason"]),
                responsibility="editor",
            )
    for decision in _decisions(draft, "role", "keep"):
        role = str(decision.get("role", "p"))
        for unit in _units(draft, decision):
            yield Mark(
                unit.start,
                role,
                int(decision.get("level") or (2 if role == "head" else 0)),
                "record",
                str(decision["reason"]),
                responsibility="editor",
            )


def recorded_joins(draft: Draft) -> Iterator[Proposal]:
    """A join that only the editor can know stands in the record as well."""
    for decision in _decisions(draft, "join"):
        lines = decision.get("lines") or (decision.get("line"), decision.get("to_line"))
        pair = [
            next((u for u in draft.units if any(draft.source.line_at(s) == int(n) for s, _ in u.spans)), None)
            for n in lines
            if n is not None
        ]
        if len(pair) == 2 and pair[0] and pair[1] and pair[0] is not pair[1]:
            yield Join(
                pair[0].start,
                pair[1].start,
                (pair[0].end, draft.behind(pair[0].end)),
                "record",
                " ",
                str(decision["reason"]),
                responsibility="editor",
            )
