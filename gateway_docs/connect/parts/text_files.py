"""What all formats of settings files share: lines, line breaks, and files that are left alone."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """What stands in the place of `start` to `end` afterwards."""

    start: int
    end: int
    new: str


class LeftAlone(ValueError):
    """A settings file that is not touched. `line` counts from 1; `reason` names words, `what` fills them."""

    def __init__(self, line: int, reason: str, what: str = ""):
        super().__init__(f"line {line}: {reason} {what}")
        self.line, self.reason, self.what = line, reason, what


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def break_of(text: str) -> str:
    """How the lines of `text` end: as its first does."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def with_breaks(text: str, line_break: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", line_break)


def edited(text: str, edits: list[Edit]) -> str:
    """`text` after all edits, whose places are those of `text`. What is put in at one place keeps its order."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def ended(text: str) -> str:
    """`text` with a line break at its end, if it holds anything."""
    return text if not text or text.endswith("\n") else text + break_of(text)
