"""`assets/cards/<id>.png`: the picture that stands beside a link to a document on other sites. Made only where
the archive says where it is published, because such a picture needs a full address.

Set in the fonts of the site, letter by letter from the file that holds it. A title with letters that none of
them holds, or that runs from right to left, is left out: the card then names the archive alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from build_scripts.exporters import wording
from build_scripts.exporters.escaping import one_line
from build_scripts.exporters.page_metadata import CARD_SIZE, CARDS
from build_scripts.model import Artifact, Corpus, Document

_ROOT = Path(__file__).resolve().parent.parent
_STYLES = _ROOT / "browser" / "css" / "fonts.css"
_FACE = re.compile(
    r"font-style: (?P<style>\w+);\s*font-weight: (?P<weight>\d+).*?url\(\"(?P<file>[^\"]+)\"\).*?unicode-range: (?P<range>[^;]+);",
    re.DOTALL,
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PAPER, INK, SOFT, RUBRIC = "#fbf8f1", "#25211b", "#5c5447", "#8a2f20"
"""The colours of css/colours.css, light."""
MARGIN, LINES = 90, 5


def cards(corpus: Corpus) -> Iterator[Artifact]:
    """A card for each document."""
    if not corpus.archive.get("base_url"):
        return
    for document in corpus.documents:
        yield Artifact(
            f"docs/{CARDS}/{document.id}.png", card(document, str(corpus.archive.get("title") or ""))
        )


def card(document: Document, archive: str) -> bytes:
    """The picture as PNG: same words, same bytes, on one machine."""
    from PIL import Image, ImageDraw  # only where cards are made

    picture = Image.new("RGB", CARD_SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 18, CARD_SIZE[1]), fill=RUBRIC)
    at = MARGIN
    title = one_line(document.title)
    if _drawable(title, 600):
        kind = " · ".join(filter(None, (wording.kind(document), wording.published_in(document)[0])))
        at = _write(draw, one_line(kind), 400, 34, at, RUBRIC, 1) + 18
        size = next((s for s in (72, 62, 54, 46, 40) if len(_wrapped(title, 600, s)) <= LINES), 34)
        at = _write(draw, title, 600, size, at, INK, LINES + 1) + 22
        by = " · ".join(filter(None, ("; ".join(document.values("creator")), wording.issued(document))))
        _write(draw, one_line(by), 400, 38, at, SOFT, 1)
    _write(draw, one_line(archive), 400, 34, CARD_SIZE[1] - 95, SOFT, 1)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=9)
    return out.getvalue()


def _write(draw: object, words: str, weight: int, size: int, top: int, colour: str, lines: int) -> int:
    """Write up to `lines` lines below `top`; where the last one ends. What cannot be drawn is not."""
    if not words or not _drawable(words, weight):
        return top
    rows = _wrapped(words, weight, size)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], f"{rows[lines - 1]} …"]
    for row in rows:
        left = float(MARGIN)
        for file, run in _runs(row, weight):
            font = _font(file, size)
            draw.text((left, top), run, font=font, fill=colour, anchor="la")  # type: ignore[attr-defined]
            left += font.getlength(run)  # type: ignore[attr-defined]
        top += round(size * 1.22)
    return top


def _wrapped(words: str, weight: int, size: int) -> list[str]:
    """Lines that fit between the margins; a word that is longer than a line is cut."""
    room, rows = CARD_SIZE[0] - 2 * MARGIN, [""]
    for word in words.split():
        longer = f"{rows[-1]} {word}".strip()
        if _width(longer, weight, size) <= room:
            rows[-1] = longer
            continue
        while _width(word, weight, size) > room:
            word = word[: len(word) * 2 // 3] + "…"
        rows.append(word) if rows[-1] else rows.__setitem__(0, word)
    return rows


def _width(words: str, weight: int, size: int) -> float:
    return sum(_font(file, size).getlength(run) for file, run in _runs(words, weight))  # type: ignore[attr-defined]


def _runs(words: str, weight: int) -> list[tuple[str, str]]:
    """(font file, letters) in order; a space stays with the letters before it."""
    found: list[tuple[str, str]] = []
    for letter in words:
        file = found[-1][0] if letter == " " and found else _file_of(letter, weight)
        if found and found[-1][0] == file:
            found[-1] = (file, found[-1][1] + letter)
        else:
            found.append((file, letter))
    return found


def _drawable(words: str, weight: int) -> bool:
    return not _RIGHT_TO_LEFT.search(words) and all(_file_of(letter, weight) for letter in words)


@lru_cache(maxsize=4096)
def _file_of(letter: str, weight: int) -> str:
    """The font file that holds a letter; "" when none does."""
    code = ord(letter)
    return next((file for file, own, ranges in _faces() if own == weight and _in(code, ranges)), "")


def _in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=1)
def _faces() -> tuple[tuple[str, int, tuple[tuple[int, int], ...]], ...]:
    """(file, weight, ranges of code points) of the upright faces, as the style sheet states them."""
    found = []
    for match in _FACE.finditer(_STYLES.read_text("utf-8")):
        if match["style"] != "normal":
            continue
        ranges = []
        for part in re.findall(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", match["range"]):
            first = int(part[0], 16)
            ranges.append((first, int(part[1], 16) if part[1] else first))
        found.append((match["file"].rsplit("/", 1)[-1], int(match["weight"]), tuple(ranges)))
    return tuple(found)


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> object:
    from PIL import ImageFont

    path = _ROOT / "theme" / "assets" / "fonts" / "libertinus-serif" / file
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
