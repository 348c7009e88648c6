"""Reports on accessibility and the soundness of pages: `make a11y`.

    python tests/a11y.py [site] [--tools FOLDER] [--report FOLDER]

- axe-core over every kind of page, with everything that opens open, at 390, 768 and 1280 pixels in each of the
  four colour schemes; with the search, the settings, the keys, a note, a preview and the panel open where they are;
- the Nu HTML checker (vnu) over every kind of page, where Java and npm's `vnu-jar` are;
- Lighthouse over the home page and the longest document, on a telephone and on a desk, where Node and
  npm's `lighthouse` are.

Exit code 1 when anything is found. The reports are kept as JSON in the folder `a11y/`.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from playwright.sync_api import sync_playwright  # noqa: E402

from build_scripts.screenshots import BROWSER, browser_path, page_types  # noqa: E402

AXE = Path(__file__).parent / "browser" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "sepia", "dark", "contrast")
LOOK = """async tags => {
  const found = await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags}});
  return found.violations.map(one => ({id: one.id, impact: one.impact, help: one.help,
    where: one.nodes.slice(0, 5).map(node => node.target.join(' ')), count: one.nodes.length}));
}"""
WANTED = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.98}


def axe(site: Path, base: str) -> Iterator[dict[str, Any]]:
    """What axe finds, one row for each rule, page, width, scheme and state."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), **BROWSER)
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
            page = context.new_page()
            page.goto(base + "index.html")
            page.evaluate("scheme => Room.set('settings', {scheme})", scheme)
            for name, path in page_types(site).items():
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(base + path)
                    page.add_script_tag(path=str(AXE))
                    for state in states(page, name, width):
                        for one in page.evaluate(LOOK, RULES):
                            yield {"page": name, "width": width, "scheme": scheme, "state": state} | one
            context.close()
        browser.close()


def states(page: Any, name: str, width: int) -> Iterator[str]:
    """The page as it opens, then with one thing after another open; each is closed again."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    yield "everything that opens"
    # What is the same on every page is tried on two.
    if name not in ("documents-long", "index"):
        return
    page.keyboard.press("/")
    page.keyboard.type("the", delay=50)
    yield shown(page, "search", ".find__list [role=option]")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for key, state, element in (("?", "keys", "dialog.keymap"), ("s", "settings", ".settings")):
        page.keyboard.press(key)
        yield shown(page, state, element)
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{element}:visible", state="hidden")
    if name != "documents-long":
        return
    page.keyboard.press("j")
    page.keyboard.press("o")
    yield shown(page, "panel", "#connected")
    page.keyboard.press("Escape")
    page.focus(".text p .noteref a")
    page.keyboard.press("Enter")
    yield shown(page, "note", ".note-popover, .sidenote.lit")
    page.keyboard.press("Escape")
    page.focus(".text p a.name")
    yield shown(page, "preview", "#preview")
    page.keyboard.press("Escape")


def shown(page: Any, state: str, element: str) -> str:
    """Waits until it can be seen. Errors: Playwright's, when it does not appear."""
    page.wait_for_selector(f":is({element}):visible", timeout=10_000)
    page.wait_for_timeout(300)  # what fades in has its own colours then
    return state


def vnu(site: Path, tools: Path) -> list[dict[str, Any]] | None:
    """Errors and warnings of the Nu HTML checker over one page of each kind; None when it is not there."""
    jar = next(tools.glob("node_modules/vnu-jar/build/dist/vnu.jar"), None)
    if not jar or not shutil.which("java"):
        return None
    pages = [str(site / path) for path in page_types(site).values()]
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *pages]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    messages: list[dict[str, Any]] = json.loads(said.stderr or said.stdout)["messages"]
    return [one for one in messages if one["type"] == "error"]


def lighthouse(site: Path, base: str, tools: Path) -> dict[str, dict[str, float]] | None:
    """Scores (0 to 1) of two pages on two devices; None when it is not there."""
    program = tools / "node_modules" / ".bin" / "lighthouse"
    if not program.exists() or not shutil.which("node"):
        return None
    found = {}
    kinds = page_types(site)
    for name in ("home", "documents-long"):
        path = kinds.get(name, "index.html")
        for device in ("mobile", "desktop"):
            command = [
                str(program), base + path, "--quiet", "--output=json", "--output-path=stdout",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
            ]  # fmt: skip
            if device == "desktop":
                command.append("--preset=desktop")
            said = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=300,
                env=os.environ | {"CHROME_PATH": browser_path()},
            )  # fmt: skip
            report = json.loads(said.stdout)
            found[f"{name}, {device}"] = {key: report["categories"][key]["score"] for key in WANTED}
            found[f"{name}, {device}"]["failed"] = sorted(
                key
                for key, one in report["audits"].items()
                if one["score"] is not None and one["score"] < 0.9
            )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", nargs="?", type=Path, default=PROJECT / "site")
    parser.add_argument(
        "--tools", type=Path, default=PROJECT / ".venv" / "a11y", help="where npm's packages are"
    )
    parser.add_argument("--report", type=Path, default=PROJECT / "a11y")
    parser.add_argument("--only", choices=("axe", "vnu", "lighthouse"))
    args = parser.parse_args()
    args.report.mkdir(exist_ok=True)
    wrong = False
    with compressing(args.site) as base:
        if args.only in (None, "axe"):
            rows = list(axe(args.site, base))
            keep(args.report / "axe.json", rows)
            for row in rows:
                print(
                    f"axe: {row['page']} {row['width']} {row['scheme']}, {row['state']}: {row['id']} ({row['count']}) {row['where'][0]}"
                )
            print(f"axe: {len(rows)} violations on {len(page_types(args.site))} kinds of page")
            wrong |= bool(rows)
        if args.only in (None, "vnu"):
            errors = vnu(args.site, args.tools)
            if errors is None:
                print("vnu: not tried; it needs Java and npm's vnu-jar (make a11y installs it where npm is)")
            else:
                keep(args.report / "vnu.json", errors)
                for one in errors:
                    print(
                        f"vnu: {one['url'].rpartition('/site/')[2]}:{one.get('lastLine')}: {one['message']}"
                    )
                print(f"vnu: {len(errors)} errors")
                wrong |= bool(errors)
        if args.only in (None, "lighthouse"):
            scores = lighthouse(args.site, base, args.tools)
            if scores is None:
                print(
                    "lighthouse: not tried; it needs Node and npm's lighthouse (make a11y installs it where npm is)"
                )
            else:
                keep(args.report / "lighthouse.json", scores)
                for name, one in scores.items():
                    print(
                        f"lighthouse: {name}: "
                        + ", ".join(f"{key} {one[key] * 100:.0f}" for key in WANTED)
                        + f"; {' '.join(one['failed'])}"
                    )
                wrong |= any(one[key] < least for one in scores.values() for key, least in WANTED.items())
    return int(wrong)


@functools.lru_cache(maxsize=64)
def compressed(body: bytes) -> bytes:
    """Kept, because a server that compresses while it is measured takes the processor away from the browser."""
    return gzip.compress(body, 6)


class Compressing(http.server.SimpleHTTPRequestHandler):
    """As web servers do: connections stay open, text is sent compressed, and the browser may keep it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        kind = self.guess_type(str(path))
        self.send_response(200)
        if "gzip" in self.headers.get("Accept-Encoding", "") and not kind.startswith(("image/png", "font/")):
            body = compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def compressing(site: Path) -> Iterator[str]:
    """Serve a folder so; gives its address."""
    handler = functools.partial(Compressing, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def keep(path: Path, found: Any) -> None:
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
