"""A built site, served and from the folder, and a browser that may ask for nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from build_scripts import pipeline
from build_scripts.screenshots import BROWSER, browser_path, served

HOSTILE = """\
<img src=x onerror="window.harmed=1"> {{ config.site_name }} {% raw %}

By Eve <script>window.harmed=2</script>

A first paragraph, long enough to be one, with <b>tags</b>, [a link](javascript:window.harmed=3), \
a fence ``` and a note.[1] It also says <!-- documents-by-topic --> and --8<-- "secret.txt" and {#l99 .x}.

A second paragraph with \t a tab, an ampersand &amp; and <svg onload=window.harmed=4>; it ends here.

Notes

[1] See <iframe src="https://example.org/"></iframe> and https://example.org/page for more.
"""
HOSTILE_RECORD = """\
id: eve
metadata:
  title: '<img src=x onerror="window.harmed=5">'
  creator: 'Eve <script>window.harmed=6</script>'
  is_part_of: '"><svg onload=window.harmed=7>'
  subject: ['<img src=x onerror="window.harmed=8">', 'A & B']
  description: '</p><script>window.harmed=9</script>'
rights:
  holder: '<img src=x onerror="window.harmed=10">'
obtained: '<script>window.harmed=11</script> {{ config }}'
"""
HOSTILE_ARCHIVE = """\
title: 'Room <img src=x onerror="window.harmed=12">'
description: '"><script>window.harmed=13</script>'
intro: ['<script>window.harmed=14</script>']
publisher: '<svg onload=window.harmed=15>'
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site under test: SITE_DIR, else the project's `site/`, else one built for this session."""
    given = os.environ.get("SITE_DIR")
    if given:
        return Path(given).resolve()
    built = pipeline.PROJECT / "site"
    if (built / "index.html").is_file():
        return built
    out = tmp_path_factory.mktemp("room")
    pipeline.build(pipeline.PROJECT / "seeds", out)
    return out / "site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reading room whose documents, record and description try to harm the reader."""
    base = tmp_path_factory.mktemp("hostile")
    (base / "seeds").mkdir()
    (base / "seeds" / "eve.txt").write_text(HOSTILE, "utf-8")
    paragraphs = (f"Paragraph number {i} says what it says.\n\n" for i in range(2, 1600))
    long = "A long text\n\n" + "".join(paragraphs)
    (base / "seeds" / "long.txt").write_text(long, "utf-8")
    (base / "seeds" / "eve.yml").write_text(HOSTILE_RECORD, "utf-8")
    (base / "seeds" / "archive.yml").write_text(HOSTILE_ARCHIVE, "utf-8")
    pipeline.build(base / "seeds", base / "out")
    return base / "out" / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=browser_path(), **BROWSER)
        except Error as error:
            pytest.fail(f"no browser: install one with `apt-get install chromium`\n{error}", pytrace=False)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Any
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clean(self) -> None:
        assert not self.outside, f"asked for {self.outside}"
        assert not self.errors, self.errors


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """`visit(url, width=…, scheme=…, js=…, touch=…)` opens a page; requests to other places are
    stopped and listed, as are console errors."""
    contexts = []

    def open_page(
        url: str, width: int = 1280, scheme: str = "light", js: bool = True, touch: bool = False
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=js,
            has_touch=touch,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page)

        def gate(route: Any) -> None:
            target = route.request.url
            if target.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
                route.continue_()
            else:
                seen.outside.append(target)
                route.abort()

        context.route("**/*", gate)
        page.on("console", lambda message: message.type == "error" and seen.errors.append(message.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("dialog", lambda dialog: (seen.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(url, wait_until="load")
        return seen

    yield open_page
    for context in contexts:
        context.close()
