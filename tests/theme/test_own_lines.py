"""The theme is Material's. What is ours beside it, without the search and the tools, stays small."""

from __future__ import annotations

import re

from gateway_docs.theme.shell import THEME

MOST_LINES = 900
LARGE = re.compile(r"\b(?:search|tools)\b")
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def test_own_theme_is_small():
    files = [path for path in THEME.rglob("*") if path.suffix in (".css", ".js", ".html")]
    own = {
        path: _code_lines(path.read_text("utf-8")) for path in files if not LARGE.search(str(path.relative_to(THEME)))
    }
    assert sum(own.values()) <= MOST_LINES, "\n".join(f"{lines:4} {path.name}" for path, lines in own.items())


def _code_lines(text: str) -> int:
    """Lines that are neither blank nor a comment."""
    return sum(bool(line.strip()) for line in COMMENT.sub("", text).splitlines())
