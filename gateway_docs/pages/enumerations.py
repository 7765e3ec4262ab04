"""Enumerations in sentences, of which only the parts that this gateway offers remain: "A, B and C"."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from gateway_docs.pages import locale

#: More names of vendors are no sentence that anybody reads.
MOST_VENDORS = 5
_PAGE = re.compile(r"\]\((?P<target>[^)#:]+\.md)")


def enumerations(language: str, page: str, gone: frozenset[str]) -> dict[str, Callable[..., str]]:
    """The functions `all_of` ("A and B") and `one_of` ("A or B") for `page`.

    They leave out what is empty, None or False, and links to pages of `gone`.
    """
    words = locale.words(language)["enumerations"]

    def made(conjunction: str) -> Callable[..., str]:
        def enumerate_(*items: object) -> str:
            stay = [str(item) for item in items if item and not _target(str(item), page) & gone]
            return _joined(stay, words["comma"], words[conjunction])

        return enumerate_

    return {"all_of": made("and"), "one_of": made("or")}


def enumerated(items: list[str], language: str) -> str:
    """ "A, B and C" in the words of `language`."""
    words = locale.words(language)["enumerations"]
    return _joined(items, words["comma"], words["and"])


def of_vendors(names: list[str], language: str) -> str:
    """The vendors in a sentence; of many the first, "and other vendors"."""
    words = locale.words(language)["enumerations"]
    shown = names if len(names) <= MOST_VENDORS else [*names[: MOST_VENDORS - 1], words["vendors"]]
    return enumerated(shown, language)


def _joined(items: list[str], comma: str, last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    before, after = comma.join(items[:-1]), items[-1]
    return before + _spaced(_shown(before)[-1:], last, _shown(after)[:1]) + after


def _spaced(left: str, word: str, right: str) -> str:
    """`word` with the spaces that stand between Chinese and Latin; English words bring their own."""
    if word.isascii():
        return word
    return f"{' ' if left.isascii() else ''}{word}{' ' if right.isascii() else ''}"


def _shown(item: str) -> str:
    """`item` as readers see it, without the marks of links, code and emphasis."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", item).replace("*", "")


def _target(item: str, page: str) -> set[str]:
    """The pages that the Markdown `item` of `page` links to, by their names below the language's folder."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(page), match["target"])) for match in _PAGE.finditer(item)
    }
