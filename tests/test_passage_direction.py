"""Texts that run another way than those around them: `dir` on the block, or on the words of a note or a short line."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rendered import block, corpus, document, note
from rooms import Room

from build_scripts.forms.print_page import print_page
from build_scripts.model import Passage
from build_scripts.source import Statement

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


def test_a_note_that_runs_the_other_way_holds_its_signs(room: Room) -> None:
    """The full stop of the note lies inside what is turned; the note itself stays where all notes are."""
    room.put(
        "a.md",
        f"# מה זה?\n\n{ENGLISH}[^1] {ENGLISH}[^2]\n\n> שם, 12.\n\n[^1]: {HEBREW[:60]} (1998), 15.\n[^2]: See שלום, p. 3.\n",
    )
    room.build()
    page = room.page("a")
    assert f'[^1]: <span lang="he" dir="rtl">{HEBREW[:60]} (1998), 15.</span>\n' in page
    assert "[^2]: See שלום, p. 3.\n" in page
    assert '# <span lang="he" dir="rtl">מה זה?</span> { #l1 }' in page
    assert '> <span lang="he" dir="rtl">שם, 12.</span>\n> { #l5 }' in page
    assert room.verified()


def test_an_english_note_of_a_hebrew_text_holds_its_signs(room: Room) -> None:
    room.put("a.md", f"# {HEBREW[:19]}\n\n{HEBREW} {HEBREW}[^1]\n\n[^1]: Ibid., p. 3.\n")
    room.build()
    assert '[^1]: <span lang="und" dir="ltr">Ibid., p. 3.</span>' in room.page("a")


def test_books_say_the_direction_of_a_block_and_of_the_words_of_a_note() -> None:
    one = replace(
        document(
            block("l1", "p", ENGLISH), block("l2", "p", HEBREW, passages=(Passage(0, len(HEBREW), "he"),)),
            note("fn1", "1", "שם.", passages=(Passage(0, 3, "he"),)),
        ),
        statements=(Statement("language", "en", None, "r"),),
    )  # fmt: skip
    (made,) = print_page(corpus(one))
    assert re.search(r'<p id="[^"]*l2" data-line="\d+" dir="rtl"><span lang="he"', str(made.content))
    assert re.search(r'<span lang="he"[^>]* dir="rtl">שם\.</span></p></aside>', str(made.content))
    assert not re.search(r'<p id="[^"]*l1"[^>]* dir=', str(made.content))
