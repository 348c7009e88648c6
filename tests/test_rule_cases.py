"""One case is one text file, `cases/<rule>/<name>.md`: no Python is needed to add one.

    What the case shows, in a line
    format: markdown            (these lines are optional; `format` is text when it is not said)
    record: {decisions: [{action: no-join, line: 3, reason: seen}]}
    escapes: yes                (\\x00 and \\f in the input stand for those characters)
    xfail: why the rule does not do this yet
    .
    the input
    .
    what comes out of it, by all rules in their order

What comes out is written so that it can be reviewed by eye: a line for each block, note and aside, in
order of the seed, and for each statement of the rule itself. ⟨3⟩ is the marker of note 3, ⟨l7⟩ the
place where line 7 of the input begins, ⟨i⟩ … ⟨/⟩ italic type.

    pytest tests/test_rule_cases.py --update-golden

writes what comes out into the files; then read the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from properties import check, source_of

from build_scripts.edition import edit
from build_scripts.model import Block, Document, Note
from build_scripts.rules import RULES

CASES = Path(__file__).parent / "cases"
FORMS = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub", "code": "code"}


@dataclass(frozen=True)
class Case:
    """A case file, read."""

    path: Path
    title: str
    header: dict[str, str]
    input: str
    expected: str

    @property
    def rule(self) -> str:
        return self.path.parent.name

    def document(self, rules=RULES) -> Document:
        text = self.input
        if self.header.get("escapes"):
            text = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text).replace(r"\f", "\f")
        record = yaml.safe_load(self.header.get("record", "{}"))
        return edit(source_of(text, self.header.get("format", "text")), record, rules)

    def update(self, result: str) -> None:
        head = "".join(f"{key}: {value}\n" for key, value in self.header.items())
        self.path.write_text(f"{self.title}\n{head}.\n{self.input}.\n{result}", encoding="utf-8")


def read_case(path: Path) -> Case:
    head, text, expected = re.split(
        r"^\.\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE
    )
    title, *lines = head.splitlines()
    return Case(path, title, dict(line.split(": ", 1) for line in lines), text, expected)


def read_cases(rule: str = "*") -> list[Case]:
    return [read_case(path) for path in sorted(CASES.glob(f"{rule}/*.md"))]


def dump(document: Document, rule: str) -> str:
    """The document as lines for the eye (see above)."""
    rows: list[tuple[int, str]] = []
    labels = {n.id: n.label if n.id == f"fn{n.label}" else n.id for n in document.notes}
    for block in document.blocks:
        level = str(block.level) if block.kind in ("head", "list") and block.level != 1 else ""
        kind = block.kind + level + (f" ({block.certainty})" if block.certainty != "high" else "")
        rows.append((_begin(document, block), f"{block.id} {kind}: {_marked(block, labels)}"))
    for note in document.notes:
        came = ", ".join(where for where, _ in note.references) or "nowhere"
        rows.append(
            (
                _begin(document, note),
                f"l{note.lines[0]} note {labels[note.id]} from {came}: {_marked(note, labels)}",
            )
        )
    for aside in document.asides:
        text = document.source.text[slice(*aside.span)].strip()
        rows.append(
            (aside.span[0], f"l{document.source.line_at(aside.span[0])} aside {aside.detail}: {_shown(text)}")
        )
    for said in document.statements:
        if said.rule == rule:
            where = f" (l{said.line})" if said.line else ""
            rows.append((len(document.source.text), f"= {said.term}: {said.value}{where}"))
    return "".join(row + "\n" for _, row in sorted(rows, key=lambda row: row[0]))


def _begin(document: Document, holder: Block | Note) -> int:
    return holder.source[0][0] if holder.source else document.source.lines[holder.lines[0] - 1].start


def _marked(holder: Block | Note, labels: dict[str, str]) -> str:
    """The text with its markers, line begins and type."""
    signs: list[tuple[int, int, int, str]] = []
    for ref in holder.noterefs:
        signs.append((ref.offset, 1, 0, f"⟨{labels[ref.note]}⟩"))
    for offset, line in holder.breaks:
        signs.append((offset, 2, 0, f"⟨l{line}⟩"))
    for style in holder.styles:
        name = f"a {style.href or 'lost'}" if style.name == "link" else FORMS.get(style.name, style.name)
        signs.append((style.start, 3, -style.end, f"⟨{name}⟩"))
        signs.append((style.end, 0, -style.start, "⟨/⟩"))
    text, at, parts = holder.text, 0, []
    for offset, _, _, sign in sorted(signs):
        parts += [text[at:offset], sign]
        at = offset
    return _shown("".join([*parts, text[at:]]))


def _shown(text: str) -> str:
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", lambda m: f"\\x{ord(m[0]):02x}", text)
    return re.sub(r"\r\n|\n|\r", " ⏎ ", text).replace("\t", " ⇥ ").replace("\f", " ␌ ")


def _parameters() -> Iterator:
    for case in read_cases():
        reason = case.header.get("xfail")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(case, id=f"{case.rule}/{case.path.stem}", marks=marks)


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    result = dump(case.document(), case.rule)
    if request.config.getoption("--update-golden") and "xfail" not in case.header:
        case.update(result)
        return
    assert result.splitlines() == case.expected.splitlines(), case.title


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c.rule}/{c.path.stem}") for c in read_cases()])
def test_properties_of_case(case: Case) -> None:
    """Every case holds as properties too: nothing lost, all offsets good, the same twice."""
    document = case.document()
    check(document)
    assert document == case.document()


def test_every_rule_has_cases() -> None:
    """At least two each, and no folder of a rule that is gone."""
    names = [rule.__name__.replace("_", "-") for rule in RULES]
    assert sorted(path.name for path in CASES.iterdir() if path.is_dir()) == sorted(names)
    assert [name for name in names if len(read_cases(name)) < 2] == []
