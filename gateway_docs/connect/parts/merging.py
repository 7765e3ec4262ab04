"""Settings into a file of any format, and a file without them again."""

from __future__ import annotations

import hashlib
from difflib import SequenceMatcher
from typing import Any

from gateway_docs.connect.parts.json_merging import merge_json
from gateway_docs.connect.parts.json_reading import FORMS, JsonReader
from gateway_docs.connect.parts.line_merging import merge_dotenv, merge_profile
from gateway_docs.connect.parts.text_files import LeftAlone
from gateway_docs.connect.parts.toml_merging import merge_toml, statements
from gateway_docs.connect.parts.yaml_merging import blocks, merge_yaml

_MARK = b"\xef\xbb\xbf"


def merge(old: bytes | None, wanted: str, form: str, mark: str) -> bytes:
    """`old` with the settings of `wanted`; None or nothing: `wanted` as it is. LeftAlone: `old` is not touched."""
    if form == "profile":
        return merge_profile(_decoded(old or b""), wanted, mark).encode()
    if old is None or not old.strip(b"\xef\xbb\xbf \t\r\n"):
        return wanted.encode()
    begin = _MARK if old.startswith(_MARK) else b""
    text = _decoded(old[len(begin) :])
    if form in FORMS:
        return begin + merge_json(text, wanted, form).encode()
    known = {"toml": merge_toml, "yaml": merge_yaml, "dotenv": merge_dotenv}
    return begin + known[form](text, wanted).encode()


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LeftAlone(content.count(b"\n", 0, error.start) + 1, "r_utf8") from None


def line_marks(content: bytes) -> list[str]:
    """A digest of each line: enough to see later what else has changed, without keeping a key."""
    return [hashlib.sha256(line).hexdigest() for line in content.splitlines(keepends=True)]


def without(old: bytes, marks: list[str], current: bytes, form: str) -> bytes | None:
    """`current` with what turned `old` into the lines of `marks` taken back. None: others changed the same lines."""
    ours = _changes(marks, old.splitlines(keepends=True))
    lines = current.splitlines(keepends=True)
    theirs = _changes(marks, lines)
    for start, end, _ in ours:
        for other, stop, _ in theirs:
            if (start, end) == (other, stop) or (start < stop and other < end):
                return None
    kept = {at: line for at, line in _unchanged(marks, lines)}
    parts: list[bytes] = []
    at = 0
    for start, end, new in [*sorted([*ours, *theirs], key=lambda change: change[:2]), (len(marks), len(marks), [])]:
        parts += [kept[number] for number in range(at, start)]
        parts += new
        at = max(at, end)
    # A last line without a break must not grow together with what follows it now.
    whole = [line if line.endswith(b"\n") else line + b"\n" for line in parts[:-1]]
    found = b"".join([*whole, *parts[-1:]])
    return found if _still_readable(found, form) else None


def _matcher(marks: list[str], lines: list[bytes]) -> Any:
    return SequenceMatcher(None, marks, [line_marks(line)[0] for line in lines], autojunk=False)


def _changes(marks: list[str], lines: list[bytes]) -> list[tuple[int, int, list[bytes]]]:
    found = _matcher(marks, lines).get_opcodes()
    return [(start, end, lines[first:last]) for kind, start, end, first, last in found if kind != "equal"]


def _unchanged(marks: list[str], lines: list[bytes]) -> list[tuple[int, bytes]]:
    blocks_ = _matcher(marks, lines).get_matching_blocks()
    return [(start + step, lines[first + step]) for start, first, size in blocks_ for step in range(size)]


def _still_readable(content: bytes, form: str) -> bool:
    try:
        text = _decoded(content[len(_MARK) :] if content.startswith(_MARK) else content)
        if form in FORMS:
            JsonReader(text, form).read()
        elif form == "toml":
            statements(text)
        elif form == "yaml":
            blocks(text, 0, len(text))
    except LeftAlone:
        return False
    return True
