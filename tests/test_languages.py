"""Which language a text is in, and which stretches are in another."""

from __future__ import annotations

import pytest

from build_scripts.directions import other_way
from build_scripts.languages import detect, passages, passages_of_cells


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed in the autumn, and nobody asked for the keys.", "en"),
        ("Der Hafen wurde im Herbst geschlossen, und niemand fragte nach den Schlüsseln.", "de"),
        ("Liman sonbaharda kapatıldı ve hiç kimse anahtarları sormadı.", "tr"),
        ("Liman payızda bağlandı və heç kim açarları soruşmadı.", "az"),
        ("Гавань закрыли осенью, и никто не спрашивал ключей.", "ru"),
        ("הנמל נסגר בסתיו ואיש לא שאל על המפתחות.", "he"),
        ("12 345", None),
    ],
)
def test_language_of_a_text(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_stretches_in_another_script_are_found() -> None:
    text = "See Ivanov, “Гавань закрыли осенью”, Trud, 1987."
    (found,) = passages(text, "en")
    assert (text[found.start : found.end], found.language) == ("Гавань закрыли осенью", "ru")


def test_a_quoted_title_in_the_same_script_is_found_by_its_letters() -> None:
    text = "“İsrail’e petrolü kim satıyor, kim alıyor,” *Gazete*, 1987."
    (found,) = passages(text, "en")
    assert found.language == "tr"


def test_foreign_names_in_quotation_marks_are_no_passages() -> None:
    assert passages("They spoke of “Erdoğan and the Davutoğlu doctrine in the region” that day.", "en") == ()
    assert passages("The village of “Qırmızı Qəsəbə” is old.", "en") == ()


@pytest.mark.parametrize(
    ("text", "main", "language"),
    [
        ("הנמל נסגר בסתיו (1987), ואיש לא שאל על המפתחות, עמ' 12.", "en", "he"),
        ("שם, 15.", "en", "he"),
        ("انظر الكتاب، ص ٣.", "en", "ar"),
        ("The harbour was closed in the autumn, p. 3.", "he", "en"),
        ("Ibid., p. 3.", "ar", "und"),
        ("https://example.org/harbour/closed/in/the/autumn.", "he", "und"),
        ("Гавань закрыли осенью, с. 3.", "he", "ru"),
    ],
)
def test_a_text_that_runs_the_other_way_is_one_passage_from_end_to_end(
    text: str, main: str, language: str
) -> None:
    """So its last full stop stands at its end, and its figures between the words where they were written."""
    (found,) = passages(text, main)
    assert (found.start, found.end, found.language) == (0, len(text), language)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("See שלום.", "en"),
        ("The harbour, 1987.", "en"),
        ("Гавань, с. 3.", "en"),
        ("12 (3).", "en"),
        ("12 (3).", "he"),
        ("הנמל נסגר.", "he"),
        ("", "he"),
    ],
)
def test_letters_that_run_with_the_text_or_both_ways_or_none_turn_nothing(text: str, main: str) -> None:
    assert not other_way(text, main)
    assert not any((p.start, p.end) == (0, len(text)) for p in passages(text, main))


def test_every_cell_of_a_table_is_a_text_of_its_own() -> None:
    table = "Word\tמילה\nשלום לכולם.\tHello, שלום לכולם.\n\tno."
    found = [(table[p.start : p.end], p.language) for p in passages_of_cells(table, "en")]
    assert found == [("מילה", "he"), ("שלום לכולם.", "he"), ("שלום לכולם", "he")]
    assert passages_of_cells("See\tГавань закрыли", "en") == passages("See\tГавань закрыли", "en")
