"""Generated documents for measuring the search: the same ones each time, however many are wanted.

A document has about 3,000 words: sections of paragraphs of about 80 words, and notes. Most of the
words are ordinary English in sentences; a third only looks like words and follows Zipf's law in the form of
Mandelbrot, so that the vocabulary grows with the corpus about as that of prose does (Heaps' law). Names
recur, a fifth of them with diacritics; figures, dates and years stand between.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NOUNS = """government agreement border minister treaty gas price parliament region army company pipeline
    trade report city election law party market meeting visit question year bank state policy war peace road
    river village school court letter budget contract export import loan port railway station factory mine
    harvest tax vote speech debate protest reform sanction ceasefire negotiation partner neighbour ambassador
    officer journalist worker student farmer citizen refugee witness judge visitor""".split()
VERBS = """signed opened closed discussed rejected supported criticised announced delayed accepted increased
    reduced bought sold visited described financed built repaired crossed defended promised questioned
    published measured extended cancelled renewed followed received""".split()
ADJECTIVES = """new old foreign national regional local economic political military strategic public secret
    joint final early late common difficult important former northern southern eastern western commercial
    official formal peaceful annual several""".split()
ADVERBS = "again later quickly slowly openly finally often rarely together partly".split()
MONTHS = """January February March April May June July August September October November December""".split()
PATTERNS = (
    "the A N V the N of X and the X N of X",
    "in Y the N of X V a A N , because X and X V the N",
    "P V the A N with P , and the X V F of the N",
    "on D the N V X X at the end of the year",
    "the N was B V by P , who V the X and the A X in Y",
    "according to P , the N had V F for the X of the N",
    "X , X and X were V in the A N , but not in X",
    "it is B said that the A N of X V the X , as the N had in Y",
    "between Y and Y the X V more than F from the N of X",
    "why the N V the N is a A question , and P has B V it",
    "the X of the N , the X of the N and the N of X V each other",
    "there was no A N in X , so P V the X of P",
)
FORENAMES = (
    "Anna Boris Çağla Darius Elif Farid Georg Hana Ilya José Karin Leyla Mirza Nadia Oskar Şirin".split()
)
SURNAMES = """Abelin Brandvik Çetinalp Dormanov Ekström Farhadian Göktepe Hollander Ivanets Jørgenmark Kovalik
    Lindqvist Məlikzadə Norwood Öztürkan Petrosso Quintero Rosenfarb Şahbazlı Tarkovar""".split()
ONSETS = "b c d f g h k l m n p r s t v z br dr gr kl pr st tr sh ch".split()
VOWELS = "a e i o u ai ou".split()
CODAS = ["", "", "", "n", "r", "l", "s", "m", "nd", "rt"]
ENDINGS = ["", "", "", "", "", "s", "ed", "ing"]
UNITS = ("billion dollars", "million tons", "kilometres", "percent")
FIGURES = ("3.47 billion dollars", "40 percent", "1,200 kilometres", "25 million tons", "907 kilometres")
"""Figures that recur; the others do so by chance."""

RARE, RARE_IN = "quillathrem", 2
"""A word that stands once, and the number of its document."""

FIRST = "border agreement"
QUERIES: tuple[tuple[str, str], ...] = (
    ("two frequent words", "government report"),
    ("rare word", RARE),
    ("phrase", '"at the end of the year"'),
    ("three words", "parliament pipeline refugee"),
    ("name", "Cetinalp"),
    ("figure", "3.47 billion"),
    ("prefix", "negotia*"),
    ("word that is nowhere", "zyzzogeton"),
    ("question", "Why did the ambassador sign the treaty in the northern region?"),
    ("frequent and rare", f"government {RARE}"),
)
"""What is asked after FIRST: (kind, query)."""


@dataclass(frozen=True, slots=True)
class Text:
    number: int
    title: str
    author: str
    year: int
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, paragraphs)."""
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"t{self.number:05}"


@functools.cache
def _weights(size: int) -> list[float]:
    """Cumulative weights 1/(rank + 8): the best word of a list is some 5 % of it."""
    return list(itertools.accumulate(1 / (rank + 8) for rank in range(1, size + 1)))


def _usual(chance: random.Random, words: Sequence[str]) -> str:
    return chance.choices(words, cum_weights=_weights(len(words)))[0]


def _either(chance: random.Random, words: Sequence[str], share: float) -> str:
    """An ordinary word, by that share, or a coined one: the language is larger than our lists."""
    return _usual(chance, words) if chance.random() < share else _coined(chance)


@functools.lru_cache(100_000)
def coined(rank: int) -> str:
    """The word-like string of a rank; the order of ranks is not that of the alphabet."""
    chance = random.Random(f"word {rank}")
    syllables = 2 + (rank > 400) + (rank > 40_000)
    return "".join(
        chance.choice(ONSETS) + chance.choice(VOWELS) + (chance.choice(CODAS) if last else "")
        for last in (place == syllables - 1 for place in range(syllables))
    )


def _coined(chance: random.Random) -> str:
    """Zipf and Mandelbrot, p(rank) ~ (rank + 60) ** -1.5, by inverting the distribution."""
    rank = int(60 * ((1 - chance.random()) ** -2 - 1))
    return coined(min(rank, 5_000_000)) + chance.choice(ENDINGS)


def _name(chance: random.Random) -> str:
    surname = _usual(chance, SURNAMES)
    return f"{chance.choice(FORENAMES)} {surname}" if chance.random() < 0.5 else surname


def _figure(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return _usual(chance, FIGURES)
    value = chance.randint(10, 900) / (1 if chance.random() < 0.5 else 100)
    return f"{value:g} {chance.choice(UNITS)}"


def _noun(chance: random.Random) -> str:
    return _either(chance, NOUNS, 0.4) + ("s" if chance.random() < 0.2 else "")


_SLOTS = {
    "N": _noun,
    "V": lambda chance: _either(chance, VERBS, 0.6),
    "A": lambda chance: _either(chance, ADJECTIVES, 0.6),
    "B": lambda chance: chance.choice(ADVERBS),
    "X": _coined,
    "P": _name,
    "F": _figure,
    "Y": lambda chance: str(chance.randint(1950, 2024)),
    "D": lambda chance: f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, {chance.randint(1950, 2024)}",
}


def sentence(chance: random.Random) -> str:
    words = [_SLOTS[sign](chance) if sign in _SLOTS else sign for sign in chance.choice(PATTERNS).split()]
    told = " ".join(words).replace(" ,", ",")
    return told[0].upper() + told[1:] + "."


def _paragraph(chance: random.Random, words: int) -> str:
    held: list[str] = []
    while sum(one.count(" ") + 1 for one in held) < words:
        held.append(sentence(chance))
    return " ".join(held)


def text(number: int) -> Text:
    """Document `number`, counted from 0."""
    chance = random.Random(f"document {number}")
    year = chance.randint(1990, 2024)
    title = f"The {_usual(chance, ADJECTIVES)} {_noun(chance)} of {_coined(chance).capitalize()}"
    sections = []
    for _ in range(4):
        heading = f"{_coined(chance).capitalize()} and the {_noun(chance)}"
        sections.append((heading, tuple(_paragraph(chance, 75) for _ in range(8))))
    if number == RARE_IN:
        heading, paragraphs = sections[1]
        sections[1] = (heading, (f"{paragraphs[0]} The government heard of the {RARE}.", *paragraphs[1:]))
    notes = tuple(
        f"See {_name(chance)}, {_coined(chance).capitalize()} and the {_noun(chance)} ({chance.randint(1950, 2024)}), "
        f"p. {chance.randint(1, 400)}. {sentence(chance)}"
        for _ in range(14)
    )
    return Text(number, title, _name(chance), year, tuple(sections), notes)


def texts(count: int) -> Iterator[Text]:
    return map(text, range(count))
