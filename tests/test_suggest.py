"""`suggest`: proposals for the data files, as YAML that the data files take without change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Room
from ruamel.yaml import YAML
from strategies import SENTENCES, SIGNS, examples
from test_automatic_names import NEWS, made

from build_scripts import arguments
from build_scripts.annotators.quotations import quotations
from build_scripts.corpus import load
from build_scripts.knowledge import Knowledge
from build_scripts.suggest import SUGGESTIONS
from build_scripts.suggest.names import names
from build_scripts.suggest.notes import found, notes
from build_scripts.suggest.printing import comment, entry, scalar
from build_scripts.suggest.stated import stated

HOSTILE = (
    'It is “said: - {x: 1}” # that <script>alert(1)</script> Sea\u202eBoard "of" \\ Westland\u2028 came.'
)


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    return Room(tmp_path, capsys)


def parsed(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_the_commands_are_those_of_the_help() -> None:
    assert tuple(name for name, *_ in SUGGESTIONS) == arguments.SUGGESTIONS


def test_names_can_be_pasted_into_the_register(room: Room) -> None:
    """What is printed loads as it is; after that nothing is left to propose."""
    room.put("news.md", NEWS)
    room.put("hostile.md", HOSTILE + "\n\n" + HOSTILE)
    printed = room.run("suggest", "names", "--seeds", room.seeds)
    assert printed.code == 0
    rows = parsed(printed.out)
    assert {"Northport", "Sea Board of Westland", "Amelia Hart"} <= {row["label"] for row in rows}
    assert "# kind: person" in printed.out and "# kind: ?" in printed.out
    room.put("authorities/organizations.yml", printed.out)
    corpus = load(room.seeds)
    assert [a.label for a in corpus.knowledge.authorities] == [row["label"] for row in rows]
    again = room.run("suggest", "names", "--seeds", room.seeds)
    assert again.code == 0
    assert not {row["label"] for row in parsed(again.out)} & {row["label"] for row in rows}


def test_names_tell_of_the_register(room: Room) -> None:
    room.put(
        "news.md", NEWS + "\n\nThe mill of Springfield is old, and so is the road to Springfield by the sea."
    )
    room.put(
        "authorities/places.yml",
        "- {id: northport, label: Northport, forms: [Porto Norte]}\n"
        "- {id: springfield-1, label: Springfield}\n- {id: springfield-2, label: Springfield}\n",
    )
    said = room.run("suggest", "names", "--seeds", room.seeds).out
    assert "# northport: Porto Norte" in said
    assert "# Springfield: springfield-1, springfield-2 (2 places, 0 linked)" in said
    assert 'label: "Northport"' not in said


def test_near_spellings_are_pointed_out(room: Room) -> None:
    room.put(
        "a.md", "We saw President Anar Mammadov there. Then came President Anar Mamadov, as they said later."
    )
    said = room.run("suggest", "names", "--seeds", room.seeds).out
    assert "# perhaps the same: Anar Mammadov" in said or "# perhaps the same: Anar Mamadov" in said


SLIPS = """# The Harbour Question

In 2011, spending on the harbour reached $2.0 billion. In 2012 it showed a modest growth of 1.2 percent and
reached $3.0 billion. The price of of bread rose. The ferry to Kirkenborg was late, and Kirkenborg complained of the ferry to Kirkenburg.

## The Price of Salt

The old treaty of the two valleys was signed on April 6, 1992 in the castle. Nobody was late.

The treaty of the two valleys was signed in the castle on April 7, 1992. In June 2014 the mayor spoke of it.[^1] As
noted by one observer, it rains.[^2] See section “The Price of Bread” above. The word Kirкenborg is mixed.

The road against both a flood or a drought was closed, and “nobody knew why it was so.

[^1]: Ann Orlov, “A Mayor Speaks,” The Post, May 3, 2012, http://example.org/2009/02/07/mayor.html
[^2]: Ann Orlov, “It Rains,” The Post, June 3, 2014, example.org/rain, http://www.example.az_-22/rain, http://example.org/
"""


def test_notes_find_the_slips(room: Room) -> None:
    room.put("slips.md", SLIPS)
    corpus = load(room.seeds)
    by_check: dict[str, list[str]] = {}
    for one in found(corpus):
        by_check.setdefault(one.check, []).append(one.note.quote.exact)
    assert by_check["growth"] == ["growth of 1.2 percent and reached $3.0 billion"]
    assert any("April 7, 1992" in exact for exact in by_check["two-days"])
    assert any("May 3, 2012" in exact for exact in by_check["later-than-source"])
    assert by_check["date-in-address"] == ["http://example.org/2009/02/07/mayor.html"]
    assert by_check["unnamed"] == ["As noted by one observer"]
    assert by_check["section"] == ["See section “The Price of Bread”"]
    assert by_check["english"] == ["both a flood or a drought"]
    assert by_check["address"] == ["example.org/rain", "http://www.example.az_-22/rain"]
    assert by_check["home-page"] == ["http://example.org/"]
    assert by_check["close-name"] == ["Kirkenburg"]
    slips = " | ".join(by_check["signs-and-letters"])
    assert "of of" in slips and "Kirкenborg" in slips and "“nobody" in slips


def test_notes_can_be_pasted_and_are_then_covered(room: Room) -> None:
    room.put("slips.md", SLIPS)
    printed = room.run("suggest", "notes", "--seeds", room.seeds)
    assert printed.code == 0 and len(parsed(printed.out)) >= 12
    room.put("annotations/notes.yml", printed.out)
    corpus = load(room.seeds)
    assert not corpus.connections.lost
    assert len(corpus.knowledge.notes) == len(corpus.connections.notes) == len(parsed(printed.out))
    assert parsed(room.run("suggest", "notes", "--seeds", room.seeds).out) == []


def test_a_sound_text_has_no_proposals(room: Room) -> None:
    room.put("sound.md", " ".join(sentence for sentence in SENTENCES[:12]))
    assert parsed(room.run("suggest", "notes", "--seeds", room.seeds).out) == []


@pytest.mark.parametrize("what", arguments.SUGGESTIONS)
def test_nothing_is_written_and_no_out_is_needed(room: Room, what: str) -> None:
    room.put("hostile.md", HOSTILE)
    before = sorted(room.seeds.rglob("*"))
    assert room.run("suggest", what, "--seeds", room.seeds).code == 0
    assert sorted(room.seeds.rglob("*")) == before and not room.out.exists()


def test_help_and_exit_codes(room: Room) -> None:
    assert "suggest notes" in room.run("suggest", "--help").out
    assert room.run("suggest").code == 2
    assert room.run("suggest", "everything").code == 2
    assert room.run("suggest", "names", "--seeds", room.seeds / "none").code == 4
    room.put("broken.md", b"%PDF-1.4\x00\x01")
    assert room.run("suggest", "names", "--seeds", room.seeds).code == 4
    room.put("news.md", NEWS)
    assert room.run("suggest", "names", "--seeds", room.seeds).code == 3


def test_dates_are_found_with_their_places() -> None:
    text = "On April 6, 1992 and in May 2013, then 2014-10-05; in 1999 (http://x.org/2001/02/03/a) of 7 March 2020."
    rows = [(text[one.start : one.end], one.date) for one in stated(text)]
    assert rows == [
        ("April 6, 1992", "1992-04-06"),
        ("May 2013", "2013-05"),
        ("2014-10-05", "2014-10-05"),
        ("1999", "1999"),
        ("7 March 2020", "2020-03-07"),
    ]


@examples(200)
@given(st.text(max_size=60))
def test_any_value_survives_printing(text: str) -> None:
    """A value read back is the value; a comment stays one line and a comment."""
    clean = text.encode("utf-8", "ignore").decode()
    assert parsed(f"- {scalar(clean)}") == [clean]
    lines = [comment(clean), *entry({"a": clean, "b": [{"c": clean, "d": clean}]})]
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert parsed("\n".join(lines)) == [{"a": clean, "b": [{"c": clean, "d": clean}]}]


PARTS = [*SENTENCES, *SIGNS, "Kirkenborg", "Kirkenburg", "in 2011", "April 6, 1992", "grew by 5 percent to $4 billion",
         "see section 4", "both a or b", "(NATO)", "“", "[^1]", "http://a_b/2001/02/03", "\n\n", "[^1]: x 2010",
         "Кириллица", "МК V", "was was"]  # fmt: skip


@examples(40)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=50))
def test_any_text_is_survived(parts: list[str]) -> None:
    """Nothing fails; twice the same; every quotation of a proposal stands once in its text, on its words."""
    text = "Some words come first. " + " ".join(parts)
    corpus = made(text, text[::-1] + " Some words.")
    lines = list(notes(corpus))
    assert lines == list(notes(corpus))
    assert isinstance(parsed("\n".join(lines)), list)
    proposed = found(corpus)
    checked = quotations(replace(corpus, knowledge=Knowledge(notes=tuple(one.note for one in proposed))))
    assert not checked.connections.lost
    for one in proposed:
        assert checked.connections.targets[one.note.quote].unit == one.proposal.target.unit
    listed = "\n".join(names(corpus))
    assert listed == "\n".join(names(corpus)) and isinstance(parsed(listed), list)
