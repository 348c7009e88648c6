"""Everything about names: a page for each entity, their indexes, how the documents name things, the data."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.entities import entities
from build_scripts.exporters.entities_data import entities_data
from build_scripts.exporters.entity_indexes import indexes
from build_scripts.exporters.naming import naming
from build_scripts.exporters.register import register
from build_scripts.model import Artifact, Corpus


def names(corpus: Corpus) -> Iterator[Artifact]:
    """All of it, from mentions that are grouped once."""
    grouped = register(corpus)
    for part in (entities, indexes, naming, entities_data):
        yield from part(grouped)
