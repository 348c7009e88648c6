"""What stands around the text: lists of publications, advertisements, imprints, web page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal
from build_scripts.rules.lines import END_LINE
from build_scripts.signals import ends_sentence, headlike, is_prose, is_shouted, person_names, word_count
from build_scripts.source import Intervention, Mark, Statement, Unit
from build_scripts.vocabulary import (
    BYLINE_OPENING,
    CAPTION,
    COLOPHON_LINE,
    CREDIT,
    DISCLAIMER,
    INTERFACE_LINE,
    OCCASION,
    PROVENANCE,
    PUBLICATION_WORDS,
    VOLUME_LINE,
    names,
    part_of,
)

_START = re.compile(r"\*{3}\s*START OF .{3,120}\*{3}", re.IGNORECASE)
_END = re.compile(r"\*{3}\s*END OF .{3,120}\*{3}", re.IGNORECASE)


def _aside(rule: str, unit: Unit, kind: str, reason: str, certainty: str = "high") -> Intervention:
    return Intervention(
        "set-aside", rule, (unit.start, unit.end), detail=kind, reason=reason, certainty=certainty
    )


def wrappers(draft: Draft) -> Iterator[Proposal]:
    """Where lines such as «*** START OF … ***» and «*** END OF … ***» fence the text, what stands outside
    the fences is the distributor's and is set aside."""
    text = draft.source.text
    start, end = _START.search(text), _END.search(text)
    if start and draft.source.line_at(start.start()) > 400:
        start = None
    for unit in draft.units:
        if start and unit.start < start.end() or end and unit.start >= end.start():
            yield _aside("wrappers", unit, "metadata", "stands outside the fences of the text")


def back_matter(draft: Draft) -> Iterator[Proposal]:
    """Behind the last paragraph and the notes a document may carry lists of publications, advertisements
    and an imprint; they are set aside. A list of publications begins with a heading that says so and
    reaches to the end; lines without a sentence behind the end of the text are an advertisement or an
    imprint. References, appendices and the author's box belong to the text."""
    if draft.source.format == "html":
        return
    units = draft.units
    first = next(
        (
            i
            for i, u in enumerate(units)
            if i > 0.5 * len(units) and u.role in ("", "head") and _heads_list(draft, units, i)
        ),
        len(units),
    )
    for unit in units[first:]:
        if unit.role != "note":
            imprint = re.search(r"©|(?i:\bcopyright\b|\bissn\b)", draft.text(unit))
            yield _aside(
                "back-matter",
                unit,
                "colophon" if imprint else "publications",
                "list of publications at the end",
            )
    if draft.source.format != "text":
        return
    end = _end_of_text(draft, units[:first])
    zone = "advertisement" if any(a.detail == "advertisement" for a in draft.asides()) else ""
    for index in range(end, first):
        unit = units[index]
        if unit.role == "note":
            continue
        text = draft.text(unit)
        if OCCASION.match(text) and word_count(text) <= 30:
            yield Mark(
                unit.start, "credit", 0, "back-matter", "says who helped, or where the text was delivered"
            )
            continue
        by = BYLINE_OPENING.match(text) and person_names(
            re.sub(r"\s+(?:in|for|from|aus|à|en)\s.*$", "", BYLINE_OPENING.sub("", text)), True
        )
        if by and len(unit.spans) == 1:
            yield Mark(unit.start, "byline", 0, "back-matter", "names the author under the text")
            for name in by if not draft.values("creator") else ():
                yield Statement("creator", name, draft.line(unit), "back-matter", text)
            continue
        if not zone and person_names(text) and len(unit.spans) == 1:
            yield Mark(unit.start, "byline", 0, "back-matter", "name under the text", "medium")
            continue
        zone = _kind(draft, text, zone)
        if zone == "stays":
            zone = ""
            continue
        yield _aside("back-matter", unit, zone, "stands behind the end of the text", "medium")


def _heads_list(draft: Draft, units: Sequence[Unit], index: int) -> bool:
    """A heading that announces publications, over items and no prose up to the end."""
    text = draft.text(units[index])
    if (
        word_count(text) > 12
        or ends_sentence(text)
        or not (names("publications", text) or PUBLICATION_WORDS.search(text))
    ):
        return False
    rest = units[index + 1 :]
    items = sum(
        not is_prose(draft.text(u), 30) or bool(re.match(r"(?:[-•*]|No\.?|\d+)\s", draft.text(u)))
        for u in rest
    )
    return len(rest) >= 2 and items >= 0.8 * len(rest)


_IMPRINT = re.compile(r"(?i)©|\bissn\b|\bisbn\b|all rights reserved|^\W*copyright\b")


def _end_of_text(draft: Draft, units: Sequence[Unit]) -> int:
    """The index behind the last unit of prose, note, list, table or reference."""
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        text = draft.text(unit)
        if unit.role in ("note", "table", "caption", "author-note", "quote", "verse", "list") or unit.given:
            return index + 1
        if (
            len(text) > 1500
            or "\t" in text
            or is_prose(text, 20)
            and ends_sentence(text)
            and not _IMPRINT.search(text)
        ):
            return index + 1
        if (
            is_prose(text, 12)
            and (ends_sentence(text) or word_count(text) >= 25)
            and not COLOPHON_LINE.search(text)
            or ends_sentence(text)
            and word_count(text) >= 4
            and (not COLOPHON_LINE.search(text))
        ):
            return index + 1
        if len(units) - index > 30:
            return len(units)
    return len(units)


def _kind(draft: Draft, text: str, zone: str) -> str:
    """What a unit behind the end of the text is; `stays` for what belongs to it after all."""
    part = part_of(text)
    if CAPTION.match(text) or CREDIT.match(text) or part == "interface" and not zone:
        return "stays"
    if part in ("references", "notes", "author", "abstract", "conclusion", "foreword"):
        return "stays"
    if INTERFACE_LINE.match(text.strip()) or part == "interface":
        return "interface"
    if PROVENANCE.match(text):
        return "provenance"
    if END_LINE.match(text) and len(text) < 24:
        return "end-mark"
    if find_date(text, alone=True) and not zone:
        return "stays"
    if headlike(text) and is_shouted(text) and re.search(r"^\d{1,4}\s|\s\d{1,4}$", text):
        return "running-head"
    if re.search(
        r"(?i)(?:issn|isbn|©|copyright|^\W*printed|^\W*published|tel\.|fax)", text
    ) or VOLUME_LINE.search(text):
        return "colophon"
    if COLOPHON_LINE.search(text):
        return zone if zone == "advertisement" else "masthead"
    if not zone and not headlike(text) or text.startswith("(") and text.rstrip().endswith(")"):
        return "stays"
    if any(draft.asides("interface")) and not _printed(draft):
        return "interface"
    return "advertisement" if zone in ("", "masthead", "advertisement") else zone


def web_furniture(draft: Draft) -> Iterator[Proposal]:
    """Lines that a web page prints around an article are set aside: share buttons, «Today 11:16», «Read
    more: …», newsletters, disclaimers. Where the text was taken from («Original source: …») is kept as
    metadata. A sentence of the author's that begins like such a line stays."""
    flow = draft.flow()
    tail = False
    for index, unit in enumerate(flow):
        if unit.role not in ("", "p", "head", "caption") or unit.given and unit.role != "p":
            continue
        text = " ".join(draft.text(unit).split())
        late = index > 0.6 * len(flow)
        if (CAPTION.match(text) or CREDIT.match(text)) and not PROVENANCE.match(text):
            tail = False
        elif DISCLAIMER.match(text) and (late or index < 5) and word_count(text) < 120:
            yield _aside("web-furniture", unit, "interface", "disclaimer of the site")
        elif PROVENANCE.match(text) and (late or index < 6):
            yield _aside("web-furniture", unit, "provenance", "says where the text was taken from")
            address = re.search(r"(?:https?://|www\.)\S+", text)
            if address and not draft.values("source"):
                yield Statement(
                    "source", address.group().rstrip(".,;)"), draft.line(unit), "web-furniture", text
                )
        elif INTERFACE_LINE.match(text) and _no_sentence(text) and unit.role in ("", "p"):
            loud = (
                _printed(draft)
                and bool(re.match(r"(?i)subscribe|order|advert", text))
                or is_shouted(text)
                and word_count(text) >= 3
                and not any(draft.asides("interface"))
            )
            yield _aside(
                "web-furniture",
                unit,
                "advertisement" if loud else "interface",
                "button or label of a web page",
            )
            tail = tail or late and part_of(text) == "interface"
        elif late and part_of(text) == "interface" and word_count(text) <= 6:
            tail = True
            if _titles_behind(draft, flow, index):
                yield _aside("web-furniture", unit, "interface", "heads a list of links of the site")
        elif (
            tail
            and headlike(text)
            and not ends_sentence(text)
            and word_count(text) <= 20
            and unit.role == ""
            and (not _leads(draft, flow, index))
        ):
            yield _aside("web-furniture", unit, "interface", "title in a list of links of the site", "medium")
        else:
            tail = False


def _printed(draft: Draft) -> bool:
    """Whether the document was set for print: it has pages, or an imprint with volume or ISSN."""
    return bool(draft.asides("page-number", "running-head", "pull-quote")) or bool(
        re.search(r"(?i)\bissn\b|\bvol(?:ume|\.)\s*\d", draft.source.text[:4000])
    )


_INVITES = re.compile(r"(?i)(?:register|join|donate|log in|listen|watch|get|receive)\b")
_OFFERS = re.compile(
    r"(?i)\b(?:newsletter|e-?mail|account|free|inbox|members?|podcast|video|app|article|story|subscribe|here)\b"
)


def _no_sentence(text: str) -> bool:
    """No running prose: short, or a line that ends without a full sentence before its last."""
    if (
        _INVITES.match(text)
        and text.rstrip().endswith(".")
        and word_count(text) > 5
        and not _OFFERS.search(text)
    ):
        return False
    return word_count(text) <= 14 or not re.search(r"[.!?]\s+[A-ZÀ-ÞА-Я]\w+ \w+ \w+ \w+", text)


def _titles_behind(draft: Draft, flow: Sequence[Unit], index: int) -> bool:
    behind = [draft.text(u) for u in flow[index + 1 : index + 3]]
    return (
        bool(behind)
        and not CAPTION.match(behind[0])
        and headlike(behind[0])
        and not is_prose(behind[0], 14)
        and not _leads(draft, flow, index + 1)
    )


def _leads(draft: Draft, flow: Sequence[Unit], index: int) -> bool:
    return index + 1 < len(flow) and is_prose(draft.text(flow[index + 1]), 18)


#: «MADRID, 3 May 2021.—», «LONDON, May 3 (Agency) –».
_RUN_IN = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я .-]{2,30}(?:,|\s\()[^.]{4,50}?\.?\s?(?:—|–|--|-\s)")


def inserts(draft: Draft) -> Iterator[Proposal]:
    """A line that is no prose, holds a web address and stands between the halves of a sentence is an
    advertisement of the page."""
    flow = draft.flow()
    for before, unit, after in zip(flow, flow[1:], flow[2:], strict=False):
        text = draft.text(unit)
        if (
            unit.role
            or len(text) > 300
            or ends_sentence(text)
            or not re.search(r"https?://|www\.|\S@\S+\.\w", text)
        ):
            continue
        left = draft.text(before)
        if not ends_sentence(left) and is_prose(left, 8) and is_prose(draft.text(after), 4):
            yield _aside("inserts", unit, "advertisement", "stands in the middle of a sentence", "medium")


def datelines(draft: Draft) -> Iterator[Proposal]:
    """A line that holds nothing but a date, at the beginning or the end, is a date line, and its date is
    taken for that of the document."""
    flow = draft.flow()
    for index, unit in enumerate(flow):
        if (
            unit.role not in ("", "p")
            or unit.given
            and unit.role != "p"
            or not (index < 8 or index >= len(flow) - 3)
        ):
            continue
        text = " ".join(draft.text(unit).split())
        found = find_date(text, alone=True)
        if found:
            yield Mark(unit.start, "dateline", 0, "datelines", "holds nothing but a date")
            if not draft.values("issued"):
                yield Statement("issued", found, draft.line(unit), "datelines", text)
        run_in = _RUN_IN.match(text) if index < 12 else None
        if run_in and find_date(run_in.group()) and not draft.values("issued"):
            yield Statement(
                "issued", str(find_date(run_in.group())), draft.line(unit), "datelines", run_in.group()
            )
