"""Bytes to Source, and the reader of each format.

`open_source` decodes a seed without changing it: `bom + text.encode(encoding)` are the bytes of
the file again, or the seed is refused with a message. A reader (`READERS[source.format]`) then
says what the characters are.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from build_scripts import errors
from build_scripts.readers import decoding
from build_scripts.source import Line, Reading, Source

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""Format by suffix, in lower case."""

LINE_END = re.compile(r"\r\n|\n|\r")


def _read_text(source: Source) -> Reading:
    from build_scripts.readers.text import read

    return read(source)


def _read_markdown(source: Source) -> Reading:
    from build_scripts.readers.markdown import read

    return read(source)


def _read_html(source: Source) -> Reading:
    from build_scripts.readers.html import read

    return read(source)


# Imported when needed: a folder of text files needs no HTML parser.
READERS: dict[str, Callable[[Source], Reading]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
}


def format_of(file: str) -> str | None:
    """`text`, `markdown`, `html`, or None when the suffix is not known."""
    return FORMATS.get(PurePosixPath(file).suffix.lower())


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of the text: they end at LF, CR LF and CR only (not at form feeds or U+2028).

    A last line without an ending is a line; nothing after a last ending is not.
    """
    lines: list[Line] = []
    start = 0
    for match in LINE_END.finditer(text):
        lines.append(Line(len(lines) + 1, start, match.start()))
        start = match.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, start, len(text)))
    return tuple(lines)


def open_source(path: Path, file: str, encoding: str | None = None, format: str | None = None) -> Source:
    """Read one seed. `file` is its name inside the seeds folder; `encoding` and `format` come from
    its record.

    Raises SeedUnreadable, BinarySeed, NoText, UnknownBytes or WrongEncoding.
    """
    form = format or format_of(file)
    if form is None:
        raise errors.SeedUnreadable("not a format that is known here", file, f"known: {', '.join(FORMATS)}")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise errors.SeedUnreadable(f"cannot be read ({error.strerror})", file) from None
    if not raw:
        raise errors.NoText("holds no text: the file is empty", file)
    decoding.refuse_binary(raw, file, encoding)
    codec, bom, text = decoding.decode(raw, file, encoding, html=form == "html")
    if bom + text.encode(codec) != raw:
        raise errors.WrongEncoding(
            f"decoding as {codec} and encoding again does not give the same bytes",
            file,
            "the seed must stay recoverable byte for byte: declare another `encoding:` in its record",
        )
    if not decoding.has_text(text):
        raise errors.NoText("holds no text: only white space or control characters", file)
    return Source(
        file=file,
        format=form,
        encoding=codecs.lookup(codec).name,
        bom=bom,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        lines=split_lines(text),
    )
