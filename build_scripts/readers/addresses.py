"""Addresses of links: which ones may stand in the edition."""

from __future__ import annotations

import re

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: Browsers drop these before they look at the scheme, so `java&#10;script:` is `javascript:`.
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def safe_address(written: str) -> str | None:
    """The address, when it is http, https or mailto, or `#name` inside the same document.

    None for everything else: another scheme, nothing, `#` alone, or an address relative to a site
    that is not here.
    """
    address = IGNORED.sub(lambda m: "%20" if m.group() == " " else "", written.strip())
    if address.startswith("#"):
        return address if len(address) > 1 else None
    if address.startswith("//"):
        address = "https:" + address
    scheme = SCHEME.match(address)
    if not scheme or scheme.group().lower() not in ("http:", "https:", "mailto:"):
        return None
    return address if len(address) > len(scheme.group()) + 2 else None
