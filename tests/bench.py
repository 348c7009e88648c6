"""How long a build takes, by number of documents: `make bench`, or `python tests/bench.py 100 1000`.

The documents are those of this archive, repeated with a different first line. Times go to the
terminal only: they differ from machine to machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from build_scripts import pipeline

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def fill(folder: Path, number: int) -> int:
    """Write `number` documents; give their size in bytes."""
    sources = sorted(SEEDS.glob("*.txt"))
    size = 0
    for index in range(number):
        source = sources[index % len(sources)]
        body = f"Copy {index:05}\n\n".encode() + source.read_bytes()
        (folder / f"{index:05}.txt").write_bytes(body)
        size += len(body)
    return size


def measure(number: int) -> str:
    """One line: documents, size, seconds of a first build, of one without change, of the site."""
    with tempfile.TemporaryDirectory() as base:
        seeds, out = Path(base, "seeds"), Path(base, "out")
        seeds.mkdir()
        size = fill(seeds, number)
        times = []
        for site in (False, False, True):
            began = time.perf_counter()
            pipeline.build(seeds, out, site=site)
            times.append(time.perf_counter() - began)
        disk = sum(path.stat().st_size for path in (out / "site").rglob("*") if path.is_file())
    return (
        f"{number:6} documents  {size / 1e6:7.1f} MB  pages {times[0]:7.1f} s  unchanged {times[1]:7.1f} s  "
        f"with site {times[2]:7.1f} s  site {disk / 1e6:7.1f} MB"
    )


if __name__ == "__main__":
    for wanted in [int(word) for word in sys.argv[1:]] or [5, 50, 200]:
        print(measure(wanted), flush=True)
