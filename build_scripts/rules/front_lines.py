"""What the short lines at the front of a document are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal, Split
from build_scripts.function_words import FUNCTION_WORDS
from build_scripts.signals import (
    byline_names,
    ends_sentence,
    headlike,
    is_prose,
    is_shouted,
    person_names,
    starts_lower,
    word_count,
    words,
)
from build_scripts.source import Unit
from build_scripts.vocabulary import (
    BYLINE_OPENING,
    CAPTION,
    CHAPTER,
    COLOPHON_LINE,
    CREDIT,
    DISCLAIMER,
    INTERFACE_LINE,
    LABEL_LINE,
    OCCASION,
    PHOTO_END,
    PROVENANCE,
    RUBRIC,
    TRANSLATOR,
    VOLUME_LINE,
    fold,
    part_of,
)

_AFFILIATION = re.compile(
    r"(?i)\b(?:university|institute|department|faculty|school of|college|center for|centre for|"
    r"academy|laboratory|universität|institut|fakultät|université|universidad|università|"
    r"университет|институт|академия|кафедра|факультет|üniversitesi|universiteti|enstitüsü|institutu|"
    r"correspondent|editor|reporter|staff writer|professor|fellow|orcid)\b"
)
#: A document symbol (`WG.7/2016/14`), and lines that label the copy.
_SYMBOL = re.compile(r"(?=\S*\d)(?=\S*[/.-])[A-Z][\w./()-]{3,40}$")
_LABELLED = re.compile(
    r"(?i)^(?:original|distr|language|sprache|langue|document|doc|ref|reference|file|agenda item|session|published|issue date)\.?\s*:\s*.{1,80}$"
)
#: An affiliation under its note marker, as papers print it below the byline.
_LABELLED_PLACE = re.compile(
    r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡](?=\s*(?:e-?mail|corresp|(?i:email)))|<sup>\w</sup>|[a-e](?=\s?[A-Z]))\s*(?=[A-ZÀ-Þ(]|e-?mail|corresp)"
)
_YEAR = re.compile(r"\W*(?:1[5-9]|20)\d\d\W*$")
BY_ALONE = re.compile(r"(?i)^\W*(?:by|author|authors|von|par|por|di|автор|авторы|müəllif|yazan)\W*$")


def kind_of_short(draft: Draft, unit: Unit, entries: list[str]) -> str:
    """What a short unit of the front is: interface, masthead, date, byline, translator, labelled,
    head, caption, affiliation, sentence, title (a possible one) or other."""
    text = draft.text(unit)
    if len(text) > 1500:
        return "sentence"
    if unit.given and unit.role in ("head", "title", "byline", "dateline", "caption"):
        return {"dateline": "date"}.get(unit.role, unit.role)
    if CREDIT.match(text) and not PHOTO_END.search(text) and word_count(text) <= 10:
        return "credit"
    if DISCLAIMER.match(text) or INTERFACE_LINE.match(text.strip()) and not VOLUME_LINE.search(text):
        return "masthead" if re.search(r"©|(?i:copyright|rights reserved)", text) else "interface"
    if PROVENANCE.match(text):
        return "provenance"
    if LABEL_LINE.match(text):
        return "labelled"
    if TRANSLATOR.match(text):
        return "translator"
    if BYLINE_OPENING.match(text) and byline_names(
        BYLINE_OPENING.sub("", text).split("\n")[0].split(" | ")[0], True
    ):
        return "byline"
    if BY_ALONE.match(text):
        return "byline"
    if find_date(text, alone=True) or find_date(text) and word_count(text) <= 6 and not ends_sentence(text):
        return "date"
    if _LABELLED_PLACE.match(text) and not ends_sentence(text) and word_count(text) <= 24:
        return "affiliation"
    if (
        find_date(text)
        and re.search(r"\t|\s{3,}|\s[–—|·•]\s", text)
        and word_count(text) <= 14
        and not ends_sentence(text)
    ):
        return "masthead"
    if _YEAR.match(text.strip()) and unit.start > len(draft.source.text) - len(draft.source.text.lstrip()):
        return "masthead"
    if OCCASION.match(text) and word_count(text) <= 30:
        return "credit"
    if re.search(r"\s[|·•]\s", text) and word_count(text) <= 12:
        return "masthead"
    if CHAPTER.match(text):
        return "head"
    if _SYMBOL.match(text.strip()) or _LABELLED.match(text):
        return "masthead"
    # Running prose may name a web page or a year; an imprint is no running prose.
    prose = (
        is_prose(text, 20)
        and ends_sentence(text)
        and not re.search(r"©|(?i:\bissn\b|\bisbn\b|copyright)", text)
    )
    if COLOPHON_LINE.search(text) and not prose or _volume(text) or RUBRIC.match(text):
        return "masthead"
    part = part_of(text)
    if part in ("abstract", "foreword", "conclusion", "references", "notes") or fold(text) in entries:
        return "head"
    if part:
        return part
    if re.match(r"(?:\d+|[IVX]+)(?:\.\d+)*\.?\s+\S", text) and headlike(text) and word_count(text) < 14:
        return "head"
    if CAPTION.match(text) or PHOTO_END.search(text) and word_count(text) > 4:
        return "caption"
    if person_names(text.replace("\n", ", ")) and not common_words(draft, text):
        return "byline"
    if re.search(
        r"(?i)\b(?:press|verlag|publishers?|books|editions|éditions|editorial|издательство|yayınları|nəşriyyatı)$",
        text.strip(),
    ):
        return "masthead"
    if re.match(r"(?i)(?:\w+(?:-\w+)? session|agenda item \d+.{0,10}|item \d+ of .{0,40})$", text.strip()):
        return "masthead"
    if text.startswith("(") and text.rstrip().endswith(")"):
        return "other"
    if _AFFILIATION.search(text) and not ends_sentence(text) and word_count(text) <= 24:
        return "affiliation"
    if ends_sentence(text) and word_count(text) >= 8 and not text.rstrip().endswith(("?", ":")):
        return "sentence"
    if word_count(text) > 30 or len(text) > 250 or not any(c.isalpha() for c in text):
        return "other"
    if re.match(r"[•*·–—-]\s", text):
        return "other"
    return "title" if headlike(text) or text.rstrip().endswith("?") or is_shouted(text) else "other"


def _volume(text: str) -> bool:
    """Whether a line states a volume, issue or number of a series, and not just any number in a phrase."""
    match = VOLUME_LINE.search(text)
    before = words(text[: match.start()])[-1:] if match else []
    return match is not None and word_count(text) <= 14 and not (before and before[0] in FUNCTION_WORDS)


def _continues(before: str, text: str) -> bool:
    """Whether a line goes on with the one before it: a title set on several lines."""
    last = (words(before) or [""])[-1]
    return starts_lower(text) or before.rstrip().endswith(",") or last.islower() and last in FUNCTION_WORDS


def front_lines(draft: Draft) -> Iterator[Proposal]:
    """Lines of the front that follow one another without a blank line are set apart when one of them is a
    byline, a date, an imprint or a label: a title and its author are not one line."""
    if draft.source.format != "text":
        return
    for index, unit in enumerate(draft.flow()[:30]):
        if index and is_prose(draft.text(unit), 40) and unit.separator == " ":
            return
        if unit.separator != "\n" or not 2 <= len(unit.spans) <= 80 or unit.role:
            continue
        singles = [Unit((span,)) for span in unit.spans]
        kinds = [kind_of_short(draft, single, []) for single in singles]
        if any("\t" in draft.text(s) for s in singles):
            continue
        cuts = [
            s.start
            for i, s in enumerate(singles)
            if i
            and not _continues(draft.text(singles[i - 1]), draft.text(s))
            and not CHAPTER.match(draft.text(singles[i - 1]))
            and (kinds[i] != kinds[i - 1] or kinds[i] not in ("title", "other"))
        ]
        if cuts and not set(kinds) <= {"title", "other", "sentence"}:
            yield Split(unit.start, tuple(cuts), "front-lines")


def common_words(draft: Draft, text: str) -> bool:
    """Whether the words of a supposed name are words of the language: at least half of them stand in
    lower case elsewhere in the document."""
    found = [w for w in words(text) if len(w) > 2]
    seed = draft.source.text
    common = sum(bool(re.search(rf"(?<![\w-]){re.escape(w.lower())}(?![\w-])", seed)) for w in found)
    return common >= max(1, (len(found) + 1) // 2)
