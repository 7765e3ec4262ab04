"""Puts the sections of one page over those of another, by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gateway_docs.pages.markdown_lines import HEADING, with_places

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_CONDITION = re.compile(r"%% (?:if|elif|else|endif)\b")
_AFTER = re.compile(r" +after=[\w-]+(?=\s*\}\s*$)", re.MULTILINE)


@dataclass
class Piece:
    """A heading with an id and what stands below it, up to the next such heading. `id` is None before the first."""

    id: str | None
    level: int
    after: str | None
    lines: list[str]


def merged(ours: str, theirs: str) -> str:
    """`ours` with each section of `theirs` in place of the one of the same id, subsections included.

    A section whose id is new stands behind the one that `{#id after=other}` names, else at the end. Front matter of
    `theirs` replaces single keys. ValueError: text outside of sections, or an unknown `after`.
    """
    (our_head, our_pieces), (their_head, (before, *own)) = _read(ours), _read(theirs)
    if "".join(before.lines).strip():
        text = next(line for line in before.lines if line.strip())
        raise ValueError(f"may hold sections alone: put {text!r} below a heading such as `## Title {{#id}}`")
    for piece in _whole(own):
        _place(our_pieces, piece)
    body = "\n".join(line for piece in our_pieces for line in piece.lines)
    return _head(our_head, their_head) + _AFTER.sub("", body)


def _place(pieces: list[Piece], new: Piece) -> None:
    ids = [piece.id for piece in pieces]
    if new.id in ids:
        start = ids.index(new.id)
        end = _end(pieces, start)
        new.lines += _open_conditions(line for piece in pieces[start:end] for line in piece.lines)
        pieces[start:end] = [new]
    elif new.after is None:
        pieces.append(new)
    elif new.after in ids:
        pieces.insert(_end(pieces, ids.index(new.after), new.level), new)
    else:
        known = ", ".join(id_ for id_ in ids if id_)
        raise ValueError(f"#{new.id} shall stand after #{new.after}, which the page does not have; it has {known}")


def _end(pieces: list[Piece], start: int, level: int | None = None) -> int:
    """The first piece behind the one at `start` and what is below it."""
    level = pieces[start].level if level is None else max(level, 2)
    return next((i for i in range(start + 1, len(pieces)) if pieces[i].level <= level), len(pieces))


def _whole(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with subsections inside the section that they stand in."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.level > found[-1].level and piece.after is None:
            found[-1].lines += piece.lines
        else:
            found.append(piece)
    return found


def _open_conditions(lines: Iterable[str]) -> list[str]:
    """The conditions among `lines` that begin or end outside of them, and so go on when the lines are replaced."""
    found: list[str] = []
    for line in lines:
        kind = line.split()[1] if _CONDITION.match(line) else ""
        if kind == "endif" and (begins := [at for at, one in enumerate(found) if one.split()[1] == "if"]):
            del found[begins[-1] :]
        elif kind:
            found.append(line)
    return found


def _taken_along(lines: list[str]) -> list[str]:
    """The lines at the end of a section, taken out of it, that begin a condition around the next one."""
    count = len(lines)
    while count and (not lines[count - 1].strip() or _CONDITION.match(lines[count - 1])):
        count -= 1
    first = next((at for at in range(count, len(lines)) if lines[at].startswith("%% if ")), len(lines))
    taken, lines[first:] = lines[first:], []
    return taken


def _read(text: str) -> tuple[str, list[Piece]]:
    match = _FRONT_MATTER.match(text)
    head, body = (match[1], text[match.end() :]) if match else ("", text)
    pieces = [Piece(None, 1, None, [])]
    for line, place in with_places(body.split("\n")):
        heading = None if place else HEADING.match(line)
        if heading and heading["id"] and heading["marks"] != "#":
            before = _taken_along(pieces[-1].lines)
            pieces.append(Piece(heading["id"], len(heading["marks"]), heading["after"], before))
        pieces[-1].lines.append(line)
    return head, pieces


def _head(ours: str, theirs: str) -> str:
    keys = re.findall(r"^(\w+):", theirs, re.MULTILINE)
    kept = "".join(re.split(rf"^(?:{'|'.join(keys)}):.*\n", ours, flags=re.MULTILINE)) if keys else ours
    return f"---\n{theirs}{kept}---\n" if theirs or kept else ""
