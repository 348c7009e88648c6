"""Barriers: what a program can find on every kind of page, and what is said of every page of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from places import from_folder

from build_scripts.screenshots import page_types

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (tags) => {
  document.querySelectorAll('details').forEach(details => { details.open = true; });
  const found = await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags}});
  return found.violations.map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].target.join(' ')}`);
}"""
KINDS_OF_SCREEN = [(1280, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), KINDS_OF_SCREEN)
def test_no_kind_of_page_has_a_barrier_that_a_program_can_find(
    site: Path, visit: Any, width: int, scheme: str
) -> None:
    """axe-core, WCAG 2.2 AA and good practice; everything that can be opened is open."""
    page = visit(from_folder(site, "index.html"), width=width, scheme=scheme).page
    found = {}
    for name, path in page_types(site).items():
        if name == "404":
            continue  # its addresses begin at the root
        page.goto(from_folder(site, path))
        page.add_script_tag(path=str(AXE))
        if barriers := page.evaluate(LOOK, RULES):
            found[name] = barriers
    assert not found


@pytest.fixture(scope="module")
def contents(site: Path) -> list[tuple[str, Tag]]:
    """(path, main part) of every page of the site but those of the seeds, which are lines and no more."""
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("sources/"):
            main = BeautifulSoup(path.read_bytes(), "html.parser").find(id="content")
            assert isinstance(main, Tag), name
            found.append((name, main))
    return found


def test_headings_go_down_one_step_at_a_time(contents: list[tuple[str, Tag]]) -> None:
    for name, main in contents:
        if name.startswith("documents/"):
            continue  # the headings of a text are its own
        levels = [int(heading.name[1]) for heading in main.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert levels[:1] == [1], name
        for above, below in pairwise(levels):
            assert below <= above + 1, (name, levels)


def test_whatever_opens_says_what_it_opens(contents: list[tuple[str, Tag]]) -> None:
    for name, main in contents:
        for details in main.find_all("details"):
            first = details.find(True, recursive=False)
            assert isinstance(first, Tag) and first.name == "summary" and first.get_text(strip=True), name


def test_drawings_have_a_name_or_are_hidden_beside_the_same_in_words(contents: list[tuple[str, Tag]]) -> None:
    """The hidden drawing of the timeline stands above the list of the same events."""
    for name, main in contents:
        for drawing in main.find_all("svg"):
            if drawing.find_parent("svg"):
                continue
            if drawing.get("aria-hidden") == "true":
                assert not drawing.find(attrs={"tabindex": "0"}), name
                figure = drawing.find_parent("figure")
                assert figure is None or figure.find("figcaption"), name
            else:
                assert drawing.get("role") in ("img", "group") and drawing.get("aria-label"), name


def test_parts_of_a_page_are_not_called_the_same(contents: list[tuple[str, Tag]]) -> None:
    for name, main in contents:
        named = Counter(part["aria-label"] for part in main.select("nav[aria-label], section[aria-label]"))
        assert all(count == 1 for count in named.values()), (name, named.most_common(2))


def test_columns_of_tables_are_named(contents: list[tuple[str, Tag]]) -> None:
    for name, main in contents:
        if "listing" not in (main.get("class") or []):
            continue  # tables of texts are as they were received
        for table in main.find_all("table"):
            heads = table.select("thead th")
            assert heads and all(head.get("scope") == "col" for head in heads), name


def test_the_main_links_say_where_a_further_page_belongs(site: Path) -> None:
    for path, part in _parts(site):
        here = BeautifulSoup((site / path).read_bytes(), "html.parser").select(".site-nav a.here")
        assert [link.get_text(strip=True) for link in here] == [part], path


def _parts(site: Path) -> Iterator[tuple[str, str]]:
    """(page that exists, main link that it belongs to)."""
    kinds = page_types(site)
    for name, part in (
        ("people-by-mentions", "Names"),
        ("people-long", "Names"),
        ("products-long", "Names"),
        ("dates", "Timeline"),
        ("topics-long", "Topics"),
        ("sources-long", "Documents"),
    ):
        if name in kinds:
            yield kinds[name], part


# Keyboard

STOPS = 60
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.closest(".md-header, .skip")) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const circle = at.querySelector && at.querySelector('circle');
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const drawn = circle && parseFloat(getComputedStyle(circle).fillOpacity) > 0.9;
  return {
    what: at.outerHTML.slice(0, 100), hidden: box.width === 0 || box.height === 0,
    seen: ring || drawn || style.boxShadow !== 'none' || style.textDecorationLine.includes('underline'),
  };
}"""


def test_the_focus_is_seen_wherever_the_keyboard_leads(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "index.html")).page
    for name, path in page_types(site).items():
        if name == "404" or name.startswith("sources"):
            continue
        page.goto(from_folder(site, path))
        page.locator("#content").focus()
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            assert stop["seen"] and not stop["hidden"], (name, stop)
