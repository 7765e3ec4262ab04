"""Names of options in a settings file. A tool passes over one that it does not know, often without a trace in a walk.

What a tool reads must stand somewhere in its program: of a name that stands nowhere, nothing comes.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from gateway_docs.environments import Environment
from gateway_docs.reader.parsing import PARSERS, members, parse

#: Of what is installed with a tool, these say what others read.
PROSE = {".md", ".map"}
#: So few letters stand by chance inside of other words of a large program; more may stand between others of a table.
SHORT = 6


def unread_options(language: str, source: str, environment: Environment, own: Collection[str]) -> list[str]:
    """The names in `source` that stand nowhere in the program in `environment`, in their order.

    `own` are names that the reader chooses, such as models; others are those that the file itself refers to.
    """
    if language not in PARSERS:
        return []
    found = list(members(parse(language, source)))
    texts = [value for _, value in found if isinstance(value, str)]
    chosen = {part for text in texts for part in (text, *text.split("/"))}.union(own)
    return [name for name in dict(found) if name not in chosen and not _stands(name, environment)]


@cache
def _stands(name: str, environment: Environment) -> bool:
    return any(_holds(path, name.encode()) for path in _program(environment))


@cache
def _program(environment: Environment) -> list[Path]:
    """Its files, the largest first: a tool that is one file is found at once."""
    files = [path for path in environment.folder.rglob("*") if path.is_file() and path.suffix not in PROSE]
    sizes = {path: path.stat().st_size for path in files}
    return sorted(filter(sizes.get, files), key=lambda path: (-sizes[path], path))


def _holds(path: Path, name: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as program:
        place = program.find(name)
        while place >= 0 and len(name) < SHORT and _within_a_word(program, place, len(name)):
            place = program.find(name, place + 1)
        return place >= 0


def _within_a_word(program: mmap.mmap, place: int, length: int) -> bool:
    around = program[max(place - 1, 0) : place] + program[place + length : place + length + 1]
    return re.search(rb"\w", around) is not None
