"""`notebook.html`: the page on which a reader finds their own highlights and notes. It holds none of them:
they never leave the reader's browser (browser/js/highlights-list.js)."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.page import block, page
from build_scripts.model import Artifact, Corpus

TITLE = "Your highlights and notes"


def notebook(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/notebook.md`, the same for every archive."""
    meta = {
        "title": TITLE,
        "template": "listing.html",
        "description": "What you have marked in the texts, kept in your browser and nowhere else.",
    }
    parts = [
        f'<h1 id="top">{TITLE}</h1>',
        block(
            [
                "<noscript><p>Highlights and notes need JavaScript, which is switched off or missing here. "
                "The texts can be read without it.</p></noscript>",
                '<div id="notebook" hidden></div>',
            ]
        ),
        "## How it works {#how}",
        "Select words in a text, with the mouse, a finger or the keyboard: a row of tools appears. Or press "
        "<kbd>m</kbd> at a paragraph. Words can be highlighted, given a note, copied with their citation, or "
        "reported as wrong. <kbd>M</kbd> opens the list of what you have marked.",
        "What you mark is kept by your browser, on this device, for this copy of the site. It is sent to nobody, "
        "and nobody else can read it. Some browsers keep nothing for pages opened from a folder, or keep it for "
        "each page apart, and private windows forget everything: export what you want to keep.",
        "The exported JSON file is a list of [W3C Web Annotations](https://www.w3.org/TR/annotation-model/): each "
        "mark holds the address of its line, the words that were marked and the words around them. Imported "
        "again, here or in another browser, it adds what is missing. When a text has changed under a mark, the "
        "page of the text says so and shows both states; a mark is never moved without you.",
    ]
    yield Artifact("docs/notebook.md", page(meta, parts))
