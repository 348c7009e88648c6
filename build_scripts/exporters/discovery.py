"""How the archive is found and followed: feeds, `llms.txt`, `robots.txt`, static OAI-PMH repository.

What makes sense only with a web address is left out without one (`base_url` in archive.yml): the OAI file,
`robots.txt` and the sitemap, which the renderer writes. Crawlers look for `robots.txt` at the top of a host
alone, so an archive in a folder of a host has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.changes_feed import changes_feed
from build_scripts.exporters.feeds import feeds
from build_scripts.exporters.llms import llms
from build_scripts.exporters.oai import oai
from build_scripts.exporters.web_address import absolute, at_root_of_host
from build_scripts.model import Artifact, Corpus


def discovery(corpus: Corpus) -> Iterator[Artifact]:
    """All of it."""
    for part in (feeds, changes_feed, llms, robots, oai):
        yield from part(corpus)


def robots(corpus: Corpus) -> Iterator[Artifact]:
    """`docs/robots.txt`: everything may be read; where the list of pages is."""
    if at_root_of_host(corpus.archive):
        sitemap = absolute(corpus.archive, "sitemap.xml")
        yield Artifact("docs/robots.txt", f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n")
