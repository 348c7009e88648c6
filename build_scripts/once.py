"""What is made once for a corpus, not once for each of its documents or pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from build_scripts.model import Corpus

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A corpus as a key: the same one, not an equal one (its records are mappings, which have no hash)."""

    corpus: Corpus

    def __hash__(self) -> int:
        return id(self.corpus)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.corpus is self.corpus


def once(make: Callable[[Corpus], Made]) -> Callable[[Corpus], Made]:
    """Decorator: `make` runs once while it is asked about the same corpus; that one is held until another comes."""
    kept = lru_cache(maxsize=1)(lambda same: make(same.corpus))

    @wraps(make)
    def made(corpus: Corpus) -> Made:
        return kept(_Same(corpus))

    return made
