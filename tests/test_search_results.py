"""The search: filters and their counts, what a result shows, and what happens when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from search_archive import archive
from search_browser import SearchPage, opened, write

from build_scripts.connections import AutomaticName, Connections, Target
from build_scripts.exporters.browser_files import browser_files
from build_scripts.exporters.search_index import search_index
from build_scripts.knowledge import Knowledge
from build_scripts.model import Block, Corpus, Document
from build_scripts.search import index
from build_scripts.source import Line, Source, Statement

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchPage]:
    folder = tmp_path_factory.mktemp("results")
    write(search_index(archive()), folder)
    with opened(folder) as found:
        yield found
        assert not found.errors and not found.outside


# Filters


def test_filters_combine_and_their_counts_are_true(page: SearchPage) -> None:
    counts = page.run(
        """async () => {
            const told = [];
            for (const filters of [{}, {year: ["2014"]}, {part: ["text", "note", "aside"]}, {place: ["norland"]},
                                   {document: ["harbour"], part: ["text"]}, {topic: ["tolls"], kind: ["Report"]}]) {
                const result = await RRSearch.query("harbour OR tolls OR letter OR norland OR umbrellas", {filters});
                for (const kind of ["document", "year", "kind", "part", "topic", "place", "person"]) {
                    for (const one of (await RRSearch.facets(result, kind)).values) {
                        const values = Object.assign({}, filters, {[kind]: [one.value]});
                        const other = await RRSearch.query(result.query, {filters: values});
                        told.push([kind, one.value, one.count, other.total, one.label]);
                    }
                }
            }
            return told;
        }"""
    )
    assert len(counts) > 40
    assert all(count == real for _, _, count, real, _ in counts), counts
    assert ["part", "aside", 1, 1, "Set aside"] in counts
    assert any(row[0] == "place" and row[4] == "Norland" for row in counts)


def test_what_is_set_aside_is_left_out_and_told_of(page: SearchPage) -> None:
    result = page.search("umbrellas")
    assert result["total"] == 0 and result["outside"] == 1
    assert result["near"]["kind"] == "outside" and result["near"]["results"][0]["part"] == "aside"
    assert page.search("umbrellas", filters={"part": ["aside"]})["total"] == 1
    # A set-aside copy never comes before the paragraph.
    both = page.search("treaty tolls signed", filters={"part": ["text", "aside"]})
    assert [one["part"] for one in both["results"]] == ["text", "aside"]


def test_an_unknown_filter_finds_nothing_and_harms_nothing(page: SearchPage) -> None:
    for filters in (
        {"document": ["gone"]},
        {"person": ["gone"]},
        {"year": ["1"]},
        {"part": ["x"]},
        {"gone": ["x"]},
    ):
        result = page.search("harbour", filters=filters)
        assert result["total"] == 0 and not result["problems"]


# What is shown


def test_marks_are_offsets_into_the_text_as_it_is(page: SearchPage) -> None:
    def marked(query: str, anchor: str) -> list[str]:
        results = page.search(query, limit=50)["results"]
        one = next(one for one in results if one["anchor"] == anchor)
        return [one["text"][start:end] for start, end in one["hits"]]

    assert marked("Qirmizi", "l4") == ["Qırmızı"]
    assert marked("csipa", "l3") == ["C-SIPA"]
    assert marked("1992-04-07", "l2") in (["April 7, 1992"], ["7 апреля 1992"])
    assert marked('"long talks"', "l2") == ["long talks"]
    assert marked("40 percent", "l4") == ["40%"]
    assert marked("the treaty", "l2") == ["treaty"]


def test_a_snippet_is_the_sentence_that_holds_the_words(page: SearchPage) -> None:
    (one,) = page.search("amber carts")["results"]
    cut = one["snippet"]
    assert len(one["text"]) > 500 and len(cut["text"]) <= 480 and cut["before"] and cut["after"]
    assert [cut["text"][start:end] for start, end in cut["marks"]] == ["Amber", "carts"]
    assert "Amber went to the far east in small carts." in cut["text"]


def test_more_results_and_those_of_one_document(page: SearchPage) -> None:
    pages = page.run(
        """async () => {
            const result = await RRSearch.query("the", {limit: 3});
            const more = await RRSearch.page(result, 3, 50);
            const own = await RRSearch.page(result, 0, 50, {document: "letters"});
            return [result.total, result.results.concat(more).map(one => one.passage), own.map(one => one.document.id)];
        }"""
    )
    assert pages[0] == len(pages[1]) == len(set(pages[1]))
    assert set(pages[2]) == {"letters"}


def test_a_page_can_mark_its_own_text(page: SearchPage) -> None:
    text = "A new Harbour, harbours and a treaty."
    marks = page.run(
        "async text => { const mark = await RRSearch.marker('harbour -treaty'); return mark(text, 'en'); }",
        text,
    )
    assert [text[start:end] for start, end in marks] == ["Harbour", "harbours"]


# When something is wrong


def test_a_query_can_be_called_off(page: SearchPage) -> None:
    assert (
        page.run(
            """async () => {
            const token = {cancelled: false};
            const waiting = RRSearch.query("harbour", {token});
            token.cancelled = true;
            return await waiting;
        }"""
        )
        is None
    )


def test_a_missing_or_damaged_part_is_told_and_the_rest_works(tmp_path: Path) -> None:
    write(search_index(archive()), tmp_path)
    with opened(tmp_path) as page:
        whole = page.search("harbour OR Osthavn")["total"]
        (tmp_path / "search" / "p" / "1.js").unlink()
        page.reload()
        result = page.search("harbour OR Osthavn")
        assert result["total"] == whole and len(result["results"]) < whole
        assert result["problems"] == ["A part of the search index could not be loaded (search/p/1.js)."]
        terms = tmp_path / "search" / "t" / "0.js"
        for content, why in ((terms.read_text("utf-8")[:500], "is damaged"), ("", "is damaged"), ('RR.put("t/0",3)', "is damaged"),
                             ('RR.put("t/0",{"terms":[],"post":[]},"other")', "belongs to another edition")):  # fmt: skip
            terms.write_text(content, "utf-8")
            page.reload()
            result = page.search("harbour treaty")
            assert result["total"] == 0 and why in result["problems"][0]
        (tmp_path / "search" / "root.js").unlink()
        page.reload()
        message = page.run("() => RRSearch.query('harbour', {}).then(() => '', error => error.message)")
        assert message == "A part of the search index could not be loaded (search/root.js)."


def numbered(count: int, line: str) -> Corpus:
    """Documents of twenty paragraphs, in each of which `{n}` of the line is a number of its own."""
    documents = []
    for one in range(count // 20):
        texts = [line.format(n=one * 20 + k) for k in range(20)]
        written = tuple(Block(f"l{k}", "p", text, (k,), ()) for k, text in enumerate(texts, 1))
        lines = tuple(Line(k, 0, 0) for k in range(1, 21))
        source = Source(f"d{one}.txt", "text", "utf-8", b"", "", "", lines)
        documents.append(Document(f"d{one}", source, (Statement("title", "T", 1, "test"),), written, (), ()))
    return Corpus(archive={"language": "en"}, documents=tuple(documents))


def test_a_phrase_with_words_of_which_no_positions_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found at the distances of the others; a total that was not counted is not told as exact; and
    what is shown has the phrase."""
    monkeypatch.setattr(index, "MOST_POSITIONS", 150)
    line = "Entry {n} stood at the end of the year, by the end or the year {n}."
    corpus = numbered(200, line)
    other = numbered(40, "Other {n} stood at the end or a year before it.").documents
    corpus = replace(corpus, documents=(*corpus.documents, *(replace(d, id="o" + d.id) for d in other)))
    write(search_index(corpus), tmp_path)
    with opened(tmp_path) as page:
        rare = page.search('"the year 7"')
        assert (rare["total"], rare["about"]) == (1, False) and "year 7." in rare["results"][0]["text"]
        for text, least in (
            ('"at the end of the year"', 190),
            ('"stood at the end"', 230),
            ('"of the"', 190),
        ):
            page.reload()
            result = page.search(text, limit=30)
            assert least <= result["total"] <= 240 and result["about"] and not result["problems"], text
            assert len(result["results"]) == 30
            assert all(text.strip('"') in one["text"] and one["hits"] for one in result["results"]), text
        page.reload()
        assert page.search('"year the end"')["partial"]  # only its words are there
        tail = page.search('"end or a year"', limit=50)
        assert all("end or a year" in one["text"] for one in tail["results"]) and len(tail["results"]) == 40


def test_the_engine_is_one_file_that_finds_its_index(tmp_path: Path) -> None:
    """Also below a folder that is called `assets`."""
    site = tmp_path / "assets" / "site"
    site.mkdir(parents=True)
    write([*search_index(archive()), *browser_files(archive())], site)
    with opened(site) as page:
        expected = page.search("harbour treaty OR Norland")
        (site / "index.html").write_text(
            "<!doctype html><meta charset=utf-8><script src='search/engine.js?v=1'></script>", "utf-8"
        )
        page.reload()
        assert page.run("() => document.scripts.length") == 1
        assert page.run("() => RR.base") == (site / "search").as_uri() + "/"
        assert page.search("harbour treaty OR Norland") == expected and expected["total"] > 2
        assert not page.errors and not page.outside


def test_an_archive_without_names_topics_or_documents_can_be_searched(tmp_path: Path) -> None:
    bare = replace(archive(), knowledge=Knowledge(), connections=Connections())
    for name, corpus in (("bare", bare), ("empty", replace(bare, documents=()))):
        write(search_index(corpus), tmp_path / name)
        with opened(tmp_path / name) as page:
            result = page.search("norland harbour treaty")
            assert not result["problems"] and not page.errors
            assert (result["total"] > 0) == (name == "bare")


def test_names_found_by_rule_are_known_where_there_is_no_register(tmp_path: Path) -> None:
    """A short form finds what it stands for, and the other way round; the filter counts the passages."""
    corpus = archive()
    letters = corpus.document("letters")
    targets = tuple(
        Target("letters", unit, text.index(form), text.index(form) + len(form))
        for unit, form in (("l2", "Erdoğan"), ("l3", "Erdogan"))
        for text in (next(block.text for block in letters.blocks if block.id == unit),)
    )
    found = (AutomaticName("erdogan", "Erdoğan", ("Erdoğan", "Erdogan"), targets, "Letter Writer"),)
    bare = replace(corpus, knowledge=Knowledge(), connections=Connections(automatic=found))
    write(search_index(bare), tmp_path)
    with opened(tmp_path) as page:
        result = page.search("letter writer")
        assert result["also"][0]["page"] == "names.html#erdogan"
        assert [one["anchor"] for one in result["results"]] == ["l2", "l3"]
        assert page.search("harbour", filters={"name": ["erdogan"]})["total"] == 1
        assert not result["problems"] and not page.errors
