from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.search_quality import Query, read

HERE = Path(__file__).parent
NODE = ROOT / ".venv/bin/node"

Rank = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def answers(site: Path) -> Rank:
    """Asks the search of the site, in Node: for each text what was found, best first, and how long it took."""

    def answers(language: str, texts: list[str]) -> list[dict[str, Any]]:
        library, index = site / "assets/search/library.js", site / "search" / f"{language}.json"
        lines = "".join(f"{json.dumps(text)}\n" for text in texts)
        command = [NODE, HERE / "rank.mjs", library, index]
        ended = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60)
        assert ended.returncode == 0, ended.stderr
        return [json.loads(line) for line in ended.stdout.splitlines()]

    return answers


@pytest.fixture(scope="session")
def queries() -> Callable[[str], list[Query]]:
    """The queries of a list beside this file."""
    return lambda name: read(HERE / f"queries-{name}.tsv")
