"""Inline marks of Markdown: what in a stretch of text is sign and what is word.

Follows CommonMark (code spans before links before emphasis), with note markers `[^a]` and a few
plain HTML tags. Every step is linear in the length of the text: looking ahead is bounded, and what
was once looked for in vain is not looked for again.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_scripts.readers.addresses import safe_address
from build_scripts.readers.html_tokens import name_set
from build_scripts.readers.markdown_emphasis import Delimiter, pair_delimiters
from build_scripts.readers.weave import Atom

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
SPECIAL = re.compile(r"[\\`*_\[\]!<&]|\n")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
MAIL = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250})>")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/][^<>]{0,600})?)>")
HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
NOTE_MARKER = re.compile(r"\[\^([^\]\[\n]{1,200})\]")
DESTINATION = r"(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
LINK_TAIL = re.compile(
    r"\(\s*" + DESTINATION + r"""(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)""",
    re.DOTALL,
)
REFERENCE_TAIL = re.compile(r"\[([^\[\]]{0,999})\]")
#: Tags that are signs of the carrier. All other HTML stays in the text as characters.
STYLES = {
    "em": "italic",
    "i": "italic",
    "cite": "italic",
    "strong": "bold",
    "b": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
    "kbd": "code",
    "a": "link",
}
PLAIN_TAGS = name_set("br u s del ins mark small span font abbr wbr q").union(
    STYLES, name_set("div p center figure figcaption section article details summary img picture")
)
#: How far one construct may reach, in characters.
REACH = 6000


@dataclass(slots=True)
class Found:
    """What was found in a text, in its offsets: atoms that cover something or ask for a break, and
    styles as (start, end, name, href)."""

    atoms: list[Atom] = field(default_factory=list)
    styles: list[tuple[int, int, str, str | None]] = field(default_factory=list)

    def mark(self, start: int, end: int, reason: str) -> None:
        if start < end:
            self.atoms.append(Atom("mark", start, end, reason=reason))


@dataclass(slots=True)
class _Bracket:
    start: int
    image: bool
    delimiters: int
    """How many delimiters there were when it opened."""
    atoms: int
    active: bool = True


def normal_label(label: str) -> str:
    """The form in which labels of link references are compared."""
    return " ".join(label.split()).casefold()


class Inline:
    """One stretch of inline text. `references` maps normal labels to addresses; `notes` holds the
    labels of the notes that the document defines."""

    def __init__(self, text: str, references: Mapping[str, str], notes: frozenset[str]) -> None:
        self.text, self.references, self.notes = text, references, notes
        self.found = Found()
        self.delimiters: list[Delimiter] = []
        self.brackets: list[_Bracket] = []
        self.tags: list[tuple[str, int, str | None]] = []
        self.ticks: dict[int, list[int]] | None = None
        self.no_comment_end = False

    def parse(self) -> Found:
        text, position = self.text, 0
        while match := SPECIAL.search(text, position):
            at = match.start()
            position = self.special(at, text[at])
        pair_delimiters(self.delimiters, 0, self.found.styles, self.found.mark)
        self.found.atoms.sort(key=lambda atom: (atom.start, atom.end))
        return self.found

    def special(self, at: int, sign: str) -> int:
        """Deal with the special character at `at`; return where to go on."""
        if sign == "\n":
            return self.line_end(at)
        if sign == "\\":
            return self.backslash(at)
        if sign == "`":
            return self.code_span(at)
        if sign in "*_":
            return self.delimiter_run(at, sign)
        if sign == "<":
            return self.angle(at)
        if sign == "&":
            return self.entity(at)
        if sign == "!":
            if self.text.startswith("[", at + 1):
                self.brackets.append(_Bracket(at, True, len(self.delimiters), len(self.found.atoms)))
                return at + 2
            return at + 1
        return self.open_bracket(at) if sign == "[" else self.close_bracket(at)

    def line_end(self, at: int) -> int:
        if self.text[max(0, at - 2) : at] == "  ":
            self.found.atoms.append(Atom("break", at, at, "\n"))
        return at + 1

    def backslash(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following == "\n":
            self.found.mark(at, at + 1, "hard line break")
            self.found.atoms.append(Atom("break", at + 1, at + 1, "\n"))
        elif following in PUNCTUATION and following:
            self.found.mark(at, at + 1, "backslash escape")
        return at + 2 if following and following != "\n" and following in PUNCTUATION else at + 1

    def code_span(self, at: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        end = at
        while self.text.startswith("`", end):
            end += 1
        size = end - at
        starts = self.ticks.get(size, [])
        index = bisect_right(starts, at)
        if index >= len(starts):
            return end
        close = starts[index]
        self.found.mark(at, end, "code mark")
        self.found.mark(close, close + size, "code mark")
        self.found.styles.append((end, close, "code", None))
        return close + size

    def delimiter_run(self, at: int, sign: str) -> int:
        text, end = self.text, at
        while text.startswith(sign, end):
            end += 1
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        left = not _blank(after) and (not _punctuation(after) or _blank(before) or _punctuation(before))
        right = not _blank(before) and (not _punctuation(before) or _blank(after) or _punctuation(after))
        if sign == "_":
            can_open, can_close = (
                left and (not right or _punctuation(before)),
                right and (not left or _punctuation(after)),
            )
        else:
            can_open, can_close = left, right
        if can_open or can_close:
            self.delimiters.append(Delimiter(sign, at, end, end - at, can_open, can_close))
        return end

    def angle(self, at: int) -> int:
        text = self.text
        if text.startswith("<!--", at):
            end = -1 if self.no_comment_end else text.find("-->", at + 4)
            if end < 0:
                self.no_comment_end = True
                return at + 1
            self.found.mark(at, end + 3, "comment")
            return end + 3
        for pattern, scheme in ((AUTOLINK, ""), (MAIL, "mailto:")):
            if link := pattern.match(text, at, at + REACH):
                self.found.mark(at, at + 1, "address mark")
                self.found.mark(link.end() - 1, link.end(), "address mark")
                self.found.styles.append(
                    (at + 1, link.end() - 1, "link", safe_address(scheme + link.group(1)))
                )
                return link.end()
        tag = TAG.match(text, at, at + 700)
        if not tag or tag.group(2).lower() not in PLAIN_TAGS:
            return at + 1
        self.tag(tag, tag.group(2).lower())
        return tag.end()

    def tag(self, tag: re.Match[str], name: str) -> None:
        self.found.mark(tag.start(), tag.end(), "tag")
        if name == "br":
            self.found.atoms.append(Atom("break", tag.end(), tag.end(), "\n"))
        if name not in STYLES:
            return
        if not tag.group(1):
            href = HREF.search(tag.group(3))
            if name != "a" or href:
                address = next((g for g in href.groups() if g is not None), "") if href else ""
                self.tags.append(
                    (name, tag.end(), safe_address(html.unescape(address)) if name == "a" else None)
                )
            return
        for index in range(len(self.tags) - 1, max(-1, len(self.tags) - 20), -1):
            if self.tags[index][0] == name:
                _, start, href_value = self.tags.pop(index)
                self.found.styles.append((start, tag.start(), STYLES[name], href_value))
                return

    def entity(self, at: int) -> int:
        match = ENTITY.match(self.text, at)
        value = entity_value(match.group()) if match else ""
        if not match or not value:
            return at + 1
        self.found.atoms.append(Atom("glyph", at, match.end(), value, "character reference"))
        return match.end()

    def open_bracket(self, at: int) -> int:
        note = NOTE_MARKER.match(self.text, at)
        if note and note.group(1) in self.notes:
            self.found.atoms.append(Atom("ref", at, note.end(), note.group(1), "note marker"))
            return note.end()
        self.brackets.append(_Bracket(at, False, len(self.delimiters), len(self.found.atoms)))
        return at + 1

    def close_bracket(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        bracket = self.brackets.pop()
        if not bracket.active:
            return at + 1
        target = self.target(bracket, at)
        if target is None:
            return at + 1
        address, end = target
        words = bracket.start + (2 if bracket.image else 1)
        if bracket.image:
            del self.found.atoms[bracket.atoms :]
            self.found.styles[:] = [s for s in self.found.styles if s[1] <= bracket.start]
            self.found.mark(bracket.start, end, "image")
        else:
            pair_delimiters(self.delimiters, bracket.delimiters, self.found.styles, self.found.mark)
            self.found.mark(bracket.start, words, "link mark")
            self.found.mark(at, end, "link mark")
            self.found.styles.append((words, at, "link", safe_address(address)))
            for other in self.brackets:
                other.active = other.active and other.image
            self.brackets = [other for other in self.brackets if other.image]
        del self.delimiters[bracket.delimiters :]
        return end

    def target(self, bracket: _Bracket, at: int) -> tuple[str, int] | None:
        """(address, end of the construct) of the link whose words end at `at`."""
        text = self.text
        if text.startswith("(", at + 1) and (tail := LINK_TAIL.match(text, at + 1, at + REACH)):
            return plain_address(tail.group(1) if tail.group(1) is not None else tail.group(2)), tail.end()
        if not self.references:
            return None
        label, end = "", at + 1
        if tail := REFERENCE_TAIL.match(text, at + 1, at + 1100):
            label, end = tail.group(1), tail.end()
        if not label.strip():
            start = bracket.start + (2 if bracket.image else 1)
            label = text[start:at] if at - start < 1000 else ""
        address = self.references.get(normal_label(label)) if label.strip() else None
        return None if address is None else (address, end)


def plain_address(written: str) -> str:
    """A destination without backslash escapes and character references."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written))


def entity_value(written: str) -> str:
    """What a character reference stands for; "" when there is no such thing. Line ends read as a space."""
    value = html.unescape(written)
    if value == written:
        return ""
    if not value or not value.replace("\0", ""):
        return "�"
    return " " if value in "\n\r\t\f\v\x85\u2028\u2029\x1c\x1d\x1e\x1f" else value


def _blank(char: str) -> bool:
    return not char or char.isspace()


def _punctuation(char: str) -> bool:
    return char in PUNCTUATION or unicodedata.category(char)[0] in "PS" if char else False
