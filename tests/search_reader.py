"""The files of the search index, read as the browser reads them."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from build_scripts.model import Artifact
from build_scripts.search import postings
from build_scripts.search.files import ROWS

_CALL = re.compile(r'RR\.put\("([a-z0-9/-]+)",(.*),"([0-9a-f]{12})"\);\n', re.S)


class SearchFiles:
    """All files of one index."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self.sizes: dict[str, int] = {}
        self.data: dict[str, Any] = {}
        self.versions: set[str] = set()
        for artifact in artifacts:
            assert isinstance(artifact.content, str)
            match = _CALL.fullmatch(artifact.content)
            assert match, artifact.path
            name, data, version = match.groups()
            assert artifact.path == f"docs/search/{name}.js" and name not in self.data
            self.data[name] = json.loads(data)
            self.versions.add(version)
            self.sizes[name] = len(artifact.content.encode("utf-8"))
        self.root = self.data["root"]

    def list_of(self, term: str) -> list[postings.Posting]:
        """The postings of a term, by the rules for stems and long lists; [] for an unknown one."""
        entry = self._entry(term)
        if entry is None and term.endswith("~"):
            entry = self._entry(term[:-1])
        if entry is None:
            return []
        if entry.startswith("="):
            return self.list_of(entry[1:])
        if entry.startswith(("@", ".@")):
            count, name, frequency = entry.removeprefix(".")[1:].split(":")
            bare = {self.data[f"t/{name}-{piece}"]["post"].startswith(".") for piece in range(int(count))}
            assert bare == {entry.startswith(".")}
            found = [
                one
                for piece in range(int(count))
                for one in postings.read(self.data[f"t/{name}-{piece}"]["post"].encode("ascii"))
            ]
            assert len(found) == int(frequency)
            return found
        return list(postings.read(entry.encode("ascii")))

    def _entry(self, term: str) -> str | None:
        shard = bisect_right(self.root["shards"]["terms"], _order(term), key=_order) - 1
        if shard < 0:
            return None
        data = self.data[f"t/{shard}"]
        return data["post"][data["terms"].index(term)] if term in data["terms"] else None

    def terms(self) -> list[str]:
        return [
            term for i in range(len(self.root["shards"]["terms"])) for term in self.data[f"t/{i}"]["terms"]
        ]

    def rows(self) -> list[list[Any]]:
        """The rows of all passages, in order."""
        found = []
        firsts = self.root["first"]
        for start in range(0, self.root["n"], self.root["together"]):
            data = self.data[f"p/{start // self.root['together']}"]
            assert len(found) == start
            found += data["units"]
            numbers = {str(bisect_right(firsts, place) - 1) for place in range(start, len(found))}
            assert numbers == set(data["documents"])
            for number, (id, title, short, page) in data["documents"].items():
                row = self.data[f"d/{int(number) // ROWS}"][int(number) % ROWS]
                assert [id, title, short, page] == [*row[:3], row[5]]
        return found

    def facet(self, kind: str) -> dict[str, list[int]]:
        """Entity or topic → the passages."""
        data = self.data.get(f"facets/{kind}", {"ids": [], "post": []})
        found = {}
        for name, written in zip(data["ids"], data["post"], strict=True):
            place, places = 0, []
            for step in postings.numbers(written.encode("ascii")):
                place += step
                places.append(place)
            found[name] = places
        return found


def _order(term: str) -> bytes:
    """As the browser compares strings: by UTF-16 code units."""
    return term.encode("utf-16-be", "surrogatepass")
