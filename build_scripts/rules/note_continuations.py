"""Where a note goes on: behind a page break, at the next foot, inside a web address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.draft import Draft, Join, Proposal
from build_scripts.signals import ends_sentence, headlike, is_prose, starts_lower
from build_scripts.source import Mark, Unit
from build_scripts.vocabulary import part_of

_URL_END = re.compile(r"(?:https?://|www\.)\S*$|[\w-]+\.[a-z]{2,4}/\S*$")
_URL_START = re.compile(r"(?:[\w%~-]*[/_.=%&?#-][\w%~/_.=&?#-]*\w|\w*\d\w*[/.]?)(?=[\s>).,]|$)")


def joins_address(left: str, right: str) -> bool:
    """Whether a web address is cut between the two: the left ends in one, the right goes on with it."""
    left, match = left.rstrip(), _URL_END.search(left.rstrip())
    if not match or left.endswith((">", ")", ";", ",")):
        return False
    token = right.split(None, 1)[0] if right.split() else ""
    if left[-1] in "/_-=&?%":
        return bool(re.match(r"[\w%/._?=&#~-]+$", token.rstrip(".,;>)")))
    return (
        bool(_URL_START.match(token))
        and not re.match(r"(?i)(?:https?:|www\.)", token)
        and not ends_sentence(left)
    )


def note_continuations(draft: Draft) -> Iterator[Proposal]:
    """What a page break cut from a note is joined to it again: among endnotes, all that stands between
    two labels; at the foot of a page, what goes on where the note had not ended. A web address that was
    cut is glued without a space."""
    units = draft.units
    if not any(u.role == "note" for u in units):
        return
    current: Unit | None = None
    pending: tuple[Unit, str, int] | None = None
    tail = ""
    for index, unit in enumerate(units):
        text = draft.text(unit)
        if unit.role == "note":
            current, tail = unit, text
            continue
        if current is not None and (
            unit.given or (part_of(text) and headlike(text)) or not _goes_on(draft, units, index, tail, text)
        ):
            pending = (current, tail, units[index - 1].end) if not ends_sentence(tail) else pending
            current = None
        owner, end = current, units[index - 1].end
        if current is None and pending is not None and _at_foot(draft, units, index):
            owner, tail, end = pending
            pending = None
        if owner is None:
            continue
        glued = joins_address(tail, text)
        yield Mark(unit.start, "note", 0, "note-continuations", "goes on with the note before", "high")
        yield Join(
            owner.start,
            unit.start,
            (end, draft.behind(end)),
            "note-continuations",
            "" if glued else " ",
            "web address cut by the page" if glued else "note cut by the page",
        )
        tail = text


def _counts_on(units: Sequence[Unit], index: int, following: Unit) -> bool:
    """Whether the next label follows the last one, as in a list of notes (not on another page)."""
    last = next((u.label for u in reversed(units[:index]) if u.role == "note"), "")
    if not (last.isdigit() and following.label.isdigit()):
        return last != following.label
    return 1 <= int(following.label) - int(last) <= 2


def _at_foot(draft: Draft, units: Sequence[Unit], index: int) -> bool:
    """Whether the unit goes on with a note of an earlier page: it begins in lower case, stands directly
    before the first note of its page, and the text of the page does not need it."""
    text = draft.text(units[index])
    if (
        not (starts_lower(text) or re.match(r"\d+[).,]\s|[()\]]", text))
        or index + 1 >= len(units)
        or units[index + 1].role != "note"
    ):
        return False
    body = next((draft.text(u) for u in reversed(units[:index]) if u.role != "note"), "")
    after = next((draft.text(u) for u in units[index + 1 :] if u.role != "note"), "")
    return ends_sentence(body) or starts_lower(after)


def _goes_on(draft: Draft, units: Sequence[Unit], index: int, tail: str, text: str) -> bool:
    """Whether the unit at `index`, behind a note that ends in `tail`, belongs to that note."""
    following = next((u for u in units[index + 1 : index + 4] if u.role == "note"), None)
    body = next(
        (
            draft.text(u)
            for u in reversed(units[:index])
            if u.role not in ("note",) and is_prose(draft.text(u), 8)
        ),
        "",
    )
    among = following is not None and all(u.role == "note" for u in units[max(0, index - 4) : index][-2:])
    address = text.startswith(("<http", "http", "www.", "<www"))
    open_note = (
        not ends_sentence(tail) or joins_address(tail, text) or address and tail.rstrip().endswith((":", ";"))
    )
    if headlike(text) and not open_note:
        return False
    counts_on = following is not None and _counts_on(units, index, following)
    if following is not None and among and counts_on and not (body and not ends_sentence(body)):
        return True
    if joins_address(tail, text):
        return True
    open_body = bool(body) and not ends_sentence(body)
    return open_note and (address or not open_body and starts_lower(text))
