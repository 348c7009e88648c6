"""Which line of the front is the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal
from build_scripts.signals import (
    folded_words,
    is_prose,
    is_shouted,
    word_count,
)
from build_scripts.source import Mark, Statement, Unit
from build_scripts.vocabulary import (
    CHAPTER,
    fold,
)


def given_titles(draft: Draft) -> Iterator[Proposal]:
    """Where the format marks headings but none of them as the title, the first one is the title when it
    stands before all prose and no other heading is as high; the others then move up by one level."""
    units = draft.flow()
    heads = [u for u in units if u.role == "head" and u.given]
    if not heads or any(u.role == "title" for u in units):
        return
    first = heads[0]
    before = [u for u in units if u.start < first.start]
    own = fold(draft.text(first))
    rivals = [u for u in heads[1:] if u.level <= first.level and not own.startswith(fold(draft.text(u)))]
    if len(before) > 8 or any(is_prose(draft.text(u)) for u in before) or rivals:
        return
    title = " ".join(draft.text(first).split())
    yield Mark(
        first.start, "title", 1, "given-titles", "highest heading of the file", responsibility="reader"
    )
    yield Statement("title", title, draft.line(first), "given-titles", title)
    for head in heads[1:]:
        yield Mark(
            head.start,
            "head",
            max(2, head.level - 1),
            "given-titles",
            "heading of the file",
            responsibility="reader",
        )


def title_index(draft: Draft, units: list[Unit], kinds: list[str]) -> int | None:
    """The index of the title among the short units of the front, or None."""
    repeated = Counter(
        fold(line) for a in draft.asides() for line in draft.source.text[a.span[0] : a.span[1]].splitlines()
    )
    repeated.update(fold(draft.text(u)) for u in units)
    bylines = [i for i, kind in enumerate(kinds) if kind == "byline"]
    heads = [
        i
        for i, kind in enumerate(kinds)
        if kind == "head" and not CHAPTER.fullmatch(draft.text(units[i]).strip())
    ]
    last = heads[0] if heads else len(units)
    candidates = [i for i, kind in enumerate(kinds) if kind == "title" and i < max(last, 1)]
    if not candidates:
        candidates = [
            i
            for i, kind in enumerate(kinds)
            if kind in ("title", "other")
            and i < last
            and word_count(draft.text(units[i])) <= 30
            and any(c.isalpha() for c in draft.text(units[i]))
        ][:1]
    if not candidates:
        named = kinds[:1] in (["head"], ["byline"]) and kinds[1:2] == ["byline"]
        return 0 if named else None
    before = [i for i in candidates if bylines and i < bylines[-1]]
    imprint = [i for i, kind in enumerate(kinds) if kind in ("masthead", "contents", "board", "colophon")]
    pool = before or candidates
    late = [i for i in pool if imprint and i > max((m for m in imprint if m < max(pool)), default=-1)]
    pool = late or pool

    texts = {i: draft.text(units[i]) for i in pool}
    mixed = any(not is_shouted(text) for text in texts.values())
    body = set(folded_words(draft.source.text[units[-1].end : units[-1].end + 20000]))

    def score(index: int) -> tuple[float, int]:
        text, size = texts[index], word_count(texts[index])
        telling = [w for w in folded_words(text) if len(w) > 3]
        value = (
            3.0 * (repeated[fold(text)] > 1) + 2.0 * (3 <= size <= 22) - 1.5 * (size <= 1) - 1.0 * (size > 14)
        )
        # The words of a title come again in the text; those of a masthead or rubric rarely do.
        value += 2.0 * sum(w in body for w in telling) / max(1, len(telling))
        value -= (2.5 if index == 0 and size <= 6 else 1.0) * (mixed and is_shouted(text))
        value -= 1.0 * bool(find_date(text))
        following = next((i for i in pool if i > index), None)
        if following is not None and any(
            units[index].end < a.span[0] < units[following].start
            for a in draft.asides("interface", "masthead", "page-number")
        ):
            value -= 2.5
        value += 1.0 * (index == 0) + 0.5 * any(b - 1 == index for b in bylines) + 0.5 * (index == min(pool))
        return value, -index

    return max(pool, key=score)


def leading_names(draft: Draft, units: list[Unit], kinds: list[str]) -> list[str]:
    """A line in capitals before every possible title that looks like a name is that of a series or body."""
    first = kinds.index("title") if "title" in kinds else 0
    return [
        "masthead" if kind == "byline" and i < first - 1 and is_shouted(draft.text(units[i])) else kind
        for i, kind in enumerate(kinds)
    ]
