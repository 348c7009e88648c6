"""Of the theme only its style sheet is used: the rest stays out of the site."""

from __future__ import annotations

from typing import Any

_STYLES = "assets/stylesheets/main."
_UNUSED = ("assets/javascripts/", "assets/stylesheets/")


def on_env(env: Any, /, files: Any, **_: Any) -> Any:
    """Before the files of the theme are copied. The name of its style sheet holds a hash, which changes with
    the version: templates know it as `theme_styles`."""
    for file in list(files):
        if file.src_uri.startswith(_STYLES) and file.src_uri.endswith(".css"):
            env.globals["theme_styles"] = file.src_uri
        elif file.src_uri.startswith(_UNUSED):
            files.remove(file)
    return env
