"""Words and punctuation marks that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, excerpt, texts
from build_scripts.model import Document

#: Words that no sentence needs twice in a row, in the languages known here.
_NEVER = frozenset(
    re.findall(
        r"\w+",
        "a an the of and or to for with from by at into their our its this these"
        " und mit von zu für oder ein eine einen einem einer zum zur vom"
        " le les un une du des et au aux pour avec dans"
        " el los las un una del para con por"
        " il gli nel della delle dei con per"
        " и в на с по из от для или при к"
        " ve ile için və ilə üçün",
    )
)
_WORD = re.compile(r"(?<![\w'’-])([^\W\d_]+)(\s+)(?=\1(?![\w'’-]|\.\w))")
_SIGNS = re.compile(r",[,.;:]|;[;,.]|:[:,;]|(?<![.?!…])\.\.(?![.\w/\\])")
_QUOTE = tuple("\"'“”‘’`")
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
    """Two punctuation marks stand where one can be: `,,`, `;;`, `,.`, `..` (three dots are not meant).
    Where a note marker stood between them, both are right."""
    for text in texts(document):
        if text.kind == "table":
            continue
        marked = {ref.offset for ref in text.noterefs}
        for match in _SIGNS.finditer(_ADDRESS.sub(lambda address: "x" * len(address.group()), text.text)):
            if match.start() + 1 not in marked and not _is_meant(text.text, match):
                yield text.line(match.start()), f"{match.group()!r}: {excerpt(text.text, *match.span())}"


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether the two are a low quotation mark typed as `,,`, stand in a name such as `std::x`, or
    are spoken of (`".."`)."""
    before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if match.group() == ",,":
        return behind.isalnum() and not before.isalnum()
    return match.group() == "::" and bool(behind) or before in _QUOTE and behind in _QUOTE
