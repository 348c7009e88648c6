"""How long a build takes, by number of documents: `make bench`, or `python tests/bench.py 100 1000`.

The documents are those of this archive, repeated with a different first line. The peer is stock
MkDocs with Material over the same texts as they are, which restores nothing: the ratio says what
the edition costs. Times go to the terminal only: they differ from machine to machine.
"""

from __future__ import annotations

import subprocess
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


def peer(base: Path, seeds: Path) -> float:
    """Seconds that stock MkDocs with Material takes for the same texts as Markdown pages."""
    docs = base / "peer" / "docs"
    docs.mkdir(parents=True)
    for path in seeds.iterdir():
        (docs / f"{path.stem}.md").write_bytes(path.read_bytes())
    (docs / "index.md").write_text("# Texts\n", "utf-8")
    (base / "peer" / "mkdocs.yml").write_text(
        "site_name: Texts\ntheme: {name: material, font: false}\nnav: [index.md]\n", "utf-8"
    )
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=base / "peer", check=True, capture_output=True
    )
    return time.perf_counter() - began


def measure(number: int) -> str:
    """One line: documents, size, seconds of a first build with the site, of one without change, and the
    ratio of the whole to the peer."""
    with tempfile.TemporaryDirectory() as base:
        seeds, out = Path(base, "seeds"), Path(base, "out")
        seeds.mkdir()
        size = fill(seeds, number)
        times = []
        for _ in range(2):
            began = time.perf_counter()
            pipeline.build(seeds, out)
            times.append(time.perf_counter() - began)
        stock = peer(Path(base), seeds)
        disk = sum(path.stat().st_size for path in (out / "site").rglob("*") if path.is_file())
    return (
        f"{number:6} documents  {size / 1e6:7.1f} MB  whole {times[0]:7.1f} s  again {times[1]:7.1f} s  "
        f"stock MkDocs {stock:7.1f} s  ratio {times[0] / stock:5.1f}  site {disk / 1e6:7.1f} MB"
    )


def long_text(count: int) -> float:
    """Seconds for one paragraph of `count` sentences through the exporter and Python-Markdown."""
    from rendered import block, document, soup_of

    sentence = "The *quick* fox_jumps [over] the <lazy> dog & cat for $5 in 1999, see http://a.b/c_d. "
    one = document(block("l1", "p", sentence * count))
    began = time.perf_counter()
    soup_of(one)
    return time.perf_counter() - began


if __name__ == "__main__":
    half, whole = long_text(6_000), long_text(12_000)
    print(
        f"one paragraph: 0.5 MB {half:.1f} s, 1 MB {whole:.1f} s, ratio {whole / half:.1f} (2 is linear)",
        flush=True,
    )
    for wanted in [int(word) for word in sys.argv[1:]] or [5, 50, 200]:
        print(measure(wanted), flush=True)
