"""From the site's Markdown, whose includes and facts are in place, to Markdown that every reader understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

FENCE = re.compile(r"(?P<indent>[\s>]*)(?P<marks>`{3,}|~{3,})")
_TAB = re.compile(r'(?P<indent>\s*)===[!+]? "(?P<title>.+)"\s*$')
_NOTE = re.compile(r'(?P<indent>\s*)(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)[^"]*(?:"(?P<title>.*)")?\s*$')
_WRAPPER = re.compile(r"\s*(?:</?(?:div|section|article|figure|figcaption|p|nav)\b[^>]*>\s*)+$")
#: Attributes such as `{ .button }`; a heading keeps its id alone.
_ATTRIBUTES = re.compile(r"[ \t]*(?<![$`{])\{:?\s*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[\w-]+))[^{}`]*\}(?!`)")
_HEADING = re.compile(r"#{1,6} ")
_ID = re.compile(r"#[\w-]+")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def portable(text: str, block: Callable[[str], str | None] = lambda line: None) -> str:
    """`text` with tabs as labelled parts, notes as quotes, and without layout.

    `block` gives the Markdown that stands for a line of the site's own HTML, or None for any other line.
    """
    return _tidy(_lines(text.split("\n"), block))


def _tidy(lines: Iterable[str]) -> str:
    """The lines with at most one empty line between blocks, but code as it stands, without empty lines at its end."""
    kept: list[str] = []
    before = False
    for line, inside in with_code(lines):
        while inside and before and FENCE.match(line) and not kept[-1].strip(" \t>"):
            kept.pop()
        if inside or line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
        before = inside
    return "\n".join(kept).strip("\n") + "\n"


def with_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is part of a fenced code block, its marks included."""
    closing: str | None = None
    for line in lines:
        match = FENCE.match(line)
        if closing is None:
            closing = match["marks"] if match else None
            yield line, match is not None
        else:
            yield line, True
            if match and match["marks"].startswith(closing) and not line[match.end() :].strip():
                closing = None


def outside_code(text: str, sign: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to what is neither a code block nor a code span, in the lines that hold `sign`."""
    return "\n".join(
        line if inside or sign not in line else _outside_spans(line, change)
        for line, inside in with_code(text.split("\n"))
    )


def _outside_spans(line: str, change: Callable[[str], str]) -> str:
    spans: list[str] = []

    def hide(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\0{len(spans) - 1}\0"

    changed = change(_CODE_SPAN.sub(hide, line))
    return re.sub("\0(\\d+)\0", lambda match: spans[int(match[1])], changed)


def _lines(lines: list[str], block: Callable[[str], str | None]) -> Iterator[str]:
    waiting = list(with_code(lines))
    while waiting:
        line, inside = waiting.pop(0)
        if inside:
            yield line
        elif match := _TAB.match(line) or _NOTE.match(line):
            body = _lines(_body(waiting, match["indent"]), block)
            yield from _part(match, body)
        elif (replacement := block(line)) is not None:
            yield from replacement.split("\n")
        elif not _WRAPPER.match(line):
            yield _without_attributes(line)


def _body(waiting: list[tuple[str, bool]], indent: str) -> list[str]:
    """Takes the lines that belong to a tab or note, without its own indentation of four spaces."""
    inner, body = indent + "    ", []
    while waiting and (not waiting[0][0].strip() or waiting[0][0].startswith(inner)):
        body.append(waiting.pop(0)[0].removeprefix(inner))
    while body and not body[-1].strip():
        body.pop()
    return body


def _part(match: re.Match[str], body: Iterable[str]) -> Iterator[str]:
    indent, note = match["indent"], "kind" in match.groupdict()
    quote = "> " if note else ""
    title = match["title"] or (match["kind"].capitalize() if note else "")
    yield f"{indent}{quote}**{title}**"
    for line in ("", *body):
        yield f"{indent}{quote}{line}".rstrip()
    yield ""


def _without_attributes(line: str) -> str:
    if "{" not in line:
        return line

    def keep_id(match: re.Match[str]) -> str:
        found = _ID.search(match[0])
        return f" {{{found[0]}}}" if found and _HEADING.match(line) else ""

    return _outside_spans(line, lambda text: _ATTRIBUTES.sub(keep_id, text))
