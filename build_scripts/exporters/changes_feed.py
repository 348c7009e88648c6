"""`changes.xml`: what changed in the texts, release by release, as an Atom feed, for readers who cite them.

One entry for each document that a release changed, the latest first. An archive without recorded releases
has none. What changed since the last release is not told: it may still change.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from build_scripts import dates, periods
from build_scripts.exporters.atom import Entry, Feed, Link, edition_day, feed, name_of
from build_scripts.exporters.history import steps_of
from build_scripts.exporters.page import quantity
from build_scripts.exporters.web_address import absolute, at
from build_scripts.model import Artifact, Corpus
from build_scripts.releases import Change, Release

PATH = "changes.xml"
MOST = 200
"""Entries; the page of the history has them all."""


def changes_feed(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/changes.xml`, or nothing."""
    if not corpus.releases:
        return
    archive, itself = corpus.archive, absolute(corpus.archive, PATH)
    entries = list(islice(_entries(corpus), MOST))
    given = Feed(
        id=name_of(corpus, "changes"),
        title=f"{archive['title']}: changes",
        updated=max(entry.updated for entry in entries),
        author=archive.get("publisher") or archive["title"],
        links=(
            Link(at(archive, "history.html"), "alternate", "text/html"),
            *([Link(itself, "self", "application/atom+xml")] if itself else []),
        ),
        entries=entries,
        language="en",
    )
    yield Artifact(f"docs/{PATH}", feed(given))


def _entries(corpus: Corpus) -> Iterator[Entry]:
    first = corpus.releases[0]
    for release, changes, is_release in steps_of(corpus):
        if not is_release:
            continue
        if release == first:
            total = quantity(len(release.documents), "document")
            yield _entry(corpus, release, "", f"Release {release.name}", f"First recorded: {total}.", "history.html")  # fmt: skip
        for change in changes:
            here = corpus.document(change.document)
            page = f"history/{change.document}.html" if here else "history.html"
            title = f"{change.title}: {change.kind}"
            yield _entry(corpus, release, change.document, title, _told(release, change), page)


def _entry(corpus: Corpus, release: Release, document: str, title: str, summary: str, page: str) -> Entry:
    found = periods.period(release.date)
    return Entry(
        id=name_of(corpus, f"changes/{release.name}/{document}"),
        title=title,
        updated=found[0] if found and found[0] != periods.FIRST else edition_day(corpus),
        links=(Link(at(corpus.archive, page), "alternate", "text/html"),),
        summary=summary,
    )


def _told(release: Release, change: Change) -> str:
    """`Release 1.1, March 2027. Only the editing changed: 3 passages changed, 1 gone.`"""
    date = f", {dates.display(release.date)}" if release.date and release.date != release.name else ""
    head = f"Release {release.name}{date}."
    if change.kind != "changed":
        return f"{head} The document was {change.kind}."
    counts = ((change.changed, "changed"), (change.added, "added"), (change.removed, "gone"), (change.moved, "under another line number"))  # fmt: skip
    said = [f"{len(units):,} {words}" for units, words in counts if units]
    why = "The received file changed" if change.file_changed else "Only the editing changed"
    return f"{head} {why}; passages: {', '.join(said) or 'none differs'}."
