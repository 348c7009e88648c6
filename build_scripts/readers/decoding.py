"""Which encoding a file is in, decided only on certain evidence; never guessed.

Order: a byte order mark; the encoding declared in the record; UTF-8 when the bytes are valid; the
charset that an HTML file declares, when it gives the same bytes back. Anything else is refused
with the byte, its place, and what it might be.
"""

from __future__ import annotations

import codecs
import difflib
import re
import unicodedata

from build_scripts import errors

# Longest first: the mark of UTF-32-LE begins with the mark of UTF-16-LE.
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (also used by .docx, .odt and .epub)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "a Rich Text file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)

# Shown as possibilities when bytes are not UTF-8; the first four that fit. No statistics: they
# have been seen to take one code page for its neighbour.
CANDIDATES = (
    "cp1252", "cp1251", "cp1250", "cp1254", "koi8-r", "iso8859-2", "iso8859-9",
    "shift_jis", "gb18030", "big5", "euc-kr", "cp1255", "cp1256", "cp437",
)  # fmt: skip

# Codecs of Python that are not encodings of documents.
REFUSED = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem", "utf-7"}

META = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x08\x1b")


def refuse_binary(raw: bytes, file: str, declared: str | None) -> None:
    """Raise BinarySeed for a known file type, or for bytes that are mostly control characters."""
    for magic, name in MAGIC:
        if raw.startswith(magic):
            raise errors.BinarySeed(f"is {name}, not text", file, "extract its text and put that in seeds/")
    if declared or any(raw.startswith(bom) for bom, _ in BOMS):
        return
    sample = raw[:65536]
    nulls = sample.count(0)
    if nulls * 3 > len(sample):
        for codec in ("utf-16-le", "utf-16-be"):
            if _plain(raw[:4096], codec):
                raise errors.UnknownBytes(
                    f"looks like {codec.upper()} without a byte order mark",
                    file,
                    f"if that is so, write `encoding: {codec}` in its record",
                )
    if nulls and (len(sample) - len(sample.translate(None, CONTROL))) * 10 > len(sample) * 3:
        raise errors.BinarySeed(
            f"is not text: {nulls} NUL bytes and other control bytes in the first {len(sample)} bytes",
            file,
            "extract its text and put that in seeds/",
        )


def _plain(raw: bytes, codec: str) -> bool:
    try:
        text = raw[: len(raw) // 2 * 2].decode(codec)
    except UnicodeDecodeError:
        return False
    return sum(ch.isprintable() or ch.isspace() for ch in text) > 0.95 * len(text) and any(
        ch in " \n" for ch in text
    )


def has_text(text: str) -> bool:
    """Whether any character is something other than white space, control or format."""
    return any(unicodedata.category(ch)[0] not in "ZC" for ch in text.strip())


def decode(raw: bytes, file: str, declared: str | None, *, html: bool) -> tuple[str, bytes, str]:
    """(codec, byte order mark, text). Raises UnknownBytes or WrongEncoding."""
    if declared:
        return _decode_declared(raw, file, canonical(declared, file))
    for bom, codec in BOMS:
        if raw.startswith(bom):
            try:
                return codec, bom, raw[len(bom) :].decode(codec)
            except UnicodeDecodeError as error:
                if codec == "utf-32-le":
                    continue  # may be UTF-16 whose first character is NUL
                raise _broken(raw, file, codec, error.start + len(bom)) from None
    try:
        return "utf-8", b"", raw.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    if html:
        found = _html_charset(raw)
        if found:
            return found
    raise _unknown(raw, file, position)


def canonical(declared: str, file: str) -> str:
    """Python's name of a declared encoding. Raises WrongEncoding when there is none."""
    try:
        info = codecs.lookup(declared)
        usable = getattr(info, "_is_text_encoding", True) and info.name not in REFUSED
    except (LookupError, ValueError):
        usable = False
    if not usable:
        near = difflib.get_close_matches(declared.lower(), (*CANDIDATES, "utf-8", "utf-16", "latin-1"), 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise errors.WrongEncoding(
            f"the declared encoding {declared!r} is not known",
            file,
            f"{hint}Use a name that Python knows: utf-8, utf-16-le, cp1252, iso8859-9, koi8-r …",
        )
    return "utf-8" if info.name == "utf-8-sig" else info.name


def _decode_declared(raw: bytes, file: str, codec: str) -> tuple[str, bytes, str]:
    for bom, marked in BOMS:
        if not raw.startswith(bom):
            continue
        if codec in (marked, marked.rpartition("-")[0]):
            codec = marked
        elif marked in ("utf-16-le", "utf-32-le") and codec.startswith(("utf-16", "utf-32")):
            continue
        else:
            raise errors.WrongEncoding(
                f"the record declares {codec}, but the file begins with the byte order mark of {marked}",
                file,
                "remove `encoding:` from the record",
            )
        try:
            return codec, bom, raw[len(bom) :].decode(codec)
        except UnicodeDecodeError as error:
            raise _broken(raw, file, codec, error.start + len(bom)) from None
    if codec in ("utf-16", "utf-32"):
        raise errors.WrongEncoding(
            f"{codec} without a byte order mark can be read in two ways",
            file,
            f"declare `encoding: {codec}-le` or `encoding: {codec}-be`",
        )
    try:
        return codec, b"", raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _broken(raw, file, codec, error.start) from None


def _html_charset(raw: bytes) -> tuple[str, bytes, str] | None:
    """What the page says of itself, when that gives the same bytes back."""
    found = META.search(raw[:8192]) or XML.search(raw[:400])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    # Browsers read a page that says latin-1 as Windows-1252 (WHATWG Encoding Standard).
    names = (
        ("cp1252", "latin-1") if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else (name,)
    )
    for codec in names:
        try:
            codec = canonical(codec, "")
            text = raw.decode(codec)
            if text.encode(codec) == raw:
                return codec, b"", text
        except (UnicodeError, errors.WrongEncoding):
            continue
    return None


def _place(raw: bytes, position: int) -> str:
    before = raw[:position]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    byte = f" (0x{raw[position]:02X})" if position < len(raw) else ""
    return f"byte {position}{byte}, line {line}"


def _broken(raw: bytes, file: str, codec: str, position: int) -> errors.WrongEncoding:
    return errors.WrongEncoding(
        f"is not valid {codec}: {_place(raw, position)} (bytes counted from 0)",
        file,
        "declare the right `encoding:` in its record, or get a sound copy of the file",
    )


def _unknown(raw: bytes, file: str, position: int) -> errors.UnknownBytes:
    tries: list[str] = []
    for codec in CANDIDATES:
        sample = _sample(raw, position, codec)
        if sample and len(tries) < 4:
            tries.append(f"{codec} gives “{sample}”")
    maybe = f" Read as {'; '.join(tries)}." if tries else ""
    return errors.UnknownBytes(
        f"is not UTF-8: {_place(raw, position)} (bytes counted from 0)",
        file,
        f"write `encoding: <name>` in its record, if you know what it is.{maybe}",
    )


def _sample(raw: bytes, position: int, codec: str) -> str:
    """The words around the byte in that encoding, or "" when the file cannot be that."""
    try:
        text = raw.decode(codec)
        before = len(raw[:position].decode(codec, "ignore"))
    except UnicodeDecodeError:
        return ""
    if any(unicodedata.category(ch) in ("Cn", "Co", "Cs") or "\x80" <= ch < "\xa0" for ch in text[:4096]):
        return ""
    words = " ".join(text[max(0, before - 12) : before + 12].split())
    return "".join(ch for ch in words if ch.isprintable())
