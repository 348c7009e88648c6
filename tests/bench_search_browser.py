"""One visit of a reader to each search: the page opens, the box is focused, a first query, ten further ones.

What is loaded is counted by address, on http by the server, and measured on the files: a browser's own
counts leave out workers.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import itertools
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bench_search_indexes import ENGINE, Built
from bench_search_texts import FIRST, QUERIES

PATIENCE = 120
"""Seconds that one measurement in the browser may take."""

VISITS, LONG = 3, 10_000
"""How often each is visited, unless its first result takes longer than that, in milliseconds."""

#: Each gives `bench`: focus() when the box is focused, ask(query) → number of results, when the first
#: ten of them stand in the page.
SHOWN = """
  const list = document.body.appendChild(document.createElement("ol"));
  function show(rows) { list.replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    item.textContent = row;
    return item;
  })); }
"""
OURS = (
    SHOWN
    + """
  window.bench = {
    focus: () => Promise.all(SCRIPTS.map((name) => new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.async = false;
      script.onload = resolve;
      script.onerror = reject;
      script.src = "assets/" + name;
      document.head.appendChild(script);
    }))),
    ask: async (query) => {
      const found = await RRSearch.query(query, { limit: 10 });
      show(found.results.map((row) => row.document.title + " " + row.snippet.text));
      return found.total;
    },
  };
""".replace("SCRIPTS", str(list(ENGINE)))
)
PAGEFIND = (
    SHOWN
    + """
  let engine;
  window.bench = {
    focus: async () => { engine = await import("./pagefind/pagefind.js"); await engine.init(); },
    ask: async (query) => {
      const found = await engine.search(query);
      const rows = await Promise.all(found.results.slice(0, 10).map((row) => row.data()));
      show(rows.map((row) => row.meta.title + " " + row.excerpt));
      return found.results.length;
    },
  };
"""
)
MATERIAL = """
  const input = document.querySelector("[data-md-component=search-query]");
  const said = document.querySelector(".md-search-result__meta");
  window.bench = {
    focus: async () => input.focus(),
    ask: (query) => new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!/match/i.test(said.textContent)) return;
        watch.disconnect();
        const number = said.textContent.match(/([0-9.]+)(k?)/) || [0, 0, ""]; // "1.2k"
        resolve(Math.round(Number(number[1]) * (number[2] ? 1000 : 1)));
      });
      watch.observe(said, { childList: true, characterData: true, subtree: true });
      input.value = query;
      input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }),
  };
"""
DRIVERS = {"ours": OURS, "material": MATERIAL, "pagefind": PAGEFIND}
RUN = """([query, first]) => {
  window.outcome = null;
  const began = performance.now();
  (first ? bench.focus() : Promise.resolve()).then(() => bench.ask(query)).then(
    (total) => { window.outcome = { milliseconds: performance.now() - began, total }; },
    (error) => { window.outcome = { error: String(error && error.message || error) }; });
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    query: str
    milliseconds: float
    total: int
    size: int
    """Bytes loaded for it; of the first query also everything before it."""
    packed: int
    """The same with each file compressed by gzip."""
    files: int
    parts: dict[str, int]
    """Compressed bytes by folder."""


@dataclass(slots=True)
class Visit:
    answers: list[Answer] = field(default_factory=list)
    """Of the first query and of those of the further ones that came in time."""
    before: int = 0
    """Bytes of the search that the page loads before its box is focused."""
    failure: str = ""
    """Why there is no answer, or no further one."""

    @property
    def first(self) -> Answer | None:
        return self.answers[0] if self.answers else None

    @property
    def further(self) -> tuple[Answer, ...]:
        return tuple(self.answers[1:]) if len(self.answers) > len(QUERIES) else ()

    @property
    def median(self) -> float | None:
        return statistics.median(one.milliseconds for one in self.further) if self.further else None


class _Counting(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: the second would wait for 40 ms

    def __init__(self, *given: Any, seen: list[str], **named: Any) -> None:
        self.seen = seen
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        self.seen.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *values: Any) -> None:
        """Nothing: the table is what is wanted."""


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, list[str]]]:
    """(address, the list of paths that are asked for)."""
    seen: list[str] = []
    handler = functools.partial(_Counting, directory=str(site), seen=seen)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", seen
    finally:
        server.shutdown()
        server.server_close()


def _weight(built: Built, addresses: list[str], base: str) -> tuple[int, int, int, dict[str, int]]:
    """(bytes, bytes compressed, files, compressed by folder) of the addresses that belong to the search."""
    paths = [unquote(urlsplit(address.removeprefix(base)).path).lstrip("/") for address in addresses]
    found = [path for path in paths if path.startswith(built.counted)]
    sizes = [_sizes(str(built.site / path)) for path in found]
    parts: dict[str, int] = {}
    for path, (_, packed) in zip(found, sizes, strict=True):
        folder = path.rpartition("/")[0]
        parts[folder] = parts.get(folder, 0) + packed
    return sum(size for size, _ in sizes), sum(parts.values()), len(found), parts


@functools.cache
def _sizes(path: str) -> tuple[int, int]:
    content = Path(path).read_bytes() if Path(path).is_file() else b""
    return len(content), len(gzip.compress(content, 6))


def visit(chromium: Any, name: str, built: Built, way: str) -> Visit:
    """A visit on `http` or from the folder (`file`), in a new profile of the browser."""
    _sizes.cache_clear()
    if way == "file":
        return _visited(chromium, name, built, built.site.resolve().as_uri() + "/", None)
    with _served(built.site) as (base, seen):
        return _visited(chromium, name, built, base, seen)


def _visited(chromium: Any, name: str, built: Built, base: str, seen: list[str] | None) -> Visit:
    from playwright.sync_api import TimeoutError

    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    if seen is None:
        seen = []
        page.on("request", lambda request: seen.append(request.url))
    found = Visit()
    weight = functools.partial(_weight, built, seen, base)
    try:
        page.goto(base + "index.html", wait_until="load")
        page.evaluate(DRIVERS[name])
        found.before = weight()[0]
        for place, query in enumerate((FIRST, *(query for _, query in QUERIES))):
            found.answers.append(_answer(page, query, place == 0, weight))
            seen.clear()
    except TimeoutError:
        found.failure = f"more than {PATIENCE} s"
    except RuntimeError as error:
        found.failure = f"fails: {error}"
    finally:
        context.close()
    return found


def _answer(
    page: Any, query: str, first: bool, weight: Callable[[], tuple[int, int, int, dict[str, int]]]
) -> Answer:
    """Raises playwright's TimeoutError when there is none in time, RuntimeError when the search fails."""
    page.evaluate(RUN, [query, first])
    page.wait_for_function("window.outcome", polling=50)
    outcome = page.evaluate("window.outcome")
    if "error" in outcome:
        raise RuntimeError(outcome["error"])
    return Answer(query, outcome["milliseconds"], outcome["total"], *weight())


def visits(built: dict[str, Built]) -> dict[tuple[str, str], Visit]:
    """Of every search that was built, by (its name, `http` or `file`). Meant for a process of its own: what
    a browser needs would be counted as memory of the processes that are started later."""
    from playwright.sync_api import sync_playwright

    from build_scripts.screenshots import BROWSER, browser_path

    found = {}
    with sync_playwright() as playwright:
        for name, way in itertools.product(built, ("http", "file")):
            seen: list[Visit] = []
            while len(seen) < VISITS and all(one.first and one.first.milliseconds < LONG for one in seen):
                # A new browser for each: one that had to give up may still be at it.
                chromium = playwright.chromium.launch(executable_path=browser_path(), **BROWSER)
                seen.append(visit(chromium, name, built[name], way))
                chromium.close()
            seen.sort(key=lambda one: one.first.milliseconds if one.first else PATIENCE * 1000.0)
            found[name, way] = seen[len(seen) // 2]
    return found
