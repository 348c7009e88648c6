"""The search: what a query means, what it finds, in which order, and how it takes what is odd."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from search_archive import archive
from search_browser import SearchPage, opened, write

from build_scripts.exporters.search_index import search_index

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchPage]:
    folder = tmp_path_factory.mktemp("search")
    write(search_index(archive()), folder)
    with opened(folder) as found:
        yield found
        assert not found.errors and not found.outside


def places(result: dict[str, Any]) -> list[str]:
    return [f"{one['document']['id']}#{one['anchor']}" for one in result["results"]]


def found(page: SearchPage, text: str, **options: Any) -> set[str]:
    """Where all words of the query stand."""
    result = page.search(text, limit=50, **options)
    return set() if result["partial"] else set(places(result))


# What a query means

SAID = "query => { const say = node => !node ? '' : node.items ? '(' + node.items.map(say).join(' ' + node.type + ' ') " \
    "+ ')' : node.item ? 'not ' + say(node.item) : (node.type === 'words' ? '' : node.type + ':') + node.text; " \
    "return say(RRSearch.parse(query).node); }"  # fmt: skip


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("a b", "a b"),
        ("a b OR c d", "(a b or c d)"),
        ("a AND b OR c", "((a and b) or c)"),
        ("a (b OR c)", "(a and (b or c))"),
        ("a and b or c", "a and b or c"),
        ('"a b" c', "(phrase:a b and c)"),
        ("“a b” «c d»", "(phrase:a b and phrase:c d)"),
        ("a -b", "(a and not b)"),
        ('a -"b c" NOT (d OR e)', "(a and not phrase:b c and not (d or e))"),
        ("a NOT NOT b", "(a and b)"),
        ("a - b --c", "a - b --c"),
        ("well-known", "well-known"),
        ("begin* c", "(prefix:begin and c)"),
        ('"a b', "a b"),
        ('5" pipe', '5" pipe'),
        ("(a", "a"),
        ("a))) b", "(a and b)"),
        ("((((((", ""),
        ("OR", "OR"),
        ("NOT", "NOT"),
        ("a AND", "a AND"),
        ("OR a", "OR a"),
        ("- * .* ( ) \" ''", ""),
        ("", ""),
    ],
)
def test_a_query_means(page: SearchPage, query: str, meaning: str) -> None:
    assert page.run(SAID, query) == meaning


ODD = (
    "", " ", "\t\n", '"', "“", '""', "-", "--", "*", "**", "?", "()", ")(", '"(', "NOT", "AND OR NOT", "-()", "a" * 10_000,
    "(" * 10_000, '"' * 10_001, "a OR " * 2_000, "-a " * 3_000, "NOT " * 2_500, "(a OR " * 1_500, "harbour " * 1_200,
    "*a* " * 900, "😀" * 3_000, "\u202e\u200f\u200b", "\u202eharbour\u202c", "\x00harbour\x07", "\ud800", "a\udc00b",
    "<script>window.harmed=1</script>", "<img src=x onerror=window.harmed=2>", "'; DROP TABLE--", "^(a+)+$", "[a-z]*\\d{2,}",
    "__proto__", "constructor", "toString hasOwnProperty", "e:norland", "d:1992-04-07", "k:title", "harbour~", "=x", "@3:1-2",
    "%", "%%%", "$", "1", "1,", "1.2.3.4", "ﬁ", "İ", "中文", "שלום", "a\u0301\u0301\u0301", "\u0000", "null", "undefined", "-0",
)  # fmt: skip


@pytest.mark.parametrize(
    "options", [{}, {"typing": True}, {"exact": True}, {"filters": {"part": ["note"], "x": ["y"]}}]
)
def test_nothing_that_can_be_typed_is_an_error(page: SearchPage, options: dict[str, Any]) -> None:
    for text in ODD:
        result = page.search(text, **options)
        assert not result["problems"], text
        assert result["total"] >= len(result["results"]) >= 0
        for one in (*result["results"], *((result["near"] or {}).get("results") or ())):
            size = len(one["text"].encode("utf-16-le")) // 2
            assert all(0 <= start < end <= size for start, end in one["hits"])
            cut = one["snippet"]
            assert cut["text"] in one["text"]
            assert all(
                0 <= start < end <= len(cut["text"].encode("utf-16-le")) // 2 for start, end in cut["marks"]
            )
    assert page.run("() => window.harmed") is None


def test_no_mixture_of_signs_and_words_is_an_error(page: SearchPage) -> None:
    chance = random.Random(3)
    signs = (
        'harbour tolls "the treaty" “ ” " ( ) - -harbour NOT AND OR * har* C-SIPA 40% 300 km April 7, 1992 US us '
        "Norland [ ] \\ / ? ! < > & ' = ~ : @ # ^ { } | 😀 \u202e \u00ad İ ё Türkiye"
    ).split(" ")
    queries = [
        "".join(chance.choice(signs) + chance.choice((" ", " ", "")) for _ in range(chance.randint(1, 12)))
        for _ in range(600)
    ]
    failed = page.run(
        """async queries => {
            const failed = [];
            for (const text of queries) {
                try {
                    const result = await RRSearch.query(text, {typing: text.length % 2 === 1});
                    if (result.problems.length) failed.push([text, result.problems[0]]);
                } catch (error) { failed.push([text, String(error && error.stack)]); }
            }
            return failed;
        }""",
        queries,
    )
    assert failed == []


def test_a_long_query_does_not_stop_the_page(page: SearchPage) -> None:
    longest = page.run(
        """async texts => {
            let last = performance.now(), longest = 0, on = true;
            const tick = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now;
                if (on) setTimeout(tick, 0); };
            tick();
            for (const text of texts) await RRSearch.query(text, {});
            on = false;
            return longest;
        }""",
        [text for text in ODD if len(text) > 1000],
    )
    assert longest < 1000  # far from what a reader would call a freeze, on a slow machine with other work


def test_what_was_too_long_is_told(page: SearchPage) -> None:
    assert [note["kind"] for note in page.search("harbour " * 1200)["notes"]] == ["cut"]
    assert [note["kind"] for note in page.search("-harbour")["notes"]] == ["only-not"]


# What is found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("treaty tolls", {"harbour#l2"}),
        ("tolls -treaty", {"harbour#l3"}),
        ("tolls NOT treaty", {"harbour#l3"}),
        ("lighthouses OR crowns", {"harbour#fn1", "letters#l4"}),
        ("(lighthouses OR crowns) letter", {"letters#l4"}),
        ("lighth*", {"harbour#fn1"}),
        ('"signed on April"', {"harbour#l2"}),
        ("“long talks”", {"harbour#l2"}),
        ('"talks long"', set()),
        ('"treaty signed"', set()),
        # codes and joined forms
        ("C-SIPA", {"harbour#l3"}),
        ("C SIPA", {"harbour#l3"}),
        ("c sipa", {"harbour#l3"}),
        ("CSIPA", {"harbour#l3"}),
        ("Su35", {"harbour#l4"}),
        ("Su 35", {"harbour#l4"}),
        ("300 km", {"harbour#l4"}),
        ("300km", {"harbour#l4"}),
        ("COP 29", {"harbour#l6"}),
        ("COP29", {"harbour#l6"}),
        ("T-4", set()),
        ("F-35", set()),
        ("F35", set()),
        ("Saar", {"harbour#l6"}),
        ("Sa'ar", {"harbour#l6"}),
        ('"Saar boats"', {"harbour#l6"}),
        ('"US government"', {"harbour#l6"}),
        ('"US policy"', {"letters#l6"}),
        # figures and dates
        ("40%", {"harbour#l3", "letters#l4"}),
        ("40 percent", {"harbour#l3", "letters#l4"}),
        ("40 per cent", {"harbour#l3", "letters#l4"}),
        ("40-percent", {"harbour#l3", "letters#l4"}),
        ("$3.47 billion", {"harbour#l3"}),
        ("5000 crowns", {"letters#l4"}),
        ("5,000 crowns", {"letters#l4"}),
        ("1992-04-07", {"harbour#l2", "russian#l2"}),
        ("April 7, 1992", {"harbour#l2", "russian#l2"}),
        ("7 April 1992", {"harbour#l2", "russian#l2"}),
        ("7 апреля 1992", {"harbour#l2", "russian#l2"}),
        # folding
        ("Qirmizi Qesebe", {"letters#l4"}),
        ("QIRMIZI QƏSƏBƏ", {"letters#l4"}),
        ("Miskovic", {"letters#l3"}),
        ("ёлкин", {"russian#l3"}),
        ("елкин", {"russian#l3"}),
        ("йод", {"russian#l3"}),
        # endings
        ("agreement", {"harbour#l5", "harbour#l6", "letters#l2"}),
        ("израильский", {"russian#l2", "russian#l3"}),
        ("соглашения", {"russian#l1", "russian#l2", "russian#l3"}),
        # British and American spelling
        ("harbor", {"harbour#l1", "harbour#l7", "letters#l2"}),
        ("recognise", {"harbour#l7"}),
        ("organization defense", {"letters#l5"}),
        # tables, notes
        ("Osthavn", {"letters#l7"}),
        ("lighthouse", {"harbour#fn1"}),
    ],
)
def test_a_query_finds(page: SearchPage, query: str, expected: set[str]) -> None:
    assert found(page, query) == expected


def test_every_word_of_the_archive_is_found_where_it_stands(page: SearchPage) -> None:
    lost = page.run(
        """async () => {
            const table = await RRSearch.passages.all(), lost = [];
            const parts = {part: ["text", "note", "aside", "editorial"]};
            for (let id = 0; id < table.size; id++) {
                const unit = await RRSearch.passages.unit(id);
                for (const token of RRWords.tokens(unit.text, unit.language)) {
                    if (token.kind === "percent") continue; // no word without its figure
                    const word = unit.text.slice(token.start, token.end);
                    for (const text of [word, '"' + word + '"']) {
                        const result = await RRSearch.query(text, {filters: parts, limit: 100});
                        if (!result.results.some(one => one.passage === id && one.hits.length)) lost.push([id, text]);
                    }
                }
            }
            return lost;
        }"""
    )
    assert lost == []


def test_a_question_finds_the_paragraph_that_answers_it(page: SearchPage) -> None:
    for question, answer in (
        ("When was the treaty on tolls signed?", "harbour#l2"),
        ("Who praised the harbour?", "harbour#l7"),
        ("What did the recognition of the border by Norland mean in 1994?", "harbour#l7"),
        ("how much of its income did the village pay", "letters#l4"),
    ):
        assert places(page.search(question))[0] == answer, question


def test_what_has_most_of_the_words_is_shown_when_nothing_has_all(page: SearchPage) -> None:
    result = page.search("umbrella crowns village letter")
    assert result["partial"] and result["notes"][0]["kind"] == "partial"
    assert places(result) == ["letters#l4"]
    assert result["results"][0]["missing"] == ["umbrella"]
    less = page.search("umbrella shop crowns")  # one word of three is not most of them
    assert less["total"] == 0 and less["near"]["kind"] == "partial"
    assert less["near"]["results"][0]["anchor"] == "l4"
    few = page.search("treaty talks")
    assert places(few) == ["harbour#l2"] and few["near"] is None or few["near"]["kind"] == "partial"


def test_words_that_stand_as_typed_come_first(page: SearchPage) -> None:
    assert places(page.search("Erdoğan"))[0] == "letters#l2"
    assert places(page.search("Erdogan"))[0] == "letters#l3"
    assert places(page.search("Türkiye"))[0] == "letters#l2"
    assert places(page.search("Turkey"))[0] == "letters#l3"
    assert places(page.search("agreements"))[0] in ("harbour#l5", "harbour#l6")
    assert places(page.search("agreement"))[0] == "letters#l2"


def test_names_are_found_by_all_their_forms_and_it_is_said(page: SearchPage) -> None:
    result = page.search("Norland")
    assert set(places(result)) == {"harbour#l2", "harbour#l4", "harbour#l7", "harbour#fn2"}
    (also,) = result["also"]
    assert (also["label"], also["forms"], also["more"]) == ("Norland", ["Northern Kingdom"], 1)
    other = next(one for one in result["results"] if one["anchor"] == "l7")
    assert [other["text"][start:end] for start, end in other["hits"]] == ["Northern Kingdom"]
    exact = page.search("Norland", exact=True)
    assert set(places(exact)) == {"harbour#l2", "harbour#l4", "harbour#fn2"} and not exact["also"]
    assert "harbour#l7" in found(page, "border -Norland")  # what is left out is the word


def test_a_small_word_is_a_name_only_in_capitals(page: SearchPage) -> None:
    assert {"harbour#l6", "letters#l6"} == found(page, "US")
    assert page.search("US")["also"][0]["label"] == "United States"
    assert places(page.search("us policy"))[0] == "letters#l6"


def test_a_misspelled_word_is_asked_about_and_a_code_is_not(page: SearchPage) -> None:
    for typed, meant in (("Erdogna", "Erdoğan"), ("harbuor", "harbour"), ("lighthauses", "lighthouses")):
        result = page.search(typed)
        assert result["total"] == 0 and result["didYouMean"]["text"] == meant
        assert result["near"]["kind"] == "corrected" and result["near"]["results"]
    assert page.search("tretay on tolls")["didYouMean"]["text"] == "treaty on tolls"
    for code in ("T-73", "COP28", "Su36", "zz"):
        assert page.search(code)["didYouMean"] is None
    assert page.search("agreement")["didYouMean"] is None


def test_the_last_word_may_still_be_growing(page: SearchPage) -> None:
    assert places(page.search("lightho", typing=True)) == ["harbour#fn1"]
    assert page.search("lightho")["total"] == 0
    assert page.search("lightho ", typing=True)["total"] == 0
    assert page.search("T-7", typing=True)["total"] == 0
