"""Block quotations: with quotation marks or without, whole or cut by a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from build_scripts.draft import Draft, Proposal
from build_scripts.signals import bare_end, ends_sentence, is_prose, word_count, words
from build_scripts.source import Mark, Unit
from build_scripts.vocabulary import SAYING

_FIRST_PERSON = re.compile(
    r"(?i)\b(?:we|our|us|i|my|wir|unser\w*|nous|notre|nosotros|nuestr\w+|мы|наш\w*|biz|bizim)\b"
)
_QUOTED = re.compile(r"^[\"“«„‘][^\"”»“]{40,}[\"”»“’][.,;]?(?:\[\d+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$")


_OPENS = re.compile(
    r"(?i)\W*(?:as|in the words of|to quote|wie|so|mit den worten|comme|selon|dans les mots|como|según|en palabras|"
    r"как|по словам|словами)\b"
)
_WORDS_OF = re.compile(
    r"(?i)\W*(?:in the words of|to quote|mit den worten|selon|según|en palabras|по словам|словами)\b"
)


#: «There were three things that nobody remembered:» announces an enumeration.
_COUNTS = re.compile(
    r"(?i)\b(?:there|es|il y|hay|есть|было)\b.{0,40}\b(?:two|three|four|five|six|seven|several|many|zwei|drei|vier|"
    r"deux|trois|quatre|dos|tres|cuatro|два|три|четыре|iki|üç|dörd)\s+(?:\w+\s+)?\w{3,}\b"
)
_RECALLS = re.compile(
    r"(?i)\b(?:remember(?:s|ed)?|held|ruled|found|admit(?:s|ted)|confess(?:es|ed)|lament(?:s|ed)|complain(?:s|ed)|"
    r"boast(?:s|ed)|predict(?:s|ed)|urge[sd]?|advise[sd]?|instruct(?:s|ed)|remind(?:s|ed)|phrase[sd]?|has it|had it|"
    r"express(?:es|ed)|sang|sings|formulate[sd]?|promise[sd]?)\b"
)


def _last_sentence(text: str) -> str:
    """What stands behind the last end of a sentence; «No. 6», «Mr. X» and initials end none."""
    start = 0
    for match in re.finditer(r"[.!?;][”\"’»)]?\s+(?=\S)", text):
        if not re.search(
            r"\b(?:No|Nr|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Sen|vs|Art|art|[A-ZА-Я])\.$", text[: match.start() + 1]
        ):
            start = match.end()
    return text[start:]


def lead_in(text: str) -> bool:
    """Whether the text ends in words that introduce a quotation: a verb of saying and a comma or
    «that,» (`as … put it,`, `concluded that,`), `, as` at the very end, or a colon."""
    end = text.rstrip()
    if not end or word_count(end) < 3:
        return False
    clause = _last_sentence(end)
    tail = " ".join(clause.split()[-24:])
    if end.endswith(":"):
        counts = _COUNTS.search(clause) and not SAYING.search(clause)
        return word_count(clause) >= 3 and bool(words(tail)) and not counts
    if re.search(r"(?:,|\bor|\bbe (?:seen|described|called)) (?:as|wie|comme|como|как)$", end):
        return True
    if (
        end.endswith(",")
        and word_count(clause) <= 60
        and _OPENS.match(clause)
        and (SAYING.search(clause) or _WORDS_OF.match(clause) or _RECALLS.search(clause))
    ):
        return True
    said = re.search(r"(\w+)\s+(\w+)\s+(?:that|que|dass|daß|что|che|ki|که)$", end)
    if (
        said
        and SAYING.fullmatch(said.group(2))
        and said.group(1).lower() not in ("the", "a", "an", "this", "no", "any", "one")
    ):
        return True
    if not end.endswith((",", ", that")) and not re.search(r",\s*(?:that|dass|que|что|ki)$", end):
        return False
    last = " ".join(re.sub(r",?\s*(?:that|dass|que|что|ki)?,?$", "", clause).split()[-9:])
    verbs = list(SAYING.finditer(last))
    if not verbs:
        return False
    match = verbs[-1]
    behind = words(last[match.end() :])
    opens = re.match(
        r"(?i)\W*(?:as|so|wie|comme|como|как|in the words|according|thus)\b|.*\b(?:as|that|wie) [\w’'. -]+$",
        clause,
    )
    return len(behind) <= (8 if opens or re.search(r", (?:that|dass|que|что)$", end) else 2) and (
        bool(opens) or word_count(clause) >= 4
    )


def block_quotations(draft: Draft) -> Iterator[Proposal]:
    """A paragraph is a block quotation when the text before it ends in a lead-in (`as … put it,`, `, as`,
    `wrote:`), whether or not it has quotation marks, and whether or not a page cut it. A paragraph in
    quotation marks from its first to its last sign is one as well. Where only the voice shows it (a
    speaker is announced, the paragraph says «we», the next one goes on about the speaker) it is marked
    as uncertain."""
    flow = [u for u in draft.flow() if u.role not in ("author-note", "credit")]
    quoted: set[int] = set()
    ends = sorted((u.end, i) for i, u in enumerate(flow))
    for index, unit in enumerate(flow):
        if unit.role not in ("", "p"):
            continue
        text = draft.text(unit)
        if (
            index
            and flow[index - 1].start in quoted
            and text[:1] in '“"«„'
            and not _closed(draft.text(flow[index - 1]))
        ):
            quoted.add(unit.start)
            yield Mark(unit.start, "quote", 0, "block-quotations", "goes on with the quotation before it")
            continue
        if _indented(draft, unit) and word_count(text) >= 6:
            quoted.add(unit.start)
            yield Mark(unit.start, "quote", 0, "block-quotations", "is indented as a whole", "medium")
            continue
        if word_count(text) < 8:
            continue
        above = _above(flow, index, ends)
        before = draft.text(above) if above else ""
        role = above.role if above else ""
        if role in ("", "p") and lead_in(before) and _quotable(text):
            quoted.add(unit.start)
            yield Mark(
                unit.start, "quote", 0, "block-quotations", "the text before it leads into a quotation"
            )
        elif _QUOTED.match(text) and word_count(text) >= 30 and role in ("", "p"):
            yield Mark(
                unit.start, "quote", 0, "block-quotations", "stands in quotation marks as a whole", "medium"
            )
        elif (
            index
            and role in ("", "p")
            and _voice(before, text, draft.text(flow[index + 1]) if index + 1 < len(flow) else "")
        ):
            yield Mark(
                unit.start,
                "quote",
                0,
                "block-quotations",
                "a speaker is announced and the paragraph speaks as «we» or «I»",
                "low",
            )


def _above(flow: Sequence[Unit], index: int, ends: Sequence[tuple[int, int]]) -> Unit | None:
    """The block whose end stands last before this one: the right half of a cut paragraph may stand
    behind other blocks."""
    place = bisect_left(ends, (flow[index].start, -1)) - 1
    return flow[ends[place][1]] if place >= 0 else None


def _closed(text: str) -> bool:
    """Whether a quotation that opens with a mark is closed at its end."""
    return text.rstrip()[-1:] in '”"»“' if text[:1] in '“"«„' else True


def _indented(draft: Draft, unit: Unit) -> bool:
    """Whether all lines of a paragraph of several lines are indented by the same two or more columns, as
    the paragraphs around it are not."""
    if draft.source.format != "text" or len(unit.spans) < 2:
        return False
    depths = {_indent(draft, start) for start, _ in unit.spans}
    if min(depths) < 2 or max(depths) - min(depths) > 4:
        return False
    return any(
        _indent(draft, start) == 0
        for u in draft.units
        if u is not unit and len(u.spans) > 1
        for start, _ in u.spans
    )


def _indent(draft: Draft, start: int) -> int:
    line = draft.source.lines[draft.source.line_at(start) - 1]
    return len(draft.source.text[line.start : start].expandtabs(4))


_ENUMERATES = re.compile(
    r"(?i)(?:the )?(?:first|firstly|first of all|to begin|on the one|one|for one|erstens|zum einen|premièrement|"
    r"d'abord|primero|en primer|во-первых|birincisi|ilk olaraq)\b"
)
_SPEAKER = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*\s){0,3}[A-ZÀ-Þ][\w.’'-]*:\s")


def _quotable(text: str) -> bool:
    """Prose that is no list, no speech of a named speaker, and does not begin to enumerate."""
    prose = is_prose(text, 8) or word_count(text) >= 12
    return (
        prose
        and not re.match(r"(?:[-•*]|\(?\d{1,2}[.)])\s", text)
        and not _SPEAKER.match(text)
        and not _ENUMERATES.match(text)
    )


def _voice(before: str, text: str, after: str) -> bool:
    """First person in the paragraph only, behind a paragraph that says who spoke and where."""
    said = re.search(
        r"(?i)(?:^|[.!?]\s+)as [^.?!]{3,80}\b(?:stated|said|put it|noted|explained|remarked|told|declared|wrote)\b",
        before,
    )
    if not said or not ends_sentence(before) or text[:1] in '"“«„':
        return False
    own = len(_FIRST_PERSON.findall(text))
    return (
        own >= 3
        and own >= 0.03 * word_count(text)
        and not _FIRST_PERSON.search(bare_end(before))
        and (len(_FIRST_PERSON.findall(after)) <= 1)
    )
