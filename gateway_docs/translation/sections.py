"""A page as sections: what stands under each heading, and what a translation must keep of it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gateway_docs.pages.front_matter import get_data
from gateway_docs.pages.markdown_lines import FENCE, HEADING, LINK, with_places

INTRODUCTION = "introduction"
_NAME = re.compile(r"\[=\s*(.+?)\s*=\]")
_QUOTED = re.compile(r'"[^"]*"|\b(?:all_of|one_of)\b')
_UNCHANGED = re.compile(r"`[^`]*`|\]\([^)]*\)")
_STATEMENT = re.compile(r"^\s*%%\s*(.+?)\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(#|//)(?!>).*$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """`id` is the heading's, or `introduction` for what stands before the first heading with an id."""

    id: str
    level: int
    text: str

    @cached_property
    def fences(self) -> list[str]:
        """Language and code of each fence, without the comments in it."""
        return [_COMMENT.sub("", fence) for fence in _split(self.text)[0]]

    @cached_property
    def prose(self) -> str:
        """The text without fences."""
        return _split(self.text)[1]

    @property
    def links(self) -> Counter[str]:
        """Targets of links and pictures."""
        return Counter(LINK.findall(self.prose))

    @property
    def names(self) -> Counter[str]:
        """Facts that the text uses, without words among them. What a sentence leaves out depends on its grammar."""
        found = _NAME.findall(self.prose)
        return Counter(_QUOTED.sub(_without_words, name) for name in found if not name.startswith("%"))

    @property
    def conditions(self) -> list[str]:
        """What stands after `%%` on lines of their own."""
        return _STATEMENT.findall(self.prose)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with the words, not with line breaks."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:12]


def _without_words(quoted: re.Match[str]) -> str:
    """Of a text among the facts only its code and the targets of its links, which no language changes."""
    return "list_of" if quoted[0][0] != '"' else f'"{"".join(_UNCHANGED.findall(quoted[0]))}"'


def read_page(path: Path) -> tuple[list[Section], dict[str, Any]]:
    """The sections of a page and its front matter."""
    return read_text(path.read_text("utf-8-sig"))


def read_text(text: str) -> tuple[list[Section], dict[str, Any]]:
    """The sections of Markdown text and its front matter, whose title and description count to the introduction."""
    body, meta = get_data(text)
    found = [(INTRODUCTION, 1, [str(meta.get("title", "")), str(meta.get("description", ""))])]
    for line, place in with_places(body.splitlines()):
        heading = None if place else HEADING.match(line)
        if heading and heading["id"]:
            found.append((heading["id"], len(heading["marks"]), []))
        found[-1][2].append(line)
    return [Section(name, level, "\n".join(lines)) for name, level, lines in found], meta


def _split(text: str) -> tuple[list[str], str]:
    """The fences of `text` (info string, then code), and the rest."""
    fences: list[list[str]] = []
    prose: list[str] = []
    for line, place in with_places(text.splitlines()):
        if place == "open":
            fences.append([FENCE.sub(r"\g<info>", line).strip()])
        elif place == "code":
            fences[-1].append(line.strip())
        elif not place:
            prose.append(line)
    return ["\n".join(fence) for fence in fences], "\n".join(prose)
