"""The rest of the house: ways from page to page, the lists of documents for a few and for thousands, empty
archives, and pages that fit every width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from places import from_folder

from build_scripts import pipeline, render
from build_scripts.corpus import load
from build_scripts.exporters import browser_files, listing
from build_scripts.model import Block, Corpus, Document
from build_scripts.screenshots import page_types, served
from build_scripts.source import Source, Statement

HREF = re.compile(r'<a\b[^>]*\shref="([^"]*)"')
TRAIL = re.compile(r'(?s)<nav class="trail" aria-label="Breadcrumb">\s*<ol>(.*?)</ol>\s*</nav>')
ENTRY = re.compile(r'<(?:h3|li)><a href="(documents/[^"]*)">')
MANY = 5000
WORDS = "harbour tax river grain ledger season council copper vessel winter bridge orchard lantern".split()
AUTHORS = ("Ada Keller", "Noor Haddad", "Émile Ångström", "Lin Marsh", "Omar Çelik", "The Harbour Board")


def made(number: int) -> Document:
    """A document of its own title, with an author, date and kind as most have them."""
    words = [WORDS[number * step % len(WORDS)] for step in (1, 3, 7)]
    statements = [Statement("title", f"{' '.join(words).capitalize()} {number}", 1, "t")]
    if number % 9:
        statements.append(Statement("creator", AUTHORS[number % len(AUTHORS)], 2, "t"))
    if number % 11:
        statements.append(Statement("issued", f"{1890 + number % 130}-{number % 12 + 1:02d}", 3, "t"))
    statements.append(Statement("type", ("letter", "report")[number % 2], 4, "t"))
    block = Block("l1", "p", "Some words.", (1,), ((0, 11),))
    source = Source(f"{number}.txt", "text", "utf-8", b"", "0" * 64, "Some words.", ())
    return Document(f"text-{number}", source, tuple(statements), (block,), (), ())


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lists of 5,000 documents, as a site without the documents themselves."""
    out = tmp_path_factory.mktemp("many")
    corpus = Corpus({}, tuple(made(number) for number in range(MANY)))
    for artifact in (*listing.documents(corpus), *browser_files.browser_files(corpus)):
        path = out / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            artifact.content if isinstance(artifact.content, bytes) else artifact.content.encode("utf-8")
        )
    (out / "docs" / "index.md").write_text("# Many\n", "utf-8")
    render.build_site(out, {"title": "Many", "description": "", "base_url": ""})
    return out / "site"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reading room of one bare file: no record, no data files, no description. It knows its address."""
    base = tmp_path_factory.mktemp("bare")
    (base / "seeds").mkdir()
    text = "A title that goes on and on, " * 12 + "\n\nOne paragraph that says enough to be a paragraph.\n"
    (base / "seeds" / "letter.txt").write_text(text, "utf-8")
    (base / "seeds" / "archive.yml").write_text(
        "title: 'אוסף המכתבים'\nbase_url: https://example.org/room/\n", "utf-8"
    )
    pipeline.build(base / "seeds", base / "out")
    return base / "out" / "site"


# From any page to any other


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


ALIKE = ("organizations", "agreements", "events", "infrastructure", "works", "products")


def kinds(site: Path) -> dict[str, str]:
    """One page of each kind but those of names that look like others, and not the one that only servers show."""
    return {
        name: path for name, path in page_types(site).items() if name != "404" and not name.startswith(ALIKE)
    }


@cache
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")


@cache
def leads_to(site: Path, name: str) -> frozenset[str]:
    """Pages of the site to which a page has links."""
    found = set()
    for href in HREF.findall((site / name).read_text("utf-8")):
        target = unquote(urldefrag(urljoin("http://x/" + name, unescape(href)))[0])
        if target.startswith("http://x/"):
            found.add(target.removeprefix("http://x/"))
    return frozenset(found)


def test_every_list_is_two_steps_from_every_kind_of_page(site: Path) -> None:
    """Further pages of a list and its other orders are one more step, beside the list itself."""
    lists = {
        name
        for name in pages(site)
        if "/" not in name and not re.search(r"-by-mentions|-\d+\.html$|^404|^notebook", name)
    }
    for name in page_types(site).values():
        if name == "404.html":
            continue
        one = leads_to(site, name)
        two = one.union(*(leads_to(site, step) for step in one if (site / step).suffix == ".html"))
        assert lists <= two, (name, sorted(lists - two))


def test_every_page_below_the_first_says_where_it_stands(site: Path) -> None:
    for name in pages(site):
        trails = TRAIL.findall((site / name).read_text("utf-8"))
        if name in ("index.html", "404.html"):
            assert not trails, name
            continue
        assert len(trails) == 1, name
        links = [unquote(urljoin("http://x/" + name, unescape(href)))[9:] for href in HREF.findall(trails[0])]
        assert links[0] == "index.html" and len(set(links)) == len(links), (name, links)
        folder = name.split("/")[0] if "/" in name else ""
        above = "documents" if folder == "sources" else folder
        if folder:
            assert f"{above}.html" in links, (name, links)
        if folder == "sources":
            assert links[-1] in leads_to(site, name) and links[-1].startswith("documents/"), (name, links)
        assert name not in links


def test_the_documents_can_be_read_one_after_another(site: Path) -> None:
    listed = [
        str(a["href"]) for a in soup(site / "documents.html").select(".holdings :is(h2, h3) a, .shelf a")
    ]
    here, seen = listed[0], []
    while here:
        seen.append(here)
        ways = soup(site / here).select_one("nav.neighbours")
        after = ways.select_one("a[rel=next]") if ways else None
        before = ways.select_one("a[rel=prev]") if ways else None
        if len(seen) > 1:
            assert before and f"documents/{before['href']}" == seen[-2]
        here = f"documents/{after['href']}" if after else ""
    assert seen == listed


def test_the_other_pages_of_a_part_are_named_on_each_of_them(site: Path) -> None:
    for name in ("about.html", "people.html", "cite.html"):
        siblings = soup(site / name).select_one("nav.siblings")
        assert siblings and len(siblings.select("a")) > 2
        assert [str(a["href"]) for a in siblings.select("[aria-current=page]")] == [name]


# The lists of documents


def entries(site: Path, base: str) -> list[str]:
    """What the pages of a list lead to, page after page."""
    found: list[str] = []
    number, name = 1, f"{base}.html"
    while (site / name).is_file():
        found += ENTRY.findall((site / name).read_text("utf-8"))
        number, name = number + 1, f"{base}-{number + 1}.html"
    return found


@pytest.mark.parametrize("base", ["documents", "documents-by-title"])
def test_the_pages_of_a_list_hold_every_document_once(many: Path, base: str) -> None:
    found = entries(many, base)
    assert len(found) == MANY == len(set(found))


def test_a_list_by_author_holds_every_document(many: Path) -> None:
    found = entries(many, "documents-by-author")
    assert len(set(found)) == MANY
    heads = [h.get_text() for h in soup(many / "documents-by-author.html").select("#documents-list h2")]
    assert heads[0] == "Émile Ångström", "sorted by last names, without diacritics"


def test_years_and_letters_lead_to_their_place(many: Path) -> None:
    for base in ("documents", "documents-by-title", "documents-by-author"):
        marks = re.findall(r'<nav class="letters".*?</nav>', (many / f"{base}.html").read_text("utf-8"), re.S)
        links = HREF.findall(marks[0])
        assert 2 <= len(links) <= listing.MARKS
        for link in links:
            name, _, anchor = link.partition("#")
            assert f'<h2 id="{anchor}"' in (many / name).read_text("utf-8"), link


def test_no_page_of_thousands_is_heavy(many: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in many.glob("documents*.html")}
    assert max(sizes.values()) < 200_000, max(sizes.items(), key=lambda item: item[1])


@pytest.fixture(params=["http", "file"])
def many_base(many: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "file":
        yield from_folder(many)
    else:
        with served(many) as address:
            yield address


def test_the_filter_looks_through_all_pages(many_base: str, visit: Any) -> None:
    seen = visit(many_base + "documents-3.html")
    page = seen.page
    asked: list[str] = []
    page.on("request", lambda request: "/assets/documents/" in request.url and asked.append(request.url))
    field, said = page.locator("#documents-q"), page.locator("#documents-filter output")
    assert field.is_visible() and said.inner_text() == "5,000 documents" and not asked
    field.fill("ANGSTROM letter")
    page.wait_for_function("document.querySelector('#documents-filter output').textContent.includes(' of ')")
    expected = [n for n in range(MANY) if n % 9 and n % len(AUTHORS) == 2 and n % 2 == 0]
    assert said.inner_text() == f"{len(expected):,} of 5,000 documents"
    assert len(asked) == 10, "each file once"
    found = page.locator("#documents-found li")
    assert found.count() == 100 and not page.locator("#documents-list").is_visible()
    page.get_by_role("button", name="Show 100 more").click()
    assert found.count() == 200
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('#documents-found li')[100]"
    )
    assert str(found.first.locator("a").get_attribute("href")).startswith(many_base + "documents/text-")
    field.fill("qqxxzz")
    assert page.get_by_text("No document matches.").is_visible()
    page.wait_for_function(
        "document.querySelector('#documents-filter output').textContent === 'No document matches'"
    )
    field.press("Escape")
    assert page.locator("#documents-list").is_visible() and not page.locator("#documents-found").is_visible()
    assert said.inner_text() == "5,000 documents" and not seen.outside


def test_what_a_filter_finds_is_in_the_order_of_the_list(many: Path, visit: Any) -> None:
    page = visit(from_folder(many, "documents-by-title.html")).page
    page.locator("#documents-q").fill("keller")
    page.locator("#documents-found li").first.wait_for()
    titles = page.locator("#documents-found li > a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)


def test_without_scripts_the_pages_of_a_list_are_whole(many: Path, visit: Any) -> None:
    page = visit(from_folder(many, "documents.html"), js=False).page
    assert not page.locator("#documents-filter").is_visible()
    assert page.locator("#documents-list li a").first.is_visible() and page.locator(".pager a").count() >= 24


# Empty archives


def test_an_archive_of_one_bare_file_names_only_what_it_has(bare: Path) -> None:
    for name in pages(bare):
        if name != "404.html":
            missing = [one for one in leads_to(bare, name) if one and not (bare / one).is_file()]
            assert not missing, (name, missing)
    home = soup(bare / "index.html")
    ways = [a.get_text() for a in home.select("nav.ways a")]
    assert ways == ["Documents", "Search"], ways
    assert "1 document" in home.select_one(".home-lead").get_text()
    assert not soup(bare / "documents.html").select("#documents-filter, nav.orders, nav.pager")
    assert not soup(bare / "documents" / "letter.html").select("nav.neighbours")


def test_a_list_of_nothing_says_so() -> None:
    corpus = Corpus({}, ())
    first = next(iter(listing.documents(corpus)))
    assert "There are no documents yet" in str(first.content)


def test_an_archive_that_cannot_be_read_in_part_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A title\n\nA paragraph with some words in it.\n", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    corpus = load(tmp_path)
    assert corpus.skipped
    assert "could not be read" in "".join(str(a.content) for a in listing.documents(corpus))


# A page that is not there


def test_the_page_for_lost_addresses_works_below_a_path(bare: Path) -> None:
    lost = soup(bare / "404.html")
    for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("form", "action")):
        for one in lost.find_all(tag):
            value = str(one.get(attribute) or "")
            if value and not value.startswith(("#", "https://example.org/room/", "mailto:")):
                assert value.startswith("/room/"), one


def test_the_page_for_lost_addresses_offers_the_search_and_all_lists(site: Path, visit: Any) -> None:
    with served(site) as base:
        seen = visit(base + "404.html")
        links = seen.page.locator("#content li a").all_inner_texts()
        assert links[0] == "The first page" and "Documents" in links and "About" in links
        seen.page.locator("#lost-q").fill("oil")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/search.html?q=oil*")
        seen.clean()


# Form


@pytest.mark.parametrize("width", [320, 640, 768, 1280])
def test_no_page_of_an_unusual_archive_scrolls_sideways(
    bare: Path, many: Path, visit: Any, width: int
) -> None:
    """640 is a window of 1280 at a zoom of 200 %."""
    page = visit(from_folder(bare, "index.html"), width=width).page
    shown = [*(from_folder(bare, path) for path in page_types(bare).values() if path != "404.html")]
    shown += [
        from_folder(many, f"{base}.html")
        for base in ("documents", "documents-by-author", "documents-by-title")
    ]
    for address in shown:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_large_letters_do_not_push_a_page_sideways(site: Path, visit: Any) -> None:
    """WCAG 1.4.4: letters of twice the size."""
    page = visit(from_folder(site, "index.html"), width=768).page
    for name, path in kinds(site).items():
        page.goto(from_folder(site, path))
        page.add_style_tag(content="html { font-size: 250% !important; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 768, name


def test_what_scrolls_inside_itself_can_be_reached(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "index.html"), width=320).page
    for name, path in kinds(site).items():
        page.goto(from_folder(site, path))
        held = page.evaluate(
            """() => [...document.querySelectorAll('#content *')].filter(one =>
              one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
              && one.offsetParent && one.tabIndex < 0 && !one.querySelector('a, button, input')
            ).map(one => one.outerHTML.slice(0, 80))"""
        )
        assert not held, (name, held[:3])


def test_every_kind_of_page_has_the_same_left_edge(site: Path, visit: Any) -> None:
    """Only the first page and the search are laid out otherwise."""
    page = visit(from_folder(site, "index.html"), width=1280).page
    edges = {}
    for name, path in kinds(site).items():
        if name not in ("index", "search"):
            page.goto(from_folder(site, path))
            edges[name] = page.evaluate(
                "Math.round(document.querySelector('h1').getBoundingClientRect().left)"
            )
    assert len(set(edges.values())) == 1, edges


def test_on_paper_a_list_says_what_it_is_and_leads_nowhere(site: Path, visit: Any) -> None:
    page = visit(from_folder(site, "people.html")).page
    page.emulate_media(media="print")
    for gone in (".trail", ".siblings", ".md-header", ".site-nav", ".site-footer", ".filter", ".orders"):
        for element in page.locator(gone).all():
            assert not element.is_visible(), gone
    assert page.locator(".colophon").inner_text().strip().endswith("people.html")
