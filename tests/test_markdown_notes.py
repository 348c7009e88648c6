"""Notes on the page: printed labels, links both ways, markers in any place."""

from __future__ import annotations

import markdown
import pytest
from bs4 import BeautifulSoup
from rendered import block, check, document, find, note, numbered, soup_of, text_of

from build_scripts.exporters import markdown as exporter
from build_scripts.markdown_extension import EXTENSIONS
from build_scripts.model import NoteRef, TextStyle


def labels_of(soup: BeautifulSoup) -> list[str]:
    return [item.select_one(".note-label").get_text() for item in soup.select("li.note")]


@pytest.mark.parametrize(
    "labels",
    [
        ["47", "48", "49"],
        ["7", "8", "7", "8", "7"],
        ["*", "†", "*", "**"],
        ["a", "b", "a"],
        ["1", "2", "5", "9"],
        ["7", "7-2", "7", "7-2"],
        ["7-2", "7"],
        ["1", "ref-fn1", "1-2", "1"],
        ["iv", "[3]", "3 a", "&amp;", "<i>"],
    ],
)
def test_a_note_shows_the_label_that_was_printed(labels: list[str]) -> None:
    pairs = numbered(labels)
    text = "word " * len(labels)
    refs = tuple(NoteRef(5 * n + 4, id) for n, (id, _) in enumerate(pairs))
    notes = [note(id, label, f"Note number {n}.") for n, (id, label) in enumerate(pairs)]
    soup = check(document(block("l1", "p", text, noterefs=refs * 2), *notes))
    assert labels_of(soup) == labels
    assert [link.get_text() for link in soup.select("#l1 sup.noteref > a")] == [
        x for x in labels for _ in (1, 2)
    ]
    assert [link["aria-label"] for link in soup.select("#l1 sup.noteref > a")][::2] == [
        f"Note {x}" for x in labels
    ]
    for id, _ in pairs:
        assert len(find(soup, id).select("a.note-back")) == 2


def test_the_first_marker_of_a_note_has_the_plain_id() -> None:
    """Also when the second marker of another note would take it."""
    one = document(
        block("l1", "p", "abc", noterefs=(NoteRef(1, "fn7"), NoteRef(2, "fn7"), NoteRef(3, "fn7-2"))),
        note("fn7", "7", "x"),
        note("fn7-2", "7", "y"),
    )
    ids = [link["id"] for link in check(one).select("sup.noteref > a")]
    assert ids == ["fnref-fn7", "fnref-fn7-3", "fnref-fn7-2"]


def test_markers_stand_everywhere() -> None:
    """In title, heading, caption, cell, item, quotation, verse, code, link and note; at one place."""
    ref = (NoteRef(1, "fn1"),)
    kinds = ["title", "head", "caption", "list", "quote", "verse", "code", "author-note"]
    blocks = [block(f"l{n}", kind, "ab", noterefs=ref) for n, kind in enumerate(kinds, 1)]
    link = block("l20", "p", "ab", noterefs=(*ref, *ref), styles=(TextStyle(0, 2, "link", "http://a.b"),))
    cell = block(
        "l21", "table", "ab\tc", rows=(("ab", "c"),), noterefs=(*ref, NoteRef(2, "fn1"), NoteRef(4, "fn1"))
    )
    one = document(*blocks, link, cell, note("fn1", "1", "ab", noterefs=ref))
    soup = check(one)
    assert len(soup.select("sup.noteref")) == len(kinds) + 2 + 3 + 1
    assert [len(c.select("sup.noteref")) for c in soup.select("th")] == [2, 1]
    assert len(find(soup, "l20").select("a[href='http://a.b']")) == 2


def test_a_note_without_marker_is_listed_and_a_marker_without_note_is_shown() -> None:
    one = document(block("l1", "p", "ab", noterefs=(NoteRef(1, "fn9"),)), note("fn3", "3", "Orphan."))
    soup = soup_of(one)
    assert find(soup, "l1").find("sup").get_text() == "9"
    item = find(soup, "fn3")
    assert text_of(item) == "Orphan." and not item.select("a.note-back")


def test_headings_in_the_table_of_contents_hold_no_number_and_no_marker() -> None:
    one = document(
        block("l1", "title", "A <b> & c", noterefs=(NoteRef(1, "fn1"),)),
        block("l5", "head", "H2O and x", level=2, noterefs=(NoteRef(9, "fn1"),),
              styles=(TextStyle(1, 2, "subscript"), TextStyle(0, 3, "italic"))),
        note("fn1", "1", "x"),
    )  # fmt: skip
    renderer = markdown.Markdown(extensions=list(EXTENSIONS))
    renderer.convert(exporter.body(one))
    token = renderer.toc_tokens[0]  # type: ignore[attr-defined]
    assert (token["name"], token["id"]) == ("A &lt;b&gt; &amp; c", "l1")
    assert (token["children"][0]["name"], token["children"][0]["id"]) == ("H2O and x", "l5")


def test_one_renderer_renders_many_pages() -> None:
    """Notes of one page do not appear on the next, when the renderer is reset."""
    renderer = markdown.Markdown(extensions=list(EXTENSIONS))
    assert "fn1" in renderer.convert("a[^1]\n\n[^1]: x")
    assert "fn1" not in renderer.reset().convert("a[^1]")


def test_notes_written_by_hand_work_as_usual() -> None:
    """Definitions on neighbouring lines, text around them, notes of several paragraphs."""
    html = markdown.markdown(
        "a[^1] b[^x]\n[^1]: one\n[^x]: two\n\n    more\n\nend", extensions=list(EXTENSIONS)
    )
    soup = BeautifulSoup(html, "html.parser")
    assert labels_of(soup) == ["1", "x"]
    assert [p.get_text() for p in find(soup, "fnx").find_all("p")] == ["two", "more ↩"]
    assert soup.find_all("p")[-3].get_text() == "end"
