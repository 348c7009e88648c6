"""The page on data files says what the program reads: its tables are the rows of the schema, and its
examples are read without fault. `pytest --update-golden` writes the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts import checks, knowledge_files, pipeline
from build_scripts.authorities import KINDS
from build_scripts.knowledge_schema import ANNOTATIONS, AUTHORITY, SELECTOR
from build_scripts.schema import Field

PAGE = pipeline.PROJECT / "docs" / "data-files.md"
ROWS = {"authorities": AUTHORITY, **ANNOTATIONS}
_HEAD = ["| key | needed | meaning |", "|---|---|---|"]


def _table(rows: tuple[Field, ...]) -> list[str]:
    return [*_HEAD, *_rows(rows, "")]


def _rows(rows: tuple[Field, ...], under: str) -> Iterator[str]:
    if rows[: len(SELECTOR)] == SELECTOR or set(SELECTOR) <= set(rows):
        yield f"| {_keys(under, [row.name for row in SELECTOR])} | yes | the passage: see [quotations](#quotations) |"
    for row in rows:
        if row in SELECTOR and set(SELECTOR) <= set(rows):
            continue
        allowed = f": {', '.join(f'`{choice}`' for choice in row.choices)}" if row.choices else ""
        several = "; several in a list" if row.many else ""
        needed = "yes" if row.required else ""
        yield f"| {_keys(under, [row.name])} | {needed} | {row.help}{allowed}{several} |"
        if row.fields:
            yield from _rows(row.fields, f"{under}{row.name}.")


def _keys(under: str, names: list[str]) -> str:
    return ", ".join(f"`{under}{name}`" for name in names)


def _sections(text: str) -> dict[str, str]:
    """Anchor → text of each section of the page."""
    parts = re.split(r"^## .*\{ #([a-z]+) \}$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_tables_are_the_rows_of_the_schema(pytestconfig: pytest.Config) -> None:
    text = PAGE.read_text("utf-8")
    sections = _sections(text)
    assert sections.keys() >= ROWS.keys()
    for name, rows in ROWS.items():
        found = [line for line in sections[name].split("\n") if line.startswith("|")]
        expected = _table(rows)
        if pytestconfig.getoption("--update-golden"):
            body = sections[name].replace("\n".join(found), "\n".join(expected))
            text = text.replace(sections[name], body)
        else:
            assert found == expected, f"run pytest --update-golden {Path(__file__).name}"
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(text, "utf-8")


@pytest.mark.parametrize("name", ROWS)
def test_the_examples_are_read_without_fault(name: str, tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", _sections(PAGE.read_text("utf-8"))[name], re.S)
    assert example
    file = "authorities/people" if name == "authorities" else f"annotations/{name}"
    path = tmp_path / f"{file}.yml"
    path.parent.mkdir()
    path.write_text(example[1], "utf-8")
    assert knowledge_files.load(tmp_path) != knowledge_files.Knowledge()


def test_the_page_names_every_file_and_is_one_of_the_pages_by_hand() -> None:
    text = PAGE.read_text("utf-8")
    for name in (*(folder for folder, _ in KINDS.values()), *ANNOTATIONS):
        assert f"{name}.yml" in text
    assert PAGE.name in pipeline.PAGES_BY_HAND
    assert checks.DATA_CHECKS
