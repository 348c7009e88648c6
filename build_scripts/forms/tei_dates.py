"""EDTF dates as the attributes of TEI's `att.datable`: the date itself word for word in `when-custom`,
and beside it what ISO 8601 can say of it (`when`, `from` and `to`, `notBefore` and `notAfter`)."""

from __future__ import annotations

import re

from build_scripts import edtf
from build_scripts.forms.xml_text import attributes

_PLAIN = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)[?~%]?", re.ASCII)
_DECADE = re.compile(r"(\d{2,3})(X{1,2})(?:-XX){0,2}[?~%]?", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:-XX){1,2}[?~%]?|(\d{4}-(?:0[1-9]|1[0-2]))-XX[?~%]?", re.ASCII)


def dated(value: str, inferred: bool = False) -> str:
    """` when="2014-10" when-custom="2014-10"`; "" for a value that is no EDTF date.

    `inferred` or a mark of doubt gives `cert="low"`.
    """
    value = value.strip()
    if not value or edtf.problem(value):
        return ""
    doubt = "low" if inferred or not edtf.is_certain(value) else None
    return attributes(**_bounds(value)) + attributes(when_custom=value, cert=doubt)


def _bounds(value: str) -> dict[str, str | None]:
    """Keyword arguments of `attributes`; none where ISO 8601 cannot say it."""
    if "/" in value:
        first, last = (_plain(end) for end in value.split("/"))
        return {"from_": first, "to": last}
    if plain := _plain(value):
        return {"when": plain}
    if match := _DECADE.fullmatch(value):
        digits, unknown = match[1], len(match[2])
        return {"notBefore": digits + "0" * unknown, "notAfter": digits + "9" * unknown}
    if match := _YEAR.fullmatch(value):
        return {"when": match[1] or match[2]}
    return {}


def _plain(value: str) -> str | None:
    """A year, month or day as the XML Schema types have it (there is no year 0000 in XML Schema 1.0)."""
    match = _PLAIN.fullmatch(value)
    return match[1] if match and not match[1].startswith("0000") else None
