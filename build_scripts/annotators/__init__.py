"""What is computed over the whole corpus. An annotator is a function `Corpus -> Corpus` that fills its
own part of `connections`; ANNOTATORS is the order in which they run, each on the work of the earlier
ones. A new kind of connection is a new file here and a line in the tuple."""

from __future__ import annotations

from build_scripts.access import restrict
from build_scripts.annotators.acronyms import acronyms
from build_scripts.annotators.automatic_names import automatic_names
from build_scripts.annotators.editorial_notes import editorial_notes
from build_scripts.annotators.names import names
from build_scripts.annotators.quotations import quotations
from build_scripts.annotators.related import related
from build_scripts.annotators.topics import topics
from build_scripts.model import Corpus

ANNOTATORS = (quotations, restrict, editorial_notes, names, automatic_names, acronyms, related, topics)


def annotate(corpus: Corpus) -> Corpus:
    """The corpus with all its connections."""
    for annotator in ANNOTATORS:
        corpus = annotator(corpus)
    return corpus
