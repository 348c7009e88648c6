"""The data files: every fault is told with file and line, what is wrong, and the way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Room
from strategies import examples

from build_scripts import errors, knowledge_files, knowledge_schema, schema, validation, yaml_nodes
from build_scripts.authorities import KINDS

TEXT = "The Ports\n\nThe North Harbour took many ships in that year.\n"
QUOTE = "document: a, exact: many ships"
PLACE = "- id: north\n  label: North Harbour\n"

#: (file, what stands in it, line of the fault, words of the message, words of the way out)
FAULTS = [
    # keys
    ("authorities/places.yml", PLACE + "  lable: x\n", 3, "key 'lable' is not known here; did you mean 'label'?",
     "Allowed: id, label"),
    ("authorities/places.yml", "- id: north\n", 1, "key 'label' is missing", "label: the name"),
    ("authorities/places.yml", PLACE + "  label: x\n", 3, "key 'label' stands twice (first in line 2)", "keep one"),
    ("annotations/dates.yml", f"- {{{QUOTE}, date: 1901}}\n", 1, "key 'reason' is missing", "reason: the reasoning"),
    # shapes
    ("authorities/places.yml", "id: north\nlabel: x\n", 1, "wants a list (`- …`), found a mapping", ""),
    ("authorities/places.yml", "- north\n", 1, "wants a mapping, found the text 'north'", "Allowed: id"),
    ("authorities/places.yml", PLACE + "  forms: North\n", 3, "forms: wants a list", ""),
    ("authorities/places.yml", PLACE + "  description: [a, b]\n", 3, "wants one value, found a list", ""),
    ("authorities/places.yml", PLACE + "  note:\n", 3, "wants a text, found empty", ""),
    ("annotations/related.yml", f"- {{first: {{{QUOTE}}}, second: here, decision: add, reason: x}}\n", 1,
     "second: wants a mapping", "Allowed: document, exact"),
    # ids
    ("authorities/places.yml", PLACE + PLACE, 3, "'north' already belongs to the entry at authorities/places.yml:1",
     "another id"),
    ("authorities/places.yml", "- {id: North Harbour, label: x}\n", 1, "'North Harbour' cannot be an id", "small letters"),
    ("authorities/places.yml", "- {id: index, label: x}\n", 1, "the id 'index' is reserved", "small letters"),
    ("authorities/places.yml", "- {id: ../x, label: x}\n", 1, "'../x' cannot be an id", "small letters"),
    ("annotations/topics.yml", "- {id: a, label: A}\n- {id: a, label: B}\n", 2, "'a' already belongs", "another id"),
    # values
    ("annotations/dates.yml", f"- {{{QUOTE}, date: May 1901, reason: x}}\n", 1, "date: 'May 1901'", "a date as in 2014"),
    ("annotations/timeline.yml", f"- {{id: a, date: 1901-13, label: x, reports: [{{{QUOTE}}}]}}\n", 1, "'1901-13'",
     "a date as in"),
    ("authorities/places.yml", PLACE + "  coordinates: {latitude: '91', longitude: '0', source: s}\n", 1,
     "91.0, 0.0 lie nowhere on Earth", "-90 to 90"),
    ("authorities/places.yml", PLACE + "  coordinates: {latitude: north, longitude: '0', source: s}\n", 3,
     "coordinates.latitude: 'north' is not a number", "a plain number"),
    ("authorities/places.yml", PLACE + "  forms: [{form: x, when: alway}]\n", 3,
     "'alway' is not allowed here; did you mean 'always'?", "Allowed: always, named, office"),
    ("authorities/places.yml", PLACE + "  relations: [{type: near, target: x}]\n", 3, "'near' is not allowed", "member-of"),
    ("authorities/places.yml", PLACE + "  same_as: {url: 'javascript:alert(1)'}\n", 3, "is not a web address", "http"),
    ("authorities/places.yml", '- {id: north, label: "a\\u0007b"}\n', 1, "holds control characters", "one line"),
    ("authorities/places.yml", '- {id: north, label: "a\\nb"}\n', 1, "must stand on one line", "one line"),
    ("annotations/topics.yml", "- {id: a, label: A, at_least: '0'}\n", 1, "not a whole number above 0", ""),
    # what belongs together
    ("annotations/comparisons.yml", f"- {{id: a, question: Q, statements: [{{id: one, {QUOTE}, says: x}}],\n"
     "  relations: [{first: one, second: two, kind: agree}]}\n", 2, "'two' is no statement of this question", "Allowed: one"),
    ("annotations/comparisons.yml", "- id: a\n  question: Q\n  statements:\n"
     + 2 * f"    - {{id: one, {QUOTE}, says: x}}\n", 4, "'one' stands twice in this question", ""),
    ("annotations/bibliography.yml", "- {id: a, kind: book, citations: [{document: a}]}\n", 1, "neither key 'note'",
     "note: fn5"),
    ("annotations/notes.yml", f"- {{{QUOTE}, kind: slip, certainty: certain, text: x, basis: [{{exact: x}}]}}\n", 1,
     "wants `document` and `exact`, or `source`", "quote the words"),
    # YAML
    ("authorities/places.yml", "- &a {id: north, label: x}\n", 1, "anchors and aliases", "write the value out"),
    ("authorities/places.yml", PLACE + "- *a\n", 3, "anchors and aliases", "write the value out"),
    ("authorities/places.yml", PLACE + "  note: !!python/object:os.system x\n", 3, "the tag", "in quotes"),
    ("authorities/places.yml", "- {id: north, label: x\n", 2, "is not valid YAML", "often a missing space"),
    ("authorities/places.yml", PLACE + "---\n- x\n", 3, "holds more than one YAML document", "keep one"),
    ("authorities/places.yml", "- " * 14 + "x\n", 1, "is nested too deeply", "at most 12 levels"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "content", "line", "what", "way"), FAULTS)
def test_every_fault_is_told_with_file_line_and_the_way_out(
    room: Room, file: str, content: str, line: int, what: str, way: str
) -> None:
    room.put("a.txt", TEXT)
    room.put(file, content)
    run = room.build()
    assert run.code == errors.FAILED == 1
    assert run.err.split("error: ")[1].startswith(f"papers/{file}:{line}: ")
    assert what in run.err and way in run.err
    assert not (room.out / "docs").exists()


@pytest.mark.parametrize(
    "name", ["authorities/place.yml", "authorities/places.yaml", "annotations/topic.yml"]
)
def test_a_file_of_an_unknown_name_is_refused(room: Room, name: str) -> None:
    room.put("a.txt", TEXT)
    room.put(name, PLACE)
    run = room.build()
    assert run.code == 1 and f"papers/{name}:1: is not a data file that is known here" in run.err
    assert "Allowed: " in run.err and ("places.yml" in run.err or "topics.yml" in run.err)


def test_a_file_that_is_no_utf8_is_refused_at_its_line(room: Room) -> None:
    room.put("a.txt", TEXT)
    room.put("authorities/places.yml", b"- id: north\n  label: M\xfcnchen\n")
    run = room.build()
    assert run.code == 1 and "papers/authorities/places.yml:2: is not UTF-8 (byte 22)" in run.err


def test_a_file_that_is_too_large_is_refused_before_it_is_read(room: Room) -> None:
    room.put("a.txt", TEXT)
    room.put("authorities/places.yml", PLACE + "#" * yaml_nodes.MAX_BYTES)
    run = room.build()
    assert run.code == 1 and "papers/authorities/places.yml:1: is larger than 1,000,000 bytes" in run.err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused(room: Room, tmp_path: Path) -> None:
    room.put("a.txt", TEXT)
    outside = tmp_path / "places.yml"
    outside.write_text(PLACE, "utf-8")
    (room.seeds / "authorities").mkdir()
    (room.seeds / "authorities" / "places.yml").symlink_to(outside)
    run = room.build()
    assert (
        run.code == 1
        and "papers/authorities/places.yml:1: is a link that leads out of the seeds folder" in run.err
    )


def test_one_id_may_not_stand_in_two_files_of_the_register(room: Room) -> None:
    room.put("a.txt", TEXT)
    room.put("authorities/places.yml", PLACE)
    room.put("authorities/works.yml", PLACE)
    run = room.build()
    assert run.code == 1
    assert (
        "papers/authorities/works.yml:1: the id 'north' already belongs to the entry at authorities/places.yml:1"
        in run.err
    )


def test_empty_files_and_files_of_comments_say_nothing(room: Room) -> None:
    room.put("a.txt", TEXT)
    for name in knowledge_schema.ANNOTATIONS:
        room.put(f"annotations/{name}.yml", "# nothing yet\n")
    for name, _ in KINDS.values():
        room.put(f"authorities/{name}.yml", "")
    assert room.build().code == 0
    assert knowledge_files.load(room.seeds) == knowledge_files.Knowledge()


def test_data_files_are_no_documents(room: Room) -> None:
    room.put("a.txt", TEXT)
    room.put("authorities/places.yml", PLACE)
    room.put("annotations/topics.yml", "- {id: ships, label: Ships}\n")
    assert room.build().code == 0 and room.ids() == ["a"]


def test_rows_of_the_data_files_have_checks_and_help() -> None:
    known = {*validation.CHECKS, "choice", "mapping", "entries"}

    def walk(rows: tuple[schema.Field, ...]) -> None:
        names = [row.name for row in rows]
        assert len(names) == len(set(names))
        for row in rows:
            assert row.kind in known and row.help
            assert bool(row.choices) == (row.kind == "choice")
            walk(row.fields)

    for rows in (knowledge_schema.AUTHORITY, *knowledge_schema.ANNOTATIONS.values()):
        walk(rows)


_names = st.sampled_from(
    [*(f"annotations/{name}.yml" for name in knowledge_schema.ANNOTATIONS), "authorities/people.yml"]
)
_keys = st.sampled_from(
    sorted({row.name for rows in knowledge_schema.ANNOTATIONS.values() for row in rows} | {"label", "forms"})
)


@examples(150)
@given(
    _names,
    st.recursive(
        st.sampled_from(["a", "many ships", "1901", "..", "- b", "", "none", "book"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=6),
        max_leaves=14,
    ),
)
def test_any_structure_is_knowledge_or_a_record_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: object
) -> None:
    """No other exception, whatever stands in the file; the error names the file and a line."""
    import json

    seeds = tmp_path_factory.mktemp("seeds")
    path = seeds / name
    path.parent.mkdir()
    path.write_text(json.dumps(data), "utf-8")
    try:
        knowledge_files.load(seeds)
    except errors.RecordError as error:
        assert error.where.startswith(f"{name}:") and error.where.rpartition(":")[2].isdigit()


@examples(80)
@given(_names, st.text(max_size=120))
def test_any_text_is_knowledge_or_a_record_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    seeds = tmp_path_factory.mktemp("seeds")
    path = seeds / name
    path.parent.mkdir()
    path.write_text(text, "utf-8", errors="replace")
    try:
        knowledge_files.load(seeds)
    except errors.RecordError as error:
        assert error.where.startswith(f"{name}:")
