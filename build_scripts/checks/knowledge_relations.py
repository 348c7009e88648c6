"""Checks of the relations that the data files state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.checks.knowledge import Place
from build_scripts.model import Corpus

#: Relations that can lead back to their beginning only by mistake.
_DIRECTED = ("part-of", "successor-of", "located-in", "owns", "subsidiary-of")


def crooked_relations(corpus: Corpus) -> Iterator[Place]:
    """A relation contradicts itself: an entity or topic is related to itself, a chain of parts,
    successors, places, owners or wider topics comes back to where it began, or two topics are both one
    above the other and beside one another (SKOS, integrity condition S27)."""
    data = corpus.knowledge
    for authority in data.authorities:
        targets = {target for _, target in authority.relations} | {authority.stands_for}
        if authority.id in targets:
            yield authority.where, f"{authority.id} is related to itself"
    where = {authority.id: authority.where for authority in data.authorities}
    for kind in _DIRECTED:
        arrows = {a.id: tuple(t for k, t in a.relations if k == kind and t != a.id) for a in data.authorities}
        for circle in _circles(arrows):
            yield where[circle[0]], f"{kind} runs in a circle: {_chain(circle)}"
    yield from _topics(corpus)


def _topics(corpus: Corpus) -> Iterator[Place]:
    topics = {topic.id: topic for topic in corpus.knowledge.topics}
    wider = {topic.id: tuple(id for id in topic.broader if id != topic.id) for topic in topics.values()}
    for circle in _circles(wider):
        yield topics[circle[0]].where, f"broader runs in a circle: {_chain(circle)}"
    for topic in topics.values():
        if topic.id in (*topic.broader, *topic.related):
            yield topic.where, f"{topic.id} is related to itself"
        above = _reached(topic.id, wider)
        for other in topic.related:
            if other != topic.id and (other in above or topic.id in _reached(other, wider)):
                yield topic.where, f"{topic.id} and {other} are related and one above the other"


def crooked_claim_relations(corpus: Corpus) -> Iterator[Place]:
    """A comparison relates a statement to itself, the same two statements twice, or calls a difference
    between two documents a contradiction (which is kept for one document against itself)."""
    for comparison in corpus.knowledge.comparisons:
        documents = {claim.id: claim.quote.document for claim in comparison.claims}
        seen = set()
        for relation in comparison.relations:
            pair = frozenset((relation.first, relation.second))
            names = f"{comparison.id}: {relation.first} and {relation.second}"
            if len(pair) == 1:
                yield comparison.where, f"{comparison.id}: {relation.first} is related to itself"
            elif pair in seen:
                yield comparison.where, f"{names} are related twice"
            elif relation.kind == "contradicts" and documents[relation.first] != documents[relation.second]:
                yield comparison.where, f"{names} contradict one another, but stand in two documents"
            seen.add(pair)


def _reached(start: str, arrows: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that can be reached from `start`."""
    found: set[str] = set()
    waiting = list(arrows.get(start, ()))
    while waiting:
        if (here := waiting.pop()) not in found:
            found.add(here)
            waiting += arrows.get(here, ())
    return found


def _circles(arrows: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Circles of the graph, each once, from its first id. Depth-first with three colours (Cormen and
    others, Introduction to Algorithms, 22.3): an arrow to a node that is still open closes a circle."""
    done: set[str] = set()
    for start in arrows:
        path: list[str] = []
        stack = [(start, iter(arrows[start]))] if start not in done else []
        if stack:
            path.append(start)
        while stack:
            here, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                done.add(here)
            elif following in path:
                circle = path[path.index(following) :]
                first = circle.index(min(circle))
                yield circle[first:] + circle[:first]
            elif following in arrows and following not in done:
                stack.append((following, iter(arrows[following])))
                path.append(following)


def _chain(circle: list[str]) -> str:
    return " → ".join((*circle, circle[0]))
