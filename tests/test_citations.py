"""Citations against the reference processor citeproc-js: every case is equal, or the difference is listed
in `data/citations/differences.json` with its reason."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from citations_reference import DATA, cases, item_of, statements
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import corpus, edtf, pipeline
from build_scripts.citations import apa, chicago, csl_dates, item, mla, rich, styles
from build_scripts.citations.names import name
from build_scripts.citations.title_case import title_case

Outputs = dict[str, dict[str, str]]
LINE = "line 62"


def read(file: str) -> dict[str, Any]:
    return json.loads((DATA / file).read_text("utf-8"))


REFERENCE, ARCHIVE = read("reference.json"), read("reference-archive.json")
DIFFERENCES = read("differences.json")


def ours(one: dict[str, Any]) -> Outputs:
    return {
        "chicago": {
            "entry": chicago.bibliography(one),
            "cited": chicago.note(one),
            "at": chicago.note(one, LINE),
            "short": chicago.short_note(one),
        },
        "mla": {"entry": mla.entry(one), "cited": mla.in_text(one), "at": mla.in_text(one, LINE)},
        "apa": {"entry": apa.entry(one), "cited": apa.in_text(one), "at": apa.in_text(one, LINE)},
    }


def compared(one: dict[str, Any], reference: Outputs) -> dict[str, tuple[str, str]]:
    """{style/form: (ours, the reference's)} of everything that differs."""
    differing = {}
    for style, forms in ours(one).items():
        for form, text in forms.items():
            theirs = unescape(reference[style][form])
            if style == "mla" and form == "at":
                theirs = in_mla_with_line(theirs)
            if (mine := unescape(rich.html(text))) != theirs:
                differing[f"{style}/{form}"] = (mine, theirs)
    return differing


def in_mla_with_line(text: str) -> str:
    """The style writes every locator as a bare number, as for pages. For anything else the
    Handbook writes the word, behind a comma."""
    bare = text.removesuffix(" 62)")
    assert bare != text
    return bare[:-1] + ",” line 62)" if bare.endswith("”") else bare + ", line 62)"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_the_citations_of_a_case_are_those_of_the_reference_or_explained(case: dict[str, Any]) -> None:
    one = item_of(case)
    assert one == REFERENCE["items"][case["name"]], "run tests/citations_reference.py again"
    explained = DIFFERENCES["cases"].get(case["name"], {})
    found = {key: mine for key, (mine, _) in compared(one, REFERENCE["outputs"][case["name"]]).items()}
    assert found == {key: entry["ours"] for key, entry in explained.items()}
    assert {entry["why"] for entry in explained.values()} <= set(DIFFERENCES["why"])


def test_the_documents_of_the_archive_are_cited_as_the_reference_does_or_explained() -> None:
    loaded = corpus.load(pipeline.PROJECT / "seeds")
    items = {document.id: item.item(document, loaded) for document in loaded.documents}
    assert items == ARCHIVE["items"], "run tests/citations_reference.py again"
    for id, one in items.items():
        explained = DIFFERENCES["archive"].get(id, {})
        found = {key: mine for key, (mine, _) in compared(one, ARCHIVE["outputs"][id]).items()}
        assert found == {key: entry["ours"] for key, entry in explained.items()}


def test_there_are_enough_cases_and_every_reason_is_used() -> None:
    used = {e["why"] for part in ("cases", "archive") for d in DIFFERENCES[part].values() for e in d.values()}
    assert used == set(DIFFERENCES["why"])
    assert len(cases()) >= 20 and len(cases()) == len({case["name"] for case in cases()})
    kinds = {item_of(case)["type"] for case in cases()}
    assert kinds == styles_kinds()


def styles_kinds() -> set[str]:
    from build_scripts.citations.kinds import KINDS

    return {kind.csl for kind in KINDS}


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Stephen J. Miller", ("Miller", "Stephen J.")),
        ("J. R. R. Miller", ("Miller", "J. R. R.")),
        ("Ursula von der Mühle", ("von der|Mühle", "Ursula")),
        ("Humboldt, Alexander von", ("von|Humboldt", "Alexander")),
        ("Dick Van Dyke", ("Van Dyke", "Dick")),
        ("José Ortega y Gasset", ("Ortega y Gasset", "José")),
        ("Heydər Əlirza oğlu Qasımov", ("Qasımov", "Heydər Əlirza oğlu")),
        ("Иван Иванович Петров", ("Петров", "Иван Иванович")),
        ("Anna MILLER", ("MILLER", "Anna")),
        ("Dr. Anna Miller, PhD", ("Miller", "Anna")),
        ("Simon O'Neil", ("O'Neil", "Simon")),
        # What cannot be known stays whole.
        ("Gabriel García Ruiz", None),
        ("Иванов Иван Иванович", None),
        ("Ban Ki-moon", None),
        ("Li Wei", None),
        ("Miller J. R.", None),
        ("李江", None),
        ("محمد علی", None),
        ("River Trust", None),
        ("U.S. Department of Rivers", None),
        ("Voltaire", None),
        ("Eve <script>x</script>", None),
    ],
)
def test_a_name_is_cut_where_its_words_say_so_and_else_left_whole(
    printed: str, wanted: tuple[str, str] | None
) -> None:
    found = name(printed)
    if wanted is None:
        assert found == {"literal": printed}
    else:
        particle = found.get("non-dropping-particle", "")
        assert ((f"{particle}|" if particle else "") + found["family"], found["given"]) == wanted


def test_the_register_of_names_decides_before_any_rule() -> None:
    known = {"Gabriel García Ruiz": "García Ruiz, Gabriel", "Anna Miller": "Anna Miller"}
    assert name("Gabriel García Ruiz", known=known) == {"family": "García Ruiz", "given": "Gabriel"}
    assert name("Anna Miller", known=known) == {"literal": "Anna Miller"}
    assert name("Anna Miller", known={"Anna Miller": "Smith, Anna"}) == {"family": "Miller", "given": "Anna"}


@given(st.text(max_size=60))
def test_no_part_of_a_name_is_lost_or_added(printed: str) -> None:
    found = name(printed)
    letters = {ch for ch in "".join(found.values()) if ch.isalnum()}
    assert letters <= set(printed)
    assert set(found) == {"literal"} or found["family"] and found["given"]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2014", {"date-parts": [[2014]]}),
        ("2014-10-05", {"date-parts": [[2014, 10, 5]]}),
        ("2025-22", {"date-parts": [[2025]], "season": 2}),
        ("2023-09?", {"date-parts": [[2023, 9]], "circa": True}),
        ("2024-12?/2025-01?", {"date-parts": [[2024, 12], [2025, 1]], "circa": True}),
        ("2014~", {"date-parts": [[2014]], "circa": True}),
        ("2014-XX", {"date-parts": [[2014]]}),
        ("201X", {"literal": "2010s"}),
        ("2014/..", {"literal": "since 2014"}),
        ("2014-33?", {"literal": "First quarter of 2014", "circa": True}),
        ("-0043", {"date-parts": [[-44]]}),
        ("", None),
        (None, None),
    ],
)
def test_edtf_becomes_a_date_of_csl(value: str | None, wanted: dict[str, Any] | None) -> None:
    assert csl_dates.of_edtf(value) == wanted
    assert wanted is None or value is None or edtf.problem(value) == ""


def test_an_inferred_date_is_never_shown_as_stated() -> None:
    for case in cases():
        one = item_of(case)
        if one.get("issued", {}).get("circa"):
            for found in styles.citations(one):
                assert found.form == "short note" or "?]" in found.text or "ca. " in found.text, found


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("the use of the word of", "The Use of the Word Of"),
        ("iPhone users in the U.S.", "iPhone Users in the U.S."),
        ("it's a keeper's life: on the lock", "It’s a Keeper’s Life: On the Lock"),
        ('what is "the lock"? and why', "What Is “the Lock”? And Why"),
    ],
)
def test_english_titles_get_headline_capitals_and_typographic_marks(title: str, wanted: str) -> None:
    assert title_case(rich.typographic(title)) == wanted


TITLES = st.text(st.characters(exclude_categories=("Cs", "Co")), max_size=40)


@given(TITLES, st.sampled_from(["report", "web article", "journal article", "news article", "book chapter"]))
def test_any_title_stays_text_in_every_style(title: str, kind: str) -> None:
    """No markup comes out but `<i>`, in pairs; every letter of the title is there."""
    rows = statements({"statements": [["title", title], ["type", kind], ["creator", title]]})
    one = item.of_statements("x", rows)
    for found in styles.citations(one):
        shown = rich.html(found.text)
        bare = shown.replace("<i>", "").replace("</i>", "")
        assert "<" not in bare and shown.count("<i>") == shown.count("</i>")
        assert unescape(bare) == rich.plain(found.text)
        if found.form != "short note" and one["title"] != item.UNTITLED:
            kept = "".join(ch for ch in one["title"] if ch.isalnum()).casefold()
            assert kept in "".join(ch for ch in rich.plain(found.text) if ch.isalnum()).casefold()
        parts = rich.runs(found.text)
        assert len(parts) % 2 == 1 and "".join(parts) == rich.plain(found.text)


def test_nothing_is_said_that_is_not_stated(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("A few words without any head.\n", "utf-8")
    loaded = corpus.load(tmp_path)
    one = item.item(loaded.documents[0], loaded)
    assert set(one) <= {"id", "type", "title", "title-short", "language"}
    assert "URL" not in one


def test_the_address_is_that_of_the_page_only_when_the_archive_says_where_it_is() -> None:
    rows = statements({"statements": [["title", "T"], ["source", "https://example.org/a"]]})
    assert item.of_statements("x", rows)["URL"] == "https://example.org/a"
    there = item.of_statements("x", rows, "https://room.example.org/")
    assert there["URL"] == "https://room.example.org/documents/x.html"
