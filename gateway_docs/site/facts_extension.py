"""Python-Markdown extension that puts the facts into pages and into the snippet files that they include.

Only a preprocessor that runs after pymdownx.snippets (32) and before superfences (25) reaches prose, tables,
fences and included files alike.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from gateway_docs.facts import load_facts
from gateway_docs.site.names import names
from gateway_docs.site.template import render

PRIORITY = 31


class FactsExtension(Extension):
    """Configuration: `facts`, the path of gateway.yml; `language` of the page."""

    def __init__(self, **options: Any):
        self.config = {"facts": ["gateway.yml", "path of the facts"], "language": ["en", "language of the page"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        known = names(load_facts(self.getConfig("facts")), self.getConfig("language"))
        md.preprocessors.register(_FactsPreprocessor(md, known), "gateway_facts", PRIORITY)


class _FactsPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, known: dict[str, Any]):
        super().__init__(md)
        self._names = known

    def run(self, lines: list[str]) -> list[str]:
        return render("\n".join(lines), self._names).split("\n")


def makeExtension(**options: Any) -> FactsExtension:
    return FactsExtension(**options)
