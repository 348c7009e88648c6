"""The site as one ZIM file, for Kiwix readers on telephones and in schools without a network.

Needs the package libzim, which is an extra (`pip install "build-scripts[zim]"`, pinned in pyproject.toml):
it is large, and newer versions write files that zimcheck of Debian refuses.
"""

from __future__ import annotations

import contextlib
import importlib
import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_scripts import errors
from build_scripts.exporters.atom import name_of
from build_scripts.model import Corpus

MAIN = "index.html"
LEFT_OUT = ("404.html", "sitemap.xml", "robots.txt", "oai.xml")
"""Only a web server can use them."""
LANGUAGES = {"en": "eng", "ru": "rus", "az": "aze", "he": "heb", "tr": "tur", "de": "deu", "fr": "fra",
             "es": "spa", "fa": "fas", "ar": "ara"}  # fmt: skip
"""ISO 639-1 to ISO 639-3, which a ZIM file asks for; others are `mul`."""


def write(corpus: Corpus, site: Path, target: Path) -> None:
    """Write `target`. Raises BundleFailed without libzim, and OutputUnwritable."""
    try:
        writer: Any = importlib.import_module("libzim.writer")
    except ImportError:
        raise errors.BundleFailed(
            "a ZIM file needs the package libzim", "", 'install it: .venv/bin/pip install "libzim==3.6.0"'
        ) from None
    try:
        target.unlink(missing_ok=True)
        creator = writer.Creator(target)
        creator.config_indexing(False, "eng").set_mainpath(MAIN)
        with _quiet(), creator:
            for path in sorted(site.rglob("*")):
                inside = path.relative_to(site).as_posix()
                body = path.read_bytes() if path.is_file() and inside not in LEFT_OUT else b""
                if body:  # an empty file is a fault in a ZIM file
                    creator.add_item(_item(writer, inside, body))
            for name, value in metadata(corpus).items():
                creator.add_metadata(name, value)
            creator.add_metadata("Illustration_48x48@1", _picture(), "image/png")
    except OSError as error:
        raise errors.OutputUnwritable(
            f"cannot be written ({error.strerror})", str(target), "choose another folder"
        ) from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The library tells what it does on the standard output, below Python."""
    kept = os.dup(1)
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


def metadata(corpus: Corpus) -> dict[str, str]:
    """What every ZIM file has to say of itself. The date is that of the edition."""
    archive = corpus.archive
    date = str(archive.get("date") or "")
    day = (date + "-01-01" if len(date) == 4 else date + "-01" if len(date) == 7 else date)[:10]
    language = str(archive.get("language") or "").partition("-")[0]
    title = str(archive["title"])
    return {
        "Name": name_of(corpus, "zim"),
        "Title": title[:30],
        "Description": str(archive.get("description") or title)[:80],
        "Language": LANGUAGES.get(language, "mul"),
        "Creator": ", ".join(dict.fromkeys(n for d in corpus.documents for n in d.values("creator"))) or "-",
        "Publisher": str(archive.get("publisher") or "-"),
        "Date": day or "1970-01-01",
    }


def _item(writer: Any, path: str, body: bytes) -> Any:
    kind = mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"

    class File(writer.Item):  # type: ignore[misc]
        def get_path(self) -> str:
            return path

        def get_title(self) -> str:
            return path

        def get_mimetype(self) -> str:
            return kind

        def get_contentprovider(self) -> Any:
            return writer.StringProvider(body)

        def get_hints(self) -> dict[Any, int]:
            return {writer.Hint.FRONT_ARTICLE: kind == "text/html"}

    return File()


def _picture() -> bytes:
    """48 by 48 pixels: a page with lines."""
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (48, 48), "#fbf8f1")
    drawing = ImageDraw.Draw(image)
    for row in range(5):
        drawing.line((10, 12 + row * 6, 38 if row < 4 else 26, 12 + row * 6), fill="#8a2f20", width=2)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
