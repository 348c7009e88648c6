"""What is connected to a text: names, explained short forms, the editor's notes, the lists under passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from connected_room import built
from places import NOTE, connected, from_folder

NAME = ".text p a.name"
EXPLAINED = ".text abbr[title]"
CONNECTIONS = ".text > details.connections"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a text in which a short form is explained."""
    return from_folder(built(tmp_path_factory.mktemp("explained")), "documents/north.html")


def line_of(link: Any) -> str:
    return str(link.evaluate("element => getComputedStyle(element).textDecorationLine"))


# Names


def test_a_name_looks_like_the_text_until_it_is_pointed_at_or_reached(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    name = page.locator(NAME).nth(3)
    colours = "element => [element, element.parentElement].map(one => getComputedStyle(one).color)"
    mine, its = name.evaluate(colours)
    assert line_of(name) == "none" and mine == its
    name.hover()
    assert line_of(name) == "underline" and name.evaluate(colours)[0] != its
    page.mouse.move(2, 2)
    page.keyboard.press("Tab")
    name.focus()
    assert line_of(name) == "underline" and name.evaluate(colours)[0] != its


def test_names_can_be_shown_and_the_choice_is_kept(site: Path, address: str, visit: Any) -> None:
    for base in (address, from_folder(site)):
        seen = visit(base + connected(site))
        page = seen.page
        button = page.get_by_role("button", name="Show names in the text")
        assert button.get_attribute("aria-pressed") == "false"
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator("[data-show-names]").get_attribute("aria-pressed") == "true"
        assert line_of(page.locator(NAME).nth(3)) == "underline"
        page.keyboard.press("Escape")
        assert line_of(page.locator(NAME).nth(3)) == "underline", "Escape is no answer to the button"
        page.reload()
        button = page.locator("[data-show-names]")
        assert button.get_attribute("aria-pressed") == "true" and "Hide" in button.inner_text()
        button.click()
        assert (
            button.get_attribute("aria-pressed") == "false" and line_of(page.locator(NAME).nth(3)) == "none"
        )
        seen.clean()


SAID = "element => getComputedStyle(element, '::after').content"


def test_an_explanation_is_read_by_keyboard_and_goes_away(small: str, visit: Any) -> None:
    """What a name is, a preview says (test_previews.py)."""
    page = visit(small).page
    page.keyboard.press("Tab")
    name = page.locator(EXPLAINED).first
    assert name.evaluate(SAID) == "none"
    name.focus()
    words = name.get_attribute("title").replace('"', '\\"')
    assert name.evaluate(SAID) == f'"{words}"'
    page.keyboard.press("Escape")
    assert name.evaluate(SAID) == "none" and name.evaluate("element => element === document.activeElement")
    page.keyboard.press("Tab")
    assert name.evaluate(SAID) == "none"
    name.focus()
    assert name.evaluate(SAID) != "none", "it comes back when the reader comes back"
    page.locator(".text").evaluate("() => document.activeElement.blur()")
    assert name.evaluate(SAID) == "none"


@pytest.mark.parametrize("width", [390, 820])
def test_no_explanation_is_cut_off_at_the_edge(small: str, visit: Any, width: int) -> None:
    page = visit(small, width=width).page
    page.keyboard.press("Tab")
    wide = page.evaluate(
        f"""width => {{
        const wide = [];
        for (const element of document.querySelectorAll('{EXPLAINED}')) {{
          element.focus({{preventScroll: true}});
          const after = getComputedStyle(element, '::after');
          const start = element.closest('.text > *, li, td').getBoundingClientRect().left;
          if (after.content === 'none' || document.documentElement.scrollWidth > width
              || start + parseFloat(after.width) > width) wide.push(element.textContent);
        }}
        return wide;
      }}""",
        width,
    )
    assert page.locator(EXPLAINED).count() and not wide, wide


# The editor's notes

SIGNS = """() => [...document.querySelectorAll('sup:is(.ed, .noteref) a[id]')].map(link => {
  const range = document.createRange();
  range.selectNodeContents(link);
  link.scrollIntoView({block: 'center'});
  const sign = range.getBoundingClientRect(), box = link.getBoundingClientRect();
  const hit = document.elementFromPoint(sign.x + sign.width / 2, sign.y + sign.height / 2);
  return {sign: link.id, own: hit === link, size: [box.width, box.height],
          over: hit && hit !== link ? hit.outerHTML.slice(0, 90) : ''};
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_tap_on_a_letter_or_number_meets_no_other(site: Path, visit: Any, width: int) -> None:
    page = visit(from_folder(site, connected(site)), width=width).page
    page.evaluate("document.fonts.ready")
    found = page.evaluate(SIGNS)
    assert found and not [one for one in found if not one["own"]]
    assert not [one for one in found if min(one["size"]) < 23.9]


def test_an_editor_s_note_opens_beside_its_letter(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, connected(site)))
    letter = seen.page.locator("sup.ed a").first
    letter.scroll_into_view_if_needed()
    letter.hover()
    box = seen.page.locator("#note-popover")
    box.wait_for(state="visible")
    sign = letter.inner_text().strip()
    assert box.get_attribute("aria-label") == f"Editor’s note {sign}"
    assert box.inner_text().split()[0] == sign
    seen.page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    letter.click()
    box.get_by_role("link", name="Go to the note").click()
    assert seen.page.url.endswith(f"#ed-{sign}")
    seen.page.locator(f"#ed-{sign} a.ed-label").click()
    assert seen.page.url.endswith(f"#edref-{sign}")
    seen.clean()


def test_what_the_edition_adds_comes_after_the_author_s_notes(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    order = page.evaluate(
        """() => [...document.querySelectorAll(
        'section.notes, .editor-notes, .horizon, .leads-here, .statement')].map(one => one.className)"""
    )
    assert order == ["notes", "editor-notes", "horizon", "leads-here", "statement"]


# Under a passage


def test_without_scripts_connections_open_by_keyboard(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site)), js=False).page
    details = page.locator(CONNECTIONS).first
    inside = details.locator("li").first
    assert not inside.is_visible()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()
    page.keyboard.press("Escape")
    assert inside.is_visible()
    page.keyboard.press("Space")
    assert not inside.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_connections_stand_nearer_to_their_paragraph_than_to_the_next(
    site: Path, visit: Any, width: int
) -> None:
    page = visit(from_folder(site, connected(site)), width=width, js=False).page
    gaps = page.evaluate(
        f"""() => [...document.querySelectorAll('{CONNECTIONS}')].filter(one =>
          one.previousElementSibling.tagName === 'P' && one.nextElementSibling?.tagName === 'P').map(one => {{
            const mine = one.getBoundingClientRect();
            return [mine.top - one.previousElementSibling.getBoundingClientRect().bottom,
                    one.nextElementSibling.getBoundingClientRect().top - mine.bottom];
          }})"""
    )
    assert gaps and all(above >= 0 and below > 2 * above for above, below in gaps), gaps[:5]


# Without scripts, on paper


def test_nothing_is_dead_without_scripts(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site)), js=False).page
    assert not page.locator("[data-show-names]").is_visible()
    assert page.locator(".editor-notes li").last.is_visible() and page.locator(".leads-here").is_visible()
    name = page.locator(NAME).first
    name.click()
    assert page.locator("h1").inner_text() and "documents/" not in page.url


def test_on_paper_names_are_text_and_what_is_connected_is_left_out(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, connected(site))).page
    page.locator("[data-show-names]").click()
    page.emulate_media(media="print")
    assert line_of(page.locator(NAME).nth(3)) == "none"
    assert not page.locator("[data-show-names]").is_visible()
    assert page.locator("details.connections:visible").count() == 0
    assert page.locator(".editor-notes li").first.is_visible() and page.locator(NOTE).first.is_visible()
    assert page.locator("sup.ed").first.is_visible()
