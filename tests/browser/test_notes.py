"""Notes, line numbers and the search, as readers use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from places import NOTE, from_folder, longest, search, with_notes, word_of

from build_scripts.screenshots import page_types

# Notes


@pytest.fixture
def noted(site: Path, visit: Any) -> Any:
    """The document with most notes, at its second marker; too narrow for notes beside the text."""
    seen = visit(from_folder(site, with_notes(site)), width=1000)
    marker = seen.page.locator(NOTE).nth(1)
    marker.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(100)
    return seen, marker


def scroll(page: Any) -> float:
    return page.evaluate("window.scrollY")


def test_a_note_opens_on_hover_near_its_marker_and_closes_again(noted: Any) -> None:
    seen, marker = noted
    before = scroll(seen.page)
    marker.hover()
    box = seen.page.locator("#note-popover")
    box.wait_for(state="visible")
    label = marker.inner_text().strip()
    assert box.inner_text().lstrip().startswith(label)
    mine, its = marker.bounding_box(), box.bounding_box()
    assert min(abs(its["y"] - mine["y"] - mine["height"]), abs(its["y"] + its["height"] - mine["y"])) < 30
    box.hover()
    seen.page.wait_for_timeout(400)
    assert box.is_visible(), "it closes while the pointer is in it"
    seen.page.mouse.move(5, 5)
    box.wait_for(state="hidden")
    assert scroll(seen.page) == before
    seen.clean()


def test_a_note_opens_on_focus_and_escape_closes_it(noted: Any) -> None:
    seen, marker = noted
    page = seen.page
    marker.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box = page.locator("#note-popover")
    box.wait_for(state="visible")
    before = scroll(page)
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    assert marker.evaluate("element => element === document.activeElement")
    assert scroll(page) == before


def test_enter_goes_into_the_note_and_escape_comes_back(noted: Any) -> None:
    seen, marker = noted
    page = seen.page
    marker.focus()
    before = scroll(page)
    page.keyboard.press("Enter")
    box = page.locator("#note-popover")
    box.wait_for(state="visible")
    assert box.evaluate("element => element.contains(document.activeElement)")
    assert scroll(page) == before and "#fn" not in page.url
    page.keyboard.press("Escape")
    assert marker.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if not box.is_visible():
            break
    assert marker.evaluate("element => element === document.activeElement"), "Tab does not lead back"


def test_a_tap_opens_the_note_without_moving_the_page(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, with_notes(site)), width=390, touch=True)
    marker = seen.page.locator(NOTE).nth(1)
    marker.scroll_into_view_if_needed()
    before = scroll(seen.page)
    marker.tap()
    box = seen.page.locator("#note-popover")
    box.wait_for(state="visible")
    place = box.bounding_box()
    assert place["x"] >= 0 and place["x"] + place["width"] <= 390
    assert scroll(seen.page) == before
    box.get_by_role("button", name="Close").tap()
    box.wait_for(state="hidden")
    marker.tap()
    box.get_by_role("link", name="Go to the note").tap()
    seen.page.wait_for_timeout(200)
    assert "#fn" in seen.page.url and scroll(seen.page) != before
    seen.clean()


def test_every_marker_leads_to_its_note_and_back(site: Path) -> None:
    soup = BeautifulSoup((site / with_notes(site)).read_bytes(), "html.parser")
    for marker in soup.select(".noteref a"):
        note = soup.find(id=unquote(marker["href"].lstrip("#")))
        assert note is not None and note.select_one(".note-label").get_text(strip=True) == marker.get_text(
            strip=True
        )
        assert any(unquote(back["href"]) == f"#{marker['id']}" for back in note.select("a.note-back"))


# Line numbers


def test_the_number_of_a_line_is_its_address(site: Path, address: str, visit: Any) -> None:
    for base in (address, from_folder(site)):
        page = visit(base + longest(site)).page
        number = page.locator(".text p > a.ln").nth(5)
        number.click()
        anchor = urlsplit(page.url).fragment
        assert anchor == "l" + number.inner_text().strip()
        again = visit(f"{base}{longest(site)}#{anchor}").page
        again.wait_for_timeout(200)
        place = again.locator(f"#{anchor}").bounding_box()
        header = again.locator(".md-header").bounding_box()
        assert header["y"] + header["height"] - 1 <= place["y"] < 500


def test_line_numbers_stand_beside_the_text_and_do_not_push_it(site: Path, visit: Any) -> None:
    for width in (390, 800, 1280):
        page = visit(from_folder(site, longest(site)), width=width).page
        number = page.locator(".text p > a.ln").nth(3)
        block = number.locator("..").bounding_box()
        mark = number.bounding_box()
        assert mark["x"] >= 0
        assert block["width"] >= min(width - 40, 520) - (70 if 600 < width < 1000 else 0)
        assert mark["x"] + mark["width"] <= block["x"] + 1 or mark["y"] + mark["height"] <= block["y"] + 6


def test_each_line_of_the_seed_leads_to_the_reading_page(site: Path, visit: Any) -> None:
    path = page_types(site)["sources-long"]
    page = visit(from_folder(site, path)).page
    link = page.locator(".rows .w a[href*='documents/']").first
    href = link.get_attribute("href")
    link.click()
    page.wait_for_load_state()
    assert page.url.endswith(href.removeprefix("..")) and page.locator(".document").count() == 1
    assert page.locator("#" + urlsplit(page.url).fragment).count() == 1


# Search


def test_the_search_works_on_the_web_and_from_a_folder(site: Path, address: str, visit: Any) -> None:
    for base in (address, from_folder(site)):
        seen = visit(base + "about.html")
        found = search(seen.page, word_of(site))
        assert found.count() > 0, base
        found.first.click()
        seen.page.wait_for_timeout(300)
        assert "/documents/" in seen.page.url
        seen.clean()
