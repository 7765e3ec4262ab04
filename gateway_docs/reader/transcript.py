"""Console fences: `$ command`, then what it prints. `...` stands for anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

PROMPT, CONTINUATION, ANYTHING = "$ ", "> ", "..."


@dataclass
class Exchange:
    """One command of a console fence and the output that the page shows for it. `line` counts from 0 in the fence."""

    line: int
    command: str
    output: str


class TranscriptError(Exception):
    """The fence does not begin with a command."""


def read_transcript(source: str) -> list[Exchange]:
    """The commands of a console fence in order."""
    found: list[Exchange] = []
    in_command = False
    for number, line in enumerate(source.splitlines()):
        if line.startswith(PROMPT):
            found.append(Exchange(number, line.removeprefix(PROMPT), ""))
            in_command = True
        elif in_command and line.startswith(CONTINUATION):
            found[-1].command += "\n" + line.removeprefix(CONTINUATION)
        elif not found:
            raise TranscriptError(f"a console fence begins with `{PROMPT}command`, not with {line!r}")
        else:
            found[-1].output += f"{line}\n"
            in_command = False
    return found


def matches(promised: str, printed: str) -> bool:
    """Whether `printed` is what the page promised; white space at the ends of lines does not count.

    A line that is only `...` stands for any number of lines, also none; within a line it stands for any text.
    """
    pattern = "".join(_pattern(line) for line in _tidy(promised))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _tidy(printed)), re.DOTALL) is not None


def _pattern(line: str) -> str:
    if line == ANYTHING:
        return r"(?:[^\n]*\n)*"
    return ".*".join(re.escape(part) for part in line.split(ANYTHING)) + r"\n"


def _tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]
