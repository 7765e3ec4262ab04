"""Which files of this project void what held: those that follow pages and answer requests, and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gateway_docs.project import ROOT
from gateway_docs.reader.ground import ground_digest, ground_files

DECIDE = (
    "gateway_docs/reader/walker.py",
    "gateway_docs/reader/recorder.py",
    "gateway_docs/reader/said.py",
    "gateway_docs/reader/python_runner.py",  # started as a program
    "gateway_docs/reader/guardian.py",
    "gateway_docs/mock/refusals.py",
    "gateway_docs/mock/openai/requests.py",  # imported by a computed name
    "gateway_docs/doctor/settings.yml",  # no Python
    "gateway_docs/doctor/parts/checking.py",  # read, not imported
    "gateway_docs/mock/proxy.py",
    "requirements/test.txt",
)
DO_NOT = (
    "gateway_docs/reader/ledger.py",
    "gateway_docs/reader/selection.py",
    "gateway_docs/pages/tables.py",
    "gateway_docs/site/plugin.py",
    "gateway_docs/translation/parity.py",
    "gateway_docs/publish/releases.py",
    "gateway_docs/cli.py",
    "requirements/site.txt",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project's code."""
    for name in ("gateway_docs", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "theme"))
    return tmp_path


def digest(project: Path) -> str:
    ground_digest.cache_clear()
    return ground_digest(project)


def test_a_line_of_what_decides_counts(project: Path):
    names = {digest(project)}
    for file in DECIDE:
        with (project / file).open("a", encoding="utf-8") as place:
            place.write("# now\n")
        names.add(digest(project))
    assert len(names) == 1 + len(DECIDE)


def test_a_line_of_anything_else_does_not(project: Path):
    before = digest(project)
    for file in DO_NOT:
        with (project / file).open("a", encoding="utf-8") as place:
            place.write("# now\n")
        assert digest(project) == before, file


def test_a_new_import_counts(project: Path):
    with (project / "gateway_docs/reader/walker.py").open("a", encoding="utf-8") as place:
        place.write("\nimport gateway_docs.translation.parity\n")
    assert project / "gateway_docs/translation/parity.py" in ground_files(project)
