"""Text with italics. Inside the formatters it is a plain string in which two private signs switch italics
on and off; `runs`, `html` and `plain` are how it leaves them.

Punctuation follows American printers' rules, which all three styles share: full stop and comma stand
inside closing quotation marks, and a title that ends with its own stop gets no second one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

ON, OFF = "\ue000", "\ue001"
#: The private signs, and what neither HTML nor any other format here can hold.
_NEVER = re.compile("[\ue000-\ue002\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CLOSERS = "”’"
_SLANTED = re.compile(r"[\d\u0041-\u007a\u00c0-\u10ff\u1e00-\u1fff]")
_SPACES = re.compile(r"\s+")


def bare(text: str) -> str:
    """`text` on one line, without control characters and the private signs."""
    return _SPACES.sub(" ", _NEVER.sub("", text)).strip()


def italic(text: str) -> str:
    """In italics, but for scripts that have none (Chinese, Japanese, Korean)."""
    if not _SLANTED.search(text):
        return text
    return f"{ON}{text}{OFF}" if text else ""


def quoted(text: str) -> str:
    """`text` (with typographic marks of its own) in double quotation marks; those inside become single."""
    swapped = text.translate({ord("“"): "‘", ord("”"): "’"})
    return f"“{swapped}”" if text else ""


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them; marks in pairs, outermost double."""
    text = re.sub(r"(?<=\w)'(?=\w)|(?<=\w)'(?=s?\b|\s|$)(?!\w)", "’", text) if text.count("'") % 2 else text
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"(?<![\w’”!?.,…])'(?=\S)", "‘", text).replace("'", "’")
    text = re.sub(r'(?<![^\s(\[{‘“–—-])"(?=\S)', "“", text)
    return text.replace('"', "”")


def stop(text: str, sign: str = ".") -> str:
    """`text` with a full stop (or comma) at its end, in the right place; none after another stop."""
    body, tail = _split_end(text)
    if not body:
        return text
    last = body.rstrip(ON + OFF)[-1:]
    if last in ".?!…" if sign == "." else last == sign:
        return text
    return body + sign + tail


def _split_end(text: str) -> tuple[str, str]:
    """(text, closing marks): where a stop belongs. An apostrophe is no closing mark."""
    at = len(text)
    while at and (text[at - 1] in _CLOSERS or (text[at - 1] == OFF and text[at - 2 : at - 1] in _CLOSERS)):
        if text[at - 1] == "’" and text[:at].count("’") > text[:at].count("‘") and not _in_single(text[:at]):
            break
        at -= 1
    return text[:at], text[at:]


def _in_single(text: str) -> bool:
    """Whether the mark at the end closes a single quotation."""
    opened = text.rfind("‘")
    return opened >= 0 and "’" not in re.sub(r"\w’\w", "", text[opened:-1])


def join(pieces: Sequence[tuple[str, str]]) -> str:
    """Pieces with what stands before each: `, `, `. `, `: ` or a space. Empty pieces vanish."""
    result = ""
    for before, piece in pieces:
        if not piece:
            continue
        if result:
            result = stop(result, before.strip()) + " " if before.strip() in (".", ",") else result + before
        result += piece
    return result


def runs(text: str) -> list[str]:
    """Alternately upright and italic, upright first: `["A. ", "Title", "."]`."""
    return re.split(f"[{ON}{OFF}]", text)


def plain(text: str) -> str:
    return text.replace(ON, "").replace(OFF, "")


def html(text: str) -> str:
    """With `<i>`; everything else is escaped."""
    return escape(text, quote=False).replace(ON, "<i>").replace(OFF, "</i>")
