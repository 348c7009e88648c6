"""Maps: made at build time, whole, linked, and readable at both widths."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from build_scripts.exporters import maps, outlines
from build_scripts.exporters.maps import Point


def drawn(*points: Point) -> BeautifulSoup:
    return BeautifulSoup(maps.figure(points, "Map"), "html.parser")


def point(label: str, latitude: float, longitude: float, count: int = 1) -> Point:
    return Point(label, f"places/{label}.html", latitude, longitude, count)


TOWNS = (point("Oslo", 59.9, 10.7, 9), point("Bergen", 60.4, 5.3, 4), point("Malmö", 55.6, 13.0, 2))


def test_without_points_there_is_no_map() -> None:
    assert maps.figure([], "Map") == ""
    assert maps.figure([point("Nowhere", 91.0, 0.0), point("Beyond", 0.0, 181.0)], "Map") == ""


def test_every_dot_is_a_link_with_a_title_and_grows_with_the_mentions() -> None:
    links = drawn(*TOWNS).find_all("a")
    assert [(a["href"], a.title.string) for a in links] == [
        ("places/Oslo.html", "Oslo: 9 mentions"),
        ("places/Bergen.html", "Bergen: 4 mentions"),
        ("places/Malmö.html", "Malmö: 2 mentions"),
    ]
    radii = [int(a.circle["r"]) for a in links]
    assert radii == sorted(radii, reverse=True) and len(set(radii)) == 3


def test_the_map_shows_land_and_borders_of_the_region_only() -> None:
    figure = drawn(*TOWNS)
    assert len(figure.find_all("svg")) == 1
    assert all(len(figure.select_one(f"path.{name}")["d"]) > 200 for name in ("land", "border"))
    width, height = (int(n) for n in figure.svg["viewbox"].split()[2:])
    steps = re.findall(r"M(-?\d+) (-?\d+)", figure.select_one("path.land")["d"])
    assert all(
        -0.1 * width < int(x) < 1.1 * width and -0.1 * height < int(y) < 1.1 * height for x, y in steps
    )


def test_north_is_up_and_east_is_right() -> None:
    at = {a.title.string.split(":")[0]: a.circle for a in drawn(*TOWNS).find_all("a")}
    assert int(at["Oslo"]["cx"]) > int(at["Bergen"]["cx"])
    assert int(at["Oslo"]["cy"]) < int(at["Malmö"]["cy"])


def test_what_is_far_away_has_a_second_map_and_nothing_is_lost() -> None:
    far = point("Quito", -0.2, -78.5, 1)
    figure = drawn(*TOWNS, far)
    first, second = figure.find_all("svg")
    assert [a["href"] for a in second.find_all("a")] == ["places/Quito.html"]
    assert len(first.find_all("a")) == 3
    assert second.select_one("rect.frame") is not None


def test_hostile_labels_are_text() -> None:
    figure = drawn(point('"><script>x</script>', 10.0, 10.0), point("& <b>", 12.0, 12.0))
    assert not figure.find(["script", "b"])


def test_one_point_and_points_at_the_ends_of_the_world_have_maps() -> None:
    for some in ([point("One", 47.0, 8.0)], [point("A", 90.0, 180.0), point("B", -90.0, -180.0)],
                 [point("C", 0.0, 179.9), point("D", 0.1, -179.9)]):  # fmt: skip
        assert drawn(*some).find_all("circle")


_points = st.lists(
    st.builds(
        point,
        st.text("abcdefgh ", min_size=1, max_size=30),
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.integers(0, 500),
    ),
    min_size=1,
    max_size=25,
)


@examples(25)
@given(_points)
def test_properties_of_a_map(points: list[Point]) -> None:
    """Every point has its dot once, inside the drawing; labels of one width never touch; same input, same
    bytes, whatever the order."""
    figure = drawn(*points)
    assert maps.figure(points[::-1], "Map") == maps.figure(points, "Map")
    assert len(figure.find_all("circle")) == len(points)
    for svg in figure.find_all("svg"):
        width, height = (int(n) for n in svg["viewbox"].split()[2:])
        for circle in svg.find_all("circle"):
            assert 0 <= int(circle["cx"]) <= width and 0 <= int(circle["cy"]) <= height
        for size, labels in (
            (maps.SIZES["narrow"], svg.select("text:not(.wide)")),
            (maps.SIZES["wide"], svg.find_all("text")),
        ):
            boxes = [maps._box_of(t.string, int(t["x"]), int(t["y"]), t["text-anchor"], size) for t in labels]
            for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
                assert a >= g or e >= c or b >= h or f >= d


def test_outlines_are_where_they_should_be() -> None:
    """A few places that every map must have on land or at sea."""
    land, borders = outlines.outlines()
    assert len(land) > 1000 and len(borders) > 300

    def on_land(x: float, y: float) -> bool:
        crossings = 0
        for ring in land:
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                    crossings += 1
        return crossings % 2 == 1

    for name, x, y in (("Bern", 7.4, 46.9), ("Alice Springs", 133.9, -23.7), ("Denver", -105.0, 39.7)):
        assert on_land(x, y), name
    for name, x, y in (("Atlantic", -30.0, 40.0), ("Caspian Sea", 51.0, 41.5), ("Pacific", -150.0, 10.0)):
        assert not on_land(x, y), name


@pytest.mark.parametrize("latitude", [0.0, 60.0])
def test_a_degree_is_as_long_to_the_east_as_the_latitude_makes_it(latitude: float) -> None:
    view = maps._view([point("A", latitude - 5, 0.0), point("B", latitude + 5, 30.0)])
    (x0, y0), (x1, y1) = view.at(10, latitude), view.at(20, latitude - 10)
    middle = (view.south + view.north) / 2
    assert (x1 - x0) / (y1 - y0) == pytest.approx(maps.cos(maps.radians(middle)), abs=0.02)
