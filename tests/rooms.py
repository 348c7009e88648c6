"""A reading room of its own for a test: folders, and the command line over them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from build_scripts.__main__ import main


@dataclass
class Run:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Room:
    """A seeds folder and an output folder of their own, and the command line over them."""

    def __init__(self, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.seeds = base / "papers"
        self.out = base / "out"
        self.seeds.mkdir()
        self._capsys = capsys

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def run(self, *argv: str | Path) -> Run:
        """Any command, with these arguments only."""
        self._capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Run(code, captured.out, captured.err)

    def command(self, name: str, *argv: str | Path) -> Run:
        """A command over the two folders."""
        return self.run(name, "--seeds", self.seeds, "--out", self.out, *argv)

    def build(self, *argv: str | Path) -> Run:
        """`build`, without the site unless `site` is asked for: much quicker."""
        return self.command("build", "--no-site", *argv)

    def page(self, id: str) -> str:
        return (self.out / "docs" / "documents" / f"{id}.md").read_text("utf-8")

    def ids(self) -> list[str]:
        return sorted(path.stem for path in (self.out / "docs" / "documents").glob("*.md"))

    def verified(self) -> bool:
        """Whether every published document gives its seed back byte for byte."""
        return self.command("verify").code == 0


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
