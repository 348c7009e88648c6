"""Posting lists as short strings.

A number is written in base 64 (`A-Za-z0-9-_`), five bits a digit, the lowest first; a digit of 32 or more
says that another follows. A posting is: the difference to the passage before (of the first: its number);
twice the impact (1 to 15), and one more when there is not exactly one position; then the count of positions,
if it is not one; and the differences between the positions. A list that begins with a full stop has no
positions: of its postings only the first two numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
STRONGEST = 15
BARE = b"."
"""Stands before a list without positions."""

#: Saturation and share of the length in BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance
#: Framework"); the length of a passage of ordinary weight is fixed, so that one document does not change
#: the postings of another.
_SATURATION, _LENGTH_SHARE, _ORDINARY = 1.2, 0.6, 80

Posting = tuple[int, int, tuple[int, ...]]
"""Number of the passage, impact, positions."""


@lru_cache(maxsize=1 << 16)
def number(value: int) -> bytes:
    """A number from 0 on."""
    digits = bytearray()
    while value > 31:
        digits.append(_DIGITS[(value & 31) | 32])
        value >>= 5
    digits.append(_DIGITS[value])
    return bytes(digits)


@lru_cache(maxsize=1 << 16)
def impact(times: int, length: int) -> int:
    """How much a passage of `length` words is about a word that it holds `times` times: 1 to 15."""
    weight = (
        times
        * (_SATURATION + 1)
        / (times + _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _ORDINARY))
    )
    return max(1, min(STRONGEST, round(weight / (_SATURATION + 1) * STRONGEST)))


def head(step: int, strength: int, count: int) -> bytes:
    """The beginning of a posting. Most words stand once in a passage: their count is one bit."""
    if count == 1:
        return number(step) + number(2 * strength)
    return number(step) + number(2 * strength + 1) + number(count)


def steps(positions: Iterable[int]) -> bytes:
    """Rising numbers as differences."""
    found, before = [], 0
    for position in positions:
        found.append(number(position - before))
        before = position
    return b"".join(found)


def numbers(written: bytes) -> Iterator[int]:
    value = shift = 0
    for digit in written:
        part = _VALUES[digit]
        value |= (part & 31) << shift
        if part < 32:
            yield value
            value = shift = 0
        else:
            shift += 5


def read(written: bytes) -> Iterator[Posting]:
    """The postings of a list."""
    bare = written.startswith(BARE)
    rest = numbers(written[len(BARE) :] if bare else written)
    passage = 0
    for step in rest:
        passage += step
        strength, several = divmod(next(rest), 2)
        count = next(rest) if several else 0 if bare else 1
        positions, position = [], 0
        for _ in range(count):
            position += next(rest)
            positions.append(position)
        yield passage, strength, tuple(positions)


def write(postings: Iterable[Posting]) -> bytes:
    """The list of postings in order of passages."""
    parts, before = [], 0
    for passage, strength, positions in postings:
        parts.append(head(passage - before, strength, len(positions)) + steps(positions))
        before = passage
    return b"".join(parts)


def without_positions(written: bytes) -> bytes:
    """The list with passages and impacts only; any list may be given, also one without positions."""
    parts, before = [BARE], 0
    for passage, strength, _ in read(written):
        parts.append(number(passage - before) + number(2 * strength))
        before = passage
    return b"".join(parts)


def pieces(written: bytes, most: int) -> list[bytes]:
    """A list cut into lists of about `most` bytes at most, each of which begins anew and is of its sort."""
    share = -(-len(written) // max(1, -(-len(written) // most)))
    bare = written.startswith(BARE)
    begin = BARE if bare else b""
    found: list[bytes] = []
    held = bytearray(begin)
    before = 0
    for passage, strength, positions in read(written):
        if len(held) >= share:
            found.append(bytes(held))
            held, before = bytearray(begin), 0
        if bare:
            held += number(passage - before) + number(2 * strength)
        else:
            held += head(passage - before, strength, len(positions)) + steps(positions)
        before = passage
    return [*found, bytes(held)]
