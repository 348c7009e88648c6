"""Words and punctuation marks that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, Text, excerpt, texts
from build_scripts.model import Document

#: Words that no sentence needs twice in a row, in the languages known here.
_NEVER = frozenset(
    "a an the of and or to for with from by at into their our its this these"
    " und mit von zu für oder ein eine einen einem einer zum zur vom"
    " le les un une du des et au aux pour avec dans"
    " el los las un una del para con por"
    " il gli nel della delle dei con per"
    " и в на с по из от для или при к"
    " ve ile için və ilə üçün".split())
_WORD = re.compile(r"(?<![\w'’-])([^\W\d_]+)(\s+)(?=\1(?![\w'’-]|\.\w))")
_SIGNS = re.compile(r",[,.;:]|;[;,.]|:[:,;]|(?<![.?!…])\.\.(?![.\w/\\])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[\w/]")


def doubled_words(document: Document) -> Iterator[Spot]:
    """A word stands twice in a row: a small word that no sentence doubles, or any word of which one
    stands at the end of a line of the document and one at the beginning of the next."""
    for text in texts(document):
        if text.kind in ("table", "verse"):
            continue
        edges = {offset for offset, _ in text.breaks}
        for match in _WORD.finditer(text.text):
            word = match.group(1)
            if word in _NEVER or match.end() in edges and len(word) >= 3 and word.islower():
                start, end = match.start(), match.end() + len(word)
                yield text.line(start), f"«{word} {word}»: {excerpt(text.text, start, end)}"


def doubled_punctuation(document: Document) -> Iterator[Spot]:
    """Two punctuation marks stand where one can be: `,,`, `;;`, `,.`, `..` (not `…`)."""
    for text in texts(document):
        if text.kind == "table":
            continue
        for match in _SIGNS.finditer(_ADDRESS.sub(lambda address: "x" * len(address.group()), text.text)):
            if not _is_meant(text, match):
                yield text.line(match.start()), f"{match.group()!r}: {excerpt(text.text, *match.span())}"


def _is_meant(text: Text, match: re.Match[str]) -> bool:
    """Whether the two are a low quotation mark typed as `,,`, a name such as `std::x`, or had a note
    marker between them."""
    before, behind = text.text[: match.start()][-1:], text.text[match.end() : match.end() + 1]
    if any(ref.offset == match.start() + 1 for ref in text.noterefs):
        return True
    if match.group() == ",," and behind.isalnum() and not before.isalnum():
        return True
    return match.group() == "::" and bool(behind)
