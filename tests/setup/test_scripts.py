"""The scripts run as cloned, before anything is installed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gateway_docs.project import ROOT

SCRIPTS = [path for path in sorted((ROOT / "scripts").iterdir()) if path.suffix == ""]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_executable(script):
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_valid_shell(script):
    ended = subprocess.run(["sh", "-n", script], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_setup_imports_nothing_else():
    sources = [ROOT / "scripts/setup.py", *(ROOT / "gateway_docs/environments").glob("*.py")]
    sources += [ROOT / "gateway_docs/project" / name for name in ("__init__.py", "own.py")]
    imported = set().union(*(imports(path) for path in sources if path.name not in ("lock.py", "latest.py")))
    assert imported <= sys.stdlib_module_names | {
        "gateway_docs.environments",
        "gateway_docs.keys",
        "gateway_docs.project",
    }


def imports(path: Path) -> set[str]:
    """What a file imports: top-level names, and two levels of this project."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if not isinstance(node, ast.FunctionDef)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    return {".".join(name.split(".")[: 2 if name.startswith("gateway_docs") else 1]) for name in names}


SPY = """
import os, pathlib
own, above = (pathlib.Path(f"/proc/{one}/environ") for one in (os.getpid(), os.getppid()))
shown = b"".join(one.read_bytes() for one in (own, above) if one.exists()) + str(os.environ).encode()
with open(os.environ["SPY"], "a") as told:
    print("sk-test-real" in shown.decode("utf-8", "replace"), file=told)
"""


def test_setup_and_what_it_starts_have_no_real_keys(tmp_path):
    """Each Python that is started tells whether a key is in its environment, or in that of the program above it."""
    (tmp_path / "sitecustomize.py").write_text(SPY)
    keys = {"LIVE_OPENAI_KEY": "sk-test-real", "LIVE_X": "sk-test-real"}
    known = {**os.environ, **keys, "PYTHONPATH": str(tmp_path), "SPY": str(tmp_path / "told")}
    subprocess.run([sys.executable, ROOT / "scripts/setup.py", "test", "kodex"], env=known, capture_output=True)
    first, *others = (tmp_path / "told").read_text().split()
    assert first == "True"
    assert len(others) > 1 and set(others) == {"False"}


def test_setup_says_what_it_knows():
    ended = subprocess.run([ROOT / "scripts/setup", "everything"], capture_output=True, text=True)
    assert ended.returncode == 2
    assert "knows site, tools and test, not 'everything'" in ended.stderr


def test_setup_knows_clients():
    ended = subprocess.run([ROOT / "scripts/setup", "test", "kodex"], capture_output=True, text=True)
    assert ended.returncode == 1
    assert "no client is called kodex; known: " in ended.stderr
