"""Plain text: everything that is read stands in it, in order, and every place in it is known."""

from __future__ import annotations

import re
from dataclasses import replace

from exported import BASE, archive, content, corpus_of, hostile, published
from hypothesis import given
from properties import document_of, edited
from strategies import examples, html_texts, texts

from build_scripts.forms import plain
from build_scripts.model import Corpus, Document

TEXT = """\
THE BRIDGE

By Amelia Hart-Jones

The bridge was closed in the autumn of 1987, and nobody asked for the keys.\u00b9 It was never opened again.

Who Paid

As the mayor wrote to the council in the spring of the following year:

> We have no other road, and no other market; what remained was sold.

It covered an area of 40 km\u00b2 and cost more than anybody had thought.\u00b2

\u00b9 Harbour Press, The Strait (1988), pp. 3-9.
\u00b2 Ibid., p. 14.
"""


def laid(document: Document, corpus: Corpus | None = None) -> plain.Laid:
    return plain.laid_out(document, corpus or corpus_of(document))


def check(document: Document, corpus: Corpus | None = None) -> None:
    """Every character of every block and note stands where `place` says, but for signs put in the place of
    control characters; what is inserted is numbers of notes and indents alone."""
    file = laid(document, corpus)
    for unit in document.units:
        expected = plain.shown(unit.text)
        # Every character of a short text, about 200 of a long one.
        for offset in range(0, len(expected), 1 + len(expected) // 200):
            start, end = file.place(unit.id, offset, offset + 1)
            assert end == start + 1 and file.text[start] == expected[offset]
        if expected:
            start, end = file.place(unit.id, 0, len(expected))
            labels = "|".join(re.escape(f"[{plain.shown(note.label)}]") for note in document.notes)
            between = file.text[start:end]
            assert len(between) >= len(expected)
            if not unit.noterefs and "\n" not in expected:
                assert between == expected
            elif labels and not re.search(labels, expected) and "\n" not in expected:
                assert re.sub(labels, "", between) == expected
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", file.text) and file.text.endswith("\n")
    file.text.encode("utf-8")


def test_a_document_as_plain_text() -> None:
    document = edited(TEXT, format="text", record={"metadata": {}})
    file = laid(document).text
    head, body = file.split("\n\n", 1)
    assert head.startswith("Title: ") and all(
        re.match(r"[A-Z][\w ()-]*: \S", line) for line in head.split("\n")
    )
    assert "\nWho Paid\n--------\n" in body
    assert "nobody asked for the keys.[1] It was never opened again.\n" in body
    assert body.endswith("\n\nNotes\n-----\n\n[1] Harbour Press, The Strait (1988), pp. 3-9.\n\n[2] Ibid., p. 14.\n")  # fmt: skip


def test_every_document_of_the_archive_stands_where_it_is_said_to() -> None:
    for corpus in (archive(), hostile()):
        for document in corpus.documents:
            check(document, corpus)


def test_quotations_are_set_off_and_paragraphs_are_one_line() -> None:
    corpus = archive()
    for document in corpus.documents:
        lines = laid(document, corpus).text.split("\n")
        for block in document.blocks:
            if block.kind == "quote" and not block.noterefs:
                assert "    " + block.text in lines
            elif block.kind == "p" and not block.noterefs:
                assert block.text in lines


@examples(40)
@given(texts())
def test_any_text_can_be_laid_out(text: str) -> None:
    check(document_of(text))


@examples(40)
@given(html_texts())
def test_any_web_page_can_be_laid_out(text: str) -> None:
    check(document_of(text, "html"))


def test_the_head_cannot_be_broken_by_what_it_tells() -> None:
    """A value with line breaks stays on its line."""
    (document,) = (d for d in hostile().documents if d.id == "one")
    record = document.record | {"rights": {"note": "one\n\nTitle: another"}}
    head = list(plain.head(replace(document, record=record), hostile()))
    assert "Rights note: one Title: another" in head
    assert sum(line.startswith("Title: ") for line in head) == 1


def test_the_address_is_on_the_web_when_the_archive_is() -> None:
    corpus = archive()
    (first, *_), (relative, *_) = plain.write(published(corpus)), plain.write(corpus)
    id = corpus.documents[0].id
    assert f"\nAddress: {BASE}/documents/{id}.html\n".encode() in content(first)
    assert f"\nAddress: documents/{id}.html\n".encode() in content(relative)
