"""A capital's name may mean the city or stand for the government of its state (a metonym)."""

from __future__ import annotations

import re

from build_scripts.model import Block, Note

#: What stands before a city: a preposition of place, or a word for it.
_LOCATED = re.compile(
    r"\b(?:in|near|at|outside|inside|around|into|through|via|over|across|downtown|central|capital(?: city)?|city of|"
    r"port of|mayor of|streets of|visit(?:s|ed|ing)?|reach(?:ed|ing)?|arriv\w+ (?:in|at)|leav\w+|left)"
    r"(?: the)?(?: \w+(?:n|ern) capital)?,? $",
    re.I,
)
#: `to` and `from` mean the city after a word of motion, close before.
_MOTION = re.compile(
    r"\b(?:visit\w*|trips?|travel\w*|flights?|flew|fl(?:y|ies|ying)|came|com(?:e|es|ing)|arriv\w+|return\w*|"
    r"went|go(?:es|ing)?|journey\w*|tour\w*|airlines?|pipelines?|roads?|railways?|delegations?|ships?|"
    r"brought|sent|invit\w+|depart\w+|transport\w*|deliver\w*)\b[^.;]{0,45}?\b(?:to|from|for) $",
    re.I,
)
#: Two cities under one preposition, `in A and B`; but `between A and B` joins partners.
_BESIDE = re.compile(
    r"\b(?:in|near|at|outside|via) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?(?:, [A-ZÀ-Þ][\w’'-]+)*,? (?:and|or) $"
)
#: What stands after a city.
_PLACE_AFTER = re.compile(
    r"(?:'s|’s)? (?:airport|port|harbou?r|streets?|suburbs?|city|skyline|metro|district|summit|conference|"
    r"exhibition|time)\b|, (?:the )?(?:capital|city)\b|(?:'s|’s)? \w+ (?:airport|station|stadium|university)\b|"
    r"-based\b| (?:is|was|remains|lies) (?:the|a|an|in|on) (?:[\w-]+ ){0,3}?(?:port|city|capital|hub|coast|shore)\b",
    re.I,
)
#: In `in the city's interest` the preposition belongs to the thing, not to its owner.
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’) \w")
_PLACED_KINDS = frozenset({"byline", "dateline", "author-note", "caption", "credit"})


def sense_of(unit: Block | Note, start: int, end: int) -> tuple[str, str]:
    """(`place` or `government`, the reason) of the name of a capital at `start` to `end`."""
    if isinstance(unit, Block) and unit.kind in _PLACED_KINDS:
        return "place", f"in a {unit.kind}"
    before, after = unit.text[max(0, start - 80) : start], unit.text[end : end + 40]
    if _PLACE_AFTER.match(after):
        return "place", "before a word of place"
    if not _POSSESSIVE.match(after):
        if _LOCATED.search(before) or _BESIDE.search(before):
            return "place", "after a word of place"
        if _MOTION.search(before):
            return "place", "after a word of motion"
    if re.match(r", [A-ZÀ-Þ]\w+[,.;)]", after) and re.search(r"[,(;] $|^$", before):
        return "place", "in an address"
    return "government", "acts, or is dealt with, as a state does"
