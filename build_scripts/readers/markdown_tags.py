"""Tables of a Markdown file that are written in HTML tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from build_scripts.readers.html_tokens import tokenize
from build_scripts.readers.weave import Atom, has_words, soft_breaks
from build_scripts.source import Span

LINE = re.compile(r"[^\r\n]+")
#: Columns that one cell may span.
WIDEST = 50


def tagged_table(
    text: str, start: int, end: int, inline: Callable[[Sequence[Span]], list[Atom]]
) -> list[Atom]:
    """The atoms of `<table>…</table>` at `text[start:end]`: rows set apart by line feeds, cells by tabs.
    `inline` gives the atoms of lines of running text."""
    atoms: list[Atom] = []
    wanted, seen, first = "", False, True
    for token in tokenize(text[start:end]):
        at, stop = start + token.start, start + token.end
        if token.kind in ("text", "ref"):
            if token.kind == "ref":
                inside = [Atom("glyph", at, stop, token.name, "character reference")]
            else:
                inside = soft_breaks(inline([match.span() for match in LINE.finditer(text, at, stop)]))
            if any(has_words(text, atom) or atom.kind == "ref" for atom in inside):
                seen = True
                if wanted:
                    atoms.append(Atom("break", at, at, wanted))
                    wanted = ""
            atoms += inside
            continue
        atoms.append(Atom("mark", at, stop, reason="tag"))
        if token.name == "tr" and token.kind == "start":
            wanted, first = "\n" if seen else "", True
        elif token.name in ("td", "th") and token.kind == "start":
            wanted += "" if first else "\t"
            first = False
        elif token.name in ("td", "th"):
            wanted += "\t" * (_width(text[at:stop]) - 1)
        elif token.name in ("br", "p", "div", "li") and not wanted:
            wanted = " "
    return atoms


def _width(tag: str) -> int:
    """Always 1 for an end tag."""
    spanned = re.search(r"colspan\s*=\s*[\"']?(\d{1,3})", tag, re.IGNORECASE)
    return max(1, min(WIDEST, int(spanned.group(1)))) if spanned else 1
