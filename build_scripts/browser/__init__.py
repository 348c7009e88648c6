"""What a reader's browser gets: parts written to be read (`css/`, `js/`), and the few files made of them.

One style sheet and one script serve every page; what belongs to the search is loaded when it is needed.
Parts are classic scripts and plain CSS, joined without their comments and indents: no compiler, no modules, so
that a site works from a folder. What comes from elsewhere is in `vendor/`, with its licence.
"""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

PARTS = Path(__file__).resolve().parent

STYLE = (
    "css/base.css", "css/fonts.css", "css/colours.css", "css/frame.css", "css/text.css", "css/scripts.css",
    "css/notes.css", "css/pages.css", "css/connected.css", "css/panel.css", "css/names.css",
    "css/time.css", "css/works.css", "css/topics.css", "css/search.css", "css/check.css",
    "css/cite.css", "css/marks.css", "css/previews.css", "css/tools.css", "css/print.css",
)  # fmt: skip
"""In the order of the cascade; `print.css` stays last."""

SCRIPT = (
    "js/room.js", "js/settings.js", "js/reading.js", "js/resume.js", "js/notes.js", "js/sidenotes.js",
    "js/tables.js", "js/lines.js", "js/panel.js", "js/names.js", "js/filter.js", "js/timeline.js",
    "js/bibliography.js", "js/searchstart.js", "js/checkstart.js", "js/previews.js", "js/cite.js",
    "js/selection.js",
)  # fmt: skip
"""On every page; `room.js` first, because the others rely on it."""

ENGINE = (
    "vendor/snowball.js", "js/search-letters.js", "js/search-words.js", "js/search-loader.js",
    "js/search-postings.js", "js/search-query.js", "js/search-lists.js", "js/search-vocabulary.js",
    "js/search-names.js", "js/search-plan.js", "js/search-passages.js", "js/search-hits.js",
    "js/search-phrase.js", "js/search-match.js", "js/search-most.js", "js/search-rank.js",
    "js/search-filters.js", "js/search-spelling.js", "js/search-engine.js",
)  # fmt: skip
"""The search without a page, in the order in which its parts need each other."""

FILES = {
    "assets/room.css": STYLE,
    "assets/room.js": SCRIPT,
    "assets/tools.js": ("js/settings-panel.js", "js/keymap.js"),
    "assets/documents.js": ("js/documents.js",),
    "assets/notebook.js": ("js/highlights-store.js", "js/highlights-files.js", "js/highlights-list.js"),
    "assets/marks.js": (
        "js/paint.js",
        "js/highlights-words.js",
        "js/highlights-card.js",
        "js/highlights-citing.js",
        "js/highlights-bar.js",
        "js/highlights-page.js",
    ),
    "assets/connections.js": ("js/connections.js", "js/beside.js"),
    "assets/check.js": (
        "js/check-compare.js",
        "js/check-judge.js",
        "js/check-extract.js",
        "js/check-page.js",
    ),
    "search/engine.js": ENGINE,
    "search/box.js": ("js/searchview.js", "js/searchbox.js"),
    "search/page.js": ("js/searchstate.js", "js/searchpanel.js", "js/searchlist.js", "js/searchpage.js"),
    "search/marks.js": ("js/searchstate.js", "js/paint.js", "js/searchtext.js", "js/searchmarks.js"),
}
"""File of the site → its parts. `js/searchstart.js` says when each file of the search is loaded."""

LICENCES = {"search/snowball.LICENSE.txt": "vendor/snowball.LICENSE.txt"}
"""File of the site → the licence of something in `vendor/`, which must stand beside it."""


def joined(parts: tuple[str, ...]) -> str:
    """The parts, one behind the other, without their comments and indents, except comments that begin with
    `!`: they name a licence. A semicolon between scripts keeps the end of one from the beginning of the next."""
    style = parts[0].endswith(".css")
    whole = ("\n" if style else "\n;\n").join((PARTS / name).read_text("utf-8") for name in parts)
    small = (cssmin if style else jsmin)(whole, keep_bang_comments=True)
    return f"/* Made of {parts[0]} and others, which are written to be read. */\n{small}\n"
