"""Puts settings into a TOML file: what else stands there, its comments and its order, stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gateway_docs.connect.parts.text_files import Edit, LeftAlone, break_of, edited, line_of, with_breaks

_TOML_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_TOML_KEY = rf"{_TOML_PART}(?:[ \t]*\.[ \t]*{_TOML_PART})*"
_TOML_EMPTY = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_TOML_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_TOML_KEY})[ \t]*(\]\]?)")
_TOML_NAME = re.compile(rf"[ \t]*({_TOML_KEY})[ \t]*=[ \t]*")
_TOML_STRINGS = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'", re.DOTALL
)
_TOML_BARE = re.compile(r"[^\s,\[\]{}#\"']+")


@dataclass
class Statement:
    """A header, or a key with its value: `start` to `end` is the line, `value` to `stop` the value."""

    path: tuple[str, ...]
    table: tuple[str, ...]
    start: int
    end: int
    value: int = -1
    stop: int = -1
    many: bool = False

    @property
    def header(self) -> bool:
        return self.value < 0


def merge_toml(text: str, wanted: str) -> str:
    """`text` with all that `wanted` sets. LeftAlone: it is not TOML, or says the same in another way."""
    old, asked = statements(text), statements(wanted)
    line_break = break_of(text)
    edits: list[Edit] = []
    top: list[str] = []
    tables: list[tuple[tuple[str, ...], list[str]]] = []
    for new in (one for one in asked if not one.header):
        known = next((one for one in old if one.path == new.path and not one.header), None)
        value = wanted[new.value : new.stop]
        line = wanted[new.start : new.end].rstrip()
        if known:
            edits.append(Edit(known.value, known.stop, value))
            continue
        _refuse_other_ways(text, old, new)
        if not new.table:
            top.append(line)
        elif tables and tables[-1][0] == new.table:
            tables[-1][1].append(line)
        else:
            tables.append((new.table, [line]))
    if top:
        gap = line_break if text.strip() and not text.startswith(("\n", "\r\n")) else ""
        edits.append(Edit(0, 0, line_break.join(top) + line_break + gap))
    for table, lines in tables:
        edits.append(_table_edit(text, old, table, lines, line_break))
    return edited(text, [edit for edit in edits if text[edit[0] : edit[1]] != edit[2]])


def _table_edit(text: str, old: list[Statement], table: tuple[str, ...], lines: list[str], line_break: str) -> Edit:
    """Behind the last key of the table, or the table at the end of the file."""
    within = [one for one in old if one.table == table or (one.header and one.path == table)]
    if within:
        place = within[-1].end
        missing = "" if text[:place].endswith("\n") else line_break
        return Edit(place, place, missing + line_break.join(lines) + line_break)
    header = "[" + ".".join(table) + "]"
    before = "" if text.endswith("\n") or not text else line_break
    return Edit(len(text), len(text), with_breaks("\n".join([before + "\n" + header, *lines, ""]), line_break))


def _refuse_other_ways(text: str, old: list[Statement], new: Statement) -> None:
    """LeftAlone: the table is an inline one, a list, or made of dotted names."""
    for one in old:
        inline = not one.header and one.path == new.path[: len(one.path)]
        dotted = not one.header and new.table and one.path[: len(new.table)] == new.table and one.table != new.table
        inside = len(one.table) > len(new.table)
        longer = not one.header and one.path[: len(new.path)] == new.path
        many = one.many and one.path == new.table[: len(one.path)]
        if inline or longer or (dotted and not inside) or many:
            raise LeftAlone(line_of(text, one.start), "r_other_way", ".".join(new.path))


def statements(text: str) -> list[Statement]:
    """Headers and keys in order. LeftAlone: a line that is not TOML, or a key that stands twice."""
    found: list[Statement] = []
    table: tuple[str, ...] = ()
    at = count = 0
    while at < len(text):
        empty, header, name = (known.match(text, at) for known in (_TOML_EMPTY, _TOML_HEADER, _TOML_NAME))
        if empty:
            at = empty.end()
            continue
        if header and len(header.group(1)) == len(header.group(3)):
            table, many = _toml_path(header.group(2)), len(header.group(1)) == 2
            count += many
            one = Statement(table, table, at, _toml_line_end(text, header.end()), many=many)
            table = (*table, str(count)) if many else table
        elif name:
            stop = _toml_value(text, name.end())
            one = Statement(table + _toml_path(name.group(1)), table, at, _toml_line_end(text, stop), name.end(), stop)
        else:
            raise LeftAlone(line_of(text, at), "r_unexpected", text[at:].strip()[:1])
        if any(one.path == other.path and one.header == other.header and not one.many for other in found):
            raise LeftAlone(line_of(text, at), "r_twice", ".".join(one.path))
        found.append(one)
        at = one.end
    return found


def _toml_path(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(_TOML_PART, name))


def _toml_line_end(text: str, at: int) -> int:
    match = _TOML_EMPTY.match(text, at)
    if match is None:
        raise LeftAlone(line_of(text, at), "r_unexpected", text[at:].strip()[:1])
    return match.end()


def _toml_value(text: str, at: int) -> int:
    """Where the value that begins at `at` ends: strings, numbers, and lists and tables of them over several lines."""
    start, depth = at, 0
    while True:
        if depth:
            at = _toml_space(text, at)
        letter = text[at : at + 1]
        token = _TOML_STRINGS.match(text, at) or _TOML_BARE.match(text, at)
        if letter and letter in "[{":
            depth, at = depth + 1, at + 1
        elif letter and depth and letter in "]}":
            depth, at = depth - 1, at + 1
        elif depth and letter == ",":
            at += 1
        elif token:
            at = token.end()
        else:
            raise LeftAlone(line_of(text, start), "r_unexpected", letter.strip() or "–")
        if not depth:
            return at


def _toml_space(text: str, at: int) -> int:
    match = re.compile(r"(?:\s|#[^\n]*)*").match(text, at)
    return match.end() if match else at
