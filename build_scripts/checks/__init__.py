"""Checks of the finished edition."""

from __future__ import annotations

from pathlib import Path

from build_scripts.model import Corpus, Finding

CHECKS: tuple = ()


def run(corpus: Corpus, docs: Path) -> list[Finding]:
    return [finding for check in CHECKS for finding in check(corpus)]
