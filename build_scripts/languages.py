"""Which language a text is in, and where another one begins. Scripts are told from the letters; the
language from the words by py3langid (97 languages, model inside the package, deterministic)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import py3langid

from build_scripts.directions import other_way
from build_scripts.model import Passage

_SCRIPTS = {
    "CYRILLIC": "Cyrl",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "CJK": "Hani",
    "HIRAGANA": "Hani",
    "KATAKANA": "Hani",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
    "LATIN": "Latn",
}
#: The languages among which the model may choose, by script: those it tells apart reliably.
_CHOICES = {
    "Latn": [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "tr",
        "az",
        "cs",
        "sv",
        "da",
        "no",
        "fi",
        "hu",
        "ro",
        "ca",
        "hr",
        "sl",
        "sk",
        "lt",
        "lv",
        "et",
        "id",
        "vi",
        "sq",
        "la",
        "eo",
    ],
    "Cyrl": ["ru", "uk", "bg", "sr", "be", "kk", "ky", "mk", "mn"],
    "Hebr": ["he"],
    "Arab": ["ar", "fa", "ur", "ps"],
    "Grek": ["el"],
    "Armn": ["hy"],
    "Geor": ["ka"],
    "Hani": ["zh", "ja"],
    "Hang": ["ko"],
    "Deva": ["hi", "mr", "ne"],
    "Thai": ["th"],
}
UNKNOWN = "und"
"""BCP 47: a language that is not known."""
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CELL = re.compile(r"[^\t\n]+")
_ADDRESS = re.compile(r"\S+(?:://|@)\S+")


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The ISO 15924 code of the script of a letter; an empty string for others."""
    name = unicodedata.name(letter, "")
    return _SCRIPTS.get(name.split(" ")[0].split("-")[0], "")


def _main_script(text: str) -> str:
    counts: dict[str, int] = {}
    for letter in _LETTERS.findall(text[:6000]):
        code = script(letter)
        counts[code] = counts.get(code, 0) + 1
    counts.pop("", None)
    return max(counts, key=lambda code: (counts[code], code)) if counts else ""


def detect(text: str) -> str | None:
    """The language (BCP 47, primary subtag) of a text of at least some twenty letters, or None."""
    if len(_LETTERS.findall(text[:400])) < 20:
        return None
    choices = _CHOICES.get(_main_script(text))
    if not choices:
        return None
    if len(choices) == 1:
        return choices[0]
    return _classify(text[:20000], tuple(choices))


@lru_cache(maxsize=2048)
def _classify(text: str, choices: tuple[str, ...]) -> str:
    ranked = [(float(value), str(code)) for code, value in py3langid.rank(text) if str(code) in choices]
    return max(ranked)[1] if ranked else choices[0]


def passages(text: str, main: str) -> tuple[Passage, ...]:
    """The stretches in a script other than the main language's: at least two words or eight letters. A text
    whose letters all run the other way than the main language is one passage, from end to end: its signs and
    figures belong to it, and between its words they keep their order."""
    if other_way(text, main):
        return (Passage(0, len(text), _turned(text)),)
    own = {
        "ru": "Cyrl",
        "uk": "Cyrl",
        "bg": "Cyrl",
        "sr": "Cyrl",
        "be": "Cyrl",
        "kk": "Cyrl",
        "ky": "Cyrl",
        "mk": "Cyrl",
        "mn": "Cyrl",
        "he": "Hebr",
        "ar": "Arab",
        "fa": "Arab",
        "ur": "Arab",
        "ps": "Arab",
        "el": "Grek",
        "hy": "Armn",
        "ka": "Geor",
        "zh": "Hani",
        "ja": "Hani",
        "ko": "Hang",
        "hi": "Deva",
        "mr": "Deva",
        "ne": "Deva",
        "th": "Thai",
    }.get(main, "Latn")
    if text.isascii():
        return ()
    runs: list[list] = []
    for match in _WORD.finditer(text):
        code = script(match.group()[0])
        if runs and runs[-1][2] == code and len(text[runs[-1][1] : match.start()]) <= 4:
            runs[-1][1] = match.end()
            runs[-1][3] += 1
        else:
            runs.append([match.start(), match.end(), code, 1])
    found = [
        Passage(start, end, detect(text[start:end]) or _CHOICES[code][0])
        for start, end, code, count in runs
        if code and code not in (own, "Latn") and (count >= 2 or end - start >= 8)
    ]
    found += [p for p in _quoted(text, main) if not any(p.start < f.end and f.start < p.end for f in found)]
    return tuple(sorted(found, key=lambda p: p.start))


def passages_of_cells(table: str, main: str) -> tuple[Passage, ...]:
    """The same for a table: rows between line feeds, cells between tabs. Where cells run the other way than
    the main language, each cell is a text of its own."""
    cells = list(_CELL.finditer(table))
    if not any(other_way(cell.group(), main) for cell in cells):
        return passages(table, main)
    return tuple(
        Passage(cell.start() + found.start, cell.start() + found.end, found.language)
        for cell in cells
        for found in passages(cell.group(), main)
    )


def _turned(text: str) -> str:
    """The language of a text that runs the other way: told by its words, else by its script where that has
    but few languages."""
    choices = _CHOICES.get(_main_script(text))
    if not choices or choices is _CHOICES["Latn"]:
        return detect(_ADDRESS.sub(" ", text)) or UNKNOWN
    return detect(text) or choices[0]


#: A title or sentence in quotation marks.
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{20,300})[”“»\"]")


def _quoted(text: str, main: str) -> Iterator[Passage]:
    """Quoted stretches of at least four words of the same script in another language: only where several
    words have letters that the main language does not use, since short texts are easily mistaken."""
    if main != "en":
        return
    for match in _QUOTED.finditer(text):
        words = _WORD.findall(match.group(1))
        foreign = [w for w in words if not w.isascii() and any(ord(c) > 191 and c.isalpha() for c in w)]
        if len(words) >= 4 and len(foreign) >= 2 and _main_script(match.group(1)) == "Latn":
            language = detect(match.group(1))
            if language and language != main:
                yield Passage(match.start(1), match.end(1), language)
