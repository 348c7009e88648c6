"""The bundle: one folder and one ZIP file that hold everything, the same bytes each time."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from rooms import Room, tree

from build_scripts import bundle

GOOD = "A Plain Title\n\nSome words that make a paragraph of the ordinary kind, and end here.\n"


@pytest.fixture
def bundled(room: Room) -> Room:
    room.put("one.txt", GOOD)
    room.put("deep/two words.txt", GOOD + "And more.\n")
    room.put("one.yml", "id: first\n")
    room.put("archive.yml", "title: Éssais & Papers\ndate: 2024-05\ndescription: Two texts.\n")
    room.put(".hidden", "x")
    room.put("notes.docx", b"PK")
    assert room.command("bundle").code == 0
    return room


def test_what_is_in_it(bundled: Room) -> None:
    dist = bundled.out / "dist"
    assert {path.name for path in dist.iterdir()} == {"essais-papers-2024-05", "essais-papers-2024-05.zip"}
    files = tree(dist / "essais-papers-2024-05")
    assert {"index.html", "SHA256SUMS", "READ-ME.txt", "data/catalog.json", "documents/first.html"} <= set(
        files
    )
    seeds = {path: body for path, body in files.items() if path.startswith("seeds/")}
    assert seeds == {
        f"seeds/{name}": (bundled.seeds / name).read_bytes()
        for name in ("one.txt", "one.yml", "archive.yml", "deep/two words.txt")
    }
    assert "Éssais & Papers" in files["READ-ME.txt"].decode()
    assert "404.html" not in files


def test_checksums_cover_every_file(bundled: Room) -> None:
    files = tree(next((bundled.out / "dist").glob("*/")))
    stated = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert stated == {path: hashlib.sha256(body).hexdigest() for path, body in files.items()}


def test_zip_holds_the_folder(bundled: Room) -> None:
    folder = next((bundled.out / "dist").glob("*/"))
    with zipfile.ZipFile(next((bundled.out / "dist").glob("*.zip"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"{folder.name}/{path}": body for path, body in tree(folder).items()
        }
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_two_bundles_are_the_same_bytes(bundled: Room, tmp_path: Path) -> None:
    first = tree(bundled.out / "dist")
    (bundled.seeds / "one.txt").touch()
    assert bundled.command("bundle").code == 0
    assert tree(bundled.out / "dist") == first
    assert bundled.command("bundle", "--dist", tmp_path / "stick", "--no-build").code == 0
    assert tree(tmp_path / "stick") == first


def test_nothing_to_bundle(room: Room) -> None:
    room.put("one.txt", GOOD)
    run = room.command("bundle", "--no-build")
    assert run.code == 1 and "there is no site to bundle" in run.err


def test_skipped_documents_are_told(room: Room) -> None:
    room.put("one.txt", GOOD)
    room.put("bad.txt", b"\xff\xff")
    run = room.command("bundle")
    assert run.code == 3 and "papers/bad.txt" in run.err
    assert not any("bad.txt" in path for path in tree(room.out / "dist"))


def test_names_of_bundles() -> None:
    def name(**values: str) -> str:
        return bundle.name_of({"title": "", "date": "", "version": "", **values})

    assert name(title="A Room", date="2024-05", version="2") == "a-room-2024-05"
    assert name(title="A Room", version="1.0") == "a-room-1-0"
    assert name(title="文書") == "reading-room"


def test_checksums_escape_odd_names() -> None:
    lines = bundle._checksums({"a\\b\nc": b"", "d": b""}).decode().splitlines()
    assert lines[0].startswith("\\") and lines[0].endswith("  a\\\\b\\nc")
