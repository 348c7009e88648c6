"""Short forms: explained where the text or the register explains them, and never wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Room
from strategies import SENTENCES, examples

from build_scripts.connections import Acronym
from build_scripts.corpus import load
from build_scripts.name_rules.short_forms import explains, explanations

EXPLAINED = [
    ("The Sea Board of Westland (SBW) met.", "SBW", "Sea Board of Westland"),
    ("the State Harbour Office of Alnar (SHOAR) said", "SHOAR", "State Harbour Office of Alnar"),
    ("Northport-Eastmark-Ceylon (NEC) line", "NEC", "Northport-Eastmark-Ceylon"),
    ("in Europe and the United States (US) only", "US", "United States"),
    ("The World Ferry Union (hereafter “WFU”)", "WFU", "World Ferry Union"),
    ("visited United Arab Ports (UAP)", "UAP", "United Arab Ports"),
    ("the WFU (World Ferry Union) and", "WFU", "World Ferry Union"),
    ("BRICS (Brazil, Russia, India, China, and South Africa)", "BRICS", "Brazil, Russia, India, China, and South Africa"),
    ("Gesellschaft für Internationale Zusammenarbeit (GIZ)", "GIZ", "Gesellschaft für Internationale Zusammenarbeit"),
    ("Организация Объединённых Наций (ООН)", "ООН", "Организация Объединённых Наций"),
    ("Kuzey Kıbrıs Türk Cumhuriyeti (KKTC)", "KKTC", "Kuzey Kıbrıs Türk Cumhuriyeti"),
    ("Comprehensive Trade Integration and Peace Agreement (C-TIPA)", "C-TIPA",
     "Comprehensive Trade Integration and Peace Agreement"),
    ("he spoke of the Central Debt Court Ltd (CDC)", "CDC", "Central Debt Court Ltd"),
]  # fmt: skip

NOT_EXPLAINED = [
    "The Ministry of Agriculture (MAPA) closed.",
    "In Europe (EU) it rains.",
    "a serveur de noms (DNS) of old",
    "the report of that year (see Table II)",
    "They came home (IV) and left (OK).",
    "The harbour was closed (1987).",
    "She saw the Tasks & Skills step (T&S) there.",
    "It was FRRouting (FRR) again.",
    "Bread rose. The Sea. Westland (SBW)",
    "a plan (PLAN) to go",
    "(ABC)",
    "()",
]


@pytest.mark.parametrize(("text", "short", "expansion"), EXPLAINED)
def test_explained(text: str, short: str, expansion: str) -> None:
    found = list(explanations(text))
    assert [(one.short, one.expansion) for one in found] == [(short, expansion)]
    assert " ".join(text[found[0].start : found[0].end].split()) == expansion


@pytest.mark.parametrize("text", NOT_EXPLAINED)
def test_not_explained(text: str) -> None:
    assert not list(explanations(text))


def test_a_plural_explains_the_singular_too() -> None:
    found = {one.short: one.expansion for one in explanations("with unmanned river vehicles (URVs) there")}
    assert found == {"URV": "unmanned river vehicle", "URVs": "unmanned river vehicles"}


def test_explains_wants_the_whole_form() -> None:
    assert explains("WFU", "World Ferry Union")
    assert not explains("WFU", "the World Ferry Union")
    assert not explains("WFU", "Northport")


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    return Room(tmp_path, capsys)


def acronyms(room: Room) -> tuple[Acronym, ...]:
    return load(room.seeds).connections.acronyms


def test_of_the_register_and_of_a_document(room: Room) -> None:
    room.put(
        "authorities/organizations.yml",
        "- {id: ferries, label: World Ferry Union, abbreviation: WFU, forms: [WFU]}\n"
        "- {id: nato, label: NATO, abbreviation: NATO}\n"
        "- {id: port, label: SHO, abbreviation: SHO, forms: [State Harbour Office]}\n"
        "- {id: road, label: Middle Road, abbreviation: TIR, forms: [TIR, Trans-Island Road]}\n",
    )
    room.put("a.md", "We saw the Western Farm Union (WFU) and the Sea Board of Westland (SBW) there.")
    room.put("b.md", "We saw the World Ferry Union (WFU) there, and then we left.")
    assert acronyms(room) == (
        Acronym("WFU", "World Ferry Union"),
        Acronym("SHO", "State Harbour Office"),
        Acronym("TIR", "Trans-Island Road"),
        Acronym("WFU", "Western Farm Union", "a"),
        Acronym("SBW", "Sea Board of Westland", "a"),
    )


def test_what_two_entries_share_is_not_explained(room: Room) -> None:
    room.put(
        "authorities/organizations.yml",
        "- {id: a, label: World Ferry Union, abbreviation: WFU}\n"
        "- {id: b, label: Western Farm Union, abbreviation: WFU}\n"
        "- {id: c, label: Sea Board, abbreviation: SB}\n"
        "- {id: d, label: Small Bank, forms: [SB]}\n",
    )
    room.put("a.md", "Nothing is said here of any of them, and nothing will be.")
    assert acronyms(room) == ()


def test_what_a_document_explains_in_two_ways_is_not_explained(room: Room) -> None:
    room.put("a.md", "We saw the Western Farm Union (WFU) and then the World Ferry Union (WFU) there.")
    room.put("b.md", "We saw the World Ferry Union (WFU), and again the World Ferry Unions (WFU) there.")
    assert acronyms(room) == (Acronym("WFU", "World Ferry Union", "b"),)


def test_without_knowledge_or_brackets_there_are_none(room: Room) -> None:
    room.put("a.md", "Nothing is said here, and nothing will be.")
    assert acronyms(room) == ()


@examples(120)
@given(
    st.lists(
        st.sampled_from(
            [*SENTENCES, "(", ")", "((", "ABC", "(ABC)", "A.B.", "ﬀ", "İ", "ß", "“", "Ärzte Bund", "s)", "\n"]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_survived(text: str) -> None:
    """Every explanation stands in the text, begins with the first letter of its short form, and is longer."""
    for one in explanations(text):
        expansion = " ".join(text[one.start : one.end].split())
        assert expansion in (one.expansion, one.expansion + "s")
        assert expansion[0].casefold() == one.short[0].casefold()
        assert len(one.expansion) > len(one.short)
