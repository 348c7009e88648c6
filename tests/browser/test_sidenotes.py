"""Notes beside their lines where there is room, in place where there is none."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from places import NOTE, from_folder, with_notes

SEEN = """() => {
  const layer = document.querySelector('.sidenotes');
  if (!layer || layer.hidden || !layer.offsetParent) return null;
  const place = e => { const r = e.getBoundingClientRect(); return {left: r.left, right: r.right, top: r.top, bottom: r.bottom}; };
  const panel = document.querySelector('.panel:not([hidden])');
  return {
    text: place(document.querySelector('.text')), window: document.documentElement.clientWidth,
    panel: panel && place(panel).left,
    tables: [...document.querySelectorAll('.text > .table')].map(place),
    notes: [...layer.children].filter(e => !e.hidden).map(e => {
      const marker = document.querySelector(`.text .noteref > a[href="#${CSS.escape(e.id.slice(7))}"]`);
      const at = marker.getBoundingClientRect();
      return {id: e.id, ...place(e), line: (at.top + at.bottom) / 2, short: e.classList.contains('short')};
    }),
  };
}"""


def arranged(page: Any) -> Any:
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    return page.evaluate(SEEN)


def overlaps(seen: Any) -> list[str]:
    notes = seen["notes"]
    found = [b["id"] for a, b in itertools.pairwise(notes) if b["top"] < a["bottom"] - 0.5]
    for note in notes:
        if note["left"] < seen["text"]["right"] or note["right"] > (seen["panel"] or seen["window"]):
            found.append(f"{note['id']} leaves its margin")
        for table in seen["tables"]:
            if (
                table["right"] > note["left"]
                and note["top"] < table["bottom"]
                and table["top"] < note["bottom"]
            ):
                found.append(f"{note['id']} lies on a table")
    return found


@pytest.mark.parametrize("width", [1240, 1280, 1440, 1920])
def test_every_note_stands_beside_its_line(site: Path, visit: Any, width: int) -> None:
    """All of them, none on another, each within five lines of its marker."""
    path = with_notes(site)
    page = visit(from_folder(site, path), width=width).page
    seen = arranged(page)
    assert len(seen["notes"]) == page.locator("section.notes li.note").count() > 50
    assert not overlaps(seen)
    line = page.locator(".text > p").nth(2).evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    far = {n["id"]: n["top"] - n["line"] for n in seen["notes"] if abs(n["top"] - n["line"]) > 5 * line}
    assert not far
    assert sum(n["short"] for n in seen["notes"]) < len(seen["notes"]) / 4


@pytest.mark.parametrize("values", [{"size": "5"}, {"measure": "wide"}, {"face": "sans"}, {"size": "1"}])
def test_they_are_arranged_anew_when_the_text_changes(site: Path, visit: Any, values: dict[str, str]) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1600).page
    page.evaluate(
        "v => Object.entries(v).forEach(([k, w]) => document.documentElement.setAttribute('data-' + k, w))",
        values,
    )
    seen = arranged(page)
    assert seen is not None and not overlaps(seen)


def test_they_go_where_there_is_no_room_and_come_back(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1000).page
    assert arranged(page) is None
    page.set_viewport_size({"width": 1440, "height": 900})
    assert arranged(page) is not None
    page.evaluate("document.documentElement.setAttribute('data-size', '7')")
    page.set_viewport_size({"width": 1240, "height": 900})
    seen = arranged(page)
    assert seen is None or not overlaps(seen)


def test_they_give_way_to_the_panel(site: Path, visit: Any) -> None:
    for width in (1280, 1600, 1920):
        page = visit(from_folder(site, with_notes(site)), width=width).page
        arranged(page)
        opener = page.locator(".text .dot").first
        if not opener.count():
            pytest.skip("nothing is connected")
        opener.click()
        page.wait_for_selector(".panel:not([hidden])")
        seen = arranged(page)
        assert seen is None or not overlaps(seen), width


def test_a_marker_and_its_note_point_at_each_other(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, with_notes(site)), width=1440)
    page = seen.page
    arranged(page)
    marker = page.locator(NOTE).nth(1)
    note = page.locator(".sidenote").nth(1)
    marker.hover()
    page.wait_for_timeout(300)
    assert "lit" in note.get_attribute("class") and page.locator(".note-popover:visible").count() == 0
    before = page.evaluate("scrollY")
    marker.click()
    assert page.evaluate("scrollY") == before and "#fn" not in page.url
    note.hover()
    assert "lit" in marker.get_attribute("class")
    assert note.inner_text().split()[0] == marker.inner_text().strip()
    seen.clean()


def test_a_shortened_note_opens_whole_and_closes_again(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1240).page
    arranged(page)
    short = page.locator(".sidenote.short").first
    if not short.count():
        pytest.skip("no note is so long")
    name = short.get_attribute("id")
    note = page.locator(f"#{name}")
    note.scroll_into_view_if_needed()
    before, height = page.evaluate("scrollY"), note.bounding_box()["height"]
    more = note.locator(".sidenote__more")
    at = more.bounding_box()
    assert at["height"] >= 23.9 and at["width"] >= 23.9
    more.click()
    page.wait_for_timeout(150)
    assert note.bounding_box()["height"] > height and page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    page.wait_for_timeout(150)
    assert note.bounding_box()["height"] == pytest.approx(height, abs=1)
    assert page.evaluate("scrollY") == before


def test_enter_leads_into_the_note_and_back(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1440).page
    arranged(page)
    marker = page.locator(NOTE).nth(1)
    note = page.locator(".sidenote").nth(1)
    marker.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    assert note.evaluate("e => e === document.activeElement && !e.hasAttribute('aria-hidden')")
    assert note.get_attribute("aria-label").startswith("Note ")
    page.keyboard.press("Escape")
    assert marker.evaluate("e => e === document.activeElement") and page.evaluate("scrollY") == before
    assert note.get_attribute("aria-hidden") == "true"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if note.get_attribute("aria-hidden"):
            break
    assert marker.evaluate("e => e === document.activeElement"), "Tab does not lead back"


def test_the_copies_are_no_stops_and_not_read_twice(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1440).page
    arranged(page)
    assert page.locator(".sidenote:not([aria-hidden])").count() == 0
    assert page.locator(".sidenotes :is(a, button):not([tabindex='-1'])").count() == 0
    assert page.locator("section.notes li.note").first.is_visible()


def test_editors_notes_look_different_and_open_in_place(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1440).page
    arranged(page)
    letter = page.locator(".text sup.ed a").first
    if not letter.count():
        pytest.skip("no notes of the editor")
    number = page.locator(NOTE).first
    style = "e => [getComputedStyle(e).color, getComputedStyle(e).fontStyle]"
    assert letter.evaluate(style) != number.evaluate(style)
    letter.scroll_into_view_if_needed()
    letter.click()
    box = page.locator(".note-popover.by-editor")
    box.wait_for(state="visible")
    assert box.get_attribute("aria-label").startswith("Editor’s note")
