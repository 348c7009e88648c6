"""The print page: one file that needs no other, with every text whole and every link inside it alive."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from rendered import block, document, note
from strategies import examples
from test_markdown_any_text import documents

from build_scripts import corpus as loading
from build_scripts.forms.print_fonts import faces
from build_scripts.forms.print_page import css_string, prefix, print_page
from build_scripts.forms.print_pdf import _dated, main
from build_scripts.forms.xml_text import FORBIDDEN, xml_id
from build_scripts.model import Corpus, Document
from build_scripts.source import Statement

ROOT = Path(__file__).parent.parent


def page(corpus: Corpus) -> str:
    (made,) = print_page(corpus)
    return str(made.content)


def bare(text: str) -> str:
    return "".join(FORBIDDEN.sub("", text).split())


def check(corpus: Corpus, source: str) -> BeautifulSoup:
    """Ids once, links alive, every unit whole, nothing fetched, nothing executed."""
    soup = BeautifulSoup(source, "html.parser")
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), {id for id in ids if ids.count(id) > 1}
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        assert not href.startswith("#") or href[1:] in ids, href
        assert href.startswith("#") or re.match(r"(?i)https?://|mailto:", href), href
    for element in soup.find_all(True):
        assert element.name not in ("script", "img", "link", "iframe", "object", "base")
        assert not [name for name in element.attrs if name.startswith("on") or name in ("src", "style")]
    style = soup.find("style")
    assert (
        style and set(re.findall(r"url\(([^)]{4})", style.text)) <= {"data"} and "@import" not in style.text
    )
    places = {element["id"]: element for element in soup.find_all(id=True)}
    for one in corpus.documents:
        for unit in one.units:
            element = places[prefix(one.id) + xml_id(unit.id)]
            assert element
            for mark in element.find_all(["a", "span"]):
                if mark.get("role") == "doc-noteref" or mark.get("class") == ["label"]:
                    mark.clear()
            cells = "".join("".join(row) for row in getattr(unit, "rows", ()))
            shown, wanted = bare(element.get_text()), bare(cells or unit.text)
            assert shown.startswith(wanted) if getattr(unit, "kind", "") == "list" else shown == wanted
    return soup


def test_the_shipped_archive_stands_on_one_page() -> None:
    corpus = loading.load(ROOT / "seeds")
    soup = check(corpus, page(corpus))
    assert len(soup.find_all("article")) == len(corpus.documents)
    assert [h.get_text() for h in soup.find_all("h1")][1:3] == ["About this archive", "Contents"]
    head = soup.find("meta", attrs={"name": "dcterms.modified"})
    assert head and head["content"] == "2026-11-01"


@examples(150)
@given(documents())
def test_any_document_stands_whole_on_the_page(one: Document) -> None:
    twice = (replace(one, id="A.b"), replace(one, id="a.b*"))
    corpus = Corpus({"title": "T"}, twice)
    check(corpus, page(corpus))


def test_hostile_titles_cannot_leave_the_style_sheet() -> None:
    evil = '"; } </style><script>alert(1)</script> \\ \n /* <!-- } @import url(http://x)'
    one = replace(
        document(block("l1", "p", "x"), note("fn1", "1", "y")),
        statements=tuple(Statement(term, evil, 1, "r", evil) for term in ("title", "creator", "language")),
    )
    corpus = Corpus({"title": evil, "subtitle": evil, "date": evil}, (one,))
    check(corpus, page(corpus))


@pytest.mark.parametrize("words", ['a"b', "a\\", "</style>", "é“”", "a\tb"])
def test_a_string_of_css_holds_no_sign_that_ends_it(words: str) -> None:
    shown = css_string(words)
    assert not re.search(r'["<>\n\t]', shown)
    decoded = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), shown)
    assert decoded == words


def test_only_the_fonts_whose_characters_occur_are_in_the_page() -> None:
    latin, both, none = "".join(faces("abc")), "".join(faces("abcя")), "".join(faces(""))
    assert 0 < len(latin) < len(both) and none == ""


def test_a_pdf_bears_the_date_of_the_edition() -> None:
    body = b"x /CreationDate (D:20301231235959+00'00')/ModDate (D:20301231235959+00'00') y"
    head = '<meta name="dcterms.modified" content="2026-11-01">'
    dated = _dated(body, head)
    assert len(dated) == len(body) and b"2030" not in dated and dated.count(b"D:20261101000000") == 2
    assert _dated(body, "") == body


def test_without_a_browser_there_is_a_plain_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["a.html", "b.pdf"]) == 2
    assert "Chromium is not installed" in capsys.readouterr().err
