"""The project's version stands in pyproject.toml; what says it besides, agrees."""

from __future__ import annotations

import re
import tomllib

import pytest

from gateway_docs.cli import main
from gateway_docs.project import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_command_tells_it(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"{VERSION}\n"


def test_newest_release_of_the_changelog():
    assert re.findall(r"^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0] == VERSION
