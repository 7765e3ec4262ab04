from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.output.fingerprints import folders
from gateway_docs.project import ROOT
from gateway_docs.search.examples import FOLDER
from gateway_docs.search.queries import Query, read

HERE = Path(__file__).parent
NODE = ROOT / ".venv/bin/node"

Answers = list[dict[str, Any]]


@pytest.fixture(scope="session")
def run_node() -> Callable[..., list[Any]]:
    """Runs a script beside this file on texts, one line of JSON each; what it answers, in the same order."""

    def run_node(script: str, arguments: list[Path], texts: list[str]) -> list[Any]:
        lines = "".join(f"{json.dumps(text)}\n" for text in texts)
        command = [NODE, HERE / script, *arguments]
        ended = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", timeout=HANGING_SECONDS)
        assert ended.returncode == 0, ended.stderr
        return [json.loads(line) for line in ended.stdout.splitlines()]

    return run_node


@pytest.fixture(scope="session")
def ask(run_node: Callable[..., list[Any]]) -> Callable[[Path, str, list[str]], Answers]:
    """Asks the search of a built site, in Node: for each text what was found, best first, and the processor's time."""

    def ask(site: Path, language: str, texts: list[str]) -> Answers:
        code, index = (site / folders(site)[name] for name in ("assets", "search"))
        return run_node("rank.mjs", [code / "search/library.js", index / f"{language}.json"], texts)

    return ask


@pytest.fixture(scope="session")
def answers(ask: Callable[..., Answers], site: Path) -> Callable[[str, list[str]], Answers]:
    """The same, of the demo gateway's site."""
    return partial(ask, site)


@pytest.fixture(scope="session")
def queries() -> Callable[[str], list[Query]]:
    """The queries of a list of examples."""
    return lambda name: read(FOLDER / f"{name}.tsv")
