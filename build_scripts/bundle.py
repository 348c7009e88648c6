"""One folder, and the same as a ZIP file, that holds everything: site, data, seeds, checksums.

Two runs over the same input give identical bytes: sorted names, fixed times and rights.
"""

from __future__ import annotations

import hashlib
import shutil
import textwrap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts import errors, keeping
from build_scripts.holdings import slug
from build_scripts.model import Corpus
from build_scripts.packing import REGULAR, add_entry
from build_scripts.render import repair, swap

NOT_OFFLINE = ("404.html", "sitemap.xml", "robots.txt", "oai.xml")
"""Files of the site that only a web server can use."""

READ_ME = """{title}
{rule}
{description}
To read: open index.html in a browser. No network is needed; nothing is sent anywhere.

index.html      the reading room
data/           the texts and their apparatus as JSON files (see data.html)
seeds/          the documents as they were received, and what is recorded about them
ro-crate-metadata.json   what is here, for archives of research data (RO-Crate)
SHA256SUMS      checksums; to check them: sha256sum -c SHA256SUMS

The documents keep their holders' rights, which are stated on each page and in each record.
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    folder: Path
    archive: Path
    files: int
    bag: Path | None = None


def name_of(archive: dict[str, Any]) -> str:
    """`<title>-<date or version>`, as letters that every file system takes."""
    stamp = slug(archive["date"] or archive["version"])
    return "-".join(filter(None, (slug(archive["title"]) or "reading-room", stamp)))


def write_bundle(corpus: Corpus, seeds: Path, site: Path, dist: Path, bag: bool = False) -> Bundle:
    """Write `dist/<name>/` and `dist/<name>.zip`; with `bag` also `dist/<name>-bag.zip`. Raises BundleFailed or OutputUnwritable."""
    if not (site / "index.html").is_file():
        raise errors.BundleFailed("there is no site to bundle", str(site), "run `build` first")
    name = name_of(corpus.archive)
    new = repair(dist / name)
    try:
        files = dict(_files(corpus, seeds, site))
        files["READ-ME.txt"] = _read_me(corpus.archive).encode("utf-8")
        files[keeping.CRATE] = keeping.crate(corpus, files)
        files["SHA256SUMS"] = _checksums(files)
        for path, body in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(body)
        temporary = dist / f".{name}.zip"
        _write_zip(temporary, name, files)
        if bag:
            _write_zip(dist / f".{name}-bag.zip", f"{name}-bag", keeping.bag(corpus, files))
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise errors.OutputUnwritable(
            f"cannot be written ({error.strerror})", str(error.filename or dist), "choose another folder"
        ) from None
    swap(new, dist / name)
    temporary.replace(dist / f"{name}.zip")
    bagged = dist / f"{name}-bag.zip"
    if bag:
        (dist / f".{bagged.name}").replace(bagged)
    else:
        bagged.unlink(missing_ok=True)  # of an earlier state
    return Bundle(dist / name, dist / f"{name}.zip", len(files), bagged if bag else None)


def _files(corpus: Corpus, seeds: Path, site: Path) -> Iterator[tuple[str, bytes]]:
    """(path in the bundle, content); seeds last, so that they stand as received."""
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site).as_posix()
        if path.is_file() and inside not in NOT_OFFLINE:
            yield inside, path.read_bytes()
    # Of what is not published in full neither the file nor the data files, which quote from it.
    names = {document.source.file for document in corpus.documents if document.access == "full"}
    whole = len(names) == len(corpus.documents)
    stems = {Path(name).stem for name in names} | {"archive"}
    for path in sorted(seeds.rglob("*")):
        inside = path.relative_to(seeds).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(seeds).parts)
        described = path.suffix.lower() in (".yml", ".yaml") and (whole or path.stem in stems)
        if not hidden and path.is_file() and (inside in names or described):
            if path.resolve().is_relative_to(seeds.resolve()):
                yield f"seeds/{inside}", path.read_bytes()


def _read_me(archive: dict[str, Any]) -> str:
    title = archive["title"]
    description = f"\n{textwrap.fill(archive['description'], 78)}\n" if archive["description"] else ""
    return READ_ME.format(title=title, rule="=" * len(title), description=description)


def _checksums(files: dict[str, bytes]) -> bytes:
    """In the format of sha256sum, which marks a name that it had to escape with a backslash."""
    lines = []
    for path, body in sorted(files.items()):
        escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        mark = "\\" if escaped != path else ""
        lines.append(f"{mark}{hashlib.sha256(body).hexdigest()}  {escaped}\n")
    return "".join(lines).encode("utf-8")


def _write_zip(target: Path, name: str, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for path, body in sorted(files.items()):
            add_entry(archive, f"{name}/{path}", body, mode=REGULAR)
