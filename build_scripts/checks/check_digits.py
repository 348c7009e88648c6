"""Standard numbers whose last digit does not fit the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.checks.texts import Spot
from build_scripts.model import Document

_ISSN = re.compile(r"(?i)\bISSN\b[^\d\n]{0,24}(\d{4})[-–‑ ]?(\d{3}[\dX])(?!\d)")
_ISBN = re.compile(
    r"(?i)\bISBN\b(?:[- ]?1[03])?[^\d\n]{0,12}((?:\d[-–‑ ]?){9}[\dX](?![-–‑ ]?\d)|(?:\d[-–‑ ]?){12}\d)(?!\d)"
)


def issn_check_digit(document: Document) -> Iterator[Spot]:
    """The last digit of an ISSN does not fit the others: one of them is misread or misprinted."""
    for match in _ISSN.finditer(document.source.text):
        number = (match[1] + match[2]).upper()
        wanted = "0123456789X"[-sum((8 - i) * int(digit) for i, digit in enumerate(number[:7])) % 11]
        if number[-1] != wanted:
            yield document.source.line_at(match.start(1)), f"ISSN {match[1]}-{match[2]} would end in {wanted}"


def isbn_check_digit(document: Document) -> Iterator[Spot]:
    """The last digit of an ISBN does not fit the others: one of them is misread or misprinted."""
    for match in _ISBN.finditer(document.source.text):
        number = re.sub(r"[^\dX]", "", match[1].upper())
        if len(number) == 10:
            wanted = "0123456789X"[-sum((10 - i) * int(digit) for i, digit in enumerate(number[:9])) % 11]
        else:
            wanted = str(-sum((1, 3)[i % 2] * int(digit) for i, digit in enumerate(number[:12])) % 10)
        if number[-1] != wanted:
            yield document.source.line_at(match.start(1)), f"ISBN {match[1].strip()} would end in {wanted}"
