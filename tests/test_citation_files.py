"""Files for reference managers, read back by the libraries of the field, value by value."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from citations_reference import cases, item_of, statements
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person, parse_string

from build_scripts import corpus, edtf, pipeline
from build_scripts.citations import bibtex, item, ris
from build_scripts.exporters.citation_files import citation_files
from build_scripts.exporters.data import document_data
from build_scripts.releases import text_hash

MONTHS = {"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
          "jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December"}  # fmt: skip


NAMED = {"braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^", "backslash": "\\"}


def said(latex: str) -> str:
    """The text that TeX prints: its named signs, its escaped signs, and no braces of grouping. (pybtex's own
    `Text.from_latex` leaves some escapes standing.)"""

    def shown(match: re.Match[str]) -> str:
        return NAMED[match[1]] if match[1] else match[2] or ""

    return re.sub(r"\\text([a-z]+)\{\}|\\([&%$#_])|[{}]", shown, latex)


def parsed(text: str) -> Entry:
    (entry,) = parse_string(text, "bibtex").entries.values()
    return entry


def csl_name(person: Person) -> dict[str, str]:
    """A name of pybtex as one of CSL."""
    join = lambda parts: said(" ".join(parts))  # noqa: E731
    given_names, family = join(person.first_names + person.middle_names), join(person.last_names)
    if not given_names:
        return {"literal": family}
    found = {"family": family, "given": given_names}
    more = {"non-dropping-particle": join(person.prelast_names), "suffix": join(person.lineage_names)}
    return found | {key: value for key, value in more.items() if value}


def same_in_bibtex(one: dict[str, Any], entry: Entry, journal: str) -> None:
    fields = {key.lower(): said(value) for key, value in entry.fields.items() if key != "url"}
    assert fields["title"] == one["title"]
    for role in ("author", "editor", "translator"):
        people = entry.persons.get(role, [])
        if role == "translator":
            people = [Person(p) for p in split_names(entry.fields.get("translator", ""))]
        assert [csl_name(person) for person in people] == one.get(role, [])
    held = {fields.get(key) for key in (journal, "booktitle", "titleaddon", "howpublished")}
    assert one.get("container-title") is None or one["container-title"] in held
    by = {fields.get(key) for key in ("publisher", "institution", "school", "organization")}
    assert one.get("publisher") is None or one["publisher"] in by
    for key, name in (("volume", "volume"), ("series", "collection-title"), ("issn", "ISSN"), ("isbn", "ISBN"),
                      ("doi", "DOI"), ("language", "language"), ("abstract", "abstract")):  # fmt: skip
        assert fields.get(key) == one.get(name), key
    number = one.get("collection-number") or one.get("number") or one.get("issue")
    assert number is None or number in (fields.get("number"), fields.get("issue"))
    assert entry.fields.get("url") == one.get("URL")


def split_names(value: str) -> list[str]:
    from pybtex.bibtex.utils import split_name_list

    return split_name_list(value) if value else []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_bibtex_and_biblatex_read_back_hold_the_same_values(case: dict[str, Any]) -> None:
    one = item_of(case)
    stated = {row[0]: row[1] for row in case["statements"]}.get("issued", "")
    old = parsed(bibtex.bibtex(one))
    same_in_bibtex(one, old, "journal")
    new = parsed(bibtex.biblatex(one, stated))
    same_in_bibtex(one, new, "journaltitle")
    assert new.fields.get("date", "") == stated
    assert not stated or edtf.problem(new.fields["date"]) == ""
    parts = one.get("issued", {}).get("date-parts")
    if parts and len(parts) == 1 and parts[0][0] > 0:
        assert old.fields["year"] == str(parts[0][0])
        month = list(MONTHS.values())[parts[0][1] - 1] if len(parts[0]) > 1 else None
        seasons = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}
        assert old.fields.get("month") == (month or seasons.get(one["issued"].get("season", 0)))
    assert ("note" in old.fields) == bool(one.get("issued", {}).get("circa"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_ris_read_back_holds_the_same_values(case: dict[str, Any]) -> None:
    one = item_of(case)
    text = ris.ris(one, {row[0]: row[1] for row in case["statements"]}.get("issued", ""))
    assert text.endswith("ER  - \r\n\r\n") and text.count("\n") == text.count("\r\n")
    (found,) = rispy.loads(text)
    assert found["title"] == one["title"] and found["id"] == one["id"]
    assert found.get("authors", []) == [in_ris(name) for name in one.get("author", [])]
    assert found.get("secondary_title") == one.get("container-title")
    for key, name in (("volume", "volume"), ("number", "issue"), ("publisher", "publisher"), ("doi", "DOI"),
                      ("language", "language"), ("abstract", "abstract"), ("tertiary_title", "collection-title")):  # fmt: skip
        assert found.get(key) == one.get(name), key
    assert found.get("issn") == (one.get("ISBN") or one.get("ISSN"))
    urls = found.get("urls") or ([found["url"]] if found.get("url") else [])
    assert urls == ([one["URL"]] if one.get("URL") else [])
    parts = one.get("issued", {}).get("date-parts", [[]])[0]
    if parts and parts[0] > 0:
        assert found["year"] == str(parts[0])
        assert [int(n) for n in found["date"].split("/")[:3] if n] == parts
    assert ("notes" in found) == bool(one.get("issued", {}).get("circa"))


def in_ris(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name["family"]]))
    return ", ".join(filter(None, [family, name["given"], name.get("suffix")]))


HOSTILE = st.text(st.characters(exclude_categories=("Cs", "Co"), exclude_characters="~"), max_size=30)


@given(HOSTILE, HOSTILE)
def test_any_text_survives_bibtex_and_ris(title: str, container: str) -> None:
    rows = statements(
        {"statements": [["title", title], ["is_part_of", container], ["type", "journal article"]]}
    )
    one = item.of_statements("x", rows)
    entry = parsed(bibtex.bibtex(one))
    assert "".join(said(entry.fields["title"]).split()) == "".join(one["title"].split())
    assert len(parse_string(bibtex.bibtex(one) * 1, "bibtex").entries) == 1
    (found,) = rispy.loads(ris.ris(one))
    assert found["title"] == one["title"].strip()


def test_the_files_of_all_documents_hold_each_document_once() -> None:
    loaded = corpus.load(pipeline.PROJECT / "seeds")
    files = {a.path.removeprefix("docs/data/citations/"): a.content for a in citation_files(loaded)}
    ids = [document.id for document in loaded.documents]
    items = json.loads(files["archive.json"])
    assert [one["id"] for one in items] == ids
    assert items == [item.item(document, loaded) for document in loaded.documents]
    for suffix in ("bib", "biblatex.bib"):
        assert list(parse_string(str(files[f"archive.{suffix}"]), "bibtex").entries) == ids
    assert [record["id"] for record in rispy.loads(str(files["archive.ris"]))] == ids
    for document in loaded.documents:
        assert [json.loads(files[f"{document.id}.json"])[0]] == [
            one for one in items if one["id"] == document.id
        ]
        script = str(files[f"{document.id}.js"])
        known = json.loads(script.removeprefix("Room.citing(").removesuffix(");\n"))
        assert known["hashes"] == {unit.id: text_hash(unit.text) for unit in document.units}
        data = document_data(document)
        assert {u["id"]: u["hash"] for u in [*data["blocks"], *data["notes"]]} == known["hashes"]
        assert all(
            len(halves) == 2 and all(len(half) % 2 for half in halves) for halves in known["styles"].values()
        )


def test_the_script_of_a_document_cannot_be_broken_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "eve.txt").write_text("A text.\n", "utf-8")
    (tmp_path / "eve.yml").write_text(
        "metadata: {title: '</script><script>x()</script> \u2028 \"'}\n", "utf-8"
    )
    loaded = corpus.load(tmp_path)
    script = next(str(a.content) for a in citation_files(loaded) if a.path.endswith("eve.js"))
    assert "<" not in script and "\u2028" not in script
    known = json.loads(script.removeprefix("Room.citing(").removesuffix(");\n"))
    assert "</script>" in "".join(known["styles"]["mla"][1])


def test_a_document_cannot_be_called_archive(tmp_path: Path) -> None:
    (tmp_path / "archive.txt").write_text("A text that would be called archive.\n", "utf-8")
    assert corpus.load(tmp_path).documents[0].id.startswith("document-")
