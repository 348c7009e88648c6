"""The recorded changes as TEI: everything set aside, and the whole apparatus by place.

The apparatus uses the location-referenced method (TEI P5, 12.2.1): an entry names the place, what is read
there (`lem`) and what the received file has (`rdg`), so that the text can be put back as it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from build_scripts.forms.tei_inline import note_id, received
from build_scripts.forms.xml_text import attributes, text
from build_scripts.model import Document
from build_scripts.source import ASIDES, Intervention

_FURNITURE = {"running-head": "header", "page-number": "pageNum"}
"""Asides that are furniture of the page: their type as `fw`."""
DECISION = "record"
"""Rule of what the editor decided."""


def rule_id(rule: str) -> str:
    return f"r-{rule}"


def asides(document: Document, ids: list[str]) -> Iterator[str]:
    """What was set aside, in the order of the file."""
    found = [(id, i) for id, i in zip(ids, document.interventions, strict=True) if i.kind == "set-aside"]
    if not found:
        return
    yield '<list type="set-aside"><head>Set aside: in the received file, not of the text</head>'
    for id, item in found:
        line = document.source.line_at(item.span[0])
        shown = received(document.source.text[slice(*item.span)])
        if item.detail in _FURNITURE:
            held = f'<fw type="{_FURNITURE[item.detail]}">{shown}</fw>'
        else:
            held = f"<seg{attributes(type=item.detail)}>{shown}</seg>"
        given = attributes(xml_id=id, n=str(line), ana=_rule(item), resp=_who(item), cert=_cert(item))
        what = ASIDES.get(item.detail, item.detail)
        yield f"<item{given}>{held}<note>{text(_sentence(what, item.reason))}</note></item>"
    yield "</list>"


def apparatus(document: Document, ids: list[str]) -> Iterator[str]:
    """Every other change."""
    places = _Places(document)
    found = [(id, i) for id, i in zip(ids, document.interventions, strict=True) if i.kind != "set-aside"]
    if not found:
        return
    yield '<listApp type="interventions">'
    for id, item in found:
        line = document.source.line_at(item.span[0])
        given = attributes(
            xml_id=id,
            type=item.kind,
            loc=str(line),
            from_=places.of(item),
            ana=_rule(item),
            resp=_who(item),
            cert=_cert(item),
        )
        lemma = f"<lem>{received(item.reading)}</lem>" if item.reading else "<lem/>"
        witness = f'<rdg wit="#received">{received(document.source.text[slice(*item.span)])}</rdg>'
        reason = f"<note>{text(_sentence(item.reason))}</note>" if item.reason else ""
        yield f"<app{given}>{lemma}{witness}{reason}</app>"
    yield "</listApp>"


class _Places:
    """The block or note that holds a place of the seed."""

    def __init__(self, document: Document) -> None:
        spans = sorted((span, note_id(unit.id)) for unit in document.units for span in unit.source)
        self.starts = [span[0] for span, _ in spans]
        self.ends = [span[1] for span, _ in spans]
        self.ids = [id for _, id in spans]

    def of(self, item: Intervention) -> str | None:
        """Address of the unit that has text right before and behind the change, or touches it."""
        start, end = item.span
        index = bisect_right(self.starts, start) - 1
        for near in (index, index + 1):
            if 0 <= near < len(self.ids) and (self.ends[near] >= start and self.starts[near] <= end):
                return f"#{self.ids[near]}"
        inside = 0 <= index < len(self.ids) - 1 and self.ids[index] == self.ids[index + 1]
        return f"#{self.ids[index]}" if inside else None


def _rule(item: Intervention) -> str | None:
    return None if item.rule == DECISION else f"#{rule_id(item.rule)}"


def _who(item: Intervention) -> str:
    return "#editor" if item.responsibility == "editor" or item.rule == DECISION else "#rules"


def _cert(item: Intervention) -> str | None:
    return item.certainty if item.certainty != "high" else None


def _sentence(*parts: str) -> str:
    return ": ".join(part for part in parts if part)
