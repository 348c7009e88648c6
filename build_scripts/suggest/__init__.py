"""What the texts propose for the data files. A suggestion is a function `Corpus -> Iterator[str]` that
gives the lines of a data file; nothing is written. SUGGESTIONS names them; a new one is a new file here
and a line in the tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_scripts.model import Corpus
from build_scripts.suggest.comparisons import comparisons
from build_scripts.suggest.dates import dates
from build_scripts.suggest.names import names
from build_scripts.suggest.notes import notes

Suggestion = Callable[[Corpus], Iterator[str]]

#: (name, function, what it proposes).
SUGGESTIONS: tuple[tuple[str, Suggestion, str], ...] = (
    ("names", names, "names that the register does not hold, and forms in it that never occur"),
    ("notes", notes, "places that may deserve an editorial note: slips, dates and figures that do not fit"),
    ("comparisons", comparisons, "statements of several documents on the same question"),
    ("dates", dates, "relative dates, with what counting from the document's date gives"),
)
