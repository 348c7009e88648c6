"""Which element of a web page is inside which: elements are opened and closed as browsers do it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from build_scripts.readers.html_tokens import Token, name_set

VOID = name_set(
    "area base basefont bgsound br col command embed frame hr image img input isindex keygen link "
    "menuitem meta nextid param source spacer track wbr"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
IN_TABLE = name_set("caption tbody td tfoot th thead tr")
OPTIONS = name_set("option optgroup")
#: Elements that stand by themselves, and do not run on in a line.
BLOCKS = (
    name_set(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form header hgroup hr html legend li listing main menu nav ol p plaintext pre search "
        "section summary table ul xmp"
    )
    | frozenset(HEADINGS)
    | IN_TABLE
    | OPTIONS
)
#: What ends an open paragraph.
CLOSES_P = BLOCKS - IN_TABLE - OPTIONS - {"body", "html"}
IN_HEAD = name_set("title meta link script style base noscript template")
#: start tag → (elements it closes, elements that it does not look beyond)
IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (name_set("li"), name_set("ul ol menu dir")),
    "dt": (name_set("dt dd"), name_set("dl")),
    "dd": (name_set("dt dd"), name_set("dl")),
    "td": (name_set("td th"), name_set("table tr")),
    "th": (name_set("td th"), name_set("table tr")),
    "tr": (name_set("tr"), name_set("table")),
    "option": (name_set("option"), name_set("select")),
    "a": (name_set("a"), BLOCKS),
    **{name: (frozenset(HEADINGS), BLOCKS - frozenset(HEADINGS)) for name in HEADINGS},
    **{
        name: (name_set("thead tbody tfoot caption"), name_set("table"))
        for name in ("thead", "tbody", "tfoot")
    },
}
#: Elements that an end tag does not reach beyond.
SCOPE = name_set("table td th caption html")
#: Names that would make the parser of the copy read on differently.
RENAMED = VOID | name_set("script style textarea title xmp iframe noembed noframes plaintext")
#: Elements nested deeper are read, but are not part of the tree (browsers stop at 512, too).
DEEPEST = 400


class Nesting:
    """Opens and closes elements as a browser would."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens, self.text = tokens, text
        self.copy: list[str] = []
        self.stack: list[int] = []
        self.names: list[str] = []
        self.parents: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.depths: list[int] = []
        self.counts: dict[str, int] = {}
        self.too_deep: dict[str, int] = {}
        self.home: list[int] = []
        self.body_seen = False

    def run(self) -> None:
        self.push(-1, "x-file", {})
        for index, token in enumerate(self.tokens):
            if token.kind == "start":
                self.start(index, token)
            elif token.kind == "end":
                self.end(index, token.name)
            else:
                if (
                    token.kind in ("text", "ref")
                    and self.names[self.stack[-1]] == "head"
                    and (token.kind == "ref" or self.text[token.start : token.end].strip())
                ):
                    self.pop(index - 1)
                self.home.append(self.stack[-1])
        while self.stack:
            self.pop(len(self.tokens) - 1)

    def push(self, index: int, name: str, attributes: Mapping[str, str]) -> None:
        number = len(self.names)
        self.parents.append(self.stack[-1] if self.stack else -1)
        self.depths.append(len(self.stack))
        self.names.append(name)
        self.first.append(max(index, 0))
        self.last.append(index)
        self.stack.append(number)
        self.counts[name] = self.counts.get(name, 0) + 1
        written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        plain = name if name.isascii() and name.isalnum() and name not in RENAMED else "x-element"
        self.copy.append(f'<{plain} n="{number}"{written}>')

    def pop(self, last: int) -> None:
        number = self.stack.pop()
        name = self.names[number]
        self.counts[name] -= 1
        self.last[number] = max(last, self.last[number])
        plain = name if name.isascii() and name.isalnum() and name not in RENAMED else "x-element"
        self.copy.append(f"</{plain}>")

    def start(self, index: int, token: Token) -> None:
        name = token.name
        if name in ("html", "body", "head") and self.counts.get(name):
            self.home.append(self.stack[-1])
            return
        if self.counts.get("head") and name not in IN_HEAD and name != "head":
            self.close_named("head", index - 1)
        if name in CLOSES_P and self.counts.get("p"):
            self.close_up_to(frozenset(("p",)), SCOPE, index - 1)
        if name in IMPLIED:
            self.close_up_to(*IMPLIED[name], index - 1)
        if len(self.stack) >= DEEPEST and name not in VOID:
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            self.home.append(self.stack[-1])
            return
        self.push(index, name, token.attributes)
        self.home.append(self.stack[-1])
        if name in VOID or (token.empty and self.is_xml(name)):
            self.pop(index)

    def is_xml(self, name: str) -> bool:
        """Whether `<name/>` is an empty element: in XHTML, and where it is sure to be meant."""
        return self.text[:200].lstrip("\ufeff \t\r\n").startswith("<?xml") or name == "a"

    def end(self, index: int, name: str) -> None:
        home = self.stack[-1]
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
        elif self.counts.get(name) and name not in ("html", "body"):
            home = self.close_matching(name, index)
        self.home.append(home)

    def close_matching(self, name: str, index: int) -> int:
        """Close the element that this end tag ends, unless that would tear others apart."""
        limits = frozenset() if name == "table" else SCOPE - {name} if name in BLOCKS else BLOCKS - {name}
        for place in range(len(self.stack) - 1, -1, -1):
            found = self.names[self.stack[place]]
            if found == name:
                number = self.stack[place]
                while self.stack[-1] != number:
                    self.pop(index - 1)
                self.pop(index)
                return number
            if found in limits and not (
                found in ("td", "th", "caption") and name in ("tr", "tbody", "thead", "tfoot")
            ):
                break
        return self.stack[-1]

    def close_up_to(self, names: frozenset[str], limits: frozenset[str], last: int) -> None:
        """Close the nearest open element of `names`, unless one of `limits` lies between."""
        if not any(self.counts.get(name) for name in names):
            return
        for place in range(len(self.stack) - 1, 0, -1):
            found = self.names[self.stack[place]]
            if found in names:
                while len(self.stack) > place:
                    self.pop(last)
                return
            if found in limits:
                return

    def close_named(self, name: str, last: int) -> None:
        self.close_up_to(frozenset((name,)), frozenset(), last)
