"""Makes keys unreadable in whatever is printed, recorded or passed on, in each form that software writes them in."""

from __future__ import annotations

import base64
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

MASK = "***"
#: How much of an end of a key is cut out. A shorter part tells little more than what everybody knows: sk-ant-api03-
PART, STEP = 16, 8
#: A visible character as it is written in JSON, Python, C, addresses and HTML, also in one inside the other.
ESCAPED = re.compile(
    r"\\{1,8}(?:(?:u\{?0{0,8}|x)(?P<hex>[2-7][0-9a-f])\}?|(?P<octal>[01][0-7]{2}))"
    r"|%(?:25){0,3}(?P<percent>[2-7][0-9a-f])"
    r"|&(?:amp;){0,3}(?:#0{0,6}(?P<decimal>\d{2,3});?|#x0{0,6}(?P<entity>[2-7][0-9a-f]);?|(?P<name>amp|lt|gt|quot|apos);)"
    r"|[\\\x00]+",
    re.IGNORECASE,
)
NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
BASES = {"hex": 16, "percent": 16, "entity": 16, "octal": 8, "decimal": 10}
#: A key is found in either case, and where an address was read as a form, which makes a space of each plus.
FOLDED = str.maketrans(f"{ascii_uppercase}+", f"{ascii_lowercase} ")
STANDARD = str.maketrans("-_", "+/")
BASE64 = frozenset(f"{ascii_letters}{digits}+/=")


class Scrubber:
    """Finds `keys` as they stand, escaped, URL-encoded, in base64 and in hex: whole, or 16 characters of an end."""

    def __init__(self, keys: Iterable[str]):
        keys = [key for key in keys if key]
        written = {key.translate(FOLDED) for key in keys} | {_unescaped(key)[0].translate(FOLDED) for key in keys}
        self._plain = [(key, offset, part) for key in sorted(written) for offset, part in _parts(key)]
        parts = {part for key in keys for _, part in _parts(key) if len(part) >= 6}
        self._base64 = sorted({form for part in parts for form in _base64(part)})
        self._hex = sorted(part.encode().hex() for part in parts)

    def __call__(self, text: str) -> str:
        """`text` with *** in place of each key."""
        kept, end = [], 0
        for start, after in self._found(text):
            kept += [text[end:start], MASK]
            end = after
        return "".join([*kept, text[end:]])

    def data(self, body: bytes) -> bytes:
        """The same for bytes, in any encoding that writes ASCII as itself or with zeros between."""
        return self(body.decode("latin-1")).encode("latin-1")

    def finds(self, text: str) -> bool:
        """Whether a key is in `text`."""
        return bool(self._found(text))

    def _found(self, text: str) -> list[tuple[int, int]]:
        """Where keys stand: start and end, in order, apart from each other."""
        spans = list(self._in(text))
        plain, place = _unescaped(text)
        if plain != text:
            spans += [(place(start), place(end)) for start, end in self._in(plain)]
        return _joined(spans)

    def _in(self, text: str) -> Iterator[tuple[int, int]]:
        folded, standard = text.translate(FOLDED), text.translate(STANDARD)
        for key, offset, part in self._plain:
            start = folded.find(part)
            while start >= 0:
                yield _grown(folded, start, key, offset, len(part))
                start = folded.find(part, start + 1)
        for form in self._base64:
            yield from _runs(standard, standard, form)
        for form in self._hex:
            yield from _runs(folded, standard, form)


def _parts(key: str) -> Iterator[tuple[int, str]]:
    """Parts of `key`, with their places in it: of any 24 characters in a row one part is whole."""
    last = max(len(key) - PART, 0)
    for offset in {*range(0, last, STEP), last}:
        yield offset, key[offset : offset + PART]


def _base64(part: str) -> Iterator[str]:
    """What `part` is in base64 whatever stands around it: the three ways to cut it, without unsure ends."""
    for before in range(3):
        data = b"\0" * before + part.encode()
        written = base64.b64encode(data).decode().rstrip("=")
        yield written[(before * 4 + 2) // 3 : len(data) * 8 // 6]


def _unescaped(text: str) -> tuple[str, Callable[[int], int]]:
    """`text` with escapes undone and without backslashes, and the way from a place in it to the place in `text`."""
    pieces: list[str] = []
    plain_at, text_at, end, length = [0], [0], 0, 0
    for match in ESCAPED.finditer(text):
        character = _character(match)
        pieces += [text[end : match.start()], character]
        length += match.start() - end
        plain_at += [length, length + len(character)]
        text_at += [match.start(), match.end()]
        end, length = match.end(), length + len(character)

    def place(position: int) -> int:
        last = bisect_right(plain_at, position) - 1
        return text_at[last] + position - plain_at[last]

    return "".join([*pieces, text[end:]]), place


def _character(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind is None:
        return ""
    return NAMES[match[kind].lower()] if kind == "name" else chr(int(match[kind], BASES[kind]))


def _grown(text: str, start: int, key: str, offset: int, length: int) -> tuple[int, int]:
    """The part of `key` at `offset` that stands at `start`, with what goes on like the key on both sides."""
    end, after = start + length, offset + length
    while start and offset and text[start - 1] == key[offset - 1]:
        start, offset = start - 1, offset - 1
    while end < len(text) and after < len(key) and text[end] == key[after]:
        end, after = end + 1, after + 1
    return start, end


def _runs(text: str, standard: str, form: str) -> Iterator[tuple[int, int]]:
    """The words of base64 or hex in which `form` stands."""
    end = 0
    while (start := text.find(form, end)) >= 0:
        before, end = start, start + len(form)
        while before and standard[before - 1] in BASE64 and standard[before - 1] != "=":
            before -= 1
        while end < len(standard) and standard[end] in BASE64:
            end += 1
        yield before, end


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
