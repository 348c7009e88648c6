"""Languages by their English names, and the script each is written in (ISO 639, ISO 15924)."""

from __future__ import annotations

import re
from collections import Counter

from build_scripts.languages import script

NAMES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tg": "Tajik", "th": "Thai", "tk": "Turkmen",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish",
    "zh": "Chinese",
}  # fmt: skip
#: Language → the scripts in which it is written today; the others are written in Latin letters.
_SCRIPTS = {
    "ar": "Arab", "az": "Latn Cyrl Arab", "be": "Cyrl", "bg": "Cyrl", "bs": "Latn Cyrl", "el": "Grek",
    "fa": "Arab", "he": "Hebr", "hi": "Deva", "hy": "Armn", "ja": "Hani", "ka": "Geor", "kk": "Cyrl Latn",
    "ko": "Hang Hani", "ku": "Latn Arab", "ky": "Cyrl", "mk": "Cyrl", "mn": "Cyrl", "mr": "Deva",
    "ne": "Deva", "ps": "Arab", "ru": "Cyrl", "sr": "Cyrl Latn", "tg": "Cyrl", "th": "Thai",
    "tk": "Latn Cyrl", "uk": "Cyrl", "ur": "Arab", "uz": "Latn Cyrl", "yi": "Hebr", "zh": "Hani",
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")


def language_name(tag: str) -> str:
    """`ru` → `Russian`, `az-Latn` → `Azerbaijani`; an unknown tag as it is."""
    return NAMES.get(tag.split("-")[0].lower(), tag)


def fits(text: str, tag: str) -> bool:
    """Whether most letters of `text` are of a script of the language: a title that was put into another
    alphabet, or translated, is not in the language of its work."""
    counted = Counter(code for letter in _LETTER.findall(text) if (code := script(letter)))
    language, *rest = tag.split("-")
    stated = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    scripts = [stated.title()] if stated else _SCRIPTS.get(language.lower(), "Latn").split()
    return bool(counted) and counted.most_common(1)[0][0] in scripts


def language_attribute(text: str, tag: str) -> str:
    """The tag, where the text is written in that language as far as its letters tell; else ""."""
    return tag if tag and fits(text, tag) else ""
