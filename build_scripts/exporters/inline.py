"""Running text with its styles, links, note markers and line breaks becomes inline Markdown:
with `*…*` where every parser agrees on it, with HTML tags where not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.directions import right_to_left
from build_scripts.exporters import escaping
from build_scripts.exporters.nesting import Node, Run, tree

CUT = "<wbr>"
"""Where a very long text is cut for the renderer. Browsers may break a line there, no more."""
EDITOR = "@"
"""Before the letter of an editor's note, where an author's note has `fn`."""
NAME = "@"
"""Before the key of a name: no remark in brackets begins so."""
LOST = "Linked in the original; the address was not preserved"

_TAGS = {"superscript": "sup", "subscript": "sub", "italic": "em", "bold": "strong", "code": "code"}
_STARS = {"italic": "*", "bold": "**"}
#: Words that every parser takes as emphasis between stars, and what may stand around the stars.
_EMPHASIS = re.compile(r"[^\W_](?:[^*]*[^\W_])?", re.DOTALL)
_BEFORE = re.compile(r"|[\s(“‘„«\"'—–/]")
_AFTER = re.compile(r"[\s.,;:)?!…”’“»\"'—–/]")
_INDENTED = re.compile(r'(<br>\n+(?:<a id="[^"]*"></a>)?)( {2,})')
_PLAIN_CODE = re.compile(r"[\w.,/()=:;+@#%-]+(?: [\w.,/()=:;+@#%-]+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """What the words of one page may refer to."""

    keys: Mapping[str, str]
    """Id of a note → what stands between `[^` and `]`."""
    targets: frozenset[str]
    """Ids on the page that a link may lead to."""
    names: frozenset[str] = frozenset()
    """Keys of the names that the page defines: `[words][@key]`."""
    rightward: bool = False
    """Whether the text of the page runs from right to left."""


def render(run: Run, page: Page, one_line: bool = False) -> str:
    """`run` as inline Markdown: several lines, or one line for headings and cells. Lines have no
    white space at their ends, and none is empty."""
    root = tree(run, lambda href: escaping.address(href, page.targets))
    written = _write(root, page, in_link=False)
    if one_line:
        return re.sub(r"[ \t]*\n[ \t\n]*", " ", written).strip()
    written = _INDENTED.sub(lambda m: m[1] + "&nbsp;" * len(m[2]), written)  # as verse may be
    written = re.sub(r"[ \t]*\n[ \t\n]*", "\n", written)
    return escaping.guard_lines(written.strip())


def _write(node: Node, page: Page, in_link: bool) -> str:
    """What stands inside `node`."""
    parts: list[str] = []
    last = ""  # the last part that is not empty
    for index, child in enumerate(node.children):
        if isinstance(child, str):
            part = _words(child, in_link)
            if last.endswith("]") and part.startswith("(") and _is_bracket(node.children[index - 1]):
                part = "\\" + part
        else:
            after = node.children[index + 1] if index + 1 < len(node.children) else None
            part = _part(child, page, in_link, last[-1:], after)
        if part.startswith("[") and last.endswith("!"):
            parts[-1] = last[:-1] + "\\!"  # or it would be a picture
        if part:
            parts.append(part)
            last = part
    return "".join(parts)


def _is_bracket(child: Node | str) -> bool:
    return isinstance(child, Node) and child.kind in ("note", "name")


def _words(text: str, in_link: bool) -> str:
    """Text that holds nothing else. A line feed stays a line break."""
    return escaping.escape(escaping.clean(text), in_link).replace("\n", "<br>\n")


def _part(node: Node, page: Page, in_link: bool, before: str, after: Node | str | None) -> str:
    """One node; `before` is the character written before it, `after` what follows it."""
    if node.kind == "note" and node.value.startswith(EDITOR):
        return _letter(node.value.removeprefix(EDITOR))
    if node.kind == "note":
        key = page.keys.get(node.value)
        label = escaping.escape(node.value.removeprefix("fn"), in_link)
        return f"[^{key}]" if key is not None else f"<sup>{label}</sup>"
    if node.kind == "cut":
        return CUT + ("\n" if node.spaced else "")
    if node.kind == "break":
        tag = "span" if in_link else "a"  # a link holds no other
        anchor = f'<{tag} id="{escaping.attribute(node.value)}"></{tag}>' if node.value else ""
        return ("\n" if node.spaced else "") + anchor
    inner = _write(node, page, in_link or node.kind in ("link", "name"))
    if not inner.strip():
        return inner
    if node.kind == "link":
        return _link(node, inner)
    if node.kind == "name":
        return f"[{inner}][{NAME}{node.value}]" if node.value in page.names else inner
    if node.kind == "abbr":
        return f'<abbr title="{escaping.attribute(node.value)}" tabindex="0">{inner}</abbr>'
    if node.kind == "passage":
        direction = ' dir="rtl"' if right_to_left(node.value) else ' dir="ltr"' if page.rightward else ""
        return f'<span lang="{node.value}"{direction}>{inner}</span>'
    if node.kind == "code" and before not in ("`", "\\") and _PLAIN_CODE.fullmatch(_only_text(node)):
        return f"`{_only_text(node)}`"
    if node.kind in _STARS and _can_star(inner, before, after):
        return _STARS[node.kind] + inner + _STARS[node.kind]
    return f"<{_TAGS[node.kind]}>{inner}</{_TAGS[node.kind]}>"


def _only_text(node: Node) -> str:
    """The text of a node that holds nothing else, otherwise ""."""
    only = node.children[0] if len(node.children) == 1 else ""
    return only if isinstance(only, str) else ""


def _can_star(inner: str, before: str, after: Node | str | None) -> bool:
    if not (_EMPHASIS.fullmatch(inner) and _BEFORE.fullmatch(before)):
        return False
    if isinstance(after, str):
        return bool(_AFTER.match(after))
    return after is None or after.kind == "note" or (after.kind == "break" and after.spaced)


def _link(node: Node, inner: str) -> str:
    if not node.value:
        return f'<span class="lost-link" title="{LOST}">{inner}</span>'
    if _only_text(node) == node.value and escaping.is_plain_address(node.value):
        return f"<{node.value}>"
    return f"[{inner}]({escaping.in_markdown(node.value)})"


def definition(key: str, address: str, words: str) -> str:
    """What `[…][@key]` leads to, with the words shown on hover and focus."""
    shown = " ".join(re.sub(r'["{}\\`*_\[\]<>&|]', " ", escaping.clean(words)).split())
    return f'[{NAME}{key}]: {address} "{shown}"'


def _letter(letter: str) -> str:
    """The mark of an editor's note, which cannot be taken for one of the author's."""
    return (
        f'<sup class="ed"><a id="edref-{letter}" href="#ed-{letter}" '
        f'aria-label="Editor’s note {letter}">{letter}</a></sup>'
    )
