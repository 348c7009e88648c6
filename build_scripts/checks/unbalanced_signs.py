"""Quotation marks and brackets that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.checks.texts import Spot, Text, excerpt, texts
from build_scripts.model import Document

#: A straight mark behind a digit may be inches or seconds; `,,` before a word is a low mark.
_QUOTES = re.compile(
    r"[“”„‟«»〝〞]|(?<!\d)\"|(?<=\d{4})\"|(?<=\d)\"(?=[,.;:)]|\s*$)|(?<![\w,]),,(?=[^\W\d_])"
)
_OPENERS = '“„«‟"»”'
_PAIRS = {")": "(", "]": "[", "}": "{"}
#: `a)`, `1)`, `iv)` at the head of an item; `:)` and `;-)`.
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s(;,]))(?:\d{1,3}|[^\W\d_]|[ivxlc]{1,5})\)|[:;]-?[()](?=\s|$)")
_KINDS = ("p", "quote", "abstract", "note", "author-note", "list", "head", "title", "caption")


def unbalanced_quotes(document: Document) -> Iterator[Spot]:
    """A quotation mark has no partner in its paragraph or note, so it is not clear where the quotation
    begins or ends. A quotation that goes on in the next paragraph, where its mark is repeated, is not
    meant."""
    all_texts = [text for text in texts(document) if text.kind in _KINDS]
    for index, text in enumerate(all_texts):
        marks = list(_QUOTES.finditer(text.text))
        if len(marks) % 2 == 0 or text.kind in ("p", "quote") and _goes_on(all_texts, index):
            continue
        at = _lonely(text.text, [mark.start() for mark in marks])
        yield text.line(at), f"{text.text[at]} without partner: {excerpt(text.text, at, at + 1)}"


def _goes_on(all_texts: Sequence[Text], index: int) -> bool:
    """Whether a quotation over several paragraphs begins or goes on here: this text and the next begin
    with an opening mark. Each but the last then lacks a closing one."""
    here = all_texts[index].text.lstrip()[:1]
    following = all_texts[index + 1].text.lstrip()[:1] if index + 1 < len(all_texts) else ""
    return bool(here and following and here in _OPENERS and following in _OPENERS) or (
        bool(following) and following in _OPENERS and _opens_last(all_texts[index].text)
    )


def _opens_last(text: str) -> bool:
    """Whether the last mark of the text opens a quotation."""
    marks = list(_QUOTES.finditer(text))
    return bool(marks) and _is_opening(text, marks[-1].start())


def _is_opening(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([—–-‘'") and bool(behind) and not behind.isspace()


def _lonely(text: str, marks: Sequence[int]) -> int:
    """The first mark that opens twice or closes what is not open; else the last."""
    opened: int | None = None
    for at in marks:
        if _is_opening(text, at):
            if opened is not None:
                return opened
            opened = at
        elif opened is None:
            return at
        else:
            opened = None
    return opened if opened is not None else marks[-1]


def unbalanced_brackets(document: Document) -> Iterator[Spot]:
    """A bracket is opened and not closed, or closed and not opened, in one paragraph or note. The
    brackets of numbered items (`a)`, `1)`) are not meant."""
    for text in texts(document):
        if text.kind not in _KINDS:
            continue
        items = {match.end() - 1 for match in _ITEM.finditer(text.text)}
        at = _unclosed(text.text, items)
        if at is not None:
            yield text.line(at), f"{text.text[at]} without partner: {excerpt(text.text, at, at + 1)}"


def _unclosed(text: str, items: set[int]) -> int | None:
    """The first bracket without partner."""
    opened: list[int] = []
    for match in re.finditer(r"[()\[\]{}]", text):
        at, sign = match.start(), match.group()
        if sign in _PAIRS.values():
            if at not in items:
                opened.append(at)
        elif opened and text[opened[-1]] == _PAIRS[sign]:
            opened.pop()
        elif at not in items:
            return opened[-1] if opened else at
    return opened[0] if opened else None
