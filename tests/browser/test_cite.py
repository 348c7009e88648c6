"""Cite this text: the words are on the page, the buttons copy them, a passage is cited with its mark; from a
folder as from a server, and without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from places import from_folder, with_notes

from build_scripts.citations.passages import MARK


@pytest.fixture(params=["folder", "server"])
def base(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    return from_folder(site).rstrip("/") if request.param == "folder" else address.rstrip("/")


@pytest.fixture
def path(site: Path) -> str:
    return with_notes(site)


@pytest.fixture
def opened(visit: Any, base: str, path: str) -> Any:
    page = visit(f"{base}/{path}")
    page.page.evaluate("Room.cite.ready")
    return page


def test_every_style_is_on_the_page_without_scripts(visit: Any, base: str, path: str) -> None:
    page = visit(f"{base}/{path}", js=False).page
    heads = page.locator("#cite dt").all_inner_texts()
    assert [head.split(",")[0] for head in heads] == ["Chicago", "Chicago", "Chicago", "MLA", "APA"]
    assert page.locator("#cite .citation__text i").count() >= 4
    assert page.locator("#cite button").count() == 0
    assert page.locator("#cite .forms a").count() >= 6


def copied(page: Any, name: str) -> dict[str, str]:
    """What a button puts on the clipboard, by type."""
    page.evaluate("""() => {
      window.copied = {};
      document.addEventListener("copy", (event) => {
        for (const kind of ["text/plain", "text/html"]) window.copied[kind] = event.clipboardData.getData(kind);
      });
      const set = DataTransfer.prototype.setData;
      DataTransfer.prototype.setData = function (kind, words) { window.copied[kind] = words; return set.call(this, kind, words); };
    }""")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_function("Object.keys(window.copied).length > 0")
    return page.evaluate("window.copied")


def test_a_button_copies_rich_and_plain_words(opened: Any) -> None:
    page = opened.page
    shown = page.locator("#cite .citation__text").first.inner_text()
    rich = copied(page, "Copy Chicago, note")
    assert rich["text/plain"] == shown and "<i>" in rich["text/html"]
    assert re.sub("<[^>]+>", "", rich["text/html"]).replace("&amp;", "&") == shown
    plain = copied(page, "Copy APA, reference as plain text")
    assert set(plain) == {"text/plain"}
    opened.clean()


def test_a_passage_is_cited_with_line_and_mark_in_every_style(opened: Any, site: Path, path: str) -> None:
    id = path.removeprefix("documents/").removesuffix(".html")
    data = json.loads((site / "data" / "documents" / f"{id}.json").read_text("utf-8"))
    block = next(one for one in data["blocks"] if one["kind"] == "p" and len(one["text"]) > 200)
    words = block["text"][:60]
    for style in ("chicago", "mla", "apa"):
        made = opened.page.evaluate(
            "([id, words, style]) => Room.cite(document.getElementById(id), words, style)",
            [block["id"], words, style],
        )
        document, unit, hash = MARK.findall(made["text"])[0]
        assert (document, unit, hash) == (id, block["id"], block["hash"])
        assert f"line {block['lines'][0]}" in made["text"].lower() and words in made["text"]
        assert "<i>" in made["html"] and re.search(r"line \d+", made["html"], re.IGNORECASE)
    opened.clean()


def test_a_quotation_from_a_later_line_names_that_line(visit: Any, base: str, site: Path) -> None:
    for path in sorted((site / "data" / "documents").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        block = next(
            (one for one in data["blocks"] if one["kind"] == "p" and len(one.get("breaks", [])) > 1), None
        )
        if block:
            offset, line = block["breaks"][1]
            page = visit(f"{base}/documents/{data['id']}.html").page
            page.evaluate("Room.cite.ready")
            made = page.evaluate(
                "([id, words]) => Room.cite(document.getElementById(id), words).text",
                [block["id"], block["text"][offset : offset + 50]],
            )
            if page.locator(f"a[id='l{line}']").count():
                assert f"line {line}" in made
                return
    pytest.skip("no paragraph of several lines")


def test_words_of_a_reader_never_become_markup(opened: Any) -> None:
    made = opened.page.evaluate(
        "Room.cite(document.querySelector('.text p[id]'), '<img src=x onerror=1> & “q”')"
    )
    assert "<img" not in made["html"] and "&lt;img" in made["html"]
