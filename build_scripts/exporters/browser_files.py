"""The style sheet and the scripts of the site: see `build_scripts.browser`."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import browser
from build_scripts.model import Artifact, Corpus


def browser_files(corpus: Corpus) -> Iterator[Artifact]:
    """The same for every archive."""
    for path, parts in browser.FILES.items():
        yield Artifact(f"docs/{path}", browser.joined(parts))
    for path, licence in browser.LICENCES.items():
        yield Artifact(f"docs/{path}", (browser.PARTS / licence).read_text("utf-8"))
