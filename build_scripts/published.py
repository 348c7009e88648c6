"""Addresses that were published stay alive.

`seeds/releases/addresses.txt` lists them, one a line; `python -m build_scripts release` adds those that are
new and takes none away. What lost its page is led on by `redirects` in `archive.yml`; a check refuses an
address that leads nowhere.

An address is a path of the site without `.html`: `documents/miller-2014`, `people/anna-miller`,
`topics/locks`; an event or a question has its place on a common page: `timeline#flood`, `compare#tolls`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts import errors, releases
from build_scripts.authorities import KINDS

if TYPE_CHECKING:
    from build_scripts.model import Corpus

FILE = "addresses.txt"
_ID = r"[a-z0-9][a-z0-9-]{0,63}"
_FOLDERS = "|".join(["documents", "topics", *(folder for folder, _ in KINDS.values())])
ADDRESS = re.compile(rf"(?:{_FOLDERS})/{_ID}|(?:timeline|compare)#{_ID}")
_HEAD = "# Addresses that were published: none may be lost (docs/cite.md). Written by `python -m build_scripts release`.\n"


def addresses(corpus: Corpus) -> tuple[str, ...]:
    """Every address that the corpus has now."""
    known = corpus.knowledge
    return (
        *(f"documents/{document.id}" for document in corpus.documents),
        *(authority.page for authority in known.authorities),
        *(f"topics/{topic.id}" for topic in known.topics),
        *(f"timeline#{event.id}" for event in known.events),
        *(f"compare#{comparison.id}" for comparison in known.comparisons),
    )


def read(seeds: Path) -> tuple[str, ...]:
    """The list; () when nothing was published. Raises RecordError for a line that is no address."""
    path = seeds / releases.FOLDER / FILE
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if not ADDRESS.fullmatch(address):
            raise errors.RecordError(
                f"{address[:80]!r} is not an address",
                f"{releases.FOLDER}/{FILE}:{number}",
                "restore the file from version control",
            )
        found.append(address)
    return tuple(dict.fromkeys(found))


def record(corpus: Corpus, seeds: Path) -> tuple[str, ...]:
    """Add what is new to the list; the new addresses."""
    before = read(seeds)
    new = tuple(sorted(set(addresses(corpus)) - set(before)))
    if new:
        path = seeds / releases.FOLDER / FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(_HEAD + "".join(f"{one}\n" for one in sorted({*before, *new})), "utf-8")
    return new


def published(corpus: Corpus) -> tuple[str, ...]:
    """The list, and the documents of every recorded release."""
    released = (f"documents/{id}" for release in corpus.releases for id in release.documents)
    return tuple(dict.fromkeys([*corpus.published, *released]))


def full(address: str) -> str:
    """A bare id is that of a document."""
    return address if "/" in address or "#" in address else f"documents/{address}"


def redirects(corpus: Corpus) -> dict[str, str]:
    """Old address → where it leads now, through any number of steps. Those that lead nowhere, in a circle,
    or stand in the way of an address of today are left out: `problems` names them."""
    stated = _stated(corpus)
    now = frozenset(addresses(corpus))
    found = {}
    for old in stated:
        target = _end(old, stated)
        if target in now and old not in now and ADDRESS.fullmatch(old):
            found[old] = target
    return found


def problems(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """(old address, what is wrong) of redirects that cannot work."""
    stated = _stated(corpus)
    now = frozenset(addresses(corpus))
    for old, new in stated.items():
        if not ADDRESS.fullmatch(old) or not ADDRESS.fullmatch(new):
            wrong = old if not ADDRESS.fullmatch(old) else new
            yield old, f"{wrong!r} is not an address like `documents/id`, `people/id` or `timeline#id`"
        elif old in now:
            yield old, "has a page of its own, so it cannot lead elsewhere"
        elif ("#" in old) != ("#" in _end(old, stated)):
            yield old, "leads from a place on a page to a whole page, or the other way round"
        elif _end(old, stated) not in now:
            yield old, f"leads to {_end(old, stated)!r}, which does not exist"


def _stated(corpus: Corpus) -> dict[str, str]:
    rows = corpus.archive.get("redirects") or ()
    return {full(row["from"]): full(row["to"]) for row in rows}


def _end(old: str, stated: Mapping[str, str]) -> str:
    seen, at = {old}, stated[old]
    while at in stated and at not in seen:
        seen.add(at)
        at = stated[at]
    return at
