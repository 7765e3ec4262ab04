"""The commands and files of the handbook, as one script for one shell."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from gateway_docs.project import ROOT

#: In the order in which an operator reads them.
PAGES = ("README.md", "yours.md", "publish.md", "keep.md")
_FENCE = re.compile(
    r'^(?P<indent> *)```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n'
    r"(?P<body>.*?)^(?P=indent)```$",
    re.M | re.S,
)
FOLDER = ROOT / "handbook"


def fences(page: str) -> list[tuple[str, str | None, str]]:
    """Language, title and text of each fence of a page."""
    text = (FOLDER / page).read_text("utf-8")
    return [(found["language"], found["title"], dedent(found["body"])) for found in _FENCE.finditer(text)]


def script(upstream: Path) -> str:
    """What the handbook says to type and to save, from the first page to the last."""
    parts = ["set -eu"]
    for page in PAGES:
        for number, (language, title, body) in enumerate(fences(page), 1):
            if title:
                parts.append(f"echo '== {page}: {title}'\n{_save(title, body)}")
            elif language == "bash":
                parts.append(f"echo '== {page}: block {number}'\n{body}")
    return "\n".join(parts).replace("REPOSITORY", str(upstream))


def _save(title: str, body: str) -> str:
    return f"mkdir -p {Path(title).parent}\ncat > {title} <<'END_OF_FILE'\n{body}END_OF_FILE"
