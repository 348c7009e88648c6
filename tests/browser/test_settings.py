"""What a reader sets: kept, applied before anything is drawn, by keyboard and thumb, in five schemes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from places import from_folder, longest

from build_scripts.screenshots import page_types

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SET = "() => Object.fromEntries(Object.entries(document.documentElement.dataset))"
HOSTILE = (
    "", "null", "true", "7", '"dark"', "[]", "[1,2]", "{", "\u0000", "undefined", '{"scheme":', "x" * 100_000,
    '{"scheme":"\\"><img src=x onerror=window.harmed=1>"}', '{"scheme":["dark"]}', '{"scheme":{"toString":"dark"}}',
    '{"size":99}', '{"size":-1}', '{"size":"4; color: red"}', '{"quiet":0,"follow":"yes","keys":1}',
    '{"__proto__":{"scheme":"dark"}}', '{"constructor":"x","onload":"window.harmed=2","style":"display:none"}',
)  # fmt: skip
"""What a browser may have kept under the name of the settings, broken or put there by somebody."""


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    return address if request.param == "http" else from_folder(site)


def name(page: Any) -> str:
    """The key under which the settings are kept."""
    said = page.locator("meta[name='application-name']").get_attribute("content")
    return f"reading-room:{said}:settings"


def keep(page: Any, value: str | None) -> None:
    page.evaluate(
        "([key, value]) => value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)",
        [name(page), value],
    )


def settled(page: Any) -> None:
    """Browsers write what a page keeps in their own time: a page that follows at once may not find it yet."""
    page.wait_for_timeout(150)


def opened(page: Any) -> Any:
    """The panel, opened by its button."""
    page.get_by_role("button", name="Reading settings").click()
    panel = page.get_by_role("dialog", name="Reading settings")
    panel.wait_for()
    return panel


def test_what_is_set_holds_at_once_and_on_every_other_page(site: Path, base: str, visit: Any) -> None:
    seen = visit(base + longest(site))
    page = seen.page
    page.evaluate(
        "window.told = []; Room.on('settings', s => told.push(s)); Room.on('layout', () => told.push('layout'))"
    )
    panel = opened(page)
    panel.get_by_label("Sepia").check(force=True)
    panel.get_by_label("Sans-serif").check(force=True)
    panel.get_by_label("Wide").check(force=True)
    for _ in range(3):
        panel.get_by_role("button", name="Larger type").click()
    assert panel.locator("output").inner_text() == "Size 7 of 7"
    panel.get_by_role("button", name="Larger type").click(force=True)
    expected = {"scheme": "sepia", "face": "sans", "measure": "wide", "size": "7"}
    assert page.evaluate(SET) == expected
    assert page.evaluate("told[0].scheme === 'sepia' && told.filter(one => one === 'layout').length") == 5
    settled(page)
    for path in ("index.html", "documents.html", "search.html"):
        page.goto(base + path)
        assert page.evaluate(SET) == expected, path
    panel = opened(page)
    assert panel.get_by_label("Sepia").is_checked() and panel.get_by_label("Wide").is_checked()
    panel.get_by_role("button", name="Reset").click()
    assert page.evaluate(SET) == {} and panel.get_by_label("As the device").is_checked()
    settled(page)
    page.reload()
    assert page.evaluate(SET) == {}
    seen.clean()


def test_the_type_of_the_text_grows_step_by_step_and_that_of_the_tools_does_not(
    site: Path, visit: Any
) -> None:
    page = visit(from_folder(site, longest(site))).page
    sizes = "() => ['.text > p', '.settings-open', '.site-nav a'].map(s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize))"
    page.evaluate("Room.change({size: '1'})")
    before = page.evaluate(sizes)
    for size in "234567":
        page.evaluate("size => Room.change({size: size})", "" if size == "4" else size)
        now = page.evaluate(sizes)
        assert now[0] > before[0] and now[1:] == before[1:], size
        before = now


def test_settings_stand_before_any_script_of_ours_has_run(site: Path, base: str, visit: Any) -> None:
    page = visit(base + "index.html").page
    keep(page, json.dumps({"scheme": "dark", "size": "6", "measure": "narrow", "face": "sans", "quiet": "1"}))
    settled(page)
    page.route("**/assets/*.js", lambda route: route.abort())
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.early = {...document.documentElement.dataset}; })"
    )
    page.goto(base + longest(site))
    expected = {"scheme": "dark", "size": "6", "measure": "narrow", "face": "sans", "quiet": "1"}
    assert page.evaluate("window.early") == expected
    assert page.evaluate("typeof Room") == "undefined"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 24, 21)"


def test_the_script_in_the_head_stands_behind_a_style_sheet(site: Path) -> None:
    """Before it, Chromium loses now and then what a page from a folder keeps; behind it, nothing is drawn yet."""
    for path in ("index.html", longest(site)):
        head = (site / path).read_text("utf-8").split("</head>", 1)[0]
        assert head.rindex('rel="stylesheet"') < head.index("RoomSettings")
        assert head.index('name="application-name"') < head.index("RoomSettings")


def test_no_script_keeps_a_page_from_being_drawn(site: Path) -> None:
    for path in page_types(site).values():
        text = (site / path).read_text("utf-8")
        assert text.count('assets/room.js"') == 1 and 'assets/room.js" defer></script>' in text, path


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_broken_or_hostile_in_the_store_does_nothing(site: Path, visit: Any, value: str) -> None:
    seen = visit(from_folder(site, "about.html"))
    page = seen.page
    keep(page, value)
    settled(page)
    page.reload()
    assert page.evaluate(SET) == {}
    assert page.evaluate("window.harmed === undefined && document.documentElement.className") == "js"
    page.evaluate("Room.change({scheme: 'dark'})")
    settled(page)
    page.reload()
    assert page.evaluate(SET) == {"scheme": "dark"}
    seen.clean()


def test_a_browser_that_keeps_nothing_says_so_and_still_changes_the_page(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, "index.html"))
    page = seen.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
    )
    page.reload()
    panel = opened(page)
    assert not panel.get_by_text("keeps no settings").is_visible()
    panel.get_by_label("Dark").check(force=True)
    assert page.evaluate(SET) == {"scheme": "dark"} and panel.get_by_text("keeps no settings").is_visible()
    seen.clean()


def test_everything_is_set_by_keyboard_alone(site: Path, base: str, visit: Any) -> None:
    seen = visit(base + longest(site))
    page = seen.page
    button = page.get_by_role("button", name="Reading settings")
    button.focus()
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Reading settings")
    panel.wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate(
        "document.getElementById(document.querySelector('.settings-open').getAttribute('aria-controls')) === document.activeElement"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(SET) == {"size": "5"}
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SET) == {"size": "5", "scheme": "light"}
    page.keyboard.press("Escape")
    assert not panel.is_visible() and button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.className") == "settings-open"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("s")
    assert panel.is_visible()
    page.keyboard.press("s")
    assert not panel.is_visible()
    seen.clean()


def test_the_panel_is_not_modal_and_closes_behind_the_reader(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    panel = opened(page)
    panel.get_by_role("button", name="Close").focus()
    page.keyboard.press("Tab")
    assert not panel.is_visible()
    assert not page.evaluate("document.activeElement.closest('.settings, .settings-open')")
    panel = opened(page)
    page.mouse.click(300, 700)
    assert not panel.is_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_it_is_where_the_thumb_is(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, longest(site)), width=width, touch=True).page
    button = page.get_by_role("button", name="Reading settings")
    box = button.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and min(box["width"], box["height"]) >= 24
    button.tap()
    panel = page.get_by_role("dialog", name="Reading settings")
    panel.wait_for()
    sheet = panel.bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(900, abs=1) and sheet["y"] > 250
    assert page.evaluate("document.documentElement.scrollWidth") == width
    small = page.evaluate(
        """[...document.querySelectorAll('.settings :is(button, label)')].filter(one => {
          const box = one.getBoundingClientRect();
          return box.width && (box.height < 40 || box.width < 40 || box.right > innerWidth || box.left < 0);
        }).map(one => one.textContent)"""
    )
    assert not small
    panel.locator("label", has_text="Dark").tap()
    assert page.evaluate(SET) == {"scheme": "dark"}


def test_another_tab_and_a_page_that_was_laid_aside_learn_of_it(site: Path, address: str, visit: Any) -> None:
    page = visit(address + longest(site)).page
    other = page.context.new_page()
    other.goto(address + "index.html")
    page.evaluate("Room.change({scheme: 'contrast'})")
    other.wait_for_function("document.documentElement.dataset.scheme === 'contrast'")
    other.evaluate("Room.change({scheme: ''})")
    page.wait_for_function("!document.documentElement.dataset.scheme")


def test_keys_of_one_letter_can_be_switched_off(site: Path, visit: Any) -> None:
    """WCAG 2.1.4."""
    page = visit(from_folder(site, longest(site))).page
    opened(page).get_by_label("Keys of one letter").uncheck()
    page.keyboard.press("Escape")
    for key in ("q", "j", "s", "/", "?"):
        page.keyboard.press(key)
    assert page.evaluate(SET) == {"keys": "off"}
    assert not page.locator("[data-current], dialog[open], .settings:not([hidden])").count()
    opened(page).get_by_role("button", name="All keys").click()
    assert "switched off" in page.locator("dialog").inner_text()


def test_the_place_in_the_text_stays_when_type_changes(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight / 3)")
    where = "() => [Room.reading().id, Math.round(Room.reading().getBoundingClientRect().top)]"
    before = page.evaluate(where)
    for change in ({"size": "7"}, {"measure": "narrow"}, {"face": "sans"}):
        page.evaluate("change => Room.change(change)", change)
        now = page.evaluate(
            "id => Math.round(document.getElementById(id).getBoundingClientRect().top)", before[0]
        )
        assert abs(now - before[1]) <= 2, change


@pytest.mark.parametrize(
    ("scheme", "device"),
    [("light", "dark"), ("sepia", "dark"), ("dark", "light"), ("contrast", "light"), ("contrast", "dark")],
)
def test_no_scheme_hides_anything(site: Path, visit: Any, scheme: str, device: str) -> None:
    """Contrast as axe-core finds it on the drawn page, with the panel open."""
    page = visit(from_folder(site, "index.html"), scheme=device).page
    page.evaluate("scheme => Room.change({scheme: scheme})", scheme)
    settled(page)
    for path in (page_types(site)["documents-short"], "index.html"):
        page.goto(from_folder(site, path))
        assert page.evaluate(SET) == {"scheme": scheme}
        page.keyboard.press("s")
        page.get_by_role("dialog", name="Reading settings").wait_for()
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            """async () => (await axe.run(document, {runOnly: ['color-contrast', 'aria-dialog-name', 'label', 'region']})).violations
              .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')}`)"""
        )
        assert not found, path


def test_without_scripts_there_is_no_button(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site)), js=False).page
    assert page.locator(".settings-open").count() == 1 and not page.locator(".settings-open").is_visible()
