"""Addresses that were published and lead nowhere now."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import published
from build_scripts.model import Corpus, Document
from build_scripts.releases import FOLDER

Place = tuple[str, str]
_LIST = f"{FOLDER}/{published.FILE}:1"
_ARCHIVE = "archive.yml:1"


def lost_addresses(corpus: Corpus) -> Iterator[Place]:
    """An address that was published leads nowhere: a document, name, topic, event or question has lost its
    id, and links and citations of it are dead."""
    alive = {*published.addresses(corpus), *published.redirects(corpus)}
    files = {
        f"documents/{id}": one.file for release in corpus.releases for id, one in release.documents.items()
    }
    skipped = {file for file, _ in corpus.skipped}
    for address in published.published(corpus):
        if address in alive or files.get(address) in skipped:
            continue  # a file that cannot be read is told of already
        yield _LIST, f"{address!r} was published and is gone"


def broken_redirects(corpus: Corpus) -> Iterator[Place]:
    """A redirect of the archive cannot work."""
    for old, wrong in published.problems(corpus):
        yield _ARCHIVE, f"redirect from {old!r}: {wrong}"


def lost_places(corpus: Corpus) -> Iterator[Place]:
    """A passage of a released text has lost its address: no block or note begins at its line or takes text
    from it any more, so citations of the line lead only to the page."""
    latest = {id: one for release in corpus.releases for id, one in release.documents.items()}
    for document in corpus.documents:
        before = latest.get(document.id)
        if before is None or document.access != "full":
            continue
        here = _anchors(document)
        lost = [unit for unit in before.units if unit not in here]
        if lost:
            shown = ", ".join(lost[:8]) + (" …" if len(lost) > 8 else "")
            yield (
                _LIST,
                f"documents/{document.id}: {len(lost)} of {len(before.units)} addresses are gone: {shown}",
            )


def _anchors(document: Document) -> set[str]:
    """Every id of the reading page: of the units, and of each line that a unit takes text from."""
    return {unit.id for unit in document.units} | {
        f"l{line}" for block in document.blocks for line in block.lines
    }
