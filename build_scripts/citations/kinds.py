"""The kind of a document, in the words of those who have to be told: one row for each.

The kind is a free word of the record (`type: web article`). What a document without one is, is read off
what is stated: volume or issue of a periodical, number in a series, a web address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document and its names elsewhere."""

    csl: str
    """citationstyles.org, CSL 1.0.2."""
    zotero: str
    """Item type of Zotero, as its translators want it in `DC.type`."""
    bibtex: str
    biblatex: str
    ris: str
    schema: str
    """Type of schema.org."""
    words: str
    """How records call it, divided by `|`."""


KINDS = (
    Kind("article-journal", "journalArticle", "article", "article", "JOUR", "ScholarlyArticle",
         "journal article|scholarly article|academic article|research article|review article|articlejournal|"
         "scholarlyarticle|journalarticle|article journal"),
    Kind("article-newspaper", "newspaperArticle", "article", "article", "NEWS", "NewsArticle",
         "newspaper article|news article|news|newsarticle|newspaper|news item|op-ed|opinion article|column|"
         "editorial|opinionnewsarticle|reportagenewsarticle|analysisnewsarticle|article newspaper"),
    Kind("article-magazine", "magazineArticle", "article", "article", "MGZN", "Article",
         "magazine article|magazine essay|magazine|article magazine"),
    Kind("post-weblog", "blogPost", "misc", "online", "BLOG", "BlogPosting",
         "blog post|blog|blog article|blog entry|weblog post|blogposting|post weblog"),
    Kind("webpage", "webpage", "misc", "online", "ELEC", "Article",
         "web article|web page|webpage|online article|website|web text|article on the web|post|"
         "socialmediaposting|press release|faq"),
    Kind("report", "report", "techreport", "report", "RPRT", "Report",
         "report|policy paper|policy brief|policy report|working paper|research paper|briefing paper|briefing|"
         "brief|paper|study|white paper|occasional paper|discussion paper|technical report|booklet|pamphlet|"
         "memorandum|memo|techarticle"),
    Kind("book", "book", "book", "book", "BOOK", "Book", "book|monograph|edited book|volume"),
    Kind("chapter", "bookSection", "incollection", "incollection", "CHAP", "Chapter",
         "chapter|book chapter|book section|essay in a book|contribution to a book"),
    Kind("paper-conference", "conferencePaper", "inproceedings", "inproceedings", "CPAPER", "ScholarlyArticle",
         "conference paper|proceedings paper|paper in proceedings"),
    Kind("thesis", "thesis", "phdthesis", "thesis", "THES", "Thesis",
         "thesis|dissertation|doctoral thesis|doctoral dissertation|phd thesis"),
    Kind("document", "document", "misc", "misc", "GEN", "CreativeWork", "document|text|manuscript|letter"),
)  # fmt: skip
BY_CSL = {kind.csl: kind for kind in KINDS}
_BY_WORDS = {word: kind for kind in KINDS for word in kind.words.split("|")}


def kind(stated: str, has: frozenset[str]) -> Kind:
    """The kind of a document. `has` names the terms that are stated: `volume`, `issue`, `is_part_of`,
    `number`, `publisher`, and `web` for an address."""
    word = re.sub(r"[\s_-]+", " ", stated).strip().casefold()
    found = _BY_WORDS.get(word) or _BY_WORDS.get(word.replace("-", " "))
    if not found and word:
        found = next((_BY_WORDS[k] for k in sorted(_BY_WORDS, key=len, reverse=True)
                      if " " in k and word.endswith(k)), None)  # fmt: skip
    if found:
        return found
    if has & {"volume", "issue"} and "is_part_of" in has:
        return BY_CSL["article-journal"]
    if "number" in has and has & {"publisher", "is_part_of"}:
        return BY_CSL["report"]
    if "web" in has and (word or "is_part_of" in has):
        return BY_CSL["webpage"]
    if "is_part_of" in has:
        return BY_CSL["article-magazine"]
    return BY_CSL["webpage"] if "web" in has else BY_CSL["document"]
