"""The checks: for every code a text in which it is found, and one very like it in which it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from rooms import Room

from build_scripts import checks, corpus
from build_scripts.edition import edit
from build_scripts.model import Block, Corpus, Document, Finding, Note, NoteRef, TextStyle
from build_scripts.source import Line, Source, Statement

GIVEN = {"title": "A title", "creator": "A. Writer", "issued": "1901", "language": "en"}


def source(text: str) -> Source:
    lines, start = [], 0
    for number, words in enumerate(text.split("\n"), 1):
        lines.append(Line(number, start, start + len(words)))
        start += len(words) + 1
    return Source("a.txt", "text", "utf-8", b"", "0" * 64, text, tuple(lines))


def note(label: str, text: str = "A source.", marked: bool = True, line: int = 90) -> Note:
    return Note(f"fn{label}-{line}", label, text, (line,), (), references=(("l1", 0),) if marked else ())


def document(
    *blocks: str | Block, notes: tuple[Note, ...] = (), record: Mapping | None = None, **given: str | None
) -> Document:
    """A document of paragraphs, one on each line; `given` overrides the metadata."""
    made = [
        block if isinstance(block, Block) else Block(f"l{line}", "p", block, (line,), ())
        for line, block in enumerate(blocks, 1)
    ]
    values = {**GIVEN, **given}
    return Document(
        "a",
        source("\n".join(block.text for block in made)),
        tuple(Statement(term, value, None, "test") for term, value in values.items() if value),
        tuple(made),
        notes,
        (),
        record=dict(record or {}),
    )


def found(*documents: Document) -> list[Finding]:
    return checks.run(Corpus({}, documents))


def codes(*documents: Document) -> list[str]:
    return [finding.code for finding in found(*documents)]


def block(kind: str, text: str, **more: object) -> Block:
    return Block(f"{kind}{len(text)}", kind, text, (1,), (), **more)  # type: ignore[arg-type]


#: (code, a text in which it is found, one in which it is not). All end as paragraphs do.
TEXTS = [
    ("NOTE-ORPHAN-MARKER", "It rained.⁷ Then it did not.", "It covers 40 km² and 10⁷ trees, sin² of it m³."),
    ("NOTE-ORPHAN-MARKER", "It rained in 1991³ all day.", "Uranium, ²³⁵U and H²O."),
    ("NOTE-ORPHAN-MARKER", "It rained.[12] Then not.", "It rained [12 May] and [sic] not [12](so)."),
    ("NOTE-ORPHAN-MARKER", "It rained.[^a] Then not.", "It rained [a] then not."),
    ("NOTE-ORPHAN-MARKER", "The door,* it seems, was shut.", "He said d** the *door*, lib*.so and 3 * 4."),
    ("OCR-MIXED-SCRIPTS", "Written by Муриinson.", "Written by Мурисон (Murinson), 5 kΩ at 3 µm, SMSки."),
    ("OCR-MIXED-SCRIPTS", "The Αthens paper of Athena.", "The ΑΘΗΝΑ paper, Athens, π-meson."),
    ("OCR-LOST-CHARACTER", "The na\ufffdve one.", "The naïve one."),
    ("OCR-LOST-CHARACTER", "A sign \ue001 here.", "A sign ☞ here."),
    ("OCR-GARBLED", "It is the authorâ€™s own cafÃ©s.", "It is the author’s own: Ãfrica, ÂME, à Â."),
    ("OCR-GARBLED", "ÐŸÑ€Ð¸Ð²ÐµÑ‚ is what it says.", "Ðe Ñandú is what it says."),
    ("OCR-UNBALANCED-QUOTES", "He said “no and left.", "He said “no” and left; „nein“, «non»."),
    ("OCR-UNBALANCED-QUOTES", 'He wrote "1990" and "so.', 'He wrote "10" and ("so \'it\' is") (").'),
    ("OCR-UNBALANCED-QUOTES", 'A 5" pipe, said "he.', 'A 5" pipe, and 7\'6" long.'),
    (
        "OCR-UNBALANCED-BRACKETS",
        "He (the elder left.",
        "He (the elder [of two]) left: a) by sea; 2) by land; `(`, (]).",
    ),
    ("OCR-UNBALANCED-BRACKETS", "He the elder] left.", "See (a) and b) here :)"),
    ("OCR-DOUBLED-WORD", "It is of the the state.", "He had had that that day; the The Hague; Bora Bora."),
    ("OCR-DOUBLED-PUNCTUATION", "Weitz,, op. cit.", "Weitz, op. cit., p. 3... ,,Wort“ std::x 1..5 ?!"),
    ("OCR-DOUBLED-PUNCTUATION", "The end of it..", "See http://a.org/x,,y;;z and ../up."),
    ("URL-HOST", "See http://www.name.az_-22/x.html for it.", "See http://www.name.az/_-22/x.html for it."),
    ("URL-HOST", "See http:///page for it.", "See (https://name.co.uk:8080/page), http://10.0.0.1."),
    (
        "URL-SPACE",
        "See http://a.org/2014/ my-own-page.html now.",
        "See http://a.org/2014/ and http://b.org/ too.",
    ),
    ("URL-SPACE", "See http: //a.org for it.", "See http://a.org or www.b.org/x, and/or none."),
    ("DATE-IMPOSSIBLE", "On 31 February 1912 it rained.", "On 29 February 1912 it rained."),
    ("DATE-IMPOSSIBLE", "On April 31 it rained.", "On March 31 it rained; page 31 may do, 1920 May 31."),
    ("DATE-IMPOSSIBLE", "Am 30.02.2012 war es so.", "Am 29.02.2012 war es so, § 30.22.2012."),
    ("DATE-IMPOSSIBLE", "On 2011-02-29 it rained.", "On 2012-02-29 it rained."),
    ("DATE-IMPOSSIBLE", "31 июня 1950 года было так.", "30 июня 1950 года было так."),
    ("ISSN-CHECK-DIGIT", "Journal, ISSN 2709-1849, of it.", "Journal, ISSN: 2709-1848, e-ISSN 2709-1856."),
    (
        "ISBN-CHECK-DIGIT",
        "Book, ISBN 978-0-306-40615-8, of it.",
        "Book, ISBN 978-0-306-40615-7, 0-306-40615-2.",
    ),
    ("ISBN-CHECK-DIGIT", "Book, ISBN 0-306-40615-3, of it.", "Book, ISBN-10: 0-306-40615-2."),
    ("TEXT-LONG-PARAGRAPH", "A word or two. " * 300, "A word or two. " * 200),
    ("TEXT-LONG-PARAGRAPH", "天地玄黃宇宙洪荒。" * 1000, "天地玄黃宇宙洪荒。" * 300),
]

ENDS = "The ship sailed on the tide and nobody saw it again that year."
OPEN = "The ship sailed on the tide and nobody saw it again in the long"
URLS = " ".join(f"See http://www.a.org/{n} too." for n in range(10))
FIRST, SECOND = note("1", line=91), note("2", line=92)

#: (code, a document in which it is found, one in which it is not).
DOCUMENTS = [
    ("META-NO-TITLE", document(ENDS, title=None), document(ENDS)),
    ("META-NO-CREATOR", document(ENDS, creator=None), document(ENDS)),
    ("META-NO-DATE", document(ENDS, issued=None), document(ENDS, issued=None, created="1900")),
    ("META-NO-LANGUAGE", document(ENDS, language="und"), document(ENDS)),
    ("NOTE-UNREFERENCED", document(ENDS, notes=(note("1", marked=False),)), document(ENDS, notes=(FIRST,))),
    (
        "NOTE-SAME-LABEL",
        document(ENDS, notes=(FIRST, SECOND, note("2", line=93), note("3", line=94))),
        document(ENDS, notes=(FIRST, SECOND, note("1", line=93), note("1", line=94), note("*"), note("*"))),
    ),
    (
        "NOTE-LEFT-OUT",
        document(ENDS, notes=(FIRST, note("3"))),
        document(ENDS, notes=(note("47"), note("48"), note("1"), note("2"), note("a"), note("c"))),
    ),
    (
        "NOTE-ORPHAN-MARKER",
        document("It rained all day.2 Then not.", notes=(FIRST, note("2", marked=False))),
        document("It rained all day.5 Then not.", notes=(FIRST, SECOND)),
    ),
    (
        "NOTE-ORPHAN-MARKER",
        document(block("p", "It rained all day.2 Then not.", styles=(TextStyle(18, 19, "superscript"),))),
        document(block("p", "It is 5 km2 in all.", styles=(TextStyle(10, 11, "superscript"),))),
    ),
    (
        "NOTE-ORPHAN-MARKER",
        document("Shut.", notes=(note("1", "See it there.[9]"),)),
        document(
            block("p", "It calls run[1] twice.", styles=(TextStyle(9, 15, "code"),)), block("code", "x.[1]")
        ),
    ),
    ("TEXT-OPEN-END", document(OPEN, ENDS), document(OPEN, block("quote", ENDS), ENDS)),
    (
        "TEXT-OPEN-END",
        document(OPEN, "years of war."),
        document("Why the ship sailed on the tide that year", ENDS),
    ),
    ("TEXT-OPEN-END", document(OPEN, ENDS), document(ENDS, OPEN)),
    (
        "TEXT-LOWER-START",
        document(ENDS, "years of war went by."),
        document(ENDS, block("list", "years of war;")),
    ),
    (
        "TEXT-LOWER-START",
        document(ENDS, "“years of war” went by."),
        document(ENDS, block("quote", ENDS), "as he said to them.", "… and so it went on."),
    ),
    (
        "OCR-UNBALANCED-QUOTES",
        document("“He began in one place.", "And ended."),
        document(
            "“He began in one place.",
            "“And ended in another.”",
            "It began: “So it was.",
            "“And so it ended.”",
        ),
    ),
    (
        "OCR-UNBALANCED-QUOTES",
        document(block("quote", "“I am yours, “A. B.”", breaks=((10, 2),))),
        document(block("quote", "“I am yours, “A. B.”", breaks=((13, 2),))),
    ),
    (
        "OCR-DOUBLED-WORD",
        document(block("p", "It went over over the hill.", breaks=((13, 2),))),
        document(
            block("p", "It went over over the hill.", breaks=((8, 2),)), block("table", "of of\tthe the")
        ),
    ),
    (
        "OCR-DOUBLED-PUNCTUATION",
        document(block("p", "It rained,, then not.", noterefs=(NoteRef(9, "fn1-91"),)), notes=(FIRST,)),
        document(block("p", "It rained,, then not.", noterefs=(NoteRef(10, "fn1-91"),)), notes=(FIRST,)),
    ),
    (
        "URL-SCHEME",
        document(URLS, "Source: ame.org/page/x."),
        document("Source: name.org/page/x, other.com/x."),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), TEXTS)
def test_text(code: str, wrong: str, right: str) -> None:
    assert codes(document(wrong)) == [code]
    assert codes(document(right)) == []


@pytest.mark.parametrize(("code", "wrong", "right"), DOCUMENTS)
def test_document(code: str, wrong: Document, right: Document) -> None:
    assert code in codes(wrong)
    assert code not in codes(right)


#: (value of the record, line of the document, whether the line states it), by term.
EVIDENCE = [
    ("title", "Why the Ship Sailed", "WHY THE *SHIP* SAILED", True),
    ("title", "Why the Ship Sailed", "Why the Ship Sank", False),
    ("creator", "José Álvarez", "Alvarez, Jose", True),
    ("creator", "José Álvarez", "Perez, Jose", False),
    ("issued", "2014-10", "October 2014", True),
    ("issued", "2025-22", "Vol. 8, Summer 2025", True),
    ("issued", "2014", "Printed in 2014.", True),
    ("issued", "2014-10-05", "October 2014", True),
    ("issued", "2014-10", "November 2014", False),
    ("issued", "2014-10", "Printed in 2013.", False),
    ("issn", "2709-1848", "ISSN: 2709-1848", True),
    ("type", "report", "Anything", True),
]


@pytest.mark.parametrize(("term", "value", "line", "stated"), EVIDENCE)
def test_evidence(term: str, value: str, line: str, stated: bool) -> None:
    record = {"metadata": {term: [{"value": value, "evidence": [1], "inferred": ""}]}}
    assert (codes(document(line, record=record)) == []) is stated


def test_evidence_of_rights() -> None:
    rights = {"statement": "© The Centre", "holder": "The Centre", "evidence": [1]}
    assert codes(document("© The Centre, 1901.", record={"rights": rights})) == []
    assert codes(document("© The Other, 1901.", record={"rights": rights})) == ["META-EVIDENCE"] * 2


# ---- where, and what is accepted


def test_a_finding_names_file_line_and_way_out() -> None:
    wrong = block("p", "It went on and on to the the end.", breaks=((18, 7), (25, 9)))
    (finding,) = found(document(wrong))
    assert (finding.path, finding.line, finding.severity) == ("seeds/a.txt", 7, "notice")
    assert "«the the»" in finding.message and finding.hint


def test_findings_come_by_document_and_line() -> None:
    texts = document("It,, is of the the state.", "He (left.")
    assert [(f.line, f.code) for f in found(texts)] == [
        (1, "OCR-DOUBLED-WORD"),
        (1, "OCR-DOUBLED-PUNCTUATION"),
        (2, "OCR-UNBALANCED-BRACKETS"),
    ]


ACCEPTED = [
    ({"code": "OCR-DOUBLED-WORD"}, []),
    ({"code": "OCR-DOUBLED-WORD", "line": 2}, [("OCR-DOUBLED-WORD", 3)]),
    (
        {"code": "OCR-DOUBLED-WORD", "line": 9},
        [("OCR-DOUBLED-WORD", 2), ("OCR-DOUBLED-WORD", 3), ("ACCEPT-UNUSED", 9)],
    ),
    ({"code": "URL-HOST"}, [("OCR-DOUBLED-WORD", 2), ("OCR-DOUBLED-WORD", 3), ("ACCEPT-UNUSED", None)]),
    ({"code": "ID-DUPLICATE"}, [("OCR-DOUBLED-WORD", 2), ("OCR-DOUBLED-WORD", 3), ("ACCEPT-UNUSED", None)]),
]


@pytest.mark.parametrize(("entry", "left"), ACCEPTED)
def test_acceptance(entry: dict, left: list) -> None:
    record = {"accept": [{**entry, "reason": "So it is printed."}]}
    texts = document(ENDS, "It is of the the state.", "It is of and and for.", record=record)
    assert [(f.code, f.line) for f in found(texts)] == left


def test_an_unused_acceptance_is_an_error_with_a_way_out() -> None:
    entry = {"code": "OCR-DOUBLED-WORDS", "reason": "So it is printed."}
    (finding,) = found(document(ENDS, record={"accept": [entry]}))
    assert finding.severity == "error" and "did you mean OCR-DOUBLED-WORD?" in finding.hint


def test_acceptance_by_the_command_line(room: Room) -> None:
    room.put("a.txt", f"{ENDS}\n\nIt is of the the state.\n")
    room.build()
    assert "OCR-DOUBLED-WORD seeds/a.txt:3" in room.command("check").out
    room.put("a.yml", "accept:\n  - {code: OCR-DOUBLED-WORD, line: 3, reason: So it is printed.}\n")
    room.build()
    run = room.command("check")
    assert "OCR-DOUBLED-WORD" not in run.out and run.code == 0
    room.put("a.yml", "accept:\n  - {code: OCR-MIXED-SCRIPTS, reason: So it is printed.}\n")
    room.build()
    run = room.command("check")
    assert "error ACCEPT-UNUSED seeds/a.txt" in run.out and run.code == 1


# ---- the table of checks


def test_every_check_has_a_code_of_its_own_and_words_for_readers() -> None:
    rows = checks.described()
    assert len({code for code, *_ in rows}) == len(rows)
    for code, severity, words, hint in rows:
        assert re.fullmatch(r"[A-Z]+(-[A-Z]+)+", code)
        assert severity in ("error", "warning", "notice")
        assert words.endswith((".", ".)")) and hint and not hint.endswith(".")


def test_every_code_has_a_case() -> None:
    cases = {code for code, *_ in (*TEXTS, *DOCUMENTS)} | {"META-EVIDENCE"}
    assert cases == {check.code for check in checks.CHECKS}
    assert {code for code, *_ in PAGES} == {check.code for check in checks.SITE_CHECKS}


def test_only_what_breaks_the_site_is_an_error() -> None:
    assert {check.severity for check in checks.CHECKS} <= {"warning", "notice"}
    assert {check.severity for check in checks.SITE_CHECKS} == {"error"}


# ---- the built site

#: (code, a page in which it is found, one in which it is not). Both are `documents/a.html`.
MARKER = '<sup><a href="#fn1-91" id="fnref-1" role="doc-noteref">{}</a></sup>'
NOTES = '<ol><li id="fn1-91" class="note"><span class="note-label">{}</span> A <i>source</i>.</li></ol>'
PAGES = [
    ("LINK-DEAD", '<a href="b.html">b</a>', '<a href="../index.html?q=1">home</a>'),
    ("LINK-DEAD", '<img src="no%20such.svg">', '<img src="../a%20b.svg">'),
    ("LINK-DEAD", '<a href="/index.html">root</a>', '<a href="../">home</a>'),
    ("LINK-DEAD", '<a href="../../index.html">outside</a>', '<a href="mailto:a@b.org">mail</a>'),
    ("LINK-DEAD", '<a href="#">nowhere</a>', '<a>no link</a> <a href="https://a.org/b.html">b</a>'),
    ("LINK-ANCHOR", '<a href="#l2">2</a>', '<p id="l2"><a href="#l2">2</a></p>'),
    ("LINK-ANCHOR", '<a href="../index.html#top">top</a>', '<a href="../index.html#home">top</a>'),
    ("LINK-UNSAFE", '<a href="java&#9;script:alert(1)">x</a>', '<a href="tel:123">x</a>'),
    ("LINK-UNSAFE", '<a href="data:text/html,x">x</a>', '<img src="data:image/png;base64,x">'),
    ("LINK-OUTSIDE", '<script src="https://a.org/x.js"></script>', '<a href="https://a.org/x.js">x</a>'),
    (
        "LINK-OUTSIDE",
        '<link rel="stylesheet" href="//a.org/x.css">',
        '<link rel="canonical" href="https://a.org/">',
    ),
    ("LINK-OUTSIDE", '<img srcset="https://a.org/x.png 2x">', '<img srcset="../a%20b.svg 2x">'),
    ("ID-DUPLICATE", '<p id="l1"></p><br><p id="l1"></p>', '<p id="l1"></p><p id="l1b"></p>'),
    ("NOTE-NUMBER", MARKER.format("2") + NOTES.format("1"), MARKER.format("1") + NOTES.format("1")),
    ("NOTE-NUMBER", MARKER.format("1") + NOTES.format("3"), MARKER.format("<b>1</b>") + NOTES.format("1")),
    ("NOTE-NUMBER", NOTES.format("1"), MARKER.format("1") + NOTES.format(" 1 ")),
    ("NOTE-NUMBER", "<p></p>", MARKER.format("1") + NOTES.format("<b>1</b>")),
]


def site_codes(folder: Path, page: str, notes: tuple[Note, ...]) -> list[str]:
    (folder / "documents").mkdir(parents=True)
    (folder / "index.html").write_text('<h1 id="home">x</h1><a href="documents/a.html">a</a>', "utf-8")
    (folder / "a b.svg").write_text("<svg></svg>", "utf-8")
    (folder / "documents" / "a.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    return [finding.code for finding in checks.run_site(folder, Corpus({}, (document(ENDS, notes=notes),)))]


@pytest.mark.parametrize(("code", "wrong", "right"), PAGES)
def test_page(tmp_path: Path, code: str, wrong: str, right: str) -> None:
    notes = (FIRST,) if code == "NOTE-NUMBER" else ()
    assert set(site_codes(tmp_path / "wrong", wrong, notes)) == {code}
    assert site_codes(tmp_path / "right", right, notes) == []


def test_a_finding_of_the_site_names_page_and_line(tmp_path: Path) -> None:
    site_codes(tmp_path, '<p>\n<a href="b.html">b</a>', ())
    (finding,) = checks.run_site(tmp_path, Corpus({}, (document(ENDS),)))
    assert (finding.path, finding.line) == ("site/documents/a.html", 2)


def test_a_document_without_page(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>x</h1>", "utf-8")
    (finding,) = checks.run_site(tmp_path, Corpus({}, (document(ENDS),)))
    assert (finding.code, finding.path) == ("PAGE-MISSING", "site/documents/a.html")


def test_run_checks_the_site_beside_docs(tmp_path: Path) -> None:
    site_codes(tmp_path / "site", '<a href="#no">x</a>', ())
    whole = Corpus({}, (document(ENDS),))
    assert [finding.code for finding in checks.run(whole, tmp_path / "docs")] == ["LINK-ANCHOR"]
    assert checks.run(whole) == checks.run(whole, tmp_path / "elsewhere" / "docs") == []


def test_the_page_of_errors_begins_at_the_root(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>x</h1>", "utf-8")
    (tmp_path / "404.html").write_text('<a href="/index.html">x</a><a href="/">x</a>', "utf-8")
    assert checks.run_site(tmp_path, Corpus({}, ())) == []


def test_a_built_site_is_sound(room: Room) -> None:
    room.put("a.txt", f"A Ship\n\nby Ann Writer\n\n{ENDS}¹ And it was so.²\n\n¹ One.\n\n² Two.\n")
    room.put("b c.md", f"# Ships\n\n{ENDS}[^7] [x](#) [y](https://a.org/)\n\n[^7]: A *note*.\n")
    assert room.command("build").code == 0
    made = corpus.load(room.seeds)
    assert checks.run_site(room.out / "site", made) == []


# ---- in general


HARD = [
    "",
    " ",
    "\n",
    "(" * 3000,
    "[1]" * 3000,
    "www." * 3000,
    "http://" * 3000,
    '"' * 3001,
    "the " * 3000,
    "Ã" * 3000,
    "a.b/" * 3000,
    "²" * 3000,
    "31 " * 3000,
    "\ud800\x00\ufffe",
    "жa" * 3000,
    ".,;:" * 3000,
]


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_no_text_stops_a_check(text: str) -> None:
    lines = document(block("p", text), block("p", text), notes=(note("1", text), note("3", text)))
    assert found(lines) == found(lines)


EDITIONS = sorted((Path(__file__).parent / "editions").glob("*/seed.*"))


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.parent.name)
def test_sound_documents_have_few_findings(path: Path) -> None:
    """On texts that were read with care, a check that speaks often is a bad check: not one in a
    hundred lines, the damage that was put there on purpose included."""
    from build_scripts.readers import open_source

    text = edit(open_source(path, path.name), {})
    spoken = [f for f in found(text) if not f.code.startswith("META")]
    assert len(spoken) <= 6
    assert not [f for f in spoken if f.code.startswith(("OCR", "DATE", "URL"))]
