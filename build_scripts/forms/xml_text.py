"""Text, names and identifiers as XML may hold them: shared by all forms that are XML."""

from __future__ import annotations

import re

#: What XML 1.0 cannot hold, not even as a character reference (production 2, Char).
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_VALUE = _MARKUP | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]")
_CAPITAL = re.compile(r"[A-Z]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def text(value: object) -> str:
    """`value` as character data. `>` is escaped too, so that no `]]>` can stand; a carriage return
    would come back as a line feed. What XML cannot hold is shown as a sign (`visible`)."""
    return escape(visible(str(value)))


def escape(words: str) -> str:
    """Character data of words that hold nothing forbidden."""
    return re.sub("[&<>\r]", lambda m: _MARKUP[m[0]], words)


def value(words: object) -> str:
    """`words` as the value of an attribute, without its quotation marks."""
    return re.sub('[&<>"\t\n\r]', lambda m: _IN_VALUE[m[0]], visible(str(words)))


def attributes(**given: str | None) -> str:
    """` name="value"` for each that has one, in the order given. `xml_id` and `xml_lang` become `xml:id` and
    `xml:lang`, a trailing underscore is dropped, other underscores become hyphens."""
    found = []
    for name, words in given.items():
        if words:
            shown = name.replace("xml_", "xml:", 1).rstrip("_").replace("_", "-")
            found.append(f' {shown}="{value(words)}"')
    return "".join(found)


def visible(words: str) -> str:
    """`words` with a visible sign for every character that XML cannot hold: the control pictures
    (U+2400 and following), and U+FFFD for what has none."""
    return FORBIDDEN.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd", words)


def one_line(words: object) -> str:
    """`words` on one line, without spaces at the ends; not yet escaped."""
    return " ".join(visible(str(words)).split())


def code_point(character: str) -> str:
    """`U+0007`."""
    return f"U+{ord(character):04X}"


def xml_id(name: str) -> str:
    """A name as the local part of an `xml:id` (an NCName once a letter stands before it). Different
    names stay different: what is no letter, digit, point or hyphen of ASCII becomes `_2a_`."""
    return _NOT_IN_ID.sub(lambda m: f"_{ord(m[0]):x}_", name)


def file_name(name: str) -> str:
    """The same for a file inside a container, where `A` and `a` may not be two files."""
    return _CAPITAL.sub(lambda m: f"_{ord(m[0]):x}_", xml_id(name))


def language(tag: object) -> str:
    """A language tag that has the form of one, otherwise "" (no claim)."""
    return str(tag) if tag and _LANGUAGE.fullmatch(str(tag)) else ""
