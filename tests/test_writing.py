"""Writes are whole, happen only for changed content, and touch only what this program made."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from rooms import Room, tree

from build_scripts import errors, render, writing
from build_scripts.model import Artifact

GOOD = "A Plain Title\n\nSome words that make a paragraph of the ordinary kind, and end here.\n"


def make(out: Path, **files: str) -> writing.Written:
    return writing.write_all(out, [Artifact(f"docs/{name}.md", text) for name, text in files.items()])


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    make(tmp_path, a="one", b="two")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").iterdir()}
    os.utime(tmp_path / "docs/a.md", ns=(1, 1))
    written = make(tmp_path, a="one", b="three")
    assert (written.changed, written.unchanged, written.removed) == (("docs/b.md",), ("docs/a.md",), ())
    assert (tmp_path / "docs/a.md").stat().st_mtime_ns == 1
    assert len(times) == 3
    manifest = (tmp_path / writing.MANIFEST).stat().st_mtime_ns
    make(tmp_path, a="one", b="three")
    assert (tmp_path / writing.MANIFEST).stat().st_mtime_ns == manifest


def test_stale_files_of_ours_go_and_others_stay(tmp_path: Path) -> None:
    writing.write_all(tmp_path, [Artifact("docs/x/a.md", "one"), Artifact("docs/b.md", "two")])
    (tmp_path / "docs/mine.md").write_text("by hand")
    written = make(tmp_path, b="two")
    assert written.removed == ("docs/x/a.md",)
    assert sorted(tree(tmp_path)) == ["docs/.manifest.json", "docs/b.md", "docs/mine.md"]
    assert not (tmp_path / "docs/x").exists()


def test_stale_file_that_somebody_changed_stays(tmp_path: Path) -> None:
    make(tmp_path, a="one", b="two")
    (tmp_path / "docs/a.md").write_text("changed by hand")
    assert make(tmp_path, b="two").removed == ()
    assert (tmp_path / "docs/a.md").read_text() == "changed by hand"


def test_file_of_others_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("by hand")
    with pytest.raises(errors.ForeignFile, match="was not made by this program"):
        make(tmp_path, a="ours", b="ours")
    assert sorted(tree(tmp_path)) == ["docs/a.md"]
    assert writing.write_all(tmp_path, [Artifact("docs/a.md", "ours")], own=True).changed == ("docs/a.md",)


@pytest.mark.parametrize("path", ["/etc/x", "docs/../x", "x.md", "site/x", "docs", "../docs/x"])
def test_no_exporter_writes_elsewhere(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="may not write"):
        writing.write_all(tmp_path, [Artifact(path, "x")])


def test_two_exporters_do_not_write_one_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two exporters"):
        writing.write_all(tmp_path, [Artifact("docs/a", "x"), Artifact("docs/a", "y")])


def test_manifest_is_not_followed_out_of_our_folders(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, a="one")
    victim = tmp_path / "victim"
    victim.write_text("x")
    (out / writing.MANIFEST).write_text(
        '{"files": {"docs/../../victim": "", "/etc/passwd": "", "docs/a.md": 1}}'
    )
    make(out, b="two")
    assert victim.exists()
    (out / writing.MANIFEST).write_text("[not json")
    assert writing.read_manifest(out) == {}


@pytest.mark.parametrize("step", range(1, 8))
def test_killed_at_any_step_the_next_build_repairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Every file is whole at every moment, and the next run gives the state of an undisturbed one."""
    make(tmp_path, a="one", b="two", c="three")
    calls = 0
    real = os.replace

    def dying(source: object, target: object) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise KeyboardInterrupt
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", dying)
    with contextlib.suppress(KeyboardInterrupt):
        make(tmp_path, a="ONE", b="two", d="four")
    monkeypatch.setattr(os, "replace", real)
    for path in (tmp_path / "docs").glob("*.md"):
        assert path.read_text() in ("one", "ONE", "two", "three", "four")
    make(tmp_path, a="ONE", b="two", d="four")
    undisturbed = tmp_path / "other"
    make(undisturbed, a="ONE", b="two", d="four")
    assert tree(tmp_path / "docs") == tree(undisturbed / "docs")


def test_site_killed_between_the_two_renames_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".site-old").mkdir()
    (tmp_path / ".site-old/index.html").write_text("last good")
    (tmp_path / ".site-new").mkdir()
    render.repair(tmp_path / "site")
    assert tree(tmp_path) == {"site/index.html": b"last good"}


def test_two_builds_give_the_same_bytes(room: Room, tmp_path: Path) -> None:
    room.put("a.txt", GOOD)
    room.put("b.md", "# Title\n\nText of it.\n")
    assert room.command("build").code == 0
    first = tree(room.out)
    other = tmp_path / "elsewhere" / "other"
    assert room.run("build", "--seeds", room.seeds, "--out", other).code == 0
    assert tree(other) == first
    run = room.command("build")
    assert "0 files written" in run.out
    assert tree(room.out) == first


def test_removed_seed_takes_its_pages_along(room: Room) -> None:
    room.put("a.txt", GOOD)
    path = room.put("b.txt", GOOD)
    room.command("build")
    path.unlink()
    run = room.command("build")
    assert run.code == 0 and room.ids() == ["a"]
    assert not (room.out / "site/documents/b.html").exists()


def test_warning_of_the_renderer_leaves_the_last_good_site(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from build_scripts import exporters

    room.put("a.txt", GOOD)
    assert room.command("build").code == 0
    before = tree(room.out / "site")

    def broken(corpus: object) -> list[Artifact]:
        return [
            Artifact("docs/documents/broken.md", "# Broken\n\n[dead](nowhere.md) [anchor](a.md#nowhere)\n")
        ]

    monkeypatch.setattr(exporters, "EXPORTERS", (*exporters.EXPORTERS, broken))
    run = room.command("build")
    assert run.code == 1
    assert "nowhere.md" in run.err and "last good one is unchanged" in run.err
    assert tree(room.out / "site") == before
    assert not (room.out / ".site-new").exists()


def test_output_folder_that_cannot_be_used(room: Room) -> None:
    room.put("a.txt", GOOD)
    room.out.write_text("a file")
    assert room.build().code == 2
    for out in (room.seeds, room.seeds / "inside"):
        run = room.run("build", "--seeds", room.seeds, "--out", out)
        assert run.code == 2 and "lies in the seeds folder" in run.err
    room.out.unlink()
    (room.out / "docs").mkdir(parents=True)
    room.seeds.rename(room.out / "docs" / "papers")
    run = room.run("build", "--seeds", room.out / "docs" / "papers", "--out", room.out)
    assert run.code == 2 and "where the site is written" in run.err


def test_folder_of_others_is_not_replaced_by_the_site(room: Room) -> None:
    room.put("a.txt", GOOD)
    (room.out / "site").mkdir(parents=True)
    (room.out / "site/mine.html").write_text("by hand")
    run = room.command("build")
    assert run.code == 1 and "was not made by this program" in run.err
    assert tree(room.out) == {"site/mine.html": b"by hand"}


def test_read_only_seeds_and_another_working_folder(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.put("a.txt", GOOD)
    room.put("a.yml", "id: first\n")
    before = tree(room.seeds)
    path.chmod(0o444)
    room.seeds.chmod(0o555)
    monkeypatch.chdir(tmp_path)
    try:
        run = room.run("build", "--seeds", "papers", "--out", "out")
        assert run.code == 0 and "open out/site/index.html" in run.out
        assert tree(room.seeds) == before
        assert {path.name for path in tmp_path.iterdir()} == {"papers", "out"}
        assert {path.name for path in room.out.iterdir()} == {"docs", "site"}
    finally:
        room.seeds.chmod(0o755)
