"""pytest as an author types it, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT

pytestmark = pytest.mark.walk

COPIED = ("docs", "gateway_docs", "gateway.yml", "mkdocs.yml", "pyproject.toml", "requirements", "snippets")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name, **({"ignore": ignore} if source.is_dir() else {}))
    return tmp_path


def run_pytest(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=HANGING_SECONDS
    )


@pytest.mark.thorough
def test_added_page_with_wrong_url(project: Path):
    page = project / "docs" / "en" / "clients" / "mine.md"
    page.write_text("# Mine\n\n```bash\ncurl -sS https://api.gateway.exmaple/v1/models\n```\n", "utf-8")
    ended = run_pytest(project, "docs/en/clients/mine.md")
    assert ended.returncode == 1
    assert "docs/en/clients/mine.md:3: step 1 (bash)" in ended.stdout
    assert "api.gateway.exmaple is not a documented host" in ended.stdout
    assert "1 fences: 0 run, 0 compared, 0 parsed only, 0 described only, 1 not proven" in ended.stdout


def test_snippet_walks_its_pages(project: Path):
    snippet = project / "snippets" / "codex" / "config.toml"
    snippet.write_text(snippet.read_text("utf-8").replace("[= openai.base_url =]", "[= region.url =]"), "utf-8")
    ended = run_pytest(project, "snippets/codex/config.toml")
    assert ended.returncode == 1
    assert "the base URL must end in /v1" in ended.stdout


@pytest.mark.thorough
def test_changed_recording(project: Path):
    recording = project / "snippets" / "errors" / "curl" / "wrong-key.txt"
    said = recording.read_text("utf-8")
    recording.write_text("another text\n", "utf-8")
    assert "-another text" in run_pytest(project, str(recording)).stdout
    assert run_pytest(project, str(recording), "--accept-errors").returncode == 0
    assert recording.read_text("utf-8") == said


def test_errors_of_a_software_are_recorded(project: Path):
    """By an operator, for his own gateway: what is not recorded with its software yet."""
    shipped = project / "snippets/software/sub2api/errors/curl"
    files = [shipped / "no-balance.txt", shipped / "missing-v1.txt"]
    said = {path.stem: path.read_text("utf-8") for path in files}
    for path in files:
        path.unlink()
    (project / "operator").mkdir()
    facts = (project / "gateway.yml").read_text("utf-8") + "\nsoftware: sub2api\n"
    (project / "operator/gateway.yml").write_text(facts, "utf-8")
    command = [sys.executable, "-m", "gateway_docs.cli", "record", "curl"]
    options = {"env": {**os.environ, "PYTHONPATH": str(project)}, "capture_output": True, "text": True}
    ended = subprocess.run(command, cwd=project, **options, timeout=HANGING_SECONDS)
    assert ended.returncode == 0, ended.stdout
    assert "2 recordings, which take about 1 minutes" in ended.stdout
    folder = project / "operator/snippets/errors/curl"
    assert {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")} == said
    assert "nothing is lacking" in subprocess.run(command, cwd=project, **options, timeout=HANGING_SECONDS).stdout


def test_snippet_that_is_python_is_no_test(project: Path):
    ended = run_pytest(project, "--collect-only", "snippets/openai-sdk/chat.py")
    assert ended.returncode == 0, ended.stdout
    assert "docs/en/clients/openai-sdk.md walk" in ended.stdout
