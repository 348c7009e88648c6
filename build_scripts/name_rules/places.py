"""Where chosen names stand: in their own runs, beside offices and peoples, and in headings in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.connections import Target
from build_scripts.model import Block, Corpus
from build_scripts.name_rules.choice import Name, forms_of, is_filler
from build_scripts.name_rules.keys import form_key
from build_scripts.name_rules.runs import SIGNS, is_shouted
from build_scripts.name_rules.survey import Seen, Survey

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_PIECE = re.compile(r"[^\s-]+")
_LONGEST = 8
"""Words of a form that are compared at most."""


def places(corpus: Corpus, found: Survey, names: list[Name]) -> list[list[Target]]:
    """For each name every place, in the order of documents, units and text. A short name inside a
    longer run that is no listed name is left out: it may belong to the longer one."""
    number = forms_of(names)
    targets: list[list[Target]] = [[] for _ in names]
    for seen in found.seen:
        for which, target in _in_run(seen, number, found):
            targets[which].append(target)
    for which, target in _in_headings(corpus, names):
        targets[which].append(target)
    order = {
        (document.id, unit.id): (index, place)
        for index, document in enumerate(corpus.documents)
        for place, unit in enumerate(document.units)
    }
    return [sorted(some, key=lambda t: (order[t.document, t.unit], t.start)) for some in targets]


def _in_run(seen: Seen, number: dict[str, int], found: Survey) -> Iterator[tuple[int, Target]]:
    """The names in one run: the whole of it, or names that leave nothing but offices and peoples."""
    whole = number.get(form_key(seen.text))
    if whole is not None:
        yield whole, seen.target
        return
    pieces = list(_PIECE.finditer(seen.text))
    index, held = 0, []
    while index < len(pieces):
        for last in range(min(len(pieces), index + _LONGEST), index, -1):
            start, end = pieces[index].start(), pieces[last - 1].end()
            which = number.get(form_key(seen.text[start:end]))
            if which is not None:
                held.append((which, start, end))
                index = last
                break
        else:
            word = pieces[index][0]
            opens = index == 0 and not seen.sure and found.small[word.lower()]
            if not opens and not is_filler(word, found):
                return
            index += 1
    target = seen.target
    for which, start, end in held:
        yield which, Target(target.document, target.unit, target.start + start, target.start + end)


def _in_headings(corpus: Corpus, names: list[Name]) -> Iterator[tuple[int, Target]]:
    """In texts in capitals: the forms in capitals, as whole words, the longest at each place."""
    by_first: dict[str, list[tuple[str, int]]] = {}
    for which, name in enumerate(names):
        for form in sorted(name.tally.forms):
            shouted = form.upper()
            if first := _WORD.match(shouted):
                by_first.setdefault(first[0], []).append((shouted, which))
    for some in by_first.values():
        some.sort(key=lambda pair: (-len(pair[0]), pair))
    for document in corpus.documents:
        for unit in document.units:
            if not is_shouted(unit.text) or isinstance(unit, Block) and unit.kind == "code":
                continue
            text, position = unit.text.translate(SIGNS), 0
            for word in _WORD.finditer(text):
                for shouted, which in by_first.get(word[0], ()) if word.start() >= position else ():
                    end = word.start() + len(shouted)
                    if text.startswith(shouted, word.start()) and not text[end : end + 1].isalnum():
                        yield which, Target(document.id, unit.id, word.start(), end)
                        position = end
                        break
