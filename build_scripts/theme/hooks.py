"""Makes hostile titles and tags harmless in the search index.

The search shows titles and tags as HTML, but takes them from the front matter as they are. While the
index is made, both are therefore shown to it escaped; the templates, which escape by themselves, get
the originals back. Without this hook the site is the same for every title without `<` and `&`.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

_originals: dict[str, dict[str, Any]] = {}


@event_priority(90)
def _before_indexing(context: Any, /, page: Any, **_: Any) -> Any:
    """Put an escaped copy of the front matter in place, ahead of the search plugin."""
    meta = page.meta
    _originals[page.file.src_uri] = meta
    shown = dict(meta)
    if "title" in meta:
        shown["title"] = escape(str(meta["title"]), quote=False)
    tags = meta.get("tags")
    if isinstance(tags, list):
        shown["tags"] = [escape(str(tag), quote=False) for tag in tags]
    page.meta = shown
    return context


@event_priority(-90)
def _after_indexing(context: Any, /, page: Any, **_: Any) -> Any:
    """Give the front matter back."""
    page.meta = _originals.pop(page.file.src_uri, page.meta)
    return context


on_page_context = CombinedEvent(_before_indexing, _after_indexing)
