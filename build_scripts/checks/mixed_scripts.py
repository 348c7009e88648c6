"""Letters of two alphabets in one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, excerpt, texts
from build_scripts.languages import script
from build_scripts.model import Document

_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN, _OTHER = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[Ͱ-ԯ]")
#: Abbreviations in capitals take endings of the sentence's own alphabet (`SMSки`).
_ENDED = re.compile(r"[A-Z]{2,}[а-яёіїєґ]+")
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek"}


def mixed_scripts(document: Document) -> Iterator[Spot]:
    """A word holds letters of two alphabets that look alike: Latin with Cyrillic or Greek. Recognition
    took one for the other, and nobody will find the word by searching. Signs such as `µm` or `kΩ`, and
    abbreviations with an ending in another alphabet, are not meant."""
    for text in texts(document):
        if text.text.isascii():
            continue
        for match in _WORD.finditer(text.text):
            word = match.group()
            if not (_LATIN.search(word) and _OTHER.search(word)) or _ENDED.fullmatch(word):
                continue
            counts = Counter(code for code in map(script, word) if code in _NAMES)
            if len(counts) < 2 or len(word) < 4 and "Grek" in counts:
                continue
            fewest = min(counts, key=lambda code: (counts[code], code))
            odd = " ".join(letter for letter in word if script(letter) == fewest)
            where = excerpt(text.text, *match.span(), 16)
            yield text.line(match.start()), f"«{word}» mixes alphabets ({_NAMES[fewest]}: {odd}): {where}"
