"""A generated page: front matter, then raw HTML.

Text from seeds and records reaches such a page only through `text()` and `front_matter()`. The raw
HTML is written without blank lines, so that the Markdown renderer passes it on as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

#: Characters that YAML does not take as they are, or that would break a line.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = {"\t": "&#9;", "\n": " ", "\r": " "}


def text(value: object) -> str:
    """`value` as text of an HTML page, on one line. Control characters become visible signs
    (U+2400 and following), because HTML cannot hold them."""
    shown = _CONTROL.sub(lambda m: "\u2421" if m[0] == "\x7f" else chr(0x2400 + ord(m[0])), str(value))
    shown = escape(shown)
    return re.sub("[\t\n\r]", lambda m: _SPACES[m[0]], shown)


def front_matter(values: Mapping[str, Any]) -> str:
    """`values` as YAML front matter, one line for each key; JSON within, which is YAML."""
    lines = [f"{key}: {_yaml(value)}" for key, value in values.items() if value not in (None, "", [], ())]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _yaml(value: Any) -> str:
    dumped = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", dumped)


def page(values: Mapping[str, Any], parts: Iterable[str]) -> str:
    """The file. Every part is one raw HTML block or one piece of Markdown; blank lines come only
    between parts."""
    return front_matter(values) + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def block(lines: Iterable[str]) -> str:
    """One raw HTML block: the lines, without empty ones."""
    return "\n".join(line for line in lines if line.strip())


def quantity(number: int, one: str, many: str | None = None) -> str:
    """`1 line`, `1,204 lines`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
