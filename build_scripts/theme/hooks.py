"""Leaves out of the site what the theme brings for its own search, which this site does not use."""

from __future__ import annotations

from typing import Any

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def on_env(env: Any, /, files: Any, **_: Any) -> Any:
    """Before the files of the theme are copied."""
    for file in list(files):
        if file.src_uri.startswith(_UNUSED):
            files.remove(file)
    return env
