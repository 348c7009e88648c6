"""The front of a document: cover, imprint, boards; then title, byline and date of the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Join, Proposal
from build_scripts.rules.contents import contents_entries
from build_scripts.rules.front_lines import BY_ALONE, kind_of_short
from build_scripts.rules.titles import leading_names, title_index
from build_scripts.signals import (
    byline_names,
    headlike,
    is_prose,
    is_shouted,
    person_names,
    word_count,
)
from build_scripts.source import Intervention, Mark, Statement, Unit
from build_scripts.vocabulary import (
    BYLINE_OPENING,
    COLOPHON_LINE,
    LABEL_LINE,
    TRANSLATOR,
    VOLUME_LINE,
    fold,
    part_of,
)


def front_matter(draft: Draft) -> Iterator[Proposal]:
    """Before the text begins, a document may carry a cover, an imprint, boards, an account of the
    publisher and lists of other articles. All that is set aside by zones. The title is the line that
    leads into the text: before the byline, behind the last line of the imprint; a line that the cover
    or a running head repeats is preferred."""
    units = draft.flow()
    if not units or any(u.role == "title" for u in units):
        yield from _given_front(draft, units)
        return
    entries = contents_entries(draft)
    begin, zones = _zones(draft, units, entries)
    body = _body(draft, units, begin, entries)
    kinds = [kind_of_short(draft, u, entries) for u in units[begin:body]]
    kinds = leading_names(draft, units[begin:body], kinds)
    chosen, title_page = title_index(draft, units[begin:body], kinds), False
    if chosen is None and begin:
        # The title stands on the title page only, before the contents list.
        begin, body, title_page = 0, _end_of_title_page(draft, units, begin), True
        kinds = [kind_of_short(draft, u, entries) for u in units[begin:body]]
        chosen = title_index(draft, units[begin:body], kinds)
        limit = units[body].start if body < len(units) else 0
        zones = [z for z in zones if chosen is None or isinstance(z, Intervention) and z.span[0] >= limit]
    yield from zones
    if chosen is None:
        yield from _after_title(draft, units[begin:body], kinds, -1)
        return
    title = units[begin + chosen]
    for index, (unit, kind) in enumerate(zip(units[begin : begin + chosen], kinds, strict=False)):
        if kind == "byline" and chosen - index <= 2 and "byline" not in kinds[chosen + 1 : chosen + 4]:
            yield from _byline(draft, unit)
        elif kind == "sentence" and not zone_prose(draft, units, begin + index):
            continue  # a standfirst or the author's box: it is the author's or about the author
        else:
            yield _aside(unit, _front_kind(kind, chosen), "stands before the title")
            yield from _dated(draft, unit, kind)
    yield Mark(title.start, "title", 1, "front-matter", "leads into the text")
    words_of_title = " ".join(draft.text(title).split())
    yield Statement("title", words_of_title, draft.line(title), "front-matter", words_of_title)
    yield from _after_title(draft, units[begin:body], kinds, chosen, title_page)


def _given_front(draft: Draft, units: list[Unit]) -> Iterator[Proposal]:
    """The format names the title: what stands around it is only looked at up to the first prose."""
    title = next((i for i, u in enumerate(units) if u.role == "title"), None)
    if title is None:
        return
    if not draft.values("title"):
        text = " ".join(draft.text(units[title]).split())
        yield Statement("title", text, draft.line(units[title]), "front-matter", text)
    for unit in units[:title]:
        kind = kind_of_short(draft, unit, [])
        if unit.role in ("", "p") and kind in ("masthead", "interface", "provenance", "date", "colophon"):
            yield _aside(unit, _front_kind(kind, title), "stands before the title")
            yield from _dated(draft, unit, kind)
    body = next(
        (
            i
            for i in range(title + 1, len(units))
            if is_prose(draft.text(units[i])) or units[i].role == "head"
        ),
        title + 1,
    )
    kinds = [kind_of_short(draft, u, []) for u in units[title:body]]
    yield from _after_title(draft, units[title:body], kinds, 0)


def _zones(draft: Draft, units: list[Unit], entries: list[str]) -> tuple[int, list[Proposal]]:
    """(index where the front proper begins, asides before it): what a contents list, a board or an
    account of the publisher shows to be front matter."""
    limit = len(draft.source.text) * 0.4
    ends = [a.span[1] for a in draft.asides("contents") if a.span[0] < limit]
    border = max(ends, default=0)
    begin = next((i for i, u in enumerate(units) if u.start > border), len(units)) if border else 0
    begin = min(begin, _body_heading(draft, units, begin, entries))
    asides: list[Proposal] = []
    zone = "cover"
    for index in range(begin):
        text = draft.text(units[index])
        part = part_of(text)
        if part in ("board", "publications", "author"):
            zone = "board" if part == "author" else part
        elif part in ("colophon", "about-publisher"):
            zone = "colophon" if part == "colophon" else "masthead"
        elif headlike(text) and len(units[index].spans) == 1 and _role_board(text):
            zone = "board"
        elif COLOPHON_LINE.search(text) and not is_prose(text, 40):
            zone = "colophon"
        elif (
            is_prose(text, 25)
            and zone in ("cover", "colophon")
            or headlike(text)
            and _leads_prose(draft, units, index)
        ):
            zone = "masthead"
        elif VOLUME_LINE.search(text) and zone == "cover":
            asides.append(_aside(units[index], "masthead", "imprint of the series or issue"))
            continue
        kind = zone
        if (
            kind == "colophon"
            and not COLOPHON_LINE.search(text)
            and any(fold(text).startswith(fold(draft.text(u))[:60]) for u in units[begin : begin + 3])
        ):
            kind = "repeated-title"
        asides.append(_aside(units[index], kind, "front matter before the contents list"))
    return begin, asides


def _end_of_title_page(draft: Draft, units: list[Unit], begin: int) -> int:
    """The index behind the title page: before the imprint, a board, prose or the contents list."""
    seen = False
    for index in range(begin):
        kind = kind_of_short(draft, units[index], [])
        seen = seen or kind == "title"
        if (
            is_prose(draft.text(units[index]), 25)
            or kind in ("board", "colophon", "about-publisher")
            or (seen and COLOPHON_LINE.search(draft.text(units[index])) and kind == "masthead")
        ):
            return index
    return begin


def _role_board(text: str) -> bool:
    return word_count(text) <= 7 and bool(
        re.search(
            r"(?i)\b(?:board|staff|committee|council|panel|trustees|fellows|directors|officers|advis[eo]rs|редколлегия|редакционный совет|"
            r"beirat|vorstand|comité|consejo|kurulu|heyəti)\b",
            text,
        )
    )


def _leads_prose(draft: Draft, units: list[Unit], index: int) -> bool:
    return index + 1 < len(units) and is_prose(draft.text(units[index + 1]), 25)


def _body_heading(draft: Draft, units: list[Unit], begin: int, entries: list[str]) -> int:
    """The index of a heading before the contents list that opens the text itself (an abstract, a
    preface, a heading that the contents name), or `begin`."""
    for index in range(begin):
        text = draft.text(units[index])
        if (
            headlike(text)
            and _leads_prose(draft, units, index)
            and (part_of(text) in ("abstract", "foreword") or fold(text) in entries)
        ):
            return max(0, index - 3) if index >= 3 else 0
    return begin


def _body(draft: Draft, units: list[Unit], begin: int, entries: list[str]) -> int:
    """The index of the first unit of the text proper: prose, or a sentence that is no standfirst."""
    for index in range(begin, min(len(units), begin + 120)):
        text = draft.text(units[index])
        if units[index].given and units[index].role not in ("", "title", "byline", "dateline", "caption"):
            return index
        kind = kind_of_short(draft, units[index], entries)
        if (
            kind in ("interface", "provenance", "labelled", "caption", "date", "masthead")
            and word_count(text) < 60
        ):
            continue
        if is_prose(text) or kind == "sentence":
            following = [kind_of_short(draft, u, entries) for u in units[index + 1 : index + 3]]
            if (
                word_count(text) < 45
                and "byline" in following[:2]
                and not any(kind_of_short(draft, u, entries) == "byline" for u in units[begin:index])
                and index - begin < 6
                and not any(
                    is_prose(draft.text(u)) for u in units[index + 1 : index + 1 + following.index("byline")]
                )
            ):
                continue
            if zone_prose(draft, units, index):
                continue
            return index
    return min(len(units), begin + 40) if len(units) > begin + 40 else len(units)


def zone_prose(draft: Draft, units: list[Unit], index: int) -> bool:
    """Prose that belongs to a board, an imprint or an account of the publisher."""
    text = draft.text(units[index])
    if word_count(text) < 60 and COLOPHON_LINE.search(text):
        return True
    previous = next((draft.text(u) for u in reversed(units[:index]) if headlike(draft.text(u))), "")
    return index > 0 and part_of(previous) in ("board", "colophon", "about-publisher")


def _front_kind(kind: str, position: int) -> str:
    if kind in ("interface", "provenance", "contents"):
        return kind
    if kind in ("masthead", "date", "labelled"):
        return "masthead"
    if kind in ("board", "colophon", "publications"):
        return kind
    return "cover" if position > 3 else "masthead"


def _aside(unit: Unit, kind: str, reason: str) -> Intervention:
    return Intervention("set-aside", "front-matter", (unit.start, unit.end), detail=kind, reason=reason)


def _after_title(
    draft: Draft, units: list[Unit], kinds: list[str], title: int, title_page: bool = False
) -> Iterator[Proposal]:
    """Between the title and the text: byline, date, imprint; the rest stays, but not on a title page that
    stands before the contents list."""
    own = fold(draft.text(units[title])) if title >= 0 else ""
    seen_byline = False
    previous = ""
    for index in range(title + 1, len(units)):
        unit, kind = units[index], kinds[index]
        if kind == "byline" and (not seen_byline or previous == "byline"):
            alone = bool(BY_ALONE.match(draft.text(unit)))
            if previous != "byline-opening":
                yield from _byline(
                    draft, unit, units[index + 1] if alone and index + 1 < len(units) else None
                )
            seen_byline = not alone
            kind = "byline-opening" if alone else kind
        elif kind == "translator":
            yield Mark(unit.start, "byline", 0, "front-matter", "names the translator")
            name = TRANSLATOR.sub("", draft.text(unit))
            if person_names(name):
                yield Statement(
                    "contributor", person_names(name)[0], draft.line(unit), "front-matter", draft.text(unit)
                )
        elif kind == "affiliation" and index <= title + 8:
            yield Mark(unit.start, "byline", 0, "front-matter", "affiliation of the author", "medium")
        elif title_page and kind in ("date", "title", "other", "masthead", "sentence"):
            yield _aside(unit, "cover", "stands on the title page")
            if kind == "date":
                yield from _dated(draft, unit, kind)
        elif kind == "credit":
            yield Mark(
                unit.start, "credit", 0, "front-matter", "says where the text was delivered or who helped"
            )
        elif kind == "date":
            yield Mark(unit.start, "dateline", 0, "front-matter", "date line")
            yield from _dated(draft, unit, kind)
        elif kind in ("masthead", "colophon"):
            yield _aside(unit, "masthead" if VOLUME_LINE.search(draft.text(unit)) else "colophon", "imprint")
        elif kind in ("interface", "provenance"):
            yield _aside(unit, kind, "text of the web page around the article")
        elif kind == "labelled":
            yield _aside(unit, "metadata", "key words")
            yield from _key_words(draft, unit)
        elif (
            kind in ("title", "other")
            and seen_byline
            and index + 1 < len(units)
            and len(units) - index >= 3
            and (is_shouted(draft.text(unit)) or kinds[index + 1] in ("title", "other", "date", "masthead"))
        ):
            yield _aside(unit, "cover", "stands on the title page behind the author")
        elif own and fold(draft.text(unit)) == own:
            yield _aside(unit, "repeated-title", "the title, printed again")
        previous = kind


def _byline(draft: Draft, unit: Unit, following: Unit | None = None) -> Iterator[Proposal]:
    text = draft.text(unit)
    yield Mark(unit.start, "byline", 0, "front-matter", "names the author")
    if following is not None and not is_prose(draft.text(following)):
        text = text + " " + draft.text(following)
        yield Mark(following.start, "byline", 0, "front-matter", "names the author")
        yield Join(
            unit.start,
            following.start,
            (unit.end, draft.behind(unit.end)),
            "front-matter",
            " ",
            "the byline takes several lines",
        )
    bare = BYLINE_OPENING.sub("", " ".join(text.split()))
    for name in byline_names(bare.split(" | ")[0], bool(BYLINE_OPENING.match(text))):
        yield Statement("creator", name, draft.line(unit), "front-matter", " ".join(text.split()))


def _dated(draft: Draft, unit: Unit, kind: str) -> Iterator[Proposal]:
    found = find_date(draft.text(unit))
    if kind == "date" and found and not draft.values("issued"):
        yield Statement("issued", found, draft.line(unit), "front-matter", " ".join(draft.text(unit).split()))


def _key_words(draft: Draft, unit: Unit) -> Iterator[Proposal]:
    text = LABEL_LINE.sub("", " ".join(draft.text(unit).split()))
    for word in re.split(r"\s*[,;·•]\s*", text.strip(" .")):
        if word:
            yield Statement("subject", word, draft.line(unit), "front-matter", word)
