"""Names found by rule alone: what is taken, what is left alone, and that every place lies on its words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Room
from strategies import SENTENCES, SIGNS, examples

from build_scripts.annotators.automatic_names import automatic_names
from build_scripts.connections import AutomaticName
from build_scripts.corpus import load
from build_scripts.edition import edit
from build_scripts.model import Corpus
from build_scripts.name_rules.keys import folded, form_key, one_letter_apart, sound_key
from build_scripts.name_rules.runs import runs
from build_scripts.readers import open_source

NEWS = """# The Harbour Question

The treaty was signed by President Amelia Hart in Northport, and the council of Northport did not object.
Two years later Hart returned to the Sea Board of Westland, which the Sea Board of Westland denies. However,
the ferries of Northport still run on Mondays. Officials of the Foreign Ministry said that the Foreign
Minister and the foreign minister were one. A Westlandish officer spoke of the Westlandish coast. In March
the price of bread rose; in March it fell again. Table 3 and Table 4 show it. The European Harbour
Union (EHU) was founded in Eastmark, and the EHU moved from Eastmark later.
"""

PARAGRAPH = """In the autumn they saw {0} on the old road by the harbour. Nobody had asked him to come, and the
council of the upper valley would not meet {0} before the spring of the following year.
"""


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    return Room(tmp_path, capsys)


def found(room: Room, **texts: str) -> dict[str, AutomaticName]:
    """Label → name, of an archive of these texts."""
    for name, text in texts.items():
        room.put(f"{name}.md", text)
    corpus = load(room.seeds)
    assert_on_their_words(corpus)
    return {name.label: name for name in corpus.connections.automatic}


def assert_on_their_words(corpus: Corpus) -> None:
    """Every place is a whole word or words of its text, in one of the forms; ids are there once."""
    texts = {(d.id, unit.id): unit.text for d in corpus.documents for unit in d.units}
    names = corpus.connections.automatic
    assert len({name.id for name in names}) == len(names)
    for name in names:
        assert name.label in name.forms and len(name.targets) >= 2
        assert len(set(name.targets)) == len(name.targets)
        keys = {form_key(form) for form in name.forms}
        for target in name.targets:
            text = texts[target.document, target.unit]
            assert 0 <= target.start < target.end <= len(text)
            surface = text[target.start : target.end]
            assert not text[target.start - 1 : target.start].isalnum() or not target.start
            assert not text[target.end : target.end + 1].isalnum()
            shouted = {folded(form.upper()) for form in name.forms}
            assert form_key(surface) in keys or folded(surface) in shouted


def test_repeated_names_are_found(room: Room) -> None:
    names = found(room, news=NEWS)
    assert {"Northport", "Eastmark", "Sea Board of Westland", "Amelia Hart"} <= set(names)
    assert len(names["Northport"].targets) == 3


def test_a_surname_belongs_to_its_full_name(room: Room) -> None:
    text = "In May President Amelia Hart spoke. Then Hart left. It was said that Hart came back with Amelia Hart."
    names = found(room, news=text)
    assert names["Amelia Hart"].forms == ("Amelia Hart", "Hart")
    assert "Hart" not in names


def test_a_surname_of_two_people_belongs_to_neither(room: Room) -> None:
    text = (
        "They met President Amelia Hart and Senator John Hart. Nobody saw President Amelia Hart again, nor "
        "Senator John Hart. Later a letter by Hart came, and the answer of Hart."
    )
    names = found(room, news=text)
    assert names["Amelia Hart"].forms == ("Amelia Hart",)
    assert names["John Hart"].forms == ("John Hart",)


def test_common_words_offices_peoples_months_and_tables_are_no_names(room: Room) -> None:
    assert not {
        "Foreign Minister", "Foreign Ministry", "However", "Mondays", "March", "Table", "Westlandish",
        "President", "The", "In",
    } & set(found(room, news=NEWS))  # fmt: skip


def test_the_first_word_of_a_sentence_is_no_evidence(room: Room) -> None:
    assert not found(room, news="Bread is dear. Bread was cheap. Bread will be dear. “Bread,” he said.")


def test_a_word_that_stands_in_small_letters_too_is_no_name(room: Room) -> None:
    text = "We saw the Council there. Then the Council left; no council stays, and every council leaves the Council."
    assert not found(room, news=text)


def test_a_name_that_stands_once_is_left_out(room: Room) -> None:
    assert not found(room, news="They went to Northport by the old road.")


def test_possessives_and_headings_in_capitals_are_places_too(room: Room) -> None:
    text = (
        "# A title\n\n## THE FALL OF NORTHPORT\n\nWe saw Northport’s walls, and then in Northport the ferry."
    )
    names = found(room, news=text)
    assert list(names) == ["Northport"]
    assert [t.unit for t in names["Northport"].targets] == ["l3", "l5", "l5"]


def test_a_short_name_inside_a_longer_one_is_not_counted(room: Room) -> None:
    text = (
        "He came to Mary at night. She knew Mary well, as Mary knew her, but the Royal Mary Hospital was closed, "
        "and so they said nothing of it."
    )
    names = found(room, news=text)
    assert len(names["Mary"].targets) == 3


def test_spellings_with_and_without_diacritics_are_one_name(room: Room) -> None:
    names = found(room, a=PARAGRAPH.format("Erdoğan"), b=PARAGRAPH.format("Erdogan"))
    assert names["Erdogan"].forms == ("Erdogan", "Erdoğan")
    assert len({target.document for target in names["Erdogan"].targets}) == 2


def test_short_forms_stand_with_what_they_mean(room: Room) -> None:
    names = found(room, news=NEWS)
    assert names["EHU"].expansion == "European Harbour Union"


def test_german_nouns_are_no_names(room: Room) -> None:
    text = (
        "Der Hafen wurde im Herbst geschlossen, und niemand fragte nach dem Schlüssel. Als der Hafen wieder offen "
        "war, kam der Herbst. Alle sahen den Hafen und den Schlüssel. Die Leute fuhren mit dem Wagen zum Hafen, "
        "und die Kinder spielten vor dem Haus mit dem Wagen. Die GHZ baute das Haus, und die GHZ verkaufte es."
    )
    assert list(found(room, bericht=text)) == ["GHZ"]


def test_russian_endings_are_one_name(room: Room) -> None:
    text = (
        "Гавань закрыли осенью, и никто в Саратове не спросил о ключах. Потом из Саратова пришло письмо, а "
        "поезд ушёл к Саратову без писем. Мы знаем город Саратов давно."
    )
    names = list(found(room, statya=text).values())
    assert len(names) == 1 and len(names[0].targets) == 4


@pytest.mark.parametrize(
    "text",
    [
        "הנמל נסגר בסתיו ואיש לא שאל על המפתחות. " * 4,
        "أغلق الميناء في الخريف ولم يسأل أحد عن المفاتيح. " * 4,
        "港は秋に閉鎖された。誰も鍵のことを尋ねなかった。" * 4,
    ],
)
def test_scripts_without_capitals_give_none(room: Room, text: str) -> None:
    assert not found(room, a=text, b=text)


def test_a_register_silences_the_rules(room: Room) -> None:
    room.put("authorities/places.yml", "- {id: northport, label: Northport}\n")
    assert not found(room, news=NEWS)


def test_words_in_program_code_are_no_names(room: Room) -> None:
    assert not found(
        room, a="```\nclass Northport of Northport in Northport\n```\n\nRead it to the end, then go."
    )


def test_the_same_texts_give_the_same_names(room: Room) -> None:
    room.put("news.md", NEWS)
    assert load(room.seeds).connections == load(room.seeds).connections


def test_cost_grows_with_the_length_of_the_texts() -> None:
    """Four times the text takes no more than some six times as long."""

    def seconds(copies: int) -> float:
        sentence = (
            "They went to Northport with Amelia Hart of the Sea Board (SB), and Hart saw number {} there. "
        )
        text = "\n\n".join(sentence.format(i) * 20 for i in range(copies))
        for line in list(runs(text[:2000])):
            assert line.text
        best = 9.0
        corpus = made(text)
        for _ in range(3):
            begin = time.perf_counter()
            automatic_names(corpus)
            best = min(best, time.perf_counter() - begin)
        return best

    assert seconds(120) < 8 * seconds(30) + 0.1


def made(*texts: str) -> Corpus:
    """A corpus of Markdown texts, without annotations."""
    import tempfile

    documents = []
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            path = Path(folder) / f"t{number}.md"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            documents.append(edit(open_source(path, path.name), {}, identifier=f"t{number}"))
    return Corpus(archive={}, documents=tuple(documents))


WORDS = ["Northport", "Amelia Hart", "President Hart", "NATO", "the", "of", "de la", "al-Hart", "O’Neil’s", "Y-Z",
         "НАТО", "Саратове", "İstanbul", "ǅ", "ß", "Straße", "U.S.", "(EHU)", "Mr.", "—", "“", "V.", "e\u0301"]  # fmt: skip


@examples(60)
@given(st.lists(st.sampled_from([*SENTENCES, *SIGNS, *WORDS, "\n\n", "\n", "# "]), min_size=1, max_size=60))
def test_any_text_is_survived(parts: list[str]) -> None:
    """No text makes it fail; places lie on their words; twice the same."""
    text = "Some words come first. " + " ".join(parts)
    corpus = made(text, text[::2] + " Some words come last.")
    once = automatic_names(corpus)
    assert_on_their_words(once)
    assert automatic_names(corpus) == once


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("Mammadyarov", "Mamadyarov", True),
        ("Kavkaza", "Kavakaza", True),
        ("Steunkel", "Stuenkel", True),
        ("same", "same", False),
        ("abcdef", "abcd", False),
        ("", "a", True),
        ("abcd", "badc", False),
    ],
)
def test_one_letter_apart(one: str, other: str, close: bool) -> None:
    assert one_letter_apart(one, other) is close and one_letter_apart(other, one) is close


def test_transliterations_share_their_sound() -> None:
    assert sound_key("Ахмедов") == sound_key("Akhmedov") == sound_key("Ahmedov")
    assert sound_key("Pashinyan") != sound_key("Zelensky")
