"""Replaces the placeholders of a snippet by a key, as a reader does."""

from __future__ import annotations

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"\bYOUR_([A-Z0-9]+)_KEY\b|\bYOUR_[A-Z0-9_]+\b")


class UnknownPlaceholder(Exception):
    """A page asks for something that is not the key of a vendor."""


def fill(text: str, key_of: Callable[[str], str]) -> str:
    """`text` with the key of each vendor in place; `key_of` takes a vendor's id and raises KeyError for others."""

    def replace(match: re.Match[str]) -> str:
        try:
            return key_of((match[1] or "").lower())
        except KeyError:
            raise UnknownPlaceholder(f"{match[0]} is not the key of a vendor of this gateway") from None

    return PLACEHOLDER.sub(replace, text)
