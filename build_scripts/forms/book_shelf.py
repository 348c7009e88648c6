"""The documents of one book, and how a passage of one is reached from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from build_scripts.connections import PlacedNote, Target
from build_scripts.exporters.addresses import of_unit, place_name
from build_scripts.exporters.web_address import absolute, base
from build_scripts.forms.book_parts import Laid
from build_scripts.forms.xml_text import attributes, one_line, text
from build_scripts.model import Corpus


@dataclass(frozen=True, slots=True)
class Shelf:
    """`here` is always the file that is being written."""

    corpus: Corpus
    laid: Mapping[str, Laid]
    at: Callable[[Laid, str, str], str]
    """(document, name of a unit or "" for its beginning, here) → address; "" for what is not there."""

    def address(self, document: str, name: str, here: str) -> str:
        """On the web where the book does not hold the document; "" when there is neither."""
        if document in self.laid:
            return self.at(self.laid[document], name, here)
        return absolute(self.corpus.archive, of_unit(document, name))

    def outside(self, href: str, here: str) -> str:
        """A link of a text that leads to the page of a document of the archive stays inside the book."""
        top = base(self.corpus.archive) + "documents/"
        path, _, anchor = href.removeprefix(top).partition("#")
        laid = self.laid.get(path.removesuffix(".html"))
        if laid is None or len(top) == len("documents/") or not href.startswith(top):
            return href
        return (self.at(laid, anchor, here) if anchor else "") or self.at(laid, "", here)

    def rests(self, placed: PlacedNote, here: str) -> Iterator[str]:
        """What a note of the editor rests on: passages with a link where there is one, and sources."""
        for basis in placed.note.basis:
            target = self.corpus.connections.targets.get(basis.quote) if basis.quote else None
            if target and basis.quote and target != placed.target:
                yield f"{self.link(target, here)}: <q>{text(basis.quote.exact)}</q>"
            elif basis.source:
                yield text(basis.source)

    def link(self, target: Target, here: str) -> str:
        """`Miller, 2014, line 62`."""
        words = text(one_line(place_name(self.corpus, target)))
        href = self.address(target.document, target.unit, here)
        return f"<a{attributes(href=href)}>{words}</a>" if href else words
