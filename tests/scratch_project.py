"""A project of its own, as an operator has it: cloned from an upstream that holds the files of this working copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT

IDENTITY = ("-c", "user.name=Operator", "-c", "user.email=operator@gateway.example", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """What git prints. CalledProcessError: it failed, for example for a conflict."""
    command = ["git", *IDENTITY, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def upstream(folder: Path) -> Path:
    """A repository of this project's files, changes that are not committed included."""
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file() and not name.startswith("operator/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder, "All")


def commit(folder: Path, message: str) -> Path:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return folder


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module of the clone, such as mkdocs or pytest, with this environment's packages."""
    clean = {name: value for name, value in os.environ.items() if name != "GATEWAY_FACTS"}
    known = {**clean, "PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=known,
        capture_output=True,
        text=True,
        timeout=HANGING_SECONDS,
    )
