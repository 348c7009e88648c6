"""Texts in other scripts: a reading room of `tests/corpora/scripts`, measured.

The texts were written for these tests; they speak of margins, notes and lists and state nothing about the world."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import from_folder

from build_scripts import pipeline

CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "scripts"
RIGHTWARD = ("hebrew", "arabic", "persian")
ALL = (*RIGHTWARD, "chinese", "japanese", "mixed")
PLACE = "e => { const r = e.getBoundingClientRect(); return [r.left, r.right, r.top, r.bottom]; }"


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("scripts")
    pipeline.build(CORPUS, out)
    return out / "site"


def words(page: Any, selector: str, index: int = 0) -> tuple[float, float]:
    """Left and right edge of the words of a block, without numbers and dots."""
    return (
        page.locator(selector)
        .nth(index)
        .evaluate(
            """e => { const range = document.createRange(); let left = 1e9, right = -1e9;
        const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode()); ) {
          if (node.parentElement.closest('a.ln, sup, button, details') || !node.data.trim()) continue;
          range.selectNodeContents(node);
          for (const r of range.getClientRects()) { left = Math.min(left, r.left); right = Math.max(right, r.right); }
        } return [left, right]; }"""
        )
    )


@pytest.mark.parametrize("name", RIGHTWARD)
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_text_from_right_to_left_is_mirrored(scripts: Path, visit: Any, name: str, width: int) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html"), width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    left, right, *_ = page.locator(".text").evaluate(PLACE)
    for block in (".title h1", ".text > p", ".text > h2"):
        assert words(page, block)[1] == pytest.approx(right, abs=4), block
    # The number of a line stands where the line begins.
    number = page.locator(".text > p > a.ln").first.evaluate(PLACE)
    assert number[0] >= right - 1 if width > 720 else number[1] == pytest.approx(right, abs=2)
    assert number[1] <= width
    # Quotations and lists are indented on the right, and their signs stand there.
    assert words(page, ".text > blockquote")[1] < right - 20
    assert words(page, ".text > blockquote")[0] >= left - 1
    item = page.locator(".text > :is(ul, ol) > li").nth(1).evaluate(PLACE)
    assert item[1] < right - 15 and item[0] == pytest.approx(left, abs=2)
    # So is the list of the notes: the label right, the words left of it.
    label = page.locator("section.notes .note-label").first.evaluate(PLACE)
    assert label[1] <= right and label[0] >= words(page, "section.notes li.note .note-label ~ *")[1] - 60
    assert label[0] > (left + right) / 2


@pytest.mark.parametrize("name", RIGHTWARD)
def test_the_notes_stand_on_the_left_of_such_a_text(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html"), width=1360).page
    page.wait_for_timeout(200)
    left = page.locator(".text").evaluate(PLACE)[0]
    for note in page.locator(".sidenote").all():
        at = note.evaluate(PLACE)
        assert at[0] >= 0 and at[1] < left and note.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".sidenote").count() == 2
    rail = page.locator(".rail")
    assert rail.evaluate(PLACE)[0] > page.locator(".text").evaluate(PLACE)[1]


@pytest.mark.parametrize("name", RIGHTWARD)
def test_a_table_of_such_a_text_begins_on_the_right(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html"), width=1280).page
    if not page.locator(".text .table").count():
        pytest.skip("no table")
    first, last = (
        page.locator(f".text .table th:{which}-child").evaluate(PLACE) for which in ("first", "last")
    )
    assert first[0] > last[0]


@pytest.mark.parametrize("name", RIGHTWARD)
def test_a_note_of_such_a_text_opens_in_place(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html"), width=390, touch=True).page
    marker = page.locator(".text .noteref a").first
    marker.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    marker.tap()
    box = page.locator(".note-popover")
    box.wait_for(state="visible")
    left, right, *_ = box.evaluate(PLACE)
    assert left >= 0 and right <= 390 and page.evaluate("scrollY") == before
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("name", ALL)
def test_what_the_edition_adds_is_in_its_own_language(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html")).page
    for added in page.locator(".text :is(details.connections, .leads-here, .editor-notes)").all():
        assert added.evaluate("e => e.closest('[lang]').lang") == "en"
        assert added.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_a_passage_that_runs_the_other_way_is_set_so_and_its_number_stays(scripts: Path, visit: Any) -> None:
    page = visit(from_folder(scripts, "documents/mixed.html"), width=1280).page
    left, right, *_ = page.locator(".text").evaluate(PLACE)
    paragraph = ".text > p[dir='rtl']"
    assert page.locator(paragraph).count() == 1
    assert words(page, paragraph)[1] == pytest.approx(right, abs=4)
    for number in page.locator(".text a.ln").all():
        assert number.evaluate(PLACE)[1] <= left, number.inner_text()
    assert words(page, ".text > blockquote")[1] < right - 20
    # The full stop stands at the end of the Hebrew line, on its left.
    stop = page.locator(paragraph).evaluate(
        """e => { const all = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), range = document.createRange();
        for (let node; (node = all.nextNode()); ) if (node.data.trim() === '.' || node.data.endsWith('ימין.')) {
          range.setStart(node, node.data.lastIndexOf('.')); range.setEnd(node, node.data.lastIndexOf('.') + 1);
          const word = document.createRange(), before = e.querySelector('span[dir]').lastChild;
          word.setStart(before, before.length - 4); word.setEnd(before, before.length - 1);
          return range.getBoundingClientRect().right - word.getBoundingClientRect().left; } }"""
    )
    assert stop is not None and stop <= 4
    english = page.locator(".text > p").first
    assert english.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert words(page, ".text > p")[0] == pytest.approx(left, abs=4)


@pytest.mark.parametrize("name", ["chinese", "japanese"])
def test_no_line_of_chinese_or_japanese_begins_with_a_sign(scripts: Path, visit: Any, name: str) -> None:
    """Neither with the number of a note nor with a mark that belongs to the line before; and the measure is
    between 25 and 45 signs."""
    for width in (390, 1280):
        page = visit(from_folder(scripts, f"documents/{name}.html"), width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        starts = page.evaluate(
            """() => [...document.querySelectorAll('.text > p, .text blockquote p')].flatMap(block => {
              const starts = [], range = document.createRange(); let last = null;
              const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode()); ) {
                if (node.parentElement.closest('a.ln, button')) continue;
                for (let i = 0; i < node.length; i++) {
                  range.setStart(node, i); range.setEnd(node, i + 1);
                  const at = range.getBoundingClientRect();
                  if (!at.width) continue;
                  if (last !== null && at.left < last - 20) starts.push((node.parentElement.closest('sup') ? '*' : '') + node.data[i]);
                  last = at.left;
                }
              } return starts; })"""
        )
        assert starts
        assert not [sign for sign in starts if sign[0] in "。、，；：！？）」*"], starts
        ems = page.locator(".text > p").first.evaluate(
            "e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize)"
        )
        assert (25 <= ems <= 45) if width == 1280 else ems >= 18


@pytest.mark.parametrize("name", ALL)
def test_the_leading_is_the_same_in_every_script(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html")).page
    leading = page.locator(".text > p").first.evaluate(
        "e => parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert 1.5 <= leading <= 1.6


@pytest.mark.parametrize("name", [*RIGHTWARD, "chinese"])
def test_on_paper_the_numbers_stand_at_the_right_side(scripts: Path, visit: Any, name: str) -> None:
    page = visit(from_folder(scripts, f"documents/{name}.html")).page
    page.emulate_media(media="print")
    left, right, *_ = page.locator(".text").evaluate(PLACE)
    number = page.locator(".text > p > a.ln").first.evaluate(PLACE)
    assert number[0] >= right if name in RIGHTWARD else number[1] <= left
