"""One run, as it happens:

    load      seeds/ → Corpus                     (corpus.load: read, edit, put together)
    export    Corpus → Artifacts                  (exporters.EXPORTERS, in their order; forms.FORMS when asked)
    write     Artifacts → docs/                   (writing.write_all: atomic, only what changed)
    render    docs/ → site/                       (render.build_site: MkDocs, then one swap)

The shipped archive and anybody's folder go the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from build_scripts import corpus as loading
from build_scripts import errors, forms, writing
from build_scripts import render as rendering
from build_scripts.corpus import Progress
from build_scripts.model import Artifact, Corpus
from build_scripts.writing import Written

PROJECT = rendering.PROJECT

PAGES_BY_HAND = (
    "about.md",
    "how-it-works.md",
    "search-figures.md",
    "adding-documents.md",
    "records.md",
    "data-files.md",
    "data.md",
    "cite.md",
)
"""Pages of the project that are the same for every archive; copied where the project is not `out`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    corpus: Corpus
    written: Written

    @property
    def exit_code(self) -> int:
        return errors.SKIPPED if self.corpus.skipped else errors.BUILT


def build(
    seeds: Path,
    out: Path,
    *,
    strict: bool = False,
    site: bool = True,
    exports: bool = False,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Report:
    """Build the reading room of `seeds` below `out` (`docs/` and `site/`, nothing else);
    with `exports` also the other forms of the edition (`build_scripts.forms`).

    Raises a UserError; documents that cannot be used are in `report.corpus.skipped`.
    """
    refuse_overlap(seeds, out)
    corpus = loading.load(seeds, strict, progress, executor)
    if not corpus.documents:
        raise errors.NothingBuilt(
            "none of the documents could be used:\n"
            + "\n".join(f"  - {reason}" for _, reason in corpus.skipped),
            str(seeds),
            "nothing was written; the last good site is unchanged",
        )
    tell = progress or (lambda what, done, total: None)
    tell("writing pages", 0, 0)
    if site:
        _refuse_foreign_site(out)
    written = writing.write_all(out, artifacts(corpus, out, exports), own=is_project(out))
    if site:
        tell("building the site", 0, 0)
        rendering.build_site(out, corpus.archive, forms.links() if exports else [])
    return Report(corpus, written)


def artifacts(corpus: Corpus, out: Path, exports: bool = False) -> Iterator[Artifact]:
    """Everything that goes below `out/docs`, in the order of the exporters."""
    from build_scripts.exporters import EXPORTERS

    for exporter in EXPORTERS:
        yield from exporter(corpus)
    if exports:
        yield from forms.written(corpus)
    if not is_project(out):
        yield from pages_by_hand()


def pages_by_hand() -> Iterator[Artifact]:
    """The project's own pages, as they are."""
    docs = PROJECT / "docs"
    for name in PAGES_BY_HAND:
        if (docs / name).is_file():
            yield Artifact(f"docs/{name}", (docs / name).read_bytes())


def _refuse_foreign_site(out: Path) -> None:
    """The swap of sites replaces a whole folder: make sure that it is one of ours."""
    site = out / "site"
    ours = is_project(out) or (out / writing.MANIFEST).is_file() or (site / "data" / "catalog.json").is_file()
    if not ours and site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise errors.ForeignFile(
            "stands where the site would be written, and was not made by this program",
            str(site),
            "choose another folder with --out, or move it away",
        )


def is_project(out: Path) -> bool:
    return out.resolve() == PROJECT


def refuse_overlap(seeds: Path, out: Path) -> None:
    """Nothing may ever be written among the seeds, nor seeds be read from what is written."""
    inside, target = seeds.resolve(), out.resolve()
    if target == inside or target.is_relative_to(inside):
        raise errors.UsageError(
            "the output folder lies in the seeds folder", str(out), "name a folder outside it with --out"
        )
    if any(inside == target / name or inside.is_relative_to(target / name) for name in ("docs", "site")):
        raise errors.UsageError(
            "the seeds folder lies where the site is written", str(seeds), "name another folder with --out"
        )
    if out.exists() and not out.is_dir():
        raise errors.UsageError("is a file, not a folder", str(out), "name a folder with --out")
