"""Python-Markdown extension that puts the facts into pages and into the snippet files that they include.

Only a preprocessor that runs after pymdownx.snippets (32) and before superfences (25) reaches prose, tables,
fences and included files alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

from gateway_docs.facts import load_facts
from gateway_docs.pages.names import names
from gateway_docs.pages.template import render

PRIORITY = 31
EXTENSION = "gateway_docs.pages.facts_extension"
PREPROCESSOR = "gateway_facts"


class FactsExtension(Extension):
    """Configuration: `facts`, the path of gateway.yml; `language` and `page`; `gone`, the pages that the site lacks."""

    def __init__(self, **options: Any):
        self.config = {
            "facts": ["gateway.yml", "path of the facts"],
            "language": ["en", "language of the page"],
            "page": ["index.md", "name of the page below the folder of its language"],
            "gone": [[], "pages that the site does not have"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        facts, gone = load_facts(self.getConfig("facts")), frozenset(self.getConfig("gone"))
        known = names(facts, self.getConfig("language"), self.getConfig("page"), gone)
        md.preprocessors.register(FactsPreprocessor(md, known), PREPROCESSOR, PRIORITY)
        md.treeprocessors.register(_OneTab(md), "gateway_one_tab", 0)


def parser(config: MkDocsConfig, language: str, page: str = "index.md") -> Markdown:
    """A parser as MkDocs makes it for a page of that language."""
    options = {**config.mdx_configs[EXTENSION], "language": language, "page": page}
    return Markdown(extensions=config.markdown_extensions, extension_configs={**config.mdx_configs, EXTENSION: options})


def facts_of(md: Markdown) -> FactsPreprocessor:
    """The part of the site's parser that knows the page's names."""
    found = md.preprocessors[PREPROCESSOR]
    assert isinstance(found, FactsPreprocessor)
    return found


def expand(text: str, md: Markdown) -> str:
    """`text` with included files and facts in place: what the site's parser `md` goes on with, and the robot reads."""
    lines = text.split("\n")
    for name in ("snippet", PREPROCESSOR):
        lines = md.preprocessors[name].run(lines)
    return "\n".join(lines)


class FactsPreprocessor(Preprocessor):
    """`names` are those of the page."""

    def __init__(self, md: Markdown, known: Mapping[str, Any]):
        super().__init__(md)
        self.names = known

    def run(self, lines: list[str]) -> list[str]:
        return render("\n".join(lines), self.names).split("\n")


class _OneTab(Treeprocessor):
    """Where conditions leave one tab of a set, there is nothing to choose: its content stands without the set."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if "tabbed-set" in child.get("class", "").split() and len(child.findall("input")) == 1:
                    _replace(parent, child, list(child.find("div[@class='tabbed-content']/div") or ()))


def _replace(parent: Element, child: Element, content: list[Element]) -> None:
    position = list(parent).index(child)
    parent.remove(child)
    for offset, element in enumerate(content):
        parent.insert(position + offset, element)


def makeExtension(**options: Any) -> FactsExtension:
    return FactsExtension(**options)
