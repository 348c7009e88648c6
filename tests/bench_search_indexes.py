"""The three searches over the same generated texts, each in a folder of its own that a browser can open.

Every index is built in a process of its own, whose processor time and memory the system counts.
"""

from __future__ import annotations

import html
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bench_search_texts as generated

from build_scripts.browser import ENGINE, PARTS

PATIENCE = 900
"""Seconds that a build may take."""


@dataclass(frozen=True, slots=True)
class Built:
    site: Path
    seconds: float
    """Of the processor, for the index alone."""
    memory: int
    """Bytes, of the whole process at its highest."""
    size: int
    """Bytes of the index, without the scripts that read it."""
    files: int
    counted: tuple[str, ...]
    """How paths below the site begin that belong to the search: index and scripts."""


def measured(command: list[str], folder: Path) -> tuple[str, float, int]:
    """(what it printed, processor seconds, peak memory in bytes) of a command; raises RuntimeError when
    it fails or takes longer than PATIENCE."""
    with tempfile.TemporaryFile() as said:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env=environment
        )
        deadline = time.monotonic() + PATIENCE
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                raise RuntimeError(f"more than {PATIENCE} s")
            time.sleep(0.05)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode("utf-8", "replace")
    if process.returncode:
        raise RuntimeError(told.strip()[-800:])
    unit = 1 if sys.platform == "darwin" else 1024
    return told, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def _own_process(name: str, folder: Path, count: int) -> tuple[float, int]:
    """(processor seconds of the index, peak memory) of a function below, in a new process."""
    told, _, memory = measured(
        [sys.executable, str(Path(__file__).resolve()), name, str(folder), str(count)], folder
    )
    return float(json.loads(told.strip().splitlines()[-1])), memory


def _size(paths: Iterator[Path]) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    return sum(sizes), len(sizes)


# Ours


def ours(base: Path, count: int) -> Built:
    site = base / "ours"
    site.mkdir()
    seconds, memory = _own_process("_ours", site, count)
    for name in ENGINE:
        (site / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PARTS / name, site / "assets" / name)
    (site / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>Texts</title>', "utf-8")
    size, files = _size((site / "search").rglob("*"))
    return Built(site, seconds, memory, size, files, ("search/", "assets/"))


def _document(text: generated.Text) -> Any:
    from build_scripts.model import Block, Document, Note
    from build_scripts.source import Line, Source, Statement

    blocks = [Block("l1", "title", text.title, (1,), ())]
    line = 1
    for heading, paragraphs in text.sections:
        for place, words in enumerate((heading, *paragraphs)):
            line += 2
            kind, level = ("p", 0) if place else ("head", 2)
            blocks.append(Block(f"l{line}", kind, words, (line,), (), level))
    notes = [
        Note(f"fn{number}", str(number), words, (line + 2 * number,), ())
        for number, words in enumerate(text.notes, 1)
    ]
    known = {"title": text.title, "creator": text.author, "issued": str(text.year), "language": "en"}
    statements = tuple(Statement(term, value, 1, "generated") for term, value in known.items())
    source = Source(f"{text.name}.txt", "text", "utf-8", b"", "0" * 64, "", (Line(1, 0, 0),))
    return Document(text.name, source, statements, tuple(blocks), tuple(notes), ())


def _ours(folder: Path, count: int) -> float:
    from build_scripts.exporters.search_index import search_index
    from build_scripts.model import Corpus

    corpus = Corpus({"language": "en"}, tuple(map(_document, generated.texts(count))))
    began = time.process_time()
    for made in search_index(corpus):
        path = folder / made.path.removeprefix("docs/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.content.encode("utf-8") if isinstance(made.content, str) else made.content)
    return time.process_time() - began


# Material for MkDocs

SETTINGS = """\
site_name: Texts
use_directory_urls: false
theme: {name: material, font: false, custom_dir: theme}
extra: {generator: false, polyfills: [assets/iframe-worker.js]}
plugins: [search, offline]
nav: [index.md]
not_in_nav: /documents/
"""
PLAIN = "<!doctype html><meta charset=utf-8><title>{{ page.title }}</title>{{ page.content }}"
"""Template of the documents: their frame is not what is measured."""
WORKER = """\
if (location.protocol === "file:") window.Worker = class extends EventTarget {
  constructor(url) {
    super();
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.appendChild(frame);
    const inner = this.inner = frame.contentWindow;
    this.ready = new Promise((resolve) => {
      inner.document.open();
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = () => Promise.resolve();
      inner.began = resolve;
      inner.document.write(`<body><script src="${url}" onload="began()"></${"script"}>`);
      inner.document.close();
    });
  }
  postMessage(data) {
    this.ready.then(() => this.inner.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })));
  }
};
"""
"""A worker in a frame, for pages opened from a folder: the offline plugin would load one from another host."""


def material(base: Path, count: int) -> Built:
    folder = base / "material"
    (folder / "theme" / "assets").mkdir(parents=True)
    (folder / "docs" / "documents").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (folder / "theme" / "plain.html").write_text(PLAIN, "utf-8")
    (folder / "theme" / "assets" / "iframe-worker.js").write_text(WORKER, "utf-8")
    (folder / "docs" / "index.md").write_text("# Texts\n", "utf-8")
    for text in generated.texts(count):
        (folder / "docs" / "documents" / f"{text.name}.md").write_text(_markdown(text), "utf-8")
    seconds, memory = _own_process("_material", folder, count)
    index = folder / "site" / "search" / "search_index.json"
    return Built(
        folder / "site", seconds, memory, index.stat().st_size, 1,
        ("search/", "assets/javascripts/workers/"),
    )  # fmt: skip


def _markdown(text: generated.Text) -> str:
    parts = ["---\ntemplate: plain.html\n---", f"# {text.title}"]
    for heading, paragraphs in text.sections:
        parts += [f"## {heading}", *paragraphs]
    parts += ["## Notes", "\n".join(f"{number}. {note}" for number, note in enumerate(text.notes, 1))]
    return "\n\n".join(parts) + "\n"


def _material(folder: Path, count: int) -> float:
    from material.plugins.search.plugin import SearchPlugin
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    spent = [0.0]

    def timed(method: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return method(*given, **named)
            finally:
                spent[0] += time.process_time() - began

        return wrapper

    for event in ("on_page_context", "on_post_build"):
        setattr(SearchPlugin, event, timed(getattr(SearchPlugin, event)))
    build(load_config(str(folder / "mkdocs.yml")))
    return spent[0]


# Pagefind


def pagefind_binary() -> str | None:
    """Of the package `pagefind-bin`, or of the PATH, or what PAGEFIND names; None when there is none."""
    found = importlib.util.find_spec("pagefind_bin")
    packaged = Path(found.origin or "").with_name("pagefind") if found else Path("-")
    if "PAGEFIND" in os.environ:
        return shutil.which(os.environ["PAGEFIND"])
    return str(packaged) if packaged.is_file() else shutil.which("pagefind")


def pagefind(base: Path, count: int) -> Built:
    site = base / "pagefind"
    (site / "documents").mkdir(parents=True)
    (site / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>Texts</title>', "utf-8")
    for text in generated.texts(count):
        (site / "documents" / f"{text.name}.html").write_text(_html(text), "utf-8")
    command = [pagefind_binary() or "", "--site", str(site), "--glob", "documents/*.html", "--quiet"]
    _, seconds, memory = measured(command, site)
    held = site / "pagefind"
    kept = (
        path
        for path in held.rglob("*")
        if path.suffix.startswith(".pf_") or path.name == "pagefind-entry.json"
    )
    size, files = _size(kept)
    return Built(site, seconds, memory, size, files, ("pagefind/",))


def _html(text: generated.Text) -> str:
    rows = [f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(text.title)}</title>']
    rows.append(f'<body><main data-pagefind-body><h1 id="l1">{html.escape(text.title)}</h1>')
    line = 1
    for heading, paragraphs in text.sections:
        for place, words in enumerate((heading, *paragraphs)):
            line += 2
            tag = "p" if place else "h2"
            rows.append(f'<{tag} id="l{line}">{html.escape(words)}</{tag}>')
    notes = "".join(f'<li id="fn{n}">{html.escape(note)}</li>' for n, note in enumerate(text.notes, 1))
    rows.append(f"<ol>{notes}</ol></main></body></html>")
    return "\n".join(rows)


if __name__ == "__main__":
    step = {"_ours": _ours, "_material": _material}[sys.argv[1]]
    print(json.dumps(step(Path(sys.argv[2]), int(sys.argv[3]))))
