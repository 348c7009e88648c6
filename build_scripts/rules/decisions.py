"""The editor's decisions from the record: what no rule can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.draft import Draft, Join, Proposal
from build_scripts.source import Intervention, Mark, Unit


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
    """A join that only the editor can know stands in the record as well: a line goes on in the next
    block, or in the line that the decision names."""
    flow = draft.flow()
    for decision in _decisions(draft, "join"):
        first = _at(draft, flow, int(decision["line"]))
        if first is None:
            continue
        if decision.get("to_line"):
            second = _at(draft, flow, int(decision["to_line"]))
        else:
            second = next((u for u in flow if u.start > first.start), None)
        if second is not None and second is not first:
            yield Join(
                first.start,
                second.start,
                (first.end, draft.behind(first.end)),
                "record",
                " ",
                str(decision["reason"]),
                responsibility="editor",
            )


def _at(draft: Draft, flow: Sequence[Unit], line: int) -> Unit | None:
    """The block of the flow that takes text from the line."""
    return next((u for u in flow if any(draft.source.line_at(s) == line for s, _ in u.spans)), None)
