"""From the site's Markdown, whose includes and facts are in place, to Markdown that every reader understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from gateway_docs.pages.markdown_lines import HEADING, Place, outside_spans, with_places

_TAB = re.compile(r'(?P<indent>\s*)===[!+]? "(?P<title>.+)"\s*$')
_NOTE = re.compile(r'(?P<indent>\s*)(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)[^"]*(?:"(?P<title>.*)")?\s*$')
_WRAPPER = re.compile(r"\s*(?:</?(?:div|section|article|figure|figcaption|p|nav)\b[^>]*>\s*)+$")
#: Attributes such as `{ .button }`; a heading keeps its id alone.
_ATTRIBUTES = re.compile(r"[ \t]*(?<![$`{])\{:?\s*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[\w-]+))[^{}`]*\}(?!`)")
_ID = re.compile(r"#[\w-]+")


def portable(text: str, block: Callable[[str], str | None] = lambda line: None) -> str:
    """`text` with tabs as labelled parts, notes as quotes, and without layout.

    `block` gives the Markdown that stands for a line of the site's own HTML, or None for any other line.
    """
    return _tidy(_lines(text.split("\n"), block))


def _tidy(lines: Iterable[str]) -> str:
    """The lines with at most one empty line between blocks, but code as it stands, without empty lines at its end."""
    kept: list[str] = []
    for line, place in with_places(lines):
        while place == "close" and not kept[-1].strip(" \t>"):
            kept.pop()
        if place or line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def _lines(lines: list[str], block: Callable[[str], str | None]) -> Iterator[str]:
    waiting = list(with_places(lines))
    while waiting:
        line, place = waiting.pop(0)
        if place:
            yield line
        elif match := _TAB.match(line) or _NOTE.match(line):
            body = _lines(_body(waiting, match["indent"]), block)
            yield from _part(match, body)
        elif (replacement := block(line)) is not None:
            yield from replacement.split("\n")
        elif not _WRAPPER.match(line):
            yield _without_attributes(line)


def _body(waiting: list[tuple[str, Place]], indent: str) -> list[str]:
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
        return f" {{{found[0]}}}" if found and HEADING.match(line) else ""

    return outside_spans(line, lambda text: _ATTRIBUTES.sub(keep_id, text))
