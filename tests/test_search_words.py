"""The words of texts as the search sees them. The vectors are run through the browser's script too."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples, noise, plain_texts

from build_scripts.search.letters import char_class, classes, fold, lowered
from build_scripts.search.words import LONGEST_CHAIN, LONGEST_WORD, Token, tokens, words_of

VECTORS = json.loads((Path(__file__).parent / "data" / "search-words.json").read_text("utf-8"))["vectors"]
SIGNS = "aA1٣२ıİəßﬁйё́\u00ad\u200b\u202e³⁴ªЖשא以ก'’ʼ-‐–_&/.,%$ \u00a0\u202f\t\n…—\"🎉𐐀𝐀"
FRAGMENTS = (
    "April", "7", "1992", "th", "of", "апреля", "-", ".", ",", " ", "/", "'", "s", "A", "B", "NATO", "per", "cent", "%",
    "5,000", "3.47", "Su", "35", "C", "SIPA", "ё", "Й", "əğ", "以色", "\u00ad", "04", "07", "\u00a0", "000", "¹",
)  # fmt: skip
ANY_TEXT = (
    st.text()
    | st.text(alphabet=SIGNS, max_size=40)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
    | noise()
    | plain_texts(most=2)
)
LANGUAGES = st.sampled_from(("en", "ru", "az", "he", "", "en-GB", "zh", "x-y"))


def forms_of(text: str, language: str = "en") -> list[str]:
    return [form for token in tokens(text, language) for form in token.forms]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['rule']}-{v['text'][:30]!a}")
def test_vectors(vector: dict[str, Any]) -> None:
    found = [
        {
            "start": t.start,
            "end": t.end,
            "position": t.position,
            "forms": list(t.forms),
            "parts": list(t.parts),
        }
        for t in tokens(vector["text"], vector["language"])
    ]
    assert found == vector["tokens"]


def test_vectors_are_many_and_different() -> None:
    assert len(VECTORS) >= 150
    assert len({(v["text"], v["language"]) for v in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qırmızı Qəsəbə", "Qirmizi Qesebe"), ("TÜRKİYE", "Turkiye"), ("Erdoğan", "erdogan"), ("Mišković", "MISKOVIC"),
        ("C-SIPA", "C‑SIPA"), ("самолёт", "САМОЛЕТ"), ("agree\u00adment", "agreement"), ("ﬁnance", "finance"),
        ("10-percent", "10 percent"), ("40%", "40 percent"), ("40 %", "40%"), ("Su35", "Su-35"), ("300km", "300 km"),
        ("5,000", "5000"), ("Israel’s", "Israel"), ("“war”", "war"), ("ｗａｒ１", "war1"), ("Iran.⁴⁰", "Iran"),
    ],
)  # fmt: skip
def test_the_same_words(one: str, other: str) -> None:
    """Both spellings give the same words at the same places."""
    assert [t.forms[0] for t in tokens(one, "en")] == [t.forms[0] for t in tokens(other, "en")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("C-SIPA", "csipa"), ("C SIPA", "csipa"), ("Su-35", "su35"), ("COP29", "cop29"), ("300km", "300km"),
        ("U.S.", "us"), ("U. S.", "us"), ("40 per cent", "percent"), ("Sa’ar", "saar"), ("C-SIPA-type", "csipa"),
        ("1992-04-07", "d:1992-04-07"), ("April 7, 1992", "d:1992-04-07"), ("7 April 1992", "d:1992-04-07"),
        ("7 апреля 1992 года", "d:1992-04-07"), ("$3.47 billion", "3.47"), ("agreements", "agreement~"),
        ("израильских", "израильск~"), ("израильские", "израильск~"), ("https://a.example/cop29-news", "cop29"),
    ],
)  # fmt: skip
def test_a_text_has_the_form(text: str, form: str) -> None:
    assert form in forms_of(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Iran.⁴⁰", "40"), ("T-72", "t4"), ("F-35", "su35"), ("4/7/1992", "d:1992-04-07"), ("4/7/1992", "d:1992-07-04"),
        ("a%20b", "percent"), ("Israel's", "s"), ("3.47", "3"), ("5,000", "000"), ("J. Smith", "jsmith"),
        ("April 32, 1992", "d:1992-04-32"), ("300³", "3003"), ("one two", "onetwo"), ("Su-35s", "35~"),
    ],
)  # fmt: skip
def test_a_text_has_not_the_form(text: str, form: str) -> None:
    assert form not in forms_of(text)


def test_every_character_has_a_class_and_a_folding_that_stays() -> None:
    for code in range(0x110000):
        char = chr(code)
        kind, folded = char_class(char), fold(char)
        assert len(kind) == 1 and kind in "aAdsnt -/.'&,%!"
        assert fold(folded) == folded, f"U+{code:04X}"
        if kind in "aAds":
            assert folded, f"U+{code:04X} is a letter and folds to nothing"
        if kind == "d":
            assert folded in "0123456789"
        assert folded == folded.lower(), f"U+{code:04X}"


@examples(300)
@given(ANY_TEXT)
def test_folding(text: str) -> None:
    """Folding twice changes nothing; how accents are encoded does not matter."""
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))
    assert len(classes(text)) == len(text)
    assert lowered(lowered(text)) == lowered(text)


@examples(400)
@given(ANY_TEXT, LANGUAGES)
def test_tokens(text: str, language: str) -> None:
    """Offsets lie inside and rise, positions count, forms are what they claim to be."""
    found = tokens(text, language)
    end = 0
    for number, token in enumerate(found):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert token.position == number
        assert len(set(token.forms)) == len(token.forms) == len(token.parts)
        assert token.parts[0] == 1 and all(1 <= part <= len(found) - number for part in token.parts)
        assert 0 < len(token.forms[0]) <= LONGEST_WORD
        check_forms(token, found)
    spellings = list(words_of(text))
    assert [fold(one)[:LONGEST_WORD] for one in spellings if fold(one) != "s"] == [
        t.forms[0] for t in found if t.kind == "letters" and t.forms[0] != "s"
    ]


def check_forms(token: Token, found: list[Token]) -> None:
    for form, parts in zip(token.forms[1:], token.parts[1:], strict=True):
        covered = found[token.position : token.position + parts]
        if form.startswith("d:"):
            assert 3 <= parts <= 5 and any(t.forms[0] in form for t in covered if len(t.forms[0]) == 4)
        elif form.endswith("~"):
            assert parts == 1 and token.kind == "letters" and form == token.forms[-1]
        else:
            assert form == "".join(t.forms[0] for t in covered) and 2 <= parts <= LONGEST_CHAIN


@examples(300)
@given(ANY_TEXT, LANGUAGES)
def test_every_letter_and_digit_is_in_a_token(text: str, language: str) -> None:
    """But the dropped `s` behind an apostrophe."""
    held = {place for t in tokens(text, language) for place in range(t.start, t.end)}
    for place, kind in enumerate(classes(text)):
        if kind in "aAds" and place not in held:
            assert fold(text[place]) == "s"


@examples(200)
@given(ANY_TEXT, ANY_TEXT, LANGUAGES)
def test_what_stands_apart_is_apart(before: str, after: str, language: str) -> None:
    """The words of two texts with a sign between them are those of each."""
    between = " ;; "
    both = tokens(before + between + after, language)
    first, second = tokens(before, language), tokens(after, language)
    at = len(before) + len(between)
    moved = [t._replace(start=t.start + at, end=t.end + at, position=t.position + len(first)) for t in second]
    assert both == first + moved


@pytest.mark.parametrize(
    "piece",
    ["a-", "1,", "1,000", "1.", "A ", "a/", "'s", "x's", "1992-", "7 May ", "%", "\u0301", "é", "a1", "5% "],
)
def test_long_rows_of_one_thing_are_quick(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    tokens(text, "en")
    assert time.process_time() - began < 10


def test_stems_do_not_depend_on_what_was_stemmed_before() -> None:
    words = "agreements agreed internal international израильский самолётов policies".split()
    found = {word: forms_of(word) for word in words}
    shuffled = random.Random(4).sample(words, len(words))
    assert {word: forms_of(word) for word in shuffled} == found
