"""Files put together in one ZIP file: the same bytes for the same content on every run."""

from __future__ import annotations

import io
import stat
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file can name: every entry bears it."""
RIGHTS = 0o644
REGULAR = stat.S_IFREG | RIGHTS
"""The same rights, and that it is a plain file: for archives that are unpacked with the tools of a system."""


def add_entry(
    file: zipfile.ZipFile, path: str, content: bytes, *, stored: bool = False, mode: int = RIGHTS
) -> None:
    """Write one entry at the end of an open ZIP file; `stored` leaves it uncompressed."""
    entry = zipfile.ZipInfo(path, EARLIEST)
    entry.create_system = 3  # Unix, whatever this machine is
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    file.writestr(entry, content, compresslevel=None if stored else 9)


class Packing:
    """A ZIP file in the making. Entries stand in the order in which they are added."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._file = zipfile.ZipFile(self._buffer, "w")

    def add(self, path: str, content: bytes, *, stored: bool = False) -> None:
        add_entry(self._file, path, content, stored=stored)

    def content(self) -> bytes:
        """The file, complete; nothing can be added after this."""
        self._file.close()
        return self._buffer.getvalue()
