"""Words without their endings, so that `explore` and `exploration` are one sign. A stem is for comparing
only, never shown."""

from __future__ import annotations

from build_scripts.annotators.common_words import COMMON_WORDS

#: Endings of English, longest first; a stem keeps at least four letters.
_ENDINGS = tuple(
    sorted(
        (
            "ization isation ations ation ators ator itions ition ements ement ments ment ances ance ences "
            "ence ities ity nesses ness ingly ings ing edly ed es s ly ors or ers er ives ive als al "
            "izes izing ized ize ises ising ised ise ates ated ating ate ions ion e"
        ).split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_SHORTEST = 4
#: Plain forms of a word: their ending, and what may stand there in the word itself.
_FORMS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("",)),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ings", ("", "e")),
    ("ly", ("",)),
)


def stem(word: str) -> str:
    """The stem of a folded word. Words of other scripts and languages lose at most an ending that
    happens to be spelled as an English one, in every document alike."""
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 2:
        word = word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST + (ending == "ly"):
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _SHORTEST and word.endswith("y") else word


def common(word: str) -> bool:
    """Whether a folded word, or the word of which it is a plain form (`meetings`, `considered`), is one
    of those that say little."""
    return any(form in COMMON_WORDS for form in _plain(word))


def _plain(word: str) -> tuple[str, ...]:
    """The word and what it may be a form of, by spelling alone."""
    forms = [word]
    for ending, others in _FORMS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            forms.extend(word[: -len(ending)] + other for other in others)
    return tuple(forms)
