"""What the texts do not bear out in a register: forms that never occur, forms that nobody can tell apart."""

from __future__ import annotations

import re
from collections import Counter

from build_scripts.model import Corpus
from build_scripts.name_rules.runs import SIGNS

_WORD = re.compile(r"[^\W_]+")


def unused_forms(corpus: Corpus) -> list[str]:
    """`id: form` of every form that stands in no block or note as whole words."""
    counts = _occurrences(corpus)
    return [
        f"{authority.id}: {form.text}"
        for authority in corpus.knowledge.authorities
        for form in authority.forms
        if not counts[form.text.translate(SIGNS)]
    ]


def ambiguous_forms(corpus: Corpus) -> list[str]:
    """`form: ids (n places, m linked)` of every form that several entities hold and that is not linked
    everywhere."""
    holders: dict[str, list[str]] = {}
    for authority in corpus.knowledge.authorities:
        for form in authority.forms:
            ids = holders.setdefault(form.text.translate(SIGNS), [])
            if authority.id not in ids:
                ids.append(authority.id)
    shared = {form: ids for form, ids in holders.items() if len(ids) > 1}
    linked = Counter(
        mention.surface.translate(SIGNS)
        for mention in corpus.connections.mentions
        if mention.entity in shared.get(mention.surface.translate(SIGNS), ())
    )
    free = _alone(corpus, shared)
    return [
        f"{form}: {', '.join(ids)} ({free[form] + linked[form]} places, {linked[form]} linked)"
        for form, ids in shared.items()
        if free[form]
    ]


def _occurrences(corpus: Corpus) -> Counter[str]:
    """How often each form stands in the texts, also in capitals and inside longer forms."""
    forms = {form.text.translate(SIGNS) for a in corpus.knowledge.authorities for form in a.forms}
    counts: Counter[str] = Counter()
    for *_, form in _places(corpus, forms):
        counts[form] += 1
    return counts


def _alone(corpus: Corpus, shared: dict[str, list[str]]) -> Counter[str]:
    """How often each shared form stands where no mention covers it."""
    covered: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for mention in corpus.connections.mentions:
        target = mention.target
        covered.setdefault((target.document, target.unit), []).append((target.start, target.end))
    counts: Counter[str] = Counter()
    for document, unit, start, end, form in _places(corpus, set(shared)):
        if not any(s < end and start < e for s, e in covered.get((document, unit), ())):
            counts[form] += 1
    return counts


def _places(corpus: Corpus, forms: set[str]) -> list[tuple[str, str, int, int, str]]:
    """(document, unit, start, end, form) of every form as whole words."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for form in sorted(forms):
        for shown in sorted({form, form.upper()}):
            first = _WORD.search(shown)
            if first:
                by_first.setdefault(first[0], []).append((shown, form))
    found = []
    for document in corpus.documents:
        for unit in document.units:
            text = unit.text.translate(SIGNS)
            for word in _WORD.finditer(text):
                for shown, form in by_first.get(word[0], ()):
                    head = _WORD.search(shown)
                    start = word.start() - (head.start() if head else 0)
                    end = start + len(shown)
                    inside = text[end : end + 1].isalnum() and shown[-1].isalnum()
                    if start >= 0 and text.startswith(shown, start) and not inside:
                        found.append((document.id, unit.id, start, end, form))
    return found
