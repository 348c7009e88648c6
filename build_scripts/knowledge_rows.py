"""One entry of a data file → its type. The rows have passed their schema (`knowledge_schema.py`); what a
schema cannot say is refused here: RecordError, with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_scripts import errors
from build_scripts.authorities import Authority, Form
from build_scripts.knowledge import (
    Basis,
    Citation,
    Claim,
    ClaimRelation,
    Comparison,
    DateGloss,
    EditorialNote,
    Event,
    MentionDecision,
    RelatedDecision,
    Report,
    Step,
    Topic,
    TopicDecision,
    Work,
    quote_of,
)
from build_scripts.validation import WHERE

Row = dict[str, Any]


def authority(row: Row, kind: str) -> Authority:
    place = row.get("coordinates")
    label = row["label"]
    forms = {label: Form(label)}
    for form in row.get("forms", ()):
        forms[form["form"]] = Form(form["form"], form.get("when", "always"), form.get("certainty", "high"))
    return Authority(
        id=row["id"],
        kind=kind,
        label=label,
        forms=tuple(forms.values()),
        description=row.get("description", ""),
        source=row.get("source", ""),
        sort=row.get("sort", ""),
        abbreviation=row.get("abbreviation", ""),
        offices=tuple((o["title"], o.get("from", ""), o.get("to", "")) for o in row.get("offices", ())),
        stands_for=row.get("stands_for", ""),
        relations=tuple((r["type"], r["target"]) for r in row.get("relations", ())),
        same_as=tuple((k, v) for k, v in row.get("same_as", {}).items() if k != WHERE),
        coordinates=_point(place, row[WHERE]) if place else None,
        note=row.get("note", ""),
        where=row[WHERE],
    )


def _point(row: Row, where: str) -> tuple[float, float, str]:
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise errors.RecordError(
            f"coordinates: {latitude}, {longitude} lie nowhere on Earth",
            where,
            "latitude is -90 to 90, longitude -180 to 180",
        )
    return latitude, longitude, row["source"]


def mention(row: Row) -> MentionDecision:
    return MentionDecision(
        quote_of(row, row[WHERE]), row["entity"], row.get("sense", ""), row.get("reason", "")
    )


def _number(row: Row, key: str) -> float | None:
    return float(row[key]) if key in row else None


def comparison(row: Row) -> Comparison:
    claims = tuple(
        Claim(
            id=c["id"],
            quote=quote_of(c, c[WHERE]),
            says=c["says"],
            number=_number(c, "number"),
            low=_number(c, "low"),
            high=_number(c, "high"),
            **{key: c.get(key, "") for key in ("unit", "as_of", "hedge", "by", "through")},
        )
        for c in row["statements"]
    )
    ids = [claim.id for claim in claims]
    for claim in claims:
        if ids.count(claim.id) > 1:
            raise errors.RecordError(f"the id {claim.id!r} stands twice in this question", claim.quote.where)
    relations = []
    for r in row.get("relations", ()):
        for end in ("first", "second"):
            if r[end] not in ids:
                raise errors.RecordError(
                    f"relations: {r[end]!r} is no statement of this question",
                    r[WHERE],
                    f"Allowed: {', '.join(ids)}",
                )
        relations.append(ClaimRelation(r["first"], r["second"], r["kind"], r.get("reason", "")))
    return Comparison(
        id=row["id"],
        question=row["question"],
        claims=claims,
        relations=tuple(relations),
        note=row.get("note", ""),
        topics=tuple(row.get("topics", ())),
        entities=tuple(row.get("entities", ())),
        chart_unit=row.get("chart", {}).get("unit", ""),
        where=row[WHERE],
    )


def event(row: Row) -> Event:
    return Event(
        id=row["id"],
        date=row["date"],
        label=row["label"],
        reports=tuple(
            Report(quote_of(r, r[WHERE]), r.get("date", ""), r.get("note", "")) for r in row["reports"]
        ),
        event=row.get("event", ""),
        entities=tuple(row.get("entities", ())),
        topics=tuple(row.get("topics", ())),
        inferred=row.get("inferred", ""),
        where=row[WHERE],
    )


def date(row: Row) -> DateGloss:
    return DateGloss(quote_of(row, row[WHERE]), row["date"], row["reason"])


_WORK_FIELDS = ("title_translated", "container", "publisher", "place", "volume", "issue", "pages", "note")


def work(row: Row) -> Work:
    return Work(
        id=row["id"],
        kind=row["kind"],
        title=row.get("title", ""),
        authors=tuple(row.get("authors", ())),
        fields=tuple((key, row[key]) for key in _WORK_FIELDS if key in row),
        citations=tuple(_citation(c) for c in row["citations"]),
        url_status=row.get("url_status", "as-printed"),
        where=row[WHERE],
        **{
            key: row.get(key, "")
            for key in ("date", "language", "url", "url_printed", "document", "authority")
        },
    )


def _citation(row: Row) -> Citation:
    if "note" not in row and "exact" not in row:
        raise errors.RecordError(
            "citations: neither key 'note' nor key 'exact' is given",
            row[WHERE],
            "name the note (`note: fn5`) or quote the words (`exact: …`)",
        )
    return Citation(
        document=row["document"],
        note=row.get("note", ""),
        quote=quote_of(row, row[WHERE]) if "exact" in row else None,
        state=row.get("state", "complete"),
        printed_as=row.get("as", ""),
        reason=row.get("reason", ""),
        where=row[WHERE],
    )


def topic(row: Row) -> Topic:
    path = row.get("path", {})
    return Topic(
        id=row["id"],
        label=row["label"],
        scope=row.get("scope", ""),
        at_least=row.get("at_least", 2),
        decisions=tuple(
            TopicDecision(quote_of(d, d[WHERE]), d["carries"] == "yes", d["reason"])
            for d in row.get("decisions", ())
        ),
        question=path.get("question", ""),
        intro=path.get("intro", ""),
        steps=tuple(Step(quote_of(s, s[WHERE]), s.get("remark", "")) for s in path.get("steps", ())),
        where=row[WHERE],
        **{
            key: tuple(row.get(key, ()))
            for key in ("broader", "related", "document_subjects", "entities", "words")
        },
    )


def note(row: Row) -> EditorialNote:
    return EditorialNote(
        quote_of(row, row[WHERE]), row["kind"], row["certainty"], row["text"], tuple(_bases(row["basis"]))
    )


def _bases(rows: Iterable[Row]) -> Iterable[Basis]:
    for row in rows:
        if "exact" in row and "document" in row:
            yield Basis(quote_of(row, row[WHERE]), row.get("source", ""))
        elif "source" in row and "exact" not in row:
            yield Basis(None, row["source"])
        else:
            raise errors.RecordError(
                "basis: wants `document` and `exact`, or `source`", row[WHERE], "quote the words it rests on"
            )


def related(row: Row) -> RelatedDecision:
    return RelatedDecision(
        quote_of(row["first"], row[WHERE]),
        quote_of(row["second"], row[WHERE]),
        row["decision"] == "add",
        row["reason"],
        row[WHERE],
    )
