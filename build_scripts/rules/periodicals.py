"""Journal, series, volume and issue: what the imprint says of where a document appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal
from build_scripts.rules.metadata import front_rows
from build_scripts.signals import (
    ends_sentence,
    headlike,
    is_shouted,
    is_title_case,
    person_names,
    word_count,
)
from build_scripts.source import Statement
from build_scripts.vocabulary import CAPTION, RUBRIC, VOLUME_LINE, fold, part_of

LONGEST_IMPRINT = 600
"""Characters of a line that can state volume and number. Longer ones are text, however few words."""
_VOLUME = re.compile(
    r"(?i)\b(?:vol(?:ume|\.)?|jahrgang|jg\.|tome|tomo|том|cilt|cild|כרך)\s*[.:]?\s*(\d+|[IVXLC]+)\b|\b(\d+)\.\s*jahrgang"
)
_ISSUE = re.compile(
    r"(?i)(?:\b(?:no|nr|núm|num|issue|number|heft|ausgabe|numéro|número|номер|вып(?:уск)?|sayı|גיליון)\.?|№|n°)\s*[.:]?\s*"
    r"(\d+(?:[-–/]\d+)?)"
)
_SERIES = re.compile(
    r"(?i)^(.{4,80}?),?\s+(?:no|nr|number|paper|№|n°|núm|sayı|вып(?:уск)?)\.?\s*(\d+(?:[-–/.]\d+)?)\b\W*(.*)$"
)
#: `PARALLEL 88 · FEBRUARY 2017`: a name, a number, a date.
_NUMBERED_NAME = re.compile(r"^([^\W\d][^\d|·•,]{2,50}?)\s+(\d{1,4})\s*[|·•,–—-]\s*(.{4,40})$")
_PAPER = re.compile(
    r"(?i)^(.{0,60}\b(?:papers?|notes?|briefs?|reports?|memos?|memorandum|series|stud(?:y|ies)|bulletin))\s+(\d{1,4}(?:[/–-]\d{1,4})?)$"
)


def series_and_issue(draft: Draft) -> Iterator[Proposal]:
    """Journal or series, volume, issue and number are taken from the line of the imprint that states them
    («Vol. 8 No. 4», «Policy Studies No. 110»). A journal's name stands on that line or as the line
    before it; where it is printed in capitals only, the spelling that the text itself uses is taken."""
    if draft.values("is_part_of"):
        return
    rows = front_rows(draft)
    for index, (_, line, row) in enumerate(rows):
        if len(row) > LONGEST_IMPRINT:
            continue
        named = _NUMBERED_NAME.match(row)
        if named and index < 8 and find_date(named.group(3)) and is_shouted(named.group(1)):
            yield Statement("is_part_of", _attested(draft, named.group(1)), line, "series-and-issue", row)
            yield Statement("issue", named.group(2), line, "series-and-issue", row)
            return
        if not (VOLUME_LINE.search(row) or _PAPER.match(row)) or CAPTION.match(row) or word_count(row) > 24:
            continue
        volume = _VOLUME.search(row)
        series = _SERIES.match(row)
        if volume:
            name, at = _name_near(draft, rows, index, row[: volume.start()])
            yield Statement("volume", volume.group(1) or volume.group(2), line, "series-and-issue", row)
            issue = _ISSUE.search(row[volume.end() :])
            if issue:
                yield Statement("issue", issue.group(1), line, "series-and-issue", row)
            if name:
                yield Statement("is_part_of", name, at, "series-and-issue", name)
            yield from _year(draft, row, line)
            return
        series = series or _PAPER.match(row)
        if series and word_count(series.group(1)) >= 2 and headlike(series.group(1)):
            yield Statement(
                "is_part_of",
                _attested(
                    draft,
                    re.sub(r"[\s,.(]*(?:1[6-9]|20)\d\d[\s,.):]*$", "", series.group(1)).strip(" ,.|–—-·•"),
                ),
                line,
                "series-and-issue",
                row,
            )
            yield Statement("number", series.group(2), line, "series-and-issue", row)
            yield from _year(draft, row, line)
            return
        issue = _ISSUE.search(row)
        if issue and index < 12 and word_count(row) <= 8:
            name, at = _name_near(draft, rows, index, row[: issue.start()])
            if name:
                dated = re.search(r"\b(?:1[6-9]|20)\d\d\b", row)
                named = re.search(r"(?i)\b(?:issue|heft|ausgabe|sayı|вып)", issue.group())
                yield Statement(
                    "issue" if dated or named else "number", issue.group(1), line, "series-and-issue", row
                )
                yield Statement("is_part_of", name, at, "series-and-issue", name)
                yield from _year(draft, row, line)
                return


def containers(draft: Draft) -> Iterator[Proposal]:
    """Where no line of the imprint names the journal or newspaper, a short name in capitals or title case
    that stands above the title, or as a running head that is neither title nor author, is taken for it."""
    title = next((u for u in draft.units if u.role == "title"), None)
    if title is None or draft.values("is_part_of") or any(u.given and u.role == "title" for u in draft.units):
        return
    own = {fold(v) for v in draft.values("title") + draft.values("creator")}
    for _, line, row in front_rows(draft)[:30]:
        if (
            _PERIODICAL.match(row)
            and word_count(row) <= 16
            and fold(row) not in own
            and not ends_sentence(row)
        ):
            yield Statement(
                "is_part_of", _attested(draft, row.split(",")[0].strip()), line, "containers", row
            )
            return
    for aside in draft.asides("masthead", "running-head", "cover"):
        row = " ".join(draft.source.text[slice(*aside.span)].split()).strip("*_ ")
        name = re.sub(r"^\d+\s+|\s+\d+$", "", row)
        if (
            aside.span[0] > title.start
            or not 2 <= word_count(name) <= 7
            or re.search(r"[|·•:@\d/]", name)
            or fold(name) in own
        ):
            continue
        if (
            (is_title_case(name) or is_shouted(name))
            and part_of(name) is None
            and not find_date(row)
            and not _BODY.search(name)
            and not person_names(name)
            and not RUBRIC.match(name)
        ):
            yield Statement(
                "is_part_of",
                _attested(draft, name),
                draft.source.line_at(aside.span[0]),
                "containers",
                row,
                "medium",
            )
            return


_PERIODICAL = re.compile(
    r"(?i)(?:the )?(?:proceedings|proc\.|transactions|annals|journal|bulletin|gazette|revue|annales|cahiers|bulletins|"
    r"zeitschrift|jahrbuch|archiv|revista|anales|cuadernos|rivista|annali|вестник|известия|труды|учёные записки|журнал)"
    r"\s+(?:of|de|du|des|d['’]|der|für|del|di|da)?\s*\w"
)
_BODY = re.compile(
    r"(?i)\b(?:university|institute?|department|ministry|centre|center|foundation|office|committee|council|academy|"
    r"college|school|city|county|district|universität|ministerium|université|ministère|universidad|ministerio|"
    r"университет|институт|министерство|üniversitesi|universiteti|memorandum|press release|report)\b"
)


def _year(draft: Draft, row: str, line: int) -> Iterator[Proposal]:
    """The year that stands on the line of the issue, where no fuller date is stated anywhere."""
    years = set(re.findall(r"(?<![\d/–-])(?:1[6-9]|20)\d\d(?![\d/–-])", row))
    if (
        len(years) == 1
        and not draft.values("issued")
        and not any(
            find_date(r)
            and not re.search(r"(?i)received|accepted|recibido|aceptado|eingegangen|reçu|поступ", r)
            for _, _, r in front_rows(draft)
        )
    ):
        yield Statement("issued", years.pop(), line, "series-and-issue", row)


def _name_near(draft: Draft, rows: list[tuple[int, int, str]], index: int, before: str) -> tuple[str, int]:
    """The name before the number on the same line, else the highest line above it that can be a name."""
    own = re.sub(r"[\s,.(]*(?:1[6-9]|20)\d\d[\s,.):]*$", "", before).strip(" ,.|·•:–—-()")
    own = re.split(r"\s[|·•]\s", own)[0]
    if (
        len(own) > 3
        and not re.fullmatch(r"(?i)(?:[\w-]+ )?(?:series|serie|série|seria|серия)", own)
        and any(c.isalpha() for c in own)
    ):
        return _attested(draft, own), rows[index][1]
    title = fold(next(iter(draft.values("title")), ""))
    above = [
        (row, line)
        for _, line, row in rows[max(0, index - 4) : index]
        if headlike(row)
        and not re.match(r"\d{1,5}\s{2,}", row)
        and fold(row) != title
        and part_of(row) is None
        and not find_date(row)
    ]
    if not above:
        return "", 0
    return _attested(draft, above[0][0]), above[0][1]


def _attested(draft: Draft, name: str) -> str:
    """The spelling in mixed case that the document uses, for a name printed in capitals."""
    if not is_shouted(name):
        return name
    pattern = re.compile(r"\b" + r"\s+".join(re.escape(w) for w in name.split()) + r"\b", re.IGNORECASE)
    found = [m.group() for m in pattern.finditer(draft.source.text) if not is_shouted(m.group())]
    return " ".join(found[0].split()) if found else name


def document_symbols(draft: Draft) -> Iterator[Proposal]:
    """The symbol of a document of an organization (`WG.7/2016/14`), alone on a line before the title, is
    its number."""
    if draft.values("number") or draft.values("volume"):
        return
    for _, line, row in front_rows(draft)[:12]:
        if re.fullmatch(r"(?=\S*\d)(?=\S*/)[A-Z][\w.]*(?:/[\w.()-]+)+", row):
            yield Statement("number", row, line, "document-symbols", row)
            return
