"""Bad input, each case through the command line: nothing is lost, nothing is executed, file and
line are named, one bad document does not stop the others."""

from __future__ import annotations

import json
import os
import sys

import pytest
from bs4 import BeautifulSoup
from rooms import Room, tree

GOOD = "A Plain Title\n\nSome words that make a paragraph of the ordinary kind, and end here.\n"


@pytest.fixture
def good(room: Room) -> Room:
    """A room that already holds one good document."""
    room.put("good.txt", GOOD)
    return room


# ---- the folder


def test_no_seeds_folder(room: Room) -> None:
    room.seeds.rmdir()
    run = room.build()
    assert run.code == 4
    assert "there is no seeds folder" in run.err
    assert not room.out.exists()


def test_seeds_is_a_file(room: Room) -> None:
    room.seeds.rmdir()
    room.seeds.write_text("x")
    run = room.build()
    assert (run.code, "is not a folder" in run.err) == (4, True)


def test_empty_folder(room: Room) -> None:
    run = room.build()
    assert run.code == 4
    assert "holds no document" in run.err and ".txt" in run.err


def test_folder_with_only_foreign_files(room: Room) -> None:
    room.put("picture.png", b"\x89PNG\r\n\x1a\n")
    assert room.build().code == 4


def test_foreign_files_are_named_and_left_out(good: Room) -> None:
    good.put("scan.docx", b"PK\x03\x04")
    run = good.build()
    assert run.code == 0
    assert "scan.docx" in run.err and "left out" in run.err


def test_hidden_files_and_data_folders_are_not_documents(good: Room) -> None:
    good.put(".DS_Store", b"\x00")
    good.put(".hidden/x.txt", GOOD)
    good.put("authorities/people.yml", "- {id: ada, label: Ada}\n")
    run = good.build()
    assert (run.code, good.ids()) == (0, ["good"])
    assert "people.yml" not in run.err


# ---- bytes


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "holds no text: the file is empty"),
        ("white.txt", b" \n\t\r\n  \n", "holds no text"),
        ("mark.txt", b"\xef\xbb\xbf", "holds no text"),
        ("page.pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
        ("book.txt", b"PK\x03\x04\x14\x00", "a ZIP archive"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        ("program.txt", bytes(range(32)) * 40, "is not text"),
    ],
)
def test_files_that_are_no_text(good: Room, name: str, content: bytes, message: str) -> None:
    good.put(name, content)
    run = good.build()
    assert run.code == 3
    assert f"papers/{name}: " in run.err and message in run.err
    assert good.ids() == ["good"]


def test_bytes_that_are_not_utf8_are_placed(good: Room) -> None:
    good.put("old.txt", b"First line.\nA caf" + b"\xe9 here.\n")
    run = good.build()
    assert run.code == 3
    assert "papers/old.txt: is not UTF-8: byte 17 (0xE9), line 2" in run.err
    assert "encoding:" in run.err and "cp1252 gives “" in run.err and "café" in run.err


def test_declared_encoding_is_used(good: Room) -> None:
    raw = "Ein Titel\n\nGrüße aus Köln – und «mehr», das hier steht.\n".encode("cp1252")
    good.put("old.txt", raw)
    good.put("old.yml", "encoding: windows-1252\n")
    assert good.build().code == 0
    assert "Grüße aus Köln" in good.page("old")
    assert good.verified()


def test_unknown_declared_encoding(good: Room) -> None:
    good.put("old.txt", b"caf\xe9 is here\n")
    good.put("old.yml", "encoding: cp1253x\n")
    run = good.build()
    assert run.code == 3
    assert "'cp1253x' is not known" in run.err and "did you mean" in run.err


def test_declared_encoding_that_does_not_fit(good: Room) -> None:
    good.put("old.txt", b"a \x81\x8d\n")
    good.put("old.yml", "encoding: cp1252\n")
    run = good.build()
    assert run.code == 3 and "is not valid cp1252: byte 2 (0x81), line 1" in run.err


def test_declared_encoding_against_a_byte_order_mark(good: Room) -> None:
    good.put("old.txt", b"\xef\xbb\xbfHello there, reader.\n")
    good.put("old.yml", "encoding: cp1252\n")
    run = good.build()
    assert run.code == 3 and "byte order mark of utf-8" in run.err


def test_charset_of_a_web_page_is_certain_evidence(good: Room) -> None:
    page = (
        "<html><head><meta charset='windows-1251'><title>Заметка</title></head>"
        "<body><p>Русский текст.</p></body></html>"
    )
    good.put("page.html", page.encode("cp1251"))
    assert good.build().code == 0
    assert "Русский текст" in good.page("page")
    assert good.verified()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(room: Room, codec: str) -> None:
    room.put("marked.txt", GOOD.encode(codec))
    assert room.build().code == 0
    assert "﻿" not in room.page("marked") and "ordinary kind" in room.page("marked")
    assert room.verified()


def test_utf16_without_mark_is_refused_with_the_way_out(good: Room) -> None:
    good.put("wide.txt", GOOD.encode("utf-16-le"))
    run = good.build()
    assert run.code == 3 and "encoding: utf-16-le" in run.err
    good.put("wide.yml", "encoding: utf-16-le\n")
    assert good.build().code == 0
    assert good.verified()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cr", GOOD.replace("\n", "\r")),
        ("crlf", GOOD.replace("\n", "\r\n")),
        ("mixed", "One title\r\n\rA paragraph of words.\n\rAnd another one.\n\n"),
        ("no-final-newline", GOOD.rstrip("\n")),
        ("nul", "A title\n\nNul \x00 and bell \x07 and escape \x1b[31m in otherwise good text.\n"),
        ("c1", "A title\n\nNext line \x85 and form feed \x0c and \u2028 separators here.\n"),
        (
            "private",
            "A title\n\nUnassigned \U000e0fff, private \ue000, noncharacter \ufffe, joined \u200d.\n",
        ),
        ("one-character", "x"),
        ("punctuation", "***\n\n---\n"),
    ],
)
def test_odd_characters_are_accepted_and_kept(room: Room, name: str, content: str) -> None:
    room.put(f"{name}.txt", content)
    run = room.build()
    assert run.code == 0, run.err
    assert room.ids() == [name]
    assert room.verified()


@pytest.mark.slow
def test_one_line_of_20_megabytes(room: Room) -> None:
    room.put("long.txt", "A title\n\n" + "lorem ipsum dolor " * 1_150_000)
    assert room.build().code == 0
    assert room.verified()


@pytest.mark.slow
def test_200_000_lines(room: Room) -> None:
    room.put("many.txt", "".join(f"This is line {n} of a long list.\n" for n in range(200_000)))
    assert room.build().code == 0
    assert room.verified()


# ---- records


def test_record_without_seed_is_told_but_not_fatal(good: Room) -> None:
    good.put("lost.yml", "id: lost\n")
    run = good.build()
    assert run.code == 0
    assert "warning record-without-seed lost.yml" in run.err


def test_seed_without_record(room: Room) -> None:
    room.put("My First Näme.txt", GOOD)
    assert room.build().code == 0
    assert room.ids() == ["my-first-name"]


@pytest.mark.parametrize(
    ("record", "place", "message"),
    [
        ("isued: 2014\n", ":1:", "key 'isued' is not known"),
        ("metadata:\n  isued: 2014\n", ":2:", "did you mean 'issued'? (Allowed: title,"),
        ("title: X\n", ":1:", "belongs under `metadata:`"),
        ("id: good\nid: better\n", ":2:", "stands twice (first in line 1)"),
        ("metadata:\n  title: [a\n", ":3:", "not valid YAML"),
        ("id: 'open\n", ":2:", "not valid YAML"),
        ("a: &x [*x]\n", ":1:", "anchors and aliases"),
        ("id: &x good\nobtained: *x\n", ":1:", "anchors and aliases"),
        ("id: !!python/object/apply:os.system ['touch pwned']\n", ":1:", "tag"),
        ("id: !custom x\n", ":1:", "tag '!custom' is not allowed"),
        ("- a\n- b\n", ":1:", "is a list, not a mapping"),
        ("just words\n", ":1:", "is the text 'just words', not a mapping"),
        ("id: [a, b]\n", ":1:", "wants one value, found a list"),
        ("id: {a: b}\n", ":1:", "found a mapping"),
        ("id:\n", ":1:", "found empty"),
        ("id: Not An Id\n", ":1:", "cannot be an id"),
        ("id: ../../etc/passwd\n", ":1:", "cannot be an id"),
        ("id: index\n", ":1:", "is reserved"),
        ("metadata: []\n", ":1:", "wants a mapping, found a list"),
        ("metadata:\n  issued: sometime\n", ":2:", "not an EDTF date"),
        ("metadata:\n  issued: 2014-02-30\n", ":2:", "no day 30"),
        ("metadata:\n  issued: {value: 2014, inferred: the style}\n", ":2:", "must be marked as uncertain"),
        ("metadata:\n  title: {value: X, evidence: 99}\n", ":2:", "names line 99, but good.txt has 3 lines"),
        ("metadata:\n  title: {value: X, evidence: first}\n", ":2:", "not a whole number"),
        ("metadata:\n  title: {evidence: 1}\n", ":2:", "'value' is missing"),
        ("metadata:\n  issn: 1234-5678\n", ":2:", "check digit"),
        ("metadata:\n  language: English language\n", ":2:", "not a language tag"),
        ("rights:\n  uri: javascript:alert(1)\n", ":2:", "not a web address"),
        ("format: pdf\n", ":1:", "Allowed: text, markdown, html"),
        ("decisions:\n- {action: sett-aside, line: 1, reason: r}\n", ":2:", "did you mean 'set-aside'?"),
        ("decisions:\n- {action: set-aside, line: 1, reason: r}\n", ":2:", "needs the key 'kind'"),
        ("decisions:\n- {action: keep, line: 1}\n", ":2:", "key 'reason' is missing"),
        ("decisions:\n- {action: keep, line: 3, to_line: 1, reason: r}\n", ":2:", "before 'line'"),
        ("decisions: nothing\n", ":1:", "wants a list"),
        ("accept:\n- {code: x}\n", ":2:", "key 'reason' is missing"),
        ("id: good\n---\nid: other\n", ":2:", "more than one YAML document"),
        ("id: " + "[" * 5000 + "\n", ":1:", "nested too deeply"),
        ("obtained: |\n  a\x07b\n", ":2:", "not valid YAML"),
        ("# " + "x" * 1_000_001, ":1:", "larger than 1,000,000 bytes"),
    ],
)
def test_bad_records(room: Room, record: str, place: str, message: str) -> None:
    room.put("good.txt", GOOD)
    room.put("other.txt", GOOD)
    room.put("good.yml", record)
    run = room.build()
    assert run.code == 3
    assert f"papers/good.yml{place} " in run.err
    assert message in run.err
    assert room.ids() == ["other"]


def test_record_that_is_not_utf8(good: Room) -> None:
    good.put("more.txt", GOOD)
    good.put("more.yml", b"id: more\nobtained: caf\xe9\n")
    run = good.build()
    assert run.code == 3 and "papers/more.yml:2: is not UTF-8" in run.err


def test_bad_archive_description_stops(good: Room) -> None:
    good.put("archive.yml", "title: X\ncontakt: a@b.c\n")
    run = good.build()
    assert run.code == 1
    assert "papers/archive.yml:2: key 'contakt' is not known here; did you mean 'contact'?" in run.err


def test_two_records_with_one_id(room: Room) -> None:
    for name in ("a", "b"):
        room.put(f"{name}.txt", GOOD)
        room.put(f"{name}.yml", "id: same\n")
    run = room.build()
    assert run.code == 3
    assert "papers/b.yml:1: the id 'same' already belongs to a.txt" in run.err
    assert room.ids() == ["same"]


def test_record_keeps_its_id_against_a_file_name(room: Room) -> None:
    room.put("a.txt", GOOD)
    room.put("b.txt", GOOD)
    room.put("b.yml", "id: a\n")
    run = room.build()
    assert (run.code, room.ids()) == (0, ["a", "a-2"])
    assert "a.txt" in run.err and "'a-2'" in run.err


def test_one_record_for_two_seeds_is_used_for_none(room: Room) -> None:
    room.put("a.txt", GOOD)
    room.put("a.md", GOOD)
    room.put("a.yml", "id: x\n")
    run = room.build()
    assert (run.code, room.ids()) == (0, ["a", "a-2"])
    assert "record-ambiguous a.yml" in run.err
    room.put("a.md.yml", "id: y\n")
    assert (room.build().code, room.ids()) == (0, ["x", "y"])


# ---- names


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("two words.txt", "two-words"),
        ('it\'s "quoted".txt', "it-s-quoted"),
        ("-rf.txt", "rf"),
        ("a..b.txt", "a-b"),
        ("...txt", None),
        ("..dots.txt", None),
        ("Ünïcödé.txt", "unicode"),
        ("{{ config }}.txt", "config"),
        ("<script>alert(1)<script>.txt", "script-alert-1-script"),
        ("[x](javascript:y).txt", "x-javascript-y"),
        ("new\nline.txt", "new-line"),
        ("a\tb\x1b[2J.txt", "a-b-2j"),
        ("%2e%2e%2fx.txt", "2e-2e-2fx"),
        ("con.TXT", "con"),
        ("x" * 200 + ".txt", "x" * 64),
        ("folder.txt/inside.txt", "inside"),
        ("deep/er/index.txt", "document-"),
        ("документ.txt", "document-"),
        ("文書.md", "document-"),
    ],
)
def test_names(room: Room, name: str, id: str | None) -> None:
    room.put("good.txt", GOOD)
    room.put(name, GOOD)
    before = tree(room.seeds)
    run = room.build()
    assert run.code == 0, run.err
    others = [found for found in room.ids() if found != "good"]
    if id is None:  # a hidden file
        assert others == []
    elif id.endswith("-"):
        assert len(others) == 1 and others[0].startswith(id)
    else:
        assert others == [id]
    assert "\x1b" not in run.said
    assert tree(room.seeds) == before
    assert {path.name for path in room.out.iterdir()} == {"docs"}
    assert room.verified()


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are a matter of Linux")
def test_name_of_bytes_that_are_no_characters(good: Room) -> None:
    with open(os.fsencode(good.seeds) + b"/bad\xff.txt", "w") as file:
        file.write(GOOD)
    run = good.build()
    assert run.code == 3 and "not valid UTF-8" in run.err
    assert good.ids() == ["good"]


def test_names_that_differ_only_in_case(room: Room) -> None:
    room.put("Report.txt", GOOD)
    room.put("report.txt", GOOD + "And more of it.\n")
    if len(list(room.seeds.iterdir())) == 1:
        pytest.skip("this file system does not tell them apart")
    run = room.build()
    assert (run.code, room.ids()) == (0, ["report", "report-2"])
    assert "it gets 'report-2'" in run.err
    assert room.verified()


# ---- links


def test_link_out_of_the_folder_is_refused(good: Room) -> None:
    outside = good.seeds.parent / "secret.txt"
    outside.write_text("secret words\n")
    (good.seeds / "link.txt").symlink_to(outside)
    run = good.build()
    assert run.code == 3
    assert "papers/link.txt: is a symbolic link that leads out of the seeds folder" in run.err
    assert good.ids() == ["good"]
    assert not any(b"secret words" in body for body in tree(good.out).values())


def test_link_inside_the_folder_is_fine(good: Room) -> None:
    (good.seeds / "again.txt").symlink_to("good.txt")
    assert (good.build().code, good.ids()) == (0, ["again", "good"])


def test_link_to_nowhere_and_round_in_a_circle(good: Room) -> None:
    (good.seeds / "lost.txt").symlink_to("nothing.txt")
    (good.seeds / "round.txt").symlink_to("round.txt")
    (good.seeds / "loop").symlink_to(good.seeds, target_is_directory=True)
    run = good.build()
    assert run.code == 3
    assert run.err.count("is a symbolic link that") == 2
    assert good.ids() == ["good"]


def test_linked_record_out_of_the_folder(good: Room) -> None:
    outside = good.seeds.parent / "outside.yml"
    outside.write_text("id: stolen\n")
    (good.seeds / "good.yml").symlink_to(outside)
    run = good.build()
    assert run.code == 3 and "good.yml: is a symbolic link" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_named_pipe_does_not_hang(good: Room) -> None:
    os.mkfifo(good.seeds / "pipe.txt")
    run = good.build()
    assert run.code == 3 and "pipe.txt: is not a regular file" in run.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(good: Room) -> None:
    path = good.put("closed.txt", GOOD)
    path.chmod(0)
    run = good.build()
    assert run.code == 3 and "cannot be read" in run.err


# ---- texts that look like code

HOSTILE = """A Hostile Title {{ config.site_name }}

<script>document.title = "owned"</script> and <img src=x onerror=alert(1)> in a sentence of words.

A link [click](javascript:alert(1)) and <a href="javascript:alert(2)" onclick="alert(3)">another</a> here.

{% include "/etc/passwd" %} and {{ 7 * 7 }} and {# comment #} stand in this paragraph as they are.

--8<-- "/etc/passwd"

Attribute lists { .evil #evil onclick="alert(4)" } and {: .evil } stand here, too, and must be shown.

A note marker[^1] and another[^none] in a paragraph, with ![picture](https://example.org/x.png) beside.

[^1]: A definition that was typed into the text.

---
title: not front matter
---

*[HTML]: an abbreviation

<!-- a comment --> and &lt;entities&gt; &amp; <style>body{display:none}</style> at the end of this text.
"""


def test_text_that_looks_like_code_is_shown_and_not_run(room: Room) -> None:
    room.put("hostile.txt", HOSTILE)
    room.put(
        "hostile.yml",
        "metadata:\n  title: '<script>alert(5)</script> {{ 7 * 7 }}'\n  subject: ['<b onclick=x>']\n",
    )
    run = room.command("build")
    assert run.code == 0, run.err
    for path in (room.out / "site").rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for tag in page.find_all(True):
            handlers = [name for name in tag.attrs if name.startswith("on")]
            address = f"{tag.get('href', '')}{tag.get('src', '')}".strip().lower()
            assert not handlers, (path, tag)
            assert not address.startswith(("javascript:", "data:text")), (path, tag)
            assert not str(tag.get("src", "")).startswith("http"), (path, tag)
            assert tag.get("id") != "evil" and "evil" not in (tag.get("class") or []), (path, tag)
        for tag in page.find_all("script"):
            if tag.get("type") == "application/ld+json":  # data, which nothing runs
                assert "<" not in tag.text and json.loads(tag.text), path
            else:
                assert "owned" not in tag.text and "alert(" not in tag.text, path
        assert not any("display:none}</style> at" in tag.text for tag in page.find_all("style")), path
        assert "root:x:0" not in page.text and "an abbreviation" not in str(page.find_all("abbr")), path
    text = BeautifulSoup((room.out / "site/documents/hostile.html").read_text("utf-8"), "html.parser").text
    for shown in (
        "{{ 7 * 7 }}",
        '--8<-- "/etc/passwd"',
        "{ .evil #evil",
        "<script>document",
        "{% include",
        "<!-- a",
    ):
        assert shown in text, shown
    assert room.verified()


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nA sentence with a marker¹ that has no note, and one more² beside it.\n",
        "A title\n\nA paragraph of words without any marker at all.\n\n¹ A note that nothing leads to.\n",
        "A title\n\nOne marker¹ here and again¹ there.\n\n¹ First note.\n\n¹ Second note of that label.\n",
        "A title\n\nWords [1], words [7], words [1].\n\nNotes\n\n[1] First.\n\n[1] Again.\n\n[3] Third.\n",
    ],
)
def test_notes_that_do_not_fit_lose_nothing(room: Room, text: str) -> None:
    room.put("notes.txt", text)
    run = room.command("build")
    assert run.code == 0, run.err
    assert room.verified()


# ---- strict, and the last good site


def test_strict_stops_at_the_first(good: Room) -> None:
    good.put("bad.txt", b"\xff\xfe\xfa")
    run = good.build("--strict")
    assert run.code == 1
    assert "papers/bad.txt" in run.err
    assert not good.out.exists()


def test_strict_is_content_with_good_documents(good: Room) -> None:
    assert good.build("--strict").code == 0


def test_last_good_site_stays(good: Room) -> None:
    assert good.command("build").code == 0
    before = tree(good.out)
    good.put("good.txt", b"\x00\x01\x02\x03" * 50)
    run = good.command("build")
    assert run.code == 4
    assert "papers/good.txt: is not text" in run.err
    assert tree(good.out) == before


def test_fault_of_the_program_skips_one_document(good: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_scripts import edition

    real = edition.edit

    def faulty(source, record, **options):  # type: ignore[no-untyped-def]
        if source.file == "unlucky.txt":
            raise ZeroDivisionError("by design")
        return real(source, record, **options)

    monkeypatch.setattr(edition, "edit", faulty)
    good.put("unlucky.txt", GOOD)
    run = good.build()
    assert run.code == 3
    assert "papers/unlucky.txt: the program failed on this document (ZeroDivisionError: by design)" in run.err
    assert good.ids() == ["good"]
