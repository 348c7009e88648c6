"""Generated documents in the states in which documents arrive: scanned, converted, saved, damaged.

The structure is drawn by Hypothesis, so that a failing text shrinks; the words come from fixed lists.
"""

from __future__ import annotations

import os
import textwrap

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FUZZ = bool(os.environ.get("FUZZ")) or os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"


def examples(number: int) -> settings:
    """So many generated documents, always the same ones; when fuzzing twenty times as many new ones."""
    return settings(
        max_examples=number * 20 if FUZZ else number,
        derandomize=not FUZZ,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


SENTENCES = [
    "The harbour was closed in the autumn of 1987, and nobody asked for the keys.",
    "Two years later the council met again to discuss the price of bread.",
    "Their report, which ran to 340 pages, was never printed in full.",
    "A ferry crosses the strait every morning, weather permitting, and returns at dusk.",
    "“We have no other road,” said the miller, “and no other market.”",
    "In winter the villages of the upper valley are cut off for weeks at a time.",
    "The treaty of 1921 gave both sides what they least wanted.",
    "Prices rose by 12.5 per cent (see Table 3), although wages did not.",
    "No one remembers who first planted the walnut trees along the canal.",
    "Dr. Amelia Hart-Jones, who led the survey, disagreed with the minister.",
    "It covered an area of 40 km² and cost $1.77 billion.",
    "The engineers — there were three of them — left before the flood.",
    "What remained was sold; what could not be sold was burned.",
    "Is it possible to restore a river that has been moved twice?",
    "Yes!",
    "Der Hafen wurde im Herbst geschlossen, und niemand fragte nach den Schlüsseln.",
    "Le conseil se réunit de nouveau pour débattre du prix du pain.",
    "Гавань закрыли осенью 1987 года, и никто не спросил о ключах.",
    "הנמל נסגר בסתיו ואיש לא שאל על המפתחות.",
    "Liman payızda bağlandı və heç kim açarları soruşmadı.",
    "港は秋に閉鎖された。誰も鍵のことを尋ねなかった。",
    "However, as the mayor put it,",
    "The agreement reads as follows:",
    "The commission concluded that",
    "and so on and so forth",
    "of the river, in spite of the war-",
]
HEADINGS = [
    "Introduction", "THE SECOND HARBOUR", "The Price of Bread", "1. Background", "2.1 The Upper Valley",
    "Notes",
    "**Conclusions**", "References", "Contents", "Abstract", "About the Author", "Further reading",
    "Who Pays?",
    "IV. THE FLOOD", "Chapter Three", "Publications of the Institute", "Editorial Board", "Примечания",
    "Inhalt",
]  # fmt: skip
NAMES = ["Amelia Hart-Jones", "Jean de La Tour", "N. P. Orlov", "Dana Ben-Ami", "Leyla Əliyeva", "Wu Ming"]
FURNITURE = [
    "The Harbour Review", "THE HARBOUR REVIEW | 12", "Page 3 of 9", "- 4 -", "17", "18", "19", "xii",
    "Today 11:16",
    "Share on Facebook", "Read more: The flood", "Advertisement", "Photo: City Archive",
    "Figure 2. The strait",
    "Original source: http://example.org/a_b", "Disclaimer: The views are those of the author.", "###",
    "* * *",
    "----------", "■", "© 2014 Harbour Press. All rights reserved.", "ISSN 1234-5678",
    "Vol. 8, No. 4, October 2014",
    "12 May 2014", "By Amelia Hart-Jones", "Translated by N. P. Orlov", "Keywords: river, bread",
    "www.example.org",
    "*** START OF THE TEXT ***", "*** END OF THE TEXT ***", "Tel.: 555-0101", "Abstract", "—",
]  # fmt: skip
SIGNS = [
    "**bold words**", "*set in italic*", "_so is this_", "__and this__", "\\$5 and 10\\%", "[a link](#)",
    "[a site](http://example.org/x_(y))", "[bad](javascript:alert(1))", "<http://example.org/a>", "a@b.org",
    "https://example.org/a_long_path/with?q=1&r=2.", "m²", "10³", "[sic]", "(12)", "[12]", "word.7",
    "name*", "°",
    "\x00", "\x07", "\x1b[0m", "\xad", "\u200b", "\u202e", "\ufeff", "\x0b", "\x1c", "\x85", "\u2028",
    "<b>no</b>",
    "<script>alert(1)</script>", "&amp;", "{{ x }}", "{% raw %}", "--8<-- \"x\"", "[^1]", "[^1]: x",
    "\\\\", "\\",
    "$x^2 \\frac{1}{2}$", "{: #l1 }", "`code`", "# x", "> x", "| a | b |", "exam-", "Russo-", "¬",
    "http://exam",
]  # fmt: skip
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTE_STYLES = {
    "sup": (lambda n: str(n).translate(SUPERSCRIPTS), lambda n: str(n).translate(SUPERSCRIPTS) + " "),
    "bracket": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "glued": (lambda n: str(n), lambda n: f"{n}. "),
    "bare": (lambda n: str(n), lambda n: f"{n} "),
    "caret": (lambda n: f"[^{n}]", lambda n: f"[^{n}]: "),
    "tag": (lambda n: f"<sup>{n}</sup>", lambda n: f"<sup>{n}</sup> "),
    "paren": (lambda n: f"({n})", lambda n: f"({n}) "),
    "symbol": (lambda n: "*" * (n % 3 + 1), lambda n: "*" * (n % 3 + 1) + " "),
    "dagger": (lambda n: "†", lambda n: "† "),
}
NOTES = [
    "Ibid., p. 14.", "Harbour Press, The Strait (1988), pp. 3–9.", "See http://example.org/a/long/add",
    "ress/of/it.html",
    "Interview with the author, 12 May 2014.", "ibid", "The same.",
    "Orlov, op. cit., and see also Hart-Jones,",
    "who disagrees at length.", "«Гавань», № 4, с. 12.",
]  # fmt: skip


def _sentences(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(SENTENCES), min_size=least, max_size=most)


@st.composite
def _prose(draw: st.DrawFn, marks: list[str]) -> list[str]:
    """One paragraph; `marks` are note markers that it uses up from the front."""
    parts = draw(_sentences(1, 4))
    if draw(st.integers(0, 2)) == 0:
        parts.insert(draw(st.integers(0, len(parts))), draw(st.sampled_from(SIGNS)))
    for _ in range(min(len(marks), draw(st.integers(0, 2)))):
        parts[draw(st.integers(0, len(parts) - 1))] += marks.pop(0)
    return [" ".join(parts)]


@st.composite
def _cut(draw: st.DrawFn, marks: list[str]) -> list[str]:
    """A paragraph that a page cuts, with what stands on the page between the halves."""
    words = draw(_prose(marks))[0].split(" ") + draw(st.sampled_from(SENTENCES)).split(" ")
    at = draw(st.integers(1, len(words) - 1))
    between = draw(st.lists(st.sampled_from(FURNITURE), max_size=2))
    kind = draw(st.integers(0, 5))
    if kind == 0:
        begin = draw(st.integers(0, max(0, len(words) - 12)))
        between.append(" ".join(words[begin : begin + 12]))  # a pull quote
    elif kind == 1:
        between.append(f"{draw(st.sampled_from(NAMES))} is a historian who lives in the upper valley.")
    elif kind == 2:
        between.append(" ".join(words[max(0, at - 6) : at]))  # printed twice
    elif kind == 3 and words[at - 1]:
        words[at - 1] += "-"
    left, right = " ".join(words[:at]), " ".join(words[at:])
    return [left, *between, ("\f" if kind == 4 else "") + right]


@st.composite
def _table(draw: st.DrawFn) -> list[str]:
    gap = draw(st.sampled_from(["\t", "    ", " | ", "\t\t"]))
    cells = st.sampled_from(["Year", "1987", "12.5", "Bread", "", "Upper valley", "$3", "—", "n/a²"])
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=4))
    return ["\n".join(gap.join(row) for row in rows)]


@st.composite
def _contents(draw: st.DrawFn) -> list[str]:
    titles = draw(st.lists(st.sampled_from(HEADINGS + SENTENCES[:3]), min_size=1, max_size=5))
    gap = draw(st.sampled_from([" ........ ", "\t", "   ", " "]))
    pages = sorted(draw(st.lists(st.integers(1, 90), min_size=len(titles), max_size=len(titles))))
    return ["Contents", "\n".join(f"{t}{gap}{p}" for t, p in zip(titles, pages, strict=True))]


@st.composite
def _list(draw: st.DrawFn) -> list[str]:
    lead = draw(st.sampled_from(["• ", "- ", "* ", "— ", "n. ", "(a) ", "i) "]))
    items = draw(st.lists(st.sampled_from(SENTENCES[:9] + HEADINGS[:4]), min_size=1, max_size=4))
    leads = [
        lead.replace("n", str(i)).replace("(a", "(" + "abcd"[i - 1]).replace("i)", "i" * i + ")")
        for i in range(1, len(items) + 1)
    ]
    joint = draw(st.sampled_from(["\n", "\n\n"]))
    return [joint.join(a + b for a, b in zip(leads, items, strict=True))]


_VERSES = [
    "The river went before the rain,", "And took the mill, and took the road,", "short",
    "O walnut trees of no one's sowing!", "    What was it that you knew?", "Прощай, свободная стихия!",
]  # fmt: skip


def _verse() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(_VERSES), min_size=2, max_size=5).map(lambda lines: ["\n".join(lines)])


@st.composite
def plain_texts(draw: st.DrawFn, most: int = 7) -> str:
    """A text file: up to `most` pieces, each one to eight blocks."""
    marker, label = NOTE_STYLES[draw(st.sampled_from(sorted(NOTE_STYLES)))]
    first = draw(st.sampled_from([1, 1, 1, 47, 9]))
    count = draw(st.integers(0, 5))
    numbers = range(first, first + count)
    marks = [marker(n) for n in numbers]
    labels = [label(n) for n in numbers]
    blocks: list[str] = []
    if draw(st.booleans()):
        blocks += [draw(st.sampled_from(HEADINGS[1:3] + SENTENCES[:2])), f"By {draw(st.sampled_from(NAMES))}"]
    pieces = st.one_of(
        _prose(marks),
        _prose(marks),
        _cut(marks),
        _cut(marks),
        _table(),
        _contents(),
        _list(),
        _verse(),
        st.sampled_from(HEADINGS).map(lambda h: [h]),
        st.sampled_from(FURNITURE).map(lambda f: [f]),
    )
    foot = draw(st.integers(0, 3))
    for number in range(draw(st.integers(1, most))):
        blocks += draw(pieces)
        if number == foot and labels:  # at the foot of a page
            blocks += [labels.pop(0) + draw(st.sampled_from(NOTES))]
    if labels and draw(st.booleans()):
        blocks += [draw(st.sampled_from(["Notes", "NOTES", "", "Примечания"]))]
    blocks += [begin + draw(st.sampled_from(NOTES)) for begin in labels]
    return _printed(draw, blocks)


def _printed(draw: st.DrawFn, blocks: list[str]) -> str:
    """The blocks as a file: wrapped or not, with any line ends, with stray signs."""
    width = draw(st.sampled_from([0, 0, 0, 64, 40]))
    if width:
        blocks = [textwrap.fill(b, width) if "\n" not in b and len(b) > width else b for b in blocks]
    joint = draw(st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n \n\n", "\n\n    ", "\n\f"]))
    text = joint.join(blocks) + draw(st.sampled_from(["", "\n", "\n\n\f"]))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SIGNS + FURNITURE)) + text[at:]
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return text.replace("\n", end) if end != "\n" else text


#: Letters and signs that mean something to one of the readers, more often than their share.
_LETTERS = "  \n\n\t\f\r.,;:-–*_[]()<>#|\\\"'“”«»0123456789²³ aAbBzZяЯאə½ß\u0301\u200f\u2028\x00\x1f€漢"
_TOKENS = SIGNS + FURNITURE + HEADINGS + NOTES + SENTENCES[-8:] + ["\n", "\n\n", " ", "\t", "\f", "\r"]


def noise() -> st.SearchStrategy[str]:
    """Texts that are none: any characters, tokens in any order, next to nothing."""
    tokens = st.lists(st.sampled_from(_TOKENS), max_size=20)
    joint = st.sampled_from(["", "\n", "\n\n"])
    return st.one_of(
        st.builds(str.join, joint, tokens),
        st.text(st.sampled_from(_LETTERS), max_size=80),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    )


def texts() -> st.SearchStrategy[str]:
    """Plain texts of either kind."""
    return st.one_of(plain_texts(), plain_texts(), noise())


MARKDOWN = [
    "# The Second Harbour", "Title\n=====", "## Background {#x .y}", "Under\n---",
    "> Quoted words\ngo on\n> > deeper",
    "- one\n- two\n  - inner\n\n  more", "1. one\n2) two", "* * *", "```py\nx = '<b>'\n```",
    "~~~\nnever closed",
    "    indented code", "| a | b |\n|---|:-:|\n| 1 | `x\\|y` |", "A text[^1] with[^two] notes.[^1]",
    "[^1]: The note.",
    "[^two]: Long\n    goes on\n\n    further",
    "![Alt](pic.png \"t\") and [words](http://e.org/a_(b)) and <http://e.org>",
    "[ref][r] and [lost](#) and [r]\n\n[r]: http://e.org 'T'",
    "*it* **bo** ***both*** _it_ __bo__ `co*de` ~~no~~",
    "&amp; &lt;b&gt; &#8212; &bogus; \\* \\_", "<div>\nraw <b>html</b>\n</div>", "<!-- hidden\nlines -->",
    "Hard  \nbreak\\\nagain",
    "---\ntitle: \"A: b\"\nauthor: [A B, C D]\ndate: 2014-10-01\n---", "+++\ntitle = 'x'\n+++",
    "Term\n: Definition", "***",
    "[^never]: nobody asks", "and[^nowhere]", "x^2^ H~2~O", "<script>\nalert(1)\n</script>",
    "% Pandoc title\n% A. Uthor\n% 2014",
    "*open **crossed* over**", "****", "[](", "[a](b", "![", "<", "\\", "`", "|", "- ", "> ", "#", "1. ",
    "[^1]:", "::: note\nx\n:::",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<div>", "</div>", "<br>", "<br/>", "<h1>", "</h1>", "<h2 id='a'>", "</h2>", "<b>",
    "</b>", "<i>", "</i>", "<em>",
    "<blockquote>", "</blockquote>", "<ul><li>", "</li><li>", "</li></ul>", "<table><tr><td>", "</td><td>",
    "</td></tr><tr><td>",
    "</td></tr></table>", "<a href='http://e.org/a?b&c'>", "<a href='#fn1' id='r1'>", "<a name=fn1>",
    "</a>", "<sup>", "</sup>", "<sup>1</sup>",
    "<sup><a href='#fn1'>1</a></sup>", "<li id='fn1'>", "<p id='fn2'>2 ",
    "<script>var x = '<p>no';</script>", "<style>p{}</style>",
    "<nav>", "</nav>", "<header>", "</header>", "<footer>", "</footer>", "<aside>", "</aside>", "<main>",
    "</main>", "<article>", "</article>",
    "<form><input value='x'>", "</form>", "<!-- hidden -->", "<!DOCTYPE html>",
    "<html><head><title>The Harbour</title>",
    "<meta name='author' content='N. P. Orlov'>", "</head><body>", "</body></html>",
    "<img src='x.png' alt='A strait'>", "<pre>", "</pre>",
    "<code>", "</code>", "<hr>", "&nbsp;", "&amp;", "&lt;b&gt;", "&#8212;", "&#x41;", "&eacute", "&bogus;",
    "&", "<", ">", "<p", "</", "<!", "<?php ?>",
    "<p onclick='x()'>", "<a href='javascript:alert(1)'>", "<a href=''>", "<![CDATA[x]]>", "<textarea>",
    "</textarea>", "<svg><title>x</title></svg>",
    "<figure>", "<figcaption>Figure 2. The strait</figcaption>", "</figure>", "<span hidden>", "</span>",
    "<section class='footnotes'>", "</section>",
    "<ol>", "</ol>", "<dl><dt>", "<dd>", "</dl>", "<sub>2</sub>", "<o:p></o:p>", "<template>",
    "</template>", "<noscript>", "</noscript>",
    "<iframe src='http://e.org'></iframe>", "<p\nclass='a'\n>", "<P ALIGN=center>", "<font size=2>",
    "</font>", "<center>", "<caption>", "<th>",
]  # fmt: skip


def markdown_texts() -> st.SearchStrategy[str]:
    """Markdown in several dialects, well-formed or not."""
    pieces = st.one_of(
        st.sampled_from(MARKDOWN), st.sampled_from(MARKDOWN), st.sampled_from(SENTENCES),
        st.sampled_from(SIGNS), st.sampled_from(HEADINGS + FURNITURE),
    )  # fmt: skip
    joint = st.sampled_from(["\n\n", "\n\n", "\n", " ", "\r\n\r\n"])
    body = st.builds(str.join, joint, st.lists(pieces, max_size=12))
    return st.builds(str.__add__, body, st.sampled_from(["", "\n"]))


_INLINE = SIGNS + ["<b>", "</b>", "<i>", "</i>", "<sup>1</sup>", "&amp;", "&nbsp;", "<br>"]


def html_texts() -> st.SearchStrategy[str]:
    """Tags and words in any order, and small pages that are nearly right."""
    pieces = st.one_of(
        st.sampled_from(TAGS), st.sampled_from(TAGS), st.sampled_from(SENTENCES), st.sampled_from(SIGNS),
        st.sampled_from(HEADINGS + FURNITURE), st.sampled_from(["\n", " ", "\r\n", "\t"]),
    )  # fmt: skip
    soup = st.lists(pieces, max_size=30).map("".join)
    name = st.sampled_from(["p", "p", "p", "h2", "blockquote", "li", "div", "td", "h1"])
    inside = st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(_INLINE)), min_size=1, max_size=4)
    element = st.builds("<{0}>{1}</{0}>".format, name, inside.map(" ".join))
    page = st.lists(element, max_size=8).map("\n".join)
    return st.one_of(soup, page.map("<html><body>\n{}\n</body></html>\n".format))
