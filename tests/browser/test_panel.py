"""The panel of connections, its dots, and another page beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from connected_room import FIRST, SECOND, built
from places import connected, from_folder
from test_accessibility import AXE, RULES

from build_scripts.screenshots import served

PANEL = "#connected"
BESIDE = "#beside"
DOT = ".text > p > .dot"
WIDTHS = (320, 390, 768, 1100, 1280, 1920)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("connected"))


@pytest.fixture(scope="session")
def small_served(small: Path) -> Iterator[str]:
    with served(small) as base:
        yield base


@pytest.fixture(params=["http", "folder"])
def room(request: pytest.FixtureRequest, small: Path, small_served: str) -> str:
    """The address of the small room, served and from the folder."""
    return small_served if request.param == "http" else from_folder(small)


def opened(page: Any, unit: str = "") -> Any:
    """The panel, after a click on the dot of a paragraph (the first, unless an id is given)."""
    dot = page.locator(f"[id='{unit}'] > .dot" if unit else DOT).first
    dot.click()
    panel = page.locator(PANEL)
    panel.wait_for(state="visible")
    return panel


def title(page: Any) -> str:
    return str(page.locator("#connected-title").inner_text())


def kinds(panel: Any) -> list[str]:
    return [str(one.get_attribute("data-kind")) for one in panel.locator("details.kind").all()]


def focused(page: Any, what: str) -> bool:
    return bool(page.locator(what).first.evaluate("element => element === document.activeElement"))


# Dots


def test_a_dot_stands_where_something_is_connected_and_says_what(site: Path, visit: Any) -> None:
    path = connected(site)
    seen = visit(from_folder(site, path))
    said = seen.page.evaluate(
        """() => [...document.querySelectorAll('details.connections')].map(one =>
        [one.id, one.querySelector('summary').textContent,
         document.getElementById(one.id.slice(2)).querySelector(':scope > .dot')?.getAttribute('aria-label')])"""
    )
    assert said and all(words == label for _, words, label in said)
    assert all(re.fullmatch(r"Connected: .*\d.*", words) for _, words, _ in said)
    assert seen.page.locator(".dot").count() == len(said), "nothing connected, no dot"
    assert seen.page.locator("details.connections:visible").count() == 0
    sizes = seen.page.evaluate(
        """() => [...document.querySelectorAll('.dot')].map(one => [one.dataset.much,
        getComputedStyle(one, '::before').borderTopWidth])"""
    )
    widths = {much: float(width.removesuffix("px")) for much, width in sizes}
    assert len(widths) > 1 and sorted(widths.values()) == [widths[much] for much in sorted(widths)]
    seen.clean()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_a_dot_can_be_hit_and_takes_no_room_from_the_number(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, connected(site)), width=width).page
    found = page.evaluate(
        """() => [...document.querySelectorAll('.dot')].map(dot => {
          dot.scrollIntoView({block: 'center'});
          const box = dot.getBoundingClientRect();
          const at = [[3, 3], [box.width / 2, box.height / 2], [box.width - 3, box.height - 3]].map(([x, y]) =>
            document.elementFromPoint(box.x + x, box.y + y) === dot);
          return [dot.parentElement.id, box.width, box.height, box.left >= 0 && box.right <= innerWidth, at.every(Boolean)];
        })"""
    )
    assert found
    assert not [one for one in found if one[1] < 23.9 or one[2] < 23.9 or not one[3] or not one[4]]


# Opening and closing


def test_the_number_of_a_paragraph_opens_what_is_connected_and_the_page_stays(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    page = seen.page
    unit = page.locator(f"p:has-text({FIRST!r})").first
    id = unit.get_attribute("id")
    unit.scroll_into_view_if_needed()
    unit.hover()
    before = page.evaluate("scrollY")
    steps = page.evaluate("history.length")
    unit.locator("> a.ln").click()
    page.locator(PANEL).wait_for(state="visible")
    assert title(page) == f"Connected to line {id.removeprefix('l')}"
    assert page.url.endswith(f"#{id}") and page.evaluate("history.length") == steps
    assert abs(page.evaluate("scrollY") - before) < 2
    assert page.get_by_role("complementary", name=title(page)).count() == 1
    page.locator(f"{PANEL} .panel__close").click()
    assert not page.locator(PANEL).is_visible() and not page.locator("html.has-panel").count()
    # A number is a permalink: with a modifier it is left to the browser.
    unit.locator("> a.ln").click(modifiers=["Alt"])
    assert not page.locator(PANEL).is_visible()
    seen.clean()


def test_a_paragraph_without_connections_shows_its_source_and_names_only(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    unit = seen.page.locator("p:has-text('A short line.')").first
    unit.hover()
    assert unit.locator("> .dot").count() == 0
    unit.locator("> a.ln").click()
    panel = seen.page.locator(PANEL)
    panel.wait_for(state="visible")
    assert kinds(panel) == [] and "Nothing in this archive is connected" in panel.inner_text()
    number = unit.get_attribute("id").removeprefix("l")
    assert (
        panel.get_by_role("link", name=f"Line {number} as received")
        .get_attribute("href")
        .endswith(f"#s{number}")
    )
    seen.clean()


def test_by_keyboard_the_focus_goes_in_and_comes_back(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    page = seen.page
    dot = page.locator(DOT).first
    dot.focus()
    assert dot.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.locator(PANEL).wait_for(state="visible")
    assert focused(page, PANEL) and dot.get_attribute("aria-expanded") == "true"
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent"))
    assert stops[:2] == ["Follow reading", "×"] and page.evaluate(
        f"document.querySelector('{PANEL}').contains(document.activeElement)"
    )
    page.keyboard.press("Escape")
    assert not page.locator(PANEL).is_visible() and focused(page, DOT)
    page.keyboard.press("o")
    assert page.locator(PANEL).is_visible() and focused(page, PANEL)
    page.keyboard.press("o")
    assert not page.locator(PANEL).is_visible() and focused(page, DOT)
    seen.clean()


def test_the_next_paragraph_is_shown_when_the_reader_goes_there_by_key(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    unit = page.locator(".text > p:has(> .dot)").first
    unit.hover()
    unit.locator("> a.ln").click()
    page.mouse.move(2, 2)  # a note below the pointer would be closed first
    page.locator(PANEL).wait_for(state="visible")
    first = title(page)
    page.keyboard.press("j")
    second = title(page)
    page.keyboard.press("j")
    assert len({first, second, title(page)}) == 3
    page.keyboard.press("k")
    assert title(page) == second
    page.keyboard.press("o")
    assert focused(page, PANEL)
    page.keyboard.press("Escape")
    number = second.split()[-1]
    assert page.evaluate("document.activeElement.closest('[id]').id").lstrip("lfn") == number


def test_what_is_connected_is_said(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    opened(page)
    label = page.locator(DOT).first.get_attribute("aria-label")
    words = title(page) + label.removeprefix("Connected")
    page.locator("[role=status]", has_text=words).wait_for(state="attached")


def test_an_address_of_the_list_leads_to_the_panel(site: Path, visit: Any) -> None:
    path = connected(site)
    page = visit(from_folder(site, path)).page
    link = page.locator(".leads-here a[href^='#c-']").first
    unit = link.get_attribute("href").removeprefix("#c-")
    link.click()
    page.locator(PANEL).wait_for(state="visible")
    assert page.locator(f"[id='{unit}']").evaluate("e => e.getBoundingClientRect().top < innerHeight / 2")
    again = visit(from_folder(site, f"{path}#c-{unit}")).page
    again.locator(PANEL).wait_for(state="visible")
    assert title(again) == title(page)


# What it shows


def test_every_kind_is_shown_in_order_with_its_count(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    panel = opened(seen.page)
    assert kinds(panel) == ["passages", "facts", "dates", "names", "notes", "topics", "links"]
    for kind in panel.locator("details.kind").all():
        count = int(kind.locator("summary .count").inner_text())
        kind.evaluate("element => { element.open = true; }")
        items = kind.evaluate(
            "e => [...e.querySelectorAll('li')].filter(li => !li.parentElement.closest('li')).length"
        )
        assert count == items > 0
    assert "A wall in the sea." in panel.locator("[data-kind=names]").inner_text()
    assert "The register of 1901" in panel.locator("[data-kind=notes]").inner_text()
    assert "Editor’s note a" in panel.locator("[data-kind=links]").inner_text()
    seen.clean()
    assert seen.page.evaluate("window.harmed") is None


def test_one_question_is_one_line_and_gives_every_statement(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html").page
    facts = opened(page).locator("[data-kind=facts] li")
    assert facts.count() == 1 and "Here: 1,100 crowns" in facts.inner_text()
    assert "; counted" in facts.inner_text()
    facts.get_by_role("button", name="All 4 statements").click()
    rows = facts.locator(".versions li")
    rows.first.wait_for()
    assert rows.count() == 4 and "900 crowns <img src=x" in rows.nth(3).inner_text()
    assert page.evaluate("window.harmed") is None
    facts.get_by_role("button", name="Fewer").click()
    assert rows.count() == 0


def test_a_passage_is_read_with_the_paragraph_around_it(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html").page
    passage = opened(page).locator("[data-kind=passages] li")
    assert "In the south nobody came" not in passage.inner_text()
    more = passage.get_by_role("button", name="Whole paragraph")
    more.click()
    whole = passage.locator(".whole")
    whole.wait_for()
    assert "In the south nobody came." in whole.inner_text() and whole.locator("mark").inner_text() == SECOND
    assert not passage.locator("q").is_visible(), "it is not shown twice"
    button = passage.get_by_role("button", name="Only the sentence")
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert whole.count() == 0 and passage.locator("q").is_visible()


def test_every_passage_of_a_large_text_can_be_unfolded(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, connected(site)))
    page = seen.page
    opened(page)
    lost = page.evaluate(
        """async () => {
          const lost = [], body = document.querySelector('.panel__body');
          await Room.load('connected/' + Room.document + '.js');
          for (const details of document.querySelectorAll('details.connections')) {
            const unit = document.getElementById(details.id.slice(2));
            const made = Room.connections(unit).content;
            for (const item of made.querySelectorAll('[data-kind=passages] li, [data-kind=facts] li')) {
              const button = item.querySelector('.quiet[aria-expanded]');
              if (!button) { if (item.querySelector('q')) lost.push(details.id); continue; }
              button.click();
              if (!item.querySelector('.whole mark, .versions li')) lost.push(details.id + ' ' + item.textContent);
            }
          }
          return lost;
        }"""
    )
    assert not lost, lost[:3]
    seen.clean()


def test_notes_have_their_dots_and_panel(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    panel = opened(seen.page, "fn1")
    assert title(seen.page) == "Connected to note 1"
    assert kinds(panel) == ["facts", "dates"]
    assert "1,050 crowns <img src=x" in panel.inner_text() and "*a* [b](c) {{ d }} `e`" in panel.inner_text()
    seen.clean()
    assert seen.page.evaluate("window.harmed") is None


def test_what_a_reader_folds_stays_folded(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html").page
    panel = opened(page)
    assert (
        panel.locator("[data-kind=passages][open]").count()
        and not panel.locator("[data-kind=names][open]").count()
    )
    panel.locator("[data-kind=passages] summary").click()
    panel.locator("[data-kind=names] summary").click()
    page.reload()
    panel = opened(page)
    assert (
        panel.locator("[data-kind=names][open]").count()
        and not panel.locator("[data-kind=passages][open]").count()
    )


# Following


def test_the_panel_follows_reading_when_asked_to(site: Path, visit: Any) -> None:
    path = connected(site)
    page = visit(from_folder(site, path)).page
    opened(page)
    first = title(page)
    page.mouse.move(300, 400)
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 1000")
    assert title(page) == first
    button = page.get_by_role("button", name="Follow reading")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.wait_for_function(f"document.querySelector('#connected-title').textContent !== {first!r}")
    second = title(page)
    page.mouse.move(300, 400)
    page.mouse.wheel(0, 1500)
    page.wait_for_function(f"document.querySelector('#connected-title').textContent !== {second!r}")
    assert focused(page, ".panel__follow"), "the focus stays where the reader left it"
    page.reload()
    opened(page)
    assert page.get_by_role("button", name="Follow reading").get_attribute("aria-pressed") == "true"


# Where it stands


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_covered_and_nothing_scrolls_sideways(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, connected(site)), width=width, touch=width < 500).page
    size = "() => { const p = document.querySelector('.text > p').getBoundingClientRect(); return [p.left, p.right, p.width]; }"
    before = page.evaluate(size)
    panel = opened(page)
    box = panel.bounding_box()
    left, right, wide = page.evaluate(size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width >= 1100:
        assert box["y"] == 0 and box["height"] == 900 and right <= box["x"] and left >= 0
        assert abs(wide - before[2]) < 1, "the text keeps its measure"
    else:
        assert (
            box["width"] == width
            and box["height"] <= 0.6 * 900
            and box["y"] + box["height"] == pytest.approx(900, abs=1)
        )
        assert abs(wide - before[2]) < 1
        unit = page.locator(".selected").first.bounding_box()
        assert 0 <= unit["y"] < box["y"] - 40, "the paragraph stands above the sheet"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    foot = page.locator(".site-footer").bounding_box()
    assert foot["y"] + foot["height"] <= (900 if width >= 1100 else box["y"]) + 1, "the end can be read"
    header = page.locator(".md-header").bounding_box()
    assert width < 1100 or header["x"] + header["width"] <= box["x"] + 1


def test_the_text_behind_a_sheet_is_scrolled_and_the_sheet_by_itself(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site)), width=390, touch=True).page
    opened(page)
    before = page.evaluate("scrollY")
    page.mouse.move(200, 100)
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"scrollY > {before + 200}")
    at = page.evaluate("scrollY")
    page.mouse.move(200, 750)
    page.mouse.wheel(0, 5000)
    page.wait_for_function("document.querySelector('.panel__body').scrollTop > 20")
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == at
    assert page.locator(".opens-beside:visible").count() == 0, "beside is a link on a telephone"
    page.locator(f"{PANEL} .panel__close").tap()
    assert not page.locator(PANEL).is_visible()


def test_in_quiet_mode_there_is_neither_dot_nor_panel(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    panel = opened(page)
    page.keyboard.press("q")
    assert not panel.is_visible() and page.locator(".dot:visible").count() == 0
    assert not page.locator("html.has-panel").count()
    page.keyboard.press("o")
    assert not panel.is_visible()
    page.keyboard.press("q")
    assert page.locator(".dot:visible").count() > 0


def test_on_paper_there_is_neither_dot_nor_panel_nor_list(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    panel = opened(page)
    page.emulate_media(media="print")
    assert not panel.is_visible() and page.locator(".dot:visible, details.connections:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).paddingRight") == "0px"


def test_forced_colours_leave_the_dots(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    page.emulate_media(forced_colors="active")
    drawn = page.locator(DOT).first.evaluate(
        "e => { const s = getComputedStyle(e, '::before'); return [s.borderTopStyle, parseFloat(s.borderTopWidth)]; }"
    )
    assert drawn[0] == "solid" and drawn[1] > 1


def test_without_scripts_the_lists_stand_under_their_passages(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html", js=False).page
    assert page.locator(".dot").count() == 0
    details = page.locator(".text > details.connections").first
    assert details.is_visible() and not details.locator("li").first.is_visible()
    details.locator("summary").click()
    assert details.locator("[data-kind=passages] q").inner_text() == SECOND
    assert page.locator("li.note details.connections").is_visible()


# Beside


def frame_of(page: Any) -> Any:
    page.locator(BESIDE).wait_for(state="visible")
    frame = page.locator(f"{BESIDE} iframe").element_handle().content_frame()
    frame.wait_for_function(
        "document.readyState === 'complete' && document.documentElement.classList.contains('beside')"
    )
    return frame


def test_another_text_stands_beside_and_is_scrolled_by_itself(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    page = seen.page
    panel = opened(page)
    before = page.evaluate("scrollY")
    button = panel.locator("[data-kind=passages] .opens-beside")
    assert button.get_attribute("aria-label") == "Open beside: South, undated, line 63" or button.is_visible()
    button.click()
    frame = frame_of(page)
    assert frame.evaluate("document.documentElement.className").split().count("beside") == 1
    assert (
        frame.locator(
            ":is(.md-header, .site-nav, .site-footer, .rail, .siblings, .trail, .neighbours, .dot, .connections):visible"
        ).count()
        == 0
    )
    assert frame.evaluate("location.hash") and frame.evaluate("scrollY") > 100, "it stands at the passage"
    page.wait_for_function("document.querySelector('#beside-title').textContent === 'The South Quay'")
    text, pane = page.locator(".text > p").first.bounding_box(), page.locator(BESIDE).bounding_box()
    assert text["x"] + text["width"] <= pane["x"] and pane["width"] > 500
    at = frame.evaluate("scrollY")
    page.mouse.move(pane["x"] + 200, 500)
    page.mouse.wheel(0, 400)
    frame.wait_for_function(f"scrollY > {at + 300}")
    assert abs(page.evaluate("scrollY") - before) < 2
    page.mouse.move(200, 500)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"scrollY < {before - 200}")
    assert frame.evaluate("scrollY") == pytest.approx(at + 400, abs=2)
    link = page.get_by_role("link", name="Open as page")
    assert link.get_attribute("href") == frame.url
    seen.clean()


def test_the_bar_knows_where_the_frame_went_and_escape_closes_it(room: str, visit: Any) -> None:
    seen = visit(room + "documents/north.html")
    page = seen.page
    panel = opened(page)
    panel.get_by_role("button", name=re.compile("^Open beside: Line .* as received$")).focus()
    page.keyboard.press("Enter")
    frame = frame_of(page)
    page.wait_for_function("document.querySelector('#beside-title').textContent.includes('received')")
    frame.locator("article a[href*='documents/north.html#']:visible").first.click()
    page.wait_for_function("document.querySelector('#beside-title').textContent === 'The North Quay'")
    frame = frame_of(page)
    frame.locator("body").press("Escape")
    page.locator(BESIDE).wait_for(state="hidden")
    assert panel.is_visible(), "what was there before is there again"
    assert focused(page, ".received .opens-beside")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    seen.clean()


def test_a_message_from_elsewhere_changes_nothing(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html").page
    opened(page).locator("[data-kind=passages] .opens-beside").click()
    frame = frame_of(page)
    page.wait_for_function("document.querySelector('#beside-title').textContent === 'The South Quay'")
    bad = "{room: 'shown', title: 'Bad', href: 'javascript:window.harmed=1'}"
    page.evaluate(f"postMessage({bad}, '*')")
    frame.evaluate(f"parent.postMessage({bad}, '*')")
    page.evaluate("postMessage({room: 'close'}, '*')")
    page.wait_for_timeout(100)
    assert (
        page.locator("#beside-title").inner_text() == "The South Quay" and page.locator(BESIDE).is_visible()
    )
    assert "javascript" not in page.get_by_role("link", name="Open as page").get_attribute("href")


def test_on_a_tablet_the_other_text_stands_below(room: str, visit: Any) -> None:
    page = visit(room + "documents/north.html", width=768).page
    opened(page).locator("[data-kind=passages] .opens-beside").click()
    frame_of(page)
    pane = page.locator(BESIDE).bounding_box()
    assert pane["width"] == 768 and 400 < pane["height"] <= 0.6 * 900


# Everyone


LOOK = """async tags => (await axe.run(['#connected', '#beside', '.dot', '.selected'].filter(one => document.querySelector(one)),
  {runOnly: {type: 'tag', values: tags}, iframes: false})).violations.map(one => `${one.id}: ${one.nodes[0].target.join(' ')}`)"""
SMALL = """() => [...document.querySelectorAll('.panel :is(button, summary, .panel__head a)')].filter(one => one.offsetParent)
  .map(one => [one.textContent, one.getBoundingClientRect().width, one.getBoundingClientRect().height])
  .filter(one => Math.min(one[1], one[2]) < 23.9)"""


def barriers(page: Any, scheme: str = "light") -> list[str]:
    page.evaluate(f"document.documentElement.setAttribute('data-scheme', '{scheme}')")
    panel = opened(page)
    panel.evaluate("panel => panel.querySelectorAll('details').forEach(one => { one.open = true; })")
    panel.locator(".quiet[aria-expanded]").first.click()
    page.add_script_tag(path=str(AXE))
    return [*page.evaluate(LOOK, RULES), *map(str, page.evaluate(SMALL))]


@pytest.mark.parametrize("scheme", ["light", "sepia", "dark", "contrast"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_panel_has_no_barrier_that_a_program_can_find(
    small: Path, visit: Any, width: int, scheme: str
) -> None:
    page = visit(from_folder(small, "documents/north.html"), width=width).page
    assert barriers(page, scheme) == []
    if width > 600:
        page.locator("[data-kind=passages] .opens-beside").click()
        frame_of(page)
        assert [*page.evaluate(LOOK, RULES), *map(str, page.evaluate(SMALL))] == []


def test_nor_has_the_panel_of_a_large_text(site: Path, visit: Any) -> None:
    assert barriers(visit(from_folder(site, connected(site)), width=768).page) == []
