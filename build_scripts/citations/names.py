"""A name as it is printed becomes a CSL name. What cannot be known is left whole (`literal`): a name that
is not turned round is plain to read, one that is cut in the wrong place is false.

A record can always make it known by writing `Family, Given`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_scripts.function_words import BODIES
from build_scripts.languages import script

Name = dict[str, str]
"""CSL: `family`, `given`, `non-dropping-particle`, `suffix`; or `literal` alone."""

_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr)\.?|II|III|IV|2nd|3rd")
_DEGREE = re.compile(
    r"(?i)(?:ph\.?\s?d|m\.?d|d\.?phil|ll\.?[bdm]|m\.?a|m\.?sc|b\.?a|mba|esq|cbe|obe|mbe|ret)\.?"
)
_TITLE = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Rev|Hon|Amb|Gen|Lt|Col|Maj|Capt|Sen|Rep)\.?|Professor|Ambassador|Doctor)\s+(?=\S+\s+\S)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‑]?)+|[^\W\d_]")

#: Small words that open a family name (Chicago 17, 8.5). They stay with it in every style.
_PARTICLES = frozenset(
    (
        "de da di del della dello dalla degli der den van von vom zu zum zur la le lo du des do dos das "
        "el al ad an at bin bint ibn ben ter ten te 't af av"
    ).split()
)
#: Printed with a capital they open one too, between other words.
_CAPITAL_PARTICLES = frozenset(
    "De Del Della Di Da Du Van Von Der Den La Le Lo El Al Ben Bin Ibn Mac St. Saint Abu Bar Ter".split()
)
#: They join two family names.
_JOINING = frozenset({"y", "i", "e", "и"})
#: They belong to the father's name before them.
_SON_OF = frozenset({"oğlu", "oglu", "qızı", "kızı", "qizi", "kizi", "ogly", "oğli", "uulu", "kyzy"})
_PATRONYMIC = re.compile(r"(?i)(?:[oe]vi[ch]{1,2}|[oe]vna|ichna|ович|евич|ич|овна|евна|ична|ович|івна|йович)")
_FAMILY_ENDING = re.compile(
    r"(?i).{2,}(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ский|ская|цкий|цкая|енко|чук|ян|дзе|швили)"
)

#: Names that stand first in much of East Asia, and first or last elsewhere: the order cannot be known.
_FAMILY_FIRST = frozenset(
    (
        "Chen Cheng Choi Deng Gao Guo He Hong Hu Huang Jiang Jung Kang Kim Lee Li Liang Lin Liu Luo Ma Mao "
        "Nguyen Nguyễn Pak Park Peng Sun Tang Tran Trần Wang Wei Wu Xi Xie Xu Yang Yoon Yuan Zhang Zhao Zheng "
        "Zhou Zhu"
    ).split()
)
_FAMILY_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "vi", "hu", "km", "mn"})
_TWO_FAMILY_NAMES = frozenset({"es", "pt", "gl", "ca"})
#: Scripts in which two words are given name and family name, in this order.
_GIVEN_FIRST_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr"})
_BODY_WORDS = BODIES | frozenset(
    (
        "the of for and & authority administration alliance academy archive archives assembly band bulletin "
        "campaign coalition college congress corporation court department division editors embassy federation "
        "forum fund gazette government initiative inc ltd llc gmbh league movement nations network news "
        "newspaper organisation organization parliament partnership party plc programme program project "
        "republic research school secretariat senate state states studies system task think tank trust union "
        "united watch world"
    ).split()
)


def names(printed: tuple[str, ...], language: str = "", known: Mapping[str, str] | None = None) -> list[Name]:
    """CSL names in their order. `known` maps a name as printed to `Family, Given`, and that of an
    organization to itself (from the register of names)."""
    return [name(one, language, known) for one in printed if one.strip()]


def name(printed: str, language: str = "", known: Mapping[str, str] | None = None) -> Name:
    """One CSL name."""
    whole = " ".join(printed.split())
    stated = (known or {}).get(whole, "")
    if stated.count(",") == 1 and whole.endswith(stated.partition(",")[0]):
        return _with_comma(stated) or {"literal": whole}
    if stated == whole:
        return {"literal": whole}
    plain = _TITLE.sub("", whole)
    plain, suffix = _without_suffix(plain)
    if _is_body(plain):
        return {"literal": whole}
    if "," in plain:
        return _with_suffix(_with_comma(plain), suffix) or {"literal": whole}
    words = plain.split()
    found = _in_order(words, language.split("-")[0].lower())
    if not found and suffix and len(words) == 3 and _capitals(words):  # `Martin Luther King Jr.`
        found = {"family": words[-1], "given": " ".join(words[:-1])}
    return _with_suffix(found, suffix) if found else {"literal": whole}


def _without_suffix(text: str) -> tuple[str, str]:
    """(name, suffix): `King, Martin Luther, Jr.` → `King, Martin Luther` and `Jr.`; degrees are left out."""
    parts = [part.strip() for part in text.split(",")]
    suffix = ""
    while len(parts) > 1 and (_DEGREE.fullmatch(parts[-1]) or _SUFFIX.fullmatch(parts[-1])):
        last = parts.pop()
        suffix = suffix or (last if _SUFFIX.fullmatch(last) else "")
    words = parts[-1].split()
    if len(words) > 2 and len(parts) == 1 and _SUFFIX.fullmatch(words[-1]):
        suffix, parts[-1] = suffix or words[-1], " ".join(words[:-1])
    return ", ".join(parts), suffix


def _with_suffix(found: Name, suffix: str) -> Name:
    return found | {"suffix": suffix} if found and suffix else found


def _is_body(text: str) -> bool:
    """Whether an organization, a group or a role is named, not a person."""
    tokens = text.replace(",", " ").split()
    folded = [token.casefold().strip(".,()") for token in tokens]
    return (
        len(tokens) == 1
        or any(word in _BODY_WORDS for word in folded)
        or any(ch.isdigit() or ch in "/@&:()" for ch in text)
        or len(tokens) > 7
    )


def _with_comma(text: str) -> Name:
    """`Family, Given`; {} when it is anything else."""
    family, _, given = (part.strip() for part in text.partition(","))
    if not family or not given or "," in given:
        return {}
    particle, family = _opening_particles(family)
    trailing = given.split()
    while len(trailing) > 1 and trailing[-1] in _PARTICLES:  # `Humboldt, Alexander von`
        particle = " ".join([trailing.pop(), particle]).strip()
    found = {"family": family, "given": " ".join(trailing)}
    return found | ({"non-dropping-particle": particle} if particle else {})


def _opening_particles(family: str) -> tuple[str, str]:
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _in_order(words: list[str], language: str) -> Name:
    """`Given Family`, when the words say where the family name begins; else {}."""
    scripts = {code for word in words for letter in word if (code := script(letter))}
    if len(scripts) != 1 or not scripts <= _GIVEN_FIRST_SCRIPTS or language in _FAMILY_FIRST_LANGUAGES:
        return {}
    if words[0] in _PARTICLES or words[-1] in _PARTICLES | _SON_OF or not _capitals(words):
        return {}
    at = _family_at(words, language)
    if not at:
        return {}
    given, family = words[:at], words[at:]
    count = 0
    while count < len(family) - 1 and family[count] in _PARTICLES:
        count += 1
    found = {"family": " ".join(family[count:]), "given": " ".join(given)}
    return found | ({"non-dropping-particle": " ".join(family[:count])} if count else {})


def _capitals(words: list[str]) -> bool:
    """Whether every word that should begin with a capital does."""
    small = _PARTICLES | _JOINING | _SON_OF
    lifted = [word.lstrip("'’ʼ\"“„«") for word in words if word not in small]
    return len(lifted) > 1 and all(
        word[:1].isalpha() and not (word[:1].islower() and word[:2] not in ("d'", "d’", "al", "el"))
        for word in lifted
    )


def _family_at(words: list[str], language: str) -> int:
    """Index of the word with which the family name begins; 0 when it cannot be known."""
    inner = range(1, len(words) - 1)
    shouted = [i for i, word in enumerate(words) if len(word) > 2 and word.isupper() and word.isalpha()]
    if shouted == list(range(len(words) - len(shouted), len(words))) and 0 < len(shouted) < len(words):
        return shouted[0]  # the custom of printing the family name in capitals
    if shouted and len(shouted) < len(words):
        return 0
    for i in inner:
        if words[i] in _PARTICLES:
            return i
        if words[i] in _JOINING and i > 1:
            return i - 1
    for i in inner:
        if words[i] in _SON_OF:
            return i + 1
    if _initial(words[-1]):
        return 0  # `Petrov I. P.`
    first = next((i for i, word in enumerate(words) if not _initial(word)), 0)
    if len(words) - first == 1:  # `J. R. R. Tolkien`
        return first
    if any(words[i] in _CAPITAL_PARTICLES for i in inner):
        return next(i for i in inner if words[i] in _CAPITAL_PARTICLES)
    if any(_initial(words[i]) for i in inner):  # `Stephen J. Blank`
        return len(words) - 1 if _initial(words[-2]) else 0
    if _PATRONYMIC.search(words[-1]) and len(words) == 3 and _PATRONYMIC.fullmatch(words[-1][-5:]):
        return 0  # family name first
    return _plain_at(words, language)


def _plain_at(words: list[str], language: str) -> int:
    """The same for a name of whole words alone."""
    if words[0] in _FAMILY_FIRST or re.search("-[^\\W\\d_]", words[-1]) and not words[-1].istitle():
        return 0  # `Ban Ki-moon`
    cyrillic = script(words[0][0]) == "Cyrl"
    if len(words) == 2:
        turned = cyrillic and _FAMILY_ENDING.fullmatch(words[0]) and not _FAMILY_ENDING.fullmatch(words[1])
        return 0 if turned or language in ("is",) else 1
    if len(words) == 3 and any(_PATRONYMIC.fullmatch(words[1][-size:]) for size in (3, 4, 5)):
        return 2  # given name, father's name, family name
    return 0  # a middle name or the first of two family names: the words do not say


def _initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word))
