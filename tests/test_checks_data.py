"""The checks of the data files: for every code data in which it is found, and the same put right."""

from __future__ import annotations

import pytest
from rooms import Room

from build_scripts import checks, corpus
from build_scripts.checks.stated_numbers import numbers
from build_scripts.model import Finding

ONE = """# The Ports

The North Harbour took twenty-eight ships in March 1901. A toll of 1,100 crowns was paid by Anna Berg.

The League of Ports met in the South Harbour on 2 May 1902.[^1] Berg was there, and the pilots with her.

[^1]: Carl Dahl, The Pilots (Oldtown, 1903).
"""
TWO = "# The Toll\n\nThe toll was 900 crowns, and the North Harbour took thirty ships. In the end nobody paid it.\n"

PLACES = """
- {id: north-harbour, label: North Harbour}
- {id: south-harbour, label: South Harbour, relations: [{type: part-of, target: north-harbour}]}
"""
TOLL = """
- id: toll
  question: How high was the toll?
  statements:
    - {id: one, document: one, exact: "A toll of 1,100 crowns", says: 1100 crowns, number: "1100", unit: crowns}
    - {id: two, document: two, exact: "The toll was 900 crowns", says: 900 crowns, number: "900", unit: crowns}
    - {id: end, document: two, exact: nobody paid it, says: nothing}
  relations:
    - {first: one, second: two, kind: differ}
    - {first: two, second: end, kind: contradicts}
"""
MEETING = """
- id: meeting
  date: 1902-05-02
  label: The League meets
  reports:
    - {document: one, exact: "met in the South Harbour", date: 1902-05}
"""
TOPICS = """
- {id: trade, label: Trade}
- {id: tolls, label: Tolls, broader: [trade], path: {question: Who paid?, steps: [{document: one, exact: paid by Anna Berg}]}}
"""
WORKS = """
- id: pilots
  kind: book
  title: The Pilots
  citations: [{document: one, note: fn1}]
"""
SOUND = {
    "authorities/places.yml": PLACES,
    "authorities/people.yml": "- {id: anna-berg, label: Anna Berg, forms: [{form: Berg, when: named}]}\n",
    "annotations/comparisons.yml": TOLL,
    "annotations/timeline.yml": MEETING,
    "annotations/topics.yml": TOPICS,
    "annotations/bibliography.yml": WORKS,
}


def _found(room: Room, **changed: str) -> list[Finding]:
    """Findings of the data checks over the sound data with some files replaced."""
    room.put("one.md", ONE)
    room.put("two.md", TWO)
    for name, text in SOUND.items():
        room.put(name, changed.get(name.partition("/")[2].partition(".")[0], text))
    codes = {check.code for check in checks.DATA_CHECKS}
    return [finding for finding in checks.run(corpus.load(room.seeds)) if finding.code in codes]


#: (code, file, words of the sound data, what they are replaced by, end of the place, words of the message)
CASES = [
    ("QUOTE-LOST", "comparisons", "A toll of 1,100", "A toll of 1,200", "comparisons.yml:5", "do not stand so"),
    ("QUOTE-LOST", "comparisons", '"The toll was 900 crowns"', "The", "comparisons.yml:6", "stand 2 times"),
    ("QUOTE-LOST", "timeline", "document: one", "document: three", "timeline.yml:6", "no document 'three'"),
    ("REFERENCE-UNKNOWN", "places", "target: north-harbour", "target: north-harbor", "places.yml:3",
     "no entity 'north-harbor'; did you mean 'north-harbour'?"),
    ("REFERENCE-UNKNOWN", "topics", "broader: [trade]", "broader: [trades]", "topics.yml:3", "did you mean 'trade'"),
    ("REFERENCE-UNKNOWN", "topics", "broader: [trade]", "broader: [trade], entities: [x]", "topics.yml:3", "entity 'x'"),
    ("REFERENCE-UNKNOWN", "timeline", "label: The", "event: anna-berg\n  label: The", "timeline.yml:2", "of kind event"),
    ("REFERENCE-UNKNOWN", "timeline", "label: The", "topics: [war]\n  label: The", "timeline.yml:2", "no topic 'war'"),
    ("REFERENCE-UNKNOWN", "comparisons", "question:", "entities: [nobody]\n  question:", "comparisons.yml:2", "nobody"),
    ("REFERENCE-UNKNOWN", "bibliography", "note: fn1", "note: fn9", "bibliography.yml:5", "no note 'fn9'"),
    ("REFERENCE-UNKNOWN", "bibliography", "kind: book", "kind: book\n  document: six", "bibliography.yml:2", "'six'"),
    ("REFERENCE-UNKNOWN", "bibliography", "kind: book", "kind: book\n  authority: anna-berg", "bibliography.yml:2",
     "of kind work"),
    ("RELATION-ASYMMETRIC", "places", "label: North Harbour",
     "label: North Harbour, relations: [{type: part-of, target: south-harbour}]", "places.yml:2",
     "north-harbour → south-harbour → north-harbour"),
    ("RELATION-ASYMMETRIC", "places", "target: north-harbour", "target: south-harbour", "places.yml:3", "itself"),
    ("RELATION-ASYMMETRIC", "topics", "label: Trade", "label: Trade, broader: [tolls]", "topics.yml:3", "in a circle"),
    ("RELATION-ASYMMETRIC", "topics", "label: Trade", "label: Trade, related: [tolls]", "topics.yml:2", "one above"),
    ("RELATION-ASYMMETRIC", "topics", "broader: [trade]", "broader: [trade, tolls]", "topics.yml:3", "to itself"),
    ("CLAIM-RELATION", "comparisons", "second: two, kind: differ", "second: two, kind: contradicts",
     "comparisons.yml:2", "in two documents"),
    ("CLAIM-RELATION", "comparisons", "first: two, second: end", "first: two, second: one", "comparisons.yml:2", "twice"),
    ("CLAIM-RELATION", "comparisons", "second: end", "second: two", "comparisons.yml:2", "to itself"),
    ("EVENT-WITHOUT-SENTENCE", "timeline", "met in the South", "met in the West", "timeline.yml:2", "meeting"),
    ("FORM-AMBIGUOUS", "places", "label: South Harbour", "label: South Harbour, forms: [Anna Berg]", "places.yml:3",
     "anna-berg, south-harbour"),
    ("FORM-UNUSED", "people", "forms: [", "forms: [Aunt Anna, ", "people.yml:1", "'Aunt Anna' of anna-berg"),
    ("ENTITY-UNMENTIONED", "people", "label: Anna Berg, forms: [{form: Berg, when: named}]", "label: Anna Bergman",
     "people.yml:1", "anna-berg (Anna Bergman)"),
    ("TOPIC-ORPHAN", "topics", "label: Trade}", "label: Trade}\n- {id: war, label: War}", "topics.yml:3", "war"),
    ("DATE-DISORDER", "timeline", "date: 1902-05}", "date: 1903}", "timeline.yml:6", "1903"),
    ("NUMBER-NOT-QUOTED", "comparisons", 'number: "900"', 'number: "950"', "comparisons.yml:6", "number 950"),
    ("CLAIM-ALONE", "comparisons", TOLL[TOLL.index("    - {id: two") :], "", "comparisons.yml:2", "1 of the 2"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "old", "new", "place", "words"), CASES)
def test_every_fault_of_the_data_is_found_at_its_place(
    room: Room, code: str, name: str, old: str, new: str, place: str, words: str
) -> None:
    text = next(text for file, text in SOUND.items() if f"/{name}." in file)
    assert text.count(old) == 1 or old == "document: one"
    finding = next(f for f in _found(room, **{name: text.replace(old, new, 1)}) if f.code == code)
    assert f"{finding.path}:{finding.line}".endswith(place) and finding.path.startswith("seeds/")
    assert words in finding.message


def test_sound_data_give_no_finding(room: Room) -> None:
    assert _found(room) == []


def test_a_report_of_another_date_is_in_order_with_a_note(room: Room) -> None:
    assert (
        _found(room, timeline=MEETING.replace("date: 1902-05}", "date: 1903, note: so in the print}")) == []
    )


def test_a_note_that_no_work_cites_is_told_and_can_be_accepted_in_the_record(room: Room) -> None:
    words = "citations: [{document: one, note: fn1}]"
    room.put("one.md", ONE.replace("1902.[^1]", "1902.[^1][^2]") + "[^2]: A custom of the time.\n")
    for name, text in SOUND.items():
        room.put(name, text)
    room.put("two.md", TWO)
    assert words in WORKS
    codes = [f.code for f in checks.run(corpus.load(room.seeds))]
    assert codes.count("NOTE-UNCITED") == 1
    room.put(
        "one.yml", "accept:\n  - {code: NOTE-UNCITED, line: 8, reason: It explains and cites nothing.}\n"
    )
    codes = [f.code for f in checks.run(corpus.load(room.seeds))]
    assert "NOTE-UNCITED" not in codes and "ACCEPT-UNUSED" not in codes


def test_an_empty_folder_of_data_gives_no_finding(room: Room) -> None:
    room.put("one.md", ONE)
    (room.seeds / "authorities").mkdir()
    assert not [f for f in checks.run(corpus.load(room.seeds)) if f.path.startswith("seeds/a")]


def test_every_code_of_the_data_checks_has_a_case() -> None:
    elsewhere = {"NOTE-UNCITED", "ADDRESS-LOST", "REDIRECT-BROKEN", "ADDRESS-PLACE-LOST"}  # test_published.py
    assert {code for code, *_ in CASES} | elsewhere == {check.code for check in checks.DATA_CHECKS}


def test_the_command_names_file_and_line_and_fails_for_an_error(room: Room) -> None:
    room.put("one.md", ONE)
    room.put("two.md", TWO)
    room.put("annotations/comparisons.yml", TOLL.replace("A toll of 1,100", "A toll of 1,200"))
    assert room.build().code == 0
    run = room.command("check")
    assert run.code == 1
    assert (
        "error QUOTE-LOST seeds/annotations/comparisons.yml:5: “A toll of 1,200 crowns” in one: " in run.out
    )
    assert "(quote the words as they stand" in run.out


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,100 miles", 1100),
        ("$1.6 billion", 1.6),
        ("$1.6 billion", 1600),
        ("twenty-eight visits", 28),
        ("In 1999 twenty-eight", 28),
        ("two hundred and five", 205),
        ("the second place", 2),
        ("a dozen", 12),
        ("40 percent", 40),
        ("0,5 %", 0.5),
    ],
)
def test_numbers_that_words_state(words: str, number: float) -> None:
    assert number in numbers(words)


@pytest.mark.parametrize(("words", "number"), [("1999, eight", 2007), ("128 ships", 28), ("no figure", 0)])
def test_numbers_that_words_do_not_state(words: str, number: float) -> None:
    assert number not in numbers(words)
