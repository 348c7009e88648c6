"""A live preview: MkDocs serves `docs/`, and a thread of ours brings `docs/` up to date when
anything below `seeds/` changes. Only files whose content changed are written, so neither of the
two watchers ever wakes the other without cause.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from build_scripts import errors, pipeline, render

SECONDS = 1.0
"""Between two looks at the seeds folder. Looking works on every file system, also on shares."""

Tell = Callable[[str], None]


def serve(seeds: Path, out: Path, address: str, tell: Tell) -> None:
    """Serve until interrupted. Raises a UserError when the first build fails."""
    report = pipeline.build(seeds, out, site=False)
    describe(report, tell)
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(seeds, out, tell, stop), daemon=True)
    watcher.start()
    try:
        _serve(out, report.corpus.archive, address)
    finally:
        stop.set()


def watch(seeds: Path, out: Path, tell: Tell, stop: threading.Event, seconds: float = SECONDS) -> None:
    """Regenerate `out/docs` after each change below `seeds`, until `stop` is set."""
    before = fingerprint(seeds)
    while not stop.wait(seconds):
        now = fingerprint(seeds)
        if now == before:
            continue
        before = now
        try:
            describe(pipeline.build(seeds, out, site=False), tell)
        except errors.UserError as error:
            tell(str(error))  # the preview goes on with the last good pages
        except Exception as error:
            tell(f"the program failed ({type(error).__name__}: {error}); the preview goes on")


def describe(report: pipeline.Report, tell: Tell) -> None:
    """Tell what a build of the pages did."""
    for _, reason in report.corpus.skipped:
        tell(f"skipped: {reason}")
    written = report.written
    counts = len(written.changed), len(written.unchanged), len(written.removed)
    tell("{} files written, {} unchanged, {} removed".format(*counts))


def fingerprint(seeds: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that something changed: names, times and sizes."""
    found = []
    for folder, _, files in os.walk(seeds):
        for name in files:
            path = os.path.join(folder, name)
            try:
                state = os.stat(path)
            except OSError:
                continue
            found.append((path, state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))


def _serve(out: Path, archive: dict[str, object], address: str) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands import serve as mkdocs_serve
    from mkdocs.config import load_config

    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.INFO)
    values = render.overrides(out / "docs", archive)
    # MkDocs reads its settings again for each build, so what is ours must come as settings.
    extra = dict(load_config(config_file=str(render.CONFIG), docs_dir=values["docs_dir"]).extra)
    try:
        mkdocs_serve.serve(
            config_file=str(render.CONFIG), dev_addr=address, **values, extra={**extra, "archive": archive}
        )
    except OSError as error:
        raise errors.SiteFailed(
            f"cannot serve at {address} ({error.strerror})",
            "",
            "name another address: --address 127.0.0.1:8001",
        ) from None
    except SystemExit as error:
        raise errors.SiteFailed(f"the renderer stopped: {error}") from None
