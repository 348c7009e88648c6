"""The rules by which names are linked, each with a text in which it links and one in which it must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import document_of
from rooms import Room
from strategies import examples

from build_scripts import corpus
from build_scripts.annotators.names import names, plain
from build_scripts.annotators.senses import sense_of
from build_scripts.authorities import Authority, Form
from build_scripts.knowledge import Knowledge
from build_scripts.model import Block, Corpus


def _linked(room: Room, register: str, *paragraphs: str, kind: str = "people") -> list[tuple[str, str]]:
    """(words, id) of every mention of a document of these paragraphs."""
    room.put("a.txt", "The Harbour Papers\n\n" + "\n\n".join(paragraphs) + "\n")
    room.put(f"authorities/{kind}.yml", register)
    return [(m.surface, m.entity) for m in corpus.load(room.seeds).connections.mentions]


BERG = "- {id: anna-berg, label: Anna Berg, forms: [{form: Berg, when: named}]}\n"
OTTO = "- {id: otto-berg, label: Otto Berg, forms: [{form: Berg, when: named}]}\n"
LISA = "- {id: lisa-berg, label: Lisa Berg}\n"


@pytest.mark.parametrize(
    ("register", "text", "expected"),
    [
        # a surname needs a full name before it, or after it when nobody else has it
        (BERG, "Anna Berg came. Then Berg left.", ["anna-berg", "anna-berg"]),
        (BERG, "Berg came. Then Anna Berg left.", ["anna-berg", "anna-berg"]),
        (BERG, "Then Berg left.", []),
        # the full name that was named last is meant
        (BERG + OTTO, "Anna Berg met Otto Berg. Then Berg left.", ["anna-berg", "otto-berg", "otto-berg"]),
        (BERG + OTTO, "Berg left before Anna Berg met Otto Berg.", ["anna-berg", "otto-berg"]),
        # also when the last bearer is never called by the surname, or is not listed at all
        (BERG + LISA, "Anna Berg met Lisa Berg. Then Berg left.", ["anna-berg", "lisa-berg"]),
        (BERG, "Anna Berg met her aunt Maria Berg. Then Berg left.", ["anna-berg"]),
        # a title is no first name
        (BERG, "Anna Berg came. Then President Berg left.", ["anna-berg", "anna-berg"]),
        # apostrophes of both kinds are one sign, and one form
        (
            "- {id: o, label: Sean O'Hara, forms: [Sean O’Hara]}\n",
            "Here Sean O’Hara’s and Sean O'Hara's.",
            ["o", "o"],
        ),
        # two entities with one form: neither
        ("- {id: a, label: The Pilot}\n- {id: b, label: The Pilot}\n", "Here The Pilot is.", []),
    ],
)
def test_people_are_linked_by_the_stated_rules(
    room: Room, register: str, text: str, expected: list[str]
) -> None:
    assert [entity for _, entity in _linked(room, register, text)] == expected


PORTS = """
- {id: us, label: United States, forms: [U.S., US]}
- {id: west, label: the West}
- {id: port, label: Port of Spain}
- {id: spain, label: Spain}
- {id: btc, label: B-T-C}
- {id: doctrine, label: Harbour doctrine}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left the U.S. And the U.S.-led talks.", ["U.S.", "U.S."]),
        ("The U.S.A. is no such form.", []),
        ("The West is large; the West is far; the Western sea is not.", ["The West", "the West"]),
        ("The Port of Spain lies far from Spain.", ["Port of Spain", "Spain"]),
        ("Spain's ports, Spain-based, Spainish.", ["Spain", "Spain"]),
        ("The B–T–C and the B-T-C line.", ["B–T–C", "B-T-C"]),
        ("The HARBOUR DOCTRINE was new, and SPAIN was old.", ["HARBOUR DOCTRINE"]),
        ("See https://spain.example/Spain and Spain.", ["Spain"]),
        ("“Spain” was written.", ["Spain"]),
        # part of a longer name that is not listed
        ("She read at Spain University and the Bank of Spain.", []),
        ("The Spain Harbour Fund paid; the fund of Spain did not.", ["Spain"]),
        ("The government of Spain and the President of Spain came.", ["Spain", "Spain"]),
    ],
)
def test_places_are_linked_by_whole_words_in_their_own_spelling(
    room: Room, text: str, expected: list[str]
) -> None:
    assert [words for words, _ in _linked(room, PORTS, text, kind="places")] == expected


CITY = "- {id: oldtown, label: Oldtown, stands_for: north}\n- {id: north, label: The North}\n"


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("The talks in Oldtown went on.", "place"),
        ("The talks in Newtown and Oldtown went on.", "place"),
        ("Talks between Newtown and Oldtown went on.", "government"),
        ("It is in Oldtown’s interest to sign.", "government"),
        ("It was seen at Oldtown's new airport.", "place"),
        ("The Oldtown-based firm grew.", "place"),
        ("Since Oldtown is the main port, it grew.", "place"),
        ("She made two visits to Oldtown.", "place"),
        ("They sold arms to Oldtown.", "government"),
        ("Oldtown signed the treaty.", "government"),
    ],
)
def test_a_capital_is_a_city_or_stands_for_its_government(text: str, sense: str) -> None:
    start = text.index("Oldtown")
    assert sense_of(Block("l1", "p", text, (1,), ()), start, start + 7)[0] == sense


def test_a_decision_wins_over_every_rule(room: Room) -> None:
    room.put(
        "annotations/mentions.yml",
        "- {document: a, exact: Spain, entity: none, reason: a ship}\n"
        "- {document: a, exact: the old land, entity: spain, reason: told before}\n",
    )
    assert _linked(room, PORTS, "The Spain sailed from the old land.", kind="places") == [
        ("the old land", "spain")
    ]


_text = st.text(alphabet="AB ab.’'-\n", max_size=40)


@examples(150)
@given(st.lists(st.text(alphabet="ABab.'’- ", min_size=1, max_size=6).filter(str.strip), max_size=5), _text)
def test_mentions_of_any_text_and_any_forms_are_whole_words_that_do_not_overlap(
    forms: list[str], text: str
) -> None:
    """Whatever the register and the text: each mention stands where it says, and no two overlap."""
    document = document_of(text)
    entities = tuple(Authority(f"e{i}", "place", f, (Form(f),)) for i, f in enumerate(forms))
    linked = names(Corpus({}, (document,), knowledge=Knowledge(authorities=entities))).connections.mentions
    units = {unit.id: unit.text for unit in document.units}
    last: dict[str, int] = {}
    for mention in linked:
        target = mention.target
        assert units[target.unit][target.start : target.end] == mention.surface
        form = forms[int(mention.entity[1:])]
        assert plain(mention.surface).casefold() == plain(form).casefold()
        assert target.start >= last.get(target.unit, 0)
        last[target.unit] = target.end
