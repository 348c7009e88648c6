"""The print page in a browser: it opens from a folder, asks for nothing, and prints tagged with bookmarks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts import corpus as loading
from build_scripts.forms.print_page import print_page
from build_scripts.forms.print_pdf import browser, print_pdf

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = print_page(loading.load(ROOT / "seeds"))
    path = tmp_path_factory.mktemp("print") / "print.html"
    path.write_text(str(made.content), "utf-8", newline="\n")
    return path


def test_the_pdf_is_tagged_and_has_bookmarks(page: Path, tmp_path: Path) -> None:
    program = browser()
    if program is None:
        pytest.skip("Chromium is not installed")
    pdf = tmp_path / "archive.pdf"
    print_pdf(page, pdf, program)
    body = pdf.read_bytes()
    assert body.startswith(b"%PDF-") and b"/StructTreeRoot" in body and b"/Outlines" in body
    assert b"/MarkInfo" in body and b"/Lang" in body
    titles = re.findall(rb"/Title \(([^)]*)\)", body)
    assert b"About this archive" in titles and b"Contents" in titles and b"Names" in titles
    assert b"D:20261101000000" in body
    assert len(re.findall(rb"/Type\s*/Page\b", body)) > 20


def test_it_opens_from_a_folder_and_asks_for_nothing(page: Path, chromium) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context()
    try:
        tab = context.new_page()
        asked: list[str] = []
        told: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: told.append(message.text))
        tab.goto(page.as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
        assert told == []
        for width in (360, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{wide} pixels too wide at {width}"
    finally:
        context.close()
