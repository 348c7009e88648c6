"""`data/entities.json`: the register as data, with what was counted; and its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from build_scripts.authorities import Authority
from build_scripts.exporters.passages import plain
from build_scripts.exporters.register import Register
from build_scripts.exporters.schemas import ENTITIES
from build_scripts.model import Artifact


def entities_data(reg: Register) -> Iterator[Artifact]:
    """The entities in the order of their ids, one on a line."""
    rows = [entity_data(reg, reg.authorities[id]) for id in sorted(reg.authorities)]
    inner = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    yield Artifact("docs/data/entities.json", f"[\n{inner}\n]\n" if rows else "[]\n")
    yield Artifact(
        "docs/data/schema/entities.json", json.dumps(ENTITIES, ensure_ascii=False, indent=1) + "\n"
    )


def entity_data(reg: Register, authority: Authority) -> dict[str, Any]:
    """One entity; its shape is `data/schema/entities.json`."""
    mentions = reg.mentions.get(authority.id, ())
    named = reg.named.get(authority.id, {})
    point = authority.coordinates
    return {
        "id": authority.id,
        "kind": authority.kind,
        "label": authority.label,
        "sort": authority.sort_label,
        "variants": [
            form for form in dict.fromkeys(plain(f.text) for f in authority.forms) if form != authority.label
        ],
        "same_as": dict(authority.same_as),
        "description": authority.description,
        "source": authority.source or None,
        "mentions": len(mentions),
        "for_government": sum(mention.sense == "government" for mention in mentions),
        "documents": [id for id in reg.documents if id in named],
        "forms": [
            {"form": form, "document": document, "mentions": len(some)}
            for document, forms in named.items()
            for form, some in forms.items()
        ],
        "offices": [
            {"title": title, "from": begin or None, "to": end or None}
            for title, begin, end in authority.offices
        ],
        "relations": [{"type": kind, "target": target} for kind, target in authority.relations],
        "stands_for": authority.stands_for or None,
        "coordinates": {"latitude": point[0], "longitude": point[1], "source": point[2]} if point else None,
        "page": f"{authority.page}.html",
    }
