"""The tools of the reading page: keys, quiet, progress, the offer to go on, and a header that is not in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from places import connected, from_folder, longest, with_notes

from build_scripts.screenshots import page_types

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AT = "() => { const one = document.querySelector('[data-current]'); return one && one.id; }"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    return address if request.param == "http" else from_folder(site)


def numbered(site: Path, path: str) -> list[str]:
    """Ids of the blocks of a text that bear a number, in order."""
    soup = BeautifulSoup((site / path).read_bytes(), "html.parser")
    return [str(tag.parent["id"]) for tag in soup.select(".document [id] > a.ln") if tag.parent]


# Keys


def test_j_and_k_lead_from_paragraph_to_paragraph(site: Path, base: str, visit: Any) -> None:
    path = longest(site)
    ids = numbered(site, path)
    seen = visit(base + path)
    page = seen.page
    page.evaluate("window.told = []; Room.on('unit', one => told.push(one.id))")
    start = page.evaluate("Room.reading().id")
    for _ in range(6):
        page.keyboard.press("j")
    at = ids.index(start) + 5
    assert page.evaluate(AT) == ids[at] and page.locator("[data-current]").count() == 1
    assert page.evaluate("document.activeElement.id") == ids[at]
    page.keyboard.press("k")
    assert page.evaluate(AT) == ids[at - 1]
    assert page.evaluate("told") == [*ids[at - 5 : at + 1], ids[at - 1]]
    for _ in range(40):
        page.keyboard.press("j")
        inside = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return b.bottom > 0 && b.top >= -1 && b.top < innerHeight; })()"
        )
        assert inside
    seen.clean()


def test_the_current_paragraph_is_seen_and_starts_where_one_reads(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.keyboard.press("j")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.wait_for_timeout(100)
    here = page.evaluate("Room.reading().id")
    page.keyboard.press("j")
    assert page.evaluate(AT) == here
    bar = page.evaluate(
        "(s => [s.borderInlineStartWidth, s.borderInlineStartStyle])(getComputedStyle(document.querySelector('[data-current]'), '::before'))"
    )
    assert bar == ["4px", "solid"]
    page.locator(f"#{here} > a.ln").click()
    assert page.evaluate(AT) == here


def test_no_key_works_while_typing_or_with_ctrl(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    for key in ("Control+j", "Alt+k", "Meta+j"):
        page.keyboard.press(key)
    page.locator("#find-q").focus()
    page.keyboard.type("jksq?")
    assert page.locator("#find-q").input_value() == "jksq?"
    assert not page.locator("[data-current], dialog[open], .settings").count()
    assert page.evaluate("document.documentElement.dataset.quiet") is None


def test_the_list_of_keys_holds_all_of_them(site: Path, base: str, visit: Any) -> None:
    seen = visit(base + longest(site))
    page = seen.page
    page.locator(".text p a").first.focus()
    before = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    listed = dialog.locator("kbd").all_inner_texts()
    assert sorted(listed) == sorted(page.evaluate("Room.keys.map(one => one.key)"))
    assert {"j", "k", "q", "s", "?", "/", "Esc"} <= set(listed)
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("j")
    page.keyboard.press("q")
    assert not page.locator("[data-current]").count() and page.evaluate(
        "!document.documentElement.dataset.quiet"
    )
    page.keyboard.press("Escape")
    assert not dialog.is_visible() and page.evaluate("document.activeElement.outerHTML") == before
    page.keyboard.press("?")
    dialog.wait_for()
    page.keyboard.press("?")
    assert not dialog.is_visible()
    seen.clean()


def test_no_key_is_given_twice(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "index.html")).page
    for name, path in page_types(site).items():
        if name == "404":
            continue
        page.goto(from_folder(site, path))
        keys = page.evaluate("Room.keys.map(one => one.key)")
        assert len(keys) == len(set(keys)), (path, keys)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_of_keys_has_no_barrier(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, page_types(site)["documents-short"]), width=width).page
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "async () => (await axe.run('dialog', {runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa', 'best-practice']})).violations.map(one => one.id)"
    )
    assert not found and page.evaluate("document.documentElement.scrollWidth") == width


# Quiet

APPARATUS = "a.ln, sup.ed, details.connections, .dot, .editor-notes, .horizon, .leads-here, .show-names, .topics, .cited"
SHOWN = f"""() => [...document.querySelectorAll('.document :is({APPARATUS})')]
  .filter(one => one.getClientRects().length).length"""


def test_one_key_leaves_the_text_alone_and_the_way_back_is_seen(site: Path, base: str, visit: Any) -> None:
    path = with_notes(site)
    seen = visit(base + path)
    page = seen.page
    markers = page.locator(".text .noteref").count()
    shown = page.evaluate(SHOWN)
    assert shown
    page.keyboard.press("q")
    assert page.evaluate(SHOWN) == 0
    assert sum(one.is_visible() for one in page.locator(".text .noteref").all()) == markers
    page.wait_for_function(
        "[...document.querySelectorAll('[role=status]')].some(one => one.textContent.startsWith('Only the text'))"
    )
    back = page.get_by_role("button", name="Show everything")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    box = back.bounding_box()
    assert box["y"] + box["height"] <= 900 and box["height"] >= 24
    page.wait_for_timeout(150)
    page.goto(base + connected(site))
    assert page.evaluate(SHOWN) == 0 and back.is_visible()
    back.click()
    assert page.evaluate(SHOWN) > 0 and not back.is_visible()
    seen.clean()


def test_an_address_that_leads_to_what_is_hidden_shows_it(site: Path, address: str, visit: Any) -> None:
    path = connected(site)
    page = visit(address + path).page
    page.keyboard.press("q")
    page.wait_for_timeout(150)
    page.goto(address + "index.html")
    soup = BeautifulSoup((site / path).read_bytes(), "html.parser")
    note = soup.select_one(".editor-notes [id]")
    assert note
    page.goto(address + f"{path}#{note['id']}")
    assert page.evaluate("document.documentElement.dataset.quiet") is None
    assert page.locator(f"[id='{note['id']}']").is_visible()
    page.goto(address + "index.html")
    assert page.evaluate("document.documentElement.dataset.quiet") == "1"  # set all the same


# How far one has read


def test_the_hairline_follows_the_page(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    drawn = "new DOMMatrix(getComputedStyle(document.body, '::before').transform).a"
    for part in (0, 0.5, 1):
        page.evaluate(
            "part => window.scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight))", part
        )
        page.wait_for_timeout(100)
        assert page.evaluate(drawn) == pytest.approx(part, abs=0.02)
    page.goto(from_folder(site, "index.html"))
    assert page.evaluate("getComputedStyle(document.body, '::before').content") == "none"


def test_browsers_without_scroll_timelines_draw_it_too(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.add_init_script("CSS.supports = () => false")
    page.reload()
    page.evaluate("window.scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2)")
    page.wait_for_function("Math.abs(document.documentElement.style.getPropertyValue('--read') - 0.5) < 0.01")


# The offer to go on


def leave(page: Any, address: str, path: str, part: float = 0.4) -> str:
    """Read a part of a text and go elsewhere; gives the id of the paragraph."""
    page.goto(address + path)
    page.evaluate("part => window.scrollTo(0, part * document.querySelector('.text').scrollHeight)", part)
    unit = page.evaluate("Room.reading().id")
    page.wait_for_function(
        "id => (Room.get('places', []).find(one => one[0] === Room.document) || [])[1] === id", arg=unit
    )
    page.wait_for_timeout(150)
    page.goto(address + "index.html")
    return str(unit)


def test_it_offers_to_go_on_where_one_left_and_never_goes_by_itself(
    site: Path, base: str, visit: Any
) -> None:
    path = longest(site)
    seen = visit(base + "index.html", width=390)
    page = seen.page
    unit = leave(page, base, path)
    page.goto(base + path)
    offer = page.get_by_role("group", name="Where you were")
    number = page.locator(f"#{unit} > a.ln").inner_text()
    assert offer.inner_text().split() == ["You", "were", "at", "line", number, "Go", "there", "Not", "now"]
    assert page.evaluate("window.scrollY") == 0
    covered = page.evaluate(
        """() => [...document.querySelectorAll('.document a, .site-nav a, .document h1, .kicker')].filter(one => {
          const offer = document.querySelector('.resume'), a = one.getBoundingClientRect(), b = offer.getBoundingClientRect();
          return !offer.contains(one) && a.width && a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        }).map(one => one.outerHTML)"""
    )
    assert not covered
    for link in offer.locator("a, button").all():
        assert link.bounding_box()["height"] >= 24
    offer.get_by_role("link", name="Go there").click()
    page.wait_for_function("window.scrollY > 500")
    assert page.url.endswith("#" + unit) and page.evaluate("Room.reading().id") == unit and not offer.count()
    seen.clean()


def test_it_offers_nothing_where_it_would_be_in_the_way(site: Path, address: str, visit: Any) -> None:
    path = longest(site)
    page = visit(address + "index.html").page
    unit = leave(page, address, path)
    offer = page.get_by_role("group", name="Where you were")
    for suffix in (f"#{unit}", "?q=word"):
        page.goto(address + "index.html")
        page.goto(address + path + suffix)
        assert not offer.count(), suffix
    page.goto(address + "index.html")
    page.goto(address + path)
    offer.get_by_role("button", name="Not now").click()
    assert not offer.count() and page.evaluate("window.scrollY") == 0
    page.reload()
    assert not offer.count()  # browsers go back by themselves
    page.goto(address + "index.html")
    page.evaluate(
        "() => { const places = Room.get('places'); places[0][2] = '0'; Room.set('places', places); }"
    )
    page.goto(address + path)
    assert not offer.count()  # the words at this place are others now


def test_a_text_that_counts_its_lines_anew_is_found_by_its_words(
    site: Path, address: str, visit: Any
) -> None:
    path = longest(site)
    page = visit(address + "index.html").page
    unit = leave(page, address, path)
    page.evaluate(
        "() => { const places = Room.get('places'); places[0][1] = 'l1'; Room.set('places', places); }"
    )
    page.goto(address + path)
    link = page.get_by_role("group", name="Where you were").get_by_role("link")
    assert link.get_attribute("href") == "#" + unit


@pytest.mark.parametrize(
    "value", ["7", "null", "{}", '[1, null, ["a"], ["x", {}, []]]', '[["__proto__", "l1", "0"]]']
)
def test_broken_places_are_passed_over(site: Path, address: str, visit: Any, value: str) -> None:
    seen = visit(address + longest(site))
    seen.page.evaluate("value => Room.set('places', value)", json.loads(value))
    seen.page.goto(address + "index.html")
    seen.page.goto(address + longest(site))
    assert not seen.page.locator(".resume").count()
    seen.clean()


# The header


@pytest.mark.parametrize("width", [390, 1280])
def test_the_header_never_stands_before_what_has_the_focus(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, longest(site)), width=width).page
    page.locator(".statement a").first.focus()
    covered = """() => {
      const at = document.activeElement, header = document.querySelector('.md-header').getBoundingClientRect();
      const style = getComputedStyle(document.querySelector('.md-header'));
      if (at === document.body || at.closest('.md-header') || style.visibility === 'hidden' || header.bottom <= 0) return null;
      const box = at.getBoundingClientRect();
      return box.height && box.top < header.bottom - 1 && box.bottom > 0 && window.scrollY > header.height ? at.outerHTML.slice(0, 120) : null;
    }"""
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(15)
        assert page.evaluate(covered) is None


def test_the_header_goes_while_one_reads_on_and_comes_when_one_goes_back(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site)), width=390).page
    header = page.locator(".md-header")
    page.mouse.move(200, 400)
    for _ in range(5):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(60)
    page.wait_for_function("document.documentElement.classList.contains('header-away')")
    page.wait_for_timeout(300)
    assert not header.is_visible()
    for _ in range(2):
        page.mouse.wheel(0, -60)
        page.wait_for_timeout(60)
    page.wait_for_function("!document.documentElement.classList.contains('header-away')")
    assert header.is_visible() and header.bounding_box()["y"] == pytest.approx(0, abs=1)


def test_a_link_upwards_leads_to_a_place_that_nothing_covers(site: Path, visit: Any) -> None:
    path = longest(site)
    page = visit(from_folder(site, path), width=390).page
    page.evaluate("window.scrollTo(0, 9000)")
    page.wait_for_timeout(100)
    target = numbered(site, path)[6]
    page.evaluate("id => { location.hash = id; }", target)
    page.wait_for_timeout(300)
    assert page.evaluate(
        "id => { const b = document.getElementById(id).getBoundingClientRect(), h = document.querySelector('.md-header');"
        "return b.top >= 0 && (getComputedStyle(h).visibility === 'hidden' || b.top >= h.getBoundingClientRect().bottom); }",
        target,
    )


def test_nothing_of_ours_moves_the_page_while_it_is_read(site: Path, address: str, visit: Any) -> None:
    """Cumulative layout shift; 0.1 is called good, ours is to be next to nothing."""
    page = visit(address + "index.html").page
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(one => shifts.push("
        "[one.value, one.sources.map(s => s.node && s.node.nodeType === 1 ? s.node.outerHTML.slice(0, 80) : '').join(' | ')])))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    leave(page, address, longest(site))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (longest(site), "index.html", "documents.html"):
            page.goto(address + path)
            page.wait_for_timeout(400)
            shifts = page.evaluate("shifts")
            assert sum(value for value, _ in shifts) < 0.02, (path, width, shifts)
