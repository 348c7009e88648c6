"""The text of a document as XHTML for books: shared by EPUB and the print page.

Every block has its anchor and, in `data-line`, the line of the received file where it begins, which the
style sheet shows in the margin: so the text itself stays the reading text and nothing else. Notes of the
author and of the editor are asides of the end, with links both ways. Names carry no link: the index of
names leads to the places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_scripts.connections import PlacedNote
from build_scripts.directions import right_to_left
from build_scripts.exporters import escaping
from build_scripts.exporters.addresses import unit_name
from build_scripts.exporters.cells import cells
from build_scripts.exporters.inline import EDITOR, LOST
from build_scripts.exporters.markdown import LABELLED, turned
from build_scripts.exporters.nesting import Node, Run, tree
from build_scripts.forms.web_links import is_proper
from build_scripts.forms.xml_text import FORBIDDEN, attributes, escape, language, text, xml_id
from build_scripts.model import Block, Document, Note, NoteRef

_TAGS = {"superscript": "sup", "subscript": "sub", "italic": "em", "bold": "strong", "code": "code"}
DEEPEST = 6
_MARKER = "ref-"
"""Before the names of markers; no unit has a name that begins so."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the words of one document are written into one or several files of a book."""

    document: Document
    href: Callable[[str], str]
    """Id of a unit, of an editor's note (`ed-a`) or of a marker's place in this document → its address
    from the file that is being written."""
    prefix: str = ""
    """Before every id: a file with several documents has one for each."""
    epub: bool = False
    """Whether attributes of EPUB are wanted beside those of HTML."""
    letters: Mapping[str, tuple[PlacedNote, ...]] = field(default_factory=dict)
    """Unit → the editor's notes in it."""
    heading: int = 1
    """Level of the title's heading."""
    targets: frozenset[str] = frozenset()
    """Ids that a link of the text may lead to."""
    outside: Callable[[str], str] = str
    """Address that a link of the text names → the one that is written."""
    first: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """(unit, line) → id of the anchor of that line, for the first unit that has it."""

    def id(self, name: str) -> str:
        return self.prefix + anchor(name)


def line_anchors(document: Document) -> dict[tuple[str, int], str]:
    """Of a line that begins inside several blocks the first has the anchor; none where a block has it."""
    taken = {unit.id for unit in document.units}
    found = {}
    for unit in document.units:
        for _, line in sorted(unit.breaks):
            if (name := f"l{line}") not in taken:
                taken.add(name)
                found[unit.id, line] = name
    return found


def targets(document: Document, anchors: Mapping[tuple[str, int], str]) -> frozenset[str]:
    return frozenset({unit.id for unit in document.units} | set(anchors.values()))


def blocks(sheet: Sheet, some: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """(the last block of it, XHTML) of every piece that may stand by itself: a block, or a whole list."""
    items: list[Block] = []
    for block in some:
        if block.kind == "list":
            items.append(block)
            continue
        if items:
            yield items[-1], "\n".join(_list(sheet, items))
            items = []
        yield block, _block(sheet, block)
    if items:
        yield items[-1], "\n".join(_list(sheet, items))


def _run(sheet: Sheet, unit: Block | Note) -> Run:
    breaks = tuple((offset, sheet.first.get((unit.id, line), "")) for offset, line in sorted(unit.breaks))
    placed = sheet.letters.get(unit.id, ())
    refs = (*unit.noterefs, *(NoteRef(one.target.end, EDITOR + one.letter) for one in placed))
    return Run(unit.text, _numbered(refs, unit.id), unit.styles, unit.passages, breaks)


def _numbered(refs: Sequence[NoteRef], unit: str) -> tuple[NoteRef, ...]:
    """Every marker with a name of its own behind its note, so that the note can lead back to it."""
    seen: dict[str, int] = {}
    found = []
    for ref in sorted(refs, key=lambda r: r.offset):
        seen[ref.note] = seen.get(ref.note, 0) + 1
        found.append(replace(ref, note=f"{ref.note}\0{marker(ref.note, unit, seen[ref.note])}"))
    return tuple(found)


def marker(note: str, unit: str, number: int) -> str:
    """Name of the place of a marker, an id as it is: the note, the unit where it stands, and which one
    there. Two underscores stand in no part of it (see `xml_id`), so different places have different names."""
    parts = [xml_id(note.removeprefix(EDITOR)), xml_id(unit), *([str(number)] if number > 1 else [])]
    return _MARKER + ("ed-" if note.startswith(EDITOR) else "") + "__".join(parts)


def anchor(name: str) -> str:
    """The name of a unit, line, note or marker as an id."""
    return name if name.startswith(_MARKER) else xml_id(name)


def _words(sheet: Sheet, unit: Block | Note) -> str:
    return _inline(sheet, _run(sheet, unit))


def _inline(sheet: Sheet, run: Run) -> str:
    return _node(sheet, tree(run, lambda href: escaping.address(href, sheet.targets)))


def _node(sheet: Sheet, node: Node) -> str:
    """What stands inside `node`."""
    return "".join(_plain(c) if isinstance(c, str) else _element(sheet, c) for c in node.children)


def _plain(words: str) -> str:
    """Character data. What XML cannot hold is left out, as on the pages: it was recorded before."""
    return escape(FORBIDDEN.sub("", words)).replace("\n", "<br/>")


def _element(sheet: Sheet, node: Node) -> str:
    if node.kind == "note":
        return _marker(sheet, node.value)
    if node.kind == "break":
        return f'<span id="{sheet.id(node.value)}"></span>' if node.value else ""
    if node.kind == "cut":
        return ""
    inner = _node(sheet, node)
    if node.kind == "passage":
        return f"<span{tongue(node.value, sheet.document.value('language'))}>{inner}</span>"
    if node.kind == "link":
        if not node.value:
            return f'<span class="lost"{attributes(title=LOST)}>{inner}</span>'
        inside = node.value.startswith("#")
        href = sheet.href(node.value[1:]) if inside else ""
        if not inside and is_proper(node.value):
            href = sheet.outside(node.value)
        return f"<a{attributes(href=href)}>{inner}</a>" if href else inner
    tag = _TAGS[node.kind]
    return f"<{tag}>{inner}</{tag}>"


def _marker(sheet: Sheet, value: str) -> str:
    """The raised number or letter that leads to a note."""
    note, _, place = value.partition("\0")
    editor = note.startswith(EDITOR)
    name = "ed-" + note.removeprefix(EDITOR) if editor else note
    shown = note.removeprefix(EDITOR) if editor else _label(sheet.document, note)
    given = attributes(
        id=sheet.id(place),
        href=sheet.href(name),
        epub_type="noteref" if sheet.epub else None,
        role="doc-noteref",
        class_="ed" if editor else None,
        title=f"Editor’s note {shown}" if editor else None,
    ).replace("epub-type", "epub:type")
    return f"<sup><a{given}>{text(shown)}</a></sup>"


def _label(document: Document, note: str) -> str:
    return next((n.label for n in document.notes if n.id == note), note.removeprefix("fn"))


def tongue(tag: object, around: object = "") -> str:
    """`lang`, `xml:lang` and direction of an element inside one of the language `around`."""
    known = language(tag)
    direction = "rtl" if right_to_left(known) else "ltr" if right_to_left(around) else None
    return attributes(lang=known, xml_lang=known, dir=direction)


def _given(sheet: Sheet, block: Block, *classes: str) -> str:
    names = [*classes, "uncertain" if block.kind == "quote" and block.certainty != "high" else ""]
    shown = " ".join(name for name in names if name)
    direction = turned(block, sheet.document.value("language") or "")
    return attributes(id=sheet.id(block.id), class_=shown, data_line=str(block.lines[0]), dir=direction)


def _block(sheet: Sheet, block: Block) -> str:
    if block.kind in ("title", "head"):
        level = sheet.heading if block.kind == "title" else sheet.heading - 1 + max(block.level, 2)
        tag = f"h{min(level, DEEPEST)}"
        return f"<{tag}{_given(sheet, block)}>{_words(sheet, block)}</{tag}>"
    if block.kind == "table" and any(block.rows):
        return _table(sheet, block)
    if block.kind == "quote":
        return f"<blockquote{_given(sheet, block)}><p>{_words(sheet, block)}</p></blockquote>"
    if block.kind == "code":
        shown = _words(sheet, block).replace("<br/>", "\n")
        return f"<pre{_given(sheet, block)}><code>{shown}</code></pre>"
    return f"<p{_given(sheet, block, '' if block.kind == 'p' else block.kind)}>{_words(sheet, block)}</p>"


def _table(sheet: Sheet, block: Block) -> str:
    """The first row holds the heads."""
    width = max(map(len, block.rows))
    found = iter(cells(block.rows, _run(sheet, block)))
    rows = []
    for number, row in enumerate(block.rows):
        tag, scope = ("td", "") if number else ("th", ' scope="col"')
        shown = [f"<{tag}{scope}>{_inline(sheet, next(found))}</{tag}>" for _ in row]
        rows.append("<tr>" + "".join(shown + [f"<{tag}></{tag}>"] * (width - len(row))) + "</tr>")
    body = f"<tbody>{''.join(rows[1:])}</tbody>" if rows[1:] else ""
    return f"<table{_given(sheet, block)}><thead>{rows[0]}</thead>{body}</table>"


def _list(sheet: Sheet, items: Sequence[Block]) -> Iterator[str]:
    """The items of one list. An item that brings its own sign along gets no second one."""
    depth = 0
    for item in items:
        wanted = min(max(item.level, 1), depth + 1)
        if wanted > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - wanted)
        depth = wanted
        own = "labelled" if LABELLED.match(item.text) else ""
        yield f"<li{_given(sheet, item, own)}>{_words(sheet, item)}"
    yield "</li></ul>" * depth


def note(sheet: Sheet, one: Note) -> str:
    """A note of the author, with its printed number, which leads back to its (first) marker."""
    kind = ' epub:type="footnote"' if sheet.epub else ""
    back = _back(sheet, one.id, one.references)
    line = str(one.lines[0]) if one.lines else None
    given = attributes(id=sheet.id(one.id), class_="note", role="doc-footnote", data_line=line)
    label = (
        f'<a role="doc-backlink"{attributes(href=back)}>{text(one.label)}</a>' if back else text(one.label)
    )
    return f'<aside{kind}{given}><p><span class="label">{label}</span> {_words(sheet, one)}</p></aside>'


def _back(sheet: Sheet, note: str, references: Sequence[tuple[str, int]]) -> str:
    return sheet.href(marker(note, references[0][0], 1)) if references else ""


def editorial(sheet: Sheet, placed: PlacedNote, rests: Sequence[str]) -> str:
    """A note of the editor: the words it is on, what it says, what it rests on (`rests`, XHTML)."""
    kind = ' epub:type="footnote"' if sheet.epub else ""
    name = f"ed-{placed.letter}"
    given = attributes(id=sheet.id(name), class_="note editorial", role="doc-footnote")
    back = attributes(href=sheet.href(marker(EDITOR + placed.letter, placed.target.unit, 1)))
    where = text(unit_name(placed.target.unit))
    told = f"<q>{text(placed.note.quote.exact)}</q> {text(placed.note.text)}"
    compare = f' <span class="basis">Compare {"; ".join(rests)}.</span>' if rests else ""
    return (
        f'<aside{kind}{given}><p><span class="label"><a role="doc-backlink"{back}>{placed.letter}</a></span> '
        f'<span class="by">Editor’s note ({text(placed.note.kind)}, {text(placed.note.certainty)}), {where}.</span> '
        f"{told}{compare}</p></aside>"
    )
