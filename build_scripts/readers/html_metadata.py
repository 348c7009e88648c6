"""What a web page states about itself: `<title>`, meta tags, JSON-LD, dates, the author's line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from build_scripts.dating import find_date
from build_scripts.readers.html_beside import CHANGED, is_dated
from build_scripts.readers.html_linked_data import RULE, clean, linked_data
from build_scripts.readers.html_tree import Node, Tree
from build_scripts.readers.markdown_front import date_of
from build_scripts.signals import person_names
from build_scripts.source import Source, Statement
from build_scripts.vocabulary import BYLINE_OPENING

#: Meta names, in order of trust.
NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "citation_title",
        "og:title",
        "dc.title",
        "dcterms.title",
        "twitter:title",
        "sailthru.title",
        "headline",
    ),
    "creator": (
        "citation_author",
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
    ),
    "issued": (
        "article:published_time",
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date",
        "date",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
    ),
    "is_part_of": ("citation_journal_title", "og:site_name", "dcterms.ispartof", "application-name"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "issn": ("citation_issn",),
    "identifier": ("citation_doi", "dc.identifier", "prism.doi"),
    "language": ("dc.language", "dcterms.language", "citation_language"),
    "subject": ("citation_keywords", "keywords", "article:tag", "dc.subject"),
    "description": ("description", "og:description", "dc.description"),
    "source": ("og:url", "citation_public_url"),
}
REPEATABLE = ("creator", "subject", "issn")
#: What stands in a byline behind a name, as a name would.
OFFICE = re.compile(
    r"(?i)\b(?:fellows?|correspondents?|editors?|reporters?|directors?|professors?|writers?|analysts?|researchers?|"
    r"staff|columnists?|contributors?|guest|team|desk)\b"
)
SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " · ", " » ")


class Metadata:
    """Statements of a page before its text is known."""

    def __init__(self, source: Source, tree: Tree) -> None:
        self.source, self.tree = source, tree
        self.metas: dict[str, list[Node]] = {}
        for node in tree.named("meta"):
            if node.has("content"):
                for key in dict.fromkeys(
                    (node.get("property").lower(), node.get("name").lower(), node.get("itemprop").lower())
                ):
                    if key:
                        self.metas.setdefault(key, []).append(node)
        self.linked = list(linked_data(source, tree))

    def titles(self) -> list[str]:
        """What may be the title, the surest first."""
        found = [s.value for s in self._named("title")]
        found += [s.value for s in self.linked if s.term == "title"]
        page = self._page_title()
        cut = [page[1].rpartition(s)[0] for s in SEPARATORS if s in page[1]] if page else []
        return [*found, *([page[0], page[1], *cut] if page else [])]

    def statements(
        self, title: Statement | None, shown_in: Sequence[bool], bylines: Sequence[tuple[int, str]]
    ) -> tuple[Statement, ...]:
        """All statements. `title` is what the text shows as its title; `shown_in` tells of each element
        whether it is in the flow; `bylines` are (offset, words) of what it marks as the author's name."""
        found: list[Statement] = [title] if title else []
        found += self._titles(title)
        for term in NAMES:
            if term == "title":
                continue
            named = [s for s in self._named(term) if not (term == "issued" and not s.value)]
            linked = [s for s in self.linked if s.term == term]
            shown = (
                self._signed(shown_in, bylines)
                if term == "creator"
                else list(self._dates(shown_in))
                if term == "issued"
                else []
            )
            first = next((group for group in (named, linked, shown) if group), [])
            found += first if term in REPEATABLE else first[:1]
        found += self._language()
        if title and not any(s.term == "is_part_of" for s in found):
            found += self._site(title)
        if not any(s.term == "source" for s in found):
            found += self._canonical()
        return tuple(_unique(found))

    def state(self, term: str, value: str, node: Node, evidence: str = "") -> Statement:
        tag = self.tree.tokens[node.first]
        start, end = tag.start, tag.end
        words = evidence or self.source.text[start:end]
        return Statement(term, value, self.source.line_at(start), RULE, " ".join(words.split())[:300])

    def _named(self, term: str) -> list[Statement]:
        """Statements of the first meta name that gives any."""
        for name in NAMES[term]:
            found: list[Statement] = []
            for node in self.metas.get(name, []):
                values = node.get("content").split(",") if term == "subject" else [node.get("content")]
                found += [self.state(term, value, node) for v in values if (value := clean(v, term))]
            if found:
                return found
        return []

    def _page_title(self) -> tuple[str, str, Node] | None:
        """(title without the name of the site, title as it stands, element)."""
        node = next((n for n in self.tree.named("title") if n.first + 1 < len(self.tree.tokens)), None)
        if node is None:
            return None
        raw = "".join(
            self.source.text[t.start : t.end]
            for t in self.tree.tokens[node.first : node.last + 1]
            if t.kind in ("raw", "text")
        )
        whole = clean(html.unescape(raw), "title")
        if not whole:
            return None
        site = next((s.value for s in self._named("is_part_of")), "")
        for separator in SEPARATORS:
            if site and whole.casefold().endswith((separator + site).casefold()):
                return whole[: -len(separator + site)].strip() or whole, whole, node
        return whole, whole, node

    def _titles(self, shown: Statement | None) -> Iterator[Statement]:
        yield from self._named("title")[:1]
        yield from [s for s in self.linked if s.term == "title"][:1]
        page = self._page_title()
        if page:
            value = page[0]
            if shown and any(_same_start(page[1], shown.value, separator) for separator in SEPARATORS):
                value = shown.value
            yield self.state("title", value, page[2], page[1])

    def _site(self, title: Statement) -> Iterator[Statement]:
        """The name of the site, where `<title>` is the title and a short name behind it."""
        page = self._page_title()
        for separator in SEPARATORS if page else ():
            if page and _same_start(page[1], title.value, separator):
                name = page[1][len(title.value) + len(separator) :].strip()
                if 0 < len(name) <= 60 and not any(other in name for other in SEPARATORS):
                    yield self.state("is_part_of", name, page[2], page[1])
                return

    def _language(self) -> Iterator[Statement]:
        for node in self.tree.named("html", "body"):
            language = node.get("lang") or node.get("xml:lang")
            if clean(language, "language"):
                yield self.state("language", clean(language, "language"), node)
                return

    def _canonical(self) -> Iterator[Statement]:
        for node in self.tree.named("link"):
            if "canonical" in node.get("rel").lower().split():
                if value := clean(node.get("href"), "source"):
                    yield self.state("source", value, node)
                    return

    def _signed(self, shown_in: Sequence[bool], bylines: Sequence[tuple[int, str]]) -> list[Statement]:
        """Names that the text marks as the author's, or that a byline consists of."""
        marked: list[Statement] = []
        for node in self.tree.nodes:
            if len(node.tag.attrs) < 2 or not (
                node.get("rel") == "author" or node.get("itemprop") == "author"
            ):
                continue
            words = clean(self.tree.words(node, 100), "creator")
            if shown_in[node.index] and 0 < len(words) <= 60:
                marked.append(self.state("creator", words, node, self.tree.words(node, 100)))
        written: list[Statement] = []
        for offset, words in bylines:
            words = " ".join(words.split())
            line = self.source.line_at(offset)
            for name in person_names(BYLINE_OPENING.sub("", words).split(" | ")[0], True):
                if not OFFICE.search(name):
                    written.append(Statement("creator", name, line, RULE, words[:300]))
        return written if len(written) > len(marked) else marked

    def _dates(self, shown_in: Sequence[bool]) -> Iterator[Statement]:
        """The date of publication that the text shows: what is marked as such, else the first `<time>`
        that does not stand in a paragraph, else the first element that by its name is a date."""
        shown = [n for n in self.tree.nodes if shown_in[n.index] and len(n.tag.attrs) > 1]
        kept = [n for n in shown if not CHANGED.search(f"{n.words} {n.get('itemprop')}")]
        times = [n for n in kept if n.name == "time" and self.tree.length(self.tree.block(n)) <= 200]
        marked = [n for n in kept if "datepublished" in n.get("itemprop").lower()]
        marked += [n for n in times if "publish" in n.words or n.has("pubdate")]
        for node in (*marked, *times):
            if value := self._written_date(node):
                yield self.state("issued", value, node)
                return
        for node in kept:
            if value := is_dated(self.tree, node):
                yield self.state("issued", value, node, self.tree.words(node, 200))
                return

    def _written_date(self, node: Node) -> str:
        for key in ("datetime", "content"):
            if value := date_of(node.get(key).replace("/", "-")):
                return value
        return find_date(self.tree.words(node, 200)) or "" if self.tree.length(node) <= 90 else ""


def _same_start(whole: str, shown: str, separator: str) -> bool:
    """Whether `whole` is what the page shows as its title, and a site name behind a separator."""
    return whole.casefold().startswith((shown + separator).casefold())


def _unique(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[tuple[str, str]] = set()
    for statement in statements:
        key = (statement.term, statement.value.casefold())
        if key not in seen:
            seen.add(key)
            yield statement
