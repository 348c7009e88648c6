"""The report: counts that can be checked by hand, the same every time, and nothing it needs but the seeds."""

from __future__ import annotations

from rooms import Room
from test_checks_data import ONE, SOUND, TWO

from build_scripts import corpus, report


def _lines(room: Room, *argv: str) -> list[str]:
    run = room.run("report", "--seeds", room.seeds, *argv)
    assert run.code == 0
    return [" ".join(line.split()) for line in run.out.splitlines()]


def test_the_report_counts_what_the_data_say(room: Room) -> None:
    room.put("one.md", ONE)
    room.put("two.md", TWO)
    for name, text in SOUND.items():
        room.put(name, text)
    lines = _lines(room)
    for line in (
        f"documents 2, with {_blocks(room)} blocks and 1 notes",
        "entities 3: person 1, place 2",
        "forms 4: always 3, named 1",
        "relations 1: part-of 1",
        "mentions 5: form 4, named 1",
        "entities named 3 of 3",
        "one: 4 of 3 entities",
        "two: 1 of 1 entities",
        "questions 1, 1 of them told by several documents",
        "statements 3, 3 of them verified in 2 documents",
        "relations 2: differ 1, contradicts 1",
        "events 1, 0 of them told by several documents",
        "works 1: book 1",
        "notes 1 of 1 cite a listed work",
        "topics 2, 1 with a guided path",
        "verified 5 stand word for word in the texts, 0 were not found",
    ):
        assert line in lines, "\n".join(lines)


def _blocks(room: Room) -> int:
    return sum(len(document.blocks) for document in corpus.load(room.seeds).documents)


def test_the_report_tells_what_was_not_found(room: Room) -> None:
    room.put("one.md", ONE)
    room.put("annotations/timeline.yml", SOUND["annotations/timeline.yml"].replace("met in", "sat in"))
    lines = _lines(room)
    assert "verified 0 stand word for word in the texts, 1 were not found" in lines
    assert any(line.startswith("not found seeds/annotations/timeline.yml:6: the words") for line in lines)


def test_a_bare_folder_has_a_report_too(room: Room) -> None:
    room.put("a.txt", "One\n\nA first text, quite short.\n")
    lines = _lines(room)
    assert "entities 0" in lines and "not measured no judged sample for this archive" in lines


def test_judged_samples_of_a_folder_are_measured_and_their_faults_listed(room: Room) -> None:
    room.put("one.md", ONE)
    room.put("authorities/places.yml", SOUND["authorities/places.yml"])
    judged = room.out.parent / "judged"
    judged.mkdir()
    (judged / "mentions.yml").write_text(
        "- unit: {document: one, id: l3}\n"
        "  mentions: [{exact: North Harbour, id: north-harbour}, {exact: Anna Berg, id: anna-berg}]\n",
        "utf-8",
    )
    lines = _lines(room, "--judged", str(judged), "--details")
    assert "precision 1.0000 (1 of 1 links right)" in lines
    assert "recall 0.5000 (1 of 2 found)" in lines
    assert any(line.startswith("missed one l3 ") and line.endswith("anna-berg") for line in lines)


def test_two_reports_are_equal(room: Room) -> None:
    room.put("one.md", ONE)
    for name, text in SOUND.items():
        room.put(name, text)
    assert report.report(corpus.load(room.seeds)) == report.report(corpus.load(room.seeds))
