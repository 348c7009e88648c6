"""Quotations for the checker, drawn from texts by number: true ones, altered ones, foreign ones. The draw is
the same each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.model import Corpus
from build_scripts.search.letters import fold
from build_scripts.search.words import tokens

EDITIONS = Path(__file__).parent / "editions"


@dataclass(frozen=True)
class Drawn:
    text: str
    document: str = ""
    unit: str = ""


def number(*what: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(what).encode()).digest()[:6])


def windows(corpus: Corpus, count: int, least: int, most: int, seed: str) -> list[Drawn]:
    """Stretches of whole words of blocks and notes, `least` to `most` words long."""
    units = [(d.id, unit.id, unit.text) for d in corpus.documents for unit in d.units]
    found: list[Drawn] = []
    for turn in range(count * 20):
        document, unit, text = units[number(seed, turn, "unit") % len(units)]
        spans = [match.span() for match in re.finditer(r"\S+", text)]
        size = least + number(seed, turn, "size") % (most - least + 1)
        if len(spans) < size or "\t" in text:
            continue
        first = number(seed, turn, "first") % (len(spans) - size + 1)
        drawn = text[spans[first][0] : spans[first + size - 1][1]]
        if len(words(drawn)) >= least - 1:
            found.append(Drawn(drawn, document, unit))
        if len(found) == count:
            return found
    raise AssertionError("too few texts to draw from")


def words(text: str) -> list[str]:
    return [token.forms[0] for token in tokens(text, "")]


def true_ones(corpus: Corpus, count: int) -> list[Drawn]:
    """As they stand, and as people copy them: other quotation marks, capitals, line breaks, accents lost."""
    ways = (
        lambda text: text,
        lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
        str.upper,
        lambda text: text.replace(" ", "\n  ", 3),
        lambda text: "".join(fold(char) or char for char in text),
        lambda text: f"{text}.",
    )
    drawn = windows(corpus, count, 5, 60, "true")
    return [
        Drawn(ways[place % len(ways)](one.text), one.document, one.unit) for place, one in enumerate(drawn)
    ]


def altered_ones(corpus: Corpus, count: int) -> Iterator[Drawn]:
    """One change inside: a word replaced, left out, put in, a figure changed, two words in each other's place."""
    whole = " ".join("".join(words(unit.text)) for d in corpus.documents for unit in d.units)
    others = sorted(
        {word for d in corpus.documents for b in d.blocks for word in b.text.split() if word.isalpha()}
    )
    for place, one in enumerate(windows(corpus, 2 * count, 9, 40, "altered")):
        parts = one.text.split()
        at = 3 + number("at", place) % (len(parts) - 6)
        other = others[number("other", place) % len(others)]
        figure = next((k for k, part in enumerate(parts[2:-2], 2) if re.search(r"[0-9]", part)), None)
        way = place % 5
        if way == 0:
            parts[at] = other
        elif way == 1:
            del parts[at]
        elif way == 2:
            parts.insert(at, "not")
        elif way == 3 and figure is not None:
            parts[figure] = re.sub(r"[0-9]", lambda m: str((int(m[0]) + 1) % 10), parts[figure], count=1)
        else:
            parts[at], parts[at + 1] = parts[at + 1], parts[at]
        text = " ".join(parts)
        if "".join(words(text)) not in whole:
            yield Drawn(text, one.document, one.unit)
            count -= 1
            if not count:
                return


def foreign_ones(count: int) -> list[Drawn]:
    """Sentences of other documents."""
    found: list[Drawn] = []
    for path in sorted(EDITIONS.glob("*/seed.*")):
        if re.match(r"[0-9]{3}", path.parent.name):
            continue
        text = path.read_text("utf-8", "replace")
        sentences = re.findall(r"(?<=[.!?] )[A-Z][a-z][^.!?<>|*#\n]{50,220}[.!?]", text)
        found += [Drawn(sentence) for sentence in sentences[1:4]]
    assert len(found) >= count
    return found[:count]
