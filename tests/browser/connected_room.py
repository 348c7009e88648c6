"""A small reading room in which much is connected: two documents, and data files that quote them."""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts import pipeline

FIRST = "Ferries were counted in 1901, and the toll was 1,100 crowns."
SECOND = "Ferries were counted again, and the toll was 900 crowns."
NOTED = "The register of 1901 gives 1,050 crowns."
HARM = '<img src=x onerror="window.harmed=1"> *a* [b](c) {{ d }} `e`'


def _filling(name: str) -> str:
    return "\n\n".join(
        f"{name} paragraph {i} of the filling, which speaks of nothing much." for i in range(30)
    )


def _texts() -> dict[str, str]:
    north = (
        "The North Quay",
        _filling("North"),
        f"Before it stands this sentence. {FIRST} And after it another, by the Old Mole.[1]",
        "A short line.",
        "The Harbour Works Board (HWB) kept the books.",
        "Later the HWB gave them away.",
        _filling("Late"),
        "Notes",
        f"[1] {NOTED}",
    )
    south = (
        "The South Quay",
        _filling("South"),
        f"In the south nobody came. {SECOND} So it ended.",
        _filling("Last"),
    )
    return {"north.txt": "\n\n".join(north) + "\n", "south.txt": "\n\n".join(south) + "\n"}


def _data() -> dict[str, object]:
    first, second = {"document": "north", "exact": FIRST}, {"document": "south", "exact": SECOND}
    noted = {"document": "north", "exact": NOTED}
    return {
        "annotations/related.yml": [
            {"first": first, "second": second, "decision": "add", "reason": f"Two tolls. {HARM}"}
        ],
        "annotations/comparisons.yml": [
            {
                "id": "toll",
                "question": f"What was the toll? {HARM}",
                "statements": [
                    {"id": "a", **first, "says": f"1,100 crowns {HARM}"},
                    {
                        "id": "b",
                        "document": "north",
                        "exact": "Ferries were counted in 1901",
                        "says": "counted",
                    },
                    {"id": "c", **second, "says": f"900 crowns {HARM}"},
                    {"id": "d", **noted, "says": f"1,050 crowns {HARM}"},
                ],
            },
        ],
        "annotations/timeline.yml": [
            {"id": "count", "date": "1901", "label": "The ferries are counted", "reports": [first, noted]}
        ],
        "annotations/notes.yml": [
            {
                "document": "south",
                "exact": "the toll was 900 crowns",
                "kind": "slip",
                "certainty": "query",
                "text": "Elsewhere more.",
                "basis": [first],
            }
        ],
        "annotations/topics.yml": [{"id": "tolls", "label": "Tolls", "words": ["toll"], "at_least": "1"}],
        "authorities/places.yml": [{"id": "mole", "label": "Old Mole", "description": "A wall in the sea."}],
    }


def seeds(folder: Path) -> Path:
    for name, content in {**_texts(), **_data()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def built(base: Path) -> Path:
    """The folder of the site."""
    pipeline.build(seeds(base / "seeds"), base / "out")
    return base / "out" / "site"
