"""The archive as one SQLite file: whole, searchable, and the answers on the page about the data."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from editions_compare import ROOT
from exported import archive, corpus_of, hostile, hostile_seeds
from hypothesis import given
from properties import document_of, edited
from strategies import examples, texts

from build_scripts.forms import FORMS, sqlite
from build_scripts.forms.tables import TABLES, both
from build_scripts.forms.tables_types import held
from build_scripts.model import Corpus

QUESTIONS = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "data.md").read_text("utf-8"), re.DOTALL)


def opened(corpus: Corpus) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(sqlite.database(corpus))
    return connection


@pytest.fixture(scope="module")
def found() -> Iterator[sqlite3.Connection]:
    with closing(opened(archive())) as connection:
        yield connection


def check(connection: sqlite3.Connection, corpus: Corpus) -> None:
    """SQLite's own checks, and as many rows as the tables have."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    for table in TABLES:
        number = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        assert number == both(table, held(corpus))[2]
    texts = [(d.id, unit.id, unit.text) for d in corpus.documents for unit in d.units]
    passages = connection.execute("SELECT document, unit, text FROM passages ORDER BY number")
    assert passages.fetchall() == texts


@pytest.mark.parametrize("corpus", [archive, hostile, corpus_of])
def test_the_file_is_whole(corpus) -> None:
    with closing(opened(corpus())) as connection:
        check(connection, corpus())


@examples(25)
@given(texts())
def test_any_text_gives_a_whole_file(text: str) -> None:
    corpus = corpus_of(document_of(text))
    with closing(opened(corpus)) as connection:
        check(connection, corpus)


def test_the_index_finds_every_block_and_note_by_its_words(found: sqlite3.Connection) -> None:
    for number, text in found.execute("SELECT number, text FROM passages").fetchall():
        words = re.findall(r"(?<!\w)[a-z]{6,}(?!\w)", text)[:3]
        if words:
            rows = found.execute(
                "SELECT rowid FROM search WHERE search MATCH ?", (" ".join(words),)
            ).fetchall()
            assert (number,) in rows  # fmt: skip


def test_the_index_folds_case_and_diacritics() -> None:
    corpus = corpus_of(edited("The Café\n\nA paragraph about the CAFÉ of Müller, long enough to be one.\n"))
    with closing(opened(corpus)) as connection:
        found = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'cafe muller'").fetchone()
    assert found == (1,)


def test_there_are_questions_on_the_page() -> None:
    assert len(QUESTIONS) == 7


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_every_question_on_the_page_is_answered(found: sqlite3.Connection, question: str) -> None:
    """For this archive with rows, for a bare one without an error."""
    assert found.execute(question).fetchall()
    with closing(
        opened(corpus_of(edited("A title\n\nA paragraph that is long enough to be one.\n")))
    ) as bare:
        bare.execute(question).fetchall()  # fmt: skip


def test_the_dictionary_is_inside(found: sqlite3.Connection) -> None:
    rows = found.execute('SELECT "table", "column" FROM columns_about').fetchall()
    assert set(rows) == {(table.name, column.name) for table in TABLES for column in table.columns}
    assert dict(found.execute("SELECT name, value FROM archive"))["title"] == archive().archive["title"]


def test_no_version_of_the_library_stands_in_the_file() -> None:
    """Bytes 92 to 99 of the head would name it (https://sqlite.org/fileformat2.html#the_database_header)."""
    assert sqlite.database(hostile())[92:100] == bytes(8)


WRITE = """\
import hashlib, sys
from pathlib import Path
from build_scripts import corpus, forms
found = corpus.load(Path(sys.argv[1]))
for form in forms.FORMS:
    for artifact in form.write(found):
        body = artifact.content if isinstance(artifact.content, bytes) else artifact.content.encode()
        print(artifact.path, hashlib.sha256(body).hexdigest())
"""


def test_every_form_has_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    """With other hash seeds, in another time zone and with another locale."""
    seeds = hostile_seeds(tmp_path / "papers")
    said = []
    for seed, zone, locale in (("1", "UTC", "C"), ("77", "Asia/Tokyo", "tr_TR.UTF-8")):
        given = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", WRITE, seeds], cwd=ROOT, env=given, capture_output=True, text=True, check=True
        )  # fmt: skip
        said.append(run.stdout)
    assert said[0] == said[1]
    assert len(said[0].splitlines()) > len(FORMS)
