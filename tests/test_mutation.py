"""Every rule is needed: without it, one of its own cases comes out otherwise.

The order of the rules is part of the edition: it changes here, by hand, or not at all.
"""

from __future__ import annotations

import pytest
from test_rule_cases import Case, dump, read_cases

from build_scripts.rules import RULES

ORDER = (
    "recorded_decisions",
    "control_characters",
    "escapes",
    "links",
    "emphasis",
    "contents_list",
    "separators",
    "web_furniture",
    "jump_lines",
    "page_numbers",
    "running_heads",
    "wrappers",
    "memo_heads",
    "given_titles",
    "front_lines",
    "front_matter",
    "repeated_titles",
    "notes",
    "note_continuations",
    "back_matter",
    "headings_in_contents",
    "named_headings",
    "tables",
    "verse",
    "short_lines",
    "lists",
    "bracketed_captions",
    "captions",
    "doubled_fragments",
    "pull_quotes",
    "inserts",
    "author_notes",
    "end_signs",
    "recorded_joins",
    "page_break_joins",
    "line_end_hyphens",
    "web_addresses",
    "block_quotations",
    "headings",
    "empty_sections",
    "abstracts",
    "datelines",
    "series_and_issue",
    "containers",
    "document_symbols",
    "identifiers",
    "publishers",
    "dates_of_issue",
    "language",
)


def test_order_of_the_rules() -> None:
    assert tuple(rule.__name__ for rule in RULES) == ORDER


def test_every_rule_states_its_policy() -> None:
    """The docstring of a rule is printed on the site as the editorial policy."""
    for rule in RULES:
        assert rule.__doc__ and rule.__doc__.rstrip().endswith("."), rule.__name__


def _without(rule: object) -> tuple:
    return tuple(other for other in RULES if other is not rule)


def _differs(case: Case, rule: object) -> bool:
    return dump(case.document(_without(rule)), case.rule) != dump(case.document(), case.rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_without_the_rule_a_case_comes_out_otherwise(rule: object) -> None:
    cases = [case for case in read_cases(rule.__name__.replace("_", "-")) if "xfail" not in case.header]
    assert any(_differs(case, rule) for case in cases)
