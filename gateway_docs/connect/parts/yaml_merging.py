"""Puts settings into a YAML file, as far as it is written line by line; anything else is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gateway_docs.connect.parts.text_files import Edit, LeftAlone, break_of, edited, ended, line_of, with_breaks

_YAML_NAME = re.compile(r"""("[^"\n]*"|'[^'\n]*'|[\w./$-][^\s:#]*)[ \t]*:(?=[ \t]|\r?$)[ \t]*(.*)""", re.DOTALL)
_YAML_ITEM = re.compile(r"([ \t]*)-(?:[ \t]+|\r?$)(.*)", re.DOTALL)
_YAML_VALUE = re.compile(r"""("[^"\n]*"|'[^'\n]*'|[^\s"'\[\]{}&*|>!%@`#,][^\n]*?)?(?:[ \t]+#[^\n]*)?[ \t]*\Z""")
_YAML_NOTHING = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?\Z|---[ \t]*(?:#[^\n]*)?\r?\n?\Z")


@dataclass
class Block:
    """An entry of a mapping or a list with the lines below it; `head` is what stands behind its name on its line."""

    name: str
    start: int
    end: int
    head: str


def merge_yaml(text: str, wanted: str) -> str:
    """`text` with all that `wanted` sets. LeftAlone: it is written in another way than line by line."""
    old, asked = blocks(text, 0, len(text)), blocks(wanted, 0, len(wanted))
    listed = wanted.startswith("-")
    if old and listed != text[old[0].start :].startswith("-"):
        raise LeftAlone(line_of(text, old[0].start), "r_kind")
    if listed:
        return edited(text, _items(text, old, wanted, asked))
    edits: list[Edit] = []
    known, added = {block.name: block for block in old}, ""
    for new in asked:
        piece = with_breaks(wanted[new.start : new.end], break_of(text))
        if new.name not in known:
            added += piece
        elif new.head:
            edits.append(_scalar(text, known[new.name], new))
        else:
            edits += _list(text, known[new.name], wanted, new)
    merged = edited(text, edits)
    return ended(merged) + added if added else merged


def _scalar(text: str, old: Block, new: Block) -> Edit:
    """The value of the guide in place of a value on one line, with what comment stands behind it."""
    value = _YAML_VALUE.match(old.head)
    below = text[old.start : old.end].split("\n", 1)[1:]
    if value is None or any(line.strip() and not line.strip().startswith("#") for line in "".join(below).split("\n")):
        raise LeftAlone(line_of(text, old.start), "r_other_way", old.name)
    start = text.index(":", old.start + len(old.name)) + 1
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    if value.group(1):
        at = start + line.index(value.group(1))
        return Edit(at, at + len(value.group(1)), new.head)
    return Edit(start, start, " " + new.head)


def _list(text: str, old: Block, wanted: str, new: Block) -> list[Edit]:
    """The entries of the guide before those that the list has."""
    if old.head and not old.head.startswith("#"):
        raise LeftAlone(line_of(text, old.start), "r_other_way", old.name)
    below = [block.index("\n") + start for block, start in ((text[old.start :], old.start),) if "\n" in block]
    found = blocks(text, below[0] + 1, old.end) if below else []
    inside = blocks(wanted, wanted.index("\n", new.start) + 1, new.end)
    if not below or not found:
        raise LeftAlone(line_of(text, old.start), "r_other_way", old.name)
    return _items(text, found, wanted, inside)


def _items(text: str, old: list[Block], wanted: str, asked: list[Block]) -> list[Edit]:
    known = {block.name: block for block in old}
    indent = _yaml_indent(text, old[0]) if old else ""
    edits: list[Edit] = []
    added = ""
    for new in asked:
        lines = wanted[new.start : new.end].rstrip("\n").split("\n")
        own = len(_yaml_indent(wanted, new))
        piece = with_breaks("".join(indent + line[own:] + "\n" for line in lines), break_of(text))
        if new.name in known:
            edits.append(_replaced(text, known[new.name], piece))
        else:
            added += piece
    first = old[0].start if old else len(text)
    return [Edit(first, first, added if old or not text else ended(text)[len(text) :] + added), *edits]


def _replaced(text: str, old: Block, piece: str) -> Edit:
    """An entry of the same name, without the comments and empty lines that follow it."""
    lines = text[old.start : old.end].splitlines(keepends=True)
    while len(lines) > 1 and _YAML_NOTHING.match(lines[-1]):
        lines.pop()
    held = "".join(lines)
    return Edit(old.start, old.start + len(held), piece if held.endswith("\n") else piece.rstrip("\r\n"))


def _yaml_indent(text: str, block: Block) -> str:
    line = text[block.start : block.end]
    return line[: len(line) - len(line.lstrip(" "))]


def blocks(text: str, start: int, end: int) -> list[Block]:
    """The entries that begin at the least indentation. LeftAlone: a line there that is no entry, or a tab."""
    found: list[Block] = []
    at, depth = start, -1
    for line in text[start:end].splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        nothing = _YAML_NOTHING.match(line)
        if not nothing and line[indent : indent + 1] == "\t":
            raise LeftAlone(line_of(text, at), "r_tab")
        below_name = found and not found[-1].head and not found[-1].name.startswith("- ") and _YAML_ITEM.match(line)
        if not nothing and (depth < 0 or indent <= depth) and not (below_name and indent == depth):
            if 0 <= indent < depth:
                raise LeftAlone(line_of(text, at), "r_unexpected", line.strip()[:1])
            depth = indent
            found.append(_block(text, at, line[indent:]))
            if any(one.name == found[-1].name for one in found[:-1]):
                raise LeftAlone(line_of(text, at), "r_twice", found[-1].name)
        at += len(line)
        if found:
            found[-1].end = at
    return found


def _block(text: str, at: int, line: str) -> Block:
    item, name = _YAML_ITEM.match(line), _YAML_NAME.match(line)
    if item:
        inner = item.group(2).strip()
        return Block("- " + _item_name(inner, text, at), at, at, "")
    if name is None:
        raise LeftAlone(line_of(text, at), "r_unexpected", line.strip()[:1])
    head = name.group(2).strip()
    if head.startswith("#"):
        head = ""
    return Block(name.group(1).strip("\"'"), at, at, head)


def _item_name(inner: str, text: str, at: int) -> str:
    """What tells an entry of a list from others: `name: x`, or what stands before the = of a variable."""
    plain = inner.replace('"', "").replace("'", "")
    return plain.split("=")[0] if re.match(r"[\w.-]+=", plain) else f"{plain}" if plain else str(line_of(text, at))
