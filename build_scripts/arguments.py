"""The commands and their options; every one teaches by example."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

Command = Callable[[argparse.Namespace], int]

EXPORTS = "also the other forms of the edition: books, TEI, tables … (takes longer)"
SUGGESTIONS = ("names", "notes", "comparisons", "dates")
"""Names of `suggest.SUGGESTIONS`; that module takes long to load."""

EXIT_CODES = """exit codes:
  0  everything was built; nothing to report
  1  a check failed, or the command could not do its work (the message says why)
  2  the command was not understood
  3  some documents were skipped, each named with its reason; the others were built
  4  nothing could be built
"""


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser; `args.run` is the function of the chosen command."""
    parser = argparse.ArgumentParser(
        prog="python -m build_scripts",
        description="Turn a folder of documents (.txt, .md, .html) into a reading room.",
        epilog="examples:\n"
        "  python -m build_scripts build\n      this archive: seeds/ → docs/ and site/\n"
        "  python -m build_scripts build --seeds scans --out room\n"
        "      any folder of documents → room/site/\n"
        "  python -m build_scripts serve\n      live preview that follows seeds/\n"
        "  python -m build_scripts report\n      counts and measures of the cross-references\n"
        "  python -m build_scripts suggest names\n      names in the texts, ready to be made a register\n"
        "  python -m build_scripts verify\n      rebuild every seed from the published data alone\n\n"
        "Each command explains itself: python -m build_scripts build --help\n\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(debug=False)
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(
        subparsers,
        "build",
        commands["build"],
        "read the seeds, write docs/, build site/",
        """examples:
  python -m build_scripts build
      this archive: seeds/ → docs/ and site/
  python -m build_scripts build --seeds ~/scans --out /tmp/room
      any folder of documents; writes only /tmp/room/docs and /tmp/room/site
  python -m build_scripts build --strict
      stop at the first document that cannot be used
  python -m build_scripts build --no-site
      only docs/: quick, to look at the difference""",
    )
    build.add_argument("--strict", action="store_true", help="stop at the first document that cannot be used")
    build.add_argument("--no-site", action="store_true", help="write docs/ only")
    build.add_argument("--exports", action="store_true", help=EXPORTS)

    serve = _command(
        subparsers,
        "serve",
        commands["serve"],
        "live preview that follows the seeds",
        """examples:
  python -m build_scripts serve
  python -m build_scripts serve --address 127.0.0.1:8001
  python -m build_scripts serve --seeds ~/scans --out /tmp/room""",
    )
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve")

    verify = _command(
        subparsers,
        "verify",
        commands["verify"],
        "rebuild every seed from the published data alone",
        """examples:
  python -m build_scripts verify
  python -m build_scripts verify --seeds ~/scans --out /tmp/room
  python -m build_scripts verify --data site/data --seeds seeds""",
    )
    verify.add_argument("--data", type=Path, metavar="DIR", help="folder with catalog.json and documents/")

    _command(
        subparsers,
        "check",
        commands["check"],
        "is the committed edition up to date and sound?",
        """examples:
  python -m build_scripts check        one line for each finding; exit code 1 when one is an error""",
    )

    report = _command(
        subparsers,
        "report",
        commands["report"],
        "count and measure the cross-references",
        """examples:
  python -m build_scripts report              every count and measure, on one page
  python -m build_scripts report --details    also every wrong link and every miss of the judged samples
  python -m build_scripts report --seeds ~/scans --judged ~/judged""",
    )
    report.add_argument(
        "--judged",
        type=Path,
        metavar="DIR",
        help="folder of judged samples (default: tests/judged of this project)",
    )
    report.add_argument("--details", action="store_true", help="list what was linked wrongly or missed")

    suggest = _command(
        subparsers,
        "suggest",
        commands["suggest"],
        "propose entries for the data files, as YAML on the screen",
        """what can be proposed:
  names         names that the register does not hold yet, with counts and contexts; forms in the
                register that never occur. For seeds/authorities/*.yml
  notes         slips, dates and figures that do not fit. For seeds/annotations/notes.yml
  comparisons   statements of several documents on the same question. For comparisons.yml
  dates         relative dates, with what counting from the document's date gives. For dates.yml

examples:
  python -m build_scripts suggest names
  python -m build_scripts suggest names --seeds ~/scans > names.txt
      any folder of documents; paste what holds into ~/scans/authorities/people.yml and so on
  python -m build_scripts suggest notes
      every passage is quoted so that it can be found; keep what holds, in your own words

Nothing is written: a program proposes, you decide, and the next build checks every quotation.""",
        writes=False,
    )
    suggest.add_argument("what", choices=SUGGESTIONS, metavar="WHAT", help=" | ".join(SUGGESTIONS))

    bundle = _command(
        subparsers,
        "bundle",
        commands["bundle"],
        "one folder and one .zip to read offline",
        """examples:
  python -m build_scripts bundle                       dist/<archive>-<date>/ and .zip
  python -m build_scripts bundle --dist /media/stick   straight to a memory stick
  python -m build_scripts bundle --no-build            from the site as it is""",
    )
    bundle.add_argument(
        "--strict", action="store_true", help="stop at the first document that cannot be used"
    )
    bundle.add_argument(
        "--dist", type=Path, metavar="DIR", help="where to write (default: dist/ in the output folder)"
    )
    bundle.add_argument("--exports", action="store_true", help=EXPORTS)
    bundle.add_argument("--bag", action="store_true", help="also as a BagIt bag, for keeping")
    bundle.add_argument("--zim", action="store_true", help="also as a ZIM file for Kiwix (needs libzim)")
    bundle.add_argument("--no-build", action="store_true", help="do not build the site first")

    _command(
        subparsers,
        "release",
        commands["release"],
        "record the state of the texts, so that later builds tell what changed",
        """examples:
  python -m build_scripts release       after `version` and `date` were set in seeds/archive.yml
  python -m build_scripts release --seeds ~/scans

Writes seeds/releases/<version>.json: a short hash of every passage. What is recorded is never
changed; a new state needs a new version.""",
        writes=False,
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Command,
    help: str,
    examples: str,
    writes: bool = True,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=f"{examples}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--seeds", type=Path, metavar="DIR", help="folder of documents (default: seeds/ of this project)"
    )
    if writes:
        parser.add_argument(
            "--out", type=Path, metavar="DIR", help="folder to write to (default: this project)"
        )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.set_defaults(run=run)
    return parser
