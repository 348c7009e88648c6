"""One exception for each situation of the user: what happened, where, and the way out.

Every class states the exit code that the command line returns for it:

    0  everything was built
    1  a check failed, or the command could not do its work (the message says why)
    2  the command was called in a way that cannot be understood
    3  some documents were skipped, the others were built
    4  nothing could be built

No message holds an absolute path that the user did not type.
"""

from __future__ import annotations

BUILT = 0
FAILED = 1
USAGE = 2
SKIPPED = 3
NOTHING = 4


class UserError(Exception):
    """A situation that a user can understand and mend.

    `where` is `file`, `file:line` or empty; `hint` is the way out.
    """

    exit_code = FAILED

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.hint}" if self.hint else head


class UsageError(UserError):
    """The arguments contradict one another or name something impossible."""

    exit_code = USAGE


class SeedsMissing(UserError):
    """There is no seeds folder at the given place, or it is not a folder."""

    exit_code = NOTHING


class SeedsEmpty(UserError):
    """The seeds folder holds no document of a known format."""

    exit_code = NOTHING


class NothingBuilt(UserError):
    """There were documents, but none of them could be used."""

    exit_code = NOTHING


class SeedError(UserError):
    """One document cannot be used: it is reported and skipped, or stops a strict build."""


class SeedUnreadable(SeedError):
    """The operating system does not let us read the file."""


class BinarySeed(SeedError):
    """The file is not text (PDF, archive, picture …)."""


class NoText(SeedError):
    """The file is empty, or holds only white space and control characters."""


class UnknownBytes(SeedError):
    """The bytes are not UTF-8 and nothing states what they are."""


class WrongEncoding(SeedError):
    """The declared encoding is unknown, contradicts the file, or does not give the same bytes back."""


class LinkOutside(SeedError):
    """A symbolic link that leads out of the seeds folder, or nowhere."""


class RecordError(SeedError):
    """A record or `archive.yml` is not valid. `where` is always `file:line`."""


class DuplicateId(SeedError):
    """Two records give the same id."""


class DocumentFailed(SeedError):
    """A fault of this program while it read one document; the others are not touched by it."""

    def __init__(self, what: str, where: str = "", hint: str = "", trace: str = "") -> None:
        super().__init__(what, where, hint)
        self.args = (what, where, hint, trace)  # travels between processes by pickle
        self.trace = trace


class StoppedByStrict(UserError):
    """A strict build met a document that cannot be used."""


class OutputUnwritable(UserError):
    """The output folder cannot be written."""


class ForeignFile(UserError):
    """A file that this program did not make stands where it would write."""


class SiteFailed(UserError):
    """The renderer failed or warned; the last good site was left as it was."""


class DataMissing(UserError):
    """The published data files are not there, or are not what this program publishes."""


class BundleFailed(UserError):
    """The bundle cannot be made because the site is not there."""
