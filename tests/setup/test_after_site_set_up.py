"""Every command works after `scripts/setup site` alone, or says in one line which set-up it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.cli import _parser
from gateway_docs.project import ROOT

NAMES = re.findall(r"^([\w.-]+)==", (ROOT / "requirements/site.txt").read_text("utf-8"), re.MULTILINE)
NEEDS_MORE = "run scripts/setup test first"
#: Arguments with which a command does something here. A command that is not named runs without any.
ARGUMENTS = {
    "check": ["--offline"],
    "import": ["http://127.0.0.1:9"],
    "init": ["--no-questions"],
    "mock": ["--port", "0"],
    "publish": ["--list", "."],
    "schema": ["--check"],
}
COMMANDS = sorted(next(action for action in _parser()._actions if action.choices).choices)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has what requirements/site.txt names, and nothing else of this environment."""
    folder = tmp_path_factory.mktemp("site-only")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    for name in NAMES:
        for top in {file.parts[0] for file in distribution(name).files} - {"..", "__pycache__"}:
            if not (packages / top).exists():
                (packages / top).symlink_to(distribution(name).locate_file(top))
    return folder / "bin/python"


#: Without -I the tests' environment would be found as well.
START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from gateway_docs import cli; {{}}sys.exit(cli.main())"


def run(python: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    command = [python, "-I", "-c", START.format(before), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGING_SECONDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_works_or_says_what_it_needs(python: Path, tmp_path: Path, command: str):
    facts = ["--facts", str(tmp_path / "gateway.yml")] if command == "init" else []
    ended = run(python, command, *facts, *ARGUMENTS.get(command, []))
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 0 or ended.stderr
    assert NEEDS_MORE not in ended.stderr or len(ended.stderr.splitlines()) == 1


def test_mock_needs_more(python: Path):
    ended = run(python, "mock")
    assert (ended.returncode, NEEDS_MORE in ended.stderr) == (1, True)


def test_fault_of_ours_is_not_called_a_missing_package(python: Path):
    ended = run(python, "mock", before="cli._mock = lambda _: __import__('gateway_docs.nothing'); ")
    assert "No module named 'gateway_docs.nothing'" in ended.stderr
    assert NEEDS_MORE not in ended.stderr
