"""Quotation marks and brackets that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.checks.texts import Spot, Text, excerpt, texts
from build_scripts.model import Document

#: `,,` before a word is a low mark.
_QUOTES = re.compile(r"[“”„‟«»〝〞\"]|(?<![\w,]),,(?=[^\W\d_])")
_OPENERS = '“„«‟"»”'
_AROUND = ("()", "[]", "“”", "‘’", '""', "''", "``")
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
        marks = _marks(text)
        if len(marks) % 2 == 0 or text.kind in ("p", "quote") and _goes_on(all_texts, index):
            continue
        at = _lonely(text.text, marks)
        yield text.line(at), f"{text.text[at]} without partner: {excerpt(text.text, at, at + 1)}"


def _marks(text: Text) -> list[int]:
    """Where quotation marks stand. A straight one behind a digit means inches or seconds, unless a
    quotation is open; one alone in brackets is spoken of; one at the beginning of a line may repeat
    the mark of the quotation that is open."""
    marks: list[int] = []
    edges = {offset for offset, _ in text.breaks}
    words = text.text
    for match in _QUOTES.finditer(words):
        at, is_open = match.start(), len(marks) % 2 == 1
        inches = not is_open and words[at] == '"' and words[at - 1 : at].isdigit()
        repeated = is_open and at in edges and _is_opening(words, at)
        if not inches and not repeated and not _is_spoken_of(words, at):
            marks.append(at)
    return marks


def _is_spoken_of(text: str, at: int) -> bool:
    """Whether a sign stands alone between brackets or quotation marks."""
    return text[max(0, at - 1) : at] + text[at + 1 : at + 2] in _AROUND


def _goes_on(all_texts: Sequence[Text], index: int) -> bool:
    """Whether a quotation goes on in the next text: the last mark here opens, and there the first sign
    is one that opens again."""
    following = all_texts[index + 1].text.lstrip()[:1] if index + 1 < len(all_texts) else ""
    marks = _marks(all_texts[index])
    return (
        bool(following and marks) and following in _OPENERS and _is_opening(all_texts[index].text, marks[-1])
    )


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
        if _is_spoken_of(text, at):
            continue
        if sign in _PAIRS.values():
            if at not in items:
                opened.append(at)
        elif opened and text[opened[-1]] == _PAIRS[sign]:
            opened.pop()
        elif at not in items:
            return opened[-1] if opened else at
    return opened[0] if opened else None
