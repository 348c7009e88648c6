"""The register of an archive: the types of the data files under `seeds/authorities`."""

from __future__ import annotations

from dataclasses import dataclass

#: Kind of authority → (folder of its pages and name of its file, heading of its index).
KINDS = {
    "person": ("people", "People"),
    "place": ("places", "Places"),
    "organization": ("organizations", "Organizations"),
    "agreement": ("agreements", "Agreements"),
    "event": ("events", "Events"),
    "infrastructure": ("infrastructure", "Infrastructure"),
    "work": ("works", "Publications"),
    "product": ("products", "Products"),
}
RELATIONS = {
    "member-of": "has as member",
    "part-of": "has as part",
    "successor-of": "was succeeded by",
    "located-in": "is the location of",
    "holds-office-in": "has as holder of an office",
    "party-to": "has as party",
    "owns": "is owned by",
    "subsidiary-of": "has as subsidiary",
}
"""Relation of one authority to another → how it reads from the other side."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an entity is named."""

    text: str
    when: str = "always"
    """`always`; `named`: only after a full form in the same document, with no rival in between;
    `office`: only for whoever holds the office at the document's date."""
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class Authority:
    """One entity of the register (SKOS: a concept with its labels)."""

    id: str
    kind: str
    """A key of KINDS."""
    label: str
    forms: tuple[Form, ...]
    """Every form, the label first."""
    description: str = ""
    source: str = ""
    sort: str = ""
    abbreviation: str = ""
    offices: tuple[tuple[str, str, str], ...] = ()
    """(title, from, to) as EDTF; "" or `..` for an open end."""
    stands_for: str = ""
    """Id of the state for whose government the name of this place may stand."""
    relations: tuple[tuple[str, str], ...] = ()
    """(type, id of the other)."""
    same_as: tuple[tuple[str, str], ...] = ()
    """(register, identifier)."""
    coordinates: tuple[float, float, str] | None = None
    """(latitude, longitude, source) in degrees, north and east positive."""
    note: str = ""
    where: str = ""

    @property
    def page(self) -> str:
        """Path of its page below the site, without suffix."""
        return f"{KINDS[self.kind][0]}/{self.id}"

    @property
    def sort_label(self) -> str:
        return self.sort or self.label
