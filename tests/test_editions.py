"""The edition of each test document against its expectation, written by hand (see editions/README.md).

`editions/known.yml` says how many differences are still allowed. The list only shrinks: more is an
error, and so is fewer, until the file says so:

    pytest tests/test_editions.py --update-known
"""

from __future__ import annotations

import pytest
import yaml
from editions_compare import EDITIONS, differences, load, names

FILE = EDITIONS / "known.yml"
HEAD = "# Differences still allowed, by document (written by pytest --update-known; the list only shrinks).\n"
KNOWN: dict[str, int] = (yaml.safe_load(FILE.read_text("utf-8")) if FILE.exists() else None) or {}


@pytest.mark.parametrize("name", names())
def test_edition(name: str, request: pytest.FixtureRequest) -> None:
    found = differences(*load(name))
    if request.config.getoption("--update-known"):
        assert not hasattr(request.config, "workerinput"), "run --update-known without -n"
        KNOWN[name] = len(found)
        rows = [f"{key}: {KNOWN[key]}\n" for key in sorted(KNOWN) if KNOWN[key] and key in names()]
        FILE.write_text(HEAD + "".join(rows), "utf-8")
        return
    allowed = KNOWN.get(name, 0)
    shown = "\n".join(found)
    assert len(found) <= allowed, f"{len(found)} differences, {allowed} allowed:\n{shown}"
    assert len(found) == allowed, (
        f"better than known ({len(found)}, not {allowed}): run pytest --update-known"
    )


def test_known_names_exist() -> None:
    assert set(KNOWN) <= set(names())
    assert all(isinstance(count, int) and count > 0 for count in KNOWN.values())
