"""HTML to tokens that cover the file without a gap, as browsers cut it (WHATWG, "Tokenization").

The tokens are cut here and not by `html.parser`, because every character must be accounted for,
because that module cuts bogus markup differently from one Python release to the next, and because
its time grows with the square of the size on hostile input. Here each step goes forward, and what
was looked for in vain is not looked for again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from types import MappingProxyType
from typing import NamedTuple


def name_set(names: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(names.split())


#: Elements whose content is not markup.
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
#: Attributes that some decision needs; all others (event handlers too) are passed over.
ATTRIBUTES = frozenset(
    (
        "class",
        "id",
        "name",
        "href",
        "rel",
        "rev",
        "role",
        "epub:type",
        "type",
        "lang",
        "xml:lang",
        "property",
        "content",
        "datetime",
        "pubdate",
        "itemprop",
        "hidden",
        "style",
        "colspan",
        "rowspan",
        "start",
        "value",
        "reversed",
        "aria-hidden",
        "aria-label",
        "data-src",
        "action",
    )
)
LONGEST_VALUE = 4000

NEXT = re.compile(r"[<&]")
REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});?|[A-Za-z][A-Za-z0-9]{1,31};?)")
TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*")
ATTRIBUTE = re.compile(r"[\s/]*(?:([^\s/>][^\s/>=]*)(\s*=\s*)?)?")
UNQUOTED = re.compile(r"[^\s>]*")


NONE: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """A stretch of the file."""

    kind: str
    """text, ref (character reference, `name` is what it stands for), start, end, raw (content of a
    script and the like) or comment (also doctype and processing instruction)."""
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    attributes: Mapping[str, str] = NONE
    empty: bool = False
    """A start tag that ends with `/>`."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.size = len(text)
        self.missing: set[str] = set()
        """What is known not to occur any more."""
        self.runaway = 0
        """How often a tag turned out not to end."""
        self.xml = text[:200].lstrip("\ufeff \t\r\n").startswith("<?xml")

    def find(self, what: str, start: int) -> int:
        if what in self.missing:
            return -1
        at = self.text.find(what, start)
        if at < 0:
            self.missing.add(what)
        return at

    def tokens(self) -> Iterator[Token]:
        text, position, plain = self.text, 0, 0
        while match := NEXT.search(text, position):
            at = match.start()
            token = self.reference(at) if text[at] == "&" else self.markup(at)
            if token is None:
                position = at + 1
                continue
            if plain < at:
                yield Token("text", plain, at)
            yield token
            position = plain = token.end
            if token.kind == "start" and token.name in RAW and not (token.empty and self.xml):
                end = self.raw_end(token)
                if position < end:
                    yield Token("raw", position, end, token.name)
                position = plain = end
        if plain < self.size:
            yield Token("text", plain, self.size)

    def reference(self, at: int) -> Token | None:
        match = REFERENCE.match(self.text, at)
        if not match:
            return None
        written = match.group()
        if written[1] != "#" and not (written.endswith(";") and written[1:] in html5):
            # A few old names are references without a semicolon, whatever follows.
            written = next(
                (written[:n] for n in range(min(7, len(written)), 2, -1) if written[1:n] in html5), ""
            )
            if not written:
                return None
        value = html.unescape(written).replace("\0", "")
        return Token("ref", at, at + len(written), " " if value in tuple("\n\r\t\f\v") else value or "�")

    def markup(self, at: int) -> Token | None:
        text = self.text
        following = text[at + 1 : at + 2]
        if following == "!":
            return self.declaration(at)
        if following == "?":
            return self.bogus(at)
        if self.find(">", at) < 0:
            return None
        closing = following == "/"
        name = TAG_NAME.match(text, at + 1 + closing)
        if name:
            return self.tag(at, name, closing)
        return self.bogus(at) if closing else None

    def declaration(self, at: int) -> Token | None:
        text = self.text
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return Token("comment", at, text.index(">", at) + 1)
            end = self.find("-->", at + 4)
            return Token("comment", at, end + 3) if end >= 0 else self.bogus(at)
        if text.startswith("<![CDATA[", at) and self.find("]]>", at) >= 0:
            # What it holds is text; the end sign is found when it comes.
            return Token("comment", at, at + 9)
        return self.bogus(at)

    def bogus(self, at: int) -> Token | None:
        end = self.find(">", at)
        return Token("comment", at, end + 1) if end >= 0 else None

    def tag(self, at: int, name: re.Match[str], closing: bool) -> Token | None:
        shortest = self.find(">", name.end())
        attributes: dict[str, str] = {}
        end, empty = self.attributes(name.end(), attributes) if self.runaway < 3 else (shortest, False)
        if end < 0:
            self.runaway += 1
            end, empty, attributes = shortest, False, {}
        return Token("end" if closing else "start", at, end + 1, name.group().lower(), attributes, empty)

    def attributes(self, position: int, found: dict[str, str]) -> tuple[int, bool]:
        """Read attributes from `position`; (place of the `>` or -1, whether a slash stands before it)."""
        text = self.text
        while True:
            match = ATTRIBUTE.match(text, position)
            assert match is not None
            position = match.end()
            if position >= self.size and not match.group(1):
                return -1, False
            if not match.group(1):
                return position, text[position - 1] == "/"
            value = ""
            if match.group(2):
                quote = text[position : position + 1]
                end = self.find(quote, position + 1) if quote in ("'", '"') else -1
                if end >= 0:
                    value, position = text[position + 1 : min(end, position + LONGEST_VALUE)], end + 1
                else:
                    plain = UNQUOTED.match(text, position)
                    assert plain is not None
                    value, position = text[position : min(plain.end(), position + LONGEST_VALUE)], plain.end()
            key = match.group(1).lower()
            if key in ATTRIBUTES and key not in found:
                found[key] = html.unescape(value)

    def raw_end(self, token: Token) -> int:
        """Where the content of a raw element ends. A title or text area that is never closed is not
        raw; a script is, to the end of the file, lest its code become text."""
        key = f"</{token.name}"
        if key not in self.missing:
            match = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(self.text, token.end)
            if match:
                return match.start()
            self.missing.add(key)
        return self.size if token.name in ("script", "style") else token.end


def tokenize(text: str) -> list[Token]:
    """All tokens in order; each begins where the one before it ends."""
    tokens: list[Token] = []
    cdata = False
    for token in _Scanner(text).tokens():
        if (
            token.kind == "comment"
            and text.startswith("<![CDATA[", token.start)
            and token.end - token.start == 9
        ):
            cdata = True
        elif cdata and token.kind == "text" and (at := text.find("]]>", token.start, token.end)) >= 0:
            cdata = False
            cuts = [(token.start, at, "text"), (at, at + 3, "comment"), (at + 3, token.end, "text")]
            tokens += [Token(kind, start, end) for start, end, kind in cuts if start < end]
            continue
        tokens.append(token)
    return tokens
