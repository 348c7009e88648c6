"""The invariants of what is written and shown: same bytes, printed numbers, nothing executed or fetched,
whole files. Those of the document itself are in test_invariants.py."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from editions_compare import ROOT
from hypothesis import given
from hypothesis import strategies as st
from properties import SEEDS, document_of, edited
from rendered import check as check_page
from strategies import examples, html_texts, markdown_texts, noise, plain_texts, texts

from build_scripts import writing
from build_scripts.model import Artifact

# 5. Same input, same bytes


@examples(120)
@given(st.one_of(texts(), markdown_texts()))
def test_properties_of_two_readings_of_one_text(text: str) -> None:
    assert document_of(text) == edited(text)


_HASHES = """
import hashlib, json, sys
from pathlib import Path
from build_scripts.edition import edit
from build_scripts.exporters.data import document_data
from build_scripts.exporters.markdown import body
from build_scripts.readers import open_source
for name in sys.argv[1:]:
    document = edit(open_source(Path(name), Path(name).name), {})
    made = json.dumps(document_data(document)) + body(document)
    print(hashlib.sha256(made.encode()).hexdigest())
"""


def test_hash_order_locale_and_time_zone_change_nothing(tmp_path: Path) -> None:
    outputs = []
    for values in (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONUTF8": "1"},
    ):
        run = subprocess.run(
            [sys.executable, "-c", _HASHES, *map(str, SEEDS)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **values},
        )
        outputs.append(run.stdout.split())
    rows = zip(SEEDS, *outputs, strict=True)
    assert [path.as_posix() for path, one, other in rows if one != other] == []


# 4., 6. and 7. What the page shows: printed numbers, nothing executed, nothing fetched


@examples(150)
@given(st.one_of(plain_texts(most=3), noise()))
def test_properties_of_the_page_of_a_text(text: str) -> None:
    check_page(document_of(text))


@examples(60)
@given(st.one_of(html_texts(), markdown_texts()), st.sampled_from(["markdown", "html"]))
def test_properties_of_the_page_of_other_formats(text: str, format: str) -> None:
    check_page(document_of(text, format))


# 8. Writes are atomic


_names = st.sampled_from(["a", "b", "c/d", "c/e"])
_states = st.lists(st.dictionaries(_names, st.sampled_from(["one", "two", ""])), min_size=2, max_size=4)


@examples(40)
@given(_states, st.integers(1, 9))
def test_properties_of_writing(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]], step: int
) -> None:
    """Killed at any file of any run: every file is whole, what others put there stays, and the next run
    gives exactly what it should."""
    out = tmp_path_factory.mktemp("out")
    (out / "docs").mkdir()
    (out / "docs" / "other.md").write_text("of others")
    for state in states[:-1]:
        _write(out, state, step)
        assert {p.read_text() for p in (out / "docs").rglob("*.md")} <= {"one", "two", "", "of others"}
    _write(out, states[-1], 0)
    found = {p.relative_to(out / "docs").as_posix(): p.read_text() for p in (out / "docs").rglob("*.md")}
    expected = {f"{name}.md": text for name, text in states[-1].items()} | {"other.md": "of others"}
    assert found == expected


def test_a_file_that_a_killed_run_did_not_reach_is_still_ours(tmp_path: Path) -> None:
    _write(tmp_path, {"b": "two"}, 0)
    _write(tmp_path, {"a": "one", "b": "one"}, 3)  # dies when `a` is written and `b` is not
    _write(tmp_path, {}, 0)
    assert not (tmp_path / "docs" / "b.md").exists()


def _write(out: Path, state: dict[str, str], dies_at: int) -> None:
    """Write; die at the file number `dies_at` (never at 0)."""
    real, calls = os.replace, 0

    def dying(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == dies_at:
            raise KeyboardInterrupt
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", dying)
        with contextlib.suppress(KeyboardInterrupt):
            writing.write_all(out, [Artifact(f"docs/{name}.md", text) for name, text in state.items()])
