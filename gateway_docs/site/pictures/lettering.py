"""How wide a text is, near enough to break it into lines before any browser sees it."""

from __future__ import annotations

import re
import unicodedata

#: Widths in parts of the letter size, on the wide side: readers' systems have different fonts.
_NARROW, _WIDE, _CAPITAL, _COMMON, _FULL = 0.36, 0.92, 0.72, 0.6, 1.02
#: What cannot begin a line in Chinese.
_CLOSING = "，。、；：？！）》”’"
_PIECE = re.compile(rf"\s+|[^\s\u2e80-\uffef]+[{_CLOSING}]*|[（《“‘]?[\u2e80-\uffef][{_CLOSING}]*")


def width(text: str, size: float) -> float:
    """The width of `text` in letters of `size`, in the unit of `size`."""
    return sum(_FULL if _is_full(letter) else _of(letter) for letter in text) * size


def wrap(text: str, room: float, size: float) -> list[str]:
    """`text` in lines that are at most `room` wide. A word that is wider alone is cut."""
    lines = [""]
    for piece in _pieces(text, room, size):
        if lines[-1] and width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str, room: float, size: float) -> list[str]:
    found: list[str] = []
    for piece in _PIECE.findall(text):
        while width(piece, size) > room:
            fits = next(end for end in range(len(piece), 0, -1) if end == 1 or width(piece[:end], size) <= room)
            found.append(piece[:fits])
            piece = piece[fits:]
        found.append(piece)
    return found


def _is_full(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" or letter in "“”‘’…·—"


def _of(letter: str) -> float:
    if letter in "iljtfrI.,:;'|!()[] ":
        return _NARROW
    if letter in "mwMW@%—":
        return _WIDE
    return _CAPITAL if letter.isupper() else _COMMON
