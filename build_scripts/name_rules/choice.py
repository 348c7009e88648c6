"""Which of the runs that a survey counted are names, and which spellings are one name.

A single word is a name when it has a capital inside sentences and hardly ever a small letter; a longer
run also when it stands there once and again elsewhere. Offices, peoples, months, parts of documents
and, in languages that write every noun with a capital, single words are none. When in doubt: no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from build_scripts.function_words import FUNCTION_WORDS, TITLES
from build_scripts.model import Corpus
from build_scripts.name_rules.keys import folded, form_key
from build_scripts.name_rules.runs import is_acronym, is_calendar
from build_scripts.name_rules.survey import Survey, Tally
from build_scripts.name_rules.words import (
    BODY_WORDS,
    DERIVING,
    HONORIFICS,
    JOINTS,
    NEVER_ALONE,
    OFFICES,
    PARTS,
    PEOPLE_ENDINGS,
    PEOPLES,
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
#: Of the places of a word, how many may have `a` before it or a figure behind it.
_ARTICLE_SHARE, _FIGURE_SHARE, _SMALL_SHARE = 0.07, 0.34, 0.1


@dataclass(slots=True)
class Name:
    """Spellings that are one name."""

    keys: list[str]
    tally: Tally
    kind: str = ""
    """Kind of authority, where it is certain: `person` or `organization`; else ""."""
    expansion: str = ""
    short: set[str] = field(default_factory=set)
    """Keys of its surname alone, and of its short forms in capitals."""


def choose(
    corpus: Corpus, found: Survey, least: int = 2, explained: Mapping[str, str] = MappingProxyType({})
) -> list[Name]:
    """The names of a survey, in order of their first place. A run of several words must stand `least`
    times; a single word at least twice inside sentences, or once where `least` is 1 and an office
    stands before it. `explained`: key of a short form → what it stands for; such a form need not
    stand inside sentences, and is one name with its explanation."""
    keys = [
        key
        for key, tally in found.tallies.items()
        if _may_be_name(key, tally, found, least) or (key in explained and tally.total >= least)
    ]
    small = _in_small_letters(corpus, {key: _form(found.tallies[key]) for key in keys if " " in key})
    names = {
        key: Name([key], found.tallies[key], kind_of(found.tallies[key]))
        for key in keys
        if small.get(key, 0) * 4 <= found.tallies[key].total
    }
    for key in [key for key in names if _names_two(key, _form(names[key].tally), names)]:
        del names[key]
    _join_shouted(names)
    _join_surnames(names, found)
    _join_explained(names, explained)
    return list(names.values())


def kind_of(tally: Tally) -> str:
    """`person` when an office or `Mr.` stands before it, `organization` when it holds a word of a body."""
    words = _form(tally).split()
    body = any(word.lower() in BODY_WORDS for word in words)
    if tally.person and not body and not any(word in JOINTS and word in FUNCTION_WORDS for word in words):
        return "person"
    return "organization" if body and len(words) > 1 and not tally.person else ""


def is_people(key: str, found: Survey) -> bool:
    """Whether a key means a people, a language or an adjective of a place, not a place."""
    word, rest = key.rsplit(" ", 1)[-1], key.split()[:-1]
    ended = word.endswith(PEOPLE_ENDINGS) or word[:-1].endswith(PEOPLE_ENDINGS)
    if word in PEOPLES or (ended and all(other in NEVER_ALONE for other in rest)):
        return True
    if len(key) >= 5 and (place := found.tallies.get(key + "a")) and place.sure:
        return True  # Somalia, Somali
    for length in range(1, 5):
        place = found.tallies.get(key[:-length])
        if len(word) - length >= 4 and key[-length:] in DERIVING and place and place.sure:
            return True
    return False


def _form(tally: Tally) -> str:
    """The spelling that occurs most often; of equals the first in the alphabet."""
    return min(tally.forms, key=lambda form: (-tally.forms[form], form))


def _may_be_name(key: str, tally: Tally, found: Survey, least: int) -> bool:
    words = [word for word in _form(tally).split() if word not in JOINTS]
    if not tally.sure or tally.numbered > _FIGURE_SHARE * tally.total or _is_office(_form(tally).split()):
        return False
    if len(words) > 1:
        return _is_phrase(key, words, tally, found, least)
    if tally.total < 2 and not (least == 1 and tally.person):
        return False
    if is_acronym(words[0]):
        return tally.sure >= 2 and words[0].lower() not in PARTS
    return _is_word(words[0], tally, found, least)


def _is_word(word: str, tally: Tally, found: Survey, least: int) -> bool:
    """Whether a single word is a name."""
    small = word.lower()
    enough = tally.sure >= 2 or (least == 1 and tally.person)
    if not enough or len(word) < 3 or small in NEVER_ALONE or 4 * tally.nouns > tally.sure:
        return False
    if word.isupper() or found.small[small] > _SMALL_SHARE * tally.sure:
        return False
    # Adjectives have a noun behind them, names often a comma or a stop.
    if tally.sure >= 8 and tally.closed < 0.05 * tally.sure or form_key(word) in PEOPLES:
        return False
    noun = tally.sure >= 20 and tally.closed > 0.1 * tally.sure
    if not noun and (tally.article > _ARTICLE_SHARE * tally.sure or is_people(form_key(word), found)):
        return False
    # `Northland-Southland` names two; `Ben-Eliezer` one, since neither half stands alone.
    parts = word.split("-")
    return len(parts) == 1 or not any(_stands_alone(part, found) for part in parts)


def _stands_alone(part: str, found: Survey) -> bool:
    tally = found.tallies.get(form_key(part))
    return bool(tally and tally.sure) or is_people(form_key(part), found) or part.lower() in NEVER_ALONE


def _is_phrase(key: str, words: list[str], tally: Tally, found: Survey, least: int) -> bool:
    """Whether a run of several words is a name."""
    common = all(word.lower() in NEVER_ALONE or is_people(form_key(word), found) for word in words)
    if tally.total < least and not _has_surname(key, tally, found):
        return False
    short = all(len(word) < 3 for word in words) or len(words[-1]) < 2
    if short or words[0].lower() in PARTS or (common and tally.sure < 2):
        return False
    if all(word.isupper() and len(word) > 4 for word in words) or is_people(key, found):
        return False
    if 4 * tally.nouns > tally.sure:
        # Every noun has a capital there: measures and offices stand before nouns as first names before
        # surnames do. One of the words must hardly stand alone.
        alone = [t.sure if (t := found.tallies.get(form_key(word))) else 0 for word in words]
        return tally.sure >= 2 and max(alone) <= tally.sure and not common and " " in key
    return True


def _has_surname(key: str, tally: Tally, found: Survey) -> bool:
    """Whether a run that stands once is a person whose surname stands alone elsewhere."""
    surname = found.tallies.get(key.rsplit(" ", 1)[-1])
    if surname is None or len(key.split()) > 4:
        return False
    return bool(tally.person) or (surname.sure >= 2 and _may_be_person(key, found))


def _is_office(words: list[str]) -> bool:
    """`Foreign Minister`, `President of the Republic`: no name."""
    last, first = words[-1].lower(), words[0].lower()
    title = last in OFFICES or (last in TITLES and all(w.lower() in TITLES | FUNCTION_WORDS for w in words))
    return title or (first in OFFICES | {"vice", "prime", "deputy"} and len(words) > 1) or first in HONORIFICS


def _names_two(key: str, form: str, names: dict[str, Name]) -> bool:
    """Whether a form is a rank and a name (`Captain Smith`), or a person and a place (`Ann Smith of
    Northland`), that stand as names of their own."""
    rank, _, bare = key.partition(" ")
    if rank in TITLES and bare in names:
        return True
    first, joint, last = form.partition(" of ")
    owner = names.get(form_key(first))
    return bool(joint and owner and (owner.kind == "person" or form_key(last) in names))


def _in_small_letters(corpus: Corpus, phrases: dict[str, str]) -> dict[str, int]:
    """Key of a run → how often the same words stand in small letters (`prime minister`)."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for key, form in phrases.items():
        first = _WORD.match(form.lower())
        by_first.setdefault(first[0] if first else "", []).append((form.lower(), key))
    counts: dict[str, int] = {}
    for document in corpus.documents:
        for unit in document.units:
            for word in _WORD.finditer(unit.text):
                for phrase, key in by_first.get(word[0], ()):
                    if unit.text.startswith(phrase, word.start()):
                        counts[key] = counts.get(key, 0) + 1
    return counts


def _join_shouted(names: dict[str, Name]) -> None:
    """A name in capitals (`IRAN`) belongs to the name of the same letters."""
    for key in [key for key in names if key.startswith("=") and len(key) > 4]:
        if (same := key[1:].lower()) in names:
            _join(names, same, key)


def _join_surnames(names: dict[str, Name], found: Survey) -> None:
    """A surname belongs to the full name where only one full name ends in it."""
    full: dict[str, list[str]] = {}
    for key in names:
        if " " in key and len(key.split()) <= 4:
            full.setdefault(key.rsplit(" ", 1)[1], []).append(key)
    for surname, owners in full.items():
        tally, owner = found.tallies.get(surname), owners[0]
        if len(owners) != 1 or surname in NEVER_ALONE or tally is None or found.small[surname]:
            continue
        if names[owner].kind != "person" and not (
            _may_be_person(owner, found) and tally.documents <= names[owner].tally.documents
        ):
            continue
        if surname not in names:
            names[surname] = Name([surname], tally)
        _join(names, owner, surname)
        names[owner].short.add(surname)


def _join_explained(names: dict[str, Name], explained: Mapping[str, str]) -> None:
    """A short form belongs to the name that it stands for."""
    for key in [key for key in names if key in explained]:
        names[key].expansion = explained[key]
        long = form_key(explained[key])
        if long in names and long != key:
            _join(names, long, key)
            names[long].short.add(key)


def _may_be_person(key: str, found: Survey) -> bool:
    """Whether the words before the last look like first names: they stand nowhere alone or in small
    letters, and mean no direction, body or people."""
    return not any(
        word in NEVER_ALONE or word in JOINTS or found.small[word] or _stands_alone(word, found)
        for word in key.split()[:-1]
    )


def _join(names: dict[str, Name], one: str, other: str) -> None:
    """The second becomes part of the first."""
    a, b = names[one], names.pop(other)
    both = Tally(
        a.tally.forms + b.tally.forms,
        a.tally.sure + b.tally.sure,
        a.tally.total + b.tally.total,
        a.tally.person + b.tally.person,
        a.tally.article + b.tally.article,
        a.tally.numbered + b.tally.numbered,
        a.tally.closed + b.tally.closed,
        a.tally.nouns + b.tally.nouns,
        a.tally.documents | b.tally.documents,
    )
    names[one] = Name(
        [*a.keys, *b.keys], both, a.kind or b.kind, a.expansion or b.expansion, a.short | b.short
    )


def label_of(name: Name) -> str:
    """The spelling that occurs most often among those that are no short form."""
    counts = name.tally.forms
    whole = [form for form in counts if form_key(form) not in name.short] or list(counts)
    return min(whole, key=lambda form: (-counts[form], form))


def is_filler(word: str, found: Survey) -> bool:
    """Whether a word with a capital may stand beside a name without being a part of it."""
    small = folded(word)
    return (
        word.lower().strip(".") in OFFICES | HONORIFICS | TITLES | FUNCTION_WORDS | PEOPLES
        or word in JOINTS
        or is_calendar(word)
        or is_people(small, found)
    )


def forms_of(names: Iterable[Name]) -> dict[str, int]:
    """Key of a form → number of its name."""
    return {key: number for number, name in enumerate(names) for key in name.keys}
