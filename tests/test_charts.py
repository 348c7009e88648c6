"""Charts: lengths are true to the figures, from zero; every figure is there, linked and in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.exporters import scales
from build_scripts.exporters.charts import Figure, amount, chart


def figure(when: str, number: float | None, source: str = "Ann, 1970", **more: object) -> Figure:
    return Figure(when, "#x.y", source, "said", number, **more)  # type: ignore[arg-type]


def drawn(*figures: Figure) -> BeautifulSoup:
    return BeautifulSoup(chart(figures, "metres", "How long?"), "html.parser")


def test_a_chart_needs_two_dated_figures() -> None:
    assert chart([], "m", "") == ""
    assert chart([figure("1900", 1)], "m", "") == ""
    assert chart([figure("1900", 1), figure("", 2), figure("..", 3), figure("1901", None)], "m", "") == ""
    assert chart([figure("1900", 1), figure("1900", 1)], "m", "") == "", "one dot twice is no series"
    assert chart([figure("1900", 1), figure("1900/..", 2)], "m", "")


def test_lengths_are_in_proportion_from_zero() -> None:
    soup = drawn(figure("1900", 10), figure("1901", 20), figure("1902", 40))
    stems = [(float(line["y1"]), float(line["y2"])) for line in soup.select("line.stem")]
    assert len({zero for zero, _ in stems}) == 1
    lengths = [zero - top for zero, top in stems]
    assert lengths == pytest.approx([lengths[0], 2 * lengths[0], 4 * lengths[0]], abs=0.2)
    assert "0" in [label.text for label in soup.select("text.value")]


def test_figures_below_zero_hang_from_it() -> None:
    soup = drawn(figure("1900", -5), figure("1901", 5))
    below, above = soup.select("line.stem")
    assert float(below["y1"]) == float(above["y1"])
    labels = [label.text for label in soup.select("text.value")]
    assert labels[0].startswith("-") and "0" in labels


def test_hedged_figures_are_hollow_and_the_caption_says_so() -> None:
    soup = drawn(figure("1900", 1), figure("1901", 2, hedge="about"))
    assert [circle["class"] for circle in soup.select("circle")] == [["dot"], ["dot", "hedged"]]
    assert "hollow" in soup.select("figcaption p")[0].text
    assert "hollow" not in drawn(figure("1900", 1), figure("1901", 2)).text


def test_documents_are_named_at_the_dots_when_there_are_several() -> None:
    soup = drawn(figure("1900", 1, "Ann, 1970"), figure("1901", 2, "Bo, 1980"))
    assert [label.text for label in soup.select("text.label")] == ["1 Ann, 1970", "2 Bo, 1980"]
    assert [label.text for label in drawn(figure("1900", 1), figure("1901", 2)).select("text.label")] == [
        "1",
        "2",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [(30.0, "30"), (3470.0, "3,470"), (1.59, "1.59"), (0.1, "0.1"), (-2.5, "-2.5"), (0.0, "0"), (1e15, "1,000,000,000,000,000")],
)  # fmt: skip
def test_amounts_in_words(value: float, words: str) -> None:
    assert amount(value) == words


@pytest.mark.parametrize(
    ("size", "most", "found"),
    [(3.1, 4, 1), (40, 4, 10), (250, 4, 100), (0.09, 4, 0.05), (0, 4, 1), (36, 8, 5)],
)
def test_steps_are_round(size: float, most: int, found: float) -> None:
    assert scales.step(size, most) == pytest.approx(found)


_amounts = st.one_of(
    st.integers(-(10**12), 10**12).map(float), st.floats(-1e6, 1e6).map(lambda v: round(v, 6))
)
_figures = st.builds(
    Figure,
    when=st.one_of(
        st.integers(1, 9999).map(lambda y: f"{y:04}"), st.sampled_from(["199X", "2014-10", "2010/.."])
    ),
    address=st.just("#a"),
    source=st.sampled_from(["Ann, 1970", "Bo <i>, 1980"]),
    said=st.text(max_size=5),
    number=st.none() | _amounts,
    low=st.none() | _amounts,
    high=st.none() | _amounts,
    hedge=st.sampled_from(["", "about"]),
)


@given(st.lists(_figures, max_size=9))
def test_properties_of_any_chart(figures: list[Figure]) -> None:
    """Nothing is drawn outside the page, no two labels lie on one another, and the table holds every figure."""
    soup = BeautifulSoup(chart(figures, "m", "?"), "html.parser")
    if not soup.select(".chart"):
        return
    height = float(soup.select("svg svg")[0]["y"])
    for tag in soup.select("svg svg *"):
        for key, value in tag.attrs.items():
            if str(value).endswith("%"):
                assert 0 <= float(str(value)[:-1]) <= 100
            elif key in ("y", "y1", "y2", "cy"):
                assert -height <= float(value) <= 180
    assert len(soup.select("svg a")) == len(soup.select("tbody tr"))
    boxes = [(str(t["x"]), float(t["y"])) for t in soup.select("text.label")]
    for (place, y), (other, z) in pairwise(sorted(boxes)):
        assert place != other or abs(y - z) > 9
