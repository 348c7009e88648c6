"""The command line: the only place that prints or exits."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from build_scripts import arguments, errors
from build_scripts.model import Corpus, Finding
from build_scripts.render import PROJECT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. No traceback leaves here without --debug."""
    try:
        args = arguments.parser(COMMANDS).parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if args.debug:
        logging.basicConfig(stream=sys.stderr, format="%(message)s")
        logging.getLogger("build_scripts").setLevel(logging.DEBUG)
    try:
        return args.run(args)
    except errors.UserError as error:
        if args.debug:
            traceback.print_exc()
        _complain(f"error: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        _complain("\nstopped; the last good site is unchanged")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return errors.FAILED
    except Exception as error:
        if args.debug:
            traceback.print_exc()
        _complain(
            f"error: the program failed ({type(error).__name__}: {error})\n"
            "  this is a fault of the program; run it again with --debug and report what it shows"
        )
        return errors.FAILED


def _build(args: argparse.Namespace) -> int:
    from build_scripts import pipeline

    seeds, out = _places(args)
    progress = Progress()
    report = pipeline.build(
        seeds, out, strict=args.strict, site=not args.no_site, exports=args.exports, progress=progress
    )
    progress.close()
    _tell_corpus(report.corpus)
    done = report.written
    _say(
        f"{_count(len(report.corpus.documents), 'document')} built, {len(report.corpus.skipped)} skipped; "
        f"{_count(len(done.changed), 'file')} written, {len(done.unchanged)} unchanged, "
        f"{len(done.removed)} removed"
    )
    if not args.no_site:
        _say(f"open {_shown(out / 'site' / 'index.html')} in a browser")
    return report.exit_code


def _serve(args: argparse.Namespace) -> int:
    from build_scripts import serve

    seeds, out = _places(args)
    serve.serve(seeds, out, args.address, _complain)
    return errors.BUILT


def _verify(args: argparse.Namespace) -> int:
    from build_scripts import verify

    _, out = _places(args)
    # With only --out, the seeds it was made from are not known: the catalog's checksums decide.
    seeds = args.seeds or (None if args.out else PROJECT / "seeds")
    made = (out / name / "data" for name in ("docs", "site"))
    data = args.data or next((path for path in made if path.is_dir()), out / "docs" / "data")
    results = verify.verify(data, seeds)
    against = "the seed and the catalog" if seeds else "the catalog"
    for result in results:
        state = f"FAILED  {result.problem}" if result.problem else f"ok  {result.sha256[:16]}…"
        if not result.published:
            state = "not published in full, so not to be rebuilt from the data"
        _say(f"{result.id}  {result.file}  {state}")
    failed = [result for result in results if result.problem]
    if failed or not results:
        _complain(
            f"error: {len(failed)} of {_count(len(results), 'seed')} could not be rebuilt "
            "from the published data"
        )
        return errors.FAILED
    _say(
        f"{_count(sum(one.published for one in results), 'seed')} rebuilt from the data alone; SHA-256 equal to {against}"
    )
    return errors.BUILT


def _check(args: argparse.Namespace) -> int:
    from build_scripts import checks, compare, corpus, pipeline

    seeds, out = _places(args)
    progress = Progress()
    found = corpus.load(seeds, progress=progress)
    progress.close()
    findings: list[Finding] = [*found.findings]
    findings += compare.stale(out, pipeline.artifacts(found, out))
    findings += checks.run(found, out / "docs")
    for finding in findings:
        _say(_line(finding))
    wrong = sum(finding.severity == "error" for finding in findings)
    others = _count(len(findings) - wrong, "other finding")
    _say(f"{_count(wrong, 'error')}, {others}, {_count(len(found.documents), 'document')}")
    return errors.FAILED if wrong else errors.BUILT


def _report(args: argparse.Namespace) -> int:
    from build_scripts import corpus, report

    seeds = args.seeds or PROJECT / "seeds"
    # The judged samples of this project speak of its own documents.
    judged = args.judged or (PROJECT / "tests" / "judged" if seeds.resolve() == PROJECT / "seeds" else None)
    progress = Progress()
    found = corpus.load(seeds, progress=progress)
    progress.close()
    _tell_corpus(found)
    _say(report.report(found, judged, args.details).rstrip("\n"))
    return errors.BUILT


def _suggest(args: argparse.Namespace) -> int:
    from build_scripts import corpus
    from build_scripts.suggest import SUGGESTIONS

    progress = Progress()
    found = corpus.load(args.seeds or PROJECT / "seeds", progress=progress)
    progress.close()
    _tell_corpus(found)
    if not found.documents:
        raise errors.NothingBuilt("no document could be read", hint="every reason is named above")
    suggestion = next(function for name, function, _ in SUGGESTIONS if name == args.what)
    for line in suggestion(found):
        _say(line)
    return errors.SKIPPED if found.skipped else errors.BUILT


def _bundle(args: argparse.Namespace) -> int:
    from build_scripts import bundle, corpus, pipeline, zim

    seeds, out = _places(args)
    progress = Progress()
    if args.no_build:
        code, found = errors.BUILT, corpus.load(seeds, progress=progress)
    else:
        report = pipeline.build(seeds, out, strict=args.strict, exports=args.exports, progress=progress)
        code, found = report.exit_code, report.corpus
    progress("writing the bundle", 0, 0)
    made = bundle.write_bundle(found, seeds, out / "site", args.dist or out / "dist", args.bag)
    if args.zim:
        zim.write(found, out / "site", made.folder.with_suffix(".zim"))
    progress.close()
    _tell_corpus(found)
    _say(f"{_shown(made.folder)}: {_count(made.files, 'file')}; open index.html there in a browser")
    _say(_shown(made.archive))
    if made.bag:
        _say(f"{_shown(made.bag)}: the same as a BagIt bag")
    if args.zim:
        _say(f"{_shown(made.folder.with_suffix('.zim'))}: for Kiwix")
    return code


def _release(args: argparse.Namespace) -> int:
    from build_scripts import corpus, published, releases

    seeds = args.seeds or PROJECT / "seeds"
    progress = Progress()
    found = corpus.load(seeds, strict=True, progress=progress)
    progress.close()
    path = releases.record(found, seeds)
    published.record(found, seeds)
    state = releases.now(found)
    passages = sum(len(one.units) for one in state.documents.values())
    _say(
        f"{_shown(path)}: {_count(len(state.documents), 'document')}, {_count(passages, 'passage')}. "
        "Keep this file; the next builds tell what changed since."
    )
    return errors.BUILT


def _places(args: argparse.Namespace) -> tuple[Path, Path]:
    """(seeds, out). Another archive's seeds are never built into this project by default."""
    seeds = args.seeds or PROJECT / "seeds"
    if args.out is None and seeds.resolve() != PROJECT / "seeds":
        raise errors.UsageError(
            "another seeds folder needs a folder to write to", str(seeds), "add --out DIR"
        )
    return seeds, args.out or PROJECT


def _tell_corpus(found: Corpus) -> None:
    for finding in found.findings:
        if finding.code != "seed-skipped":
            _complain(_line(finding))
    for _, reason in found.skipped:
        _complain(f"skipped: {reason}")


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{finding.severity} {finding.code} {place}: {finding.message}{hint}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    """A path as short as it can be typed from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _safe(text: str) -> str:
    """File names and records may hold signs that steer a terminal: show them, do not send them."""
    return "".join(ch if ch.isprintable() or ch in "\n…" else ascii(ch)[1:-1] for ch in text)


def _say(text: str) -> None:
    _print(text, sys.stdout)


def _complain(text: str) -> None:
    _print(text, sys.stderr)


def _print(text: str, stream: object) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    text = _safe(text).encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=stream, flush=True)  # type: ignore[call-overload]


class Progress:
    """Shows what is being done: a counter that rewrites itself on a terminal, else few plain lines."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.stage = ""
        self.open = False

    def __call__(self, what: str, done: int, total: int) -> None:
        if self.terminal and total:
            print(f"\r{what}: {done} of {total}\x1b[K", end="", file=sys.stderr, flush=True)
            self.open = True
        elif what != self.stage or (total >= 200 and done % 100 == 0):
            self.close()
            _complain(f"{what}: {done} of {total}" if what == self.stage else f"{what} …")
        self.stage = what

    def close(self) -> None:
        """End the line of the counter."""
        if self.open:
            print(file=sys.stderr)
        self.open = False


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "serve": _serve,
    "verify": _verify,
    "check": _check,
    "report": _report,
    "suggest": _suggest,
    "release": _release,
    "bundle": _bundle,
}


if __name__ == "__main__":
    sys.exit(main())
