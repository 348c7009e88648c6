"""Large documents come out whole. How long they take is measured by `make bench`."""

from __future__ import annotations

import pytest
from rendered import block, check, document, find, fold, html_of, letters, note, soup_of, text_of

from build_scripts.exporters import markdown as exporter
from build_scripts.exporters.inline import CUT
from build_scripts.model import Document, NoteRef, TextStyle


def shown_whole(one: Document) -> None:
    soup = soup_of(one)
    for unit in (*one.blocks[:3], *one.blocks[-3:]):
        assert text_of(find(soup, unit.id)) == fold(unit.text)


SENTENCE = "The *quick* fox_jumps [over] the <lazy> dog & cat for $5 in 1999, see http://a.b/c_d. "


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["p", "quote", "list", "head"])
def test_one_long_paragraph_is_shown_whole(kind: str) -> None:
    whole = document(block("l1", kind, SENTENCE * 6_000))
    shown_whole(whole)
    assert CUT in exporter.body(whole) and CUT not in html_of(whole)


@pytest.mark.slow
def test_a_long_text_is_cut_without_a_trace() -> None:
    """Through styles, without spaces and inside what looks like an entity."""
    text = "&amp;*_" * 5_000
    spaced = "a &amp; b " * 5_000
    styled = (TextStyle(100, 40_000, "italic"), TextStyle(200, 30_000, "link", "http://a.b"))
    one = document(
        block("l1", "p", text),
        block("l2", "p", spaced, styles=styled, noterefs=(NoteRef(6_000, "fn1"), NoteRef(12_001, "fn1"))),
        note("fn1", "1", text),
    )
    soup = check(one)
    shown = [(sign, inside) for sign, inside in letters(find(soup, "l2")) if not sign.isspace()]
    assert sum("em" in inside for _, inside in shown) == sum(not s.isspace() for s in spaced[100:40_000])
    assert sum("link" in inside for _, inside in shown) == sum(not s.isspace() for s in spaced[200:30_000])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["p", "quote", "list", "head"])
def test_many_blocks_are_shown_whole(kind: str) -> None:
    shown_whole(document(*(block(f"l{n}", kind, SENTENCE, level=2 + n % 2) for n in range(3_000))))


def test_a_long_list_stays_one_list() -> None:
    check(document(*(block(f"l{n}", "list", f"item {n}", level=(1, 2, 3, 2)[n % 4]) for n in range(250))))
