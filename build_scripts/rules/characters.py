"""Signs of the carrier inside lines: control characters, escapes, emphasis marks, links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from build_scripts.compose import Composed
from build_scripts.draft import Draft, Proposal
from build_scripts.source import Intervention, Style, Unit

# Tab, line ends and form feed are layout; everything else of Cc cannot be printed or read.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_ESCAPE = re.compile(r"\\(?=[$%&#_*\[\](){}~`<>.!+\-|^\"'@=:;,/?\\])")
_TEX = re.compile(r"\\[A-Za-z]+\s*[{\[^_]|\$\$|\\\([^()]*[\\^_=][^()]*\\\)|\\\[[^\[\]]*[\\^_=][^\[\]]*\\\]")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_MARKS = (
    (
        "bold",
        re.compile(
            r"(?<![\w*\\])\*\*(?=[^\s*])((?:[^*]|\*(?!\*)){1,600}?)(?<=[^\s\\])\*\*(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|\*)"
        ),
    ),
    ("italic", re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]{1,600}?)(?<=[^\s*\\])\*(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|\*)")),
    ("bold", re.compile(r"(?<![\w_\\])__(?=[^\s_])([^_]{1,600}?)(?<=[^\s_\\])__(?![\w_])")),
    ("italic", re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_]{1,600}?)(?<=[^\s_\\])_(?![\w_])")),
)
_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){1,600})\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)"
)
_SAFE = re.compile(r"(?i)^(?:https?://[^\s/]|mailto:[^\s@]+@)")


def _plain(draft: Draft) -> list[Unit]:
    """The units in which such marks are not the format's own business."""
    return draft.units if draft.source.format == "text" else []


def _raw(draft: Draft, unit: Unit) -> str:
    return draft.source.text[unit.start : unit.end]


def safe_address(address: str) -> str | None:
    """The address if a reader may be sent there (http, https, mailto), else None."""
    return address if _SAFE.match(address) else None


def control_characters(draft: Draft) -> Iterator[Proposal]:
    """Control characters that cannot be printed (NUL, escape codes, …) are not shown; each is
    recorded where it stood."""
    for unit in draft.units:
        for start, end in unit.spans:
            for match in _CONTROL.finditer(draft.source.text, start, end):
                if not draft.cuts.within(*match.span()):
                    yield Intervention(
                        "markup",
                        "control-characters",
                        match.span(),
                        reason="control character that cannot be shown",
                    )


def escapes(draft: Draft) -> Iterator[Proposal]:
    """A backslash that a conversion put before a punctuation mark (`\\$`) is not shown. Passages with
    TeX formulas are left alone, where the backslash belongs to the text."""
    for unit in _plain(draft):
        raw = _raw(draft, unit)
        if "\\" not in raw or _TEX.search(raw):
            continue
        position = 0
        while match := _ESCAPE.search(raw, position):
            start = unit.start + match.start()
            yield Intervention(
                "markup",
                "escapes",
                (start, start + 1),
                reason="backslash put before a sign by the conversion",
            )
            position = match.end() + 1


def emphasis(draft: Draft) -> Iterator[Proposal]:
    """Marks that stand for italic or bold type (`*title*`, `**heading**`, `_word_`) are resolved: the
    words are set so, the marks are not shown. A single asterisk at a word stays: it may be a note
    marker."""
    for unit in _plain(draft):
        raw = _raw(draft, unit)
        if "*" not in raw and "_" not in raw:
            continue
        urls = [m.span() for m in _URL.finditer(raw)]
        starts = [start for start, _ in urls]
        used: set[int] = set()
        for name, pattern in _MARKS:
            for match in pattern.finditer(raw):
                width = match.start(1) - match.start()
                index = bisect_right(starts, match.start()) - 1
                inside = index >= 0 and match.start() < urls[index][1]
                if inside or match.start() in used or match.end() - 1 in used:
                    continue
                if name == "bold":
                    used.update((match.start(), match.start() + 1, match.end() - 2, match.end() - 1))
                start, end = unit.start + match.start(), unit.start + match.end()
                yield Intervention(
                    "markup", "emphasis", (start, start + width), reason=f"mark for {name} type"
                )
                yield Intervention("markup", "emphasis", (end - width, end), reason=f"mark for {name} type")
                yield Style((start + width, end - width), name)


def links(draft: Draft) -> Iterator[Proposal]:
    """A link written as `[words](address)` keeps its words. Where the source has lost the address
    (`#`, or none) the words say so; an address that is no web or mail address is never followed."""
    for unit in _plain(draft):
        raw = _raw(draft, unit)
        if "](" not in raw:
            continue
        for match in _LINK.finditer(raw):
            start, end = unit.start + match.start(), unit.start + match.end()
            close = unit.start + match.end(1)
            lost = safe_address(match.group(2)) is None
            reason = (
                "link whose address is not preserved"
                if lost
                else "link: the words stand, the address is kept"
            )
            yield Intervention("markup", "links", (start, start + 1), reason=reason)
            yield Intervention("markup", "links", (close, end), reason=reason)
            yield Style((start + 1, close), "link", safe_address(match.group(2)))


_ADDRESS = re.compile(
    r"(?:https?://|www\.(?=\w))[^\s<>\"“”«»]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}"
)


def web_addresses(draft: Draft) -> Iterator[Proposal]:
    """Web and mail addresses printed in the text can be followed; angle brackets that only fence
    an address (`<http://…>`) are not shown. Punctuation behind an address is not part of it."""
    text = draft.source.text
    known = sorted(s.span for s in draft.styles if s.name == "link")
    starts = [start for start, _ in known]
    for unit in draft.units:
        composed = draft.composed(unit)
        if "://" not in composed.text and "www." not in composed.text and "@" not in composed.text:
            continue
        offsets = [offset for offset, _ in composed.kept]
        for match in _ADDRESS.finditer(composed.text):
            words = _trim(match.group())
            if len(words) < 5:
                continue
            first = _position(composed, offsets, match.start())
            last = _position(composed, offsets, match.start() + len(words) - 1) + 1
            before = bisect_right(starts, last) - 1
            if before >= 0 and known[before][1] > first:
                continue
            href = words if "://" in words else ("mailto:" + words if "@" in words else "http://" + words)
            yield Style((first, last), "link", safe_address(href))
            if (
                draft.source.format == "text"
                and text[first - 1 : first] == "<"
                and text[last : last + 1] == ">"
            ):
                yield Intervention(
                    "markup", "web-addresses", (first - 1, first), reason="bracket that fences an address"
                )
                yield Intervention(
                    "markup", "web-addresses", (last, last + 1), reason="bracket that fences an address"
                )


def _trim(address: str) -> str:
    address = address.rstrip(".,;:!?'’”…*")
    while address.endswith((")", "]")) and address.count("(") < address.count(")") + address.count(
        "]"
    ) - address.count("["):
        address = address[:-1].rstrip(".,;:!?'’”")
    return address


def _position(composed: Composed, offsets: list[int], offset: int) -> int:
    """The position in the seed of the character at `offset` of the composed text."""
    index = max(0, bisect_right(offsets, offset) - 1)
    at, (start, end) = composed.kept[index]
    return min(start + max(0, offset - at), end - 1)
