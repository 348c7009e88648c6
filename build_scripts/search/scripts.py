"""The scripts of the search engine: which, in which order, and all of them as one file."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "theme" / "assets"
SCRIPTS = (
    "vendor/snowball.js", "js/search-letters.js", "js/search-words.js", "js/search-loader.js",
    "js/search-postings.js", "js/search-query.js", "js/search-vocabulary.js", "js/search-names.js",
    "js/search-plan.js", "js/search-passages.js", "js/search-hits.js", "js/search-match.js",
    "js/search-rank.js", "js/search-filters.js", "js/search-spelling.js", "js/search-engine.js",
)  # fmt: skip
"""Below `theme/assets`, in the order in which they need each other."""


def engine() -> str:
    """All scripts, one behind the other, each below a line with its name. One request instead of one for
    each; a semicolon between them keeps the end of one from the beginning of the next."""
    return "".join(f"/* {name} */\n{(ASSETS / name).read_text('utf-8').rstrip()}\n;\n" for name in SCRIPTS)
