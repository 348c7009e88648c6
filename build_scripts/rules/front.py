"""The front of a document: cover, imprint, boards; then title, byline and date of the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Join, Proposal, Split
from build_scripts.model import Intervention, Mark, Statement, Unit
from build_scripts.rules.contents import contents_entries
from build_scripts.signals import (
    word_count,
    ends_sentence,
    folded_words,
    headlike,
    is_prose,
    is_shouted,
    person_names,
    words,
)
from build_scripts.vocabulary import (
    BYLINE_OPENING,
    CAPTION,
    CHAPTER,
    COLOPHON_LINE,
    DISCLAIMER,
    INTERFACE_LINE,
    LABEL_LINE,
    OCCASION,
    PHOTO_END,
    PROVENANCE,
    RUBRIC,
    TRANSLATOR,
    VOLUME_LINE,
    fold,
    part_of,
)

_AFFILIATION = re.compile(r"(?i)\b(?:university|institute|department|faculty|school of|college|center for|centre for|"
                          r"academy|laboratory|universität|institut|fakultät|université|universidad|università|"
                          r"университет|институт|академия|кафедра|факультет|üniversitesi|universiteti|enstitüsü|institutu|"
                          r"correspondent|editor|reporter|staff writer|professor|fellow|orcid)\b")
#: A document symbol (`WG.7/2016/14`), and lines that label the copy.
_SYMBOL = re.compile(r"(?=\S*\d)(?=\S*[/.-])[A-Z][\w./()-]{3,40}$")
_LABELLED = re.compile(r"(?i)^(?:original|distr|language|sprache|langue|document|doc|ref|reference|file|agenda item)\.?\s*:\s*.{1,80}$")
#: An affiliation under its note marker, as papers print it below the byline.
_LABELLED_PLACE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡]|<sup>\w</sup>|[a-e](?=\s?[A-Z]))\s*(?=[A-ZÀ-Þ(]|e-?mail|corresp)")
_YEAR = re.compile(r"\W*(?:1[5-9]|20)\d\d\W*$")
_BY_ALONE = re.compile(r"(?i)^\W*(?:by|author|authors|von|par|por|di|автор|авторы|müəllif|yazan)\W*$")


def kind_of_short(draft: Draft, unit: Unit, entries: list[str]) -> str:
    """What a short unit of the front is: interface, masthead, date, byline, translator, labelled,
    head, caption, affiliation, sentence, title (a possible one) or other."""
    text = draft.text(unit)
    if unit.given and unit.role in ("head", "title", "byline", "dateline", "caption"):
        return {"dateline": "date"}.get(unit.role, unit.role)
    if DISCLAIMER.match(text) or INTERFACE_LINE.match(text.strip()) and not VOLUME_LINE.search(text):
        return "masthead" if re.search(r"©|(?i:copyright|rights reserved)", text) else "interface"
    if PROVENANCE.match(text):
        return "provenance"
    if LABEL_LINE.match(text):
        return "labelled"
    if TRANSLATOR.match(text):
        return "translator"
    if BYLINE_OPENING.match(text) and person_names(BYLINE_OPENING.sub("", text).split("\n")[0].split(" | ")[0], True):
        return "byline"
    if _BY_ALONE.match(text):
        return "byline"
    if find_date(text, alone=True) or find_date(text) and word_count(text) <= 6 and not ends_sentence(text):
        return "date"
    if _LABELLED_PLACE.match(text) and not ends_sentence(text) and word_count(text) <= 24:
        return "affiliation"
    if _YEAR.match(text.strip()):
        return "masthead"
    if OCCASION.match(text) and word_count(text) <= 30:
        return "credit"
    if re.search(r"\s[|·•]\s", text) and word_count(text) <= 12:
        return "masthead"
    if CHAPTER.match(text):
        return "head"
    if _SYMBOL.match(text.strip()) or _LABELLED.match(text):
        return "masthead"
    if COLOPHON_LINE.search(text) or VOLUME_LINE.search(text) and word_count(text) <= 14 or RUBRIC.match(text):
        return "masthead"
    part = part_of(text)
    if part in ("abstract", "foreword", "conclusion", "references", "notes") or fold(text) in entries:
        return "head"
    if part:
        return part
    if re.match(r"(?:\d+|[IVX]+)(?:\.\d+)*\.?\s+\S", text) and headlike(text) and word_count(text) < 14:
        return "head"
    if CAPTION.match(text) or PHOTO_END.search(text) and word_count(text) > 4:
        return "caption"
    if person_names(text.replace("\n", ", ")) and not common_words(draft, text):
        return "byline"
    if _AFFILIATION.search(text) and not ends_sentence(text) and word_count(text) <= 24:
        return "affiliation"
    if ends_sentence(text) and word_count(text) >= 8 and not text.rstrip().endswith(("?", ":")):
        return "sentence"
    if word_count(text) > 30 or len(text) > 250 or not any(c.isalpha() for c in text):
        return "other"
    return "title" if headlike(text) or text.rstrip().endswith("?") or is_shouted(text) else "other"


def front_lines(draft: Draft) -> Iterator[Proposal]:
    """Lines of the front that follow one another without a blank line are set apart when one of them is a
    byline, a date, an imprint or a label: a title and its author are not one line."""
    if draft.source.format != "text":
        return
    for index, unit in enumerate(draft.flow()[:30]):
        if index and is_prose(draft.text(unit), 40) and unit.separator == " ":
            return
        if unit.separator != "\n" or len(unit.spans) < 2 or unit.role:
            continue
        singles = [Unit((span,)) for span in unit.spans]
        kinds = [kind_of_short(draft, single, []) for single in singles]
        if any("\t" in draft.text(s) for s in singles):
            continue
        cuts = [s.start for i, s in enumerate(singles) if i and not CHAPTER.match(draft.text(singles[i - 1])) and (kinds[i] != kinds[i - 1] or kinds[i] not in ("title", "other"))]
        if cuts and not set(kinds) <= {"title", "other", "sentence"}:
            yield Split(unit.start, tuple(cuts), "front-lines")


def common_words(draft: Draft, text: str) -> bool:
    """Whether the words of a supposed name are words of the language: at least half of them stand in
    lower case elsewhere in the document."""
    found = [w for w in words(text) if len(w) > 2]
    seed = draft.source.text
    common = sum(bool(re.search(rf"(?<![\w-]){re.escape(w.lower())}(?![\w-])", seed)) for w in found)
    return common >= max(1, (len(found) + 1) // 2)


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
    yield Mark(first.start, "title", 1, "given-titles", "highest heading of the file", responsibility="reader")
    yield Statement("title", title, draft.line(first), "given-titles", title)
    for head in heads[1:]:
        yield Mark(head.start, "head", max(2, head.level - 1), "given-titles", "heading of the file", responsibility="reader")


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
    kinds = _leading_names(draft, units[begin:body], kinds)
    chosen, title_page = _title(draft, units[begin:body], kinds), False
    if chosen is None and begin:
        # The title stands on the title page only, before the contents list.
        begin, body, title_page = 0, _end_of_title_page(draft, units, begin), True
        kinds = [kind_of_short(draft, u, entries) for u in units[begin:body]]
        chosen = _title(draft, units[begin:body], kinds)
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
    body = next((i for i in range(title + 1, len(units)) if is_prose(draft.text(units[i])) or units[i].role == "head"),
                title + 1)
    kinds = [kind_of_short(draft, u, []) for u in units[title:body]]
    yield from _after_title(draft, units[title:body], kinds, 0)


def _zones(draft: Draft, units: list[Unit], entries: list[str]) -> tuple[int, list[Proposal]]:
    """(index where the front proper begins, asides before it): what a contents list, a board or an
    account of the publisher shows to be front matter."""
    limit = draft.source.text and len(draft.source.text) * 0.4
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
        elif is_prose(text, 25) and zone in ("cover", "colophon"):
            zone = "masthead"
        elif headlike(text) and _leads_prose(draft, units, index):
            zone = "masthead"
        elif VOLUME_LINE.search(text) and zone == "cover":
            asides.append(_aside(units[index], "masthead", "imprint of the series or issue"))
            continue
        kind = zone
        if kind == "colophon" and not COLOPHON_LINE.search(text) and any(
                fold(text).startswith(fold(draft.text(u))[:60]) for u in units[begin : begin + 3]):
            kind = "repeated-title"
        asides.append(_aside(units[index], kind, "front matter before the contents list"))
    return begin, asides


def _end_of_title_page(draft: Draft, units: list[Unit], begin: int) -> int:
    """The index behind the title page: before the imprint, a board, prose or the contents list."""
    seen = False
    for index in range(begin):
        kind = kind_of_short(draft, units[index], [])
        seen = seen or kind == "title"
        if is_prose(draft.text(units[index]), 25) or kind in ("board", "colophon", "about-publisher") or (
                seen and COLOPHON_LINE.search(draft.text(units[index])) and kind == "masthead"):
            return index
    return begin


def _role_board(text: str) -> bool:
    return word_count(text) <= 7 and bool(re.search(
        r"(?i)\b(?:board|staff|committee|council|panel|trustees|fellows|directors|officers|advis[eo]rs|редколлегия|редакционный совет|"
        r"beirat|vorstand|comité|consejo|kurulu|heyəti)\b", text))


def _leads_prose(draft: Draft, units: list[Unit], index: int) -> bool:
    return index + 1 < len(units) and is_prose(draft.text(units[index + 1]), 25)


def _body_heading(draft: Draft, units: list[Unit], begin: int, entries: list[str]) -> int:
    """The index of a heading before the contents list that opens the text itself (an abstract, a
    preface, a heading that the contents name), or `begin`."""
    for index in range(begin):
        text = draft.text(units[index])
        if headlike(text) and _leads_prose(draft, units, index) and (
                part_of(text) in ("abstract", "foreword") or fold(text) in entries):
            return max(0, index - 3) if index >= 3 else 0
    return begin


def _body(draft: Draft, units: list[Unit], begin: int, entries: list[str]) -> int:
    """The index of the first unit of the text proper: prose, or a sentence that is no standfirst."""
    for index in range(begin, min(len(units), begin + 120)):
        text = draft.text(units[index])
        if units[index].given and units[index].role not in ("", "title", "byline", "dateline", "caption"):
            return index
        kind = kind_of_short(draft, units[index], entries)
        if kind in ("interface", "provenance", "labelled", "caption", "date", "masthead") and word_count(text) < 60:
            continue
        if is_prose(text) or kind == "sentence":
            following = [kind_of_short(draft, u, entries) for u in units[index + 1 : index + 3]]
            if word_count(text) < 45 and "byline" in following[:2] and index - begin < 6 and not any(
                    is_prose(draft.text(u)) for u in units[index + 1 : index + 1 + following.index("byline")]):
                continue
            if zone_prose(draft, units, index):
                continue
            return index
    return min(len(units), begin + 40) if len(units) > begin + 40 else len(units)


def zone_prose(draft: Draft, units: list[Unit], index: int) -> bool:
    """Prose that belongs to a board, an imprint or an account of the publisher."""
    text = draft.text(units[index])
    if COLOPHON_LINE.search(text) and word_count(text) < 60:
        return True
    previous = next((draft.text(u) for u in reversed(units[:index]) if headlike(draft.text(u))), "")
    return index > 0 and part_of(previous) in ("board", "colophon", "about-publisher")


def _title(draft: Draft, units: list[Unit], kinds: list[str]) -> int | None:
    """The index of the title among the short units of the front, or None."""
    repeated = Counter(fold(line) for a in draft.asides()
                       for line in draft.source.text[a.span[0] : a.span[1]].splitlines())
    repeated.update(fold(draft.text(u)) for u in units)
    bylines = [i for i, kind in enumerate(kinds) if kind == "byline"]
    heads = [i for i, kind in enumerate(kinds) if kind == "head" and not CHAPTER.fullmatch(draft.text(units[i]).strip())]
    last = heads[0] if heads else len(units)
    candidates = [i for i, kind in enumerate(kinds) if kind == "title" and i < max(last, 1)]
    if not candidates:
        candidates = [i for i, kind in enumerate(kinds) if kind in ("title", "other") and i < last
                      and word_count(draft.text(units[i])) <= 30][:1]
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
        value = 3.0 * (repeated[fold(text)] > 1) + 2.0 * (3 <= size <= 22) - 1.5 * (size <= 1) - 1.0 * (size > 14)
        # The words of a title come again in the text; those of a masthead or rubric rarely do.
        value += 2.0 * sum(w in body for w in telling) / max(1, len(telling))
        value -= (2.5 if index == 0 and size <= 6 else 1.0) * (mixed and is_shouted(text))
        following = next((i for i in pool if i > index), None)
        if following is not None and any(units[index].end < a.span[0] < units[following].start
                                         for a in draft.asides("interface", "masthead", "page-number")):
            value -= 2.5
        value += 1.0 * (index == 0) + 0.5 * any(b - 1 == index for b in bylines) + 0.5 * (index == min(pool))
        return value, -index

    return max(pool, key=score)


def _leading_names(draft: Draft, units: list[Unit], kinds: list[str]) -> list[str]:
    """A line in capitals before every possible title that looks like a name is that of a series or body."""
    first = kinds.index("title") if "title" in kinds else 0
    return ["masthead" if kind == "byline" and i < first - 1 and is_shouted(draft.text(units[i])) else kind
            for i, kind in enumerate(kinds)]


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


def _after_title(draft: Draft, units: list[Unit], kinds: list[str], title: int,
                 title_page: bool = False) -> Iterator[Proposal]:
    """Between the title and the text: byline, date, imprint; the rest stays, but not on a title page that
    stands before the contents list."""
    own = fold(draft.text(units[title])) if title >= 0 else ""
    seen_byline = False
    previous = ""
    for index in range(title + 1, len(units)):
        unit, kind = units[index], kinds[index]
        if kind == "byline" and (not seen_byline or previous == "byline"):
            alone = bool(_BY_ALONE.match(draft.text(unit)))
            if previous != "byline-opening":
                yield from _byline(draft, unit, units[index + 1] if alone and index + 1 < len(units) else None)
            seen_byline = not alone
            kind = "byline-opening" if alone else kind
        elif kind == "translator":
            yield Mark(unit.start, "byline", 0, "front-matter", "names the translator")
            name = TRANSLATOR.sub("", draft.text(unit))
            if person_names(name):
                yield Statement("contributor", person_names(name)[0], draft.line(unit), "front-matter", draft.text(unit))
        elif kind == "affiliation" and index <= title + 8:
            yield Mark(unit.start, "byline", 0, "front-matter", "affiliation of the author", "medium")
        elif title_page and kind in ("date", "title", "other", "masthead", "sentence"):
            yield _aside(unit, "cover", "stands on the title page")
            if kind == "date":
                yield from _dated(draft, unit, kind)
        elif kind == "credit":
            yield Mark(unit.start, "credit", 0, "front-matter", "says where the text was delivered or who helped")
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
        elif kind in ("title", "other") and seen_byline and index + 1 < len(units) and len(units) - index >= 3 and (
                is_shouted(draft.text(unit)) or kinds[index + 1] in ("title", "other", "date", "masthead")):
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
        yield Join(unit.start, following.start, (unit.end, draft.behind(unit.end)), "front-matter",
                   " ", "the byline takes several lines")
    bare = BYLINE_OPENING.sub("", " ".join(text.split()))
    for name in person_names(bare.split(" | ")[0], bool(BYLINE_OPENING.match(text))):
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
