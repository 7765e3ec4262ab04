"""A page as its reader sees it: fences in order, each with its tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import Facts
from gateway_docs.pages.facts_extension import expand, facts_of, parser
from gateway_docs.pages.front_matter import get_data
from gateway_docs.pages.markdown_lines import FENCE
from gateway_docs.pages.offer import Edition
from gateway_docs.pages.template import TemplateProblem, lines_that_stand, render
from gateway_docs.pages.twins.portable import portable
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path, snippet_path
from gateway_docs.reader.fences import Fence, find_fences
from gateway_docs.reader.rendered import Block, read_html, visible


class PageError(Exception):
    """The page cannot be followed. The text names page, line and what to mend."""


@dataclass
class Page:
    path: Path
    fences: list[Fence]
    recorded: list[str] = field(default_factory=list)
    """What the error atlas put on the page: `codex/wrong-key`, and so on."""
    prose: str = ""
    spans: list[str] = field(default_factory=list)
    """What stands as code in the lines of the prose."""

    @property
    def client(self) -> str | None:
        """The client whose guide this is."""
        return self.path.stem if self.path.parent.name == "clients" and self.path.stem != "index" else None


class Site:
    """The site's own configuration and parser. PluginError: gateway.yml is wrong."""

    def __init__(self, config_file: Path, facts: Path | None = None):
        """`facts`: those of another gateway than the configuration names."""
        self.config: MkDocsConfig = load_config(str(config_file))
        # MkDocs gives every configuration of one process the same plugin, and builds with other facts may follow.
        plugin: Any = copy(self.config.plugins["gateway"])
        if facts:
            plugin.config = copy(plugin.config)
            plugin.config["facts"] = str(facts)
        plugin.on_config(self.config)
        self._edition: Edition = plugin.edition
        self.docs = Path(self.config.docs_dir)

    @property
    def facts(self) -> Facts:
        return self._edition.facts

    @property
    def facts_file(self) -> Path:
        return self._edition.path

    def names(self) -> dict[str, Any]:
        """The names that pages may use, in the gateway's first language."""
        return self._edition.names()

    def markdown(self, language: str, page: str = "index.md") -> Markdown:
        """A parser as MkDocs makes it for a page of that language."""
        return parser(self.config, language, page)

    def made_of(self, path: Path) -> Path | None:
        """Where the page at `path`, the project's or the operator's, is read. None: it is read with the project's."""
        if path.is_relative_to(self.docs):
            return path
        for folder in search_path(ROOT, "docs"):
            if path.is_relative_to(folder):
                name = path.relative_to(folder)
                return self.docs / name if folder == ROOT / "docs" or not (ROOT / "docs" / name).exists() else None
        return path

    def has(self, path: Path) -> bool:
        """Whether the page at `path` is part of this gateway's site."""
        return self._edition.has(path.resolve().relative_to(self.docs.resolve()).as_posix())

    def pages(self) -> list[Path]:
        """The pages of this gateway's site, sorted."""
        return [path for path in sorted(self.docs.rglob("*.md")) if self.has(path)]

    def without_what_lacks(self, path: Path) -> str:
        """The page at `path` as written, with facts in place and without what stands under a false condition."""
        language, name = _language_and_name(path, self.docs)
        return render(path.read_text("utf-8-sig"), self._edition.names(language, name))

    def read(self, path: Path) -> Page:
        """The page at `path`. PageError: a fence that readers see is not one that can be followed, or the reverse."""
        text, blank = _without_front_matter(path.read_text("utf-8-sig"))
        md = self.markdown(*_language_and_name(path, self.docs))
        try:
            stand = lines_that_stand(blank + text, facts_of(md).names)
            fences = find_fences(path, blank + text, md, stand)
            md.reset()
            rendered = read_html(md.convert(text))
            twin = find_fences(path, portable(expand(text, md)), md)
        except TemplateProblem as problem:
            raise PageError(f"{path}: {problem}") from None
        except Exception as error:
            # Markdown extensions raise errors of their own, such as a missing include.
            raise PageError(f"{path}: the site's Markdown parser stopped: {type(error).__name__}: {error}") from error
        _require_understood(path, blank + text, fences)
        fences = [fence for fence in fences if fence.stands]
        _require_titles_inside(fences)
        recorded = [block for block in rendered.blocks if block.recording]
        blocks = [block for block in rendered.blocks if not block.recording]
        _compare(path, fences, blocks)
        _compare_twin(path, fences, [fence for fence in twin if "data-recording=" not in fence.example.prefix])
        _compare_recorded(path, recorded, facts_of(md).names)
        for fence, block in zip(fences, blocks, strict=True):
            fence.tabs = block.tabs
        names = [name for block in recorded if (name := block.recording)]
        return Page(path, fences, names, rendered.prose, rendered.spans)


def _without_front_matter(text: str) -> tuple[str, str]:
    """The Markdown of a page, and as many empty lines as its front matter has."""
    body, _ = get_data(text)
    return body, "\n" * (text.count("\n") - body.count("\n"))


def _language_and_name(path: Path, docs: Path) -> tuple[str, str]:
    """The language of a page and its name below that language's folder; pages elsewhere are English."""
    if not path.resolve().is_relative_to(docs.resolve()):
        return "en", f"clients/{path.name}"
    language, _, name = path.resolve().relative_to(docs.resolve()).as_posix().partition("/")
    return language, name


def _require_understood(path: Path, text: str, fences: list[Fence]) -> None:
    """PageError: a line looks like a fence to an author, but not to the site's parser, which shows it as text."""
    inside = {line for fence in fences for line in range(fence.example.start_line, fence.example.end_line + 1)}
    for number, line in enumerate(text.split("\n"), 1):
        if FENCE.match(line) and number not in inside:
            raise PageError(f"{path}:{number}: this fence is not closed, or its opening line is not understood: {line}")


def _require_titles_inside(fences: list[Fence]) -> None:
    """PageError: a fence would be saved elsewhere than below HOME, or by a way through another folder."""
    for fence in fences:
        if {".", ".."} & set((fence.title or "").split("/")):
            raise PageError(f"{fence}: the title {fence.title} leads through . or ..; write the path from HOME: ~/file")


def _compare(path: Path, fences: list[Fence], blocks: list[Block]) -> None:
    show: Callable[[object], str] = lambda item: "nothing" if item is None else repr(str(item)[:60])  # noqa: E731
    for fence, block in zip_longest(fences, blocks):
        if fence is None or block is None or visible(fence.source) != visible(block.text):
            place = str(fence) if fence else str(path)
            seen, found = block and block.text, fence and fence.source
            raise PageError(
                f"{place}: readers see the code block {show(seen)} where the fence says {show(found)}. "
                "Write code blocks as fences, not indented and not inside HTML comments"
            )


def _compare_twin(path: Path, fences: list[Fence], twin: list[Fence]) -> None:
    """PageError: the page's Markdown twin, which programs read, has other code blocks than the page."""
    for fence, other in zip_longest(fences, twin):
        if fence is None or other is None or (fence.language, fence.source) != (other.language, other.source):
            raise PageError(
                f"{fence or path}: the page's Markdown twin says {other and other.source[:60]!r} where the page says "
                f"{fence and fence.source[:60]!r}"
            )


def _compare_recorded(path: Path, blocks: list[Block], names: Mapping[str, Any]) -> None:
    """PageError: the page shows something else than was recorded."""
    for block in blocks:
        folders = [folder / "errors" for folder in snippet_path(ROOT, names["software"])]
        recorded = next(file for folder in folders if (file := folder / f"{block.recording}.txt").exists())
        if visible(render(recorded.read_text("utf-8"), names)) != visible(block.text):
            raise PageError(f"{path}: readers see {block.text[:60]!r} where {block.recording}.txt is meant")
