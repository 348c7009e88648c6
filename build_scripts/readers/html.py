"""Saved web pages: the main text with its headings, notes, tables and links; the rest set aside.

The base is the file as it is. Tags are recorded as markup, character references as replaced, and
navigation, scripts and the like as set aside, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_scripts.readers.html_flow import walk
from build_scripts.readers.html_main import lay_out
from build_scripts.readers.html_metadata import Metadata
from build_scripts.readers.html_notes import find_notes
from build_scripts.readers.html_tokens import tokenize
from build_scripts.readers.html_tree import Tree
from build_scripts.readers.html_units import Flow
from build_scripts.readers.note_ids import note_ids
from build_scripts.source import Reading, Source, Statement, Unit

RULE = "reader-html"


def read(source: Source) -> Reading:
    """Units, interventions, styles and statements of a web page. Never raises on odd input."""
    tree = Tree(source.text, tokenize(source.text))
    metadata = Metadata(source, tree)
    notes = find_notes(tree)
    layout = lay_out(tree, metadata.titles(), notes.kept)
    ids = note_ids([note.label for note in notes.notes])
    flow = walk(source, tree, layout, notes, ids)
    units = _levels([unit for unit, _ in flow.units])
    title = _title(source, flow)
    gone = layout.gone(tree)
    bylines = [(unit.start, words) for unit, words in flow.units if unit.role == "byline"]
    statements = metadata.statements(title, [not out for out in gone], bylines)
    interventions = sorted(flow.interventions, key=lambda i: i.span)
    return Reading(tuple(units), tuple(interventions), tuple(flow.styles), statements)


def _levels(units: Sequence[Unit]) -> list[Unit]:
    """Levels of headings, so that the highest below the title is 2."""
    top = min((unit.level for unit in units if unit.role == "head"), default=2)
    return [replace(unit, level=unit.level - top + 2) if unit.role == "head" else unit for unit in units]


def _title(source: Source, flow: Flow) -> Statement | None:
    """The title as the text itself shows it."""
    for unit, words in flow.units:
        if unit.role == "title":
            text = " ".join(words.split())
            return Statement("title", text, source.line_at(unit.start), RULE, text[:300])
    return None
