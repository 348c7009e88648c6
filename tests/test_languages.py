"""Which language a text is in, and which stretches are in another."""

from __future__ import annotations

import pytest

from build_scripts.languages import detect, passages


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
