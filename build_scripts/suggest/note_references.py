"""References that lead nowhere: sections, tables and addresses that cannot be found, speakers without a
name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from build_scripts.connections import Target
from build_scripts.model import Block, Corpus, Document
from build_scripts.name_rules.keys import folded
from build_scripts.sentences import sentence_at
from build_scripts.suggest.proposals import Proposal, prose

_PART = r"section|chapter|part|annex|appendix|table|figure"
_SEE = re.compile(
    rf"\b(?:see|cf\.?|compare)(?: also| the)? (?P<part>{_PART})s? "
    rf"(?:[“\"‘«]\s*(?P<title>[^“”\"‘’«»]{{4,80}}?)[,\s]*[”\"’»]|(?P<number>\d+(?:\.\d+)*|[IVX]+\b|[A-Z]\b))",
    re.I,
)
_ELSEWHERE = re.compile(r"\s*(?:,\s*)?(?:of|in) (?!this\b|the present\b)", re.I)
_WITH_SCHEME = re.compile(r"https?://[^\s<>“”«»]+", re.I)
_WITHOUT_SCHEME = re.compile(
    r"(?<![\w@/.:=&?%#-])(?!www\.)(?:[a-z0-9][a-z0-9-]{0,60}\.){1,4}(?:com|org|net|ru|info|edu|gov|int|de|fr|uk|[a-z]{2})/"
    r"[^\s<>“”«»]*[\w/]|(?<=:)(?!//)(?:[a-z0-9][a-z0-9-]{0,60}\.){1,4}[a-z]{2,6}/[^\s<>“”«»]*[\w/]",
    re.I,
)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}(?::\d{1,5})?|localhost(?::\d+)?")
_SPEAKER = re.compile(
    r"\b(?:one|an?|another) (?:[\w-]+ ){0,3}?(?P<who>observer|analyst|expert|commentator|scholar|author|activist|researcher|"
    r"journalist|diplomat|historian|writer|critic|official)(?: recently| once| has| have)? "
    r"(?:note[sd]|conclude[sd]|claim\w*|argue[sd]|observe[sd]|remark\w*|put it|said|says|told|wrote|write[s]?|point\w* out)\b|"
    r"\bas \w+ by (?:one|an?) (?:[\w-]+ ){0,2}?(?P<who2>observer|analyst|expert|commentator|scholar|author|researcher|journalist)\b",
    re.I,
)


def sections(corpus: Corpus) -> Iterator[Proposal]:
    """`See section …` that no heading, table or figure of the document answers."""
    for document in corpus.documents:
        heads = [folded(b.text) for b in document.blocks if b.kind in ("head", "caption", "table")]
        if not heads:
            continue
        for unit in prose(document):
            for match in _SEE.finditer(unit.text):
                # In a note `see chapter 2` means the work that it cites.
                if not isinstance(unit, Block) and match["number"]:
                    continue
                if _ELSEWHERE.match(unit.text[match.end() : match.end() + 12]) or _answered(match, heads):
                    continue
                yield Proposal(
                    Target(document.id, unit.id, *match.span()),
                    "reference",
                    "likely",
                    f"No heading of this document answers to this {match['part'].lower()}.",
                )


def _answered(match: re.Match[str], heads: list[str]) -> bool:
    if match["title"]:
        return any(folded(match["title"]) in head for head in heads)
    number, part = folded(match["number"]), match["part"].lower()
    opening = re.compile(rf"(?:{part}s?\s+)?{re.escape(number)}(?!\w)")
    return any(opening.match(head) for head in heads)


def addresses(corpus: Corpus) -> Iterator[Proposal]:
    """Addresses that cannot work as printed: no possible host, no `http://`."""
    for document in corpus.documents:
        for unit in document.units:
            for match in _WITH_SCHEME.finditer(unit.text):
                if not _possible(match[0]):
                    yield _address(document, unit.id, match, "The address has no possible host.")
            # In running text such an address may be the name of a site.
            for match in _WITHOUT_SCHEME.finditer(unit.text) if not isinstance(unit, Block) else ():
                yield _address(document, unit.id, match, "The address has no “http://” at its head.")


def _possible(address: str) -> bool:
    try:
        host = urlsplit(address.rstrip(".,;:)]”\"'")).netloc
    except ValueError:
        return False
    # A host without a dot is a machine of a local network, in an example.
    return "." not in host or bool(_HOST.fullmatch(host.rpartition("@")[2].rstrip(".")))


def _address(document: Document, unit: str, match: re.Match[str], words: str) -> Proposal:
    end = match.start() + len(match[0].rstrip('.,;)”"'))
    return Proposal(Target(document.id, unit, match.start(), end), "reference", "certain", words)


def home_pages(corpus: Corpus) -> Iterator[Proposal]:
    """A note cites an article with its title and date, and its address is only the home page of a site."""
    for document in corpus.documents:
        for note in document.notes:
            if not re.search(r"(?:1[89]|20)\d\d", note.text):
                continue
            found = list(_WITH_SCHEME.finditer(note.text))
            for match in found:
                try:
                    path = urlsplit(match[0].rstrip(".,;:)]”\"'"))
                except ValueError:
                    continue
                if path.path in ("", "/") and not path.query and not path.fragment:
                    yield _address(document, note.id, match, "The address is only the home page of a site.")


def unnamed(corpus: Corpus) -> Iterator[Proposal]:
    """A speaker without a name, where a note is set at the sentence."""
    for document in corpus.documents:
        notes = {note.id: note for note in document.notes}
        for block in document.blocks:
            for match in _SPEAKER.finditer(block.text) if block.noterefs else ():
                note = notes.get(_note_after(block, *match.span()))
                if note and note.text:
                    end = min(len(note.text), 80)
                    while end < len(note.text) and not note.text[end].isspace():
                        end += 1
                    yield Proposal(
                        Target(document.id, block.id, *match.span()),
                        "quotation",
                        "query",
                        f"The {(match['who'] or match['who2']).lower()} is not named here. Note {note.label} may name the "
                        "source.",
                        (Target(document.id, note.id, 0, end),),
                    )


def _note_after(block: Block, start: int, end: int) -> str:
    """Id of the first note that is set in the same sentence or in the next one; else ""."""
    stop = sentence_at(block.text, start, end)[1]
    stop = sentence_at(block.text, stop + 1, stop + 2)[1] if stop + 2 < len(block.text) else stop
    return next((ref.note for ref in block.noterefs if end <= ref.offset <= stop), "")
