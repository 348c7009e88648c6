"""Dates in words."""

from __future__ import annotations

import pytest

from build_scripts import dates


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-22", "Summer 2025"),
        ("2014-10", "October 2014"),
        ("2014", "2014"),
        ("2025-05-02", "2 May 2025"),
        ("2025-05-02?", "2 May 2025 (inferred)"),
        ("2023-09~", "about September 2023"),
        ("2023-09%", "about September 2023 (inferred)"),
        ("2024-12/2025-01", "December 2024 to January 2025"),
        ("2014-10/2014-10", "October 2014"),
        ("2014/..", "since 2014"),
        ("2014/", "2014 to unknown"),
        ("../2014", "until 2014"),
        ("/2014-10", "unknown to October 2014"),
        ("2024?/2025", "2024 to 2025 (inferred)"),
        ("201X", "2010s"),
        ("19XX", "1900s"),
        ("2014-XX", "2014"),
        ("2014-10-XX", "October 2014"),
        ("-0043", "44 BC"),
        ("2024-34", "Second quarter of 2024"),
        ("Spring 2014", "Spring 2014"),
        ("2014-13", "2014-13"),
        ("../..", "../.."),
        ("", "undated"),
        (None, "undated"),
    ],
)
def test_dates_in_words(edtf: str | None, words: str) -> None:
    assert dates.display(edtf) == words


def test_an_inferred_date_says_so() -> None:
    assert dates.display("2014-10", inferred=True) == "October 2014 (inferred)"
