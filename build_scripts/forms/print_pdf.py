"""A PDF of the print page, made by Chromium: tagged, with bookmarks, page numbers and working links.

    python -m build_scripts.forms.print_pdf site/exports/print.html dist/archive.pdf

No form of the edition: its bytes differ from run to run and with the browser and the fonts of the machine,
so it is made beside the site and never compared. The times that Chromium writes into it are replaced by the archive's date.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 1800
"""Longest time for a very large archive."""
_TIME = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_DATE = re.compile(r'<meta name="dcterms.modified" content="(\d{4})-(\d\d)-(\d\d)">')


def browser() -> str | None:
    """Path of an installed Chromium, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_pdf(page: Path, pdf: Path, program: str) -> None:
    """Print `page` into `pdf`, replaced in one step. Raises RuntimeError with the browser's words."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "print.pdf"
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            f"--user-data-dir={folder}/profile",
            "--host-resolver-rules=MAP * ~NOTFOUND",  # the page asks for nothing; nothing could be had
            "--no-pdf-header-footer",
            "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={made}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium has no sandbox for root
        try:
            done = subprocess.run(
                [*command, page.resolve().as_uri()], capture_output=True, text=True, timeout=SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"the browser could not print: {error}") from None
        if done.returncode or not made.is_file():
            raise RuntimeError(f"the browser did not print: {done.stderr.strip()[-500:]}")
        body = _dated(made.read_bytes(), page.read_text("utf-8")[:4000])
    beside = pdf.with_name(pdf.name + ".new")
    beside.write_bytes(body)
    os.replace(beside, pdf)


def _dated(body: bytes, head: str) -> bytes:
    """The times of making are those of the edition, of the same length: a PDF counts its bytes."""
    found = _DATE.search(head)
    if not found:
        return body
    stamp = "".join(found.groups()).encode("ascii") + b"000000"
    return _TIME.sub(lambda m: b"/" + m[1] + b" (D:" + stamp, body)


def main(argv: list[str]) -> int:
    """0 when it was made; 1 with the reason; 2 when no browser is there."""
    if len(argv) != 2:
        print("usage: python -m build_scripts.forms.print_pdf PAGE.html FILE.pdf", file=sys.stderr)
        return 1
    program = browser()
    if program is None:
        print(
            "No PDF: Chromium is not installed. The print page can be printed from any browser.",
            file=sys.stderr,
        )
        return 2
    try:
        print_pdf(Path(argv[0]), Path(argv[1]), program)
    except (RuntimeError, OSError) as error:
        print(f"No PDF: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
