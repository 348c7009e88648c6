"""Pages at old addresses that lead to the new ones: `redirects` in `archive.yml`.

A page is enough where no server can be configured: it leads on by itself, keeps the place on the page
(`#l62`), and has a plain link for whom it does not lead on. Places on common pages (events, questions) are
led on by a list that the script of the site asks for when a place is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from build_scripts import published
from build_scripts.exporters import comparisons, timeline
from build_scripts.exporters.sources import PAGE
from build_scripts.model import Artifact, Corpus

MOVED = "data/redirects.js"
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>This page has moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<script>location.replace({target} + location.search + location.hash);</script>
<meta http-equiv="refresh" content="1; url={href}">
</head>
<body>
<p>This page has moved: <a href="{href}">{words}</a>.</p>
</body>
</html>
"""


def redirects(corpus: Corpus) -> Iterator[Artifact]:
    """One page for each old address of a page, for documents also their pages as received; the list of
    places that moved."""
    found = published.redirects(corpus)
    base = str(corpus.archive.get("base_url") or "").rstrip("/")
    for old, new in found.items():
        if "#" in old:
            continue
        yield _page(old, new, base)
        if old.startswith("documents/"):
            target = new.split("/", 1)[1]
            yield _page(f"sources/{old.split('/', 1)[1]}", f"sources/{target}", base)
            document = corpus.document(target)
            for first in range(PAGE + 1, len(document.source.lines) + 1 if document else 0, PAGE):
                behind = f"-lines-{first}"
                yield _page(f"sources/{old.split('/', 1)[1]}{behind}", f"sources/{target}{behind}", base)
    places = {old: _place(corpus, new) for old, new in found.items() if "#" in old}
    # `<` is written as an escape, so that the file can stand in a page too.
    listed = json.dumps(places, sort_keys=True).replace("<", "\\u003c")
    yield Artifact(f"docs/{MOVED}", f"Room.moved({listed});\n")


def _page(old: str, new: str, base: str) -> Artifact:
    """`old` and `new` are paths without suffix; ids hold letters, digits and hyphens only."""
    href = f"{'../' * old.count('/')}{new}.html"
    canonical = f"{base}/{new}.html" if base else href
    return Artifact(
        f"docs/{old}.html",
        _PAGE.format(
            canonical=escape(canonical), target=json.dumps(href), href=escape(href), words=escape(new)
        ),
    )


def _place(corpus: Corpus, new: str) -> str:
    page, _, id = new.partition("#")
    find = timeline.address_of_event if page == "timeline" else comparisons.address_of_question
    return find(corpus, id) or f"{page}.html"
