"""Passages that run another way than their text: `dir` on the block."""

from __future__ import annotations

import re

import pytest
from rooms import Room

HEBREW = (
    "בשולי הדף יש מקום לכל מה שאינו שייך לטקסט עצמו: מספרי השורות, ההערות, סימן קטן של קורא שעבר כאן לפנינו."
)
ENGLISH = (
    "The margin of a page has room for whatever is no part of the text itself, such as numbers and notes, and for "
    "the small signs that somebody who read it before us has left in it with a pencil."
)


def attributes(page: str, line: int) -> str:
    found = re.search(rf"\{{ ([^}}]*)#l{line} \}}", page)
    assert found, page
    return found[1].strip()


def test_a_block_of_one_passage_says_its_direction(room: Room) -> None:
    room.put(
        "a.md",
        f"# Margins\n\n{ENGLISH} {ENGLISH} {ENGLISH}\n\n{HEBREW}\n\n> {HEBREW}\n\n- {HEBREW}\n- An item in English.\n",
    )
    room.build()
    page = room.page("a")
    assert [attributes(page, line) for line in (3, 5, 7, 9, 10)] == ["", "dir=rtl", "dir=rtl", "dir=rtl", ""]
    assert room.verified()


def test_an_english_paragraph_of_a_hebrew_text_says_its_direction(room: Room) -> None:
    room.put("a.md", f"# {HEBREW[:19]}\n\n{HEBREW} {HEBREW} {HEBREW}\n\n{ENGLISH[:80]}.\n\nBy A. Reader\n")
    room.build()
    page = room.page("a")
    assert [attributes(page, line) for line in (3, 5, 7)][:2] == ["", "dir=ltr"]
    assert "dir=ltr #l7" not in page, "a short line stays on the side of the others"


def test_a_passage_inside_a_block_does_not_turn_the_block(room: Room) -> None:
    room.put("a.md", f"# Margins\n\n{ENGLISH} It says “{HEBREW.rstrip('.')}”.\n")
    room.build()
    page = room.page("a")
    assert attributes(page, 3) == "" and "</span>”." in page


@pytest.mark.parametrize("text", [ENGLISH, HEBREW])
def test_a_text_in_its_own_language_needs_none(room: Room, text: str) -> None:
    room.put("a.md", f"# {text[:20]}\n\n{text} {text}\n\n{text}\n")
    room.build()
    assert "dir=" not in room.page("a")
