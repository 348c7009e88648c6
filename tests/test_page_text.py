"""The text on the pages of the archive is the text in the data, block by block and note by note."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from build_scripts import pipeline

APPARATUS = ".ln, .noteref, .note-back, .note-label, .headerlink, .ed, .cited, .connections"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("SITE_DIR")
    if given or (pipeline.PROJECT / "site" / "data" / "catalog.json").is_file():
        return Path(given) if given else pipeline.PROJECT / "site"
    out = tmp_path_factory.mktemp("room")
    pipeline.build(pipeline.PROJECT / "seeds", out)
    return out / "site"


def shown(element: Tag) -> str:
    return " ".join(element.get_text().split())


def test_the_text_on_the_page_is_the_text_in_the_data(site: Path) -> None:
    catalog = json.loads((site / "data" / "catalog.json").read_text("utf-8"))
    assert catalog["documents"]
    for entry in catalog["documents"]:
        data = json.loads((site / entry["data"]).read_text("utf-8"))
        soup = BeautifulSoup((site / entry["page"]).read_bytes(), "html.parser")
        for mark in soup.select(APPARATUS):
            mark.decompose()
        for block in data["blocks"]:
            element = soup.find(id=block["id"])
            assert isinstance(element, Tag), (entry["id"], block["id"])
            if block["kind"] == "table":
                cells = [shown(cell) for row in element.find_all("tr") for cell in row.find_all(["td", "th"])]
                assert cells == [" ".join(c.split()) for row in block["rows"] for c in row], (
                    entry["id"],
                    block["id"],
                )
            else:
                assert shown(element) == " ".join(block["text"].split()), (entry["id"], block["id"])
        for note in data["notes"]:
            element = soup.find(id=note["id"])
            assert isinstance(element, Tag), (entry["id"], note["id"])
            assert shown(element) == " ".join(note["text"].split()), (entry["id"], note["id"])


def test_the_number_shown_is_the_number_printed(site: Path) -> None:
    for entry in json.loads((site / "data" / "catalog.json").read_text("utf-8"))["documents"]:
        data = json.loads((site / entry["data"]).read_text("utf-8"))
        soup = BeautifulSoup((site / entry["page"]).read_bytes(), "html.parser")
        for note in data["notes"]:
            label = soup.select_one(f"[id='{note['id']}'] .note-label")
            assert label is not None and label.get_text().strip() == note["label"]
            markers = soup.select(f".noteref a[href='#{note['id']}']")
            assert len(markers) == len(note["references"])
            assert all(marker.get_text().strip() == note["label"] for marker in markers)


def test_a_text_in_a_script_that_runs_from_right_to_left_is_set_so(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    seed = (Path(__file__).parent / "editions" / "hebrew-article" / "seed.txt").read_bytes()
    (tmp_path / "seeds" / "article.txt").write_bytes(seed)
    pipeline.build(tmp_path / "seeds", tmp_path / "out")
    soup = BeautifulSoup(
        (tmp_path / "out" / "site" / "documents" / "article.html").read_bytes(), "html.parser"
    )
    text = soup.select_one(".text [id^='l']")
    assert text is not None
    holder = text.find_parent(attrs={"class": "text"})
    assert holder is not None and holder["dir"] == "rtl" and holder["lang"] == "he"
