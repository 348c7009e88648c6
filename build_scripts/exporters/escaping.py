"""Text becomes Markdown that shows exactly this text, and addresses become safe addresses.

As little as possible is escaped, so that a page reads well in a diff; but what could mean anything
to the renderer, or to another Markdown viewer, always is. `<` and `&` are written as entities, because
the renderer looks for HTML before it looks at backslashes.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

#: Characters that HTML cannot hold, or that the renderer keeps for itself; a carriage return is a
#: space to it. Line feed and tab stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

#: `[sic]` and `[...]` in running text mean nothing to any parser, and editors use them all the time. A single
#: letter could be a tick box, `TOC` a table of contents.
_WORD = r"(?:(?!_)[\w'’,-]){1,30}"
_REMARK = rf"\[(?:\.\.\.|…|(?!TOC\])[^\W_]{_WORD}(?: {_WORD}){{0,7}})\](?=[\s.,;)])"

_SPECIAL = re.compile(
    rf"(?P<remark>{_REMARK})"
    r"|(?P<entity>[<]|&(?=\#|\w+;)|\{(?=[{%#]))"
    r"|(?P<sign>[\\`*~|\[\]{]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # between letters it is just a letter
    r"|(?<=\S)\$(?!\d)"  # could close a formula
    r"|:(?=[a-z][a-z0-9_+-]*:))"  # could open a picture name, `:smile:`
)
_INSIDE_LINK = re.compile(_SPECIAL.pattern.replace(_REMARK, r"(?!)"))
_ENTITIES = {"<": "&lt;", "&": "&amp;", "{": "&#123;"}

#: What begins something other than a paragraph when it stands first in a line.
_LINE_START = re.compile(
    r"^(?:(?P<label>\[\^[^\]\n]*\])(?=:)|(?P<number>\d+)(?=[.)](?:\s|$))|(?=[#>=:]|[+-](?:[\s+-]|$)|!!))",
    re.MULTILINE,
)

_SCHEME = re.compile(r"(?i)(?:https?://[^/?#]|mailto:[^?])")
_IN_ADDRESS = re.compile(r"""[\s()<>"'`*\[\]{}|^\\\x00-\x20\x7f-\x9f]""")
_AUTOLINK = re.compile(r"https?://[A-Za-z0-9._/:?#@!$+,;=%~&-]+")
_ENTITY_LIKE = re.compile(r"&(?=#|\w+;)")


def clean(text: str) -> str:
    """`text` without characters that no page can hold. Rules upstream have recorded them already."""
    text = _CONTROL.sub("", text.replace("\r", " "))
    return _SURROGATE.sub("\ufffd", text)


def one_line(value: object) -> str:
    """`value` as one line of plain text, not yet escaped; "" for nothing."""
    return "" if value is None else " ".join(clean(str(value)).split())


def escape(text: str, in_link: bool = False) -> str:
    """`text` as inline Markdown. Line starts are the concern of `guard_lines`.

    In the words of a link every bracket is escaped, because the renderer counts them there.
    """
    return (_INSIDE_LINK if in_link else _SPECIAL).sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    found = match[0]
    if match["remark"]:
        return found
    return _ENTITIES[found] if match["entity"] else "\\" + found


def guard_lines(markdown: str) -> str:
    """Escape what would begin a heading, quotation, list, rule or definition at a line start."""
    return _LINE_START.sub(lambda m: m[0] + "\\", markdown)


def guard_end(markdown: str) -> str:
    """Escape the `#` signs at the end of a heading, which would count as its decoration."""
    bare = markdown.rstrip("#")
    return bare + r"\#" * (len(markdown) - len(bare))


def attribute(text: str) -> str:
    """`text` as the quoted value of an attribute in raw HTML inside Markdown: nothing is left in it
    that the renderer could take for Markdown."""
    return re.sub(r"[^A-Za-z0-9 .,\x80-\U0010ffff]", lambda m: f"&#{ord(m[0])};", text)


def address(href: str | None, targets: frozenset[str]) -> str | None:
    """`href` as it may stand in a link, or None when it leads nowhere or could do harm.

    Only http, https and mailto leave the page; `#x` must be one of the page's own ids, `targets`.
    """
    if href is None:
        return None
    href = clean(href).strip()
    if href.startswith("#"):
        return href if href[1:] in targets else None
    if not _SCHEME.match(href):
        return None
    href = _IN_ADDRESS.sub(lambda m: quote(m[0], safe=""), href)
    try:
        parts = urlsplit(href)
    except ValueError:  # an impossible host: the renderer would stop at it
        return None
    return href if parts.netloc or parts.path else None


def in_markdown(href: str) -> str:
    """An address (from `address`) as the target of `[words](…)`."""
    return _ENTITY_LIKE.sub("&amp;", href)


def is_plain_address(href: str) -> bool:
    """Whether `<href>` shows and means the same address in every parser."""
    return bool(_AUTOLINK.fullmatch(href)) and not _ENTITY_LIKE.search(href)
