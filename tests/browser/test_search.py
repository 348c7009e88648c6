"""The search as readers use it: the box, its page, and the marks in a text; on the web and from a folder."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import pytest
from firefox import Firefox, firefox_path
from places import from_folder

from build_scripts import pipeline
from build_scripts.screenshots import served

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEAVIEST = 250_000
"""Bytes, compressed, that the first query of a small archive may load."""

HARBOUR = """\
The tax of the harbour

By Ann Example

The harbour of the town took a tax from every ship that came in with the tide.[1] Nobody liked the tax, \
but the lighthouse had to be paid for, and so the council kept it for three hundred years.

In 1976 the council changed its mind. The lighthouse was given to a museum, and the tax fell to 40 percent \
of what it had been. The keeper of the lighthouse wrote that the sea had not been asked.

{filler}

At the end stands the marmalade of the keeper, which is in no other paragraph.

Notes

[1] The book of the harbour says so; the zeppelin that it also tells of was never seen again.
"""
FILLER = (
    "Paragraph {number} tells of the {thing} and of a lantern, and it is as long as a paragraph should be."
)
MUSEUM = """\
The museum of lanterns

By Ben Sample

The museum of lanterns stands where the lighthouse was. It shows every lantern that a keeper ever lit, \
and some that nobody could light, which are the finest of them all.

A visitor who asks for the tax of the harbour is shown an empty chest, and then the lantern of the keeper.
"""
HOSTILE = (
    "<img src=x onerror=window.harmed=1>", '"><script>window.harmed=2</script>', "javascript:window.harmed=3",
    "'", '"', "“", '""', "((((", "))))", "-", "--", "*", "NOT", "OR OR", "AND", "-(", "[a-z]+(", "\\", "%", "%%%",
    "{{ config }}", "__proto__", "constructor", "toString hasOwnProperty", "\u202etxet\u202c", "\ud83c\udf0a\ud83d\uddfc",
    "a" * 10_000, "tax " * 2_500, "(" * 10_000, '"' * 5_001, "-" * 5_000, "e\u0301" * 3_000,
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    site: Path
    bases: tuple[str, str]
    """Served, and from the folder."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A small reading room of which every word is known."""
    base = tmp_path_factory.mktemp("harbour")
    (base / "seeds").mkdir()
    filler = "\n\n".join(FILLER.format(number=i, thing=("harbour", "tide")[i % 2]) for i in range(1, 61))
    (base / "seeds" / "harbour.txt").write_text(HARBOUR.replace("{filler}", filler), "utf-8")
    (base / "seeds" / "museum.txt").write_text(MUSEUM, "utf-8")
    pipeline.build(base / "seeds", base / "out")
    with served(base / "out" / "site") as address:
        yield Room(base / "out" / "site", (address, from_folder(base / "out" / "site")))


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, room: Room) -> str:
    return room.bases[0 if request.param == "http" else 1]


def ask(page: Any, words: str) -> Any:
    """Type into the box of the header; the passages found."""
    page.locator("#find-q").fill(words)
    page.wait_for_function("!document.querySelector('.find__panel').hidden")
    page.wait_for_function("document.querySelector('.find__said').textContent !== 'Searching …'")
    page.wait_for_timeout(250)
    return page.locator(".find__passage")


def searched(page: Any, base: str, **state: Any) -> Any:
    """The page of the search for this state of its address; the passages found."""
    page.goto(f"{base}search.html?{urlencode(state, doseq=True)}")
    said(page)
    return page.locator("#seek-results .hit")


def said(page: Any) -> str:
    page.wait_for_function("/found|passage/.test(document.getElementById('seek-status').textContent)")
    page.wait_for_timeout(150)
    return str(page.locator("#seek-status").inner_text())


def total(page: Any) -> int:
    found = re.match(r"(?:about )?([\d,]+) passage", said(page))
    return int(found[1].replace(",", "")) if found else 0


MARKED = """name => [...(CSS.highlights && CSS.highlights.get(name) || []),
  ...document.querySelectorAll('mark.' + name)].map(r => r.textContent || String(r))"""


def marked(page: Any, name: str = "search-hit") -> list[str]:
    return list(page.evaluate(MARKED, name))


def opened(page: Any) -> str:
    """Wait until the bar is there; what it says."""
    page.locator(".hits-bar").wait_for()
    return " ".join(page.locator(".hits-bar__count").inner_text().split())


# The box


def test_nothing_of_the_search_loads_before_the_box_is_focused(room: Room, base: str, visit: Any) -> None:
    seen = visit(base + "about.html")
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    seen.page.goto(base + "documents/harbour.html")
    seen.page.wait_for_timeout(300)
    ours = [path for path in asked if "/search" in path.rpartition("/site/")[2] or "/search" in path]
    assert [p.rpartition("/")[2] for p in ours if p.endswith(".js")] == []
    asked.clear()
    assert ask(seen.page, "marmalade").count() == 1
    loaded = [
        room.site / path.rpartition("/site/")[2].lstrip("/")
        if "/site/" in path
        else room.site / path.lstrip("/")
        for path in map(unquote, asked)
    ]
    assert any(path.name == "root.js" for path in loaded)
    assert sum(len(gzip.compress(path.read_bytes())) for path in loaded) < HEAVIEST
    seen.clean()


def test_the_slash_leads_to_the_box_but_not_while_one_types(base: str, visit: Any) -> None:
    seen = visit(base + "documents/harbour.html")
    page = seen.page
    page.keyboard.press("/")
    assert page.locator("#find-q").evaluate("e => e === document.activeElement && e.value === ''")
    page.keyboard.type("a/b")
    assert page.locator("#find-q").input_value() == "a/b"
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=else></textarea>')")
    page.locator("#else").focus()
    page.keyboard.press("/")
    assert page.locator("#else").evaluate("e => e === document.activeElement && e.value === '/'")
    seen.clean()


def test_results_come_while_one_types_and_are_chosen_by_keyboard(base: str, visit: Any) -> None:
    seen = visit(base + "index.html")
    page = seen.page
    found = ask(page, "lighthou")
    box = page.locator("#find-q")
    assert found.count() == 3 and box.get_attribute("aria-expanded") == "true"
    assert "3 passages" in page.locator(".find [role=status]").inner_text()
    assert {mark.lower() for mark in found.locator("mark").all_inner_texts()} == {"lighthouse"}
    assert not box.get_attribute("aria-activedescendant")
    options = page.locator("#find-list [role=option]")
    for number in range(options.count()):
        page.keyboard.press("ArrowDown")
        chosen = box.get_attribute("aria-activedescendant")
        assert options.nth(number).get_attribute("id") == chosen
        assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowDown")
    assert not box.get_attribute("aria-activedescendant"), "after the last comes the field itself"
    page.keyboard.press("ArrowDown")
    href = options.first.get_attribute("href")
    assert box.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.url == href and "q=lighthou" in page.url and "#l" in page.url
    assert "of" in opened(page) and "lighthouse" in marked(page)
    seen.clean()


def test_escape_closes_the_list_then_empties_the_box(base: str, visit: Any) -> None:
    page = visit(base + "index.html").page
    ask(page, "lantern")
    page.keyboard.press("Escape")
    box = page.locator("#find-q")
    assert page.locator(".find__panel").is_hidden() and box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "lantern"
    page.keyboard.press("ArrowDown")
    assert page.locator(".find__panel").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert box.input_value() == "" and box.evaluate("e => e === document.activeElement")


def test_the_list_goes_when_the_focus_does(base: str, visit: Any) -> None:
    page = visit(base + "index.html").page
    ask(page, "lantern")
    page.keyboard.press("Tab")
    assert page.locator(".find__panel").is_visible(), "the help belongs to the box"
    page.locator("footer a").first.focus()
    assert page.locator(".find__panel").is_hidden()


def test_a_late_answer_to_an_older_query_is_dropped(base: str, visit: Any) -> None:
    page = visit(base + "index.html").page
    ask(page, "tide")
    page.evaluate(
        """() => { const query = RRSearch.query; RRSearch.query = async (text, options) => {
          const found = await query(text, Object.assign({}, options, {token: undefined}));
          await new Promise(done => setTimeout(done, text === 'museum' ? 900 : 50));
          return found; }; }"""
    )
    page.locator("#find-q").fill("museum")
    page.wait_for_timeout(300)
    page.locator("#find-q").fill("marmalade")
    page.wait_for_timeout(1400)
    assert page.locator(".find__passage").count() == 1
    assert "marmalade" in page.locator(".find__passage").inner_text()


def test_enter_without_a_choice_leads_to_all_results(base: str, visit: Any) -> None:
    seen = visit(base + "documents/museum.html")
    ask(seen.page, "lantern")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search.html?q=lantern")
    assert total(seen.page) > 50
    seen.clean()


# A text that was opened from a result


def test_a_result_opens_at_its_paragraph_with_all_hits_marked(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="marmalade keeper").first.locator("a").click()
    page.wait_for_url("**/documents/harbour.html?**")
    assert opened(page).startswith("1 of 1 on this page")
    anchor = urlsplit(page.url).fragment
    place = page.locator(f"[id='{anchor}']")
    assert "marmalade" in place.inner_text()
    top, header = place.bounding_box()["y"], page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] - 1 <= top < 500
    assert sorted(marked(page)) == ["keeper", "marmalade"]
    page.wait_for_function(f"({MARKED})('search-elsewhere').length > 0")
    assert set(marked(page, "search-elsewhere")) == {"keeper"}
    seen.clean()


def test_the_bar_leads_from_passage_to_passage_and_back_to_the_results(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    found = searched(page, base, q="lighthouse")
    assert found.count() == 3
    link = page.locator("#seek-results a[href*='harbour.html']").first
    link.click()
    page.wait_for_url("**/documents/harbour.html?**")
    first = opened(page)
    before = urlsplit(page.url).fragment
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    assert opened(page) != first and urlsplit(page.url).fragment != before
    assert page.get_by_role("button", name="Next").evaluate("e => e === document.activeElement")
    there = page.locator(f"[id='{urlsplit(page.url).fragment}']").bounding_box()
    assert 0 <= there["y"] < 800
    page.get_by_role("button", name="Previous").click()
    assert opened(page) == first and urlsplit(page.url).fragment == before
    page.get_by_role("link", name="Back to results").click()
    page.wait_for_url("**/search.html?**")
    said(page)
    here = page.evaluate("document.activeElement.getAttribute('href')")
    assert here and here.endswith("#" + before), "the focus is where the reader was"
    seen.clean()


def test_escape_takes_marks_bar_and_query_away(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="zeppelin").first.locator("a").click()
    page.wait_for_url("**/documents/**")
    opened(page)
    assert urlsplit(page.url).fragment.startswith("fn"), "a note opens at the note"
    page.keyboard.press("Escape")
    assert page.locator(".hits-bar").count() == 0 and marked(page) == []
    assert urlsplit(page.url).query == "" and urlsplit(page.url).fragment.startswith("fn")
    seen.clean()


def test_marks_leave_the_text_whole_where_the_browser_has_no_highlights(base: str, visit: Any) -> None:
    seen = visit(base + "index.html")
    page = seen.page
    page.goto(base + "documents/harbour.html")
    page.set_viewport_size({"width": 1000, "height": 900})  # without room for notes in the margin
    before = page.locator(".text").inner_html()
    page.add_init_script("delete window.Highlight;")
    page.goto(base + "documents/harbour.html?q=tax+harbour#l5")
    opened(page)
    page.wait_for_timeout(300)
    assert page.locator(".text mark.search-hit").count() >= 2
    page.locator(".text .noteref a").first.click()
    assert page.locator("#note-popover").is_visible(), "a note beside a mark opens as before"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Close").click()
    after = re.sub(r' (?:tabindex="-1"|class="")', "", page.locator(".text").inner_html())
    assert after == before
    seen.clean()


@pytest.mark.parametrize("own", [True, False], ids=["highlights", "marks"])
def test_marks_of_the_reader_and_of_the_search_leave_each_other_alone(
    base: str, visit: Any, own: bool
) -> None:
    """Both bring what paints words: the page keeps the first, with what it has painted."""
    seen = visit(base + "index.html")
    page = seen.page
    if not own:
        page.add_init_script("delete window.Highlight;")
    page.set_viewport_size({"width": 1000, "height": 900})
    page.goto(base + "documents/harbour.html")
    before = page.locator(".text").inner_html()
    page.goto(base + "documents/harbour.html?q=tax+harbour#l5")
    opened(page)
    page.wait_for_function(f"({MARKED})('search-elsewhere').length > 0")
    found = sorted(marked(page))
    page.evaluate("window.first = RoomPaint; Room.load('assets/notebook.js')")
    page.evaluate("Room.load('assets/marks.js')")
    assert page.evaluate("RoomPaint === window.first")
    words = page.evaluate(
        """() => { const read = RoomWords.read(document.getElementById('l5'));
          RoomWords.paint('own', read.ranges(0, 40)); return read.text.slice(0, 40); }"""
    )
    assert "".join(marked(page, "own")) == words and "tax" in words
    assert sorted(marked(page)) == found
    page.get_by_role("button", name="Close").click()
    assert not any(marked(page, f"search-{name}") for name in ("hit", "elsewhere", "now"))
    assert "".join(marked(page, "own")) == words
    page.evaluate("RoomWords.clear('own')")
    after = re.sub(r' (?:tabindex="-1"|class="")', "", page.locator(".text").inner_html())
    assert after == before
    seen.clean()


def test_a_passage_set_aside_opens_the_page_as_received(site: Path, address: str, visit: Any) -> None:
    for base in (address, from_folder(site)):
        seen = visit(base + "search.html")
        page = seen.page
        word = page.evaluate(
            """async () => { await RRStart.engine(); const all = await RRSearch.passages.all();
              const id = all.partOf.indexOf(2);
              if (id < 0) return '';
              const unit = await RRSearch.passages.unit(id);
              return (unit.text.match(/\\p{L}{5,}/gu) || [''])[0]; }"""
        )
        if not word:
            pytest.skip("nothing is set aside here")
        searched(page, base, q=word, part="aside").first.locator("a").click()
        page.wait_for_url("**/sources/**")
        opened(page)
        assert word.lower() in [mark.lower() for mark in marked(page)]
        seen.clean()


# The page of the search


def test_results_come_twenty_at_a_time_and_the_address_says_how_many(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    found = searched(page, base, q="paragraph")
    assert found.count() == 20 and total(page) > 60
    page.get_by_role("button", name="Show 20 more").click()
    page.wait_for_function("document.querySelectorAll('#seek-results .hit').length === 40")
    assert found.nth(20).locator("a").evaluate("e => e === document.activeElement")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["paragraph"], "n": ["40"]}
    page.reload()
    said(page)
    assert found.count() == 40
    seen.clean()


def test_filters_have_true_counts_that_combine(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="lantern")
    whole = total(page)
    rows = page.locator("#seek-filter-lists details").first.locator("li")
    counts = [int(text.replace(",", "")) for text in rows.locator(".seek-filter__count").all_inner_texts()]
    assert len(counts) == 2 and sum(counts) == whole
    for number, count in enumerate(counts):
        rows.nth(number).locator("input").check()
        page.wait_for_function(
            "n => document.getElementById('seek-status').textContent.startsWith(n + ' ')", arg=str(count)
        )
        assert rows.nth(number).locator("input").evaluate("e => e === document.activeElement"), "focus kept"
        assert total(page) == count and "document=" in page.url
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        assert total(page) == count, "the address holds the filter"
        page.locator(".seek-chip").first.click()
        page.wait_for_function("document.querySelectorAll('.seek-chip').length === 0")
        assert total(page) == whole and "document=" not in page.url
    seen.clean()


def test_results_are_grouped_on_request(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="lantern")
    page.get_by_label("Group by document").check()
    page.locator(".hits-group").nth(1).wait_for()
    assert page.locator(".hits-group").count() == 2 and "group=1" in page.url
    assert page.locator(".hits-group h2").all_inner_texts() and page.locator(".hits-group .hit").count() <= 6
    page.get_by_role("button", name="more of this document").first.click()
    page.wait_for_function("document.querySelectorAll('.hits-group .hit').length > 6")
    page.reload()
    page.locator(".hits-group").nth(1).wait_for()
    assert page.get_by_label("Group by document").is_checked()
    seen.clean()


def test_a_slip_of_the_pen_is_answered(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="marmelade")
    offer = page.locator(".seek-mean a")
    assert offer.inner_text() == "marmalade"
    assert page.locator(".hits-near .hit").count() == 1
    offer.click()
    page.wait_for_function("document.querySelector('.seek-mean') === null")
    assert total(page) == 1 and page.locator("#seek-q").input_value() == "marmalade"
    assert parse_qs(urlsplit(page.url).query)["q"] == ["marmalade"]
    seen.clean()


def test_only_the_words_as_typed_on_request(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="lighthouses")
    assert total(page) == 3
    page.get_by_label("Only the words as typed").check()
    page.wait_for_function("document.getElementById('seek-status').textContent.startsWith('Nothing')")
    assert "exact=1" in page.url
    page.get_by_role("link", name="Also other forms and names").click()
    page.wait_for_function("document.getElementById('seek-status').textContent.startsWith('3')")
    assert "exact" not in page.url
    seen.clean()


def test_nothing_found_is_said_and_what_has_most_of_the_words_is_offered(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    searched(page, base, q="qqzzxxv")
    assert said(page).startswith("Nothing found") and page.locator(".ways-in").is_visible()
    searched(page, base, q="marmalade zeppelin keeper")
    assert "No passage has all the words" in page.locator("#seek-notes").inner_text()
    assert "zeppelin" in page.locator(".hit__missing").first.inner_text()
    seen.clean()


def test_names_say_what_else_is_found(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, "search.html"))
    page = seen.page
    form = page.evaluate(
        """async () => { await RRStart.engine(); const names = await RRSearch.names.load();
          for (const one of names.byId.values()) {
            const found = await RRSearch.query(one.label, {limit: 1});
            if (found.also.length && found.also[0].more) return one.label;
          }
          return ''; }"""
    )
    if not form:
        pytest.skip("no names are recorded here")
    searched(page, from_folder(site), q=form)
    with_names = total(page)
    also = page.locator(".seek-also")
    assert also.inner_text().startswith("Also: ")
    also.get_by_role("link", name="Only the words as typed").click()
    page.wait_for_function("document.querySelector('.seek-also').textContent.startsWith('Only')")
    assert 0 <= total(page) < with_names and "exact=1" in page.url
    seen.clean()


def test_the_help_is_one_step_away(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    text = page.locator("#how-to-search")
    button = page.get_by_role("button", name="How to search")
    button.click()
    assert text.get_attribute("open") is not None and len(text.locator("dt").all()) == 10
    button.click()
    assert text.get_attribute("open") is None
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("dialog").get_by_role("link", name="How to search").click()
    page.wait_for_function("document.querySelector('#how-to-search').open")
    assert not page.locator("dialog").is_visible()
    button.click()
    page.locator("#seek-q").fill("why")
    page.keyboard.type("?")
    assert page.locator("#seek-q").input_value() == "why?" and text.get_attribute("open") is None
    page.wait_for_function("location.search.includes('why')")
    page.goto(base + "search.html#how-to-search")
    assert text.get_attribute("open") is not None
    seen.clean()


# Bad input


def test_whatever_is_typed_does_no_harm_and_is_no_error(base: str, visit: Any) -> None:
    seen = visit(base + "search.html")
    page = seen.page
    for words in HOSTILE:
        page.locator("#seek-q").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_timeout(120)
        assert page.evaluate("1 + 1") == 2 and page.evaluate("window.harmed") is None, words[:40]
        assert page.locator(".seek-note--problem").count() == 0, words[:40]
    page.locator("#seek-q").fill("marmalade")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('seek-status').textContent.startsWith('1 passage')")
    seen.clean()


def test_whatever_stands_in_an_address_does_no_harm(base: str, visit: Any) -> None:
    seen = visit(base + "index.html")
    page = seen.page
    bad = quote('"><img src=x onerror=window.harmed=1>')
    for path in (
        f"search.html?q={bad}&document={bad}&person={bad}&n=99999999&year=x",
        "search.html?q=tax&n=-5&part=none&kind=__proto__&__proto__=1&group=2",
        f"documents/harbour.html?q={bad}#{bad}",
        "documents/harbour.html?q=%FF%FE%ED%A0%80#%E0%A4%A",
        f"documents/harbour.html?q={'tax%20' * 900}#l5",
        "documents/harbour.html?q=nowhere#no-such-place",
    ):
        page.goto(base + path)
        page.wait_for_timeout(400)
        assert page.evaluate("window.harmed") is None, path[:60]
    seen.clean()


def test_hostile_texts_are_shown_as_they_stand(hostile_site: Path, visit: Any) -> None:
    seen = visit(from_folder(hostile_site, "index.html"))
    page = seen.page
    page.locator("#find-q").click()
    assert ask(page, "ampersand").count() > 0
    for words in ("img", "script", "svg onload", "tags"):
        searched(page, from_folder(hostile_site), q=words, part=["text", "note", "aside"])
        assert page.evaluate("window.harmed") is None
    searched(page, from_folder(hostile_site), q="tags", group="1")
    assert "<b>tags</b>" in page.locator("#seek-results").inner_text()
    assert page.evaluate("window.harmed") is None
    seen.clean()


@pytest.mark.parametrize("damage", ["missing", "cut", "not a script", "nothing", "other edition"])
def test_a_damaged_index_gives_a_plain_message_and_the_site_stays_usable(
    room: Room, visit: Any, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(room.site, copy)
    hurt = copy / "search" / ("p/0.js" if damage == "other edition" else "root.js")
    old = hurt.read_text("utf-8")
    hurt.write_text(
        {
            "missing": "", "cut": old[: len(old) // 2], "not a script": "<!doctype html><p>Not here</p>",
            "nothing": "", "other edition": re.sub(r'"[0-9a-f]+"\);\s*$', '"another");', old),
        }[damage], "utf-8",
    )  # fmt: skip
    if damage == "missing":
        hurt.unlink()
    with served(copy) as address:
        for base in (address, from_folder(copy)):
            page = visit(base + "documents/museum.html").page
            page.locator("#find-q").fill("lighthouse")
            page.wait_for_function("/search index/.test(document.querySelector('.find__said').textContent)")
            assert page.locator("#find-q").get_attribute("aria-expanded") in ("false", "true")
            page.goto(base + "search.html?q=lighthouse")
            message = page.locator(".seek-note--problem")
            message.first.wait_for()
            assert "search index" in message.first.inner_text()
            if damage != "other edition":
                assert page.locator(".ways-in").is_visible()
            page.goto(base + "documents/museum.html?q=lighthouse#l5")
            page.wait_for_timeout(200)
            assert page.locator(".text p").first.is_visible()


# Every reader


@pytest.mark.parametrize("path", ["documents/harbour.html", "search.html?q=tax"])
def test_without_scripts_there_are_lists_and_no_dead_box(base: str, visit: Any, path: str) -> None:
    page = visit(base + path, js=False, width=390).page
    assert page.locator("input[type=search]:visible").count() == 0
    if path.startswith("documents"):
        page.locator("a.find-link").click()
    assert page.url.partition("?")[0].endswith("search.html")
    links = [link.get_attribute("href") for link in page.locator(".ways-in a").all()]
    assert {"documents/harbour.html", "documents/museum.html", "documents.html", "topics.html"} <= set(links)
    assert page.locator(".ways-in").is_visible() and page.locator(".seek-off").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_telephone_a_button_opens_the_box(base: str, visit: Any) -> None:
    seen = visit(base + "documents/harbour.html", width=390, touch=True)
    page = seen.page
    box = page.locator("#find-q")
    assert box.is_hidden()
    page.get_by_role("button", name="Search", exact=True).tap()
    assert box.is_visible() and box.evaluate("e => e === document.activeElement")
    assert ask(page, "lighthouse").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".find__passage").first.tap()
    page.wait_for_url("**/documents/**?q=lighthouse*")
    opened(page)
    bar = page.locator(".hits-bar").bounding_box()
    assert bar["x"] >= 0 and bar["width"] <= 390 and bar["height"] < 120
    page.get_by_role("button", name="Close").tap()
    page.evaluate("window.scrollTo(0, 0)")  # the header comes back to who scrolls back
    page.get_by_role("button", name="Search", exact=True).tap()
    page.get_by_role("button", name="Close").tap()
    assert box.is_hidden()
    assert page.locator(".find__open").evaluate("e => e === document.activeElement")
    seen.clean()


TARGETS = """() => [...document.querySelectorAll(
  '.find button, .find a, .seek button, .seek summary, .seek__options label, .seek-body summary, .seek-body label, ' +
  '.seek-chips button, .hit__link, .seek-more, .hits-bar button, .hits-bar a')]
  .filter(e => e.offsetParent || getComputedStyle(e).position === 'fixed')
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 23.5 || box.width < 23.5)).map(([what]) => what)"""


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_no_barrier_that_a_program_can_find(room: Room, visit: Any, width: int, scheme: str) -> None:
    base = room.bases[0]
    seen = visit(base + "search.html", width=width, scheme=scheme)
    page = seen.page

    def look(where: str) -> None:
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            """async tags => (await axe.run(document, {resultTypes: ['violations'],
              runOnly: {type: 'tag', values: tags}})).violations
              .map(one => `${one.id}: ${one.nodes[0].target.join(' ')} ${one.nodes[0].failureSummary}`)""",
            RULES,
        )
        assert not found, (where, found)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        small = page.evaluate(TARGETS)
        assert not small, (where, small)

    searched(page, base, q="lantern", document=["harbour", "museum"], part=["text", "note"])
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_timeout(300)
    look("results")
    searched(page, base, q="marmelade", group="1")
    look("near")
    page.goto(base + "documents/harbour.html?q=lighthouse#l5")
    opened(page)
    page.evaluate("window.scrollTo(0, 0)")  # where nothing lies half below the header
    page.wait_for_timeout(300)
    look("text")
    page.keyboard.press("/")
    ask(page, "keeper of lanterns")
    page.keyboard.press("ArrowDown")
    look("box")
    seen.clean()


def test_on_paper_there_is_no_bar_and_no_box(base: str, visit: Any) -> None:
    page = visit(base + "documents/harbour.html?q=lighthouse#l5").page
    opened(page)
    page.emulate_media(media="print")
    assert page.locator(".hits-bar").is_hidden() and page.locator("#find-q").is_hidden()


@pytest.mark.skipif(not firefox_path(), reason="Firefox is not installed")
def test_firefox_shows_the_same_page_box_and_marks(room: Room, visit: Any) -> None:
    """From the folder, where the two browsers differ most in what they allow."""
    state = "search.html?q=" + quote("tax lantern")
    found = "return [...document.querySelectorAll('#seek-results .hit a')].map(one => one.textContent);"
    page = visit(room.bases[1] + state).page
    said(page)
    expected = page.evaluate(f"() => {{ {found} }}")
    firefox = Firefox()
    try:
        firefox.goto(room.bases[1] + state)
        wait = "async ([what]) => { for (let n = 0; n < 100 && !eval(what); n++) await new Promise(go => setTimeout(go, 100)); return eval(what); }"
        assert firefox.run(wait, ["/passage/.test(document.getElementById('seek-status').textContent)"])
        assert expected and firefox.run(f"async () => {{ {found} }}") == expected
        firefox.goto(room.bases[1] + "documents/harbour.html?q=marmalade")
        assert firefox.run(
            wait, ["CSS.highlights.size && document.documentElement.classList.contains('hits-shown')"]
        )
        firefox.run(
            "async () => { document.querySelector('#find-q').focus(); document.querySelector('#find-q').value = 'zeppelin'; "
            "document.querySelector('#find-q').dispatchEvent(new Event('input', {bubbles: true})); }"
        )
        assert firefox.run(wait, ["document.querySelectorAll('.find__passage').length"]) == 1
    finally:
        firefox.close()
