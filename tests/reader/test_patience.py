"""When a command counts as hanging: when it does nothing, not when the computer is busy."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from confined_shell import shell_in

from gateway_docs.reader import shell as shell_module

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a process works")


def test_what_works_is_waited_for(tmp_path: Path):
    with shell_in(tmp_path, seconds=2) as (shell, workspace):
        enough = threading.Timer(6, (workspace.home / "enough").touch)
        enough.start()
        ended = shell.paste("until [ -e enough ]; do :; done; echo done\n")
        enough.join()
    assert (ended.status, ended.output) == (0, "done\n")


def test_what_does_nothing_hangs(tmp_path: Path):
    with shell_in(tmp_path, seconds=0.5) as (shell, _):
        ended = shell.paste("sleep 600\n")
    assert ended.stopped == "still running after 0.5 s in which it did nothing"


def test_what_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shell_module, "MOST_TURNS", 3)
    with shell_in(tmp_path, seconds=1) as (shell, _):
        ended = shell.paste("while :; do :; done\n")
    assert ended.stopped == "still running after 3 s"
