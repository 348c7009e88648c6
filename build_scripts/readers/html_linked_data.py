"""JSON-LD in a web page, and values fit for a statement."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator

from build_scripts.readers.html_tree import Tree
from build_scripts.readers.markdown_front import date_of
from build_scripts.source import Source, Statement

RULE = "reader-html"
ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|Book|Chapter|Thesis|CreativeWork)$")
BY = re.compile(r"\s*(?:written\s+)?by\b[\s:]*", re.IGNORECASE)
LANGUAGE = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
LONGEST_JSON = 2_000_000


def linked_data(source: Source, tree: Tree) -> Iterator[Statement]:
    """What the descriptions of articles in a page state."""
    for node in tree.named("script"):
        if "ld+json" not in node.get("type").lower() or node.last <= node.first:
            continue
        token = tree.tokens[node.first + 1]
        raw = source.text[token.start : token.end]
        if token.kind != "raw" or len(raw) > LONGEST_JSON:
            continue
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        for item in _articles(data):
            yield from _of_article(source, item, token.start, raw)


def _of_article(source: Source, item: dict[str, object], start: int, raw: str) -> Iterator[Statement]:
    values = [
        ("title", item.get("headline")),
        ("issued", item.get("datePublished")),
        ("language", item.get("inLanguage")),
    ]
    values += [("creator", name) for name in _names_of(item.get("author"))]
    values += [("publisher", name) for name in _names_of(item.get("publisher"))]
    for term, value in values:
        text = clean(value, term) if isinstance(value, str) else ""
        if text and isinstance(value, str):
            at = max(0, raw.find(value))
            line = source.line_at(start + at)
            span = source.lines[line - 1]
            begin = max(span.start, start + at - 60)
            evidence = source.text[begin : min(span.end, begin + 300)]
            yield Statement(term, text, line, RULE, " ".join(evidence.split()))


def _articles(data: object) -> Iterator[dict[str, object]]:
    """The descriptions of articles in JSON-LD, without recursion; those of the page itself last."""
    pages: list[dict[str, object]] = []
    todo: deque[object] = deque([data])
    while todo:
        item = todo.popleft()
        if isinstance(item, list):
            todo += item[:200]
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
            if any(ARTICLE.search(k) for k in names):
                if "WebPage" in names:
                    pages.append(item)
                else:
                    yield item
            todo += [item[key] for key in ("@graph", "mainEntity") if key in item]
    yield from pages


def _names_of(value: object) -> Iterator[str]:
    for item in (value if isinstance(value, list) else [value])[:50]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str):
                yield one


def clean(value: str, term: str) -> str:
    """A value fit for a statement; "" when it is not."""
    text = " ".join("".join(c if c.isprintable() else " " for c in html.unescape(value)).split())[:1000]
    if term == "issued":
        return date_of(text.replace("/", "-"))
    if term == "creator":
        text = BY.sub("", text, count=1) if BY.match(text) else text
        text = re.sub(r"[\s,;]*[(<\[]?(?:mailto:)?[^\s()<>,;]+@[\w.-]+[)>\]]?", "", text)
        # «Doe, Jane» is how library data write Jane Doe.
        text = re.sub(r"^([^\W\d][\w'’ -]{1,40}), ([^\W\d][\w.'’ -]{0,40})$", r"\2 \1", text.strip(" ,;|•·"))
        return "" if re.match(r"(?:https?:)?//|www\.", text) or len(text) > 150 else text
    if term == "identifier":
        doi = re.search(r"10\.\d{4,9}/\S+", text)
        return f"doi:{doi.group()}" if doi else ""
    if term == "source":
        return text if re.match(r"https?://[^\s/]", text) else ""
    if term == "language":
        # The region says how words are spelt, not which language it is.
        return re.split("[-_]", text)[0].lower() if re.fullmatch(LANGUAGE, text) else ""
    return text
