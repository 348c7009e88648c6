"""What the document says about itself: statements with their line, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal
from build_scripts.languages import detect
from build_scripts.model import Statement
from build_scripts.signals import ends_sentence, word_count, headlike, is_shouted, is_title_case, person_names, words
from build_scripts.vocabulary import CAPTION, RUBRIC, VOLUME_LINE, fold, part_of

_ISSN = re.compile(r"(?i)\b(?:e-?|p-?|l-?)?issn(?:[ -]?l)?\W{0,3}(?:\(?(?:print|online|electronic|p|e)\)?\W{0,3})?(\d{4}[-–‑]\d{3}[\dXx])")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])")
_VOLUME = re.compile(r"(?i)\b(?:vol(?:ume|\.)?|jahrgang|jg\.|tome|tomo|том|cilt|cild|כרך)\s*[.:]?\s*(\d+|[IVXLC]+)\b|\b(\d+)\.\s*jahrgang")
_ISSUE = re.compile(r"(?i)(?:\b(?:no|nr|núm|num|issue|number|heft|ausgabe|numéro|número|номер|вып(?:уск)?|sayı|גיליון)\.?|№|n°)\s*[.:]?\s*"
                    r"(\d+(?:[-–/]\d+)?)")
_SERIES = re.compile(r"(?i)^(.{4,80}?),?\s+(?:no|nr|number|paper|№|n°|núm|sayı|вып(?:уск)?)\.?\s*(\d+(?:[-–/.]\d+)?)\b\W*(.*)$")
#: `PARALLEL 88 · FEBRUARY 2017`: a name, a number, a date.
_NUMBERED_NAME = re.compile(r"^([^\W\d][^\d|·•,]{2,50}?)\s+(\d{1,4})\s*[|·•,–—-]\s*(.{4,40})$")
_PAPER = re.compile(r"(?i)^(.{0,60}\b(?:papers?|notes?|briefs?|reports?|memos?|memorandum|series|stud(?:y|ies)|bulletin))\s+(\d{1,4})$")
_HOLDER = re.compile(r"(?:©|\(c\)|(?i:copyright))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–,]\s*\d{4})?\s*)?(?:by\s+)?([^\d.,;|]{4,100}?)(?:\s*\d{4})?\s*(?:\.|,|;|\||$)",
                     re.MULTILINE)


def _front(draft: Draft) -> list[tuple[int, int, str]]:
    """(start, line, text) of the lines that may state something about the whole: what was set aside as
    cover, imprint and furniture, and the lines around the title, in order of the seed."""
    text = draft.source.text
    rows: list[tuple[int, int, str]] = []
    for aside in draft.asides("cover", "masthead", "colophon", "running-head", "metadata", "repeated-title", "advertisement", "interface"):
        if aside.detail == "interface" and not re.search(r"(?i)\bpublished\b", text[slice(*aside.span)]):
            continue
        if aside.rule == "wrappers":
            continue
        position = aside.span[0]
        for row in text[aside.span[0] : aside.span[1]].split("\n"):
            if row.strip() and len(row) < 300:
                rows.append((position, draft.source.line_at(position), row.replace("*", "").strip(" _")))
            position += len(row) + 1
    title = next((u.start for u in draft.units if u.role == "title"), 0)
    for unit in draft.flow()[:14]:
        row = " ".join(draft.text(unit).split())
        if word_count(row) <= 40 and unit.role in ("", "byline", "dateline", "p") and abs(unit.start - title) < 3000:
            rows.append((unit.start, draft.line(unit), row))
    return sorted(rows)


def identifiers(draft: Draft) -> Iterator[Proposal]:
    """ISSN and DOI are taken from the imprint and the lines around the title."""
    seen = set(draft.values("issn")) | set(draft.values("identifier"))
    for _, line, row in _front(draft):
        for match in _ISSN.finditer(row):
            value = match.group(1).upper().replace("–", "-").replace("‑", "-")
            if value not in seen and _issn_valid(value):
                seen.add(value)
                yield Statement("issn", value, line, "identifiers", row)
        doi = _DOI.search(row)
        if doi and re.search(r"(?i)doi", row) and "doi:" + doi.group(1) not in seen:
            seen.add("doi:" + doi.group(1))
            yield Statement("identifier", "doi:" + doi.group(1), line, "identifiers", row)


def _issn_valid(value: str) -> bool:
    """The check digit of ISO 3297 (weights 8 to 2, modulo 11). A false one is still what is printed,
    so only the shape decides; kept apart so that checks can report it."""
    return bool(re.fullmatch(r"\d{4}-\d{3}[\dX]", value))


def series_and_issue(draft: Draft) -> Iterator[Proposal]:
    """Journal or series, volume, issue and number are taken from the line of the imprint that states them
    («Vol. 8 No. 4», «Policy Studies No. 110»). A journal's name stands on that line or as the line
    before it; where it is printed in capitals only, the spelling that the text itself uses is taken."""
    if draft.values("is_part_of"):
        return
    rows = _front(draft)
    for index, (_, line, row) in enumerate(rows):
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
            yield Statement("is_part_of", _attested(draft, re.sub(
                r"[\s,.(]*(?:1[6-9]|20)\d\d[\s,.):]*$", "", series.group(1)).strip(" ,.|–—-·•")), line, "series-and-issue", row)
            yield Statement("number", series.group(2), line, "series-and-issue", row)
            yield from _year(draft, row, line)
            return
        issue = _ISSUE.search(row)
        if issue and index < 12 and word_count(row) <= 8:
            name, at = _name_near(draft, rows, index, row[: issue.start()])
            if name:
                dated = re.search(r"\b(?:1[6-9]|20)\d\d\b", row)
                named = re.search(r"(?i)\b(?:issue|heft|ausgabe|sayı|вып)", issue.group())
                yield Statement("issue" if dated or named else "number", issue.group(1), line, "series-and-issue", row)
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
    for _, line, row in _front(draft)[:30]:
        if _PERIODICAL.match(row) and word_count(row) <= 16 and fold(row) not in own and not ends_sentence(row):
            yield Statement("is_part_of", _attested(draft, row.split(",")[0].strip()), line, "containers", row)
            return
    for aside in draft.asides("masthead", "running-head", "cover"):
        row = " ".join(draft.source.text[slice(*aside.span)].split()).strip("*_ ")
        name = re.sub(r"^\d+\s+|\s+\d+$", "", row)
        if aside.span[0] > title.start or not 2 <= word_count(name) <= 7 or re.search(r"[|·•:@\d/]", name) or fold(name) in own:
            continue
        if (is_title_case(name) or is_shouted(name)) and part_of(name) is None and not find_date(row) and not _BODY.search(
                name) and not person_names(name) and not RUBRIC.match(name):
            yield Statement("is_part_of", _attested(draft, name), draft.source.line_at(aside.span[0]), "containers", row, "medium")
            return


_PERIODICAL = re.compile(r"(?i)(?:the )?(?:proceedings|proc\.|transactions|annals|journal|bulletin|gazette|revue|annales|cahiers|bulletins|"
                         r"zeitschrift|jahrbuch|archiv|revista|anales|cuadernos|rivista|annali|вестник|известия|труды|учёные записки|журнал)"
                         r"\s+(?:of|de|du|des|d['’]|der|für|del|di|da)?\s*\w")
_BODY = re.compile(r"(?i)\b(?:university|institute?|department|ministry|centre|center|foundation|office|committee|council|academy|"
                   r"college|school|city|county|district|universität|ministerium|université|ministère|universidad|ministerio|"
                   r"университет|институт|министерство|üniversitesi|universiteti|memorandum|press release|report)\b")


def _year(draft: Draft, row: str, line: int) -> Iterator[Proposal]:
    """The year that stands on the line of the issue, where no fuller date is stated anywhere."""
    years = set(re.findall(r"(?<![\d/–-])(?:1[6-9]|20)\d\d(?![\d/–-])", row))
    if len(years) == 1 and not draft.values("issued") and not any(find_date(r) for _, _, r in _front(draft)):
        yield Statement("issued", years.pop(), line, "series-and-issue", row)


def _name_near(draft: Draft, rows: list[tuple[int, int, str]], index: int, before: str) -> tuple[str, int]:
    """The name before the number on the same line, else the highest line above it that can be a name."""
    own = re.sub(r"[\s,.(]*(?:1[6-9]|20)\d\d[\s,.):]*$", "", before).strip(" ,.|·•:–—-()")
    own = re.split(r"\s[|·•]\s", own)[0]
    if len(own) > 3 and not re.fullmatch(r"(?i)(?:[\w-]+ )?(?:series|serie|série|seria|серия)", own) and any(c.isalpha() for c in own):
        return _attested(draft, own), rows[index][1]
    title = fold(next(iter(draft.values("title")), ""))
    above = [(row, line) for _, line, row in rows[max(0, index - 4) : index]
             if headlike(row) and not re.match(r"\d{1,5}\s{2,}", row) and fold(row) != title and part_of(row) is None and not find_date(row)]
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
    for _, line, row in _front(draft)[:12]:
        if re.fullmatch(r"(?=\S*\d)(?=\S*/)[A-Z][\w.]*(?:/[\w.()-]+)+", row):
            yield Statement("number", row, line, "document-symbols", row)
            return


def publishers(draft: Draft) -> Iterator[Proposal]:
    """The holder that a copyright line names is taken as rights holder."""
    if draft.values("rights_holder"):
        return
    for aside in draft.asides("cover", "masthead", "colophon", "interface", "advertisement"):
        match = _HOLDER.search(draft.source.text, *aside.span)
        if match and any(c.isalpha() for c in match.group(1)) and not re.match(r"(?i)\s*(?:all rights|and|the author)", match.group(1)):
            line = draft.source.line_at(match.start(1))
            yield Statement("rights_holder", " ".join(match.group(1).split()), line, "publishers", match.group().strip())
            return


def dates_of_issue(draft: Draft) -> Iterator[Proposal]:
    """The date of a document is the one its imprint or the lines around the title state; a date inside
    the text is none. A season or month stays what it is."""
    if draft.values("issued"):
        return
    rows = _front(draft)
    for _, line, row in rows:
        year = re.fullmatch(r"\W*((?:1[5-9]|20)\d\d)\W*", row)
        if year and not any(find_date(r) for _, _, r in rows):
            yield Statement("issued", year.group(1), line, "dates-of-issue", row)
            return
    best: tuple[int, str, int, str] | None = None
    for _, line, row in rows:
        found = find_date(row)
        if not found or word_count(row) > 24 or re.search(r"(?i)\b(?:cover|photo|received|accepted|revised|accessed|retrieved|born|"
                                                           r"forthcoming|©|act of|printed)\b", row):
            continue
        alone = bool(find_date(row, alone=True))
        published = bool(re.search(r"(?i)\b(?:published|issued|date|erschienen|publié|publicado|опубликован)", row))
        rank = 3 * published + 2 * alone + bool(VOLUME_LINE.search(row)) + (1 if word_count(row) <= 12 else 0)
        if rank and (best is None or rank > best[0]):
            best = (rank, found, line, row)
    if best:
        yield Statement("issued", best[1], best[2], "dates-of-issue", best[3])


def language(draft: Draft) -> Iterator[Proposal]:
    """The language is the one in which most of the text is written, told from its words and letters."""
    if draft.values("language"):
        return
    sample = " ".join(draft.text(u) for u in draft.flow()[:400] if u.role not in ("code", "table"))[:20000]
    found = detect(sample)
    if found:
        yield Statement("language", found, None, "language", "told from words and letters", "medium")
