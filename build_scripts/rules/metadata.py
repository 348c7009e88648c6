"""What the document says about itself: statements with their line, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal
from build_scripts.languages import detect
from build_scripts.signals import (
    is_prose,
    word_count,
)
from build_scripts.source import Statement
from build_scripts.vocabulary import VOLUME_LINE

_ISSN = re.compile(
    r"(?i)\b(?:e-?|p-?|l-?)?issn(?:[ -]?l)?\W{0,3}(?:\(?(?:print|online|electronic|p|e)\)?\W{0,3})?(\d{4}[-–‑]\d{3}[\dXx])"
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])")
_HOLDER = re.compile(
    r"(?:©|\(c\)|(?i:copyright)(?=\s*(?:©|\(c\)|\d{4}|by\b)))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–,]\s*\d{4})?\s*)?(?:by\s+)?([^\d.,;|]{4,100}?)(?:\s*\d{4})?\s*(?:\.|,|;|\||$)",
    re.MULTILINE,
)


def front_rows(draft: Draft) -> list[tuple[int, int, str]]:
    """(start, line, text) of the lines that may state something about the whole: what was set aside as
    cover, imprint and furniture, and the lines around the title, in order of the seed."""
    text = draft.source.text
    rows: list[tuple[int, int, str]] = []
    for aside in draft.asides(
        "cover",
        "masthead",
        "colophon",
        "running-head",
        "metadata",
        "repeated-title",
        "advertisement",
        "interface",
    ):
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
        if (
            word_count(row) <= 40
            and unit.role in ("", "byline", "dateline", "p")
            and abs(unit.start - title) < 3000
        ):
            rows.append((unit.start, draft.line(unit), row))
    return sorted(rows)


def identifiers(draft: Draft) -> Iterator[Proposal]:
    """ISSN and DOI are taken from the imprint and the lines around the title."""
    seen = set(draft.values("issn")) | set(draft.values("identifier"))
    for _, line, row in front_rows(draft):
        for match in _ISSN.finditer(row):
            value = match.group(1).upper().replace("–", "-").replace("‑", "-")
            if value not in seen:
                seen.add(value)
                yield Statement("issn", value, line, "identifiers", row)
        doi = _DOI.search(row)
        if doi and re.search(r"(?i)doi", row) and "doi:" + doi.group(1) not in seen:
            seen.add("doi:" + doi.group(1))
            yield Statement("identifier", "doi:" + doi.group(1), line, "identifiers", row)


def publishers(draft: Draft) -> Iterator[Proposal]:
    """The holder that a copyright line names is taken as rights holder."""
    if draft.values("rights_holder") or draft.source.format == "html":
        return
    for aside in draft.asides("cover", "masthead", "colophon", "interface", "advertisement"):
        if is_prose(draft.source.text[slice(*aside.span)], 40):
            continue
        match = _HOLDER.search(draft.source.text, *aside.span)
        if (
            match
            and any(c.isalpha() for c in match.group(1))
            and not re.match(r"(?i)\s*(?:all rights|and|the author)", match.group(1))
        ):
            line = draft.source.line_at(match.start(1))
            yield Statement(
                "rights_holder", " ".join(match.group(1).split()), line, "publishers", match.group().strip()
            )
            return


def dates_of_issue(draft: Draft) -> Iterator[Proposal]:
    """The date of a document is the one its imprint or the lines around the title state; a date inside
    the text is none. A season or month stays what it is."""
    if draft.values("issued"):
        return
    rows = front_rows(draft)
    for _, line, row in rows:
        year = re.fullmatch(r"\W*((?:1[5-9]|20)\d\d)\W*", row)
        if year and not any(find_date(r) for _, _, r in rows):
            yield Statement("issued", year.group(1), line, "dates-of-issue", row)
            return
    best: tuple[int, str, int, str] | None = None
    for _, line, row in rows:
        found = find_date(row)
        if (
            not found
            or word_count(row) > 24
            or re.search(
                r"(?i)\b(?:cover|photo|received|accepted|revised|accessed|retrieved|born|"
                r"forthcoming|©|act of|printed)\b",
                row,
            )
        ):
            continue
        alone = bool(find_date(row, alone=True))
        published = bool(
            re.search(r"(?i)\b(?:published|issued|date|erschienen|publié|publicado|опубликован)", row)
        )
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
