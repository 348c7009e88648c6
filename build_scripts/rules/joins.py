"""What a page break or a line end cut is one again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_scripts.draft import Draft, Join, Proposal
from build_scripts.function_words import FUNCTION_WORDS
from build_scripts.languages import detect
from build_scripts.rules.note_continuations import joins_address
from build_scripts.rules.quotations import lead_in
from build_scripts.signals import (
    bare_end,
    ends_sentence,
    has_case,
    headlike,
    is_prose,
    is_shouted,
    starts_lower,
    word_count,
    words,
)
from build_scripts.source import Intervention, Unit
from build_scripts.vocabulary import part_of

#: Blocks that a paragraph may step over: they stand on the page between its halves.
_BETWEEN = ("note", "author-note", "caption", "table", "credit")
#: Number words and prefixes that English joins by a hyphen.
_NUMERALS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
_ALWAYS = frozenset(
    [
        "non",
        "self",
        "ex",
        "half",
        "quarter",
        "well",
        "ill",
        "all",
        "cross",
        "quasi",
        "high",
        "low",
        "long",
        "short",
        "full",
        "so",
    ]
)
_PREFIXES = _ALWAYS | frozenset(
    [
        "anti",
        "pre",
        "post",
        "pro",
        "co",
        "semi",
        "multi",
        "inter",
        "sub",
        "over",
        "under",
        "re",
        "mid",
        "neo",
        "ultra",
        "vice",
    ]
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑¬\xad]$")


def page_break_joins(draft: Draft) -> Iterator[Proposal]:
    """A paragraph that a page break cut is one paragraph again: the left half has no terminal
    punctuation and neither half is a heading, a title, an item or the lead-in of a quotation. The right
    half may begin in lower case, but also with a name, a year or a quotation mark. Notes, author boxes,
    captions and what was set aside between the halves are stepped over; between two complete paragraphs
    nothing is joined."""
    vocabulary, english = _vocabulary(draft), _is_english(draft)
    units = draft.units
    #: What stands before a unit that is itself the right half of a join.
    before: dict[int, str] = {}
    for index, unit in enumerate(units):
        left = (before.get(unit.start, "") + " " + draft.text(unit)).strip()
        if not _open(draft, unit, units, index, left):
            continue
        other = _continuation(draft, units, index)
        if other is None or _forbidden(draft, unit, other):
            continue
        before[other.start] = left[-400:]
        right = draft.text(other)
        stepped = units[index + 1] is not other
        reason = "the sentence goes on behind the page break" + (", past another block" if stepped else "")
        hyphen = _HYPHEN.search(left)
        if hyphen and draft.source.text[unit.end - 1] == left[-1]:
            drop = _drops_hyphen(left, right, vocabulary, english)
            start = unit.end - 1 if drop else unit.end
            yield Join(
                unit.start,
                other.start,
                (start, draft.behind(unit.end)),
                "page-break-joins",
                "",
                reason
                + ("; the hyphen only divided the word" if drop else "; the hyphen belongs to the word"),
            )
            continue
        glued = joins_address(left, right)
        yield Join(
            unit.start,
            other.start,
            (unit.end, draft.behind(unit.end)),
            "page-break-joins",
            "" if glued else " ",
            reason,
            "high" if starts_lower(right) else "medium",
        )


def _open(draft: Draft, unit: Unit, units: Sequence[Unit], index: int, left: str) -> bool:
    """Whether the unit, of which `left` is the text so far, ends in the middle of a sentence."""
    if (
        unit.role not in ("", "p", "quote", "list")
        or unit.given
        and unit.role != "p"
        or unit.separator == "\n"
    ):
        return False
    text = draft.text(unit)
    if text.startswith(("—", "–")) and word_count(text) <= 14:  # the source of an epigraph
        return False
    if not text or ends_sentence(text) or lead_in(left) or text.endswith("}"):
        return False
    count = word_count(left)
    if part_of(text) or is_shouted(text) or count < 3:
        return False
    if _HYPHEN.search(text):
        return True
    last = words(text)[-1].casefold() if words(text) else ""
    function = last in FUNCTION_WORDS and not headlike(text)
    following = draft.text(units[index + 1]) if index + 1 < len(units) else ""
    if headlike(left) and count <= 14 and not function:
        # A short line in sentence case may be a heading, unless what follows only goes on.
        return starts_lower(following) and (has_case(text) and count >= 6 or text.rstrip().endswith(","))
    return count >= 8 or function or bare_end(text).endswith(",")


def _continuation(draft: Draft, units: Sequence[Unit], index: int) -> Unit | None:
    """The unit with which an open one goes on, past what only stands on the page between them."""
    for other in units[index + 1 : index + 12]:
        text = draft.text(other)
        if other.role in _BETWEEN:
            continue
        if (
            other.role not in ("", "p", "quote")
            or other.given
            and other.role != "p"
            or other.separator == "\n"
        ):
            return None
        if part_of(text) or not text or is_shouted(text) and word_count(text) < 20:
            return None
        if starts_lower(text) or _HYPHEN.search(draft.text(units[index])):
            return other
        behind = _behind_box(draft, units, index)
        if behind is not None:
            return behind
        if draft.text(units[index]).rstrip()[-1:] in ",;" and _has_clauses(draft):
            return None
        if re.match(
            r"(?:\(?[a-z0-9]{1,3}[.)]\s|[A-Z]{2,}[\w .]{0,20}:\s|[A-Z]\.?:\s|[–—]\s|[A-ZÀ-Þ]{3,}[^.]{0,40}\s(?:—|–|--)\s|[A-ZÀ-Þ]{3,}, [A-Z][\w ]+, )",
            text,
        ):
            return None
        if headlike(text) and word_count(text) <= 14 and not ends_sentence(text):
            return _behind_box(draft, units, index) if other is units[index + 1] else None
        return other if is_prose(text, 6) or word_count(text) <= 14 else None
    return None


def _behind_box(draft: Draft, units: Sequence[Unit], index: int) -> Unit | None:
    """The right half behind a box: it begins in lower case although every block between has ended or is
    a short line, so that nothing else could go on with it."""
    for at in range(index + 2, min(len(units), index + 9)):
        other, before = units[at], draft.text(units[at - 1])
        if (
            other.role in ("", "p")
            and starts_lower(draft.text(other))
            and other.separator == " "
            and "@" not in draft.text(other)
        ):
            between = units[index + 1 : at]
            closed = all(
                u.role in (*_BETWEEN, "list")
                or ends_sentence(draft.text(u))
                or headlike(draft.text(u))
                and word_count(draft.text(u)) <= 14
                for u in between
            )
            return other if closed and not lead_in(before) else None
    return None


def _has_clauses(draft: Draft) -> bool:
    """Whether the document counts clauses in paragraphs that end in commas or semicolons (a resolution)."""
    ends = [u for u in draft.units if draft.text(u).rstrip()[-1:] in ",;" and not starts_lower(draft.text(u))]
    places = {u.start: i for i, u in enumerate(draft.units)}
    return sum(places[b.start] - places[a.start] <= 2 for a, b in pairwise(ends)) >= 3


def _forbidden(draft: Draft, unit: Unit, other: Unit) -> bool:
    """Whether the record says that the line at which the unit ends does not go on (`no-join`), or does
    not go on in the line that it names."""
    last, first = draft.source.line_at(unit.end - 1), draft.line(other)
    return any(
        decision.get("action") == "no-join"
        and int(decision["line"]) == last
        and int(decision.get("to_line") or first) == first
        for decision in draft.record.get("decisions") or ()
    )


def _is_english(draft: Draft) -> bool:
    """Whether the text is in English, or in a language that cannot be told."""
    sample = " ".join(draft.text(u) for u in draft.units[:60] if is_prose(draft.text(u), 12))[:4000]
    return detect(sample) in ("en", None)


def _vocabulary(draft: Draft) -> Counter[str]:
    """How often each word (hyphenated ones as a whole) stands inside a line of the document."""
    counted: Counter[str] = Counter()
    for unit in draft.units:
        for start, end in unit.spans:
            line = draft.source.text[start:end]
            found = re.findall(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*", line)
            counted.update(w.casefold().replace("‐", "-").replace("‑", "-") for w in found[1:-1])
    return counted


def _drops_hyphen(left: str, right: str, vocabulary: Counter[str], english: bool) -> bool:
    """Whether the hyphen between two halves of a word only stands for the line end.

    It stays when the right half begins with a capital or digit, when the hyphenated form or its prefix
    is attested elsewhere, or when both halves are words of their own; it goes when the whole word is
    attested, and otherwise when at least one half is no word.
    """
    first = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐‑¬\xad]$", left)
    second = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", right)
    if left[-1] in "¬\xad":
        return True
    if not first or not second or not starts_lower(right):
        return False
    head, tail = first.group(1).casefold(), second.group().casefold()
    whole, joined = head.split("-")[-1] + tail.split("-")[0], f"{head}-{tail}"
    if "-" in head and head.rsplit("-", 1)[0] in FUNCTION_WORDS:
        return False
    prefix = vocabulary_prefixes(vocabulary)
    if not english:
        # Most languages write compounds as one word or divide words where they like.
        return not vocabulary[joined] or vocabulary[whole] > vocabulary[joined]
    last = head.split("-")[-1]
    if not vocabulary[whole] and (
        last in _NUMERALS or last in _PREFIXES and (vocabulary[tail.split("-")[0]] or last in _ALWAYS)
    ):
        return False
    if vocabulary[joined]:
        return vocabulary[head.rpartition("-")[0] + whole] > vocabulary[joined]
    if vocabulary[whole] or vocabulary[head + tail]:
        return True
    if prefix[head.split("-")[-1]] >= 1 and vocabulary[tail.split("-")[0]]:
        return False
    return not (vocabulary[head] and vocabulary[tail] and len(head) > 2 and len(tail) > 2)


def vocabulary_prefixes(vocabulary: Counter[str]) -> Counter[str]:
    """How often each word stands before a hyphen (`post-`, `anti-`)."""
    counted: Counter[str] = Counter()
    for word, count in vocabulary.items():
        if "-" in word:
            counted[word.split("-", 1)[0]] += count
    return counted


def line_end_hyphens(draft: Draft) -> Iterator[Proposal]:
    """A word that a line end cut is whole again. The hyphen goes when the whole word is attested in the
    document or when the halves are no words of their own; it stays in compounds, before capitals and
    digits, and where the hyphenated form is attested."""
    if draft.source.format == "html":
        return
    text = draft.source.text
    vocabulary: Counter[str] | None = None
    english = True
    for unit in draft.units:
        if unit.separator == "\n" or unit.role == "code":
            continue
        for (start, end), (following, stop) in zip(unit.spans, unit.spans[1:], strict=False):
            if text[end - 1] not in "-‐‑¬\xad" or end - start < 2 or draft.cuts.covering(end):
                continue
            if not text[end - 2].isalpha() or text[end:following].strip() or draft.cuts.covering(end - 1):
                continue
            if vocabulary is None:
                vocabulary, english = _vocabulary(draft), _is_english(draft)
            right = text[following:stop]
            if re.match(r"(?i)(?:and|or|und|oder|et|ou|y|o|e|и|или|bis|to)\b", right):
                continue
            drop = _drops_hyphen(text[start:end], right, vocabulary, english)
            yield Intervention(
                "join",
                "line-end-hyphens",
                (end - 1 if drop else end, following),
                "",
                reason="hyphen at the line end" + ("" if drop else " that belongs to the word"),
                certainty="medium",
            )
