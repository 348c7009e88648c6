"""A seeds folder becomes a Corpus: every document read and edited on its own (MAP), put together
in the order of the file names, then connected (REDUCE). One bad document is skipped with its reason;
the others stand.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

from build_scripts import errors, holdings, knowledge_files, published, records, releases
from build_scripts.annotators import annotate
from build_scripts.holdings import Job
from build_scripts.model import Corpus, Document, Finding
from build_scripts.readers import open_source

LOG = logging.getLogger("build_scripts")

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, how many are done, of how many)."""

MANY_DOCUMENTS = 8
MANY_BYTES = 2_000_000
"""Below both, starting processes costs more than it saves."""


def load(
    seeds: Path,
    strict: bool = False,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Corpus:
    """Read the archive. `executor` may be any `concurrent.futures.Executor`.

    Raises SeedsMissing, SeedsEmpty, RecordError (of archive.yml) and, when `strict`,
    StoppedByStrict at the first document that cannot be used.
    """
    shown = shown_name(seeds)
    found = holdings.survey(seeds)
    try:
        archive = records.load_archive(seeds / holdings.ARCHIVE, holdings.ARCHIVE, archive_name(seeds))
        known = knowledge_files.load(seeds)
        recorded = releases.load(seeds)
        addresses = published.read(seeds)
    except errors.RecordError as error:
        raise errors.RecordError(error.what, f"{shown}/{error.where}", error.hint) from None
    refused = list(found.refused)
    if strict and refused:
        raise _stop(*refused[0], shown)
    documents: list[Document] = []
    total = len(found.jobs)
    for done, (job, result) in enumerate(zip(found.jobs, _map(found.jobs, executor), strict=True), 1):
        if isinstance(result, Document):
            documents.append(result)
        else:
            refused.append((job.file, result))
            LOG.debug("%s", getattr(result, "trace", ""))
            if strict:
                raise _stop(job.file, result, shown)
        if progress:
            progress("reading documents", done, total)
    refused.sort(key=lambda pair: pair[0])
    if progress:
        progress("connecting passages", 0, 0)
    return annotate(
        Corpus(
            archive=archive,
            documents=tuple(documents),
            skipped=tuple((file, _reason(file, error, shown)) for file, error in refused),
            findings=(*found.findings, *_findings(refused)),
            knowledge=known,
            releases=recorded,
            published=addresses,
        )
    )


def edit_one(job: Job) -> Document | errors.SeedError:
    """The MAP stage: one seed and its record to one Document, or the reason why not."""
    # Imported here so that the stage can be replaced in tests and each process loads it once.
    from build_scripts import edition

    data = job.record.data if job.record else {}
    try:
        source = open_source(job.path, job.file, data.get("encoding"), data.get("format"))
        if job.record:
            records.check_lines(job.record, source)
        document = edition.edit(source, data, identifier=job.id)
    except errors.SeedError as error:
        return error
    except Exception as error:  # a fault of ours must not take the other documents with it
        return errors.DocumentFailed(
            f"the program failed on this document ({type(error).__name__}: {error})".replace("\n", " ")[:300],
            job.file,
            "this is a fault of the program, not of the file; --debug shows where",
            traceback.format_exc(),
        )
    return document if document.id == job.id else replace(document, id=job.id)


def shown_name(seeds: Path) -> str:
    """The folder's own name, as it stands in messages."""
    return seeds.resolve().name


def archive_name(seeds: Path) -> str:
    """A name for an archive that does not say its own: of the folder, or of the one around it when
    the folder is just called `seeds`."""
    folder = seeds.resolve()
    return folder.parent.name if folder.name.lower() == "seeds" and folder.parent.name else folder.name


def _map(jobs: list[Job], executor: Executor | None) -> Iterator[Document | errors.SeedError]:
    """Results in the order of the jobs."""
    if executor is not None:
        yield from executor.map(edit_one, jobs)
        return
    if len(jobs) < 2 or (len(jobs) <= MANY_DOCUMENTS and sum(job.size for job in jobs) <= MANY_BYTES):
        yield from map(edit_one, jobs)
        return
    done = 0
    try:
        with ProcessPoolExecutor() as pool:
            for result in pool.map(edit_one, jobs, chunksize=max(1, min(16, len(jobs) // 16))):
                done += 1
                yield result
    except BrokenProcessPool:  # a worker was killed, for want of memory: go on one by one
        yield from map(edit_one, jobs[done:])


def _reason(file: str, error: errors.SeedError, shown: str) -> str:
    """The message, with the place as a user finds it: `seeds/x.yml:12: …`."""
    hint = f" ({error.hint})" if error.hint else ""
    return f"{shown}/{error.where or file}: {error.what}{hint}"


def _stop(file: str, error: errors.SeedError, shown: str) -> errors.StoppedByStrict:
    stopped = errors.StoppedByStrict(error.what, f"{shown}/{error.where or file}", error.hint)
    stopped.__cause__ = error
    return stopped


def _findings(refused: Iterable[tuple[str, errors.SeedError]]) -> Iterator[Finding]:
    for file, error in refused:
        where, _, line = error.where.rpartition(":")
        path, number = (where, int(line)) if where and line.isdigit() else (error.where or file, None)
        yield Finding("seed-skipped", "error", path, number, error.what, error.hint)
