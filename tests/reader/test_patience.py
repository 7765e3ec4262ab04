"""When a command counts as hanging: when it does nothing, not when the computer is busy."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from confined_shell import shell_in

from gateway_docs.reader import patience

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a process works")


def test_what_works_is_waited_for(tmp_path: Path):
    with shell_in(tmp_path, seconds=2) as (shell, workspace):
        enough = threading.Timer(6, (workspace.home / "enough").touch)
        enough.start()
        ended = shell.paste("until [ -e enough ]; do :; done; echo done\n")
        enough.join()
    assert (ended.status, ended.output) == (0, "done\n")


def work_as_the_last(core: int, seconds: float, done: Path) -> None:
    """Work in this thread, which every other may overtake, and leave `done`. It needs no lock of Python's."""
    os.sched_setaffinity(0, {core})
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
    data, until = bytes(2**20), time.thread_time() + seconds
    while time.thread_time() < until:
        hashlib.sha256(data)
    done.touch()


def test_robot_that_gets_no_core_is_waited_for(tmp_path: Path):
    """The program does nothing because the mock gateway, which lives in the robot, has not answered yet."""
    core = min(os.sched_getaffinity(0))
    busy = f"import os; os.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    with shell_in(tmp_path, seconds=1) as (shell, workspace), subprocess.Popen([sys.executable, "-c", busy]) as other:
        answering = threading.Thread(target=work_as_the_last, args=(core, 0.06, workspace.home / "enough"))
        began = time.monotonic()
        answering.start()
        ended = shell.paste("until [ -e enough ]; do sleep 0.5; done; echo done\n")
        other.kill()
        answering.join()
    assert time.monotonic() - began > 2, "nothing had to wait"
    assert (ended.status, ended.output) == (0, "done\n")


def test_what_does_nothing_hangs(tmp_path: Path):
    with shell_in(tmp_path, seconds=0.5) as (shell, _):
        ended = shell.paste("sleep 600\n")
    assert ended.stopped == "still running after 0.5 s in which it did nothing"


def test_what_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "MOST_TURNS", 3)
    with shell_in(tmp_path, seconds=1) as (shell, _):
        ended = shell.paste("while :; do :; done\n")
    assert ended.stopped == "still running after 3 s"
