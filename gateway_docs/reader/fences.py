"""Every fence of a page, found by the site's own Markdown parser, as pytest-examples CodeExamples."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from markdown import Markdown
from pytest_examples import CodeExample

from gateway_docs.pages.facts_extension import expand

Tabs = tuple[tuple[int, str], ...]


@dataclass
class Fence:
    """One fence. `example` holds path, lines and source; the source has includes and facts in place.

    `tabs` are the content tabs around the fence, outermost first: the number of the tab set on the page and the label.
    """

    example: CodeExample
    language: str
    title: str | None
    raw: str
    tabs: Tabs = ()
    stands: bool = True
    """False: a condition around the fence leaves it out, and `source` is not to be used."""

    published: str = field(init=False)
    """The source as readers see it. `source` changes when the robot puts its key in place of a placeholder."""

    def __post_init__(self) -> None:
        self.published = self.example.source

    @property
    def source(self) -> str:
        return self.example.source

    @property
    def line(self) -> int:
        """Line of the opening fence, from 1."""
        return self.example.start_line

    def __str__(self) -> str:
        return f"{self.example.path}:{self.line}"


def find_fences(path: Path, text: str, md: Markdown, stand: set[int] | None = None) -> list[Fence]:
    """The fences of `text`, the content of `path`, in the order of the page. `stand`: the lines readers see; None: all.

    Superfences is run on the page as written, so that lines are those of the file; includes and facts are put in
    afterwards, by the preprocessors that the site uses.
    """
    superfences: Any = md.preprocessors["fenced_code_block"]
    lines, found, group = text.split("\n"), [], uuid4()

    def record(_ws: str, _content: list[str], start: int, end: int) -> None:
        # Superfences calls this once for each complete fence, in place of rendering it.
        raw = superfences.rebuild_block(superfences.code) if superfences.code else ""
        stands = stand is None or start + 1 in stand
        source = (expand(raw, md) if stands else raw).rstrip("\n")
        found.append(_fence(superfences, path, lines, raw, (start, end), f"{source}\n" if source else "", group))
        found[-1].stands = stands
        superfences.clear()

    superfences.process_nested_block = record
    md.reset()
    try:
        superfences.run(list(lines))
    finally:
        del superfences.process_nested_block
    return found


def _fence(
    superfences: Any, path: Path, lines: list[str], raw: str, span: tuple[int, int], source: str, group: UUID
) -> Fence:
    start, end = span
    offset = sum(len(line) + 1 for line in lines[: start + 1])
    example = CodeExample.create(
        source,
        path=path,
        start_line=start + 1,
        end_line=end,
        start_index=offset,
        end_index=sum(len(line) + 1 for line in lines[: end - 1]),
        prefix=lines[start].strip().lstrip(">").strip().lstrip("`~").strip(),
        indent=superfences.ws_virtual_len,
    )
    example.group = group
    title = {**superfences.options, **superfences.attrs}.get("title")
    return Fence(example, (superfences.lang or "").lower(), title, raw)
