"""Line breaks that end paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.readers.weave import Atom

SENTENCE_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', ")", "。")


def paragraphs(text: str, atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Running text in which line breaks end paragraphs: cut behind the end of a sentence, and behind a
    line that is bold from end to end. Styles that are open at a cut go on behind it."""
    groups: list[list[Atom]] = [[]]
    styles: dict[str, Atom] = {}
    last, bold, plain = "", False, False
    for atom in atoms:
        ends = last.endswith(SENTENCE_ENDS) or (bold and not plain)
        if atom.kind == "break" and atom.value == "\n" and last and ends:
            groups[-1] += [Atom("close", atom.start, atom.start, name) for name in styles]
            groups.append([style._replace(start=atom.start, end=atom.start) for style in styles.values()])
            last, bold, plain = "", False, False
            continue
        if atom.kind == "open":
            styles.setdefault(atom.value, atom)
        elif atom.kind == "close":
            styles.pop(atom.value, None)
        elif atom.kind in ("text", "glyph"):
            words = (text[atom.start : atom.end] if atom.kind == "text" else atom.value).rstrip()
            if words:
                last = words
                bold, plain = bold or "bold" in styles, plain or "bold" not in styles
        groups[-1].append(atom)
    return groups


def positioned(atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms that cover nothing stand where the one before them ends."""
    result: list[Atom] = []
    position = next((a.start for a in atoms if a.start < a.end), 0)
    for atom in atoms:
        if atom.start == atom.end:
            atom = atom._replace(start=position, end=position)
        position = atom.end
        result.append(atom)
    return result
