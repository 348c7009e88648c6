"""Signs of a wrong decoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, excerpt, texts
from build_scripts.model import Document

_LOST = re.compile("[\ufffd\ue000-\uf8ff]+")
#: UTF-8 read as Windows-1252 or Latin-1: quotation marks and dashes, accented letters, signs.
_GARBLED = re.compile(
    "â€[™œ\u009d˜“”¦¢\x80-\x9f]?|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?![\\s.,])|Â[\xa0«»°·§©®±²³]|"
    "(?:[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2,}"
)


def lost_characters(document: Document) -> Iterator[Spot]:
    """A character was lost before the document came here: the replacement sign U+FFFD, or a code that
    only one font knew, stands in its place."""
    for text in texts(document):
        found = list(_LOST.finditer(text.text))
        if found:
            more = f" (and {len(found) - 1} more in this passage)" if len(found) > 1 else ""
            yield text.line(found[0].start()), f"lost character: {excerpt(text.text, *found[0].span())}{more}"


def garbled_characters(document: Document) -> Iterator[Spot]:
    """A text was decoded in the wrong way before it came here: `â€™` stands for `’`, `Ã©` for `é`."""
    for text in texts(document):
        found = list(_GARBLED.finditer(text.text))
        if found:
            more = f" (and {len(found) - 1} more in this passage)" if len(found) > 1 else ""
            yield text.line(found[0].start()), f"garbled: {excerpt(text.text, *found[0].span())}{more}"
