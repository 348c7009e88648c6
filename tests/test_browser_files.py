"""The style sheet and the scripts of the site are joined from readable parts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from build_scripts import browser


def test_every_part_is_in_some_file_and_every_file_has_its_parts() -> None:
    named = {name for parts in browser.FILES.values() for name in parts}
    there = {
        path.relative_to(browser.PARTS).as_posix()
        for path in browser.PARTS.rglob("*")
        if path.suffix in (".js", ".css")
    }
    assert named == there


def test_what_comes_from_elsewhere_goes_out_with_its_licence() -> None:
    for path, parts in browser.FILES.items():
        for vendored in (name for name in parts if name.startswith("vendor/")):
            licence = vendored.replace(".js", ".LICENSE.txt")
            assert licence in browser.LICENCES.values() and (browser.PARTS / licence).is_file()
            assert licence.removeprefix("vendor/") in browser.joined(parts), f"{path} does not name it"


def test_joining_takes_out_comments_and_nothing_that_looks_like_them(
    tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "a.js").write_text(
        """/*! licence: MIT */ // why
const address = "http://a.example/*b*/", pattern = /\\/\\*[^/]*"/, words = `two  words // here`;
  /* gone */ let end = address""",
        "utf-8",
    )
    (tmp_path / "b.js").write_text("(function () {\n  return 'a  b'; // gone\n})()", "utf-8")
    (tmp_path / "a.css").write_text('/* gone */ a::before { content: "/* kept */  x"; }\n', "utf-8")
    monkeypatch.setattr(browser, "PARTS", tmp_path)
    script = browser.joined(("a.js", "b.js"))
    for kept in (
        "/*! licence: MIT */",
        '"http://a.example/*b*/"',
        "`two  words // here`",
        "'a  b'",
        '/\\/\\*[^/]*"/',
    ):
        assert kept in script, kept
    assert "gone" not in script and "why" not in script and "let end=address" in script.replace("\n", "")
    assert re.search(r"let end=address\s*;\s*\(function", script), "a part ends before the next begins"
    style = browser.joined(("a.css",))
    assert '"/* kept */  x"' in style and "gone" not in style
