"""The index: for every form of every word the passages that hold it.

Terms: folded words and joined forms; `agreement~` stems; `erdogan=erdoğan` spellings, of words that are
spelled in two or more ways; `d:1992-04-07` dates; `e:<id>` listed entities; `o:<id>` topics; `k:title`
and `k:head` titles and headings. The lists grow as bytes, one for each term, in one pass over the texts.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_scripts.search import postings
from build_scripts.search.letters import fold, lowered
from build_scripts.search.passages import Passage
from build_scripts.search.words import LONGEST_WORD, Token, tokens, words_of

MOST_POSITIONS = 20_000
"""Postings of a term up to which its positions are kept: a phrase with a more frequent word is checked
in the text of the passage."""
MOST_STEM_POSITIONS = 1_000
"""The same of a stem: its positions only tell how near the words of a query stand to each other."""
SHORTEST_SPELLED = 4
"""Letters of a word that may be proposed for a misspelled one."""

_FOREIGN = re.compile(r"\S*[^\x00-\x7f]\S*")
Names = Sequence[tuple[int, str]]
"""(offset in the passage, term) of what is named there; offset -1 for the passage as a whole."""


class Index:
    """Grows passage by passage."""

    def __init__(self, spelled: frozenset[str]) -> None:
        """`spelled`: the folded words whose spellings are told apart."""
        self.count = 0
        self.languages: Counter[str] = Counter()
        self._spelled = spelled
        self._numbers: dict[str, int] = {}
        self._lists: list[bytearray] = []
        self._last = array("l")
        self._frequency = array("l")
        self._words: set[str] = set()
        self._owners: dict[str, str] = {}
        self._spellings: dict[str, set[str]] = {}
        self._digest = hashlib.sha256()

    def add(self, passage: Passage, names: Names = ()) -> None:
        """The next passage."""
        found = tokens(passage.text, passage.language)
        places: dict[str, list[int]] = {}
        for token in found:
            position = token.position
            for form in token.forms:
                if form in places:
                    places[form].append(position)
                else:
                    places[form] = [position]
            if token.kind == "letters":
                self._note_word(token, passage.text, places)
        for term, position in _placed(names, found):
            places.setdefault(term, []).extend((position,) if position >= 0 else ())
        if passage.kind in ("title", "head"):
            places["k:" + passage.kind] = []
        for term, positions in places.items():
            self._add(term, sorted(set(positions)) if term.startswith("e:") else positions, len(found))
        self.languages[passage.language] += 1
        self._digest.update(repr(passage).encode("utf-8", "surrogatepass"))
        self.count += 1

    def _note_word(self, token: Token, text: str, places: dict[str, list[int]]) -> None:
        word, last = token.forms[0], token.forms[-1]
        self._words.add(word)
        if last[-1] == "~" and self._owners.setdefault(last, word) != word:
            self._owners[last] = ""
        if word in self._spelled:
            spelling = lowered(text[token.start : token.end])[:LONGEST_WORD]
            self._spellings.setdefault(word, set()).add(spelling)
            places.setdefault(f"{word}={spelling}", []).append(token.position)

    def _add(self, term: str, positions: list[int], length: int) -> None:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self._lists)
            self._lists.append(bytearray())
            self._last.append(0)
            self._frequency.append(0)
        held = self._lists[number]
        self._frequency[number] += 1
        strength = postings.impact(len(positions) or 1, length)
        kept = positions if self._frequency[number] <= MOST_POSITIONS else []
        held += postings.head(self.count - self._last[number], strength, len(kept)) + postings.steps(kept)
        self._last[number] = self.count

    def terms(self) -> list[str]:
        """The terms that are kept, by UTF-16 code units, as the browser orders them."""
        kept = [term for term in self._numbers if self._kept(term)]
        if any(not term.isascii() for term in kept):
            return sorted(kept, key=lambda term: term.encode("utf-16-be", "surrogatepass"))
        return sorted(kept)

    def _kept(self, term: str) -> bool:
        """Whether the term tells more than another one: a stem that is the one word that has it does not,
        nor does the one spelling of a word."""
        if term[-1] == "~":
            return self._owners.get(term) != term[:-1]
        word, sign, _ = term.partition("=")
        return not sign or len(self._spellings[word]) > 1

    def alias(self, term: str) -> str:
        """Of a stem that only one word has: that word; else ""."""
        return self._owners.get(term, "")

    def frequency(self, term: str) -> int:
        """In how many passages it is."""
        return self._frequency[self._numbers[term]]

    def postings(self, term: str) -> bytes:
        """Its list; without positions when it is too long, and of what stands for passages as a whole."""
        number = self._numbers[term]
        held = bytes(self._lists[number])
        most = 0 if term.startswith(("k:", "o:")) else MOST_POSITIONS
        if term[-1] == "~":
            most = MOST_STEM_POSITIONS
        return postings.without_positions(held) if self._frequency[number] > most else held

    def words(self) -> Iterator[str]:
        """The words that may be proposed for others, in no order."""
        return (word for word in self._words if len(word) >= SHORTEST_SPELLED)

    def version(self, more: Iterable[str] = ()) -> str:
        """A hash of everything that the index was made of and of `more`."""
        digest = self._digest.copy()
        for term, held in zip(self._numbers, self._lists, strict=True):
            digest.update(term.encode("utf-8", "surrogatepass") + b"\0")
            digest.update(held)
        for text in more:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        return digest.hexdigest()[:12]


def _placed(names: Names, found: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """(term, position of the token at its offset, or -1)."""
    if not names:
        return
    starts = [token.start for token in found]
    for offset, term in names:
        yield term, (max(0, bisect_right(starts, offset) - 1) if offset >= 0 and found else -1)


def spelled_apart(texts: Iterable[str]) -> frozenset[str]:
    """The folded words that occur in a spelling of their own (`Erdoğan`)."""
    found: set[str] = set()
    for text in texts:
        if text.isascii():
            continue
        for match in _FOREIGN.finditer(text):
            for spelling in words_of(match.group()):
                folded = fold(spelling)[:LONGEST_WORD]
                if folded != lowered(spelling)[:LONGEST_WORD]:
                    found.add(folded)
    return frozenset(found)


def built(passages: Iterable[Passage], names: Mapping[int, Names], spelled: frozenset[str]) -> Index:
    """The index of numbered passages; `names`: number of the passage → what is named in it."""
    index = Index(spelled)
    for number, passage in enumerate(passages):
        index.add(passage, names.get(number, ()))
    return index
