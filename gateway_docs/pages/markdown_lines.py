"""Markdown line by line, as authors write it: what is code, what is a heading, what is a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

#: The first or last line of a code block, also in a quote or a tab.
FENCE = re.compile(r"[\s>]*(?P<marks>`{3,}|~{3,})(?P<info>.*)")
#: `after` is for sections of an operator's own.
HEADING = re.compile(r"(?P<marks>#{1,6}) .*?(?:\{#(?P<id>[\w-]+)(?: +after=(?P<after>[\w-]+))?[^}]*\})?\s*$")
#: What a link or a picture leads to.
LINK = re.compile(r"(?<=\]\()(?P<target>[^()\s]+)(?=[\s)])")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")

#: Where a line stands: outside of code (empty), or which part of a code block it is.
Place = Literal["", "open", "code", "close"]


def with_places(lines: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Each line, and where it stands."""
    closing: str | None = None
    for line in lines:
        match = FENCE.match(line)
        if closing is None:
            closing = match["marks"] if match else None
            yield line, "open" if match else ""
        elif match and match["marks"].startswith(closing) and not match["info"].strip():
            closing = None
            yield line, "close"
        else:
            yield line, "code"


def outside_code(text: str, sign: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to what is neither a code block nor a code span, in the lines that hold `sign`."""
    return "\n".join(
        line if place or sign not in line else outside_spans(line, change)
        for line, place in with_places(text.split("\n"))
    )


def outside_spans(line: str, change: Callable[[str], str]) -> str:
    """`line` with `change` applied to what is no code span."""
    spans: list[str] = []

    def hide(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\0{len(spans) - 1}\0"

    changed = change(_CODE_SPAN.sub(hide, line))
    return re.sub("\0(\\d+)\0", lambda match: spans[int(match[1])], changed)
