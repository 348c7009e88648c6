"""The archive as tables: valid after the field's own validator, and the same in every file."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exported import FORMULAS, archive, content, corpus_of, hostile, published, put
from hypothesis import given
from properties import document_of
from strategies import examples, texts

from build_scripts.forms import tables, tables_package
from build_scripts.forms.tables import TABLES, both, encoded
from build_scripts.forms.tables_types import TYPES, Table, held
from build_scripts.model import Corpus

CORPORA = {"archive": archive, "hostile": hostile, "bare": lambda: corpus_of()}
NAMES = [table.name for table in TABLES]


@pytest.fixture(params=CORPORA)
def found(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]()


def files(corpus: Corpus) -> dict[str, bytes]:
    return {a.path.removeprefix("docs/exports/"): content(a) for a in tables.write(corpus)}


def rows(found: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.decode("utf-8"), newline="")))


def lines(found: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in found.decode("utf-8").split("\n")[:-1]]


def validated(package: Path) -> list[str]:
    """What frictionless has to say."""
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(package))
    return [f"{place[0]}: {place[-1]}" for place in report.flatten(["name", "type", "message"])]


def test_the_data_package_is_valid(found: Corpus, tmp_path: Path) -> None:
    """Types, keys, references, sizes and checksums, by frictionless."""
    put(tables.write(found), tmp_path)
    assert validated(tmp_path / "docs/exports/tables/datapackage.json") == []


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("blocks", "harbour", "Harbour"),
        ("documents", "formulas,", "formulae,"),
        ("mentions", "\r\n1,", "\r\none,"),
    ],
)
def test_a_change_in_a_table_is_found(tmp_path: Path, table: str, old: str, new: str) -> None:
    """The validator sees a changed text, a reference into nothing and a wrong type."""
    put(tables.write(hostile()), tmp_path)
    path = tmp_path / f"docs/exports/tables/{table}.csv"
    words = path.read_bytes().decode("utf-8")
    assert old in words or table == "blocks"
    path.write_bytes(words.replace(old, new, 1).encode("utf-8") if old in words else (words + "x").encode())
    assert validated(tmp_path / "docs/exports/tables/datapackage.json")


def test_csv_and_json_lines_hold_the_same(found: Corpus) -> None:
    made = files(found)
    for table in TABLES:
        told, exact = rows(made[f"tables/{table.name}.csv"]), lines(made[f"tables/{table.name}.jsonl"])
        assert len(told) == len(exact)
        for row, values in zip(told, exact, strict=True):
            assert list(row) == list(values) == [column.name for column in table.columns]
            for name, value in values.items():
                said = (
                    value
                    if isinstance(value, str)
                    else ""
                    if value is None
                    else json.dumps(value, ensure_ascii=False)
                )
                assert row[name] == said  # fmt: skip


def test_values_keep_to_their_declarations(found: Corpus) -> None:
    """Types, keys and references, without the help of a validator."""
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
    }
    known = held(found)
    keys: dict[str, set[tuple]] = {}
    made = {table.name: lines(both(table, known)[1]) for table in TABLES}  # fmt: skip
    for table in TABLES:
        some = made[table.name]
        keys[table.name] = {tuple(row[name] for name in table.key) for row in some}
        assert len(keys[table.name]) == len(some), f"{table.name}: a key stands twice"
        for column in table.columns:
            values = [row[column.name] for row in some]
            assert not column.required or None not in values, f"{table.name}.{column.name} is missing"
            for value in (v for v in values if v is not None):
                assert isinstance(value, kinds.get(column.type, str)), (table.name, column.name, value)
                assert not column.one_of or value in column.one_of, (table.name, column.name, value)
                if column.type == "date":
                    assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    for table in TABLES:
        for one in table.references:
            there = {tuple(row[name] for name in one.to) for row in made[one.table]}
            for row in made[table.name]:
                here = tuple(row[name] for name in one.columns)
                assert None in here or here in there, (table.name, one, here)


def test_every_text_and_every_connection_of_the_archive_is_in_the_tables() -> None:
    """Nothing is lost on the way: counts and texts agree with the corpus."""
    corpus = archive()
    made = {name: lines(both(table, held(corpus))[1]) for name, table in zip(NAMES, TABLES, strict=True)}
    texts = {(row["document"], row["id"]): row["text"] for row in (*made["blocks"], *made["notes"])}
    assert texts == {(d.id, unit.id): unit.text for d in corpus.documents for unit in d.units}
    changes = sum(len(d.interventions) for d in corpus.documents)
    assert len(made["asides"]) + len(made["interventions"]) == changes
    assert len(made["mentions"]) == len(corpus.connections.mentions) > 0
    assert len(made["entities"]) == len(corpus.knowledge.authorities)
    assert len(made["claims"]) == sum(len(c.claims) for c in corpus.knowledge.comparisons)
    assert len(made["editorial_notes"]) == len(corpus.connections.notes)
    assert len(made["related_passages"]) == len(corpus.connections.related)
    for name in ("mentions", "reports", "claims", "relative_dates", "editorial_notes", "citations"):
        for row in made[name]:
            if row["words"] is not None:
                assert texts[row["document"], row["unit"]][row["start"] : row["stop"]] == row["words"]


def test_a_passage_that_the_corpus_no_longer_holds_is_in_no_table() -> None:
    """When texts are taken out of the corpus, so is every row that quotes them; all references still hold."""
    corpus = archive()
    first = max(corpus.documents, key=lambda d: len(d.notes))
    kept = replace(first, blocks=first.blocks[:3], notes=(), interventions=())
    fewer = replace(corpus, documents=tuple(kept if d is first else d for d in corpus.documents))
    test_values_keep_to_their_declarations(fewer)
    made = {table.name: lines(both(table, held(fewer))[1]) for table in TABLES}
    units = {unit.id for unit in kept.units}
    for name, some in made.items():
        for row in some:
            if row.get("document") == first.id and "unit" in row:
                assert row["unit"] in units, name


def test_texts_that_look_like_formulas_are_not_changed() -> None:
    """A sign put before them would be a change to the text; the page about the data tells what to do."""
    made = files(hostile())
    written = [row["text"] for name in ("blocks", "notes") for row in rows(made[f"tables/{name}.csv"])]
    printed = [part.removeprefix("¹ ").replace("¹", "") for part in FORMULAS.strip().split("\n\n")]
    assert set(printed) <= set(written)
    assert any(words.startswith("=") for words in written) and any(words.startswith("@") for words in written)


def test_csv_keeps_to_rfc_4180() -> None:
    """CR LF after each row, also the last; UTF-8 without a byte order mark; quotation marks doubled."""
    made = files(hostile())
    for name in NAMES:
        found = made[f"tables/{name}.csv"]
        assert found.endswith(b"\r\n") and not found.startswith(b"\xef\xbb\xbf")
        assert len(list(csv.reader(io.StringIO(found.decode(), newline=""), strict=True))) >= 1


def test_the_licence_is_told_only_when_all_documents_have_it() -> None:
    corpus = hostile()
    alone = replace(corpus, documents=tuple(d for d in corpus.documents if d.id == "one"))
    assert tables_package.data_package(alone, [])["licenses"][0]["path"].endswith("/by/4.0/")
    assert "licenses" not in tables_package.data_package(corpus, [])
    assert "licenses" not in tables_package.data_package(archive(), [])


def test_addresses_are_told_only_where_the_archive_has_one() -> None:
    assert "homepage" not in tables_package.data_package(archive(), [])
    package = tables_package.data_package(published(archive(), date="2026-11-05"), [])
    assert package["homepage"] == "https://rooms.example/archive/"
    assert package["created"] == "2026-11-05T00:00:00Z"


def test_the_dictionary_tells_of_every_column() -> None:
    said = tables_package.dictionary(TABLES)
    for table in TABLES:
        section = said.split(f"{{ #{table.name} }}")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type}" in section
            assert column.type in TYPES and column.about and column.about[-1] != "."
        assert table.about in section and table.about[-1] == "."


def test_names_can_be_used_in_sql_without_quotation_marks() -> None:
    """The keywords that PostgreSQL reserves are no names of tables or columns."""
    reserved = set("all and any array as asc case cast check column constraint create default desc end except "
                   "for foreign from grant group having in into limit not null offset on or order primary "
                   "references select some table then to union unique user using when where with".split())  # fmt: skip
    for table in TABLES:
        for name in (table.name, *(column.name for column in table.columns)):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name) and name not in reserved


def test_the_zip_file_holds_the_same_files_with_fixed_times() -> None:
    made = files(hostile())
    with zipfile.ZipFile(io.BytesIO(made["tables.zip"])) as packed:
        inside = {entry.filename: packed.read(entry) for entry in packed.infolist()}
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert inside == {name: found for name, found in made.items() if name != "tables.zip"}


@examples(40)
@given(texts())
def test_any_text_gives_tables_that_keep_to_their_declarations(text: str) -> None:
    corpus = corpus_of(document_of(text))
    test_values_keep_to_their_declarations(corpus)
    test_csv_and_json_lines_hold_the_same(corpus)


def test_half_of_a_surrogate_pair_becomes_the_sign_of_a_lost_character() -> None:
    assert encoded("a\ud800b") == "a\ufffdb".encode()


def test_a_row_with_other_columns_than_declared_is_refused() -> None:
    """A table cannot drift from what is said of it."""
    table = Table("t", "A table.", TABLES[0].columns[:2], ("id",), lambda held: iter([{"id": "a"}]))
    with pytest.raises(ValueError, match="a row has"):
        both(table, held(corpus_of()))
