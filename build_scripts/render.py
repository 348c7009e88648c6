"""The pages in `docs/` become the site, by MkDocs, run inside this program.

The new site is built beside the old one and takes its place only when it is whole: after any
failure, and after a build killed at any moment, the last good site is there or is put back by the
next build.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from build_scripts import errors

PROJECT = Path(__file__).resolve().parent.parent
CONFIG = PROJECT / "mkdocs.yml"


def build_site(
    out: Path,
    archive: dict[str, Any],
    forms: Sequence[Mapping[str, str]] = (),
    config_file: Path | None = None,
) -> None:
    """Build `out/docs` into `out/site`; `forms` are the other forms of the edition that the pages may link to
    (`build_scripts.forms.links`). Raises SiteFailed with every warning of the renderer."""
    new = repair(out / "site")
    messages: list[str] = []
    try:
        with _quiet_mkdocs(messages), _fixed_time(archive):
            _run(out / "docs", new, archive, forms, config_file or CONFIG)
        if messages:
            raise errors.SiteFailed("the renderer warned")
        _tidy(new, archive)
    except (Exception, SystemExit) as error:
        shutil.rmtree(new, ignore_errors=True)
        raise _failed(error, messages) from error
    swap(new, out / "site")


def overrides(docs: Path, archive: dict[str, Any], config_file: Path = CONFIG) -> dict[str, Any]:
    """What the archive says instead of `mkdocs.yml`."""
    nav = yaml.safe_load(config_file.read_text(encoding="utf-8")).get("nav") or []
    return {
        "docs_dir": str(docs.resolve()),
        "nav": _existing(nav, docs) or None,
        "site_name": archive["title"],
        "site_description": archive["description"] or None,
        "site_url": archive["base_url"] or None,
    }


def _existing(nav: list[Any], docs: Path) -> list[Any]:
    """The navigation without pages that this archive does not have: what nothing is known of has none."""
    kept = []
    for entry in nav:
        (title, target), *_ = entry.items()
        if isinstance(target, str):
            found: Any = target if (docs / target).is_file() else None
        else:
            found = _existing(target, docs)
        if found:
            kept.append({title: found})
    return kept


def _run(
    docs: Path, new: Path, archive: dict[str, Any], forms: Sequence[Mapping[str, str]], config_file: Path
) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # its makers' announcement is not about our pages
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(
        config_file=str(config_file),
        site_dir=str(new.resolve()),
        strict=True,
        **overrides(docs, archive, config_file),
    )
    config.extra["archive"] = archive  # for templates
    config.extra["forms"] = list(forms)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def repair(target: Path) -> Path:
    """Put right what a killed build left beside `target`; give the place to build the next one."""
    new, old = _beside(target)
    try:
        if old.is_dir() and not target.exists():
            os.replace(old, target)
        for leftover in (new, old):
            if leftover.exists():
                shutil.rmtree(leftover)
    except OSError as error:
        raise errors.OutputUnwritable(
            f"cannot be removed ({error.strerror})", str(error.filename or new), "remove it by hand"
        ) from None
    return new


def swap(new: Path, target: Path) -> None:
    """`new` takes the place of `target`. Raises OutputUnwritable."""
    _, old = _beside(target)
    try:
        if target.exists():
            os.replace(target, old)
        os.replace(new, target)
    except OSError as error:
        raise errors.OutputUnwritable(
            f"cannot be replaced ({error.strerror})", str(target), "close what uses that folder"
        ) from None
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path) -> tuple[Path, Path]:
    return target.with_name(f".{target.name}-new"), target.with_name(f".{target.name}-old")


def _tidy(site: Path, archive: dict[str, Any]) -> None:
    """A compressed sitemap holds a time stamp, and without an address a sitemap says nothing."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    if not archive["base_url"]:
        (site / "sitemap.xml").unlink(missing_ok=True)


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _quiet_mkdocs(messages: list[str]) -> Iterator[None]:
    """Collect the renderer's warnings instead of letting it print."""
    logger = logging.getLogger("mkdocs")
    collector = _Collector(messages)
    before = logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate, logger.level = before


def epoch(archive: dict[str, Any]) -> int:
    """Seconds since 1970 of the archive's date at midnight UTC; 0 when it has none or an open one."""
    parts = (archive.get("date") or "").rstrip("?~%").split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        moment = datetime.datetime(year, month, day, tzinfo=datetime.UTC)
    except ValueError:
        return 0
    return max(0, int(moment.timestamp()))


@contextlib.contextmanager
def _fixed_time(archive: dict[str, Any]) -> Iterator[None]:
    """The renderer takes its «now» from SOURCE_DATE_EPOCH, so equal input gives equal bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch(archive))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _failed(error: BaseException, messages: list[str]) -> errors.UserError:
    if isinstance(error, errors.UserError) and not isinstance(error, errors.SiteFailed):
        return error
    if isinstance(error, OSError):
        return errors.OutputUnwritable(f"cannot be written ({error.strerror})", str(error.filename or ""))
    said = messages or [str(error).strip() or type(error).__name__]
    shown = "\n".join(f"  - {' '.join(line.split())}" for line in said[:20])
    more = f"\n  … and {len(said) - 20} more" if len(said) > 20 else ""
    return errors.SiteFailed(
        f"the site was not built; the last good one is unchanged. The renderer says:\n{shown}{more}",
        "",
        "mend the page that is named, or report it as a fault of this program",
    )
