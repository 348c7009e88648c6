"""The linking of names, measured on mentions judged by reading, with the data files of this archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from rooms import Room

from build_scripts import corpus, errors, measure_mentions
from build_scripts.model import Corpus

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "judged"


@pytest.fixture(scope="module")
def archive() -> Corpus:
    return corpus.load(ROOT / "seeds")


@pytest.mark.parametrize("name", ["mentions.yml", "mentions_second.yml"])
def test_precision_and_recall_of_the_linking_of_names(archive: Corpus, name: str) -> None:
    """Precision at least 0.99, recall at least 0.95 of the listed entities; the figures are in the message."""
    found = measure_mentions.measure(archive, JUDGED / name)
    said = (
        f"{name}: {found.judged} judged mentions in {found.units} units, {found.right} right, "
        f"precision {found.precision:.4f}, recall {found.recall:.4f}\n"
        + "\n".join(
            [*(f"wrong  {line}" for line in found.wrong), *(f"missed {line}" for line in found.missed)]
        )
    )
    assert found.precision >= 0.99 and found.recall >= 0.95, said
    assert len(found.wrong_senses) <= found.senses * 0.1, "\n".join(found.wrong_senses)


def test_the_judged_samples_hold_at_least_300_mentions_and_share_no_unit(archive: Corpus) -> None:
    first, second = (
        dict(measure_mentions.judged_units(archive, JUDGED / name))
        for name in ("mentions.yml", "mentions_second.yml")
    )
    assert sum(map(len, first.values())) >= 300
    assert not first.keys() & second.keys()


REGISTER = """
- id: north-harbour
  label: North Harbour
- {id: harbour, label: Harbour}
- {id: league, label: League of Ports}
"""
TEXT = "On Ports\n\nThe North Harbour is larger than Oldport. The League of Ports met in the Harbour.\n"


def _measured(room: Room, judged: str) -> measure_mentions.Measure:
    room.put("one.txt", TEXT)
    room.put("authorities/places.yml", REGISTER)
    path = room.out.parent / "judged.yml"
    path.write_text("- unit: {document: one, id: l3}\n  mentions:\n" + judged, "utf-8")
    return measure_mentions.measure(corpus.load(room.seeds), path)


def test_every_kind_of_judgement_counts_as_it_should(room: Room) -> None:
    """Right, missing from the register, missed, of another extent, of another entity, optional."""
    found = _measured(
        room,
        "    - {exact: North Harbour, nth: 1, id: north-harbour}\n"
        "    - {exact: Oldport, nth: 1, id: missing}\n"
        "    - {exact: League, nth: 1, id: league, accept: [League of Ports]}\n"
        "    - {exact: met, nth: 1, id: harbour}\n"
        "    - {exact: Harbour, nth: 2, id: harbour, optional: true}\n",
    )
    assert (found.judged, found.right, len(found.wrong), len(found.missed)) == (3, 2, 0, 1)
    assert found.precision == 1 and found.recall == 2 / 3


def test_a_link_that_nobody_judged_is_wrong(room: Room) -> None:
    found = _measured(room, "    - {exact: League, nth: 1, id: league}\n")
    assert found.right == 0 and len(found.wrong) == 3 and found.missed == ("one l3 46-52 'League': league",)


@pytest.mark.parametrize(
    "judged", ["    - {exact: Nowhere, id: harbour}\n", "    - {exact: met, id: harbour, accept: [larger]}\n"]
)
def test_words_that_do_not_stand_in_the_unit_are_refused(room: Room, judged: str) -> None:
    with pytest.raises(errors.RecordError, match=r"judged\.yml:3"):
        _measured(room, judged)
