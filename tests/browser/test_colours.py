"""Every ink can be read on every ground, in every scheme: reckoned from the style sheet, not from pictures."""

from __future__ import annotations

import re
from typing import Any

import pytest

from build_scripts.browser import PARTS, STYLE, joined

GROUNDS = ("paper", "panel", "target", "mark", "note-ground", "aside-ground", "change-ground")
INKS = ("ink", "ink-soft", "ink-faint", "rubric", "rubric-strong")
EDGES = ("note-edge", "aside-edge", "change-edge")
SCHEMES = ("light", "sepia", "dark", "contrast", "contrast-dark")
CHOICES = (None, "light", "sepia", "dark", "contrast")
OTHERWISE = """([chosen, wanted]) => {
  if (chosen) document.documentElement.dataset.scheme = chosen; else delete document.documentElement.dataset.scheme;
  const close = value => value.replace(/\\s+/g, '');
  return [document.documentElement, ...document.querySelectorAll('i')].map((element, at) => {
    const style = getComputedStyle(element);
    return Object.keys(wanted[at]).filter(
      name => close(style.getPropertyValue(name)) !== close(wanted[at][name]));
  });
}"""
"""Sets a scheme on the root; for it and each `i`, what is not declared as wanted."""
FIRST = PARTS.parent / "theme" / "partials" / "javascripts" / "first.html"


def schemes() -> dict[str, list[dict[str, str]]]:
    """Scheme → its lists in `colours.css`, as often as they stand there, with all that they declare:
    {"--ink": "#25211b", …, "--shadow": "0 0 …", "color-scheme": "light"}."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in SCHEMES}
    around: list[str] = []
    declared: dict[str, str] = {}
    text = re.sub(r"(?s)/\*.*?\*/", "", (PARTS / "css" / "colours.css").read_text("utf-8"))
    for opened, name, value, closed in re.findall(r"([^{};]+)\{|([a-z-]+): ([^;{}]+);|(\})", text):
        if opened:
            around.append(opened.strip())
        elif name:
            declared[name] = value
        elif closed:
            selector = around.pop()
            if "--paper" in declared:
                found[named(selector, " ".join(around))].append(declared)
            declared = {}
    assert not around
    return found


def named(selector: str, media: str) -> str:
    """The scheme that a selector within a media query means."""
    chosen = re.search(r'\[data-scheme="([a-z]+)"\]', selector)
    assert chosen or selector == ":root:not([data-scheme])", selector
    return meant(
        chosen and chosen[1], "prefers-color-scheme: dark" in media, "prefers-contrast: more" in media
    )


def meant(chosen: str | None, dark: bool, more: bool) -> str:
    """The scheme of an element, from what the reader has chosen (None: nothing) and what the device prefers."""
    if chosen == "contrast" or (chosen is None and more):
        return "contrast-dark" if dark else "contrast"
    return chosen or ("dark" if dark else "light")


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
            f"{ink} on {ground}": round(contrast(colours[f"--{ink}"], colours[f"--{ground}"]), 2)
            for ink in INKS
            for ground in GROUNDS
            if contrast(colours[f"--{ink}"], colours[f"--{ground}"]) < least
        }
        assert not faint


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_that_mean_something_are_seen(scheme: str) -> None:
    for colours in schemes()[scheme]:
        for edge in EDGES:
            assert all(contrast(colours[f"--{edge}"], colours[f"--{ground}"]) >= 3 for ground in GROUNDS), (
                edge
            )


def test_a_scheme_that_stands_twice_is_the_same_both_times() -> None:
    """All that it declares, not only what can be reckoned: the shadow, and light or dark for the browser."""
    found = schemes()
    assert [len(found[name]) for name in SCHEMES] == [1, 1, 2, 2, 2]
    assert all(one == lists[0] for lists in found.values() for one in lists)
    wanted = {f"--{name}" for name in (*GROUNDS, *INKS, *EDGES, "hair", "shadow")} | {"color-scheme"}
    assert all(set(lists[0]) == wanted for lists in found.values())


@pytest.mark.parametrize("more", [False, True], ids=["plain", "more contrast"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_choice_and_each_device_has_its_scheme_whole(visit: Any, dark: bool, more: bool) -> None:
    """On the root of the page, which may leave it to the device, and on any element inside; as the site has
    the style sheet, with the other parts."""
    page = visit("about:blank").page
    page.emulate_media(color_scheme="dark" if dark else "light", contrast="more" if more else "no-preference")
    page.set_content("".join(f"<i data-scheme={name}>x</i>" for name in CHOICES[1:]))
    page.add_style_tag(content=joined(STYLE))
    found = schemes()
    for chosen in CHOICES:
        wanted = [found[meant(name, dark, more)][0] for name in (chosen, *CHOICES[1:])]
        assert not any(page.evaluate(OTHERWISE, [chosen, wanted])), chosen


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
    assert dict(said) == {name: found[name][0]["--paper"] for name in ("light", "dark")}
