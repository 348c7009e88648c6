"""TEI P5: valid against tei_all, nothing of the reading text lost or added, every change recorded."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from any_state import documents_in_any_state
from properties import edited
from rendered import block, corpus, document, note
from tei_text import TEI, by_id, pointers, words
from test_hostile_data import built as built  # a room of hostile data files
from validators import jing

from build_scripts import corpus as loading
from build_scripts.forms.tei import tei, tei_document
from build_scripts.forms.tei_changes import changes
from build_scripts.forms.tei_dates import dated
from build_scripts.forms.tei_inline import note_id
from build_scripts.model import Artifact, Corpus, Document, NoteRef, TextStyle
from build_scripts.source import Statement

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return loading.load(ROOT / "seeds")


def bare(text: str) -> str:
    return "".join(text.split())


def check(one: Document, source: str) -> ET.Element:
    """Well-formed; every block and note whole under its id; nothing else between them; all pointers
    lead somewhere."""
    root = ET.fromstring(source.encode("utf-8"))
    ids = by_id(root)
    assert set(pointers(root)) <= ids.keys(), set(pointers(root)) - ids.keys()
    for unit in one.units:
        shown = words(ids[note_id(unit.id)])
        if getattr(unit, "rows", ()):
            assert bare(shown) == bare("".join("".join(row) for row in unit.rows)), unit.id
        elif getattr(unit, "kind", "") == "list":  # deeper items stand inside
            assert shown.startswith(unit.text), unit.id
        else:
            assert shown == unit.text, unit.id
    text = root.find(f"{TEI}text")
    assert text is not None
    for supplied in text.iter(f"{TEI}supplied"):
        supplied.clear()
    for back in text.findall(f"{TEI}back"):
        for division in back.findall(f"{TEI}div"):
            if division.get("type") == "editorial":
                back.remove(division)
    whole = [
        "".join("".join(row) for row in unit.rows) if getattr(unit, "rows", ()) else unit.text
        for unit in one.units
    ]
    assert bare(words(text)) == bare("".join(whole))
    return root


def test_the_shipped_documents_lose_nothing_and_name_what_they_name(shipped: Corpus) -> None:
    for one, made in zip(shipped.documents, tei(shipped), strict=True):
        root = check(one, str(made.content))
        mentions = [m for m in shipped.connections.mentions if m.target.document == one.id]
        named = [e for e in root.iter() if e.get("ref") and e.tag.removeprefix(TEI) != "ref"]
        assert len(named) == len(mentions)
        assert [words(e) for e in named] == [
            unit.text[m.target.start : m.target.end]
            for unit in one.units
            for m in sorted(mentions, key=lambda m: m.target)
            if m.target.unit == unit.id
        ]
        recorded = [*root.iter(f"{TEI}app")]
        assert len(recorded) == len(one.interventions) - len(one.asides)
        assert [words(r) for r in root.iter(f"{TEI}rdg") if not r.findall(f"{TEI}lb")] == [
            i.span and one.source.text[slice(*i.span)]
            for i in one.interventions
            if i.kind != "set-aside" and "\n" not in one.source.text[slice(*i.span)]
        ]


def test_the_shipped_documents_are_valid(shipped: Corpus, tmp_path: Path) -> None:
    assert jing(written(tei(shipped), tmp_path), tmp_path) == ""


def test_hostile_data_files_make_valid_documents(built: tuple[Corpus, Path], tmp_path: Path) -> None:
    for one, made in zip(built[0].documents, tei(built[0]), strict=True):
        check(one, str(made.content))
    assert jing(written(tei(built[0]), tmp_path), tmp_path) == ""


def written(made: object, folder: Path) -> list[Path]:
    files = []
    for number, artifact in enumerate(made):  # type: ignore[call-overload,var-annotated]
        assert isinstance(artifact, Artifact)
        path = folder / f"{number}.xml"
        path.write_text(str(artifact.content), "utf-8", newline="\n")
        files.append(path)
    return files


def test_documents_in_any_state_make_valid_tei(tmp_path: Path) -> None:
    """Texts, Markdown and HTML, damaged and hostile, and blocks of every kind in any order."""
    found = documents_in_any_state(150, 60)
    files = []
    for number, one in enumerate(found):
        source = tei_document(one, corpus(one))
        check(one, source)
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_text(source, "utf-8", newline="\n")
    assert jing(files, tmp_path) == ""


def test_every_change_of_characters_stands_in_the_text() -> None:
    """A word cut by a hyphen and character references, with what was received beside what is read."""
    text = "The harbour\n\nThey sold the old ware-\nhouse by the river, and nobody came to buy it then.\n"
    one = edited(text)
    found = [change for some in changes(one).values() for change in some]
    assert [(c.received, c.reading) for c in found] == [("-\n", "")]
    root = check(one, tei_document(one, corpus(one)))
    assert [words(orig_of(choice)) for choice in root.iter(f"{TEI}choice")] == ["-"]
    two = edited("<p>Bread &amp; salt&nbsp;cost &#163;3 &lt;each&gt;.</p>", "html")
    root = check(two, tei_document(two, corpus(two)))
    pairs = [("".join(c.itertext())) for c in root.iter(f"{TEI}choice")]
    assert pairs == ["&amp;&", "&nbsp;\u00a0", "&#163;£", "&lt;<", "&gt;>"]


def orig_of(choice: ET.Element) -> ET.Element:
    """`orig` as an element that is read like any other."""
    found = choice.find(f"{TEI}orig")
    assert found is not None
    copy = ET.Element("x")
    copy.text = found.text
    copy.extend(found)
    return copy


def test_what_xml_cannot_hold_is_kept_by_its_code_point() -> None:
    one = document(block("l1", "p", "a\x07b\ufffec]]>&<\r\td"), note("fn*", "*", "\x00"))
    source = tei_document(one, corpus(one))
    check(one, source)
    assert '<g type="control" n="U+0007"/>' in source and "]]>" not in source


def test_a_hostile_title_is_text() -> None:
    evil = '<script>alert(1)</script> ]]> &amp; "\x0b\u202e --> <?x?>'
    statements = tuple(
        Statement(term, evil, 1, "r", evil) for term in ("title", "creator", "is_part_of", "type", "language")
    )
    one = replace(document(block("l1", "p", evil)), statements=statements, description=evil, subjects=(evil,))
    root = check(one, tei_document(one, Corpus({"title": evil, "version": evil, "publisher": evil}, (one,))))
    assert not [e for e in root.iter() if "script" in e.tag]
    titles = [words(e) for e in root.iter(f"{TEI}title")]
    assert titles and all("<script>" in title for title in titles[:1])


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2014-10", ' when="2014-10" when-custom="2014-10"'),
        ("2025-22", ' when-custom="2025-22"'),
        ("2025-05-02?", ' when="2025-05-02" when-custom="2025-05-02?" cert="low"'),
        ("201X", ' notBefore="2010" notAfter="2019" when-custom="201X"'),
        ("19XX~", ' notBefore="1900" notAfter="1999" when-custom="19XX~" cert="low"'),
        ("2024-12?/2025-01?", ' from="2024-12" to="2025-01" when-custom="2024-12?/2025-01?" cert="low"'),
        ("2014/..", ' from="2014" when-custom="2014/.."'),
        ("2014-XX-XX", ' when="2014" when-custom="2014-XX-XX"'),
        ("2014-05-XX", ' when="2014-05" when-custom="2014-05-XX"'),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_say_no_more_than_is_known(edtf: str, shown: str) -> None:
    assert dated(edtf) == shown


def test_names_stay_whole_where_styles_cross_them() -> None:
    from build_scripts.forms.spans import Point, Stretch, write

    found = write(
        "one two three",
        [
            Stretch(0, 7, "<i>", "</i>"),
            Stretch(4, 13, "<n>", "</n>", whole=True),
            Stretch(8, 9, "<b>", "</b>"),
        ],
        [Point(7, "*"), Point(0, "^")],
        str,
    )
    assert found == "^<i>one </i><n><i>two</i>* <b>t</b>hree</n>"


def test_an_empty_document_and_one_without_title_are_complete() -> None:
    for one in (document(), document(block("l1", "head", "Only a heading", level=3))):
        check(one, tei_document(one, corpus(one)))


def test_verse_keeps_its_lines_with_marks_that_cross_them() -> None:
    text = "first line\n\n  second line\nthird"
    styles = (TextStyle(3, 20, "italic"), TextStyle(0, 10, "link", "http://a.b/c"))
    one = document(
        block("l1", "verse", text, styles=styles, noterefs=(NoteRef(11, "fn1"), NoteRef(10, "fn1"))),
        note("fn1", "1", "x"),
    )
    root = check(one, tei_document(one, corpus(one)))
    assert [words(line) for line in root.iter(f"{TEI}l") if words(line)] == [
        "first line",
        "  second line",
        "third",
    ]
    assert len([*root.iter(f"{TEI}ptr")]) == 2
