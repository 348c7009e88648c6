"""Text that the page prints twice: pull quotes and doubled fragments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from build_scripts.draft import Draft, Proposal
from build_scripts.signals import ends_sentence, folded_words, person_names, starts_lower
from build_scripts.source import Intervention, Unit

_LEAST, _MOST = 6, 60
#: Words of the key under which positions are found; a pull quote has at least one more.
_KEY = 4


def pull_quotes(draft: Draft) -> Iterator[Proposal]:
    """A pull quote is a block of 6 to 60 words (three are enough in the middle of a sentence) that all stand, in the same order, in a longer block of
    the same document (only the first word may differ). It is set aside when it interrupts a sentence,
    or when its model is near by. Repetition alone proves nothing: a refrain, a recurring clause, a
    summary that comes again in the conclusion stay."""
    flow = [u for u in draft.flow() if u.role not in ("title", "byline", "table", "code")]
    texts = [folded_words(draft.text(u)) for u in flow]
    short = [
        i
        for i, found in enumerate(texts)
        if (_LEAST <= len(found) <= _MOST or 3 <= len(found) < _LEAST and _interrupts(draft, flow, i))
        and flow[i].role in ("", "p", "quote")
    ]
    if not short:
        return
    index = _Index(
        texts, {tuple(texts[i][1 : _KEY + 1] if len(texts[i]) > _KEY else texts[i]) for i in short}
    )
    for i in short:
        where = index.find(texts[i], i)
        interrupts = _interrupts(draft, flow, i)
        signed = i + 1 < len(flow) and _attribution(draft, flow[i + 1])
        if signed and i and not ends_sentence(draft.text(flow[i - 1])) and draft.text(flow[i])[:1] in '“"„«‘':
            interrupts = True
        if not where and (interrupts or signed):
            where = _loosely(texts, i)
        if not where:
            continue
        near = [j for j in where if abs(j - i) <= (8 if signed else 4) and len(texts[j]) >= len(texts[i]) + 4]
        if flow[i].given and flow[i].role == "quote" and not (near or interrupts):
            continue
        if interrupts or (near and len(texts[i]) >= 8 and (signed or _alone(draft, flow, i))):
            line = draft.line(flow[near[0] if near else where[0]])
            yield Intervention(
                "set-aside",
                "pull-quotes",
                (flow[i].start, flow[i].end),
                detail="pull-quote",
                reason=f"repeats words of the paragraph at line {line}"
                + (" and interrupts a sentence" if interrupts else ""),
                certainty="high" if interrupts else "medium",
            )
            if i + 1 < len(flow) and _attribution(draft, flow[i + 1]):
                yield Intervention(
                    "set-aside",
                    "pull-quotes",
                    (flow[i + 1].start, flow[i + 1].end),
                    detail="pull-quote",
                    reason="names the speaker of the pull quote above",
                )


class _Index:
    """Where a run of words stands in longer blocks."""

    def __init__(self, texts: Sequence[list[str]], keys: set[tuple[str, ...]]) -> None:
        self.texts = texts
        self.places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for block, found in enumerate(texts):
            if len(found) > _LEAST:
                for at, key in enumerate(zip(found, found[1:], found[2:], found[3:], strict=False)):
                    if key in keys:
                        self.places[key].append((block, at))

    def find(self, wanted: list[str], own: int) -> list[int]:
        """The longer blocks that hold `wanted` (but perhaps its first word), nearest first."""
        rest = wanted[1:] if len(wanted) > _KEY else wanted
        if len(rest) < _KEY:
            found = {
                block
                for block in range(max(0, own - 8), min(len(self.texts), own + 9))
                if block != own and _holds(self.texts[block], rest)
            }
        else:
            found = {
                block
                for block, at in self.places.get(tuple(rest[:_KEY]), ())
                if block != own
                and len(self.texts[block]) > len(wanted)
                and self.texts[block][at : at + len(rest)] == rest
            }
        return sorted(found, key=lambda block: (abs(block - own), block))[:20]


def _loosely(texts: Sequence[list[str]], i: int) -> list[int]:
    """Blocks near by that hold the words in order with at most six others between them («…, says the
    farmer, …»), or the two halves of the cut paragraph around block `i` taken together."""
    wanted = texts[i][1:] if len(texts[i]) > _KEY else texts[i]
    if texts[i - 1] and i + 1 < len(texts) and _in_order([*texts[i - 1], *texts[i + 1]], wanted):
        return [i - 1]
    around = [
        j for j in range(max(0, i - 8), min(len(texts), i + 9)) if j != i and len(texts[j]) > len(wanted)
    ]
    found = [j for j in sorted(around, key=lambda j: abs(j - i)) if _in_order(texts[j], wanted)][:1]
    for j in range(max(0, i - 8), min(len(texts) - 1, i + 8)) if not found else ():
        if i not in (j, j + 1) and _in_order([*texts[j][-80:], *texts[j + 1][:80]], wanted):
            return [max(j, j + 1, key=lambda k: len(texts[k]))]
    return found


def _in_order(longer: list[str], wanted: list[str]) -> bool:
    for at in (n for n, word in enumerate(longer) if word == wanted[0]):
        place, taken = at, 0
        while place < len(longer) and taken < len(wanted) and place - at <= len(wanted) + 6:
            taken += longer[place] == wanted[taken]
            place += 1
        if taken == len(wanted):
            return True
    return False


def _holds(longer: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return len(longer) > size and any(
        longer[at : at + size] == wanted for at in range(len(longer) - size + 1)
    )


def _interrupts(draft: Draft, flow: Sequence[Unit], i: int) -> bool:
    """Whether the blocks before and after are halves of one sentence."""
    if not 0 < i < len(flow) - 1:
        return False
    behind = i + 2 if i + 2 < len(flow) and _attribution(draft, flow[i + 1]) else i + 1
    before, after = draft.text(flow[i - 1]), draft.text(flow[behind])
    own = draft.text(flow[i])
    if starts_lower(own):
        return False
    return (
        not ends_sentence(before)
        and len(folded_words(before)) > 8
        and (starts_lower(after) or len(folded_words(after)) > 12)
    )


def _attribution(draft: Draft, unit: Unit) -> bool:
    """A short line under a pull quote: a dash and a name, or a name and an office."""
    text = draft.text(unit)
    if unit.role not in ("", "p") or len(folded_words(text)) > 10 or ends_sentence(text):
        return False
    return text.startswith(("—", "–", "-")) or bool(person_names(text.split(",")[0]))


def _alone(draft: Draft, flow: Sequence[Unit], i: int) -> bool:
    """Between complete paragraphs a pull quote stands by itself: it heads nothing and finishes nothing."""
    before = draft.text(flow[i - 1]) if i else ""
    return not before.rstrip().endswith(":") and flow[i].role != "quote"


def doubled_fragments(draft: Draft) -> Iterator[Proposal]:
    """A block of a few words that only says the end of the block before it once more, or the beginning
    of the one behind it, in the middle of a sentence, was printed or scanned twice."""
    flow = draft.flow()
    for i in range(1, len(flow) - 1):
        if flow[i].role not in ("", "p"):
            continue
        own = folded_words(draft.text(flow[i]))
        if not 2 <= len(own) <= 60:
            continue
        before, after = folded_words(draft.text(flow[i - 1])), folded_words(draft.text(flow[i + 1]))
        at_break = not ends_sentence(draft.text(flow[i - 1])) or not ends_sentence(draft.text(flow[i]))
        whole = len(own) >= 5 and (before == own or after == own) and ends_sentence(draft.text(flow[i]))
        if len(before) >= len(own) and before[-len(own) :] == own and (at_break or whole):
            reason = "says the end of the block before it again"
        elif (
            len(after) > len(own)
            and after[: len(own)] == own
            and at_break
            and (len(own) >= 4 or starts_lower(draft.text(flow[i])))
        ):
            reason = "says the beginning of the next block"
        else:
            continue
        yield Intervention(
            "set-aside", "doubled-fragments", (flow[i].start, flow[i].end), detail="duplicate", reason=reason
        )
