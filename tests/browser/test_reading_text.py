"""The reading text: its measure and leading, the addresses of its lines, its tables, paper, and what it weighs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from places import from_folder, longest, with_notes

# Measure and leading

LETTERS = """() => {
  // Letters on each full line of the first long paragraphs; the last line of a paragraph is not full.
  const rows = [];
  const blocks = [...document.querySelectorAll('.text > p')].filter(p => p.textContent.length > 600).slice(0, 6);
  for (const block of blocks) {
    const range = document.createRange(), walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let last = null, count = 0;
    for (let node; (node = walker.nextNode()); ) {
      if (node.parentElement.closest('a.ln, sup, button')) continue;
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const at = range.getBoundingClientRect();
        if (!at.height) continue;
        if (last !== null && Math.abs(at.bottom - last) > 6) { rows.push(count); count = 0; }
        last = at.bottom; count += 1;
      }
    }
  }
  return rows.reduce((a, b) => a + b, 0) / rows.length;
}"""
SET = """values => { for (const [key, value] of Object.entries(values)) {
  if (value) document.documentElement.setAttribute('data-' + key, value);
  else document.documentElement.removeAttribute('data-' + key);
} }"""


@pytest.mark.parametrize("width", [768, 1280, 1920])
@pytest.mark.parametrize("face", ["", "sans"])
def test_a_line_holds_sixty_to_seventy_five_letters_in_every_setting(
    site: Path, visit: Any, width: int, face: str
) -> None:
    page = visit(from_folder(site, longest(site)), width=width).page
    page.evaluate("document.fonts.ready")
    seen = {}
    for measure in ("narrow", "", "wide"):
        for size in ("1", "", "7"):
            page.evaluate(SET, {"face": face, "measure": measure, "size": size})
            letters = page.evaluate(LETTERS)
            # The largest type of a narrow window has the whole window, and no more.
            least = 55 if (width, size) == (768, "7") else 60
            assert least <= letters <= 75, (measure, size, letters)
            seen[measure, size] = letters
    assert seen["narrow", ""] < seen["", ""] < seen["wide", ""]


def test_a_telephone_gives_the_text_its_whole_width(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site)), width=390, touch=True).page
    page.evaluate("document.fonts.ready")
    at = page.locator(".text > p").nth(2).bounding_box()
    assert at["x"] <= 20 and at["width"] >= 350
    assert 40 <= page.evaluate(LETTERS) <= 75


def test_sizes_go_up_in_steps_and_the_leading_stays(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    last = 0.0
    for size in ("1", "2", "3", "", "5", "6", "7"):
        page.evaluate(SET, {"size": size})
        type_, leading, align = (
            page.locator(".text > p")
            .nth(2)
            .evaluate(
                "e => [parseFloat(getComputedStyle(e).fontSize), parseFloat(getComputedStyle(e).lineHeight),"
                " getComputedStyle(e).textAlign]"
            )
        )
        assert type_ > last and 1.5 <= leading / type_ <= 1.6 and align in ("start", "left")
        last = type_


def test_nothing_scrolls_sideways_in_a_narrow_window_or_enlarged(site: Path, visit: Any) -> None:
    """320 px; and 1280 px at 200 %, which is a window of 640 px."""
    page = visit(from_folder(site, with_notes(site)), width=320).page
    for width, size in ((320, ""), (320, "7"), (390, "7"), (640, ""), (640, "7"), (768, "7")):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SET, {"size": size})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, size)


# Lines


def test_every_line_of_a_block_answers(site: Path) -> None:
    joined = 0
    for entry in json.loads((site / "data" / "catalog.json").read_text("utf-8"))["documents"]:
        data = json.loads((site / entry["data"]).read_text("utf-8"))
        soup = BeautifulSoup((site / entry["page"]).read_bytes(), "html.parser")
        ids = {tag["id"] for tag in soup.find_all(id=True)}
        for block in data["blocks"]:
            joined += len(block["lines"]) > 1
            assert not [line for line in block["lines"] if f"l{line}" not in ids], (entry["id"], block["id"])
    assert joined > 0


def inside_a_block(site: Path) -> tuple[str, str]:
    """(page, anchor) of a line that begins inside a paragraph."""
    for path in sorted((site / "documents").glob("*.html")):
        for anchor in BeautifulSoup(path.read_bytes(), "html.parser").select(".text p a[id]:empty"):
            if str(anchor["id"])[1:].isdigit():
                return f"documents/{path.name}", str(anchor["id"])
    pytest.skip("no joined paragraph")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_line_inside_a_block_is_shown_and_marked(site: Path, address: str, visit: Any, width: int) -> None:
    path, anchor = inside_a_block(site)
    for base in (address, from_folder(site)):
        page = visit(f"{base}{path}#{anchor}", width=width).page
        page.wait_for_timeout(200)
        line = page.locator(f"#{anchor}")
        top = line.evaluate("e => e.getBoundingClientRect().top")
        header = page.locator(".md-header").evaluate("e => Math.max(0, e.getBoundingClientRect().bottom)")
        assert header <= top < 700
        ground = "e => getComputedStyle(e).backgroundColor"
        block = page.locator(f".text p:has(#{anchor})")
        assert block.evaluate(ground) != page.locator("body").evaluate(ground) != "rgba(0, 0, 0, 0)"
        assert line.evaluate("e => getComputedStyle(e, '::before').width") != "auto"


def test_the_numbers_are_quiet_for_a_pointer_and_there_for_keyboards(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    opacity = "e => Number(getComputedStyle(e).opacity)"
    number = page.locator(".text > p > a.ln").nth(2)
    number.scroll_into_view_if_needed()
    page.mouse.move(2, 2)
    page.wait_for_timeout(200)
    assert number.evaluate(opacity) == 0
    number.locator("..").hover()
    page.wait_for_timeout(300)
    assert number.evaluate(opacity) == 1
    page.mouse.move(2, 2)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert number.evaluate(opacity) == 1


@pytest.mark.parametrize("how", [{"js": False}, {"width": 390, "touch": True}])
def test_the_numbers_are_always_there_without_scripts_and_for_fingers(
    site: Path, visit: Any, how: dict[str, Any]
) -> None:
    page = visit(from_folder(site, longest(site)), **how).page
    number = page.locator(".text > p > a.ln").nth(2)
    assert number.evaluate("e => Number(getComputedStyle(e).opacity)") == 1
    at = number.bounding_box()
    assert at["width"] >= 23.9 and at["height"] >= 23.9 and at["x"] >= 0


def test_an_address_of_a_line_that_is_elsewhere_says_where(site: Path, visit: Any) -> None:
    path = with_notes(site)
    soup = BeautifulSoup((site / path).read_bytes(), "html.parser")
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    missing = next(line for line in range(1, 9999) if f"l{line}" not in ids)
    page = visit(from_folder(site, path) + f"#l{missing}").page
    link = page.locator(".elsewhere a")
    link.click()
    page.wait_for_load_state()
    assert "/sources/" in page.url and page.url.endswith(f"#s{missing}")
    assert page.locator(f"#s{missing}").count() == 1
    page = visit(from_folder(site, path) + "#l99999999").page
    assert page.locator(".elsewhere").count() == 0


# Tables

WIDE = """() => {
  const text = document.querySelector('.text'), box = document.createElement('div'), table = document.createElement('table');
  for (let r = 0; r < 4; r++) { const row = table.insertRow();
    for (let c = 0; c < 14; c++) row.insertCell().textContent = 'figure-' + r + '-' + c; }
  box.className = 'table'; box.id = 'l999999'; box.append(table); text.children[3].after(box);
  window.dispatchEvent(new Event('resize'));
}"""


@pytest.mark.parametrize("width", [320, 768, 1280, 1440])
def test_a_wide_table_scrolls_inside_itself_and_can_be_reached(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, with_notes(site)), width=width).page
    page.evaluate(WIDE)
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#l999999")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    assert box.get_attribute("tabindex") == "0" and box.get_attribute("role") == "region"
    assert box.get_attribute("aria-label")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.getElementById('l999999').scrollLeft > 0")


def test_a_table_that_fits_is_no_stop_of_the_keyboard(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), width=1280).page
    for box in page.locator(".md-typeset .table").all():
        scrolls = box.evaluate("e => e.scrollWidth > e.clientWidth + 1")
        assert (box.get_attribute("tabindex") == "0") == scrolls


# Paper


def test_paper_has_the_text_its_notes_its_numbers_and_where_it_stands(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    page.locator(".text .noteref a").nth(1).hover()
    page.wait_for_timeout(300)
    page.emulate_media(media="print")
    gone = (".md-header", ".site-nav", ".rail", ".site-footer", ".sidenotes", ".note-popover", ".dot",
            "details.contents", ".note-back", ".on-screen")  # fmt: skip
    for kind in gone:
        assert not [e for e in page.locator(kind).all() if e.is_visible()], kind
    for kind in (".text > p", "section.notes li", ".statement .address"):
        assert page.locator(kind).first.is_visible(), kind
    number = page.locator(".text > p > a.ln").nth(2)
    assert number.evaluate("e => Number(getComputedStyle(e).opacity)") == 1
    at, block = number.bounding_box(), number.locator("..").bounding_box()
    assert at["x"] >= 0 and at["x"] + at["width"] <= block["x"]
    said = page.locator(".statement").inner_text()
    assert Path(with_notes(site)).stem in said and "Edition" in said
    colours = "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    ink, paper = page.locator(".text > p").first.evaluate(colours)
    assert ink == "rgb(0, 0, 0)" and paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_paper_is_white_whatever_the_reader_has_set(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site)), scheme="dark").page
    size = "e => getComputedStyle(e).fontSize"
    page.emulate_media(media="print")
    plain = page.locator(".text > p").nth(2).evaluate(size)
    for values in ({"scheme": "dark"}, {"scheme": "contrast"}, {"size": "7", "quiet": "1"}):
        page.evaluate(SET, values)
        paragraph = page.locator(".text > p").nth(2)
        assert paragraph.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)", values
        assert paragraph.evaluate(size) == plain


# Weight


def test_the_longest_page_is_light(site: Path, visit: Any) -> None:
    """With all that it asks for, as a server that compresses sends it; the search comes when it is used."""
    asked: set[str] = set()
    path = with_notes(site)
    page = visit(from_folder(site, path)).page
    page.on("request", lambda request: asked.add(request.url))
    page.reload(wait_until="load")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    weights = {}
    for url in asked:
        file = Path(unquote(urlsplit(url).path))
        data = file.read_bytes()
        weights[file.name] = len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 9))
    assert weights[Path(path).name] < 120_000, weights
    assert sum(weights.values()) < 350_000, weights


READ_UP = """async () => {
  const moved = [];
  for (let step = 0; step < 40; step += 1) {
    const read = [...document.querySelectorAll('.text > p, .text li')].find(one => {
      const box = one.getBoundingClientRect();
      return box.top < 400 && box.bottom > 300;
    });
    const before = read && read.getBoundingClientRect().top;
    window.scrollBy({top: -100, behavior: 'instant'});
    await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next, 20))));
    if (read) moved.push(Math.round(read.getBoundingClientRect().top - before - 100));
  }
  return moved;
}"""


@pytest.mark.parametrize("far", [0.3, 0.8])
def test_on_a_telephone_nothing_jumps_for_who_comes_from_elsewhere_and_reads_upward(
    site: Path, visit: Any, far: float
) -> None:
    """Notes above have not been laid out yet: they take their room while the reader's lines stay in their place."""
    units = visit(from_folder(site, longest(site)), width=390).page.evaluate(
        "() => [...document.querySelectorAll('.text > p[id], .text li.note[id]')].map(one => one.id)"
    )
    page = visit(f"{from_folder(site, longest(site))}#{units[int(len(units) * far)]}", width=390).page
    page.wait_for_timeout(300)
    top = page.evaluate("() => document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 300
    moved = page.evaluate(READ_UP)
    assert len(moved) > 20 and max(map(abs, moved)) <= 2, moved


def test_on_a_telephone_a_link_leads_to_its_line_wherever_one_has_been(site: Path, visit: Any) -> None:
    """Also when something has measured what has not been drawn yet."""
    page = visit(from_folder(site, longest(site)), width=390).page
    ids = page.evaluate(
        "() => [...document.querySelectorAll('.text > p[id], .text li[id]')].map(one => one.id)"
    )
    missed = []
    for step in range(40):
        unit = ids[step * 37 % len(ids)]
        if step % 3 == 0:
            page.evaluate(
                "from => [...document.querySelectorAll('.text a')].slice(from, from + 40).forEach(one => one.getBoundingClientRect())",
                step * 20,
            )
        page.evaluate("id => { location.hash = ''; location.hash = id; }", unit)
        page.wait_for_timeout(120)
        top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", unit)
        if not 50 <= top <= 150:
            missed.append((unit, top))
    assert not missed
