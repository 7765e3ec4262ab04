"""`scripts/test` runs what runs clients and what looks through a browser beside the rest, and fails when one does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT

PYTEST = """#!/bin/sh
echo "pytest $*"
case "$*" in *"not walk"*) exit $REST ;; *"-m walk"*) exit $WALKS ;; *"-m browser"*) exit $LOOKS ;; esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose tools say yes to everything, and whose pytest says how it was called."""
    tools = [tmp_path / ".venv/bin" / name for name in ("ruff", "lint-imports", "mypy", "gateway-docs", "mkdocs")]
    pytest_, others = tmp_path / ".venv/bin/pytest", [tmp_path / "scripts" / name for name in ("setup", "biome")]
    for path in (*tools, *others, pytest_):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PYTEST if path == pytest_ else "#!/bin/sh\n", "utf-8")
        path.chmod(0o755)
    shutil.copy(ROOT / "scripts/test", tmp_path / "scripts/test")
    return tmp_path


def run(project: Path, *arguments: str, rest: int = 0, looks: int = 0, walks: int = 0) -> tuple[int, list[str]]:
    """The status, and what was said by pytest, whose parts end with these."""
    ends = {"REST": str(rest), "LOOKS": str(looks), "WALKS": str(walks)}
    environment = {"PATH": os.environ["PATH"], **ends}
    command = [project / "scripts/test", *arguments]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANGING_SECONDS)
    return ended.returncode, [line for line in ended.stdout.splitlines() if line.startswith("pytest ")]


@pytest.mark.parametrize("failing", [None, "rest", "looks", "walks"])
def test_every_part_counts(project: Path, failing: str | None):
    parts = [f"pytest --changed -m {part} --all -v" for part in ("not walk and not browser", "browser", "walk")]
    ends = {failing: 1} if failing else {}
    assert run(project, "--all", "-v", **ends) == (1 if failing else 0, parts)


def test_what_is_asked_for_is_run_alone(project: Path):
    assert run(project, "docs/en/faq.md") == (0, ["pytest --changed docs/en/faq.md"])


def test_operator_has_no_tests_of_the_code(project: Path):
    (project / "operator").mkdir()
    assert run(project) == (0, ["pytest --changed"])
