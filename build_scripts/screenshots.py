"""Pictures of every kind of page: `python -m build_scripts.screenshots [--site site] [--out screenshots]`.

At 390, 768 and 1280 pixels, light and dark, over http and from the folder. Nothing but the site's own
files is ever asked for: a request to anywhere else stops the program.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

WIDTHS = (390, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 900
BROWSER: dict[str, Any] = {
    "args": [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
    ],
}  # fmt: skip


#: Pages of which there is at most one, in the order in which they are shown.
SINGLE = (
    "index.html", "search.html", "documents.html", "documents-by-author.html", "names.html", "people.html", "people-by-mentions.html", "places.html",
    "topics.html", "timeline.html", "dates.html", "compare.html", "bibliography.html", "editing.html",
    "about.html", "cite.html", "check.html", "history.html", "notebook.html", "downloads.html", "how-it-works.html", "data.html", "404.html",
)  # fmt: skip
#: Folders of pages of one kind. The longest holds most of what there is to see, the shortest is the other
#: extreme; of the pages of names, which are alike, the longest is enough.
EXTREMES = ("documents", "sources", "topics")
LONGEST = ("people", "places", "organizations", "agreements", "events", "infrastructure", "works", "products")


def page_types(site: Path) -> dict[str, str]:
    """One page for each kind that the site has: name of the picture → path below the site."""
    shown = {name.removesuffix(".html"): name for name in SINGLE if (site / name).is_file()}
    for kind in (*EXTREMES, *LONGEST):
        found = sorted((site / kind).glob("*.html"), key=lambda path: (-path.stat().st_size, path.name))
        ends = found[:1] if kind in LONGEST or len(found) < 2 else [found[0], found[-1]]
        for name, path in zip(("long", "short"), ends, strict=False):
            shown[f"{kind}-{name}"] = f"{kind}/{path.name}"
    return shown


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address, with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def browser_path() -> str | None:
    """An installed Chromium; None leaves the choice to Playwright."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def take(site: Path, out: Path) -> Iterator[Path]:
    """Take every picture; yields the files."""
    from playwright.sync_api import sync_playwright

    out.mkdir(parents=True, exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), **BROWSER)
        bases = {"http": address, "file": site.resolve().as_uri() + "/"}
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
                )
                context.route("**/*", functools.partial(_only, tuple(bases.values())))
                page = context.new_page()
                for way, base in bases.items():
                    for name, path in page_types(site).items():
                        if way == "file" and path == "404.html":
                            continue  # shown by servers only: its addresses begin at the root
                        page.goto(base + path, wait_until="load")
                        page.evaluate("document.fonts.ready")
                        target = out / f"{name}-{width}-{scheme}-{way}.png"
                        page.screenshot(path=target)
                        yield target
                context.close()
        browser.close()


def _only(bases: tuple[str, ...], route: Any) -> None:
    if not route.request.url.startswith((*bases, "data:", "blob:")):
        raise SystemExit(f"a page asks for {route.request.url}")
    route.continue_()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site (default: site)")
    parser.add_argument("--out", type=Path, default=Path("screenshots"), help="where to put the pictures")
    arguments = parser.parse_args()
    if not (arguments.site / "index.html").is_file():
        raise SystemExit(
            f"there is no site in {arguments.site}; build it first: python -m build_scripts build"
        )
    for target in take(arguments.site, arguments.out):
        print(target)


if __name__ == "__main__":
    main()
