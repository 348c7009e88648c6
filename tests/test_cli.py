"""The command line: exit codes, help, progress, verify, check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from rooms import Room, tree

from build_scripts import __main__ as command_line
from build_scripts import arguments, errors, serve
from build_scripts.model import Finding

GOOD = "A Plain Title\n\nSome words that make a paragraph of the ordinary kind, and end here.\n"
PROJECT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", ["", *command_line.COMMANDS])
def test_help_teaches_by_example(room: Room, name: str) -> None:
    run = room.run(*filter(None, [name, "--help"]))
    assert run.code == 0
    assert f"python -m build_scripts {name}".strip() in run.out
    for code in (errors.BUILT, errors.FAILED, errors.USAGE, errors.SKIPPED, errors.NOTHING):
        assert f"\n  {code}  " in run.out


def test_exit_codes_are_documented_as_they_are() -> None:
    stated = [int(code) for code in re.findall(r"^  (\d)  ", arguments.EXIT_CODES, re.M)]
    kinds = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.UserError)
    ]
    assert {kind.exit_code for kind in kinds} | {0, 3} == set(stated)


@pytest.mark.parametrize("argv", [[], ["bild"], ["build", "--sedes", "x"], ["build", "x"]])
def test_what_is_not_understood(room: Room, argv: list[str]) -> None:
    assert room.run(*argv).code == 2


def test_other_seeds_are_never_built_into_this_project(room: Room) -> None:
    room.put("a.txt", GOOD)
    run = room.run("build", "--seeds", room.seeds)
    assert run.code == 2 and "add --out DIR" in run.err


def test_as_a_program_of_its_own(room: Room, tmp_path: Path) -> None:
    """Outside of this process: exit code, plain output, nothing on standard output but results."""
    room.put("a.txt", GOOD)
    room.put("bad.txt", b"\xff")
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts", "build", "--no-site", "--seeds", "papers", "--out", "out"],
        cwd=tmp_path, env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "1 document built, 1 skipped" in done.stdout
    assert "skipped: papers/bad.txt" in done.stderr
    assert "\r" not in done.stderr and "\x1b" not in done.stderr


def test_progress_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = command_line.Progress()
    for done in range(1, 4):
        progress("reading documents", done, 3)
    progress.close()
    assert capsys.readouterr().err.startswith("\rreading documents: 1 of 3\x1b[K\rreading documents: 2 of 3")


def test_progress_elsewhere_is_few_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    progress = command_line.Progress()
    for done in range(1, 1001):
        progress("reading documents", done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11 and "\r" not in "".join(lines)


def test_many_documents_in_several_processes(room: Room) -> None:
    for number in range(30):
        room.put(f"{number:02}.txt", GOOD + f"Document {number}.\n")
    room.put("bad.txt", b"\xff")
    assert room.build().code == 3
    assert room.ids() == [f"{number:02}" for number in range(30)]


def test_fault_of_the_program_shows_no_traceback_but_with_debug(
    room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from build_scripts import exporters

    def faulty(corpus: object) -> list[object]:
        raise ZeroDivisionError("by design")

    room.put("a.txt", GOOD)
    monkeypatch.setattr(exporters, "EXPORTERS", (faulty,))
    run = room.build()
    assert run.code == 1 and "ZeroDivisionError: by design" in run.err
    code = command_line.main(["build", "--seeds", str(room.seeds), "--out", str(room.out), "--debug"])
    assert code == 1 and "Traceback" in capsys.readouterr().err


def test_interrupt(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_scripts import pipeline

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stop)
    run = room.build()
    assert run.code == 130 and "last good site is unchanged" in run.err


# ---- verify


@pytest.fixture
def built(room: Room) -> Room:
    room.put("one.txt", GOOD)
    room.put("two.txt", (GOOD + "Ünd mehr.\r\n").encode("utf-16"))
    assert room.build().code == 0
    return room


def test_verify_tells_one_line_for_each_document(built: Room) -> None:
    run = built.command("verify")
    assert run.code == 0
    assert re.search(r"^one  one\.txt  ok  [0-9a-f]{16}…$", run.out, re.M)
    assert re.search(r"^two  two\.txt  ok", run.out, re.M)


def test_verify_needs_only_the_data(built: Room, tmp_path: Path) -> None:
    (built.out / "docs" / "data").rename(tmp_path / "data")
    run = built.run("verify", "--out", built.out, "--data", tmp_path / "data")
    assert run.code == 0 and "equal to the catalog" in run.out


def test_verify_fails_loudly(built: Room) -> None:
    path = built.out / "docs" / "data" / "documents" / "one.json"
    whole = json.loads(path.read_text("utf-8"))
    block = whole["blocks"][0]

    def fails(change: str) -> None:
        path.write_text(json.dumps(whole), "utf-8")
        run = built.command("verify")
        assert run.code == 1 and "1 of 2 seeds could not be rebuilt" in run.err
        assert re.search(rf"^one .* FAILED  .*{change}", run.out, re.M), run.out
        assert re.search(r"^two .* ok", run.out, re.M)

    piece = block["pieces"][0]
    block["pieces"][0] = piece.replace("i", "j")
    fails("SHA-256")
    block["pieces"][0] = piece[:-1]
    fails("nothing covers the characters")
    block["pieces"][0] = piece + "x"
    fails("two parts cover")
    block["pieces"][0] = piece
    whole["source"]["encoding"] = "ascii" if not piece.isascii() else "utf-32-le"
    fails("SHA-256")
    del whole["blocks"]
    fails("'blocks' is missing")
    path.write_text("{", "utf-8")
    assert "not JSON" in built.command("verify").out
    path.unlink()
    assert "missing" in built.command("verify").out


def test_verify_notices_a_seed_that_changed(built: Room) -> None:
    (built.seeds / "one.txt").write_text(GOOD.replace("words", "WORDS"))
    run = built.command("verify")
    assert run.code == 1 and "differs from the seed at byte" in run.out


def test_verify_before_a_build(room: Room) -> None:
    room.put("a.txt", GOOD)
    run = room.command("verify")
    assert run.code == 1 and "data file is missing" in run.err and "build" in run.err


# ---- check


def test_check_of_a_fresh_build(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_scripts import checks

    monkeypatch.setattr(checks, "run", lambda corpus, docs: [])
    before = tree(built.out)
    run = built.command("check")
    assert (run.code, "0 errors" in run.out) == (0, True)
    assert tree(built.out) == before


def test_check_finds_stale_missing_and_leftover_pages(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_scripts import checks

    monkeypatch.setattr(checks, "run", lambda corpus, docs: [])
    documents = built.out / "docs" / "documents"
    one = (documents / "one.md").read_text("utf-8")
    (documents / "one.md").write_text(one.replace("ordinary", "extraordinary"), "utf-8")
    line = one[: one.index("ordinary")].count("\n") + 1
    (documents / "two.md").unlink()
    (documents / "three.md").write_text("left over")
    run = built.command("check")
    assert run.code == 1
    assert f"error edition-stale docs/documents/one.md:{line}: " in run.out
    assert "error edition-missing docs/documents/two.md: " in run.out
    assert "error edition-leftover docs/documents/three.md: " in run.out
    assert "3 errors" in run.out


def test_check_prints_the_findings_of_the_checks(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_scripts import checks

    found = [Finding("N1", "error", "one.txt", 3, "a marker without a note", "look at the scan")]
    monkeypatch.setattr(checks, "run", lambda corpus, docs: found)
    run = built.command("check")
    assert run.code == 1
    assert "error N1 one.txt:3: a marker without a note (look at the scan)" in run.out


# ---- serve


def test_preview_follows_the_seeds_and_writes_only_what_changed(built: Room) -> None:
    told: list[str] = []
    stop = threading.Event()
    watcher = threading.Thread(target=serve.watch, args=(built.seeds, built.out, told.append, stop, 0.05))
    watcher.start()
    try:
        time.sleep(0.3)
        assert told == []  # nothing changed, nothing done
        built.put("three.txt", GOOD)
        deadline = time.monotonic() + 20
        while "three" not in built.ids() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        assert built.ids() == ["one", "three", "two"]
        after = len(told)
        time.sleep(0.3)
        assert len(told) == after  # its own writing does not wake it
        built.put("bad.txt", b"\xff")
        while not any("bad.txt" in line for line in told) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert any("skipped: papers/bad.txt" in line for line in told)
    finally:
        stop.set()
        watcher.join(10)
    assert not watcher.is_alive()
