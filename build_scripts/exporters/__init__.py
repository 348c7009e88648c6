"""The corpus in its several forms. An exporter is a function `Corpus -> Iterator[Artifact]`; EXPORTERS is
the order in which they run. A new form of the edition is a new file here and a line in the tuple."""

from __future__ import annotations

from build_scripts.exporters.data import data
from build_scripts.exporters.markdown import documents
from build_scripts.exporters.pages import pages

EXPORTERS = (documents, pages, data)
