"""Addresses that were published stay alive, or the check says which one is lost and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts import checks, corpus, errors, published, releases
from build_scripts.exporters.redirects import redirects
from build_scripts.model import Corpus

TEXT = "A title\n\nA first paragraph that says something and ends.\n\nA second one, which also ends.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "miller.txt").write_text(TEXT, "utf-8")
    (tmp_path / "baker.txt").write_text(TEXT.replace("first", "third"), "utf-8")
    (tmp_path / "archive.yml").write_text('title: A Room\nversion: "1"\n', "utf-8")
    (tmp_path / "authorities").mkdir()
    (tmp_path / "authorities" / "people.yml").write_text("- {id: anna-miller, label: Anna Miller}\n", "utf-8")
    return tmp_path


def found(loaded: Corpus, code: str) -> list[str]:
    return [f"{f.message} ({f.hint})" for f in checks.run(loaded) if f.code == code]


def test_recording_adds_addresses_and_never_takes_one_away(seeds: Path) -> None:
    loaded = corpus.load(seeds)
    assert set(published.record(loaded, seeds)) == {
        "documents/baker",
        "documents/miller",
        "people/anna-miller",
    }
    assert published.record(loaded, seeds) == ()
    (seeds / "baker.txt").unlink()
    (seeds / "cook.txt").write_text(TEXT, "utf-8")
    assert published.record(corpus.load(seeds), seeds) == ("documents/cook",)
    assert "documents/baker" in published.read(seeds)


def test_a_lost_address_is_an_error_that_names_the_way_out(seeds: Path) -> None:
    published.record(corpus.load(seeds), seeds)
    assert found(corpus.load(seeds), "ADDRESS-LOST") == []
    (seeds / "baker.txt").rename(seeds / "smith.txt")
    (seeds / "authorities" / "people.yml").write_text("- {id: anna, label: Anna Miller}\n", "utf-8")
    lost = found(corpus.load(seeds), "ADDRESS-LOST")
    assert len(lost) == 2 and "'documents/baker'" in lost[0] and "redirects" in lost[0]


def test_a_redirect_gives_the_address_back(seeds: Path) -> None:
    published.record(corpus.load(seeds), seeds)
    (seeds / "baker.txt").rename(seeds / "smith.txt")
    with (seeds / "archive.yml").open("a", encoding="utf-8") as archive:
        archive.write("redirects:\n- {from: baker, to: cook}\n- {from: cook, to: smith}\n")
    loaded = corpus.load(seeds)
    assert found(loaded, "ADDRESS-LOST") == [] and found(loaded, "REDIRECT-BROKEN") == []
    pages = {artifact.path: str(artifact.content) for artifact in redirects(loaded)}
    assert set(pages) == {
        "docs/documents/baker.html", "docs/sources/baker.html", "docs/documents/cook.html",
        "docs/sources/cook.html", "docs/data/redirects.js",
    }  # fmt: skip
    page = pages["docs/documents/baker.html"]
    assert 'content="1; url=../documents/smith.html"' in page and "location.hash" in page
    assert '<link rel="canonical" href="../documents/smith.html">' in page
    assert '<a href="../documents/smith.html">' in page


def test_the_documents_of_a_recorded_release_count_as_published(seeds: Path) -> None:
    releases.record(corpus.load(seeds), seeds)
    (seeds / "baker.txt").unlink()
    assert len(found(corpus.load(seeds), "ADDRESS-LOST")) == 1


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("- {from: miller, to: baker}", "page of its own"),
        ("- {from: old, to: nobody}", "does not exist"),
        ("- {from: a, to: b}\n- {from: b, to: a}", "does not exist"),
        ("- {from: ../../x, to: miller}", "not an address"),
        ("- {from: 'timeline#old', to: miller}", "other way round"),
    ],
)
def test_a_redirect_that_cannot_work_is_told_and_writes_nothing(seeds: Path, rows: str, wrong: str) -> None:
    with (seeds / "archive.yml").open("a", encoding="utf-8") as archive:
        archive.write(f"redirects:\n{rows}\n")
    loaded = corpus.load(seeds)
    assert any(wrong in message for message in found(loaded, "REDIRECT-BROKEN"))
    assert [a.path for a in redirects(loaded)] == ["docs/data/redirects.js"]


def test_a_place_that_a_release_had_and_the_text_lost_is_told(seeds: Path) -> None:
    releases.record(corpus.load(seeds), seeds)
    loaded = corpus.load(seeds)
    assert found(loaded, "ADDRESS-PLACE-LOST") == []
    shorter = replace(loaded.documents[1], blocks=loaded.documents[1].blocks[:-1])
    told = found(replace(loaded, documents=(loaded.documents[0], shorter)), "ADDRESS-PLACE-LOST")
    assert len(told) == 1 and "l5" in told[0]


def test_a_damaged_list_is_refused_with_its_line(seeds: Path) -> None:
    published.record(corpus.load(seeds), seeds)
    path = seeds / releases.FOLDER / published.FILE
    path.write_text(path.read_text("utf-8") + "<script>\n", "utf-8")
    with pytest.raises(errors.RecordError, match=r"addresses\.txt:5"):
        corpus.load(seeds)
