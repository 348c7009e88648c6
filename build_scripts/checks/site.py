"""The built site as checks see it: every page with its ids, its links and its note numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from build_scripts.model import Corpus, Document

#: Elements that have no end tag.
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
#: Where a browser loads from by itself.
LOADED = frozenset(
    {
        ("script", "src"),
        ("img", "src"),
        ("iframe", "src"),
        ("source", "src"),
        ("video", "src"),
        ("audio", "src"),
        ("embed", "src"),
        ("track", "src"),
        ("object", "data"),
        ("video", "poster"),
    }
)
_LOADED_LINKS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page."""

    target: str
    line: int
    loaded: bool
    """The browser fetches it without being asked."""


@dataclass(slots=True)
class Page:
    """What one HTML file holds. Lines are those of the file."""

    path: str
    """Below the site folder, with `/`."""
    ids: list[tuple[str, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    markers: list[tuple[str, str, int]] = field(default_factory=list)
    """(id of the note, number shown, line) of every note marker, in order."""
    labels: list[tuple[str, str, int]] = field(default_factory=list)
    """(id of the note, number shown, line) of every note, in order."""
    document: Document | None = None
    """The document whose reading text it is."""

    @property
    def anchors(self) -> set[str]:
        return {name for name, _ in self.ids}


@dataclass(frozen=True, slots=True)
class Site:
    """The whole folder."""

    pages: dict[str, Page]
    files: frozenset[str]
    """Every file, as its path below the folder."""
    anchors: dict[str, set[str]]
    """Ids by page."""


def read_site(folder: Path, corpus: Corpus) -> Site:
    """Read every page of a built site. Raises OSError when a file cannot be read."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    documents = {f"documents/{document.id}.html": document for document in corpus.documents}
    pages: dict[str, Page] = {}
    for file in files:
        if file.endswith(".html"):
            pages[file] = read_page(file, (folder / file).read_text("utf-8", "replace"))
            pages[file].document = documents.get(file)
    return Site(pages, frozenset(files), {path: page.anchors for path, page in pages.items()})


def read_page(path: str, content: str) -> Page:
    """One page from its HTML."""
    parser = _Parser(path)
    parser.feed(content)
    parser.close()
    return parser.page


class _Parser(HTMLParser):
    """Gathers what checks ask for, in one pass."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(path)
        self._shown: list[str] | None = None
        self._until = 0
        self._depth = 0
        self._note = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, given = self.getpos()[0], {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._depth += 1
        if "id" in given:
            self.page.ids.append((given["id"], line))
        self._links(tag, given, line)
        if tag == "li" and "note" in given.get("class", "").split():
            self._note = given.get("id", "")
        if given.get("role") == "doc-noteref":
            self._begin(self.page.markers, given.get("href", "").removeprefix("#"), line)
        elif "note-label" in given.get("class", "").split():
            self._begin(self.page.labels, self._note, line)

    def _links(self, tag: str, given: dict[str, str], line: int) -> None:
        for name in ("href", "src", "data", "poster"):
            if name not in given or name == "data" and tag != "object":
                continue
            loaded = (
                (tag, name) in LOADED
                or tag == "link"
                and bool(_LOADED_LINKS & set(given.get("rel", "").split()))
            )
            self.page.links.append(Link(given[name], line, loaded))
        for part in given.get("srcset", "").split(","):
            if part.split():
                self.page.links.append(Link(part.split()[0], line, True))

    def _begin(self, shown: list[tuple[str, str, int]], note: str, line: int) -> None:
        """From here to the end of the element stands the number of a note."""
        self._shown, self._until = [], self._depth
        self._target = (shown, note, line)

    def handle_data(self, data: str) -> None:
        if self._shown is not None:
            self._shown.append(data)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._shown is not None and self._depth == self._until:
            shown, note, line = self._target
            shown.append((note, "".join(self._shown).strip(), line))
            self._shown = None
        self._depth -= 1
