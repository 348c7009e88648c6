"""The site as readers meet it: on the web, from a folder, on a telephone, by keyboard, in the dark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from places import NOTE, from_folder, longest, search, with_notes

from build_scripts.screenshots import page_types, served

# Nothing from elsewhere, nothing broken


def test_every_kind_of_page_asks_for_nothing_outside_and_reports_no_error(
    site: Path, address: str, visit: Any
) -> None:
    for base in (address, from_folder(site)):
        seen = visit(base + "index.html")
        for name, path in page_types(site).items():
            if name != "404" or base == address:  # servers show that one, folders do not
                seen.page.goto(base + path)
                seen.page.wait_for_timeout(100)
        seen.clean()


def test_every_link_inside_the_site_leads_somewhere(site: Path, hostile_site: Path) -> None:
    assert not dead_links(site)
    assert not dead_links(hostile_site)


def dead_links(site: Path) -> list[str]:
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    soups = {name: BeautifulSoup(path.read_bytes(), "html.parser") for name, path in pages.items()}
    ids = {name: {tag["id"] for tag in soup.find_all(id=True)} for name, soup in soups.items()}
    dead = []
    for name, soup in soups.items():
        if name == "404.html":
            continue
        for link in soup.find_all("a", href=True):
            href = str(link["href"])
            if urlsplit(href).scheme:
                continue
            target, anchor = urldefrag(urljoin("http://x/" + name, href))
            path = unquote(urlsplit(target).path).lstrip("/") or "index.html"
            if not (site / path).is_file() or (anchor and path in ids and unquote(anchor) not in ids[path]):
                dead.append(f"{name}: {href}")
    return dead[:20]


def test_a_long_seed_is_shown_in_pages(hostile_site: Path) -> None:
    second = (hostile_site / "sources" / "long-lines-3001.html").read_text("utf-8")
    assert 'id="s3051"' in second and 'id="s3000"' not in second
    assert "documents/long.html#l3051" in second


def test_no_id_occurs_twice_on_a_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = re.findall(r'\sid="([^"]*)"', re.sub(r"(?s)<script.*?</script>", "", path.read_text("utf-8")))
        assert len(found) == len(set(found)), (
            path.name,
            sorted({i for i in found if found.count(i) > 1})[:5],
        )


def test_every_page_has_one_main_heading_and_its_landmarks(site: Path) -> None:
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
        assert len(soup.find_all("h1")) == 1, path.name
        for landmark in ("header", "nav", "main", "footer"):
            assert soup.find(landmark), (path.name, landmark)
        assert soup.html and soup.html.get("lang") and soup.title and soup.title.get_text(strip=True)


# Hostile documents


def test_a_hostile_document_does_nothing(hostile_site: Path, visit: Any) -> None:
    with served(hostile_site) as base:
        seen = visit(base + "index.html")
        for path in page_types(hostile_site).values():
            seen.page.goto(base + path)
            seen.page.wait_for_timeout(100)
            assert seen.page.evaluate("window.harmed") is None, path
        seen.clean()


def test_a_hostile_title_and_subject_do_nothing_in_the_search(hostile_site: Path, visit: Any) -> None:
    seen = visit(from_folder(hostile_site, "documents/eve.html"))
    search(seen.page, "paragraph")
    search(seen.page, "img")
    assert seen.page.evaluate("window.harmed") is None
    seen.clean()


def test_a_hostile_text_is_shown_as_it_stands(hostile_site: Path, visit: Any) -> None:
    page = visit(from_folder(hostile_site, "documents/eve.html")).page
    assert "<b>tags</b>" in page.locator(".text").inner_text()
    assert "{{ config }}" in page.locator(".statement").inner_text()
    page = visit(from_folder(hostile_site, "sources/eve.html")).page
    assert "<!-- documents-by-topic -->" in page.locator("ol.rows").inner_text()


# Form


def test_no_page_scrolls_sideways(site: Path, address: str, visit: Any) -> None:
    page = visit(address + "index.html").page
    for name, path in page_types(site).items():
        page.goto(address + path)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_the_measure_is_about_seventy_characters(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.evaluate("document.fonts.ready")
    lengths = page.evaluate(
        """() => {
        const blocks = [...document.querySelectorAll('.text > p')].filter(p => p.textContent.length > 600);
        const lengths = [];
        for (const block of blocks.slice(0, 5)) {
          const rows = new Map();
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) {
            if (node.parentElement.closest('a.ln, sup')) continue;
            for (let i = 0; i < node.length; i++) {
              const range = document.createRange();
              range.setStart(node, i); range.setEnd(node, i + 1);
              const top = Math.round(range.getBoundingClientRect().bottom / 8);
              rows.set(top, (rows.get(top) || 0) + 1);
            }
          }
          lengths.push(...[...rows.values()].slice(0, -1));
        }
        return lengths;
      }"""
    )
    full = [length for length in lengths if length > 40]
    assert full and 60 <= sum(full) / len(full) <= 78, sum(full) / max(1, len(full))


def test_the_text_is_set_in_our_own_serif(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.evaluate("document.fonts.ready")
    # A face is fetched when a letter of it is shown; whether there is one for each of these is asked here.
    asked = """async () => {
      const faces = await document.fonts.load('16px "Libertinus Serif"', 'aəıİğş');
      return faces.length > 0 && document.fonts.check('16px "Libertinus Serif"', 'aəıİğş');
    }"""
    assert page.evaluate(asked)
    style = page.locator(".text p").first.evaluate(
        "e => [getComputedStyle(e).fontFamily, getComputedStyle(e).textAlign]"
    )
    assert "Libertinus Serif" in style[0] and style[1] in ("start", "left")


TEXTS = (
    "p", "h1", "h2", "a.ln", ".noteref a", ".text p a", "a.where", "dt", ".kicker", ".rows .t", ".rows .w a",
    ".rows .n", ".g-aside", ".facts", ".holdings .about", ".site-nav a", ".site-footer a", ".rule-count",
)  # fmt: skip
LUMINANCE = """element => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return parse(getComputedStyle(document.body).backgroundColor);
  };
  const light = colour => {
    const part = colour.slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const a = light(parse(getComputedStyle(element).color)), b = light(ground(element));
  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), b];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("js", [True, False])
def test_colours_follow_the_device_and_can_be_read(site: Path, visit: Any, scheme: str, js: bool) -> None:
    """WCAG 2.2 AA: at least 4.5 to 1 for every kind of text."""
    seen = visit(from_folder(site, "index.html"), scheme=scheme)
    for name in ("documents-long", "sources-long", "documents", "editing"):
        seen.page.goto(from_folder(site, page_types(site)[name]))
        if not js:
            # As without scripts: nothing is set.
            seen.page.evaluate("document.documentElement.removeAttribute('data-scheme')")
        for kind in TEXTS:
            for element in seen.page.locator(f"#content {kind}, {kind}").all()[:3]:
                contrast, ground = element.evaluate(LUMINANCE)
                assert contrast >= 4.5, (name, kind, scheme, round(contrast, 2))
                assert (ground < 0.2) == (scheme == "dark"), (name, kind)


def test_targets_are_large_enough(site: Path, visit: Any) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, for everything that is not a link in running text."""
    for width in (390, 1280):
        page = visit(from_folder(site, page_types(site)["about"]), width=width).page
        for link in page.locator(".siblings a").all():
            box = link.bounding_box()
            assert box and box["height"] >= 23.9 and box["width"] >= 23.9, (width, box)
        seen = visit(from_folder(site, with_notes(site)), width=width)
        for kind in (
            "a.ln",
            ".noteref a",
            "a.note-back",
            ".site-nav a",
            ".site-footer a",
            ".md-header__button:visible",
        ):
            for element in seen.page.locator(kind).all()[:4]:
                box = element.bounding_box()
                assert box and box["height"] >= 23.9 and box["width"] >= 23.9, (kind, width, box)


# Keyboard, no scripts, paper


def test_the_first_stop_of_the_keyboard_leads_to_the_text(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, longest(site))).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


def test_everything_is_there_without_scripts(site: Path, visit: Any) -> None:
    seen = visit(from_folder(site, "index.html"), js=False)
    for name, path in page_types(site).items():
        if name == "404":
            continue
        seen.page.goto(from_folder(site, path))
        assert len(seen.page.locator("#content").inner_text()) > 80, name
        assert seen.page.locator(".site-nav a").first.is_visible()
        seen.clean()
    page = visit(from_folder(site, with_notes(site)), js=False).page
    assert page.locator("section.notes li.note").last.is_visible() and page.locator(".statement").is_visible()
    page.locator(NOTE).first.click()
    assert "#fn" in page.url


def test_on_paper_there_is_the_text_and_nothing_else(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, with_notes(site))).page
    page.emulate_media(media="print")
    for gone in (".md-header", ".site-nav", ".site-footer", ".rail"):
        for element in page.locator(gone).all():
            assert not element.is_visible(), gone
    for kept in (".text p", "a.ln", "section.notes li", ".statement", ".statement .address"):
        assert page.locator(kept).first.is_visible(), kept
