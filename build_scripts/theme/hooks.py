"""Leaves out of the site the scripts and styles of the theme that this site does not use."""

from __future__ import annotations

from typing import Any

_UNUSED = ("assets/javascripts/", "assets/stylesheets/palette.", "assets/stylesheets/classic/")


def on_env(env: Any, /, files: Any, **_: Any) -> Any:
    """Before the files of the theme are copied."""
    for file in list(files):
        if file.src_uri.startswith(_UNUSED):
            files.remove(file)
    return env
