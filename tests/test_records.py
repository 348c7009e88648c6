"""Records: what may stand in them, what becomes of it, and the records of this archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Room

from build_scripts import edtf, errors, holdings, readers, records, schema, validation
from build_scripts.source import ASIDES

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def read(tmp_path: Path, text: str) -> records.Record:
    path = tmp_path / "x.yml"
    path.write_text(text, "utf-8")
    return records.load(path, "x.yml")


def test_the_short_and_the_long_form_of_a_value_give_the_same_shape(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        "metadata:\n"
        "  title: Plain\n"
        "  creator: [First, {value: Second, evidence: 4}]\n"
        "  issued: {value: 2023-09?, inferred: the style}\n",
    )
    assert record.data["metadata"] == {
        "title": [{"value": "Plain", "evidence": [], "inferred": ""}],
        "creator": [
            {"value": "First", "evidence": [], "inferred": ""},
            {"value": "Second", "evidence": [4], "inferred": ""},
        ],
        "issued": [{"value": "2023-09?", "evidence": [], "inferred": "the style"}],
    }
    assert record.seed_lines == ((4, 3),)


def test_scalars_stay_as_they_are_written(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        "metadata:\n  language: no\n  issue: 04\n  issued: 2014-10-05\n  volume: 1_0\n  title: yes\n",
    )
    values = {term: value[0]["value"] for term, value in record.data["metadata"].items()}
    assert values == {
        "language": "no",
        "issue": "04",
        "issued": "2014-10-05",
        "volume": "1_0",
        "title": "yes",
    }


def test_empty_record_is_a_record(tmp_path: Path) -> None:
    assert read(tmp_path, "").data == {}
    assert read(tmp_path, "# nothing yet\n").data == {}


def test_record_with_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    assert read(tmp_path, "﻿id: x\r\nobtained: here\r\n").data == {"id": "x", "obtained": "here"}


def test_errors_of_long_values_name_the_line_of_the_key(tmp_path: Path) -> None:
    with pytest.raises(errors.RecordError, match=r"x\.yml:5: metadata\.issued"):
        read(tmp_path, "id: x\nmetadata:\n  title: A\n  issued:\n    value:\n      never\n")


@given(st.text())
def test_any_text_is_a_record_or_a_record_error(text: str) -> None:
    """No other exception, whatever stands in the file."""
    from build_scripts import yaml_nodes

    try:
        yaml_nodes.load(text.encode("utf-8", "surrogatepass"), "x.yml")
    except errors.RecordError as error:
        assert error.where.startswith("x.yml:")


KEYS = st.sampled_from(["id", "metadata", "title", "value", "rights", "decisions", "accept"])


@given(
    st.recursive(
        st.sampled_from(["a", "id", "title", "1", "- b"]),
        lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
        max_leaves=12,
    )
)
def test_any_structure_is_a_record_or_a_record_error(
    tmp_path_factory: pytest.TempPathFactory, data: object
) -> None:
    import json

    path = tmp_path_factory.getbasetemp() / "structure.yml"
    path.write_text(json.dumps(data), "utf-8")
    try:
        records.load(path, "x.yml")
    except errors.RecordError as error:
        assert error.where.startswith("x.yml:")


@pytest.mark.parametrize(
    "date",
    ["2014", "2014-10", "2014-10-05", "2024-02-29", "2025-22", "2025-05-02?", "2023-09?", "1950~", "1950%",
     "201X", "19XX", "2014-XX", "2014-10-XX", "2024-12?/2025-01?", "2014/..", "../2014", "2014/", "-0044",
     "2025-33"],
)  # fmt: skip
def test_dates(date: str) -> None:
    assert edtf.problem(date) == ""


@pytest.mark.parametrize(
    "date",
    ["", "May 2014", "2014-13", "2014-00", "2023-02-29", "2014-1", "14", "2014/2013", "2014-10-05T10:00",
     "../..", "2014-22-01", "2014??", "20144", "2014-10-32", "２０１４", "2014\n"],
)  # fmt: skip
def test_what_is_no_date(date: str) -> None:
    assert edtf.problem(date) != ""


@given(st.text(alphabet="0123456789-/.?~%X", max_size=24))
def test_any_text_can_be_asked_whether_it_is_a_date(text: str) -> None:
    assert isinstance(edtf.problem(text), str)


@given(st.text())
def test_slugs_can_stand_in_an_address(stem: str) -> None:
    name = holdings.slug(stem)
    assert name == "" or records.ID.fullmatch(name)
    assert holdings.slug(name) == name


def test_defaults_of_a_bare_folder(tmp_path: Path) -> None:
    archive = records.load_archive(tmp_path / "archive.yml", "archive.yml", "my_old-papers")
    assert archive["title"] == "My old papers"
    assert set(archive) == {row.name for row in schema.ARCHIVE}


def test_rows_of_the_schema_have_checks_and_help() -> None:
    known = {*validation.CHECKS, "choice", "encoding", "format", "lines", "mapping", "entries", "stated"}

    def walk(rows: tuple[schema.Field, ...]) -> None:
        names = [row.name for row in rows]
        assert len(names) == len(set(names))
        for row in rows:
            assert row.kind in known and row.of in validation.CHECKS and row.help
            walk(row.fields)

    walk(schema.RECORD)
    walk(schema.ARCHIVE)


def test_kinds_of_asides_are_those_of_the_model(tmp_path: Path) -> None:
    for kind in ASIDES:
        read(tmp_path, f"decisions:\n- {{action: set-aside, line: 1, kind: {kind}, reason: r}}\n")


SHIPPED = sorted(SEEDS.glob("0*.yml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem[:3])
def test_records_of_this_archive(path: Path) -> None:
    record = records.load(path, path.name)
    file = path.with_suffix(".txt")
    source = readers.open_source(file, file.name)
    records.check_lines(record, source)
    statements = records.statements(record.data, source)
    terms = {statement.term for statement in statements}
    assert {"title", "creator", "issued", "type", "language", "description", "subject"} <= terms
    assert record.data["rights"]["uri"].startswith("http://rightsstatements.org/vocab/")
    assert record.data["rights"]["note"] and record.data["obtained"]
    # A value is stated in a line or reasoned; a title or a name stands in its line word for word.
    for statement in statements:
        if statement.term not in ("description", "subject"):
            assert statement.evidence, statement
        if statement.term in ("title", "creator", "source", "number", "issn"):
            assert statement.value.casefold() in statement.evidence.casefold(), statement
        if statement.certainty == "medium" and statement.term == "issued":
            assert not edtf.is_certain(statement.value)
    assert 3 <= sum(statement.term == "subject" for statement in statements) <= 8


def test_every_seed_of_this_archive_has_a_record() -> None:
    assert [path.stem for path in SHIPPED] == [path.stem for path in sorted(SEEDS.glob("*.txt"))]
    assert records.load_archive(SEEDS / "archive.yml", "archive.yml", "seeds")["title"]


def test_the_editors_joins_reach_the_page(room: Room) -> None:
    half = "The harbour was closed in the autumn, and for a long time nobody in the town asked for the"
    other = "keys of the gate. Two years later the council met again to discuss the price of bread."
    room.put("one.txt", f"The Second Harbour\n\n{half}\n\n{other}\n")
    room.put("one.yml", "decisions:\n  - {action: no-join, line: 3, reason: the author breaks off}\n")
    room.put(
        "two.txt",
        f"The Second Harbour\n\n{half} keys.\n\nTwo years later the council met again in the mill.\n",
    )
    room.put(
        "two.yml", "decisions:\n  - {action: join, line: 3, to_line: 5, reason: one paragraph in the print}\n"
    )
    assert room.build().code == 0
    assert "{ #l5 }" in room.page("one")
    assert '<a id="l5"></a>' in room.page("two") and "{ #l5 }" not in room.page("two")
