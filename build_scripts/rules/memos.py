"""The head of a memorandum or letter: To, From, Date, Subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.dating import find_date
from build_scripts.draft import Draft, Proposal, Split
from build_scripts.signals import is_prose, person_names, strip_honorifics, word_count
from build_scripts.source import Intervention, Mark, Statement, Unit

_FIELDS = {
    "to": "to|an|à|para|a|an alle|кому|kime|kimə|cc|bcc|copy|copies|via|through|attention|attn|empfänger|destinataire|reply-to",
    "from": "from|von|de|da|от|от кого|kimden|kimdən|sender|absender|expéditeur|remitente",
    "date": "date|datum|fecha|data|дата|tarih|tarix|sent|gesendet|envoyé|enviado",
    "subject": "subject|re|betreff|betrifft|betr|objet|asunto|assunto|oggetto|тема|konu|mövzu",
    "other": "message-id|content-type|mime-version|importance|classification|reference|file|attachments?|anlagen?",
}
_LABEL = re.compile(
    r"\W*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items()) + r")\W{0,3}:\s*(?=\S)",
    re.IGNORECASE,
)


def memo_heads(draft: Draft) -> Iterator[Proposal]:
    """At least three of the labels To, From, Date and Subject, one under the other at the beginning, are
    the head of a memorandum or letter. The subject is the title, the sender the author, the date the
    date; the lines themselves stay as they are."""
    rows = _rows(draft)
    kinds = {kind for _, _, kind, _ in rows}
    if kinds & {"subject"} and len(kinds & {"to", "from", "date"}) == 0:
        yield from _letter(draft, rows)
        return
    if len(kinds & {"to", "from", "date", "subject"}) < 3:
        return
    mail = any("@" in value for _, _, _, value in rows)
    first = rows[0][1]
    for unit in draft.flow():
        if unit.end <= first and word_count(draft.text(unit)) <= 12:
            yield Intervention(
                "set-aside",
                "memo-heads",
                (unit.start, unit.end),
                detail="masthead",
                reason="stands above the head of the memorandum",
            )
    if mail:
        yield from _mail(draft, rows)
        return
    for unit in dict.fromkeys(u for u, _, _, _ in rows):
        if len(unit.spans) > 1:
            yield Split(
                unit.start,
                tuple(s for s, _ in unit.spans[1:] if any(s == start for _, start, _, _ in rows)),
                "memo-heads",
                " ",
            )
    for _, start, kind, value in rows:
        line = draft.source.line_at(start)
        if kind == "subject" and not draft.values("title"):
            yield Mark(start, "title", 1, "memo-heads", "subject of the memorandum")
            match = _LABEL.match(draft.source.text, start)
            if match:
                yield Intervention("markup", "memo-heads", match.span(), reason="label of the subject")
            yield Statement("title", value, line, "memo-heads", value)
        else:
            yield Mark(
                start, "byline" if kind == "from" else "credit", 0, "memo-heads", "head of the memorandum"
            )
        name = strip_honorifics(value.split(",")[0].split("<")[0].split("(")[0]).strip()
        if kind == "from" and person_names(name):
            yield Statement("creator", person_names(name)[0], line, "memo-heads", value)
        if kind == "date" and find_date(value):
            yield Statement("issued", str(find_date(value)), line, "memo-heads", value)


def _letter(draft: Draft, rows: list[tuple[Unit, int, str, str]]) -> Iterator[Proposal]:
    """A letter: the line «Subject: …» is its title, the date above it its date, the name under the closing
    formula its author; the letterhead is set aside, the address stays."""
    subject = next(row for row in rows if row[2] == "subject")
    line = draft.source.line_at(subject[1])
    flow = draft.flow()
    closing = next(
        (i for i, u in enumerate(flow) if u.start > subject[1] and _CLOSING.match(draft.text(u))), None
    )
    above = [u for u in flow if u.end <= subject[1]]
    if (
        any(is_prose(draft.text(u), 20) for u in above)
        or closing is None
        and not any(find_date(draft.text(u), True) for u in above)
    ):
        return
    match = _LABEL.match(draft.source.text, subject[1])
    if match:
        yield Mark(subject[1], "title", 1, "memo-heads", "subject of the letter")
        yield Intervention("markup", "memo-heads", match.span(), reason="label of the subject")
        yield Statement("title", subject[3], line, "memo-heads", subject[3])
    for index, unit in enumerate(above):
        text = draft.text(unit)
        if not index and not find_date(text) and not _SALUTATION.match(text):
            yield Intervention(
                "set-aside", "memo-heads", (unit.start, unit.end), detail="masthead", reason="letterhead"
            )
            continue
        date = find_date(text, alone=True)
        yield Mark(
            unit.start,
            "dateline" if date else "p" if _SALUTATION.match(text) else "credit",
            0,
            "memo-heads",
            "head of the letter",
        )
        if date and not draft.values("issued"):
            yield Statement("issued", date, draft.line(unit), "memo-heads", text)
    if closing is not None and closing + 1 < len(flow):
        signed = flow[closing + 1]
        name = strip_honorifics(draft.source.text[slice(*signed.spans[0])].split(",")[0])
        if person_names(name):
            yield Mark(signed.start, "byline", 0, "memo-heads", "signature")
            yield Statement(
                "creator", person_names(name)[0], draft.line(signed), "memo-heads", draft.text(signed)
            )


_SALUTATION = re.compile(
    r"(?i)(?:dear|sehr geehrte[rs]?|lieber?|madame|monsieur|cher|chère|estimad[oa]s?|уважаем\w+|sayın|hörmətli)\b"
)
_CLOSING = re.compile(
    r"(?i)(?:yours (?:sincerely|faithfully|truly|ever)|sincerely|respectfully|(?:with )?(?:kind|best|warm) regards|"
    r"mit freundlichen grüßen|hochachtungsvoll|veuillez agréer|cordialement|atentamente|un saludo|с уважением|"
    r"saygılarımla|saygılarımızla|hörmətlə)\b[\w ,]{0,40}$"
)


def _mail(draft: Draft, rows: list[tuple[Unit, int, str, str]]) -> Iterator[Proposal]:
    """The head of an electronic mail belongs to its carrier; only its date is kept."""
    for unit, start, kind, value in rows:
        span = next(s for s in unit.spans if s[0] == start)
        yield Intervention(
            "set-aside", "memo-heads", span, detail="metadata", reason="head of an electronic mail"
        )
        if kind == "date" and find_date(value):
            yield Statement("issued", str(find_date(value)), draft.source.line_at(start), "memo-heads", value)


def _rows(draft: Draft) -> list[tuple[Unit, int, str, str]]:
    """(unit, where the row begins, kind, value) of the rows that follow one another near the beginning."""
    rows: list[tuple[Unit, int, str, str]] = []
    misses = 0
    for unit in draft.flow()[:24]:
        for start, end in unit.spans:
            match = _LABEL.match(draft.source.text, start, end)
            if match and match.lastgroup:
                rows.append((unit, start, match.lastgroup, draft.source.text[match.end() : end].strip()))
                misses = 0
            elif rows:
                misses += 1
                if misses > 2:
                    return rows
    return rows
