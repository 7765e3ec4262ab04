"""Takes a rendered page apart: one section for each heading that a link can name, with what a reader sees there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
#: Each of these stands for itself; two of them never make one sentence. A row of a table is one.
BLOCKS = {"p", "li", "tr", "pre", "dt", "dd", "div", "blockquote", "summary", "details", "figcaption", *HEADINGS}
SILENT = {"script", "style", "svg", "label", "noscript"}
#: Links to headings, and the list of what a guide has no words for.
SILENT_CLASSES = {"headerlink", "unrecorded"}
CELLS = {"td", "th"}
#: The language of fences that hold what a tool prints; other fences are what readers copy.
PRINTED = "language-text"
WORD = re.compile(r"[^\W\d_]{2,}")
#: Scripts and styles hold no text of the page, whatever stands in them.
_TOKEN = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)>|</(?P<end>[a-z][a-z0-9-]*)\s*>"
    r"|<(?P<start>[a-z][a-z0-9-]*)(?P<attributes>[^>]*)>|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'\b(id|class)="([^"]*)"')


@dataclass
class Section:
    """`anchor` is empty before the first heading with an id; `texts` are blocks, `code` is what readers copy."""

    anchor: str
    title: str
    level: int
    texts: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """The sections of a page in their order. A heading without an id belongs to the section around it."""
    reader = _Reader()
    for token in _TOKEN.finditer(html):
        if token["text"]:
            reader.text(token["text"])
        elif token["start"]:
            reader.start(token["start"], dict(_ATTRIBUTE.findall(token["attributes"])))
        elif token["end"]:
            reader.end(token["end"])
    return reader.finished()


class _Reader:
    """Python-Markdown closes what it opens and writes attributes in double quotes, so tags alone are enough."""

    def __init__(self) -> None:
        self.found = [Section("", "", 1)]
        self._words: list[str] = []
        self._silent: list[str] = []
        self._pre: str | None = None
        self._highlight = ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        classes = set(given.get("class", "").split())
        if tag in SILENT or classes & SILENT_CLASSES:
            self._silent.append(tag)
        if tag in BLOCKS:
            self._end_block()
        if tag == "br":
            self._words.append(" ")
        if tag in CELLS and self._words:
            self._words.append(" · ")
        if tag == "div" and "highlight" in classes:
            self._highlight = given["class"]
        if tag == "pre":
            self._pre = self._highlight
        if tag in HEADINGS and given.get("id"):
            self.found.append(Section(given["id"], "", HEADINGS[tag]))

    def end(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in HEADINGS and self.found[-1].anchor and not self.found[-1].title:
            self.found[-1].title = self._taken()
        elif tag in BLOCKS:
            self._end_block()
            if tag == "pre":
                self._pre, self._highlight = None, ""

    def text(self, text: str) -> None:
        if not self._silent:
            self._words.append(unescape(text))

    def finished(self) -> list[Section]:
        self._end_block()
        return [section for section in self.found if section.title or section.texts or section.code]

    def _taken(self) -> str:
        text = re.sub(r"\s+", " ", "".join(self._words)).strip(" ·")
        self._words.clear()
        return text

    def _end_block(self) -> None:
        text = self._taken()
        printed = self._pre is not None and PRINTED in self._pre.split()
        texts = self.found[-1].texts
        if printed and texts and texts[-1].endswith((":", "：")):
            texts.pop()  # "curl:" names the tool that says it. Each entry would name them all.
        if text and not (printed and self._is_said(text)):
            (texts if printed or self._pre is None else self.found[-1].code).append(text)

    def _is_said(self, text: str) -> bool:
        """Whether the section has four of five words already: thirty tools print the same of one error."""
        words = {*WORD.findall(text)}
        return len(words - {*WORD.findall(" ".join(self.found[-1].texts))}) * 5 < len(words)
