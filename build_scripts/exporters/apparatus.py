"""The list of every change to one document: what stood there, what is read, by which rule and why."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.page import block, quantity, text
from build_scripts.model import Document
from build_scripts.source import ASIDES, Intervention, Line

#: The kinds in the order of the list: (kind, heading, what is said of all of them).
SECTIONS = (
    (
        "set-aside",
        "Set aside",
        "Left out of the reading page, because it belongs to the carrier and not to the text.",
    ),
    ("replaced", "Replaced", "Read as something else."),
    ("join", "Joined", "A break of the page or line that is not a break of the text."),
    ("noteref", "Numbers of notes in the text", "Shown as raised numbers that lead to the note."),
    ("label", "Numbers at the head of notes", "Shown beside the note."),
    ("markup", "Signs of the file format", "They say how the text was set, and are not text."),
)
_WHO = {"rule": "", "reader": "given by the file format", "editor": "decision of the editor"}
_LONG = 240
"""Characters of a passage that the list shows; the whole stands above, in its place."""


def listed(document: Document, lines: tuple[Line, ...]) -> str:
    """The list for the lines of one page, as one raw HTML block."""
    if not lines:
        return ""
    first, last = lines[0].number, lines[-1].number
    numbered = [
        (number, line, item)
        for number, item in enumerate(document.interventions, 1)
        if first <= (line := document.source.line_at(item.span[0])) <= last
    ]
    rows = [
        '<section class="interventions">',
        '<h2 id="interventions">All changes</h2>',
        f"<p>{quantity(len(numbered), 'change')} on this page. "
        "All of them undone give the file back as it was.</p>",
    ]
    for kind, heading, lead in SECTIONS:
        some = [row for row in numbered if row[2].kind == kind]
        if some:
            rows += _section(document, kind, f"{heading} ({len(some):,})", lead, some)
    return block([*rows, "</section>"])


def _section(
    document: Document, kind: str, heading: str, lead: str, some: list[tuple[int, int, Intervention]]
) -> Iterator[str]:
    reads = kind == "replaced"
    yield f'<h3 id="changes-{kind}">{heading}</h3>'
    yield f"<p>{lead}</p>"
    yield '<table class="apparatus"><thead><tr><th scope="col">Line</th><th scope="col">As received</th>'
    yield '<th scope="col">Read</th>' if reads else ""
    yield '<th scope="col">Rule and reason</th></tr></thead><tbody>'
    for number, line, item in some:
        yield f'<tr id="i{number}"><td class="where"><a href="#s{line}">{line}</a></td>'
        yield f'<td data-label="As received:">{_before(document, item)}</td>'
        if reads:
            yield f'<td class="after" data-label="Read:">{_shown(item.reading)}</td>'
        yield f"<td>{_why(item)}</td></tr>"
    yield "</tbody></table>"


def _before(document: Document, item: Intervention) -> str:
    original = document.source.text[item.span[0] : item.span[1]]
    if item.kind == "join":
        before = document.source.text[max(0, item.span[0] - 24) : item.span[0]]
        after = document.source.text[item.span[1] : item.span[1] + 24]
        how = "with a space" if item.reading == " " else "without a space" if not item.reading else ""
        dropped = f" (dropped: <b>{text(original.strip())}</b>)" if original.strip() else ""
        return (
            f'<span class="before">…{text(before)} <b>⤷</b> {text(after)}…</span> '
            f'<span class="how">{how}{dropped}</span>'
        )
    return f'<span class="before">{_shown(original)}</span>'


def _shown(words: str) -> str:
    """A passage of the list; long ones are cut in the middle."""
    words = words.strip("\r\n") if words.strip() else words
    if not words.strip():
        return f'<span class="none">{"white space" if words else "nothing"}</span>'
    if len(words) > _LONG:
        return f'{text(words[: _LONG - 60])} <span class="none">[…]</span> {text(words[-60:])}'
    return text(words)


def _why(item: Intervention) -> str:
    parts = []
    if item.kind == "set-aside":
        what = ASIDES.get(item.detail, item.detail)
        parts.append(f"{text(what[:1].upper() + what[1:])}." if what else "")
    if item.reason:
        parts.append(text(item.reason[:1].upper() + item.reason[1:].rstrip(".") + "."))
    signs = [f'<a href="../editing.html#{text(item.rule)}">{text(item.rule.replace("-", " "))}</a>']
    if item.rule == "record" or item.responsibility != "rule":
        signs = [_WHO.get(item.responsibility, item.responsibility) or "decision of the editor"]
        signs.append(text(item.rule.replace("-", " ")) if item.rule != "record" else "")
    if item.certainty != "high":
        signs.append(f"certainty: {text(item.certainty)}")
    return f'{" ".join(parts)} <span class="how">{" · ".join(sign for sign in signs if sign)}</span>'
