"""The scripts of the search on an empty page in Chromium, opened from a folder or from a server.

The browser lives in a thread of its own: Playwright's plain interface allows one browser a thread, and
other tests may hold one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from build_scripts.browser import ENGINE, PARTS
from build_scripts.model import Artifact
from build_scripts.screenshots import BROWSER, browser_path

#: Asks a query; leaves out what only the engine itself uses.
QUERY = (
    "async ([text, options]) => { const {node, row, ranked, wants, ...rest} = "
    "await RRSearch.query(text, options); return rest; }"
)


class SearchPage:
    """A page with the engine, and an index below it."""

    def __init__(self, folder: Path, address: str = "") -> None:
        """`address`: where the folder is served; without one its files are opened as they lie there."""
        self.folder = folder
        self.address = address or folder.as_uri() + "/"
        self.errors: list[str] = []
        self.outside: list[str] = []
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._held: list[Any] = []
        self._page: Any = None
        for name in ENGINE:
            (folder / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PARTS / name, folder / "assets" / name)
        tags = "".join(f'<script src="assets/{name}"></script>' for name in ENGINE)
        (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{tags}", "utf-8")
        self._thread.submit(self._open).result()

    def _open(self) -> None:
        from playwright.sync_api import sync_playwright

        playwright = sync_playwright().start()
        browser = playwright.chromium.launch(executable_path=browser_path(), **BROWSER)
        self._held = [browser, playwright]
        self._page = browser.new_page()
        self._page.route("**/*", self._gate)
        self._page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        self._page.goto(self.address + "index.html")

    def _gate(self, route: Any) -> None:
        if route.request.url.startswith(self.address):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def run(self, script: str, argument: Any = None) -> Any:
        """What a JavaScript function gives for the argument."""
        return self._thread.submit(lambda: self._page.evaluate(script, argument)).result(timeout=120)

    def reload(self) -> None:
        """The page anew: nothing of the index is loaded."""
        self._thread.submit(lambda: self._page.reload()).result(timeout=60)

    def search(self, text: str, **options: Any) -> dict[str, Any]:
        """The result of a query, without what only the engine itself uses."""
        found: dict[str, Any] = self.run(
            QUERY,
            [text, options],
        )
        return found

    def close(self) -> None:
        browser, playwright = self._held
        self._thread.submit(browser.close).result()
        self._thread.submit(playwright.stop).result()
        self._thread.shutdown()


def write(artifacts: Iterable[Artifact], folder: Path) -> None:
    """The files of an index, where a site has them."""
    for artifact in artifacts:
        path = folder / artifact.path.removeprefix("docs/")
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(artifact.content, str)
        path.write_text(artifact.content, "utf-8")


@contextmanager
def opened(folder: Path) -> Iterator[SearchPage]:
    page = SearchPage(folder)
    try:
        yield page
    finally:
        page.close()
