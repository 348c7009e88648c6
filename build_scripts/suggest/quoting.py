"""Passages as quotations that stand in their document exactly once."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.connections import Target
from build_scripts.knowledge import Quote
from build_scripts.model import Block, Corpus, Note

CONTEXT = 6
"""Words that are tried on either side to tell equal passages apart."""

_NEAR = 400
"""Characters on either side in which those words are sought."""


class Quoter:
    """Quotations of a corpus; the texts are put in order once for each document."""

    def __init__(self, corpus: Corpus) -> None:
        self._units = {(d.id, unit.id): unit for d in corpus.documents for unit in d.units}
        self._documents = {d.id: d for d in corpus.documents}
        self._plain: dict[str, tuple[str, ...]] = {}

    def unit(self, target: Target) -> Block | Note:
        return self._units[target.document, target.unit]

    def words(self, target: Target) -> str:
        """The characters of a passage, white space runs as one space."""
        return " ".join(self.unit(target).text[target.start : target.end].split())

    def quote(self, target: Target) -> Quote | None:
        """The quotation, with as few words around as make it the only one; None when it is empty or no
        words around tell it from its equals."""
        text = self.unit(target).text
        exact = self.words(target)
        if not exact:
            return None
        before = text[max(0, target.start - _NEAR) : target.start].split()
        after = text[target.end : target.end + _NEAR].split()
        for ahead, behind in _widths():
            prefix = " ".join(before[len(before) - min(ahead, len(before)) :])
            suffix = " ".join(after[:behind])
            if self._count(target.document, exact, prefix, suffix) == 1:
                return Quote(target.document, exact, prefix, suffix)
        return None

    def _count(self, document: str, exact: str, prefix: str, suffix: str) -> int:
        """How often the words stand in the document, up to 2."""
        if document not in self._plain:
            units = self._documents[document].units
            self._plain[document] = tuple(" ".join(unit.text.split()) for unit in units)
        found = 0
        for text in self._plain[document]:
            at = text.find(exact)
            while at >= 0:
                # One space at most stands at the seam.
                end = at + len(exact)
                before = text[max(0, at - len(prefix) - 1) : at].rstrip()
                after = text[end : end + len(suffix) + 1].lstrip()
                found += before.endswith(prefix) and after.startswith(suffix)
                if found > 1:
                    return found
                at = text.find(exact, at + 1)
        return found


def _widths() -> Iterator[tuple[int, int]]:
    """(words before, words after), the fewest first."""
    yield 0, 0
    for count in range(1, CONTEXT + 1):
        yield count, 0
        yield 0, count
        yield count, count


def context(text: str, start: int, end: int, around: int = 50) -> str:
    """The characters from `start` to `end` in their words, in one line, for a comment."""
    low, high = max(0, start - around), min(len(text), end + around)
    while low > 0 and not text[low - 1].isspace() and start - low < around + 30:
        low -= 1
    while high < len(text) and not text[high].isspace() and high - end < around + 30:
        high += 1
    words = " ".join(text[low:high].split())
    return ("… " if low else "") + words + (" …" if high < len(text) else "")
