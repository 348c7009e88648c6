"""The container of a book: package document, navigation, zip. EPUB 3.3 (W3C, 2023).

Accessibility metadata say what is there. Conformance to EPUB Accessibility 1.1 asks for somebody who has
looked and certifies it, so no book claims it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from build_scripts.directions import right_to_left
from build_scripts.forms.book_text import tongue
from build_scripts.forms.xml_text import attributes, one_line, text
from build_scripts.packing import Packing

MEDIA_TYPE = "application/epub+zip"
STYLE = "style.css"
_XHTML = "application/xhtml+xml"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
_SUMMARY = (
    "Text without pictures. All headings, lists, tables and notes are marked up as such and can be reached by "
    "the table of contents; notes lead back to their place; passages in other languages are marked. The "
    "order of reading is that of the text. Nobody has certified this book."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents."""

    label: str
    address: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class About:
    """What a book says of itself. Plain text; empty for what is not known."""

    identifier: str
    title: str
    language: str
    modified: date
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    issued: str = ""
    """A year, month or day of the calendar; nothing else may stand here."""
    source: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    index: bool = False


@dataclass(slots=True)
class Book:
    """A book in the making: files are written into the zip one after the other."""

    about: About
    _zip: Packing = field(init=False, default_factory=Packing)
    _items: list[str] = field(init=False, default_factory=list)
    _spine: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._write("mimetype", MEDIA_TYPE, stored=True)  # first, and not compressed: OCF 3.3, 4.3
        self._write("META-INF/container.xml", _CONTAINER)
        self._write(f"EPUB/{STYLE}", (Path(__file__).parent / "epub.css").read_text("utf-8"))

    def _write(self, path: str, content: str, stored: bool = False) -> None:
        self._zip.add(path, content.encode("utf-8"), stored=stored)

    def add(self, file: str, title: str, body: Iterable[str], language: str = "") -> None:
        """A page, next in the order of reading."""
        self._write(f"EPUB/{file}", page(title, body, language or self.about.language))
        self._items.append(file)
        self._spine.append(file)

    def place(self, file: str) -> None:
        """The place of the navigation in the order of reading; it is written at the end."""
        self._spine.append(file)

    def content(self, contents: Sequence[Heading], landmarks: Sequence[tuple[str, str, str]]) -> bytes:
        """The file, complete. `landmarks`: (type, address, label)."""
        self._write("EPUB/nav.xhtml", navigation(self.about, contents, landmarks))
        self._write("EPUB/package.opf", "\n".join(self._package()) + "\n")
        return self._zip.content()

    def _package(self) -> Iterator[str]:
        about = self.about
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
            f"{attributes(xml_lang=about.language, dir='rtl' if right_to_left(about.language) else None)}>"
        )
        yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        yield from _metadata(about)
        yield "</metadata>"
        yield "<manifest>"
        yield f'<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>'
        yield f'<item id="style" href="{STYLE}" media-type="text/css"/>'
        numbers = {file: f"p{number}" for number, file in enumerate(self._items, 1)}
        for file, id in numbers.items():
            yield f'<item id="{id}" href="{file}" media-type="{_XHTML}"/>'
        yield "</manifest>"
        direction = "rtl" if right_to_left(about.language) else None
        yield f"<spine{attributes(page_progression_direction=direction)}>"
        for file in self._spine:
            yield f'<itemref idref="{numbers.get(file, "nav")}"/>'
        yield "</spine>"
        yield "</package>"


def _metadata(about: About) -> Iterator[str]:
    yield f'<dc:identifier id="id">{text(about.identifier)}</dc:identifier>'
    yield f"<dc:title>{text(about.title)}</dc:title>"
    yield f"<dc:language>{text(about.language)}</dc:language>"
    for number, name in enumerate(about.creators, 1):
        yield f'<dc:creator id="creator-{number}">{text(name)}</dc:creator>'
        yield f'<meta refines="#creator-{number}" property="role" scheme="marc:relators">aut</meta>'
    for name in about.contributors:
        yield f"<dc:contributor>{text(name)}</dc:contributor>"
    single = (
        ("publisher", about.publisher),
        ("date", about.issued),
        ("source", about.source),
        ("rights", about.rights),
        ("description", about.description),
    )
    for name, words in single:
        if words:
            yield f"<dc:{name}>{text(words)}</dc:{name}>"
    for subject in about.subjects:
        yield f"<dc:subject>{text(subject)}</dc:subject>"
    yield f'<meta property="dcterms:modified">{about.modified.isoformat()}T00:00:00Z</meta>'
    yield '<meta property="schema:accessMode">textual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in (*_FEATURES, *(["index"] if about.index else [])):
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{_SUMMARY}</meta>'


def page(title: str, body: Iterable[str], language: str) -> str:
    """One XHTML file of a book."""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f"{tongue(language)}>",
            f"<head><title>{text(one_line(title) or 'Untitled')}</title>"
            f'<link rel="stylesheet" type="text/css" href="{STYLE}"/></head>',
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def navigation(about: About, contents: Sequence[Heading], landmarks: Sequence[tuple[str, str, str]]) -> str:
    """The contents of the book, for devices and for readers."""
    marks = [
        f'<li><a epub:type="{kind}"{attributes(href=address)}>{text(label)}</a></li>'
        for kind, address, label in landmarks
    ]
    body = [
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">',
        '<h1 id="contents">Contents</h1>',
        *outline(contents),
        "</nav>",
        '<nav epub:type="landmarks" hidden="hidden" aria-label="Landmarks"><ol>',
        *marks,
        "</ol></nav>",
    ]
    return page(f"{about.title}: contents", body, about.language)


def outline(contents: Sequence[Heading]) -> Iterator[str]:
    """Nested lists; a heading that skips a level stands one deeper than the one before."""
    levels: list[int] = []  # of the lists that are open
    for heading in contents:
        if not levels or heading.level > levels[-1]:
            levels.append(heading.level)
            yield "<ol>"
        else:
            yield "</li>"
            while len(levels) > 1 and levels[-2] >= heading.level:
                levels.pop()
                yield "</ol></li>"
            levels[-1] = heading.level
        label = one_line(heading.label) or "…"
        yield f"<li><a{attributes(href=heading.address)}>{text(label)}</a>"
    yield "</li></ol>" * len(levels)
