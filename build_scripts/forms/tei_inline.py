"""The words of a block or note as TEI: styles, links, languages, names, corrections, lines and notes.

Taken out of the markup again, with `orig` and what stands empty left aside, the words are those of the
reading text, character by character. A character that XML cannot hold stands as `<g n="U+0007"/>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from build_scripts.connections import Mention, Target
from build_scripts.exporters import escaping
from build_scripts.exporters.nesting import Run
from build_scripts.forms.spans import Point, Stretch, write
from build_scripts.forms.tei_changes import Change
from build_scripts.forms.xml_text import FORBIDDEN, attributes, code_point, escape, language, xml_id
from build_scripts.model import Block, Note, NoteRef, TextStyle

_NAME, _CHANGE, _TAGS = "tei-name", "tei-change", "\0"
"""Styles of our own in a Run, and what stands between their two tags (no tag can hold it)."""
ELEMENTS = {"person": "persName", "place": "placeName", "organization": "orgName"}
"""Kind of authority → element of its mentions; all others are `name` with the kind as its type."""
_RENDERED = {
    "italic": "italic",
    "bold": "bold",
    "superscript": "superscript",
    "subscript": "subscript",
    "code": "monospace",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """What is known of the words of one document, by id of the unit."""

    targets: frozenset[str]
    """Ids that a link inside the document may lead to."""
    names: Mapping[str, tuple[tuple[Target, str, str], ...]] = field(default_factory=dict)
    """(where, start tag, end tag) of every name."""
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    letters: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """(offset, letter) of the editor's notes."""
    apparatus: tuple[str, ...] = ()
    """Ids of the interventions, by their place."""


def name_tags(mention: Mention, kind: str) -> tuple[str, str]:
    """Start and end tag of a mention; `metonym` where a place stands for a government."""
    name = ELEMENTS.get(kind, "name")
    meant = "metonym" if mention.sense == "government" else kind if name == "name" else None
    doubt = mention.certainty if mention.certainty != "high" else None
    given = attributes(type=meant, ref=f"#{entity_id(mention.entity)}", cert=doubt)
    return f"<{name}{given}>", f"</{name}>"


def entity_id(id: str) -> str:
    return "e-" + xml_id(id)


def note_id(id: str) -> str:
    """Note ids hold any sign that a source prints: `fn*` → `fn_2a_`."""
    return xml_id(id)


def unit_run(unit: Block | Note, marked: Marked, taken: set[str]) -> Run:
    """A block or note with all its marks as a Run, so that it can be cut into cells and lines. Of several
    blocks in which one line goes on, the first has the anchor."""
    breaks = []
    for offset, line in sorted(unit.breaks):
        anchor = f"l{line}"
        breaks.append((offset, f"{line}" if anchor in taken else f"{line} {anchor}"))
        taken.add(anchor)
    styles, refs = list(unit.styles), list(unit.noterefs)
    for target, begin, end in marked.names.get(unit.id, ()):
        styles.append(TextStyle(target.start, target.end, _NAME, f"{begin}{_TAGS}{end}"))
    for change in marked.changes.get(unit.id, ()):
        begin, end = _choice(change, marked)
        if change.reading:
            until = change.offset + len(change.reading)
            styles.append(TextStyle(change.offset, until, _CHANGE, f"{begin}{_TAGS}{end}"))
        else:
            refs.append(NoteRef(change.offset, f"{_TAGS}{begin}{end}"))
    for offset, letter in marked.letters.get(unit.id, ()):
        given = attributes(type="editorial", n=letter, target=f"#ed-{letter}")
        refs.append(NoteRef(offset, f"{_TAGS}<ptr{given}/>"))
    return Run(unit.text, tuple(refs), tuple(styles), unit.passages, tuple(breaks))


def inline(run: Run, marked: Marked) -> str:
    """`run` as the content of an element."""
    points = [*_breaks(run), *_notes(run)]
    return write(run.text, [*_styles(run, marked), *_languages(run)], points, words)


def words(text: str) -> str:
    """Character data, with `<g/>` for what XML cannot hold."""
    parts, position = [], 0
    for match in FORBIDDEN.finditer(text):
        parts += [escape(text[position : match.start()]), f'<g type="control" n="{code_point(match[0])}"/>']
        position = match.end()
    return "".join([*parts, escape(text[position:])])


def _styles(run: Run, marked: Marked) -> Iterator[Stretch]:
    for style in run.styles:
        if style.name == "link":
            yield Stretch(style.start, style.end, _ref(style.href, marked), "</ref>", 3)
        elif style.name in _RENDERED:
            yield Stretch(style.start, style.end, f'<hi rend="{_RENDERED[style.name]}">', "</hi>", 6)
        elif style.name in (_NAME, _CHANGE):
            begin, _, end = (style.href or "").partition(_TAGS)
            rank = 4 if style.name == _NAME else 8
            yield Stretch(style.start, style.end, begin, end, rank, whole=True)


def _ref(href: str | None, marked: Marked) -> str:
    target = escaping.address(href, marked.targets)
    if target is None:
        return '<ref type="lost">'
    return f"<ref{attributes(target='#' + xml_id(target[1:]) if target.startswith('#') else target)}>"


def _languages(run: Run) -> Iterator[Stretch]:
    for passage in run.passages:
        if tag := language(passage.language):
            yield Stretch(passage.start, passage.end, f'<foreign xml:lang="{tag}">', "</foreign>", 2)


def _breaks(run: Run) -> Iterator[Point]:
    """Where the text of a further line of the received file begins."""
    for offset, told in run.breaks:
        line, _, anchor = told.partition(" ")
        spaced = offset == 0 or run.text[offset - 1 : offset].isspace()
        given = attributes(xml_id=anchor, n=line, break_=None if spaced else "no")
        yield Point(offset, f"<lb{given}/>")


def _notes(run: Run) -> Iterator[Point]:
    """Markers of notes, and what was left out."""
    for ref in sorted(run.noterefs, key=lambda r: r.offset):
        if ref.note.startswith(_TAGS):
            yield Point(ref.offset, ref.note[len(_TAGS) :])
        else:
            given = attributes(type="note", n=ref.note.removeprefix("fn"), target=f"#{note_id(ref.note)}")
            yield Point(ref.offset, f"<ptr{given}/>")


def _choice(change: Change, marked: Marked) -> tuple[str, str]:
    """Before and after the reading: what was received stands first."""
    link = attributes(corresp=f"#{marked.apparatus[change.intervention]}")
    return f"<choice{link}><orig>{received(change.received)}</orig><reg>", "</reg></choice>"


def received(text: str) -> str:
    """Words as received: line ends as `lb`, since a parser may fold them."""
    return "<lb/>".join(words(part) for part in _split_lines(text))


def _split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
