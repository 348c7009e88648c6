"""Every mention of a listed entity in the blocks and notes of all documents.

Precision comes first: a form counts only as whole words and in its own spelling; of overlapping forms
the longest wins, so a name inside a longer name belongs to the longer; a form that several entities
share, or that is only a surname, counts only by a stated rule; the editor's decisions come last and win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts import periods
from build_scripts.annotators.senses import sense_of
from build_scripts.authorities import Authority, Form
from build_scripts.connections import Mention, Target
from build_scripts.function_words import FUNCTION_WORDS, TITLES
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.signals import ADDRESS

#: Signs that texts and registers write differently, one character for one.
_SIGNS = str.maketrans("’‘ʼ‐‑–“”„«»\n\u00a0\u202f\t", "'''---" + 5 * '"' + 4 * " ")
_WORD = re.compile(r"[^\W_]+")
#: Words that make a longer name of the name of a place: `Oldtown University`, `Bank of Oldtown`.
_OF = "University|College|Institute|Academy|Museum|Library|Bank|Council|Treaty|Peace|Battle|Declaration|Convention"
_LONGER_BEFORE = re.compile(rf"\b(?:{_OF}) of (?:the )?$")
_LONGER_AFTER = re.compile(
    rf" (?:[A-ZÀ-Þ][\w-]+ )?(?:{_OF}|Program|Programme|School|Centre|Center|Foundation|Fund|Airlines|Airways|Journal|"
    r"Times|Post|Review|Quarterly|Tribune|Herald|Street|Avenue|Square|Hotel|Club|Airport|Pact|Accords?|Company|Inc|Ltd)\b"
)
_BEFORE = re.compile(r"([\w.’']+)[ \u00a0\n]$")


def plain(text: str) -> str:
    """The text with one sign for each kind of apostrophe, quotation mark, hyphen and space, and every
    character at its place."""
    return text.translate(_SIGNS)


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    holders: tuple[tuple[Authority, Form], ...]


class _Forms:
    """The forms of all entities by their first word."""

    def __init__(self, authorities: tuple[Authority, ...]) -> None:
        self.by_first: dict[str, list[tuple[str, str]]] = {}
        self.holders: dict[str, list[tuple[Authority, Form]]] = {}
        self.short = {plain(f.text) for a in authorities for f in a.forms if f.when == "named"}
        self.short_of = {a.id: self._short_names(a) for a in authorities}
        for authority in authorities:
            seen = set()
            for form in authority.forms:
                text = plain(form.text)
                if text in seen:  # two spellings that differ only by such signs are one form
                    continue
                seen.add(text)
                if text not in self.holders:
                    for key in {text, text.upper(), text[:1].upper() + text[1:]}:
                        if first := _WORD.search(key):
                            self.by_first.setdefault(first[0], []).append((key, text))
                self.holders.setdefault(text, []).append((authority, form))
        for forms in self.by_first.values():
            forms.sort(key=lambda pair: (-len(pair[0]), pair))

    def _short_names(self, authority: Authority) -> frozenset[str]:
        """The short names that a full name of this entity brings to mind: its own, and of a person also
        the same surname of others, so that `Aunt B` hides an earlier `Uncle B` from a mere `B`."""
        own = {plain(f.text) for f in authority.forms if f.when == "named"}
        if authority.kind == "person":
            for form in authority.forms:
                words = plain(form.text).split(" ")
                own |= {" ".join(words[i:]) for i in range(1, len(words))} & self.short
        return frozenset(own)

    def candidates(self, text: str) -> Iterator[_Candidate]:
        """Every form that stands in `text` as whole words, longest first at each word."""
        flat = plain(text)
        shouted = flat.upper() == flat and flat.lower() != flat
        addresses = [match.span() for match in ADDRESS.finditer(flat)]
        for word in _WORD.finditer(flat):
            if any(start <= word.start() < end for start, end in addresses):
                continue
            for shown, form in self.by_first.get(word[0], ()):
                # A form may begin with a sign: `"Unique" …`, `«Заря»`.
                first = _WORD.search(shown)
                start = word.start() - (first.start() if first else 0)
                if not (shouted or _spelled(shown, form)):
                    continue
                if start >= 0 and flat.startswith(shown, start) and _whole(flat, start, start + len(shown)):
                    yield _Candidate(start, start + len(shown), tuple(self.holders[form]))


def _spelled(shown: str, form: str) -> bool:
    """Whether a form may be written so inside ordinary text: as it is; with a capital where it opens a
    sentence; all in capitals when it is too long to be taken for an acronym."""
    return shown[1:] == form[1:] or (len(form) >= 8 and " " in form)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the stretch neither begins nor ends inside a word (nor `U.S.` inside `U.S.A.`)."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    inside_before = _is_word(before) and _is_word(text[start])
    inside_after = _is_word(after) and (_is_word(text[end - 1]) or text[end - 1] == ".")
    return not inside_before and not inside_after


def _is_word(ch: str) -> bool:
    return ch.isalnum() or ch == "_"


def names(corpus: Corpus) -> Corpus:
    """Fill `connections.mentions`: documents in their order, in each the units in theirs."""
    if not corpus.knowledge.authorities:
        return corpus
    forms = _Forms(corpus.knowledge.authorities)
    decided = _decisions(corpus)
    found: list[Mention] = []
    for document in corpus.documents:
        found += _in_document(document, forms, decided)
    return replace(corpus, connections=replace(corpus.connections, mentions=tuple(found)))


def _in_document(
    document: Document, forms: _Forms, decided: dict[tuple[str, str], list[tuple[Target, str, str]]]
) -> Iterator[Mention]:
    here = [(unit, _longest(forms.candidates(unit.text))) for unit in document.units]
    full = _full_names(here, forms)
    last: dict[str, str] = {}
    for unit, candidates in here:
        mentions = []
        for candidate in candidates:
            found = _resolve(candidate, unit, document, last, full)
            if found is None:
                continue
            authority, form, rule, certainty = found
            if authority.kind == "place" and _in_longer(unit, candidate):
                continue
            if form.when == "always":
                last |= dict.fromkeys(forms.short_of[authority.id], authority.id)
            sense, why = sense_of(unit, candidate.start, candidate.end) if authority.stands_for else ("", "")
            mentions.append(
                Mention(
                    authority.id,
                    Target(document.id, unit.id, candidate.start, candidate.end),
                    unit.text[candidate.start : candidate.end],
                    rule,
                    certainty,
                    sense,
                    why,
                )
            )
        yield from _decide(mentions, unit, decided.get((document.id, unit.id), ()))


def _longest(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    """Those that remain when every overlap goes to the longer one (the earlier one of equals)."""
    taken: list[_Candidate] = []
    free: dict[int, bool] = {}
    for candidate in sorted(set(candidates), key=lambda c: (c.start - c.end, c.start)):
        if not any(position in free for position in range(candidate.start, candidate.end)):
            taken.append(candidate)
            free.update(dict.fromkeys(range(candidate.start, candidate.end), True))
    return sorted(taken, key=lambda c: c.start)


def _full_names(here: list[tuple[Block | Note, list[_Candidate]]], forms: _Forms) -> dict[str, set[str]]:
    """Short form → ids of the entities that may bear it and are named in full somewhere in the document."""
    found: dict[str, set[str]] = {}
    for _, candidates in here:
        for candidate in candidates:
            for authority, form in candidate.holders:
                for name in forms.short_of[authority.id] if form.when == "always" else ():
                    found.setdefault(name, set()).add(authority.id)
    return found


def _resolve(
    candidate: _Candidate,
    unit: Block | Note,
    document: Document,
    last: dict[str, str],
    full: dict[str, set[str]],
) -> tuple[Authority, Form, str, str] | None:
    """(entity, form, rule, certainty) of the one entity that is meant, or None."""
    always = [(a, f) for a, f in candidate.holders if f.when == "always"]
    if len(always) == 1:
        return (*always[0], "form", always[0][1].certainty)
    if len(always) > 1:
        return None
    office = [
        (a, f) for a, f in candidate.holders if f.when == "office" and _in_office(a, document.value("issued"))
    ]
    if len(office) == 1:
        return (*office[0], "office", _lower(office[0][1].certainty))
    named = [(a, f) for a, f in candidate.holders if f.when == "named"]
    text = plain(unit.text[candidate.start : candidate.end])
    if not named:
        return None
    if all(a.kind == "person" for a, _ in named) and _other_person(unit.text, candidate.start):
        last[text] = ""  # a bearer who is not listed: from here on the name alone may mean that one
        return None
    if (meant := last.get(text)) is not None:
        return next(((a, f, "named", f.certainty) for a, f in named if a.id == meant), None)
    # Named in full only later: certain enough when no other bearer of the name is in the document.
    later = full.get(text, set())
    if len(later) == 1:
        return next(((a, f, "named later", _lower(f.certainty)) for a, f in named if a.id in later), None)
    return None


def _lower(certainty: str) -> str:
    return "medium" if certainty == "high" else certainty


def _other_person(text: str, start: int) -> bool:
    """Whether a first name stands before a surname, so that it is another bearer of it."""
    match = _BEFORE.search(text[:start])
    if not match:
        return False
    word = match[1]
    if word.endswith((".", "'s", "’s")) and len(word) > 2:
        return False
    opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in '.!?:;”"('
    return word[:1].isupper() and not (opens or word.lower() in TITLES or word.lower() in FUNCTION_WORDS)


def _in_longer(unit: Block | Note, candidate: _Candidate) -> bool:
    """Whether the name of a place is part of a longer name that is not listed. In headings every word may
    have a capital, which says nothing there."""
    if isinstance(unit, Block) and unit.kind in ("title", "head"):
        return False
    before, after = unit.text[: candidate.start], unit.text[candidate.end : candidate.end + 40]
    return bool(_LONGER_BEFORE.search(before) or _LONGER_AFTER.match(after))


def _in_office(authority: Authority, date: str | None) -> bool:
    return date is not None and any(
        periods.overlap(f"{begin or '..'}/{end or '..'}", date) for _, begin, end in authority.offices
    )


def _decisions(corpus: Corpus) -> dict[tuple[str, str], list[tuple[Target, str, str]]]:
    """(document, unit) → (target, entity or `none`, sense) of each of the editor's decisions."""
    found: dict[tuple[str, str], list[tuple[Target, str, str]]] = {}
    for decision in corpus.knowledge.mentions:
        if target := corpus.connections.targets.get(decision.quote):
            row = (target, decision.entity, decision.sense)
            found.setdefault((target.document, target.unit), []).append(row)
    return found


def _decide(
    mentions: list[Mention], unit: Block | Note, decided: list[tuple[Target, str, str]] | tuple[()]
) -> list[Mention]:
    """The mentions after the editor's decisions."""
    for target, entity, sense in decided:
        kept = [m for m in mentions if m.target.end <= target.start or m.target.start >= target.end]
        if entity != "none":
            surface = unit.text[target.start : target.end]
            why = "decision" if sense else ""
            kept.append(Mention(entity, target, surface, "decision", "high", sense, why))
        mentions = sorted(kept, key=lambda m: m.target)
    return mentions
