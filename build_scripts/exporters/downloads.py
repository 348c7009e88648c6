"""`downloads.html`: what can be taken away. The other forms of the edition are listed by the template
(`theme/downloads.html`), which knows whether this build has them."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.page import page
from build_scripts.model import Artifact, Corpus

_ALWAYS = """\
## In every copy { #always }

- Every document as Markdown and as JSON: linked from the end of its page
- [All documents, one entry each](data/catalog.json)
- [Names, events, questions, topics, works cited as JSON](data.md)
- [Citations of all documents](data/citations/archive.json) (CSL-JSON), [BibTeX](data/citations/archive.bib), [RIS](data/citations/archive.ris)
- [Feed of the documents](feed.xml), for feed readers (Atom)
- [Contents for language models and other programs](llms.txt)
"""


def downloads(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/downloads.md`, the same for every archive."""
    meta = {
        "title": "Downloads",
        "template": "downloads.html",
        "description": "The texts, the data and the whole archive, to take away and to keep.",
    }
    introduction = (
        "Everything here is made from the same texts by the same run, and says the same. The documents keep "
        "their holders' rights: see the statement at the end of each text before you pass anything on."
    )
    yield Artifact("docs/downloads.md", page(meta, ["# Downloads", introduction, _ALWAYS.rstrip()]))
