"""EPUB 3: accepted by EPUBCheck without a word, nothing of the reading text lost, the same bytes always."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from any_state import documents_in_any_state
from rendered import block, document, note
from test_hostile_data import built as built  # a room of hostile data files
from validators import epubcheck
from xhtml_text import X, bare, by_id, check_text, dead, links, pages, words

from build_scripts import corpus as loading
from build_scripts.forms.book_parts import LARGEST, lay_out
from build_scripts.forms.epub import epub, gathered, of_archive, of_document
from build_scripts.forms.epub_package import Heading, outline
from build_scripts.forms.web_links import is_proper
from build_scripts.forms.xml_text import file_name
from build_scripts.model import Corpus, NoteRef, TextStyle
from build_scripts.source import Statement

ROOT = Path(__file__).parent.parent
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return loading.load(ROOT / "seeds")


@pytest.fixture(scope="module")
def books(shipped: Corpus) -> dict[str, bytes]:
    return {Path(made.path).name: bytes(made.content) for made in epub(shipped)}  # type: ignore[arg-type]


def accepted(book: bytes, folder: Path) -> str:
    path = folder / "book.epub"
    path.write_bytes(book)
    return epubcheck(path)


def package(book: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return ET.fromstring(file.read("EPUB/package.opf"))


def test_every_shipped_book_is_accepted(books: dict[str, bytes], tmp_path: Path) -> None:
    assert len(books) == 6
    assert {name: accepted(book, tmp_path) for name, book in books.items()} == dict.fromkeys(books, "")


def test_the_book_of_the_archive_holds_every_text_and_links_inside(
    shipped: Corpus, books: dict[str, bytes]
) -> None:
    roots = pages(books["archive.epub"])
    elements = by_id(roots)
    for one in shipped.documents:
        check_text(one, elements, f"d-{file_name(one.id)}.xhtml#")
    assert dead(roots) == []
    between = {
        (file, href.partition("#")[0])
        for file, href in links(roots)
        if file.startswith("d-") and href.startswith("d-")
    }
    assert len(between) > 5, "texts lead to other texts inside the book"


def test_the_index_leads_to_every_place_of_every_name(shipped: Corpus, books: dict[str, bytes]) -> None:
    one = shipped.documents[0]
    roots = pages(books[f"{one.id}.epub"])
    elements = by_id(roots)
    mentions = [m for m in shipped.connections.mentions if m.target.document == one.id]
    for entity in {m.entity for m in mentions}:
        terms = [e for key, e in elements.items() if key.endswith(f"#name-{entity}")]
        assert len(terms) == 1
    found = {href for file, href in links(roots) if file.startswith("names")}
    assert found == {f"text.xhtml#{m.target.unit}" for m in mentions}


def test_notes_open_in_place_and_lead_back(shipped: Corpus, books: dict[str, bytes]) -> None:
    one = max(shipped.documents, key=lambda d: len(d.notes))
    roots = pages(books[f"{one.id}.epub"])
    elements = by_id(roots)
    epub_type = "{http://www.idpf.org/2007/ops}type"
    markers = [a for a in roots["text.xhtml"].iter(f"{X}a") if a.get(epub_type) == "noteref"]
    assert [a.text for a in markers if a.get("class") != "ed"] == [
        next(n.label for n in one.notes if n.id == ref.note) for unit in one.units for ref in unit.noterefs
    ]
    for marker in markers:
        aside = elements["text.xhtml" + marker.get("href", "")]
        assert aside.get(epub_type) == "footnote" and aside.get("role") == "doc-footnote"
        back = next(a for a in aside.iter(f"{X}a") if a.get("role") == "doc-backlink")
        assert words(aside) and "text.xhtml" + back.get("href", "") in elements


def test_the_metadata_say_what_is_there(books: dict[str, bytes], shipped: Corpus) -> None:
    one = shipped.documents[0]
    root = package(books[f"{one.id}.epub"])
    told = {meta.get("property"): meta.text for meta in root.iter(f"{OPF}meta")}
    for name in ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
        assert told[f"schema:{name}"]
    assert "dcterms:conformsTo" not in told  # nobody has certified it
    assert told["dcterms:modified"] == "2026-11-01T00:00:00Z"
    identifiers = {
        package(book).findtext(".//{http://purl.org/dc/elements/1.1/}identifier") for book in books.values()
    }
    assert len(identifiers) == len(books) and all((i or "").startswith("urn:uuid:") for i in identifiers)


def test_the_container_begins_with_its_type_and_bears_no_time(books: dict[str, bytes]) -> None:
    for book in books.values():
        assert book[30:58] == b"mimetypeapplication/epub+zip"
        with zipfile.ZipFile(io.BytesIO(book)) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_data_files_make_accepted_books(built: tuple[Corpus, Path], tmp_path: Path) -> None:
    made = [made.content for made in epub(built[0])]
    for book in made:
        assert isinstance(book, bytes)
        assert dead(pages(book)) == []
    for book in (made[0], made[-1]):  # each takes EPUBCheck some seconds
        assert isinstance(book, bytes)
        assert accepted(book, tmp_path) == ""


def test_documents_in_any_state_make_one_accepted_book(tmp_path: Path) -> None:
    """Texts, Markdown and HTML, damaged and hostile, and blocks of every kind in any order: all in one."""
    found = documents_in_any_state(100, 50)
    named = tuple(replace(one, id=f"Doc {number}*") for number, one in enumerate(found))
    book = of_archive(gathered(Corpus({"title": "T", "language": "en"}, named)))
    roots = pages(book)
    elements = by_id(roots)
    for one in named:
        check_text(one, elements, f"d-{file_name(one.id)}.xhtml#")
    assert dead(roots) == []
    assert accepted(book, tmp_path) == ""


def test_a_hostile_title_and_hostile_metadata_are_text(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script> ]]> &amp; "\x0b\u202e\ufffe --> <?x?>'
    statements = tuple(
        Statement(term, evil, 1, "r", evil)
        for term in ("title", "creator", "contributor", "is_part_of", "type", "issued", "publisher", "source")
    )
    one = replace(
        document(block("l1", "title", evil), block("l2", "p", evil)),
        id="Ä b/../*",
        statements=statements,
        description=evil,
        subjects=(evil,),
    )
    archive = {
        "title": evil,
        "subtitle": evil,
        "version": evil,
        "publisher": evil,
        "date": "soon",
        "rights": evil,
    }
    whole = Corpus({**archive, "description": evil, "intro": [evil], "contact": evil}, (one,))
    for book in (of_document(one, gathered(whole)), of_archive(gathered(whole))):
        assert accepted(book, tmp_path) == ""
        assert not [e for root in pages(book).values() for e in root.iter() if "script" in str(e.tag)]


def test_a_text_that_runs_from_right_to_left_turns_its_pages_so() -> None:
    one = replace(
        document(block("l1", "p", "שלום")), statements=(Statement("language", "he", 1, "r"),), id="x"
    )
    book = of_document(one, gathered(Corpus({"title": "T", "language": "en"}, (one,))))
    spine = package(book).find(f"{OPF}spine")
    assert spine is not None and spine.get("page-progression-direction") == "rtl"
    assert pages(book)["text.xhtml"].get("dir") == "rtl"


def test_an_empty_document_in_an_archive_without_dates_makes_a_book(tmp_path: Path) -> None:
    one = document()
    whole = Corpus({"title": ""}, (one,))
    assert accepted(of_archive(gathered(whole)), tmp_path) == ""
    assert dead(pages(of_document(one, gathered(whole)))) == []


def test_a_long_text_is_cut_into_files_with_its_notes_beside_it() -> None:
    """Each note stands in the file of its marker, and every link finds its file."""
    long = "word " * (LARGEST // 8)
    one = document(
        *(block(f"l{n}", "p", long, noterefs=(NoteRef(3, f"fn{n}"),)) for n in range(1, 6)),
        block("l9", "p", "back", styles=(TextStyle(0, 4, "link", "#l1"),)),
        *(
            note(
                f"fn{n}",
                str(n),
                "x",
                references=((f"l{n}", 3),),
                noterefs=(NoteRef(1, "fn1"),) if n == 5 else (),
            )
            for n in range(1, 6)
        ),
    )
    laid = lay_out(one, "text")
    assert len(laid.parts) > 2
    assert [[n.id for n in part.notes] for part in laid.parts] == [
        [ref.note for b in part.blocks for ref in b.noterefs] for part in laid.parts
    ]
    book = of_document(one, gathered(Corpus({"title": "T"}, (one,))))
    roots = pages(book)
    assert dead(roots) == []
    texts = [root for file, root in roots.items() if file.startswith("text")]
    assert bare("".join(words(p) for root in texts for p in root.iter(f"{X}p"))).count("word") == 5 * (
        LARGEST // 8
    )


def test_links_to_pages_of_the_archive_stay_in_its_book_and_leave_that_of_one_document() -> None:
    web = "https://room.example/a/documents/b.html#l2"
    styles = (
        TextStyle(0, 5, "link", web),
        TextStyle(6, 11, "link", "https://room.example/a/documents/c.html"),
    )
    one = replace(document(block("l1", "p", "there other", styles=styles)), id="a")
    two = replace(document(block("l2", "p", "here")), id="b")
    stock = gathered(Corpus({"title": "T", "base_url": "https://room.example/a/"}, (one, two)))
    inside = [href for file, href in links(pages(of_archive(stock))) if file == "d-a.xhtml"]
    outside = [href for file, href in links(pages(of_document(one, stock))) if file == "text.xhtml"]
    assert inside == ["d-b.xhtml#l2", styles[1].href]
    assert outside == [web, styles[1].href]


@pytest.mark.parametrize(
    ("href", "proper"),
    [
        ("https://example.org/a?b#c", True),
        ("http://пример.example", True),
        ("http://127.0.0.1:8000/", True),
        ("mailto:a@b.example", True),
        ("http://%5Bx", False),
        ("http://a..b/", False),
        ("http://1.2.3.999/", False),
        ("http://x:99999/", False),
        ("http://-a.example/", False),
        ("http://user@host.example/", False),
        ("http://" + "a" * 64 + ".example/", False),
    ],
)
def test_only_addresses_with_a_possible_host_are_links(href: str, proper: bool) -> None:
    assert is_proper(href) is proper


def test_headings_that_skip_levels_make_proper_lists() -> None:
    given = [Heading(str(n), "#", level) for n, level in enumerate((1, 4, 2, 2, 3, 1, 6, 1))]
    made = "".join(outline(given))
    ET.fromstring(made)
    assert re.sub(r"<a[^>]*>|</a>", "", made) == (
        "<ol><li>0<ol><li>1</li><li>2</li><li>3<ol><li>4</li></ol></li></ol></li><li>5<ol><li>6</li></ol></li>"
        "<li>7</li></ol>"
    )


_HASHES = """
import hashlib, sys
from pathlib import Path
from build_scripts import corpus
from build_scripts.forms.epub import epub
from build_scripts.forms.print_page import print_page
from build_scripts.forms.tei import tei
found = corpus.load(Path(sys.argv[1]))
for form in (tei, epub, print_page):
    for made in form(found):
        body = made.content if isinstance(made.content, bytes) else made.content.encode()
        print(made.path, hashlib.sha256(body).hexdigest())
"""


def test_hash_order_locale_and_time_zone_change_nothing(tmp_path: Path) -> None:
    """TEI, books and the print page of the shipped archive, made by two runs."""
    outputs = []
    for values in (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONUTF8": "1"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", _HASHES, str(ROOT / "seeds")],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **values},
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] and len(outputs[0].splitlines()) == 12
