"""What is proposed for comparisons and dates: figures as they are stated, quotations that hold, nothing that
is known already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_timeline import archive

from build_scripts import corpus as corpora
from build_scripts.annotators import annotate
from build_scripts.authorities import Authority, Form
from build_scripts.edtf import problem
from build_scripts.knowledge import DateGloss, Knowledge, Quote
from build_scripts.model import Corpus
from build_scripts.suggest.comparisons import comparisons
from build_scripts.suggest.dates import dates
from build_scripts.suggest.relative_dates import expressions
from build_scripts.suggest.stated_figures import stated

FIGURES = {
    "40%": ("40", "%"),
    "40 percent": ("40", "%"),
    "Around 40 per cent of it": ("40", "%", "around"),
    "a 10-percent stake": ("10", "%"),
    "a deal of $3.47 billion": ("3.47", "billion US dollars"),
    "US$5 million in aid": ("5", "million US dollars"),
    "$ 80 million": ("80", "million US dollars"),
    "at least 1,905 million dollars": ("1905", "million US dollars", "at least"),
    "over 1.38 billion manats": ("1.38", "billion manats", "over"),
    "1.0 million bbl/d": ("1.0", "million barrels a day"),
    "20 bcm by the end": ("20", "billion cubic metres"),
    "12 billion cubic meters per year": ("12", "billion cubic metres a year"),
    "two daily flights": ("2", "flights a day"),
    "28 official visits": ("28", "visits"),
    "more than thirty years": ("30", "years", "more than"),
    "a 12-day war": ("12", "days"),
    "twenty-two years": ("22", "years"),
    "1,100 miles long": ("1100", "miles"),
    "a range of 300km": ("300", "kilometres"),
}
NO_FIGURES = [
    "in 1992 states were", "on May 7, 1992, many", "6 April 1992 visits", "one of the countries", "COVID-19 cases",
    "F-16 fighters", "version 2.0 is", "two countries", "note 1 that includes", "in 2011 and 2012 imports",
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FIGURES.items())
def test_figures_are_read_as_they_are_stated(text: str, found: tuple[str, ...]) -> None:
    (one,) = stated(text)
    assert (one.number, one.unit, one.hedge)[: len(found)] == found
    assert one.low == one.high == ""


@pytest.mark.parametrize("text", NO_FIGURES)
def test_bare_numbers_years_and_days_are_no_figures(text: str) -> None:
    assert not list(stated(text))


@pytest.mark.parametrize(
    "text", ["12-20 bcm a year", "between 12 and 20 bcm annually", "12 to 20 bcm per year"]
)
def test_ranges_have_two_ends(text: str) -> None:
    (one,) = stated(text)
    assert (one.number, one.low, one.high, one.unit) == ("", "12", "20", "billion cubic metres a year")


def test_a_year_before_a_sum_is_no_range() -> None:
    assert [one.number for one in stated("from $593 million in 2019 to $3.47 billion in 2022")] == [
        "593",
        "3.47",
    ]


@given(st.text(alphabet="0123456789.,$%-– to and about bcmillionyears\n", max_size=60))
def test_properties_of_any_figures(text: str) -> None:
    """In order, apart, within the text, and with numbers that are numbers."""
    end = 0
    for one in stated(text):
        assert end <= one.start < one.end <= len(text) and one.unit and one.kind
        end = one.end
        values = [float(value) for value in (one.low, one.high, one.number) if value]
        assert values == sorted(values) and len(values) == (1 if one.number else 2)


EXPRESSIONS = {
    "Last year it rained.": ("Last year", "2013?"),
    "They met last month.": ("last month", "2014-09?"),
    "It begins next year": ("next year", "2015?"),
    "over the last twenty years": ("over the last twenty years", "1994~/2014"),
    "It fell two years ago.": ("two years ago", "2012~"),
    "In December, he left.": ("In December", "2013-12?"),
    "until early March": ("until early March", "2014-03?"),
    "in October": ("in October", "unknown"),
    "He is currently away.": ("currently", "2014-10?"),
    "in recent years": ("in recent years", "unknown"),
    "A year later, it fell.": ("A year later", "unknown"),
    "the incoming administration said": ("the incoming administration", "unknown"),
    "in the foreseeable future": ("in the foreseeable future", "unknown"),
    "to this day": ("to this day", "unknown"),
}


@pytest.mark.parametrize(("text", "found"), EXPRESSIONS.items())
def test_relative_dates_are_counted_from_the_document(text: str, found: tuple[str, str]) -> None:
    (one,) = expressions(text, "2014-10")
    assert (text[one.start : one.end], one.date) == found
    assert all(e.date == "unknown" for e in expressions(text, "")), "without its date nothing can be counted"


@pytest.mark.parametrize(
    "text",
    ["In December 2013", "On 3 May 1931", "on April 21-24, 2013", "http://www.today.az/news", "He may go in"],
)
def test_full_dates_and_addresses_are_not_relative(text: str) -> None:
    assert not list(expressions(text, "2014-10"))


@given(
    st.lists(st.sampled_from([*EXPRESSIONS, "In 1992", " and ", ". "]), max_size=5).map(" ".join),
    st.sampled_from(
        ["", "2014", "2014-10", "2014-12/2015-01", "0001-01", "9999-12", "201X", "../2014", "-0043"]
    ),
)
def test_properties_of_any_relative_dates(text: str, written: str) -> None:
    end = 0
    for one in expressions(text, written):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        assert one.date == "unknown" or not problem(one.date)
        assert one.how


TEXTS = {
    "one": "About 40 percent of the oil of Ruritania goes to Strelsau. The rest stays where it was found before.\n",
    "two": "Ruritania, said the king last year, sends half its oil: 50% go to Strelsau. It was denied at once by all.\n",
    "three": "Nothing is known of the king. The weather was 20% better than in any of the years before that one.\n",
}
REGISTER = (
    Authority("ruritania", "place", "Ruritania", (Form("Ruritania"),)),
    Authority("strelsau", "place", "Strelsau", (Form("Strelsau"),)),
)


def proposed(found: Corpus) -> str:
    return "\n".join(comparisons(found)) + "\n"


def test_sentences_that_name_the_same_and_measure_the_same_are_proposed(tmp_path: Path) -> None:
    text = proposed(archive(tmp_path, Knowledge(authorities=REGISTER), **TEXTS))
    assert text.startswith("# 1 proposed questions on 2 documents, from 3 sentences with figures.")
    assert '- id: "ruritania-strelsau-percent"' in text and 'entities: ["ruritania", "strelsau"]' in text
    assert 'number: "40"' in text and 'number: "50"' in text and 'hedge: "about"' in text
    assert "weather" not in text


def test_proposals_load_and_are_then_not_proposed_again(tmp_path: Path) -> None:
    first = archive(tmp_path, Knowledge(authorities=REGISTER), **TEXTS)
    folder = tmp_path / "papers" / "annotations"
    folder.mkdir()
    (folder / "comparisons.yml").write_text(
        proposed(first).replace('  entities: ["ruritania", "strelsau"]\n', ""), "utf-8"
    )
    (folder / "dates.yml").write_text("\n".join(dates(first)) + "\n", "utf-8")
    second = corpora.load(tmp_path / "papers")
    assert len(second.knowledge.comparisons) == 1 and second.knowledge.dates
    assert not second.connections.lost
    known = annotate(replace(second, knowledge=replace(second.knowledge, authorities=REGISTER)))
    assert proposed(known).startswith("# 0 proposed questions")
    assert next(dates(known)).startswith("# 0 relative dates")


def test_dates_that_are_resolved_are_not_proposed(tmp_path: Path) -> None:
    bare = archive(tmp_path, **TEXTS)
    assert 'exact: "last year"' in "\n".join(dates(bare))
    gloss = DateGloss(Quote("two", "said the king last year"), "1969", "The year before.")
    known = annotate(replace(bare, knowledge=Knowledge(dates=(gloss,))))
    assert 'exact: "last year"' not in "\n".join(dates(known))


def test_nothing_is_proposed_for_an_empty_archive(tmp_path: Path) -> None:
    bare = replace(archive(tmp_path, **TEXTS), documents=())
    assert len(list(comparisons(bare))) == 1 and len(list(dates(bare))) == 1
