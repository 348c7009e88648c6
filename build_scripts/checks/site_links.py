"""Links and addresses of the built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from build_scripts.checks.site import Link, Page, Site
from build_scripts.checks.texts import Spot

_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):|//")
#: Where a reader may be sent. A picture may also stand in the page itself.
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})


def dead_links(page: Page, site: Site) -> Iterator[Spot]:
    """A link or address inside the site leads to a file that is not there, or outside the site."""
    for link in page.links:
        if _leaves(link):
            continue
        target = _file(page, link)
        if link.target in ("", "#"):
            yield link.line, "a link leads nowhere (`#`)"
        elif target is None:
            yield link.line, f"{link.target!r} does not work from a folder, or leads outside the site"
        elif target not in site.files and f"{target}/index.html".lstrip("/") not in site.files:
            yield link.line, f"{link.target!r}: there is no such file"


def dead_anchors(page: Page, site: Site) -> Iterator[Spot]:
    """A link leads to a place that its page does not have."""
    for link in page.links:
        if _leaves(link) or "#" not in link.target:
            continue
        name = unquote(link.target.split("#", 1)[1])
        target = _file(page, link)
        anchors = site.anchors.get(target) if target is not None else None
        if name and anchors is not None and name not in anchors and not name.startswith(":~:"):
            yield link.line, f"{link.target!r}: the page has no place of that name"


def unsafe_links(page: Page, site: Site) -> Iterator[Spot]:
    """A link does something other than lead to a page or write a letter (`javascript:` …)."""
    del site
    for link in page.links:
        match = _leaves(link)
        scheme = (match[1] or "https").casefold() if match else "https"
        if scheme not in _ALLOWED and not (scheme == "data" and link.loaded):
            yield link.line, f"{link.target[:80]!r} is no web or mail address"


def outside_requests(page: Page, site: Site) -> Iterator[Spot]:
    """A page loads a script, style, picture or font from another host; then it does not work offline,
    and tells that host who reads."""
    del site
    for link in page.links:
        if link.loaded and re.match(r"(?i)(?:https?:)?//", link.target):
            yield link.line, f"{link.target[:80]!r} would be fetched from outside"


def duplicate_ids(page: Page, site: Site) -> Iterator[Spot]:
    """Two places of a page have one name, so links to the second one lead to the first."""
    del site
    first: dict[str, int] = {}
    for name, line in page.ids:
        if name in first:
            yield line, f"the id {name!r} is taken (line {first[name]})"
        first.setdefault(name, line)


def _leaves(link: Link) -> re.Match[str] | None:
    """The scheme of an address that is not one of the site; browsers skip white space in it."""
    return _SCHEME.match(re.sub(r"[\x00-\x20]", "", link.target))


def _file(page: Page, link: Link) -> str | None:
    """The file a link leads to, below the site folder; None when it leads outside. The page of errors
    is shown at any address, so its addresses begin at the root."""
    path = unquote(re.split(r"[?#]", link.target, maxsplit=1)[0])
    if not path:
        return page.path
    if path.startswith("/"):
        return path.lstrip("/") or "index.html" if page.path == "404.html" else None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
    if target == ".":
        return "index.html"
    return None if target.startswith("../") or target == ".." else target
