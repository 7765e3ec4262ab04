"""After a walk no process of it is left, and nothing outside of its own folder was written."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.environments import environments_of
from gateway_docs.reader import sandbox
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.processes import end_processes_in, processes_in

CONFINED = sandbox.version() >= 2
#: It has left the session of its shell before the page goes on.
LEAVES = f"""\
{shutil.which("setsid")} sh -c 'sleep 600 & touch started; sleep 601' >/dev/null 2>&1 &
until test -e started; do sleep 0.01; done
"""
needs_landlock = pytest.mark.skipif(not CONFINED, reason="this system has no Landlock, so nothing confines a walk")


def test_no_process_is_left(follow, shared):
    """Neither one that left the session, nor one that another one starts."""
    with pytest.raises(WalkFailure, match="no request reached it"):
        follow(f"```bash\n{LEAVES}```\n")
    # Walks of pages may still go on beside this one, in folders of other names.
    assert [found for folder in shared._folders.glob("test-*") for found in processes_in(folder)] == []


def test_process_is_found_and_ended(tmp_path: Path):
    home = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(["sleep", "600"], env=home) as process:
        found = processes_in(tmp_path)
        end_processes_in(tmp_path)
        assert process.wait(5) == -9
    assert found == ["sleep 600"]
    assert processes_in(tmp_path) == []


@needs_landlock
@pytest.mark.parametrize("place", ["tmp", "home", "environment"])
def test_nothing_is_written_elsewhere(follow, place: str, tmp_path: Path):
    folders = {"tmp": tmp_path, "home": Path.home(), "environment": environments_of("codex")[0].folder}
    file = folders[place] / "written-by-a-walk"
    with pytest.raises(WalkFailure, match="Permission denied"):
        follow(f"```bash\ntouch {file}\n```\n")
    assert not file.exists()


@needs_landlock
def test_own_folder_can_be_written(tmp_path: Path):
    command = "echo 1 >a && mkdir b && mv a b/c && echo 2 >b/c && rm -r b && echo ok >/dev/null"
    ended = subprocess.run([sys.executable, "-IS", sandbox.__file__, tmp_path, "sh", "-c", command], cwd=tmp_path)
    assert ended.returncode == 0


ROBOT = """
import os, subprocess, sys
from pathlib import Path
from gateway_docs.reader.guardian import guarded
folder = Path(sys.argv[1])
with guarded(folder):
    home = {"HOME": str(folder / "home"), "PATH": "/usr/bin:/bin"}
    subprocess.Popen(["setsid", "sh", "-c", "sleep 600 & echo started; sleep 601"], env=home)
    sys.stdin.read()
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None], ids=str)
def test_robot_is_gone(tmp_path: Path, end: signal.Signals | None):
    """Killed, interrupted or at its end: nothing that a walk started goes on."""
    folder = tmp_path / "walks"
    folder.mkdir()
    command = [sys.executable, "-c", ROBOT, folder]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as robot:
        robot.stdout.readline()
        assert len(processes_in(folder)) >= 2
        robot.send_signal(end) if end else robot.stdin.close()
    wait_until(lambda: not folder.exists())
    assert processes_in(folder) == []


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    patience = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < patience, f"not so after {seconds} s"
        time.sleep(0.02)
