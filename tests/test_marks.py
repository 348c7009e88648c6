"""Names, short forms and the editor's letters never change a word of the text they stand in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rendered import block, check, document, find, html_of, note
from test_markdown_any_text import documents, examples, spans

from build_scripts.exporters.marks import Marks
from build_scripts.model import NoteRef, TextStyle

HOSTILE = [
    'A "quoted" {name}',
    "<script>alert(1)</script>",
    "a](javascript:x) [b",
    "back\\slash `code` *x*",
    "&amp; | \n new",
]


def marks(
    styles: dict | None = None, letters: dict | None = None, title: str = "Ada: Wrote.", **more
) -> Marks:
    names = {"ada": ("../people/ada.md", title), "ada/state": ("../people/ada.md", title)}
    return Marks(styles or {}, letters or {}, names, **more)


@st.composite
def marked(draw) -> tuple:
    """A document of any kind, with names, short forms and letters at any places."""
    one = draw(documents())
    styles, letters = {}, {}
    for unit in one.units:
        apart = sorted({place for pair in draw(spans(unit.text, 3)) for place in pair})
        styles[unit.id] = tuple(
            TextStyle(
                start,
                end,
                *draw(st.sampled_from([("name", "ada"), ("name", "ada/state"), ("abbr", HOSTILE[1])])),
            )
            for start, end in zip(apart[::2], apart[1::2], strict=False)
            if start < end
        )
        places = draw(st.lists(st.integers(0, len(unit.text)), max_size=2, unique=True))
        letters[unit.id] = tuple(NoteRef(place, f"@{unit.id}x{place}") for place in sorted(places))
    return one, marks(styles, letters, draw(st.sampled_from(HOSTILE)))


@examples(400)
@given(marked())
def test_properties_of_a_text_with_marks(pair: tuple) -> None:
    one, shown = pair
    check(one, shown)


def test_a_name_is_a_quiet_link_to_its_page() -> None:
    one = document(block("l1", "p", "Ada Lovelace wrote it."))
    soup = check(one, marks({"l1": (TextStyle(0, 12, "name", "ada"),)}))
    link = find(soup, "l1").select_one("a.name")
    assert link is not None and link.get_text() == "Ada Lovelace"
    assert link["href"] == "../people/ada.md" and link["title"] == "Ada: Wrote."


def test_a_link_of_the_text_goes_before_a_name() -> None:
    styles = (TextStyle(4, 10, "link", "https://a.org/"),)
    one = document(block("l1", "p", "See Ada L. here", styles=styles))
    soup = check(one, marks({"l1": (TextStyle(4, 7, "name", "ada"),)}))
    assert [a["href"] for a in find(soup, "l1").select("a:not(.ln)")] == ["https://a.org/"]


def test_a_name_stands_inside_a_link_whose_address_is_lost() -> None:
    one = document(block("l1", "p", "See Ada L. here", styles=(TextStyle(0, 10, "link", None),)))
    soup = check(one, marks({"l1": (TextStyle(4, 7, "name", "ada"),)}))
    assert find(soup, "l1").select_one(".lost-link a.name") is not None


def test_brackets_around_and_after_a_name_stay_text() -> None:
    for words in ("[Ada]", "Ada(x)", "Ada[x]", "Ada: x", "!Ada", "[Ada](y)", "Ada [sic] x", "[ada] x"):
        start = words.lower().index("ada")
        one = document(block("l1", "p", words))
        check(one, marks({"l1": (TextStyle(start, start + 3, "name", "ada"),)}))


def test_a_short_form_is_explained_and_reached_by_keyboard() -> None:
    one = document(block("l1", "p", "The ABC met."))
    found = find(check(one, marks({"l1": (TextStyle(4, 7, "abbr", "A <b> “C” & co"),)})), "l1").find("abbr")
    assert found is not None and found["title"] == "A <b> “C” & co" and found["tabindex"] == "0"


def test_an_editors_letter_is_no_note_of_the_author() -> None:
    one = document(block("l1", "p", "A text.", noterefs=(NoteRef(7, "fn1"),)), note("fn1", "1", "Note."))
    html = html_of(one, marks(letters={"l1": (NoteRef(7, "@a"),)}))
    assert html.count('class="ed"') == 1 and 'href="#ed-a"' in html
    check(one, marks(letters={"l1": (NoteRef(7, "@a"),)}))


def test_what_is_connected_stands_under_its_passage_and_ends_no_list() -> None:
    one = document(*(block(f"l{n}", "list", f"item {n}") for n in (1, 2)), block("l3", "p", "End."))
    below = '<details class="connections" id="c-l1"><summary>Connected</summary></details>'
    html = html_of(one, marks(after={"l1": below}))
    assert html.count("<ul>") == 1 and html.index("item 2") < html.index("<details") < html.index("End.")
