"""Releases: what is recorded, and what later builds tell of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rooms import Room

from build_scripts import corpus, errors, releases
from build_scripts.releases import Release, State

LETTER = """\
The letter of the keeper

By Ann Example

The harbour of the town took a tax from every ship that came in with the tide.

In 1976 the council changed its mind about the tax and the ships.

The keeper of the lighthouse wrote that the sea had not been asked.
"""


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    made = Room(tmp_path, capsys)
    made.put("letter.txt", LETTER)
    made.put("archive.yml", 'title: Letters\nversion: "1.9"\ndate: 2025-03\n')
    assert made.run("release", "--seeds", made.seeds).code == 0
    return made


def history(room: Room) -> list[dict]:
    assert room.build().code in (0, 3)
    found = json.loads((room.out / "docs/data/history.json").read_text("utf-8"))
    Draft202012Validator(
        json.loads((room.out / "docs/data/schema/history.json").read_text("utf-8"))
    ).validate(found)
    return found["steps"]


def test_without_a_release_there_is_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Room(tmp_path, capsys)
    made.put("letter.txt", LETTER)
    assert made.build().code == 0
    assert not (made.out / "docs/history.md").exists() and not (made.out / "docs/data/history.json").exists()


def test_a_text_that_did_not_change_has_no_history_of_its_own(room: Room) -> None:
    assert [step["changes"] for step in history(room)] == [[]]
    assert "First recorded: 1 document" in (room.out / "docs/history.md").read_text("utf-8")
    assert not list((room.out / "docs/history").glob("*")) if (room.out / "docs/history").exists() else True


def test_what_changed_since_is_told_passage_by_passage(room: Room) -> None:
    """A changed paragraph, one under another number, one that is gone, one that is new."""
    text = LETTER.replace("1976", "1977").replace(
        "The keeper", "A new paragraph about nets and ropes.\n\nThe keeper"
    )
    room.put("letter.txt", text)
    first, since = history(room)
    assert first["release"] == "1.9" and since["release"] is None
    (change,) = since["changes"]
    assert change["file_changed"] and change["changed"] == ["l7"]
    assert change["added"] == ["l9"] and change["moved"] == [["l9", "l11"]] and change["removed"] == []
    page = (room.out / "docs/history/letter.md").read_text("utf-8")
    assert "line 9 → line 11" in page and 'href="../documents/letter.html#l7"' in page


def test_a_new_document_and_a_lost_one(room: Room) -> None:
    room.put("letter.txt", LETTER).rename(room.seeds / "second.txt")
    changes = history(room)[-1]["changes"]
    assert {(one["document"], one["kind"]) for one in changes} == {("second", "added"), ("letter", "removed")}


def test_releases_are_ordered_as_versions_and_never_changed(room: Room) -> None:
    room.put("letter.txt", LETTER + "\nOne more paragraph about the nets of the town.\n")
    refused = room.run("release", "--seeds", room.seeds)
    assert refused.code == 2 and "recorded already" in refused.said and "new `version`" in refused.said
    room.put("archive.yml", 'title: Letters\nversion: "1.10"\ndate: 2025-03\n')
    assert room.run("release", "--seeds", room.seeds).code == 0
    assert room.run("release", "--seeds", room.seeds).code == 0  # the same state again
    assert [one.name for one in releases.load(room.seeds)] == ["1.9", "1.10"]
    assert [len(step["changes"]) for step in history(room)] == [0, 1]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1]", '{"release": "1", "date": "", "documents": {"a": {}}}',
     '{"release": "1", "date": "", "documents": {"a": {"title": "", "file": "", "sha256": "", "units": {"l1": "<b>"}}}}'],
)  # fmt: skip
def test_a_broken_record_is_named(room: Room, content: str) -> None:
    room.put("releases/0.1.json", content)
    run = room.build()
    assert run.code == 1 and "releases/0.1.json" in run.said and not (room.out / "docs").exists()


def test_an_archive_without_version_and_date_cannot_be_released(room: Room) -> None:
    room.put("archive.yml", "title: Letters\n")
    run = room.run("release", "--seeds", room.seeds)
    assert run.code == 2 and "archive.yml" in run.said


def test_what_is_written_can_be_read(room: Room) -> None:
    found = corpus.load(room.seeds)
    assert releases.load(room.seeds) == (releases.now(found),) == found.releases
    with pytest.raises(errors.UsageError):
        releases.file_of(Release("../x", "", {}))


UNITS = st.dictionaries(st.sampled_from([f"l{n}" for n in range(1, 9)]), st.sampled_from("abcd"), max_size=8)


@given(UNITS, UNITS)
def test_properties_every_passage_is_counted_once(old: dict[str, str], new: dict[str, str]) -> None:
    """Every old passage is the same, changed, moved or gone, and every new one the same, changed, moved or
    added; no passage is said to be two of them."""
    before = Release("1", "", {"d": State("D", "d.txt", "0", old)})
    after = Release("2", "", {"d": State("D", "d.txt", "0", new)})
    found = releases.changes(before, after)
    if old == new:
        assert not found
        return
    (change,) = found
    same = {unit for unit in old if new.get(unit) == old[unit]}
    came, left = [b for _, b in change.moved], [a for a, _ in change.moved]
    assert sorted([*same, *change.changed, *came, *change.added]) == sorted(new)
    assert sorted([*same, *change.changed, *left, *change.removed]) == sorted(old)
    assert all(old[a] == new[b] for a, b in change.moved)
