"""What a key may consist of, so that a header can carry it and every form of it can be recognised."""

from __future__ import annotations

NAMES = {"\n": "a line break", "\r": "a line break", " ": "a space", "\t": "a tab"}


class BadKey(ValueError):
    """A key that is not to be sent. The text names where it stands and what is wrong, and nothing of the key."""


def checked_key(name: str, key: str) -> str:
    """The key that stands in the variable `name`: visible ASCII alone. BadKey: it has anything else in it."""
    for position, character in enumerate(key, 1):
        if not "!" <= character <= "~":
            what = NAMES.get(character, "a character that is not visible ASCII")
            raise BadKey(
                f"{name} holds {what} at position {position} of {len(key)}; no header can carry that. "
                "Copy the key again, alone and whole."
            )
    return key
