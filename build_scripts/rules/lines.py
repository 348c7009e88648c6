"""Lines that the layout sets apart: verse, end signs, separators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.draft import Draft, Proposal, Split
from build_scripts.rules.layout import is_plain_text
from build_scripts.signals import ends_sentence, has_case, is_prose
from build_scripts.source import Intervention, Mark


def verse(draft: Draft) -> Iterator[Proposal]:
    """Short lines that stay below the width of prose, at least three together, most of them beginning
    with a capital and without the look of a table or an address, keep their line ends."""
    if not is_plain_text(draft):
        return
    for unit in draft.flow():
        if unit.role or unit.separator != "\n" or len(unit.spans) < 2:
            continue
        lines = draft.text(unit).split("\n")
        ended = all(x.rstrip()[-1:] in ",;:.!?—–" for x in lines)
        if len(lines) < 3 and not ended or draft.line(unit) < 12 and len(lines) < 4:
            continue
        if (
            all(12 <= len(x) <= 75 for x in lines)
            and not any(re.search(r"[\t@©]|\d{3}", x) for x in lines)
            and (sum(x.rstrip()[-1] in ",;:.!?—–" for x in lines) >= 0.5 * len(lines))
            and (
                ended
                or sum(x.lstrip(" “\"'‘«—_*")[:1].isupper() or not has_case(x) for x in lines)
                >= 0.7 * len(lines)
            )
        ):
            yield Mark(unit.start, "verse", 0, "verse", "short lines with their own ends", "medium")


_END_SIGN = re.compile(
    r"(?<=[.!?…”\"’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹])\s+((?:\*\*|__|\*)?(?:[A-Z]{1,4}|[■□◆◇●○∎▪▲►◼⬛❏☐♦]|#{2,3})(?:\*\*|__|\*)?)$"
)
END_LINE = re.compile(
    r"\W*(?:[■□◆◇●○∎▪▲◼⬛❏♦]+|#{2,4}|(?:#\s?){2,4}|-30-|–30–|-?\s?ends?\s?-?|the end|\(?end of (?:text|document)\)?|"
    r"конец|ende|fin|fine|son)\W*$",
    re.IGNORECASE,
)


def end_signs(draft: Draft) -> Iterator[Proposal]:
    """The sign with which a magazine closes an article (■, or the initials of its name in bold behind
    the last full stop) is set aside, and so is a line such as «###» or «END»."""
    if not is_plain_text(draft):
        return
    text = draft.source.text
    flow = draft.flow()
    prose = [
        i
        for i in range(max(0, len(flow) - 200), len(flow))
        if (is_prose(draft.text(flow[i]), 8) or ends_sentence(draft.text(flow[i])))
    ]
    for index in prose[-2:]:
        start, end = flow[index].spans[-1]
        match = _END_SIGN.search(text, max(start, end - 40), end)
        if match and (not match.group(1).strip("*_#").isalpha() or match.group(1)[0] in "*_"):
            yield Intervention(
                "set-aside",
                "end-signs",
                match.span(1),
                detail="end-mark",
                reason="sign that closes the article",
            )
    for unit in flow[prose[-1] + 1 if prose else 0 :]:
        if len(unit.spans) == 1 and END_LINE.match(draft.text(unit)) and len(draft.text(unit)) < 24:
            yield Intervention(
                "set-aside",
                "end-signs",
                (unit.start, unit.end),
                detail="end-mark",
                reason="line that closes the text",
            )


_RULE_LINE = re.compile(r"(?:[-–—_=*~·•.#+]\s*){3,}$|[*⁂❦❧✻✽]\s*$")


def separators(draft: Draft) -> Iterator[Proposal]:
    """A line of dashes, asterisks or similar signs separates; it is not text."""
    if not is_plain_text(draft):
        return
    text = draft.source.text
    for unit in draft.units:
        for start, end in unit.spans:
            if _RULE_LINE.match(text[start:end]) and not any(c.isalnum() for c in text[start:end]):
                ends = text[start:end].strip("# ") == "" and len(text[start:end]) > 1
                if not draft.cuts.within(start, end):
                    yield Intervention(
                        "set-aside",
                        "separators",
                        (start, end),
                        detail="end-mark" if ends else "separator",
                        reason="line that only " + ("closes the text" if ends else "separates"),
                    )


def short_lines(draft: Draft) -> Iterator[Proposal]:
    """Lines that were kept together only because they follow one another without a blank line are set
    apart when they turn out to be neither a table nor verse: each is a paragraph of its own."""
    if not is_plain_text(draft):
        return
    for unit in draft.units:
        if (
            not unit.role
            and unit.separator == "\n"
            and len(unit.spans) > 1
            and any(
                ends_sentence(draft.source.text[s:e]) or len(draft.source.text[s:e]) > 60
                for s, e in unit.spans
            )
        ):
            yield Split(unit.start, tuple(s for s, _ in unit.spans[1:]), "short-lines", " ")
