"""The browser takes texts into words as the program does: the same vectors through both."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from search_browser import SearchPage, opened

from build_scripts.search.words import tokens

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "search-words.json").read_text("utf-8")
)["vectors"]

TOKENS = """texts => texts.map(([text, language]) => RRWords.tokens(text, language).map(
    token => [token.start, token.end, token.position, token.forms, token.parts]))"""

#: Pieces that meet each other in ways that nobody writes down.
PIECES = (
    "a B C\u00a0SIPA U. S. 's ’s 40% per cent 5,000 1,234,567.5 3.47 1992-04-07 April 7, 1992 7th of 7 апреля йод "
    "ЙОД ё İ ı Ə ﬁ ² ⁴⁰ ª \u00ad \u200b \u202e 𝟏 😀 中 ก็ кот , . - – / _ & ' ( ) \" ٣ ０ Ａ ß Σ ΑΣ é e\u0301 "
    "22 333 d: ~ = * <b> http://a.b/c-d % ٪ ǅ Ⅳ ½ ʼ שלום שָׁ عَرَب हिन्दी १९९२ th of may cop29 T-72 \u0374 \u0345"
).split(" ")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchPage]:
    with opened(tmp_path_factory.mktemp("words")) as found:
        yield found


def units(text: str) -> list[int]:
    """Of every offset in characters the offset in UTF-16 code units."""
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + (2 if ord(char) > 0xFFFF else 1))
    return offsets


@pytest.mark.browser
def test_the_vectors_give_the_same_tokens_in_the_browser(page: SearchPage) -> None:
    found = page.run(TOKENS, [[one["text"], one["language"]] for one in VECTORS])
    for vector, got in zip(VECTORS, found, strict=True):
        place = units(vector["text"])
        expected = [
            [place[one["start"]], place[one["end"]], one["position"], one["forms"], one["parts"]]
            for one in vector["tokens"]
        ]
        assert got == expected, vector["text"]
    assert not page.errors


@pytest.mark.browser
def test_any_text_gives_the_same_tokens_in_the_browser(page: SearchPage) -> None:
    chance = random.Random(7)
    cases = [
        (
            "".join(
                chance.choice(PIECES) + chance.choice(("", " ", "", "-"))
                for _ in range(chance.randint(1, 14))
            ),
            chance.choice(("en", "ru", "", "az", "de", "zh", "en-GB")),
        )
        for _ in range(3000)
    ]
    found = page.run(TOKENS, cases)
    for (text, language), got in zip(cases, found, strict=True):
        place = units(text)
        expected = [
            [place[one.start], place[one.end], one.position, list(one.forms), list(one.parts)]
            for one in tokens(text, language)
        ]
        assert got == expected, (text, language)


@pytest.mark.browser
def test_folding_twice_changes_nothing_and_lower_case_is_no_letter_more(page: SearchPage) -> None:
    words = ["İstanbul", "Qırmızı", "Straße", "ЙОД", "Ёлка", "Erdoğan", "ﬁnal", "ΟΔΟΣ", "١٢٣"]
    folded = page.run("words => words.map(word => RRWords.fold(word))", words)
    assert folded == ["istanbul", "qirmizi", "strasse", "иод", "елка", "erdogan", "final", "οδοσ", "123"]
    assert page.run("words => words.map(word => RRWords.fold(word))", folded) == folded
