"""What the other documents say: measured against judged pairs, silent where nothing is to be said, the
same from both ends, and bounded in cost."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from editions_compare import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rooms import Room

from build_scripts import measure_related
from build_scripts.annotators import figures
from build_scripts.annotators.clauses import Clause, Sign, clauses
from build_scripts.annotators.related import MOST, related
from build_scripts.annotators.stems import common, stem
from build_scripts.annotators.weighing import compare, to_compare, weigh
from build_scripts.connections import Connections, RelatedPair, Target
from build_scripts.corpus import load
from build_scripts.exporters.related_data import RELATED, pairs, related_data
from build_scripts.measure_related import Judged, Measure, half, score
from build_scripts.model import Corpus

JUDGED = ROOT / "tests" / "judged" / "related.yml"

#: Five texts that have nothing to do with one another, though they share words, years and figures.
UNRELATED = {
    "bread": """# Rye at home

Feed the sour three times a day and keep it near the stove in winter. In 2014 the mill at Ried
began to sell a coarse rye flour again, which takes about 10 percent more water than the fine one.

Bake the loaf for 55 minutes at a falling heat. A good crust sings when it leaves the oven, and the
crumb should not stick to the knife on the following day.
""",
    "railway": """# The branch line to Ried

The line was opened in March 1891 with three trains a day. Traffic fell by 10 percent in 2014, and the
company closed two halts between the river and the quarry.

Its engines burned coal from the north until 1956. The last steam train carried 400 guests, among them
the mayor, and the station clock was stopped at noon as a sign of respect.
""",
    "bees": """# Notes on swarming

A colony swarms when the old queen leaves the hive with half of the workers. In most years that happens
in May, on a warm day after rain.

Watch the entrance for scouts. If a hive loses 10 percent of its weight in a morning, the swarm has left.
""",
    "chess": """# An ending with rooks

White holds the draw by keeping the rook behind the passed pawn. The method was published in 1891 and is
still taught to every beginner in the first year.

In the final of 2014 the younger player missed it, and the game was lost after 55 moves.
""",
    "manual": """# Setting the clock

Hold the button for three seconds until the hour blinks. The device keeps the time for ten days without
power; after that it must be set again.

Send the device to the maker if the display stays dark. The guarantee of the company ends after two years.
""",
}
#: Two texts that report the same deal, and one that does not.
DEAL = {
    "first": """# A quay is sold

The harbour council met in a cold hall and heard the mayor, who spoke of old debts and of new roofs.

On 12 March 2021 Northern Quays Holding bought a 35 percent stake in the Velmar Terminal for $80 million.

Nobody asked what would become of the fishermen, whose boats lay two rows deep along the western mole.
""",
    "second": """# Who owns the port?

Ownership of ports is a matter on which most citizens hold strong opinions and few hold documents.

The stake of 35 percent in the Velmar Terminal, bought by Northern Quays Holding in March 2021 for
80 million dollars, gives the buyer a seat on the board.

Elsewhere, a lighthouse was painted in green, and gulls took to nesting on its lamp house again.
""",
    "third": """# Choirs of the coast

The women of the island sang at weddings, at launchings and at the blessing of the nets in spring.

A choir from the mainland bought their songbook in an auction and printed it with a gilded edge.
""",
}


@pytest.fixture(scope="module")
def archive() -> Corpus:
    return load(ROOT / "seeds")


@pytest.fixture(scope="module")
def measured(archive: Corpus) -> Measure:
    return measure_related.measure(archive, measure_related.read(JUDGED, archive))


def fill(room: Room, texts: dict[str, str]) -> Corpus:
    for name, text in texts.items():
        room.put(f"{name}.md", text)
    return load(room.seeds)


def places(found: Sequence[RelatedPair]) -> list[tuple[str, str]]:
    return [(pair.first.document, pair.second.document) for pair in found]


def test_what_is_shown_is_right(measured: Measure) -> None:
    """Precision over all judged pairs that are shown, of everything and of what was computed."""
    assert measured.everything.precision >= 0.95, measured.everything.wrong
    assert measured.computed.precision >= 0.95, measured.computed.wrong
    assert measured.everything.unjudged == ()
    assert measured.disturbed == 0


def test_the_rules_alone_are_right(measured: Measure) -> None:
    """Without additions and vetoes; without the pairs judged because they were shown; without events and
    questions. The last shows few pairs: one that is wrong would be much."""
    assert measured.rules.shown >= 30 and measured.rules.precision >= 0.95, measured.rules.wrong
    assert measured.rules_blind.right >= 25 and measured.rules_blind.precision >= 0.95
    assert measured.texts_alone.shown >= 10 and measured.texts_alone.precision >= 0.9
    assert all(found.precision >= 0.9 for found in measured.rules_by_half.values())


def test_what_must_be_seen_is_shown(measured: Measure) -> None:
    """By far the most of it because the editor added it: the rules alone show little, and that is right."""
    assert measured.everything.recall >= 0.9, measured.everything.missed
    assert measured.rules.recall >= 0.25


def test_both_halves_are_as_good(measured: Measure) -> None:
    for found in measured.halves.values():
        assert found.seen + len(found.missed) >= 30
        assert found.precision >= 0.95 and found.recall >= 0.9


def test_most_passages_have_no_partner_by_the_rules(archive: Corpus, measured: Measure) -> None:
    passages = {(c.target.document, c.target.unit) for c in clauses(archive)}
    assert 2 * measured.rules.shown < len(passages) / 2
    assert measured.idle == ()


def test_the_pairs_are_a_relation_between_passages(archive: Corpus) -> None:
    """Once each, in order, between two documents, at places that exist, at most three for a passage."""
    found = archive.connections.related
    assert found
    assert list(found) == sorted(found, key=lambda pair: (pair.first, pair.second))
    texts = {(d.id, u.id): u.text for d in archive.documents for u in d.units}
    partners: Counter[tuple[str, str]] = Counter()
    for pair in found:
        assert pair.first < pair.second and pair.first.document != pair.second.document
        for target in (pair.first, pair.second):
            assert 0 <= target.start < target.end <= len(texts[target.document, target.unit])
            partners[target.document, target.unit] += 1
        assert pair.reasons or pair.added
        assert pair.remark if pair.added else not pair.remark
    added = Counter(unit for p in found if p.added for unit in measure_related.units_of(p))
    assert all(count <= max(MOST, added[unit]) for unit, count in partners.items())
    assert len({measure_related.units_of(pair) for pair in found}) == len(found)


def test_the_order_of_the_documents_changes_nothing_but_the_order(archive: Corpus) -> None:
    turned = related(replace(archive, documents=archive.documents[::-1]))
    assert turned.connections.related == archive.connections.related
    assert related(archive).connections.related == archive.connections.related


def test_every_decision_of_the_editor_takes_effect(archive: Corpus) -> None:
    shown = {measure_related.units_of(pair): pair for pair in archive.connections.related}
    targets = archive.connections.targets
    for decision in archive.knowledge.related:
        ends = sorted((targets[decision.first], targets[decision.second]))
        pair = shown.get(((ends[0].document, ends[0].unit), (ends[1].document, ends[1].unit)))
        assert (
            (pair is not None and pair.added and pair.remark == decision.reason) if decision.add else not pair
        )


def test_nothing_is_said_about_unrelated_texts(room: Room) -> None:
    assert fill(room, UNRELATED).connections.related == ()


def test_the_same_deal_is_found_without_any_data_file(room: Room) -> None:
    found = fill(room, DEAL).connections.related
    assert places(found) == [("first", "second")]
    assert "35 percent" in found[0].reasons and "March 2021" in found[0].reasons
    assert any("Velmar" in reason for reason in found[0].reasons)


def test_one_kind_of_evidence_is_not_enough(room: Room) -> None:
    """Rare words alone, however many, are no reason to show anything, unless it is the same sentence."""
    words = "Gilded lanterns flickered beneath mossy rafters while sleepy owls hooted beside crooked chimneys"
    others = "Crooked was the beadle, sleepy his clerk; chimneys, rafters and lanterns were not in their care"
    filler = "\n\n".join(
        f"{n} lines of {'abcdefghij'[n % 10]}quibble stand here, numbered plainly." for n in range(20)
    )
    found = fill(
        room, {"one": f"# A\n\n{words}.\n\n{filler}\n", "two": f"# B\n\nIt is told: {others.lower()}.\n"}
    )
    assert found.connections.related == ()


PROSE = (
    "The miller counted his sacks by candle.",
    "A heron stood among reeds below the weir.",
    "Her cousin sold buttons from a green cart.",
    "Nobody had swept the chapel since harvest.",
    "Two goats slept beneath an upturned boat.",
)
FORMULA = (
    "The holder warrants neither merchantability nor fitness, and bears no liability for lost revenue, "
    "spoiled cargo or injured bystanders, however the mishap arose."
)


@pytest.mark.parametrize(("documents", "expected"), [(2, 1), (3, 0), (5, 0)])
def test_the_same_words_are_told_only_when_they_are_rare(room: Room, documents: int, expected: int) -> None:
    texts = {
        f"d{n}": f"# Title {n}\n\n{PROSE[n]}\n\n{FORMULA if n < documents else 'Rain fell.'}\n"
        for n in range(5)
    }
    found = fill(room, texts).connections.related
    assert [pair.reasons for pair in found] == [("the same words",)] * expected


def test_copies_of_one_text_are_no_related_passages(room: Room) -> None:
    """Two documents with many of the same sentences: that is a matter of the documents, not of passages."""
    same = "\n\n".join(
        FORMULA.replace("cargo", f"{crate} cargo").replace("holder", f"{crate} holder")
        for crate in ("barley", "copper", "walnut", "indigo", "saffron")
    )
    found = fill(room, {"one": f"# A\n\n{PROSE[0]}\n\n{same}\n", "two": f"# B\n\n{PROSE[1]}\n\n{same}\n"})
    assert found.connections.related == ()


QUESTION = """
- id: owner
  question: Who owns the quay?
  statements:
    - {id: a, document: one, exact: "the council owns the quay", says: the council}
    - {id: b, document: two, exact: "a widow has the wharf", says: a widow}
  relations:
    - {first: a, second: b, kind: agree, reason: "For the test."}
"""


@pytest.mark.parametrize("beside", [False, True])
def test_a_shared_question_alone_is_no_reason(room: Room, beside: bool) -> None:
    """It is listed under the passage already; with a rare word in both it is one reason among others."""
    rare = ", brickwork and all" if beside else ""
    room.put("annotations/comparisons.yml", QUESTION)
    found = fill(
        room,
        {
            "one": f"# A\n\nOf course the council owns the quay{rare}.\n",
            "two": f"# B\n\nThey say a widow has the wharf{rare}.\n",
        },
    ).connections.related
    assert [pair.reasons for pair in found] == (
        [("the same question: Who owns the quay? (they agree)", "brickwork")] if beside else []
    )


def test_words_of_a_name_are_no_evidence_beside_it(room: Room) -> None:
    """`the Oko Nedo cabinet` in both is one name; elsewhere in a sentence the word counts."""
    corpus = fill(
        room,
        {
            "one": "# A\n\nBread grew dear under the Oko Nedo cabinet.\n",
            "two": "# B\n\nThe bridge was planned by the Oko Nedo cabinet.\n",
            "three": "# C\n\nA cabinet was formed, they say, by Oko Nedo.\n",
        },
    )
    found = {clause.target.document: clause for clause in clauses(corpus)}
    weights = weigh(corpus, list(found.values()))
    word = Sign("word", stem("cabinet"))
    assert word not in compare(found["one"], found["two"], weights).signs
    assert word in compare(found["one"], found["three"], weights).signs


DECISIONS = """
- first: {document: first, exact: "Nobody asked what would become of the fishermen"}
  second: {document: third, exact: "the blessing of the nets"}
  decision: add
  reason: "Those who fish, in both."
- first: {document: second, exact: "Northern Quays Holding"}
  second: {document: first, exact: "Northern Quays Holding"}
  decision: veto
  reason: "For the test."
- first: {document: second, exact: "not in this text"}
  second: {document: first, exact: "Northern Quays Holding"}
  decision: add
  reason: "Its quotation is lost."
"""


def test_the_editor_adds_and_vetoes(room: Room) -> None:
    room.put("annotations/related.yml", DECISIONS)
    found = fill(room, DEAL).connections.related
    assert places(found) == [("first", "third")]
    assert found[0].added and found[0].remark == "Those who fish, in both."


EVENT = """
- id: sale
  date: "2021-03-12"
  label: "The terminal is sold <b>"
  reports:
    - {document: first, exact: "bought a 35 percent stake"}
    - {document: third, exact: "bought their songbook in an auction"}
"""


def test_the_same_event_is_a_reason(room: Room) -> None:
    """With a second kind of evidence beside it; labels stay data."""
    texts = DEAL | {"third": DEAL["third"].replace("in an auction", "in an auction of the Velmar Terminal")}
    texts["third"] = texts["third"].replace("\n\nA choir", "\n\nOn 12 March 2021 a choir")
    room.put("annotations/timeline.yml", EVENT)
    found = fill(room, texts)
    reasons = [
        r for pair in found.connections.related if pair.second.document == "third" for r in pair.reasons
    ]
    assert "the same event: The terminal is sold <b>" in reasons
    Draft202012Validator(RELATED).validate(json.loads(json.dumps(pairs(found))))


def test_the_data_keep_to_their_schema(archive: Corpus) -> None:
    Draft202012Validator.check_schema(RELATED)
    files = {artifact.path: json.loads(artifact.content) for artifact in related_data(archive)}
    assert files["docs/data/schema/related.json"] == RELATED
    data = files["docs/data/related.json"]
    Draft202012Validator(RELATED).validate(data)
    assert len(data["pairs"]) == len(archive.connections.related)
    assert list(related_data(replace(archive, connections=Connections()))) == []


def synthetic(documents: int, seed: int = 7) -> list[Clause]:
    """Sentences whose words are as frequent as in a language (Zipf), over a vocabulary that grows with
    the archive as vocabularies do (Heaps)."""
    chance = random.Random(seed)
    size = int(60 * (documents * 40 * 14) ** 0.6)
    found = []
    for document in range(documents):
        for line in range(40):
            ranks = {int(size ** chance.random()) for _ in range(14)}
            signs = {Sign("word" if rank % 3 else "name", str(rank)): str(rank) for rank in sorted(ranks)}
            found.append(Clause(Target(f"d{document:04}", f"l{line}", 0, 9), signs))
    return found


def test_the_work_grows_with_the_archive_and_not_with_its_square() -> None:
    """Pairs of sentences that are compared, for 50, 100 and 200 documents."""
    bare = Corpus(archive={}, documents=())
    counts = []
    for documents in (50, 100, 200):
        found = synthetic(documents)
        counts.append(len(to_compare(found, weigh(bare, found))))
    assert counts[0] > 1000
    # Twice the documents: n log n gives 2.2 times as many pairs, n² four times.
    assert counts[1] / counts[0] < 2.5 and counts[2] / counts[1] < 2.5
    sentences = 200 * 40
    assert counts[2] < 0.02 * sentences * sentences / 2


def test_a_sentence_printed_everywhere_is_compared_with_none() -> None:
    """The cost of what every document holds does not explode."""
    same = {Sign("word", f"w{n}"): "w" for n in range(12)}
    found = [Clause(Target(f"d{n:04}", "l1", 0, 9), same) for n in range(500)]
    assert to_compare(found, weigh(Corpus(archive={}, documents=()), found)) == set()


@given(st.lists(st.text(max_size=200), min_size=2, max_size=4))
def test_any_text_can_be_compared(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    for number, text in enumerate(texts):
        (folder / f"t{number}.txt").write_text(text + "\n\nA sentence of 2014.\n", "utf-8")
    found = load(folder)
    assert related(found).connections.related == found.connections.related


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Around 40 percent of it, or 40%, or 40 per cent", ["40 %", "40 %", "40 %"]),
        ("a 10-percent stake", ["10 %"]),
        ("$3.1 billion, or 3,100 million dollars", ["3100000000 $", "3100000000 $"]),
        ("to 20 bcm by 2027", ["20 bcm"]),
        ("22 suspects and 1 suspect", ["22 suspect", "1 suspect"]),
        ("on 7 October 2023 and in 2014", []),
        ("the T-72 tank and the Hermes-450 drone", []),
        ("page 12 of the 3", []),
        ("Table 1 gives the sums, Fig. 2 shows 3 gauges", ["3 gauge"]),
    ],
)
def test_figures(text: str, keys: list[str]) -> None:
    assert [found.key for found in figures.figures(text)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("On April 23, 2012 he came", ["2012-04-23"]),
        ("in 1999 and 2014", ["1999", "2014"]),
        ("between July 2022 and 2027", ["2022-07", "2027"]),
        ("the agreements of 2020-2021", ["2020", "2021"]),
        ("on 2014-10-05", ["2014-10-05"]),
        ("$2014 and 2014% and 12014", []),
    ],
)
def test_dates(text: str, keys: list[str]) -> None:
    found = list(figures.dates(text))
    assert [date.key for date in found] == keys
    assert all(date.key[:4] in text[date.start : date.end] for date in found)


@given(st.text(max_size=60))
def test_figures_and_dates_lie_in_the_text(text: str) -> None:
    for found in (*figures.figures(text), *figures.dates(text)):
        assert 0 <= found.start < found.end <= len(text) and found.key


def test_words_of_one_family_have_one_stem() -> None:
    for words in (
        "explore exploration explored exploring",
        "supply supplies supplied",
        "export exports exporting",
    ):
        assert len({stem(word) for word in words.split()}) == 1, words
    assert stem("gas") == "gas" and stem("oil") == "oil"


def test_plain_forms_of_words_that_say_little_say_little() -> None:
    assert all(common(word) for word in "considered meetings officially possibilities including".split())
    assert not any(common(word) for word in "gas pipeline embassies brickwork".split())


def test_sentences_of_titles_and_notes_are_not_compared(archive: Corpus) -> None:
    kinds = {(d.id, b.id): b.kind for d in archive.documents for b in d.blocks}
    assert {kinds[c.target.document, c.target.unit] for c in clauses(archive)} <= {
        "p", "quote", "list", "abstract", "verse", "table",
    }  # fmt: skip


def test_the_measure_counts_what_it_says() -> None:
    """Right, wrong, wrong because one end has no partner, and not judged."""

    def units(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
        return ("a", one), ("b", other)

    def pair(one: str, other: str) -> RelatedPair:
        return RelatedPair(Target("a", one, 0, 1), Target("b", other, 0, 1), 1.0, ("x",))

    judged = Judged(
        {units("l1", "l1"): 3, units("l2", "l2"): 1, units("l3", "l3"): 3}, frozenset({("b", "l9")})
    )
    found = score([pair("l1", "l1"), pair("l2", "l2"), pair("l4", "l9"), pair("l5", "l5")], judged)
    assert (found.shown, found.right, found.precision) == (4, 1, pytest.approx(1 / 3))
    assert found.wrong == (units("l2", "l2"), units("l4", "l9")) and found.unjudged == (units("l5", "l5"),)
    assert found.missed == (units("l3", "l3"),) and found.recall == 0.5
    assert {half(units("l1", f"l{n}")) for n in range(40)} == {"even", "odd"}


def test_a_judged_unit_must_exist(archive: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "related.yml"
    path.write_text("pairs: []\nmust_see_none:\n  - {document: nowhere, id: l1}\n", "utf-8")
    with pytest.raises(Exception, match="nowhere"):
        measure_related.read(path, archive)
