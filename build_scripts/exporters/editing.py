"""The editorial policy: the rules' own words, with what each of them did in this archive."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from build_scripts.exporters.home import paragraphs
from build_scripts.exporters.page import block, page, quantity, text
from build_scripts.exporters.sources import address
from build_scripts.model import Artifact, Block, Corpus, Document, Note

_LEAD = """\
<p>Nothing in a document is corrected, modernised or translated. A document as it was received is
never changed: what follows is a list of rules that say how its carrier (pages, columns, running
heads, note numbers, the marks of a file format) was turned into a text that can be read. Each rule
proposes single changes; each change is recorded with its place, its rule and its reason, can be
looked up beside the text as received, and can be undone. All of them undone give the file back,
byte for byte.</p>"""

_READERS = "What the file format itself says"
_RECORD = "Decisions of the editor"


def editing(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/editing.md`, from the docstrings of the rules in their order."""
    changes, blocks, holders = _counts(corpus.documents)
    parts = ["# How the texts were edited", _LEAD, _totals(corpus)]
    named = set()
    rules = _rules()
    if rules:
        parts.append("## The rules, in their order")
    for rule in rules:
        name = rule_name(rule)
        named.add(name)
        parts += _section(name, rule, changes[name], blocks[name], holders[name])
    others = sorted((set(changes) | set(blocks)) - named - {"", "record"})
    if others:
        parts.append(f"## {_READERS}")
        parts.append(_table(others, changes, blocks, holders))
    if changes["record"]:
        parts.append(f"## {_RECORD}")
        parts.append(_decisions(corpus))
    parts += ["## What is checked", _checks()]
    meta = {
        "title": "How the texts were edited",
        "description": "The editorial policy: every rule, its words and its counts.",
    }
    yield Artifact("docs/editing.md", page(meta, parts))


def _checks() -> str:
    """The table of checks: code, severity, what it looks for."""
    from build_scripts.checks import described

    rows = [
        "<p>After each build the texts and the pages are looked through for what is doubtful. Nothing is changed: "
        "a finding is shown to the editor, who compares, and accepts it with a reason where it is right as it stands.</p>",
        '<div class="table" tabindex="0" role="region" aria-label="Checks"><table class="checks">',
        '<thead><tr><th scope="col">Code</th><th scope="col">Severity</th>'
        '<th scope="col">What it finds</th></tr></thead><tbody>',
    ]
    for code, severity, description, _ in described():
        rows.append(
            f"<tr><td><code>{text(code)}</code></td><td>{text(severity)}</td><td>{text(description)}</td></tr>"
        )
    return block([*rows, "</tbody></table></div>"])


def rule_name(rule: Callable[..., Any]) -> str:
    """The name under which interventions record a rule."""
    return rule.__name__.replace("_", "-")


def _rules() -> tuple[Callable[..., Any], ...]:
    try:
        from build_scripts.rules import RULES
    except ImportError:
        return ()
    return tuple(RULES)


def _counts(documents: tuple[Document, ...]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """(changes, blocks recognised, documents concerned), each by name of rule."""
    changes: Counter[str] = Counter()
    blocks: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for document in documents:
        mine = Counter(i.rule for i in document.interventions)
        units: tuple[Block | Note, ...] = (*document.blocks, *document.notes)
        seen = Counter(unit.rule for unit in units if unit.rule)
        changes.update(mine)
        blocks.update(seen)
        holders.update(set(mine) | set(seen))
    return changes, blocks, holders


def _section(name: str, rule: Callable[..., Any], changes: int, blocks: int, holders: int) -> Iterator[str]:
    """Heading, counts and words of one rule."""
    heading = name.replace("-", " ")
    yield f"### {heading[:1].upper() + heading[1:]} {{#{name}}}"
    yield f'<p class="rule-count"><code>{text(name)}</code> · {_tally(changes, blocks, holders)}</p>'
    for paragraph in paragraphs(inspect.getdoc(rule)):
        yield f"<p>{_prose(paragraph)}</p>"


def _tally(changes: int, blocks: int, holders: int) -> str:
    parts = [quantity(changes, "change")] if changes else []
    parts += [f"{quantity(blocks, 'passage')} recognised"] if blocks else []
    return (
        f"{', '.join(parts)} in {quantity(holders, 'document')}" if parts else "no occasion in this archive"
    )


def _prose(paragraph: str) -> str:
    """Plain words; between backticks stands what is quoted from a text or file."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text(paragraph))


def _table(names: list[str], changes: Counter[str], blocks: Counter[str], holders: Counter[str]) -> str:
    rows = [
        f'<tr><th scope="row">{text(name.replace("-", " "))}</th>'
        f"<td>{_tally(changes[name], blocks[name], holders[name])}</td></tr>"
        for name in names
    ]
    head = '<th scope="col">What</th><th scope="col">How often</th>'
    return block(
        [
            f'<div class="table"><table class="figures"><thead><tr>{head}</tr></thead><tbody>',
            *rows,
            "</tbody></table></div>",
        ]
    )


def _decisions(corpus: Corpus) -> str:
    """The decisions that no rule could make, each with its reason."""
    rows = []
    for document in corpus.documents:
        for item in document.interventions:
            if item.rule == "record":
                line = document.source.line_at(item.span[0])
                place = text(address(document.id, line))
                rows.append(
                    f'<li><a href="{place}">{text(document.title)}, line {line}</a>: '
                    f"{text(item.reason or 'no reason given')}</li>"
                )
    return block(["<ul>", *rows, "</ul>"])


def _totals(corpus: Corpus) -> str:
    count = sum(len(document.interventions) for document in corpus.documents)
    asides = sum(len(document.asides) for document in corpus.documents)
    return (
        f"<p>In this archive: {quantity(count, 'change')} in {quantity(len(corpus.documents), 'document')}, "
        f"among them {quantity(asides, 'passage')} set aside (kept, and shown where they stood).</p>"
    )
