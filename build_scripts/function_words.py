"""Small words that tell sentences, headings and names apart, as data: add a language by adding words."""

from __future__ import annotations

#: Words that cannot end a sentence or a heading: what follows belongs to the same sentence.
FUNCTION_WORDS = frozenset(
    (
        "a an the and or but nor of in on at to for from by with as that which who whose into than its "
        "their his her our this these those is are was were be been has have had will would can could may "
        "might not between under over about after before during against through if when while because "
        "including such both either der die das dem den des ein eine einer eines und oder aber von vom im "
        "in am zu zum zur mit bei auf aus für als dass daß ist sind war wurde wird durch über unter nach "
        "vor le la les un une des du de et ou à au aux en dans par pour sur avec que qui est sont el los "
        "las una unos y o del al en por para con que es son su sus il lo gli i e di da nel della delle "
        "dei che è и в во на с со по из от до для за к ко о об при не что как или но а его её их это ve "
        "ile bir bu için olarak da de ki və bu üçün kimi ilə "
    ).split()
)

#: Words that open a question; a heading that asks may end in a preposition.
QUESTION_WORDS = frozenset(
    (
        "what how why where who when which was wie warum wo wer que cómo por comment pourquoi что как "
        "почему где "
    ).split()
)

#: Words of bodies and offices, which no person's name holds.
BODIES = frozenset(
    (
        "office department ministry team staff desk service services agency committee council commission "
        "bureau board press university institute centre center foundation association society company "
        "group bank museum library court report review journal times post news magazine series bill act "
        "debates house commons works amt ministerium universität institut verlag gesellschaft ministère "
        "université ministerio universidad министерство университет институт комитет bakanlığı "
        "üniversitesi nazirliyi universiteti chapter part volume issue introduction conclusion fellow "
        "professor director senior editor analyst researcher correspondent minister president secretary "
        "lecturer associate chair head manager officer counsel author writer reporter images getty "
        "reuters afp photo photos "
    ).split()
)

#: Small words inside personal names.
NAME_PARTICLES = frozenset(
    (
        "de da di del della der den van von zu zur la le du des dos das el al bin ibn ben bint oğlu qızı "
        "y e i af av ter ten "
    ).split()
)

#: Words before a person's name that are no part of it.
TITLES = frozenset(
    (
        "president vice prime deputy foreign defense defence interior finance first former late acting minister "
        "ministers premier chancellor king queen prince sheikh emir sultan ayatollah imam rabbi pope bishop "
        "general colonel major captain admiral marshal commander lieutenant sergeant ambassador secretary "
        "senator sen rep representative congressman congresswoman speaker chairman chairwoman chair director "
        "governor mayor judge justice professor prof dr mr mrs ms sir lord lady dame analyst expert author "
        "scholar journalist historian leader chief adviser advisor aide envoy spokesman spokeswoman herr frau "
        "präsident minister président ministre m mme presidente ministro sr sra президент министр г-н господин "
        "cumhurbaşkanı bakan prezident nazir"
    ).split()
)
