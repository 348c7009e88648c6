"""`check.html`: the quotation checker, and what it needs to know besides the index of the search.

`docs/check/<id>.js` says for each block and note of a document a short hash of its text (the one that copied
citations bear) and, where the editing changed its words, the text as it was received.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_scripts.exporters.page import block, page
from build_scripts.model import Artifact, Block, Corpus, Document, Note
from build_scripts.releases import text_hash
from build_scripts.search.words import tokens

LONGEST = 4_000
"""Characters of the received text beyond its reading text; what is longer holds whole pages set aside."""


def check_page(corpus: Corpus) -> Iterator[Artifact]:
    """The page, and a file for each document."""
    meta = {
        "title": "Check a quotation",
        "template": "listing.html",
        "contents": False,
        "description": "Is a quotation from this archive word for word? Everything happens in the browser.",
    }
    yield Artifact("docs/check.md", page(meta, ['<h1 id="top">Check a quotation</h1>', block(_form())]))
    for document in corpus.documents:
        yield Artifact(f"docs/check/{document.id}.js", _script(document))


def _form() -> Iterator[str]:
    yield (
        "<p>Paste a quotation, a page, or a whole essay with quotations in quotation marks. Each is compared with "
        "every text, note and set-aside passage of this archive: word for word or altered, and how; put together "
        "from several places; or not from here. Capitals, accents, kinds of quotation marks and line breaks do not "
        "count. Nothing that you paste leaves this browser.</p>"
    )
    yield (
        '<noscript><p id="check-none">The checker needs JavaScript, which is switched off or missing here. '
        '<a href="documents.html">All documents</a></p></noscript><p id="check-off"></p>'
    )
    yield '<form class="check" id="check" hidden>'
    yield '<label for="check-text">Quotation, or text with quotations</label>'
    yield '<textarea id="check-text" rows="8" spellcheck="false" dir="auto"></textarea>'
    yield '<button type="submit">Check</button><p role="status"></p></form>'
    yield '<ol class="check-results" id="check-results" aria-label="Results"></ol>'


def _script(document: Document) -> str:
    units = {unit.id: _row(document, unit) for unit in document.units}
    data = json.dumps(units, ensure_ascii=True, separators=(",", ":"))
    return f"RRCheck.put({json.dumps(document.id)},{data});\n"


def _row(document: Document, unit: Block | Note) -> list[str]:
    """[hash] or [hash, text as received]."""
    received = as_received(document, unit)
    return [text_hash(unit.text), received] if received else [text_hash(unit.text)]


def as_received(document: Document, unit: Block | Note) -> str:
    """The stretch of the seed from the first to the last character of a unit, on one line; "" when its words
    are those of the reading text."""
    if not unit.source:
        return ""
    start = min(span[0] for span in unit.source)
    end = max(span[1] for span in unit.source)
    if end - start > len(unit.text) + LONGEST:
        return ""
    received = " ".join(document.source.text[start:end].split())
    return "" if _words(received) == _words(unit.text) else received


def _words(text: str) -> list[str]:
    return [token.forms[0] for token in tokens(text, "")]
