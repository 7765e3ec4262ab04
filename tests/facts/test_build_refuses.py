"""A wrong gateway.yml stops the build: its message, no traceback, no half-built site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hanging import HANGING_SECONDS

from gateway_docs.project import ROOT


def build(facts: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "mkdocs.yml", "--site-dir", site]
    environment = {**os.environ, "GATEWAY_FACTS": str(facts), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=HANGING_SECONDS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("input: 5.00", "input: -5.00", "models[0].price.input: must be greater than or equal to 0; found -5.00"),
        ("name: OpenAI", "name: OpenAI: x", "is not valid YAML: mapping values are not allowed here"),
    ],
)
def test_wrong_facts_stop_build(write, demo, tmp_path, old, new, said):
    path = write(demo.replace(old, new, 1))
    line = demo[: demo.index(old)].count("\n") + 1
    ended = build(path, tmp_path / "site")
    assert ended.returncode == 1
    assert f"{path}:{line}: {said}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "site").exists()


def test_missing_facts_keep_site(tmp_path):
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("as it was")
    ended = build(tmp_path / "absent.yml", page.parent)
    assert ended.returncode == 1
    assert "absent.yml: cannot be read: No such file" in ended.stderr
    assert [*page.parent.iterdir()] == [page]
    assert page.read_text() == "as it was"
