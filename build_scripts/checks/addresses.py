"""Web addresses that recognition or a page break has damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot, excerpt, texts
from build_scripts.model import Document

_WITH_SCHEME = re.compile(r"(?i)\bhttps?:/{0,2}[^\s<>\"“”«»]*")
_HOST = re.compile(
    r"(?i)https?://(?:[^\s/?#@]*@)?"
    r"(?:(?:[^\W_](?:(?:[^\W_]|-)*[^\W_])?\.)+[^\W\d_]{2,}|(?:\d{1,3}\.){3}\d{1,3}|xn--[\w-]+|localhost|\[[0-9a-f:.]+\])"
    r"(?::\d+)?\.?(?=[/?#),;:'’”*\]]|$)"
)
_BARE = re.compile(
    r"(?i)(?<![\w./@:-])(?!www\.)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|info|gov|edu|int|co\.[a-z]{2}|[a-z]{2})"
    r"/[^\s<>\"“”«»]*"
)
_ANY = re.compile(r"(?i)(?:\bhttps?:/{0,2}|\bwww\.)[^\s<>\"“”«»]*")
#: How an address goes on: with signs that only addresses hold, or the ending of a file name.
_PATH = re.compile(r"(?i)[\w%~-]*(?:[/_=&%?]|-[\w%]*-|\.(?:html?|php|aspx?|jsp|pdf)\b)[^\s<>()]*")
_SURE = re.compile(r"(?i)[\w%-]+\.(?:html?|php|aspx?|jsp)\b|[\w%-]*/[\w%-]+/")


def url_host(document: Document) -> Iterator[Spot]:
    """A web address names no possible host: `http://www.name.org_12`, `http:///page`."""
    for text in texts(document):
        if "http" not in text.text.casefold():
            continue
        for match in _WITH_SCHEME.finditer(text.text):
            words = match.group()
            # A space behind `//` is the concern of another check.
            if re.fullmatch(r"(?i)https?:/{0,2}", words) and text.text[match.end() : match.end() + 2].strip():
                continue
            if not _HOST.match(words):
                where = excerpt(text.text, *match.span(), 12)
                yield text.line(match.start()), f"{words!r} has no possible host: {where}"


def url_scheme(document: Document) -> Iterator[Spot]:
    """A web address begins without `http://` or `www.`, while nearly all others of the document have
    it: its beginning may be lost."""
    whole = 0
    bare: list[Spot] = []
    for text in texts(document):
        whole += len(re.findall(r"(?i)\b(?:https?://|www\.)\S", text.text))
        if "/" in text.text:
            for match in _BARE.finditer(text.text):
                where = excerpt(text.text, *match.span(), 16)
                bare.append((text.line(match.start()), f"{match.group()!r} lacks its beginning: {where}"))
    if whole >= 5 and len(bare) * 10 <= whole:
        yield from bare


def url_space(document: Document) -> Iterator[Spot]:
    """A web address is cut by a space: `http://name.org/2014/ page.html`."""
    for text in texts(document):
        folded = text.text.casefold()
        if "http" not in folded and "www." not in folded:
            continue
        for match in _ANY.finditer(text.text):
            if _goes_on(match.group(), text.text, match.end()):
                start = match.end() - 1
                where = excerpt(text.text, start, start + 2, 30)
                yield text.line(start), f"the address goes on behind the space: {where}"


def _goes_on(address: str, text: str, end: int) -> bool:
    """Whether one space stands behind the address and then what looks like the rest of it."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].strip() or _ANY.match(text, end + 1):
        return False
    if address.casefold() in ("http:", "https:"):
        return text.startswith("//", end + 1)
    if address.endswith("//"):
        return True
    limit = end + 200
    if address[-1] in "/_=&%-" and _PATH.match(text, end + 1, limit):
        return True
    return address[-1] not in ".,;)" and bool(_SURE.match(text, end + 1, limit))
