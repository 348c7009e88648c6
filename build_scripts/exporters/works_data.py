"""The works cited as data: `data/works.json` with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exporters import bibliography, json_text
from build_scripts.exporters.addresses import of_unit
from build_scripts.exporters.json_text import DATE, PASSAGE, TEXT, TEXTS, given, passage, rows, shape
from build_scripts.exporters.works_cited import CitedWork, Place, works_cited
from build_scripts.knowledge_schema import KINDS_OF_WORK, STATES
from build_scripts.model import Artifact, Corpus

_CITATION = shape(
    {
        "document": TEXT,
        "unit": {"type": "string", "description": "id of the note (`fn7`) or block (`l62`)"},
        "page": TEXT,
        "state": {"enum": list(STATES)},
        "resolved": {
            "type": "boolean",
            "description": "a short form whose work is cited in full elsewhere in the documents",
        },
    },
    {
        "passage": PASSAGE,
        "printed_as": TEXT | {"description": "the short form as printed"},
        "reason": TEXT | {"description": "of the editor: why it is this work, or this state"},
    },
)
_PRINTED = ("title_translated", "container", "publisher", "place", "volume", "issue", "pages", "note")
WORKS: dict[str, Any] = {
    "$schema": json_text.DRAFT,
    "title": "Works that the documents cite, and links whose addresses the sources have lost",
    **shape(
        {
            "works": rows(
                shape(
                    {
                        "id": TEXT,
                        "kind": {"enum": list(KINDS_OF_WORK)},
                        "page": TEXT,
                        "citations": rows(_CITATION) | {"minItems": 1},
                    },
                    {
                        "authors": TEXTS | {"description": "family name first, as printed"},
                        "title": TEXT,
                        "date": DATE,
                        "language": TEXT | {"description": "BCP 47"},
                        "url": TEXT,
                        "url_status": {"enum": ["as-printed", "repaired", "doubtful", "lost"]},
                        "url_printed": TEXT | {"description": "where the address is repaired"},
                        "document": TEXT | {"description": "document of the archive that is this work"},
                        "authority": TEXT | {"description": "entity of kind work"},
                        **dict.fromkeys(_PRINTED, TEXT),
                    },
                )
            ),
            "lost_links": rows(
                shape({"document": TEXT, "unit": TEXT, "page": TEXT, "words": TEXT}, {"work": TEXT})
            ),
        }
    ),
}


def works_data(corpus: Corpus) -> Iterator[Artifact]:
    """Nothing for an archive where nothing is cited and no link lost."""
    found = works(corpus)
    if any(found.values()):
        yield Artifact("docs/data/works.json", json_text.dump(found))
        yield Artifact("docs/data/schema/works.json", json_text.dump(WORKS))


def works(corpus: Corpus) -> dict[str, list[Any]]:
    """Its shape is WORKS; works in the order of the bibliography."""
    found = works_cited(corpus)
    pages = bibliography.addresses(corpus)
    return {
        "works": [_work(cited, pages[cited.work.id]) for cited in (*found.works, *found.linked)],
        "lost_links": [
            given(
                {
                    "document": link.document.id,
                    "unit": link.unit,
                    "page": of_unit(link.document.id, link.unit),
                    "words": link.words,
                    "work": link.work.id if link.work else "",
                }
            )
            for link in found.links
        ],
    }


def _work(cited: CitedWork, page: str) -> dict[str, Any]:
    work = cited.work
    return given(
        {
            "id": work.id,
            "kind": work.kind,
            "page": page,
            "authors": list(work.authors),
            "title": work.title,
            "date": work.date,
            "language": work.language,
            "url": work.url,
            "url_status": work.url_status if work.url or work.url_status == "lost" else "",
            "url_printed": work.url_printed,
            "document": work.document,
            "authority": work.authority,
            **{name: work.field(name) for name in _PRINTED},
            "citations": [_citation(place) for place in cited.places],
        }
    )


def _citation(place: Place) -> dict[str, Any]:
    citation = place.citation
    return {
        "document": place.document.id,
        "unit": place.unit,
        "page": of_unit(place.document.id, place.unit),
        "state": citation.state,
        "resolved": place.resolved,
    } | given(
        {
            "passage": passage(citation.quote, place.target) if citation.quote and place.target else None,
            "printed_as": citation.printed_as,
            "reason": citation.reason,
        }
    )
