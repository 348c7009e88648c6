"""Questions that `comparisons.yml` might ask: sentences of different documents that name the same entities
and state figures of one kind.

Two sentences are put side by side when they share two signs (entities, or an entity and a word), and a
figure of the same kind. The rarer what they share, the higher they stand. Questions that are asked already
are left out. Signs that many sentences share prove nothing and are not followed, so the work grows with
the number of sentences, not of their pairs."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from build_scripts.annotators import figures as dated
from build_scripts.annotators.common_words import COMMON_WORDS
from build_scripts.annotators.stems import stem
from build_scripts.connections import Target
from build_scripts.function_words import FUNCTION_WORDS
from build_scripts.model import Corpus, Note
from build_scripts.sentences import sentences
from build_scripts.suggest.printing import comment, scalar, selector
from build_scripts.suggest.quoting import Quoter
from build_scripts.suggest.stated_figures import Stated, stated

SIGNS = 12
"""The rarest signs of a sentence that are followed."""
CROWD = 8
"""Sentences that one question may have: with more, what they share is no matter of its own."""
SHARED_WITH_DATES = 3
"""Every other sentence holds a date: sentences with dates must share so many signs."""
MOST = 200
"""Questions that are proposed at once, the best first."""
_WORD = re.compile(r"[^\W\d_]{4,}")
#: What a data file takes as a number.
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Target
    entities: frozenset[str]
    words: frozenset[str]
    figures: tuple[Stated, ...]
    asked: frozenset[str]
    """Ids of the questions that quote it already."""


@dataclass(frozen=True, slots=True)
class _Group:
    kind: str
    shared: tuple[str, ...]
    """The signs of all; words begin with `~`."""
    sentences: tuple[_Sentence, ...]
    weight: float


def comparisons(corpus: Corpus) -> Iterator[str]:
    """Lines of YAML in the form of `comparisons.yml`, the questions of the rarest names first; counts as
    comments. The same corpus always gives the same lines."""
    every = list(_sentences(corpus))
    groups = list(_groups(every))
    documents = {one.place.document for group in groups for one in group.sentences}
    yield comment(
        f"{len(groups)} proposed questions on {len(documents)} documents, from "
        f"{sum(bool(one.figures) for one in every)} sentences with figures. Write the question, check what each "
        "says and who says it, and add how the statements relate."
    )
    if len(groups) > MOST:
        yield comment(f"Only the first {MOST} are shown.")
    quoter, taken = Quoter(corpus), Counter(one.id for one in corpus.knowledge.comparisons)
    for group in groups[:MOST]:
        yield from _entry(group, corpus, quoter, taken)


def _sentences(corpus: Corpus) -> Iterator[_Sentence]:
    """Every sentence of texts and notes with what it names and states."""
    named: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for entity, target in _names(corpus):
        named[target.document, target.unit].append((target.start, target.end, entity))
    asked: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for comparison in corpus.knowledge.comparisons:
        for claim in comparison.claims:
            if place := corpus.connections.targets.get(claim.quote):
                asked[place.document, place.unit].append((place.start, place.end, comparison.id))
    for document in corpus.documents:
        for unit in document.units:
            key = (document.id, unit.id)
            # The dates of a note are those of what it cites.
            found = [f for f in _figures(unit.text) if f.kind != "date" or not isinstance(unit, Note)]
            names = named.get(key, [])
            apart = [*names, *((f.start, f.end, "") for f in found)]
            for start, end in sentences(unit.text):
                yield _Sentence(
                    Target(*key, start, end),
                    _within(names, start, end),
                    frozenset(sign for sign, _ in _words(unit.text, start, end, apart)),
                    tuple(f for f in found if start <= f.start and f.end <= end),
                    _within(asked.get(key, ()), start, end),
                )


def _names(corpus: Corpus) -> Iterator[tuple[str, Target]]:
    """Mentions of listed entities; without a register, the names found by rule."""
    yield from ((mention.entity, mention.target) for mention in corpus.connections.mentions)
    if not corpus.knowledge.authorities:
        yield from ((name.id, target) for name in corpus.connections.automatic for target in name.targets)


def _within(rows: Iterable[tuple[int, int, str]], start: int, end: int) -> frozenset[str]:
    return frozenset(id for low, high, id in rows if low < end and start < high)


def _words(
    text: str, start: int, end: int, apart: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[str, str]]:
    """(sign, word) of the words of a sentence that say something and are no part of a name or figure."""
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if word in FUNCTION_WORDS or word in COMMON_WORDS:
            continue
        if not any(low < match.end() and match.start() < high for low, high, _ in apart):
            yield "~" + stem(word), word


def _figures(text: str) -> Iterator[Stated]:
    """Figures and dates, in order."""
    days = [Stated(d.start, d.end, "", "date", number=d.key) for d in dated.dates(text)]
    kept = [f for f in stated(text) if not any(f.start < d.end and d.start < f.end for d in days)]
    yield from sorted([*days, *kept], key=lambda f: (f.start, f.end))


def _groups(every: list[_Sentence]) -> Iterator[_Group]:
    """Sentences that share two signs and a kind of figure; no pair of sentences comes twice."""
    often = Counter(sign for one in every for sign in one.entities | one.words)
    index: dict[tuple[str, tuple[str, str]], list[int]] = defaultdict(list)
    for number, one in enumerate(every):
        kinds = sorted({figure.kind for figure in one.figures})
        signs = sorted(one.entities | one.words, key=lambda s: (often[s], s)) if kinds else []
        for pair in combinations(sorted(signs[:SIGNS]), 2):
            if not one.entities.isdisjoint(pair):
                for kind in kinds:
                    index[kind, pair].append(number)
    found = []
    for (kind, pair), rows in index.items():
        if len({every[n].place.document for n in rows}) > 1 and len(rows) <= CROWD:
            weight = sum(math.log(len(every) / often[sign]) for sign in pair)
            found.append((-round(weight, 6), kind, pair, tuple(rows)))
    seen: set[tuple[str, int, int]] = set()
    for weight, kind, _, numbers in sorted(found):
        pairs = {(kind, *p) for p in combinations(numbers, 2) if _apart(every[p[0]], every[p[1]])}
        if pairs - seen:
            seen |= {(kind, *p) for p in combinations(numbers, 2)}
            some = tuple(every[n] for n in numbers)
            shared = frozenset.intersection(*(one.entities | one.words for one in some))
            if kind == "date" and len(shared) < SHARED_WITH_DATES:
                continue
            yield _Group(kind, tuple(sorted(shared)), some, -weight)


def _apart(one: _Sentence, other: _Sentence) -> bool:
    """Whether they stand in different documents and no question holds both."""
    return one.place.document != other.place.document and one.asked.isdisjoint(other.asked)


def _entry(group: _Group, corpus: Corpus, quoter: Quoter, taken: Counter[str]) -> Iterator[str]:
    entities = [sign for sign in group.shared if not sign.startswith("~")]
    first = group.sentences[0].place
    spoken = dict(_words(quoter.unit(first).text, first.start, first.end, ()))
    words = [spoken.get(sign, sign[1:]) for sign in group.shared if sign.startswith("~")]
    labels = {authority.id: authority.label for authority in corpus.knowledge.authorities}
    rows = [row for one in group.sentences for row in _statements(one, group.kind, quoter)]
    if len({row["document"] for row in rows}) < 2:
        return
    id = _id(f"{'-'.join(entities[:3])}-{group.kind}", taken)
    about = ", ".join([*(labels.get(e, e) for e in entities), *words])
    documents = len({row["document"] for row in rows})
    yield comment(f"{len(rows)} statements of {documents} documents; all share: {about}; {group.kind}")
    yield f"- id: {scalar(id)}"
    yield f"  question: {scalar(f'What is said about {about} ({group.kind})?')}"
    if listed := [scalar(entity) for entity in entities if entity in labels]:
        yield f"  entities: [{', '.join(listed)}]"
    yield "  statements:"
    numbers = Counter[str]()
    for row in rows:
        numbers[row["document"]] += 1
        yield f"    - id: {scalar(_slug(row['document'], 56) + '-' + str(numbers[row['document']]))}"
        yield from (f"      {key}: {scalar(value)}" for key, value in row.items())


def _statements(one: _Sentence, kind: str, quoter: Quoter) -> Iterator[dict[str, str]]:
    """One statement for the sentence, with its figure of that kind when it has one only."""
    quote = quoter.quote(one.place)
    if quote is None:
        return
    text = quoter.unit(one.place).text
    some = [figure for figure in one.figures if figure.kind == kind]
    says = "; ".join(" ".join(text[f.start : f.end].split()) for f in some)
    row = selector(quote) | {"says": says}
    if len(some) == 1 and kind == "date":
        row["as_of"] = some[0].number
    elif len(some) == 1:
        (only,) = some
        row |= {
            "number": only.number,
            "low": only.low,
            "high": only.high,
            "unit": only.unit,
            "hedge": only.hedge,
        }
    numbers = ("number", "low", "high") if kind != "date" else ()
    yield {k: v for k, v in row.items() if v and (k not in numbers or _NUMBER.fullmatch(v))}


def _id(words: str, taken: Counter[str]) -> str:
    slug = _slug(words.replace("%", "percent"), 58)
    taken[slug] += 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"


def _slug(words: str, most: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", dated.fold(words))[:most].strip("-") or "question"
