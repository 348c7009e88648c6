"""A document that may not be published in full: nothing of the rest leaves the program."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from build_scripts import bundle, corpus, pipeline
from build_scripts.access import EXCERPT, restricted

SECRET = "zirconberry"
"""In every part of the text that is not published."""
OPEN = """\
The open letter

By Ann Example

The harbour of the town took a tax from every ship that came in with the tide, and nobody liked the tax \
but the keeper of the lighthouse, who lived on it for three hundred years and a day.
"""
CLOSED = f"""\
The closed letter

By Ben Sample

The first paragraph of the letter speaks of the harbour and its tide, and of the tax that the keeper of the \
lighthouse took from every ship of the town.[1]

The second paragraph is about the {SECRET}, which is a fruit that nobody has seen, and about Mount {SECRET.title()}, \
where it is said to grow beside the road to the lighthouse.

{SECRET.upper()} IN THE HALL

The third paragraph ends with Mount {SECRET.title()} again, and adds that 4,711 ships carried the {SECRET} away.

Ben Sample is a gardener of the {SECRET} society.

Notes

[1] See the book of the {SECRET}, page 12.
"""
RECORD = """\
access: {access}
metadata:
  description: A letter about a harbour.
rights:
  holder: Ben Sample
  note: May not be published in full.
{more}
"""
COMPARISONS = f"""\
- id: ships
  question: How many ships were there?
  statements:
    - id: closed-ships
      document: closed
      exact: 4,711 ships carried the {SECRET} away
      says: 4,711 ships
    - id: open-ships
      document: open
      exact: every ship that came in with the tide
      says: every ship
"""


@pytest.fixture(params=["excerpt", "record"])
def access(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _seeds(base: Path, access: str) -> Path:
    seeds = base / "seeds"
    (seeds / "annotations").mkdir(parents=True)
    (seeds / "open.txt").write_text(OPEN, "utf-8")
    (seeds / "closed.txt").write_text(CLOSED, "utf-8")
    more = "excerpt_to: 5" if access == "excerpt" else ""
    (seeds / "closed.yml").write_text(RECORD.format(access=access, more=more), "utf-8")
    (seeds / "annotations" / "comparisons.yml").write_text(COMPARISONS, "utf-8")
    return seeds


def _bodies(folder: Path) -> list[tuple[str, bytes]]:
    """(path, content) of every file, and of what lies in packed ones."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        found.append((name, path.read_bytes()))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                found += [(f"{name}!{inside}", packed.read(inside)) for inside in packed.namelist()]
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                found.append((f"{name}!dump", "\n".join(database.iterdump()).encode("utf-8", "replace")))
    return found


def test_nothing_of_a_restricted_text_is_in_any_output(tmp_path: Path, access: str) -> None:
    """Pages, data, search, other forms, the bundle and what lies in its containers: not a word, in any case,
    whole or stemmed."""
    seeds, out = _seeds(tmp_path, access), tmp_path / "out"
    report = pipeline.build(seeds, out, exports=True)
    bundle.write_bundle(report.corpus, seeds, out / "site", tmp_path / "dist")
    bodies = _bodies(out) + _bodies(tmp_path / "dist")
    assert len(bodies) > 60 and any(name.startswith("site/search/") for name, _ in bodies)
    shown = "speaks of the harbour and its tide"
    pages = {name for name, body in bodies if shown.encode() in body}
    assert bool(pages) == (access == "excerpt"), pages
    for name, body in bodies:
        for word in (SECRET[:-3], SECRET.title()[:-3], SECRET.upper()[:-3], "4,711", "gardener"):
            assert word.encode("utf-8") not in body, (name, word)
    page = (out / "site" / "documents" / "closed.html").read_text("utf-8")
    assert "This archive publishes only" in page and "A letter about a harbour." in page


def test_a_document_in_full_is_as_it_was(tmp_path: Path) -> None:
    found = corpus.load(_seeds(tmp_path, "full"))
    assert all(restricted(document) is document for document in found.documents)
    assert any(SECRET in block.text for block in found.documents[0].blocks)


def test_an_excerpt_is_whole_blocks_from_the_beginning(tmp_path: Path) -> None:
    """What is shown stands where it stood; the numbers of its lines are true."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    paragraph = (
        "A paragraph of the long letter says something about harbours, and then it says it again. " * 4
    )
    (seeds / "long.txt").write_text("The long letter\n\n" + f"{paragraph}\n\n" * 9, "utf-8")
    (seeds / "long.yml").write_text("access: excerpt\n", "utf-8")
    (document,) = corpus.load(seeds).documents
    assert 60 < sum(len(block.text.split()) for block in document.blocks) <= EXCERPT
    for block in document.blocks:
        for start, end in block.source:
            assert document.source.text[start:end] in block.text
            assert document.source.line_at(start) in block.lines
    assert len(document.source.lines) == max(block.lines[-1] for block in document.blocks)


def test_verify_says_what_cannot_be_rebuilt(tmp_path: Path, access: str) -> None:
    from build_scripts import verify

    seeds, out = _seeds(tmp_path, access), tmp_path / "out"
    pipeline.build(seeds, out, site=False)
    results = {result.id: result for result in verify.verify(out / "docs" / "data", seeds)}
    assert not results["closed"].published and results["open"].published
    assert not any(result.problem for result in results.values())
