"""What a link leads to, shown before it is followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import from_folder, with_notes

from build_scripts.screenshots import page_types

NAME = ".text > p a.name"
BOX = "#preview"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    return address if request.param == "http" else from_folder(site)


def asked(page: Any) -> list[str]:
    """The files of previews that the page has loaded."""
    return page.evaluate("[...document.scripts].map(s => s.src).filter(s => s.includes('/previews/'))")


def shown(page: Any, link: Any) -> str:
    link.scroll_into_view_if_needed()
    page.mouse.move(2, 2)
    link.hover()
    page.locator(BOX).wait_for(state="visible")
    return page.locator(BOX).inner_text()


def test_a_name_shows_what_it_names_beside_the_link(base: str, site: Path, visit: Any) -> None:
    """Nothing is loaded before; the link stays free; the pointer may go into the box; Escape closes."""
    seen = visit(base + with_notes(site))
    page = seen.page
    assert asked(page) == []
    link = page.locator(NAME).nth(5)
    title = link.get_attribute("title")
    words = shown(page, link)
    assert title.split(":")[0] in words and "mention" in words and 0 < len(asked(page)) <= 2
    assert (
        link.get_attribute("aria-describedby") == "preview"
        and page.locator(BOX).get_attribute("role") == "tooltip"
    )
    assert link.get_attribute("title") is None, "the browser shows its own box too"
    box = page.locator(BOX).bounding_box()
    for line in link.evaluate("a => [...a.getClientRects()].map(r => [r.top, r.bottom])"):
        assert line[1] <= box["y"] or line[0] >= box["y"] + box["height"]
    page.mouse.move(box["x"] + 20, box["y"] + 10, steps=4)
    page.wait_for_timeout(500)
    assert page.locator(BOX).is_visible(), "it closes while the pointer is in it"
    page.keyboard.press("Escape")
    assert not page.locator(BOX).is_visible()
    assert link.get_attribute("title") == title and link.get_attribute("aria-describedby") is None
    seen.clean()


def test_a_pointer_that_passes_by_opens_and_loads_nothing(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    link = page.locator(NAME).nth(5)
    link.scroll_into_view_if_needed()
    link.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(800)
    assert asked(page) == [] and not page.locator(BOX).count()


def test_the_keyboard_sees_it_too_and_keeps_the_focus(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    link = page.locator(NAME).nth(3)
    link.scroll_into_view_if_needed()
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(BOX).wait_for(state="visible")
    assert link.evaluate("a => a === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator(BOX).is_visible() and link.evaluate("a => a === document.activeElement")


def test_there_is_none_on_touch(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=390, touch=True).page
    link = page.locator(NAME).nth(3)
    link.evaluate("a => a.addEventListener('click', event => event.preventDefault())")
    link.tap()
    page.wait_for_timeout(800)
    assert not page.locator(BOX).count()


def test_in_quiet_reading_names_are_silent_and_links_that_are_seen_are_not(site: Path, visit: Any) -> None:
    """A name looks like the words around it there; a pointer that rests on it opens and loads nothing."""
    page = visit(from_folder(site, with_notes(site))).page
    page.evaluate("Room.change({quiet: '1'})")
    link = page.locator(NAME).nth(5)
    title = link.get_attribute("title")
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_timeout(900)
    assert not page.locator(BOX).count() and asked(page) == [] and link.get_attribute("title") == title
    link.evaluate(
        """a => { const seen = a.cloneNode(true); seen.className = ''; seen.id = 'seen';
          a.closest('p').append(' ', seen); }"""
    )
    assert title.split(":")[0] in shown(page, page.locator("#seen"))


def test_quiet_reading_takes_away_a_preview_that_is_open(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    link = page.locator(NAME).nth(5)
    title = link.get_attribute("title")
    shown(page, link)
    page.keyboard.press("q")
    assert page.evaluate("document.documentElement.dataset.quiet") == "1"
    assert not page.locator(BOX).is_visible()
    assert link.get_attribute("title") == title and link.get_attribute("aria-describedby") is None


def test_quiet_reading_changes_nothing_on_pages_that_are_no_text(site: Path, visit: Any) -> None:
    """It hides what is added to a text; a page of names or passages has nothing else."""
    seen = visit(from_folder(site, page_types(site)["places-long"]))
    seen.page.evaluate("Room.change({quiet: '1'})")
    assert len(shown(seen.page, seen.page.locator(".mentions a.where[href*='#l']").first)) > 20
    seen.clean()


def test_a_passage_of_a_document_shows_its_place_and_its_words(base: str, site: Path, visit: Any) -> None:
    seen = visit(base + page_types(site)["places-long"])
    page = seen.page
    link = page.locator(".mentions a.where[href*='#l']").first
    href = link.get_attribute("href")
    words = shown(page, link)
    page.goto(f"{base}documents/{href.rsplit('/', 1)[1]}")
    text = page.evaluate(
        """id => { const copy = document.getElementById(id).cloneNode(true);
          copy.querySelectorAll('.ln, sup, button').forEach(e => e.remove());
          return copy.textContent.replace(/\\s+/g, ' ').trim(); }""",
        href.split("#")[1],
    )
    assert text[:60] in words and f"line {href.split('#l')[1]}" in words
    seen.clean()


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("timeline.html", "#content a[href^='places/']"),
        ("compare.html", "#content a.from"),
        ("bibliography.html", "#content a[href*='documents/']"),
        ("topics.html", "#content a[href^='topics/']"),
    ],
)
def test_links_of_the_lists_show_what_they_lead_to(site: Path, visit: Any, path: str, selector: str) -> None:
    seen = visit(from_folder(site, path))
    if not seen.page.locator(selector).count():
        pytest.skip(f"{path} has no such link")
    link = seen.page.locator(f"{selector}:visible").first
    assert len(shown(seen.page, link)) > 20
    seen.clean()


def test_a_file_that_is_missing_leaves_the_link_as_it_is(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    page.route("**/previews/**", lambda route: route.abort())
    link = page.locator(NAME).nth(5)
    title = link.get_attribute("title")
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_timeout(900)
    assert not page.locator(BOX).count() and link.get_attribute("title") == title


def test_words_of_a_preview_are_never_markup(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, with_notes(site)))
    page = seen.page
    link = page.locator(NAME).nth(5)
    shown(page, link)
    page.mouse.move(2, 2)
    page.locator(BOX).wait_for(state="hidden")
    page.evaluate(
        """() => { const evil = '<img src=x onerror="window.harmed=1">', load = Room.load;
          Room.load = async path => { await load(path); if (path.endsWith('root.js')) return;
            const a = document.querySelectorAll('.text > p a.name')[5], id = a.href.split('/').pop().replace('.html', '');
            Room.preview(path.replace(/^previews\\/|\\.js$/g, ''), {[id]: [evil, evil, evil, evil]}); }; }"""
    )
    link.hover()
    page.locator(BOX).wait_for(state="visible")
    assert "<img src=x" in page.locator(BOX).inner_text() and not page.locator(f"{BOX} img").count()
    assert page.evaluate("window.harmed") is None
    seen.clean()
