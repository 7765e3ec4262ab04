"""The scripts run as cloned, before anything is installed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from gateway_docs.clients import ROOT

SCRIPTS = [path for path in sorted((ROOT / "scripts").iterdir()) if path.suffix == ""]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_executable(script):
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_valid_shell(script):
    ended = subprocess.run(["sh", "-n", script], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_setup_imports_nothing_else():
    tree = ast.parse((ROOT / "scripts/setup.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_setup_says_what_it_knows():
    ended = subprocess.run([ROOT / "scripts/setup", "everything"], capture_output=True, text=True)
    assert ended.returncode == 2
    assert "knows site and test, not 'everything'" in ended.stderr
