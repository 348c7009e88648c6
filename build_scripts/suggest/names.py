"""`suggest names`: names that the register does not hold yet, as entries to be pasted into a file under
`authorities/`, and what in the register the texts do not bear out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.annotators.automatic_names import explained_everywhere
from build_scripts.authorities import Authority
from build_scripts.connections import Mention, Target
from build_scripts.holdings import slug
from build_scripts.model import Corpus
from build_scripts.name_rules.choice import Name, choose, is_filler, label_of
from build_scripts.name_rules.keys import folded, form_key, latin, one_letter_apart, sound_key
from build_scripts.name_rules.places import places
from build_scripts.name_rules.survey import Survey, survey
from build_scripts.suggest.listed import ambiguous_forms, unused_forms
from build_scripts.suggest.printing import Value, comment, entry
from build_scripts.suggest.quoting import Quoter, context

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CONTEXTS = 2
"""Places that are shown of each candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the register does not hold."""

    id: str
    label: str
    forms: tuple[str, ...]
    """Other spellings, the most frequent first."""
    kind: str
    """`person`, `organization` or "" where that is not certain."""
    expansion: str
    targets: tuple[Target, ...]
    inside: tuple[str, ...]
    """Ids of listed entities whose names are a part of this one."""
    alike: tuple[str, ...]
    """What it may be a spelling of: ids of the register, or labels of other candidates."""


def names(corpus: Corpus) -> Iterator[str]:
    """The lines of a data file: candidates by number of places, then remarks as comments."""
    made = candidates(corpus)
    new = [one for one in made if not one.inside]
    longer = [one for one in made if one.inside]
    yield comment("Candidates for authorities/*.yml: paste each into the file of its kind and describe it.")
    yield comment(f"{len(new)} names that no entry holds, {len(longer)} that are longer than a listed name.")
    if not made:
        yield "[]"
    quoter = Quoter(corpus)
    for one in new:
        yield from _entry(one, quoter)
    if longer:
        yield ""
        yield comment("--- Longer than a listed name: an entry of their own, a form, or nothing")
    for one in longer:
        yield from _entry(one, quoter)
    yield from _remarks("Forms of listed entities that never occur", unused_forms(corpus))
    yield from _remarks("Forms that several entities share, where no rule decides", ambiguous_forms(corpus))


def _entry(one: Candidate, quoter: Quoter) -> Iterator[str]:
    documents = len({target.document for target in one.targets})
    yield ""
    yield comment(
        f"kind: {one.kind or '?'}; {len(one.targets)} × in {documents} document{'s' * (documents > 1)}"
    )
    if one.alike:
        yield comment("perhaps the same: " + ", ".join(one.alike))
    if one.inside:
        yield comment("holds: " + ", ".join(one.inside))
    for target in _apart(one.targets):
        words = context(quoter.unit(target).text, target.start, target.end)
        yield comment(f"{target.document} {target.unit}: {words}")
    short = next((form for form in one.forms if one.expansion and form_key(form).startswith("=")), "")
    forms = [{"form": form} for form in (*one.forms, one.expansion) if form and form != one.label]
    values: dict[str, Value] = {"id": one.id, "label": one.label, "abbreviation": short, "forms": list(forms)}
    yield from entry({key: value for key, value in values.items() if value})


def _apart(targets: tuple[Target, ...]) -> list[Target]:
    """Up to CONTEXTS places, of different documents where there are."""
    first = list({target.document: target for target in reversed(targets)}.values())[::-1]
    rest = [target for target in targets if target not in first]
    return [*first, *rest][:CONTEXTS]


def _remarks(heading: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield ""
        yield comment(f"--- {heading}: {len(rows)}")
        yield from map(comment, rows)


def candidates(corpus: Corpus) -> list[Candidate]:
    """Names at places where no listed entity is named, by number of such places, then by label."""
    found = survey(corpus)
    chosen = choose(corpus, found, 1, explained_everywhere(corpus))
    covered, quoter = _Covered(corpus.connections.mentions), Quoter(corpus)
    listed = {folded(form.text) for authority in corpus.knowledge.authorities for form in authority.forms}
    rows: list[tuple[Name, list[Target], tuple[str, ...]]] = []
    for name, targets in zip(chosen, places(corpus, found, chosen), strict=True):
        free = [
            (target, tuple(m.entity for m in inside))
            for target in targets
            if (inside := covered.inside(target)) is not None
            and not (inside and _only_filler(quoter.unit(target).text, target, inside, found))
        ]
        if free and not all(folded(form) in listed for form in name.tally.forms):
            held = tuple(dict.fromkeys(id for _, inside in free for id in inside))
            rows.append((name, [target for target, _ in free], held))
    rows.sort(key=lambda row: (-len(row[1]), label_of(row[0])))
    alike = _Alike(corpus.knowledge.authorities, [label_of(name) for name, _, _ in rows])
    ids = _ids(corpus)
    return [
        Candidate(
            id=ids(label_of(name)),
            label=label_of(name),
            forms=tuple(
                form
                for form in sorted(name.tally.forms, key=lambda f: (-name.tally.forms[f], f))
                if form != label_of(name)
            ),
            kind=name.kind,
            expansion=name.expansion,
            targets=tuple(targets),
            inside=inside,
            alike=alike.of(label_of(name)),
        )
        for name, targets, inside in rows
    ]


class _Covered:
    """Where listed entities are named."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self._by_unit: dict[tuple[str, str], list[Mention]] = {}
        for mention in mentions:
            self._by_unit.setdefault((mention.target.document, mention.target.unit), []).append(mention)
        for some in self._by_unit.values():
            some.sort(key=lambda mention: mention.target)

    def inside(self, target: Target) -> tuple[Mention, ...] | None:
        """The mentions inside `target`; None when one covers it or crosses its ends."""
        some = self._by_unit.get((target.document, target.unit), [])
        index = bisect_right(some, target.start, key=lambda m: m.target.end)
        held: list[Mention] = []
        while index < len(some) and some[index].target.start < target.end:
            mention = some[index]
            within = target.start <= mention.target.start and mention.target.end <= target.end
            if not within or (mention.target.start, mention.target.end) == (target.start, target.end):
                return None
            held.append(mention)
            index += 1
        return tuple(held)


def _only_filler(text: str, target: Target, inside: tuple[Mention, ...], found: Survey) -> bool:
    """Whether nothing but offices, peoples and joints stands beside the listed names of a run."""
    rest, at = "", target.start
    for mention in inside:
        rest += text[at : mention.target.start] + " "
        at = mention.target.end
    return all(is_filler(word, found) for word in _WORD.findall(rest + text[at : target.end]))


class _Alike:
    """Spellings that may be one name: equal in sound, or one letter apart in at least seven."""

    def __init__(self, authorities: tuple[Authority, ...], labels: list[str]) -> None:
        self._by_sound: dict[str, list[str]] = {}
        self._by_part: dict[str, list[tuple[str, str]]] = {}
        rows = [(form.text, a.id) for a in authorities for form in a.forms] + [
            (label, label) for label in labels
        ]
        for text, shown in rows:
            self._by_sound.setdefault(sound_key(text), []).append(shown)
            for part in _parts(latin(text)):
                self._by_part.setdefault(part, []).append((latin(text), shown))

    def of(self, label: str) -> tuple[str, ...]:
        """Ids and labels, at most five, without the label itself."""
        same = [shown for shown in self._by_sound.get(sound_key(label), ()) if len(sound_key(label)) > 3]
        word = latin(label)
        for part in _parts(word):
            near = self._by_part.get(part, ())
            same += [shown for text, shown in near if len(word) >= 7 and one_letter_apart(word, text)]
        return tuple(dict.fromkeys(shown for shown in same if shown != label))[:5]


def _parts(word: str) -> tuple[str, str]:
    """Its two halves: of two words one letter apart one half is equal, or nearly so by one place."""
    half = len(word) // 2
    return "<" + word[: max(3, half - 1)][:6], ">" + word[-max(3, half - 1) :][-6:]


class _Ids:
    """Ids that nothing bears yet."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def __call__(self, label: str) -> str:
        base = slug(latin(label))[:56].strip("-") or f"name-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
        id, number = base, 1
        while id in self._taken:
            number += 1
            id = f"{base}-{number}"
        self._taken.add(id)
        return id


def _ids(corpus: Corpus) -> _Ids:
    return _Ids({authority.id for authority in corpus.knowledge.authorities} | {"none"})
