"""The bundle as its reader meets it: unpacked from the ZIP file, opened from the folder, no network."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from places import NOTE, search, with_notes, word_of

from build_scripts import bundle, corpus
from build_scripts.pipeline import PROJECT
from build_scripts.screenshots import page_types


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that comes out of the ZIP file, far from the project, under a name with spaces."""
    base = tmp_path_factory.mktemp("memory stick")
    made = bundle.write_bundle(corpus.load(PROJECT / "seeds"), PROJECT / "seeds", site, base / "dist")
    with zipfile.ZipFile(made.archive) as archive:
        archive.extractall(base / "unpacked")
    (folder,) = (base / "unpacked").iterdir()
    return folder


def test_every_kind_of_page_opens_from_the_folder(unpacked: Path, visit: Any) -> None:
    seen = visit((unpacked / "index.html").as_uri())
    requested: list[str] = []
    seen.page.on("request", lambda request: requested.append(request.url))
    for name, path in page_types(unpacked).items():
        if name != "404":
            seen.page.goto((unpacked / path).as_uri())
            assert seen.page.locator("h1").first.is_visible(), name
    seen.clean()
    assert all(url.startswith((unpacked.as_uri(), "data:", "blob:")) for url in requested)


def test_links_lead_from_the_home_page_to_a_line_of_the_source(unpacked: Path, visit: Any) -> None:
    seen = visit((unpacked / "index.html").as_uri())
    seen.page.locator("main a[href^='documents/']").first.click()
    seen.page.wait_for_url("**/documents/*.html*")
    seen.page.locator("a[href*='sources/']").first.click()
    seen.page.wait_for_url("**/sources/*.html*")
    seen.page.locator("[id='s11']").wait_for(state="attached")
    seen.clean()


def test_notes_and_search_work_without_a_network(unpacked: Path, visit: Any) -> None:
    seen = visit((unpacked / with_notes(unpacked)).as_uri())
    target = seen.page.locator(NOTE).first.get_attribute("href")
    assert target and seen.page.locator(f"[id='{target.lstrip('#')}']").count() == 1
    assert search(seen.page, word_of(unpacked)).count() > 0
    seen.clean()
