"""Many documents at once, for forms whose validator is slow to start: one run of it for all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from properties import document_of
from strategies import examples, html_texts, markdown_texts, noise, plain_texts
from test_markdown_any_text import documents

from build_scripts.model import Document


def documents_in_any_state(plain: int, marked_up: int, built: int = 150) -> list[Document]:
    """Texts (`plain` of them), Markdown and HTML (`marked_up`), damaged and hostile, and `built` documents with
    blocks of every kind in any order."""
    found: list[Document] = []

    @examples(plain)
    @given(st.one_of(plain_texts(), noise()))
    def texts(text: str) -> None:
        found.append(document_of(text))

    @examples(marked_up)
    @given(st.one_of(html_texts(), markdown_texts()), st.sampled_from(["markdown", "html"]))
    def others(text: str, format: str) -> None:
        found.append(document_of(text, format))

    @examples(built)
    @given(documents())
    def blocks(one: Document) -> None:
        found.append(one)

    texts()
    others()
    blocks()
    return found
