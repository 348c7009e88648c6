"""Files put together in one ZIP file: the same bytes for the same content on every run."""

from __future__ import annotations

import io
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file can name: every entry bears it."""


class Packing:
    """A ZIP file in the making. Entries stand in the order in which they are added."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._file = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9)

    def add(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(path, EARLIEST)
        entry.create_system = 3  # Unix, whatever this machine is
        entry.external_attr = 0o644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._file.writestr(entry, content, compresslevel=9)

    def content(self) -> bytes:
        """The file, complete; nothing can be added after this."""
        self._file.close()
        return self._buffer.getvalue()
