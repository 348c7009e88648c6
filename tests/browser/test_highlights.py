"""Highlights and notes of a reader: kept in the browser, drawn again, never moved in silence, taken along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from places import from_folder, with_notes

from build_scripts.screenshots import page_types

#: Selects from the `from`th text node of paragraph `start` to the `to`th of paragraph `end`; gives the words.
SELECT = """([start, from, end, to]) => {
  const paragraphs = [...document.querySelectorAll('.text > p[id]')];
  const nodes = number => {
    const walker = document.createTreeWalker(paragraphs[number], NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('a.ln, button')) found.push(walker.currentNode);
    return found;
  };
  const first = nodes(start)[from], last = nodes(end).slice(to)[0], range = document.createRange();
  paragraphs[start].scrollIntoView({block: 'center'});
  range.setStart(first, 0);
  range.setEnd(last, last.length);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return selection.toString();
}"""
NOTED = """() => [...document.querySelectorAll('.text > p[id]')].findIndex(
  p => p.querySelector(':scope > .noteref') && p.querySelectorAll('a.name').length > 1)"""
PAINTED = """name => CSS.highlights.has(name) ? [...CSS.highlights.get(name)].map(r => r.toString()).join('') : ''"""
KEPT = """() => Object.entries(localStorage).filter(([key]) => key.includes(':marks:')).flatMap(([, v]) => JSON.parse(v))"""


def flat(words: str) -> str:
    return " ".join(words.split())


def quotation(annotation: dict[str, Any], number: int = 0) -> str:
    return annotation["target"][number]["selector"]["refinedBy"][0]["exact"]


BOTH = pytest.mark.parametrize("way", ["http", "file"])
"""What browsers treat differently on the web and in a folder: storing, copying, reading and writing files."""


@pytest.fixture
def way() -> str:
    return "http"


@pytest.fixture
def base(way: str, site: Path, address: str) -> str:
    return address if way == "http" else from_folder(site)


def keeps(page: Any, base: str) -> bool:
    """Whether another page sees what this one keeps. Chromium under load now and then gives a page from a folder
    a store of its own that is never written; a fault of the browser is none of ours."""
    page.evaluate("localStorage.setItem('probe', '1')")
    other = page.context.new_page()
    other.goto(base + "about.html")
    found = other.evaluate(
        """async () => { for (let i = 0; i < 30 && !localStorage.getItem('probe'); i++)
          await new Promise(done => setTimeout(done, 100)); return localStorage.getItem('probe') === '1'; }"""
    )
    other.close()
    page.evaluate("localStorage.removeItem('probe')")
    return found


@pytest.fixture
def reading(way: str, base: str, site: Path, visit: Any) -> Callable[..., Any]:
    """Opens a short document, or the one with most notes."""

    def opened(noted: bool = False, **more: Any) -> Any:
        path = with_notes(site) if noted else page_types(site)["documents-short"]
        seen = visit(base + path, **more)
        for _ in range(4):
            if way == "http" or keeps(seen.page, base):
                break
            seen = visit(base + path, **more)
        return seen

    return opened


def choose(page: Any, start: int, end: int | None = None, first: int = 0, last: int = -1) -> str:
    words = page.evaluate(SELECT, [start, first, start if end is None else end, last])
    page.locator(".own-bar").wait_for(state="visible")
    return words


def highlight(page: Any, number: int) -> None:
    choose(page, number)
    tool(page, "Highlight").click()
    assert page.evaluate(KEPT), "not kept"


def tool(page: Any, name: str) -> Any:
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def change(page: Any, key: str, value: str) -> None:
    """As if the text had changed since: of all that is kept, one member of each quotation or target."""
    page.evaluate(
        """([name, value]) => Object.keys(localStorage).filter(key => key.includes(':marks:')).forEach(key => {
          const some = JSON.parse(localStorage.getItem(key));
          some.forEach(one => one.target.forEach(target => {
            if (name === 'exact') target.selector.refinedBy[0].exact = value;
            else if (name === 'unit') target.selector.value = value;
            target['room:hash'] = 'other';
          }));
          localStorage.setItem(key, JSON.stringify(some));
        })""",
        [key, value],
    )
    page.reload()
    page.locator(".own-notice").wait_for()


@BOTH
def test_words_are_highlighted_across_links_without_the_numbers_of_notes(reading: Any) -> None:
    """The marks of notes inside the selection are no part of what is kept; links and notes stay as they were."""
    seen = reading(noted=True)
    page = seen.page
    number = page.evaluate(NOTED)
    before = page.evaluate(
        "n => document.querySelectorAll('.text > p[id]')[n].querySelectorAll('a').length", number
    )
    choose(page, number)
    tool(page, "Highlight").click()
    (one,) = page.evaluate(KEPT)
    clean = page.evaluate(
        """n => { const copy = document.querySelectorAll('.text > p[id]')[n].cloneNode(true);
          copy.querySelectorAll('.ln, .noteref, .ed, button, [class*=dot]').forEach(e => e.remove()); return copy.textContent; }""",
        number,
    )
    assert quotation(one) in flat(clean) and len(quotation(one)) > 40
    assert one["motivation"] == "highlighting" and one["target"][0]["selector"]["type"] == "FragmentSelector"
    assert flat(page.evaluate(PAINTED, "own")) == quotation(one)
    assert page.locator(".text mark").count() == 0
    page.reload()
    page.wait_for_function("CSS.highlights.has('own')")
    assert flat(page.evaluate(PAINTED, "own")) == quotation(one)
    links = "n => document.querySelectorAll('.text > p[id]')[n].querySelectorAll('a').length"
    assert page.evaluate(links, number) == before
    seen.clean()


def test_a_browser_without_highlights_of_its_own_marks_the_words_and_takes_it_back(
    reading: Any, base: str, site: Path
) -> None:
    seen = reading(noted=True)
    page = seen.page
    page.add_init_script("delete window.Highlight")
    page.goto(base + with_notes(site))
    number = page.evaluate(NOTED)
    markup = f"document.querySelectorAll('.text > p[id]')[{number}].innerHTML"
    before = page.evaluate(markup)
    choose(page, number)
    tool(page, "Highlight").click()
    (one,) = page.evaluate(KEPT)
    marks = page.locator(".text mark.own")
    assert flat("".join(marks.all_text_contents())) == quotation(one)
    assert page.locator(".text mark a, .text mark sup").count() == 0, (
        "links and notes hold marks, never the reverse"
    )
    page.get_by_role("button", name="Undo").click()
    assert marks.count() == 0 and page.evaluate(KEPT) == []
    assert page.evaluate(markup) == before


def test_a_note_over_two_paragraphs_is_kept_shown_changed_and_deleted_with_undo(reading: Any) -> None:
    seen = reading()
    page = seen.page
    choose(page, 1, 2)
    tool(page, "Note").click()
    words = 'My <b>thought</b> & "doubt"'
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    (one,) = page.evaluate(KEPT)
    assert one["body"]["value"] == words and len(one["target"]) == 2
    sign = page.locator(".own-sign")
    assert sign.count() == 1 and sign.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Your note")
    assert words in card.inner_text() and "this browser only" in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.count() and sign.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Edit").click()
    page.locator(".own-card textarea").fill("Another")
    page.get_by_role("button", name="Keep", exact=True).click()
    assert page.evaluate(KEPT)[0]["body"]["value"] == "Another"
    sign.click()
    card.get_by_role("button", name="Delete").click()
    assert page.evaluate(KEPT) == [] and sign.count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(KEPT)[0]["id"] == one["id"] and sign.count() == 1
    seen.clean()


def test_the_keyboard_alone_marks_a_paragraph(reading: Any) -> None:
    """`m` leads into the tools, the arrows from one to the next, Escape back."""
    page = reading().page
    page.locator(".text > p[id] > a.ln").nth(3).focus()
    number = page.evaluate("document.activeElement.parentElement.id")
    page.keyboard.press("m")
    bar = page.get_by_role("toolbar")
    bar.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Highlight"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy the link to this line"
    page.keyboard.press("Escape")
    assert not bar.is_visible() and page.evaluate("document.activeElement.className") == "ln"
    page.keyboard.press("m")
    bar.wait_for()
    page.keyboard.press("Enter")
    (one,) = page.evaluate(KEPT)
    assert one["target"][0]["selector"]["value"] == number


def test_nothing_is_in_the_way_of_selecting_typing_and_quiet_reading(reading: Any) -> None:
    page = reading().page
    page.locator("#find-q").fill("m")
    page.locator("#find-q").select_text()
    page.wait_for_timeout(500)
    assert not page.locator(".own-bar").count()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur(); document.documentElement.dataset.quiet = '1'")
    page.evaluate(SELECT, [2, 0, 2, -1])
    page.wait_for_timeout(500)
    assert not page.locator(".own-bar").count()
    page.evaluate("delete document.documentElement.dataset.quiet")
    chosen = choose(page, 2)
    assert page.evaluate("document.activeElement === document.body"), "the tools take the focus"
    assert page.evaluate("getSelection().toString()") == chosen
    page.keyboard.press("Escape")
    assert not page.locator(".own-bar").is_visible()
    assert page.evaluate("getSelection().toString()") == chosen, "Escape takes the selection away"


def test_changed_words_are_told_and_both_states_shown(reading: Any) -> None:
    page = reading().page
    highlight(page, 1)
    change(page, "exact", "Words that nobody wrote here")
    assert page.evaluate(PAINTED, "own") == "" and page.evaluate(PAINTED, "own-moved") == ""
    page.locator(".own-notice").get_by_role("button", name="Show").click()
    dialog = page.get_by_role("dialog")
    shown = dialog.inner_text()
    assert "Words that nobody wrote here" in shown and "no longer stand here" in shown
    paragraph = page.evaluate("RoomWords.read(document.querySelectorAll('.text > p[id]')[1]).text")[:60]
    assert "Stands there now" in shown and paragraph in flat(shown)
    page.keyboard.press("Escape")
    (one,) = page.evaluate(KEPT)
    assert quotation(one) == "Words that nobody wrote here", "it was put elsewhere without the reader"


def test_words_that_stand_in_a_changed_paragraph_are_marked_as_such_until_the_reader_agrees(
    reading: Any,
) -> None:
    page = reading().page
    highlight(page, 1)
    before = page.evaluate(PAINTED, "own")
    change(page, "hash", "")
    assert page.evaluate(PAINTED, "own") == "" and page.evaluate(PAINTED, "own-moved") == before
    page.locator(".own-sign").click()
    page.get_by_role("button", name="Keep it on these words").click()
    assert page.evaluate(PAINTED, "own") == before and not page.locator(".own-notice").count()


def test_a_paragraph_that_is_gone_is_told(reading: Any) -> None:
    page = reading().page
    highlight(page, 1)
    change(page, "unit", "l999999")
    page.locator(".own-notice").get_by_role("button", name="Show").click()
    assert "no longer in the text" in page.get_by_role("dialog").inner_text()


@BOTH
def test_the_notebook_lists_exports_and_imports_without_doubles(
    reading: Any, base: str, site: Path, visit: Any, tmp_path: Path
) -> None:
    page = reading().page
    highlight(page, 1)
    choose(page, 3)
    tool(page, "Note").click()
    page.keyboard.type("# Not a heading\n<script>window.harmed=1</script> [x](javascript:alert(1))")
    page.keyboard.press("Control+Enter")
    page.goto(base + "notebook.html")
    items = page.locator(".own-list li")
    assert items.count() == 2
    with page.expect_download() as loading:
        page.get_by_role("button", name="Export as JSON").click()
    kept = tmp_path / "marks.json"
    loading.value.save_as(kept)
    data = json.loads(kept.read_text("utf-8"))
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and len(data["items"]) == 2
    with page.expect_download() as loading:
        page.get_by_role("button", name="Export as Markdown").click()
    loading.value.save_as(tmp_path / "marks.md")
    written = (tmp_path / "marks.md").read_text("utf-8")
    assert "\\# Not a heading" in written and "\\<script\\>" in written and "\\[x\\]" in written
    assert flat(quotation(data["items"][0]))[:20] in written.replace("\\", "")
    items.first.get_by_role("button", name="Delete").click()
    page.locator("input[type=file]").set_input_files(kept)
    status = page.locator(".own-list__status")
    status.get_by_text("1 mark added, 1 already here").wait_for()
    assert items.count() == 2
    other = visit(base + "notebook.html")
    other.page.locator("input[type=file]").set_input_files(kept)
    other.page.locator(".own-list__status").get_by_text("2 marks added").wait_for()
    assert other.page.locator(".own-list li").count() == 2
    assert (
        other.page.evaluate("window.harmed") is None and other.page.locator("#notebook script").count() == 0
    )
    other.page.locator(".own-list__facts a").first.click()
    other.page.wait_for_function("CSS.highlights.has('own') || CSS.highlights.has('own-note')")
    other.clean()


QUOTE = {"type": "TextQuoteSelector", "exact": "words"}
FRAGMENT = {"type": "FragmentSelector", "value": "l4", "refinedBy": [QUOTE]}
BAD = {
    "no JSON": "{",
    "no list": '{"a": 1}',
    "no annotation": [{"type": "Note"}],
    "no quotation": [{"type": "Annotation", "target": {"source": "documents/a.html", "selector": {**FRAGMENT, "refinedBy": []}}}],
    "no line": [{"type": "Annotation", "target": {"source": "documents/a.html", "selector": QUOTE}}],
    "a line that is none": [
        {"type": "Annotation", "target": {"source": "documents/a.html", "selector": {**FRAGMENT, "value": "javascript:"}}}
    ],
    "no document": [{"type": "Annotation", "target": {"source": "https://example.org/", "selector": FRAGMENT}}],
    "null": [None, 3, "x"],
}  # fmt: skip


def test_a_bad_file_is_refused_in_words_and_changes_nothing(base: str, visit: Any, tmp_path: Path) -> None:
    seen = visit(base + "notebook.html")
    page = seen.page
    for name, content in BAD.items():
        path = tmp_path / "bad.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        page.locator("input[type=file]").set_input_files(path)
        page.wait_for_function("document.querySelector('.own-list__status').textContent !== ''")
        assert len(page.locator(".own-list__status").inner_text()) > 30, name
        assert page.evaluate(KEPT) == [], name
        page.evaluate("document.querySelector('.own-list__status').textContent = ''")
    seen.clean()


def test_a_foreign_annotation_is_taken_as_plain_text(
    base: str, site: Path, visit: Any, tmp_path: Path
) -> None:
    """One without this site's own members, with a body of markup and an address of another host."""
    document = with_notes(site)
    given = {
        "type": "AnnotationCollection",
        "first": {"items": [{
            "type": "Annotation", "id": "javascript:alert(1)", "body": [{"type": "TextualBody", "format": "text/html",
            "value": "<img src=x onerror='window.harmed=1'>"}],
            "target": {"source": f"https://elsewhere.example/{document}", "selector": FRAGMENT},
        }]},
    }  # fmt: skip
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps(given), "utf-8")
    seen = visit(base + "notebook.html")
    seen.page.locator("input[type=file]").set_input_files(path)
    seen.page.locator(".own-list li").wait_for()
    assert "<img src=x" in seen.page.locator(".own-list__note").inner_text()
    links = seen.page.locator("#notebook a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith(base) for link in links) and links
    assert len(seen.page.evaluate(KEPT)) == 1
    assert seen.page.evaluate("window.harmed") is None and "documents" in links[0]
    seen.clean()


def pasted(page: Any) -> str:
    """What the clipboard holds, as a field gets it."""
    page.evaluate(
        """() => { const field = document.createElement('textarea'); field.id = 'pasted';
          document.body.append(field); field.focus(); }"""
    )
    page.keyboard.press("Control+v")
    words = page.locator("#pasted").input_value()
    page.evaluate("document.getElementById('pasted').remove()")
    return words


@BOTH
def test_words_are_copied_with_their_citation_and_without_the_numbers_of_notes(reading: Any) -> None:
    seen = reading(noted=True)
    page = seen.page
    number = page.evaluate(NOTED)
    choose(page, number)
    tool(page, "Copy with citation").click()
    page.locator(".own-line").wait_for()
    words = pasted(page)
    title = page.locator("meta[name=citation_title]").get_attribute("content")
    anchor = page.evaluate("n => document.querySelectorAll('.text > p[id]')[n].id", number)
    assert title in words and f"line {anchor[1:]}" in words and f"#{anchor}" in words
    assert "file:" not in words and "/tmp/" not in words, "the reader's own folders are told"
    seen.clean()


def test_a_citation_made_elsewhere_is_used(reading: Any) -> None:
    page = reading().page
    page.evaluate(
        "() => { Room.cite = (unit, words) => ({ text: 'CITED ' + unit.id + ' ' + words, html: '' }); }"
    )
    choose(page, 1)
    tool(page, "Copy with citation").click()
    page.locator(".own-line").wait_for()
    assert pasted(page).startswith("CITED l")


def test_an_error_is_reported_with_its_place_or_copied_where_there_is_no_address(reading: Any) -> None:
    page = reading().page
    page.evaluate("document.querySelectorAll('a[href^=\"mailto:\"]').forEach(a => a.remove())")
    choose(page, 1)
    quoted = flat(page.evaluate("getSelection().toString()"))[:20]
    tool(page, "Report an error").click()
    card = page.get_by_role("dialog", name="Report an error")
    assert "names no address" in card.inner_text() and not card.get_by_role("link").count()
    page.keyboard.type("A letter is missing.")
    card.get_by_role("button", name="Copy the text").click()
    page.locator(".own-line").wait_for()
    words = pasted(page)
    assert (
        "A letter is missing." in words and "Place: line" in words and "#l" in words and quoted in flat(words)
    )
    page.evaluate(
        """() => { const meta = document.createElement('meta'); meta.name = 'archive-contact';
          meta.content = 'someone@example.org'; document.head.append(meta); }"""
    )
    choose(page, 1)
    tool(page, "Report an error").click()
    page.keyboard.type("Line\nbreak & more")
    link = card.get_by_role("link", name="Write an e-mail")
    link.evaluate("element => element.addEventListener('click', event => event.preventDefault())")
    link.click()
    href = link.get_attribute("href")
    assert href.startswith("mailto:someone@example.org?subject=") and "%0D%0Abreak%20%26%20more" in href


def test_on_a_telephone_the_tools_stand_at_the_foot_and_do_not_cover_the_words(reading: Any) -> None:
    page = reading(width=390, touch=True).page
    choose(page, 1, last=0)
    bar = page.locator(".own-bar").bounding_box()
    assert bar["x"] == 0 and bar["width"] == 390
    for button in page.locator(".own-bar button").all():
        box = button.bounding_box()
        assert box["height"] >= 24 and box["width"] >= 24 and box["x"] + box["width"] <= 390
    words = page.evaluate("(r => [r.top, r.bottom])(getSelection().getRangeAt(0).getBoundingClientRect())")
    assert words[1] <= bar["y"] or words[0] >= bar["y"] + bar["height"]
    tool(page, "Note").tap()
    card = page.locator(".own-card").bounding_box()
    assert card["x"] == 0 and card["width"] == 390 and abs(card["y"] + card["height"] - 900) < 2


def test_a_browser_that_keeps_nothing_says_so(reading: Any) -> None:
    seen = reading()
    page = seen.page
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') }; }")
    choose(page, 1)
    tool(page, "Highlight").click()
    assert "Not kept" in page.locator(".own-line").inner_text()
    seen.clean()


def test_print_shows_nothing_of_it(reading: Any) -> None:
    page = reading().page
    choose(page, 1)
    tool(page, "Note").click()
    page.keyboard.type("For me")
    page.keyboard.press("Control+Enter")
    page.emulate_media(media="print")
    for part in (".own-sign", ".own-line"):
        assert not page.locator(part).is_visible()


def test_what_is_open_has_no_barrier_that_a_program_can_find(reading: Any) -> None:
    page = reading().page
    choose(page, 1)
    tool(page, "Note").click()
    page.keyboard.type("For me")
    page.keyboard.press("Control+Enter")
    page.add_script_tag(path=str(Path(__file__).parent / "vendor" / "axe.min.js"))
    look = """async part => (await axe.run(part, {resultTypes: ['violations'], runOnly: {type: 'tag',
      values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}, rules: {region: {enabled: false}}})).violations
      .map(one => one.id + ' ' + one.nodes[0].html)"""
    page.locator(".own-sign").click()
    assert page.evaluate(look, ".own-card") == []
    page.keyboard.press("Escape")
    page.keyboard.press("M")
    page.get_by_role("dialog").wait_for()
    assert page.evaluate(look, ".own-dialog") == []
    page.keyboard.press("Escape")
    choose(page, 3)
    assert page.evaluate(look, ".own-bar") == []
