"""A small archive to search in, and its index."""

from __future__ import annotations

from build_scripts.authorities import Authority, Form
from build_scripts.connections import Connections, Mention, Target, TopicMark
from build_scripts.knowledge import Knowledge, Topic
from build_scripts.model import Block, Corpus, Document, Note
from build_scripts.source import Intervention, Line, Source, Statement

ASIDE = "The treaty on tolls was signed. Advertisement for umbrellas"

HARBOUR = (
    ("title", "The harbour of Sandvik"),
    ("p", "The treaty on tolls was signed on April 7, 1992 by Norland and Sudland after long talks."),
    ("p", "The C-SIPA pact covers 40 percent of all tolls; it was worth $3.47 billion in a year."),
    ("p", "The navy of Norland bought Su-35 aircraft and T-72 tanks with a range of 300km."),
    ("head", "Agreements"),
    ("p", "Two agreements followed at COP29 in the North. The Sa’ar boats were sold by the U.S. government."),
    ("p", "The Northern Kingdom recognized the border in 1994. Its president praised the harbour."),
    (
        "p",
        "Salt and fish went south. " * 12
        + "Amber went to the far east in small carts. "
        + "Nothing else did. " * 20,
    ),
)
LETTERS = (
    ("title", "Letters from the east"),
    ("p", "Mehmet Erdoğan wrote from Türkiye about the harbour and the agreement."),
    ("p", "In print the name is Erdogan, and the country is Turkey. Damjan Mišković disagreed."),
    ("p", "The village of Qırmızı Qəsəbə sent a letter; the cost was 5,000 crowns, 40% of its income."),
    ("p", "The organisation of defence was left to the neighbours, who colour their boats red."),
    ("p", "Foreign policy of the US and U.S. policy at sea are not the same thing."),
    ("table", "port\tships\nSandvik\t12\nOsthavn\t7"),
)
RUSSIAN = (
    ("title", "Новые соглашения"),
    ("p", "Израильские беспилотники показали на параде 7 апреля 1992 года, соглашение подписано."),
    ("p", "О новых соглашениях и израильских учёных пишет Ёлкин; это другой йод."),
)


def _document(
    id: str, rows: tuple[tuple[str, str], ...], language: str, issued: str, notes: tuple[str, ...] = ()
) -> Document:
    lines = tuple(Line(number, 0, 0) for number in range(1, len(rows) + 1))
    aside = Intervention("set-aside", "record", (0, len(ASIDE)), detail="advertisement")
    return Document(
        id,
        Source(f"{id}.txt", "text", "utf-8", b"", "", ASIDE, lines),
        (
            Statement("title", rows[0][1], 1, "test"),
            Statement("language", language, 1, "test"),
            Statement("issued", issued, 1, "test"),
            Statement("type", "Report" if id == "harbour" else "Letter", 1, "test"),
        ),
        tuple(Block(f"l{number}", kind, text, (number,), ()) for number, (kind, text) in enumerate(rows, 1)),
        tuple(Note(f"fn{number}", str(number), text, (20,), ()) for number, text in enumerate(notes, 1)),
        (aside,) if id == "harbour" else (),
    )


def _mention(entity: str, document: Document, unit: str, surface: str) -> Mention:
    text = next(block.text for block in document.blocks if block.id == unit)
    start = text.index(surface)
    return Mention(entity, Target(document.id, unit, start, start + len(surface)), surface, "form")


def archive() -> Corpus:
    harbour = _document(
        "harbour", HARBOUR, "en", "1999", ("Only this note speaks of lighthouses.", "See Norland, p. 12.")
    )
    letters = _document("letters", LETTERS, "en", "2014")
    russian = _document("russian", RUSSIAN, "ru", "2014")
    forms = {
        "norland": ("Norland", "Northern Kingdom"),
        "turkey": ("Turkey", "Türkiye"),
        "united-states": ("United States", "U.S.", "US"),
    }
    known = tuple(Authority(id, "place", one[0], tuple(map(Form, one))) for id, one in forms.items())
    person = Authority(
        "mehmet-erdogan", "person", "Mehmet Erdoğan", (Form("Mehmet Erdoğan"), Form("Erdoğan"))
    )
    mentions = (
        _mention("norland", harbour, "l2", "Norland"),
        _mention("norland", harbour, "l4", "Norland"),
        _mention("norland", harbour, "l7", "Northern Kingdom"),
        _mention("turkey", letters, "l2", "Türkiye"),
        _mention("turkey", letters, "l3", "Turkey"),
        _mention("mehmet-erdogan", letters, "l2", "Mehmet Erdoğan"),
        _mention("mehmet-erdogan", letters, "l3", "Erdogan"),
        _mention("united-states", harbour, "l6", "U.S."),
        _mention("united-states", letters, "l6", "US"),
    )
    return Corpus(
        archive={"language": "en"},
        documents=(harbour, letters, russian),
        knowledge=Knowledge(authorities=(*known, person), topics=(Topic("tolls", "Tolls"),)),
        connections=Connections(
            mentions=mentions,
            topics=(
                TopicMark("tolls", "harbour", "l2", "words"),
                TopicMark("tolls", "harbour", "l3", "words"),
            ),
        ),
    )
