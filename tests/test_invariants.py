"""The invariants of one document, over generated texts and over the real ones (those of what is written
and shown are in test_output_invariants.py).

An ordinary run generates the same texts every time; `make fuzz` (or FUZZ=1) about twenty times as many,
new ones at each run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from properties import SEEDS, check, document_of, edited, seed_id, source_of
from rendered import check as check_page
from strategies import SENTENCES, examples, html_texts, markdown_texts, noise, plain_texts, texts

from build_scripts.draft import Draft
from build_scripts.edition import edit
from build_scripts.model import Document
from build_scripts.readers import open_source
from build_scripts.rules import RULES
from build_scripts.source import ASIDES, Intervention

#: Faults that have a failing test of their own below: the properties pass them over until it passes.
KNOWN: tuple[str, ...] = ()


def holds(document: Document, *known: str) -> None:
    """All properties, but for known faults."""
    try:
        check(document)
    except AssertionError as error:
        if any(words in str(error) for words in (*KNOWN, *known)):
            reject()
        raise


# 1. Conservation, undoing, reading text; 3. addresses; 4. notes


@examples(900)
@given(plain_texts())
def test_properties_of_damaged_texts(text: str) -> None:
    holds(document_of(text))


@examples(500)
@given(noise())
def test_properties_of_noise(text: str) -> None:
    holds(document_of(text))


@examples(350)
@given(markdown_texts())
def test_properties_of_markdown(text: str) -> None:
    holds(document_of(text, "markdown"))


@examples(350)
@given(html_texts())
def test_properties_of_html(text: str) -> None:
    holds(document_of(text, "html"))


@examples(100)
@given(noise(), st.sampled_from(["markdown", "html"]))
def test_properties_of_noise_in_other_formats(text: str, format: str) -> None:
    holds(document_of(text, format))


@pytest.mark.parametrize("path", SEEDS, ids=seed_id)
def test_properties_of_real_documents(path: Path) -> None:
    document = edit(open_source(path, path.name), {})
    check(document)
    check_page(document)


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_a_paragraph_of_entities_only_is_shown(format: str) -> None:
    check(
        edited(
            "One.\n\n&amp;\n\nTwo." if format == "markdown" else "<p>One.</p><p>&amp;</p><p>Two.</p>", format
        )
    )


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_a_line_of_control_characters_only_is_no_title(format: str) -> None:
    body = "No one remembers who planted the trees along the canal."
    check(edited(f"<p>\x07</p><p>{body}</p>" if format == "html" else f"\x07\n\n{body}\n", format))


def test_white_space_between_control_characters_is_no_block() -> None:
    check(edited("<p>One.</p><p>\x00 \x00</p>", "html"))


# 2. A rule proposes, the driver disposes


@examples(200)
@given(texts(), st.permutations(RULES), st.integers(0, len(RULES)))
def test_properties_with_rules_in_any_order(text: str, order: list, size: int) -> None:
    """No rule relies on another for what must hold always; proposals refused break nothing."""
    holds(document_of(text, rules=tuple(order[:size])))


def _all_notes_set_aside(draft: Draft) -> Iterator[Intervention]:
    for unit in draft.units:
        if unit.role == "note":
            yield Intervention(
                "set-aside", "test", (unit.start, unit.end), detail="advertisement", reason="a test"
            )


def test_a_note_set_aside_gives_its_marker_back() -> None:
    text = "The harbour was closed,[1] and nobody asked.[2]\n\nNotes\n\n[1] The Strait.\n\n[2] The Gate.\n"
    check(edited(text))
    check(edit(source_of(text), {}, (*RULES, _all_notes_set_aside)))


@examples(40)
@given(texts(), st.sampled_from(RULES))
def test_properties_with_a_rule_applied_twice(text: str, rule: object) -> None:
    holds(document_of(text, rules=(*RULES, rule)))


@st.composite
def decisions(draw: st.DrawFn) -> list[dict]:
    """Decisions of an editor over lines that may exist."""
    line = st.integers(1, 40)
    one = st.one_of(
        st.fixed_dictionaries(
            {
                "action": st.just("set-aside"),
                "line": line,
                "to_line": line,
                "kind": st.sampled_from(sorted(ASIDES)),
            }
        ),
        st.fixed_dictionaries(
            {
                "action": st.just("role"),
                "line": line,
                "role": st.sampled_from(["head", "quote", "verse", "p"]),
            }
        ),
        st.fixed_dictionaries({"action": st.just("keep"), "line": line}),
        st.fixed_dictionaries(
            {"action": st.sampled_from(["join", "no-join"]), "line": line, "to_line": line}
        ),
    )
    return [found | {"reason": "seen in the print"} for found in draw(st.lists(one, min_size=1, max_size=4))]


@examples(120)
@given(texts(), decisions())
def test_properties_with_decisions_of_an_editor(text: str, decided: list[dict]) -> None:
    holds(document_of(text, record={"decisions": decided}))


def test_a_join_of_the_editor_past_a_paragraph() -> None:
    text = (
        "The harbour was closed in the autumn of 1987, and nobody asked for the keys of the gate.\n\n"
        "and so on and so forth, as it is said in the valley by those who have nothing else to say.\n\n"
        "Two years later the council met again to discuss the price of bread and the state of the\n"
    )
    decided = [{"action": "join", "line": 1, "to_line": 5, "reason": "seen in the print"}]
    check(edited(text, record={"decisions": decided}))


# 3. Addresses never move


@examples(150)
@given(texts(), st.sampled_from(SENTENCES))
def test_properties_of_addresses_when_a_text_grows(text: str, more: str) -> None:
    """A paragraph added at the end changes the address of nothing before it."""
    first = document_of(text)
    grown = edited(text + "\n\n" + more)
    before, after = ({b.lines[0]: b.id for b in d.blocks} for d in (first, grown))
    common = before.keys() & after.keys()
    assert {line: before[line] for line in common} == {line: after[line] for line in common}
    assert all(line > len(first.source.lines) for line in after.keys() - _lines(first))


def _lines(document: Document) -> set[int]:
    """Every line that holds any text."""
    source = document.source
    return {line.number for line in source.lines if source.text[line.start : line.end].strip()}


@examples(150)
@given(texts())
def test_properties_of_a_reading_text_read_again(text: str) -> None:
    """The plain reading text is a document like any other: nothing of it is lost."""
    first = document_of(text)
    again = "\n\n".join(block.text for block in first.blocks)
    second = document_of(again)
    holds(second)


@pytest.mark.parametrize("path", SEEDS, ids=seed_id)
def test_a_clean_text_is_left_alone(path: Path) -> None:
    """A reading text read again is nearly all text: there is hardly anything left to set aside."""
    first = edit(open_source(path, path.name), {})
    text = "\n\n".join(block.text for block in first.blocks)
    second = edited(text)
    check(second)
    gone = [text[slice(*aside.span)] for aside in second.asides]
    assert sum(map(len, gone)) <= 0.07 * len(text), gone
