"""Where things are on a built site, and how its search is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from build_scripts.screenshots import page_types

NOTE = ".text .noteref a"


def from_folder(site: Path, path: str = "") -> str:
    return site.resolve().as_uri() + "/" + path


def with_notes(site: Path) -> str:
    """The path of the document that has most notes."""
    found = {
        path.name: path.read_text("utf-8").count('class="noteref"')
        for path in (site / "documents").glob("*.html")
    }
    return "documents/" + max(found, key=lambda name: (found[name], name))


def connected(site: Path) -> str:
    """The path of the document under whose passages most is connected."""
    found = {
        path.name: path.read_text("utf-8").count('<details class="connections"')
        for path in (site / "documents").glob("*.html")
    }
    return "documents/" + max(found, key=lambda name: (found[name], name))


def longest(site: Path) -> str:
    return page_types(site)["documents-long"]


def search(page: Any, words: str) -> Any:
    """Type into the box of the header; the passages found."""
    page.locator("#find-q").fill("")
    page.locator("#find-q").click()
    page.keyboard.type(words, delay=15)
    page.wait_for_timeout(1500)
    return page.locator(".find__passage")


def word_of(site: Path) -> str:
    """A longer word from the longest text."""
    soup = BeautifulSoup((site / longest(site)).read_bytes(), "html.parser")
    for marker in soup.select("sup"):
        marker.decompose()
    words = re.findall(r"\b[a-z]{8,12}\b", " ".join(p.get_text() for p in soup.select(".text p")))
    return max(sorted(set(words)), key=words.count)
