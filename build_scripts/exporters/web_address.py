"""Addresses on the web: known only where the archive says where it is published (`base_url`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def base(archive: Mapping[str, Any]) -> str:
    """Where the archive is published, with a slash at the end; "" when it does not say."""
    address = str(archive.get("base_url") or "").split("#")[0].split("?")[0]
    return address.rstrip("/") + "/" if address else ""


def absolute(archive: Mapping[str, Any], path: str) -> str:
    """`path` (from the top of the site) on the web; "" when the archive does not say where that is."""
    return base(archive) + path if base(archive) else ""


def at(archive: Mapping[str, Any], path: str, depth: int = 0) -> str:
    """`path` on the web, or else as seen from a file `depth` folders below the top of the site."""
    return absolute(archive, path) or "../" * depth + path


def at_root_of_host(archive: Mapping[str, Any]) -> bool:
    """Whether the archive stands at the top of its host, where `robots.txt` is looked for."""
    return bool(base(archive)) and urlsplit(base(archive)).path == "/"
