"""Dates that a document states, as EDTF (ISO 8601-2). Nothing is guessed: `3/4/2021`, which may be
March or April, is no date here."""

from __future__ import annotations

import re

_MONTHS = [
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|января|январь|янв|ocak|yanvar|stycznia|січня|januari|ינואר|בינואר",
    "february|feb|februar|février|févr|fevrier|febrero|febbraio|fevereiro|fev|февраля|февраль|фев|şubat|fevral|lutego|лютого|februari|פברואר|בפברואר",
    "march|mar|märz|mrz|mars|marzo|março|марта|март|mart|marca|березня|maart|מרץ|במרץ",
    "april|apr|avril|avr|abril|abr|aprile|апреля|апрель|апр|nisan|aprel|kwietnia|квітня|אפריל|באפריל",
    "may|mai|mayo|maggio|mag|maio|мая|май|mayıs|maja|травня|mei|מאי|במאי",
    "june|jun|juni|juin|junio|giugno|giu|junho|июня|июнь|haziran|iyun|czerwca|червня|יוני|ביוני",
    "july|jul|juli|juillet|juil|julio|luglio|lug|julho|июля|июль|temmuz|iyul|lipca|липня|יולי|ביולי",
    "august|aug|août|aout|agosto|ago|августа|август|авг|ağustos|avqust|sierpnia|серпня|augustus|אוגוסט|באוגוסט",
    "september|sept|sep|septembre|septiembre|setiembre|settembre|set|setembro|сентября|сентябрь|сен|eylül|sentyabr|września|вересня|ספטמבר|בספטמבר",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октября|октябрь|окт|ekim|oktyabr|października|жовтня|אוקטובר|באוקטובר",
    "november|nov|novembre|noviembre|novembro|ноября|ноябрь|ноя|kasım|noyabr|listopada|листопада|נובמבר|בנובמבר",
    "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro|декабря|декабрь|дек|aralık|dekabr|grudnia|грудня|דצמבר|בדצמבר",
]
_SEASONS = [
    "spring|frühjahr|frühling|printemps|primavera|весна|bahar|ilkbahar|yaz ayları",
    "summer|sommer|été|verano|estate|verão|лето|yaz|yay",
    "autumn|fall|herbst|automne|otoño|autunno|outono|осень|sonbahar|payız",
    "winter|hiver|invierno|inverno|зима|kış|qış",
]
_MONTH_OF = {name: i for i, row in enumerate(_MONTHS, 1) for name in row.split("|")}
_SEASON_OF = {name: 20 + i for i, row in enumerate(_SEASONS, 1) for name in row.split("|")}
_M = "(" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_S = "(" + "|".join(sorted(_SEASON_OF, key=len, reverse=True)) + ")"
_Y = r"((?:1[5-9]|20)\d\d)"
_D = r"(\d{1,2})(?:st|nd|rd|th|\.|er|º|ª)?"
_SEP = r"(?:\s+de[l]?\s+|\s*,\s*|\s+)"
_PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    ("dmy", re.compile(rf"(?<![\d/.–-]){_D}(?:\s+(?:de|of)\s+|\s+){_M}{_SEP}{_Y}\b", re.I)),
    ("mdy", re.compile(rf"\b{_M}\s+{_D}{_SEP}{_Y}\b", re.I)),
    ("ymd", re.compile(r"\b((?:1[5-9]|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")),
    ("dmy-dots", re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:1[5-9]|20)\d\d)\b")),
    ("dmy-slash", re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:1[5-9]|20)\d\d)\b")),
    ("mmy", re.compile(rf"\b{_M}\s*(?:[-–/]|and|und|et|y)\s*{_M}{_SEP}{_Y}\b", re.I)),
    ("my", re.compile(rf"\b{_M}{_SEP}{_Y}\b", re.I)),
    ("ym", re.compile(rf"\b{_Y}[,.]?\s+{_M}(?![\w])", re.I)),
    ("sy", re.compile(rf"\b{_S}\s+{_Y}\b", re.I)),
]
#: What may stand around a date on a date line.
_AROUND = re.compile(
    r"(?i)\b(?:published|posted|updated|last updated|date|dated|on|at|issued|released?|publication date|first published|"
    r"stand|datum|veröffentlicht|am|den|erschienen|publié|le|mis à jour|publicado|el|actualizado|pubblicato|il|"
    r"опубликовано|дата|г|года|год|yayın(?:lanma)? tarihi|tarih|tarixi?|dərc olunub|yayınlandı|"
    r"mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"am|pm|a\.m|p\.m|gmt|utc|est|edt|et|cet|uhr|h|msk|мск|\d{1,2}[:.]\d{2}(?::\d{2})?)\b\.?"
)


def find_date(text: str, alone: bool = False) -> str | None:
    """The first date stated in `text` as EDTF (`2014-10`, `2025-22` for a season, `2020-07/2020-08`).
    With `alone`, only when the text is nothing else (but a weekday, an hour, «Published»).
    None when there is none, or when it is ambiguous or impossible."""
    text = " ".join(text[:600].split())
    if alone and len(text) > 90 or not re.search(r"\d{4}", text):
        return None
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = _edtf(name, [g.casefold().replace("i̇", "i") for g in match.groups()])
            if value is None:
                continue
            if alone and _AROUND.sub("", text[: match.start()] + " " + text[match.end() :]).strip(
                " ,.:;|·•–—-()[]/"
            ):
                continue
            return value
    return None


def _edtf(name: str, parts: list[str]) -> str | None:
    if name == "sy":
        return f"{parts[1]}-{_SEASON_OF[parts[0]]}"
    if name == "my":
        return f"{parts[1]}-{_MONTH_OF[parts[0]]:02}"
    if name == "ym":
        return f"{parts[0]}-{_MONTH_OF[parts[1]]:02}"
    if name == "mmy":
        return f"{parts[2]}-{_MONTH_OF[parts[0]]:02}/{parts[2]}-{_MONTH_OF[parts[1]]:02}"
    if name == "dmy":
        return _day(parts[2], _MONTH_OF[parts[1]], int(parts[0]))
    if name == "mdy":
        return _day(parts[2], _MONTH_OF[parts[0]], int(parts[1]))
    if name == "ymd":
        return _day(parts[0], int(parts[1]), int(parts[2]))
    first, second = int(parts[0]), int(parts[1])
    if name == "dmy-slash" and first <= 12 and second <= 12 and first != second:
        return None
    if name == "dmy-slash" and second > 12:
        first, second = second, first
    return _day(parts[2], second, first)


def _day(year: str, month: int, day: int) -> str | None:
    lengths = [
        31,
        29 if int(year) % 4 == 0 and (int(year) % 100 or not int(year) % 400) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ]
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= lengths[month - 1] else None
