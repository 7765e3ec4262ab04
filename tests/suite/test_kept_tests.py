"""A test that held is not done again until something that it rests on changes, and `--all` does what else is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.suite.rests_on import RestsOn

FILES = {
    "pyproject.toml": '[tool.pytest.ini_options]\nmarkers = ["walk: .", "browser: .", "thorough: ."]\n',
    "page.md": "Hello\n",
    ".gitignore": "ignored\n",
    "tests/helper.py": "SAID = 1\n",
    "tests/test_one.py": """
from pathlib import Path
import pytest

@pytest.fixture(scope="module")
def opened():
    yield 1

def test_good(opened): assert Path("page.md").read_text().startswith("Hello")
def test_also_good(opened): pass
def test_bad(opened): assert Path("mended").exists()
def test_skipped(): pytest.skip("not here")
""",
    "tests/test_two.py": """
import pytest

def test_two(): pass
@pytest.mark.thorough
def test_thorough(): pass
""",
}


class Project:
    """A small project with the suite's plugin, in git; what held is kept beside it."""

    def __init__(self, folder: Path):
        self.folder = folder / "project"
        for name, text in FILES.items():
            self.write(name, text)
        self.git("init", "--quiet")
        self.commit()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=Author", "-c", "user.email=author@gateway.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Now")

    def run(self, *arguments: str) -> dict[str, int]:
        """How many tests ended how, by the closing line of pytest."""
        if not any(argument.startswith("tests") for argument in arguments):
            arguments = ("tests", *arguments)
        plugins = ("gateway_docs.reader.pytest_plugin", "gateway_docs.suite.plugin", "no:cacheprovider")
        plugin = [option for name in plugins for option in ("-p", name)]
        known = {**os.environ, "XDG_CACHE_HOME": str(self.folder.parent / "cache")}
        command = [sys.executable, "-m", "pytest", "-q", *plugin, "--rootdir", self.folder, *arguments]
        ended = subprocess.run(
            command, cwd=self.folder, env=known, capture_output=True, text=True, timeout=HANGING_SECONDS
        )
        self.said = ended.stdout
        closing = ended.stdout.splitlines()[-1]
        return {what: int(number) for number, what in re.findall(r"(\d+) (\w+)", closing.partition(" in ")[0])}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_what_held_is_not_done_again(project: Project):
    assert project.run() == {"failed": 1, "passed": 3, "skipped": 1, "deselected": 1}
    assert project.run("--changed") == {"failed": 1, "kept": 3, "skipped": 1, "deselected": 1}
    assert "NOT DONE AGAIN: 3 tests" in project.said
    assert "LEFT OUT: 1 thorough" in project.said


def test_all_is_done_unless_asked_otherwise(project: Project):
    project.run()
    assert project.run()["passed"] == 3
    assert project.run("--changed", "--anew") == {"failed": 1, "passed": 3, "skipped": 1, "deselected": 1}


def test_thorough(project: Project):
    assert project.run("--all")["passed"] == 4
    assert project.run("tests/test_two.py::test_thorough", "--changed") == {"kept": 1}


@pytest.fixture(scope="module")
def rests(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("rests"))


def digest(project: Project, name: str = "tests/test_one.py") -> str | None:
    return RestsOn(project.folder).of(project.folder / name)


CHANGES: dict[str, Callable[[Project], None]] = {
    "a page": lambda project: project.write("page.md", "Hello!\n"),
    "a new file": lambda project: project.write("new.md", "New\n"),
    "a helper of tests": lambda project: project.write("tests/helper.py", "SAID = 2\n"),
    "the test": lambda project: project.write("tests/test_one.py", "def test_good(): pass\n"),
    "a file that is gone": lambda project: (project.folder / "page.md").unlink(),
    "the history": Project.commit,
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_noticed(rests: Project, change: str):
    before = digest(rests)
    CHANGES[change](rests)
    assert digest(rests) != before


@pytest.mark.parametrize("name", ["GATEWAY_FACTS", "TZ"])
def test_variable_is_noticed(rests: Project, monkeypatch: pytest.MonkeyPatch, name: str):
    before = digest(rests)
    monkeypatch.setenv(name, "other")
    assert digest(rests) != before


@pytest.mark.parametrize("name", ["ignored", "tests/test_two.py"])
def test_what_it_does_not_rest_on(rests: Project, name: str):
    before = digest(rests)
    rests.write(name, "# otherwise\n")
    assert digest(rests) == before


def test_nothing_is_kept_where_git_knows_nothing(tmp_path: Path):
    (tmp_path / "test_one.py").touch()
    assert RestsOn(tmp_path).of(tmp_path / "test_one.py") is None
