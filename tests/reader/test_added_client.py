"""A client is added as the handbook says, in a copy of the project: data and pages, no Python."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.environments.latest import copy_project
from gateway_docs.project import ROOT
from gateway_docs.translation.staleness import mark_done

#: The site's own clients are proven by default; that one more is data alone, with --all.
pytestmark = [pytest.mark.walk, pytest.mark.thorough]
STEPS = (ROOT / "handbook" / "client.md").read_text("utf-8")
FENCE = re.compile(r"^```\w* title=\"([^\"]+)\"\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: The example's packages are those of another client, so that its lock needs no registry here.
LOCK, LOCKED = (f"snippets/{client}/client.lock.txt" for client in ("openai-sdk", "tiny-chat"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the client of the example in the handbook."""
    project = tmp_path_factory.mktemp("added")
    copy_project(project)
    files = dict(FENCE.findall(STEPS))
    assert len(files) == 4
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("~~~", "```"), "utf-8")
    (project / LOCKED).write_bytes((project / LOCK).read_bytes())
    mark_done(project / "docs", "zh", "clients/tiny-chat.md")
    return project


def run(project: Path, *arguments: str) -> str:
    """What a module of the copy prints; it must end well."""
    command = ["env", f"PYTHONPATH={project}", "NO_MKDOCS_2_WARNING=1", sys.executable, "-m", *arguments]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=HANGING_SECONDS)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_only_data_was_added(project: Path):
    listed = {path.relative_to(project).as_posix() for path in project.rglob("*tiny-chat*")}
    assert listed == {"docs/en/clients/tiny-chat.md", "docs/zh/clients/tiny-chat.md", "snippets/tiny-chat"}
    folder = {path.name for path in (project / "snippets/tiny-chat").iterdir()}
    assert folder == {"client.yml", "client.lock.txt", "chat.py"}


def test_its_page_and_its_error_hold(project: Path):
    run(project, "gateway_docs.environments.fetch", "tiny-chat")
    folder = project / "snippets/errors/tiny-chat"
    folder.mkdir()
    (folder / "wrong-key.txt").touch()
    places = ["docs/en/clients/tiny-chat.md", "docs/zh/clients/tiny-chat.md", "snippets/errors/tiny-chat"]
    told = run(project, "pytest", "-q", "-p", "no:cacheprovider", *places, "--accept-errors")
    assert "4 fences: 4 run, " in told
    assert "Incorrect API key" in (folder / "wrong-key.txt").read_text("utf-8")


def test_site_shows_it(project: Path):
    run(project, "mkdocs", "build", "--strict", "--quiet")
    page = (project / "site/clients/tiny-chat/index.html").read_text("utf-8")
    assert "Run with version 3.57.0" in page
    assert "Tiny Chat" in (project / "site/clients/index.html").read_text("utf-8")
    assert '"id": "tiny-chat"' in (project / "site/clients.json").read_text("utf-8")
