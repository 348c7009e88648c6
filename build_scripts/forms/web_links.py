"""Addresses that a book may link to: reading devices and their checkers are stricter than browsers."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import urlsplit

_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")


def is_proper(href: str) -> bool:
    """Whether `href` (from `escaping.address`) has a host that can exist: names of letters, digits and
    hyphens (RFC 1123, and their IDNA form), or an IPv4 address. Links that are none become plain words."""
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return True
    del port  # only looked at: `urlsplit` refuses those above 65535
    host = parts.hostname or ""
    if "@" in parts.netloc or "[" in parts.netloc:
        return False
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdigit():
        return _is_ipv4(host)
    if not all(map(_LABEL.fullmatch, labels)):
        return False
    try:
        host.encode("idna").decode("ascii").encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return True


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
