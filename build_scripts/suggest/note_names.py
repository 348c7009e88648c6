"""Names close to other names but not equal: perhaps a slip of a letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from build_scripts.connections import Target
from build_scripts.model import Corpus
from build_scripts.name_rules.keys import folded, one_letter_apart
from build_scripts.name_rules.words import INFLECTIONS, NOUNS_WITH_CAPITALS
from build_scripts.suggest.proposals import Proposal

_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]{7,30}(?![\w@/])")
#: Letters of two alphabets: a slip of its own.
_MIXED = re.compile(r"[A-Za-z][^\W\d_]*[а-яё]|[А-Яа-яё][^\W\d_]*[a-z]")
LEAST = 7
"""Letters that a word must have: short names are close to many others."""
_CROWD = 4
"""So many words alike are a series, not slips."""
_ENDING = 2
"""Letters at the end in which words of one stem may differ."""


@dataclass(slots=True)
class _Spelling:
    count: int
    first: Target
    listed: bool


def close_names(corpus: Corpus) -> Iterator[Proposal]:
    """A word with a capital that is one letter away from a more frequent or listed name, and occurs
    nowhere in small letters. Words that differ only in their endings are not meant."""
    words = _spellings(corpus)
    neighbours: dict[str, list[str]] = {}
    for word in words:
        for key in dict.fromkeys(_shortened(word.lower())):
            neighbours.setdefault(key, []).append(word)
    pairs = {
        pair for some in neighbours.values() if len(some) <= _CROWD for pair in combinations(sorted(some), 2)
    }
    for one, other in sorted(pairs, key=lambda pair: (words[pair[0]].first, pair)):
        if _is_close(one.lower(), other.lower()):
            rare, usual = sorted(
                (one, other), key=lambda w: (words[w].listed, words[w].count, words[w].first)
            )
            if _is_slip(words[rare], words[usual]):
                times = words[usual].count
                usually = f"{times} times" if times > 1 else "once"
                yield Proposal(
                    words[rare].first,
                    "name",
                    "query",
                    f"Elsewhere “{usual}” ({usually}), one letter apart.",
                    (words[usual].first,),
                )


def _is_close(one: str, other: str) -> bool:
    """One letter apart, and not only in the ending. Where a letter stands for another, the words must be
    longer: so many names differ in one letter."""
    replaced = len(one) == len(other) and sorted(one) != sorted(other)
    return len(one) >= LEAST + replaced and one_letter_apart(one, other) and not _same_stem(one, other)


def _is_slip(rare: _Spelling, usual: _Spelling) -> bool:
    """Whether one spelling is rare enough beside the other: a listed one is right by itself."""
    lone = rare.count == usual.count == 1 and rare.first.document == usual.first.document
    return not rare.listed and (usual.listed or usual.count > rare.count or lone)


def _spellings(corpus: Corpus) -> dict[str, _Spelling]:
    """Words with a capital, without those that stand in small letters too."""
    listed = {word for authority in corpus.knowledge.authorities for word in _WORD.findall(authority.label)}
    found: dict[str, _Spelling] = {}
    small: Counter[str] = Counter()
    for document in corpus.documents:
        # Where every noun has a capital, most words with one are no names.
        nouns = (document.value("language") or "")[:2] in NOUNS_WITH_CAPITALS
        for unit in document.units:
            for match in _WORD.finditer(unit.text):
                word = match[0]
                if word.islower():
                    small[word] += 1
                elif word.istitle() and (not nouns or word in listed) and not _MIXED.search(word):
                    spelling = found.get(word)
                    if spelling:
                        spelling.count += 1
                    else:
                        target = Target(document.id, unit.id, *match.span())
                        found[word] = _Spelling(1, target, word in listed)
    return {word: spelling for word, spelling in found.items() if not small[word.lower()]}


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one letter apart share one of these
    (the deletion neighbourhood)."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _same_stem(one: str, other: str) -> bool:
    """Whether the difference lies in the ending, or is one of diacritics only."""
    if folded(one) == folded(other):
        return True
    common = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest = (one[common:], other[common:])
    return max(map(len, rest)) <= _ENDING or all(not end or end in INFLECTIONS for end in rest)
