"""Texts of facts stand in sentences, tables, headings, HTML and JSON, so each of them must be nothing but text."""

from __future__ import annotations

import re
import unicodedata

#: What Markdown, HTML or the pages' own marks would read as something else, and how it is named in the message.
_MARKUP = (
    (re.compile(r"[<>]"), "< and >"),
    (re.compile(r"[`|\\{}*]"), "`, |, \\, {, } and *"),
    (re.compile(r"\[=|=\]|%%"), "[=, =] and %%"),
    (re.compile(r"\][(\[:]"), "a link in square brackets"),
    (re.compile(r"(?<!\w)_|_(?!\w)"), "an underscore at the edge of a word"),
    (re.compile(r"&#?\w+;"), "an entity such as &lt;"),
    (re.compile(r"^(?:[#+-]|\d+[.)])(?=\s)|^!"), "a list or heading mark at the beginning"),
)


def plain(text: str) -> str:
    """`text` if every page shows it as it stands.

    ValueError: it holds markup, or a character that nobody sees (control characters, marks that turn the direction of
    writing, zero-width characters), and which.
    """
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            raise ValueError(f"must not hold the invisible character U+{ord(character):04X}")
    for pattern, allowed in _MARKUP:
        if pattern.search(text):
            raise ValueError(f"is text, not markup: it must not hold {allowed}")
    return text
