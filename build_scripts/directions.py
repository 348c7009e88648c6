"""Which way a text runs: by its language, and by its letters.

Of the classes of the Unicode Bidirectional Algorithm (UAX #9) three are strong: L (left to right), R and AL
(right to left). Figures, spaces and signs have no direction of their own: at the end of a line they go the way
of the text *around* it, so a Hebrew note in an English text would have its full stop on the wrong side.
"""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages (BCP 47, primary subtag) that are written from right to left."""


def right_to_left(tag: object) -> bool:
    """Whether a language (BCP 47) is; nothing and what is not known is not."""
    return str(tag or "").lower().split("-")[0] in RIGHT_TO_LEFT


def other_way(text: str, language: object) -> bool:
    """Whether a text has letters, and all of them run the other way than the language around it."""
    if text.isascii() and not right_to_left(language):
        return False
    here = {unicodedata.bidirectional(sign) for sign in set(text)} & {"L", "R", "AL"}
    return bool(here) and here.isdisjoint({"R", "AL"} if right_to_left(language) else {"L"})
