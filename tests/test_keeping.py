"""For keeping: the bundle as an RO-Crate and as a BagIt bag, read by the field's own programs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest
from rocrate.rocrate import ROCrate
from rooms import Room, tree

from build_scripts import corpus, keeping

LETTER = """\
The letter <of> the keeper & "friends"

By Ann Example

The harbour of the town took a tax from every ship that came in with the tide.
"""


@pytest.fixture
def kept(room: Room) -> Room:
    room.put("letter.txt", LETTER)
    room.put("quite sure.txt", LETTER.replace("harbour", "lighthouse"))
    room.put(
        "archive.yml", "title: Éssais & Papers\ndate: 2024-05\ndescription: Two texts.\npublisher: A house\n"
    )
    run = room.command("bundle", "--bag")
    assert run.code == 0 and "BagIt" in run.out
    return room


def _unpacked(room: Room, base: Path) -> Path:
    with zipfile.ZipFile(next((room.out / "dist").glob("*-bag.zip"))) as archive:
        archive.extractall(base)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    return next(base.iterdir())


def test_the_bag_is_valid_and_holds_the_whole_bundle(kept: Room, tmp_path: Path) -> None:
    folder = _unpacked(kept, tmp_path / "bag")
    found = bagit.Bag(str(folder))
    assert found.validate() and found.info["Source-Organization"] == "A house"
    bundle = next(path for path in (kept.out / "dist").iterdir() if path.is_dir())
    assert tree(folder / "data") == tree(bundle)


@pytest.mark.parametrize("part", ["data/index.html", "data/seeds/quite sure.txt", "bag-info.txt"])
def test_one_flipped_bit_is_found(kept: Room, tmp_path: Path, part: str) -> None:
    folder = _unpacked(kept, tmp_path / "bag")
    body = bytearray((folder / part).read_bytes())
    body[len(body) // 2] ^= 1
    (folder / part).write_bytes(body)
    assert not bagit.Bag(str(folder)).is_valid()


def test_a_file_that_is_gone_is_found(kept: Room, tmp_path: Path) -> None:
    folder = _unpacked(kept, tmp_path / "bag")
    (folder / "data" / "search.html").unlink()
    assert not bagit.Bag(str(folder)).is_valid()


def test_the_crate_names_every_document_with_its_author_and_files(kept: Room) -> None:
    bundle = next(path for path in (kept.out / "dist").iterdir() if path.is_dir())
    crate = ROCrate(str(bundle))
    assert (
        crate.root_dataset["name"] == "Éssais & Papers" and crate.root_dataset["datePublished"] == "2024-05"
    )
    page = crate.get("documents/letter.html")
    assert page["name"] == 'The letter <of> the keeper & "friends"'
    assert [author["name"] for author in page["author"]] == ["Ann Example"]
    assert (
        page["isBasedOn"]["sha256"]
        == json.loads((bundle / "data/documents/letter.json").read_bytes())["source"]["sha256"]
    )
    graph = json.loads((bundle / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    ids = [entity["@id"] for entity in graph]
    assert len(ids) == len(set(ids)) and "seeds/quite%20sure.txt" in ids
    for part in crate.root_dataset["hasPart"]:
        assert part.id in ids


def test_without_the_wish_there_is_no_bag(kept: Room) -> None:
    """Nor one of an earlier state."""
    assert kept.command("bundle").code == 0
    assert not list((kept.out / "dist").glob("*-bag.zip"))


def test_per_cent_signs_in_names_are_written_as_the_standard_says(kept: Room) -> None:
    """RFC 8493, 2.1.3. The program used above does not read them so; this archive's names have none."""
    files = keeping.bag(corpus.load(kept.seeds), {"a/100%.txt": b"x", "two\nlines": b"y"})
    names = {line.split("  ", 1)[1] for line in files["manifest-sha256.txt"].decode().splitlines()}
    assert names == {"data/a/100%25.txt", "data/two%0Alines"}


def test_a_zim_file_holds_every_page(kept: Room, tmp_path: Path) -> None:
    """Read by its own library; by zimcheck where it is installed."""
    archive = pytest.importorskip("libzim.reader").Archive
    assert kept.command("bundle", "--zim").code == 0
    target = next((kept.out / "dist").glob("*.zim"))
    found = archive(target)
    assert found.has_main_entry and found.get_metadata("Title").decode() == "Éssais & Papers"
    for path in (kept.out / "site").rglob("*.html"):
        name = path.relative_to(kept.out / "site").as_posix()
        if name != "404.html":
            assert bytes(found.get_entry_by_path(name).get_item().content) == path.read_bytes()
    if shutil.which("zimcheck"):
        said = subprocess.run(["zimcheck", "-A", str(target)], capture_output=True, text=True, check=False)
        assert "[ERROR]" not in said.stdout, said.stdout


def test_without_the_package_the_way_out_is_told(kept: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libzim.writer", None)
    run = kept.command("bundle", "--zim")
    assert run.code == 1 and "pip install" in run.said
