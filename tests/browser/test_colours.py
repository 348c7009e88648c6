"""Every ink can be read on every ground, in every scheme: reckoned from the style sheet, not from pictures."""

from __future__ import annotations

import re

import pytest

from build_scripts.browser import PARTS, STYLE

GROUNDS = ("paper", "panel", "target", "mark", "note-ground", "aside-ground", "change-ground")
INKS = ("ink", "ink-soft", "ink-faint", "rubric", "rubric-strong")
EDGES = ("note-edge", "aside-edge", "change-edge")
SCHEMES = ("light", "sepia", "dark", "contrast", "contrast in the dark")
FIRST = PARTS.parent / "theme" / "partials" / "javascripts" / "first.html"


def schemes() -> dict[str, list[dict[str, str]]]:
    """Scheme → its lists of colours in `colours.css`, as often as they stand there: {"ink": "#25211b", …}."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in SCHEMES}
    around: list[str] = []
    colours: dict[str, str] = {}
    text = re.sub(r"(?s)/\*.*?\*/", "", (PARTS / "css" / "colours.css").read_text("utf-8"))
    for opened, name, value, closed in re.findall(r"([^{};]+)\{|--([a-z-]+): (#[0-9a-f]{3,6});|(\})", text):
        if opened:
            around.append(opened.strip())
        elif name:
            colours[name] = value
        elif closed:
            selector = around.pop()
            if colours:
                found[named(selector, " ".join(around))].append(colours)
            colours = {}
    assert not around
    return found


def named(selector: str, media: str) -> str:
    """The scheme that a selector within a media query means."""
    dark, more = "prefers-color-scheme: dark" in media, "prefers-contrast" in media
    device = "not([data-scheme])" in selector
    if '"contrast"' in selector or (device and more):
        return "contrast in the dark" if dark else "contrast"
    if device:
        return "dark"
    chosen = re.search(r'\[data-scheme="([a-z]+)"\]', selector)
    assert chosen, selector
    return chosen.group(1)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_reckoning_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_ink_can_be_read_on_every_ground(scheme: str) -> None:
    lists = schemes()[scheme]
    assert lists, f"there is no scheme {scheme}"
    least = 7.0 if scheme.startswith("contrast") else 4.5
    for colours in lists:
        faint = {
            f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
            for ink in INKS
            for ground in GROUNDS
            if contrast(colours[ink], colours[ground]) < least
        }
        assert not faint


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_that_mean_something_are_seen(scheme: str) -> None:
    for colours in schemes()[scheme]:
        for edge in EDGES:
            assert all(contrast(colours[edge], colours[ground]) >= 3 for ground in GROUNDS), edge


def test_a_scheme_that_stands_twice_is_the_same_both_times() -> None:
    found = schemes()
    assert [len(found[name]) for name in SCHEMES] == [1, 1, 2, 2, 2]
    assert all(one == lists[0] for lists in found.values() for one in lists)
    assert all(set(lists[0]) == {*GROUNDS, *INKS, *EDGES, "hair"} for lists in found.values())


def test_no_other_part_has_colours_of_its_own() -> None:
    """They would be outside this reckoning. Paper has its own, black on white."""
    for name in STYLE:
        if name in ("css/colours.css", "css/print.css"):
            continue
        text = re.sub(
            r"(?s)/\*.*?\*/|@media print \{.*?\n\}|url\([^)]*\)", "", (PARTS / name).read_text("utf-8")
        )
        own = re.findall(
            r"(?<![\w-])(?:color|background(?:-color)?|fill): *(#[0-9a-fA-F]{3,8}|(?:white|black)\b)", text
        )
        assert not own, (name, own)


def test_the_frame_of_the_browser_has_the_colour_of_the_paper() -> None:
    found = schemes()
    said = re.findall(
        r'name="theme-color" media="\(prefers-color-scheme: (\w+)\)" content="(#\w+)"',
        FIRST.read_text("utf-8"),
    )
    assert dict(said) == {name: found[name][0]["paper"] for name in ("light", "dark")}
