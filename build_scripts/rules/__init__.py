"""The editorial rules, in the order in which they apply. Zones first, then furniture, then joins, then
quotations and headings: a rule that joins before the furniture is gone glues text to pull quotes, and
a rule that looks for headings before the zones are known finds dozens on the cover.

Each rule is a function `Draft -> Iterator[Proposal]`; its docstring is the editorial policy that the
site prints. A new rule is a function in one of these modules and a line in RULES.
"""

from __future__ import annotations

from build_scripts.rules.back import back_matter, datelines, inserts, web_furniture, wrappers
from build_scripts.rules.characters import control_characters, emphasis, escapes, links, web_addresses
from build_scripts.rules.contents import contents_list
from build_scripts.rules.decisions import recorded_decisions, recorded_joins
from build_scripts.rules.front import front_matter
from build_scripts.rules.front_lines import front_lines
from build_scripts.rules.furniture import jump_lines, page_numbers, repeated_titles, running_heads
from build_scripts.rules.headings import (
    abstracts,
    empty_sections,
    headings,
    headings_in_contents,
    named_headings,
)
from build_scripts.rules.joins import line_end_hyphens, page_break_joins
from build_scripts.rules.layout import bracketed_captions, captions, lists, tables
from build_scripts.rules.lines import end_signs, separators, short_lines, verse
from build_scripts.rules.memos import memo_heads
from build_scripts.rules.metadata import dates_of_issue, identifiers, language, publishers
from build_scripts.rules.note_continuations import note_continuations
from build_scripts.rules.notes import notes
from build_scripts.rules.people import author_notes
from build_scripts.rules.periodicals import containers, document_symbols, series_and_issue
from build_scripts.rules.quotations import block_quotations
from build_scripts.rules.repetition import doubled_fragments, pull_quotes
from build_scripts.rules.titles import given_titles

RULES = (
    recorded_decisions,
    # signs inside lines
    control_characters,
    escapes,
    links,
    emphasis,
    # furniture of the page; the contents list first, whose numbers are no folios
    contents_list,
    separators,
    web_furniture,
    jump_lines,
    page_numbers,
    running_heads,
    # zones
    wrappers,
    memo_heads,
    given_titles,
    front_lines,
    front_matter,
    repeated_titles,
    notes,
    note_continuations,
    back_matter,
    # forms
    headings_in_contents,
    named_headings,
    tables,
    verse,
    short_lines,
    lists,
    bracketed_captions,
    captions,
    # repetition, and what stands between the halves of a paragraph
    doubled_fragments,
    pull_quotes,
    inserts,
    author_notes,
    end_signs,
    # joins
    recorded_joins,
    page_break_joins,
    line_end_hyphens,
    web_addresses,
    # what only whole paragraphs show
    block_quotations,
    headings,
    empty_sections,
    abstracts,
    datelines,
    # what the document says about itself
    series_and_issue,
    containers,
    document_symbols,
    identifiers,
    publishers,
    dates_of_issue,
    language,
)
