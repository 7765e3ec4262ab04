"""Python-Markdown extension for code: pymdownx.highlight with a memory.

The same text stands in several languages and on several pages, recorded errors above all. It is highlighted once.
"""

from __future__ import annotations

from typing import Any

from pymdownx.highlight import Highlight, HighlightExtension

#: More than a site has; while `serve` runs, text that was edited away must go.
_MOST = 8192
_known: dict[str, str] = {}
_lexers: dict[tuple[str, bool, bool], Any] = {}


class RememberingHighlight(Highlight):  # type: ignore[misc]  # pymdownx has no types
    """Valid while lines of code have no ids of their own: these would count the blocks of a page."""

    def __init__(self, md: Any, **settings: Any):
        super().__init__(md, **settings)
        self._settings = settings

    def highlight(self, src: str, language: str, *classes: Any, inline: bool = False, **options: Any) -> Any:
        if inline or self.line_spans or self.line_anchors:
            return super().highlight(src, language, *classes, inline=inline, **options)
        options.pop("code_block_count", None)
        key = repr((src, language, classes, options, self._settings))
        if key not in _known:
            if len(_known) >= _MOST:
                _known.clear()
            _known[key] = super().highlight(src, language, *classes, **options)
        return _known[key]

    def get_lexer(self, src: str, language: str, inline: bool, stripnl: bool) -> Any:
        """Pygments looks through all its lexers each time; here once for each language."""
        if not language:
            return super().get_lexer(src, language, inline, stripnl)
        key = language, inline, stripnl
        if key not in _lexers:
            _lexers[key] = super().get_lexer(src, language, inline, stripnl)
        return _lexers[key]


class RememberingHighlightExtension(HighlightExtension):  # type: ignore[misc]
    def get_pymdownx_highlighter(self) -> type[Highlight]:
        return RememberingHighlight


def makeExtension(**options: Any) -> HighlightExtension:
    return RememberingHighlightExtension(**options)
