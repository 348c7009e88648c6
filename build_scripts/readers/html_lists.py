"""The numbers that a browser prints before the items of an ordered list."""

from __future__ import annotations

import re

from build_scripts.readers.html_tree import Node, Tree

#: A number or bullet that stands in the text of an item.
OWN_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)\]]|[•–—§]")
NO_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*none")


def item_number(tree: Tree, node: Node) -> int | None:
    """The number of an item of an ordered list; None for any other element."""
    outer = tree.nodes[node.parent]
    if node.name != "li" or outer.name != "ol":
        return None
    numbers = tree.numbers.get(outer.index)
    if numbers is None:
        numbers = tree.numbers[outer.index] = {}
        number = integer(outer.get("start"), 1)
        for index in tree.children[outer.index]:
            item = tree.nodes[index]
            if item.name == "li":
                number = integer(item.get("value"), number)
                numbers[index] = number
                number += 1
    return numbers.get(node.index)


def integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text.strip(), re.ASCII) else default


def printed_number(tree: Tree, node: Node) -> str:
    """What a browser prints before an item of an ordered list: `3.`; "" when it prints nothing, or
    when the item has its number in its text."""
    number = item_number(tree, node)
    outer = tree.nodes[node.parent]
    if number is None or NO_STYLE.search(outer.get("style") + ";" + node.get("style")):
        return ""
    if OWN_NUMBER.match(tree.words(node, 20)):
        return ""
    kind = outer.get("type")
    if kind in ("a", "A") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter if kind == 'a' else letter.upper()}."
    if kind in ("i", "I") and 1 <= number < 4000:
        return f"{_roman(number) if kind == 'i' else _roman(number).upper()}."
    return f"{number}."


def _roman(number: int) -> str:
    result = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        result += sign * (number // value)
        number %= value
    return result
