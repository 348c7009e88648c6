"""Headings, and sections that hold nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.draft import Draft, Proposal
from build_scripts.rules.contents import contents_entries
from build_scripts.rules.people import OFFICE
from build_scripts.signals import (
    has_case,
    headlike,
    is_prose,
    is_shouted,
    is_title_case,
    person_names,
    word_count,
    words,
)
from build_scripts.source import Intervention, Mark, Unit
from build_scripts.vocabulary import BYLINE_OPENING, CHAPTER, INTERFACE_LINE, LABEL_LINE, fold, part_of

_NUMBER = re.compile(
    r"^(?:(?:chapter|section|part|appendix|annex|kapitel|teil|chapitre|partie|capítulo|parte|глава|часть|"
    r"раздел|bölüm|fəsil|פרק)\s+)?((?:\d{1,2}(?:\.\d{1,2})*)|[IVXL]{1,6}|[A-H])[.):]?\s+(?=\S)",
    re.IGNORECASE,
)

#: `NAME: words`, and a line of dialogue.
_SPEAKER = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.’'-]*\s?){1,4}:\s+\S.*[?!.”\"]$|[QA]\.?:\s")
_LINE_OF_SPEECH = re.compile(r"[“\"«„‘–—-].*[?!][”\"»“’]?$|[–—]\s")


def headings_in_contents(draft: Draft) -> Iterator[Proposal]:
    """A line that the contents list names is a heading; it may say more than its entry (a subtitle)."""
    entries = [e for e in contents_entries(draft) if len(e) > 2]
    if not entries:
        return
    known = set(entries)
    for unit in draft.flow():
        # Lines that stand together are an address or a list rather than a heading.
        if unit.role or len(unit.spans) > (3 if is_shouted(draft.text(unit)) or unit.separator == " " else 2):
            continue
        text = draft.text(unit)
        folded = fold(text)
        longer = any(
            folded.startswith(e) and (folded[len(e) : len(e) + 1] in " :–—-.,(" or not folded[len(e) :])
            for e in entries
            if len(e) >= 6
        )
        if word_count(text) <= 30 and (folded in known or longer and headlike(text)):
            yield Mark(
                unit.start,
                "head",
                _level(draft, unit, text),
                "headings-in-contents",
                "named in the contents list",
            )


def named_headings(draft: Draft) -> Iterator[Proposal]:
    """A line by itself that names a usual part of a document («Abstract», «Introduction», «Conclusions»,
    «Notes», «References») is a heading."""
    for unit in draft.flow():
        if unit.role or len(unit.spans) > 1:
            continue
        part = part_of(draft.text(unit))
        if part in ("abstract", "foreword", "conclusion", "references", "notes", "author", "contents"):
            yield Mark(unit.start, "head", 2, "named-headings", f"names a usual part ({part})")


def headings(draft: Draft) -> Iterator[Proposal]:
    """A short line that stands alone, has no terminal punctuation, begins with a capital or a number and
    is followed by prose is a heading; a line in capitals, in title case or in bold is one more surely
    than a line in sentence case. A paragraph of one sentence is none, nor is a name, a caption or the
    end of a list. Numbers (`2.1`) tell the level; else all headings are of one level, below those in
    capitals where both occur."""
    flow = draft.flow()
    chosen: list[tuple[Unit, str, str]] = []
    for index, unit in enumerate(flow):
        # Lines that stand together are an address or a list rather than a heading.
        if unit.role or len(unit.spans) > (3 if is_shouted(draft.text(unit)) or unit.separator == " " else 2):
            continue
        text = draft.text(unit)
        why = _looks(draft, flow, index, text)
        if why:
            chosen.append((unit, text, why))
    shouted = [is_shouted(t) and word_count(t) > 1 for _, t, _ in chosen]
    mixed = sum(shouted) > 1 and not all(shouted)
    for (unit, text, why), loud in zip(chosen, shouted, strict=True):
        numbered = _NUMBER.match(text)
        level = _level(draft, unit, text)
        if not numbered and mixed and not loud:
            level = 3
        yield Mark(unit.start, "head", level, "headings", why, "high" if why != "sentence case" else "medium")


def _level(draft: Draft, unit: Unit, text: str) -> int:
    match = _NUMBER.match(text)
    if match and match.group(1)[0].isdigit():
        return min(6, 2 + match.group(1).count("."))
    return 2


def _looks(draft: Draft, flow: Sequence[Unit], index: int, text: str) -> str:
    """Why the short line is a heading, or an empty string."""
    unit = flow[index]
    if (
        BYLINE_OPENING.match(text)
        and person_names(BYLINE_OPENING.sub("", text))
        or INTERFACE_LINE.match(text.strip())
    ):
        return ""
    asks = text.rstrip('”"»“’ ').endswith(("?", "!"))
    if (
        asks
        and not _question(text)
        or not asks
        and not headlike(text)
        or _SPEAKER.match(text)
        or _LINE_OF_SPEECH.match(text)
        or LABEL_LINE.match(text)
    ):
        return ""
    if (
        text.startswith(("—", "–", "* "))
        or text.startswith("(")
        and text.rstrip().endswith(")")
        or "," in text
        and person_names(text.split(",")[0])
        and OFFICE.search(text)
    ):
        return ""
    following = _following(draft, flow, index)
    if following is None:
        return ""
    if CHAPTER.match(text):
        return "numbered part"
    after = draft.text(following)
    leads = (
        following.role in ("p", "list", "quote", "table", "caption", "verse", "code")
        or is_prose(after, 12)
        or (word_count(after) >= 5 and after.rstrip()[-1:] in '.?!:”"')
    )
    deeper = following.role == "head" or headlike(after) and _leads(draft, flow, index + 1)
    if not leads and not deeper:
        return ""
    if _NUMBER.match(text) and word_count(text) <= 16:
        return "numbered" if not person_names(text) or _counted(draft, flow, text) else ""
    if _bold(draft, unit):
        return "in bold"
    if is_shouted(text) and word_count(text) <= 16:
        return "in capitals"
    if (
        has_case(text)
        and person_names(text)
        and index + 1 < len(flow)
        and not _after_break(draft, flow, index)
    ):
        return ""
    if is_title_case(text) and word_count(text) <= 14:
        return "title case"
    if not has_case(text):
        return "short line" if word_count(text) <= 9 else ""
    return "sentence case" if word_count(text) <= 12 and len(text) <= 90 else ""


_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def _counted(draft: Draft, flow: Sequence[Unit], text: str) -> bool:
    """Whether a neighbour in the Roman count heads another line (`IV.` for `V.`)."""
    match = re.match(r"([IVX]+)\.\s", text)
    if not match or match.group(1) not in _ROMAN:
        return False
    place = _ROMAN.index(match.group(1))
    near = tuple(f"{_ROMAN[i]}. " for i in (place - 1, place + 1) if 0 <= i < len(_ROMAN))
    return any(draft.text(u).startswith(near) for u in flow)


def _after_break(draft: Draft, flow: Sequence[Unit], index: int) -> bool:
    """A blank line stands before and after: a name alone there may be a heading (a section on a person)."""
    if not index:
        return False
    return is_prose(draft.text(flow[index - 1]), 20) and is_prose(draft.text(flow[index + 1]), 30)


def _question(text: str) -> bool:
    first = (words(text) or [""])[0].casefold()
    if first in (
        "so",
        "but",
        "and",
        "then",
        "yet",
        "or",
        "und",
        "aber",
        "et",
        "mais",
        "y",
        "pero",
        "и",
        "но",
        "а",
    ):
        return False
    return text.rstrip().endswith(("?", "!")) and headlike(text.rstrip("?! ")) and word_count(text) <= 12


def _following(draft: Draft, flow: Sequence[Unit], index: int) -> Unit | None:
    return flow[index + 1] if index + 1 < len(flow) else None


def _leads(draft: Draft, flow: Sequence[Unit], index: int) -> bool:
    return index + 1 < len(flow) and is_prose(draft.text(flow[index + 1]), 12)


def _bold(draft: Draft, unit: Unit) -> bool:
    covered = sum(
        s.span[1] - s.span[0] for s in draft.styles if s.name == "bold" and unit.start <= s.span[0] < unit.end
    )
    return covered >= 0.8 * len(draft.text(unit)) > 0


def empty_sections(draft: Draft) -> Iterator[Proposal]:
    """A heading of a web page («Further reading», «Related articles») under which nothing stands is set
    aside; a heading of the author's own stays."""
    flow = draft.flow()
    for index, unit in enumerate(flow):
        if unit.role not in ("", "head") or len(unit.spans) > 1 or unit.given and unit.role == "p":
            continue
        text = draft.text(unit)
        part = part_of(text)
        if part not in ("interface", "references", "publications", "author") or word_count(text) > 5:
            continue
        following = flow[index + 1] if index + 1 < len(flow) else None
        empty = (
            following is None
            or following.role in ("head", "caption")
            or (part == "interface" and following.role == "author-note")
            or (part_of(draft.text(following)) is not None)
        )
        if empty and not (
            following is None and any(u.role == "note" and u.start > unit.start for u in draft.units)
        ):
            yield Intervention(
                "set-aside",
                "empty-sections",
                (unit.start, unit.end),
                detail="empty-section",
                reason="heading with nothing under it",
            )


_ABSTRACT_WORDS = (
    "abstract|summary|synopsis|zusammenfassung|kurzfassung|abstrakt|résumé|resumen|resumo|riassunto|samenvatting|"
    "аннотация|резюме|реферат|анотація|özet|öz|xülasə|annotasiya|streszczenie|תקציר|ملخص|الملخص"
)
_RUN_IN = re.compile(rf"(?i)^\W*(?:{_ABSTRACT_WORDS})\W{{0,3}}\s*[.:–—-]\s*\W*\s*\w")
_ABSTRACT_HEAD = re.compile(rf"(?i)^\W*(?:{_ABSTRACT_WORDS})\W*$")


def abstracts(draft: Draft) -> Iterator[Proposal]:
    """A paragraph that opens with «Abstract.», «Summary:» or the like, and the single paragraph under
    such a heading at the front of the document, is the abstract."""
    flow = draft.flow()
    for index, unit in enumerate(flow[:40]):
        if unit.role not in ("", "p") or unit.given and unit.role != "p":
            continue
        text = draft.text(unit)
        before = draft.text(flow[index - 1]) if index else ""
        if word_count(text) >= 12 and _RUN_IN.match(text):
            yield Mark(unit.start, "abstract", 0, "abstracts", "opens with a word that says so")
        elif (
            index
            and flow[index - 1].role == "head"
            and _ABSTRACT_HEAD.match(before)
            and word_count(text) >= 12
        ):
            following = flow[index + 1] if index + 1 < len(flow) else None
            if (
                following is None
                or following.role not in ("", "p")
                or LABEL_LINE.match(draft.text(following))
            ):
                yield Mark(unit.start, "abstract", 0, "abstracts", "stands under a heading that says so")
