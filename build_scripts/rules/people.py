"""The author's box."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.draft import Draft, Proposal
from build_scripts.signals import has_case, is_name, is_prose, strip_honorifics, word_count
from build_scripts.source import Mark, Statement
from build_scripts.vocabulary import part_of

_IS = re.compile(
    r"\s*(?:\([^()]{1,80}\)|,[^,]{2,60},)?,?\s*(?:is|was|are|has been|serves as|served as|works|teaches|writes|covers|holds|"
    r"joined|studied|leads|directs|lives|reports|ist|war|schreibt|wurde|geboren|born|né|née|lehrt|arbeitet|leitet|forscht|est|était|enseigne|dirige|es|fue|"
    r"trabaja|è|insegna|é|jest|является|работает|преподаёт|преподаёт|родился|—|–)\s",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?i)\b(?:professor|lecturer|fellow|director|head|analyst|journalist|researcher|author|editor|graduate|correspondent|"
    r"historian|economist|writer|reporter|student|candidate|scholar|scientist|consultant|founder|president|chair\w*|"
    r"ambassador|diplomat|member|columnist|teacher|senior|associate|advis[eo]r|expert|specialist|coordinator|manager|"
    r"photographer|novelist|poet|lawyer|attorney|physician|engineer|university|institute|born|"
    r"professorin|dozent\w*|leiter\w*|journalistin?|historiker\w*|mitarbeiter\w*|autor\w*|redakteur\w*|"
    r"professeure?|chercheu\w+|directeur|directrice|journaliste|historien\w*|profesora?|investigadora?|directora?|periodista|"
    r"профессор|доктор|кандидат|научный сотрудник|журналист|историк|эксперт|директор|доцент|аналитик|преподаватель|"
    r"dosent|doktor|araştırmacı|gazeteci|tədqiqatçı|jurnalist|ekspert|öğretim üyesi)\b"
)
_VIEWS = re.compile(
    r"(?i)\b(?:views|opinions) (?:expressed|presented|are)\b.{0,80}\b(?:own|author|those of)\b|"
    r"\b(?:the|this) (?:author|writer) (?:is|was|has|teaches|works|would like)\b|"
    r"\bder autor ist\b|\bdie autorin ist\b|\bl'auteure? est\b|\bel autor es\b|\bавтор (?:является|—|–|-)|"
    r"\b(?:can be (?:reached|contacted)|follow (?:him|her|them) (?:on|at)|tweets at|twitter:)"
)


def author_notes(draft: Draft) -> Iterator[Proposal]:
    """The box that tells who the author is: a paragraph that begins with the author's name and says what
    he or she is, or that says the views are the author's own, or stands under «About the author». Where
    no byline names an author, the name at the head of such a box at the beginning or end of the text is
    taken for the author's."""
    flow = draft.flow()
    creators = draft.values("creator") + draft.values("contributor")
    seen: set[str] = set()
    prose = [i for i, u in enumerate(flow) if is_prose(draft.text(u), 12)]
    for index, unit in enumerate(flow):
        if unit.role not in ("", "p") or unit.given and unit.role != "p":
            continue
        text = draft.text(unit)
        count = word_count(text)
        if not 6 <= count <= 220:
            continue
        headed = index and part_of(draft.text(flow[index - 1])) == "author"
        name = _name_at_head(text) if has_case(text) and text[:1].isupper() or text[:1] in "*_" else ""
        own = name and any(_same_person(name, creator) for creator in creators)
        edge = index in prose[:1] + prose[-3:]
        stranger = bool(name) and not creators and edge and OFFICE.search(text[:400])
        named_view = bool(_VIEWS.search(text)) and edge and (bool(name) or count < 60)
        if (
            headed
            or own
            and (OFFICE.search(text) or _VIEWS.search(text) or count <= 80)
            or stranger
            or named_view
        ):
            yield Mark(
                unit.start,
                "author-note",
                0,
                "author-notes",
                "under a heading that announces it" if headed else "tells who the author is",
            )
            if name and not creators and name not in seen and (stranger or headed or named_view):
                seen.add(name)
                yield Statement("creator", name, draft.line(unit), "author-notes", text[:200])


def _name_at_head(text: str) -> str:
    """The personal name with which the text begins when a verb follows it, or an empty string."""
    text = strip_honorifics(" ".join(text.split())[:260].replace("**", "").strip(" *_"))
    tokens = text.split()
    for size in (5, 4, 3, 2):
        name = " ".join(tokens[:size]).rstrip(",:;")
        rest = text[len(" ".join(tokens[:size])) :]
        if len(tokens) > size and is_name(name) and (_IS.match(rest) or _IS.match(" " + rest)):
            return name
        if (
            len(tokens) > size
            and is_name(name)
            and tokens[size - 1].endswith((":", ","))
            and OFFICE.search(rest[:90])
        ):
            return name
    return ""


def _same_person(name: str, creator: str) -> bool:
    """First and last word agree (an initial stands for a name): «Stephen J. Blank» is «Stephen Blank»."""
    a, b = name.casefold().split(), creator.casefold().split()
    common = {w for w in a if len(w) > 2 and not w.endswith(".")} & {
        w for w in b if len(w) > 2 and not w.endswith(".")
    }
    initials = {w[0] for w in b if w not in common}
    return bool(common) and (len(common) > 1 or any(w[0] in initials for w in a if w not in common))
