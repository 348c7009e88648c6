"""The index of the search: every word is in it, at its place, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from editions_compare import EDITIONS, ROOT
from hypothesis import given
from hypothesis import strategies as st
from properties import document_of, edited
from search_reader import SearchFiles
from strategies import examples, html_texts, markdown_texts, texts

from build_scripts.authorities import Authority, Form
from build_scripts.connections import Connections, Mention, PlacedNote, Target, TopicMark
from build_scripts.corpus import load
from build_scripts.exporters.search_index import index_size, search_index
from build_scripts.knowledge import EditorialNote, Knowledge, Quote, Topic
from build_scripts.model import Corpus, Document
from build_scripts.search import files, index, postings
from build_scripts.search.index import Index, spelled_apart
from build_scripts.search.letters import fold, lowered
from build_scripts.search.passages import LONGEST_ASIDE, PARTS, Passage
from build_scripts.search.words import tokens

_WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def archive() -> Corpus:
    return load(ROOT / "seeds")


@pytest.fixture(scope="module")
def found(archive: Corpus) -> SearchFiles:
    return SearchFiles(search_index(archive))


def corpus_of(*documents: Document, language: str = "en", **more: object) -> Corpus:
    named = tuple(replace(one, id=f"d{number}") for number, one in enumerate(documents))
    return Corpus(archive={"language": language}, documents=named, **more)  # type: ignore[arg-type]


def passage(text: str, language: str = "en", kind: str = "p") -> Passage:
    return Passage("l1", "text", kind, language, "", 1, text)


def built(*texts: str, language: str = "en") -> Index:
    return index.built([passage(one, language) for one in texts], {}, spelled_apart(texts))


def check_whole(corpus: Corpus, read: SearchFiles) -> None:
    """Every form of every token of every passage is found at its place, and nothing more is."""
    rows = read.rows()
    assert len(rows) == read.root["n"]
    expected: dict[str, dict[int, list[int]]] = {}
    for number, row in enumerate(rows):
        for token in tokens(row[6], row[3]):
            for form in token.forms:
                expected.setdefault(form, {}).setdefault(number, []).append(token.position)
    for form, places in expected.items():
        listed = {number: list(positions) for number, _, positions in read.list_of(form)}
        if form.endswith("~"):  # the word itself may stand for its stem, also where it has none
            assert all(set(found) <= set(listed.get(number, ())) for number, found in places.items()), form
        else:
            assert listed == places, form
    for term in read.terms():
        assert term in expected or "=" in term or term[:2] in ("e:", "o:", "k:"), term
        assert all(1 <= strength <= postings.STRONGEST for _, strength, _ in read.list_of(term))


def test_every_form_of_the_archive_is_found_at_its_place(archive: Corpus, found: SearchFiles) -> None:
    check_whole(archive, found)
    assert [found.root["v"]] == list(found.versions)


def plain_words(text: str) -> set[str]:
    """The words of a text by rules of their own: no raised signs, no marks, runs of letters or digits."""
    shown = "".join(
        " " if unicodedata.category(c) == "No" and c not in "₀₁₂₃₄₅₆₇₈₉" or c in "ªº" else c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) != "Cf"
    )
    shown = re.sub(r"(?<=[^\W_])(\.?['’‘])[sS](?![^\W_])", " ", shown)
    return {fold(word) for word in _WORD.findall(shown)} | set(re.findall(r"(?<![\d.,])\d+(?![\d.,])", shown))


def test_every_word_of_reading_notes_and_asides_is_found(archive: Corpus, found: SearchFiles) -> None:
    """The whole vocabulary, one word after another, in the very document."""
    borders = [*found.root["first"], found.root["n"]]
    for number, document in enumerate(archive.documents):
        written = [unit.text for unit in document.units]
        written += [document.source.text[slice(*aside.span)] for aside in document.asides]
        for word in sorted(set().union(*map(plain_words, written))):
            places = [place for place, _, _ in found.list_of(word)]
            assert any(borders[number] <= place < borders[number + 1] for place in places), (
                document.id,
                word,
            )


def test_every_word_of_the_seeds_is_found(archive: Corpus, found: SearchFiles) -> None:
    """As received: but for words that an intervention touches (`agree-` and `ment` are one word)."""
    for document in archive.documents:
        text = list(document.source.text)
        for item in document.interventions:
            if item.kind != "set-aside":
                start, end = item.span
                while start and not text[start - 1].isspace():
                    start -= 1
                while end < len(text) and not text[end].isspace():
                    end += 1
                text[start:end] = " " * (end - start)
        for word in sorted(plain_words("".join(text))):
            assert found.list_of(word), (document.id, word)


def test_passages_lead_to_their_places(archive: Corpus, found: SearchFiles) -> None:
    """Anchors are those of blocks, notes, editorial notes and lines of seeds; the parts are counted right."""
    rows = found.rows()
    for number, document in enumerate(archive.documents):
        first = found.root["first"][number]
        counts = found.root["parts"][4 * number : 4 * number + 4]
        own = rows[first : first + sum(counts)]
        assert [row[1] for row in own] == [p for p, n in zip(PARTS, counts, strict=True) for _ in range(n)]
        units = {unit.id: unit for unit in document.units}
        letters = {f"ed-{p.letter}" for p in archive.connections.notes if p.target.document == document.id}
        for anchor, part, _kind, language, _section, line, text in own:
            assert language and text.strip() and 1 <= line <= len(document.source.lines)
            if part in ("text", "note"):
                assert text in units[anchor].text and line in units[anchor].lines
            elif part == "editorial":
                assert anchor in letters
            else:
                assert anchor == f"sources/{document.id}.html#s{line}"
                start = document.source.lines[line - 1].start
                assert document.source.text.find(text, start) - start < len(text) + 500
        assert {row[0] for row in own if row[1] in ("text", "note")} == {
            unit.id for unit in document.units if unit.text.strip()
        }
        assert {row[0] for row in own if row[1] == "editorial"} == letters
        row = found.data[f"d/{number // files.ROWS}"][number % files.ROWS]
        assert (
            row[0] == document.id and row[1] == document.title and row[5] == f"documents/{document.id}.html"
        )


def test_names_and_topics_are_where_the_texts_have_them(archive: Corpus, found: SearchFiles) -> None:
    rows, firsts = found.rows(), found.root["first"]
    kinds = {one.id: one.kind for one in archive.knowledge.authorities}
    ids = [document.id for document in archive.documents]
    counted: dict[str, int] = {}
    for mention in archive.connections.mentions:
        counted[mention.entity] = counted.get(mention.entity, 0) + 1
        low = firsts[ids.index(mention.target.document)]
        places = [
            (place, position)
            for place, _, positions in found.list_of(f"e:{mention.entity}")
            if place >= low and rows[place][0] == mention.target.unit
            for position in positions
        ]
        begun = [tokens(rows[p][6], rows[p][3])[position].start for p, position in places]
        words = [rows[p][6][start:] for (p, _), start in zip(places, begun, strict=True)]
        first = tokens(mention.surface, "en")[0]
        assert any(fold(word).startswith(first.forms[0][:3]) for word in words), mention
    for entity in counted:
        assert found.facet(kinds[entity])[entity] == [p for p, _, _ in found.list_of(f"e:{entity}")]
    assert {row[0] for row in found.data["names"]} == set(counted)
    assert {name for kind in found.root["facets"] if kind != "topic" for name in found.facet(kind)} == set(
        counted
    )
    for mark in archive.connections.topics:
        low = firsts[ids.index(mark.document)]
        assert any(place >= low and rows[place][0] == mark.unit for place in found.facet("topic")[mark.topic])
    for topic, places in found.facet("topic").items():
        assert places == [place for place, _, _ in found.list_of(f"o:{topic}")]


def test_titles_and_headings_are_told(archive: Corpus, found: SearchFiles) -> None:
    rows = found.rows()
    for kind in ("title", "head"):
        assert [p for p, _, _ in found.list_of(f"k:{kind}")] == [
            n for n, row in enumerate(rows) if row[2] == kind
        ]


def test_spellings_of_a_word_are_told_apart() -> None:
    one = built("Erdoğan spoke", "Erdogan wrote", "ERDOĞAN and Erdoğan", "Türkiye alone")
    assert [p for p, _, _ in postings.read(one.postings("erdogan"))] == [0, 1, 2]
    assert list(postings.read(one.postings("erdogan=erdoğan")))[1][2] == (0, 2)
    assert [p for p, _, _ in postings.read(one.postings("erdogan=erdogan"))] == [1]
    assert "turkiye=türkiye" not in one.terms() and "turkiye" in one.terms()


def test_stems_that_tell_nothing_are_left_out() -> None:
    one = built("agreement", "agreements", "policies", "treaty")
    assert {"agreement~", "agreement", "agreements", "polici~"} <= set(one.terms())
    assert one.alias("polici~") == "policies" and one.alias("agreement~") == ""
    assert "treati~" in one.terms() and one.alias("treati~") == "treaty"
    assert "agreement~" not in built("agreement").terms()


def test_proposed_words_are_words(found: SearchFiles) -> None:
    words = [w for i in range(len(found.root["shards"]["spell"])) for w in found.data[f"s/{i}"]["words"]]
    assert words == sorted(words) and len(words) == len(set(words)) > 3000
    held = {t for row in found.rows() for t in tokens(row[6], row[3])}
    assert set(words) == {t.forms[0] for t in held if t.kind == "letters" and len(t.forms[0]) >= 4}
    counts = [n for i in range(len(found.root["shards"]["spell"])) for n in found.data[f"s/{i}"]["df"]]
    assert counts == [len(found.list_of(word)) for word in words]


def test_the_same_texts_give_the_same_bytes(archive: Corpus) -> None:
    assert list(search_index(archive)) == list(search_index(archive))
    size, count = index_size(archive)
    assert size == sum(
        len(a.content.encode("utf-8")) for a in search_index(archive) if isinstance(a.content, str)
    )
    assert count == len(list(search_index(archive)))


def test_the_order_of_hashing_does_not_matter(tmp_path: Path) -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; from build_scripts.corpus import load;"
        "from build_scripts.exporters.search_index import search_index;"
        "print(hashlib.sha256(repr(list(search_index(load(Path(sys.argv[1]))))).encode()).hexdigest())"
    )
    for name, words in {"a.txt": "Erdoğan and Erdogan met.\n", "b.txt": "Гавань закрыли осенью.\n"}.items():
        (tmp_path / name).write_text(words * 9, "utf-8")
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_the_version_follows_the_content() -> None:
    def version(text: str, title: str = "T") -> str:
        one = edited(f"{title}\n\n{text}\n")
        return SearchFiles(search_index(corpus_of(one))).root["v"]

    assert version("A harbour was closed.") == version("A harbour was closed.")
    assert version("A harbour was closed.") != version("A harbour was opened.")


@examples(40)
@given(st.lists(texts() | markdown_texts() | html_texts(), min_size=1, max_size=3))
def test_any_documents(written: list[str]) -> None:
    """Every form at its place, whatever the seeds; every piece of JSON is whole."""
    corpus = corpus_of(*(document_of(one) for one in written))
    check_whole(corpus, SearchFiles(search_index(corpus)))


@pytest.mark.parametrize("path", sorted(EDITIONS.glob("*/seed.*")), ids=lambda path: path.parent.name)
def test_documents_of_all_sorts(path: Path) -> None:
    from build_scripts.edition import edit
    from build_scripts.readers import open_source

    corpus = corpus_of(edit(open_source(path, path.name), {}))
    read = SearchFiles(search_index(corpus))
    check_whole(corpus, read)
    document = corpus.documents[0]
    held = {fold(word) for row in read.rows() for word in _WORD.findall(row[6])}
    for aside in document.asides:
        words = _WORD.findall(document.source.text[slice(*aside.span)])
        assert {fold(word) for word in words if len(words) < 100} <= held


def test_small_files_and_long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost where lists, texts and shards are cut, and where positions are left out."""
    monkeypatch.setattr(files, "SHARD", 400)
    monkeypatch.setattr(files, "ALONE", 150)
    monkeypatch.setattr(files, "LONGEST_LIST", 150)
    monkeypatch.setattr(files, "TOGETHER", 7)
    monkeypatch.setattr(index, "MOST_POSITIONS", 40)
    monkeypatch.setattr(index, "MOST_STEM_POSITIONS", 20)
    documents = [
        edited("\n\n".join(f"The harbour of paragraph {n} was closed again and again." for n in range(60)))
    ] * 3
    corpus = corpus_of(*documents)
    read = SearchFiles(search_index(corpus))
    assert len(read.rows()) == read.root["n"] and f"p/{(read.root['n'] - 1) // 7}" in read.data
    assert any("-" in name for name in read.data if name.startswith("t/"))
    listed = read.list_of("harbour")
    holding = [n for n, row in enumerate(read.rows()) if "harbour" in row[6]]
    assert [place for place, _, _ in listed] == holding and not any(positions for _, _, positions in listed)
    assert read.list_of("59")[0][2] == (4,)
    assert len(read.root["shards"]["terms"]) > 3


def test_long_asides_are_cut_at_lines() -> None:
    """Each piece is of readable length, and leads to its own line."""
    page = (
        "<html><head><style>"
        + "".join(f".rule{n} {{ colour: red }}\n" for n in range(400))
        + "</style></head>"
    )
    document = edited(page + "<body><h1>Title</h1><p>The harbour was closed.</p></body></html>", "html")
    corpus = corpus_of(document)
    read = SearchFiles(search_index(corpus))
    rows = [row for row in read.rows() if row[1] == "aside"]
    assert len(rows) > 3 and all(len(row[6]) <= LONGEST_ASIDE for row in rows)
    assert read.list_of("rule399") and len({row[0] for row in rows}) == len(rows)


def test_a_table_gives_a_passage_for_each_line() -> None:
    """Each with its own line of the seed, and with what is named in it."""
    table = "Title\n\n| Year | Port |\n|------|------|\n| 2007 | North |\n| 2008 | Big South |\n| 2009 | North |\n"
    document = edited(table, "markdown")
    block = next(one for one in document.blocks if one.kind == "table")
    start = block.text.index("Big")
    corpus = corpus_of(
        document,
        knowledge=Knowledge(authorities=(Authority("port", "place", "Big", (Form("Big"),)),)),
        connections=Connections(
            mentions=(Mention("port", Target("d0", block.id, start, start + 3), "Big", "form"),)
        ),
    )
    read = SearchFiles(search_index(corpus))
    rows = read.rows()
    places = [read.list_of(year)[0][0] for year in ("2007", "2008", "2009")]
    assert [rows[place][5] for place in places] == [5, 6, 7]
    assert {rows[place][0] for place in places} == {block.id}
    assert [(place, positions) for place, _, positions in read.list_of("e:port")] == [(places[1], (1,))]


HOSTILE = '</script><img src=x onerror=alert(1)>"\\ \u2028\u2029 {{ 7*7 }} __proto__ constructor \u202eabc\u202c \x00'


def test_hostile_words_stay_data() -> None:
    document = edited(f"{HOSTILE}\n\nThe harbour {HOSTILE} was closed.\n")
    unit = document.blocks[-1]
    target = Target("d0", unit.id, 0, 3)
    known = Knowledge(
        authorities=(
            Authority("port", "place", HOSTILE, (Form(HOSTILE),)),
            Authority("none", "person", "x", ()),
        ),
        topics=(Topic("tolls", HOSTILE),),
    )
    note = EditorialNote(Quote("d0", "x"), "correction", "certain", HOSTILE)
    connections = Connections(
        mentions=(
            Mention("port", target, "The", "form"),
            Mention("unknown", target, "The", "form"),
            Mention("port", Target("d0", "l999", 0, 3), "The", "form"),
            Mention("port", Target("gone", unit.id, 0, 3), "The", "form"),
        ),
        topics=(TopicMark("tolls", "d0", unit.id, "words"), TopicMark("gone", "d0", unit.id, "words")),
        notes=(PlacedNote("a", target, note), PlacedNote("b", Target("gone", "l1", 0, 1), note)),
    )
    corpus = corpus_of(document, knowledge=known, connections=connections)
    for artifact in search_index(corpus):
        assert isinstance(artifact.content, str)
        assert "\u2028" not in artifact.content and artifact.content.count("\n") == 1
        artifact.content.encode("utf-8")
    read = SearchFiles(search_index(corpus))
    check_whole(corpus, read)
    assert [row[0] for row in read.data["names"]] == ["port"] and read.facet("topic").keys() == {"tolls"}
    assert read.facet("place") == {"port": [p for p, _, _ in read.list_of("e:port")]}
    assert [row[6] for row in read.rows() if row[1] == "editorial"] == [HOSTILE]


def test_halves_of_characters_are_escaped() -> None:
    assert files.script("p/0", ["a\ud800b"], "0" * 12).encode("ascii").count(b"\\ud800") == 1
    assert built("a \ud83d b").terms() == ["a", "b"]


def test_an_archive_without_anything() -> None:
    read = SearchFiles(search_index(Corpus(archive={}, documents=())))
    assert read.root["n"] == 0 and set(read.data) == {"root"} and not read.root["names"]


def test_a_document_without_date_kind_and_language() -> None:
    read = SearchFiles(search_index(corpus_of(edited("Harbour.\n"), language="")))
    assert read.root["year"] == [-1] and read.root["kind"] == [-1]
    assert read.data["d/0"][0][3:5] == [None, ""]


POSTINGS = st.dictionaries(
    st.integers(0, 10**7),
    st.tuples(st.integers(1, 15), st.sets(st.integers(0, 10**5), max_size=6).map(lambda s: tuple(sorted(s)))),
).map(lambda d: [(place, *d[place]) for place in sorted(d)])


@examples(200)
@given(POSTINGS, st.integers(1, 60))
def test_lists_are_read_as_written(listed: list[postings.Posting], most: int) -> None:
    written = postings.write(listed)
    assert list(postings.read(written)) == listed
    assert re.fullmatch(rb"[A-Za-z0-9_-]*", written)
    assert [one for piece in postings.pieces(written, most) for one in postings.read(piece)] == listed
    bare = postings.without_positions(written)
    assert list(postings.read(bare)) == [(*p[:2], ()) for p in listed]
    assert postings.without_positions(bare) == bare
    cut = postings.pieces(bare, most)
    assert all(piece.startswith(b".") for piece in cut)
    assert [one for piece in cut for one in postings.read(piece)] == list(postings.read(bare))


@examples(100)
@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 5000))
def test_impact_grows_with_the_word_and_falls_with_the_length(times: int, more: int, length: int) -> None:
    assert 1 <= postings.impact(times, length) <= postings.STRONGEST
    assert postings.impact(times + more, length) >= postings.impact(times, length)
    assert postings.impact(times, length + more) <= postings.impact(times, length)


@examples(100)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_words_with_a_spelling_of_their_own(written: list[str]) -> None:
    """Exactly those whose spelling is not their folded form."""
    expected = {
        t.forms[0]
        for text in written
        for t in tokens(text, "")
        if t.kind == "letters" and lowered(text[t.start : t.end])[:64] != t.forms[0]
    }
    assert spelled_apart(written) >= expected
