"""Stems of words by Snowball's algorithms: English (Porter 2) and Russian.

A stem is for comparing only, never shown. The browser stems the words of a query with the same algorithms
of the same release (`browser/vendor/snowball.js`).
"""

from __future__ import annotations

from snowballstemmer import EnglishStemmer, RussianStemmer

from build_scripts.search.letters import fold

#: Named one by one: the package's own choice would take another release's code where it is installed.
_STEMMERS = {"en": EnglishStemmer(), "ru": RussianStemmer()}
STEMMED = tuple(_STEMMERS)
#: Languages in Cyrillic letters that have no stemmer here; their words are left as they are.
_CYRILLIC = frozenset("ru uk bg sr be kk ky mk mn tg tt".split())
#: Languages in other letters than Latin: a Latin word in such a text is taken for an English one.
_OTHER = _CYRILLIC | frozenset("he yi ar fa ur ps el hy ka zh ja ko hi mr ne th".split())
SHORTEST = 3
"""Letters of a word that may have an ending."""


def stemmer_of(word: str, language: str) -> str:
    """The language whose stemmer is right for a folded word in a text of `language` (BCP 47; "" for
    unknown), or "" when there is none. The script decides where it is not the language's own."""
    main = language.split("-")[0].lower()
    if "а" <= word[0] <= "ӿ":
        return "" if main in _CYRILLIC and main != "ru" else "ru"
    if not "a" <= word[0] <= "z":
        return ""
    if main in _OTHER or not main:
        return "en"
    return main if main in STEMMED else ""


def stem(folded: str, spelling: str, language: str) -> str:
    """The folded stem of a word given folded and in lower case; "" when it has none: it is too short, or
    there is no stemmer for it. Cyrillic words are stemmed as spelled, because endings need their й."""
    if len(folded) < SHORTEST:
        return ""
    name = stemmer_of(folded, language)
    if not name:
        return ""
    return fold(_STEMMERS[name].stemWord(spelling.replace("ё", "е") if name == "ru" else folded))
