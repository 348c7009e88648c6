"""`history.html`: what changed in the texts from release to release, and since the last one; for every
document that changed `history/<id>.html`; the same as `data/history.json`. Nothing without a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from build_scripts import dates, releases
from build_scripts.exporters.addresses import unit_name
from build_scripts.exporters.json_text import DRAFT, MAYBE, TEXT, TEXTS, dump, rows, shape
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.model import Artifact, Corpus
from build_scripts.releases import Change, Release

Step = tuple[Release, tuple[Change, ...], bool]
"""A state, what changed from the one before it, and whether it is a release (or the texts as they are)."""
MOST = 200
"""Documents named under one release."""
LINES = 60
"""Places named of one document."""
_IDS = TEXTS | {"description": "ids of blocks and notes"}
_COUNT = {"type": "integer", "minimum": 0}
HISTORY: dict[str, Any] = {
    "$schema": DRAFT,
    "title": "What changed in the texts from release to release",
    **shape(
        {
            "steps": rows(
                shape(
                    {
                        "release": MAYBE,
                        "date": MAYBE | {"description": "EDTF"},
                        "documents": _COUNT,
                        "changes": rows(
                            shape(
                                {
                                    "document": TEXT,
                                    "title": TEXT,
                                    "kind": {"enum": ["added", "removed", "changed"]},
                                    "file_changed": {"type": "boolean"},
                                    "changed": _IDS,
                                    "added": _IDS,
                                    "removed": _IDS,
                                    "moved": rows(TEXTS | {"minItems": 2, "maxItems": 2}),
                                }
                            )
                        ),
                    }
                )
            )
            | {"description": "the oldest first; the last one has no name when the texts changed since"}
        }
    ),
}
"""JSON Schema of `data/history.json`."""


def history(corpus: Corpus) -> Iterator[Artifact]:
    """Pages and data; nothing for an archive without a release."""
    if not corpus.releases:
        return
    steps = steps_of(corpus)
    changed: dict[str, list[tuple[Step, Change]]] = {}
    for step in steps:
        for change in step[1]:
            changed.setdefault(change.document, []).append((step, change))
    yield Artifact("docs/history.md", page(_meta("History of the texts"), _whole(corpus, steps)))
    for id, found in changed.items():
        title = f"History: {found[-1][1].title}"
        yield Artifact(f"docs/history/{id}.md", page(_meta(title), _one(corpus, id, found)))
    yield Artifact("docs/data/history.json", dump({"steps": _data(steps)}))
    yield Artifact("docs/data/schema/history.json", dump(HISTORY))


def steps_of(corpus: Corpus) -> list[Step]:
    """The newest first; the texts as they are only when they differ from the last release."""
    known = corpus.releases
    found: list[Step] = [(known[0], (), True)]
    found += [(after, releases.changes(before, after), True) for before, after in pairwise(known)]
    here = releases.now(corpus)
    if since := releases.changes(known[-1], here):
        found.append((here, since, False))
    return found[::-1]


def _meta(title: str) -> dict[str, object]:
    return {
        "title": title,
        "template": "listing.html",
        "description": "What changed in the reading texts between releases.",
    }


def _whole(corpus: Corpus, steps: list[Step]) -> Iterator[str]:
    yield (
        '<h1 id="top">History of the texts</h1>\n'
        "<p>What changed in the reading texts from one release to the next. A citation gives the date of the "
        "edition and the line; here you see whether that text is still the same. A text changes when a better "
        "copy of the file is received, or when the rules of editing change; the files themselves are never "
        'edited. The same as data: <a href="data/history.json">history.json</a></p>'
    )
    for release, changes, is_release in steps:
        lines = [f"<h2>{_name(release, is_release)}</h2>"]
        first = is_release and release == corpus.releases[0]
        if first:
            total = sum(len(state.units) for state in release.documents.values())
            lines.append(
                f"<p>First recorded: {quantity(len(release.documents), 'document')}, {quantity(total, 'passage')}.</p>"
            )
        elif not changes:
            lines.append("<p>No text changed.</p>")
        else:
            lines.append('<ul class="history">')
            lines += [_line(corpus, change) for change in changes[:MOST]]
            if len(changes) > MOST:
                lines.append(f"<li>and {len(changes) - MOST:,} more</li>")
            lines.append("</ul>")
        yield block(lines)


def _name(release: Release, is_release: bool) -> str:
    if not is_release:
        return "Since then"
    date = f", {text(dates.display(release.date))}" if release.date and release.date != release.name else ""
    return f"Release {text(release.name)}{date}"


def _line(corpus: Corpus, change: Change) -> str:
    title = f"<cite><bdi>{text(change.title)}</bdi></cite>"
    here = corpus.document(change.document)
    if here:
        title = f'<a href="documents/{text(change.document)}.html">{title}</a>'
    if change.kind != "changed":
        return f"<li>{title}: {change.kind}</li>"
    return f'<li>{title}: {_counts(change)}. <a href="history/{text(change.document)}.html">Where</a></li>'


def _counts(change: Change) -> str:
    counts = (
        (len(change.changed), "changed"),
        (len(change.added), "added"),
        (len(change.removed), "gone"),
        (len(change.moved), "under another line number"),
    )
    said = [f"{number:,} {word}" for number, word in counts if number]
    why = "the received file changed" if change.file_changed else "only the editing changed"
    return f"{why}; {', '.join(said) or 'no passage differs'}"


def _one(corpus: Corpus, id: str, found: list[tuple[Step, Change]]) -> Iterator[str]:
    here = corpus.document(id)
    known = {unit.id for unit in here.units} if here else set()
    title = text(found[-1][1].title)
    link = f' <a href="../documents/{text(id)}.html">The text</a>' if here else ""
    yield (
        f'<p class="kicker">History</p>\n<h1 id="top"><bdi>{title}</bdi></h1>\n'
        f'<p>What changed in this text between releases.{link} · <a href="../history.html">All texts</a></p>'
    )
    for (release, _, is_release), change in found:
        lines = [f"<h2>{_name(release, is_release)}</h2>"]
        if change.kind != "changed":
            lines.append(f"<p>{change.kind.capitalize()}.</p>")
        else:
            lines.append(f"<p>{_counts(change).capitalize()}.</p><dl>")
            lines += _places("Changed", change.changed, id, known)
            lines += _places("Added", change.added, id, known)
            lines += _places("Gone", change.removed, id, set())
            moved = [f"{unit_name(a)} → {unit_name(b)}" for a, b in change.moved]
            if moved:
                lines.append(f"<dt>Under another number</dt><dd>{text(_short(moved))}</dd>")
            lines.append("</dl>")
        yield block(lines)


def _places(label: str, units: tuple[str, ...], id: str, known: set[str]) -> Iterator[str]:
    if not units:
        return
    named = [
        f'<a href="../documents/{text(id)}.html#{text(unit)}">{text(unit_name(unit))}</a>'
        if unit in known
        else text(unit_name(unit))
        for unit in units
    ]
    yield f"<dt>{label}</dt><dd>{_short(named)}</dd>"


def _short(named: Iterable[str]) -> str:
    places = list(named)
    more = f" and {len(places) - LINES:,} more" if len(places) > LINES else ""
    return ", ".join(places[:LINES]) + more


def _data(steps: list[Step]) -> list[dict[str, Any]]:
    """The oldest first; the last one is `null` by name when it is not released yet."""
    return [
        {
            "release": release.name if is_release else None,
            "date": release.date or None,
            "documents": len(release.documents),
            "changes": [_row(change) for change in changes],
        }
        for release, changes, is_release in reversed(steps)
    ]


def _row(change: Change) -> dict[str, Any]:
    return {
        "document": change.document,
        "title": change.title,
        "kind": change.kind,
        "file_changed": change.file_changed,
        "changed": list(change.changed),
        "added": list(change.added),
        "removed": list(change.removed),
        "moved": [list(pair) for pair in change.moved],
    }
