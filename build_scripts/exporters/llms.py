"""`llms.txt` (https://llmstxt.org): what the site holds, in one file that programs read: links to every
text as Markdown, to the data, and how to name a passage."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from build_scripts.exporters import escaping, wording
from build_scripts.exporters.web_address import at
from build_scripts.model import Artifact, Corpus, Document

MOST = 1000
"""Documents that are listed; the catalogue has them all."""
_PAGES = (
    ("editing.html", "How the texts were edited", "every rule, with what it did"),
    ("cite.html", "How to cite", "documents, passages and notes"),
    ("data.html", "Using the data", "all data files, with their columns and keys"),
)


def llms(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/llms.txt`."""
    archive = corpus.archive
    parts = [f"# {_line(archive['title'])}"]
    if archive.get("description"):
        parts.append(f"> {_line(archive['description'])}")
    parts.append(
        "Every paragraph has a permanent address: the page of its document with `#l` and the line of the "
        "received file on which it begins, as in `documents/<id>.html#l62`. Notes are `#fn7`, by the number "
        "that was printed. The texts keep their holders' rights, which stand with each of them."
    )
    ordered = wording.in_order(corpus)
    parts.append("## Documents\n\n" + "\n".join(_document(document, corpus) for document in ordered[:MOST]))
    if len(ordered) > MOST:
        parts.append(f"{len(ordered) - MOST:,} more documents stand in the catalogue.")
    data = [
        _link("data/catalog.json", "Catalogue", "all documents, with author, date and address", corpus),
        *(_link(*row, corpus) for row in _PAGES),
    ]
    parts.append("## Data\n\n" + "\n".join(data))
    yield Artifact("docs/llms.txt", "\n\n".join(parts) + "\n")


def _document(document: Document, corpus: Corpus) -> str:
    who = "; ".join(document.values("creator"))
    about = ", ".join(filter(None, (who, wording.issued(document))))
    told = f"{about}. {document.description}" if document.description else f"{about}."
    return _link(f"data/markdown/{document.id}.txt", document.title, told, corpus)


def _link(path: str, words: str, about: str, corpus: Corpus) -> str:
    return (
        f"- [{_line(words, True)}]({quote(at(corpus.archive, path), safe=':/?#@!$&*+,;=%~')}): {_line(about)}"
    )


def _line(words: str, in_link: bool = False) -> str:
    """One line of Markdown that shows exactly these words."""
    return escaping.escape(escaping.one_line(words), in_link)
