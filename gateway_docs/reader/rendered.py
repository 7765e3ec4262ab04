"""Code blocks as a reader sees them: read back from HTML, with the content tabs they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gateway_docs.reader.fences import Tabs

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Block:
    """The text of one `<pre>` and the tabs around it. `recording` is set where the atlas put it: `codex/wrong-key`."""

    text: str
    tabs: Tabs
    recording: str | None = None


@dataclass
class _TabSet:
    number: int
    labels: list[str] = field(default_factory=list)
    blocks: int = 0


@dataclass
class _Recorded:
    id: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.prose: list[str] = []
        self.spans: list[str] = []
        self._open: list[tuple[str, object]] = []
        self._tab_sets = 0
        self._code: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = (dict(attributes).get("class") or "").split()
        if tag == "pre":
            self._code = []
        if tag not in VOID:
            recording = dict(attributes).get("data-recording")
            self._open.append((tag, _Recorded(recording) if recording else self._meaning(tag, classes)))

    def _meaning(self, tag: str, classes: list[str]) -> object:
        """What this element is among tabs: a set, one block of a set with its label, or the labels' box."""
        if "tabbed-set" in classes:
            self._tab_sets += 1
            return _TabSet(self._tab_sets)
        if "tabbed-block" in classes and (tabs := self._tab_set()):
            tabs.blocks += 1
            return (tabs.number, tabs.labels[tabs.blocks - 1])
        if tag == "label" and (tabs := self._tab_set()) and "tabbed-labels" in self._open[-1:][0][1:]:
            tabs.labels.append("")
            return tabs
        return "tabbed-labels" if "tabbed-labels" in classes else None

    def _tab_set(self) -> _TabSet | None:
        return next((meaning for _, meaning in reversed(self._open) if isinstance(meaning, _TabSet)), None)

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self._code is not None:
            tabs = tuple(meaning for _, meaning in self._open if isinstance(meaning, tuple))
            recorded = next((meaning for _, meaning in self._open if isinstance(meaning, _Recorded)), None)
            self.blocks.append(Block("".join(self._code), tabs, recorded.id if recorded else None))
            self._code = None
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)
            return
        self.prose.append(data)
        if self._open and self._open[-1][0] == "code":
            self.spans.append(data)
        if self._open and self._open[-1][0] == "label" and isinstance(tabs := self._open[-1][1], _TabSet):
            tabs.labels[-1] += data


@dataclass
class Rendered:
    """The code blocks of a page in order, all text outside of them, and of that text what stands as code in a line."""

    blocks: list[Block]
    prose: str
    spans: list[str]


def read_html(html: str) -> Rendered:
    """What a reader sees of `html`."""
    reader = _Reader()
    reader.feed(html)
    return Rendered(reader.blocks, "".join(reader.prose), reader.spans)


def visible(text: str) -> str:
    """`text` as it counts for comparing: highlighting may change white space, never anything else."""
    return re.sub(r"\s+", " ", text).strip()
