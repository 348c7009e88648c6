"""Indexes, names, timeline, comparisons and works: choosing and filtering, maps and charts, the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import from_folder

from build_scripts.browser import PARTS
from build_scripts.exporters.filters import filter_box
from build_scripts.screenshots import page_types

FILTERED = ("people", "people-by-mentions", "places", "names", "bibliography")
CHOSEN = ("timeline", "bibliography")


def opened(site: Path, visit: Any, kind: str, **how: Any) -> Any:
    return visit(from_folder(site, page_types(site)[kind]), **how)


def items(page: Any) -> Any:
    """What a filter of the page leaves."""
    name = page.locator("[data-filter]").first.get_attribute("data-filter")
    inside = page.locator(f"#{name}")
    marked = inside.locator("[data-item]")
    return marked if marked.count() else inside.locator("li, tbody tr")


def left(found: Any) -> int:
    return int(found.evaluate_all("all => all.filter(one => one.offsetParent !== null).length"))


@pytest.mark.parametrize("kind", FILTERED)
def test_a_filter_leaves_what_was_typed(site: Path, visit: Any, kind: str) -> None:
    seen = opened(site, visit, kind)
    page, found = seen.page, items(seen.page)
    every = left(found)
    field = page.locator("[data-filter] input").first
    word = max(found.nth(every // 2).inner_text().split("\n")[0].split(), key=len)
    field.focus()
    page.keyboard.type(word.upper())
    some = left(found)
    assert 0 < some < every, word
    page.keyboard.press("Escape")
    assert field.input_value() == "" and left(found) == every
    page.keyboard.type("qqxxzz")
    assert left(found) == 0
    page.wait_for_timeout(500)
    assert page.locator("[data-filter] output").first.inner_text().startswith("0 of ")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    seen.clean()


@pytest.mark.parametrize("kind", CHOSEN)
def test_every_choice_works_by_keyboard(site: Path, visit: Any, kind: str) -> None:
    seen = opened(site, visit, kind)
    page = seen.page
    found = page.locator("ol.events > li, ul.works > li")
    every = left(found)
    for choice in page.locator("form select:visible").all():
        choice.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
        assert choice.evaluate("element => element.value") and 0 < left(found) < every
        choice.select_option("")
        assert left(found) == every
    seen.clean()


@pytest.mark.parametrize("kind", sorted({*FILTERED, *CHOSEN}))
def test_no_control_is_shown_that_needs_a_script(site: Path, visit: Any, kind: str) -> None:
    page = opened(site, visit, kind, js=False).page
    for control in page.locator("#content :is(input, select, button, output)").all():
        assert not control.is_visible(), control.evaluate("element => element.outerHTML")
    everything = page.locator("#content :is(li, tbody tr):not(details *)")
    assert everything.last.is_visible() and left(everything) == everything.count()


CONTROLS = (
    "input:visible", "select:visible", "button:visible", "summary", ".letters a", ".orders a", ".years a",
    ".pager a", "nav.steps a", "a.kind", ".name-index li > a", ".questions a", "ol.paths a", ".topic-tree a",
    "ul.topics a", "table.naming td a", ".trail a", ".neighbours a", ".ways a", ".by-year a", ".shelf li > a",
)  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_tapped_is_large_enough(site: Path, visit: Any, width: int) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, for everything that is not a link in running text."""
    page = visit(from_folder(site, "index.html"), width=width, touch=width < 500).page
    small = []
    for name, path in page_types(site).items():
        if name == "404" or name.startswith("sources"):
            continue
        page.goto(from_folder(site, path))
        for kind in CONTROLS:
            for control in page.locator(f"#content {kind}").all()[:12]:
                box = control.bounding_box()
                if box and control.is_visible() and min(box["height"], box["width"]) < 23.9:
                    small.append((name, kind, round(box["width"]), round(box["height"])))
    assert not small, sorted(set(small))[:12]


# Maps and charts


def test_a_map_says_the_same_as_its_table(site: Path, visit: Any) -> None:
    page = opened(site, visit, "places").page
    dots = page.locator(".map svg a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    names = page.locator(".map svg a > title").all_text_contents()
    rows = page.locator(".map-table tbody th a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert dots and set(dots) == set(rows) and len(names) == len(dots) and all(names)
    assert page.get_by_role("link", name=names[0], exact=True).count() >= 1


def test_the_keyboard_reaches_every_dot_and_can_pass_the_map_by(site: Path, visit: Any) -> None:
    page = opened(site, visit, "places").page
    skip = page.locator("a.skip-map")
    skip.focus()
    assert skip.is_visible() and skip.bounding_box()["height"] >= 24
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.map svg a')")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.map svg a, .map-table *')")


def test_a_chart_says_the_same_as_its_table(site: Path, visit: Any) -> None:
    page = opened(site, visit, "compare").page
    for chart in page.locator("figure.chart").all():
        addresses = "all => all.map(one => one.getAttribute('href'))"
        dots = chart.locator("svg a").evaluate_all(addresses)
        assert dots and sorted(dots) == sorted(chart.locator("table a").evaluate_all(addresses))
        first = chart.locator("svg a").first
        assert chart.get_by_role("link", name=first.locator("title").text_content(), exact=True).count() == 1
        first.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith(dots[0])


def test_the_drawing_of_the_timeline_leads_to_its_events(site: Path, visit: Any) -> None:
    seen = opened(site, visit, "timeline")
    addresses = seen.page.locator(".timeline-drawing svg a[data-events]").evaluate_all(
        "all => all.map(one => one.getAttribute('href').split('#')[1])"
    )
    ids = seen.page.locator("ol.events h3").evaluate_all("all => all.map(one => one.id)")
    assert addresses and set(addresses) <= set(ids)
    seen.page.goto(seen.page.url.split("#")[0] + f"#{ids[-1]}")
    choice = seen.page.locator("form select:visible").first
    choice.select_option(index=1)
    seen.page.evaluate("id => { location.hash = ''; location.hash = id; }", ids[-1])
    seen.page.wait_for_timeout(100)
    assert seen.page.locator(f"[id='{ids[-1]}']").is_visible(), "an address leads to what was filtered away"
    seen.clean()


# Motion


def test_nothing_moves_for_those_who_asked_for_no_motion(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "index.html")).page
    for name in ("timeline", "places", "documents-long", "compare"):
        page.goto(from_folder(site, page_types(site)[name]))
        long = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(one => {
              const style = getComputedStyle(one);
              const times = (style.transitionDuration + ', ' + style.animationDuration).split(', ');
              return times.some(time => parseFloat(time) > 0.01) || style.scrollBehavior === 'smooth';
            }).map(one => one.className)"""
        )
        assert not long, (name, long[:5])


def test_the_filter_hides_what_does_not_hold_every_word_and_folds_diacritics(site: Path, visit: Any) -> None:
    body = (
        filter_box("names", "Filter")
        + '<div id="names"><section data-group=""><ul><li>Ərdoğan, İsmet</li><li data-words="Türkiye">Turkey</li>'
        + "</ul></section><section data-group=''><ul><li>Straße<ul><li>inner</li></ul></li></ul></section></div>"
    )
    page = visit(from_folder(site, "index.html"), width=1280).page
    page.goto("about:blank")
    script = "".join((PARTS / "js" / name).read_text("utf-8") for name in ("room.js", "filter.js"))
    page.set_content(f"<meta charset=utf-8>{body}<script>{script}</script>")
    assert page.is_visible("input")
    seen = {}
    for words in ("erdogan", "ISMET ərdo", "turkiye", "strasse", "turkey strasse", ""):
        page.fill("input", words)
        seen[words] = page.eval_on_selector_all(
            "#names > section > ul > li",
            "items => items.filter(i => i.offsetParent).map(i => i.firstChild.textContent)",
        )
    page.fill("input", "turk")
    page.wait_for_function("document.querySelector('output').textContent !== ''")
    assert page.inner_text("output") == "1 of 3"
    page.press("input", "Escape")
    assert page.input_value("input") == ""
    assert seen == {
        "erdogan": ["Ərdoğan, İsmet"],
        "ISMET ərdo": ["Ərdoğan, İsmet"],
        "turkiye": ["Turkey"],
        "strasse": ["Straße"],
        "turkey strasse": [],
        "": ["Ərdoğan, İsmet", "Turkey", "Straße"],
    }
