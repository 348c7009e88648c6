"""What is stated of the rights in a document, from its record or else from its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.exporters.escaping import one_line
from build_scripts.model import Document


@dataclass(frozen=True, slots=True)
class Rights:
    """Each is one line of plain text; "" where nothing is known."""

    uri: str = ""
    """A RightsStatements.org or licence address."""
    holder: str = ""
    statement: str = ""
    """The words of the document itself."""
    note: str = ""
    """What the editor knows, and what not."""

    @property
    def sentence(self) -> str:
        """All of it in one line, for forms that have one place for rights."""
        return in_one_line(self.statement, self.holder, self.note, self.uri)


def in_one_line(*parts: str) -> str:
    """The parts that say something, one after the other as sentences."""
    return ". ".join(part.rstrip(".") for part in parts if part)


def rights(document: Document) -> Rights:
    """What the record says; without a record, what the document states."""
    given = document.record.get("rights")
    if isinstance(given, Mapping):
        return Rights(*(_line(given.get(key)) for key in ("uri", "holder", "statement", "note")))
    words = _line(given) or _line(document.value("rights"))
    web = words.startswith(("http://", "https://"))
    holder = _line(document.value("rights_holder"))
    return Rights(words if web else "", holder, "" if web else words)


def _line(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
