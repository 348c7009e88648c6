"""Large documents: the time grows with the length, not with its square."""

from __future__ import annotations

import time

import pytest
from rendered import block, check, document, find, fold, html_of, letters, note, soup_of, text_of

from build_scripts.exporters import markdown as exporter
from build_scripts.exporters.inline import CUT
from build_scripts.model import Document, NoteRef, TextStyle


def seconds(one: Document) -> float:
    start = time.process_time()
    check_text = soup_of(one)
    taken = time.process_time() - start
    for unit in one.blocks[:3]:
        assert text_of(find(check_text, unit.id)) == fold(unit.text)
    return taken


SENTENCE = "The *quick* fox_jumps [over] the <lazy> dog & cat for $5 in 1999, see http://a.b/c_d. "


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["p", "quote", "list", "head"])
def test_one_long_paragraph_takes_time_in_proportion(kind: str) -> None:
    """Twice the length, twice the time: with the stock parser it is four times."""
    half, whole = (document(block("l1", kind, SENTENCE * count)) for count in (3_000, 12_000))
    seconds(document(block("l1", kind, SENTENCE)))
    assert seconds(whole) < 8 * seconds(half)
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
def test_many_blocks_take_time_in_proportion(kind: str) -> None:
    some, many = (
        document(*(block(f"l{n}", kind, SENTENCE, level=2 + n % 2) for n in range(count)))
        for count in (1_000, 4_000)
    )
    assert seconds(many) < 8 * seconds(some)


def test_a_long_list_stays_one_list() -> None:
    check(document(*(block(f"l{n}", "list", f"item {n}", level=(1, 2, 3, 2)[n % 4]) for n in range(250))))
