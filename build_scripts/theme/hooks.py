"""Of the theme's files only its pictures reach the site: pages have a style sheet and scripts of their own."""

from __future__ import annotations

from typing import Any

_UNUSED = ("assets/javascripts/", "assets/stylesheets/")


def on_env(env: Any, /, files: Any, **_: Any) -> Any:
    """Before the files of the theme are copied."""
    for file in list(files):
        if file.src_uri.startswith(_UNUSED):
            files.remove(file)
    return env
