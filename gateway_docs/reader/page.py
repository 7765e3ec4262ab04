"""A page as its reader sees it: fences in order, each with its tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from gateway_docs.facts import Facts
from gateway_docs.reader.fences import Fence, find_fences
from gateway_docs.reader.rendered import Block, read_html, visible
from gateway_docs.site.plugin import EXTENSION
from gateway_docs.site.template import TemplateProblem

_FENCE_LINE = re.compile(r"[\s>]*(`{3,}|~{3,})")


class PageError(Exception):
    """The page cannot be followed. The text names page, line and what to mend."""


@dataclass
class Page:
    path: Path
    fences: list[Fence]

    @property
    def client(self) -> str | None:
        """The client whose guide this is."""
        return self.path.stem if self.path.parent.name == "clients" and self.path.stem != "index" else None


class Site:
    """The site's own configuration and parser. PluginError: gateway.yml is wrong."""

    def __init__(self, config_file: Path):
        self.config: MkDocsConfig = load_config(str(config_file))
        self._plugin = self.config.plugins["gateway"]
        self._plugin.on_config(self.config)
        self.docs = Path(self.config.docs_dir)

    @property
    def facts(self) -> Facts:
        return self._plugin.facts

    def markdown(self, language: str) -> Markdown:
        """A parser as MkDocs makes it for a page of that language."""
        configs = {**self.config.mdx_configs, EXTENSION: {**self.config.mdx_configs[EXTENSION], "language": language}}
        return Markdown(extensions=self.config.markdown_extensions, extension_configs=configs)

    def read(self, path: Path) -> Page:
        """The page at `path`. PageError: a fence that readers see is not one that can be followed, or the reverse."""
        text, blank = _without_front_matter(path.read_text("utf-8-sig"))
        md = self.markdown(_language(path, self.docs))
        try:
            fences = find_fences(path, blank + text, md)
            md.reset()
            blocks, _ = read_html(md.convert(text))
        except TemplateProblem as problem:
            raise PageError(f"{path}: {problem}") from None
        except Exception as error:
            # Markdown extensions raise errors of their own, such as a missing include.
            raise PageError(f"{path}: the site's Markdown parser stopped: {type(error).__name__}: {error}") from error
        _require_understood(path, blank + text, fences)
        _compare(path, fences, blocks)
        for fence, block in zip(fences, blocks, strict=True):
            fence.tabs = block.tabs
        return Page(path, fences)


def _without_front_matter(text: str) -> tuple[str, str]:
    """The Markdown of a page, and as many empty lines as its front matter has."""
    body, _ = get_data(text)
    return body, "\n" * (text.count("\n") - body.count("\n"))


def _language(path: Path, docs: Path) -> str:
    return (
        path.resolve().relative_to(docs.resolve()).parts[0] if path.resolve().is_relative_to(docs.resolve()) else "en"
    )


def _require_understood(path: Path, text: str, fences: list[Fence]) -> None:
    """PageError: a line looks like a fence to an author, but not to the site's parser, which shows it as text."""
    inside = {line for fence in fences for line in range(fence.example.start_line, fence.example.end_line + 1)}
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE_LINE.match(line) and number not in inside:
            raise PageError(f"{path}:{number}: this fence is not closed, or its opening line is not understood: {line}")


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
