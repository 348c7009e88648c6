"""Paragraphs that may be cut, or may be several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from build_scripts.checks.texts import Spot, excerpt, without_code
from build_scripts.model import Block, Document
from build_scripts.signals import ends_sentence, headlike, starts_lower, words
from build_scripts.vocabulary import LABEL_LINE

MANY_WORDS = 1000
MANY_CHARACTERS = 8000
"""For scripts that set no spaces between words."""
_FEW_WORDS = 8
_HEADING_WORDS = 12
#: A letter, perhaps behind a quotation mark or bracket; not the sign of an item.
_STARTS = re.compile(r"[\"“„«‘'(\[]{0,2}[^\W\d_]")
#: A sentence may go on behind these, and lead to them.
_INSERTED = frozenset({"quote", "list", "table", "code", "verse", "caption", "credit"})


def open_ends(document: Document) -> Iterator[Spot]:
    """A paragraph ends without full stop, and another one follows: its other half may be missing, or
    stand further on. Short lines, and paragraphs that lead to a quotation, list or table, are not
    meant."""
    for block, following in pairwise(document.blocks):
        if block.kind != "p" or following.kind in _INSERTED or _is_set_by_lines(block):
            continue
        if not ends_sentence(block.text.rstrip("״׳")) and not _is_line(block.text, following.text):
            end = excerpt(block.text, len(block.text) - 40, len(block.text), 0)
            yield _last(block), f"the paragraph does not end: {end}"


def _is_line(text: str, following: str) -> bool:
    """Whether the text is complete as a line: a few words, a list of keywords, a heading in sentence
    case; but no heading goes on in lower case."""
    count = len(words(text))
    if count < _FEW_WORDS or LABEL_LINE.match(text):
        return True
    return count <= _HEADING_WORDS and headlike(text) and not starts_lower(following)


def lower_starts(document: Document) -> Iterator[Spot]:
    """A paragraph begins with a small letter: its beginning may be missing, or stand further up.
    Sentences that go on behind a quotation, list or table are not meant."""
    previous: Block | None = None
    for block in document.blocks:
        inserted = previous is not None and previous.kind in _INSERTED
        if block.kind == "p" and not inserted:
            text = without_code(block)
            lower = bool(_STARTS.match(text)) and starts_lower(text) and len(words(text)) >= 3
            if lower and not _is_set_by_lines(block):
                yield block.lines[0], f"the paragraph begins in lower case: {excerpt(block.text, 0, 40, 0)}"
        previous = block


def long_paragraphs(document: Document) -> Iterator[Spot]:
    """A paragraph has more than a thousand words: its divisions may be lost."""
    for block in document.blocks:
        if block.kind in ("p", "quote") and len(block.text) > MANY_WORDS * 4:
            count = len(words(block.text))
            if (
                count > MANY_WORDS
                or len(block.text) > MANY_CHARACTERS
                and block.text.count(" ") < len(block.text) / 20
            ):
                yield block.lines[0], f"a paragraph of {count:,} words: {excerpt(block.text, 0, 40, 0)}"


def _is_set_by_lines(block: Block) -> bool:
    """Whether the line ends belong to the text (addresses, verse)."""
    return "\n" in block.text


def _last(block: Block) -> int:
    return block.breaks[-1][1] if block.breaks else block.lines[-1]
